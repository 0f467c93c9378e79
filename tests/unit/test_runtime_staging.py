"""How an environment takes the place of another one, and what is left of exchanges broken off."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from hsfm.engine.errors import DependencyMissing, EngineError, FileLocked
from hsfm.hsfm_plugin.runtime_setup import staging
from hsfm.hsfm_plugin.runtime_setup.log import SetupLog
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.staging import Staging, move, recover


@pytest.fixture
def log(places: Places) -> SetupLog:
    places.make()
    return SetupLog(places.log)


def folder(path: Path, word: str) -> Path:
    path.mkdir(parents=True)
    (path / "word").write_text(word, encoding="utf-8")
    return path


class Renaming:
    """``os.rename`` that refuses some of its calls."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, refusals: int = 0, source: Any = None):
        self.calls: list[tuple[str, str]] = []
        self._rename, self._refusals, self._source = os.rename, refusals, source
        monkeypatch.setattr(os, "rename", self._call)
        monkeypatch.setattr(staging.time, "sleep", lambda seconds: None)

    def _call(self, source: Any, target: Any) -> None:
        self.calls.append((Path(source).name, Path(target).name))
        if self._refusals and self._source in (None, source):
            self._refusals -= 1
            raise PermissionError(13, "Access is denied")
        self._rename(source, target)


def test_a_folder_that_an_antivirus_holds_for_a_moment_is_moved_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder(tmp_path / "a", "new")
    renaming = Renaming(monkeypatch, refusals=3)
    monkeypatch.setattr(sys, "platform", "win32")
    move(source, tmp_path / "b")
    assert (tmp_path / "b" / "word").exists()
    assert len(renaming.calls) == 4


def test_a_folder_that_stays_in_use_is_given_up_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder(tmp_path / "a", "new")
    Renaming(monkeypatch, refusals=1_000_000)
    monkeypatch.setattr(staging, "PATIENCE_S", 0.05)
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(FileLocked, match="are in use"):
        move(source, tmp_path / "b")


def test_a_folder_that_may_not_be_moved_is_not_waited_for_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder(tmp_path / "a", "new")
    renaming = Renaming(monkeypatch, refusals=2)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(EngineError):
        move(source, tmp_path / "b")
    assert len(renaming.calls) == 1


def fails(*arguments: Any, **named: Any) -> str:
    raise DependencyMissing("It does not run there.")


def test_an_environment_that_does_not_run_in_its_place_gives_it_back(
    places: Places, log: SetupLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(places.env, "old")
    folder(places.staging, "new")
    monkeypatch.setattr(staging, "run", fails)
    with pytest.raises(DependencyMissing):
        Staging(places, "plan", log).promote(None)
    assert (places.env / "word").read_text(encoding="utf-8") == "old"
    assert (places.staging / "word").read_text(encoding="utf-8") == "new"


def test_the_old_environment_is_taken_back_though_the_new_one_stays(
    places: Places, log: SetupLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(places.env, "old")
    folder(places.staging, "new")
    monkeypatch.setattr(staging, "run", fails)
    renaming = Renaming(monkeypatch)

    def fails_and_vanishes(*arguments: Any) -> str:
        renaming._refusals, renaming._source = 1, places.env
        return fails()

    monkeypatch.setattr(staging, "run", fails_and_vanishes)
    with pytest.raises(DependencyMissing, match="It does not run there"):
        Staging(places, "plan", log).promote(None)
    assert renaming.calls[-2:] == [("env", "env.new"), ("env.old", "env")]
    assert "stays where it is" in log.tail(10)


def test_what_a_removal_that_was_cancelled_left_goes_with_the_next_installation(
    places: Places, log: SetupLog
) -> None:
    folder(places.gone, "old")
    recover(places, log)
    assert not places.gone.exists()


def test_what_cannot_be_cleared_away_keeps_nobody_from_installing(
    places: Places, log: SetupLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Any) -> None:
        raise PermissionError(13, "Access is denied", str(path))

    folder(places.gone, "old")
    monkeypatch.setattr(shutil, "rmtree", refuse)
    recover(places, log)
    assert "Left for later" in log.tail(5)
