"""Reed-Xiaoli above the noise: which components it keeps, and what is no noise."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.context import Context
from engine.detect.detector import SceneRun
from engine.detect.rx import Background, MomentsReducer, RxOperator, lower_triangular
from engine.detect.subspace_rx import (
    AnomalyDetector,
    cleaned,
    noise_covariance,
    noise_moments,
)
from engine.detect.trimmed import trimmed_moments
from engine.errors import TooSmall
from engine.scene import Window
from engine.stream.area import Area
from engine.stream.operator import Batch

CPU = torch.device("cpu")
SIGNALS, BANDS = 3, 40


class Kept:
    def __init__(self, area):
        self.scores = np.full((area.window.height, area.window.width), -1.0, np.float32)

    def write(self, window, outputs):
        self.scores[window.slices()] = outputs["anomaly"]


def run_of(scene, plan, memory=512):
    return SceneRun(scene, plan, Area.whole(scene.grid), CPU, Context(), memory, {})


@pytest.fixture
def smooth():
    """Three slow patterns in 40 bands under noise that differs from band to band."""
    rng = np.random.default_rng(8)
    rows, cols = np.mgrid[0:60, 0:48]
    patterns = np.stack([np.sin(rows / 9), np.cos(cols / 7), np.sin((rows + cols) / 11)])
    spectra = rng.normal(size=(BANDS, SIGNALS))
    noise = rng.normal(size=(BANDS, 60, 48)) * np.geomspace(0.3, 3, BANDS)[:, None, None]
    cube = 3000 + 60 * (4 * np.tensordot(spectra, patterns, 1) + noise)
    return cube.astype(np.float32)


def test_components_of_noise_are_left_out(make_scene, all_bands, smooth):
    scene = make_scene(smooth)
    facts = AnomalyDetector().detect(run_of(scene, all_bands(scene)), Kept(Area.whole(scene.grid)))
    assert facts == {"components": SIGNALS, "bands": BANDS}


def test_a_faint_anomaly_among_signals_stands_out_more_than_in_all_bands(
    make_scene, all_bands, smooth
):
    rng = np.random.default_rng(8)
    spectra = rng.normal(size=(BANDS, SIGNALS))
    smooth[:, 30, 20] += 600 * spectra @ [1.0, 1.0, -1.0]
    scene = make_scene(smooth)
    run = run_of(scene, all_bands(scene))
    kept = Kept(run.area)
    AnomalyDetector().detect(run, kept)
    assert kept.scores[30, 20] == kept.scores.max()


@pytest.mark.parametrize(("block", "memory"), [((7, 48), 1), ((16, 16), 512), ((60, 48), 64)])
def test_the_noise_is_that_of_all_neighbours_however_the_scene_is_cut(
    make_scene, all_bands, smooth, block, memory
):
    valid = np.random.default_rng(2).random((60, 48)) > 0.1
    smooth[:, ~valid] = 9e5
    scene = make_scene(smooth, valid=valid, block=block)
    moments = noise_moments(run_of(scene, all_bands(scene), memory))
    cube = smooth.astype(np.float64) * 1e-4
    down = (cube[:, 1:] - cube[:, :-1])[:, valid[1:] & valid[:-1]]
    right = (cube[:, :, 1:] - cube[:, :, :-1])[:, valid[:, 1:] & valid[:, :-1]]
    both = np.concatenate([down, right], axis=1)
    assert moments.count == both.shape[1]
    expected = np.cov(both, bias=True)
    np.testing.assert_allclose(moments.moments()[1], expected, atol=1e-5 * expected.max())


def test_one_bright_pixel_is_no_noise(make_scene, all_bands, smooth):
    """It adds as much to the noise as to the scene where all differences count."""
    smooth[:, 30, 20] += 4000 * np.where(np.arange(BANDS) % 2, 1, -1)
    scene = make_scene(smooth)
    run = run_of(scene, all_bands(scene))
    kept = Kept(run.area)
    assert AnomalyDetector().detect(run, kept)["components"] == SIGNALS + 1
    assert kept.scores[30, 20] == kept.scores.max() > 1000


def test_the_noise_keeps_its_size_without_the_most_unusual_differences(
    make_scene, all_bands, smooth
):
    scene = make_scene(smooth)
    run = run_of(scene, all_bands(scene))
    found = noise_covariance(run)
    every = noise_moments(run).moments()[1] / 2
    assert np.trace(found) == pytest.approx(np.trace(every), rel=0.05)


def test_a_few_odd_pixels_on_flat_ground_stand_out(make_scene, all_bands):
    cube = np.full((4, 30, 30), 500, np.int16)
    cube[:, 3:24:2, 7] += np.arange(4, dtype=np.int16)[:, None] * 100
    scene = make_scene(cube)
    run = run_of(scene, all_bands(scene))
    kept = Kept(run.area)
    AnomalyDetector().detect(run, kept)
    odd = cube[3] > 500
    assert kept.scores[odd].min() > 10 * kept.scores[~odd].max()


def test_scores_are_distances_in_the_kept_components(make_scene, all_bands, smooth):
    scene = make_scene(smooth)
    run = run_of(scene, all_bands(scene))
    kept = Kept(run.area)
    AnomalyDetector().detect(run, kept)
    # three components of unit variance, so the scores have the mean 3
    assert kept.scores.mean() == pytest.approx(SIGNALS, rel=1e-3)


def test_a_wide_matrix_keeps_its_lengths():
    rng = np.random.default_rng(1)
    root, mean = rng.normal(size=(20, 70)), rng.normal(size=70)
    model = Background(mean, lower_triangular(root), 0.0, 100)
    assert np.allclose(np.triu(model.whitener, 51), 0)
    pixels = rng.normal(size=(70, 33))
    ok = torch.ones(1, 1, 33, dtype=torch.bool)
    values = torch.from_numpy(pixels.astype(np.float32))[None, :, None]
    scores = RxOperator(model, CPU)(Batch(values, ok, (Window(0, 0, 1, 33),), ok))
    expected = np.square(root @ (pixels - mean[:, None])).sum(axis=0)
    np.testing.assert_allclose(scores.flatten().numpy(), expected, rtol=1e-4)


def test_a_constant_scene_is_refused(make_scene, all_bands):
    scene = make_scene(np.full((3, 20, 20), 500, np.int16))
    run = run_of(scene, all_bands(scene))
    moments = MomentsReducer(3, CPU)
    run.reduce(moments)
    with pytest.raises(TooSmall, match="the same"):
        cleaned(moments, noise_covariance(run))


def test_trimmed_moments_are_those_without_the_most_unusual_pixels(make_scene, all_bands, smooth):
    spoilt = smooth.copy()
    spoilt[:, :1, :20] += 5000 * np.where(np.arange(BANDS) % 2, 1, -1)[:, None, None]
    maps = []
    for cube in (smooth, spoilt):
        scene = make_scene(cube)
        run = run_of(scene, all_bands(scene))
        every = MomentsReducer(BANDS, CPU)
        run.reduce(every)
        moments = trimmed_moments(run, every)
        assert moments.count == pytest.approx(0.98 * 60 * 48, rel=0.002)
        maps.append(moments.moments()[1])
    np.testing.assert_allclose(maps[1], maps[0], atol=0.05 * maps[0].max())
