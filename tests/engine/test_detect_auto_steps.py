"""The steps of the default detector, each by itself."""

from __future__ import annotations

import errno
import io
import time

import numpy as np
import pytest
from scipy import ndimage

from engine.context import Context
from engine.detect.auto import fused_scores, scaled_components
from engine.detect.planes import planes, strips
from engine.detect.ring_sums import ORDINARY_PX, Ring, ring_distances
from engine.detect.small_objects import small_objects
from engine.detect.tail_ranks import tail_ranks
from engine.errors import Cancelled, DiskFull
from engine.scene import Window


def _ring_distances(components, variances, background, ring):
    made = np.empty(background.shape, np.float32)
    ring_distances(components, variances, background, ring, made)
    return made


def _small_objects(pictures, areas_px):
    sums = np.empty((len(areas_px), *pictures.shape[1:]), np.float32)
    small_objects(pictures, areas_px, sums)
    return sums


def test_work_on_the_planes_can_be_cancelled():
    context = Context()
    context.cancel()
    made = np.random.default_rng(0).normal(size=(4, 30, 30)).astype(np.float32) ** 2
    with pytest.raises(Cancelled):
        fused_scores(made, np.ones(3), lambda done: context.check_cancelled())


def test_scaled_components_have_the_variance_that_is_told():
    rng = np.random.default_rng(9)
    pixels = rng.normal(size=(5000, 20)) @ rng.normal(size=(20, 20))
    covariance = np.cov(pixels.T, bias=True)
    matrix, variances = scaled_components(covariance)
    np.testing.assert_allclose(matrix @ covariance @ matrix.T, np.diag(variances), atol=1e-9)


def test_small_objects_can_be_cancelled_between_the_levels(monkeypatch):
    """The only picture would take 32 levels on either side; the check comes in the middle."""
    levels, context = [], Context()
    label = ndimage.label

    def listen(*args, **kwargs):
        levels.append(1)
        context.cancel()
        time.sleep(0.05)
        return label(*args, **kwargs)

    monkeypatch.setattr("engine.detect.small_objects.TICK_S", 0.001)
    monkeypatch.setattr("engine.detect.small_objects.ndimage.label", listen)
    picture = np.random.default_rng(17).normal(size=(1, 60, 60)).astype(np.float32)
    sums = np.empty((1, 60, 60), np.float32)
    with pytest.raises(Cancelled):
        small_objects(picture, (1,), sums, lambda done: context.check_cancelled())
    assert len(levels) < 50


@pytest.mark.parametrize(
    ("place", "ordinary"), [((0, 0), ORDINARY_PX), ((3, 17), ORDINARY_PX), ((39, 39), 12)]
)
def test_ring_distances_are_those_of_their_definition(place, ordinary):
    rng = np.random.default_rng(10)
    values = rng.normal(size=(4, 40, 40)).astype(np.float32)
    values[:, 5:9, 12:15] = np.nan
    background = rng.random((40, 40)) > 0.2
    background[25:, 25:] = False
    variances = np.array([1.0, 0.9, 0.8, 0.7])
    found = _ring_distances(values, variances, background, Ring(5, 13))[place]

    rows, cols = np.indices((40, 40))
    apart = np.maximum(abs(rows - place[0]), abs(cols - place[1]))
    ring = (apart <= 6) & (apart > 2) & background & np.isfinite(values[0])
    pixels = values[:, ring].astype(np.float64)
    size = pixels.shape[1]
    mean = pixels.sum(axis=1) / (size + 1)
    products = pixels @ pixels.T - size * np.outer(mean, mean)
    filled = size + ordinary
    covariance = (products + ordinary * np.diag(variances)) / filled
    away = values[(slice(None), *place)] - mean
    expected = away @ np.linalg.solve(covariance, away)
    expected *= filled * (filled - 6) / ((filled - 1) * (filled + 1))
    assert found == pytest.approx(expected, rel=1e-5)


