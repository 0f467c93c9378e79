"""Writes a backbone with its preprocessing, and with its head or without, as one ONNX graph."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from .. import __version__
from ..errors import DeviceOutOfMemory, ModelUnsupportedLayout
from ..heads.head_file import Head
from ..models.backbone import Backbone
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

SMALL_PX = 32
"""About the side of a window for checks of networks that take any."""


class _Graph(nn.Module):
    """Takes reflectance with NaN where invalid, as users of the file have it."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network
        self.eval()

    def forward(self, reflectance: torch.Tensor) -> Any:
        valid = ~torch.isnan(reflectance).any(dim=1)
        return self.network(torch.where(valid[:, None], reflectance, 0.0), valid)


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
        "head": {"sha256": head_sha256, "temperature": head.scores.temperature},
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
    network: nn.Module,
    path: Path,
    *,
    bands: int,
    side_px: int,
    multiple_px: int = 1,
    outputs: Sequence[str] = (OUTPUT,),
    about: Mapping[str, Any] | None = None,
) -> list[Path]:
    """Writes the graph ``reflectance -> outputs`` with dynamic batch and size.

    Args:
        network: a ``DenseClassifier``, or the network of a backbone; on the CPU.
        path: of the file; replaced without asking.
        bands: of the input.
        side_px: of the windows for which the network was made.
        multiple_px: sides of other windows must be multiples of it.
        outputs: names of what the network gives, one a tensor.
        about: the description, as JSON; none for files that only the engine itself reads.

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
                _Graph(network),
                (example,),
                input_names=[INPUT],
                output_names=list(outputs),
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
    if about is not None:
        program.model.metadata_props[METADATA_KEY] = json.dumps(about, sort_keys=True)
    program.model.producer_name = "HSFM"
    program.model.producer_version = __version__
    held = sum(t.numel() * t.element_size() for t in network.state_dict().values())
    outside = held > INSIDE_BYTES
    with quiet():
        program.save(str(path), external_data=outside)
    beside = path.with_name(path.name + ".data")
    return [beside, path] if outside else [path]


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
