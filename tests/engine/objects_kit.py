"""Score maps and detections made by hand, for the tests of what is found in them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.detect.objects import Detection, ReadScores

FloatMap = npt.NDArray[np.float32]

BANDS = 12


def reader(scores: FloatMap) -> ReadScores:
    return lambda window: scores[window.slices()]


def block_of(rows: slice, cols: slice) -> Detection:
    grid = np.mgrid[rows, cols]
    return Detection(grid[0].ravel(), grid[1].ravel(), 1.0, 1.0, rows.start, cols.start)
