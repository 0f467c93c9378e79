"""What a simulation leaves in its folder: the same each time, and never over others' files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from engine.context import Context
from engine.errors import BadParameter, Cancelled, DependencyMissing, DiskFull
from engine.tasks.registry import run_task
from tests.data.simulated import simulate


def test_same_seed_gives_the_same_bytes_and_another_seed_does_not(
    simulated_product: Path, tmp_path: Path
) -> None:
    folder = simulated_product.parent
    simulate(tmp_path / "again")
    simulate(tmp_path / "other", seed=1)
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 10
    for name in files:
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name
    cube = next(name for name in files if name.name.endswith("SPECTRAL_IMAGE.TIF"))
    for name in (cube, Path("labels.gpkg"), Path("reference.tif")):
        assert (folder / name).read_bytes() != (tmp_path / "other" / name).read_bytes(), name


def test_another_run_replaces_a_simulated_scene_and_keeps_other_files(tmp_path: Path) -> None:
    simulate(tmp_path, size=64)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    result = simulate(tmp_path, size=64, seed=3)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert "seed 3" in (tmp_path / "SIMULATED.txt").read_text(encoding="utf-8")
    assert not list(tmp_path.glob(".simulate-*"))
    assert all(output.path.exists() for output in result.outputs)


def test_a_file_that_was_not_simulated_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "labels.gpkg").write_bytes(b"mine")
    with pytest.raises(BadParameter, match=r"labels\.gpkg"):
        simulate(tmp_path, size=64)
    assert [path.name for path in tmp_path.iterdir()] == ["labels.gpkg"]
    assert (tmp_path / "labels.gpkg").read_bytes() == b"mine"


def test_a_cancelled_run_leaves_nothing(tmp_path: Path) -> None:
    class Impatient(Context):
        def progress(self, phase: str, done: int, total: int) -> None:
            if done > 30:
                self.cancel()

    folder = tmp_path / "scene"
    with pytest.raises(Cancelled):
        run_task("simulate", {"out": str(folder), "size": 96, "seed": 0}, Impatient())
    assert not folder.exists()


def test_too_little_space_is_said_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.simulate import publishing

    class Usage:
        free = 1000

    monkeypatch.setattr(publishing.shutil, "disk_usage", lambda _: Usage)
    with pytest.raises(DiskFull, match="MB left"):
        simulate(tmp_path / "scene", size=64)
    assert not (tmp_path / "scene").exists()


def test_missing_prosail_names_the_package_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "prosail", None)
    with pytest.raises(DependencyMissing, match="pip install prosail"):
        simulate(tmp_path / "scene", size=64)
    assert not (tmp_path / "scene").exists()
