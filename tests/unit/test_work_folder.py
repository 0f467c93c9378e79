"""A session's temporary files go with it, even where it was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hsfm.hsfm_plugin.work_folder import make_work_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is removed there")
ROOT = Path(__file__).resolve().parents[2]
_SESSION = """
import importlib.util, sys, time
spec = importlib.util.spec_from_file_location("work_folder", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(module.make_work_folder(), flush=True)
time.sleep(60)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder of temporary files, for this test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def _session(place: Path) -> tuple[subprocess.Popen[str], Path]:
    module = str(ROOT / "hsfm_plugin" / "work_folder.py")
    started = subprocess.Popen(
        [sys.executable, "-c", _SESSION, module],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(place)},
    )
    assert started.stdout is not None
    return started, Path(started.stdout.readline().strip())


def test_the_folder_of_a_killed_session_goes_and_that_of_a_living_one_stays(place: Path) -> None:
    (killed, left), (living, kept) = _session(place), _session(place)
    try:
        killed.send_signal(signal.SIGKILL)
        killed.wait(10)
        made = make_work_folder()
        assert sorted(place.iterdir()) == sorted([made, kept])
        assert not left.exists()
    finally:
        living.kill()
        living.wait(10)


def test_folders_that_others_named_alike_are_left_alone(place: Path) -> None:
    (place / "hsfm-mine").mkdir()
    first, second = make_work_folder(), make_work_folder()
    assert sorted(place.iterdir()) == sorted([place / "hsfm-mine", first, second])
