"""What can run over a scene: operators make maps, reducers make summaries.

Both get batches of windows from the one loop (``loop.py``); neither ever opens a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from ..scene import Window

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class Batch:
    """Windows of one size, on the device.

    Attributes:
        values: reflectance ``(batch, bands, rows, cols)``, float32, bands as the plan gives them;
            0 where nothing was measured. Rows and columns include the halo; where the window
            reaches over the edge of the scene it is filled by reflection.
        valid: ``(batch, rows, cols)``, bool: measured and inside the area, so wanted in the output.
        windows: for each member, the part of the scene it covers without its halo.
        measured: ``(batch, rows, cols)``, bool: what may serve as context, also outside the area
            and, by reflection, outside the scene.
    """

    values: torch.Tensor
    valid: torch.Tensor
    windows: tuple[Window, ...]
    measured: torch.Tensor


class Operator(Protocol):
    """Turns windows into output windows.

    Attributes:
        halo_px: context an output pixel needs on each side; the loop delivers it and cuts it off.
        overlap_px: how far neighbouring windows overlap; the loop blends them with a ramp. 0 for
            operators whose windows agree at their seams.
        window_px: the side of the square window the operator needs, or None for any size.
    """

    halo_px: int
    overlap_px: int
    window_px: int | None

    def __call__(self, batch: Batch) -> torch.Tensor:
        """Returns ``(batch, channels, rows, cols)`` float32 that may be averaged over overlaps."""

    def finish(
        self, blended: torch.Tensor, valid: torch.Tensor
    ) -> Mapping[str, npt.NDArray[np.generic]]:
        """Turns blended values ``(channels, rows, cols)`` into the outputs, by role.

        Every array is ``(rows, cols)`` or ``(bands, rows, cols)``, in its raster's dtype, nodata
        where ``valid`` is False.
        """


class Reducer(Protocol):
    """Summarises a scene; sees every pixel of the area once, without halo."""

    def update(self, batch: Batch) -> None:
        """Takes a batch; invalid pixels must not count."""
