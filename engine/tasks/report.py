"""``report``: a head and its map in, one HTML page out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..context import Context
from ..heads.head_file import Head, read_head
from ..output.class_map import open_class_map
from ..output.place import atomic_file
from ..output.provenance import TAG, build_provenance, made_at
from .head_library import head_path
from .mapper import file_sha256
from .result import Output, Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Writes the report.

    Args:
        values: as ``parameters.REPORT`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        DependencyMissing: Matplotlib or Jinja2 is not installed.
        EngineError: whatever the head, the map or the place of the report refuse.
    """
    from ..output.map_picture import MapPicture, map_picture
    from ..training.report import report_html

    out = Path(values["out"]).absolute()
    context.progress("open", 0, 1)
    path = head_path(values["head"])
    head = read_head(path)
    sha256 = file_sha256(path)
    context.progress("open", 1, 1)
    picture: MapPicture | None = None
    facts = {"Head": path.name, "SHA-256 of the head": sha256}
    if values["map"]:

        def told(done: int, total: int) -> None:
            context.check_cancelled()
            context.progress("map", done, total)

        map_ = open_class_map(values["map"])
        facts |= _facts_of_map(map_.path, sha256, context)
        picture = map_picture(map_, head.classes, told)
        for note in picture.notes:
            context.warn(note)
    context.check_cancelled()
    context.progress("write", 0, 2)
    when = made_at().replace("T", " ").replace("Z", " UTC")
    text = report_html(head, path, facts, picture, when, context.warnings)
    context.progress("write", 1, 2)
    context.check_cancelled()
    with atomic_file(out) as part:
        part.write_text(text, encoding="utf-8", newline="\n")
    context.progress("write", 2, 2)
    missing = _missing(head)
    metrics = {"bytes": out.stat().st_size, "missing": missing, "warnings": list(context.warnings)}
    provenance = build_provenance(
        "report",
        parameters=dict(values),
        model={"head": str(path), "head_sha256": sha256},
        warnings=context.warnings,
    )
    return Result([Output("report", out, "report")], metrics, provenance)


def _facts_of_map(path: Path, sha256: str, context: Context) -> dict[str, str]:
    """What the map says of its making; warns where another head made it."""
    import rasterio

    with rasterio.open(path) as file:
        tag = file.tags().get(TAG, "")
    try:
        made = json.loads(tag) if tag else {}
        model, scene = made.get("model") or {}, made.get("scene") or {}
        facts = {
            "Map": path.name,
            "Map made": str(made.get("made") or ""),
            "Scene of the map": str(scene.get("product") or ""),
            "Map made by": str((made.get("software") or {}).get("version") or ""),
        }
        other = model.get("head_sha256") not in (None, sha256)
    except (AttributeError, ValueError):
        context.warn(f"What {path.name} says of its making cannot be read.")
        return {"Map": path.name}
    if other:
        context.warn(
            f"{path.name} was made with another classifier, or with an earlier state of this one."
        )
    return {name: text for name, text in facts.items() if text}


def _missing(head: Head) -> list[str]:
    """Which parts of the report a head cannot fill because it is of an older version."""
    return [] if head.evidence else ["places", "reliability", "spectra"]
