"""Every state of the panel, each brought about by using it."""

from __future__ import annotations

import os

from driving import make_cube
from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLineEdit
from shot_kit import DATA, Shots, state


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
def results(shots: Shots) -> None:
    """What is known of a classifier and its map, with uncertain pixels hidden."""
    shots.trained()
    shots.panel.click("classifyButton")
    shots.panel.wait_idle()
    shots.panel.find("notices").clearWidgets()
    for section in (shots.panel.dock.scene, shots.panel.dock.labels, shots.panel.dock.map):
        section.set_open(False)
    shots.panel.find("hideBelowSlider").setValue(60)
    shots.take()
    shots.set_width(300)
    shots.take("_narrow")
    shots.set_width(340)
    shots.panel.find("labelNext1").click()
    shots.take("_label_next")
    for section in (shots.panel.dock.scene, shots.panel.dock.labels, shots.panel.dock.map):
        section.set_open(True)


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
