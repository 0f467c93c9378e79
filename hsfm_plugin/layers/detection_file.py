"""What the file of a list holds besides its rows: how it was made, and marks by their places."""

from __future__ import annotations

import json
from typing import Any, Dict, Mapping, Tuple

from osgeo import gdal, ogr

from ...engine.errors import WriteFailed

KEPT = "marks"
"""Table without shapes: every place that was marked, whether or not the list holds it now."""
_TAG = "HSFM_PROVENANCE"
_SOUGHT = ("pixels", "library", "spectrum", "field", "value", "like")
"""Parameters that say what is sought; drawn polygons come as a file whose name tells nothing."""

Place = Tuple[float, float]
"""x and y of the highest score, in the CRS of the scene."""


def provenance_in(path: str) -> Dict[str, Any]:
    """How a list was made; empty where its file does not say."""
    try:
        source = gdal.OpenEx(path, gdal.OF_VECTOR)
        found = json.loads((source.GetMetadataItem(_TAG) if source is not None else "") or "{}")
    except (RuntimeError, ValueError):  # gdal.UseExceptions of another plugin; a file of somebody
        return {}
    return found if isinstance(found, dict) else {}


def sought(provenance: Mapping[str, Any]) -> str:
    """What a list was looked for with, so that two of equal words can be told apart."""
    given = provenance.get("parameters")
    values = given if isinstance(given, Mapping) else {}
    told = {name: values[name] for name in _SOUGHT if values.get(name)}
    if provenance.get("targets"):
        told["targets"] = provenance["targets"]
    return json.dumps(told, sort_keys=True, default=str) if told else ""


def kept_marks(path: str) -> Dict[Place, str]:
    """The marks that a file remembers by their places."""
    try:
        source = gdal.OpenEx(path, gdal.OF_VECTOR)
        return stored_marks(source) if source is not None else {}
    except RuntimeError:  # gdal.UseExceptions of another plugin
        return {}


def keep_marks(path: str, marks: Mapping[Place, str]) -> None:
    """Has a file remember these marks and no others.

    Raises:
        WriteFailed: the file cannot be written; it remembers what it did before.
    """
    try:
        source = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
        if source is None or source.StartTransaction() != ogr.OGRERR_NONE:
            raise unwritten(path, gdal.GetLastErrorMsg())
        if not store_marks(source, marks) or source.CommitTransaction() != ogr.OGRERR_NONE:
            said = gdal.GetLastErrorMsg()
            source.RollbackTransaction()
            raise unwritten(path, said)
    except RuntimeError as exc:  # gdal.UseExceptions of another plugin
        raise unwritten(path, str(exc)) from exc


def stored_marks(source: gdal.Dataset) -> Dict[Place, str]:
    """The marks that an open file remembers."""
    table = source.GetLayerByName(KEPT)
    if table is None:
        return {}
    table.ResetReading()
    return {(row["x"], row["y"]): row["mark"] for row in table}


def store_marks(source: gdal.Dataset, marks: Mapping[Place, str]) -> bool:
    """Writes the marks into an open file, within its transaction; says whether that was done."""
    table = source.GetLayerByName(KEPT)
    if table is None:
        table = source.CreateLayer(KEPT, None, ogr.wkbNone)
        if table is None:
            return False
        for name, kind in (("x", ogr.OFTReal), ("y", ogr.OFTReal), ("mark", ogr.OFTString)):
            table.CreateField(ogr.FieldDefn(name, kind))
    table.ResetReading()
    known = {((row["x"], row["y"]), row["mark"]): row.GetFID() for row in table}
    wanted = set(marks.items())
    gone = [fid for entry, fid in known.items() if entry not in wanted]
    is_done = all(table.DeleteFeature(fid) == ogr.OGRERR_NONE for fid in gone)
    for (x, y), mark in wanted.difference(known):
        row = ogr.Feature(table.GetLayerDefn())
        row["x"], row["y"], row["mark"] = x, y, mark
        is_done = is_done and table.CreateFeature(row) == ogr.OGRERR_NONE
    return is_done


def unwritten(path: str, said: str) -> WriteFailed:
    """The error of a list that cannot be written."""
    return WriteFailed(
        f"The list {path} could not be written.",
        hint="Close other programs that have it open, and check that its folder can be written.",
        detail=said,
    )
