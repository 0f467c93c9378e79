"""What the panel and its list say while a run waits or the engine is silent; what stays put."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from driving import standing_still
from jobs_kit import MAP, JobsWindow
from setup_kit import plugin_module


def test_a_run_that_waits_for_one_of_processing_is_queued_and_the_panel_says_so(
    jobs: JobsWindow, planted: Path
) -> None:
    panel = jobs.panel
    panel.open(planted)
    panel.wait(lambda: not panel.link._queue.all)  # the models may be listed anew
    with panel.link.session._turns.taken(True, lambda: None, lambda: False):
        panel.click("anomalyButton")
        panel.wait(
            lambda: panel.text("progressText").startswith("Waiting for the end of another run"),
            what="the panel did not say that it waits",
        )
        row = jobs.row(MAP)
        assert (row["state"], row["took"], row["result"]) == ("Queued", "–", "waits for its turn")
    panel.wait_idle()
    assert jobs.row(MAP)["state"] == "Done" and jobs.row(MAP)["took"] != "–"


def test_a_silent_engine_is_told_with_a_stop_until_it_answers_again(
    jobs: JobsWindow, big_scene: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = jobs.panel
    monkeypatch.setattr(plugin_module("engine_client.run"), "SILENCE_S", 4.0)
    panel.open(big_scene)
    panel.click("anomalyButton")
    panel.wait(lambda: panel.find("progressBar").value() > 0)
    stop = panel.find("cancelButton")
    with standing_still(panel.link.session_pid):
        panel.wait(lambda: panel.text("progressText").startswith("Not responding for"))
        assert stop.text() == "Stop" and stop.isEnabled() and "does not answer" in stop.toolTip()
        assert jobs.row(MAP)["state"] == "Running"
        assert jobs.row(MAP)["result"].startswith("Not responding for")
        assert "has not answered" in jobs.log
    panel.wait(lambda: stop.text() == "Cancel" or not panel.state.running)
    assert not panel.text("progressText").startswith("Not responding")
    panel.wait_idle()
    assert jobs.row(MAP)["state"] == "Done"


@pytest.mark.parametrize("place", [0, 1])
def test_opening_a_scene_leaves_the_log_that_is_read(
    mapped: JobsWindow, planted: Path, tmp_path: Path, place: int
) -> None:
    mapped.map_anomalies()
    mapped.select(place)
    seen: list[Any] = []
    mapped.find("jobsList").selectionModel().currentRowChanged.connect(
        lambda now, _: seen.append(now.row())
    )
    other = shutil.copy(planted, tmp_path / "other.tif")
    mapped.panel.open(Path(other))
    mapped.panel.wait(lambda: not mapped.panel.dock.jobs.jobs.active)
    assert not seen and mapped.find("jobsList").currentIndex().row() == place
    assert len(mapped.rows) == 2
