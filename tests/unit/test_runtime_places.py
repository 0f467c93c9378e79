"""Where the engine's environment is installed, and how much room there is."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections import namedtuple
from pathlib import Path
from types import SimpleNamespace

import pytest
from hsfm.engine import folders
from hsfm.engine.errors import Cancelled, DiskFull, EngineError, PermissionRefused, WriteFailed
from hsfm.engine.scene.formats import product_cache
from hsfm.hsfm_plugin.engine_client.environment import environment_python, runtime_folder
from hsfm.hsfm_plugin.runtime_setup import kept_folders
from hsfm.hsfm_plugin.runtime_setup.places import (
    MARKER,
    Places,
    check_free,
    in_words,
    is_link,
    size_of,
)

Usage = namedtuple("Usage", "total used free")


def never() -> bool:
    return False


def test_the_environment_is_where_the_engine_is_looked_for() -> None:
    places = Places.default()
    assert places.root == runtime_folder()
    assert places.python == environment_python(runtime_folder() / "env")


def test_every_part_has_a_place_of_its_own_directly_in_the_root(tmp_path: Path) -> None:
    places = Places(tmp_path)
    parts = [
        places.env,
        places.staging,
        places.old,
        places.gone,
        places.uv.parent,
        places.downloads,
        places.log,
        places.lock,
        places.state,
    ]
    assert len(set(parts)) == len(parts)
    assert {part.parent for part in parts} == {tmp_path}


def test_a_root_is_made_with_its_marker_and_made_again_after_it_was_deleted(tmp_path: Path) -> None:
    places = Places(tmp_path / "a folder" / "runtime")
    for _ in range(2):
        places.make()
        places.make()
        assert (places.root / MARKER).is_file()
        shutil.rmtree(places.root)


def test_a_folder_with_somebody_elses_files_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("mine", encoding="ascii")
    with pytest.raises(WriteFailed, match=r"thesis\.odt") as caught:
        Places(tmp_path).make()
    assert caught.value.hint
    assert not (tmp_path / MARKER).exists()


def test_an_environment_that_was_made_by_hand_does_not_hinder(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.env.mkdir()
    places.make()
    assert (tmp_path / MARKER).is_file()


def test_a_file_in_place_of_the_root_is_named(tmp_path: Path) -> None:
    (tmp_path / "runtime").write_text("", encoding="ascii")
    with pytest.raises(EngineError, match="runtime"):
        Places(tmp_path / "runtime").make()


def test_a_folder_that_cannot_be_written_to_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(PermissionRefused, match=tmp_path.name):
        Places(tmp_path).make()


def test_the_size_is_that_of_all_files_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "deep").write_bytes(bytes(300))
    (tmp_path / "flat").write_bytes(bytes(20))
    assert size_of(tmp_path, never) == 320
    assert size_of(tmp_path / "flat", never) == 20
    assert size_of(tmp_path / "missing", never) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_what_links_lead_to_is_not_counted(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "big").write_bytes(bytes(5000))
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "own").write_bytes(bytes(7))
    (folder / "to a folder").symlink_to(elsewhere)
    (folder / "to a file").symlink_to(elsewhere / "big")
    (folder / "to itself").symlink_to(folder)
    assert size_of(folder, never) == 7
    assert size_of(folder / "to a folder", never) == 0


def test_a_junction_of_windows_is_a_link() -> None:
    folder = SimpleNamespace(st_mode=stat.S_IFDIR | 0o777, st_reparse_tag=0xA0000003)
    assert is_link(folder)
    folder.st_reparse_tag = 0x80000023  # of an application's own file
    assert not is_link(folder)


@pytest.mark.skipif(not hasattr(os, "link"), reason="needs hard links")
def test_a_file_with_two_names_counts_once(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(bytes(11))
    os.link(tmp_path / "one", tmp_path / "two")
    assert size_of(tmp_path, never) == 11


def test_counting_can_be_stopped(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / str(number)).write_bytes(b"x")
    answers = iter([False, False, True])
    with pytest.raises(Cancelled):
        size_of(tmp_path, lambda: next(answers))


def test_too_little_room_is_an_error_with_folder_need_and_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def usage(path: object) -> Usage:
        asked.append(path)
        return Usage(10**12, 0, 1_200_000_000)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    folder = tmp_path / "not" / "yet"
    check_free(folder, 1_200_000_000)
    with pytest.raises(DiskFull) as caught:
        check_free(folder, 6_500_000_000)
    assert str(folder) in caught.value.message
    assert "6.5 GB" in caught.value.message
    assert "1.2 GB" in caught.value.message
    assert caught.value.hint
    assert asked == [tmp_path, tmp_path]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 kB"),
        (5_400, "5 kB"),
        (999_500, "1 MB"),
        (74_000_000, "74 MB"),
        (999_499_999, "999 MB"),
        (999_500_000, "1.0 GB"),
        (3_210_000_000, "3.2 GB"),
    ],
)
def test_a_size_is_put_into_words(count: int, words: str) -> None:
    assert in_words(count) == words


@pytest.mark.parametrize("is_chosen", [False, True])
def test_models_and_caches_are_where_the_engine_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_chosen: bool
) -> None:
    for name in ("HSFM_MODELS", "HSFM_CACHE"):
        if is_chosen:
            monkeypatch.setenv(name, str(tmp_path / name))
        else:
            monkeypatch.delenv(name, raising=False)
    assert kept_folders.models_folder() == folders.models_folder()
    assert set(kept_folders.cache_folders()) == {
        folders.features_folder(),
        product_cache.cache_folder(),
        folders.onnx_folder(),
        folders.checkpoints_folder(),
        folders.matplotlib_folder(),
        folders.backends_file(),
    }
