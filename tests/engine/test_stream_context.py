"""What a network sees around the area that is mapped."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.context import Context
from engine.scene import Window
from engine.stream.area import Area
from engine.stream.clock import LoopClock
from engine.stream.loop import map_scene

CPU = torch.device("cpu")
SIDE, OVERLAP = 32, 8


class WindowMean:
    """Gives every pixel the mean of what was measured in its window."""

    halo_px, overlap_px, window_px = 0, OVERLAP, SIDE

    def __call__(self, batch):
        count = batch.measured.sum((1, 2)).clamp(min=1)
        mean = batch.values.mean(1).sum((1, 2)) / count
        return mean[:, None, None, None].expand(-1, 1, *batch.values.shape[2:]).clone()

    def finish(self, blended, valid):
        return {"score": torch.where(valid, blended[0], torch.nan).numpy()}


class Keep:
    def __init__(self, window) -> None:
        self.values = np.full((window.height, window.width), np.nan)

    def write(self, window, outputs) -> None:
        self.values[window.slices()] = outputs["score"]


@pytest.fixture
def scene(make_scene):
    cube = np.random.default_rng(3).integers(0, 9000, (3, 80, 100)).astype(np.int16)
    valid = np.ones((80, 100), bool)
    valid[:20, :30] = False
    return make_scene(cube, valid=valid)


def mapped(scene, plan, area, clock=None):
    keep = Keep(area.window)
    map_scene(
        scene, plan, WindowMean(), keep, device=CPU, context=Context(), area=area, clock=clock
    )
    return keep.values


def box(scene, top, left, bottom, right):
    a, _, c, _, e, f = scene.grid.transform
    corners = [(top, left), (top, right), (bottom, right), (bottom, left), (top, left)]
    ring = [[a * col + c, e * row + f] for row, col in corners]
    return {"type": "Polygon", "coordinates": [ring]}


def test_polygons_limit_the_map_and_not_what_the_network_sees(scene, all_bands) -> None:
    whole = mapped(scene, all_bands(scene), Area.whole(scene.grid))
    polygons = (box(scene, 25, 10, 60, 45), box(scene, 5, 70, 12, 80))
    part = mapped(scene, all_bands(scene), Area(scene.grid.window, polygons))
    inside = np.zeros(whole.shape, bool)
    inside[25:60, 10:45] = inside[5:12, 70:80] = True
    assert np.isnan(part[~inside]).all()
    np.testing.assert_array_equal(part[inside], whole[inside])


@pytest.mark.parametrize("window", [Window(30, 40, 17, 23), Window(70, 90, 10, 10)])
def test_a_part_is_mapped_as_the_whole_would_be(scene, all_bands, window) -> None:
    whole = mapped(scene, all_bands(scene), Area.whole(scene.grid))
    part = mapped(scene, all_bands(scene), Area(window))
    rows, cols = window.slices()
    np.testing.assert_array_equal(part, whole[rows, cols])


def test_unmeasured_pixels_stay_nodata_and_do_not_count(scene, all_bands) -> None:
    whole = mapped(scene, all_bands(scene), Area.whole(scene.grid))
    assert np.isnan(whole[:20, :30]).all()
    assert np.isfinite(whole[20:]).all()
    assert whole[25, 0] > 0.3  # the mean of the measured ones, not pulled down by zeros


def test_the_clock_counts_windows_and_waiting(scene, all_bands) -> None:
    clock = LoopClock()
    mapped(scene, all_bands(scene), Area.whole(scene.grid), clock)
    assert clock.windows == 3 * 4
    assert 0 < clock.waiting_s <= clock.total_s
    assert 0 < clock.waiting_share <= 1


def test_windows_over_the_edge_see_the_scene_mirrored(make_scene, all_bands) -> None:
    cube = np.arange(1, 13, dtype=np.int16).reshape(1, 3, 4) * 100
    scene = make_scene(cube)
    seen = []

    class See(WindowMean):
        window_px, overlap_px = 8, 2

        def __call__(self, batch):
            seen.append(batch)
            return super().__call__(batch)

    keep = Keep(scene.grid.window)
    whole = Area.whole(scene.grid)
    map_scene(scene, all_bands(scene), See(), keep, device=CPU, context=Context(), area=whole)
    (batch,) = seen
    mirrored = np.pad(cube[0] * np.float32(1e-4), ((0, 5), (0, 4)), mode="reflect")
    np.testing.assert_allclose(batch.values[0, 0].numpy(), mirrored, rtol=1e-6)
    assert batch.measured.all()
    assert batch.valid[0, :3, :4].all() and batch.valid.sum() == 12
