"""A run keeps the computer from falling asleep, and however it ends, the computer may again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from setup_kit import plugin_module

HELD, FREE = "held", "free"


@pytest.fixture
def told(panel: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system is told from now on, by the panel and by Processing."""
    made: list[str] = []

    def keep(reason: str) -> Callable[[], None]:
        made.append(HELD)
        return lambda: made.append(FREE)

    assert not panel.link._awake.is_held
    monkeypatch.setattr(panel.link._awake, "_keepers", [keep])
    monkeypatch.setattr(plugin_module("awake"), "platform_keepers", lambda: [keep])
    return made


@pytest.fixture
def mapping(panel: Any, told: list[str], big_scene: Path) -> Any:
    """The panel while it makes a map."""
    panel.open(big_scene)
    panel.wait(lambda: not panel.link._awake.is_held, what="opening a scene did not end")
    told.clear()
    panel.click("anomalyButton")
    panel.wait(lambda: panel.find("progressBar").value() > 0, what="no progress was shown")
    assert told == [HELD]
    return panel


def test_a_map_keeps_the_computer_awake_until_it_is_made(mapping: Any, told: list[str]) -> None:
    mapping.wait_idle()
    assert mapping.state.anomalies, mapping.notice()
    assert told == [HELD, FREE]


def test_a_cancelled_map_lets_the_computer_sleep(mapping: Any, told: list[str]) -> None:
    mapping.click("cancelButton")
    mapping.wait_idle()
    assert told == [HELD, FREE]


def test_a_killed_engine_lets_the_computer_sleep(mapping: Any, told: list[str]) -> None:
    mapping.kill_engine()
    mapping.wait_idle()
    assert "The engine stopped" in mapping.notice()
    assert told == [HELD, FREE]


def test_an_algorithm_keeps_the_computer_awake_until_it_ends(
    panel: Any, told: list[str], potsdam: Path
) -> None:
    from qgis import processing

    during: list[str] = []
    panel.link.visited.connect(lambda begins: during.extend(told if begins else []))
    processing.run("hsfm:info", {"scene": str(potsdam)})
    assert during == [HELD]
    assert told == [HELD, FREE]


@pytest.mark.parametrize("end", ["cancel", "kill"])
def test_an_algorithm_that_is_ended_lets_the_computer_sleep(
    panel: Any, told: list[str], big_scene: Path, tmp_path: Path, end: str
) -> None:
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    feedback, ended = QgsProcessingFeedback(), []

    def end_it(_: float) -> None:
        if not ended:
            ended.append(list(told))
            feedback.cancel() if end == "cancel" else panel.kill_engine()

    feedback.progressChanged.connect(end_it)
    values = {"scene": str(big_scene), "out": str(tmp_path / "map.tif")}
    run_engine = plugin_module("processing.engine_run").run_engine
    if end == "cancel":
        assert run_engine("anomaly", values, feedback, panel.link) is None
    else:
        with pytest.raises(QgsProcessingException):
            run_engine("anomaly", values, feedback, panel.link)
    assert ended == [[HELD]]
    assert told == [HELD, FREE]
