"""Where to map: the whole scene, what the map canvas shows, or the polygons of a layer."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, Callable, Dict, Optional, Tuple

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QComboBox, QSizePolicy, QWidget

from ...engine.errors import BadParameter, TooSmall
from ..compat import polygon_type
from ..i18n import tr
from ..labels.export import area_export
from .state import SceneFacts
from .theme import theme_icon

WHOLE, CANVAS = "whole", "canvas"

Prepare = Optional[Callable[[], Dict[str, Any]]]


def canvas_window(scene: SceneFacts, extent: QgsRectangle) -> str:
    """The engine's window for an extent in the scene's CRS.

    Raises:
        TooSmall: the extent shows nothing of the scene.
    """
    grid = scene.info["grid"]
    a, b, c, d, e, f = (float(value) for value in grid["transform"])
    scale = a * e - b * d
    corners = [
        (x - c, y - f)
        for x in (extent.xMinimum(), extent.xMaximum())
        for y in (extent.yMinimum(), extent.yMaximum())
    ]
    cols = [(e * x - b * y) / scale for x, y in corners]
    rows = [(a * y - d * x) / scale for x, y in corners]
    row_0, row_1 = max(0, math.floor(min(rows))), min(grid["height"], math.ceil(max(rows)))
    col_0, col_1 = max(0, math.floor(min(cols))), min(grid["width"], math.ceil(max(cols)))
    if row_1 <= row_0 or col_1 <= col_0:
        raise TooSmall(
            "The map canvas shows nothing of the scene.",
            hint="Zoom to the scene, or choose another area.",
        )
    return f"{row_0},{col_0},{row_1 - row_0},{col_1 - col_0}"


def extent_in(scene: SceneFacts, canvas: QgsMapCanvas) -> QgsRectangle:
    """What the map canvas shows, in the scene's CRS.

    Raises:
        BadParameter: it cannot be expressed there.
    """
    extent, crs = canvas.extent(), scene.crs
    source = canvas.mapSettings().destinationCrs()
    if not crs.isValid() or not source.isValid() or crs == source:
        return extent
    transform = QgsCoordinateTransform(source, crs, QgsProject.instance())
    try:
        return transform.transformBoundingBox(extent)
    except QgsCsException as exc:
        raise BadParameter(
            "The map canvas cannot be expressed in the scene's coordinate system.",
            hint="Zoom to the scene, or map the whole scene.",
            detail=str(exc),
        ) from exc


class AreaChoice(QComboBox):
    """A list of areas that follows the layers of the project."""

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("areaCombo")
        self._canvas = canvas
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        project = QgsProject.instance()
        project.layersAdded.connect(self.refresh)
        project.layersRemoved.connect(self.refresh)
        self.refresh()

    def close_links(self) -> None:
        """Lets go of the project."""
        project = QgsProject.instance()
        project.layersAdded.disconnect(self.refresh)
        project.layersRemoved.disconnect(self.refresh)

    def refresh(self, *_: Any) -> None:
        """Lists the areas again and keeps the choice where it still exists."""
        chosen = self.currentData()
        self.blockSignals(True)  # a layer that comes or goes changes no choice
        self.clear()
        self.addItem(theme_icon("mIconRaster.svg"), tr("Whole scene"), WHOLE)
        self.addItem(theme_icon("mActionZoomToArea.svg"), tr("Map canvas"), CANVAS)
        for layer_id, layer in QgsProject.instance().mapLayers().items():
            if isinstance(layer, QgsVectorLayer) and layer.geometryType() == polygon_type():
                self.addItem(theme_icon("mIconPolygonLayer.svg"), layer.name(), layer_id)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)
        if self.currentData() != chosen:
            self.currentIndexChanged.emit(self.currentIndex())
        self.setToolTip(tr("Of a polygon layer, the selected polygons count, else all."))

    def request(self, scene: SceneFacts, folder: Path) -> Tuple[Dict[str, Any], Prepare]:
        """The parameters that limit a run to the area.

        Args:
            scene: what is mapped.
            folder: where the polygons of a layer are copied to, if need be.

        Returns:
            Parameters by name, and what has to be called in the background before the run.

        Raises:
            EngineError: the canvas does not show the scene, or the layer is gone.
        """
        chosen = self.currentData()
        if chosen == WHOLE:
            return {}, None
        if chosen == CANVAS:
            return {"window": canvas_window(scene, extent_in(scene, self._canvas))}, None
        layer = QgsProject.instance().mapLayer(chosen)
        if not isinstance(layer, QgsVectorLayer):
            raise BadParameter("The layer of the area is not in the project any more.")
        return {}, area_export(layer, folder / "area.gpkg", "aoi")
