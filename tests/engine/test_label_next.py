"""Where to label next: the windows that are ranked first, and those that are left out."""

from __future__ import annotations

import numpy as np
import pytest

from engine.output.label_next import BLOCK_PX, LabelNext
from engine.scene.grid import Grid, Window

SIDE = 10 * BLOCK_PX
TRANSFORM = (30.0, 0.0, 500_000.0, 0.0, -30.0, 5_800_000.0)


def _grid(height=SIDE, width=SIDE):
    return Grid(height, width, TRANSFORM, None)


def _ranked(confidence, unlike=None, labelled=None, origin=(0, 0), rows=7):
    """Shows a map in strips that do not end at the blocks."""
    height, width = confidence.shape
    found = LabelNext(_grid(height, width), Window(*origin, height, width))
    for top in range(0, height, rows):
        part = slice(top, min(top + rows, height))
        outputs = {"confidence": confidence[part].astype(np.float32)}
        if unlike is not None:
            outputs["unlike"] = unlike[part].astype(np.float32)
        found.write(Window(top, 0, part.stop - part.start, width), outputs)
    return found.ranked(labelled)


def _sure():
    return np.full((SIDE, SIDE), 0.99)


def _block(values, row, col, value):
    values[row * BLOCK_PX : (row + 1) * BLOCK_PX, col * BLOCK_PX : (col + 1) * BLOCK_PX] = value
    return values


def test_the_most_undecided_window_is_first():
    confidence = _block(_block(_sure(), 2, 3, 0.4), 7, 7, 0.6)
    first, second = _ranked(confidence)[:2]
    assert (first["rank"], first["row"], first["col"]) == (1, 2 * BLOCK_PX, 3 * BLOCK_PX)
    assert first["uncertain"] == pytest.approx(0.6)
    assert first["unlike"] is None
    assert (second["row"], second["col"]) == (7 * BLOCK_PX, 7 * BLOCK_PX)


def test_a_window_unlike_everything_comes_before_one_that_is_undecided():
    confidence = _block(_sure(), 2, 3, 0.5)
    unlike = _block(np.full((SIDE, SIDE), 0.5), 6, 1, 1.5)
    first, second = _ranked(confidence, unlike)[:2]
    assert (first["row"], first["unlike"]) == (6 * BLOCK_PX, 1.0)
    assert (second["row"], second["unlike"]) == (2 * BLOCK_PX, 0.0)


def test_in_a_scene_that_is_all_unlike_the_farthest_window_is_first():
    unlike = _block(np.full((SIDE, SIDE), 2.0), 8, 4, 3.0)
    found = _ranked(_sure(), unlike)
    assert (found[0]["row"], found[0]["col"]) == (8 * BLOCK_PX, 4 * BLOCK_PX)
    assert {place["unlike"] for place in found} == {1.0}


def test_what_is_known_everywhere_needs_no_labels():
    assert _ranked(_sure()) == []


def test_windows_lie_apart_and_are_ten_at_most():
    rng = np.random.default_rng(0)
    found = _ranked(rng.uniform(0.3, 0.9, (3 * SIDE, 3 * SIDE)))
    assert [place["rank"] for place in found] == list(range(1, 11))
    places = np.array([(place["row"], place["col"]) for place in found]) // BLOCK_PX
    apart = np.abs(places[:, None] - places[None]).max(axis=2) + 100 * np.eye(10)
    assert apart.min() > 3  # a tenth of 30 blocks


def test_labelled_windows_are_left_out():
    confidence = _block(_block(_sure(), 2, 3, 0.4), 7, 7, 0.6)
    labelled = ([100 + 2 * BLOCK_PX + 5, 0, 10**6], [200 + 3 * BLOCK_PX, 0, 5])
    found = _ranked(confidence, labelled=labelled, origin=(100, 200))
    assert [(place["row"], place["col"]) for place in found] == [
        (100 + 7 * BLOCK_PX, 200 + 7 * BLOCK_PX)
    ]


def test_windows_that_are_mostly_nodata_are_left_out():
    confidence = _block(_sure(), 2, 3, 0.4)
    confidence[2 * BLOCK_PX : 2 * BLOCK_PX + 9, 3 * BLOCK_PX : 4 * BLOCK_PX] = np.nan
    assert _ranked(confidence) == []
    confidence[2 * BLOCK_PX + 8, 3 * BLOCK_PX : 4 * BLOCK_PX] = 0.4
    assert len(_ranked(confidence)) == 1


def test_a_window_is_placed_in_the_scene_and_in_its_coordinates():
    confidence = np.full((20, 40), 0.5)
    found = _ranked(confidence, origin=(3, 5))
    assert found[0] == {
        "rank": 1,
        "row": 3,
        "col": 5,
        "height": 16,
        "width": 16,
        "bounds": [500_000.0, 5_800_000.0 - 480, 500_000.0 + 480, 5_800_000.0],
        "crs": "",
        "uncertain": 0.5,
        "unlike": None,
    }
    assert all(place["height"] == 16 for place in found)  # slivers at the edge are too small


def test_a_map_smaller_than_a_window_is_one():
    found = _ranked(np.full((5, 9), 0.5))
    assert [(place["height"], place["width"]) for place in found] == [(5, 9)]


def test_windows_in_any_order_give_the_same_ranks():
    rng = np.random.default_rng(1)
    confidence = rng.uniform(0.3, 0.9, (SIDE, SIDE))
    assert _ranked(confidence, rows=5) == _ranked(confidence, rows=SIDE)
