"""The tail of a score map's background: which threshold goes with which false-alarm rate."""

from __future__ import annotations

import json
import math
import os
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np
from osgeo import gdal

from ...engine.errors import Cancelled, InputUnreadable

TAIL_TAG, THRESHOLD_TAG, RATE_TAG = "HSFM_TAIL", "HSFM_THRESHOLD", "HSFM_FALSE_ALARM_RATE"
RATE_KEY = "hsfm/false_alarm_rate"
"""Custom property of the layer of a score map: the rate to which the user has moved it."""
_ROWS = 512
"""Rows that are read at once."""


@dataclass(frozen=True)
class ScoreTail:
    """A table of the engine.

    Attributes:
        rates: shares of the background above the threshold, descending.
        thresholds: of the same length, ascending.
    """

    rates: Tuple[float, ...]
    thresholds: Tuple[float, ...]

    @classmethod
    def from_json(cls, table: Any) -> Optional[ScoreTail]:
        """Takes ``tail`` of the engine's metrics; None where that is no table."""
        if not isinstance(table, Mapping):
            return None
        try:
            rates = tuple(float(rate) for rate in table.get("rates") or ())
            thresholds = tuple(float(value) for value in table.get("thresholds") or ())
        except (TypeError, ValueError):
            return None
        is_known = all(map(math.isfinite, thresholds)) and all(rate > 0 for rate in rates)
        return cls(rates, thresholds) if len(rates) == len(thresholds) > 1 and is_known else None

    def threshold_at(self, rate: float) -> float:
        """The threshold for a rate, linear over its logarithm between the entries of the table."""
        places = -np.log10(self.rates)  # ascending, as numpy wants them
        return float(np.interp(-math.log10(rate), places, self.thresholds))


def reopen_scores(
    path: str, list_path: str, rate: Optional[float], is_cancelled: Callable[[], bool]
) -> Optional[Dict[str, Any]]:
    """What the engine's metrics were, from the tags of a score map; for a background thread.

    Args:
        path: of the map.
        list_path: of its list, which may not be there.
        rate: to which the user has moved the threshold; None for that of the run.
        is_cancelled: as for ``count_above``.

    Returns:
        ``tail``, ``threshold``, ``false_alarm_rate``, ``above``, ``pixels``, ``minimum`` and, with
        a list, ``detections``; None for any other raster.

    Raises:
        InputUnreadable: GDAL cannot read the map.
        Cancelled: nobody wants to know any more.
    """
    raster = _open(path)
    tags, statistics = raster.GetMetadata(), raster.GetRasterBand(1).GetMetadata()
    try:
        table = json.loads(tags[TAIL_TAG])
        threshold, used = float(tags[THRESHOLD_TAG]), float(tags[RATE_TAG])
        minimum = float(statistics.get("STATISTICS_MINIMUM", "nan"))
    except (KeyError, ValueError):
        return None
    tail = ScoreTail.from_json(table)
    if tail is None or not math.isfinite(threshold) or not 0 < used < 1:
        return None
    if rate is not None and 0 < rate < 1 and rate != used:
        threshold, used = tail.threshold_at(rate), rate
    pixels, above = count_above(path, (-math.inf, threshold), is_cancelled)
    found = _count_rows(list_path) if os.path.exists(list_path) else None
    return {
        "tail": table,
        "threshold": threshold,
        "false_alarm_rate": used,
        "above": above,
        "pixels": pixels,
        "minimum": minimum if math.isfinite(minimum) else tail.thresholds[0],
        **({"detections": found} if found is not None else {}),
    }


def _count_rows(path: str) -> Optional[Dict[str, int]]:
    """How many detections a list holds and how many are flagged; None where it cannot be read."""
    try:
        source = gdal.OpenEx(path, gdal.OF_VECTOR)
        table = source.GetLayerByName("detections") if source is not None else None
        flags = [feature["flag"] for feature in table] if table is not None else None
    except (RuntimeError, KeyError):  # somebody else's file
        return None
    if flags is None:
        return None
    return {"count": len(flags), "listed": len(flags), "flagged": sum(map(bool, flags))}


def _open(path: str) -> Any:
    """A raster, opened by GDAL, whether or not another plugin has called gdal.UseExceptions."""
    said = ""
    try:
        raster = gdal.Open(path)
    except RuntimeError as exc:
        raster, said = None, str(exc)
    if raster is None:
        raise InputUnreadable(
            f"GDAL cannot open {path}.", detail=said or str(gdal.GetLastErrorMsg())
        )
    return raster


def count_above(
    path: str, thresholds: Sequence[float], is_cancelled: Callable[[], bool]
) -> List[int]:
    """Counts the pixels of a score map above each of several thresholds; for a background thread.

    Args:
        path: of the map; its first band counts.
        thresholds: ascending.
        is_cancelled: asked between the blocks.

    Raises:
        InputUnreadable: GDAL cannot read the map.
        Cancelled: nobody wants to know any more.
    """
    edges = np.asarray(thresholds, dtype=np.float64)
    counts = np.zeros(len(edges) + 1, dtype=np.int64)
    raster = _open(path)
    try:
        for row in range(0, raster.RasterYSize, _ROWS):
            if is_cancelled():
                raise Cancelled("Counting was stopped.")
            height = min(_ROWS, raster.RasterYSize - row)
            band = raster.GetRasterBand(1)
            stored = band.ReadRaster(0, row, raster.RasterXSize, height, buf_type=gdal.GDT_Float32)
            if stored is None:
                raise InputUnreadable(f"GDAL cannot read {path}.", detail=gdal.GetLastErrorMsg())
            values = np.frombuffer(stored, np.float32)
            places = np.searchsorted(edges, values[np.isfinite(values)], side="left")
            counts += np.bincount(places, minlength=len(counts))
    except RuntimeError as exc:  # where another plugin called gdal.UseExceptions
        raise InputUnreadable(f"GDAL cannot read {path}.", detail=str(exc)) from exc
    above = counts[::-1].cumsum()[::-1][1:]
    return [int(count) for count in above]
