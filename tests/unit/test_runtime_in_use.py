"""A runtime that somebody's engine runs in is neither exchanged nor removed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hsfm.engine import in_use
from hsfm.engine.errors import FileLocked
from hsfm.hsfm_plugin.engine_client.environment import plugin_root
from hsfm.hsfm_plugin.runtime_setup.folder_lock import no_engine
from hsfm.hsfm_plugin.runtime_setup.log import SetupLog
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.removal import remove, what_there_is
from hsfm.hsfm_plugin.runtime_setup.staging import Staging

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="open files tell it there")

LIMIT_S = 30.0


def is_in_use(places: Places) -> bool:
    try:
        with no_engine(places):
            return False
    except FileLocked:
        return True


@pytest.fixture
def engine(places: Places, template: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The engine of another window, in a runtime that HSFM installed."""
    places.make()
    shutil.copytree(template, places.env, symlinks=True)
    command = [str(places.python), "-I", str(plugin_root() / "engine"), "serve"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        end_s = time.monotonic() + LIMIT_S
        while not is_in_use(places):
            assert child.poll() is None and time.monotonic() < end_s
            time.sleep(0.02)
        yield child
    finally:
        child.kill()
        child.communicate()


def test_both_sides_name_the_same_file(places: Places) -> None:
    assert places.in_use.name == in_use.IN_USE


def test_an_environment_is_exchanged_only_when_no_engine_runs_in_it(
    places: Places, template: Path, engine: subprocess.Popen[bytes]
) -> None:
    staging = Staging(places, "plan", SetupLog(places.log))
    shutil.copytree(template, staging.folder, symlinks=True)
    (staging.folder / "new").touch()
    with pytest.raises(FileLocked, match="in use, so it cannot be replaced"):
        staging.promote(None)
    assert staging.folder.is_dir() and not (places.env / "new").exists()
    engine.kill()
    engine.wait()
    staging.promote(None)
    assert (places.env / "new").exists()


def test_a_runtime_is_removed_only_when_no_engine_runs_in_it(
    places: Places, engine: subprocess.Popen[bytes]
) -> None:
    found = what_there_is(places, places.root / "none", [])
    with pytest.raises(FileLocked, match="in use, so it cannot be replaced or removed"):
        remove(found)
    assert places.python.exists()
    engine.kill()
    engine.wait()
    remove(found)
    assert not places.root.exists()


def test_an_engine_in_an_environment_of_the_users_own_writes_nothing_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "env"))
    in_use.tell_in_use()
    assert list(tmp_path.iterdir()) == []
