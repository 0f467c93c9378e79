"""What is proven, updated, repaired and taken back in a runtime that is there."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hsfm.engine.errors import DependencyMissing, ProtocolVersionMismatch
from hsfm.hsfm_plugin.runtime_setup import installer, plan, state
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.smoke import Smoke
from hsfm.hsfm_plugin.runtime_setup.torch_build import Build

from .installer_kit import TORCH, Proof, packages, quiet, setup_of, works
from .wheel_shop import Index, make_wheel

pytestmark = pytest.mark.usefixtures("plain_pip")


def test_an_environment_that_fails_its_proof_does_not_replace_the_one_that_works(
    places: Places, requirements: Path, index: Index
) -> None:
    before = setup_of(places, requirements, index.url).install(quiet)
    (requirements / "lock.txt").write_text("rasterio\n", encoding="utf-8")
    assert state.needs(places, requirements) == "update"

    def fails(*arguments: Any) -> Smoke:
        return Smoke("cpu", [("torch", True, ""), ("rasterio", False, "a DLL was not found")])

    with pytest.raises(DependencyMissing, match="rasterio failed: a DLL was not found"):
        setup_of(places, requirements, index.url, smoke=fails).update(quiet)
    assert state.read(places) == before
    assert places.python.is_file()
    assert not places.staging.exists()


def test_an_engine_of_another_protocol_says_what_to_do(
    places: Places, requirements: Path, index: Index
) -> None:
    def other(*arguments: Any) -> Smoke:
        return Smoke("cpu", [("torch", True, ""), ("engine", False, "it speaks protocol 9")])

    with pytest.raises(ProtocolVersionMismatch, match=r"protocol 9.*Install the plugin again"):
        setup_of(places, requirements, index.url, smoke=other).install(quiet)
    assert places.staging.exists()  # the packages are as they should be


def test_a_gpu_that_does_not_work_is_said_and_the_cpu_is_used(
    places: Places, requirements: Path, index: Index
) -> None:
    def falls_back(*arguments: Any) -> Smoke:
        return Smoke("cpu", [("torch", True, "")], "HSFM will compute on the CPU, for ...")

    said: list[str] = []
    setup = setup_of(places, requirements, index.url, smoke=falls_back)
    setup.install(lambda words, done: said.append(words))
    assert "HSFM will compute on the CPU, for ..." in said
    assert setup.smoke is not None
    assert setup.smoke.device == "cpu"


def test_an_update_is_left_out_when_nothing_has_changed_and_made_when_something_has(
    places: Places, requirements: Path, index: Index
) -> None:
    first = setup_of(places, requirements, index.url).install(quiet)
    asked = len(index.sent)
    assert setup_of(places, requirements, index.url).update(quiet) == first
    assert len(index.sent) == asked
    make_wheel(index.folder, "scipy")
    with (requirements / "lock.txt").open("a", encoding="utf-8") as file:
        file.write("scipy==1.0\n")
    second = setup_of(places, requirements, index.url).update(quiet)
    assert second.lock_digest != first.lock_digest
    assert "scipy==1.0" in packages(places.python)
    assert not places.old.exists()


def test_what_another_qgis_has_installed_meanwhile_is_taken(
    places: Places, requirements: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by Retry after the other one held the lock: nothing is downloaded a second time."""
    plain = installer.hold

    @contextmanager
    def second(folder: Places) -> Iterator[None]:
        monkeypatch.setattr(installer, "hold", plain)
        setup_of(places, requirements, index.url).install(quiet)
        with plain(folder):
            yield

    monkeypatch.setattr(installer, "hold", second)
    assert setup_of(places, requirements, index.url).update(quiet) == state.read(places)
    assert index.sent.count(TORCH) == 1


def test_repair_installs_again_only_what_fails(
    places: Places, requirements: Path, index: Index
) -> None:
    proof = Proof()
    setup_of(places, requirements, index.url, smoke=proof).install(quiet)
    broken = next(places.env.glob("[Ll]ib*/**/site-packages")) / "numpy" / "__init__.py"
    broken.write_text("raise ImportError\n", encoding="utf-8")
    inode = places.env.stat().st_ino
    setup_of(places, requirements, index.url, smoke=proof).repair(quiet)
    assert "__version__" in broken.read_text(encoding="utf-8")
    assert places.env.stat().st_ino == inode
    assert index.sent.count(TORCH) == 1


def test_repair_proves_the_build_that_is_installed_and_not_the_one_chosen_today(
    places: Places, requirements: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup_of(places, requirements, index.url).install(quiet)
    monkeypatch.setattr(plan, "choose", lambda *arguments: Build("cu130", index.url, ""))
    proven: list[Build] = []

    def remembers(python: str, places: Places, build: Build, *arguments: Any) -> Smoke:
        proven.append(build)
        return works()

    assert setup_of(places, requirements, index.url, smoke=remembers).repair(quiet).build == "cpu"
    assert [build.device for build in proven] == ["cpu"]


def test_repair_makes_everything_anew_where_the_interpreter_is_gone(
    places: Places, requirements: Path, index: Index
) -> None:
    setup_of(places, requirements, index.url).install(quiet)
    places.python.unlink()
    setup_of(places, requirements, index.url, smoke=Proof()).repair(quiet)
    assert subprocess.call([str(places.python), "-I", "-c", "import torch"]) == 0


def test_an_exchange_that_was_broken_off_is_taken_back(
    places: Places, requirements: Path, index: Index
) -> None:
    setup_of(places, requirements, index.url).install(quiet)
    places.env.rename(places.old)
    setup_of(places, requirements, index.url, smoke=Proof()).repair(quiet)
    assert places.python.is_file()
    assert not places.old.exists()
    assert index.sent.count(TORCH) == 1
