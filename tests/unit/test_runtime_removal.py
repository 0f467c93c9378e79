"""Runtime, weights and caches can be removed, and nothing else is."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hsfm.engine.errors import Cancelled
from hsfm.hsfm_plugin.engine_client.environment import user_data_folder
from hsfm.hsfm_plugin.runtime_setup import kept_folders, removal
from hsfm.hsfm_plugin.runtime_setup.folder_lock import hold
from hsfm.hsfm_plugin.runtime_setup.places import MARKER, Places
from hsfm.hsfm_plugin.runtime_setup.removal import Removable, remove, what_there_is

from .folders_kit import fill, finished, mark


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return finished(tmp_path / "runtime")


def test_what_is_there_is_told_with_its_size(places: Places, models: Path, cache: Path) -> None:
    assert what_there_is(places, models, [cache, cache, cache.with_name("none")]) == [
        Removable("runtime", places.root, 1111),
        Removable("downloads", places.downloads, 50),
        Removable("weights", models, 700),
        Removable("cache", cache, 30),
    ]


def test_nothing_there_is_nothing_to_remove(tmp_path: Path) -> None:
    places = Places(tmp_path / "runtime")
    assert what_there_is(places, tmp_path / "models", [tmp_path / "cache"]) == []
    assert not places.root.exists()
    places.make()
    assert what_there_is(places, tmp_path / "models", [tmp_path / "cache"]) == []


def test_looking_can_be_stopped(places: Places, models: Path) -> None:
    with pytest.raises(Cancelled):
        what_there_is(places, models, [], lambda: True)


def test_everything_is_removed_and_what_lies_beside_it_stays(
    places: Places, models: Path, cache: Path, tmp_path: Path
) -> None:
    beside = fill(tmp_path / "heads", mine=5)
    remove(what_there_is(places, models, [cache]))
    assert list(tmp_path.iterdir()) == [beside]
    assert (beside / "mine").stat().st_size == 5
    assert what_there_is(places, models, [cache]) == []


def test_only_what_was_chosen_is_removed(places: Places, models: Path, cache: Path) -> None:
    found = what_there_is(places, models, [cache])
    remove([one for one in found if one.kind == "runtime"])
    left = what_there_is(places, models, [cache])
    assert [one.kind for one in left] == ["downloads", "weights", "cache"]
    assert (places.downloads / "http" / "wheel").is_file()
    remove([one for one in left if one.kind == "downloads"])
    assert not places.downloads.exists()
    assert not places.root.exists()


def test_downloads_go_without_the_root_where_the_environment_stays(
    places: Places, models: Path
) -> None:
    found = what_there_is(places, models, [])
    remove([one for one in found if one.kind == "downloads"])
    assert (places.root / MARKER).is_file() and places.env.is_dir()
    with hold(places):  # a repair finds the folder usable
        assert not places.downloads.exists()


def test_a_chosen_folder_that_holds_nothing_but_its_marker_goes_with_the_last_cache(
    places: Places, tmp_path: Path
) -> None:
    chosen = mark(tmp_path / "chosen")
    caches = [fill(chosen / name, tile=30) for name in ("features", "products")]
    found = what_there_is(places, tmp_path / "none", caches)
    remove([one for one in found if one.path == caches[0]])
    assert (chosen / MARKER).is_file()
    remove([one for one in found if one.kind == "cache"])
    assert not chosen.exists()


def test_a_chosen_folder_with_a_file_of_the_user_keeps_that(places: Places, tmp_path: Path) -> None:
    chosen = fill(mark(tmp_path / "chosen"), thesis=5)
    cache = fill(chosen / "features", tile=30)
    remove(what_there_is(places, tmp_path / "none", [cache])[-1:])
    assert sorted(path.name for path in chosen.iterdir()) == [MARKER, "thesis"]


def test_what_was_found_out_about_backends_is_a_cache(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "data"))
    monkeypatch.delenv("HSFM_CACHE", raising=False)
    known = fill(user_data_folder(), **{"backends.json": 7}) / "backends.json"
    found = what_there_is(places, tmp_path / "none", kept_folders.cache_folders())
    assert found[-1] == Removable("cache", known, 7)
    remove(found[-1:])
    assert not known.exists()


def test_what_is_gone_already_needs_no_removing(places: Places, models: Path) -> None:
    found = what_there_is(places, models, [])
    remove(found)
    remove(found)
    assert not places.root.exists()


def test_a_removal_that_was_stopped_leaves_nothing_that_looks_installed_and_can_go_on(
    places: Places, models: Path
) -> None:
    found = what_there_is(places, models, [])
    answers = iter([False] * 6)
    with pytest.raises(Cancelled):
        remove([one for one in found if one.kind == "runtime"], lambda: next(answers, True))
    assert not places.env.exists()
    assert (places.gone / "lib").is_dir()
    left = what_there_is(places, models, [])
    assert left[0].kind == "runtime"
    remove(left)
    assert not places.root.exists()


@pytest.mark.parametrize("asked", [2, 3, 4, 5, 6])
def test_a_marked_folder_keeps_its_marker_until_all_else_is_gone(models: Path, asked: int) -> None:
    fill(models / "another", weights=3)
    answers = iter([False] * asked)
    with pytest.raises(Cancelled):
        remove([Removable("weights", models, 703)], lambda: next(answers, True))
    assert (models / MARKER).is_file()
    remove([Removable("weights", models, 703)])
    assert not models.exists()


def test_a_folder_that_forbids_writing_is_removed_too(models: Path) -> None:
    (models / "vit").chmod(0o500)
    remove([Removable("weights", models, 700)])
    assert not models.exists()


def test_a_file_that_vanishes_meanwhile_is_no_error(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = os.unlink

    def late(path: str) -> None:
        unlink(path)
        raise FileNotFoundError(errno.ENOENT, "No such file", path)

    monkeypatch.setattr(removal.os, "unlink", late)
    remove([Removable("cache", cache, 30)])
    assert not cache.exists()


def test_the_logs_of_the_engine_go_with_the_runtime(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "data"))
    logs = fill(user_data_folder() / "logs", **{"engine.log": 40})
    usual = Places.default()
    found = what_there_is(usual, models.with_name("none"), [])
    assert found == [Removable("runtime", usual.root, 40)]
    assert what_there_is(Places(tmp_path / "other"), models.with_name("none"), []) == []
    remove(found)
    assert not logs.exists()
    assert not usual.root.exists()


def test_the_folders_above_go_when_nothing_is_left_in_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tops = [fill(tmp_path / "HSFM"), fill(tmp_path / "cache" / "HSFM"), fill(tmp_path / "full")]
    fill(tops[2], mine=1)
    monkeypatch.setattr(removal, "own_tops", lambda: tops)
    remove([])
    assert [top.exists() for top in tops] == [False, False, True]
