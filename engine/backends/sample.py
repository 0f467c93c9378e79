"""A few windows of a scene, on which backends are compared."""

from __future__ import annotations

from contextlib import closing

import torch

from ..context import Context
from ..scene.grid import Window
from ..scene.scene import Scene
from ..stream.area import Area
from ..stream.loop import CPU_BATCH_PIXELS, DEVICE_BATCH_PIXELS, Bands, stream_batches
from ..stream.operator import Batch
from ..stream.windows import lattice

PLACES = 5
"""Windows are looked for on a lattice of so many rows and columns over the area."""

FULL_ENOUGH = 0.5
"""Share of valid pixels from which a window is taken at once."""

LEAST_PIXELS = 1 << 16
"""At least so many are compared: of them, 65 may get another label."""

ANY_SIDE_PX = 128
"""The side of compared windows of networks that take any size."""


def count_windows(scene: Scene, area: Area, window_px: int, overlap_px: int, halo_px: int) -> int:
    """How many windows a map of an area takes."""
    return len(_touched(scene, area, window_px - 2 * halo_px, overlap_px))


def _touched(scene: Scene, area: Area, core: int, overlap_px: int) -> list[Window]:
    windows = lattice(scene.grid, area.window, core, overlap_px)
    return [window for window in windows if area.touches(scene.grid, window)]


def batch_windows(device: torch.device, window_pixels: int) -> int:
    """How many windows the loop gives to a backend at a time, if memory allows."""
    most = CPU_BATCH_PIXELS if device.type == "cpu" else DEVICE_BATCH_PIXELS
    return max(1, most // window_pixels)


def sample_windows(
    scene: Scene,
    plan: Bands,
    area: Area,
    *,
    window_px: int | None,
    halo_px: int,
    device: torch.device,
    context: Context,
    memory_mib: int,
) -> Batch | None:
    """Reads at least as many windows as make one batch of a map, from an area's middle outwards.

    Returns:
        Windows with many valid pixels, rather than with few; None where no pixel is valid in any
        of those that were looked at.

    Raises:
        Cancelled, DeviceOutOfMemory, EngineError: as ``stream.loop.stream_batches``.
    """
    side = window_px or ANY_SIDE_PX
    wanted = max(2, LEAST_PIXELS // side**2, batch_windows(device, side**2))
    found: dict[Window, Batch] = {}
    for pixel in _pixels(scene, area, side - 2 * halo_px):
        batches = stream_batches(
            scene,
            plan,
            device=device,
            context=context.silent(),
            phase="compare",
            area=Area(pixel, area.polygons),
            halo_px=halo_px,
            window_px=side,
            memory_mib=memory_mib,
        )
        with closing(batches):
            for batch in batches:
                for number, window in enumerate(batch.windows):
                    found.setdefault(window, _member(batch, number))
        if sum(_share(batch) >= FULL_ENOUGH for batch in found.values()) >= wanted:
            break
    best = sorted(found.values(), key=_share, reverse=True)[:wanted]
    best = [batch for batch in best if _share(batch) > 0]
    if not best:
        return None
    return Batch(
        torch.cat([batch.values for batch in best]),
        torch.cat([batch.valid for batch in best]),
        tuple(window for batch in best for window in batch.windows),
        torch.cat([batch.measured for batch in best]),
    )


def _member(batch: Batch, number: int) -> Batch:
    only = slice(number, number + 1)
    return Batch(batch.values[only], batch.valid[only], batch.windows[only], batch.measured[only])


def _share(batch: Batch) -> float:
    return float(batch.valid.float().mean())


def _pixels(scene: Scene, area: Area, core: int) -> list[Window]:
    """Single pixels, one in every window to look at, the middle of the area first."""
    outline = area.window
    if area.polygons is None:
        rows = _offsets(outline.row_off, outline.height)
        cols = _offsets(outline.col_off, outline.width)
        found = [(r, c) for r in rows for c in cols]
    else:
        touched = _touched(scene, area, core, 0)
        some = touched[:: max(1, len(touched) // PLACES**2)]
        found = [
            (
                min(max(w.row_off + core // 2, outline.row_off), outline.row_end - 1),
                min(max(w.col_off + core // 2, outline.col_off), outline.col_end - 1),
            )
            for w in some
        ]
    row, col = outline.row_off + outline.height / 2, outline.col_off + outline.width / 2
    found.sort(key=lambda place: (abs(place[0] - row) + abs(place[1] - col), place))
    return [Window(r, c, 1, 1) for r, c in found]


def _offsets(start: int, extent: int) -> list[int]:
    return sorted({start + int(extent * (n + 0.5) / PLACES) for n in range(PLACES)})
