"""What the tests of the labelling tools share: pixels of the scene as places on the canvas."""

from __future__ import annotations

from typing import Any

from osgeo import gdal, ogr
from qgis.core import (
    QgsCoordinateTransform,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent, QWheelEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QLineEdit

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
CLICK_MS = 20
FIELD = (92, 34)
"""A pixel well inside the largest forest of the simulated scene (class 3 of its reference)."""


class Canvas:
    """The map canvas, used by the rows and columns of the panel's scene."""

    def __init__(self, panel: Any) -> None:
        self.panel, self.canvas = panel, panel.iface.mapCanvas()
        self.viewport = self.canvas.viewport()

    def _on_map(self, row: float, col: float) -> QgsPointXY:
        scene = self.panel.state.scene
        a, b, c, d, e, f = scene.info["grid"]["transform"]
        there = QgsPointXY(a * col + b * row + c, d * col + e * row + f)
        crs = self.canvas.mapSettings().destinationCrs()
        return QgsCoordinateTransform(scene.crs, crs, QgsProject.instance()).transform(there)

    def show(self, row: float, col: float, pixels: float = 40) -> None:
        """Zooms so that about this many pixels around a place fill the height of the canvas."""
        corners = [
            self._on_map(row + y * pixels / 2, col + x * pixels / 2)
            for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]
        extent = QgsRectangle(corners[0], corners[2])
        for corner in corners:
            extent.combineExtentWith(corner)
        self.canvas.setExtent(extent)
        self.canvas.refresh()
        QTest.qWait(100)

    def place(self, row: float, col: float) -> QPoint:
        """Where a place of the scene is on the canvas; the middle of a pixel is at 0.5."""
        there = self.canvas.getCoordinateTransform().transform(self._on_map(row, col))
        return QPoint(round(there.x()), round(there.y()))

    def click(self, row: int, col: int, keys: Any = NONE, button: Any = LEFT) -> None:
        """Clicks the middle of a pixel."""
        QTest.mouseClick(self.viewport, button, keys, self.place(row + 0.5, col + 0.5), CLICK_MS)

    def double_click(self, row: int, col: int) -> None:
        place = self.place(row + 0.5, col + 0.5)
        QTest.mouseClick(self.viewport, LEFT, NONE, place, CLICK_MS)
        QTest.mouseDClick(self.viewport, LEFT, NONE, place, CLICK_MS)

    def press(self, row: float, col: float) -> None:
        QTest.mousePress(self.viewport, LEFT, NONE, self.place(row, col), CLICK_MS)

    def drag(self, row: float, col: float) -> None:
        """Moves with the button held.

        ``QTest.mouseMove`` warps the pointer and waits for the X server to tell of it, which comes
        too late on a busy machine.
        """
        place = QPointF(self.place(row, col))
        there = QPointF(self.viewport.mapToGlobal(self.place(row, col)))
        move = QMouseEvent(QEvent.Type.MouseMove, place, there, Qt.MouseButton.NoButton, LEFT, NONE)
        QApplication.sendEvent(self.viewport, move)
        QTest.qWait(CLICK_MS)

    def release(self, row: float, col: float) -> None:
        QTest.mouseRelease(self.viewport, LEFT, NONE, self.place(row, col), CLICK_MS)

    def turn_wheel(self, row: float, col: float, keys: Any = NONE) -> None:
        """Turns the wheel by one notch, away from the user."""
        place = QPointF(self.place(row, col))
        event = QWheelEvent(
            place,
            QPointF(self.viewport.mapToGlobal(self.place(row, col))),
            QPoint(0, 0),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.viewport, event)

    def key(self, key: Any) -> None:
        QTest.keyClick(self.canvas, key)


def name_editor(panel: Any) -> QLineEdit | None:
    """Where a class is being named; an editor that was closed stays a hidden child for a while."""
    editors: list[QLineEdit] = panel.find("classTable").findChildren(QLineEdit)
    return next((editor for editor in editors if editor.isVisible()), None)


def name_class(panel: Any, name: str) -> None:
    """Types the name of the class that was just added."""
    editor = name_editor(panel)
    assert editor is not None, "the name of the new class is not being edited"
    editor.selectAll()
    QTest.keyClicks(editor, name)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    panel.wait(lambda: panel.state.labels.named(name), 5, f"the new class was not named {name}")


def new_layer(panel: Any, *names: str) -> QgsVectorLayer:
    """Makes a label layer with classes, by the panel's buttons."""
    panel.click("newLabelsButton")
    name_class(panel, names[0])
    for name in names[1:]:
        panel.click("addClassButton")
        name_class(panel, name)
    return panel.state.labels.layer


def click_row(panel: Any, row: int, column: int = 1) -> None:
    """Clicks a row of the class table."""
    table = panel.find("classTable")
    place = table.visualItemRect(table.item(row, column)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=place)


def square_of(panel: Any, row: int, col: int) -> QgsGeometry:
    a, _, c, _, e, f = panel.state.scene.info["grid"]["transform"]
    return QgsGeometry.fromRect(
        QgsRectangle(c + a * col, f + e * (row + 1), c + a * (col + 1), f + e * row)
    )


def covered_by(panel: Any, layer: QgsVectorLayer) -> Any:
    """Pixels of the scene whose middle lies in a label, as GDAL burns them."""
    grid = panel.state.scene.info["grid"]
    a, b, c, d, e, f = grid["transform"]
    raster = gdal.GetDriverByName("MEM").Create("", grid["width"], grid["height"], 1)
    raster.SetGeoTransform((c, a, b, f, d, e))
    raster.SetProjection(panel.state.scene.crs.toWkt())
    folder = ogr.GetDriverByName("Memory").CreateDataSource("")
    shapes = folder.CreateLayer("x", raster.GetSpatialRef(), ogr.wkbUnknown)
    for feature in layer.getFeatures():
        made = ogr.Feature(shapes.GetLayerDefn())
        made.SetGeometry(ogr.CreateGeometryFromWkb(bytes(feature.geometry().asWkb())))
        shapes.CreateFeature(made)
    gdal.RasterizeLayer(raster, [1], shapes, burn_values=[1])
    return raster.ReadAsArray() > 0


def undo(panel: Any) -> None:
    panel.iface.mainWindow().findChild(QAction, "mActionUndo").trigger()


def attributes_of(layer: QgsVectorLayer) -> list[tuple[Any, Any, Any]]:
    return [(f["class_id"], f["class"], f["color"]) for f in layer.getFeatures()]


def preview_of(panel: Any) -> QgsGeometry:
    """What the rubber band of the wand or the brush shows, in the CRS of the map."""
    drawing = panel.dock.label_work.drawing
    tool = {"brush": drawing.brush, "wand": drawing.wand}[drawing.tool]
    return tool._band.asGeometry()


def use_wand(panel: Any, canvas: Canvas, row: int, col: int) -> Any:
    """Clicks a pixel with the wand and waits until the region is there."""
    canvas.click(row, col)
    wand = panel.dock.label_work.drawing.wand
    panel.wait(lambda: wand.pixels > 0, 20, "the wand found no region")
    return wand
