"""Several maps and lists beside each other: what is taken up, what is left as it is."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from detection_kit import (
    click_row,
    drag,
    layer_named,
    make_list,
    make_planted,
    press,
    rows_of,
    wait_listed,
)
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton


def _save_and_reopen(panel: Any, path: Path) -> None:
    """A new session of QGIS with the project of this one."""
    project = QgsProject.instance()
    assert project.write(str(path))
    project.clear()
    panel.state.set_scene(None)
    panel.state._mapped = ""
    assert project.read(str(path))


def _other_list(panel: Any, tmp_path: Path, title: str = "Target: roof") -> Any:
    from hsfm.hsfm_plugin.gui.state import ScoreMap

    path = make_list(tmp_path / "other.gpkg", [{"row": 1, "col": 2}, {"row": 5, "col": 5}])
    return ScoreMap(str(tmp_path / "other.tif"), "", str(path), title, panel.state.scene.path)


def test_a_list_that_is_worked_on_stays_when_another_one_comes(found: Any, tmp_path: Path) -> None:
    found.click("anomalyListButton")
    listed = len(rows_of(found))
    lists = found.dock.lists
    lists.take(_other_list(found, tmp_path))
    assert len(rows_of(found)) == listed and layer_named("Target: roof").featureCount() == 2
    button = lists.dock.findChild(QPushButton, "openListButton")
    assert button.isVisible() and "Target: roof" in lists.dock.offer.words.full_text
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(rows_of(found)) == 2 and not button.isVisible()


def test_a_list_that_nobody_sees_is_replaced(found: Any, tmp_path: Path) -> None:
    assert not found.dock.lists.dock.isVisible()
    found.dock.lists.take(_other_list(found, tmp_path))
    assert len(rows_of(found)) == 2


def test_the_slider_of_another_map_leaves_the_list_that_is_shown(
    found: Any, tmp_path: Path
) -> None:
    before = layer_named("Detections").featureCount()
    other = _other_list(found, tmp_path)
    found.dock.lists.show_detections(other.detections, other.title)
    drag(found.find("anomalyRateSlider"), 0.1)
    wait_listed(found)
    assert len(rows_of(found)) == 2 and layer_named("Detections").featureCount() > before


def test_a_list_of_another_scene_is_not_used_on_this_one(found: Any, tmp_path: Path) -> None:
    found.click("anomalyListButton")
    found.state.set_opening()
    found.open(make_planted(tmp_path / "other.tif"))
    asked: list[Any] = []
    found.dock.lists.targets_asked.connect(asked.append)
    click_row(found, 0)
    press(found, Qt.Key.Key_R)
    assert not found.dock.spectra.dock.plot.curves
    found.dock.lists.dock.more_like.trigger()
    found.dock.lists.targets_asked.disconnect(asked.append)
    assert not asked and "planted.tif" in found.notice()


def test_a_list_that_cannot_follow_says_so_and_can_be_tried_again(
    found: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hsfm.engine.errors import WriteFailed
    from hsfm.hsfm_plugin.gui import detection_follow

    def fail(*_: Any) -> None:
        raise WriteFailed("The disk is full.")

    found.click("anomalyListButton")
    before = found.state.anomalies["threshold"]
    with monkeypatch.context() as patch:
        patch.setattr(detection_follow, "take_rows", fail)
        drag(found.find("anomalyRateSlider"), 0.1)
        wait_listed(found)
    assert "another threshold" in found.dock.lists.dock.summary.full_text
    assert found.state.anomalies["threshold"] < before
    assert "pixels above" in found.text("anomalyText")
    found.click("retryButton")
    wait_listed(found)
    assert "another threshold" not in found.dock.lists.dock.summary.full_text
    assert len(rows_of(found)) == found.state.anomalies["detections"]["listed"]


def test_a_list_that_is_edited_follows_when_that_ends(found: Any) -> None:
    layer = layer_named("Detections")
    before = layer.featureCount()
    layer.startEditing()
    drag(found.find("anomalyRateSlider"), 0.1)
    wait_listed(found)
    assert layer.featureCount() == before and "edits" in found.notice()
    layer.rollBack()
    wait_listed(found)
    assert layer.featureCount() > before


def test_a_map_that_was_chosen_before_its_scene_is_taken_up(found: Any) -> None:
    scene = found.state.scene
    found.state.set_scene(None)
    found.state.set_anomalies({})
    found.iface.setActiveLayer(layer_named("Anomaly scores"))
    QTest.qWait(100)
    assert not found.state.anomalies
    found.state.set_scene(scene)
    found.wait(lambda: found.state.anomalies, 20, "the map was not taken up")


def test_a_slow_read_does_not_replace_a_newer_map(
    found: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hsfm.hsfm_plugin.gui import score_reopening

    read, go = score_reopening.reopen_scores, threading.Event()

    def slow(*given: Any) -> Any:
        go.wait(20)
        return read(*given)

    monkeypatch.setattr(score_reopening, "reopen_scores", slow)
    older, metrics = found.state.anomaly_map, found.state.anomalies
    newer = _other_list(found, tmp_path)
    found.state.anomaly_map = None
    found.dock.lists.reopening._on_layer(layer_named("Anomaly scores"))
    task = found.dock.lists.reopening._task
    ended: list[Any] = []
    task.done.connect(ended.append)
    found.state.set_anomalies(metrics, newer)
    go.set()
    found.wait(lambda: ended, 20)
    assert found.state.anomaly_map is newer is not older


def test_a_map_keeps_the_title_of_its_list(found: Any) -> None:
    from hsfm.hsfm_plugin.layers.detection_layer import TITLE_KEY

    reopening, layer = found.dock.lists.reopening, layer_named("Anomaly scores")
    beside = found.state.anomaly_map.detections
    layer_named("Detections").setName("my own name")
    assert reopening._title_of(layer, beside) == "Detections"
    layer.setCustomProperty(TITLE_KEY, "Target: roof")
    assert reopening._title_of(layer, beside) == "Target: roof"
    layer.removeCustomProperty(TITLE_KEY)
    assert reopening._title_of(layer, beside) == "Detections"


def test_a_list_tells_how_it_was_made(found: Any) -> None:
    from hsfm.hsfm_plugin.layers.history import recall

    assert recall(layer_named("Detections"))["task"] == "anomaly"


class Offers:
    """Stands for QGIS's layer tree and keeps on which layers an entry was offered."""

    def __init__(self) -> None:
        self.layers: list[str] = []

    def addCustomActionForLayer(self, _: Any, layer: Any) -> None:  # noqa: N802 - QGIS's name
        self.layers.append(layer.name())


