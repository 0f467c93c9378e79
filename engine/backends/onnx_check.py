"""Whether an exported ONNX graph computes what torch computes, on random windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import torch

from ..errors import ModelUnsupportedLayout
from ..heads.dense import DenseClassifier
from .agreement import Agreement, compare
from .export_onnx import check_side
from .onnx_backend import OnnxBackend
from .onnx_model import OnnxModel

LARGEST_DIFFERENCE = 0.01
"""Of a probability between torch and the exported graph; a few 1e-6 are usual."""

LARGEST_ERROR = 1e-3
"""Of a part of the features, as the norm of the difference over the part's; 1e-6 is usual."""

Parts = Callable[[torch.Tensor, torch.Tensor], Sequence[torch.Tensor]]


def verify(classifier: DenseClassifier, model: OnnxModel, *, multiple_px: int = 1) -> Agreement:
    """Compares the exported file of a head with torch.

    Returns:
        The worse numbers of all batches.

    Raises:
        ModelUnsupportedLayout: they do not agree.
        DeviceOutOfMemory, ModelCorrupt: as ``OnnxBackend``.
    """
    backend = OnnxBackend(model, torch.device("cpu"))
    worst = Agreement(1.0, 0.0, 0)
    for values, valid in _batches(len(model.request.numbers), model.window_px, multiple_px):
        with torch.inference_mode():
            expected = classifier(values, valid)
        found = compare(expected, backend(values, valid), valid)
        same = found.is_same_map and found.largest_difference <= LARGEST_DIFFERENCE
        if not same:
            raise _disagrees(str(found))
        worst = Agreement(
            min(worst.equal_labels, found.equal_labels),
            max(worst.largest_difference, found.largest_difference),
            worst.pixels + found.pixels,
        )
    return worst


def verify_parts(
    expected: Parts, made: Parts, *, bands: int, window_px: int | None, multiple_px: int
) -> None:
    """Compares the features of a backbone's exported network with torch's, whatever the head.

    Args:
        expected: torch's network.
        made: the exported one.
        bands, window_px, multiple_px: what it takes.

    Raises:
        ModelUnsupportedLayout: they do not agree.
    """
    for values, valid in _batches(bands, window_px, multiple_px):
        with torch.inference_mode():
            pairs = list(zip(expected(values, valid), made(values, valid), strict=True))
        for number, (wanted, found) in enumerate(pairs, start=1):
            if found.shape != wanted.shape:
                raise _disagrees(f"part {number} is {list(found.shape)}, not {list(wanted.shape)}")
            error = float((found - wanted).norm() / wanted.norm().clamp_min(1e-9))
            if not error <= LARGEST_ERROR:  # a NaN is no agreement either
                raise _disagrees(f"part {number} of the features differs by {error:.2g}")


def _batches(
    bands: int, window_px: int | None, multiple_px: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """A window of the network's own size, then two small ones of another shape; pixels lack."""
    small = check_side(multiple_px)
    side = window_px or small
    generator = torch.Generator().manual_seed(0)
    for shape in ((1, side, side), (2, small + multiple_px, small)):
        size = (shape[0], bands, *shape[1:])
        spectra = 0.3 + 0.1 * torch.randn(size[0], bands, 1, 1, generator=generator)
        values = (spectra + 0.1 * torch.randn(size, generator=generator)).clamp(0, 1)
        valid = torch.rand(shape, generator=generator) > 0.05
        yield values * valid[:, None], valid


def _disagrees(reason: str) -> ModelUnsupportedLayout:
    return ModelUnsupportedLayout(
        f"The ONNX model does not compute what torch computes: {reason}.",
        hint="Use the backend torch, and report this network.",
    )
