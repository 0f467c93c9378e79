"""What the tools that label pixels share: the armed class, the grid of the scene, the preview."""

from __future__ import annotations

from typing import Any, Optional, Tuple

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ...compat import point_type, polygon_type
from ...i18n import tr
from ..label_class import LabelClass
from ..label_layer import LabelLayer
from ..pixel_grid import PixelGrid
from ..write import add_label

_FILL_ALPHA, _EDGE_ALPHA = 90, 230
_EDGE_PX = 2
_MOST_WITH_EDGE = 4000
"""A preview of more vertices is drawn with a thin edge: a wide one takes a second to draw."""


class LabelTool(QgsMapTool):
    """A map tool armed with a class; what it makes goes through the layer's edit buffer.

    Attributes:
        noted: a sentence about what is under way, for the panel; empty where there is none.
        refused: a sentence that says why a click did nothing.
        left: Esc was pressed with nothing under way.
    """

    noted = pyqtSignal(str)
    refused = pyqtSignal(str)
    left = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._labels: Optional[LabelLayer] = None
        self._grid: Optional[PixelGrid] = None
        self._entry: Optional[LabelClass] = None
        self._band: Optional[QgsRubberBand] = None
        self.setCursor(Qt.CursorShape.CrossCursor)

    def use(self, labels: LabelLayer, entry: LabelClass, grid: PixelGrid) -> None:
        """Labels the pixels of a grid with a class from now on.

        What is under way goes on in the new class, unless the layer or the scene is another one.
        """
        if labels is not self._labels or grid is not self._grid:
            self.drop()
        self._labels, self._grid = labels, grid
        self.follow(entry)

    def follow(self, entry: LabelClass) -> None:
        """Takes over that the class was renamed or recoloured."""
        self._entry = entry
        if self._band is not None:
            self._paint_band(self._band)

    def drop(self) -> bool:
        """Forgets what is under way; False where there is nothing."""
        had = self._band is not None and self._band.numberOfVertices() > 0
        self._hide_preview()
        return had

    def deactivate(self) -> None:
        self.drop()
        super().deactivate()

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            if not self.drop():
                self.left.emit()
        else:
            event.ignore()

    def _place(self, event: Any) -> Optional[Tuple[float, float]]:
        """Column and row under the mouse; None where the scene's CRS does not reach."""
        point, crs = QgsPointXY(event.mapPoint()), self._canvas.mapSettings().destinationCrs()
        return self._grid.place_at(point, crs) if self._grid is not None else None

    def _pixel(self, event: Any) -> Optional[Tuple[int, int]]:
        """Row and column under the mouse; None, and a sentence, outside the scene."""
        point, crs = QgsPointXY(event.mapPoint()), self._canvas.mapSettings().destinationCrs()
        pixel = self._grid.pixel_at(point, crs) if self._grid is not None else None
        if pixel is None:
            self._refuse_outside()
        return pixel

    def _refuse_outside(self) -> None:
        self.refused.emit(tr("That is outside the scene. Click on a pixel of the scene."))

    @property
    def _is_point_layer(self) -> bool:
        labels = self._labels
        return labels is not None and bool(labels.layer.geometryType() == point_type())

    def _label(self, pixels: QgsGeometry) -> bool:
        """Adds a geometry of columns and rows to the armed class, as one undo step."""
        labels, entry, grid = self._labels, self._entry, self._grid
        if labels is None or entry is None or grid is None:
            return False
        geometry = grid.in_crs(pixels, labels.layer.crs())
        if add_label(labels, entry, geometry, tr("Label {}").format(entry.name)):
            return True
        self.refused.emit(tr("The label could not be added. Make a new label layer to draw in."))
        return False

    def _covers_scene(self, pixels: QgsGeometry) -> bool:
        """Whether a geometry of columns and rows touches the scene; a sentence where not."""
        grid = self._grid
        scene = QgsRectangle(0, 0, grid.width, grid.height) if grid is not None else QgsRectangle()
        touches = bool(pixels.intersects(scene))
        if not touches:
            self._refuse_outside()
        return touches

    def _preview(self, pixels: QgsGeometry) -> None:
        """Shows a geometry of columns and rows in the colour of the class."""
        if self._grid is None:
            return
        if self._band is None:
            self._band = QgsRubberBand(self._canvas, polygon_type())
            self._paint_band(self._band)
        there = self._grid.in_crs(pixels, self._canvas.mapSettings().destinationCrs())
        is_simple = there.isEmpty() or there.constGet().nCoordinates() <= _MOST_WITH_EDGE
        self._band.setWidth(_EDGE_PX if is_simple else 1)
        self._band.setSecondaryStrokeColor(QColor(255, 255, 255, _EDGE_ALPHA if is_simple else 0))
        self._band.setToGeometry(there)

    def _hide_preview(self) -> None:
        if self._band is not None:
            self._canvas.scene().removeItem(self._band)
            self._band = None

    def _paint_band(self, band: QgsRubberBand) -> None:
        fill = QColor(self._entry.color if self._entry is not None else "#888888")
        edge = QColor(fill)
        fill.setAlpha(_FILL_ALPHA)
        edge.setAlpha(_EDGE_ALPHA)
        band.setFillColor(fill)
        band.setStrokeColor(edge)
