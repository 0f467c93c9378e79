"""Reads windows of a scene in threads, ahead of whoever uses them, and delivers them in order."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import rasterio

from ..context import Context
from ..devices import usable_cores
from ..scene.grid import Window
from ..scene.scene import Scene, SceneReader
from .area import Area

CANCEL_POLL_S = 0.1


class Piece(NamedTuple):
    """A window as it is stored.

    Attributes:
        window: what was read.
        values: ``(bands, rows, cols)`` in the file's dtype.
        measured: ``(rows, cols)``, where the scene has values.
        valid: ``(rows, cols)``, the same, but False outside the area's polygons too.
    """

    window: Window
    values: npt.NDArray[np.generic]
    measured: npt.NDArray[np.bool_]
    valid: npt.NDArray[np.bool_]


def split_rows(piece: Piece, pixels: int) -> Iterator[Piece]:
    """Cuts a piece into views of whole rows with at most ``pixels``, or one row."""
    window = piece.window
    step = max(1, pixels // window.width)
    for row in range(0, window.height, step):
        height = min(step, window.height - row)
        part = Window(window.row_off + row, window.col_off, height, window.width)
        rows = slice(row, row + height)
        measured = piece.measured[rows]
        valid = measured if piece.valid is piece.measured else piece.valid[rows]
        yield Piece(part, piece.values[:, rows], measured, valid)


class _Shared:
    """What the reading threads and the consumer share; every field is guarded by ``changed``."""

    def __init__(self, ahead: int) -> None:
        self.changed = threading.Condition()
        self.ready: dict[int, Piece | BaseException] = {}
        self.next_job = 0
        self.delivered = 0
        self.ahead = ahead
        self.stopped = False

    def take(self, total: int) -> int | None:
        """The next job's number once it may start; None when there is nothing left to do."""
        with self.changed:
            while not self.stopped and self.next_job < total:
                if self.next_job < self.delivered + self.ahead:
                    self.next_job += 1
                    return self.next_job - 1
                self.changed.wait()
            return None

    def put(self, number: int, outcome: Piece | BaseException) -> None:
        with self.changed:
            self.ready[number] = outcome
            self.changed.notify_all()

    def stop(self) -> None:
        with self.changed:
            self.stopped = True
            self.ready.clear()
            self.changed.notify_all()

    def get(self, number: int, context: Context) -> Piece | BaseException:
        """Waits for job ``number``; raises ``Cancelled`` soon after the context is cancelled."""
        with self.changed:
            while number not in self.ready:
                context.check_cancelled()
                self.changed.wait(CANCEL_POLL_S)
            self.delivered = number + 1
            self.changed.notify_all()
            return self.ready.pop(number)


def read_ahead(
    scene: Scene,
    area: Area,
    windows: Sequence[Window],
    bands: Sequence[int],
    *,
    threads: int,
    ahead: int,
    context: Context,
) -> Generator[Piece, None, None]:
    """Reads ``windows`` in ``threads`` threads and gives them in order.

    At most ``ahead`` windows are being read or wait at a time. GDAL gets decoding threads of its
    own where there are more cores than reading threads. All threads have ended when the iterator
    ends, fails or is closed.

    Raises:
        Cancelled: the context was cancelled.
        EngineError: what a reader raised, unchanged, in place of the window it could not read.
    """
    shared = _Shared(ahead)
    decoders = max(1, usable_cores() // threads)
    workers = [
        threading.Thread(
            target=_work,
            args=(shared, scene, area, windows, bands, decoders),
            name=f"hsfm-read-{number}",
            daemon=True,
        )
        for number in range(threads)
    ]
    try:
        for worker in workers:
            worker.start()
        for number in range(len(windows)):
            context.check_cancelled()
            outcome = shared.get(number, context)
            if isinstance(outcome, BaseException):
                raise outcome
            yield outcome
            del outcome
    finally:
        shared.stop()
        for worker in workers:
            if worker.ident is not None:
                worker.join()


def _work(
    shared: _Shared,
    scene: Scene,
    area: Area,
    windows: Sequence[Window],
    bands: Sequence[int],
    decoders: int,
) -> None:
    number = shared.take(len(windows))
    if number is None:
        return
    try:
        with rasterio.Env(GDAL_NUM_THREADS=str(decoders)), scene.source.open() as reader:
            while number is not None:
                shared.put(number, _read(reader, scene, area, windows[number], bands))
                number = shared.take(len(windows))
    except BaseException as exc:
        if number is not None:
            shared.put(number, exc)
        # else closing the handle failed after everything was read; nothing is lost by it


def _read(
    reader: SceneReader, scene: Scene, area: Area, window: Window, bands: Sequence[int]
) -> Piece:
    values, measured = reader.read(window, bands)
    inside = area.inside(scene.grid, window)
    return Piece(window, values, measured, measured if inside is None else measured & inside)
