"""The spectra under labels: what each class looks like, and which polygons look like another one.

The shape of a spectrum is its direction, so that brightness, which slopes and shadows change, does
not matter; two shapes differ by the spectral angle between them (Kruse et al. 1993, Remote Sensing
of Environment 44). The centre of a class is the median of its polygons' shapes, each as much as the
other, so that one wrong polygon, however large, does not move it.

A polygon is far from its class where its angle to the centre is farther above the median of the
class's polygons than
* ``FAR`` times their scatter, with another class's centre clearly nearer (``NEARER``), or
* ``ALONE`` times their scatter, whatever else there is.
The scatter is the median absolute deviation, made comparable to a standard deviation, and at least
``LEAST_SCATTER``.

Of correctly labelled polygons 0.4 % are flagged in the mixed pixels of Potsdam (679 polygons), 1 to
3 % in simulated scenes of nine classes, 3 % where each class has six polygons only. Of polygons
that were given another class 4 % are found in Potsdam and 77 % in the simulated scenes: mixed
pixels of 30 m hardly show a wrong label by their shape. The flag is a hint, not a proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..scene.grid import Grid
from .fit_linear import thin_out
from .labels import Labels

FAR, NEARER, ALONE = 4.0, 0.7, 10.0

LEAST_SCATTER = 0.01
"""Radians. ``ALONE`` times this is 0.1, the angle up to which spectra usually count as one material
(the default of ENVI's Spectral Angle Mapper)."""

LEAST_POLYGONS = 4
"""Fewer of a class do not show what is usual for it."""

PERCENT = (10, 90)

MOST_LISTED = 2_000
"""Polygons in the answer, the far ones first: a line of the wire holds 1 MiB."""

MOST_NUMBERS = 90_000
"""Numbers of class spectra in the answer, of about 7 characters each, for the same reason."""

MOST_FOR_PERCENT = 4_000
"""Percentiles of a class come from at most so many pixels, evenly spread."""

_MAD_TO_STD = 1.4826
"""For a normal distribution."""

_CHUNK = 4_096

Floats = npt.NDArray[np.float64]
Reflectance = npt.NDArray[np.float32]
Json = dict[str, Any]


@dataclass(frozen=True)
class Polygons:
    """The polygons and points of labels, by number.

    Attributes:
        mean: reflectance, ``(polygons, bands)``.
        index: place of the class in ``Labels.classes``, ``(polygons,)``.
        pixels: ``(polygons,)``.
        rows, cols: of the pixel that is nearest to the middle, ``(polygons,)``.
    """

    mean: Floats
    index: npt.NDArray[np.int64]
    pixels: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]
    cols: npt.NDArray[np.int64]

    @classmethod
    def of(cls, reflectance: Reflectance, labels: Labels) -> Polygons:
        """Collects the pixels of each."""
        order = np.argsort(labels.unit, kind="stable")
        _, first = np.unique(labels.unit[order], return_index=True)
        pixels = np.diff(np.append(first, len(order)))
        mean = np.add.reduceat(reflectance[order], first, axis=0, dtype=np.float64)
        rows, cols = labels.rows[order], labels.cols[order]
        number = np.repeat(np.arange(len(first)), pixels)
        off = [
            each - (np.add.reduceat(each, first) / pixels)[number]
            for each in (rows.astype(float), cols.astype(float))
        ]
        middle = order[np.lexsort((off[0] ** 2 + off[1] ** 2, number))[first]]
        return cls(
            mean / pixels[:, None],
            labels.index[middle],
            pixels,
            labels.rows[middle],
            labels.cols[middle],
        )


def class_spectra(
    reflectance: Reflectance,
    labels: Labels,
    grid: Grid,
    *,
    centres_nm: Sequence[float] | None,
    bands: Sequence[int],
    unusable_nm: Sequence[tuple[float, float]] = (),
) -> Json:
    """Describes the classes by their spectra.

    Args:
        reflectance: of the labelled pixels, ``(pixels, bands)``; all valid.
        labels: their classes and polygons.
        grid: of the scene.
        centres_nm: of the bands; None where the scene has no wavelengths.
        bands: their numbers in the file.
        unusable_nm: as ``scene.spectrum_gaps`` finds them.

    Returns:
        ``centres_nm``, ``bands``, ``unusable``; ``classes`` with mean, 10 and 90 percentile and how
        many of its polygons are far; ``polygons``, the far ones first, each with its distance from
        its class (the spectral angle in radians).
    """
    polygons = Polygons.of(reflectance, labels)
    angle = angles(polygons.mean, polygons.index, len(labels.classes))
    own = angle[np.arange(len(angle)), polygons.index]
    far = far_polygons(angle, polygons.index)
    return {
        "centres_nm": None if centres_nm is None else [round(float(c), 3) for c in centres_nm],
        "bands": [int(number) for number in bands],
        "unusable": [[round(start, 3), round(end, 3)] for start, end in unusable_nm],
        "classes": _classes(reflectance, labels, polygons, far),
        "polygons": _listed(polygons, own, far, labels, grid),
    }


