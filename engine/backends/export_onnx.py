"""Writes a backbone, its head and the preprocessing as one ONNX graph, and checks it."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import nn

from .. import __version__
from ..errors import DeviceOutOfMemory, ModelUnsupportedLayout
from ..heads.dense import DenseClassifier
from ..heads.head_file import Head
from ..models.backbone import Backbone
from .agreement import Agreement, compare
from .onnx_backend import OnnxBackend
from .onnx_file import missing_library
from .onnx_model import (
    FORMAT,
    METADATA_KEY,
    PROBABILITIES,
    VERSION,
    InputFormat,
    OnnxModel,
    OutputFormat,
)

OPSET = 20
"""The newest with operators for what transformers need that ONNX Runtime 1.18 knows."""

INPUT, OUTPUT = "reflectance", "probabilities"

INSIDE_BYTES = 1_900_000_000
"""Weights up to here lie in the file itself; protobuf ends at 2 GiB."""

LARGEST_DIFFERENCE = 0.01
"""Of a probability between torch and the exported graph; a few 1e-6 are usual."""

SMALL_PX = 32
"""About the side of a window for checks of networks that take any."""


class _Graph(nn.Module):
    """Takes reflectance with NaN where invalid, as users of the file have it."""

    def __init__(self, classifier: DenseClassifier) -> None:
        super().__init__()
        self.classifier = classifier
        self.eval()

    def forward(self, reflectance: torch.Tensor) -> torch.Tensor:
        valid = ~torch.isnan(reflectance).any(dim=1)
        made: torch.Tensor = self.classifier(torch.where(valid[:, None], reflectance, 0.0), valid)
        return made


def description(head: Head, head_sha256: str, backbone: Backbone) -> dict[str, Any]:
    """What the file says of itself, as JSON in the words of ``foreign``'s sidecars."""
    bands = {key: value for key, value in head.request.to_json().items() if value is not None}
    return {
        "format": FORMAT,
        "version": VERSION,
        "software": f"HSFM {__version__}",
        "reflectance": "0 to 1, NaN where nodata",
        "classes": list(head.classes),
        "bands": bands,
        "level": head.level,
        "input": {"name": INPUT, "nodata": "nan"},
        "output": {"name": OUTPUT, "kind": PROBABILITIES},
        "window_px": backbone.window_px,
        "overlap_px": backbone.overlap_px,
        "halo_px": backbone.halo_px,
        "multiple_px": backbone.multiple_px,
        "backbone": {
            "id": backbone.id,
            "hash": backbone.hash,
            "options": dict(backbone.options),
        },
        "head": {"sha256": head_sha256, "temperature": head.linear.temperature},
    }


def exported_model(path: Path, head: Head, backbone: Backbone) -> OnnxModel:
    """The description of a file that ``write_onnx`` made, without reading it."""
    return OnnxModel(
        path,
        head.classes,
        head.request,
        head.level,
        backbone.window_px,
        backbone.overlap_px,
        backbone.halo_px,
        InputFormat(INPUT, nodata=float("nan")),
        OutputFormat(OUTPUT, PROBABILITIES),
    )


