"""The threshold of a score map: the slider, the map's colours, the list that follows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from detection_kit import (
    click_row,
    colour_of,
    drag,
    layer_named,
    make_scores,
    marks_in,
    press,
    rows_of,
    tail_of,
    wait_listed,
)
from driving import Ticks
from kit import pixels
from qgis.PyQt.QtCore import QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QWheelEvent
from qgis.PyQt.QtTest import QTest

RED, YELLOW = "#d7191c", "#fde725"


def test_the_slider_says_the_rate_in_words(found: Any) -> None:
    assert found.text("anomalyRateText") == "False alarms: 1 in 1,000"
    slider = found.find("anomalyRateSlider")
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert found.text("anomalyRateText") == "False alarms: 1 in 1,000,000"
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert found.text("anomalyRateText") == "False alarms: 1 in 10"
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert found.text("anomalyRateText") == "False alarms: 1 in 11"
    wait_listed(found)


def test_dragging_restyles_the_map_at_once_and_counts_what_is_above(found: Any) -> None:
    layer, slider = layer_named("Anomaly scores"), found.find("anomalyRateSlider")
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
    wait_listed(found)


def test_the_list_follows_when_the_slider_is_let_go(found: Any) -> None:
    before, path = found.state.anomalies, layer_named("Detections").source()
    drag(found.find("anomalyRateSlider"), 0.1)
    wait_listed(found)
    now = found.state.anomalies
    assert now["threshold"] < before["threshold"]
    assert now["detections"]["count"] > before["detections"]["count"]
    layer = layer_named("Detections")
    assert layer.source() == path, "a saved project would not find the list"
    assert layer.featureCount() == len(rows_of(found)) == now["detections"]["listed"]
    drag(found.find("anomalyRateSlider"), 1.0)
    wait_listed(found)
    assert layer_named("Detections").featureCount() < now["detections"]["listed"]


def test_marks_come_through_a_move_of_the_slider(found: Any) -> None:
    found.click("anomalyListButton")
    click_row(found, 0)
    press(found, Qt.Key.Key_R)
    drag(found.find("anomalyRateSlider"), 0.15)
    wait_listed(found)
    marked = [row for row in rows_of(found) if row.mark]
    assert [row.mark for row in marked] == ["real"]
    path = found.state.anomaly_map.detections
    assert marks_in(path)[marked[0].rank] == "real"


def test_a_drag_of_the_slider_asks_for_one_list(found: Any) -> None:
    asked: list[Any] = []
    found.dock.lists.follow.began.connect(asked.append)
    ticks = Ticks()
    ticks.start()
    slider = found.find("anomalyRateSlider")
    drag(slider, 0.0, is_released=False)
    for place in range(0, 101, 5):
        slider.setSliderPosition(place)
        QTest.qWait(5)
    assert not asked
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton)
    ticks.stop()
    print(f"worst {ticks.worst_ms} ms")
    wait_listed(found)
    found.dock.lists.follow.began.disconnect(asked.append)
    assert len(asked) == 1


def test_a_run_of_the_user_comes_before_the_list(found: Any) -> None:
    before = found.state.anomalies["detections"]["count"]
    ended: list[str] = []

    def on_run() -> None:
        if not found.state.running:
            ended.append("run")

    def on_list(*_: Any) -> None:
        ended.append("list")

    drag(found.find("anomalyRateSlider"), 0.1)
    found.state.run_changed.connect(on_run)
    found.dock.lists.follow.listed.connect(on_list)
    found.click("anomalyButton")
    found.wait_idle()
    assert found.state.last_run == ("anomaly", "done")
    wait_listed(found)
    found.state.run_changed.disconnect(on_run)
    found.dock.lists.follow.listed.disconnect(on_list)
    assert ended == ["run", "list"]
    assert not found.notice().startswith("<b>"), found.notice()
    assert found.state.anomalies["detections"]["count"] == before


def _turn(slider: Any) -> bool:
    """Turns the wheel over a slider; tells whether the slider took it."""
    place = QPointF(slider.rect().center())
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
    slider.wheelEvent(turned)
    return bool(turned.isAccepted())


def test_the_wheel_over_the_slider_scrolls_the_panel(
    found: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    slider = found.find("anomalyRateSlider")
    before = slider.value()
    monkeypatch.setattr(slider, "hasFocus", lambda: False)
    assert not _turn(slider) and slider.value() == before
    monkeypatch.setattr(slider, "hasFocus", lambda: True)
    assert _turn(slider) and slider.value() != before
    wait_listed(found)


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
