"""Every place where QGIS versions differ; each gate names the version that lets it go."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Iterator

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsEditFormConfig,
    QgsField,
    QgsMapLayerProxyModel,
    QgsTask,
    QgsWkbTypes,
)
from qgis.PyQt import QtCore, QtGui, QtWidgets

QGIS_VERSION: int = Qgis.QGIS_VERSION_INT

QUndoCommand: Any = getattr(QtGui, "QUndoCommand", None) or QtWidgets.QUndoCommand
"""One step of undo; Qt 6 has moved it, Qt 5 goes with QGIS 3."""


def text_field(name: str) -> QgsField:
    """A text field; QGIS 3.38 replaced QVariant's types by QMetaType's, QGIS 4 knows only those."""
    if QGIS_VERSION >= 33800:
        return QgsField(name, QtCore.QMetaType.Type.QString)
    return QgsField(name, QtCore.QVariant.Type.String)


def integer_field(name: str) -> QgsField:
    """A whole-number field; the same gate as ``text_field``, gone with QGIS 3.38."""
    if QGIS_VERSION >= 33800:
        return QgsField(name, QtCore.QMetaType.Type.Int)
    return QgsField(name, QtCore.QVariant.Type.Int)


def no_form() -> Any:
    """The setting that keeps the attribute form shut; Qgis.AttributeFormSuppression since 3.38."""
    if QGIS_VERSION >= 33800:
        return Qgis.AttributeFormSuppression.On
    return QgsEditFormConfig.FeatureFormSuppress.SuppressOn


def polygon_type() -> Any:
    """The geometry type of polygon layers; Qgis.GeometryType since 3.30."""
    if QGIS_VERSION >= 33000:
        return Qgis.GeometryType.Polygon
    return QgsWkbTypes.GeometryType.PolygonGeometry


def point_type() -> Any:
    """The geometry type of point layers; Qgis.GeometryType since 3.30."""
    if QGIS_VERSION >= 33000:
        return Qgis.GeometryType.Point
    return QgsWkbTypes.GeometryType.PointGeometry


def raster_layers_only(combo: Any) -> None:
    """Has a layer combo offer rasters; Qgis.LayerFilter since 3.34, where the old is deprecated."""
    if QGIS_VERSION >= 33400:
        combo.setFilters(Qgis.LayerFilter.RasterLayer)
    else:
        combo.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)


def polygons_and_points_only(combo: Any) -> None:
    """Has a layer combo offer polygons and points; the same gate as ``raster_layers_only``."""
    if QGIS_VERSION >= 33400:
        kinds = Qgis.LayerFilter
        combo.setFilters(Qgis.LayerFilters(kinds.PolygonLayer | kinds.PointLayer))
    else:
        old = QgsMapLayerProxyModel.Filter
        combo.setFilters(old.PolygonLayer | old.PointLayer)


def multipolygon() -> Any:
    """The geometry of new label layers; Qgis.WkbType since 3.30."""
    if QGIS_VERSION >= 33000:
        return Qgis.WkbType.MultiPolygon
    return QgsWkbTypes.Type.MultiPolygon


def task_flags(is_hidden: bool) -> Any:
    """How QGIS treats our tasks: it says nothing when they end; Silent and Hidden came with 3.26.

    Quitting QGIS during a task asks nothing: the engine leaves no half-written file.
    """
    flags = QgsTask.Flag.CanCancel | QgsTask.Flag.CancelWithoutPrompt
    if QGIS_VERSION >= 32600:
        flags |= QgsTask.Flag.Silent
        if is_hidden:
            flags |= QgsTask.Flag.Hidden
    return flags


def task_threads() -> QtCore.QThreadPool:
    """The threads of QGIS's tasks; old QGIS draws its maps with them too, new has a pool apart."""
    manager = QgsApplication.taskManager()
    own = getattr(manager, "threadPool", None)
    return own() if own is not None else QtCore.QThreadPool.globalInstance()


@contextmanager
def waiting_thread() -> Iterator[None]:
    """Gives the place of this task's thread to other work while it only waits for a process.

    There are as many threads as cores: without this, a download and a run would be all that a
    machine of two cores does, and the map would not be drawn.
    """
    threads = task_threads()
    threads.releaseThread()
    try:
        yield
    finally:
        threads.reserveThread()
