"""A newer zip over the plugin while its engine is warm, at work or being installed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any, Optional

import pytest

from tests.install import steps
from tests.install.machine import HOME, STICK
from tests.install.remote import Qgis

PLUGIN = HOME / steps.PROFILE / "python" / "plugins" / "hsfm"


@pytest.fixture
def ready(small: Any, index: Any) -> Qgis:
    """A QGIS with the plugin and an installed, warm engine."""
    qgis = Qgis(small)
    steps.install_plugin(qgis)
    steps.open_panel(qgis)
    steps.use_index(qgis, index.url)
    steps.press_install(qgis)
    steps.wait_installed(qgis, 180)
    return qgis


def _newer_zip(machine: Any, extra_package: str = "") -> None:
    """Puts a zip of the next version on the stick, which may need one more package."""
    old = machine.outside(steps.ZIP)
    made = old.with_name("newer.zip")
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "hsfm/metadata.txt":
                data = re.sub(rb"(?m)^version=.*$", b"version=99.0.0", data)
            if name == "hsfm/resources/runtime/lock.txt" and extra_package:
                data += f"{extra_package}\n".encode()
            target.writestr(name, data)
    made.replace(old)


def _ours(machine: Any) -> dict[int, str]:
    """Everything of HSFM's that runs in the machine."""
    places = (str(HOME / steps.RUNTIME.parent), str(PLUGIN))
    found = machine.processes().items()
    return {pid: words for pid, words in found if any(place in words for place in places)}


def _note(qgis: Qgis) -> Optional[str]:
    path = qgis.machine.outside(HOME / steps.RUNTIME / "setup.json")
    return path.read_text(encoding="utf-8") if path.exists() else None


def _version(qgis: Qgis) -> str:
    code = "import qgis.utils\nresult = qgis.utils.pluginMetadata('hsfm', 'version')"
    return str(qgis.evaluate(code))


def test_an_update_over_a_warm_engine_goes_on_with_the_same_runtime(
    ready: Qgis, small: Any, simulated: Any
) -> None:
    before, note = set(_ours(small)), _note(ready)
    assert len(before) == 1
    _newer_zip(small)
    steps.install_plugin(ready)
    assert _version(ready) == "99.0.0"
    steps.wait_ready(ready)  # the panel was open and is again
    after = set(_ours(small))
    assert len(after) == 1 and not after & before
    assert steps.setup_facts(ready)["needs"] == "" and _note(ready) == note
    steps.open_panel(ready)
    steps.open_scene(ready, STICK / "scene" / simulated.product)
    assert steps.run_by(ready, "anomalyButton") == "done", steps.notice(ready)
    assert ready.complaints() == []


def test_an_update_during_a_run_ends_it_and_leaves_no_process_and_no_complaint(
    ready: Qgis, small: Any, simulated: Any
) -> None:
    steps.open_scene(ready, STICK / "scene" / simulated.product)
    steps.use_labels(ready, STICK / "scene" / "labels.gpkg")
    before = set(_ours(small))
    ready.click("trainButton")
    ready.wait(lambda: steps.is_at_work(ready), 60, "no run began")
    _newer_zip(small)
    steps.install_plugin(ready)
    assert _version(ready) == "99.0.0"
    assert not set(_ours(small)) & before
    steps.wait_ready(ready)
    steps.open_panel(ready)
    steps.open_scene(ready, STICK / "scene" / simulated.product)
    assert steps.run_by(ready, "anomalyButton") == "done", steps.notice(ready)
    assert ready.complaints() == []


def test_an_update_that_needs_other_packages_is_offered_and_installed(
    ready: Qgis, small: Any
) -> None:
    note = _note(ready)
    _newer_zip(small, extra_package="jinja2>=3")
    steps.install_plugin(ready)
    steps.open_panel(ready)
    ready.wait(lambda: steps.setup_facts(ready)["needs"] == "update", 60, "no update is offered")
    steps.wait_ready(ready)  # what there is goes on working
    steps.press_install(ready)  # its words are Update now
    steps.wait_installed(ready, 180)
    assert _note(ready) != note
    assert ready.complaints() == []


def test_an_update_during_an_installation_ends_it_and_the_next_one_goes_on(
    small: Any, index: Any, borrowed: Any
) -> None:
    qgis = Qgis(small)
    steps.install_plugin(qgis)
    steps.open_panel(qgis)
    steps.use_index(qgis, index.url)
    index.stalls.add(borrowed.torch)
    steps.press_install(qgis)
    qgis.wait(index.stalled.is_set, 180, "torch was not asked for")
    _newer_zip(small)
    steps.install_plugin(qgis)
    assert _ours(small) == {}
    index.stalls.clear()
    index.go_on.set()
    steps.open_panel(qgis)
    steps.press_install(qgis)
    steps.wait_installed(qgis, 180)
    assert qgis.complaints() == []


def test_a_plugin_that_is_switched_off_leaves_no_process_and_no_complaint(
    ready: Qgis, small: Any
) -> None:
    work = Path(ready.evaluate("result = str(plugins['hsfm'].link.work_folder)"))
    ready.evaluate("import qgis.utils\nassert qgis.utils.unloadPlugin('hsfm')")
    assert _ours(small) == {}
    assert not small.outside(work).exists()
    assert ready.complaints() == []


def test_quitting_qgis_leaves_no_process_and_no_temporary_file(ready: Qgis, small: Any) -> None:
    work = Path(ready.evaluate("result = str(plugins['hsfm'].link.work_folder)"))
    ready.quit()
    assert _ours(small) == {}
    assert not small.outside(work).exists()
    assert ready.complaints() == [] and "Traceback" not in ready.output()
