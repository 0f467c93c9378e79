"""How a scene is cut into windows."""

from __future__ import annotations

import numpy as np
import pytest

from engine.scene.grid import Grid, Window
from engine.stream.windows import (
    BLOCK_CACHE_BYTES,
    Layout,
    WindowPlan,
    plan_windows,
)

MIB = 1 << 20
UTM = (30.0, 0.0, 4e5, 0.0, -30.0, 5.8e6)
STRIPS, TILES = (8, 1200), (256, 256)


def layout(block: tuple[int, int], *, pixel: bool = False, item_bytes: int = 2) -> Layout:
    return Layout(block, pixel, 224, 218, 218, item_bytes)


def plan(
    block: tuple[int, int],
    *,
    size: tuple[int, int] = (1200, 1200),
    area: Window | None = None,
    pixel: bool = False,
    memory_mib: int = 512,
    cores: int = 4,
    item_bytes: int = 2,
    **needs: int,
) -> WindowPlan:
    grid = Grid(*size, UTM, None)
    return plan_windows(
        grid,
        area or grid.window,
        layout(block, pixel=pixel, item_bytes=item_bytes),
        memory_bytes=memory_mib * MIB,
        cores=cores,
        **needs,
    )


def times_covered(made: WindowPlan, size: tuple[int, int]) -> np.ndarray:
    seen = np.zeros(size, int)
    for window in made.windows:
        seen[window.slices()] += 1
    return seen


@pytest.mark.parametrize("block", [(1, 10_000), (8, 10_000), (3000, 10_000), (16, 16)])
@pytest.mark.parametrize("memory_mib", [256, 512, 4096])
@pytest.mark.parametrize("pixel", [False, True])
def test_little_is_read_for_the_halo_alone(
    block: tuple[int, int], memory_mib: int, pixel: bool
) -> None:
    made = plan(block, size=(3000, 10_000), pixel=pixel, memory_mib=memory_mib, halo_px=20)
    assert (times_covered(made, (3000, 10_000)) == 1).all()
    scene = Window(0, 0, 3000, 10_000)
    read = [window.grow(20, scene) for window in made.windows]
    assert sum(each.height * each.width for each in read) < 3.5 * 3000 * 10_000


@pytest.mark.parametrize("block", [STRIPS, TILES, (64, 64), (1, 1200), (512, 512), (1200, 1200)])
@pytest.mark.parametrize("memory_mib", [16, 128, 4096])
def test_every_pixel_is_in_exactly_one_window(block: tuple[int, int], memory_mib: int) -> None:
    made = plan(block, memory_mib=memory_mib)
    assert (times_covered(made, (1200, 1200)) == 1).all()


def test_strips_are_cut_at_whole_strips_over_the_full_width() -> None:
    made = plan(STRIPS)
    assert all(w.width == 1200 and w.row_off % 8 == 0 for w in made.windows)


def test_tiles_are_cut_at_tile_borders_also_for_an_area_off_the_lattice() -> None:
    area = Window(100, 300, 700, 650)
    made = plan(TILES, area=area)
    assert (times_covered(made, (1200, 1200))[area.slices()] == 1).all()
    assert sum(w.height * w.width for w in made.windows) == area.height * area.width
    starts = {w.row_off for w in made.windows}
    assert starts == {100, 256, 512, 768}


@pytest.mark.parametrize("block", [STRIPS, TILES])
@pytest.mark.parametrize("memory_mib", [64, 256, 1024])
def test_windows_in_flight_fit_the_memory(block: tuple[int, int], memory_mib: int) -> None:
    made, cost = plan(block, memory_mib=memory_mib), layout(block)
    largest = max(w.height * w.width for w in made.windows)
    held = (made.ahead + 1) * largest * cost.raw_bytes + largest * cost.work_bytes
    assert held <= memory_mib * MIB


def test_a_tile_larger_than_the_memory_is_read_in_pieces_by_one_thread_tile_after_tile() -> None:
    made = plan((512, 512), pixel=True, memory_mib=64)
    tiles = [(w.row_off // 512, w.col_off // 512) for w in made.windows]
    assert made.threads == 1
    assert len(set(tiles)) == 9
    assert tiles == sorted(tiles)


def test_decoded_pixel_interleaved_tiles_of_all_threads_fit_the_block_cache() -> None:
    made = plan((512, 512), pixel=True, memory_mib=8192, cores=8)
    tile_bytes = layout((512, 512), pixel=True).block_bytes
    assert made.threads * tile_bytes <= BLOCK_CACHE_BYTES
    assert made.threads == 2


def test_the_windows_do_not_depend_on_the_number_of_cores_when_memory_suffices() -> None:
    assert plan(TILES, cores=1).windows == plan(TILES, cores=4).windows


def test_a_lattice_covers_the_area_with_squares_that_overlap_and_stay_inside() -> None:
    made = plan(TILES, window_px=128, overlap_px=16)
    seen = times_covered(made, (1200, 1200))
    assert made.lattice
    assert {(w.height, w.width) for w in made.windows} == {(128, 128)}
    assert seen.min() >= 1
    assert max(w.row_end for w in made.windows) == 1200


def test_a_halo_is_part_of_the_window_an_operator_asks_for() -> None:
    made = plan(TILES, window_px=128, halo_px=14)
    assert {(w.height, w.width) for w in made.windows} == {(100, 100)}


def test_an_area_smaller_than_the_window_gets_one_window_moved_into_the_scene() -> None:
    made = plan(TILES, area=Window(1190, 1190, 10, 10), window_px=64)
    assert made.windows == (Window(1136, 1136, 64, 64),)


def test_a_window_that_overlap_and_halo_use_up_is_refused() -> None:
    with pytest.raises(ValueError, match="leave nothing"):
        plan(TILES, window_px=32, halo_px=8, overlap_px=16)
