"""Which detections are flagged as effects of the sensor or of edges."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.context import Context
from engine.detect.flags import BAD_PIXEL, EDGE, STRIPE, find_tracks, flag_of
from engine.detect.objects import Detection
from engine.detect.surroundings import Comparison, bends
from engine.scene import Window

from .objects_kit import BANDS, FloatMap, block_of, reader


def _scores(size: int = 160, seed: int = 0) -> FloatMap:
    return np.random.default_rng(seed).chisquare(20, (size, size)).astype(np.float32)


def _beside(spectrum: npt.NDArray[np.float64]) -> Comparison:
    """A spectrum in surroundings of 0.2 whose bands vary by 0.01."""
    usual, spread = np.full(BANDS, 0.2), np.full(BANDS, 0.01)
    return Comparison(spectrum, usual, spread, bends(spectrum) / spread, 1.0)


def _flags(scores: FloatMap, detections: list[Detection], comparisons=None) -> list[str]:
    read = reader(scores)
    tracks = find_tracks(read, scores.shape, float(np.nanquantile(scores, 0.9)), Context())
    usual = _beside(np.full(BANDS, 0.3))
    map_ = Window(0, 0, *scores.shape)
    return [
        flag_of(each, beside, tracks, read, map_)
        for each, beside in zip(detections, comparisons or [usual] * len(detections))
    ]


def test_a_detection_in_a_column_that_is_off_along_the_track_is_a_stripe() -> None:
    scores = _scores()
    scores[:, 70] += 12
    scores[:, 100:102] += 12
    stripe = block_of(slice(20, 40), slice(70, 71))
    both = block_of(slice(20, 40), slice(100, 102))
    anomaly = block_of(slice(60, 62), slice(30, 32))
    wide = block_of(slice(60, 64), slice(68, 73))  # lies across a stripe
    assert _flags(scores, [stripe, both, anomaly, wide]) == [STRIPE, STRIPE, "", ""]


def test_a_road_along_the_track_is_no_stripe() -> None:
    scores = _scores()
    scores[30:70, 50] += 60
    scores[90:100, 51] += 60
    assert _flags(scores, [block_of(slice(30, 70), slice(50, 51))]) == [""]


def test_stripes_are_found_along_the_slant_of_a_footprint() -> None:
    scores = _scores(300)
    tilt = -0.22
    rows, cols = np.indices(scores.shape)
    track = np.round(cols - tilt * rows).astype(int)
    scores[(track < 80) | (track > 280)] = np.nan
    scores[track == 150] += 25
    on = [(row, round(150 + tilt * row)) for row in (60, 200)]
    found = [block_of(slice(r, r + 2), slice(c, c + 1)) for r, c in on]
    beside = [block_of(slice(r, r + 2), slice(c + 12, c + 13)) for r, c in on]
    assert _flags(scores, found + beside) == [STRIPE, STRIPE, "", ""]


def test_one_band_in_one_column_is_a_bad_pixel() -> None:
    usual = np.full(BANDS, 0.2)
    spike, two, line = usual.copy(), usual.copy(), usual + np.linspace(0.0, 0.3, BANDS)
    spike[5] += 0.3
    two[8:10] -= 0.1
    zigzag = usual + 0.1 * (-1.0) ** np.arange(BANDS)
    spectra = (spike, two, line, spike, usual, zigzag, np.full(BANDS, np.nan))
    comparisons = [_beside(spectrum) for spectrum in spectra]
    small = block_of(slice(50, 52), slice(50, 51))
    wide = block_of(slice(50, 52), slice(50, 54))
    detections = [small, small, small, wide, small, small, small]
    flags = _flags(_scores(), detections, comparisons)
    assert flags == [BAD_PIXEL, BAD_PIXEL, "", "", "", "", ""]


def test_detections_at_gaps_and_borders_are_flagged() -> None:
    scores = _scores()
    scores[100:120, 100:120] = np.nan
    scores[20, 20] = np.nan  # a bad pixel is no gap
    scores[:, 140] = np.nan  # nor is a dead column
    places = [(99, 105), (60, 0), (159, 9), (20, 21), (50, 141), (97, 105), (60, 60)]
    found = [block_of(slice(row, row + 1), slice(col, col + 1)) for row, col in places]
    assert _flags(scores, found) == [EDGE, EDGE, EDGE, "", "", "", ""]


def test_a_small_map_has_no_tracks_to_speak_of() -> None:
    assert _flags(_scores(8), [block_of(slice(3, 4), slice(3, 4))]) == [""]
