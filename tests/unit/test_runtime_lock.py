"""Two QGIS windows never change the engine's environment at once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hsfm.engine.errors import FileLocked, PermissionRefused
from hsfm.hsfm_plugin.runtime_setup.folder_lock import hold
from hsfm.hsfm_plugin.runtime_setup.places import MARKER, Places

ROOT = Path(__file__).resolve().parents[2]

HOLDER = """
import sys
sys.path.insert(0, sys.argv[1])
import tests.conftest
from pathlib import Path
from hsfm.hsfm_plugin.runtime_setup.folder_lock import hold
from hsfm.hsfm_plugin.runtime_setup.places import Places
with hold(Places(Path(sys.argv[2]))):
    print("held", flush=True)
    sys.stdin.read()
print("let go", flush=True)
"""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "runtime")


@pytest.fixture
def holder(places: Places) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its stdin is closed."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(ROOT), str(places.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    yield child
    child.kill()
    child.communicate()


def test_the_lock_makes_the_root_and_can_be_taken_again(places: Places) -> None:
    for _ in range(2):
        with hold(places):
            assert (places.root / MARKER).is_file()


def test_a_second_process_is_told_who_holds_it_and_since_when(
    places: Places, holder: subprocess.Popen[str]
) -> None:
    with (
        pytest.raises(
            FileLocked, match=rf"process {holder.pid} since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d"
        ) as caught,
        hold(places),
    ):
        pytest.fail("both of them are in")
    assert str(places.root) in caught.value.message
    assert caught.value.hint


def test_the_refusal_leaves_the_holder_its_lock(
    places: Places, holder: subprocess.Popen[str]
) -> None:
    for _ in range(3):
        with pytest.raises(FileLocked, match=str(holder.pid)), hold(places):
            pytest.fail("both of them are in")


def test_the_lock_is_free_after_its_holder_has_let_go(
    places: Places, holder: subprocess.Popen[str]
) -> None:
    out, _ = holder.communicate()
    assert out == "let go\n"
    with hold(places):
        assert places.lock.read_text(encoding="utf-8").startswith(f"{os.getpid()}\n")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
def test_the_lock_is_free_after_its_holder_was_killed(
    places: Places, holder: subprocess.Popen[str]
) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert places.lock.read_text(encoding="utf-8").startswith(f"{holder.pid}\n")
    with hold(places):
        assert places.lock.read_text(encoding="utf-8").startswith(f"{os.getpid()}\n")


def test_a_second_thread_is_refused_too(places: Places) -> None:
    said: list[str] = []

    def try_it() -> None:
        try:
            with hold(places):
                said.append("in")
        except FileLocked as exc:
            said.append(exc.message)

    with hold(places):
        thread = threading.Thread(target=try_it)
        thread.start()
        thread.join()
    assert len(said) == 1
    assert f"process {os.getpid()} " in said[0]


def test_the_lock_is_let_go_when_the_work_fails(places: Places) -> None:
    with pytest.raises(RuntimeError), hold(places):
        raise RuntimeError("the wheel is broken")
    with hold(places):
        assert places.lock.stat().st_size > 0
    assert places.lock.stat().st_size == 0


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
def test_a_root_that_was_deleted_meanwhile_is_no_trouble(places: Places) -> None:
    with hold(places):
        shutil.rmtree(places.root)
    assert not places.root.exists()
    with hold(places):
        assert places.lock.is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
def test_a_root_that_is_removed_just_before_it_is_locked_is_made_again(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    flock = fcntl.flock
    times: list[int] = []

    def removed_first(file: object, operation: int) -> None:
        if not times:
            shutil.rmtree(places.root)
        times.append(operation)
        flock(file, operation)

    monkeypatch.setattr(fcntl, "flock", removed_first)
    with hold(places):
        assert places.lock.is_file()
        with pytest.raises(FileLocked), hold(places):
            pytest.fail("both of them are in")
    assert len(times) == 3


def test_a_holder_on_another_machine_is_named_with_it(
    places: Places, holder: subprocess.Popen[str]
) -> None:
    number, since, _ = places.lock.read_text(encoding="utf-8").splitlines()
    places.lock.write_text(f"{number}\n{since}\nnode17\n", encoding="utf-8")
    with pytest.raises(FileLocked, match="on node17 since"), hold(places):
        pytest.fail("both of them are in")


def test_a_holder_that_has_not_said_its_name_is_another_process(
    places: Places, holder: subprocess.Popen[str]
) -> None:
    places.lock.write_text("", encoding="utf-8")
    with pytest.raises(FileLocked, match="another process"), hold(places):
        pytest.fail("both of them are in")


def test_a_lock_file_that_cannot_be_opened_is_named(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    places.make()

    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(PermissionRefused, match="runtime"), hold(places):
        pytest.fail("it is held without a file")
