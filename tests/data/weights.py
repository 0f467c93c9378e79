"""Checkpoint files in the layouts in which models are published, with made-up numbers.

``filled`` follows the deterministic fill of the golden vectors: no random generator, so that
anybody can make the same numbers.
"""

from __future__ import annotations

import argparse
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

Tensors = Mapping[str, torch.Tensor]


def filled(shapes: Tensors) -> OrderedDict[str, torch.Tensor]:
    """Tensors of the same names, shapes and types, filled by a sine of place and name's rank."""
    made: OrderedDict[str, torch.Tensor] = OrderedDict()
    for rank, name in enumerate(sorted(shapes)):
        like = shapes[name]
        if not like.is_floating_point():
            made[name] = torch.zeros_like(like)
            continue
        place = np.arange(like.numel(), dtype=np.float64)
        wave = np.sin(1.3 * (rank + 1) + 2.399963 * place)
        if name.endswith("running_var"):
            values = 1 + 0.5 * np.abs(wave)
        elif name.endswith("running_mean"):
            values = 0.1 * wave
        elif any(word in name for word in ("pos_embed", "cls_token", "mask_token")):
            values = 0.02 * wave
        elif like.ndim >= 2:
            values = wave / np.sqrt(like.numel() / like.shape[0])
        elif name.endswith(("weight", "scale")):
            values = 1 + 0.1 * wave
        else:
            values = 0.05 * wave
        made[name] = torch.from_numpy(values.astype(np.float32)).reshape(like.shape)
    return made


def probe(bands: int, rows: int, cols: int) -> torch.Tensor:
    """The input of the golden vectors: ``(1, bands, rows, cols)``, float32."""
    band = np.arange(bands)[:, None, None]
    row, col = np.arange(rows)[:, None], np.arange(cols)
    values = np.sin(0.05 * band + 0.10 * row + 0.07 * col)
    return torch.from_numpy(values.astype(np.float32))[None]


def seeded(shapes: Tensors, seed: int = 0) -> OrderedDict[str, torch.Tensor]:
    """Tensors of the same names and shapes with small random values, for runs that need no skill.

    Variances and scales stay near 1, so that activations neither vanish nor explode.
    """
    generator = torch.Generator().manual_seed(seed)
    made: OrderedDict[str, torch.Tensor] = OrderedDict()
    for name in sorted(shapes):
        like = shapes[name]
        is_scale = name.endswith("running_var") or (like.ndim == 1 and name.endswith("weight"))
        if is_scale or not like.is_floating_point():
            made[name] = torch.ones_like(like)
        elif like.ndim == 1:
            made[name] = torch.zeros_like(like)
        else:
            spread = (like.numel() / like.shape[0]) ** -0.5
            made[name] = torch.randn(like.shape, generator=generator) * spread
    return made


def write_checkpoint(
    path: Path,
    tensors: Tensors,
    *,
    container: str = "",
    prefix: str = "",
    optimizer: bool = False,
    namespace: bool = False,
) -> Path:
    """Writes a PyTorch file as training scripts leave them behind.

    Args:
        path: of the file.
        tensors: the weights.
        container: the entry that holds them, such as ``model``; empty for a flat mapping.
        prefix: put before every key, such as ``module.``.
        optimizer: whether the optimizer's tensors lie beside them; needs a container.
        namespace: whether the training's ``argparse.Namespace`` does; needs a container.
    """
    renamed = OrderedDict((f"{prefix}{name}", tensor) for name, tensor in tensors.items())
    made: Any = renamed
    if container:
        made = {container: renamed, "epoch": 1599}
        if optimizer:
            state = {0: {"step": torch.tensor(3.0), "exp_avg": torch.zeros(8)}}
            made["optimizer"] = {"state": state, "param_groups": [{"lr": 1e-3, "params": [0]}]}
        if namespace:
            made["args"] = argparse.Namespace(model="vit", lr=1e-3, output_dir="out")
    torch.save(made, path)
    return path
