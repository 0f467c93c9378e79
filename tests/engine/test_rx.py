"""The global Reed-Xiaoli detector against definitions and other implementations."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from sklearn.covariance import oas

from engine.bands.plan import plan_all_usable
from engine.context import Context
from engine.detect.rx import (
    ENOUGH_PER_BAND,
    MomentsReducer,
    RxOperator,
    background,
    oas_shrinkage,
)
from engine.errors import AllNodata, TooSmall
from engine.scene import Window
from engine.stream.area import Area
from engine.stream.loop import reduce_scene
from engine.stream.operator import Batch
from tests.data.anomaly_scenes import area_under_curve, bands_first, public_scenes, score

CPU = torch.device("cpu")

SPECTRAL_PYTHON = {
    "airport-2": 0.84038085,
    "beach-2": 0.91057859,
    "urban-3": 0.95128224,
    "HYDICE urban": 0.98568862,
}
"""Area under the curve of ``spectral.rx(cube)``, Spectral Python 0.25, float64."""


def _batch(pixels, valid=None):
    """Pixels ``(count, bands)`` as one window of one row."""
    values = torch.from_numpy(pixels.T.astype(np.float32))[None, :, None, :]
    ok = np.ones(len(pixels), bool) if valid is None else valid
    valid = torch.from_numpy(ok)[None, None]
    return Batch(values, valid, (Window(0, 0, 1, len(pixels)),), valid)


@pytest.fixture
def pixels():
    rng = np.random.default_rng(4)
    return 0.3 + 0.02 * rng.normal(size=(4000, 12)) @ rng.normal(size=(12, 12))


def test_moments_are_those_of_numpy(pixels):
    moments = MomentsReducer(12, torch.device("cpu"))
    for part in np.array_split(pixels, 7):
        moments.update(_batch(part))
    mean, covariance = moments.moments()
    np.testing.assert_allclose(mean, pixels.mean(axis=0), rtol=1e-6)
    expected = np.cov(pixels.T, bias=True)
    np.testing.assert_allclose(covariance, expected, atol=1e-5 * np.abs(expected).max())


def test_invalid_pixels_do_not_count(pixels):
    valid = np.arange(4000) % 3 > 0
    spoilt = np.where(valid[:, None], pixels, 1e4)
    moments = MomentsReducer(12, torch.device("cpu"))
    moments.update(_batch(spoilt, valid))
    assert moments.count == valid.sum()
    np.testing.assert_allclose(moments.moments()[0], pixels[valid].mean(axis=0), rtol=1e-5)


@pytest.mark.parametrize("count", [20, 100, 4000])
def test_the_shrinkage_is_that_of_scikit_learn(pixels, count):
    centred = pixels[:count] - pixels[:count].mean(axis=0)
    _, expected = oas(centred, assume_centered=True)
    found = oas_shrinkage(centred.T @ centred / count, count)
    assert found == pytest.approx(expected, rel=1e-9)


def test_scores_are_squared_mahalanobis_distances(pixels):
    moments = MomentsReducer(12, torch.device("cpu"))
    moments.update(_batch(pixels))
    model = background(moments)
    operator = RxOperator(model, CPU)
    valid = torch.ones(1, 4000, dtype=torch.bool)
    scores = operator.finish(operator(_batch(pixels))[0], valid)["anomaly"][0]
    covariance = np.cov(pixels.T, bias=True)
    share = model.shrinkage
    shrunk = (1 - share) * covariance + share * np.trace(covariance) / 12 * np.eye(12)
    away = pixels - pixels.mean(axis=0)
    expected = np.einsum("nb,bc,nc->n", away, np.linalg.inv(shrunk), away)
    np.testing.assert_allclose(scores, expected, rtol=1e-3)


def test_a_planted_anomaly_has_the_highest_score(pixels):
    pixels[1234] += np.where(np.arange(12) % 2, 0.5, -0.5)
    moments = MomentsReducer(12, torch.device("cpu"))
    moments.update(_batch(pixels))
    operator = RxOperator(background(moments), CPU)
    assert int(operator(_batch(pixels)).argmax()) == 1234


def test_the_detector_is_that_of_spectral_python_on_the_public_scenes(
    shared_data, make_scene, all_bands
):
    found = {}
    for truth in public_scenes(shared_data):
        scene = make_scene(bands_first(truth.cube))
        found[truth.name] = area_under_curve(score("rx", scene, all_bands(scene)), truth.anomalies)
    assert found == pytest.approx(SPECTRAL_PYTHON, abs=2e-5)


@pytest.mark.parametrize("side", [12, 10])
def test_the_covariance_is_shrunk_only_where_pixels_are_few(make_scene, all_bands, side):
    bands = 12
    rng = np.random.default_rng(6)
    mixing = rng.normal(size=(bands, bands)) * np.geomspace(1, 1e-3, bands)
    cube = np.tensordot(mixing, rng.normal(size=(bands, side, side)), 1).astype(np.float32)
    scene = make_scene(cube)
    scores = score("rx", scene, all_bands(scene)).ravel()
    pixels = cube.reshape(bands, -1).T.astype(np.float64)
    away, enough = pixels - pixels.mean(axis=0), side**2 >= ENOUGH_PER_BAND * bands
    plain = np.einsum("nb,bc,nc->n", away, np.linalg.inv(np.cov(pixels.T)), away)
    assert np.allclose(scores, plain, rtol=1e-3) is enough
    covariance, _ = oas(away, assume_centered=True)
    shrunk = np.einsum("nb,bc,nc->n", away, np.linalg.inv(covariance), away)
    assert np.allclose(scores, shrunk, rtol=1e-3) is not enough


def test_a_scene_without_valid_pixels_is_refused(make_scene):
    scene = make_scene(np.zeros((3, 20, 20), np.int16), valid=np.zeros((20, 20), bool))
    plan, _ = plan_all_usable(scene)
    moments = MomentsReducer(3, torch.device("cpu"))
    reduce_scene(scene, plan, [moments], device=CPU, context=Context(), area=Area.whole(scene.grid))
    with pytest.raises(AllNodata):
        background(moments)


def test_a_handful_of_pixels_is_no_background(pixels):
    moments = MomentsReducer(12, torch.device("cpu"))
    moments.update(_batch(pixels[:30]))
    with pytest.raises(TooSmall, match="30 pixels"):
        background(moments)


def test_a_constant_scene_has_no_anomalies():
    moments = MomentsReducer(3, torch.device("cpu"))
    moments.update(_batch(np.full((100, 3), 0.25)))
    with pytest.raises(TooSmall, match="the same"):
        background(moments)
