"""Algorithms of Processing that use the panel's engine: what the panel's lists know of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import log_watch
import pytest
from jobs_kit import JobsWindow
from qgis import processing
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProject,
)

GUEST = "Map Anomalies"


@pytest.fixture
def jobs(panel: Any) -> Iterator[JobsWindow]:
    """The window, without what earlier tests have run."""
    panel.dock.jobs.jobs.clear_ended()
    window = JobsWindow(panel)
    yield window
    window.dialog.close()


def _model(scene: Path) -> QgsProcessingModelAlgorithm:
    """A model of one step."""
    step = QgsProcessingModelChildAlgorithm("hsfm:anomaly")
    step.setChildId("anomaly")
    for name, value in (("scene", str(scene)), ("detector", "rx")):
        source = QgsProcessingModelChildParameterSource.fromStaticValue(value)
        step.addParameterSources(name, [source])
    final = QgsProcessingModelOutput("map", "map")
    final.setChildId("anomaly")
    final.setChildOutputName("out")
    step.setModelOutputs({"map": final})
    model = QgsProcessingModelAlgorithm("one step", "test")
    model.addChildAlgorithm(step)
    return model


def test_an_algorithm_that_ends_before_qgis_heard_of_it_has_ended_in_the_list(
    jobs: JobsWindow,
) -> None:
    from hsfm.hsfm_plugin.guest_run import GuestRun

    def work() -> None:
        guest = GuestRun("Fast one", "anomaly", {"scene": "/scene"})
        jobs.panel.link.asked.emit(guest)
        guest.take({"type": "progress", "phase": "map", "done": 1, "total": 1})
        guest.end({"outputs": []}, None)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    jobs.wait_state("Fast one", "Done")


def test_a_step_of_a_model_that_the_list_cancels_fails_with_words(
    jobs: JobsWindow, big_scene: Path, tmp_path: Path
) -> None:
    model = _model(big_scene)
    out = model.destinationParameterDefinitions()[0].name()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(QgsProject.instance())
    given = {out: str(tmp_path / "map.tif")}
    task = QgsProcessingAlgRunnerTask(model, given, context, feedback)
    ended: list[bool] = []
    task.executed.connect(lambda done, _: ended.append(done))
    QgsApplication.taskManager().addTask(task)
    words = "cancelled in the list of HSFM jobs"
    with log_watch.expected(words):
        jobs.wait_state(GUEST, "Running")
        jobs.click("jobCancelButton")
        jobs.wait_state(GUEST, "Cancelled")
        jobs.panel.wait(lambda: ended, 60, "the model did not end")
    assert ended == [False]
    assert words in feedback.textLog()
    assert not feedback.isCanceled()
    assert list(tmp_path.glob("*.tif*")) == []


def test_no_engine_starts_while_its_environment_is_changed(panel: Any, potsdam: Path) -> None:
    from driving import engine_pids
    from qgis.PyQt.QtTest import QTest

    panel.link.hold()
    try:
        panel.link.wake()
        panel.link.restart()
        with pytest.raises(QgsProcessingException, match="installed, repaired or removed"):
            processing.run("hsfm:info", {"scene": str(potsdam)})
        QTest.qWait(500)
        assert not engine_pids() and not panel.link.is_startable
    finally:
        panel.link.let_go(starts=False)
    panel.wait(lambda: panel.link.status == "ready", 60)


def test_an_engine_of_an_algorithms_own_has_a_folder_that_a_kill_does_not_leave(
    panel: Any,
) -> None:
    from hsfm.hsfm_plugin.processing.engine_run import _own

    with _own() as session:
        folder = Path(session._work_folder)
        assert (folder / ".owner").is_file()
    assert not folder.exists()


def test_what_dresses_a_layer_goes_when_the_layer_is_dressed(
    panel: Any, planted: Path, tmp_path: Path
) -> None:
    from hsfm.hsfm_plugin.processing import styling

    before, out = list(styling._KEPT), str(tmp_path / "map.tif")
    given = {"scene": str(planted), "detector": "rx", "out": out}
    processing.runAndLoadResults("hsfm:anomaly", given)
    layers = QgsProject.instance().mapLayers().values()
    (layer,) = [layer for layer in layers if layer.source() == out]
    assert any("anomaly" in text for text in layer.metadata().history())
    assert before == styling._KEPT
