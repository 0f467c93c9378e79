"""Programs that the setup runs: their output, their end, and the words for their failures."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hsfm.engine.errors import (
    Cancelled,
    DependencyMissing,
    DiskFull,
    EngineError,
    FetchFailed,
    PermissionRefused,
    WriteFailed,
)
from hsfm.hsfm_plugin.runtime_setup import asking
from hsfm.hsfm_plugin.runtime_setup.commands import explain_pip, run
from hsfm.hsfm_plugin.runtime_setup.log import SetupLog

from tests.systems import unix_only


@pytest.fixture
def log(tmp_path: Path) -> SetupLog:
    return SetupLog(tmp_path / "setup.log")


def python(code: str) -> list[str]:
    return [sys.executable, "-I", "-u", "-c", code]


def test_output_comes_line_by_line_from_both_streams_and_into_the_log(log: SetupLog) -> None:
    lines: list[str] = []
    code = "import sys; print('one'); sys.stderr.write('two\\r'); print('three', end='')"
    output = run(python(code), log, None, lines.append)
    assert sorted(lines) == ["one", "three", "two"]
    assert sorted(output.splitlines()) == sorted(lines)
    assert "three" in log.tail(10)


def test_lines_arrive_while_the_program_still_runs(log: SetupLog) -> None:
    came = threading.Event()
    code = "import time; print('first'); time.sleep(300)"

    def stop() -> bool:
        return came.is_set()

    began = time.monotonic()
    with pytest.raises(Cancelled):
        run(python(code), log, stop, lambda line: came.set())
    assert time.monotonic() - began < 120


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_cancel_ends_what_the_program_started_too_even_if_it_will_not(log: SetupLog) -> None:
    pids: list[int] = []
    stubborn = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print('up'); time.sleep(600)"
    )
    code = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', {stubborn!r}], stdout=-1)\n"
        "child.stdout.readline()\nprint(child.pid)\ntime.sleep(60)"
    )
    with pytest.raises(Cancelled):
        run(python(code), log, lambda: bool(pids), lambda line: pids.append(int(line)))
    deadline = time.monotonic() + 60
    while is_alive(pids[0]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(pids[0])


def test_a_child_that_lives_on_with_the_pipe_does_not_hold_up_the_end(log: SetupLog) -> None:
    code = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'input()' if 0 else "
    code += "'import time; time.sleep(300)']); print('done')"
    began = time.monotonic()
    assert "done" in run(python(code), log, None)
    assert time.monotonic() - began < 120


def test_variables_of_qgis_are_not_handed_on_and_ours_are(
    log: SetupLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_TARGET", "/qgis")
    code = "import os; print(os.environ.get('PIP_TARGET'), os.environ['OURS'])"
    assert run(python(code), log, None, extra={"OURS": "x"}) == "None x"


def test_secrets_are_neither_in_the_output_nor_in_the_log(log: SetupLog) -> None:
    code = "print('Looking in indexes: https://ada:hunter2@mirror.example/simple')"
    assert "hunter2" not in run(python(code), log, None)
    assert "hunter2" not in log.path.read_text(encoding="utf-8")


def test_a_program_that_is_not_there_is_named(log: SetupLog, tmp_path: Path) -> None:
    with pytest.raises(DependencyMissing, match=r"gone/python could not be started"):
        run([str(tmp_path / "gone" / "python")], log, None)


def test_a_failure_without_known_words_gives_its_last_line(log: SetupLog) -> None:
    with pytest.raises(DependencyMissing, match="the moon is full") as caught:
        run(python("print('a'); print('the moon is full'); raise SystemExit(3)"), log, None)
    assert caught.value.detail == "a\nthe moon is full"


@pytest.mark.parametrize("code", [225, 1260, 4551])
def test_a_program_that_windows_blocks_is_said_to_be_blocked(
    log: SetupLog, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*arguments: Any, **named: Any) -> None:
        blocked = OSError(22, "blocked")
        blocked.winerror = code  # type: ignore[attr-defined, unused-ignore]
        raise blocked

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(PermissionRefused, match=r"The system does not let python\.exe run"):
        run(["python.exe"], log, None)


class Windows:
    """Ends programs as Windows does, and remembers what was run for that."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, works: bool) -> None:
        self.ran: list[list[str]] = []
        self._patch, self._works = monkeypatch, works

    def begin(self) -> None:
        """From here on this is Windows; nothing can be started there that begins on Unix."""
        self._patch.setattr(subprocess, "run", self._run)
        self._patch.setattr(
            subprocess.Popen, "send_signal", lambda child, number: self._signal(child, number)
        )
        self._patch.setattr(sys, "platform", "win32")

    def _run(self, args: list[str], **named: Any) -> None:
        self.ran.append(args)
        if not self._works:
            raise FileNotFoundError(args[0])
        os.kill(int(args[-1]), signal.SIGKILL)

    def _signal(self, child: Any, number: int) -> None:
        if number != signal.SIGKILL:
            raise OSError(6, "The handle is invalid")
        os.kill(child.pid, number)


