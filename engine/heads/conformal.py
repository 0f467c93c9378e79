"""Class sets: all classes that a pixel may belong to at an error rate that the user chooses.

How likely a class has to be to belong to the set was measured on polygons that were held out of
training; see ``training.conformal``.
"""

from __future__ import annotations

import bisect
import math
from dataclasses import dataclass
from typing import Any

EVERYTHING = 1.0
"""The threshold at which every class belongs to the set."""

MOST_RATES = 1_000
"""No head comes near; a file with more is something else."""

_ROUNDING = 1e-9


@dataclass(frozen=True)
class ConformalSets:
    """How sets of classes are made from probabilities.

    A set holds the classes whose probability is at least ``1 - threshold(error_rate)``, and always
    the most likely one. It misses the true class of about ``error_rate`` of the pixels of a new
    polygon, on average over polygons like those that were labelled.

    Attributes:
        error_rates: ascending, each between 0 and 1.
        thresholds: 0 to 1, one a rate, none greater than the one before.
    """

    error_rates: tuple[float, ...]
    thresholds: tuple[float, ...]

    def __post_init__(self) -> None:
        rates, thresholds = self.error_rates, self.thresholds
        if not 0 < len(rates) == len(thresholds) <= MOST_RATES:
            raise ValueError(f"{len(rates)} error rates and {len(thresholds)} thresholds")
        if not all(math.isfinite(rate) and 0 < rate < 1 for rate in rates):
            raise ValueError("an error rate is not between 0 and 1")
        if not all(math.isfinite(threshold) and 0 <= threshold <= 1 for threshold in thresholds):
            raise ValueError("a threshold is not from 0 to 1")
        if any(b <= a for a, b in zip(rates, rates[1:])):
            raise ValueError("the error rates do not ascend")
        if any(b > a for a, b in zip(thresholds, thresholds[1:])):
            raise ValueError("a greater error rate has a greater threshold")

    def threshold(self, error_rate: float) -> float:
        """Of the greatest known rate that is not above ``error_rate``.

        ``EVERYTHING`` where all known rates are above it.
        """
        place = bisect.bisect_right(self.error_rates, error_rate + _ROUNDING)
        return self.thresholds[place - 1] if place else EVERYTHING

    def to_json(self) -> dict[str, list[float]]:
        return {"error_rates": list(self.error_rates), "thresholds": list(self.thresholds)}

    @classmethod
    def from_json(cls, made: dict[str, Any]) -> ConformalSets:
        """The inverse of ``to_json``.

        Raises:
            KeyError, OverflowError, TypeError, ValueError: something is missing or impossible.
        """
        rates, thresholds = made["error_rates"], made["thresholds"]
        return cls(tuple(float(rate) for rate in rates), tuple(float(each) for each in thresholds))
