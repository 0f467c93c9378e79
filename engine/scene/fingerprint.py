"""A scene's fingerprint: what caches and results are keyed by."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

from .scene import Scene

_ARCHIVE = re.compile(r"/vsi(?:zip|tar|gzip)/")


def fingerprint(scene: Scene, cube: str, members: Iterable[str]) -> str:
    """Hashes names, sizes and times of a scene's files and everything its header says.

    Moving a product does not change it; writing any of its files does.

    Args:
        scene: its own fingerprint may be empty still.
        cube: what GDAL opens.
        members: names of the files that pixels, metadata and quality layers come from; those in an
            archive as GDAL has them, as ``/vsizip/...``.

    Returns:
        A SHA-256 in hexadecimal; empty if it cannot be told whether a member changes, as for
        ``/vsicurl/...``. Two scenes without a fingerprint have nothing in common.
    """
    files = []
    chosen = "" if os.path.isfile(cube) else cube  # which one of those that a file holds
    for member in dict.fromkeys(members):
        place = located(member)
        if place is None:
            return ""
        name, status = place
        files.append([name, status.st_size, status.st_mtime_ns])
        chosen = chosen.replace(member, name)
    header = [
        scene.grid.height,
        scene.grid.width,
        scene.grid.transform,
        scene.grid.crs_wkt,
        scene.dtype,
        scene.nodata,
        [[b.centre_nm, b.fwhm_nm, b.detector, b.unusable] for b in scene.bands.bands],
        scene.gain.tolist(),
        scene.offset.tolist(),
    ]
    text = json.dumps([chosen, files, header], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def located(member: str) -> tuple[str, os.stat_result] | None:
    """A member's name without the folder, and the file that holds it; None if there is no file.

    The name of what lies in an archive starts with that of the archive.
    """
    place = member
    if _ARCHIVE.match(place):
        place = place.replace("{", "").replace("}", "")  # they part an archive from what it holds
    while found := _ARCHIVE.match(place):
        place = place[found.end() :]
    path = Path(place)
    for file in (path, *path.parents) if place != member else (path,):
        try:
            status = file.stat()
        except (OSError, ValueError):
            continue
        if not stat.S_ISREG(status.st_mode):
            return None
        return path.relative_to(file.parent).as_posix(), status
    return None
