"""Programs that the setup runs: their output, their end, and the words for their failures."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

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
from hsfm.hsfm_plugin.runtime_setup.commands import explain_pip, run
from hsfm.hsfm_plugin.runtime_setup.log import SetupLog


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
    code = "import time; print('first'); time.sleep(60)"

    def stop() -> bool:
        return came.is_set()

    began = time.monotonic()
    with pytest.raises(Cancelled):
        run(python(code), log, stop, lambda line: came.set())
    assert time.monotonic() - began < 20


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
    stubborn = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up'); time.sleep(60)"
    code = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', {stubborn!r}], stdout=-1)\n"
        "child.stdout.readline()\nprint(child.pid)\ntime.sleep(60)"
    )
    with pytest.raises(Cancelled):
        run(python(code), log, lambda: bool(pids), lambda line: pids.append(int(line)))
    deadline = time.monotonic() + 5
    while is_alive(pids[0]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(pids[0])


def test_a_child_that_lives_on_with_the_pipe_does_not_hold_up_the_end(log: SetupLog) -> None:
    code = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'input()' if 0 else "
    code += "'import time; time.sleep(30)']); print('done')"
    began = time.monotonic()
    assert "done" in run(python(code), log, None)
    assert time.monotonic() - began < 15


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
