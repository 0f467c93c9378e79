"""Plans which windows are cut from a scene, in which order, and how many may be in flight.

A window follows the blocks of the file, so that no block is decoded twice: whole rows of a file in
strips, whole tiles of a file in tiles. Operators that need windows of one size get a lattice of
overlapping squares instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..scene.grid import Grid, Window

WINDOW_PIXELS = 1 << 16
"""Windows are not made larger than this without need: small ones overlap reading with computing."""

BLOCK_CACHE_BYTES = 256 << 20
"""GDAL's block cache in the scene readers; tiles being decoded at one time must fit."""

READ_OVERHEAD = 1.5
"""A reader's own copies (decoded block, nodata comparison) as a multiple of the stored bytes."""

FLOAT_BYTES = 4


@dataclass(frozen=True)
class Layout:
    """How pixels lie in the file, and what a pixel costs.

    Attributes:
        block: rows and columns of a block of the file.
        pixel_interleaved: whether a block holds all bands of its pixels.
        file_bands: bands of the file.
        read_bands: bands that are read.
        out_bands: bands after the band plan.
        item_bytes: bytes of a stored value.
    """

    block: tuple[int, int]
    pixel_interleaved: bool
    file_bands: int
    read_bands: int
    out_bands: int
    item_bytes: int

    @property
    def raw_bytes(self) -> float:
        """Bytes of a pixel while it is read and waits."""
        return READ_OVERHEAD * self.read_bands * self.item_bytes

    @property
    def work_bytes(self) -> float:
        """Bytes of a pixel while it is computed: reflectance, planned bands, one copy of each."""
        return 2.0 * FLOAT_BYTES * (self.read_bands + self.out_bands)

    @property
    def block_bytes(self) -> int:
        """What GDAL keeps of one decoded block of the file."""
        bands = self.file_bands if self.pixel_interleaved else 1
        return self.block[0] * self.block[1] * bands * self.item_bytes


@dataclass(frozen=True)
class WindowPlan:
    """The windows of a pass.

    Attributes:
        windows: the parts of the scene, without halo, in the order in which they are delivered.
            With ``lattice`` they may overlap and reach over the area.
        halo_px: how much more is read on each side.
        batch: how many windows go to the operator together; 1 unless they have one size.
        threads: how many threads read.
        ahead: how many windows may be read or waiting at a time.
        lattice: whether the windows are squares of one size.
    """

    windows: tuple[Window, ...]
    halo_px: int
    batch: int
    threads: int
    ahead: int
    lattice: bool


def plan_windows(
    grid: Grid,
    area: Window,
    layout: Layout,
    *,
    halo_px: int = 0,
    overlap_px: int = 0,
    window_px: int | None = None,
    memory_bytes: int,
    cores: int,
    batch_pixels: int = WINDOW_PIXELS,
) -> WindowPlan:
    """Plans the windows of a pass over ``area``.

    Args:
        grid: of the scene.
        area: the part that is wanted; lies inside the scene.
        layout: how the file is laid out.
        halo_px, overlap_px, window_px: see ``stream.operator.Operator``; ``window_px`` is the side
            of what the operator sees, halo included.
        memory_bytes: what the windows in flight and their float32 copies may take. A block of the
            file that is larger is split; one row of a block is the least.
        cores: threads that may read.
        batch_pixels: most pixels of the windows of one size that go to the operator together.
    """
    if window_px is not None or overlap_px > 0:
        return _plan_lattice(
            grid, area, layout, halo_px, overlap_px, window_px, memory_bytes, cores, batch_pixels
        )
    return _plan_blocks(grid, area, layout, halo_px, memory_bytes, cores)