@unix_only
@pytest.mark.parametrize("works", [True, False])
def test_cancel_on_windows_ends_the_program_by_its_own_taskkill(
    log: SetupLog, monkeypatch: pytest.MonkeyPatch, works: bool
) -> None:
    windows = Windows(monkeypatch, works)
    code = "import os, time; print(os.getpid()); time.sleep(300)"
    pids: list[int] = []

    def on_line(line: str) -> None:
        windows.begin()
        pids.append(int(line))

    with pytest.raises(Cancelled):
        run(python(code), log, lambda: bool(pids), on_line)
    monkeypatch.undo()
    assert windows.ran[0][1:] == ["/F", "/T", "/PID", str(pids[0])]
    assert windows.ran[0][0].endswith(os.path.join("System32", "taskkill.exe"))
    assert not is_alive(pids[0])


@unix_only
def test_a_question_that_takes_too_long_is_ended_on_windows_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    windows = Windows(monkeypatch, works=True)
    monkeypatch.setattr(asking, "_wait", lambda *arguments: windows.begin())
    assert asking.ask(python("import time; time.sleep(300)"), 0.1).code is None
    assert len(windows.ran) == 1


PIP = "ERROR: Could not install packages due to an OSError: "
HASHES = """ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you \
have updated the package versions, please update the hashes. Otherwise, examine the package \
contents carefully; someone may have tampered with them.
    numpy from http://127.0.0.1:1/files/numpy-1.0-py3-none-any.whl#sha256=00:
        Expected sha256 00
             Got        11
"""
RETRYING = (
    "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by "
    "'NewConnectionError(\"Failed to establish a new connection: [Errno 111] Connection refused\")'"
)


@pytest.mark.parametrize(
    ("output", "kind", "words"),
    [
        (PIP + "[Errno 28] No space left on device", DiskFull, "no space left"),
        (PIP + "[WinError 112] There is not enough space on the disk", DiskFull, "no space left"),
        (HASHES, FetchFailed, "came for numpy is not the one"),
        (RETRYING + "\nERROR: No matching distribution found for numpy", FetchFailed, "connection"),
        (
            "WARNING: The repository located at mirror.lan is not a trusted or secure host and is "
            "being ignored.\nERROR: No matching distribution found for numpy",
            FetchFailed,
            r"mirror\.lan has an address with http",
        ),
        ("ConnectionResetError(104, 'Connection reset by peer')", FetchFailed, "connection"),
        ("ReadTimeoutError: Read timed out.", FetchFailed, "connection"),
        ("ProxyError('Cannot connect to proxy.')", FetchFailed, "proxy"),
        (
            "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]",
            FetchFailed,
            "cert",
        ),
        (
            "SSLError(SSLEOFError(8, '[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred'))",
            FetchFailed,
            "connection to the package index broke",
        ),
        (
            "ERROR: No matching distribution found for torch==2.13.0 (from versions: none)",
            DependencyMissing,
            r"No wheel of torch==2\.13\.0 fits",
        ),
        ("ERROR: ResolutionImpossible: for help", DependencyMissing, "do not go together"),
        ("error: externally-managed-environment", DependencyMissing, "managed by the system"),
        (
            "The virtual environment was not created successfully because ensurepip is not\n"
            "available.  On Debian",
            DependencyMissing,
            "venv or ensurepip",
        ),
        (PIP + "[Errno 13] Permission denied: '/opt/x'", PermissionRefused, "/opt/x"),
        (PIP + "[WinError 206] The filename or extension is too long", WriteFailed, "260"),
    ],
)
def test_what_pip_says_becomes_a_sentence_with_a_next_step(
    output: str, kind: type[EngineError], words: str
) -> None:
    error = explain_pip(output)
    assert type(error) is kind
    with pytest.raises(kind, match=words):
        raise error
    assert error.hint
    assert error.detail == output
