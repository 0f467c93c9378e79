"""A change of the engine's environment waits for what runs in it, and nothing starts meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from detection_kit import choose_detector
from driving import engine_pids, standing_still
from qgis import processing
from qgis.core import QgsProcessingException
from qgis.PyQt.QtTest import QTest


@pytest.fixture
def machine(panel: Any, tmp_path: Path) -> Iterator[Any]:
    """The panel with an engine that it has installed."""
    from setup_kit import machine_without_engine

    with machine_without_engine(panel, tmp_path / "machine") as made:
        made.install()
        yield made


def damage(machine: Any) -> Path:
    """Breaks a package, so that the card offers Repair; gives the file."""
    module = next(machine.places.env.glob("lib/python*/site-packages/numpy/__init__.py"))
    module.write_text("raise ImportError('damaged')\n", encoding="utf-8")
    machine.places.state.unlink()
    machine.setup.refresh()
    assert machine.face == "repair"
    return Path(module)


@contextmanager
def map_under_way(panel: Any, scene: Path) -> Iterator[None]:
    """Starts a map, whose engine stands still meanwhile; then waits for its end."""
    panel.open(scene)
    choose_detector(panel, "rx")
    panel.click("anomalyButton")
    panel.wait(lambda: panel.find("progressBar").value() > 0, 60)
    with standing_still(panel.link.session_pid):
        yield
        assert panel.state.running, "the map was stopped"
    panel.wait_idle()
    assert panel.state.anomalies, panel.notice()
    choose_detector(panel, "auto")


def wait_waiting(machine: Any) -> None:
    """Waits until the change says that it waits."""
    words = "Waiting until the engine's run is done"
    machine.panel.wait(lambda: words in machine.panel.text("setupWords"), 60, machine.said())


def test_a_repair_waits_for_the_map_that_is_made(machine: Any, big_scene: Path) -> None:
    module = damage(machine)
    with map_under_way(machine.panel, big_scene):
        machine.panel.click("setupInstallButton")
        wait_waiting(machine)
    machine.wait(lambda: not machine.setup.busy and not machine.face, 90, "end")
    assert "damaged" not in module.read_text(encoding="utf-8")
    machine.wait_running()


def test_a_repair_that_waits_can_be_cancelled_and_the_map_goes_on(
    machine: Any, big_scene: Path
) -> None:
    damage(machine)
    with map_under_way(machine.panel, big_scene):
        machine.panel.click("setupInstallButton")
        wait_waiting(machine)
        machine.panel.click("setupCancelButton")
        machine.wait_face("cancelled")
    assert not machine.panel.link.is_held


def test_removing_waits_for_the_map_that_is_made(machine: Any, big_scene: Path) -> None:
    with map_under_way(machine.panel, big_scene):
        machine.setup.remove(["runtime"])
        wait_waiting(machine)
    machine.wait_face("offer", 60)


def test_a_python_of_ones_own_is_used_after_the_map_that_is_made(
    panel: Any, big_scene: Path
) -> None:
    from kit import ENGINE_PYTHON

    before = engine_pids()
    try:
        with map_under_way(panel, big_scene):
            panel.plugin.setup.use_own(ENGINE_PYTHON)
            assert "when its run has ended" in panel.notice()
            QTest.qWait(500)
        panel.wait(lambda: panel.link.status == "ready" and engine_pids() - before, 60)
    finally:
        panel.plugin._settings.engine_python = ""


@pytest.mark.parametrize("ends", ["done", "cancelled"])
def test_nothing_starts_an_engine_in_an_environment_that_is_repaired(
    machine: Any, potsdam: Path, ends: str
) -> None:
    from setup_kit import NUMPY, plugin_module

    panel = machine.panel
    restart = plugin_module("later_restart").LaterRestart(panel.link, panel.plugin._settings)
    damage(machine)
    for wheel in machine.places.downloads.rglob(NUMPY):
        wheel.unlink()
    machine.index.stalls.add(NUMPY)
    panel.click("setupInstallButton")
    panel.wait(machine.index.stalled.is_set, 60, machine.said())
    assert not engine_pids()
    restart.ask()
    panel.link.wake()
    panel.link.start()
    with pytest.raises(QgsProcessingException, match="installed, repaired or removed"):
        processing.run("hsfm:info", {"scene": str(potsdam)})
    QTest.qWait(500)
    assert not engine_pids()
    if ends == "cancelled":
        panel.click("setupCancelButton")
    machine.index.stalls.clear()
    machine.index.go_on.set()
    machine.wait(lambda: not machine.setup.busy, 90, "end")
    assert machine.setup.outcome == (ends if ends == "cancelled" else ""), machine.said()
    machine.wait(lambda: panel.link.status in ("ready", "failed"), 60, "start")
    assert not panel.link.is_held
