"""The background's tail of a score map: the threshold that a share of ordinary pixels exceeds.

No Gaussian is assumed: the tail is fitted by peaks over threshold, and the anomalies that a scene
holds are kept out of the fit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .pareto import Pareto, fit_pareto
from .statistics import ScoreStatistics

RATES = tuple(float(f"{rate:.6g}") for rate in np.logspace(-1, -6, 41))
"""The false-alarm rates of the table; between them thresholds are linear in log(rate)."""

STARTS = (0.3, 0.2, 0.14, 0.1, 0.06, 0.03)
"""Where ranges start, as the share of pixels above. The more pixels the better, but the limit law
holds only far out in light tails, and covers that few pixels have begin late."""
FIRST_END, LEAST_END = 0.02, 1 / 3
"""Where the first slice above a range starts: this share of pixels above, or of the range's."""
ENDS = (0.015, 0.01, 0.007, 0.005, 0.0035, 0.0025, 0.0017, 0.0012, 8e-4, 5e-4, 3e-4, 2e-4, 1e-4)
BINS_BELOW = 40
LEAST_EXCEEDANCES = 100
"""Ranges with fewer pixels are not fitted."""
LEAST_ABOVE = 5
"""The topmost slice holds so many pixels at least."""

JUDGED = 8000
"""Tests for a range are as strict as with this many pixels at most: no real tail follows the law
exactly, and a million pixels would refuse every range."""
EXCESS = 8.0
"""Twice the gain of log-likelihood from which on a slice holds more than background: 0.5 % of
pure backgrounds reach it by chance."""
LEAST_FIT = 0.1
"""The p value of the chi-squared test that a range needs."""
AS_DEEP = 1.6
"""Ranges that reach nearly as far as the deepest one have a say."""

COUNTED = 20
"""Where nothing but background was found, so many pixels above a threshold say more than a law."""
NEAREST = 1e-6
"""To the ceiling, where scores reach it."""
FEWER_SIGMAS = 2.0
"""Of the background's pixels that a law expects above a threshold, not fewer are there by chance
than the expected number less so many of its standard deviations (Poisson): the law is wrong."""

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Range:
    """A fitted range of the tail.

    Attributes:
        start: the score it begins at; see ``BackgroundTail`` for scores with a ceiling.
        law: of the background above it.
        share: of the background's pixels that lie above it.
        strange: pixels above it that are no background, as a share of all.
        end: the share of all pixels above its end.
        fit: the p value of the test of its counts.
    """

    start: float
    law: Pareto
    share: float
    strange: float
    end: float
    fit: float


class BackgroundTail:
    """Thresholds by false-alarm rate, from the histogram of a map's scores.

    For several starts of the range, the generalised Pareto distribution is fitted to the pixels
    between the start and an end, and nothing above the end counts: what is unusual lies there.
    The end moves up slice by slice as long as the next slice holds no more pixels than the law
    says (a likelihood-ratio test); where it stops, anomalies begin. Thresholds are the mean over
    the ranges whose counts fit and which reach about as far up as the best of them.

    Where a range goes up to the highest score, quantiles of all scores are taken as far as they
    have enough pixels above; where there are too few pixels or too few different scores for any
    range, everywhere. No threshold is so high that fewer pixels lie above it than background alone
    would put there: where no law fits, extrapolating one would leave none.

    Scores with a ceiling are fitted as ``-log(ceiling - score)``: a tail that falls as a power of
    the distance to the ceiling, as those of cosines do, is exponential there, and no tail reaches
    beyond the ceiling.

    Attributes:
        kind: ``generalised Pareto``, or ``quantile`` where nothing could be fitted.
    """

    def __init__(self, statistics: ScoreStatistics, ceiling: float = math.inf) -> None:
        """Fits the tail; takes about 0.2 s whatever the size of the map.

        Args:
            statistics: of a score map with at least one value; higher scores are more wanted.
            ceiling: the highest score there can be.
        """
        self._statistics = statistics
        self._ceiling = ceiling
        self._ranges = _chosen(statistics, ceiling)
        self.kind = "generalised Pareto" if self._ranges else "quantile"
        made = np.maximum.accumulate([self._fitted(rate) for rate in RATES]).clip(max=ceiling)
        self._thresholds = [float(value) for value in made]

    def threshold(self, rate: float) -> float:
        """The score that the share ``rate`` (0..1) of the background's pixels exceeds.

        Between the rates of the table it is linear in log(rate); it ends at the table's end.
        """
        if rate > RATES[0]:
            return min(self._fitted(rate), self._thresholds[0])
        return threshold_at(RATES, self._thresholds, rate)

    def to_json(self) -> dict[str, Any]:
        """``rates`` (descending), ``thresholds`` (ascending, as many), ``kind``."""
        return {"rates": list(RATES), "thresholds": list(self._thresholds), "kind": self.kind}

    def _fitted(self, rate: float) -> float:
        if not self._ranges:
            return self._statistics.quantile(1.0 - rate)
        return float(np.mean([self._in_range(each, rate) for each in self._ranges]))

    def _in_range(self, tail: _Range, rate: float) -> float:
        is_counted = not tail.end and rate * self._statistics.count >= COUNTED
        if rate < tail.share and not is_counted:
            found = tail.start + tail.law.excess(rate / tail.share)
            if math.isfinite(self._ceiling):
                found = self._ceiling - math.exp(-found)
            expected = rate * (1.0 - tail.strange) * self._statistics.count
            least = expected - FEWER_SIGMAS * math.sqrt(expected)
            if least < 1.0:
                return found
            return min(found, self._statistics.quantile(1.0 - least / self._statistics.count))
        return self._statistics.quantile(1.0 - rate * (1.0 - tail.strange) - tail.strange)