def test_distances_at_the_border_are_as_large_as_elsewhere():
    values = np.random.default_rng(11).normal(size=(10, 200, 200)).astype(np.float32)
    found = _ring_distances(values, np.ones(10), np.ones((200, 200), bool), Ring(9, 25))
    border = np.concatenate([found[:2].ravel(), found[-2:].ravel()])
    assert border.mean() == pytest.approx(found[12:-12, 12:-12].mean(), rel=0.06)


def test_small_objects_are_taken_away_and_large_ones_stay():
    picture = np.random.default_rng(12).normal(0, 0.01, (60, 60)).astype(np.float32)
    picture[10:13, 10:13] += 1  # 9 pixels
    picture[5:8, 40:43] -= 1
    picture[30:45, 20:50] += 1  # 450 pixels
    picture[50, 5:40] += 1  # a line of 35
    of_25, of_100 = _small_objects(picture[None], (25, 100))
    for taken in (of_25, of_100):
        assert taken[11, 11] > 0.8
        assert taken[6, 41] > 0.8
        assert taken[30:45, 20:50].max() < 0.05
    assert of_25[50, 20] < 0.05
    assert of_100[50, 20] > 0.8


def test_what_an_edge_cuts_off_is_not_small():
    picture = np.random.default_rng(13).normal(0, 0.01, (60, 60)).astype(np.float32)
    picture[0:3, 20:26] += 1  # 18 pixels, 36 with their mirror image
    picture[30:33, 20:26] += 1
    (taken,) = _small_objects(picture[None], (25,))
    assert taken[1, 22] < 0.05
    assert taken[31, 22] > 0.8


def test_ranks_are_logarithms_of_shares_and_go_on_beyond_the_ranks():
    scores = np.random.default_rng(14).pareto(3, size=(200, 200)).astype(np.float32)
    scores[0, 0], scores[0, 1] = np.nan, 1e4
    found = tail_ranks(scores.copy())
    assert np.isnan(found[0, 0])
    median = np.nanmedian(scores)
    assert found[scores >= median].min() == pytest.approx(np.log(2), abs=0.01)
    assert found[0, 1] > np.log(scores.size) + 5
    order = np.argsort(scores.ravel())
    assert (np.diff(found.ravel()[order][:-1]) >= 0).all()


def test_planes_in_a_file_and_small_strips_change_nothing(monkeypatch):
    made = np.random.default_rng(18).normal(size=(4, 90, 95)).astype(np.float32) ** 2
    made[:, 20:30, 40:50] = np.nan
    expected = fused_scores(made.copy(), np.ones(3))
    for name in ("planes", "small_objects"):
        monkeypatch.setattr(f"engine.detect.{name}.STRIP_PX", 1000)
    monkeypatch.setattr("engine.detect.planes.MOST_NUMBERS_IN_MEMORY", 10)
    monkeypatch.setattr("engine.detect.small_objects.MOST_BYTES", 10)
    assert len(list(strips((90, 95)))) == 9
    np.testing.assert_array_equal(fused_scores(made, np.ones(3)), expected)


def test_a_full_disk_is_an_error_before_a_plane_is_touched(monkeypatch):
    class Full(io.BytesIO):
        def write(self, data):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("engine.detect.planes.MOST_NUMBERS_IN_MEMORY", 10)
    monkeypatch.setattr("engine.detect.planes.tempfile.TemporaryFile", Full)
    with pytest.raises(DiskFull), planes(2, Window(0, 0, 3, 4)):
        pass


def test_planes_that_do_not_fit_lie_in_a_file(monkeypatch):
    monkeypatch.setattr("engine.detect.planes.MOST_NUMBERS_IN_MEMORY", 10)
    with planes(2, Window(0, 0, 3, 4)) as made:
        assert isinstance(made, np.memmap)
        assert np.isnan(made).all()
