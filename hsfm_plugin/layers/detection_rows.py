"""Reads the rows of a list of detections, and takes over those of another one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, List, Sequence, Tuple

import numpy as np
from osgeo import gdal, ogr
from qgis.core import QgsFeature, QgsFeatureRequest, QgsVectorLayer

from .detection_file import store_marks, stored_marks, unwritten
from .detection_layer import TABLE

_COLUMNS = ("rank", "score", "size_px", "contrast", "flag", "mark", "row", "col", "x", "y")


@dataclass(frozen=True)
class Detection:
    """One row.

    Attributes:
        fid: of the feature.
        rank: 1 is the highest score.
        score: the highest of its pixels.
        size: in pixels.
        contrast: how far its mean spectrum is from its surroundings; NaN where unknown.
        flag: what speaks against it: empty, ``stripe``, ``bad pixel`` or ``edge``.
        mark: what the user says of it: empty, ``real`` or ``false``.
        row, col: of the pixel with the highest score, in the scene, from 0.
        x, y: middle of that pixel in the layer's CRS.
    """

    fid: int
    rank: int
    score: float
    size: int
    contrast: float
    flag: str
    mark: str
    row: int
    col: int
    x: float
    y: float


@dataclass(frozen=True)
class DetectionSpectra:
    """The spectra of one row, on the bands of the list.

    Attributes:
        numbers: of the bands, from 1.
        target: mean of its pixels, float64 ``(bands,)``; NaN where not measured.
        background: mean of the pixels around it, likewise.
    """

    numbers: Tuple[int, ...]
    target: Any
    background: Any


def read_rows(layer: QgsVectorLayer) -> List[Detection]:
    """All rows by rank, without shapes and spectra."""
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes(list(_COLUMNS), layer.fields())
    places = [layer.fields().indexOf(name) for name in _COLUMNS]
    rows = []
    for feature in layer.getFeatures(request):
        values = feature.attributes()
        rows.append(_row(feature.id(), [values[at] if at >= 0 else None for at in places]))
    return sorted(rows, key=lambda row: row.rank)


def read_spectra(feature: QgsFeature) -> DetectionSpectra:
    """The spectra of a feature of the list; without bands where it has none."""
    try:
        numbers = [int(number) for number in json.loads(_text(feature, "bands"))["numbers"]]
        target, background = (
            np.array([np.nan if value is None else value for value in json.loads(text)], float)
            for text in (_text(feature, "spectrum"), _text(feature, "background"))
        )
    except (KeyError, TypeError, ValueError):  # a list that somebody edited
        return DetectionSpectra((), np.array([]), np.array([]))
    if not len(numbers) == len(target) == len(background):
        return DetectionSpectra((), np.array([]), np.array([]))
    return DetectionSpectra(tuple(numbers), target, background)


def take_rows(source: str, path: str) -> None:
    """Replaces the rows of a list by those of another one, all or none; for a background thread.

    The file stays in its place, so that a project that was saved with it still finds it, and it
    remembers the marks of the rows that go.

    Args:
        source: the list whose rows are taken.
        path: the list that gets them.

    Raises:
        WriteFailed: the list cannot be written.
    """
    try:
        _replace_rows(source, path)
    except RuntimeError as exc:  # where another plugin called gdal.UseExceptions
        raise unwritten(path, str(exc)) from exc


def _replace_rows(source: str, path: str) -> None:
    given = gdal.OpenEx(source, gdal.OF_VECTOR)
    kept = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    if given is None or kept is None or kept.StartTransaction() != ogr.OGRERR_NONE:
        raise unwritten(path, gdal.GetLastErrorMsg())
    rows, table = given.GetLayerByName(TABLE), kept.GetLayerByName(TABLE)
    is_done = rows is not None and table is not None
    marks = stored_marks(kept)
    if is_done:
        table.ResetReading()
        known = []
        for feature in table:
            known.append(feature.GetFID())
            marks[(feature["x"], feature["y"])] = feature["mark"] or ""
        marks = {place: mark for place, mark in marks.items() if mark}
        is_done = all(table.DeleteFeature(fid) == ogr.OGRERR_NONE for fid in known)
        is_done = is_done and (not marks or store_marks(kept, marks))
    for row in rows if is_done else ():
        made = ogr.Feature(table.GetLayerDefn())
        made.SetFrom(row)
        made.SetFID(row.GetFID())
        made["mark"] = marks.get((row["x"], row["y"]), "")
        is_done = is_done and table.CreateFeature(made) == ogr.OGRERR_NONE
    if not is_done or kept.CommitTransaction() != ogr.OGRERR_NONE:
        said = gdal.GetLastErrorMsg()
        kept.RollbackTransaction()
        raise unwritten(path, said)


def _row(fid: int, values: Sequence[Any]) -> Detection:
    """One row from the values of ``_COLUMNS``; what is not known is 0, NaN or empty."""
    rank, score, size, contrast, flag, mark, row, col, x, y = values
    nan = float("nan")
    return Detection(
        fid,
        int(_number(rank, 0)),
        _number(score, nan),
        int(_number(size, 0)),
        _number(contrast, nan),
        flag if isinstance(flag, str) else "",
        mark if isinstance(mark, str) else "",
        int(_number(row, 0)),
        int(_number(col, 0)),
        _number(x, nan),
        _number(y, nan),
    )


def _number(value: Any, otherwise: float) -> float:
    return float(value) if isinstance(value, (int, float)) else otherwise


def _text(feature: QgsFeature, name: str) -> str:
    value = feature[name]
    return value if isinstance(value, str) else ""
