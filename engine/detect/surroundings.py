"""What a detection looks like beside what is around it: spectra, and how far they are apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..bands.plan import BandPlan
from ..context import Context
from ..scene.grid import Window
from ..scene.scene import Scene
from .objects import Detection, IntArray, ReadScores

FloatArray = npt.NDArray[np.float64]

GAP_PX = 1
"""Pixels beside an object are left out: they hold a part of it, and its stray light."""
RING_PX = 5
"""How far the surroundings reach from the object."""
LEAST_RING_PX = 8
"""Fewer pixels are no surroundings."""
SMALLEST_SPREAD = 1e-3
"""Of the surroundings, as a share of their mean: the noise of a good sensor."""
STRIP_ROWS = 256
"""Of an object that are surrounded at a time: the rectangle around a long slanted one is huge."""
SAMPLED_PX = 10_000
"""Of larger objects and surroundings, every second, third, ... pixel is read."""
READ_BYTES = 64 << 20
"""Of stored values that are read at a time."""


@dataclass(frozen=True)
class Comparison:
    """An object and its surroundings; NaN where nothing was measured.

    Attributes:
        spectrum: mean reflectance of the object's valid pixels, ``(bands,)``.
        background: mean reflectance of the valid pixels 2 to 5 px away that are no detections.
        spread: their standard deviation, at least 0.1 % of their mean.
        spikes: how far each band sticks out between its neighbours, more than in the surroundings,
            in standard deviations of that there; see ``bends``.
        contrast: the root mean square over the bands of
            ``(spectrum - background) / spread``: how many standard deviations of its surroundings
            the object lies away from them in a band. NaN where the surroundings are too few pixels.
    """

    spectrum: FloatArray
    background: FloatArray
    spread: FloatArray
    spikes: FloatArray
    contrast: float


def bends(spectra: FloatArray) -> FloatArray:
    """Each band minus the mean of the bands beside it, ``(bands, ...)``.

    Spectra of materials are smooth at the sampling of a spectrometer, so this is noise but for
    bands that are off. 0 where no band is beside another.
    """
    if len(spectra) < 2:
        return np.zeros_like(spectra)
    beside = np.concatenate([spectra[1:2], spectra, spectra[-2:-1]])
    return np.asarray(spectra - 0.5 * (beside[:-2] + beside[2:]))


def compare(
    scene: Scene,
    plan: BandPlan,
    origin: Window,
    detections: Sequence[Detection],
    read_scores: ReadScores,
    threshold: float,
    context: Context,
) -> list[Comparison]:
    """Reads the spectra of objects and of what surrounds them, in one way through the scene.

    Args:
        scene, plan: what is read; only rows with objects are.
        origin: the map's window in the scene.
        detections: the objects, in pixels of the map.
        read_scores: gives the map's scores: pixels without one, or with one above the threshold,
            are no surroundings.
        threshold: of the detections.
        context: told of progress in rows, asked for cancellation.

    Raises:
        EngineError: what the scene's readers refuse.
    """
    groups = [_sampled(each.rows, each.cols) for each in detections]
    for each in detections:
        context.check_cancelled()
        groups.append(_sampled(*_ring(each, origin, read_scores, threshold)))
    found = _gathered(scene, plan, origin, groups, context)
    half = len(detections)
    return [_comparison(found, number, number + half) for number in range(half)]


def _sampled(rows: IntArray, cols: IntArray) -> tuple[IntArray, IntArray]:
    step = -(-len(rows) // SAMPLED_PX) or 1
    return rows[::step], cols[::step]


def _ring(
    detection: Detection, origin: Window, read_scores: ReadScores, threshold: float
) -> tuple[IntArray, IntArray]:
    """Rows and columns of the surroundings, in the map."""
    from scipy.ndimage import binary_dilation

    square = np.ones((3, 3), bool)
    whole = detection.window.grow(RING_PX, Window(0, 0, origin.height, origin.width))
    found_rows, found_cols = [], []
    for top in range(whole.row_off, whole.row_end, STRIP_ROWS):
        end = min(top + STRIP_ROWS, whole.row_end)
        first, last = np.searchsorted(detection.rows, [top - RING_PX, end + RING_PX])
        rows, cols = detection.rows[first:last], detection.cols[first:last]
        left, right = int(cols.min()), int(cols.max()) + 1
        seen = Window(top, left, end - top, right - left).grow(RING_PX, whole)
        mask = np.zeros((seen.height, seen.width), bool)
        mask[rows - seen.row_off, cols - seen.col_off] = True
        near = binary_dilation(mask, square, GAP_PX)
        ring = binary_dilation(near, square, RING_PX - GAP_PX) & ~near
        strip = Window(top, seen.col_off, end - top, seen.width)
        ring = ring[top - seen.row_off : end - seen.row_off]
        with np.errstate(invalid="ignore"):
            ring &= read_scores(strip) <= threshold
        rows, cols = np.nonzero(ring)
        found_rows.append(rows + strip.row_off)
        found_cols.append(cols + strip.col_off)
    return np.concatenate(found_rows), np.concatenate(found_cols)


@dataclass
class _Sums:
    """Of the reflectance of groups of pixels.

    Attributes:
        counts: valid pixels, ``(groups,)``.
        values, squares: sums, ``(groups, bands)``.
        bends: sums of the squares of ``bends``, likewise.
    """

    counts: FloatArray
    values: FloatArray
    squares: FloatArray
    bends: FloatArray

    def spread(self, group: int, squares: FloatArray, mean: FloatArray) -> FloatArray:
        """Standard deviations of a group around ``mean``, from its sums of squares."""
        variance = squares[group] / self.counts[group] - mean**2
        return np.asarray(np.sqrt(np.maximum(variance, 0.0)))


def _gathered(
    scene: Scene,
    plan: BandPlan,
    origin: Window,
    groups: Sequence[tuple[IntArray, IntArray]],
    context: Context,
) -> _Sums:
    from scipy.sparse import csr_matrix

    shape = (len(groups), plan.out_bands)
    found = _Sums(np.zeros(len(groups)), np.zeros(shape), np.zeros(shape), np.zeros(shape))
    if not groups:
        return found
    group = np.repeat(np.arange(len(groups)), [len(rows) for rows, _ in groups])
    rows = np.concatenate([rows for rows, _ in groups]) + origin.row_off
    cols = np.concatenate([cols for _, cols in groups]) + origin.col_off
    chosen = np.asarray(plan.read) - 1
    gain, offset = scene.gain[chosen][:, None], scene.offset[chosen][:, None]
    strips = [(window, here) for window, here in _strips(scene, plan, rows, cols) if len(here)]
    total = sum(window.height for window, _ in strips)
    done = 0
    context.progress("compare", 0, max(1, total))
    with scene.source.open() as reader:
        for window, here in strips:
            context.check_cancelled()
            values, valid = reader.read(window, plan.read)
            place = rows[here] - window.row_off, cols[here] - window.col_off
            kept = valid[place]
            at = place[0][kept], place[1][kept]
            pixels = values[:, at[0], at[1]].astype(np.float64) * gain + offset
            if plan.weights is not None:
                pixels = plan.weights.astype(np.float64) @ pixels
            whose = group[here][kept]
            member = csr_matrix(
                (np.ones(len(whose)), (whose, np.arange(len(whose)))),
                shape=(len(groups), len(whose)),
            )
            found.counts += np.bincount(whose, minlength=len(groups))
            found.values += member @ pixels.T
            found.squares += member @ (pixels.T**2)
            found.bends += member @ (bends(pixels).T ** 2)
            done += window.height
            context.progress("compare", done, total)
    return found


def _strips(
    scene: Scene, plan: BandPlan, rows: IntArray, cols: IntArray
) -> list[tuple[Window, IntArray]]:
    """Windows of whole blocks of rows with the numbers of the pixels that lie in them."""
    row_bytes = scene.grid.width * len(plan.read) * np.dtype(scene.dtype).itemsize
    block = scene.block[0]
    step = max(1, READ_BYTES // max(1, row_bytes) // block) * block
    if step * row_bytes > 4 * READ_BYTES:  # blocks as high as the scene
        step = max(1, READ_BYTES // row_bytes)
    order = np.argsort(rows // step, kind="stable")
    starts = np.unique((rows // step)[order], return_index=True)[1]
    made = []
    for here in np.split(order, starts[1:]):
        top, left = int(rows[here].min()), int(cols[here].min())
        height, width = int(rows[here].max()) - top + 1, int(cols[here].max()) - left + 1
        made.append((Window(top, left, height, width), here))
    return made


def _comparison(found: _Sums, at: int, ring: int) -> Comparison:
    nothing = np.full(found.values.shape[1], np.nan)
    spectrum = found.values[at] / found.counts[at] if found.counts[at] else nothing
    if found.counts[ring] < LEAST_RING_PX:
        return Comparison(spectrum, nothing, nothing, nothing, float("nan"))
    background = found.values[ring] / found.counts[ring]
    floor = np.maximum(SMALLEST_SPREAD * np.abs(background), np.finfo(np.float32).tiny)
    spread = np.maximum(found.spread(ring, found.squares, background), floor)
    usual = bends(background)
    bend_spread = np.maximum(found.spread(ring, found.bends, usual), floor)
    contrast = float(np.sqrt(np.mean(((spectrum - background) / spread) ** 2)))
    spikes = (bends(spectrum) - usual) / bend_spread
    return Comparison(spectrum, background, spread, spikes, contrast)
