"""Where HSFM's files lie: the plugin, the results, names of files in them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Collection

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QStandardPaths
from qgis.PyQt.QtGui import QIcon

from .settings import Settings

ROOT = Path(__file__).resolve().parents[1]
"""The plugin's own folder, which also holds the engine."""

RESULTS = "HSFM"
_MAX_NAME = 60


def icon(name: str) -> QIcon:
    """One of HSFM's own icons."""
    return QIcon(str(ROOT / "resources" / "icons" / name))


def results_folder(settings: Settings, project: QgsProject) -> Path:
    """Where results go: the user's setting, else beside the project, else the documents folder.

    The folder is made by the first write, not here.
    """
    if settings.results_folder:
        return Path(settings.results_folder)
    home = project.absolutePath()
    if home:
        return Path(home) / RESULTS
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or os.path.expanduser("~")) / RESULTS


def scene_stem(name: str) -> str:
    """A short name for files that come from a scene.

    An EnMAP product is called by its datatake and date, ``enmap_DT0000001867_20220724``.
    """
    product = re.search(r"(DT\d{10})\D+?(\d{8})T", name)
    if product and "ENMAP" in name.upper():
        return f"enmap_{product.group(1)}_{product.group(2)}"
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", Path(name).name).strip("_")
    return plain[:_MAX_NAME].strip("_") or "scene"


_UNFINISHED = ".part"
"""In the names of files that the engine has not finished, see ``engine.output.place``."""


def next_file(folder: Path, stem: str, extension: str, taken: Collection[str] = ()) -> Path:
    """The first ``stem_NN.extension`` in ``folder`` whose ``stem_NN`` no other file has.

    A list with marks may be kept where its map was deleted; the next map must not write over it.
    What a killed engine left unfinished counts for nothing: the next run of that name removes it.
    The paths ``taken`` count as files: runs under way will write them.
    """
    try:
        names = [name.casefold() for name in os.listdir(folder)]
        known = [name for name in names if _UNFINISHED not in name]
    except OSError:  # there is none yet, or it cannot be used, which the first write tells
        known = []
    known += [Path(path).name.casefold() for path in taken if Path(path).parent == folder]
    number = 1
    while True:
        path = folder / f"{stem}_{number:02d}.{extension}"
        own = path.stem.casefold()
        if not path.exists() and not any(name.startswith((f"{own}.", f"{own}_")) for name in known):
            return path
        number += 1