def _plan_blocks(
    grid: Grid, area: Window, layout: Layout, halo_px: int, memory_bytes: int, cores: int
) -> WindowPlan:
    block, cols = min(layout.block[0], grid.height), min(layout.block[1], grid.width)
    rows = block * max(1, -(-halo_px // block))  # lower windows would be read mostly for their halo
    for threads in range(max(1, cores), 0, -1):
        budget = _pixels_that_fit(layout, memory_bytes, threads)
        if _with_halo(rows, min(cols, area.width), halo_px) <= budget:
            break
    else:  # a single block is over the budget: cut it, in one thread, so that GDAL's cache serves
        height, width = max(1, int(budget / min(cols, area.width)) - 2 * halo_px), cols
        if height < halo_px:  # narrower ones, once or twice as high as their halo
            high = -(-rows // -(-rows // (2 * halo_px)))
            narrow = int(budget / (high + 2 * halo_px)) - 2 * halo_px
            if narrow >= halo_px:
                height, width = high, narrow
        windows = [
            piece
            for tile in _tiles(area, rows, cols)
            for piece in _tiles(tile, height, width, origin=(tile.row_off, tile.col_off))
        ]
        return WindowPlan(tuple(windows), halo_px, 1, 1, 1, lattice=False)

    target = min(budget, max(WINDOW_PIXELS, rows * min(cols, area.width)))
    height, width = rows, cols
    if cols < grid.width:
        width = cols * max(1, min(-(-area.width // cols), int(target // (rows * cols))))
    if width >= area.width:
        height = max(rows, block * int(target // (block * min(width, area.width))))
        while height > rows and _with_halo(height, area.width, halo_px) > budget:
            height -= block
    windows = _tiles(area, height, width)
    if layout.pixel_interleaved:
        pixels = _with_halo(height, min(width, grid.width), halo_px)
        cached = pixels * layout.file_bands * layout.item_bytes
        threads = min(threads, max(1, BLOCK_CACHE_BYTES // cached))
    threads = max(1, min(threads, len(windows)))
    return WindowPlan(tuple(windows), halo_px, 1, threads, threads + 1, lattice=False)


def _plan_lattice(
    grid: Grid,
    area: Window,
    layout: Layout,
    halo_px: int,
    overlap_px: int,
    window_px: int | None,
    memory_bytes: int,
    cores: int,
    batch_pixels: int,
) -> WindowPlan:
    if window_px is None:
        side = int(min(_pixels_that_fit(layout, memory_bytes, cores), WINDOW_PIXELS) ** 0.5)
        window_px = max(side, 2 * (halo_px + overlap_px) + 1)
    core = window_px - 2 * halo_px
    if core <= overlap_px:
        raise ValueError(
            f"windows of {window_px} px leave nothing after {halo_px} px of halo on each side "
            f"and {overlap_px} px of overlap"
        )
    windows = tuple(lattice(grid, area, core, overlap_px))
    pixels = window_px * window_px
    threads = max(1, cores)
    while threads > 1 and pixels > _pixels_that_fit(layout, memory_bytes, threads):
        threads -= 1
    spare = memory_bytes - (threads + 1) * pixels * layout.raw_bytes
    batch = max(1, int(spare // (pixels * (layout.raw_bytes + layout.work_bytes))))
    batch = min(batch, max(1, batch_pixels // pixels), len(windows))
    threads = min(threads, len(windows))
    return WindowPlan(windows, halo_px, batch, threads, threads + 1, lattice=True)


def lattice(grid: Grid, area: Window, core: int, overlap_px: int) -> list[Window]:
    """The squares of ``core`` pixels that a map of ``area`` takes, without their halo."""
    rows = _positions(area.row_off, area.row_end, grid.height, core, core - overlap_px)
    cols = _positions(area.col_off, area.col_end, grid.width, core, core - overlap_px)
    return [Window(row, col, core, core) for row in rows for col in cols]


def _positions(start: int, end: int, limit: int, side: int, step: int) -> list[int]:
    """Where windows that reach into ``start`` to ``end`` begin along an axis.

    The lattice is that of the whole scene, so that a part of it is mapped as the whole would be;
    its last window is moved back to end with the scene.
    """
    last = max(0, limit - side)
    lattice = [*range(0, last, step), last]
    return [place for place in lattice if place < end and place + side > start]


def _tiles(area: Window, height: int, width: int, origin: tuple[int, int] = (0, 0)) -> list[Window]:
    """Cuts ``area`` along the lattice of ``height x width`` that starts at ``origin``."""
    first_row = area.row_off - (area.row_off - origin[0]) % height
    first_col = area.col_off - (area.col_off - origin[1]) % width
    cut = (
        Window(row, col, height, width).intersect(area)
        for row in range(first_row, area.row_end, height)
        for col in range(first_col, area.col_end, width)
    )
    return [window for window in cut if window is not None]


def _pixels_that_fit(layout: Layout, memory_bytes: int, threads: int) -> float:
    """Pixels of a window when ``threads + 1`` windows wait and one is computed."""
    return memory_bytes / ((threads + 2) * layout.raw_bytes + layout.work_bytes)


def _with_halo(height: int, width: int, halo_px: int) -> int:
    return (height + 2 * halo_px) * (width + 2 * halo_px)
