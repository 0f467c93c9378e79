"""Connected pixels of a score map above a threshold: the objects of a list of detections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..context import Context
from ..errors import BadParameter
from ..scene.grid import Window

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
ReadScores = Callable[[Window], npt.NDArray[np.float32]]
"""Gives the scores ``(rows, cols)`` of a window, NaN where there are none."""

STRIP_PIXELS = 1 << 22
"""Of a map that are looked at at a time."""

MOST_PIXELS = 5_000_000
"""More pixels above the threshold are no list any more."""

MOST_LISTED = 1000


@dataclass(frozen=True)
class Detection:
    """Pixels above the threshold that touch each other, also at corners.

    Attributes:
        rows, cols: of its pixels in reading order, counted from the map's corner.
        score: its highest score.
        mean_score: of its pixels.
        row, col: of the pixel with the highest score; the first one in reading order of several.
    """

    rows: IntArray
    cols: IntArray
    score: float
    mean_score: float
    row: int
    col: int

    @property
    def size_px(self) -> int:
        return len(self.rows)

    @property
    def window(self) -> Window:
        """The rectangle around it."""
        row, col = int(self.rows.min()), int(self.cols.min())
        return Window(row, col, int(self.rows.max()) - row + 1, int(self.cols.max()) - col + 1)


@dataclass(frozen=True)
class Detections:
    """What lies above a threshold.

    Attributes:
        count: of all objects of the wanted size.
        listed: those with the highest scores, the highest first; at most ``MOST_LISTED``.
    """

    count: int
    listed: tuple[Detection, ...]


def strips(height: int, width: int) -> Iterator[Window]:
    """Windows of whole rows that cover a map, a few million pixels each."""
    step = max(1, STRIP_PIXELS // max(1, width))
    for row in range(0, height, step):
        yield Window(row, 0, min(step, height - row), width)


def find_objects(
    read: ReadScores,
    shape: tuple[int, int],
    threshold: float,
    context: Context,
    *,
    least_px: int = 1,
    most: int = MOST_LISTED,
) -> Detections:
    """Finds the objects above a threshold.

    Memory grows with the pixels above the threshold, not with the map.

    Args:
        read: gives the map's scores.
        shape: rows and columns of the map.
        threshold: scores above it count.
        context: asked for cancellation.
        least_px: smaller objects do not count.
        most: how many are listed.

    Raises:
        BadParameter: more than ``MOST_PIXELS`` pixels lie above the threshold.
    """
    places, scores = _pixels_above(read, shape, threshold, context)
    if not len(places):
        return Detections(0, ())
    labels = _labels(places, shape[1])
    sizes = np.bincount(labels)
    top = np.full(len(sizes), -np.inf)
    np.maximum.at(top, labels, scores)
    wanted = np.flatnonzero(sizes >= least_px)
    first = np.full(len(sizes), np.iinfo(np.int64).max)
    np.minimum.at(first, labels, np.where(scores == top[labels], places, np.iinfo(np.int64).max))
    order = wanted[np.lexsort((first[wanted], -top[wanted]))][:most]
    by_label = np.argsort(labels, kind="stable")
    starts = np.concatenate([[0], np.cumsum(sizes)])
    listed = []
    for label in order:
        members = by_label[starts[label] : starts[label + 1]]
        rows, cols = np.divmod(places[members], shape[1])
        row, col = divmod(int(first[label]), shape[1])
        mean = float(scores[members].mean())
        listed.append(Detection(rows, cols, float(top[label]), mean, row, col))
    return Detections(len(wanted), tuple(listed))


def _pixels_above(
    read: ReadScores, shape: tuple[int, int], threshold: float, context: Context
) -> tuple[IntArray, FloatArray]:
    """Places (row * columns + column, ascending) and scores above the threshold."""
    places, scores, total = [np.zeros(0, np.int64)], [np.zeros(0)], 0
    for window in strips(*shape):
        context.check_cancelled()
        values = read(window)
        with np.errstate(invalid="ignore"):
            inside = np.flatnonzero(values.ravel() > threshold)
        places.append(inside.astype(np.int64) + window.row_off * shape[1])
        scores.append(values.ravel()[inside].astype(np.float64))
        total += len(inside)
        if total > MOST_PIXELS:
            raise BadParameter(
                f"More than {MOST_PIXELS:,} pixels lie above the threshold of {threshold:g}: that "
                "is no list to work through.",
                hint="Choose a lower false-alarm rate or a higher threshold.",
            )
    return np.concatenate(places), np.concatenate(scores)


def _labels(places: IntArray, width: int) -> npt.NDArray[np.int32]:
    """Numbers pixels by the object they belong to; neighbours touch at sides or corners."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    cols = places % width
    ones, others = [], []
    for step, inside in (
        (1, cols < width - 1),
        (width - 1, cols > 0),
        (width, None),
        (width + 1, cols < width - 1),
    ):
        here = np.arange(len(places)) if inside is None else np.flatnonzero(inside)
        found = np.searchsorted(places, places[here] + step)
        is_there = found < len(places)
        is_there[is_there] = places[found[is_there]] == places[here[is_there]] + step
        ones.append(here[is_there])
        others.append(found[is_there])
    rows, columns = np.concatenate(ones), np.concatenate(others)
    links = coo_matrix(
        (np.ones(len(rows), np.int8), (rows, columns)), shape=(len(places), len(places))
    )
    _, labels = connected_components(links, directed=False)
    return np.asarray(labels, np.int32)
