"""Folders of wheels for computers without a network, and the commands of administrators."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hsfm.engine.errors import BadParameter, Cancelled, DeviceDriver, FetchFailed, WriteFailed
from hsfm.hsfm_plugin.runtime_setup import plan
from hsfm.hsfm_plugin.runtime_setup.bundle import (
    build_for,
    check_target,
    make_bundle,
    record_for,
)
from hsfm.hsfm_plugin.runtime_setup.installer import Setup
from hsfm.hsfm_plugin.runtime_setup.log import SetupLog
from hsfm.hsfm_plugin.runtime_setup.pip_steps import Sources
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.platforms import PLATFORMS, this_platform
from hsfm.hsfm_plugin.runtime_setup.smoke import Smoke
from hsfm.hsfm_plugin.runtime_setup.torch_build import Build
from hsfm.hsfm_plugin.runtime_setup.wheels import read_record, verify

from .wheel_shop import Index, make_wheel, serve

ROOT = Path(__file__).resolve().parents[2]
CPU = Build("cpu", None, "")
MINOR = "{}.{}".format(*sys.version_info[:2])


@pytest.fixture(autouse=True)
def plain_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setattr(plan, "nvidia_smi", lambda stop=None: None)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    shop = tmp_path / "shop"
    for name in ("pip", "setuptools", "wheel", "filelock", "colorama", "backport"):
        make_wheel(shop, name)
    make_wheel(shop, "torch", "2.13.0", ("filelock",))
    needs = ('colorama; sys_platform == "win32"', 'backport; python_version < "3.11"')
    make_wheel(shop, "numpy", needs=needs)
    with serve(shop) as found:
        yield found


@pytest.fixture
def sources(tmp_path: Path, index: Index) -> Sources:
    folder = tmp_path / "requirements"
    folder.mkdir()
    (folder / "torch.txt").write_text("torch==2.13.0\n", encoding="utf-8")
    (folder / "lock.txt").write_text("numpy==1.0\n", encoding="utf-8")
    return Sources(folder, index_url=index.url)


def bundle(folder: Path, sources: Sources, target: str, version: str) -> set[str]:
    record = record_for(sources.requirements, CPU, target, version)
    log = SetupLog(folder.with_name("bundle.log"))
    make_bundle(folder, sources, CPU, sys.executable, record, log, lambda words, done: None)
    return {path.name.split("-")[0] for path in folder.glob("*.whl")}


def test_a_bundle_made_here_installs_here_without_an_index(
    tmp_path: Path, sources: Sources, index: Index
) -> None:
    folder = tmp_path / "wheels for site"
    names = bundle(folder, sources, this_platform(), MINOR)
    assert names >= {"torch", "filelock", "numpy", "pip", "setuptools", "wheel"}
    verify(folder)
    before = len(index.sent)
    smoke = lambda *arguments: Smoke("cpu", [("torch", True, "")])  # noqa: E731
    places = Places(tmp_path / "runtime")
    setup = Setup(places, sources.requirements, sys.executable, wheels=folder, smoke=smoke)
    assert setup.install(lambda words, done: None).torch == "2.13.0"
    assert len(index.sent) == before


def test_a_bundle_for_another_platform_has_what_is_needed_there_and_not_here(
    tmp_path: Path, sources: Sources
) -> None:
    there = bundle(tmp_path / "windows", sources, "win_amd64", "3.10")
    assert {"colorama", "backport"} <= there
    record = read_record(tmp_path / "windows")
    assert record is not None
    assert (record.platform, record.python, record.build) == ("win_amd64", "3.10", "cpu")
    here = bundle(tmp_path / "linux", sources, "linux_x86_64", "3.12")
    assert not {"colorama", "backport"} & here


def test_a_bundle_with_a_wrong_hash_has_no_sums_and_is_gone_on_with(
    tmp_path: Path, sources: Sources, index: Index
) -> None:
    index.lies.add("numpy-1.0-py3-none-any.whl")
    with pytest.raises(FetchFailed, match="numpy"):
        bundle(tmp_path / "wheels", sources, "win_amd64", "3.12")
    assert not (tmp_path / "wheels" / "SHA256SUMS").exists()
    index.lies.clear()
    assert "numpy" in bundle(tmp_path / "wheels", sources, "win_amd64", "3.12")


def test_a_folder_that_holds_something_else_is_not_filled(tmp_path: Path, sources: Sources) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(WriteFailed, match=r"letter\.txt"):
        bundle(folder, sources, "win_amd64", "3.12")
    assert os.listdir(folder) == ["letter.txt"]


def test_a_cancelled_bundle_has_no_sums(tmp_path: Path, sources: Sources) -> None:
    record = record_for(sources.requirements, CPU, "win_amd64", "3.12")
    log = SetupLog(tmp_path / "log")
    folder = tmp_path / "wheels"
    with pytest.raises(Cancelled):
        make_bundle(
            folder, sources, CPU, sys.executable, record, log, lambda *said: None, lambda: True
        )
    assert not (folder / "SHA256SUMS").exists()


@pytest.mark.parametrize(("target", "version"), [("amiga", "3.12"), ("win_amd64", "3")])
def test_a_platform_or_a_version_that_does_not_exist_is_named(target: str, version: str) -> None:
    with pytest.raises(BadParameter, match=f"{target} and Python {version}"):
        check_target(target, version)


def test_a_cuda_bundle_can_be_made_where_there_is_no_gpu() -> None:
    for target in ("linux_x86_64", "win_amd64"):
        build = build_for(target, "cu130", None)
        assert (build.name, str(build.index)[-6:]) == ("cu130", "/cu130")
    with pytest.raises(DeviceDriver):
        build_for(this_platform(), "cuda", None)


def test_without_a_wish_another_platform_gets_the_cpu_and_a_mac_its_gpu_when_asked() -> None:
    other = next(name for name in ("win_amd64", "linux_x86_64") if name != this_platform())
    assert build_for(other, "auto", "GPU, 9.0, 580.1, 80000").name == "cpu"
    assert build_for("macosx_arm64", "mps", None).name == "mps"


def test_every_platform_takes_wheels_that_are_for_all() -> None:
    assert set(PLATFORMS) == {"linux_x86_64", "linux_aarch64", "win_amd64", "macosx_arm64"}
    assert "manylinux_2_28_x86_64" in PLATFORMS["linux_x86_64"].tags
    assert "macosx_14_0_arm64" in PLATFORMS["macosx_arm64"].tags


def command(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "hsfm_plugin.runtime_setup", *arguments]
    return subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)


def test_check_says_by_its_exit_code_that_something_has_to_be_done(tmp_path: Path) -> None:
    done = command("check", "--json", "--root", str(tmp_path / "none"))
    assert done.returncode == 1
    assert json.loads(done.stdout) == {"needs": "install"}
    assert not (tmp_path / "none").exists()


def test_where_names_the_places_and_makes_nothing(tmp_path: Path) -> None:
    done = command("where", "--json", "--root", str(tmp_path / "none"))
    assert done.returncode == 0
    assert json.loads(done.stdout)["root"] == str(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_an_error_has_its_exit_code_and_its_next_step(tmp_path: Path) -> None:
    gone = str(tmp_path / "python3.8")
    done = command("install", "--root", str(tmp_path / "r"), "--python", gone)
    assert done.returncode == 4
    assert gone in done.stderr
    assert "Traceback" not in done.stderr
    done = command("install", "--json", "--root", str(tmp_path / "r"), "--python", gone)
    assert json.loads(done.stdout)["error"]["code"] == "runtime.dependency_missing"


def test_remove_removes_what_was_installed_and_says_so(tmp_path: Path) -> None:
    places = Places(tmp_path / "runtime")
    places.make()
    places.env.mkdir()
    (places.env / "file").write_bytes(b"x" * 1000)
    done = command("remove", "--json", "--root", str(places.root))
    assert done.returncode == 0
    assert json.loads(done.stdout)["folders"][0]["kind"] == "runtime"
    assert not places.root.exists()


def test_a_command_that_does_not_exist_is_refused() -> None:
    assert command("fly").returncode == 2
