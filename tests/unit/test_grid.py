"""Windows and grids keep pixels where they are."""

from __future__ import annotations

import pytest

from engine.scene.grid import Grid, Window

GRID = Grid(100, 80, (30.0, 0.0, 500_000.0, 0.0, -30.0, 5_800_000.0), None)


def test_intersection_is_the_common_part() -> None:
    assert Window(0, 0, 10, 10).intersect(Window(5, 8, 10, 10)) == Window(5, 8, 5, 2)


def test_windows_that_only_touch_have_no_intersection() -> None:
    assert Window(0, 0, 10, 10).intersect(Window(10, 0, 5, 5)) is None


def test_growing_stops_at_the_bounds() -> None:
    assert Window(0, 76, 10, 4).grow(3, GRID.window) == Window(0, 73, 13, 7)


def test_growing_outside_the_bounds_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        Window(200, 200, 5, 5).grow(1, GRID.window)


def test_a_cropped_grid_keeps_its_place_on_the_ground() -> None:
    cropped = GRID.crop(Window(10, 20, 5, 6))
    assert (cropped.height, cropped.width) == (5, 6)
    assert cropped.transform[2] == 500_000.0 + 20 * 30.0
    assert cropped.transform[5] == 5_800_000.0 - 10 * 30.0


def test_a_rotated_grid_is_cropped_along_its_own_axes() -> None:
    rotated = Grid(10, 10, (1.0, 2.0, 0.0, 3.0, -1.0, 0.0), None)
    assert rotated.crop(Window(2, 3, 1, 1)).transform == (1.0, 2.0, 7.0, 3.0, -1.0, 7.0)


def test_pixel_area_of_a_rotated_grid_is_the_determinant() -> None:
    assert Grid(1, 1, (3.0, 4.0, 0.0, 4.0, -3.0, 0.0), None).pixel_area == 25.0
