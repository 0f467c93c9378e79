"""Distances to rings by shared sums, against rings gathered one by one in float64."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.detect import local_rx, ring_tree
from engine.detect.components import Components
from engine.detect.dual_window import DualWindow
from engine.detect.lapack import can_compute
from engine.detect.local_rx import LocalRxOperator
from engine.detect.placed_lists import PlacedLists
from engine.detect.ring_lists import lists_of
from engine.detect.ring_tree import PIXELS_PER_BAND, SMALLEST_SHARE, LapackRingTree, RingTree
from engine.scene import Grid, Window
from engine.stream.operator import Batch

CPU = torch.device("cpu")
UTM = (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)
WINDOW = DualWindow(1, 11)
BANDS = 54
"""More than twice what a ring has beyond its leaf, so that leaves are factorised, not rings; and
fewer than half of its 120 pixels, so that only rings cut by a mask are filled up."""


def plain_distances(cube, valid, window=WINDOW):
    """Of every valid pixel, filled up with average pixels; ``cube`` is ``(bands, rows, cols)``."""
    bands, height, width = cube.shape
    outer, inner = window.outer, window.inner
    scores = np.full((height, width), np.nan)
    for row, col in zip(*np.nonzero(valid)):
        around = np.zeros((height, width), bool)
        around[_along(row, outer, height), _along(col, outer, width)] = True
        around[_along(row, inner, height), _along(col, inner, width)] = False
        points = np.vstack([np.ones((1, height * width)), cube.reshape(bands, -1)])
        near = points[:, (around & valid).ravel()]
        count = near.shape[1]
        lack = max(PIXELS_PER_BAND * bands - count, 0)
        sums = near @ near.T + (lack + SMALLEST_SHARE * window.pixels) * np.eye(bands + 1)
        pixel = points[:, row * width + col]
        total = count + lack
        scores[row, col] = (total - 1) * (pixel @ np.linalg.solve(sums, pixel) - 1 / total)
    return scores


def _along(place, side, size):
    first = min(max(place - side // 2, 0), size - side)
    return slice(first, first + side)


def distances(cube, valid, window=WINDOW):
    """The operator's, in coordinates that are the bands themselves."""
    bands, height, width = cube.shape
    components = Components(np.zeros(bands), np.eye(bands))
    operator = LocalRxOperator(components, window, Grid(height, width, UTM, None), CPU)
    halo = operator.halo_px
    values = np.pad(cube, ((0, 0), (halo, halo), (halo, halo)), mode="reflect")
    batch = Batch(
        torch.from_numpy(values)[None],
        torch.from_numpy(np.pad(valid, halo))[None],
        (Window(0, 0, height, width),),
        torch.from_numpy(np.pad(valid, halo, mode="reflect"))[None],
    )
    with torch.inference_mode():
        made = operator(batch)[0, 0, halo:-halo, halo:-halo].numpy()
    return np.where(valid, made, np.nan)


def scene(height=27, width=35, seed=0):
    """Noise, with a bright corner and a very bright pixel."""
    cube = np.random.default_rng(seed).normal(size=(BANDS, height, width)).astype(np.float32)
    cube[:, :9, :13] += 3
    cube[:, 14, 20] = 100
    return cube


@pytest.fixture(params=[RingTree, LapackRingTree], ids=["batches", "one after the other"])
def kind(request, monkeypatch):
    """Both ways of computing on the CPU; devices take the first."""
    assert can_compute()
    monkeypatch.setattr(local_rx, "LAPACK_FROM", 1 if request.param is LapackRingTree else 1000)
    return request.param


def direct_rings(monkeypatch):
    """Counts the rings whose own sums are factorised."""
    counts = [0]
    plain = RingTree.of_rings

    def counted(self, sums, vectors):
        counts[0] += len(sums)
        return plain(self, sums, vectors)

    monkeypatch.setattr(RingTree, "of_rings", counted)
    return counts


