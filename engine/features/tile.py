"""One tile of features, and the bytes that it is kept as."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from ..models.dense import at_some_pixels
from ..scene.grid import Window

VALID, SEAL = "valid", "seal"

LARGEST = 65504.0
"""The largest number of float16."""


@dataclass(frozen=True)
class Tile:
    """Features of a window of a scene, on the CPU.

    Attributes:
        window: in the scene; windows of a network reach over the edges of a small scene.
        halo_px: how much more its parts cover on each side.
        parts: float16 ``(channels, r, c)``, each on its own grid of cells.
        valid: ``(rows, cols)`` of the window, which pixels have values in the scene.
    """

    window: Window
    halo_px: int
    parts: tuple[torch.Tensor, ...]
    valid: torch.Tensor

    @property
    def seen(self) -> tuple[int, int]:
        """Rows and columns that the parts cover."""
        return self.window.height + 2 * self.halo_px, self.window.width + 2 * self.halo_px

    def at(self, rows: torch.Tensor, cols: torch.Tensor) -> torch.Tensor:
        """Features ``(pixels, dims)`` of some pixels, float32.

        Args:
            rows, cols: ``(pixels,)``, counted from the corner of the window.
        """
        rows, cols = rows + self.halo_px, cols + self.halo_px
        columns = [at_some_pixels(part, self.seen, rows, cols) for part in self.parts]
        return torch.cat(columns, dim=1)


def half(parts: Sequence[torch.Tensor], number: int) -> tuple[torch.Tensor, ...]:
    """One member of a network's output, rounded to float16, on the CPU."""
    return tuple(part[number].half().clamp_(-LARGEST, LARGEST).cpu().contiguous() for part in parts)


def tile_to_bytes(tile: Tile, name: str) -> bytes:
    """Writes a tile as a safetensors file.

    Args:
        tile: to be written.
        name: under which it is kept; it is sealed with it.
    """
    from safetensors.torch import save

    tensors = {f"part{number}": part for number, part in enumerate(tile.parts)}
    tensors[VALID] = tile.valid.contiguous()
    tensors[SEAL] = torch.tensor([_seal(name, [*tile.parts, tensors[VALID]])])
    return save(tensors)


def tile_from_bytes(
    data: bytes, name: str, window: Window, halo_px: int, channels: Sequence[int]
) -> Tile | None:
    """Reads a tile; None if the bytes are damaged, or are something else.

    Args:
        data: of the file.
        name: under which it was kept.
        window, halo_px: as of ``Tile``.
        channels: of its parts.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load

    try:
        tensors = load(data)
    except (SafetensorError, ValueError, KeyError, RuntimeError):
        return None
    names = [f"part{number}" for number in range(len(channels))]
    if set(tensors) != {*names, VALID, SEAL}:
        return None
    parts, valid, seal = [tensors[one] for one in names], tensors[VALID], tensors[SEAL]
    if valid.dtype != torch.bool or valid.shape != (window.height, window.width):
        return None
    if seal.dtype != torch.int64 or seal.shape != (1,):
        return None
    for part, count in zip(parts, channels):
        if part.dtype != torch.float16 or part.dim() != 3 or len(part) != count or not part.numel():
            return None
    if int(seal) != _seal(name, [*parts, valid]):
        return None
    return Tile(window, halo_px, tuple(parts), valid)


def _seal(name: str, tensors: Sequence[torch.Tensor]) -> int:
    """Tells damaged pixels, and a file under the name of another, as a lost block of a disk does.

    Source: Deutsch, Gailly (1996), RFC 1950, 8.2, Adler-32, which costs less than a CRC.
    """
    found = zlib.adler32(name.encode())
    for tensor in tensors:
        found = zlib.adler32(tensor.numpy().data, found)
    return found
