"""Folders that the engine makes where the user wants them can be told from the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import folders
from engine.features.store import Store
from engine.folders import MARKER, make_own


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for models that the user chose; it is not there yet."""
    place = tmp_path / "chosen"
    monkeypatch.setenv("HSFM_MODELS", str(place))
    return place


def marked(place: Path) -> list[str]:
    """Where markers are, from ``place`` down."""
    return sorted(path.parent.relative_to(place).as_posix() for path in place.rglob(MARKER))


def test_a_chosen_folder_that_is_new_is_marked(chosen: Path) -> None:
    make_own(chosen / "vit")
    assert marked(chosen) == ["."]


def test_a_chosen_folder_that_was_empty_is_marked(chosen: Path) -> None:
    chosen.mkdir()
    make_own(chosen)
    assert marked(chosen) == ["."]


def test_a_folder_with_files_of_the_user_is_not_marked_but_ours_within_is(chosen: Path) -> None:
    chosen.mkdir()
    (chosen / "thesis.odt").write_bytes(b"years")
    make_own(chosen / "half" / "vit")
    make_own(chosen / "half" / "swin")
    assert marked(chosen) == ["half"]
    assert (chosen / "half" / "swin").is_dir()


def test_a_folder_of_the_user_of_the_same_name_as_ours_is_not_marked(chosen: Path) -> None:
    (chosen / "half").mkdir(parents=True)
    (chosen / "half" / "thesis.odt").write_bytes(b"years")
    make_own(chosen / "half" / "vit")
    assert marked(chosen) == []


def test_hsfms_own_places_need_no_marker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HSFM_MODELS", raising=False)
    monkeypatch.delenv("HSFM_CACHE", raising=False)
    make_own(tmp_path / "data" / "HSFM" / "models")
    assert marked(tmp_path) == []


def test_what_is_kept_of_scenes_marks_the_chosen_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HSFM_CACHE", str(tmp_path / "cache"))
    store = Store(folders.features_folder(), 1 << 20, print)
    store.keep("0" * 32 + "_0_0", b"tile")
    assert marked(tmp_path) == ["cache"]
    assert store.load("0" * 32 + "_0_0") == b"tile"
