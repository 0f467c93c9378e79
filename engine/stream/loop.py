"""The one loop: cuts windows, reads ahead, moves to the device, runs, blends, writes.

``stream_batches`` is the loop; ``map_scene`` runs an operator over it, ``reduce_scene`` reducers.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import Protocol

import numpy as np
import numpy.typing as npt
import torch

from ..context import Context
from ..devices import named_memory_errors, reading_threads, shared_cores
from ..errors import InternalBug
from ..scene.grid import Window
from ..scene.scene import Scene
from .area import Area
from .blend import RollingBlend
from .clock import LoopClock
from .operator import Batch, Operator, Reducer
from .read_ahead import Piece, read_ahead, split_rows
from .reflectance import ToReflectance, reflect_over_edges
from .sink import Sink
from .windows import Layout, WindowPlan, plan_windows

CPU_BATCH_PIXELS, DEVICE_BATCH_PIXELS = 1 << 15, 1 << 18
"""Most pixels of the windows that a network gets at a time: two windows of 128 x 128 fill the
threads of a CPU, a GPU needs many."""

CPU_PIXELS = 1 << 14
"""Pixels of a batch on the CPU. Float copies of more are too large for the allocator to reuse, and
fetching fresh memory for each then costs more than computing: 10 times at 218 bands, measured."""


class Bands(Protocol):
    """What the loop needs of a ``bands.plan.BandPlan``.

    Attributes:
        read: band numbers to read, from 1, in order.
        weights: ``(out, len(read))`` that turn them into the planned bands; None to take them as
            they are.
    """

    @property
    def read(self) -> tuple[int, ...]: ...

    @property
    def weights(self) -> npt.NDArray[np.float32] | None: ...

    @property
    def out_bands(self) -> int: ...


def stream_batches(
    scene: Scene,
    plan: Bands,
    *,
    device: torch.device,
    context: Context,
    phase: str,
    area: Area,
    halo_px: int = 0,
    overlap_px: int = 0,
    window_px: int | None = None,
    memory_mib: int = 512,
    clock: LoopClock | None = None,
) -> Generator[Batch, None, None]:
    """Gives every window of an area as reflectance on the device, in order.

    Args:
        scene: what to read.
        plan: which bands, and what becomes of them.
        device: where the batches are.
        context: told of progress in pixels after each batch, asked for cancellation before it.
        phase: one of ``protocol.PHASES``.
        area: the part that counts. Without a halo nothing outside its window is read; windows that
            touch none of its polygons are left out.
        halo_px, overlap_px, window_px: see ``Operator``; ``window_px`` includes the halo.
        memory_mib: what the windows in flight and their float32 copies may take, in MiB.
        clock: told how long the loop waited for data.

    Raises:
        Cancelled: the context was cancelled; all reading threads have ended.
        DeviceOutOfMemory: the device has no room for a batch.
        EngineError: what the scene's readers refuse, unchanged.
    """
    windows = _plan(scene, plan, area, halo_px, overlap_px, window_px, memory_mib, device)
    cores = [w for w in windows.windows if area.touches(scene.grid, w)]
    bounds = scene.grid.window
    to_reflectance = ToReflectance(scene, plan.read, plan.weights, device)
    total = sum(w.height * w.width for w in cores)
    done = 0
    context.progress(phase, 0, total)
    pieces = read_ahead(
        scene,
        area,
        [w.grow(halo_px, bounds) for w in cores],
        plan.read,
        threads=windows.threads,
        ahead=windows.ahead,
        context=context,
    )
    split = not windows.lattice and not halo_px and device.type == "cpu"
    clock = clock or LoopClock()
    # Networks with windows compute so much longer than reading takes that they get all cores.
    readers = 1 if windows.lattice else windows.threads
    with (
        closing(pieces),
        shared_cores(device, readers),
        named_memory_errors(device),
        clock.running(),
    ):
        for group in _groups(pieces, cores, windows.batch, split, clock):
            batch = _batch(group, to_reflectance, halo_px)
            yield batch
            done += sum(w.height * w.width for w in batch.windows)
            clock.windows += len(group)
            del batch
            context.progress(phase, done, total)
            context.check_cancelled()


def map_scene(
    scene: Scene,
    plan: Bands,
    operator: Operator,
    sink: Sink,
    *,
    device: torch.device,
    context: Context,
    area: Area,
    memory_mib: int = 512,
    phase: str = "map",
    clock: LoopClock | None = None,
) -> None:
    """Runs an operator over an area and writes what it makes.

    The sink gets windows counted from the corner of ``area.window``. Parts of the area that no
    polygon touches are not written at all.

    Raises:
        Cancelled, DeviceOutOfMemory, EngineError: as ``stream_batches``; and what the sink raises.
    """
    lattice = operator.window_px is not None or operator.overlap_px > 0
    blend = RollingBlend(area.window, operator.overlap_px, device) if lattice else None
    batches = stream_batches(
        scene,
        plan,
        device=device,
        context=context,
        phase=phase,
        area=area,
        halo_px=operator.halo_px,
        overlap_px=operator.overlap_px,
        window_px=operator.window_px,
        memory_mib=memory_mib,
        clock=clock,
    )
    with closing(batches):
        for batch in batches:
            with named_memory_errors(device), torch.inference_mode():
                made = _without_halo(operator, batch)
                for number, window in enumerate(batch.windows):
                    valid = _core(batch.valid[number], operator.halo_px)
                    if blend is None:
                        outputs = operator.finish(made[number], valid)
                        sink.write(window.relative_to(area.window), outputs)
                        continue
                    for strip in blend.add(window, made[number], valid):
                        sink.write(strip.window, operator.finish(strip.values, strip.valid))
            del batch, made
    if blend is not None:
        with named_memory_errors(device), torch.inference_mode():
            for strip in blend.finish():
                sink.write(strip.window, operator.finish(strip.values, strip.valid))


def reduce_scene(
    scene: Scene,
    plan: Bands,
    reducers: Sequence[Reducer],
    *,
    device: torch.device,
    context: Context,
    area: Area,
    memory_mib: int = 512,
    phase: str = "statistics",
) -> None:
    """Shows every pixel of an area once to each reducer, in a fixed order.

    Raises:
        Cancelled, DeviceOutOfMemory, EngineError: as ``stream_batches``.
    """
    batches = stream_batches(
        scene,
        plan,
        device=device,
        context=context,
        phase=phase,
        area=area,
        memory_mib=memory_mib,
    )
    with closing(batches):
        for batch in batches:
            with named_memory_errors(device), torch.inference_mode():
                for reducer in reducers:
                    reducer.update(batch)
            del batch


def _plan(
    scene: Scene,
    plan: Bands,
    area: Area,
    halo_px: int,
    overlap_px: int,
    window_px: int | None,
    memory_mib: int,
    device: torch.device,
) -> WindowPlan:
    layout = Layout(
        block=scene.block,
        pixel_interleaved=scene.interleave == "pixel",
        file_bands=len(scene.bands),
        read_bands=len(plan.read),
        out_bands=plan.out_bands,
        item_bytes=np.dtype(scene.dtype).itemsize,
    )
    return plan_windows(
        scene.grid,
        area.window,
        layout,
        halo_px=halo_px,
        overlap_px=overlap_px,
        window_px=window_px,
        memory_bytes=memory_mib << 20,
        cores=1 if window_px is not None and device.type == "cpu" else reading_threads(),
        batch_pixels=CPU_BATCH_PIXELS if device.type == "cpu" else DEVICE_BATCH_PIXELS,
    )


def _groups(
    pieces: Iterator[Piece], cores: Sequence[Window], batch: int, split: bool, clock: LoopClock
) -> Iterator[list[tuple[Window, Piece]]]:
    """Gives what makes one batch: windows without halo, and what was read for them."""
    for start in range(0, len(cores), batch):
        with clock.waiting():
            members = [(core, next(pieces)) for core in cores[start : start + batch]]
        if split:
            for part in split_rows(members[0][1], CPU_PIXELS):
                yield [(part.window, part)]
        else:
            yield members


def _batch(
    group: Sequence[tuple[Window, Piece]], to_reflectance: ToReflectance, halo_px: int
) -> Batch:
    values, known, valids = [], [], []
    for core, piece in group:
        reflectance, measured, valid = to_reflectance(piece)
        wanted = Window(
            core.row_off - halo_px,
            core.col_off - halo_px,
            core.height + 2 * halo_px,
            core.width + 2 * halo_px,
        )
        if wanted != piece.window:
            reflectance, measured, valid = reflect_over_edges(
                reflectance, measured, valid, piece.window, wanted
            )
        values.append(reflectance)
        known.append(measured)
        valids.append(valid)
    windows = tuple(core for core, _ in group)
    if len(values) == 1:
        one, ok = values[0].unsqueeze(0), valids[0].unsqueeze(0)
        return Batch(one, ok, windows, known[0].unsqueeze(0))
    return Batch(torch.stack(values), torch.stack(valids), windows, torch.stack(known))


def _core(pixels: torch.Tensor, halo_px: int) -> torch.Tensor:
    """Cuts the halo off the last two axes."""
    return pixels[..., halo_px:-halo_px, halo_px:-halo_px] if halo_px else pixels


def _without_halo(operator: Operator, batch: Batch) -> torch.Tensor:
    made = operator(batch)
    if made.shape[0] != batch.values.shape[0] or made.shape[2:] != batch.values.shape[2:]:
        raise InternalBug(
            f"{type(operator).__name__} was given {tuple(batch.values.shape)} and returned "
            f"{tuple(made.shape)}; the windows must keep their size."
        )
    return _core(made, operator.halo_px)
