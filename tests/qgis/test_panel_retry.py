"""A run that failed is offered again: in smaller parts, on the CPU; for that once only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.PyQt.QtWidgets import QAbstractButton


def _buttons(panel: Any) -> set[str]:
    bar = panel.find("notices")
    return {button.objectName() for button in bar.findChildren(QAbstractButton)}


@pytest.fixture
def killed(panel: Any, big_scene: Path) -> Any:
    """The panel after its engine was killed in a map, as a system does when memory runs out."""
    panel.open(big_scene)
    panel.click("anomalyButton")
    panel.wait(lambda: panel.find("progressBar").value() > 0, 60)
    panel.kill_engine()
    panel.wait_idle()
    return panel


def test_a_killed_engine_is_explained_and_smaller_tiles_are_tried_once(killed: Any) -> None:
    assert "when memory runs out" in killed.notice() and "labels are safe" in killed.notice()
    assert "256 MiB for windows instead of 512, this time only" in killed.notice()
    asked: list[Any] = []
    killed.link.asked.connect(asked.append)
    killed.click("retrySmallerButton")
    assert asked[0].values["memory"] == 256
    killed.wait_idle()
    assert "this once with 256 MiB for windows" in killed.notice()
    assert killed.find("option_memory").value() == 512
    killed.click("anomalyButton")
    assert asked[1].values.get("memory", 512) == 512
    killed.click("cancelButton")
    killed.wait_idle()


def test_a_retry_does_the_same_whatever_the_panel_shows_by_then(
    panel: Any, big_scene: Path, planted: Path
) -> None:
    panel.open(big_scene)
    canvas, area = panel.iface.mapCanvas(), panel.find("areaCombo")
    canvas.setDestinationCrs(panel.state.scene.crs)
    canvas.setExtent(panel.state.scene.layer.extent().buffered(-1000))
    area.setCurrentIndex(area.findData("canvas"))
    asked: list[Any] = []
    panel.link.asked.connect(asked.append)
    panel.click("anomalyButton")
    panel.wait(lambda: panel.find("progressBar").value() > 0, 60)
    panel.kill_engine()
    panel.wait_idle()
    panel.open(planted)
    canvas.setExtent(panel.state.scene.layer.extent())
    panel.click("retryButton")
    again = asked[-1]
    panel.click("cancelButton")
    panel.wait_idle()
    area.setCurrentIndex(0)
    assert asked[0].values["window"] and again.values == asked[0].values


def test_a_retry_takes_no_name_that_a_run_which_waits_will_write(killed: Any) -> None:
    asked: list[Any] = []
    killed.link.asked.connect(asked.append)
    values = dict(killed.dock.jobs.jobs.all[-1].values)
    before = killed.link.run("other", "anomaly", values)
    killed.click("retryButton")
    killed.link.cancel(before)
    killed.click("cancelButton")
    killed.wait_idle()
    written = {name: asked[1].values[name] for name in ("out", "detections")}
    assert not set(written.values()) & set(values.values()), written


def test_a_machine_without_a_graphics_card_is_not_offered_the_cpu(killed: Any) -> None:
    assert "retryCpuButton" not in _buttons(killed) and "retryButton" in _buttons(killed)


ERRORS = {
    "EngineCrashed": {"retrySmallerButton", "retryCpuButton", "retryButton"},
    "DeviceOutOfMemory": {"retrySmallerButton", "retryCpuButton", "retryButton"},
    "DeviceDriver": {"retryCpuButton"},
    "DeviceUnavailable": {"retryCpuButton"},
    "EngineTimeout": {"retryCpuButton", "retryButton"},
    "BadParameter": set(),
    "DiskFull": {"retryButton"},
}


@pytest.mark.parametrize("kind", sorted(ERRORS))
def test_what_is_offered_fits_the_error(panel: Any, kind: str) -> None:
    from hsfm.engine import errors
    from hsfm.engine.parameters import ANOMALY
    from hsfm.hsfm_plugin.gui.retry import Retry

    error = getattr(errors, kind)("It went wrong.")
    if kind == "EngineCrashed":
        error.ended_with = -9
    devices = [{"id": "cuda:0"}, {"id": "cpu"}]
    panel.dock.notices.show_error(error, Retry(lambda _: None, ANOMALY, {}, {}, devices))
    offered = {name for name in _buttons(panel) if name.startswith("retry")}
    assert offered == ERRORS[kind]


def test_a_retry_of_a_retry_keeps_what_was_changed_and_goes_on_halving() -> None:
    from hsfm.engine.errors import DeviceOutOfMemory
    from hsfm.engine.parameters import ANOMALY
    from hsfm.hsfm_plugin.gui.retry import Retry

    started: list[Any] = []
    changed = {"device": "cpu"}
    retry = Retry(started.append, ANOMALY, {"memory": 20, "device": "cpu"}, changed, [])
    (offer,) = retry.offers(DeviceOutOfMemory("full"))
    retry(**offer.changed)
    assert started == [{"device": "cpu", "memory": 16}]
    least = Retry(started.append, ANOMALY, {"memory": 16, "device": "cpu"}, changed, [])
    assert not least.offers(DeviceOutOfMemory("full"))
