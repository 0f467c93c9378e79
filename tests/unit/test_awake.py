"""Keeping the computer awake: what is asked of which system, and that it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hsfm.hsfm_plugin import awake
from hsfm.hsfm_plugin.awake import Awake, by_gnome, by_systemd, by_windows, platform_keepers

from tests.systems import unix_only

WHY = "A map is being made"


class Kernel:
    """Windows' part of it, as far as it is asked."""

    def __init__(self, answer: int = 1) -> None:
        self.heard: list[int] = []
        self._answer = answer

    def SetThreadExecutionState(self, flags: int) -> int:  # noqa: N802 - Windows' name
        self.heard.append(flags)
        return self._answer


class Keeper:
    """A way that notes what it is asked."""

    def __init__(self, works: bool = True) -> None:
        self.acts: list[str] = []
        self._works = works

    def __call__(self, reason: str) -> Any:
        self.acts.append(reason)
        return (lambda: self.acts.append("released")) if self._works else None


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH whose programs note how they were called and then do what they wrap."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def make_program(folder: Path, name: str, last: str) -> Path:
    """Makes one; returns the file where it notes its number and its words."""
    called = folder / f"{name}.called"
    program = folder / name
    program.write_text(f'#!/bin/sh\necho "$$ $@" > {called}\n{last}\n', encoding="utf-8")
    program.chmod(0o755)
    return called


def read_call(called: Path) -> tuple[int, str]:
    """The number of the process and its words, once it has begun."""
    deadline = time.monotonic() + 60
    while not (called.exists() and called.read_text()):
        assert time.monotonic() < deadline, "the program was not started"
        time.sleep(0.01)
    pid, _, words = called.read_text().strip().partition(" ")
    return int(pid), words


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("platform", "names"),
    [
        ("win32", ["by_windows"]),
        ("darwin", ["by_caffeinate"]),
        ("linux", ["by_gnome", "by_systemd"]),
        ("freebsd14", ["by_gnome", "by_systemd"]),
    ],
)
def test_each_platform_has_its_own_way(platform: str, names: list[str]) -> None:
    assert [keeper.__name__ for keeper in platform_keepers(platform)] == names


def test_windows_is_asked_for_the_system_and_told_of_the_end() -> None:
    kernel = Kernel()
    release = by_windows(WHY, kernel)
    assert release is not None
    release()
    assert kernel.heard == [0x80000001, 0x80000000]


def test_a_windows_that_refuses_counts_as_no_way() -> None:
    assert by_windows(WHY, Kernel(answer=0)) is None


def test_only_the_last_of_several_runs_lets_the_computer_sleep() -> None:
    keeper = Keeper()
    made = Awake(WHY, print, [keeper])
    made.hold()
    made.hold()
    made.let_go()
    assert keeper.acts == [WHY] and made.is_held
    made.let_go()
    assert keeper.acts == [WHY, "released"] and not made.is_held


def test_letting_go_more_often_than_holding_changes_nothing() -> None:
    keeper = Keeper()
    made = Awake(WHY, print, [keeper])
    made.let_go()
    made.hold()
    made.let_go()
    made.let_go()
    assert keeper.acts == [WHY, "released"]


def test_release_ends_all_holds_at_once() -> None:
    keeper = Keeper()
    made = Awake(WHY, print, [keeper])
    made.hold()
    made.hold()
    made.release()
    made.let_go()
    assert keeper.acts == [WHY, "released"]


def test_the_next_way_is_tried_where_the_first_does_not_work() -> None:
    first, second = Keeper(works=False), Keeper()
    made = Awake(WHY, print, [first, second])
    made.hold()
    assert first.acts == second.acts == [WHY]


def test_where_nothing_works_that_is_noted_once_and_the_run_goes_on() -> None:
    notes: list[str] = []
    made = Awake(WHY, notes.append, [Keeper(works=False)])
    for _ in range(3):
        made.hold()
        made.let_go()
    assert len(notes) == 1 and "awake" in notes[0]


@unix_only
def test_systemd_keeps_the_computer_awake_until_it_is_released(programs: Path) -> None:
    called = make_program(programs, "systemd-inhibit", "shift 4\nexec cat")
    release = by_systemd(WHY)
    assert release is not None
    pid, words = read_call(called)
    assert words == f"--what=idle --who=HSFM --why={WHY} --mode=block cat"
    assert is_alive(pid)
    release()
    assert not is_alive(pid)


@unix_only
def test_a_program_that_does_not_listen_is_ended(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(awake, "_END_WAIT_S", 0.2)
    called = make_program(programs, "systemd-inhibit", "exec sleep 60")
    release = by_systemd(WHY)
    assert release is not None
    pid, _ = read_call(called)
    release()
    assert not is_alive(pid)


@unix_only
def test_caffeinate_is_told_to_end_with_this_process(programs: Path) -> None:
    called = make_program(programs, "caffeinate", "exec sleep 60")
    release = awake.by_caffeinate(WHY)
    assert release is not None
    pid, words = read_call(called)
    assert words == f"-i -w {os.getpid()}"
    release()
    assert not is_alive(pid)


@unix_only
@pytest.mark.parametrize(("desktop", "is_asked"), [("ubuntu:GNOME", True), ("KDE", False)])
def test_gnome_is_asked_only_on_gnome(
    programs: Path, monkeypatch: pytest.MonkeyPatch, desktop: str, is_asked: bool
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    make_program(programs, "gnome-session-inhibit", "exec cat")
    release = by_gnome(WHY)
    assert (release is not None) == is_asked
    if release is not None:
        release()


def test_a_system_without_the_program_has_no_such_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert by_systemd(WHY) is None


@unix_only
def test_a_killed_qgis_leaves_no_program_that_keeps_the_computer_awake(programs: Path) -> None:
    called = make_program(programs, "systemd-inhibit", "exec cat")
    root = Path(__file__).parents[2]
    program = f"""
import os, signal, sys
sys.path.insert(0, {str(root / "tests")!r})
import conftest
from hsfm.hsfm_plugin.awake import by_systemd
by_systemd("why")
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", program], check=False)
    pid, _ = read_call(called)
    deadline = time.monotonic() + 60
    while is_alive(pid):
        assert time.monotonic() < deadline, "it still runs"
        time.sleep(0.02)
