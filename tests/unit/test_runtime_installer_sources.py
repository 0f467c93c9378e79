"""Where an installation comes from: a folder of wheels, an index, a Python, a proxy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hsfm.engine.errors import (
    BadParameter,
    DependencyMissing,
    DeviceDriver,
    FetchFailed,
    InputNotFound,
)
from hsfm.hsfm_plugin.runtime_setup import filling, plan, state
from hsfm.hsfm_plugin.runtime_setup.installer import Setup
from hsfm.hsfm_plugin.runtime_setup.interpreters import Candidate
from hsfm.hsfm_plugin.runtime_setup.pip_steps import PipProgress, Sources
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.platforms import this_platform
from hsfm.hsfm_plugin.runtime_setup.torch_build import Build
from hsfm.hsfm_plugin.runtime_setup.wheels import BundleRecord, write_bundle

from tests.systems import unix_only

from .installer_kit import NUMPY, THIS_PYTHON, TORCH, Proof, packages, quiet, setup_of
from .wheel_shop import Index, make_wheel, serve

THIS_MINOR = "{}.{}".format(*sys.version_info[:2])

pytestmark = pytest.mark.usefixtures("plain_pip")


def offline(folder: Path, python: str = THIS_MINOR) -> Path:
    digest = state.lock_digest(folder.with_name("requirements"))
    write_bundle(folder, BundleRecord(this_platform(), python, "cpu", digest), None)
    return folder


def test_a_folder_of_wheels_is_enough_and_nothing_else_is_asked(
    places: Places, requirements: Path, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_FIND_LINKS", "http://127.0.0.1:9/links")
    setup = setup_of(places, requirements, wheels=offline(shop), smoke=Proof())
    assert setup.plan().bytes_download == 0
    assert setup.install(quiet).build == "cpu"
    assert "127.0.0.1:9" not in places.log.read_text(encoding="utf-8")


def test_a_changed_or_added_or_missing_wheel_in_the_folder_is_named(
    places: Places, requirements: Path, shop: Path
) -> None:
    offline(shop)
    whole = (shop / NUMPY).read_bytes()
    (shop / NUMPY).write_bytes(whole[:-1] + b"x")
    with pytest.raises(FetchFailed, match=r"numpy.*damaged or was changed"):
        setup_of(places, requirements, wheels=shop).install(quiet)
    (shop / NUMPY).write_bytes(whole)
    added = make_wheel(shop, "numpy", "9.0")
    with pytest.raises(FetchFailed, match=r"numpy-9\.0.*is not named"):
        setup_of(places, requirements, wheels=shop).install(quiet)
    added.unlink()
    (shop / NUMPY).unlink()
    with pytest.raises(InputNotFound, match=r"numpy.*is missing"):
        setup_of(places, requirements, wheels=shop).install(quiet)
    (shop / "SHA256SUMS").unlink()
    with pytest.raises(InputNotFound, match="not a folder of wheels that HSFM made"):
        setup_of(places, requirements, wheels=shop).install(quiet)
    assert not places.env.exists()


def test_wheels_for_another_python_are_refused_with_both_versions(
    places: Places, requirements: Path, shop: Path
) -> None:
    with pytest.raises(DependencyMissing, match=rf"for Python 3\.99.*Python {THIS_PYTHON}"):
        setup_of(places, requirements, wheels=offline(shop, "3.99")).install(quiet)


@pytest.mark.parametrize(
    ("platform", "digest", "words"),
    [
        ("amiga", "", "are for amiga, and this computer is"),
        ("", "another", "for another version of HSFM"),
    ],
)
def test_wheels_for_another_computer_or_plugin_are_refused(
    requirements: Path, shop: Path, places: Places, platform: str, digest: str, words: str
) -> None:
    made_for = digest or state.lock_digest(requirements)
    record = BundleRecord(platform or this_platform(), THIS_MINOR, "cpu", made_for)
    write_bundle(shop, record, None)
    with pytest.raises(DependencyMissing, match=words):
        setup_of(places, requirements, wheels=shop).plan()


def test_a_python_that_is_too_old_is_named_with_its_version(
    places: Places, requirements: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Candidate("/usr/bin/python3.8", "3.8.1", "Python 3.8 is too old")
    monkeypatch.setattr(plan, "candidates", lambda *arguments: [old])
    monkeypatch.setattr(plan, "uv_at", lambda *arguments: None)
    with pytest.raises(DependencyMissing, match=r"python3\.8 3\.8\.1: Python 3\.8 is too old"):
        Setup(places, requirements).install(quiet)


def test_a_cuda_build_without_a_driver_is_refused_before_anything_is_made(
    places: Places, requirements: Path
) -> None:
    with pytest.raises(DeviceDriver, match="cu130"):
        setup_of(places, requirements, build="cu130").install(quiet)
    assert not places.staging.exists()


@unix_only
def test_without_a_python_uv_makes_the_environment_and_fetches_one(
    places: Places,
    requirements: Path,
    shop: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uv = tmp_path / "uv"
    uv.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/asked\nfor last; do :; done\n'
        f'exec {sys.executable} -m venv "$last"\n',
        encoding="utf-8",
    )
    uv.chmod(0o755)
    monkeypatch.setattr(plan, "candidates", lambda *arguments: [])
    monkeypatch.setattr(plan, "uv_at", lambda *arguments: str(uv))
    with serve(shop) as index:
        Setup(places, requirements, index_url=index.url, smoke=Proof()).install(quiet)
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    assert asked.startswith("venv --seed --no-project --python 3.12 ")


def test_the_index_of_a_build_is_asked_for_torch_alone(
    places: Places, requirements: Path, index: Index, tmp_path: Path, monkeypatch: Any
) -> None:
    other = tmp_path / "other"
    (index.folder / TORCH).rename(index.folder / "torch.hidden")
    make_wheel(other, "torch", "2.13.0", padding=10)
    make_wheel(other, "numpy", "0.1")
    with serve(other) as torch_index:
        build = Build("cpu", torch_index.url, "")
        monkeypatch.setattr(plan, "choose", lambda *arguments: build)
        monkeypatch.setenv("PIP_INDEX_URL", index.url)
        setup_of(places, requirements, smoke=Proof()).install(quiet)
        assert torch_index.sent == [TORCH]
    assert "numpy==1.0" in packages(places.python)


def test_a_password_of_the_proxy_is_nowhere_in_the_log(
    places: Places, requirements: Path, index: Index
) -> None:
    address = "http://ada:hunter2@127.0.0.1:9"
    with pytest.raises(FetchFailed) as caught:
        setup_of(places, requirements, "https://pypi.invalid/simple", proxy=address).install(quiet)
    text = places.log.read_text(encoding="utf-8")
    assert "hunter2" not in text + caught.value.detail
    assert "proxy" in caught.value.message.lower()


def test_progress_counts_bytes_and_never_goes_back() -> None:
    said: list[tuple[str, float]] = []
    progress = PipProgress(400, lambda words, done: said.append((words, done)))
    for line in (
        "Collecting torch",
        "Downloading http://x/torch-2.13.0-py3-none-any.whl (200 bytes)",
        "Progress 100 of 200",
        "Progress 200 of 200",
        "  Using cached numpy-1.0-py3-none-any.whl (100 bytes)",
        "Progress 0 of 100",
        "Installing collected packages: numpy, torch",
        "Successfully installed numpy-1.0 torch-2.13.0",
    ):
        progress.take(line)
    fractions = [round(done, 3) for _, done in said]
    assert fractions == [0.0, 0.0, 0.2, 0.4, 0.4, 0.4, 0.8, 1.0]
    assert said[2][0].startswith("Downloading torch (")


@pytest.mark.parametrize(
    "folder", ["Jörg Müller/eigene Dateien", "/".join(["a long name " * 4] * 5)]
)
def test_a_home_with_spaces_umlauts_or_a_long_path_gets_a_real_environment(
    tmp_path: Path,
    requirements: Path,
    shop: Path,
    folder: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(filling.Pip, "update_itself", lambda pip: None)  # none is in the shop
    places = Places(tmp_path / folder.replace(" /", "/").strip() / "runtime")
    assert " " in str(places.root)
    assert len(str(places.root)) > 200 or "ü" in str(places.root)
    with serve(shop) as index:
        setup_of(places, requirements, index.url, smoke=Proof()).install(quiet)
    assert "rasterio==1.0" in packages(places.python)
    assert state.needs(places, requirements) == ""


def test_a_python_that_was_chosen_and_cannot_be_used_is_the_only_one_blamed(
    places: Places, requirements: Path, tmp_path: Path
) -> None:
    with pytest.raises(DependencyMissing, match=r"chosen cannot be used: .*it does not exist\."):
        Setup(places, requirements, str(tmp_path / "python3")).plan()


@pytest.mark.parametrize("wanted", ["cu130", "cuda"])
def test_a_folder_with_another_build_than_the_chosen_one_is_refused(
    requirements: Path, shop: Path, wanted: str
) -> None:
    sources = Sources(requirements, offline(shop))
    with pytest.raises(BadParameter, match=rf"holds the build cpu .* and {wanted} was chosen"):
        plan._choose_build(sources, wanted, "x86_64", None)
    for fitting in ("auto", "cpu"):
        assert plan._choose_build(sources, fitting, "x86_64", None).name == "cpu"
