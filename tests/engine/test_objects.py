"""Objects above a threshold, what surrounds them, and which of them are no objects."""

from __future__ import annotations

import time

import numpy as np
import numpy.typing as npt
import pytest
from scipy.ndimage import label

from engine.context import Context
from engine.detect.objects import Detection, find_objects
from engine.detect.surroundings import bends, compare
from engine.errors import BadParameter, Cancelled
from engine.output.detections import outlines
from engine.scene import Grid, Window

from .objects_kit import BANDS, FloatMap, block_of, reader


def _find(scores: npt.NDArray[np.generic], threshold: float = 0.5, **options: int):
    scores = scores.astype(np.float32)
    return find_objects(reader(scores), scores.shape, threshold, Context(), **options)


@pytest.mark.parametrize("strip", [1, 50, 1 << 22])
def test_objects_are_those_that_scipy_labels_with_eight_neighbours(monkeypatch, strip) -> None:
    monkeypatch.setattr("engine.detect.objects.STRIP_PIXELS", strip)
    scores = np.random.default_rng(0).uniform(size=(53, 47))
    scores[3, 5] = np.nan
    found = _find(scores, 0.75)
    labels, count = label(scores > 0.75, np.ones((3, 3)))
    assert found.count == len(found.listed) == count
    for each in found.listed:
        number = labels[each.row, each.col]
        inside = labels == number
        assert (labels[each.rows, each.cols] == number).all()
        assert each.size_px == inside.sum()
        assert each.score == pytest.approx(scores[inside].max())
        assert each.mean_score == pytest.approx(scores[inside].mean())
    tops = [each.score for each in found.listed]
    assert tops == sorted(tops, reverse=True)


def test_the_left_and_the_right_border_do_not_touch() -> None:
    scores = np.zeros((5, 6))
    scores[2, 5] = scores[3, 0] = 1.0
    assert _find(scores).count == 2


def test_small_objects_are_left_out_and_only_the_highest_are_listed() -> None:
    scores = np.zeros((40, 40))
    scores[::2, ::2] = np.linspace(1.0, 2.0, 400).reshape(20, 20)
    scores[0, 1] = 1.0
    assert _find(scores, least_px=2).count == 1
    found = _find(scores, most=7)
    assert found.count == 399 and len(found.listed) == 7
    assert found.listed[0].score == 2.0


def test_nothing_above_the_threshold_is_no_detection() -> None:
    found = _find(np.full((9, 9), np.nan))
    assert found.count == 0 and found.listed == ()


def test_half_a_million_pixels_are_found_in_reasonable_time() -> None:
    scores = np.random.default_rng(0).uniform(size=(1000, 1000)).astype(np.float32)
    began = time.perf_counter()
    found = _find(scores, 0.5)
    print(f"{time.perf_counter() - began:.2f} s for {(scores > 0.5).sum():,} pixels")
    assert len(found.listed) <= 1000
    assert found.listed[0].size_px > 100_000


def test_too_many_pixels_are_refused(monkeypatch) -> None:
    monkeypatch.setattr("engine.detect.objects.MOST_PIXELS", 10)
    with pytest.raises(BadParameter, match=r"of 0\.5"):
        _find(np.ones((4, 4)))


def test_finding_objects_can_be_cancelled() -> None:
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        find_objects(reader(np.ones((4, 4), np.float32)), (4, 4), 0.5, context)


@pytest.mark.parametrize("few", [1, 1000])
def test_outlines_follow_the_pixels_and_have_holes(monkeypatch, few) -> None:
    monkeypatch.setattr("engine.output.detections.FEW_PIXELS", few)
    mask = np.zeros((10, 12), bool)
    mask[2:7, 3:8] = True
    mask[4, 5] = False
    mask[7, 8] = True  # touches at a corner
    rows, cols = np.nonzero(mask)
    grid = Grid(10, 12, (30.0, 5.0, 1000.0, 4.0, -30.0, 2000.0), None)
    shape = outlines(grid, [(rows, cols)])[0]
    assert shape.is_valid
    assert shape.area == pytest.approx(mask.sum() * grid.pixel_area)
    a, b, c, d, e, f = grid.transform
    from shapely import Point

    for row, col in ((2, 3), (7, 8), (6, 7)):
        assert shape.contains(
            Point(a * (col + 0.5) + b * (row + 0.5) + c, d * (col + 0.5) + e * (row + 0.5) + f)
        )
    assert not shape.contains(Point(a * 5.5 + b * 4.5 + c, d * 5.5 + e * 4.5 + f))


