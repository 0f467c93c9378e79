"""Computes class probabilities with ONNX models, exported by HSFM or made elsewhere."""

from __future__ import annotations

from typing import Any

import torch
from torch.nn import functional

from ..errors import ModelUnsupportedLayout
from ..models.dense import at_pixels
from .onnx_graph import OnnxGraph
from .onnx_model import CLASS_INDICES, LOGITS, OnnxModel

_DTYPES = {"tensor(float)": torch.float32, "tensor(float16)": torch.float16}


class OnnxBackend:
    """A ``heads.linear.Probabilities``.

    Attributes:
        providers: what computes, such as ``CPUExecutionProvider``, the preferred one first.
    """

    def __init__(self, model: OnnxModel, device: torch.device) -> None:
        """Opens the model.

        Args:
            model: the file, checked by ``onnx_file.read_graph``, and what is known of it.
            device: where the batches are; see ``onnx_session.open_session``.

        Raises:
            DependencyMissing, DeviceOutOfMemory, ModelCorrupt: as ``OnnxGraph``.
            ModelUnsupportedLayout: it does not fit its description, or cannot be run.
        """
        self._model = model
        self._graph = OnnxGraph(model.path, device)
        self.providers = self._graph.providers
        self._input = _named(model, self._graph.inputs, model.input.name, "input")
        self._output = _named(model, self._graph.outputs, model.output.name, "output")
        if self._input.type not in _DTYPES:
            raise ModelUnsupportedLayout(
                f"The input {self._input.name!r} of {model.path} is a {self._input.type}; HSFM "
                "feeds tensor(float) or tensor(float16).",
            )
        self._dtype = _DTYPES[self._input.type]
        _check_shapes(model, self._input, self._output)
        self._alone = self._input.shape[0] == 1
        given = model.input
        std = torch.tensor(given.std, dtype=torch.float64)
        shift = given.offset - torch.tensor(given.mean, dtype=torch.float64)
        self._factor = (given.scale / std).float().reshape(-1, 1, 1).to(device)
        self._shift = (shift / std).float().reshape(-1, 1, 1).to(device)
        self._as_is = bool((self._factor == 1).all()) and bool((self._shift == 0).all())

    def __call__(self, values: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        with torch.inference_mode():
            fed = values if self._as_is else values * self._factor + self._shift
            fed = fed.masked_fill(~valid[:, None], self._model.input.nodata).to(self._dtype)
            parts = torch.split(fed, 1) if self._alone else (fed,)
            scores = [self._run(part.contiguous()) for part in parts]
            made = scores[0] if len(scores) == 1 else torch.cat(scores)
            return self._probabilities(made, *values.shape[-2:])

    def _run(self, fed: torch.Tensor) -> torch.Tensor:
        return self._graph.run(fed, self._input.name, [self._output.name])[0]

    def _probabilities(self, made: torch.Tensor, rows: int, cols: int) -> torch.Tensor:
        classes, kind = len(self._model.classes), self._model.output.kind
        if kind == CLASS_INDICES:
            return self._one_hot(made, classes, rows, cols)
        made = at_pixels(made.float(), rows, cols)
        if made.shape[1] == 1 and classes == 2:
            second = made.sigmoid() if kind == LOGITS else made
            return torch.cat([1 - second, second], dim=1)
        if made.shape[1] != classes:
            raise self._wrong_channels(int(made.shape[1]))
        return made.softmax(dim=1) if kind == LOGITS else made

    def _one_hot(self, made: torch.Tensor, classes: int, rows: int, cols: int) -> torch.Tensor:
        if made.ndim == 4:
            if made.shape[1] != 1:
                raise self._wrong_channels(int(made.shape[1]))
            made = made[:, 0]
        if not bool(made.isfinite().all()):
            raise ModelUnsupportedLayout(
                f"{self._model.path} gave class indices that are no numbers.",
                hint='Write another value for "nodata" in the .json beside the model: it may not '
                "take NaN.",
            )
        low, high = int(made.min()), int(made.max())
        if low < 0 or high >= classes:
            wrong = low if low < 0 else high
            raise ModelUnsupportedLayout(
                f"{self._model.path} gave the class index {wrong}; its description names "
                f"{classes} classes.",
                hint="Name all classes in the .json beside the model, in the order of their "
                "indices from 0.",
            )
        hot = functional.one_hot(made.long(), classes).movedim(-1, 1).float()
        if hot.shape[-2:] != (rows, cols):
            hot = functional.interpolate(hot, size=(rows, cols), mode="nearest")
        return hot

    def _wrong_channels(self, found: int) -> ModelUnsupportedLayout:
        return ModelUnsupportedLayout(
            f"{self._model.path} gives {found} channels; its description names "
            f"{len(self._model.classes)} classes.",
            hint="Name every channel of the output in the .json beside the model, or correct the "
            'kind of its output ("logits", "probabilities", "classes").',
        )


def _named(model: OnnxModel, found: list[Any], name: str, what: str) -> Any:
    """The wanted one of a session's inputs or outputs."""
    names = ", ".join(entry.name for entry in found)
    if what == "input" and len(found) != 1:
        raise ModelUnsupportedLayout(
            f"{model.path} has {len(found)} inputs ({names}); HSFM can feed one.",
        )
    for entry in found:
        if name in ("", entry.name):
            return entry
    raise ModelUnsupportedLayout(
        f"{model.path} has no {what} {name!r}; it has {names}.",
        hint="Correct the name in the .json beside the model.",
    )


def _check_shapes(model: OnnxModel, fed: Any, made: Any) -> None:
    """Compares what the file says of its sizes with the description."""
    shape, bands = fed.shape, len(model.request.numbers)
    if len(shape) != 4:
        raise ModelUnsupportedLayout(
            f"The input {fed.name!r} of {model.path} has {len(shape)} dimensions; HSFM feeds "
            "(batch, bands, rows, cols).",
        )
    if isinstance(shape[1], int) and shape[1] != bands:
        raise ModelUnsupportedLayout(
            f"{model.path} takes {shape[1]} bands, and its description names {bands}.",
            hint="Name every band in the .json beside the model, in the model's order.",
        )
    if isinstance(shape[0], int) and shape[0] != 1:
        raise ModelUnsupportedLayout(
            f"{model.path} takes batches of {shape[0]} windows only.",
            hint="Export it with a dynamic batch, or with a batch of 1.",
        )
    sides = {size for size in shape[2:] if isinstance(size, int)}
    if sides and sides != {model.window_px}:
        raise ModelUnsupportedLayout(
            f"{model.path} takes windows of {shape[2]} x {shape[3]} pixels, and its description "
            f"says {model.window_px or 'any size (window_px is null)'}.",
            hint="Give that side as window_px; windows are square.",
        )
    count, classes = len(made.shape or ()), len(model.classes)
    allowed = (3, 4) if model.output.kind == CLASS_INDICES else (4,)
    if made.shape and count not in allowed:
        raise ModelUnsupportedLayout(
            f"The output {made.name!r} of {model.path} has {count} dimensions; HSFM takes "
            "(batch, classes, rows, cols).",
        )
    channels = made.shape[1] if made.shape and count == 4 else None
    singly = model.output.kind == CLASS_INDICES or classes == 2
    if isinstance(channels, int) and channels != classes and not (singly and channels == 1):
        raise ModelUnsupportedLayout(
            f"{model.path} gives {channels} channels; its description names {classes} classes.",
            hint="Name every channel of the output in the .json beside the model.",
        )
