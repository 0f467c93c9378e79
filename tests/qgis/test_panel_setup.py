"""The card that installs the engine: what it offers, what a click does, and what may go wrong."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def machine(panel: Any, tmp_path: Path) -> Iterator[Any]:
    """The panel on a machine where the engine was never installed."""
    from setup_kit import machine_without_engine

    with machine_without_engine(panel, tmp_path / "machine", is_quick=True) as made:
        yield made


@pytest.fixture
def slow_machine(panel: Any, tmp_path: Path) -> Iterator[Any]:
    """The same, where Python makes the environment and pip looks for a newer one."""
    from setup_kit import machine_without_engine

    with machine_without_engine(panel, tmp_path / "machine") as made:
        yield made


def find_engine_python(machine: Any) -> None:
    """Has one Python found on this computer."""
    from kit import ENGINE_PYTHON
    from setup_kit import plugin_module

    interpreters = plugin_module("runtime_setup.interpreters")
    machine.patch.setattr(interpreters, "pythons_to_ask", lambda *_, **__: [ENGINE_PYTHON])


def test_the_offer_says_what_where_and_how_large(machine: Any) -> None:
    machine.wait_face("offer")
    text = machine.text()
    assert "an environment of Python 3." in text
    assert "PyTorch 2.13.0 for the CPU. There is no NVIDIA driver" in text
    assert "1 more package" in text
    assert f"Folder: {machine.places.env}" in text
    assert "to download" in text and "are free" in text


def test_nothing_is_written_before_install_is_clicked(machine: Any) -> None:
    machine.wait_face("offer")
    assert not machine.places.root.exists()


def test_the_status_line_leads_to_the_card(machine: Any) -> None:
    machine.wait_face("offer")
    assert machine.panel.text("statusText") == "Engine not installed"
    machine.panel.click("statusButton")
    assert machine.panel.find("setupCard").isVisible()


def test_a_click_on_install_brings_an_engine_that_runs(slow_machine: Any) -> None:
    slow_machine.install()
    assert slow_machine.face == ""
    assert slow_machine.panel.text("statusText").startswith("Engine ready")
    assert slow_machine.panel.link.python == str(slow_machine.places.python)
    assert slow_machine.panel.notice() == "The engine is installed."


def test_progress_is_shown_in_the_card_and_in_the_status_line(machine: Any) -> None:
    from setup_kit import NUMPY

    machine.index.stalls.add(NUMPY)
    machine.wait_face("offer")
    machine.panel.click("setupInstallButton")
    machine.panel.wait(machine.index.stalled.is_set, 60)
    machine.panel.wait(lambda: "numpy" in machine.panel.text("setupWords"), 10)
    assert machine.panel.find("setupBar").value() >= 450
    assert machine.panel.text("statusText").startswith("Installing… 4")


def test_cancel_keeps_what_came_and_install_goes_on(machine: Any) -> None:
    from setup_kit import NUMPY, TORCH

    machine.index.stalls.add(NUMPY)
    machine.wait_face("offer")
    machine.panel.click("setupInstallButton")
    machine.panel.wait(machine.index.stalled.is_set, 60)
    machine.panel.click("setupCancelButton")
    machine.wait_face("cancelled", 10)
    assert "is kept: Install goes on where it stopped" in machine.text()
    machine.index.stalls.clear()
    machine.index.go_on.set()
    machine.panel.click("setupInstallButton")
    machine.wait_running()
    assert machine.index.sent.count(TORCH) == 1


def test_a_wheel_with_a_wrong_hash_is_said_and_nothing_is_installed(machine: Any) -> None:
    from setup_kit import NUMPY

    machine.index.lies.add(NUMPY)
    machine.fail_to_install()
    assert "its checksum differs" in machine.text()
    assert "numpy" in machine.text("setupNote")
    assert not machine.places.env.exists()


def test_an_index_that_resets_connections_is_said_and_retry_goes_on(machine: Any) -> None:
    from setup_kit import NUMPY, TORCH

    machine.index.resets.add(NUMPY)
    machine.fail_to_install()
    assert "The connection to the package index broke" in machine.text()
    machine.index.resets.clear()
    machine.panel.click("setupInstallButton")
    machine.wait_running()
    assert machine.index.sent.count(TORCH) == 1


def test_a_full_disk_is_said_with_both_sizes(machine: Any) -> None:
    from hsfm.hsfm_plugin.runtime_setup import installer

    def check_free(folder: Path, needed: int) -> None:
        from hsfm.hsfm_plugin.runtime_setup.places import check_free

        check_free(folder, needed + 10**18)

    machine.patch.setattr(installer, "check_free", check_free)
    machine.fail_to_install()
    assert "There is no space left on the disk." in machine.text()
    said = machine.text("setupNote")
    needed, folder, free = re.search(
        r"([\d.]+ GB) are needed in (.+), and ([\d.]+ [kMG]B) are free on its disk", said
    ).groups()
    assert float(needed.split()[0]) >= 1e9, said
    assert folder == str(machine.places.root) and float(free.split()[0]) > 0, said


def test_a_second_qgis_is_told_that_the_first_one_is_at_it(machine: Any) -> None:
    from hsfm.hsfm_plugin.runtime_setup.folder_lock import hold

    machine.wait_face("offer")
    with hold(machine.places):
        machine.fail_to_install()
    assert "Another QGIS is setting up the engine right now." in machine.text()
    assert "the process " in machine.text("setupNote")


def test_a_python_that_is_too_old_is_said_before_anything_is_installed(
    machine: Any, tmp_path: Path
) -> None:
    old = tmp_path / "python3"
    answer = (
        '{"version": [3, 8, 1], "kind": "CPython", "bits": 64, "prefix": "/opt/old", '
        '"machine": "x86_64", "platform": "linux-x86_64", "mac": "", "threaded": false, '
        '"soabi": "", "missing": []}'
    )
    old.write_text(f"#!/bin/sh\necho 'HSFM-PYTHON {answer}'\n", encoding="utf-8")
    old.chmod(0o755)
    machine.panel.plugin._settings.setup_python = str(old)
    machine.look_again()
    machine.wait_face("failed")
    assert "environment cannot be used" in machine.text()
    assert "Python 3.8 is too old" in machine.text("setupNote")
    assert machine.panel.find("setupOwnButton").isVisible()
    find_engine_python(machine)
    machine.panel.click("setupAnyPythonButton")
    machine.wait_face("offer")
    assert machine.panel.plugin._settings.setup_python == ""
    assert not machine.panel.find("setupAnyPythonButton").isVisible()


def test_a_chosen_python_that_is_gone_is_forgotten_and_said(machine: Any, tmp_path: Path) -> None:
    machine.panel.plugin._settings.setup_python = str(tmp_path / "python3")
    machine.look_again()
    machine.wait_face("failed")
    assert "environment is gone" in machine.text()
    assert str(tmp_path / "python3") in machine.text("setupNote")
    find_engine_python(machine)
    machine.panel.click("setupInstallButton")
    machine.wait_face("offer")


def test_a_cuda_build_without_a_driver_is_refused_with_the_way_out(machine: Any) -> None:
    machine.panel.plugin._settings.torch_build = "cuda"
    try:
        machine.look_again()
        machine.wait_face("failed")
    finally:
        machine.panel.plugin._settings.torch_build = "auto"
    assert "the NVIDIA driver is missing or too old" in machine.text()


def test_an_engine_of_another_protocol_is_said(machine: Any) -> None:
    from hsfm.hsfm_plugin.runtime_setup.smoke import Smoke

    words = "RuntimeError: the engine 0.1 speaks protocol 1, this plugin 2"
    machine.prove_by(lambda *_: Smoke("cpu", [("torch", True, ""), ("engine", False, words)]))
    machine.fail_to_install()
    assert "of different versions" in machine.text()
    assert "speaks protocol 1" in machine.text("setupNote")


def test_a_gpu_that_fails_its_test_is_said_until_it_is_closed(machine: Any) -> None:
    from functools import partial

    from setup_kit import FALLBACK, proof

    machine.prove_by(partial(proof, fallback=FALLBACK))
    machine.install()
    assert machine.face == "fallback"
    assert "CUDA error" in machine.text()
    machine.panel.click("setupCloseButton")
    assert machine.face == ""


def test_details_hold_the_log_and_no_login_of_the_mirror(machine: Any) -> None:
    from qgis.PyQt.QtWidgets import QWidget
    from setup_kit import NUMPY

    secret = "s3cretword"
    url = machine.index.url.replace("//", f"//ada:{secret}@")
    machine.panel.plugin._settings.index_url = url
    machine.index.lies.add(NUMPY)
    machine.look_again()
    machine.fail_to_install()
    machine.panel.click("setupDetailsButton")
    dialog = machine.panel.dock.window().findChild(QWidget, "detailsDialog")
    text = dialog.findChild(QWidget, "detailsText").toPlainText()
    dialog.close()
    assert "pip install --no-input" in text
    assert secret not in text


def test_the_runtime_deleted_while_qgis_runs_brings_the_card_back(machine: Any) -> None:
    machine.install()
    shutil.rmtree(machine.places.root)
    machine.panel.kill_engine()
    machine.panel.link.start()
    machine.wait_face("offer", 30)
    assert machine.panel.text("statusText") == "Engine not installed"


def test_other_packages_in_the_plugin_are_offered_as_an_update(machine: Any) -> None:
    from tests.unit.wheel_shop import make_wheel

    machine.install()
    make_wheel(machine.index.folder, "numpy", "1.1")
    (machine.requirements / "lock.txt").write_text("numpy==1.1\n", encoding="utf-8")
    machine.setup.refresh()
    assert machine.face == "update"
    assert machine.panel.text("statusText") == "Engine needs an update"
    machine.panel.click("setupInstallButton")
    machine.wait(lambda: not machine.setup.busy and not machine.face, 90, "end")
    machine.wait_running()
    assert list(machine.places.env.glob("lib/python*/site-packages/numpy-1.1.dist-info"))


def test_repair_installs_a_damaged_package_again(machine: Any) -> None:
    machine.install()
    module = next(machine.places.env.glob("lib/python*/site-packages/numpy/__init__.py"))
    module.write_text("raise ImportError('damaged')\n", encoding="utf-8")
    machine.places.state.unlink()  # an unfinished installation is what the panel can see
    machine.setup.refresh()
    assert machine.face == "repair"
    machine.panel.click("setupInstallButton")
    machine.wait(lambda: not machine.setup.busy and not machine.face, 90, "end")
    assert "damaged" not in module.read_text(encoding="utf-8")


def test_removing_the_runtime_brings_the_offer_back(machine: Any) -> None:
    machine.install()
    pid = machine.panel.link.session_pid
    machine.setup.remove(["runtime", "downloads"])
    machine.wait_face("offer", 30)
    assert [path.name for path in machine.places.root.glob("*")] == []
    assert not machine.places.root.exists()
    assert not Path(f"/proc/{pid}").exists()


def test_a_cancel_after_the_new_environment_is_in_its_place_comes_too_late(machine: Any) -> None:
    from setup_kit import plugin_module

    begun, go_on = threading.Event(), threading.Event()

    def tidy(setup: Any) -> None:
        begun.set()
        go_on.wait(60)

    machine.patch.setattr(plugin_module("runtime_setup.installer").Setup, "_tidy", tidy)
    machine.wait_face("offer")
    machine.panel.click("setupInstallButton")
    machine.panel.wait(begun.is_set, 90)
    machine.panel.click("setupCancelButton")
    go_on.set()
    machine.wait(lambda: not machine.setup.busy, 30, "end")
    assert (machine.setup.outcome, machine.face) == ("", "")
    assert machine.panel.notice() == "The engine is installed."
    machine.wait_running()


def test_a_removal_that_is_cancelled_leaves_the_way_to_install_again(machine: Any) -> None:
    from setup_kit import plugin_module

    machine.install()
    removal, begun = plugin_module("runtime_setup.removal"), threading.Event()

    def slowly(found: Any, stop: Any, *_: Any) -> None:
        shutil.rmtree(machine.places.env)
        begun.set()
        while True:
            removal.check_stop(stop)
            time.sleep(0.02)

    with machine.patch.context() as patch:
        patch.setattr(removal, "remove", slowly)
        machine.setup.remove(["runtime"])
        machine.panel.wait(begun.is_set, 30)
        assert "downloaded" not in machine.panel.find("setupCancelButton").toolTip()
        machine.panel.click("setupCancelButton")
        machine.wait_face("cancelled")
    assert "What was removed until then is gone" in machine.text()
    assert machine.panel.find("setupInstallButton").text() == "Install"
    machine.panel.click("setupInstallButton")
    machine.wait_running()
