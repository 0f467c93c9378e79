"""Where spectra are drawn: the place of each band, what belongs to one line, round ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np

Range = Tuple[float, float]

_USUAL_SHARE, _FAR_ABOVE = 0.98, 1.4
"""Values beyond so many times the one that this share of all stays below do not set the range."""


@dataclass(frozen=True)
class SpectralAxis:
    """The bands of a scene along x.

    Attributes:
        x: centre of each band in nm, or its number, in the order of the file.
        numbers: of the bands, in the order of the file.
        has_wavelengths: whether ``x`` is in nm.
        is_usable: of each band, in the order of the file.
        lines: places of usable bands that one line joins, by x.
        unusable: parts of the axis that no usable band shows.
    """

    x: Tuple[float, ...]
    numbers: Tuple[int, ...]
    has_wavelengths: bool
    is_usable: Tuple[bool, ...]
    lines: Tuple[Tuple[int, ...], ...]
    unusable: Tuple[Range, ...]

    @property
    def low(self) -> float:
        """The least x of a usable band; of all bands if none is usable."""
        return min(self._shown)

    @property
    def high(self) -> float:
        """The greatest x of a usable band; of all bands if none is usable."""
        return max(self._shown)

    @property
    def _shown(self) -> Sequence[float]:
        return [x for x, good in zip(self.x, self.is_usable) if good] or self.x

    @property
    def by_x(self) -> List[int]:
        """Places of all bands in the order of x."""
        return sorted(range(len(self.x)), key=lambda place: (self.x[place], self.numbers[place]))

    def in_file(self, numbers: Sequence[int], values: Any) -> Any:
        """Values of some bands in the order of the file, ``(bands,)``, NaN in the others.

        Args:
            numbers: of the bands.
            values: one a band; None or NaN where there is none.

        Returns:
            None where the scene has no such bands: the values are of another one.
        """
        places = {number: place for place, number in enumerate(self.numbers)}
        if not all(number in places for number in numbers):
            return None
        made = np.full(len(self.numbers), np.nan)
        made[[places[number] for number in numbers]] = values
        return made


def axis_of(info: Dict[str, Any]) -> SpectralAxis:
    """The axis for a scene.

    Args:
        info: the engine's answer to ``info``.
    """
    bands = list(info["bands"])
    has_wavelengths = all(band.get("centre_nm") is not None for band in bands)
    numbers = tuple(int(band["number"]) for band in bands)
    x = tuple(float(b["centre_nm"] if has_wavelengths else b["number"]) for b in bands)
    usable = tuple(bool(band["usable"]) for band in bands)
    if has_wavelengths:
        gaps = tuple((float(a), float(b)) for a, b in info.get("unusable_nm") or [])
    else:
        gaps = tuple((number - 0.5, number + 0.5) for number, ok in zip(numbers, usable) if not ok)
    detectors: Dict[str, List[int]] = {}
    for place in sorted(range(len(x)), key=lambda each: (x[each], numbers[each])):
        detectors.setdefault(str(bands[place].get("detector") or ""), []).append(place)
    lines: List[Tuple[int, ...]] = []
    for places in detectors.values():
        lines += _runs(places, x, usable, gaps)
    return SpectralAxis(x, numbers, has_wavelengths, usable, tuple(lines), gaps)


def _runs(
    places: Sequence[int], x: Sequence[float], usable: Sequence[bool], gaps: Sequence[Range]
) -> List[Tuple[int, ...]]:
    """Cuts the bands of a detector at unusable bands and at gaps."""
    made: List[List[int]] = [[]]
    for place in places:
        if not usable[place]:
            made.append([])
            continue
        if made[-1]:
            last = x[made[-1][-1]]
            if any(last <= start and end <= x[place] for start, end in gaps):
                made.append([])
        made[-1].append(place)
    return [tuple(run) for run in made if run]


def ticks(low: float, high: float, most: int) -> List[float]:
    """Round numbers from ``low`` to ``high``: steps of 1, 2 or 5 times a power of ten.

    Args:
        low, high: the range; nothing is made of one that is empty or not finite.
        most: how many there may be at most; at least 2 are asked for.
    """
    span = high - low
    if not math.isfinite(span) or span <= 0:
        return []
    rough = span / max(2, most)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(n * power for n in (1.0, 2.0, 5.0, 10.0) if n * power >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def decimals(values: Sequence[float]) -> int:
    """How many decimals tell ticks apart."""
    if len(values) < 2:
        return 0 if all(value == round(value) for value in values) else 2
    return max(0, -math.floor(math.log10(values[1] - values[0]) + 1e-9))


def value_range(values: Sequence[float]) -> Optional[Range]:
    """The range of y for values: from 0, or below it, to the greatest, with a little room.

    Single bands at the edge of water vapour that shoot up far above the rest are cut off, or they
    would press all that matters to the ground.

    Args:
        values: those that are NaN do not count.

    Returns:
        None where nothing is to be shown.
    """
    known = sorted(value for value in values if math.isfinite(value))
    if not known:
        return None
    usual = known[math.ceil(_USUAL_SHARE * (len(known) - 1))]
    low = max(min(0.0, known[0]), -_FAR_ABOVE * abs(usual))
    high = min(known[-1], _FAR_ABOVE * usual) if usual > 0 else known[-1]
    room = 0.05 * (high - low) or 0.05
    return (low - room if low < 0 else low), max(high + room, low + 0.05)