def test_distances_are_those_of_rings_gathered_one_by_one(kind, monkeypatch):
    cube, valid = scene(), np.ones((27, 35), bool)
    direct = direct_rings(monkeypatch)
    np.testing.assert_allclose(distances(cube, valid), plain_distances(cube, valid), rtol=2e-6)
    assert direct[0] == 0


def test_rings_cut_by_a_mask_are_filled_up_each_as_it_needs(kind, monkeypatch):
    cube, valid = scene(), np.ones((27, 35), bool)
    valid[np.random.default_rng(1).random(valid.shape) < 0.05] = False
    valid[10:, 22:30] = False
    cube[:, ~valid] = 1e6
    direct = direct_rings(monkeypatch)
    found, expected = distances(cube, valid), plain_distances(cube, valid)
    np.testing.assert_allclose(found, expected, rtol=2e-6)
    assert 0 < direct[0] < valid.sum()


def test_what_a_leaf_has_in_common_may_say_too_little(kind, monkeypatch):
    """Equal pixels all around, and some that differ where only some of the rings are."""
    cube, valid = scene(), np.ones((27, 35), bool)
    cube[:, 3:20, 3:20] = 1
    direct = direct_rings(monkeypatch)
    found = distances(cube, valid)
    assert np.isfinite(found).all()
    assert direct[0] > 0
    far = np.ones_like(valid)
    far[:26, :26] = False
    np.testing.assert_allclose(found[far], plain_distances(cube, valid)[far], rtol=2e-6)


def test_the_same_distances_come_from_parts_of_any_size(kind):
    cube, valid = scene(), np.ones((27, 35), bool)
    whole = distances(cube, valid)
    again = distances(cube, valid)
    np.testing.assert_array_equal(whole, again)
    narrow = distances(cube[:, :, :33], valid[:, :33])
    np.testing.assert_allclose(narrow[:, :22], whole[:, :22], rtol=2e-6)


@pytest.mark.parametrize(
    ("inner", "outer", "bands", "height", "width"),
    [
        (9, 11, 3, 21, 18),
        (1, 11, BANDS, 11, 11),
        (3, 13, 40, 13, 30),
        (1, 3, 1, 9, 17),
        (1, 5, 40, 12, 7),
        (3, 21, 6, 24, 25),
    ],
    ids=["thin ring", "one window", "as high as the scene", "one band", "few pixels", "wide ring"],
)
def test_windows_of_any_size_in_scenes_of_any_size(kind, inner, outer, bands, height, width):
    cube = np.random.default_rng(3).normal(size=(bands, height, width)).astype(np.float32)
    valid = np.random.default_rng(4).random((height, width)) > 0.03
    window = DualWindow(inner, outer)
    expected = plain_distances(cube, valid, window)
    np.testing.assert_allclose(distances(cube, valid, window), expected, rtol=2e-5, atol=1e-9)


def test_little_memory_gives_the_same_distances(kind, monkeypatch):
    cube, valid = scene(), np.ones((27, 35), bool)
    valid[::7, ::5] = False
    plenty = distances(cube, valid)
    monkeypatch.setattr(local_rx, "CPU_POINTS_BYTES", 1)
    monkeypatch.setattr(ring_tree, "CPU_RINGS_BYTES", 1)
    np.testing.assert_allclose(distances(cube, valid), plenty, rtol=2e-6)


def test_leaves_are_chosen_on_the_device_of_the_rings(monkeypatch):
    devices = []

    def one_by_one(self, lists, frames, rings, chosen):
        devices.append(chosen.device.type)
        return rings

    monkeypatch.setattr(RingTree, "_one_by_one", one_by_one)
    window = DualWindow(1, 3)
    places = (tuple(range(8)), tuple(range(1, 9)), tuple(range(1, 9)))
    meta = torch.device("meta")
    tree = RingTree(torch.empty(101, 2, device=meta), 10, window)
    lists = PlacedLists.of(lists_of(places, places, window), 10, meta)
    blocks = torch.empty(1, dtype=torch.int64, device=meta)
    tree.distances(lists, blocks, torch.empty(1, 64, dtype=torch.float64, device=meta))
    assert devices == ["meta"]
