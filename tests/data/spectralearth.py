"""SpectralEarth networks with made-up weights, and the numbers that the authors' code gives.

Golden numbers: specs/models.md, section 5.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from engine.models.installed import WEIGHTS, Installed
from engine.models.spectralearth.network import build

from .weights import filled, seeded

VIT_S = {"dim": 384, "depth": 12, "heads": 6, "hidden": 1536, "patch": 4, "side": 32}
SMALL = {"dim": 64, "depth": 4, "heads": 1, "hidden": 128, "patch": 4, "side": 4}
RN50: dict[str, Any] = {}

TOKENS = (0.000248, 1.005703, [-1.54705, 0.40552, 1.24674, -1.19428], 0.27606)
"""Golden numbers of the dense tokens of ViT-S, ``(1, 1024, 384)``."""


def assert_golden(
    made: torch.Tensor, mean: float, std: float, first: list[float], last: float
) -> None:
    """Compares a tensor with its mean, its spread, its first four values and its last one."""
    assert float(made.mean()) == pytest.approx(mean, abs=1e-4)
    assert float(made.std()) == pytest.approx(std, abs=1e-4)
    values = made.flatten()
    assert values[:4].tolist() == pytest.approx(first, abs=1e-3)
    assert float(values[-1]) == pytest.approx(last, abs=1e-3)


def loaded(network: torch.nn.Module, fill: Callable[[Any], Any] = filled) -> Any:
    """The network with made-up weights, loaded as those of a file are."""
    network.load_state_dict(fill(network.state_dict()), strict=True)
    return network.eval()


def without_numbers(config: Mapping[str, Any]) -> torch.nn.Module:
    """A network of any size that takes no memory."""
    with torch.device("meta"):
        return build(config)


def install(folder: Path, config: dict[str, Any]) -> Installed:
    """An installed network with random weights."""
    save_file(seeded(build(config).state_dict()), folder / WEIGHTS)
    data = (folder / WEIGHTS).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return Installed("small", "spectralearth", "x", config, digest, len(data), folder)
