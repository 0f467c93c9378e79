"""Computes with PyTorch, on any of its devices and in any of its precisions."""

from __future__ import annotations

from contextlib import nullcontext

import torch

from ..heads.dense import DenseClassifier

PRECISIONS = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}


class TorchBackend:
    """A ``heads.linear.Probabilities``."""

    def __init__(
        self, classifier: DenseClassifier, device: torch.device, precision: str = "fp32"
    ) -> None:
        """Moves the weights to the device.

        Args:
            classifier: the network with its head.
            device: where the batches are.
            precision: one of ``PRECISIONS``: what the network computes in; the head's scores are
                always float32.
        """
        self._classifier = classifier.to(device)
        self._device = device
        self._dtype = PRECISIONS[precision]

    def __call__(self, values: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        lower = self._dtype != torch.float32
        scope = torch.autocast(self._device.type, self._dtype) if lower else nullcontext()
        with torch.inference_mode():
            with scope:
                parts = self._classifier.network(values, valid)
            return self._classifier.score(parts, values.shape[-2], values.shape[-1])