def _scene(make_scene, seed: int = 0, size: int = 100, block: int = 16):
    """A scene of ordinary ground: stored values around 2000 with noise 20."""
    rng = np.random.default_rng(seed)
    cube = rng.normal(2000.0, 20.0, (BANDS, size, size)).astype(np.int16)
    return cube, lambda: make_scene(cube, block=(block, size))


@pytest.mark.parametrize("read_bytes", [1, 64 << 20])
def test_spectra_are_means_of_the_object_and_of_the_ring_around_it(
    make_scene, all_bands, monkeypatch, read_bytes
) -> None:
    monkeypatch.setattr("engine.detect.surroundings.READ_BYTES", read_bytes)
    cube, make = _scene(make_scene)
    cube[:, 40:43, 30:32] += 600
    cube[:, 39:44, 29:33] += 1  # mixed pixels beside it are left out
    scene = make()
    scores = np.zeros((60, 70), np.float32)
    scores[30:33, 10:12] = 2.0  # the map shows the scene from row 10 and column 20 on
    scores[27, 10] = 2.0  # another detection in the ring
    detections = [block_of(slice(30, 33), slice(10, 12))]
    found = compare(
        scene,
        all_bands(scene),
        Window(10, 20, 60, 70),
        detections,
        reader(scores),
        1.0,
        Context(),
    )[0]
    np.testing.assert_allclose(found.spectrum, cube[:, 40:43, 30:32].mean(axis=(1, 2)) * 1e-4)
    ring = np.ones((13, 12), bool)
    ring[4:-4, 4:-4] = False
    ring[2, 5] = False
    around = cube[:, 35:48, 25:37][:, ring]
    np.testing.assert_allclose(found.background, around.mean(axis=1) * 1e-4, rtol=1e-9)
    np.testing.assert_allclose(found.spread, around.std(axis=1) * 1e-4, rtol=1e-6)
    assert found.contrast == pytest.approx(30.0, rel=0.2)


def test_masked_pixels_have_no_part_in_spectra(make_scene, all_bands) -> None:
    cube, _ = _scene(make_scene)
    cube[:, 50, 50] += 500
    valid = np.ones((100, 100), bool)
    valid[40:60, 52:60] = False
    cube[:, 40:60, 52:60] = 30000
    scene = make_scene(cube, valid=valid)
    scores = np.where(valid, 0.0, np.nan).astype(np.float32)
    one = block_of(slice(50, 51), slice(50, 51))
    near = block_of(slice(50, 51), slice(55, 56))
    window = Window(0, 0, 100, 100)
    plan = all_bands(scene)
    found, masked = compare(scene, plan, window, [one, near], reader(scores), 1.0, Context())
    assert found.background.max() < 0.21
    assert np.isnan(masked.spectrum).all() and np.isnan(masked.contrast)


def test_the_ring_of_a_long_object_is_found_strip_by_strip(
    make_scene, all_bands, monkeypatch
) -> None:
    cube, make = _scene(make_scene)
    cube += np.arange(100, dtype=np.int16)[None, :, None]
    scene = make()
    line = np.arange(10, 90)
    scores = np.zeros((100, 100), np.float32)
    scores[line, line] = 2.0
    detections = [Detection(line, line, 1.0, 1.0, 10, 10)]
    seen = []

    def read(window: Window) -> FloatMap:
        seen.append(window.height * window.width)
        return scores[window.slices()]

    def found():
        window = Window(0, 0, 100, 100)
        return compare(scene, all_bands(scene), window, detections, read, 1.0, Context())[0]

    whole = found()
    seen.clear()
    monkeypatch.setattr("engine.detect.surroundings.STRIP_ROWS", 7)
    np.testing.assert_array_equal(found().background, whole.background)
    assert max(seen) < 300 and sum(seen) < 3500


def test_cancelling_is_heard_while_rings_are_looked_for(make_scene, all_bands) -> None:
    scene, context = _scene(make_scene)[1](), Context()
    asked = []

    def read(window: Window) -> FloatMap:
        asked.append(window)
        context.cancel()
        return np.zeros((window.height, window.width), np.float32)

    detections = [block_of(slice(row, row + 1), slice(50, 51)) for row in (20, 40, 60)]
    with pytest.raises(Cancelled):
        whole = Window(0, 0, 100, 100)
        compare(scene, all_bands(scene), whole, detections, read, 1.0, context)
    assert len(asked) == 1


def test_a_single_band_has_no_bends() -> None:
    assert bends(np.full((1, 4), 0.3)).tolist() == [[0.0] * 4]
    assert bends(np.array([0.3])).tolist() == [0.0]
