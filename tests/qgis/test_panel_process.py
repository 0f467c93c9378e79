"""The engine's process: started when wanted, put to sleep when idle, gone with the plugin."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from driving import engine_pids
from process_kit import children, fall_asleep, unloaded
from qgis import processing
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.utils import plugins


@pytest.fixture
def short_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute of 60 ms, looked at every 20 ms."""
    from hsfm.hsfm_plugin import engine_idle

    monkeypatch.setattr(engine_idle, "MINUTE_S", 0.06)
    monkeypatch.setattr(engine_idle, "TICK_MS", 20)


def test_an_idle_engine_falls_asleep_after_the_minutes_of_the_settings(
    panel: Any, short_minutes: None
) -> None:
    panel.link.idle.start()
    panel.wait(lambda: panel.link.status == "asleep", 10, "the engine stayed awake")
    panel.wait(lambda: not engine_pids(), 10, "its process is still there")
    panel.link.start()


def test_zero_minutes_mean_that_it_never_sleeps(panel: Any, short_minutes: None) -> None:
    panel.plugin._settings.idle_minutes = 0
    try:
        panel.link.idle.start()
        QTest.qWait(2000)  # the usual minutes are over after 0.9 s
        assert panel.link.status == "ready"
    finally:
        panel.plugin._settings.idle_minutes = 15
        panel.link.idle.stop()


def test_what_somebody_holds_on_to_keeps_it_awake(panel: Any, short_minutes: None) -> None:
    held, idle = [True], panel.link.idle
    reasons = list(idle._reasons)
    idle.keep_while(lambda: bool(held))
    panel.plugin._settings.idle_minutes = 1
    try:
        idle.start()
        QTest.qWait(600)
        assert panel.link.status == "ready"
        held.clear()
        panel.wait(lambda: panel.link.status == "asleep", 10)
    finally:
        idle._reasons[:] = reasons
        panel.plugin._settings.idle_minutes = 15
        panel.link.start()


def test_a_preview_keeps_the_engine_awake(previewed: Any) -> None:
    assert any(holds() for holds in previewed.link.idle._reasons)


def test_a_sleeping_engine_is_started_by_the_next_run_and_says_so(
    panel: Any, potsdam: Path
) -> None:
    fall_asleep(panel)
    seen: list[str] = []
    panel.link.status_changed.connect(lambda: seen.append(panel.link.status))
    panel.open(potsdam)
    assert panel.state.scene is not None, panel.state.refusal
    assert seen[:2] == ["starting", "ready"]


def test_a_run_that_waits_for_the_start_can_be_cancelled_at_once(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    fall_asleep(panel)
    panel.click("anomalyButton")
    assert panel.link.status == "starting"
    panel.click("cancelButton")
    assert not panel.state.running


def test_an_engine_that_cannot_start_fails_the_run_that_waits_and_is_tried_once(
    panel: Any, potsdam: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hsfm.engine.errors import ProtocolVersionMismatch

    panel.open(potsdam)
    fall_asleep(panel)
    tries: list[float] = []

    def refuse(*_: Any, **__: Any) -> None:
        tries.append(time.monotonic())
        raise ProtocolVersionMismatch("The engine speaks protocol 99, the plugin 1.")

    monkeypatch.setattr(panel.link.session, "start", refuse)
    panel.click("anomalyButton")
    panel.wait_idle()
    QTest.qWait(500)
    assert panel.link.status == "failed" and panel.link.error.code == "protocol.version"
    assert "different versions" in panel.notice()
    assert len(tries) == 1
    monkeypatch.undo()
    panel.link.restart()


def test_processing_uses_the_engine_of_the_panel(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    pids = engine_pids()
    found: list[set[int]] = []
    panel.link.visited.connect(lambda _: found.append(engine_pids()))
    processing.run("hsfm:info", {"scene": str(potsdam)})
    assert found == [pids, pids] and len(pids) == 1


def test_processing_wakes_the_engine_and_the_panel_knows(panel: Any, potsdam: Path) -> None:
    fall_asleep(panel)
    processing.run("hsfm:info", {"scene": str(potsdam)})
    panel.wait(lambda: panel.link.status == "ready", 10)
    assert len(engine_pids()) == 1


def test_an_algorithm_waits_for_a_run_of_the_panel(
    panel: Any, potsdam: Path, big_scene: Path
) -> None:
    panel.open(big_scene)
    panel.click("anomalyButton")
    panel.wait(lambda: panel.find("progressBar").value() > 0, 60)
    processing.run("hsfm:info", {"scene": str(potsdam)})
    assert len(engine_pids()) == 1
    panel.wait_idle()
    assert panel.state.anomalies, panel.notice()


@pytest.mark.parametrize("state", ["ready", "asleep", "running", "starting"])
def test_unloading_leaves_no_process_in_any_state(panel: Any, big_scene: Path, state: str) -> None:
    panel.open(big_scene)
    if state == "asleep":
        fall_asleep(panel)
    if state == "running":
        panel.click("anomalyButton")
        panel.wait(lambda: panel.find("progressBar").value() > 0, 60)
    if state == "starting":
        panel.link.restart()
    with unloaded():
        assert not children(), children()
        QTest.qWait(300)
        assert not children(), children()


def test_a_second_reload_works_as_the_first(panel: Any) -> None:
    for _ in range(2):
        with unloaded():
            assert not children()
        plugin = plugins["hsfm"]
        panel.wait(lambda plugin=plugin: plugin.link.status == "ready", 60)
        assert len(engine_pids()) == 1


def test_a_panel_that_is_not_shown_starts_no_engine(
    panel: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where QGIS starts with the panel closed; it shows the panels of a plugin loaded later."""
    with monkeypatch.context() as patch:
        patch.setattr(panel.iface, "addDockWidget", lambda area, dock: dock.hide())
        with unloaded():
            pass
    dock, link = plugins["hsfm"].dock, plugins["hsfm"].link
    QTest.qWait(1000)
    assert not dock.isVisible()
    assert link.status == "asleep" and not engine_pids()
    panel.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    assert dock.isVisible()
    panel.wait(lambda: link.status == "ready", 60, "the panel did not wake the engine")


def test_loading_the_plugin_starts_no_process(panel: Any) -> None:
    from hsfm.hsfm_plugin.engine_link import EngineLink

    before = children()
    link = EngineLink(panel.plugin._settings)
    link.look()
    status, pid, now = link.status, link.session_pid, children()
    link.close()
    assert (status, pid) == ("asleep", None)
    assert not now.keys() - before.keys(), now
