"""Installations with tiny wheels, and what becomes of them when something goes wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hsfm.engine.errors import (
    Cancelled,
    DependencyMissing,
    DeviceDriver,
    DiskFull,
    EngineError,
    FetchFailed,
    FileLocked,
    InputNotFound,
    ProtocolVersionMismatch,
)
from hsfm.hsfm_plugin.runtime_setup import filling, plan, state
from hsfm.hsfm_plugin.runtime_setup.folder_lock import hold
from hsfm.hsfm_plugin.runtime_setup.installer import Setup
from hsfm.hsfm_plugin.runtime_setup.interpreters import Candidate
from hsfm.hsfm_plugin.runtime_setup.pip_steps import PipProgress
from hsfm.hsfm_plugin.runtime_setup.places import Places, size_of
from hsfm.hsfm_plugin.runtime_setup.smoke import Smoke
from hsfm.hsfm_plugin.runtime_setup.torch_build import Build
from hsfm.hsfm_plugin.runtime_setup.wheels import BundleRecord, write_bundle

from .wheel_shop import Index, make_wheel, serve

NUMPY = "numpy-1.0-py3-none-any.whl"
TORCH = "torch-2.13.0-py3-none-any.whl"
PADDING = 300_000
THIS_PYTHON = "{}.{}.{}".format(*sys.version_info[:3])
THIS_MINOR = "{}.{}".format(*sys.version_info[:2])


@pytest.fixture(autouse=True)
def plain_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pip of this machine's own settings, and no driver of its own GPU."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setattr(plan, "nvidia_smi", lambda stop=None: None)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but pip."""
    folder = tmp_path_factory.mktemp("template") / "env"
    subprocess.check_call([sys.executable, "-m", "venv", str(folder)])
    return folder