def angles(mean: Floats, index: npt.NDArray[np.int64], classes: int) -> Floats:
    """The spectral angle of polygons to every class.

    Args:
        mean: reflectance of each polygon, ``(polygons, bands)``.
        index: the class of each.
        classes: how many there are; the angle to one without polygons is infinite.

    Returns:
        In radians, ``(polygons, classes)``.
    """
    shape = _directions(mean)
    made = np.full((len(mean), classes), np.inf)
    for place in np.unique(index):
        centre = np.median(shape[index == place], axis=0)
        for start in range(0, len(shape), _CHUNK):
            cosine = shape[start : start + _CHUNK] @ _directions(centre[None])[0]
            made[start : start + _CHUNK, place] = np.arccos(np.clip(cosine, -1.0, 1.0))
    return made


def far_polygons(angle: Floats, index: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which polygons do not look like their class, by the rule that this module's text states.

    Args:
        angle: ``(polygons, classes)``, as ``angles`` gives it.
        index: the class of each polygon.
    """
    places = np.arange(len(angle))
    own, others = angle[places, index], angle.copy()
    others[places, index] = np.inf
    is_nearer = others.min(axis=1) < NEARER * own
    far = np.zeros(len(angle), bool)
    for place in np.unique(index):
        members = np.flatnonzero(index == place)
        if len(members) < LEAST_POLYGONS:
            continue
        usual = np.median(own[members])
        scatter = _MAD_TO_STD * np.median(np.abs(own[members] - usual))
        beyond = (own[members] - usual) / max(float(scatter), LEAST_SCATTER)
        far[members] = (beyond > ALONE) | ((beyond > FAR) & is_nearer[members])
    return far


def _directions(spectra: Floats) -> Floats:
    """Spectra of length 1; one that is 0 everywhere stays so."""
    length = np.linalg.norm(spectra, axis=1, keepdims=True)
    made: Floats = spectra / np.where(length > 0, length, 1.0)
    return made


def _classes(
    reflectance: Reflectance, labels: Labels, polygons: Polygons, far: npt.NDArray[np.bool_]
) -> list[Json]:
    """The classes that have pixels; the largest ones where the wire has no room for all."""
    count = np.bincount(labels.index, minlength=len(labels.classes))
    most = max(1, MOST_NUMBERS // (3 * reflectance.shape[1]))
    shown = np.sort(np.argsort(-count, kind="stable")[:most])
    some = thin_out(labels.index, MOST_FOR_PERCENT)
    made = []
    for place in shown[count[shown] > 0]:
        members = polygons.index == place
        mean = np.average(polygons.mean[members], axis=0, weights=polygons.pixels[members])
        low, high = np.percentile(reflectance[some[labels.index[some] == place]], PERCENT, axis=0)
        made.append(
            {
                **labels.classes[int(place)].to_json(),
                "pixels": int(count[place]),
                "polygons": int(members.sum()),
                "far": int(far[members].sum()),
                "mean": _rounded(mean),
                "low": _rounded(low),
                "high": _rounded(high),
            }
        )
    return made


def _rounded(spectrum: Floats) -> list[float]:
    """Four decimals: the steps in which most products store reflectance."""
    return [round(float(value), 4) for value in spectrum]


def _listed(
    polygons: Polygons,
    distance: Floats,
    far: npt.NDArray[np.bool_],
    labels: Labels,
    grid: Grid,
) -> list[Json]:
    a, b, c, d, e, f = grid.transform
    made = []
    for number in np.lexsort((np.arange(len(far)), -distance * far, ~far))[:MOST_LISTED]:
        row, col = int(polygons.rows[number]), int(polygons.cols[number])
        x, y = col + 0.5, row + 0.5
        made.append(
            {
                "row": row,
                "col": col,
                "x": round(a * x + b * y + c, 7),
                "y": round(d * x + e * y + f, 7),
                "class": labels.classes[int(polygons.index[number])].value,
                "pixels": int(polygons.pixels[number]),
                "distance": round(float(distance[number]), 4),
                "is_far": bool(far[number]),
            }
        )
    return made
