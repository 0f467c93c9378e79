"""Anomalies, by the panel's buttons: the detector, the map with its list, maps of before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from detection_kit import (
    OBJECTS,
    choose_detector,
    drag,
    layer_named,
    rows_of,
    wait_listed,
)
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt


def test_a_map_brings_its_list(found: Any) -> None:
    words = found.text("anomalyText")
    count = found.state.anomalies["detections"]["count"]
    assert f"<b>{count} object" in words and "pixels above" in words
    assert layer_named("Detections").featureCount() == count == len(rows_of(found))
    group = QgsProject.instance().layerTreeRoot().findGroup(found.state.scene.group)
    names = [node.layer().name() for node in group.children()]
    assert names.index("Detections") < names.index("Anomaly scores")
    assert not found.dock.lists.dock.isVisible()
    found.click("anomalyListButton")
    assert found.dock.lists.dock.isVisible()


def test_what_was_planted_is_listed_first(found: Any) -> None:
    layer = layer_named("Detections")
    first = [f for f in layer.getFeatures() if f["rank"] == 1]
    row, col, side = OBJECTS[0]
    assert row <= first[0]["row"] < row + side and col <= first[0]["col"] < col + side


def test_mapping_again_shows_the_newest_list_and_no_second_layer(found: Any) -> None:
    first = layer_named("Detections").source()
    found.click("anomalyButton")
    found.wait_idle()
    assert layer_named("Detections").source() != first
    node = QgsProject.instance().layerTreeRoot().findLayer(layer_named("Detections").id())
    assert node.parent().children()[0].layer().name() == "Detections"


def test_a_saved_project_brings_slider_and_list_back(found: Any, tmp_path: Path) -> None:
    drag(found.find("anomalyRateSlider"), 0.15)
    wait_listed(found)
    moved = found.state.anomalies
    project, scene = QgsProject.instance(), found.state.scene.path
    assert project.write(str(tmp_path / "kept.qgs"))
    project.clear()
    found.state.set_scene(None)
    found.state._mapped = ""  # as in a new session of QGIS
    assert project.read(str(tmp_path / "kept.qgs"))
    found.dock.scene.open_path(scene)
    found.wait(lambda: found.state.scene is not None, 20)
    assert not found.state.anomalies
    found.iface.setActiveLayer(layer_named("Anomaly scores"))
    found.wait(lambda: found.state.anomalies, 20, "the map was not taken up")
    for key in ("threshold", "above", "pixels", "detections", "tail"):
        assert found.state.anomalies[key] == moved[key], key
    assert (
        found.find("anomalyRateSlider").isVisible()
        and len(rows_of(found)) == moved["detections"]["count"]
    )
    drag(found.find("anomalyRateSlider"), 0.6)
    wait_listed(found)
    assert layer_named("Detections").featureCount() < moved["detections"]["count"]


def test_a_detector_that_needs_weights_says_so(panel: Any) -> None:
    panel.wait(lambda: panel.dock.known_models.known, 30, "the models were not listed")
    combo = panel.find("option_detector")
    place = combo.findData("hypersigma")
    assert not combo.model().item(place).isEnabled()
    assert "Models" in combo.itemData(place, Qt.ItemDataRole.ToolTipRole)
    assert combo.currentText() == "Automatic"


def test_windows_are_asked_for_where_the_detector_has_some(panel: Any) -> None:
    panel.click("advancedButton")
    combo = panel.find("option_detector")
    try:
        assert not panel.find("option_inner").isVisible()
        combo.setCurrentIndex(combo.findData("local_rx"))
        assert panel.find("option_inner").isVisible() and panel.find("option_outer").isVisible()
    finally:
        combo.setCurrentIndex(0)
        panel.click("advancedButton")


def test_the_chosen_detector_is_used(panel: Any, planted: Path) -> None:
    panel.open(planted)
    named = []
    for detector in ("rx", "auto"):
        choose_detector(panel, detector)
        panel.click("anomalyButton")
        panel.wait_idle()
        layer = QgsProject.instance().mapLayer(panel.state.anomaly_map.layer_id)
        named.append(json.loads(layer.customProperty("hsfm/provenance"))["detector"]["name"])
    assert named == ["rx", "auto"]
