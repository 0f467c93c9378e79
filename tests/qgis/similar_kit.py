"""What the tests of Find Similar and of target detection share: clicks, layers, a small library."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
from driving import Panel
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtTest import QTest
from tools_kit import NONE, Canvas, square_of

from tests.qgis.kit import pixels

SIMILAR = "Similar (temporary)"


def temporary() -> list[QgsRasterLayer]:
    """The temporary heat maps in the project."""
    return QgsProject.instance().mapLayersByName(SIMILAR)


def signs_of(picking: Any) -> list[str]:
    """The signs that can be seen on the map, in the order of the pixels."""
    return [sign._sign for sign in picking.marks._shown]


def wait_shown(panel: Panel) -> QgsRasterLayer:
    """The heat map, once the newest click is answered."""
    similar = panel.dock.map.similar
    panel.wait(lambda: not similar.run.is_busy, 60, panel.text("similarHint"))
    (layer,) = temporary()
    return layer


def look_for(canvas: Canvas, row: int, col: int, keys: Any = NONE) -> QgsRasterLayer:
    """Clicks a pixel and waits for its map."""
    canvas.click(row, col, keys)
    return wait_shown(canvas.panel)


def targets_layer(panel: Panel, *places: tuple[int, int]) -> QgsVectorLayer:
    """A polygon layer with one pixel of the scene a feature."""
    layer = QgsVectorLayer(f"Polygon?crs={panel.state.scene.crs.authid()}", "roofs", "memory")
    for place in places:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry(square_of(panel, *place)))
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    QgsProject.instance().addMapLayer(layer)
    return layer


def make_library(panel: Panel, path: Path, **places: tuple[int, int]) -> Path:
    """Writes a CSV library with the spectra of pixels of the scene, and some straight lines."""
    from hsfm.hsfm_plugin.layers.pixel_reader import PixelReader
    from hsfm.hsfm_plugin.layers.scene_layer import raster_path

    scene = panel.state.scene
    reader = PixelReader(raster_path(scene.layer), scene.info)
    good = [n for n, usable in enumerate(reader.is_usable) if usable]
    columns = {name: reader.spectrum(*place)[good] for name, place in places.items()}
    ramp = np.linspace(0.05, 0.6, len(good))
    for number in range(10):
        columns[f"line {number + 1}"] = ramp * (number + 1) / 10
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["wavelength (nm)", *columns])
        for row, place in enumerate(good):
            values = (f"{values[row]:.5f}" for values in columns.values())
            writer.writerow([f"{reader.centres_nm[place]:.2f}", *values])
    return path


def choose(panel: Any, combo: str, data: str) -> None:
    """Chooses an entry of a combo box by its data."""
    found = panel.find(combo)
    found.setCurrentIndex(found.findData(data))


def search(panel: Any) -> Any:
    """Clicks Search Target and gives the scores."""
    QTest.qWait(100)
    panel.click("targetRunButton")
    panel.wait_idle()
    assert panel.state.targets, panel.notice()
    return pixels(panel.state.target_map.path)
