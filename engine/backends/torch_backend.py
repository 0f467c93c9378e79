"""Computes with PyTorch, on any of its devices and in any of its precisions."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext

import torch
from torch import nn

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
        # Tensor cores take convolutions in lower precision with the channels innermost.
        self._layout = torch.contiguous_format
        if device.type == "cuda" and self._dtype != torch.float32 and _convolves(classifier):
            self._layout = torch.channels_last
            for module in classifier.network.modules():
                if isinstance(module, nn.Conv2d):
                    module.weight.data = module.weight.data.contiguous(
                        memory_format=torch.channels_last
                    )

    def __call__(self, values: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        return self.with_parts(values, valid)[1]

    def with_parts(
        self, values: torch.Tensor, valid: torch.Tensor
    ) -> tuple[Sequence[torch.Tensor], torch.Tensor]:
        """As ``heads.linear.Features``."""
        lower = self._dtype != torch.float32
        scope = torch.autocast(self._device.type, self._dtype) if lower else nullcontext()
        with torch.inference_mode():
            with scope:
                fed = values.contiguous(memory_format=self._layout)
                parts: Sequence[torch.Tensor] = self._classifier.network(fed, valid)
            rows, cols = values.shape[-2:]
            return parts, self._classifier.score(parts, rows, cols, valid)


def _convolves(classifier: DenseClassifier) -> bool:
    return any(isinstance(module, nn.Conv2d) for module in classifier.network.modules())
