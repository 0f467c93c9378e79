"""Find Similar: a click on the map is a question, and the heat map its answer."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import qgis.utils
from driving import RUN_S
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from similar_kit import SIMILAR, look_for, signs_of, temporary, wait_shown
from tools_kit import FIELD, RIGHT, SHIFT, Canvas

from tests.qgis.kit import pixels

ALT = Qt.KeyboardModifier.AltModifier
ROW, COL = FIELD
OTHER = (ROW - 8, COL + 12)


@pytest.fixture
def looking(canvas: Canvas) -> Canvas:
    """The canvas with the tool in hand."""
    canvas.panel.click("similarButton")
    return canvas


@pytest.fixture
def looks(panel: Any) -> Iterator[list[float]]:
    """The seconds from each click to its map."""
    took: list[float] = []

    def note(_: dict[str, Any], seconds: float) -> None:
        took.append(seconds)

    run = panel.dock.map.similar.run
    run.done.connect(note)
    yield took
    run.done.disconnect(note)


def _signs(canvas: Canvas) -> list[str]:
    return signs_of(canvas.panel.dock.map.similar.picking)


def _shown(canvas: Canvas) -> Any:
    (layer,) = temporary()
    return pixels(layer.source())


def test_a_click_shows_a_temporary_heat_map(looking: Canvas, looks: list[float]) -> None:
    assert "Click a pixel" in looking.panel.text("similarHint")
    layer = look_for(looking, ROW, COL)
    scores = _shown(looking)
    assert scores[ROW, COL] == pytest.approx(np.nanmax(scores)) == pytest.approx(1.0, abs=1e-3)
    assert layer.renderer().type() == "singlebandpseudocolor"
    assert _signs(looking) == ["+"]
    assert "Like 1 pixel" in looking.panel.text("similarHint")
    (took,) = looks
    print(f"\nfrom the first click to its map: {took:.2f} s")


def test_every_click_replaces_the_map_in_place(looking: Canvas, looks: list[float]) -> None:
    first = look_for(looking, ROW, COL)
    before = _shown(looking)
    for step in range(1, 6):
        layer = look_for(looking, ROW + step, COL + step)
        assert layer is first
    assert not np.array_equal(before, _shown(looking))
    assert _signs(looking) == ["+"]
    print(
        f"\nfrom a click to its map, features known: {', '.join(f'{s:.2f}' for s in looks[1:])} s"
    )


def test_shift_adds_and_alt_excludes(looking: Canvas) -> None:
    look_for(looking, ROW, COL)
    alone = _shown(looking)
    look_for(looking, *OTHER, SHIFT)
    both = _shown(looking)
    assert both[OTHER] == pytest.approx(1.0, abs=1e-3)
    assert both[OTHER] > alone[OTHER]
    look_for(looking, *OTHER, ALT)
    assert _signs(looking) == ["+", "−"]
    assert _shown(looking)[OTHER] < both[OTHER]
    assert "unlike 1" in looking.panel.text("similarHint")
    look_for(looking, *OTHER, ALT)
    assert _signs(looking) == ["+"]
    assert _shown(looking) == pytest.approx(alone, nan_ok=True)


def test_the_own_map_does_not_make_the_engine_look_anew(looking: Canvas) -> None:
    look_for(looking, ROW, COL)  # it adds a layer to the project
    assert looking.panel.dock.map.similar.run.is_warm


def test_the_buttons_do_the_same_without_keys(looking: Canvas) -> None:
    look_for(looking, ROW, COL)
    looking.panel.click("similar_add")
    look_for(looking, *OTHER)
    assert _signs(looking) == ["+", "+"]
    looking.panel.click("similar_exclude")
    look_for(looking, *OTHER)
    assert _signs(looking) == ["+", "−"]
    looking.panel.click("similar_new")
    look_for(looking, *OTHER)
    assert _signs(looking) == ["+"]


def test_only_excluded_pixels_ask_for_one_to_look_for(looking: Canvas) -> None:
    looking.click(ROW, COL, ALT)
    assert "click a pixel of what you look for" in looking.panel.text("similarHint")
    assert _signs(looking) == ["−"]
    assert not temporary()


def test_of_quick_clicks_the_last_one_is_shown(looking: Canvas) -> None:
    for step in range(6):
        looking.click(ROW + step, COL)
    wait_shown(looking.panel)
    assert _shown(looking)[ROW + 5, COL] == pytest.approx(1.0, abs=1e-3)
    assert len(temporary()) == 1


@pytest.mark.parametrize("way", ["escape", "right", "button"])
def test_the_tool_is_given_back_and_the_map_stays(looking: Canvas, way: str) -> None:
    look_for(looking, ROW, COL)
    if way == "escape":
        looking.key(Qt.Key.Key_Escape)
    elif way == "right":
        looking.click(ROW, COL, button=RIGHT)
    else:
        looking.panel.click("similarButton")
    assert not looking.panel.dock.map.similar.picking.is_on
    assert not looking.panel.find("similarButton").isChecked()
    assert len(temporary()) == 1
    assert "Choose Find Similar to go on" in looking.panel.text("similarHint")


def test_clear_removes_map_marks_and_files(looking: Canvas) -> None:
    layer = look_for(looking, ROW, COL)
    path = layer.source()
    looking.panel.click("similarClearButton")
    assert not temporary()
    assert _signs(looking) == []
    assert not os.path.exists(path)


def test_a_map_that_the_user_removes_ends_the_search(looking: Canvas) -> None:
    layer = look_for(looking, ROW, COL)
    QgsProject.instance().removeMapLayer(layer.id())
    assert _signs(looking) == []
    look_for(looking, ROW, COL)


def test_keep_saves_the_same_map_among_the_results(looking: Canvas) -> None:
    look_for(looking, ROW, COL)
    look_for(looking, *OTHER, ALT)
    scores, panel = _shown(looking), looking.panel
    panel.click("similarKeepButton")
    panel.wait_idle()
    assert not temporary()
    made = panel.state.similar_map
    assert np.array_equal(pixels(made.path), scores, equal_nan=True)
    assert QgsProject.instance().mapLayersByName("Similarity")
    assert panel.find("similarText").isVisible()


def test_a_click_beside_the_scene_says_so(looking: Canvas) -> None:
    looking.show(0, 0)
    looking.click(-5, -5)
    assert "no pixel there" in looking.panel.text("similarHint")
    assert _signs(looking) == []


@pytest.fixture
def first_look(panel: Any, big_scene: Any) -> Any:
    """The panel during the first look at a large scene, which takes a while."""
    panel.open(big_scene)
    crs = panel.state.scene.crs
    QgsProject.instance().setCrs(crs)
    panel.iface.mapCanvas().setDestinationCrs(crs)
    canvas = Canvas(panel)
    canvas.show(600, 600)
    panel.click("similarButton")
    canvas.click(600, 600)
    panel.wait(lambda: panel.find("similarProgressRow").isVisible(), 10, "no progress was shown")
    return panel


def test_the_first_look_at_a_large_scene_can_be_cancelled(first_look: Any) -> None:
    panel, started = first_look, time.monotonic()
    panel.click("similarCancelButton")
    panel.wait(lambda: not panel.dock.map.similar.run.is_busy, 20, "it was not cancelled")
    print(f"\nfrom Cancel to the end: {time.monotonic() - started:.2f} s")
    panel.wait(lambda: "Cancelled" in panel.text("similarHint"), 20)
    assert not temporary()


def test_clear_during_the_first_look_does_not_speak_of_cancelling(first_look: Any) -> None:
    first_look.click("similarClearButton")
    first_look.wait(lambda: not first_look.dock.map.similar.run.is_busy, 20, "it went on")
    assert first_look.text("similarHint") == "Click a pixel of what you look for on the map."
    assert not first_look.find("similarProgressRow").isVisible()


def test_a_look_that_ends_after_its_panel_tells_nobody(first_look: Any) -> None:
    qgis.utils.reloadPlugin("hsfm")
    QTest.qWait(1500)  # a slot of the old panel that raises fails the test
    assert not temporary()


def test_a_run_of_the_user_comes_first_and_the_map_after_it(looking: Canvas) -> None:
    panel = looking.panel
    looking.click(ROW, COL)
    panel.click("anomalyButton")
    panel.wait(lambda: not panel.state.running, RUN_S)
    wait_shown(panel)
    assert panel.state.anomalies


def test_another_scene_starts_anew(looking: Canvas, potsdam: Any) -> None:
    look_for(looking, ROW, COL)
    looking.panel.open(potsdam)
    looking.panel.wait(lambda: looking.panel.state.scene is not None, 60)
    assert not QgsProject.instance().mapLayersByName(SIMILAR)
    assert _signs(looking) == []
