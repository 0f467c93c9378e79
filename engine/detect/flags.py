"""Which detections are no objects: stripes and bad pixels of the sensor, and the edges of data.

A pushbroom sensor sees every column of a scene with detector elements of its own: an element that
is off makes a stripe along the track, one whose response to single bands is off makes bad pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..context import Context
from ..scene.grid import Window
from ..stream.gaps import GAP_SIDE_PX, near_gaps
from .objects import Detection, ReadScores, strips
from .surroundings import Comparison

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

STRIPE, BAD_PIXEL, EDGE = "stripe", "bad pixel", "edge"

HIGH_SHARE = 0.1
"""Of the map's pixels counts as high when columns are compared."""
STRIPE_RATIO, SECTION_RATIO = 2.5, 1.5
"""A track is off where so many times as many of its pixels are high as in its neighbours, as a
whole and in nearly all of its sections: an object, even a road, is high in a part of it."""
STRIPE_SPREADS = 6.0
"""And so many robust standard deviations of all tracks more."""
SECTIONS, LEAST_SECTIONS = 8, 0.75
"""Along the track, and the share of them that has to be high."""
NEIGHBOURS, SKIPPED = 8, 2
"""Columns on each side that are compared, and those beside it that are left out."""
LEAST_ROWS = 50
"""A track needs as many pixels for its share of high ones to mean anything."""
ROBUST_SIGMA = 1.4826
"""Standard deviations of a normal distribution in its median absolute deviation."""
LEAST_TILT = 0.02
"""Columns per row from which on a track is slanted."""
STRIPE_SHARE = 0.5
"""Of a detection's pixels in tracks that are off; others may touch the stripe by chance."""
NARROW, NARROW_SLANTED = 2, 3
"""Columns that bad pixels are wide at most; resampling widens slanted ones."""
BAD_PIXEL_ROWS = 3
"""Rows of a bad pixel at most."""
SPIKE_SIGMAS, SPIKE_SHARE, SPIKE_BANDS = 3.0, 0.8, 4
"""Of the squared spikes of all bands beyond so many standard deviations, so much lies in so few
bands side by side: one or two bands that are off, and those whose neighbours they are."""
LEAST_BANDS = 12


@dataclass(frozen=True)
class Tracks:
    """The columns of the sensor as they lie in a map, and which of them are off.

    Attributes:
        tilt: columns that the track moves to the right with each row; 0 in sensor geometry.
        first: the number of the first entry of ``off``.
        off: whether a track's scores are off along the whole scene.
    """

    tilt: float
    first: int
    off: npt.NDArray[np.bool_]

    def of(self, rows: IntArray, cols: IntArray) -> IntArray:
        """The numbers of the tracks that pixels lie in."""
        return np.floor(cols - self.tilt * rows + 0.5).astype(np.int64)

    @property
    def narrow(self) -> int:
        """Columns that one detector element can reach over."""
        return NARROW_SLANTED if self.tilt else NARROW


def find_tracks(read: ReadScores, shape: tuple[int, int], high: float, context: Context) -> Tracks:
    """Finds the direction of the tracks and those that are off.

    In sensor geometry tracks are columns. In a geocoded scene they are slanted lines along the
    footprint's left and right edges; the slant is found from where the scores begin and end in
    each row, and resampling smears a stripe over up to three columns. Where the footprint is cut
    off on both sides, or a cloud mask hides its edges, nothing tells the slant: tracks are then
    taken as columns, and slanted stripes are not found.

    Args:
        read: gives the map's scores.
        shape: of the map.
        high: the score that ``HIGH_SHARE`` of the map's pixels exceed.
        context: asked for cancellation.
    """
    height, width = shape
    tilt = _tilt(read, shape, context)
    corners = np.array([0, 0, height - 1, height - 1]), np.array([0, width - 1, 0, width - 1])
    made = Tracks(tilt, 0, np.zeros(0, bool))
    ends = made.of(*corners)
    first, count = int(ends.min()), int(ends.max() - ends.min()) + 1
    seen, highs = np.zeros((SECTIONS, count)), np.zeros((SECTIONS, count))
    for window in strips(height, width):
        context.check_cancelled()
        values = read(window)
        rows, cols = np.nonzero(np.isfinite(values))
        is_high = values[rows, cols] > high
        rows += window.row_off
        place = made.of(rows, cols) - first + rows * SECTIONS // height * count
        seen += np.bincount(place, minlength=seen.size).reshape(seen.shape)
        highs += np.bincount(place[is_high], minlength=seen.size).reshape(seen.shape)
    return Tracks(tilt, first, _off(seen, highs))


def flag_of(
    detection: Detection, comparison: Comparison, tracks: Tracks, read: ReadScores, map_: Window
) -> str:
    """Says what a detection probably is instead of an object; empty if nothing speaks for it.

    ``stripe``: most of its pixels lie in columns of the sensor that are off along the track.
    ``bad pixel``: it is one or two columns wide and few rows high, and one band (or two side by
    side) sticks out of its spectrum as no other does. ``edge``: it touches the border of the map or
    a gap of masked or missing pixels, so a part of it may be hidden, or it may be an effect of the
    gap.

    Args:
        detection: in pixels of the map.
        comparison: its spectrum and that of its surroundings.
        tracks: of the map.
        read: gives the map's scores.
        map_: the whole map.
    """
    numbers = tracks.of(detection.rows, detection.cols)
    if float(tracks.off[numbers - tracks.first].mean()) > STRIPE_SHARE:
        return STRIPE
    is_narrow = int(numbers.max() - numbers.min()) < tracks.narrow
    if is_narrow and _one_band(comparison) and detection.window.height <= BAD_PIXEL_ROWS:
        return BAD_PIXEL
    return EDGE if _touches_edge(detection, read, map_) else ""


