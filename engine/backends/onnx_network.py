"""Networks of backbones as ONNX files: made once a backbone, used with any head."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn

from ..errors import EngineError, ModelCorrupt, ModelUnsupportedLayout, from_os_error
from ..heads.dense import DenseClassifier
from .export_onnx import INPUT, check_side, write_onnx
from .memory import key_of
from .network import Network
from .onnx_check import verify_parts
from .onnx_graph import OnnxGraph
from .onnx_session import require, version
from .quantise import options, quantise

EXPORT_FORMAT = 2
"""Part of the names in the cache; changes when the same network would give another file."""


class OnnxNetwork:
    """A ``heads.linear.Probabilities``: features by ONNX Runtime, their scores by torch."""

    def __init__(
        self, graph: OnnxGraph, head: DenseClassifier, device: torch.device, *, singly: bool = False
    ) -> None:
        """Joins them.

        Args:
            graph: of the backbone's network; takes reflectance with NaN where it is not valid.
            head: whose ``score`` is used.
            device: where the batches are.
            singly: whether windows are computed one by one, for graphs in which the members of a
                batch are not independent.
        """
        self._graph = graph
        self._outputs = [output.name for output in graph.outputs]
        self._head = head.to(device)
        self._singly = singly

    def __call__(self, values: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        return self.with_parts(values, valid)[1]

    def with_parts(
        self, values: torch.Tensor, valid: torch.Tensor
    ) -> tuple[Sequence[torch.Tensor], torch.Tensor]:
        """As ``heads.linear.Features``."""
        step = 1 if self._singly else values.shape[0]
        with torch.inference_mode():
            groups = list(zip(torch.split(values, step), torch.split(valid, step)))
            parts = _joined([self.parts(*members) for members in groups])
            return parts, self._head.score(parts, values.shape[-2], values.shape[-1], valid)

    def parts(self, values: torch.Tensor, valid: torch.Tensor) -> Sequence[torch.Tensor]:
        """As ``forward`` of the backbone's network."""
        fed = values.masked_fill(~valid[:, None], float("nan"))
        return self._graph.run(fed.contiguous(), INPUT, self._outputs)


def _joined(groups: Sequence[Sequence[torch.Tensor]]) -> Sequence[torch.Tensor]:
    """The parts of all members of a batch, from those of its groups."""
    if len(groups) == 1:
        return groups[0]
    return [torch.cat(members) for members in zip(*groups)]


def open_network(network: Network, quantised: bool, device: torch.device) -> OnnxNetwork:
    """Opens the ONNX file of a backbone's network, from the cache or made now.

    Raises:
        EngineError: why it cannot be made or run.
    """
    require()
    last: EngineError | None = None
    for _ in range(2):  # a file of the cache may be damaged: then it is made again, once
        path = _cached(network, quantised)
        try:
            graph = OnnxGraph(path, device)
        except (ModelCorrupt, ModelUnsupportedLayout) as exc:
            network.cache.drop(path)
            last = exc
        else:
            # In int8 all activations of a run share their scales: a pixel's label must not depend
            # on the windows that happen to be in its batch.
            return OnnxNetwork(graph, _head_alone(network), device, singly=quantised)
    raise last if last is not None else ModelCorrupt("The ONNX model cannot be made.")


def is_made(network: Network, quantised: bool) -> bool:
    """Whether the file need not be made first."""
    return network.cache.holds(_key(network, quantised))


def _key(network: Network, quantised: bool) -> str:
    """Distinguishes files of networks; heads do not matter."""
    made_by = (*network.identity, torch.__version__, version(), EXPORT_FORMAT)
    return key_of(*made_by, options()) if quantised else key_of(*made_by)


def _cached(network: Network, quantised: bool) -> Path:
    key = _key(network, quantised)
    make = functools.partial(_quantise if quantised else _export, network)
    try:
        return network.cache.get(key, make)
    except OSError as exc:
        if isinstance(exc, EngineError):
            raise
        raise from_os_error(exc, network.cache.folder / key) from exc


def _export(network: Network, path: Path) -> None:
    made_by, bands = network.backbone, len(network.head.request.numbers)
    module = network.classifier.network.cpu()  # a reference on a GPU has finished
    write_onnx(
        module,
        path,
        bands=bands,
        side_px=made_by.window_px or check_side(made_by.multiple_px),
        multiple_px=made_by.multiple_px,
        outputs=[f"part_{number}" for number in range(1, len(network.channels) + 1)],
    )
    cpu = torch.device("cpu")
    verify_parts(
        module,
        OnnxNetwork(OnnxGraph(path, cpu), _head_alone(network), cpu).parts,
        bands=bands,
        window_px=made_by.window_px,
        multiple_px=made_by.multiple_px,
    )


def _quantise(network: Network, path: Path) -> None:
    open_network(network, False, torch.device("cpu"))  # makes it, or makes it again if damaged
    quantise(_cached(network, False), path)


def _head_alone(network: Network) -> DenseClassifier:
    return DenseClassifier(nn.Identity(), network.channels, network.head.scores)