def threshold_at(rates: Sequence[float], thresholds: Sequence[float], rate: float) -> float:
    """Reads a table of ``BackgroundTail.to_json``: linear in log(rate), its ends beyond it."""
    at = [-math.log(each) for each in rates]
    return float(np.interp(-math.log(max(rate, 1e-300)), at, thresholds))


def _chosen(statistics: ScoreStatistics, ceiling: float) -> list[_Range]:
    """The ranges that decide; none if nothing can be fitted."""
    lower, counts = statistics.bins()
    if math.isfinite(ceiling):
        lower = -np.log(np.maximum(ceiling - lower, NEAREST))
    above = np.cumsum(counts[::-1])[::-1]
    fitted = [_fit_range(lower, above, start) for start in STARTS]
    found = [each for each in fitted if each is not None]
    if not found:
        return []
    good = [each for each in found if each.fit > LEAST_FIT]
    if not good:
        return [max(found, key=lambda each: each.fit)]
    floor = LEAST_ABOVE / statistics.count
    deepest = max(floor, min(each.end for each in good))
    return [each for each in good if each.end <= AS_DEEP * deepest]


def _fit_range(lower: FloatArray, above: npt.NDArray[np.int64], start: float) -> _Range | None:
    """Fits the range that starts where the share ``start`` of pixels lies above.

    Args:
        lower: lower edges of the histogram's bins, ascending.
        above: pixels in a bin or above it.
        start: the share.
    """
    total = int(above[0])
    first_end = min(FIRST_END, LEAST_END * start)
    shares = [*np.linspace(start, first_end, BINS_BELOW), *(e for e in ENDS if e < first_end)]
    wanted = [share * total for share in shares if share * total >= LEAST_ABOVE]
    places = np.unique([np.searchsorted(-above, -count, side="right") - 1 for count in wanted])
    places = places[places > 0]
    if len(places) < BINS_BELOW // 2 or above[places[0]] < LEAST_EXCEEDANCES:
        return None
    edges = np.append(lower[places] - lower[places[0]], math.inf)
    counts = -np.diff(np.append(above[places], 0)).astype(np.float64)
    bins = int(np.count_nonzero(above[places] > first_end * total * (1 + 1e-9)))
    law, bins = _extended(edges, counts, max(2, bins))
    fit = _fit_of(law, edges[: bins + 1], counts[:bins])
    survival = law.survival(edges[: bins + 1])
    inside = float(survival[0] - survival[-1])
    background = float(counts[:bins].sum()) / max(inside, 1e-12)
    strange = max(0.0, (float(above[places[0]]) - background) / total)
    share = background / (total * (1.0 - strange))
    end = float(counts[bins:].sum()) / total
    return _Range(float(lower[places[0]]), law, share, strange, end, fit)


def _extended(edges: FloatArray, counts: FloatArray, bins: int) -> tuple[Pareto, int]:
    """Takes in slice after slice above the first ``bins`` until one holds too much."""
    law = fit_pareto(edges[: bins + 1], counts[:bins])
    while bins < len(counts):
        longer = fit_pareto(edges[: bins + 2], counts[: bins + 1], law)
        held, more = float(counts[:bins].sum()), float(counts[bins])
        part = more / (held + more)
        free = law.log_likelihood + held * math.log(1.0 - part) + more * math.log(max(part, 1e-300))
        gain = 2.0 * (free - longer.log_likelihood) * min(1.0, JUDGED / held)
        survival = law.survival(edges[: bins + 2])
        inside = max(float(survival[0] - survival[bins]), 1e-12)
        expected = held * float(survival[bins] - survival[bins + 1]) / inside
        if gain > EXCESS and more > expected:
            break
        law, bins = longer, bins + 1
    return law, bins


def _fit_of(law: Pareto, edges: FloatArray, counts: FloatArray) -> float:
    """The p value of the chi-squared test of the counts."""
    from scipy.stats import chi2

    survival = law.survival(edges)
    shares = survival[:-1] - survival[1:]
    total = float(counts.sum())
    expected = np.maximum(total * shares / max(float(shares.sum()), 1e-12), 1e-9)
    freedom = max(1, len(counts) - 3)
    squares = float(((counts - expected) ** 2 / expected).sum())
    judged = freedom + (squares - freedom) * min(1.0, JUDGED / total)
    return float(chi2.sf(judged, freedom))