def _tilt(read: ReadScores, shape: tuple[int, int], context: Context) -> float:
    """Columns per row along the footprint's edges; 0 where it fills the map."""
    left = np.full(shape[0], -1)
    right = np.full(shape[0], -1)
    for window in strips(*shape):
        context.check_cancelled()
        known = np.isfinite(read(window))
        some = known.any(axis=1)
        rows = np.flatnonzero(some) + window.row_off
        left[rows] = known[some].argmax(axis=1)
        right[rows] = shape[1] - 1 - known[some][:, ::-1].argmax(axis=1)
    tilts = []
    for edge, border in ((left, 0), (right, shape[1] - 1)):
        rows = np.flatnonzero((edge >= 0) & (edge != border))
        if len(rows) >= LEAST_ROWS:
            tilts.append(_slope(rows, edge[rows]))
    # Both edges of a footprint are parallel; what is not is a mask or an area of interest.
    known_tilts = [tilt for tilt in tilts if tilt is not None]
    if len(known_tilts) == 2 and abs(known_tilts[0] - known_tilts[1]) > LEAST_TILT:
        return 0.0
    tilt = float(np.mean(known_tilts)) if known_tilts else 0.0
    return tilt if abs(tilt) >= LEAST_TILT else 0.0


def _slope(rows: IntArray, cols: IntArray) -> float | None:
    """Columns per row of a straight edge; None if it is not straight.

    The median of the slopes between points half the edge apart: Theil-Sen with a few pairs.
    """
    half = len(rows) // 2
    steps = (cols[half:] - cols[: len(cols) - half]) / (rows[half:] - rows[: len(rows) - half])
    slope = float(np.median(steps))
    offsets = cols - slope * rows
    straight = np.abs(offsets - np.median(offsets)) <= 2.0
    return slope if straight.mean() > 0.5 else None


def _off(seen: FloatArray, highs: FloatArray) -> npt.NDArray[np.bool_]:
    """Tracks with many more high pixels than their neighbours, nearly all the way along.

    Args:
        seen, highs: pixels with a score and with a high one, ``(sections, tracks)``.
    """
    total = seen.sum(axis=0)
    whole = np.where(total >= LEAST_ROWS, highs.sum(axis=0) / np.maximum(total, 1), np.nan)
    around = _around(whole[None])[0]
    more = whole - around
    known = np.isfinite(more)
    if not known.any():
        return np.zeros(len(whole), bool)
    spread = ROBUST_SIGMA * float(np.median(np.abs(more[known] - np.median(more[known]))))
    parts = np.where(seen > 0, highs / np.maximum(seen, 1), np.nan)
    beside = np.where(seen > 0, _around(parts), np.nan)
    with np.errstate(invalid="ignore"):
        up = (parts > SECTION_RATIO * beside) & (parts > beside)
        share_up = up.sum(axis=0) / np.maximum(np.isfinite(beside).sum(axis=0), 1)
        off = (whole > STRIPE_RATIO * around) & (more > STRIPE_SPREADS * spread)
    return np.asarray(off & (share_up >= LEAST_SECTIONS))


def _around(shares: FloatArray) -> FloatArray:
    """The median of the neighbouring tracks in each section; NaN with few neighbours."""
    padded = np.pad(shares, ((0, 0), (NEIGHBOURS, NEIGHBOURS)), constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * NEIGHBOURS + 1, axis=1)
    beside = windows[..., np.abs(np.arange(-NEIGHBOURS, NEIGHBOURS + 1)) > SKIPPED]
    has = np.isfinite(beside).sum(axis=-1) >= NEIGHBOURS // 2
    made = np.full(shares.shape, np.nan)
    made[has] = np.nanmedian(beside[has], axis=-1)
    return made


def _one_band(comparison: Comparison) -> bool:
    """Whether one band, or two side by side, makes nearly all of the difference."""
    squares = comparison.spikes**2
    if len(squares) < LEAST_BANDS or not np.isfinite(squares).all():
        return False
    beyond = np.where(squares > SPIKE_SIGMAS**2, squares, 0.0)
    together = np.convolve(beyond, np.ones(SPIKE_BANDS), mode="valid").max()
    return bool(together > 0 and together >= SPIKE_SHARE * beyond.sum())


def _touches_edge(detection: Detection, read: ReadScores, map_: Window) -> bool:
    """Whether it lies at the border of the map or beside a gap of missing scores."""
    box = detection.window
    whole = Window(0, 0, map_.height, map_.width)
    if box.row_off == 0 or box.col_off == 0:
        return True
    if box.row_end == whole.height or box.col_end == whole.width:
        return True
    window = box.grow(1 + GAP_SIDE_PX, whole)
    beside = near_gaps(np.isnan(read(window)), 1)
    return bool(beside[detection.rows - window.row_off, detection.cols - window.col_off].any())
