"""What the setup started ends when QGIS is killed, and lives while QGIS does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from hsfm.hsfm_plugin.runtime_setup import guard
from hsfm.hsfm_plugin.runtime_setup.asking import ask
from hsfm.hsfm_plugin.runtime_setup.commands import GUARD, run
from hsfm.hsfm_plugin.runtime_setup.log import SetupLog

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 20.0
MODULE = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
print("up", child.pid, flush=True)
time.sleep(300)
"""
PARENT = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
import tests.conftest
from hsfm.hsfm_plugin.runtime_setup.commands import GUARD, run
from hsfm.hsfm_plugin.runtime_setup.log import SetupLog
run([sys.executable, "-u", GUARD, "endless"], SetupLog(Path({log!r})), None,
    lambda line: print(line, flush=True), {{"PYTHONSAFEPATH": "", "ENDLESS": "1"}})
"""


def test_a_module_runs_as_it_would_without_the_guard(tmp_path: Path) -> None:
    log = SetupLog(tmp_path / "setup.log")
    output = run([sys.executable, "-I", "-u", GUARD, "json.tool", "--help"], log, None)
    assert "json.tool" in output
    assert "guard.py" not in output


def test_a_script_runs_as_it_would_without_the_guard(tmp_path: Path) -> None:
    script = tmp_path / "says.py"
    script.write_text("import sys; print(__name__, sys.argv[1:]); sys.exit(3)\n", "utf-8")
    answer = ask([sys.executable, "-I", GUARD, str(script), "a"], LIMIT_S, is_guarded=True)
    assert (answer.code, answer.out) == (3, "__main__ ['a']\n")


def test_what_the_module_reads_of_stdin_is_nothing(tmp_path: Path) -> None:
    log = SetupLog(tmp_path / "setup.log")
    (tmp_path / "reads.py").write_text("import sys; print(repr(sys.stdin.read()))\n", "utf-8")
    command = [sys.executable, "-c", _run_in(tmp_path, "reads")]
    assert run(command, log, None).splitlines()[-1] == "''"


def _run_in(folder: Path, module: str) -> str:
    """Code that does what the guard's own main part does, for a module in a folder."""
    return (
        f"import sys, runpy; sys.argv = [{GUARD!r}, {module!r}]; "
        f"sys.path.insert(0, {str(folder)!r}); runpy.run_path({GUARD!r}, run_name='__main__')"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_pip_and_its_children_end_when_the_one_that_started_them_is_killed(tmp_path: Path) -> None:
    (tmp_path / "endless.py").write_text(MODULE, encoding="utf-8")
    code = PARENT.format(root=str(ROOT), log=str(tmp_path / "log"))
    code = code.replace('"-u", GUARD, "endless"', f'"-u", "-c", {_run_in(tmp_path, "endless")!r}')
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=tmp_path
    )
    assert parent.stdout is not None
    line = next(line for line in parent.stdout if line.startswith("up "))
    started = psutil.Process(parent.pid).children(recursive=True)
    assert int(line.split()[1]) in {one.pid for one in started}
    assert len(started) == 2
    time.sleep(0.5)
    assert all(one.is_running() for one in started)
    parent.kill()
    parent.wait(LIMIT_S)
    _, alive = psutil.wait_procs(started, LIMIT_S)
    alive = [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]
    assert alive == []
    parent.stdout.close()


PROVING = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
import tests.conftest
from hsfm.hsfm_plugin.runtime_setup import smoke
from hsfm.hsfm_plugin.runtime_setup.log import SetupLog
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.torch_build import Build
smoke.PARTS = ("engine",)
folder = Path({folder!r})
smoke.smoke_test(sys.executable, Places(folder), Build("cpu", None, ""), SetupLog(folder / "log"),
    None, folder)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_the_proof_ends_when_the_one_that_started_it_is_killed(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "__init__.py").touch()
    text = f"import os, time\nopen({str(begun)!r}, 'w').close()\ntime.sleep(600)\n"
    (tmp_path / "engine" / "protocol.py").write_text(text, encoding="utf-8")
    code = PROVING.format(root=str(ROOT), folder=str(tmp_path))
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path)
    deadline = time.monotonic() + 3 * LIMIT_S
    while not begun.exists():
        assert time.monotonic() < deadline and parent.poll() is None
        time.sleep(0.05)
    started = psutil.Process(parent.pid).children(recursive=True)
    assert started
    parent.kill()
    parent.wait(LIMIT_S)
    _, alive = psutil.wait_procs(started, LIMIT_S)
    assert [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []


def test_windows_own_taskkill_is_run_by_its_whole_path(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def refuse(args: list[str], **named: object) -> None:
        ran.append(args[0])
        raise FileNotFoundError(args[0])

    monkeypatch.setattr(subprocess, "run", refuse)
    monkeypatch.setattr(guard.os, "_exit", lambda code: ran.append(str(code)))
    monkeypatch.setenv("SYSTEMROOT", r"D:\Windows")
    monkeypatch.setattr(sys, "platform", "win32")
    guard._end_all()
    assert ran == [os.path.join(r"D:\Windows", "System32", "taskkill.exe"), str(guard.GONE)]
