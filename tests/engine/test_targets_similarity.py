"""Similarity to targets in the features of a backbone."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
import torch

from engine.context import Context
from engine.detect.detector import SceneRun
from engine.detect.similar_scene import Memory, SimilarScene
from engine.detect.targets.detector import LIBRARY, ROLE, Search, Target, target_detector_named
from engine.detect.targets.marked import MarkedPixels
from engine.errors import BadParameter, BandsUncovered
from engine.features.scene_features import SceneFeatures
from engine.models.registry import backbone
from engine.scene import Window, open_scene
from engine.stream.area import Area

from ..data.tiny_vit import TinyBackbone, write_scene

CPU = torch.device("cpu")


@dataclass
class Plane:
    """Takes every pixel once."""

    scores: np.ndarray
    seen: np.ndarray = field(init=False)

    def __post_init__(self):
        self.seen = np.zeros(self.scores.shape, int)

    def write(self, window, outputs):
        rows, cols = window.slices()
        self.scores[rows, cols] = outputs[ROLE]
        self.seen[rows, cols] += 1


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """120 x 150 pixels, none of them valid in the upper left corner of 10 x 13."""
    return open_scene(write_scene(tmp_path_factory.mktemp("similarity") / "scene.tif"))


def _spectrum(scene, row, col):
    """Reflectance of a pixel in all its bands."""
    with scene.source.open() as reader:
        numbers = range(1, len(scene.bands) + 1)
        values, _ = reader.read(Window(row, col, 1, 1), list(numbers))
    return values[:, 0, 0] * scene.gain + scene.offset


def _map(scene, made_by, pixels=(), spectra=(), window=None):
    plan, request = made_by.plan(scene)
    area = Area(window or scene.grid.window)
    run = SceneRun(scene, plan, area, CPU, Context(), 64, {})
    rows, cols = [row for row, _ in pixels], [col for _, col in pixels]
    marked = MarkedPixels.of(scene.grid, rows, cols)
    targets = [Target("library", LIBRARY, spectrum) for spectrum in spectra]
    if pixels:
        mean = np.mean([_spectrum(scene, row, col) for row, col in pixels], axis=0)
        targets.insert(0, Target("marked", "pixels", mean, len(pixels)))
    plane = Plane(np.full((area.window.height, area.window.width), -9.0, np.float32))
    search = Search(run, request, tuple(targets), marked, made_by)
    target_detector_named("similarity").detect(search, plane)
    return plane


@pytest.mark.parametrize("made_by", [backbone("spectra"), TinyBackbone()], ids=lambda m: m.id)
def test_a_marked_pixel_is_most_like_itself_and_every_pixel_is_written_once(scene, made_by):
    plane = _map(scene, made_by, pixels=[(60, 70)])
    assert (plane.seen == 1).all()
    assert np.isnan(plane.scores[:10, :13]).all()
    assert np.isfinite(plane.scores).sum() == 120 * 150 - 130
    assert plane.scores[60, 70] == pytest.approx(1, abs=2e-3)
    assert np.nanmax(plane.scores) <= 1.001
    assert np.nanmin(plane.scores) >= 0
    assert np.nanmedian(plane.scores) < 0.9


@pytest.mark.parametrize("made_by", [backbone("spectra"), TinyBackbone()], ids=lambda m: m.id)
def test_a_part_of_the_scene_has_the_scores_of_the_whole(scene, made_by):
    whole = _map(scene, made_by, pixels=[(60, 70)])
    window = Window(40, 30, 37, 55)
    part = _map(scene, made_by, pixels=[(60, 70)], window=window)
    inside = whole.scores[window.slices()]
    if made_by.window_px is None:
        np.testing.assert_allclose(part.scores, inside, atol=2e-3)
    else:  # at its edge, a part of the scene has no other window to take a pixel from
        assert np.median(np.abs(part.scores - inside)) < 2e-3


@pytest.mark.parametrize("made_by", [backbone("spectra"), TinyBackbone()], ids=lambda m: m.id)
def test_of_many_marked_pixels_the_mean_direction_is_the_target(scene, made_by):
    """Across tiles, and in any order."""
    pixels = [(row, col) for row in range(20, 110, 7) for col in range(20, 140, 9)]
    plane = _map(scene, made_by, pixels=pixels)
    plan, request = made_by.plan(scene)
    features = SceneFeatures(
        scene, plan, request, made_by, device=CPU, context=Context(), memory_mib=64
    )
    similar, total = SimilarScene(features, Context(), 0), 0
    for place in pixels:
        rows, cols = np.array([place]).T
        windows, _ = features.tiling.of_pixels(rows, cols)
        total = total + similar.tiles(windows)[0].at(rows, cols)
    wanted = torch.nn.functional.normalize(total, dim=1)
    at = (60, 70)
    windows, _ = features.tiling.of_pixels(*np.array([at]).T)
    expected = wanted[0] @ similar.tiles(windows)[0].at(*np.array([at]).T)[0]
    assert plane.scores[at] == pytest.approx(float(expected.clamp(0, 1)), abs=0.05)


def test_marked_pixels_that_are_the_mean_are_refused(scene, tmp_path, monkeypatch):
    monkeypatch.setenv("HSFM_CACHE", str(tmp_path))
    monkeypatch.setattr("engine.detect.similar_scene.MEMORY", Memory())
    monkeypatch.setattr("engine.detect.similar.TINY", 1e9)
    with pytest.raises(BadParameter, match="just what the scene is on average"):
        _map(scene, backbone("spectra"), pixels=[(60, 70)])


def test_a_spectrum_of_a_library_counts_as_a_pixel_that_has_it(scene):
    made_by = backbone("spectra")
    marked = _map(scene, made_by, pixels=[(60, 70)])
    given = _map(scene, made_by, spectra=[_spectrum(scene, 60, 70)])
    np.testing.assert_allclose(given.scores, marked.scores, atol=5e-3)


@pytest.mark.parametrize("together", [16, 1])
def test_of_several_targets_the_nearest_counts(scene, monkeypatch, together):
    monkeypatch.setattr("engine.detect.similar.TOGETHER", together)
    made_by = backbone("spectra")
    one, other = _spectrum(scene, 60, 70), _spectrum(scene, 20, 100)
    each = [_map(scene, made_by, spectra=[spectrum]).scores for spectrum in (one, other)]
    both = _map(scene, made_by, spectra=[one, other]).scores
    np.testing.assert_allclose(both, np.fmax(*each), atol=1e-6)


def test_a_backbone_that_sees_surroundings_takes_no_library(scene):
    with pytest.raises(BadParameter, match="surroundings"):
        _map(scene, TinyBackbone(), spectra=[_spectrum(scene, 60, 70)])


def test_a_spectrum_with_gaps_is_refused(scene):
    spectrum = _spectrum(scene, 60, 70)
    spectrum[3] = np.nan
    with pytest.raises(BandsUncovered, match="1 of the"):
        _map(scene, backbone("spectra"), spectra=[spectrum])
