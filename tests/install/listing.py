"""Every file of a machine that the user or a program in it has written, and whose it is."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tests.install.machine import HOME, Machine

PLACES = ("/home", "/tmp", "/var/tmp", "/dev/shm")
_PROFILE = re.escape(f"{HOME}/.local/share/QGIS/QGIS3/profiles/default")
OTHERS = {
    rf"{_PROFILE}(/.*)?": "the QGIS profile itself",
    rf"{re.escape(str(HOME))}/\.local(/share(/QGIS(/QGIS3(/profiles(/profiles\.ini)?)?)?)?)?": (
        "the folders above the QGIS profile, and QGIS's list of profiles"
    ),
    rf"{re.escape(str(HOME))}/\.cache": "the user's folder of caches, which QGIS makes",
    rf"{re.escape(str(HOME))}/\.cache/(QGIS|qgis\.bin|qgis)(/.*)?": "QGIS's own cache",
    rf"{re.escape(str(HOME))}/\.cache/fontconfig(/.*)?": "fontconfig's cache, made by Qt",
    rf"{re.escape(str(HOME))}/\.cache/mesa_shader_cache(_db)?(/.*)?": "Mesa's cache, made by Qt",
    rf"{re.escape(str(HOME))}/\.config": "the user's folder of settings, which Qt makes",
    rf"{re.escape(str(HOME))}/\.config/(QtProject\.conf|QGIS(/.*)?)": (
        "Qt's and QGIS's own settings"
    ),
    rf"{re.escape(str(HOME))}/Documents(/HSFM(/.*)?)?": "the user's own maps",
    r"/tmp/runtime(/.*)?": "XDG_RUNTIME_DIR, made by the test",
    r"/tmp/\.X11-unix(/.*)?|/tmp/\.X\d+-lock|/tmp/xvfb-run\..*": "the X server's",
}
"""Patterns of paths that are not HSFM's, and whose they are."""


def listing(machine: Machine) -> set[str]:
    """Paths of everything in the machine's own folders, and in those that are hidden in it."""
    names = machine.run("find", *machine.hidden, "-mindepth", "1", "-print0")
    assert names.returncode == 0, names.stderr
    found = {name for name in names.stdout.split("\0") if name}
    for place in PLACES:
        top = machine.outside(Path(place))
        for folder, folders, files in os.walk(top):
            found |= {os.path.join(folder, name)[len(str(machine.folder)) :] for name in folders}
            found |= {os.path.join(folder, name)[len(str(machine.folder)) :] for name in files}
    return found


def whose(path: str) -> str:
    """Whose a path is; empty where nobody but HSFM can have made it."""
    for pattern, reason in OTHERS.items():
        if re.fullmatch(pattern, path):
            return reason
    return ""
