"""EngineSession against real engine processes, and against some that misbehave."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hsfm.engine.errors import (
    BadParameter,
    Cancelled,
    DependencyMissing,
    EngineBusy,
    EngineCrashed,
    EngineTimeout,
    InputNotFound,
    InternalBug,
    ProtocolVersionMismatch,
)
from hsfm.hsfm_plugin.engine_client import process, run
from hsfm.hsfm_plugin.engine_client.session import EngineSession

from tests.data.file_server import wait_until
from tests.systems import unix_only

from .conftest import PATIENCE_S, ROOT

Make = Callable[..., EngineSession]
READY = '{"type": "ready", "protocol": 1, "devices": []}'


class Background(threading.Thread):
    """A run in a thread of its own, as the panel makes it."""

    def __init__(self, session: EngineSession, out: str, **options: Any) -> None:
        super().__init__(daemon=True)
        self.session, self.values = session, {"out": out, **options}
        self.messages: list[dict[str, Any]] = []
        self.answer: dict[str, Any] | None = None
        self.error: BaseException | None = None
        self.began = threading.Event()
        self.start()
        assert self.began.wait(30), self.error

    def run(self) -> None:
        try:
            self.answer = self.session.run("simulate", self.values, on_message=self._take)
        except BaseException as exc:
            self.error = exc

    def _take(self, message: dict[str, Any]) -> None:
        self.messages.append(message)
        if message["type"] in ("progress", "log"):
            self.began.set()

    def end(self, timeout_s: float = 60) -> BaseException | dict[str, Any] | None:
        self.join(timeout_s)
        assert not self.is_alive()
        return self.error if self.error is not None else self.answer


def test_the_engine_is_ready_with_its_first_message(session_of: Make) -> None:
    session = session_of()
    ready = session.start()
    assert ready["type"] == "ready"
    assert session.is_alive
    assert session.start() is ready


def test_the_full_device_list_comes_through_describe(session_of: Make) -> None:
    assert session_of().describe()["devices"][0]["id"] == "cpu"


def test_a_run_gives_its_result_and_its_messages(session_of: Make, misbehaving_root: Path) -> None:
    heard: list[dict[str, Any]] = []
    session = session_of(misbehaving_root)
    result = session.run("simulate", {"out": "work", "seed": 2}, on_message=heard.append)
    assert result["metrics"] == {"did": "work"}
    assert {"accepted", "progress"} <= {message["type"] for message in heard}


def test_a_refusal_arrives_as_the_error_class_of_its_code(session_of: Make) -> None:
    with pytest.raises(InputNotFound, match="/no/such/scene"):
        session_of().run("info", {"scene": "/no/such/scene"})


def test_a_bad_parameter_is_refused_before_any_engine_starts(session_of: Make) -> None:
    session = session_of()
    with pytest.raises(BadParameter, match="scene"):
        session.run("info", {})
    assert not session.is_alive


@unix_only
def test_an_engine_killed_during_a_run_is_named_and_the_next_run_works(
    session_of: Make, misbehaving_root: Path
) -> None:
    session = session_of(misbehaving_root)
    background = Background(session, "work", seed=600)
    killed = session.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    error = background.end()
    assert isinstance(error, EngineCrashed)
    assert "killed" in error.message and "memory" in error.hint
    assert error.retryable
    assert session.run("simulate", {"out": "nothing"})["metrics"] == {"did": "nothing"}
    assert session.pid not in (None, killed)


@unix_only
def test_an_engine_killed_while_idle_is_started_again(session_of: Make) -> None:
    session = session_of()
    session.start()
    os.kill(session.pid, signal.SIGKILL)
    with pytest.raises((InputNotFound, EngineCrashed)):
        session.run("info", {"scene": "/no"})
    with pytest.raises(InputNotFound):
        session.run("info", {"scene": "/no"})


@unix_only
def test_a_crash_in_a_library_carries_the_signal_and_the_last_words(
    session_of: Make, misbehaving_root: Path
) -> None:
    with pytest.raises(EngineCrashed, match="SIGSEGV") as caught:
        session_of(misbehaving_root).run("simulate", {"out": "segfault"})
    assert "about to crash in C" in caught.value.detail
    assert "in do_segfault" in caught.value.detail, "the Python line that led there"
    assert "Extension modules" not in caught.value.detail


def test_a_run_is_cancelled_by_the_function_it_asks(
    session_of: Make, misbehaving_root: Path, tmp_path: Path, patient_cancel: None
) -> None:
    session = session_of(misbehaving_root)
    session.start()  # which asks too
    heard: list[str] = []
    with pytest.raises(Cancelled):
        session.run(
            "simulate",
            {"out": "work", "seed": 6000},
            on_message=lambda message: heard.append(message["type"]),
            is_cancelled=lambda: "progress" in heard,
        )
    assert list((tmp_path / "work").iterdir()) == []
    assert session.is_alive, "a cancel that is heard does not cost the process"


def test_a_run_that_is_cancelled_before_it_begins_is_not_sent(session_of: Make) -> None:
    session = session_of()
    with pytest.raises(Cancelled):
        session.run("info", {"scene": "/no"}, is_cancelled=lambda: True)
    assert not session.is_alive


def test_cancel_from_another_thread_ends_the_run_and_not_the_process(
    session_of: Make, misbehaving_root: Path, patient_cancel: None
) -> None:
    session = session_of(misbehaving_root)
    background = Background(session, "work", seed=6000)
    session.cancel()
    assert isinstance(background.end(), Cancelled)
    assert session.is_alive


def test_cancel_after_a_run_does_not_touch_the_next(
    session_of: Make, misbehaving_root: Path
) -> None:
    session = session_of(misbehaving_root)
    session.run("simulate", {"out": "nothing"})
    session.cancel()
    assert session.run("simulate", {"out": "nothing"})["type"] == "result"


def test_a_task_that_ignores_cancel_loses_its_process_and_the_next_run_works(
    session_of: Make, misbehaving_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "CANCEL_WAIT_S", 0.5)
    session = session_of(misbehaving_root)
    background = Background(session, "not_listen")
    session.cancel()
    assert isinstance(background.end(), Cancelled)
    assert not session.is_alive
    assert session.run("simulate", {"out": "nothing"})["type"] == "result"


STUBBORN = f"""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.stdin.readline()
    print('{READY}', flush=True)
    run = json.loads(sys.stdin.readline())
    print(json.dumps({{"type": "log", "id": run["id"], "level": "info", "text": "no"}}), flush=True)
    time.sleep(60)
