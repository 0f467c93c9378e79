"""Removes the engine and the plugin by clicks, and looks for what is left."""

from __future__ import annotations

from tests.install import steps
from tests.install.listing import listing, whose
from tests.install.machine import Machine
from tests.install.remote import Qgis

SHOWN = 40
KINDS = ("runtime", "downloads", "weights", "cache")


def everything(machine: Machine) -> set[str]:
    """All files of the machine's own folders."""
    return listing(machine)


def remove_all(qgis: Qgis) -> None:
    """Removes every kind of what HSFM keeps."""
    qgis.evaluate(f"plugins['hsfm'].setup.remove({KINDS!r})")
    qgis.wait(lambda: not steps.setup_facts(qgis)["busy"], 120, "the removal did not end")
    facts = steps.setup_facts(qgis)
    assert not facts["error"], facts
    assert facts["needs"] == "install", facts


def uninstall(qgis: Qgis) -> None:
    """Uninstalls the plugin by QGIS's installer, and says Yes when it asks."""
    qgis.evaluate(
        "import pyplugin_installer\n"
        "from qgis.PyQt.QtCore import QTimer\n"
        "installer = pyplugin_installer.instance()\n"
        "QTimer.singleShot(0, lambda: installer.uninstallPlugin('hsfm'))"
    )
    qgis.answer("Yes")
    qgis.wait(lambda: not qgis.evaluate("result = 'hsfm' in plugins"), 60, "it is still there")


def left(machine: Machine, before: set[str]) -> list[str]:
    """What is there now and was not before, and is nobody else's."""
    return sorted(path for path in listing(machine) - before if not whose(path))


def check_nothing_left(machine: Machine, before: set[str]) -> None:
    """Compares the listings.

    Raises:
        AssertionError: a file or folder is left; with the first of them.
    """
    found = left(machine, before)
    assert not found, "\n".join([f"{len(found)} are left:", *found[:SHOWN]])
