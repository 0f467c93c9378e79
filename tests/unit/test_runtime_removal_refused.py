"""What a removal leaves alone: others' folders, what links lead to, and what is in use."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest
from hsfm.engine.errors import FileLocked, PermissionRefused, WriteFailed
from hsfm.hsfm_plugin.engine_client.environment import user_data_folder
from hsfm.hsfm_plugin.runtime_setup import kept_folders, removal
from hsfm.hsfm_plugin.runtime_setup.folder_lock import hold
from hsfm.hsfm_plugin.runtime_setup.places import MARKER, Places
from hsfm.hsfm_plugin.runtime_setup.removal import Removable, remove, what_there_is

from .folders_kit import fill, finished, mark

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return finished(tmp_path / "runtime")


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
