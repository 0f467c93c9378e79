"""The same from a folder of wheels, on a machine whose network is cut, and removed again."""

from __future__ import annotations

import errno
from typing import Any

from tests.install import mapping, removing, steps
from tests.install.machine import STICK
from tests.install.remote import Qgis

_CONNECT = """
import socket, sys
try:
    socket.create_connection((sys.argv[1], 443), 10)
except OSError as exc:
    print(exc.errno)
else:
    print("connected")
"""
_ANY_HOST = "192.0.2.1"
"""Of no machine at all (RFC 5737); where there is a route, this runs into its time limit."""


def _no_network(machine: Any) -> None:
    """The index cannot even be asked for: no name is resolved, and no address has a route."""
    answer = machine.run("python3", "-c", _CONNECT, _ANY_HOST).stdout.strip()
    assert answer == str(errno.ENETUNREACH), answer
    answer = machine.run("python3", "-c", _CONNECT, "pypi.org").stdout.strip()
    assert answer not in ("", "connected"), answer


def test_from_a_folder_of_wheels_to_a_map_and_away_again(
    make_machine: Any, simulated: Any, wheels: Any
) -> None:
    binds = {"scene": simulated.folder, "wheels": wheels}
    machine = make_machine(binds=binds, is_offline=True, keeps_index=False)
    _no_network(machine)
    before = removing.everything(machine)
    qgis = Qgis(machine)
    steps.install_plugin(qgis)
    steps.open_panel(qgis)
    steps.press_from_folder(qgis, STICK / "wheels")
    steps.wait_installed(qgis)
    mapping.map_and_check(qgis, simulated)
    assert qgis.complaints() == []
    removing.remove_all(qgis)
    removing.uninstall(qgis)
    qgis.quit()
    assert qgis.complaints() == []
    removing.check_nothing_left(machine, before)
