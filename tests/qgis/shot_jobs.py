"""The states of the window with the jobs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from detection_kit import choose_detector
from driving import make_cube
from jobs_kit import JobsWindow
from qgis.PyQt.QtTest import QTest
from shot_kit import Shots, state

MAP = "Map anomalies"


def _window(shots: Shots) -> JobsWindow:
    """An empty list."""
    shots.panel.dock.jobs.jobs.clear_ended()
    choose_detector(shots.panel, "rx")
    window = JobsWindow(shots.panel)
    QTest.qWait(300)
    return window


def _take(shots: Shots, window: JobsWindow, suffix: str = "") -> None:
    shots.take(suffix, settle_ms=200)
    window.dialog.grab().save(str(shots.folder / f"{shots.name}{suffix}_window.png"))


def _end(shots: Shots, window: JobsWindow) -> None:
    jobs = shots.panel.dock.jobs.jobs
    for job in jobs.active:
        jobs.cancel(job)
    shots.panel.wait(lambda: not jobs.active, 30)
    _close(shots, window)


def _close(shots: Shots, window: JobsWindow) -> None:
    choose_detector(shots.panel, "auto")
    window.dialog.close()


def _click_and_wait(shots: Shots, name: str, until: Callable[[], bool]) -> None:
    shots.panel.click(name)
    shots.panel.wait(until, 120)


@state
def jobs_empty(shots: Shots) -> None:
    window = _window(shots)
    _take(shots, window)
    _close(shots, window)


@state
def jobs_running(shots: Shots) -> None:
    window = _window(shots)
    long = "Mosaic_of_the_airborne_campaign_over_the_upper_Rhine_valley_2022_07_24.tif"
    path = make_cube(
        Path(shots.scratch) / long, [420.0 + 20 * number for number in range(100)], side_px=900
    )
    shots.panel.open(path)
    shots.zoom()
    _click_and_wait(shots, "anomalyButton", lambda: window.row(MAP)["state"] == "Done")
    window.click("jobAgainButton")
    window.select(1)
    window.click("jobAgainButton")
    window.select(1)
    shots.panel.wait(lambda: "%" in window.rows[1]["result"], 60)
    QTest.qWait(1200)
    _take(shots, window)
    _end(shots, window)


@state
def jobs_done(shots: Shots) -> None:
    shots.ready_to_train()
    window = _window(shots)
    shots.panel.train()
    shots.panel.click("classifyButton")
    shots.panel.wait_idle()
    _take(shots, window)
    for place, suffix in ((1, "_parameters"), (2, "_results")):
        window.find("jobPages").setCurrentIndex(place)
        _take(shots, window, suffix)
    _close(shots, window)


@state
def jobs_failed(shots: Shots) -> None:
    window = _window(shots)
    shots.panel.open(shots.big)
    shots.panel.click("anomalyButton")
    shots.panel.wait(lambda: "%" in window.row(MAP)["result"], 60)
    shots.panel.kill_engine()
    window.wait_state(MAP, "Failed")
    _take(shots, window)
    _close(shots, window)
