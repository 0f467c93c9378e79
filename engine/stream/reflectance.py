"""Turns stored values into planned bands of reflectance on the device."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch

from ..scene.grid import Window
from ..scene.scene import Scene
from .read_ahead import Piece

_TORCH_KNOWS = frozenset({"uint8", "int8", "int16", "int32", "int64", "float32", "float64"})


class ToReflectance:
    """Gain, offset, mask and band plan for the windows of one scene."""

    def __init__(
        self,
        scene: Scene,
        read: Sequence[int],
        weights: npt.NDArray[np.float32] | None,
        device: torch.device,
    ) -> None:
        """Prepares the constants.

        Args:
            scene: gives gain and offset.
            read: the band numbers that are read, from 1.
            weights: ``(out, len(read))`` or None; see ``bands.plan.BandPlan``.
            device: where the values go.
        """
        rows = np.asarray(read, dtype=np.intp) - 1
        self._device = device
        self._gain = _column(np.asarray(scene.gain)[rows], device)
        offset = np.asarray(scene.offset)[rows]
        self._offset = _column(offset, device) if np.any(offset) else None
        self._weights = (
            None
            if weights is None
            else torch.from_numpy(np.array(weights, dtype=np.float32)).to(device)
        )

    def __call__(self, piece: Piece) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Converts a window.

        Returns:
            Values ``(bands, rows, cols)``, float32, 0 where nothing was measured; what is measured
            and what is valid, ``(rows, cols)``.
        """
        values = _tensor(piece.values).to(self._device)
        values = values.to(torch.float32).contiguous()
        values.mul_(self._gain)
        if self._offset is not None:
            values.add_(self._offset)
        measured = torch.from_numpy(np.ascontiguousarray(piece.measured)).to(self._device)
        valid = measured
        if piece.valid is not piece.measured:
            valid = torch.from_numpy(np.ascontiguousarray(piece.valid)).to(self._device)
        if not piece.measured.all():
            values.masked_fill_(~measured, 0.0)
        if self._weights is not None:
            _, rows, cols = values.shape
            values = (self._weights @ values.reshape(values.shape[0], -1)).reshape(-1, rows, cols)
        return values, measured, valid


def reflect_over_edges(
    values: torch.Tensor,
    measured: torch.Tensor,
    valid: torch.Tensor,
    have: Window,
    wanted: Window,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Extends a window over the edge of the scene by reflection.

    What is added is as measured as the pixels it mirrors, and never valid.

    Args:
        values: ``(bands, rows, cols)`` of ``have``.
        measured, valid: ``(rows, cols)`` of ``have``.
        have: what was read.
        wanted: what the operator needs.
    """
    rows = _reflected(wanted.row_off, wanted.row_end, have.row_off, have.height, values.device)
    cols = _reflected(wanted.col_off, wanted.col_end, have.col_off, have.width, values.device)
    grown = values.index_select(1, rows).index_select(2, cols)
    known = measured.index_select(0, rows).index_select(1, cols)
    inside = torch.zeros(grown.shape[1:], dtype=torch.bool, device=values.device)
    both = wanted.intersect(have)
    if both is not None:
        inside[both.relative_to(wanted).slices()] = valid[both.relative_to(have).slices()]
    return grown, known, inside


def _reflected(start: int, end: int, first: int, count: int, device: torch.device) -> torch.Tensor:
    """Indices into ``count`` places from ``first`` on, for the places ``start`` to ``end``."""
    place = torch.arange(start - first, end - first, device=device)
    if count == 1:
        return torch.zeros_like(place)
    period = 2 * (count - 1)
    place = place.remainder(period)
    return torch.where(place < count, place, period - place)


def _column(numbers: npt.NDArray[np.float64], device: torch.device) -> torch.Tensor:
    return torch.from_numpy(numbers.astype(np.float32)).reshape(-1, 1, 1).to(device)


def _tensor(values: npt.NDArray[np.generic]) -> torch.Tensor:
    """The array as a tensor; unsigned and foreign-endian values become float32 first."""
    if values.dtype.name not in _TORCH_KNOWS or not values.dtype.isnative:
        values = values.astype(np.float32)
    if values.dtype == np.float64:  # MPS has no float64
        values = values.astype(np.float32)
    if not values.flags.writeable or min(values.strides) < 0:
        values = values.copy()
    tensor: torch.Tensor = torch.from_numpy(values)
    return tensor
