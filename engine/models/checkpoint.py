"""Opens checkpoint files without executing anything, and fits their tensors to a network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from .family import Architecture, Fit

if TYPE_CHECKING:
    import torch


def read_tensors(path: Path) -> dict[str, torch.Tensor]:
    """Reads the weights of a checkpoint, without containers and common prefixes.

    Raises:
        InputNotFound, InputUnreadable: there is no such file, or it cannot be read.
        ModelUnsafe: opening it would execute something.
        ModelCorrupt: it is damaged.
        ModelUnsupportedLayout: it holds no tensors.
    """
    raise NotImplementedError


def fit(
    tensors: Mapping[str, torch.Tensor],
    original: Mapping[str, str],
    wanted: Mapping[str, torch.Tensor],
    architecture: Architecture,
) -> tuple[dict[str, torch.Tensor], Fit]:
    """Takes what a network wants from a file's tensors; see ``Architecture`` for what may differ.

    Raises:
        ModelUnsupportedLayout: tensors are missing, unexpected or of another shape; they are
            listed.
    """
    raise NotImplementedError
