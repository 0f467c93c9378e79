"""What must be known of an ONNX segmentation model to run it over a scene."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..bands.plan import BandRequest

METADATA_KEY = "hsfm"
"""Entry of an ONNX file's metadata that holds the description, in the words of a sidecar."""

FORMAT, VERSION = "hsfm-onnx", 1

PROBABILITIES, LOGITS, CLASS_INDICES = "probabilities", "logits", "classes"
OUTPUT_KINDS = (PROBABILITIES, LOGITS, CLASS_INDICES)


@dataclass(frozen=True)
class InputFormat:
    """What the model takes: ``(reflectance * scale + offset - mean) / std``.

    Attributes:
        name: of the input; empty for the only one.
        scale, offset: for all bands.
        mean, std: one entry a band, or one for all.
        nodata: what invalid pixels get after that; may be NaN.
    """

    name: str = ""
    scale: float = 1.0
    offset: float = 0.0
    mean: tuple[float, ...] = (0.0,)
    std: tuple[float, ...] = (1.0,)
    nodata: float = 0.0


@dataclass(frozen=True)
class OutputFormat:
    """What the model gives, on a grid over the window that may be coarser than its pixels.

    Attributes:
        name: of the output; empty for the first one.
        kind: one of ``OUTPUT_KINDS``. A single channel of logits or probabilities with two classes
            stands for the second of them.
    """

    name: str = ""
    kind: str = PROBABILITIES


@dataclass(frozen=True)
class OnnxModel:
    """An ONNX model and its description.

    Attributes:
        path: of the file.
        classes: value, name and color of each class, in the order of the output's channels.
        request: the bands that it was made for.
        level: processing level that it was made for, such as ``L2A``; empty if unknown.
        window_px, overlap_px, halo_px: see ``stream.operator.Operator``.
        input, output: how values go in and come out.
        origin: for provenance: the backbone and the head that an exported file is made of.
    """

    path: Path
    classes: tuple[dict[str, Any], ...]
    request: BandRequest
    level: str
    window_px: int | None
    overlap_px: int
    halo_px: int = 0
    input: InputFormat = InputFormat()
    output: OutputFormat = OutputFormat()
    origin: Mapping[str, Any] = field(default_factory=dict)