def write_onnx(
    classifier: DenseClassifier,
    path: Path,
    *,
    bands: int,
    side_px: int,
    multiple_px: int = 1,
    about: Mapping[str, Any] | None = None,
) -> list[Path]:
    """Writes the graph ``reflectance -> probabilities`` with dynamic batch and size.

    Args:
        classifier: the network with its head, on the CPU.
        path: of the file; replaced without asking.
        bands: of the input.
        side_px: of the windows for which the network was made.
        multiple_px: sides of other windows must be multiples of it.
        about: the description, as JSON.

    Returns:
        The files: the weights first if they do not fit into the model's own file
        (``<name>.data``), the model last.

    Raises:
        DependencyMissing: the libraries for writing ONNX are not installed.
        DeviceOutOfMemory: there is not enough memory.
        ModelUnsupportedLayout: the network cannot be written.
        OSError: the file cannot be written.
    """
    try:
        import onnx  # noqa: F401
        import onnxscript  # noqa: F401
    except ImportError as exc:
        raise missing_library("onnx", exc) from exc
    # Two sides that differ, so that the graph cannot take one for the other.
    example = torch.full((2, bands, side_px, side_px + multiple_px), 0.1)
    sizes = {0: "batch", 2: "height", 3: "width"}
    try:
        with quiet(), torch.inference_mode():
            program: Any = torch.onnx.export(
                _Graph(classifier),
                (example,),
                input_names=[INPUT],
                output_names=[OUTPUT],
                dynamic_shapes=(sizes,),
                opset_version=OPSET,
                dynamo=True,
                verbose=False,
            )
    except MemoryError as exc:
        raise DeviceOutOfMemory(
            "There is not enough memory to write the model as ONNX.",
            hint="Close other programs.",
        ) from exc
    except Exception as exc:  # the exporter raises whatever its many parts raise
        raise ModelUnsupportedLayout(
            "This network cannot be written as ONNX.",
            hint="Use the backend torch.",
            detail=f"{type(exc).__name__}: {exc}",
        ) from exc
    shape = [getattr(size, "value", size) for size in program.model.graph.inputs[0].shape]
    if any(isinstance(shape[axis], int) for axis in sizes):
        raise ModelUnsupportedLayout(
            f"This network can be written as ONNX for windows of {shape} only.",
            hint="Use the backend torch.",
        )
    program.model.metadata_props[METADATA_KEY] = json.dumps(about or {}, sort_keys=True)
    program.model.producer_name = "HSFM"
    program.model.producer_version = __version__
    held = sum(t.numel() * t.element_size() for t in classifier.state_dict().values())
    outside = held > INSIDE_BYTES
    with quiet():
        program.save(str(path), external_data=outside)
    beside = path.with_name(path.name + ".data")
    return [beside, path] if outside else [path]


def verify(classifier: DenseClassifier, model: OnnxModel, *, multiple_px: int = 1) -> Agreement:
    """Compares the exported file with torch on random windows that lack some pixels.

    One batch has the windows' own size, another one another size.

    Returns:
        The worse numbers of both.

    Raises:
        ModelUnsupportedLayout: they do not agree.
        DeviceOutOfMemory, ModelCorrupt: as ``OnnxBackend``.
    """
    backend = OnnxBackend(model, torch.device("cpu"))
    side = model.window_px or check_side(multiple_px)
    generator = torch.Generator().manual_seed(0)
    worst = Agreement(1.0, 0.0, 0)
    for shape in ((1, side, side), (2, side + multiple_px, max(multiple_px, side - multiple_px))):
        batch, rows, cols = shape
        size = (batch, len(model.request.numbers), rows, cols)
        spectra = 0.3 + 0.1 * torch.randn(size[0], size[1], 1, 1, generator=generator)
        values = (spectra + 0.1 * torch.randn(size, generator=generator)).clamp(0, 1)
        valid = torch.rand(shape, generator=generator) > 0.05
        values = values * valid[:, None]
        with torch.inference_mode():
            expected = classifier(values, valid)
        found = compare(expected, backend(values, valid), valid)
        same = found.is_same_map and found.largest_difference <= LARGEST_DIFFERENCE
        if not same:
            raise ModelUnsupportedLayout(
                f"The ONNX model does not compute what torch computes: {found}.",
                hint="Use the backend torch, and report this network.",
            )
        worst = Agreement(
            min(worst.equal_labels, found.equal_labels),
            max(worst.largest_difference, found.largest_difference),
            worst.pixels + found.pixels,
        )
    return worst


def check_side(multiple_px: int) -> int:
    """The side of an example window for networks that take any size."""
    return multiple_px * max(2, SMALL_PX // multiple_px)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keeps what the ONNX tools print off stdout and out of the log."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
