"""Programs are found by whole paths: the folder that QGIS happens to be in is nobody's PATH."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hsfm.hsfm_plugin.runtime_setup import nvidia, python_places
from hsfm.hsfm_plugin.runtime_setup.interpreters import candidates, program_of, uv_at
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.programs import on_path, system32

from tests.systems import unix_only

pytestmark = unix_only
NAMES = ("python3", "uv", "nvidia-smi", "py")


def program(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\ntouch started\necho uv 0.9.1\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with programs that somebody put there, as PATH has it in two ways."""
    folder = tmp_path / "project"
    for name in NAMES:
        program(folder / name)
        program(folder / f"{name}.exe")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "bin", str(tmp_path / "bin")]))
    return folder


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_nothing_is_taken_from_the_current_folder(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert [on_path(name) for name in NAMES] == [None] * len(NAMES)
    assert on_path("uv", ["", "."]) is None
    assert program_of("python3") == "python3"
    assert candidates("python3", Places(tmp_path / "runtime"))[0].why_not == "it does not exist"
    assert uv_at(Places(tmp_path / "runtime")) is None
    assert python_places._from_launcher(None) == []
    assert list(python_places._on_path(system)) == []
    if system == "win32":  # else there may be a driver in /usr/bin
        assert nvidia.nvidia_smi() is None
    assert not (here / "started").exists()


def test_a_program_is_taken_from_a_whole_folder_of_path(here: Path, tmp_path: Path) -> None:
    there = program(tmp_path / "bin" / "uv")
    assert on_path("uv") == there
    assert program_of("uv") == there
    assert on_path("uv", [str(here)]) == str(here / "uv")


def test_windows_programs_end_in_exe(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    there = program(tmp_path / "bin" / "uv.exe")
    assert on_path("uv") == on_path("uv.exe") == there


def test_a_folder_can_still_be_named_by_its_name_alone(here: Path) -> None:
    python = program(here / "env" / "bin" / "python")
    assert program_of("env") == python


def test_programs_of_windows_lie_in_its_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", r"D:\Windows")
    assert system32("taskkill.exe") == os.path.join(r"D:\Windows", "System32", "taskkill.exe")
    assert system32() == os.path.join(r"D:\Windows", "System32")
