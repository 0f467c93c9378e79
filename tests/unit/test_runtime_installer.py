"""Installations with tiny wheels, and what becomes of them when something goes wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hsfm.engine.errors import Cancelled, DiskFull, EngineError, FetchFailed, FileLocked
from hsfm.hsfm_plugin.runtime_setup import state
from hsfm.hsfm_plugin.runtime_setup.folder_lock import hold
from hsfm.hsfm_plugin.runtime_setup.places import Places, size_of

from .installer_kit import NUMPY, THIS_PYTHON, TORCH, Proof, packages, quiet, setup_of
from .wheel_shop import Index, make_wheel, serve

pytestmark = pytest.mark.usefixtures("plain_pip")


def leftovers(places: Places) -> set[str]:
    return set(os.listdir(places.root)) - {"env", "downloads", "setup.log", "setup.json"}


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
