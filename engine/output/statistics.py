"""Running statistics of a score raster, with quantiles from a histogram of fixed size."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

KEY_SHIFT = 12
"""Bits of a float32 that the histogram drops: 11 bits of mantissa stay, 0.05 % of the value."""

BINS = 1 << (32 - KEY_SHIFT)


class ScoreStatistics:
    """Count, minimum, maximum, mean, standard deviation and quantiles of float32 scores.

    The histogram's bins are the leading bits of the float32 itself, so they need no range in
    advance, and adding windows in another order gives the same histogram. Sums are float64 in the
    order of arrival.

    Attributes:
        count: values that were no NaN.
        minimum, maximum: NaN without values.
    """

    def __init__(self) -> None:
        self.count = 0
        self.minimum = math.nan
        self.maximum = math.nan
        self._mean = 0.0
        self._squares = 0.0
        self._histogram = np.zeros(BINS, np.int64)

    def add(self, values: npt.NDArray[np.generic]) -> None:
        """Counts an array of any shape; NaN and infinities are left out."""
        flat = np.ascontiguousarray(values, dtype=np.float32).ravel()
        flat = flat[np.isfinite(flat)]
        if flat.size == 0:
            return
        wide = flat.astype(np.float64)
        count, mean = flat.size, float(wide.mean())
        squares = float(((wide - mean) ** 2).sum())
        apart = mean - self._mean
        total = self.count + count
        # Chan, Golub, LeVeque (1983), "Algorithms for computing the sample variance", eq. 2.1
        self._squares += squares + apart * apart * self.count * count / total
        self._mean += apart * count / total
        self.count = total
        self.minimum = float(np.fmin(self.minimum, flat.min()))
        self.maximum = float(np.fmax(self.maximum, flat.max()))
        np.add.at(self._histogram, _keys(flat), 1)

    @property
    def mean(self) -> float:
        """NaN without values."""
        return self._mean if self.count else math.nan

    @property
    def std(self) -> float:
        """Standard deviation of the population; NaN without values."""
        return math.sqrt(self._squares / self.count) if self.count else math.nan

    def quantile(self, share: float) -> float:
        """The value below which ``share`` of the scores lie, within 0.05 % of itself.

        Returns:
            NaN without values.
        """
        if not self.count:
            return math.nan
        rank = share * self.count
        below = np.cumsum(self._histogram)
        place = int(np.searchsorted(below, rank, side="left"))
        place = min(place, BINS - 1)
        held = int(self._histogram[place])
        part = (rank - (int(below[place]) - held)) / held if held else 0.0
        low, high = _edge(place), _edge(place + 1)
        value = low + min(1.0, max(0.0, part)) * (high - low)
        return min(self.maximum, max(self.minimum, value))

    def count_above(self, threshold: float) -> int:
        """About how many scores are above ``threshold``: those of its own bin are split evenly."""
        if not self.count or threshold >= self.maximum:
            return 0
        if threshold < self.minimum:
            return self.count
        place = int(_keys(np.array([threshold], np.float32))[0])
        low, high = _edge(place), _edge(place + 1)
        share = (high - threshold) / (high - low) if high > low else 0.0
        inside = float(self._histogram[place]) * min(1.0, max(0.0, share))
        return int(self._histogram[place + 1 :].sum()) + round(inside)

    def bins(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
        """The lower edges and the counts of the bins that hold scores, ascending."""
        places = np.flatnonzero(self._histogram)
        return _edges(places), self._histogram[places]

    def to_tags(self, pixels: int) -> dict[str, str]:
        """The statistics as GDAL's band metadata; empty without values.

        Args:
            pixels: of the whole raster.
        """
        if not self.count:
            return {}
        return {
            "STATISTICS_MINIMUM": repr(self.minimum),
            "STATISTICS_MAXIMUM": repr(self.maximum),
            "STATISTICS_MEAN": repr(self.mean),
            "STATISTICS_STDDEV": repr(self.std),
            "STATISTICS_VALID_PERCENT": f"{100 * self.count / pixels:.4g}",
        }


def _keys(values: npt.NDArray[np.float32]) -> npt.NDArray[np.intp]:
    """Bin numbers that grow with the value."""
    bits = values.view(np.uint32)
    ordered = np.where(bits >> 31, ~bits, bits | np.uint32(1 << 31))
    return (ordered >> KEY_SHIFT).astype(np.intp)


def _edge(place: int) -> float:
    """The lower edge of a bin."""
    return float(_edges(np.array([place]))[0])


def _edges(places: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """The lower edges of bins."""
    ordered = np.minimum(places.astype(np.int64) << KEY_SHIFT, (1 << 32) - 1).astype(np.uint32)
    bits = np.where(ordered >> 31, ordered & np.uint32(0x7FFFFFFF), ~ordered)
    return np.asarray(bits.astype(np.uint32).view(np.float32), np.float64)
