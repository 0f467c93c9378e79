"""The spectral wand, used on the map: its region, its slider, what accepts and what discards."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from kit import pixels
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from tools_kit import (
    FIELD,
    SHIFT,
    Canvas,
    attributes_of,
    click_row,
    covered_by,
    new_layer,
    preview_of,
    use_wand,
)

FOREST = 3
NODATA = (0, 0)


@pytest.fixture
def scene(canvas: Canvas) -> Any:
    """The panel with the simulated scene."""
    return canvas.panel


def test_the_wand_finds_the_field_around_the_click(
    scene: Any, canvas: Canvas, simulated: Path
) -> None:
    layer = new_layer(scene, "Forest")
    scene.click("drawWandButton")
    use_wand(scene, canvas, *FIELD)
    assert "pixels. Enter" in scene.text("labelsHint")
    scene.click("wandAcceptButton")
    (label,) = layer.getFeatures()
    assert label.geometry().isGeosValid()
    found = covered_by(scene, layer)
    truth = _around(pixels(simulated.parent / "reference.tif") == FOREST, FIELD)
    overlap = (found & truth).sum() / (found | truth).sum()
    print(f"wand: {found.sum()} pixels, overlap with the planted forest {overlap:.2f}")
    assert overlap > 0.6
    assert (_around(found, FIELD) == found).all(), "the region is not connected"
    cube = pixels(next(simulated.glob("*SPECTRAL_IMAGE.TIF")))
    assert not found[(cube[100] == -32768)].any(), "nodata is in the region"


def _around(mask: Any, seed: tuple[int, int]) -> Any:
    """The pixels of a mask that hang together with a seed, found one ring at a time."""
    found = np.zeros_like(mask)
    found[seed] = mask[seed]
    while True:
        grown = found.copy()
        grown[1:] |= found[:-1]
        grown[:-1] |= found[1:]
        grown[:, 1:] |= found[:, :-1]
        grown[:, :-1] |= found[:, 1:]
        grown &= mask
        if (grown == found).all():
            return found
        found = grown


def test_the_slider_grows_and_shrinks_the_region_at_once(scene: Any, canvas: Canvas) -> None:
    new_layer(scene, "Forest")
    scene.click("drawWandButton")
    wand = use_wand(scene, canvas, *FIELD)
    slider = scene.find("wandSlider")
    seen, areas, slowest_ms = [], [], 0.0
    for step in range(20, 120, 10):
        slider.setValue(step)
        began = time.perf_counter()
        QTest.qWait(0)
        slowest_ms = max(slowest_ms, 1000 * (time.perf_counter() - began))
        seen.append(wand.pixels)
        areas.append(round(preview_of(scene).area() / 900))
    print(f"wand: {seen} pixels, slowest redraw {slowest_ms:.0f} ms")
    assert seen == sorted(seen) and seen[-1] > 4 * seen[0]
    assert areas == seen
    slider.setValue(20)
    QTest.qWait(0)
    assert wand.pixels == seen[0]
    assert scene.find("wandAngle").value() == wand.angle_deg


def test_shift_adds_a_pixel_to_the_spectrum_that_is_looked_for(scene: Any, canvas: Canvas) -> None:
    new_layer(scene, "Forest")
    scene.click("drawWandButton")
    scene.find("wandAngle").setValue(0.1)
    wand = use_wand(scene, canvas, *FIELD)
    assert wand.pixels == 1
    canvas.click(88, 30, SHIFT)
    assert wand.pixels == 2


def test_nothing_grows_from_nodata(scene: Any, canvas: Canvas) -> None:
    new_layer(scene, "Forest")
    scene.click("drawWandButton")
    canvas.show(*NODATA)
    canvas.click(*NODATA)
    scene.wait(lambda: "Nothing was measured" in scene.notice(), 20)
    assert not scene.is_enabled("wandAcceptButton")


def test_esc_drops_the_region_and_then_the_wand(scene: Any, canvas: Canvas) -> None:
    layer = new_layer(scene, "Forest")
    scene.click("drawWandButton")
    wand = use_wand(scene, canvas, *FIELD)
    canvas.key(Qt.Key.Key_Escape)
    assert wand.pixels == 0 and scene.find("drawWandButton").isChecked()
    canvas.key(Qt.Key.Key_Escape)
    assert not scene.find("drawWandButton").isChecked()
    assert not scene.find("wandSlider").isVisible()
    assert layer.featureCount() == 0


def test_a_double_click_accepts_the_region_that_is_shown(scene: Any, canvas: Canvas) -> None:
    layer = new_layer(scene, "Forest")
    scene.click("drawWandButton")
    wand = use_wand(scene, canvas, *FIELD)
    shown = wand.pixels
    canvas.double_click(FIELD[0], FIELD[1] - 1)
    assert layer.featureCount() == 1
    assert covered_by(scene, layer).sum() == shown


def test_a_region_in_progress_goes_to_the_class_that_is_clicked(scene: Any, canvas: Canvas) -> None:
    layer = new_layer(scene, "Water", "Forest")
    click_row(scene, 0)
    scene.click("drawWandButton")
    use_wand(scene, canvas, *FIELD)
    click_row(scene, 1)
    assert scene.find("drawWandButton").isChecked(), "a click on a class changed the tool"
    scene.click("wandAcceptButton")
    assert [name for _, name, _ in attributes_of(layer)] == ["Forest"]


def test_a_region_that_reaches_the_edge_of_what_was_read_says_so(
    scene: Any, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hsfm.hsfm_plugin.labels.tools import wand_tool

    monkeypatch.setattr(wand_tool, "WINDOW_PX", 16)
    new_layer(scene, "Forest")
    scene.click("drawWandButton")
    scene.find("wandAngle").setValue(8)
    use_wand(scene, canvas, *FIELD)
    assert "up to the edge" in scene.text("labelsHint")
