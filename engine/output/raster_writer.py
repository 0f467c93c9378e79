"""Writes a GeoTIFF that is complete or absent: tiled, compressed, with overviews (COG)."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from rasterio._err import CPLE_BaseError  # what copying raises; it has no public name in 1.4
from rasterio.errors import RasterioError
from rasterio.windows import Window as FileWindow

from ..errors import EngineError, WriteFailed
from ..scene.grid import Grid, Window
from .place import check_writable, explain, part_of, publish, remove_parts
from .raster_layout import IMAGE_DESCRIPTION, OutputBand, RasterLayout, byte_sums, stored_sums

HEADER_BYTES = 1 << 16
COG_SHARE = 5 / 3
"""What making a COG takes at most, in raw sizes: the pixels, and twice the overviews' third."""
SIDECARS = {".aux.xml": "{name}.aux.xml", ".qml": "{stem}.qml", ".json": "{stem}.json"}
"""Sidecars by kind: where GDAL looks for attributes, QGIS for a style, people for the history."""


class RasterOutput:
    """A raster being written; a context manager that leaves nothing unless ``commit`` was reached.

    Pixels go to an uncompressed working file beside the place, as their windows come; committing
    makes the COG from it, reads it back, and moves it into place with its sidecars.

    Attributes:
        path: the final place.
        grid: size and georeferencing.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        grid: Grid,
        dtype: str,
        nodata: float,
        *,
        description: str,
        bands: Sequence[OutputBand] = (),
        colours: Mapping[int, str] | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        """Describes the raster; nothing is written before the ``with`` block.

        Args:
            path: the final place, ``*.tif``.
            grid: of the raster, which for a window of a scene is ``scene.grid.crop(window)``.
            dtype: numpy name, such as ``uint8`` or ``float32``.
            nodata: the value of pixels that nothing is known of, and of those never written.
            description: of the one band, or of the raster where ``bands`` are given.
            bands: of a raster of several bands.
            colours: ``#rrggbb`` by class value; makes the raster categorical.
            tags: metadata of the file.
        """
        self.path = Path(path).absolute()
        self.grid = grid
        shown = tuple(bands) or (OutputBand(description),)
        self._layout = RasterLayout(grid, np.dtype(dtype), nodata, shown, dict(colours or {}))
        self._tags = dict(tags or {})
        if bands:
            self._tags.setdefault(IMAGE_DESCRIPTION, description)
        self._work = part_of(self.path, "-work")
        self._cog = part_of(self.path)
        self._file: Any = None
        self._sums = np.zeros(len(shown), np.uint64)
        self._pixels = 0
        self._made: list[tuple[Path, Path]] = []

    def __enter__(self) -> RasterOutput:
        check_writable(self.path, self._layout.raw_bytes + HEADER_BYTES)
        with self._named_errors():
            self._file = self._layout.create(self._work)
        return self

    def __exit__(self, *exc: object) -> None:
        self.abort()

    def write(self, window: Window, array: npt.NDArray[np.generic]) -> None:
        """Writes a window; no pixel may be written twice.

        Args:
            window: counted from the raster's corner.
            array: ``(rows, cols)``, or ``(bands, rows, cols)`` for a raster of several bands, in
                the raster's dtype.

        Raises:
            DiskFull, PermissionRefused, WriteFailed: what stood in the way.
        """
        array = np.ascontiguousarray(array, dtype=self._layout.dtype)
        planes = array if array.ndim == 3 else array[np.newaxis]
        self._sums += byte_sums(planes)
        self._pixels += planes[0].size
        place = FileWindow(window.col_off, window.row_off, window.width, window.height)
        with self._named_errors():
            self._file.write(planes, window=place)

    def commit(
        self,
        *,
        sidecars: Mapping[str, str] | None = None,
        tags: Mapping[str, str] | None = None,
        statistics: Sequence[Mapping[str, str]] = (),
    ) -> None:
        """Completes the raster and moves it into place with its sidecars, all or nothing.

        Args: as ``prepare``.
        """
        self.prepare(sidecars=sidecars, tags=tags, statistics=statistics)
        publish_all([self])

    def prepare(
        self,
        *,
        sidecars: Mapping[str, str] | None = None,
        tags: Mapping[str, str] | None = None,
        statistics: Sequence[Mapping[str, str]] = (),
    ) -> None:
        """Makes the COG and its sidecars beside the place and reads the pixels back.

        Args:
            sidecars: text by kind, a key of ``SIDECARS``.
            tags: more metadata of the file.
            statistics: metadata of the bands in order, ``ScoreStatistics.to_tags``.

        Raises:
            DiskFull, PermissionRefused, WriteFailed: what stood in the way.
        """
        with self._named_errors():
            self._file.update_tags(**{**self._tags, **(tags or {})})
            for number, stated in enumerate(statistics, start=1):
                self._file.update_tags(number, **stated)
            self._file.close()
            self._file = None
            self._layout.copy_to_cog(self._work, self._cog)
            self._verify()
            self._work.unlink()
            self._made = [
                *(self._write_sidecar(kind, text) for kind, text in (sidecars or {}).items()),
                (self._cog, self.path),
            ]

    @property
    def made(self) -> list[tuple[Path, Path]]:
        """What ``prepare`` made and where it belongs; the raster itself last."""
        return list(self._made)

    @property
    def stale(self) -> list[Path]:
        """Attributes of an earlier raster of the same name."""
        return [self.path.with_name(self.path.name + suffix) for suffix in (".aux.xml", ".ovr")]

    def abort(self) -> None:
        """Removes everything that is not in its place yet; harmless after ``commit``."""
        if self._file is not None:
            with contextlib.suppress(
                RasterioError, CPLE_BaseError, OSError
            ):  # the file is given up anyway
                self._file.close()
            self._file = None
        for path in (self.path, *map(self._sidecar, SIDECARS)):
            with contextlib.suppress(EngineError):  # the next run removes what is left
                remove_parts(path)
        self._made = []

    def _verify(self) -> None:
        """Reads every block back: GDAL reports some failed writes nowhere."""
        unwritten = self.grid.height * self.grid.width - self._pixels
        empty = np.full((len(self._sums), 1), self._layout.nodata, dtype=self._layout.dtype)
        wanted = self._sums + np.uint64(unwritten) * byte_sums(empty)
        if not np.array_equal(stored_sums(self._cog), wanted):
            raise WriteFailed(
                f"{self.path} was written but reads back differently.",
                hint="Check that the disk is healthy and not full, then try again.",
            )

    def _sidecar(self, kind: str) -> Path:
        name = SIDECARS[kind].format(name=self.path.name, stem=self.path.stem)
        return self.path.with_name(name)

    def _write_sidecar(self, kind: str, text: str) -> tuple[Path, Path]:
        target = self._sidecar(kind)
        part = part_of(target)
        part.write_text(text, encoding="utf-8", newline="\n")
        return part, target

    @contextlib.contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except (RasterioError, CPLE_BaseError, OSError) as exc:
            raise explain(exc, self.path, int(COG_SHARE * self._layout.raw_bytes)) from exc


class Prepared(Protocol):
    """A file that waits with its sidecars beside its place."""

    @property
    def made(self) -> list[tuple[Path, Path]]:
        """What was made and where it belongs; the file itself last."""

    @property
    def stale(self) -> list[Path]:
        """What an earlier file of the same name may have left."""


def publish_all(outputs: Sequence[Prepared]) -> None:
    """Moves prepared files and their sidecars into place, all or nothing.

    What an earlier file of the same name left goes with it.

    Args:
        outputs: the most important one last.

    Raises:
        FileLocked: one of the files is in use; nothing has changed.
        EngineError: any other reason, likewise.
    """
    sidecars = [pair for output in outputs for pair in output.made[:-1]]
    rasters = [output.made[-1] for output in outputs]
    targets = {target for _, target in sidecars}
    stale = [path for output in outputs for path in output.stale]
    publish([*sidecars, *rasters], [path for path in stale if path not in targets])
