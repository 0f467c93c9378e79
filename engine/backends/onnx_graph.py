"""Runs the graph of an ONNX file, on the CPU or on CUDA devices."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from .onnx_session import CPU, named_errors, open_session

Shapes = tuple[tuple[int, ...], ...]


class OnnxGraph:
    """A graph that is fed with one tensor.

    Attributes:
        path: of the file.
        providers: what computes, such as ``CPUExecutionProvider``, the preferred one first.
        inputs, outputs: what ONNX Runtime tells of them: ``name``, ``type`` and ``shape``.
    """

    def __init__(self, path: Path, device: torch.device) -> None:
        """Opens the file.

        Args:
            path: of the model, written here or checked by ``onnx_file.read_graph``.
            device: where tensors come from and go to; see ``onnx_session.open_session``.

        Raises:
            DependencyMissing, DeviceOutOfMemory, ModelCorrupt, ModelUnsupportedLayout: as
                ``open_session``.
        """
        self.path = path
        self._device = device
        self._session = open_session(path, device)
        self.providers: list[str] = self._session.get_providers()
        self.inputs: list[Any] = self._session.get_inputs()
        self.outputs: list[Any] = self._session.get_outputs()
        self._stays = device.type == "cuda" and self.providers[0] != CPU
        self._shapes: dict[tuple[Any, ...], Shapes] = {}

    def run(self, fed: torch.Tensor, into: str, wanted: Sequence[str]) -> list[torch.Tensor]:
        """Computes outputs; on CUDA, values stay on the device.

        Args:
            fed: the input, contiguous.
            into: its name.
            wanted: the names of the outputs.

        Raises:
            DeviceOutOfMemory, ModelUnsupportedLayout: as ``onnx_session.named_errors``.
        """
        key = (tuple(fed.shape), *wanted)
        with named_errors(self.path, self._device):
            if self._stays and key in self._shapes:
                return self._run_in_place(fed, into, wanted, self._shapes[key])
            made = self._session.run(list(wanted), {into: fed.cpu().numpy()})
        if all(array.dtype == np.float32 for array in made):
            self._shapes[key] = tuple(array.shape for array in made)
        return [torch.from_numpy(np.ascontiguousarray(array)).to(self._device) for array in made]

    def _run_in_place(
        self, fed: torch.Tensor, into: str, wanted: Sequence[str], shapes: Shapes
    ) -> list[torch.Tensor]:
        """Computes outputs of shapes that an earlier run has told: the graph may not tell them."""
        made = [torch.empty(shape, device=fed.device) for shape in shapes]
        binding = self._session.io_binding()
        where = {"device_type": fed.device.type, "device_id": fed.device.index or 0}
        binding.bind_input(
            into,
            element_type=np.float16 if fed.dtype == torch.float16 else np.float32,
            shape=tuple(fed.shape),
            buffer_ptr=fed.data_ptr(),
            **where,
        )
        for name, tensor in zip(wanted, made):
            binding.bind_output(
                name,
                element_type=np.float32,
                shape=tuple(tensor.shape),
                buffer_ptr=tensor.data_ptr(),
                **where,
            )
        if fed.device.type == "cuda":  # ONNX Runtime computes in a stream of its own
            torch.cuda.current_stream(fed.device).synchronize()
        self._session.run_with_iobinding(binding)
        binding.synchronize_outputs()
        return made