def test_a_list_of_a_project_that_is_opened_again_offers_its_window(
    found: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offers = Offers()
    monkeypatch.setattr(found.dock.lists.menu, "_iface", offers)
    _save_and_reopen(found, tmp_path / "kept.qgs")
    assert offers.layers == ["Detections"]


def test_a_list_that_processing_made_offers_the_window(
    panel: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hsfm.hsfm_plugin.layers.detection_layer import SCENE_KEY
    from hsfm.hsfm_plugin.processing.styling import name_list

    offers = Offers()
    monkeypatch.setattr(panel.dock.lists.menu, "_iface", offers)
    path = make_list(tmp_path / "made.gpkg", [{"row": 1, "col": 2}])
    layer = QgsVectorLayer(f"{path}|layername=detections", "made", "ogr")
    QgsProject.instance().addMapLayer(layer)
    assert not offers.layers
    name_list(layer, {"parameters": {"scene": "/data/scene.tif"}})
    assert offers.layers == ["made"] and layer.customProperty(SCENE_KEY) == "/data/scene.tif"


def test_a_small_score_is_not_a_power_of_ten() -> None:
    from hsfm.hsfm_plugin.gui.score_result import score_words

    assert [score_words(score) for score in (1.2346e-5, 0.5, 0.0)] == ["0.00001235", "0.5", "0"]
