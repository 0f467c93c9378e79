"""What goes wrong on a whole machine while the engine is installed by the panel."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.install import steps
from tests.install.machine import HOME
from tests.install.remote import Qgis

DATA = HOME / ".local" / "share" / "HSFM"
ROOMY, TIGHT = "13g", "40m"
"""A disk with what an installation from a user's own index asks for, where torch may be that with
CUDA, and one with less than torch's wheel and its pip."""


@pytest.fixture
def qgis(small: Any, index: Any) -> Qgis:
    """A QGIS with the plugin, its panel open, and an index that can be told to fail."""
    return _start(small, index)


def _start(machine: Any, index: Any) -> Qgis:
    made = Qgis(machine)
    steps.install_plugin(made)
    steps.open_panel(made)
    steps.use_index(made, index.url)
    return made


def _meet_download(qgis: Qgis, index: Any, borrowed: Any) -> None:
    """Presses Install and waits until torch's wheel is half there, where it then stays."""
    index.stalls.add(borrowed.torch)
    steps.press_install(qgis)
    qgis.wait(index.stalled.is_set, 180, f"torch was not asked for: {steps.setup_facts(qgis)}")


def _let_go(index: Any) -> None:
    index.stalls.clear()
    index.go_on.set()


def _setup_programs(qgis: Qgis) -> dict[int, str]:
    """Programs of a setup that run in the machine."""
    found = qgis.machine.processes()
    return {pid: words for pid, words in found.items() if "runtime/env.new/" in words}


def test_a_disk_that_fills_up_during_the_installation_is_named(
    qgis: Qgis, index: Any, borrowed: Any
) -> None:
    assert qgis.machine.run("mkdir", "-p", str(DATA)).returncode == 0
    _mount(qgis, f"size={ROOMY}")
    _meet_download(qgis, index, borrowed)
    _mount(qgis, f"remount,size={TIGHT}")
    _let_go(index)
    facts = steps.wait_failed(qgis, 120)
    assert facts["code"] == "io.disk_full", facts
    assert "disk" in steps.setup_says(qgis).lower(), steps.setup_says(qgis)
    assert _setup_programs(qgis) == {}
    _mount(qgis, f"remount,size={ROOMY}")
    steps.press_install(qgis)  # its words are Retry now
    steps.wait_installed(qgis, 180)
    assert qgis.complaints() == []


def _mount(qgis: Qgis, options: str) -> None:
    done = qgis.machine.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(DATA))
    assert done.returncode == 0, done.stderr


def test_the_second_of_two_qgis_says_who_installs_already_and_finds_the_engine_later(
    qgis: Qgis, small: Any, index: Any, borrowed: Any
) -> None:
    second = Qgis(small, "second")
    steps.open_panel(second)
    _meet_download(qgis, index, borrowed)
    steps.press_install(second)
    facts = steps.wait_failed(second)
    assert facts["code"] == "io.locked", facts
    assert f"process {qgis.pid} " in facts["error"], facts
    assert steps.setup_says(second)
    _let_go(index)
    steps.wait_installed(qgis, 180)
    second.click("setupInstallButton", 60)  # Retry finds at once that nothing is left to do
    steps.wait_installed(second, 180)
    assert qgis.complaints() == [] and second.complaints() == []
    engines = [words for words in small.processes().values() if words.endswith(" serve")]
    assert len(engines) == 2  # one per QGIS


def test_cancelled_in_the_middle_and_installed_again(qgis: Qgis, index: Any, borrowed: Any) -> None:
    _meet_download(qgis, index, borrowed)
    assert _setup_programs(qgis)
    qgis.click("setupCancelButton")
    qgis.wait(lambda: not steps.setup_facts(qgis)["busy"], 60, "it did not end")
    assert steps.setup_facts(qgis)["outcome"] == "cancelled"
    assert _setup_programs(qgis) == {}
    assert not qgis.machine.outside(HOME / steps.RUNTIME / "env").exists()
    _let_go(index)
    steps.press_install(qgis)
    steps.wait_installed(qgis, 180)
    assert qgis.complaints() == []


def test_killed_in_the_middle_nothing_runs_on_and_the_next_qgis_installs(
    qgis: Qgis, small: Any, index: Any, borrowed: Any
) -> None:
    _meet_download(qgis, index, borrowed)
    assert _setup_programs(qgis)
    qgis.kill()
    _wait_gone(small)
    _let_go(index)
    again = Qgis(small, "again")
    steps.open_panel(again)
    steps.press_install(again)
    steps.wait_installed(again, 180)
    assert again.complaints() == []


def _wait_gone(machine: Any, limit_s: float = 60.0) -> None:
    """Waits until no program of a setup or an engine runs."""
    end = time.monotonic() + limit_s
    while True:
        left = [words for words in machine.processes().values() if "/HSFM/" in words]
        if not left:
            return
        assert time.monotonic() < end, left
        time.sleep(0.2)


def test_a_killed_qgis_takes_its_engine_with_it(qgis: Qgis, small: Any) -> None:
    steps.press_install(qgis)
    steps.wait_installed(qgis, 180)
    work = Path(qgis.evaluate("result = str(plugins['hsfm'].link.work_folder)"))
    qgis.kill()
    _wait_gone(small)
    again = Qgis(small, "again")
    steps.open_panel(again)
    steps.wait_ready(again)
    assert not small.outside(work).exists(), "the work folder of the killed QGIS is left"
