"""A real, long task through the session: cancelled, killed, and run again."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hsfm.engine.errors import Cancelled, EngineCrashed
from hsfm.hsfm_plugin.engine_client.session import EngineSession

from tests.systems import unix_only

Make = Callable[..., EngineSession]


def after_the_first_progress(act: Callable[[], None]) -> Callable[[dict[str, Any]], None]:
    def take(message: dict[str, Any]) -> None:
        if message["type"] == "progress":
            act()

    return take


def test_a_cancelled_simulation_leaves_nothing_and_the_next_one_is_complete(
    session_of: Make, tmp_path: Path, patient_cancel: None
) -> None:
    """However long the engine takes to hear it: PROSAIL compiles itself at its first use."""
    session = session_of()
    values = {"out": str(tmp_path / "scene"), "size": 256}
    with pytest.raises(Cancelled):
        session.run("simulate", values, on_message=after_the_first_progress(session.cancel))
    assert not (tmp_path / "scene").exists() or not any((tmp_path / "scene").iterdir())
    result = session.run("simulate", {**values, "size": 64})
    assert all(Path(output["path"]).exists() for output in result["outputs"])


@unix_only
def test_a_killed_simulation_does_not_stand_in_the_way_of_the_next(
    session_of: Make, tmp_path: Path
) -> None:
    session = session_of()
    values = {"out": str(tmp_path / "scene"), "size": 256}

    def kill() -> None:
        os.kill(session.pid, signal.SIGKILL)

    with pytest.raises(EngineCrashed):
        session.run("simulate", values, on_message=after_the_first_progress(kill))
    result = session.run("simulate", {**values, "size": 64})
    described = session.run("info", {"scene": result["outputs"][0]["path"]})
    assert described["metrics"]["bands_total"] == 224
    assert not list((tmp_path / "scene").glob(".*"))
