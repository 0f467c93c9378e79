"""A scene's fingerprint: what caches and results are keyed by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from .scene import Scene


def fingerprint(scene: Scene, members: Iterable[Path]) -> str:
    """Hashes names, sizes and times of a scene's files and everything its header says.

    Moving a product does not change it; writing any of its files does.

    Args:
        scene: its own fingerprint may be empty still.
        members: cube, metadata and quality layers.

    Returns:
        A SHA-256 in hexadecimal.
    """
    files = []
    for member in members:
        if member.is_file():
            status = member.stat()
            files.append([member.name, status.st_size, status.st_mtime_ns])
        else:
            files.append([str(member), 0, 0])
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
    text = json.dumps([files, header], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
