"""The command line: derived from the declarations, quick to help, clear when it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from engine import cli
from engine.errors import (
    BY_CODE,
    EXIT_DEPENDENCY,
    EXIT_INTERNAL,
    EXIT_PROTOCOL,
    EXIT_USAGE,
    Cancelled,
    DiskFull,
    InputNotFound,
)
from engine.parameters import BOOLEAN, TASKS, Task
from engine.tasks.result import Result

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("torch", "numpy", "rasterio", "sklearn", "scipy", "h5py", "pyogrio", "safetensors")


def run_engine(*arguments: str, as_folder: bool = False) -> subprocess.CompletedProcess[str]:
    how = ["-I", str(ROOT / "engine")] if as_folder else ["-m", "engine"]
    return subprocess.run(
        [sys.executable, *how, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60
    )


@pytest.fixture
def run_fake(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs ``cli.main`` with a function in the place of the task ``info``."""

    def run(task: Any, *arguments: str) -> int:
        monkeypatch.setitem(sys.modules, "engine.tasks.info", SimpleNamespace(run=task))
        return cli.main(["info", "scene", *arguments])

    return run


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_the_help_of_a_task_names_every_parameter(task: Task) -> None:
    words = " ".join(_help_of(*task.command).split())
    for parameter in task.parameters:
        shown = parameter.name.upper() if parameter.positional else f"--{parameter.name}"
        assert shown.replace("_", "-" if not parameter.positional else "_") in words
        assert parameter.help.split(",")[0] in words
        if parameter.kind == BOOLEAN:
            assert f"--no-{parameter.name.replace('_', '-')}" in words
    assert "--json" in words
    assert "--quiet" in words


def test_the_help_lists_every_task_and_the_server() -> None:
    words = cli.build_parser().format_help().split()
    assert all(name in words for name in (*(task.command[0] for task in TASKS), "serve"))


def test_help_answers_in_no_more_than_some_starts_of_python() -> None:
    """Half a second where Python starts in 25 ms: seven were seen, and 150 for torch."""

    def seconds_of(*command: str) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=True)
        return time.perf_counter() - began

    both = [(seconds_of("-c", "pass"), seconds_of("-m", "engine", "--help")) for _ in range(7)]
    nothing, help_ = (min(column) for column in zip(*both))
    assert help_ < 20 * nothing


@pytest.mark.parametrize("module", ["cli", "server", "jobs", "tasks.registry"])
def test_what_help_and_serve_load_is_the_standard_library_only(module: str) -> None:
    program = f"import sys, engine.{module}; print([m for m in {HEAVY} if m in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_both_ways_of_starting_give_the_same_version() -> None:
    as_module, as_folder = run_engine("--version"), run_engine("--version", as_folder=True)
    assert as_module.stdout.startswith("HSFM engine ")
    assert as_module.stdout == as_folder.stdout


