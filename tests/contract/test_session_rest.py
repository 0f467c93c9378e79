"""An engine that rests, is closed for good, and is shared by several who wait for their turn."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hsfm.engine.errors import Cancelled, DeviceOutOfMemory, EngineCrashed, InputNotFound
from hsfm.hsfm_plugin.engine_client.session import EngineSession

from tests.data.file_server import wait_until
from tests.systems import unix_only

Make = Callable[..., EngineSession]


class Background(threading.Thread):
    """A run in a thread of its own; ``heard`` is set by its first message that is none of life."""

    def __init__(self, session: EngineSession, tenths: int, **options: Any) -> None:
        super().__init__(daemon=True)
        self.heard, self.kinds, self.end = threading.Event(), [], None
        self._session, self._tenths, self._options = session, tenths, options
        self.start()

    def run(self) -> None:
        values = {"out": "work", "seed": self._tenths}
        try:
            self.end = self._session.run("simulate", values, on_message=self._take, **self._options)
        except BaseException as exc:
            self.end = exc

    def _take(self, message: dict[str, Any]) -> None:
        self.kinds.append(message["type"])
        if message["type"] in ("progress", "waiting"):
            self.heard.set()


def begin(session: EngineSession, tenths: int, **options: Any) -> Background:
    made = Background(session, tenths, **options)
    assert made.heard.wait(60), made.end
    return made


def test_an_engine_that_rests_has_no_process_and_the_next_run_starts_it(session_of: Make) -> None:
    session = session_of()
    session.start()
    assert session.rest() and not session.is_alive
    with pytest.raises(InputNotFound):
        session.run("info", {"scene": "/nowhere/scene.tif"})
    assert session.is_alive


def test_a_run_under_way_is_not_put_to_rest(session_of: Make, misbehaving_root: Path) -> None:
    session = session_of(misbehaving_root)
    under_way = begin(session, 50)
    assert not session.rest()
    under_way.join(60)
    assert under_way.end["type"] == "result"


def test_a_run_that_comes_while_the_engine_lies_down_is_done(
    session_of: Make, misbehaving_root: Path
) -> None:
    session = session_of(misbehaving_root)
    session.start()
    resting = threading.Thread(target=session.rest)
    resting.start()
    made = Background(session, 1)
    resting.join(60)
    made.join(60)
    assert made.end["type"] == "result"


def test_a_patient_run_waits_for_its_turn_and_says_so(
    session_of: Make, misbehaving_root: Path
) -> None:
    session = session_of(misbehaving_root)
    first = begin(session, 50)
    second = begin(session, 1, is_patient=True)
    second.join(60)
    first.join(60)
    assert second.kinds[0] == "waiting"
    assert first.end["type"] == second.end["type"] == "result"


def test_a_run_that_waits_for_its_turn_can_be_cancelled(
    session_of: Make, misbehaving_root: Path
) -> None:
    session, stop = session_of(misbehaving_root), threading.Event()
    first = begin(session, 600)
    second = begin(session, 1, is_patient=True, is_cancelled=stop.is_set)
    stop.set()
    second.join(60)
    assert isinstance(second.end, Cancelled) and first.is_alive()


def test_a_closed_engine_is_started_by_nobody(session_of: Make, misbehaving_root: Path) -> None:
    session = session_of(misbehaving_root)
    begin(session, 600)
    waits = begin(session, 1, is_patient=True)
    session.close()
    waits.join(60)
    assert isinstance(waits.end, Cancelled)
    with pytest.raises(Cancelled):
        session.start()
    assert not session.is_alive


@unix_only
def test_closing_during_a_start_leaves_no_process(
    session_of: Make, root_of: Callable[[str], Path], tmp_path: Path
) -> None:
    note = tmp_path / "pid"
    program = f"""
    open({str(note)!r}, "w").write(str(os.getpid()))
    time.sleep(60)
    """
    session = session_of(root_of(program))
    threading.Thread(target=lambda: _ignoring(session.start), daemon=True).start()
    wait_until(lambda: note.exists() and note.read_text() != "", 60)
    session.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


def _ignoring(act: Callable[[], Any]) -> None:
    try:
        act()
    except Cancelled:
        return


def test_new_variables_hold_from_the_next_start(
    session_of: Make, root_of: Callable[[str], Path]
) -> None:
    program = """
    sys.stdin.readline()
    told = {"type": "ready", "protocol": 1, "devices": [], "x": os.environ.get("HSFM_THREADS")}
    print(json.dumps(told), flush=True)
    sys.stdin.read()
    """
    session = session_of(root_of(program), env={"HSFM_THREADS": "2"})
    assert session.start()["x"] == "2"
    session.use_environment({"HSFM_THREADS": "3"})
    session.rest()
    assert session.start()["x"] == "3"


@unix_only
def test_a_crash_carries_the_exit_code(session_of: Make, misbehaving_root: Path) -> None:
    with pytest.raises(EngineCrashed) as caught:
        session_of(misbehaving_root).run("simulate", {"out": "segfault"})
    assert caught.value.ended_with == -11


@pytest.mark.parametrize("what", ["cuda", "cuda_plain", "mps", "cublas"])
def test_a_graphics_card_that_is_full_arrives_by_its_own_code(
    session_of: Make, misbehaving_root: Path, what: str
) -> None:
    with pytest.raises(DeviceOutOfMemory):
        session_of(misbehaving_root).run("simulate", {"out": f"fill_{what}"})


@pytest.mark.parametrize("locale", ["C", "POSIX", "xx_YY.nothing"])
def test_any_locale_of_the_system_lets_the_engine_read_names_of_files(
    session_of: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setenv("PYTHONUTF8", "0")
    missing = tmp_path / "Müritz ö" / "szene.tif"
    with pytest.raises(InputNotFound, match="Müritz ö"):
        session_of().run("info", {"scene": str(missing)})
