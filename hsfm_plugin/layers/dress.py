"""Gives a result layer its style, its history and its date."""

from __future__ import annotations

import os
from typing import Any, Mapping

from qgis.core import (
    Qgis,
    QgsDateTimeRange,
    QgsMapLayer,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from ..i18n import tr
from .history import PROPERTY, remember, rows
from .legend_words import translate_covers, translate_legend


def dress(layer: QgsMapLayer, provenance: Mapping[str, Any]) -> str:
    """Makes a raster or a list of detections of the engine look and answer like one.

    Args:
        layer: as it was loaded; what is neither raster nor vector is left alone.
        provenance: of the run that made it.

    Returns:
        What went wrong with the style, in a sentence; empty if nothing did.
    """
    if not isinstance(layer, (QgsRasterLayer, QgsVectorLayer)):
        return ""
    problem = apply_style(layer)
    if provenance.get("task") in ("quickmap", "clouds"):
        translate_covers(layer)
    is_new = not layer.customProperty(PROPERTY)
    remember(layer, provenance)
    _write_metadata(layer, provenance, is_new)
    if isinstance(layer, QgsRasterLayer):
        _set_day(layer, _acquired(provenance))
    return problem


def apply_style(layer: QgsMapLayer) -> str:
    """Loads the style that the engine wrote beside the file.

    Returns:
        What went wrong, in a sentence; empty if nothing did.
    """
    path = style_path(layer)
    if not os.path.exists(path):
        return tr("The style of {} is missing: {}").format(layer.name(), path)
    message, is_loaded = layer.loadNamedStyle(path)
    if not is_loaded:
        return tr("The style of {} could not be loaded: {}").format(layer.name(), message)
    translate_legend(layer)
    layer.triggerRepaint()
    return ""


def style_path(layer: QgsMapLayer) -> str:
    """Where the engine puts the style of a file: ``map.qml`` beside ``map.tif``.

    That of a list is ``map.gpkg.qml`` where it lies beside a map of the same name.
    """
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = str(parts.get("path") or layer.source())
    return path + ".qml" if os.path.exists(path + ".qml") else os.path.splitext(path)[0] + ".qml"


def _write_metadata(layer: QgsRasterLayer, provenance: Mapping[str, Any], is_new: bool) -> None:
    metadata = layer.metadata()
    metadata.setTitle(layer.name())
    metadata.setAbstract(tr("Made by HSFM. How it was made stands in the history."))
    history = [] if is_new else [text for text in metadata.history() if not text.startswith("HSFM")]
    facts = "; ".join(f"{label}: {text}" for label, text in rows(provenance))
    metadata.setHistory([*history, f"HSFM. {facts}"])
    layer.setMetadata(metadata)


def _acquired(provenance: Mapping[str, Any]) -> QDate:
    """The day of acquisition; an invalid date where it is unknown."""
    scene = provenance.get("scene")
    text = str(scene.get("acquired") or "") if isinstance(scene, Mapping) else ""
    return QDate.fromString(text[:10], "yyyy-MM-dd")


def _set_day(layer: QgsRasterLayer, day: QDate) -> None:
    """Dates the layer, for the temporal controller; UTC, the whole day of acquisition."""
    if not day.isValid():
        return
    begin = QDateTime(day, QTime(0, 0, 0), Qt.TimeSpec.UTC)
    end = QDateTime(day, QTime(23, 59, 59), Qt.TimeSpec.UTC)
    properties = layer.temporalProperties()
    properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
    properties.setFixedTemporalRange(QgsDateTimeRange(begin, end))
    properties.setIsActive(True)
