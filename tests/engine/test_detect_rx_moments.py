"""Covariances from float32 pixels against NumPy's in float64, down to the smallest variances."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.detect import rx
from engine.detect.pivots import Coordinates, OnDevice, Sums
from engine.detect.rx import Background, MomentsReducer, RxOperator, background
from engine.scene import Window
from engine.stream.operator import Batch

CPU = torch.device("cpu")
BANDS = 60
EXACT = 1e-4
"""Relative; float32 products alone are wrong by 1e-2 and more here."""


def _mixed(rng, variances, count):
    """Pixels ``(count, bands)`` whose principal components have these variances."""
    turn = np.linalg.qr(rng.normal(size=(BANDS, BANDS)))[0]
    return 0.3 + (0.1 * np.sqrt(variances) * rng.normal(size=(count, BANDS))) @ turn


def _steep(rng, count=20_000):
    """Bright directions, and the quietest with 1e-8 of their variance."""
    return _mixed(rng, np.r_[1.0, np.geomspace(1e-2, 1e-5, 9), np.geomspace(1e-6, 1e-8, 50)], count)


def _batch(pixels, valid=None):
    """Pixels ``(count, bands)`` as one window of one row."""
    values = torch.from_numpy(pixels.T.astype(np.float32))[None, :, None, :]
    ok = torch.from_numpy(np.ones(len(pixels), bool) if valid is None else valid)[None, None]
    return Batch(values, ok, (Window(0, 0, 1, len(pixels)),), ok)


def _moments(parts):
    moments = MomentsReducer(parts[0].shape[1], CPU)
    for part in parts:
        moments.update(_batch(part))
    return moments


def _expected(pixels):
    """Mean and covariance of the pixels as float32 has them, in float64."""
    pixels = pixels.astype(np.float32).astype(np.float64)
    return pixels.mean(axis=0), np.cov(pixels.T, bias=True)


def _worst(found, expected):
    """The largest relative error of the variance along any principal direction."""
    variances, directions = np.linalg.eigh(expected)
    along = np.einsum("bi,bc,ci->i", directions, found, directions)
    return np.abs(along / variances - 1).max()


def test_the_smallest_variances_are_right_where_float32_spoils_them():
    pixels = _steep(np.random.default_rng(0))
    mean, covariance = _moments(np.array_split(pixels, 4)).moments()
    expected_mean, expected = _expected(pixels)
    np.testing.assert_allclose(mean, expected_mean, rtol=1e-7)
    assert _worst(covariance, expected) < EXACT
    away = (pixels - expected_mean).astype(np.float32)
    assert _worst((away.T @ away).astype(np.float64) / len(pixels), expected) > 10 * EXACT


def test_they_are_right_where_no_few_bands_explain_the_others():
    pixels = _mixed(np.random.default_rng(1), np.geomspace(1, 1e-8, BANDS), 20_000)
    _, covariance = _moments(np.array_split(pixels, 4)).moments()
    assert _worst(covariance, _expected(pixels)[1]) < EXACT


@pytest.mark.parametrize("few", [1, 3, 9, 15, 30])
def test_a_corner_of_a_scene_may_come_first(few):
    land = _steep(np.random.default_rng(2))
    _, covariance = _moments([land[:few], land[few:]]).moments()
    assert _worst(covariance, _expected(land)[1]) < EXACT


def test_a_window_that_is_one_chunk_is_added_up_in_parts(monkeypatch):
    """As on devices other than the CPU."""
    monkeypatch.setattr(rx, "CHUNK_PX", 500)
    land = _steep(np.random.default_rng(2))
    _, covariance = _moments([land]).moments()
    assert _worst(covariance, _expected(land)[1]) < EXACT


@pytest.mark.parametrize("first", ["water", "land", "a few pixels", "one spectrum"])
def test_the_first_window_need_not_be_like_the_others(first):
    rng = np.random.default_rng(2)
    land, water = _steep(rng), 0.01 + 3e-5 * rng.normal(size=(8_000, BANDS))
    parts = {
        "water": [water, land],
        "land": [land, water],
        "a few pixels": [land[:3], land[3:50], land[50:]],
        "one spectrum": [np.full((500, BANDS), 0.05), land],
    }[first]
    _, covariance = _moments(parts).moments()
    assert _worst(covariance, _expected(np.concatenate(parts))[1]) < EXACT


def test_a_window_of_another_kind_is_multiplied_again_but_counted_once():
    rng = np.random.default_rng(3)
    parts = [0.01 + 3e-5 * rng.normal(size=(9_000, BANDS)), _steep(rng)]
    moments = MomentsReducer(BANDS, CPU)
    products, calls = moments._products, []
    moments._products = lambda pixels: calls.append(pixels.shape[1]) or products(pixels)
    for part in (*parts, parts[1]):
        moments.update(_batch(part))
    assert calls == [9_000, 20_000, 20_000, 20_000]
    assert moments.count == 49_000
    np.testing.assert_allclose(
        moments.moments()[0], _expected(np.concatenate([*parts, parts[1]]))[0], rtol=1e-6
    )


def test_masked_pixels_leave_no_trace():
    pixels = _steep(np.random.default_rng(4))
    valid = np.arange(len(pixels)) % 3 > 0
    moments = MomentsReducer(BANDS, CPU)
    for pixel, ok in zip(np.array_split(pixels, 5), np.array_split(valid, 5)):
        moments.update(_batch(np.where(ok[:, None], pixel, np.nan), ok))
    assert moments.count == valid.sum()
    assert _worst(moments.moments()[1], _expected(pixels[valid])[1]) < EXACT


def test_fewer_pixels_than_bands_give_the_covariance_they_have():
    pixels = _steep(np.random.default_rng(5), BANDS - 5)
    _, covariance = _moments([pixels]).moments()
    _, expected = _expected(pixels)
    np.testing.assert_allclose(covariance, expected, atol=1e-7 * np.trace(expected))
    assert np.isfinite(background(_moments([pixels])).whitener).all()


def test_a_dead_band_and_a_copied_one_have_no_variance_of_their_own():
    pixels = _steep(np.random.default_rng(6))
    pixels[:, 7], pixels[:, 9] = 0.25, pixels[:, 3]
    _, covariance = _moments(np.array_split(pixels, 3)).moments()
    assert covariance[7, 7] == 0
    assert np.linalg.eigvalsh(covariance)[1] < 1e-12 * np.trace(covariance)
    others = np.delete(np.arange(BANDS), [7, 9])
    _, expected = _expected(pixels[:, others])
    assert _worst(covariance[np.ix_(others, others)], expected) < EXACT


def test_the_same_pixels_give_the_same_bits():
    parts = np.array_split(_steep(np.random.default_rng(7)), 3)
    first, again = (_moments(parts).moments() for _ in range(2))
    assert np.array_equal(first[0], again[0])
    assert np.array_equal(first[1], again[1])


def test_coordinates_can_be_undone():
    pixels = _steep(np.random.default_rng(8), 3_000)
    wanted = Sums.of(pixels.T.astype(np.float32).astype(np.float64))
    coordinates = Coordinates.of(wanted)
    values = torch.from_numpy(pixels.T.astype(np.float32))
    made = OnDevice(coordinates, CPU)(values).numpy().astype(np.float64)
    found = coordinates.back(3_000, made.sum(axis=1), made @ made.T)
    assert 0 < len(coordinates.pivots) < BANDS
    np.testing.assert_allclose(found.mean, wanted.mean, rtol=1e-8)
    assert _worst(found.scatter, wanted.scatter) < EXACT


def test_scores_are_those_of_float64():
    pixels = _steep(np.random.default_rng(9))
    moments = _moments(np.array_split(pixels, 4))
    scores = RxOperator(background(moments, enough_per_band=10), CPU)(_batch(pixels))[
        0, 0, 0
    ].numpy()
    mean, covariance = _expected(pixels)
    away = pixels.astype(np.float32) - mean
    inverse = np.linalg.inv(covariance * len(pixels) / (len(pixels) - 1))
    np.testing.assert_allclose(scores, np.einsum("nb,bc,nc->n", away, inverse, away), rtol=EXACT)


def test_a_mean_between_two_float32_numbers_is_not_rounded():
    mean = np.full(4, 0.3)
    model = Background(mean, np.tril(np.full((4, 4), 1e6)), 0.0, 1_000)
    pixels = np.full((5, 4), np.float32(0.3) + np.float32(3e-7))
    scores = RxOperator(model, CPU)(_batch(pixels))[0, 0, 0].numpy()
    away = pixels.astype(np.float32).astype(np.float64) - mean
    np.testing.assert_allclose(scores, ((away @ model.whitener.T) ** 2).sum(axis=1), rtol=1e-5)
