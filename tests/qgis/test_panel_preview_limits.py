"""The preview gives way to all else, says what is missing, and is quick."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from driving import STILL_MS, Ticks
from kit import engine, pixels
from preview_kit import UP_TO_DATE, add, box, label, previews, show_scene, turn_on, wait_shown
from qgis.core import QgsRectangle
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

CANVAS_PX = 400


def test_train_does_not_wait_for_a_preview(panel: Any, big_scene: Path) -> None:
    panel.open(big_scene)
    label(panel, "ab")
    show_scene(panel)
    turn_on(panel)
    panel.wait(lambda: "Preview: " in panel.text("previewHint"), 20)
    QTest.qWait(300)
    assert panel.is_enabled("trainButton")
    panel.train()
    assert panel.state.head is not None, panel.notice()
    panel.wait(previews, 60, "the preview did not come back")


def test_a_large_canvas_is_mapped_in_its_middle(panel: Any, big_scene: Path) -> None:
    panel.open(big_scene)
    label(panel, "ab")
    show_scene(panel)
    turn_on(panel)
    panel.wait(lambda: "middle" in panel.text("previewHint"), 100)
    shown = pixels(previews()[0].source())
    assert (shown > 0).sum() == 1000 * 1000
    assert (shown[100:-100, 100:-100] > 0).all()
    panel.iface.mapCanvas().zoomByFactor(0.5)
    panel.wait(lambda: panel.text("previewHint") == UP_TO_DATE, 20, "the hint is that of before")
    assert panel.dock.map.preview.is_settled


def test_a_canvas_beside_the_scene_is_a_hint(labelled: Any) -> None:
    labelled.iface.mapCanvas().setExtent(QgsRectangle(0, 0, 1000, 1000))
    turn_on(labelled)
    labelled.wait(lambda: "Zoom to it" in labelled.text("previewHint"), 20)
    assert not previews() and not labelled.notice()


def test_one_class_is_a_hint(panel: Any, simulated: Path) -> None:
    panel.open(simulated)
    label(panel, "a")
    show_scene(panel)
    turn_on(panel)
    panel.wait(lambda: "labels for one class" in panel.text("previewHint"), 20)
    assert not previews() and not panel.notice()


def test_labels_beside_the_scene_are_a_hint(panel: Any, simulated: Path) -> None:
    panel.open(simulated)
    layer = label(panel, "ab")
    show_scene(panel)
    for feature in list(layer.getFeatures()):
        geometry = feature.geometry()
        geometry.translate(1e5, 0)
        layer.changeGeometry(feature.id(), geometry)
    turn_on(panel)
    panel.wait(lambda: "labels" in panel.text("previewHint"), 60)
    assert not previews() and not panel.notice()


def _kill_during_preview(panel: Any) -> None:
    """Ends the engine once it has told of its progress: before, the run would start another."""
    add(panel.state.labels.layer, "b", box(panel.state.scene, 100, 100))

    def hint() -> str:
        return str(panel.text("previewHint"))

    panel.wait(lambda: "Preview: " in hint() and "starting" not in hint(), 20)
    panel.kill_engine()
    panel.wait(lambda: "engine stopped" in hint(), 60)


def test_a_killed_engine_is_a_hint_and_the_next_preview_works(previewed: Any) -> None:
    _kill_during_preview(previewed)
    assert not previewed.notice()
    add(previewed.state.labels.layer, "b", box(previewed.state.scene, 40, 100))
    wait_shown(previewed)


def test_an_engine_that_is_back_tries_the_preview_again(previewed: Any) -> None:
    _kill_during_preview(previewed)
    previewed.wait(lambda: previewed.text("previewHint") == UP_TO_DATE, 60, "it did not come back")


def test_from_the_end_of_drawing_to_the_updated_canvas(
    panel: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Prints the seconds for a canvas of 400 x 400 pixels; the issue asks for less than 3."""
    folder = tmp_path_factory.mktemp("measured")
    made = engine("simulate", folder, "--size", str(CANVAS_PX))
    panel.open(next(Path(o["path"]) for o in made["outputs"] if o["role"] == "product"))
    layer = label(panel, "abcdef")
    show_scene(panel)
    turn_on(panel)
    wait_shown(panel)
    canvas, seconds = panel.iface.mapCanvas(), []
    ticks = Ticks()
    for number in range(3):
        panel.dock.label_work.arm(panel.state.labels.named("a"))
        before, count = previews()[0].source(), layer.featureCount()
        drawn = [(300 + 40 * number + x, 200 + y) for x, y in ((0, 0), (20, 0), (20, 20))]
        for x, y in drawn:
            QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))
        ticks.start()
        began = time.perf_counter()
        x, y = drawn[-1]
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.RightButton, pos=QPoint(x, y))
        panel.wait(lambda n=count: layer.featureCount() > n, 5, "no polygon was drawn")
        panel.wait(lambda old=before: previews()[0].source() != old, 60)
        first = time.perf_counter() - began
        wait_shown(panel)
        panel.wait(lambda: not canvas.isDrawing(), 20)
        seconds.append((first, time.perf_counter() - began))
        ticks.stop()
    panel.iface.actionPan().trigger()
    for first, whole in seconds:
        print(f"preview of {CANVAS_PX} x {CANVAS_PX} px: first {first:.2f} s, all {whole:.2f} s")
    assert ticks.worst_ms < STILL_MS, f"QGIS stood still for {ticks.worst_ms} ms"
