"""Target detectors against plain numpy, Spectral Python and what must not change their scores."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.detect.rx import MomentsReducer
from engine.detect.targets import pixelwise
from engine.detect.targets.ace import AceOperator
from engine.detect.targets.background import LEAST_SHRINKAGE, target_background
from engine.detect.targets.cem import cem_filters
from engine.detect.targets.linear import LinearOperator
from engine.detect.targets.matched_filter import matched_filters
from engine.detect.targets.spectral_angle import AngleOperator
from engine.errors import BadParameter, TooSmall
from engine.scene import Window
from engine.stream.operator import Batch

CPU = torch.device("cpu")
BANDS = 12


def _batch(pixels):
    """Pixels ``(count, bands)`` as one window of one row."""
    values = torch.from_numpy(pixels.T.astype(np.float32))[None, :, None, :]
    valid = torch.ones(1, 1, len(pixels), dtype=torch.bool)
    return Batch(values, valid, (Window(0, 0, 1, len(pixels)),), valid)


def _model(pixels, shrinkage=None):
    moments = MomentsReducer(pixels.shape[1], CPU)
    moments.update(_batch(pixels))
    return target_background(moments, shrinkage)


def _scores(operator, pixels):
    made = operator(_batch(pixels))[0]
    return operator.finish(made, torch.ones(1, len(pixels), dtype=torch.bool))["target"][0]


def _ace(pixels, target, shrinkage=0.0):
    return _scores(AceOperator(np.atleast_2d(target), _model(pixels, shrinkage), CPU), pixels)


def _matched(pixels, target, shrinkage=0.0):
    model = _model(pixels, shrinkage)
    filters = matched_filters(np.atleast_2d(target), model)
    return _scores(LinearOperator(filters, model.mean, CPU), pixels)


def _cem(pixels, target, shrinkage=0.0):
    filters = cem_filters(np.atleast_2d(target), _model(pixels, shrinkage))
    return _scores(LinearOperator(filters, np.zeros(len(target)), CPU), pixels)


@pytest.fixture
def pixels():
    rng = np.random.default_rng(4)
    made = 0.3 + 0.02 * rng.normal(size=(4000, BANDS)) @ rng.normal(size=(BANDS, BANDS))
    made += 0.001 * rng.normal(size=made.shape)
    return made.astype(np.float32).astype(np.float64)


@pytest.fixture
def target():
    return np.linspace(0.1, 0.6, BANDS)


def _reference(pixels, target):
    """Squared whitened cosine, matched filter and CEM, by their definitions."""
    mean = pixels.mean(axis=0)
    inverse = np.linalg.inv(np.cov(pixels.T, bias=True))
    away, wanted = pixels - mean, target - mean
    along = away @ inverse @ wanted
    energy = wanted @ inverse @ wanted
    squares = np.einsum("nb,bc,nc->n", away, inverse, away)
    correlation = np.linalg.inv(pixels.T @ pixels / len(pixels))
    cem = pixels @ correlation @ target / (target @ correlation @ target)
    return np.sign(along) * along**2 / (energy * squares), along / energy, cem


def test_ace_is_the_squared_cosine_in_whitened_space_with_its_sign(pixels, target):
    expected = _reference(pixels, target)[0]
    np.testing.assert_allclose(_ace(pixels, target), expected, rtol=1e-4, atol=1e-6)
    assert (expected < -0.1).any()


def test_the_matched_filter_is_that_of_its_definition(pixels, target):
    expected = _reference(pixels, target)[1]
    np.testing.assert_allclose(_matched(pixels, target), expected, rtol=1e-4, atol=1e-5)


def test_cem_is_that_of_its_definition(pixels, target):
    expected = _reference(pixels, target)[2]
    np.testing.assert_allclose(_cem(pixels, target), expected, rtol=1e-4, atol=1e-5)


def test_cem_has_the_least_mean_square_of_all_filters_with_1_at_the_target(pixels, target):
    found = np.mean(_cem(pixels, target) ** 2)
    rng = np.random.default_rng(0)
    for _ in range(20):
        other = cem_filters(np.atleast_2d(target), _model(pixels, 0.0))[0]
        other = other + 0.2 * np.abs(other).mean() * rng.normal(size=BANDS)
        assert np.mean((pixels @ other / (target @ other)) ** 2) > found


def test_the_spectral_angle_is_the_angle(pixels, target):
    found = _scores(AngleOperator(target[None], CPU), pixels)
    cosine = pixels @ target / np.linalg.norm(pixels, axis=1) / np.linalg.norm(target)
    np.testing.assert_allclose(found, 1 - np.arccos(cosine) / (np.pi / 2), atol=1e-6)


def test_ace_and_matched_filter_give_the_numbers_of_spectral_python(pixels, target):
    """``ace`` and ``matched_filter`` of Spectral Python 0.25, all pixels being the background."""
    places = [0, 1, 2, 10, 100, 1000, 3999]
    ace = [9.124104e-4, 7.682608e-3, 6.500529e-3, 0.1742519, 0.08279653, 0.06974208, 7.028844e-4]
    matched = [1.079731e-3, -3.622595e-3, -3.506743e-3, 0.01888557, 0.01484824, 0.00969106]
    matched.append(1.077544e-3)
    found = _ace(pixels, target)[places]
    np.testing.assert_allclose(np.abs(found), ace, rtol=1e-4)
    assert (np.sign(found) == np.sign(matched)).all()
    np.testing.assert_allclose(_matched(pixels, target)[places], matched, rtol=1e-4)


def test_ace_and_matched_filter_agree_with_spectral_python(pixels, target):
    spectral = pytest.importorskip("spectral", reason="pip install spectral")
    cube = pixels.reshape(40, 100, BANDS)
    ace, matched = spectral.ace(cube, target).ravel(), spectral.matched_filter(cube, target).ravel()
    np.testing.assert_allclose(np.abs(_ace(pixels, target)), ace, rtol=1e-4, atol=1e-8)
    np.testing.assert_allclose(_matched(pixels, target), matched, rtol=1e-4, atol=1e-8)


def test_real_pixels_agree_with_plain_float64(shared_data):
    """MUUFL: 72 bands, eigenvalues over five orders of magnitude; the largest error counts."""
    from scipy.io import loadmat

    data = loadmat(shared_data / "muufl" / "an_hsi_img_for_tgt_det_demo.mat")
    pixels = data["hsi_sub"].reshape(-1, 72).astype(np.float64)
    target = data["tgt_spectra"].ravel().astype(np.float64)
    ace, matched, cem = _reference(pixels, target)
    for found, expected in (
        (_ace(pixels, target), ace),
        (_matched(pixels, target), matched),
        (_cem(pixels, target), cem),
    ):
        assert np.abs(found - expected).max() < 1e-4 * np.abs(expected).max()


def test_a_target_scores_1_and_the_mean_0(pixels, target):
    model = _model(pixels)
    looked_at = np.vstack([target, model.mean])
    ace = _scores(AceOperator(target[None], model, CPU), target[None])
    filters = matched_filters(target[None], model)
    matched = _scores(LinearOperator(filters, model.mean, CPU), looked_at)
    np.testing.assert_allclose(ace, [1], atol=1e-5)
    np.testing.assert_allclose(matched, [1, 0], atol=1e-4)
    cem = LinearOperator(cem_filters(target[None], model), np.zeros(BANDS), CPU)
    assert _scores(cem, looked_at)[0] == pytest.approx(1, abs=1e-4)
    assert _scores(AngleOperator(target[None], CPU), looked_at)[0] == pytest.approx(1, abs=1e-6)


def test_ace_does_not_depend_on_how_far_target_and_pixel_are_from_the_mean(pixels, target):
    model = _model(pixels)
    plain = _scores(AceOperator(target[None], model, CPU), pixels)
    farther = model.mean + 3 * (target - model.mean)
    np.testing.assert_allclose(
        _scores(AceOperator(farther[None], model, CPU), pixels), plain, rtol=1e-4, atol=1e-6
    )
    nearer = model.mean + 0.5 * (pixels - model.mean)
    np.testing.assert_allclose(
        _scores(AceOperator(target[None], model, CPU), nearer), plain, rtol=2e-2, atol=1e-4
    )


def test_the_spectral_angle_does_not_depend_on_brightness(pixels, target):
    plain = _scores(AngleOperator(target[None], CPU), pixels)
    other = _scores(AngleOperator(5 * target[None], CPU), 0.25 * pixels)
    np.testing.assert_allclose(other, plain, atol=1e-6)


def test_the_opposite_of_a_target_scores_lowest(pixels, target):
    model = _model(pixels)
    opposite = 2 * model.mean - target
    found = _scores(AceOperator(target[None], model, CPU), np.vstack([pixels, opposite]))
    assert int(found.argmin()) == len(pixels)
    assert found[-1] == pytest.approx(-1, abs=1e-3)


def test_of_several_targets_the_best_counts(pixels, target):
    model, other = _model(pixels), target[::-1].copy()
    each = [_scores(AceOperator(one[None], model, CPU), pixels) for one in (target, other)]
    both = _scores(AceOperator(np.stack([target, other]), model, CPU), pixels)
    np.testing.assert_allclose(both, np.maximum(*each), atol=1e-6)
    angles = [_scores(AngleOperator(one[None], CPU), pixels) for one in (target, other)]
    both = _scores(AngleOperator(np.stack([target, other]), CPU), pixels)
    np.testing.assert_allclose(both, np.maximum(*angles), atol=1e-6)


def test_of_very_many_targets_the_best_counts(pixels, target, monkeypatch):
    """In blocks of 3, of which the last is not full; some targets are nearly the same."""
    monkeypatch.setattr(pixelwise, "TOGETHER", 3)
    rng = np.random.default_rng(6)
    many = np.abs(target + 0.1 * rng.normal(size=(8, BANDS)))
    many = np.vstack([many, many[2:4] * (1 + 1e-5 * rng.normal(size=(2, BANDS)))])
    some = np.vstack([pixels[:200], many])
    model = _model(pixels)
    for made in (
        lambda spectra: AceOperator(spectra, model, CPU),
        lambda spectra: AngleOperator(spectra, CPU),
        lambda spectra: LinearOperator(matched_filters(spectra, model), model.mean, CPU),
    ):
        each = [_scores(made(one[None]), some) for one in many]
        np.testing.assert_allclose(_scores(made(many), some), np.max(each, axis=0), atol=1e-6)


def test_loading_keeps_a_target_whose_spectrum_is_slightly_off(pixels):
    """Without it, pixels of the target in the statistics suppress the target (see background)."""
    rng = np.random.default_rng(1)
    smooth = 0.3 + 0.02 * rng.normal(size=(4000, 3)) @ rng.normal(size=(3, BANDS))
    scene = smooth + 0.0005 * rng.normal(size=smooth.shape)
    target = np.where(np.arange(BANDS) % 2, 0.6, 0.2)
    scene[:80] = 0.5 * scene[:80] + 0.5 * target * (1 + 0.02 * rng.normal(size=BANDS))
    missed = []
    for shrinkage in (0.0, LEAST_SHRINKAGE):
        found = _ace(scene, target, shrinkage)
        missed.append(int((found[:80] < np.quantile(found[80:], 0.999)).sum()))
    assert missed[1] < missed[0]


def test_few_pixels_are_shrunk_as_their_number_asks(pixels):
    assert _model(pixels[:60]).shrinkage > 10 * LEAST_SHRINKAGE
    assert _model(np.tile(pixels, (10, 1))).shrinkage == LEAST_SHRINKAGE


def test_a_pixel_without_reflectance_has_no_shape(target):
    found = _scores(AngleOperator(target[None], CPU), np.zeros((1, BANDS)))
    assert found.tolist() == [0.0]


def test_a_target_that_is_the_background_is_refused(pixels):
    model = _model(pixels)
    with pytest.raises(BadParameter, match="just that of the background"):
        AceOperator(model.mean[None], model, CPU)
    with pytest.raises(BadParameter, match="target 2"):
        AngleOperator(np.stack([model.mean, np.zeros(BANDS)]), CPU)


def test_a_constant_scene_has_no_targets():
    with pytest.raises(TooSmall, match="the same"):
        _model(np.full((100, 3), 0.25))