def test_the_engine_folder_does_not_hide_other_packages(tmp_path: Path) -> None:
    program = (
        "import runpy, sys; sys.argv = ['engine', '--version']\n"
        f"sys.path.insert(0, {str(ROOT / 'engine')!r})\n"
        "try: runpy.run_path(sys.path[0], run_name='__main__')\n"
        "except SystemExit: pass\n"
        "import importlib.util as u; print([u.find_spec(n) for n in ('scene', 'stream', 'bands')])"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert found.stdout.splitlines()[-1] == "[None, None, None]"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("paint",),
        ("info",),
        ("info", "a", "b"),
        ("info", "a", "--js"),
        ("anomaly", "s", "--out", "o", "--false-alarm-rate", "2"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_why(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == EXIT_USAGE
    printed = capsys.readouterr()
    assert printed.err.startswith("Error: ")
    assert printed.out == ""


def test_wrong_usage_is_json_when_json_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["info", "--json"]) == EXIT_USAGE
    error = json.loads(capsys.readouterr().out)
    assert (error["type"], error["code"]) == ("error", "input.bad_parameter")


def test_an_error_shows_message_hint_and_code_on_stderr(
    run_fake: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: Any) -> None:
        raise InputNotFound("There is no scene.", hint="Look again.")

    assert run_fake(refuse) == 1
    assert capsys.readouterr().err == "Error: There is no scene.\nLook again.\n(input.not_found)\n"


def test_an_error_is_one_json_document_on_stdout(
    run_fake: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: Any) -> None:
        raise DiskFull("There is no space left.", hint="Free some.")

    assert run_fake(refuse, "--json") == 1
    error = json.loads(capsys.readouterr().out)
    assert (error["code"], error["retryable"]) == ("io.disk_full", True)


def test_a_cancelled_run_exits_with_130(run_fake: Any, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(*_: Any) -> None:
        raise Cancelled

    assert run_fake(stop, "--json") == 130
    assert json.loads(capsys.readouterr().out) == {"type": "cancelled", "task": "info"}


def test_a_missing_package_exits_with_4_and_is_named(
    run_fake: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(*_: Any) -> None:
        import a_package_that_nobody_has  # noqa: F401

    assert run_fake(load) == EXIT_DEPENDENCY
    assert "a_package_that_nobody_has" in capsys.readouterr().err


def test_a_bug_exits_with_70_and_hides_its_traceback(
    run_fake: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.delenv("HSFM_DEBUG", raising=False)
    assert run_fake(fail) == EXIT_INTERNAL
    plain = capsys.readouterr().err
    assert "ZeroDivisionError" in plain
    assert "Traceback" not in plain
    assert "HSFM_DEBUG" in plain
    monkeypatch.setenv("HSFM_DEBUG", "1")
    run_fake(fail)
    assert "Traceback" in capsys.readouterr().err


def test_the_exit_codes_are_those_of_the_specification() -> None:
    assert (EXIT_USAGE, EXIT_PROTOCOL, EXIT_DEPENDENCY, EXIT_INTERNAL) == (2, 3, 4, 70)
    assert all(
        cls.exit_code == EXIT_PROTOCOL for code, cls in BY_CODE.items() if code[:9] == "protocol."
    )


def test_a_result_with_holes_is_json_without_nan(
    run_fake: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    run_fake(lambda *_: Result(metrics={"f1": float("nan")}), "--json")
    assert json.loads(capsys.readouterr().out) == {"f1": None}


def test_quiet_says_nothing_but_the_result(
    run_fake: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    def work(values: Any, context: Any) -> Result:
        context.progress("map", 1, 2)
        context.warn("Look out.")
        return Result(metrics={})

    run_fake(work, "--json", "--quiet")
    assert capsys.readouterr().err == ""
    run_fake(work, "--json")
    assert capsys.readouterr().err == "Mapping 50 %\nWarning: Look out.\n"


def test_a_library_that_prints_does_not_break_the_json_document() -> None:
    program = (
        "import os, sys, types\n"
        "from engine import cli\n"
        "from engine.tasks.result import Result\n"
        "def run(values, context):\n"
        "    print('noise'); os.write(1, b'noise\\n'); return Result(metrics={'a': 1})\n"
        "sys.modules['engine.tasks.info'] = types.SimpleNamespace(run=run)\n"
        "sys.exit(cli.main(['info', 'scene', '--json']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == {"a": 1}
    assert done.stderr.count("noise") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_the_first_ctrl_c_lets_the_task_clean_up_and_exits_with_130() -> None:
    program = (
        "import os, signal, sys, time, types\n"
        "from engine import cli\n"
        "def run(values, context):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    try:\n"
        "        while True: context.check_cancelled(); time.sleep(0.01)\n"
        "    finally: print('cleaned', file=sys.stderr)\n"
        "sys.modules['engine.tasks.info'] = types.SimpleNamespace(run=run)\n"
        "sys.exit(cli.main(['info', 'scene']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=20
    )
    assert done.returncode == 130
    assert done.stderr == "cleaned\nCancelled; nothing was written.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_the_second_ctrl_c_ends_a_task_that_does_not_listen() -> None:
    program = (
        "import os, signal, sys, time, types\n"
        "from engine import cli\n"
        "def run(values, context):\n"
        "    for _ in range(2): os.kill(os.getpid(), signal.SIGINT); time.sleep(0.1)\n"
        "    time.sleep(60)\n"
        "sys.modules['engine.tasks.info'] = types.SimpleNamespace(run=run)\n"
        "sys.exit(cli.main(['info', 'scene']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=20
    )
    assert done.returncode == -2


def _help_of(*command: str) -> str:
    environment = {**os.environ, "COLUMNS": "200"}
    done = subprocess.run(
        [sys.executable, "-m", "engine", *command, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    return done.stdout
