"""Work that QGIS cancels, as its list of tasks and quitting do: the panel forgets it, goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtTest import QTest
from tools_kit import FIELD, Canvas, new_layer, use_wand


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Keeps work in the background from going on until it is set."""
    made = threading.Event()
    yield made
    made.set()


def _held(gate: threading.Event, work: Any) -> Any:
    """The work, which waits for the gate, 20 s at most, before it begins."""

    def wait_and_work(*given: Any) -> Any:
        gate.wait(20)
        return work(*given)

    return wait_and_work


def _cancel_all(panel: Any, gate: threading.Event, owner: Any) -> None:
    """Cancels the task of an owner as QGIS does, and waits until QGIS has deleted it."""
    task = owner._task
    assert task is not None
    QgsApplication.taskManager().cancelAll()
    gate.set()
    panel.wait(lambda: sip.isdeleted(task), 20, "QGIS kept the task")
    assert owner._task is None


def test_labels_are_counted_after_a_count_was_cancelled(
    panel: Any, gate: threading.Event, potsdam_labels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hsfm.hsfm_plugin.gui import label_counting

    layer, counting = panel.use_labels(potsdam_labels), panel.dock.label_work._counting
    count_later = label_counting.count_later
    with monkeypatch.context() as patch:
        patch.setattr(label_counting, "count_later", lambda *g: _held(gate, count_later(*g)))
        counting.count(panel.state.labels)
    QTest.qWait(50)
    _cancel_all(panel, gate, counting)
    before = panel.state.counts["tree"].polygons
    layer.startEditing()
    layer.deleteFeature(next(f.id() for f in layer.getFeatures() if f["class"] == "tree"))
    panel.wait(lambda: panel.state.counts["tree"].polygons == before - 1, 20, "no new count")
    layer.rollBack()


def test_the_wand_reads_after_a_reading_was_cancelled(
    canvas: Canvas, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = canvas.panel
    new_layer(panel, "Forest")
    panel.click("drawWandButton")
    wand = panel.dock.label_work.drawing.wand
    monkeypatch.setattr(wand._reader, "window", _held(gate, wand._reader.window))
    canvas.click(*FIELD)
    QTest.qWait(50)
    _cancel_all(panel, gate, wand)
    assert not wand.is_reading
    use_wand(panel, canvas, *FIELD)


def test_spectra_are_read_after_a_reading_was_cancelled(
    canvas: Canvas, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, picks = canvas.panel, canvas.panel.dock.spectra.picks
    place = picks.reader.place_of(*FIELD)
    monkeypatch.setattr(picks.reader, "spectrum", _held(gate, picks.reader.spectrum))
    picks.add(*place)
    QTest.qWait(50)
    _cancel_all(panel, gate, picks)
    assert not picks.picks, "a pick that is never read"
    picks.add(*place)
    panel.wait(lambda: picks.picks[0].values is not None, 20, "nothing was read")


def test_runs_that_wait_are_cancelled_when_the_engine_is_stopped(
    panel: Any, big_scene: Path, tmp_path: Path
) -> None:
    ended = []
    for number in range(3):
        values = {"scene": str(big_scene), "out": str(tmp_path / f"{number}.tif")}
        run = panel.link.run(f"HSFM: {number}", "anomaly", values)
        run.cancelled.connect(lambda n=number: ended.append(n))
    panel.dock.scene.open_path(str(big_scene))
    assert panel.state.is_opening
    panel.link.restart()
    assert not panel.state.is_opening
    panel.wait(lambda: len(ended) == 3, 20, "not all runs ended")
    panel.wait(lambda: panel.link.status == "ready", 60, "the engine did not come back")
    panel.open(big_scene)
    assert panel.state.scene is not None, panel.state.refusal
