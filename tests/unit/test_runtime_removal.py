"""Runtime, weights and caches can be removed, and nothing else is."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest
from hsfm.engine.errors import Cancelled, FileLocked, PermissionRefused, WriteFailed
from hsfm.hsfm_plugin.engine_client.environment import user_data_folder
from hsfm.hsfm_plugin.runtime_setup import kept_folders, removal
from hsfm.hsfm_plugin.runtime_setup.folder_lock import hold
from hsfm.hsfm_plugin.runtime_setup.places import MARKER, Places
from hsfm.hsfm_plugin.runtime_setup.removal import Removable, remove, what_there_is

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


def fill(folder: Path, **sizes: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, size in sizes.items():
        (folder / name).write_bytes(bytes(size))
    return folder


def mark(folder: Path) -> Path:
    fill(folder)
    (folder / MARKER).write_bytes(b"")
    return folder


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A finished runtime of 1111 bytes with 50 bytes of downloads."""
    made = Places(tmp_path / "runtime")
    with hold(made):
        fill(made.env / "lib" / "torch", a=1000)
        fill(made.uv.parent, uv=100)
        fill(made.root, **{"setup.json": 10, "setup.log": 1})
        fill(made.downloads / "http", wheel=50)
    return made


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return fill(mark(tmp_path / "models") / "vit", weights=700).parent


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return fill(mark(tmp_path / "features"), tile=30)


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
    with hold(places):  # a new installation finds the folder usable
        assert (places.root / MARKER).is_file()


def test_what_is_gone_already_needs_no_removing(places: Places, models: Path) -> None:
    found = what_there_is(places, models, [])
    remove(found)
    remove(found)
    assert not places.root.exists()


def test_a_folder_that_hsfm_did_not_make_is_not_removed(
    places: Places, models: Path, tmp_path: Path
) -> None:
    (models / MARKER).unlink()
    found = what_there_is(places, models, [])
    assert [one.why_not != "" for one in found] == [False, False, True]
    with pytest.raises(WriteFailed, match="models") as caught:
        remove(found)
    assert caught.value.hint
    assert (models / "vit" / "weights").is_file()
    assert places.state.is_file(), "nothing is removed unless all of it may be"


def test_no_sentence_that_the_caller_brings_opens_a_folder(tmp_path: Path) -> None:
    folder = fill(tmp_path / "thesis", text=3)
    for kind in ("runtime", "downloads", "weights", "cache"):
        with pytest.raises(WriteFailed, match="thesis"):
            remove([Removable(kind, folder, 3)])
    assert (folder / "text").is_file()


@pytest.mark.parametrize("name", ["models", "onnx", "checkpoints", "runtime"])
def test_the_usual_places_are_hsfms_own_without_a_marker(name: str) -> None:
    assert kept_folders.is_ours(user_data_folder() / name)


def test_saved_heads_and_the_folder_of_everything_are_never_removed() -> None:
    assert not kept_folders.is_ours(user_data_folder())
    assert not kept_folders.is_ours(user_data_folder() / "heads")
    assert not kept_folders.is_ours(user_data_folder() / "models" / ".." / "heads")


def test_a_home_with_a_marker_is_still_no_folder_of_hsfm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = mark(tmp_path / "ada")
    monkeypatch.setattr(Path, "home", lambda: home)
    assert not kept_folders.is_ours(home)
    monkeypatch.setattr(Path, "home", lambda: home / "deeper")
    assert not kept_folders.is_ours(home)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "bob")
    assert kept_folders.is_ours(home)


@needs_links
def test_links_go_and_what_they_lead_to_stays(places: Places, models: Path, tmp_path: Path) -> None:
    mine = fill(tmp_path / "mine", photo=9)
    (places.env / "link").symlink_to(mine)
    (places.root / "loop").symlink_to(places.root)
    (models / "file").symlink_to(mine / "photo")
    remove(what_there_is(places, models, []))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine"]
    assert (mine / "photo").stat().st_size == 9


@needs_links
def test_an_environment_that_is_a_link_loses_the_link_only(places: Places, tmp_path: Path) -> None:
    elsewhere = places.env.rename(tmp_path / "elsewhere")
    places.env.symlink_to(elsewhere)
    remove(what_there_is(places, tmp_path / "models", []))
    assert not places.root.exists()
    assert (elsewhere / "lib" / "torch" / "a").is_file()


def test_a_junction_in_a_folder_is_not_entered(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    junction = fill(models / "junction", photo=9)
    number = junction.stat().st_ino
    unlink, kept = os.unlink, tmp_path / "kept"

    def unlink_junction(path: str) -> None:  # as Windows does: the junction goes, no more
        if path == os.fspath(junction):
            os.rename(path, kept)
        else:
            unlink(path)

    monkeypatch.setattr(removal, "is_link", lambda status: status.st_ino == number)
    monkeypatch.setattr(os, "unlink", unlink_junction)
    remove([Removable("weights", models, 700)])
    assert not models.exists()
    assert (kept / "photo").is_file()


@needs_links
def test_a_folder_that_is_a_link_itself_is_refused(places: Places, tmp_path: Path) -> None:
    mine = fill(mark(tmp_path / "mine"), photo=9)
    models = tmp_path / "models"
    models.symlink_to(mine)
    (found,) = [one for one in what_there_is(places, models, []) if one.kind == "weights"]
    assert (found.bytes, "link" in found.why_not) == (0, True)
    with pytest.raises(WriteFailed, match="is a link"):
        remove([found])
    assert (mine / "photo").is_file()


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


def test_nothing_is_removed_while_a_setup_runs(places: Places, models: Path) -> None:
    for found in what_there_is(places, models, [])[:2]:
        with hold(places), pytest.raises(FileLocked, match="process"):
            remove([found])
    assert (places.env / "lib" / "torch" / "a").is_file()
    assert (places.downloads / "http" / "wheel").is_file()


@pytest.mark.parametrize("winerror", [5, 32])
def test_an_environment_in_use_on_windows_stays_whole_and_is_named(
    places: Places, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    def refuse(*_paths: object) -> None:
        error = PermissionError(errno.EACCES, "The process cannot access the file")
        error.winerror = winerror
        raise error

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(FileLocked, match=r"env cannot be removed.*open") as caught:
        remove(what_there_is(places, places.root / "none", []))
    assert "QGIS" in caught.value.hint
    assert (places.env / "lib" / "torch" / "a").is_file()
    assert places.state.is_file()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.EBUSY, FileLocked),
        (errno.ENOTEMPTY, FileLocked),
        (errno.EPERM, PermissionRefused),
        (errno.EIO, WriteFailed),
    ],
)
def test_a_file_that_stays_is_named_with_its_reason(
    cache: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: type[Exception]
) -> None:
    def refuse(path: str) -> None:
        raise OSError(number, os.strerror(number), path)

    monkeypatch.setattr(os, "unlink", refuse)
    with pytest.raises(expected, match=str(cache)) as caught:
        remove([Removable("cache", cache, 30)])
    assert caught.value.hint


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
