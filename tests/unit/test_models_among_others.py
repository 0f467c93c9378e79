"""Of a folder that holds the user's own files, removing takes only what HSFM put there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hsfm.engine.folders import make_own
from hsfm.engine.folders import mark_if_empty as mark
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.removal import remove, what_there_is


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file of the user, chosen for models."""
    place = tmp_path / "work"
    place.mkdir()
    (place / "thesis.odt").write_bytes(b"years")
    monkeypatch.setenv("HSFM_MODELS", str(place))
    return place


def install(folder: Path) -> None:
    """What the engine's store does for a model."""
    make_own(folder.parent)
    folder.mkdir()
    mark(folder)
    (folder / "weights").write_bytes(bytes(700))


def test_models_go_and_the_users_files_stay(chosen: Path, tmp_path: Path) -> None:
    install(chosen / "vit")
    found = what_there_is(Places(tmp_path / "runtime"), chosen, [])
    assert [(one.kind, one.path, one.why_not) for one in found] == [("weights", chosen / "vit", "")]
    remove(found)
    assert [place.name for place in chosen.iterdir()] == ["thesis.odt"]


def test_a_folder_without_anything_of_hsfm_is_shown_and_stays(chosen: Path, tmp_path: Path) -> None:
    (only,) = what_there_is(Places(tmp_path / "runtime"), chosen, [])
    assert only.path == chosen and "did not make" in only.why_not


def test_a_folder_that_was_made_for_models_goes_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "models"
    monkeypatch.setenv("HSFM_MODELS", str(place))
    install(place / "vit")
    found = what_there_is(Places(tmp_path / "runtime"), place, [])
    assert [one.path for one in found] == [place]
    remove(found)
    assert not place.exists()