@pytest.fixture
def quick_venv(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies an environment where another one would be made; what a test says is all the same."""

    def copy(staging: Any, *arguments: Any) -> None:
        shutil.copytree(template, staging.folder, symlinks=True)

    monkeypatch.setattr(filling, "_make_environment", copy)
    monkeypatch.setattr(filling.Pip, "update_itself", lambda pip: None)  # none is in the shop


@pytest.fixture
def requirements(tmp_path: Path) -> Path:
    folder = tmp_path / "requirements"
    folder.mkdir()
    (folder / "torch.txt").write_text("# First.\ntorch==2.13.0\n", encoding="utf-8")
    (folder / "lock.txt").write_text("numpy==1.0\nrasterio==1.0\n", encoding="utf-8")
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    make_wheel(folder, "filelock")
    make_wheel(folder, "torch", "2.13.0", ("filelock",), PADDING)
    make_wheel(folder, "numpy", padding=PADDING)
    make_wheel(folder, "rasterio", needs=("numpy",))
    return folder


@pytest.fixture
def index(shop: Path, quick_venv: None) -> Iterator[Index]:
    with serve(shop) as found:
        yield found


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "a home" / "runtime")


def works(*arguments: Any, **named: Any) -> Smoke:
    return Smoke("cpu", [("torch", True, "2.13.0"), ("numpy", True, "1.0")])


class Proof:
    """A smoke test that imports the stand-ins and remembers where it was run."""

    def __init__(self) -> None:
        self.pythons: list[str] = []

    def __call__(self, python: str, *arguments: Any) -> Smoke:
        self.pythons.append(python)
        parts = []
        for name in ("torch", "numpy", "rasterio"):
            code = subprocess.call([python, "-I", "-c", f"import {name}; {name}.__version__"])
            parts.append((name, code == 0, "" if code == 0 else "it cannot be imported"))
        return Smoke("cpu", parts)


def setup_of(places: Places, requirements: Path, index_url: str = "", **more: Any) -> Setup:
    more.setdefault("smoke", works)
    return Setup(places, requirements, sys.executable, index_url=index_url, **more)


def quiet(words: str, fraction: float) -> None:
    return


def leftovers(places: Places) -> set[str]:
    return set(os.listdir(places.root)) - {"env", "downloads", "setup.log", "setup.json"}


def packages(python: Path) -> set[str]:
    output = subprocess.check_output([str(python), "-I", "-m", "pip", "freeze"], text=True)
    return set(output.split())


def test_an_installation_has_torch_and_the_rest_and_is_noted(
    places: Places, requirements: Path, shop: Path
) -> None:
    with serve(shop) as index:
        _install_all(places, requirements, index)


def _install_all(places: Places, requirements: Path, index: Index) -> None:
    proof = Proof()
    said: list[tuple[str, float]] = []
    setup = setup_of(places, requirements, index.url, smoke=proof)
    installed = setup.install(lambda words, done: said.append((words, done)))
    assert packages(places.python) >= {"torch==2.13.0", "numpy==1.0", "rasterio==1.0"}
    assert (installed.torch, installed.build, installed.python) == ("2.13.0", "cpu", THIS_PYTHON)
    assert state.read(places) == installed
    assert state.needs(places, requirements) == ""
    assert index.sent.index(TORCH) < index.sent.index(NUMPY)
    assert "env.new" in proof.pythons[0]  # proven before it takes the old one's place
    assert leftovers(places) <= {".hsfm", "setup.lock"}
    fractions = [fraction for _, fraction in said]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_a_wheel_with_another_hash_is_named_and_not_installed(
    places: Places, requirements: Path, index: Index
) -> None:
    index.lies.add(NUMPY)
    with pytest.raises(FetchFailed, match=r"numpy.*SHA-256 differs"):
        setup_of(places, requirements, index.url).install(quiet)
    assert not places.env.exists()
    index.lies.clear()
    setup_of(places, requirements, index.url, smoke=Proof()).install(quiet)
    assert index.sent.count(TORCH) == 1


def test_an_index_that_resets_connections_is_said_and_the_next_try_goes_on(
    places: Places, requirements: Path, index: Index
) -> None:
    index.resets.add(NUMPY)
    with pytest.raises(FetchFailed, match="connection") as caught:
        setup_of(places, requirements, index.url).install(quiet)
    assert "kept" in caught.value.hint
    index.resets.clear()
    setup_of(places, requirements, index.url, smoke=Proof()).install(quiet)
    assert index.sent.count(TORCH) == 1


def test_cancel_in_the_middle_of_a_download_then_install_again(
    places: Places, requirements: Path, index: Index
) -> None:
    index.stalls.add(NUMPY)
    with pytest.raises(Cancelled):
        setup_of(places, requirements, index.url).install(quiet, index.stalled.is_set)
    assert not places.env.exists()
    assert state.needs(places, requirements) == "install"
    index.stalls.clear()
    index.go_on.set()
    setup_of(places, requirements, index.url, smoke=Proof()).install(quiet)
    assert index.sent.count(TORCH) == 1  # the step that was done is not done again
    assert "Going on with" in places.log.read_text(encoding="utf-8")


def test_a_download_that_came_whole_is_kept_though_its_step_was_not_done(
    places: Places, requirements: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_TRUSTED_HOST", "127.0.0.1")  # pip's cache is for https or this
    index.stalls.add("filelock-1.0-py3-none-any.whl")  # torch has come by then, uninstalled
    with pytest.raises(Cancelled):
        setup_of(places, requirements, index.url).install(quiet, index.stalled.is_set)
    index.stalls.clear()
    index.go_on.set()
    setup_of(places, requirements, index.url, smoke=Proof()).install(quiet)
    assert index.sent.count(TORCH) == 1


def test_a_package_that_pip_was_killed_in_is_installed_again(
    places: Places, requirements: Path, index: Index
) -> None:
    index.resets.add("rasterio-1.0-py3-none-any.whl")
    with pytest.raises(FetchFailed):
        setup_of(places, requirements, index.url).install(quiet)
    inside = next(places.staging.glob("[Ll]ib*/**/site-packages"))
    half = inside / "numpy-1.0.dist-info"
    half.mkdir()
    text = "Metadata-Version: 2.1\nName: numpy\nVersion: 1.0\n"
    (half / "METADATA").write_text(text, encoding="utf-8")
    index.resets.clear()
    setup_of(places, requirements, index.url, smoke=Proof()).install(quiet)
    assert subprocess.call([str(places.python), "-I", "-c", "import numpy"]) == 0


def test_another_plan_does_not_go_on_with_what_lies_there(
    places: Places, requirements: Path, index: Index
) -> None:
    index.resets.add(NUMPY)
    with pytest.raises(FetchFailed):
        setup_of(places, requirements, index.url).install(quiet)
    make_wheel(index.folder, "scipy")
    (requirements / "lock.txt").write_text("scipy==1.0\n", encoding="utf-8")
    setup_of(places, requirements, index.url).install(quiet)
    assert "Going on with" not in places.log.read_text(encoding="utf-8")
    assert {name.split("==")[0] for name in packages(places.python)} >= {"torch", "scipy"}


def test_too_little_space_is_said_before_anything_is_downloaded(
    places: Places, requirements: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(places.root.parents[1])
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=5_000_000))
    with pytest.raises(DiskFull, match=r"needed in .*runtime.*5 MB are free"):
        setup_of(places, requirements, index.url).install(quiet)
    assert index.sent == []


@pytest.mark.skipif(
    sys.platform != "linux" or os.getuid() != 0, reason="makes a small disk, as root on Linux"
)
def test_a_disk_that_fills_up_meanwhile_is_said_and_leaves_nothing_installed(
    tmp_path: Path,
    requirements: Path,
    index: Index,
    template: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    room = 2 * size_of(template) + 12_000_000
    mount = ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(disk)]
    if subprocess.call(mount, stderr=subprocess.DEVNULL):
        pytest.skip("this root may not mount")
    try:
        small = Places(disk / "runtime")
        usage = shutil.disk_usage(tmp_path)
        monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1 << 40))
        make_wheel(index.folder, "numpy", padding=room)
        with pytest.raises(DiskFull, match="no space left"):
            setup_of(small, requirements, index.url).install(quiet)
        assert not small.env.exists()
    finally:
        subprocess.check_call(["umount", "-l", str(disk)])


def test_a_second_window_is_told_who_installs_and_the_first_one_ends_well(
    places: Places, requirements: Path, index: Index
) -> None:
    index.stalls.add(TORCH)
    done: list[Any] = []
    first = threading.Thread(
        target=lambda: done.append(setup_of(places, requirements, index.url).install(quiet))
    )
    first.start()
    try:
        assert index.stalled.wait(60)
        with pytest.raises(FileLocked, match=str(os.getpid())):
            setup_of(places, requirements, index.url).install(quiet)
        with pytest.raises(FileLocked):
            setup_of(places, requirements, index.url).repair(quiet)
    finally:
        index.go_on.set()
        first.join(60)
    assert done


def test_a_holder_in_another_process_that_dies_lets_the_next_one_in(places: Places) -> None:
    places.make()
    root = str(Path(__file__).resolve().parents[2])
    code = (
        "import importlib.util as u, sys, time\n"
        f"s = u.spec_from_file_location('hsfm', {root!r} + '/__init__.py', "
        f"submodule_search_locations=[{root!r}])\n"
        "sys.modules['hsfm'] = u.module_from_spec(s)\n"
        "from pathlib import Path\n"
        "from hsfm.hsfm_plugin.runtime_setup.folder_lock import hold\n"
        "from hsfm.hsfm_plugin.runtime_setup.places import Places\n"
        f"with hold(Places(Path({str(places.root)!r}))):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    with pytest.raises(FileLocked), hold(places):
        pass
    child.kill()
    child.wait()
    child.stdout.close()
    with hold(places):
        pass


def test_a_runtime_folder_that_is_deleted_meanwhile_is_said_and_comes_again(
    places: Places, requirements: Path, index: Index
) -> None:
    index.stalls.add(NUMPY)
    caught: list[EngineError] = []

    def install() -> None:
        try:
            setup_of(places, requirements, index.url).install(quiet)
        except EngineError as error:
            caught.append(error)

    thread = threading.Thread(target=install)
    thread.start()
    assert index.stalled.wait(60)
    shutil.rmtree(places.root)
    index.go_on.set()
    thread.join(60)
    assert "was removed while" in caught[0].message
    assert state.needs(places, requirements) == "install"
    setup_of(places, requirements, index.url).install(quiet)
    assert state.needs(places, requirements) == ""


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


def offline(folder: Path, python: str = THIS_MINOR) -> Path:
    write_bundle(folder, BundleRecord("linux_x86_64", python, "cpu", "x"), None)
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
