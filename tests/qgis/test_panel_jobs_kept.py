"""The list of jobs from one session to the next: kept, bounded, without secrets, never a crash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import qgis.utils
from driving import Panel
from jobs_kit import MAP, JobsWindow
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtWidgets import QApplication


def _file() -> Path:
    return Path(QgsApplication.qgisSettingsDirPath()) / "hsfm" / "jobs.json"


def _reload() -> Any:
    """The plugin as after a restart of QGIS."""
    assert qgis.utils.unloadPlugin("hsfm")
    return _load()


def _load() -> Any:
    qgis.utils.loadPlugin("hsfm")
    qgis.utils.startPlugin("hsfm")
    panel = Panel(qgis.utils.iface, qgis.utils.plugins["hsfm"])
    panel.dock.show()
    panel.wait(lambda: panel.link.status == "ready", 60)
    return panel


@pytest.fixture
def mapped(panel: Any, planted: Path) -> Iterator[Any]:
    """The panel after one small map, with an empty list before it."""
    from detection_kit import choose_detector

    panel.dock.jobs.jobs.clear_ended()
    choose_detector(panel, "rx")
    panel.open(planted)
    panel.click("anomalyButton")
    panel.wait_idle()
    assert panel.state.anomalies, panel.notice()
    yield panel
    now = Panel(qgis.utils.iface, qgis.utils.plugins["hsfm"])
    now.reset(Path(panel.plugin._settings.results_folder))
    now.dock.jobs.jobs.clear_ended()


def test_the_list_is_there_again_after_a_restart_and_its_jobs_can_be_run_again(
    mapped: Any,
) -> None:
    QgsProject.instance().clear()
    panel = _reload()
    window = JobsWindow(panel)
    (row,) = window.rows
    assert (row["title"], row["state"], row["scene"]) == (MAP, "Done", "planted.tif")
    assert "Mapping" in window.log
    window.click("jobShowButton")
    assert not window.note
    assert QgsProject.instance().layerTreeRoot().findGroup("HSFM · planted.tif") is not None
    window.click("jobAgainButton")
    panel.wait(lambda: window.states(MAP) == ["Done", "Done"], 60)
    assert window.rows[0]["result"] == "planted_anomaly_02.tif"


def test_a_classifier_that_was_not_saved_is_missed_after_a_restart(
    ready: Any,
) -> None:
    ready.dock.jobs.jobs.clear_ended()
    ready.train()
    ready.click("classifyButton")
    ready.wait_idle()
    assert ready.state.class_map, ready.notice()
    panel = _reload()
    window = JobsWindow(panel)
    assert [row["title"] for row in window.rows] == ["Classify", "Train"]
    window.click("jobAgainButton")
    assert "was not saved" in window.note and "Train again" in window.note
    window.select(1)
    window.click("jobAgainButton")
    assert "Choose the label layer in step 2" in window.note
    panel.dock.jobs.jobs.clear_ended()


def test_what_runs_while_the_plugin_leaves_is_listed_as_cancelled(
    panel: Any, big_scene: Path
) -> None:
    panel.dock.jobs.jobs.clear_ended()
    panel.open(big_scene)
    panel.click("anomalyButton")
    panel.wait(lambda: panel.find("progressBar").value() > 0, 60)
    again = _reload()
    (row,) = JobsWindow(again).rows
    assert row["state"] == "Cancelled"
    again.dock.jobs.jobs.clear_ended()


def test_damaged_lines_are_left_out_and_the_window_says_so(mapped: Any) -> None:
    assert qgis.utils.unloadPlugin("hsfm")
    whole = _file().read_text()
    half = {"key": "1", "title": "t", "values": {}}
    broken = ["{", "null", "[1]", json.dumps(half), '"' + "\\ud800" + '"', "\x00\x01"]
    _file().write_text("\n".join([*broken, whole]))
    window = JobsWindow(_load())
    assert [row["title"] for row in window.rows] == [MAP]
    assert "damaged" in window.note


def test_a_file_that_is_no_text_is_no_crash(mapped: Any) -> None:
    assert qgis.utils.unloadPlugin("hsfm")
    _file().write_bytes(bytes(range(256)) * 10)
    window = JobsWindow(_load())
    assert not window.rows and "damaged" in window.note


def test_no_secret_of_a_log_or_a_provenance_is_shown_or_kept(mapped: Any) -> None:
    job = mapped.dock.jobs.jobs.all[-1]
    word = "hunter2hunter2"
    window = JobsWindow(mapped)
    job.note("info", f"Fetching from https://ada:{word}@example.org/models")
    job.provenance["source"] = f"https://ada:{word}@example.org/models"
    mapped.dock.jobs.jobs.changed.emit(job)
    mapped.dock.jobs.jobs._history._texts.clear()
    mapped.dock.jobs.jobs._save()
    assert word not in _file().read_text() and "example.org" in _file().read_text()
    assert word not in window.log and "example.org" in window.log


def test_no_secret_of_an_error_or_a_parameter_is_copied(mapped: Any) -> None:
    from hsfm.engine.errors import EngineCrashed

    job = mapped.dock.jobs.jobs.all[-1]
    word = "hunter2hunter2"
    job.error = EngineCrashed("It stopped.", detail=f"GET https://ada:{word}@example.org/models")
    job.values["scene"] = f"https://ada:{word}@example.org/scene.tif"
    JobsWindow(mapped).click("jobCopyButton")
    copied = QApplication.clipboard().text()
    assert word not in copied
    assert "@example.org/models" in copied and "@example.org/scene.tif" in copied


def test_a_crash_is_explained_after_a_restart_as_before() -> None:
    from hsfm.engine.errors import EngineCrashed
    from hsfm.hsfm_plugin.job import FAILED, Job, job_from_line
    from hsfm.hsfm_plugin.messages import explain

    error = EngineCrashed("It stopped.")
    error.ended_with = -9
    job = Job(1, "one", "anomaly", {}, state=FAILED, ended=1.0, error=error)
    kept = job_from_line(job.as_line(), 1)
    assert explain(kept.error) == explain(error)
    assert "memory runs out" in explain(kept.error).sentence


def test_it_is_known_after_a_restart_whether_the_parameters_are_whole() -> None:
    from hsfm.hsfm_plugin.job import CANCELLED, Job, job_from_line

    job = Job(1, "one", "anomaly", {}, state=CANCELLED, ended=1.0, is_prepared=False)
    assert not job_from_line(job.as_line(), 1).is_prepared
    earlier = json.loads(job.as_line())
    del earlier["is_prepared"]
    assert job_from_line(json.dumps(earlier), 1).is_prepared


def test_clear_finished_empties_the_list_and_the_file(mapped: Any) -> None:
    assert _file().read_text().count("\n") == 1
    window = JobsWindow(mapped)
    window.click("jobsClearButton")
    assert not window.rows and window.find("jobsEmpty").isVisible()
    assert not _file().read_text()
    assert not window.find("jobsClearButton").isEnabled()


def test_the_file_keeps_the_newest_fifty(mapped: Any, tmp_path: Path) -> None:
    from hsfm.hsfm_plugin.job import DONE, Job
    from hsfm.hsfm_plugin.job_history import JobHistory

    made = [
        Job(number, f"job {number}", "anomaly", {}, state=DONE, asked=float(number), ended=1.0)
        for number in range(80)
    ]
    path = tmp_path / "jobs.json"
    assert JobHistory(path).write(made)
    kept = JobHistory(path).read()
    assert [job.title for job in kept] == [f"job {number}" for number in range(30, 80)]


def test_two_qgis_of_one_profile_keep_each_others_jobs(mapped: Any, tmp_path: Path) -> None:
    from hsfm.hsfm_plugin.job import DONE, Job
    from hsfm.hsfm_plugin.job_history import JobHistory

    path = tmp_path / "jobs.json"
    one, other = JobHistory(path), JobHistory(path)
    assert one.write([Job(1, "one", "anomaly", {}, state=DONE, asked=1.0, ended=2.0)])
    assert other.write([Job(1, "other", "anomaly", {}, state=DONE, asked=2.0, ended=3.0)])
    assert [job.title for job in JobHistory(path).read()] == ["one", "other"]


def test_a_profile_that_cannot_be_written_is_told(mapped: Any, tmp_path: Path) -> None:
    from hsfm.hsfm_plugin.job_history import JobHistory

    (tmp_path / "taken").write_text("a file")
    jobs = mapped.dock.jobs.jobs
    before, jobs._history = jobs._history, JobHistory(tmp_path / "taken" / "jobs.json")
    jobs._save()
    window = JobsWindow(mapped)
    assert "cannot be kept" in window.note
    jobs._history = before
