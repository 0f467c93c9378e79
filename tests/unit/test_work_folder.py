"""A session's temporary files go with it, even where it was killed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hsfm.hsfm_plugin.work_folder import make_work_folder, remove_work_folder

ROOT = Path(__file__).resolve().parents[2]
_SESSION = """
import importlib.util, sys, time
root = sys.argv[1]
spec = importlib.util.spec_from_file_location(
    "hsfm", root + "/__init__.py", submodule_search_locations=[root]
)
sys.modules["hsfm"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["hsfm"])
from hsfm.hsfm_plugin.work_folder import make_work_folder
print(make_work_folder(), flush=True)
time.sleep(60)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder of temporary files, for this test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture(params=["here", "windows"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """This system, and the rules of Windows: its locks, and no removing of files that are open."""
    if request.param == "here":
        return
    fcntl = pytest.importorskip("fcntl")

    def locking(number: int, how: int, count: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def rmtree(folder: Path, **options: Any) -> None:
        links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
        opened = [os.readlink(link) for link in links if os.path.lexists(link)]
        assert not [path for path in opened if path.startswith(str(folder))]
        remove(folder, **options)

    remove = shutil.rmtree
    msvcrt = ModuleType("msvcrt")
    vars(msvcrt).update(LK_NBLCK=2, locking=locking)
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    monkeypatch.setattr(shutil, "rmtree", rmtree)
    monkeypatch.setattr(sys, "platform", "win32")


def _session(place: Path) -> tuple[subprocess.Popen[str], Path]:
    started = subprocess.Popen(
        [sys.executable, "-c", _SESSION, str(ROOT)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(place)},
    )
    assert started.stdout is not None
    return started, Path(started.stdout.readline().strip())


def test_the_folder_of_a_killed_session_goes_and_that_of_a_living_one_stays(
    place: Path, system: None
) -> None:
    (killed, left), (living, kept) = _session(place), _session(place)
    try:
        killed.kill()
        killed.wait(60)
        made = make_work_folder()
        assert sorted(place.iterdir()) == sorted([made, kept])
        assert not left.exists()
    finally:
        living.kill()
        living.wait(60)


def test_folders_that_others_named_alike_are_left_alone(place: Path, system: None) -> None:
    (place / "hsfm-mine").mkdir()
    first, second = make_work_folder(), make_work_folder()
    assert sorted(place.iterdir()) == sorted([place / "hsfm-mine", first, second])


def test_the_folder_goes_with_its_session(place: Path, system: None) -> None:
    remove_work_folder(make_work_folder())
    assert list(place.iterdir()) == []
