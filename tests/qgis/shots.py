"""Pictures of the panel in every state, taken from a QGIS that really is in that state."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from driving import Panel, make_cube
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QDialog, QLineEdit, QWidget
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
        return next((DATA / "enmap_potsdam").glob("ENMAP01-*"))

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


@state
def no_project(shots: Shots) -> None:
    shots.take()


@state
def engine_missing(shots: Shots) -> None:
    before = os.environ.pop("HSFM_ENGINE_PYTHON")
    try:
        shots.panel.link.restart()
        shots.take()
    finally:
        os.environ["HSFM_ENGINE_PYTHON"] = before
        shots.panel.link.restart()


@state
def engine_starting(shots: Shots) -> None:
    shots.panel.link.restart()
    shots.take(settle_ms=30)


@state
def engine_does_not_start(shots: Shots) -> None:
    before = os.environ["HSFM_ENGINE_PYTHON"]
    os.environ["HSFM_ENGINE_PYTHON"] = "/opt/engine/bin/python"
    try:
        shots.panel.link.restart()
        shots.take()
    finally:
        os.environ["HSFM_ENGINE_PYTHON"] = before
        shots.panel.link.restart()


@state
def scene_ready(shots: Shots) -> None:
    shots.scene()
    shots.take()


@state
def scene_details(shots: Shots) -> None:
    shots.scene()
    shots.panel.click("view_cir")
    shots.panel.click("sceneDetailsButton")
    shots.take()


@state
def scene_refused(shots: Shots) -> None:
    path = DATA / "enmap_products_xml" / "enmap_L1B_gtif_qualification.zip"
    shots.panel.open(path)
    shots.take()


@state
def scene_without_wavelengths(shots: Shots) -> None:
    shots.panel.open(make_cube(shots.scratch / "field_campaign.tif", None))
    shots.zoom()
    shots.take()


@state
def labels_empty(shots: Shots) -> None:
    shots.scene()
    shots.panel.click("newLabelsButton")
    editor = shots.panel.find("classTable").findChild(QLineEdit)
    editor.setText("Water")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    shots.panel.find("notices").clearWidgets()
    shots.take()


@state
def labels_one_class(shots: Shots) -> None:
    shots.scene()
    shots.labels_with(["tree"], 3)
    shots.take()


@state
def labels_enough(shots: Shots) -> None:
    shots.ready_to_train()
    shots.take()


@state
def drawing(shots: Shots) -> None:
    shots.scene()
    shots.labels_with(["roof", "tree", "water"], 12)
    labels = shots.panel.state.labels
    shots.panel.dock.label_work.arm(labels.named("water"))
    shots.take()
    shots.iface.actionPan().trigger()


@state
def advanced(shots: Shots) -> None:
    shots.ready_to_train()
    shots.panel.click("advancedButton")
    shots.panel.dock.scene.set_open(False)
    shots.panel.dock.labels.set_open(False)
    shots.take()
    shots.panel.click("advancedButton")


@state
def training(shots: Shots) -> None:
    shots.ready_to_train()
    shots.panel.click("trainButton")
    shots.panel.wait(lambda: "Measuring" in shots.panel.text("progressText"), 30)
    shots.take(settle_ms=50)
    shots.panel.wait_idle()


@state
def trained(shots: Shots) -> None:
    shots.trained()
    shots.take()
    shots.panel.click("confusionButton")
    shots.take("_confusion")


@state
def trained_with_a_warning(shots: Shots) -> None:
    shots.scene()
    shots.labels_with(["tree", "water", "roof"], 4)
    shots.panel.train()
    shots.take()


@state
def mapping(shots: Shots) -> None:
    shots.panel.open(shots.big)
    shots.zoom()
    shots.panel.click("anomalyButton")
    shots.panel.wait(lambda: "left" in shots.panel.text("progressText"), 60)
    shots.take(settle_ms=50)
    shots.panel.wait_idle()


@state
def cancelled(shots: Shots) -> None:
    shots.panel.open(shots.big)
    shots.zoom()
    shots.panel.click("anomalyButton")
    shots.panel.wait(lambda: "%" in shots.panel.text("progressText"), 60)
    shots.panel.click("cancelButton")
    shots.panel.wait_idle()
    shots.take()


@state
def crashed(shots: Shots) -> None:
    shots.panel.open(shots.big)
    shots.zoom()
    shots.panel.click("anomalyButton")
    shots.panel.wait(lambda: "%" in shots.panel.text("progressText"), 60)
    shots.panel.kill_engine()
    shots.panel.wait_idle()
    shots.take()


@state
def failed(shots: Shots) -> None:
    shots.ready_to_train()
    shots.panel.state.labels.layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32610"))
    shots.panel.train()
    shots.take()


@state
def done(shots: Shots) -> None:
    shots.trained()
    shots.panel.click("classifyButton")
    shots.panel.wait_idle()
    shots.take()


@state
def anomalies(shots: Shots) -> None:
    shots.scene()
    shots.panel.click("anomalyButton")
    shots.panel.wait_idle()
    shots.panel.find("notices").clearWidgets()
    shots.take()


@state
def collapsed(shots: Shots) -> None:
    shots.trained()
    shots.panel.click("classifyButton")
    shots.panel.wait_idle()
    shots.panel.find("notices").clearWidgets()
    for section in shots.panel.dock.sections:
        section.set_open(False)
    shots.take()


@state
def narrow(shots: Shots) -> None:
    shots.trained()
    shots.set_width(300)
    shots.take()
    shots.set_width(340)


@state
def options_page(shots: Shots) -> None:
    def look() -> None:
        dialog = QgsApplication.activeModalWidget()
        button = dialog.findChild(QAbstractButton, "checkEngineButton")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        answer = dialog.findChild(QWidget, "checkAnswer")
        shots.panel.wait(lambda: "…" not in answer.text(), 60)
        shots.take(settle_ms=200)
        dialog.close()

    QTimer.singleShot(1500, look)
    shots.panel.click("settingsButton")


def take_all(iface: Any, folder: Path, only: list[str], theme: str) -> int:
    """Takes the pictures of all states, or of those named."""
    folder.mkdir(parents=True, exist_ok=True)
    window = iface.mainWindow()
    window.setGeometry(0, 0, 1400, 900)
    if theme:
        QgsApplication.setUITheme(theme)
    shots = Shots(iface, folder)
    failed = 0
    for name, take in STATES.items():
        if only and name not in only:
            continue
        shots.name = name
        try:
            shots.panel.reset(shots.scratch / name)
            take(shots)
            print(f"{name}: taken", flush=True)
        except Exception as exc:
            failed += 1
            print(f"{name}: FAILED {type(exc).__name__}: {exc}", flush=True)
            shots.take("_failed")
        close_dialogs()
    shutil.rmtree(shots.scratch, ignore_errors=True)
    return 1 if failed else 0


def close_dialogs() -> None:
    """Closes whatever windows a state has opened."""
    for widget in QgsApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            QTimer.singleShot(0, widget.close)
    QTest.qWait(100)
