"""Reed-Xiaoli in the features of backbones: of single pixels, and of networks with windows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
import rasterio
import torch

from engine.context import Context
from engine.detect import backbone_rx
from engine.detect.backbone_rx import CPU, FeatureScores
from engine.detect.feature_moments import FeatureMoments
from engine.detect.leading import components_of
from engine.errors import AllNodata, Cancelled, ModelUnknown, NoWavelengths, TooSmall
from engine.features.tile import Tile
from engine.models.dense import at_pixels
from engine.scene import Band, BandTable, Window, open_scene

from ..data.tiny_vit import use_tiny, write_scene
from .detecting import PLANTED, highest, planted, scores_of

BACKBONES = ("spectra", "tiny-vit")


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache of the test's own, and the tiny transformer."""
    use_tiny(monkeypatch, tmp_path / "user")
    monkeypatch.setenv("HSFM_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """120 x 150 pixels of 12 bands, the upper left corner of 10 x 13 of them nodata."""
    return write_scene(tmp_path_factory.mktemp("scene") / "scene.tif")


def test_planted_pixels_have_the_highest_scores_of_the_bundled_backbone(make_scene):
    scene = make_scene(planted())
    wide = tuple(Band(n, 400 + 80 * n, 60.0) for n in range(1, len(scene.bands) + 1))
    scores, facts = scores_of("backbone_rx", replace(scene, bands=BandTable(wide)))
    assert highest(scores, len(PLANTED)) == set(PLANTED)
    assert facts["backbone"] == "hsfm-spectral"


def test_all_parts_count_also_those_of_few_cells():
    """Components of interpolated features, found without interpolating the features."""
    draw = torch.Generator().manual_seed(1)
    parts = tuple(
        torch.randn(shape, generator=draw).half() for shape in ((3, 32, 32), (5, 8, 8), (4, 1, 1))
    )
    tile = Tile(Window(0, 0, 24, 24), 4, parts, torch.ones((24, 24), dtype=torch.bool))
    features = torch.cat([at_pixels(part[None].float(), 32, 32)[0] for part in parts])
    pixels = features[:, 4:28, 4:28].flatten(1).T.double().numpy()
    mean, covariance = pixels.mean(axis=0), np.cov(pixels.T, bias=True)
    components = components_of(mean, covariance, 6)
    found = FeatureScores(components, (3, 5, 4), CPU)(tile)
    expected = np.sum(((pixels - mean) @ components.matrix.T) ** 2, axis=1).reshape(24, 24)
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-3)
    assert np.mean(expected) == pytest.approx(6)


def test_moments_are_those_of_numpy():
    pixels = np.random.default_rng(0).normal(5, 2, size=(400, 7)).astype(np.float32)
    moments = FeatureMoments(7)
    for part in np.array_split(pixels, 3):
        moments.add(torch.from_numpy(part))
    mean, covariance = moments.moments()
    np.testing.assert_allclose(mean, pixels.mean(axis=0), rtol=1e-6)
    np.testing.assert_allclose(covariance, np.cov(pixels.T, bias=True), atol=1e-5)


def test_of_single_pixels_it_is_the_distance_in_their_leading_components(path):
    scores, facts = scores_of("backbone_rx", open_scene(path), backbone="spectra")
    cube = rasterio.open(path).read()
    valid = (cube > 0).all(axis=0)
    pixels = cube[:, valid].T * 1e-4
    away = pixels - pixels.mean(axis=0)
    inverse = np.linalg.inv(np.cov(pixels.T, bias=True))
    expected = np.einsum("nb,bc,nc->n", away, inverse, away)
    np.testing.assert_allclose(scores[valid], expected, rtol=0.1)
    np.testing.assert_array_equal(np.isnan(scores), ~valid)
    assert facts["features"] == facts["components"] == 12


@pytest.mark.parametrize("name", BACKBONES)
def test_kept_features_and_other_memory_give_the_same_map(path, name, monkeypatch):
    scores, _ = scores_of("backbone_rx", open_scene(path), backbone=name)
    again, _ = scores_of("backbone_rx", open_scene(path), backbone=name)
    monkeypatch.setenv("HSFM_CACHE_MIB", "0")
    other, _ = scores_of("backbone_rx", open_scene(path), backbone=name, memory=2)
    np.testing.assert_array_equal(scores, again)
    np.testing.assert_allclose(scores, other, rtol=1e-4)
    assert np.isfinite(scores).sum() == scores.size - 130


@pytest.mark.parametrize("name", BACKBONES)
def test_what_is_masked_has_no_say_and_no_score(path, name):
    scene = open_scene(path)
    valid = np.ones((120, 150), bool)
    valid[:10, :13] = valid[60:80, 100:] = False

    def masked(value):
        return replace(scene, source=Masked(scene.source, valid, value), fingerprint="")

    scores, _ = scores_of("backbone_rx", masked(500), backbone=name)
    again, _ = scores_of("backbone_rx", masked(60_000), backbone=name)
    np.testing.assert_array_equal(scores, again)
    np.testing.assert_array_equal(np.isnan(scores), ~valid)


def test_of_a_window_only_its_own_pixels_are_compared(path):
    window = Window(30, 40, 50, 60)
    scores, facts = scores_of("backbone_rx", open_scene(path), window=window, backbone="tiny-vit")
    assert np.isfinite(scores).all() and scores.shape == (50, 60)
    assert facts["sample_pixels"] == 3000


def test_few_pixels_are_drawn_by_the_seed(path, monkeypatch):
    monkeypatch.setattr(backbone_rx, "SAMPLE", 2000)
    (one, facts), (again, _), (other, _) = (
        scores_of("backbone_rx", open_scene(path), backbone="tiny-vit", seed=seed)
        for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other, equal_nan=True)
    assert facts["sample_pixels"] == pytest.approx(2000, rel=0.1)


def test_few_valid_pixels_of_a_large_area_are_all_found(path, monkeypatch):
    monkeypatch.setattr(backbone_rx, "SAMPLE", 2000)
    scene, valid = open_scene(path), np.zeros((120, 150), bool)
    valid[20:29, 20:29] = valid[-9:, -9:] = True
    few = replace(scene, source=Masked(scene.source, valid, 0), fingerprint="")
    scores, facts = scores_of("backbone_rx", few, backbone="spectra")
    assert facts["sample_pixels"] == 2 * 81
    np.testing.assert_array_equal(np.isfinite(scores), valid)


def test_scenes_that_do_not_fit_the_backbone_are_refused(path):
    scene = open_scene(path)
    bare = BandTable(tuple(Band(n, None, None) for n in range(1, len(scene.bands) + 1)))
    with pytest.raises(NoWavelengths):
        scores_of("backbone_rx", replace(scene, bands=bare))
    with pytest.raises(ModelUnknown, match="no-such"):
        scores_of("backbone_rx", scene, backbone="no-such")


def test_it_can_be_cancelled(path):
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        scores_of("backbone_rx", open_scene(path), backbone="spectra", context=context)


def test_few_pixels_are_no_background(path):
    with pytest.raises(TooSmall, match="36 pixels"):
        scores_of("backbone_rx", open_scene(path), backbone="spectra", window=Window(40, 40, 6, 6))
    with pytest.raises(AllNodata):
        scores_of("backbone_rx", open_scene(path), backbone="spectra", window=Window(0, 0, 8, 8))


@dataclass(frozen=True)
class Masked:
    """A source whose masked pixels hold a value of their own."""

    source: Any
    valid: Any
    value: int

    def open(self):
        reader, read = self.source.open(), None
        read = reader.read

        def masked(window, bands):
            values, _ = read(window, bands)
            here = self.valid[window.slices()]
            return np.where(here, values, self.value).astype(values.dtype), here.copy()

        reader.read = masked
        return reader
