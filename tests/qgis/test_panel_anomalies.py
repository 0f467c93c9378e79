"""Anomalies, by the panel's buttons: the detector, the threshold slider, the list that follows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from detection_kit import (
    OBJECTS,
    click_row,
    colour_of,
    drag,
    layer_named,
    make_planted,
    make_scores,
    marks_in,
    press,
    tail_of,
)
from driving import Ticks
from kit import pixels
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QWheelEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

RED, YELLOW = "#d7191c", "#fde725"


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    return make_planted(tmp_path / "planted.tif")


@pytest.fixture
def found(panel: Any, planted: Path) -> Iterator[Any]:
    """The panel with an anomaly map of the plainest detector."""
    panel.open(planted)
    _choose(panel, "rx")
    panel.click("anomalyButton")
    panel.wait_idle()
    assert panel.state.anomalies, panel.notice()
    QTest.qWait(300)  # the panel scrolls to the results
    yield panel
    _choose(panel, "auto")
    panel.dock.spectra.dock.hide()


def _choose(panel: Any, detector: str) -> None:
    combo = panel.find("option_detector")
    combo.setCurrentIndex(combo.findData(detector))


def _slider(panel: Any) -> Any:
    return panel.find("anomalyRateSlider")


def _listed(panel: Any) -> None:
    """Waits until the list has followed."""
    follow = panel.dock.lists.follow
    panel.wait(lambda: not follow.busy, 60, "the list did not follow")
    QTest.qWait(50)


def _rows(panel: Any) -> Any:
    return panel.dock.lists.dock.table.rows.rows


def test_a_map_brings_its_list(found: Any) -> None:
    words = found.text("anomalyText")
    count = found.state.anomalies["detections"]["count"]
    assert f"<b>{count} object" in words and "pixels above" in words
    assert layer_named("Detections").featureCount() == count == len(_rows(found))
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


def test_the_slider_says_the_rate_in_words(found: Any) -> None:
    assert found.text("anomalyRateText") == "False alarms: 1 in 1,000"
    slider = _slider(found)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert found.text("anomalyRateText") == "False alarms: 1 in 1,000,000"
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert found.text("anomalyRateText") == "False alarms: 1 in 10"
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert found.text("anomalyRateText") == "False alarms: 1 in 11"
    _listed(found)


def test_dragging_restyles_the_map_at_once_and_counts_what_is_above(found: Any) -> None:
    layer, slider = layer_named("Anomaly scores"), _slider(found)
    scores = pixels(found.state.anomaly_map.path)
    tail = found.state.anomalies["tail"]
    found.wait(lambda: found.dock.results.anomalies.above is not None, 20, "nothing was counted")
    place = drag(slider, 0.2, is_released=False)
    threshold = float(np.interp(1 + place / 20, -np.log10(tail["rates"]), tail["thresholds"]))
    assert colour_of(layer, threshold * 1.001) == RED
    assert colour_of(layer, threshold) == YELLOW
    above = int((scores > threshold).sum())
    assert f"<b>{above}</b> of" in found.text("anomalyText")
    assert not found.dock.lists.follow.busy
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton)
    _listed(found)


def test_the_list_follows_when_the_slider_is_let_go(found: Any) -> None:
    before, path = found.state.anomalies, layer_named("Detections").source()
    drag(_slider(found), 0.1)
    _listed(found)
    now = found.state.anomalies
    assert now["threshold"] < before["threshold"]
    assert now["detections"]["count"] > before["detections"]["count"]
    layer = layer_named("Detections")
    assert layer.source() == path, "a saved project would not find the list"
    assert layer.featureCount() == len(_rows(found)) == now["detections"]["listed"]
    drag(_slider(found), 1.0)
    _listed(found)
    assert layer_named("Detections").featureCount() < now["detections"]["listed"]


def test_marks_come_through_a_move_of_the_slider(found: Any) -> None:
    found.click("anomalyListButton")
    click_row(found, 0)
    press(found, Qt.Key.Key_R)
    drag(_slider(found), 0.15)
    _listed(found)
    marked = [row for row in _rows(found) if row.mark]
    assert [row.mark for row in marked] == ["real"]
    path = found.state.anomaly_map.detections
    assert marks_in(path)[marked[0].rank] == "real"


def test_the_slider_does_not_block_the_window(found: Any) -> None:
    ticks = Ticks()
    ticks.start()
    slider = _slider(found)
    drag(slider, 0.0, is_released=False)
    for place in range(0, 101, 5):
        slider.setSliderPosition(place)
        QTest.qWait(5)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton)
    ticks.stop()
    print(f"worst {ticks.worst_ms} ms")
    assert ticks.worst_ms < 1000
    _listed(found)


def test_a_run_of_the_user_comes_before_the_list(found: Any) -> None:
    before = found.state.anomalies["detections"]["count"]
    drag(_slider(found), 0.1)
    found.click("anomalyButton")
    found.wait_idle()
    assert found.state.last_run == ("anomaly", "done")
    _listed(found)
    assert not found.notice().startswith("<b>"), found.notice()
    assert found.state.anomalies["detections"]["count"] == before


def test_mapping_again_shows_the_newest_list_and_no_second_layer(found: Any) -> None:
    first = layer_named("Detections").source()
    found.click("anomalyButton")
    found.wait_idle()
    assert layer_named("Detections").source() != first
    node = QgsProject.instance().layerTreeRoot().findLayer(layer_named("Detections").id())
    assert node.parent().children()[0].layer().name() == "Detections"


def test_a_saved_project_brings_slider_and_list_back(found: Any, tmp_path: Path) -> None:
    drag(_slider(found), 0.15)
    _listed(found)
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
    assert _slider(found).isVisible() and len(_rows(found)) == moved["detections"]["count"]
    drag(_slider(found), 0.6)
    _listed(found)
    assert layer_named("Detections").featureCount() < moved["detections"]["count"]


def test_the_wheel_over_the_slider_scrolls_the_panel(found: Any) -> None:
    slider = _slider(found)
    slider.clearFocus()
    before, place = slider.value(), QPointF(slider.rect().center())
    turned = QWheelEvent(
        place,
        QPointF(slider.mapToGlobal(place.toPoint())),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, turned)
    assert slider.value() == before and turned.type() == QEvent.Type.Wheel


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
        _choose(panel, detector)
        panel.click("anomalyButton")
        panel.wait_idle()
        layer = QgsProject.instance().mapLayer(panel.state.anomaly_map.layer_id)
        named.append(json.loads(layer.customProperty("hsfm/provenance"))["detector"]["name"])
    assert named == ["rx", "auto"]


def test_the_style_is_the_one_that_the_engine_writes(found: Any) -> None:
    from hsfm.hsfm_plugin.layers.score_style import mark_above, ramp_start

    layer = layer_named("Anomaly scores")

    def items() -> list[tuple[float, str, str]]:
        shader = layer.renderer().shader().rasterShaderFunction()
        return [(i.value, i.color.name(), i.label) for i in shader.colorRampItemList()]

    def legend() -> list[tuple[str, str]]:
        return [(text, colour.name()) for text, colour in layer.renderer().legendSymbologyItems()]

    written, shown = items(), legend()
    mark_above(layer, found.state.anomalies["threshold"], ramp_start(layer, 0.0))
    assert [value for value, *_ in items()] == pytest.approx([value for value, *_ in written])
    assert [rest for _, *rest in items()] == [rest for _, *rest in written]
    assert legend() == shown


@pytest.mark.parametrize("threshold", [0.5, 7.25, 1234.5])
def test_the_mark_begins_at_the_threshold(tmp_path: Path, threshold: float) -> None:
    from hsfm.hsfm_plugin.layers.score_style import mark_above, ramp_start
    from qgis.core import QgsRasterLayer

    made = QgsRasterLayer(str(make_scores(tmp_path / "a.tif", np.eye(9) * 9)), "a")
    mark_above(made, threshold, 1.0)
    items = made.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert [item.color.name() for item in items][-2:] == [YELLOW, RED]
    assert items[0].value < items[5].value == threshold < items[6].value
    assert ramp_start(made, 0.0) == items[0].value == min(1.0, items[0].value)
    assert colour_of(made, threshold) == YELLOW
    assert colour_of(made, threshold + 0.01) == RED


def test_the_tail_is_read_from_the_tags_of_a_map(tmp_path: Path) -> None:
    from hsfm.hsfm_plugin.layers.score_tail import count_above, reopen_scores

    scores = np.arange(100, dtype=float).reshape(10, 10)
    scores[0, 0] = np.nan
    path = make_scores(tmp_path / "scores.tif", scores, rate=1e-2)
    found = reopen_scores(str(path), str(tmp_path / "none.gpkg"), None, lambda: False)
    assert found is not None and found["tail"] == tail_of()
    assert (found["false_alarm_rate"], found["threshold"]) == (1e-2, 50.5)
    assert (found["pixels"], found["above"]) == (99, 49) and "detections" not in found
    moved = reopen_scores(str(path), str(tmp_path / "none.gpkg"), 10**-3.5, lambda: False)
    assert moved is not None and moved["threshold"] == pytest.approx(6.0)
    assert count_above(str(path), [10.0, 50.5, 98.0, 99.0], lambda: False) == [89, 49, 1, 0]
