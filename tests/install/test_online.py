"""From the zip alone, on a machine with QGIS and Python and a network."""

from __future__ import annotations

import shutil
from typing import Any

from tests.install import mapping, steps
from tests.install.machine import HOME
from tests.install.remote import Qgis


def test_from_the_zip_to_a_map_and_a_lost_runtime_is_explained(
    make_machine: Any, simulated: Any
) -> None:
    """A real installation from the package index; the home's path has a space and an umlaut."""
    machine = make_machine(binds={"scene": simulated.folder})
    assert " " in str(HOME) and "ö" in str(HOME)
    qgis = Qgis(machine)
    steps.install_plugin(qgis)
    assert steps.is_enabled(qgis)
    steps.open_panel(qgis)
    assert steps.status(qgis) == "missing"
    steps.press_install(qgis)
    steps.wait_installed(qgis)
    python = qgis.evaluate("result = plugins['hsfm'].link.python")
    assert python == str(HOME / steps.RUNTIME / "env" / "bin" / "python")
    mapping.map_and_check(qgis, simulated)
    assert qgis.complaints() == []
    _lose_the_runtime(qgis)


def _lose_the_runtime(qgis: Qgis) -> None:
    """The folder goes while the engine is warm: QGIS goes on and says what to do."""
    shutil.rmtree(qgis.machine.outside(HOME / steps.RUNTIME.parent))
    engine = qgis.evaluate("result = plugins['hsfm'].link.session_pid")
    assert engine in qgis.machine.processes()
    how = steps.run_by(qgis, "anomalyButton")
    said = steps.notice(qgis)
    if how == "done":  # all that it needed was loaded already
        qgis.machine.run("kill", "-9", str(engine))
        how = steps.run_by(qgis, "quickMapButton")
        said = steps.notice(qgis)
    assert how == "failed" and said, (how, said)
    steps.wait_offered(qgis)
    assert "Traceback" not in said
    assert not any("Traceback" in text for text in qgis.complaints())
