"""Draws a label layer in the colours of its classes."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsSymbol,
)
from qgis.PyQt.QtGui import QColor

from ..compat import point_type
from .label_layer import LabelClass, LabelLayer

_FILL_ALPHA = 110


def _symbol(labels: LabelLayer, entry: LabelClass) -> QgsSymbol:
    colour = QColor(entry.color)
    if labels.layer.geometryType() == point_type():
        symbol = QgsMarkerSymbol.createSimple({"size": "2.6", "outline_width": "0.3"})
        symbol.setColor(colour)
        return symbol
    fill = QColor(colour)
    fill.setAlpha(_FILL_ALPHA)
    return QgsFillSymbol.createSimple(
        {
            "color": f"{fill.red()},{fill.green()},{fill.blue()},{fill.alpha()}",
            "outline_color": colour.darker(125).name(),
            "outline_width": "0.4",
        }
    )


def apply_style(labels: LabelLayer) -> None:
    """Gives the layer one category a class, so that map and legend say what the panel says."""
    if not labels.field:
        return
    renderer = QgsCategorizedSymbolRenderer(labels.field)
    for entry in labels.classes:
        renderer.addCategory(QgsRendererCategory(entry.name, _symbol(labels, entry), entry.name))
    labels.layer.setRenderer(renderer)
    labels.layer.triggerRepaint()
    labels.layer.emitStyleChanged()