"""


@unix_only
def test_an_engine_that_ignores_everything_is_killed_at_the_end_of_the_ladder(
    session_of: Make, root_of: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "CANCEL_WAIT_S", 0.6)
    monkeypatch.setattr(process, "CLOSE_WAIT_S", 0.4)
    monkeypatch.setattr(process, "TERMINATE_WAIT_S", 0.3)
    session = session_of(root_of(STUBBORN))
    background = Background(session, "x")
    pid = session.pid
    began = time.monotonic()
    session.cancel()
    assert isinstance(background.end(), Cancelled)
    assert time.monotonic() - began > 1.2
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_silent_engine_is_reported_and_not_killed(
    session_of: Make, misbehaving_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "SILENCE_S", 1.0)
    monkeypatch.setattr(run, "SILENCE_NOTICE_EVERY_S", 0.5)
    session = session_of(misbehaving_root)
    background = Background(session, "hush", seed=30)
    assert background.end() == background.answer is not None
    silences = [message for message in background.messages if message["type"] == "silent"]
    assert silences
    assert silences[-1]["seconds"] >= 1


def test_an_engine_that_never_gets_ready_times_out_and_is_ended(
    session_of: Make, root_of: Callable[[str], Path]
) -> None:
    session = session_of(root_of("sys.stdin.read()"))
    with pytest.raises(EngineTimeout):
        session.start(timeout_s=0.5)
    assert not session.is_alive


def test_an_engine_that_fails_at_its_start_is_named_with_its_last_words(
    session_of: Make, root_of: Callable[[str], Path]
) -> None:
    session = session_of(root_of("import a_package_that_nobody_has"))
    with pytest.raises(EngineCrashed, match="exit code 1") as caught:
        session.start()
    assert "a_package_that_nobody_has" in caught.value.detail


def test_an_engine_that_closes_its_end_without_ending_is_ended(
    session_of: Make, root_of: Callable[[str], Path]
) -> None:
    program = f"""
    sys.stdin.readline()
    print('{READY}', flush=True)
    sys.stdin.readline()
    os.close(1)
    time.sleep(60)
    """
    session = session_of(root_of(program))
    with pytest.raises(EngineCrashed, match="closed its connection"):
        session.run("info", {"scene": "/no"})
    assert not session.is_alive


@pytest.mark.parametrize("answer", [READY.replace("1", "2"), READY.replace("1", "null")])
def test_an_engine_of_another_version_is_refused_and_ended(
    session_of: Make, root_of: Callable[[str], Path], answer: str
) -> None:
    session = session_of(
        root_of(f"sys.stdin.readline(); print('{answer}', flush=True); sys.stdin.read()")
    )
    with pytest.raises(ProtocolVersionMismatch):
        session.start()
    assert not session.is_alive


def test_an_engine_that_refuses_our_version_is_heard(
    session_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of()
    session._hello["protocol"] = 99
    with pytest.raises(ProtocolVersionMismatch, match="99"):
        session.start()


def test_junk_and_overlong_lines_from_an_engine_do_not_end_a_run(
    session_of: Make, root_of: Callable[[str], Path]
) -> None:
    program = f"""
    sys.stdin.readline()
    print('{READY}', flush=True)
    run = json.loads(sys.stdin.readline())
    print("junk")
    print("x" * (5 << 20))
    print(json.dumps({{"type": "sing"}}))
    print(json.dumps({{"type": "result", "id": "of another run"}}))
    answer = {{"type": "result", "id": run["id"], "metrics": {{"done": True}}}}
    print(json.dumps(answer), flush=True)
    sys.stdin.read()
    """
    heard: list[dict[str, Any]] = []
    result = session_of(root_of(program)).run("info", {"scene": "x"}, on_message=heard.append)
    assert result["metrics"] == {"done": True}
    assert [message["type"] for message in heard] == ["log", "log"]


def test_an_error_of_an_unknown_code_stays_readable(
    session_of: Make, root_of: Callable[[str], Path]
) -> None:
    program = f"""
    sys.stdin.readline()
    print('{READY}', flush=True)
    run = json.loads(sys.stdin.readline())
    print(json.dumps({{"type": "error", "id": run["id"], "code": "moon.full", "message": "Howl."}}))
    """
    with pytest.raises(InternalBug, match="Howl") as caught:
        session_of(root_of(program)).run("info", {"scene": "x"})
    assert "moon.full" in caught.value.detail


@pytest.mark.parametrize("python", ["", "/no/such/python", os.path.dirname(__file__)])
def test_a_missing_interpreter_is_named(session_of: Make, python: str) -> None:
    with pytest.raises(DependencyMissing, match=re.escape(python) or "none"):
        session_of(python=python).start()


def test_an_interpreter_that_cannot_be_run_is_named(session_of: Make, tmp_path: Path) -> None:
    fake = tmp_path / "python"
    fake.write_bytes(b"\x00not a program")
    fake.chmod(0o755)
    with pytest.raises((DependencyMissing, EngineCrashed), match=r"python|exit code"):
        session_of(python=str(fake)).start()


def test_a_second_run_at_the_same_time_is_refused(session_of: Make, misbehaving_root: Path) -> None:
    session = session_of(misbehaving_root)
    background = Background(session, "work", seed=600)
    with pytest.raises(EngineBusy):
        session.run("simulate", {"out": "nothing"})
    session.cancel()
    assert isinstance(background.end(), Cancelled)


def test_describe_works_while_a_run_is_under_way(session_of: Make, misbehaving_root: Path) -> None:
    session = session_of(misbehaving_root)
    background = Background(session, "work", seed=600)
    assert session.describe()["devices"]
    session.cancel()
    assert isinstance(background.end(), Cancelled)


def test_stop_ends_a_run_in_another_thread_as_cancelled(
    session_of: Make, misbehaving_root: Path
) -> None:
    session = session_of(misbehaving_root)
    background = Background(session, "work", seed=600)
    session.stop()
    assert isinstance(background.end(), Cancelled)
    assert not session.is_alive


def test_stop_may_be_called_twice_and_before_any_start(session_of: Make) -> None:
    session = session_of()
    session.stop()
    session.start()
    session.stop()
    session.stop()
    assert not session.is_alive


def test_stop_during_a_start_ends_the_start(
    session_of: Make, root_of: Callable[[str], Path]
) -> None:
    session = session_of(root_of("sys.stdin.read()"))
    caught: list[BaseException] = []

    def start() -> None:
        try:
            session.start()
        except BaseException as exc:
            caught.append(exc)

    thread = threading.Thread(target=start, daemon=True)
    thread.start()
    wait_until(lambda: session.is_alive, PATIENCE_S)
    session.stop()
    thread.join(60)
    assert [type(exc) for exc in caught] == [Cancelled]


def test_a_caller_whose_own_function_fails_leaves_no_run_behind(
    session_of: Make, misbehaving_root: Path
) -> None:
    session = session_of(misbehaving_root)

    def fail(message: dict[str, Any]) -> None:
        if message["type"] == "progress":
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        session.run("simulate", {"out": "work", "seed": 600}, on_message=fail)
    assert session.run("simulate", {"out": "nothing"})["type"] == "result"


def test_the_last_words_are_kept_bounded_and_the_log_is_written(
    session_of: Make, root_of: Callable[[str], Path], tmp_path: Path
) -> None:
    program = """
    sys.stderr.write("early\\n" + "x" * 1_000_000 + "\\nlate\\n")
    sys.stderr.flush()
    os._exit(70)
    """
    log = tmp_path / "logs" / "engine.log"
    session = session_of(root_of(program), log_path=str(log))
    with pytest.raises(EngineCrashed, match="exit code 70") as caught:
        session.start()
    assert caught.value.detail.endswith("late\n")
    assert len(caught.value.detail) == 4096
    assert len(session.stderr_tail()) == process.STDERR_KEPT_BYTES
    assert log.stat().st_size > 1_000_000


def test_the_engine_does_not_inherit_what_belongs_to_qgis(
    session_of: Make, root_of: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", "/qgis")
    monkeypatch.setenv("GDAL_DATA", "/qgis")
    program = f"""
    sys.stdin.readline()
    ready = json.loads('{READY}')
    print(json.dumps({{**ready, "env": dict(os.environ), "flags": sys.flags.isolated}}), flush=True)
    """
    ready = session_of(root_of(program), env={"HSFM_X": "1"}).start()
    assert ready["flags"] == 1
    assert ready["env"]["HSFM_X"] == "1"
    assert not {"PYTHONHOME", "GDAL_DATA"} & set(ready["env"])


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the process in /proc")
def test_an_engine_whose_qgis_was_killed_ends_by_itself(
    misbehaving_root: Path, tmp_path: Path
) -> None:
    program = f"""
import os, signal, sys
sys.path.insert(0, {str(ROOT / "tests")!r})
import conftest
from hsfm.hsfm_plugin.engine_client.session import EngineSession
session = EngineSession({sys.executable!r}, {str(misbehaving_root)!r}, {str(tmp_path)!r})
def die(message):
    if message["type"] == "progress":
        print(session.pid, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
session.run("simulate", {{"out": "work", "seed": 600}}, on_message=die)
"""
    parent = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    pid = int(parent.stdout)
    wait_until(lambda: not _runs(pid), PATIENCE_S)


def _runs(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
