"""What the screenshots share: the panel, a folder, scenes and labels to bring it into a state."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from driving import Panel, make_cube
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.utils import plugins

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("HSFM_TEST_DATA", ROOT.parent / "shared" / "data"))
SETTLE_MS = 700

Scene = Callable[["Shots"], None]
STATES: dict[str, Scene] = {}


def state(function: Scene) -> Scene:
    """Registers a state; its name is the file's."""
    STATES[function.__name__] = function
    return function


class Shots:
    """A panel, a folder for the pictures and one for results."""

    def __init__(self, iface: Any, folder: Path) -> None:
        self.iface, self.folder = iface, folder
        self.panel = Panel(iface, plugins["hsfm"])
        self.scratch = Path(tempfile.mkdtemp(prefix="hsfm-shots-"))
        self.name = ""

    def take(self, suffix: str = "", settle_ms: int = SETTLE_MS) -> None:
        """Saves the window and the dock."""
        QTest.qWait(settle_ms)
        stem = f"{self.name}{suffix}"
        window = self.iface.mainWindow()
        screen = window.screen().grabWindow(0)
        screen.save(str(self.folder / f"{stem}.png"))
        self.panel.dock.grab().save(str(self.folder / f"{stem}_dock.png"))

    @property
    def potsdam(self) -> Path:
        """A copy of the real product: QGIS leaves histograms beside a raster that it shows."""
        product = next((DATA / "enmap_potsdam").glob("ENMAP01-*"))
        copy = Path(self.scratch) / product.name
        if not copy.exists():
            shutil.copytree(product, copy)
        return copy

    def labels_with(self, names: list[str], most: int = 1000) -> QgsVectorLayer:
        """A copy of Potsdam's labels with some of the classes and polygons."""
        path = Path(tempfile.mkdtemp(dir=self.scratch)) / "labels.gpkg"
        shutil.copy(DATA / "enmap_potsdam" / "labels.gpkg", path)
        layer = QgsVectorLayer(str(path), "labels", "ogr")
        layer.startEditing()
        kept: dict[str, int] = {}
        for feature in layer.getFeatures():
            name = feature["class"]
            kept[name] = kept.get(name, 0) + 1
            if name not in names or kept[name] > most:
                layer.deleteFeature(feature.id())
        layer.commitChanges()
        QgsProject.instance().addMapLayer(layer)
        self.panel.find("labelLayerCombo").setLayer(layer)
        QTest.qWait(800)
        return layer

    @property
    def big(self) -> Path:
        """A cube that keeps the engine busy for some seconds."""
        path = self.scratch / "mosaic.tif"
        if not path.exists():
            make_cube(path, [420.0 + 20 * number for number in range(100)], side_px=1200)
        return path

    def set_width(self, width: int) -> None:
        """Makes the panel as wide as a user would."""
        window = self.iface.mainWindow()
        window.resizeDocks([self.panel.dock], [width], Qt.Orientation.Horizontal)

    def zoom(self) -> None:
        """Shows all layers on the map."""
        QTest.qWait(300)
        self.iface.mapCanvas().zoomToFullExtent()

    def scene(self) -> None:
        """Potsdam in the panel and on the map."""
        self.panel.open(self.potsdam)
        self.zoom()

    def ready_to_train(self) -> None:
        self.scene()
        self.panel.use_labels(DATA / "enmap_potsdam" / "labels.gpkg")

    def trained(self) -> None:
        self.ready_to_train()
        self.panel.train()
