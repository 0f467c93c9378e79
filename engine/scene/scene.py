"""A scene: one hyperspectral image and everything known of it, whatever the product family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from .bands import BandTable
from .grid import Grid, Window

SUN_ELEVATION = "sun elevation (°)"
"""The entry of ``Scene.facts`` with the sun's elevation in the middle of the scene."""


def is_radiance(level: str) -> bool:
    """Whether a processing level such as ``L1C`` holds radiance, not reflectance."""
    return level.upper().startswith(("L0", "L1"))


class SceneReader(Protocol):
    """An open handle on a scene's pixels; belongs to one thread, closed by its ``with`` block."""

    def read(
        self, window: Window, bands: Sequence[int]
    ) -> tuple[npt.NDArray[np.generic], npt.NDArray[np.bool_]]:
        """Reads a window of some bands.

        Args:
            window: lies inside the scene.
            bands: band numbers, from 1, in the wanted order.

        Returns:
            Stored values ``(bands, rows, cols)`` in the file's own dtype, before gain and offset,
            and the validity ``(rows, cols)``: False where quality layers exclude the pixel or any
            of these bands holds nodata or a non-finite value.

        Raises:
            InputTruncated: pixels are missing from the file.
            InputUnreadable: they cannot be decoded.
        """

    def mask(self, window: Window, bands: Sequence[int]) -> npt.NDArray[np.uint8]:
        """Says why pixels are left out: ``(rows, cols)``, index into ``quality.REASONS``.

        ``read`` calls valid what is 0 here. Takes and raises the same.
        """

    def __enter__(self) -> SceneReader: ...

    def __exit__(self, *exc: object) -> None: ...


class RasterSource(Protocol):
    """Where the pixels of a scene come from; one implementation a container."""

    def open(self) -> SceneReader:
        """Opens an independent handle, one for each reading thread."""


@dataclass(frozen=True)
class Scene:
    """A scene, opened but not read.

    Reflectance = stored value * ``gain[band]`` + ``offset[band]``, unitless, usually 0..1; negative
    values and values above 1 are real.

    Attributes:
        path: what the user gave.
        cube: the file that GDAL or h5py opens for the cube.
        sensor: such as ``EnMAP``; empty if unknown.
        level: processing level such as ``L2A``; empty if unknown.
        product: the product's own name, or the file's name.
        acquired: acquisition start as ISO 8601 UTC; empty if unknown.
        grid: size and georeferencing.
        bands: the band table.
        gain, offset: shape (bands,), float64.
        scale_origin: where the scale comes from, for people; starts with ``assumed`` if guessed.
        dtype: numpy name of the stored values.
        nodata: the stored value that means nothing was measured; None if there is none.
        block: rows and columns of a block of the file.
        interleave: ``pixel`` or ``band``.
        source: gives readers.
        fingerprint: changes when the pixels change (hash over names, sizes, times and headers).
        facts: other things worth showing (tile, processor version, sun elevation), name to text.
        warnings: sentences the user should read.
    """

    path: Path
    cube: Path
    sensor: str
    level: str
    product: str
    acquired: str
    grid: Grid
    bands: BandTable
    gain: npt.NDArray[np.float64]
    offset: npt.NDArray[np.float64]
    scale_origin: str
    dtype: str
    nodata: float | None
    block: tuple[int, int]
    interleave: str
    source: RasterSource
    fingerprint: str
    facts: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
