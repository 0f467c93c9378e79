"""The encoder's grid: bands of any sensor come to it, and nothing is moved or made up."""

from __future__ import annotations

import numpy as np
import pytest

from engine.models.hsfm.grid import GRID_NM, REACH_NM, bring_to_grid
from engine.simulate.sensor import enmap_bands

SENTINEL2 = (
    (443, 492, 560, 665, 704, 740, 783, 833, 865, 945, 1614, 2202),
    (21, 66, 36, 31, 15, 15, 20, 106, 21, 20, 91, 175),
)
FINE = np.arange(402.0, 2498.0, 6.3)
HUNDREDTH_NM = 0.01


def shifted(centres_nm, fwhm_nm):
    """How far the middle of every seen cell between the outermost bands is from its place."""
    weights, seen = bring_to_grid(centres_nm, fwhm_nm)
    inside = seen & (min(centres_nm) <= GRID_NM) & (max(centres_nm) >= GRID_NM)
    assert inside.sum() > 10
    return np.abs(weights.astype(np.float64) @ np.asarray(centres_nm, float) - GRID_NM)[inside]


@pytest.mark.parametrize(
    ("centres", "widths"),
    [
        (FINE, np.full(len(FINE), 7.0)),
        (np.arange(405.0, 2495.0, 14.0), np.full(150, 14.0)),
        (enmap_bands().centre_nm, enmap_bands().fwhm_nm),
        SENTINEL2,
    ],
    ids=["fine", "coarse", "EnMAP", "Sentinel-2"],
)
def test_a_straight_line_stays_one(centres, widths):
    assert shifted(centres, widths).max() < HUNDREDTH_NM
    weights, seen = bring_to_grid(centres, widths)
    np.testing.assert_allclose(weights[seen].sum(1), 1, atol=1e-6)
    assert (weights >= 0).all() and not weights[~seen].any()


@pytest.mark.parametrize("width", [160.0, 200.0])
def test_a_straight_line_stays_one_between_wide_bands(width):
    assert shifted((1500.0, 1600.0, 1760.0), (width,) * 3).max() < HUNDREDTH_NM


def test_a_straight_line_stays_one_where_bands_begin_and_end_on_the_grid():
    centres = np.arange(420.0, 1331.0, 10.0)
    assert shifted(centres, np.full(len(centres), 10.0)).max() < HUNDREDTH_NM


def test_the_order_of_bands_does_not_matter():
    widths = np.linspace(6.0, 12.0, len(FINE))
    order = np.random.default_rng(0).permutation(len(FINE))
    weights, seen = bring_to_grid(FINE, widths)
    mixed, same = bring_to_grid(FINE[order], widths[order])
    np.testing.assert_array_equal(seen, same)
    np.testing.assert_allclose(mixed, weights[:, order], atol=1e-6)


def test_where_detectors_overlap_both_count():
    vnir, swir = np.arange(402.0, 1000.0, 6.5), np.arange(903.0, 2450.0, 10.0)
    centres = np.concatenate([vnir, swir])
    weights, _ = bring_to_grid(centres, np.full(len(centres), 8.0))
    cell = int(np.flatnonzero(GRID_NM == 950.0)[0])
    shares = weights[cell, : len(vnir)].sum(), weights[cell, len(vnir) :].sum()
    assert min(shares) > 0.1
    assert shifted(centres, np.full(len(centres), 8.0)).max() < HUNDREDTH_NM


def test_gaps_are_not_seen_and_wide_bands_see_more_than_their_centre():
    centres = FINE[(FINE < 700.0) | (FINE > 800.0)]
    _, seen = bring_to_grid(centres, np.full(len(centres), 7.0))
    nearest = np.abs(centres[None, :] - GRID_NM[:, None]).min(1)
    np.testing.assert_array_equal(seen, nearest <= REACH_NM)
    assert 0 < (~seen).sum() < 12
    _, wide = bring_to_grid((1600.0,), (100.0,))
    _, narrow = bring_to_grid((1600.0,), (10.0,))
    assert wide.sum() > 2 * narrow.sum() > 0
