"""A tiny vision transformer as a backbone, a smooth scene for it, and heads that need no labels."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import torch
from torch import nn

from engine.backends.network import Network
from engine.backends.onnx_cache import OnnxCache
from engine.backends.onnx_network import OnnxNetwork, open_network
from engine.bands.plan import BandPlan, BandRequest, plan_all_usable
from engine.context import Context
from engine.folders import onnx_folder
from engine.heads.dense import DenseClassifier
from engine.heads.head_file import Head, head_to_bytes
from engine.heads.linear import LinearHead
from engine.models import registry
from engine.models.transformer import Block, resized_positions
from engine.scene import Scene
from engine.tasks.registry import run_task
from engine.tasks.result import Result

from .weights import seeded

BANDS, WINDOW_PX, OVERLAP_PX, PATCH_PX, DIM, SPECTRAL = 12, 32, 8, 4, 32, 16
CENTRES_NM = tuple(450.0 + 40 * number for number in range(BANDS))
REQUEST = BandRequest(CENTRES_NM, (12.0,) * BANDS, None, tuple(range(1, BANDS + 1)), BANDS)
COLOURS = ("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728")


class TinyVit(nn.Module):
    """Channels for every pixel from a 1 x 1 convolution, and tokens on a grid of patches."""

    def __init__(self, bands: int) -> None:
        super().__init__()
        self.spectral = nn.Conv2d(bands, SPECTRAL, 1)
        self.patch = nn.Conv2d(SPECTRAL, DIM, PATCH_PX, PATCH_PX)
        self.first = nn.Parameter(torch.zeros(1, 1, DIM))
        self.positions = nn.Parameter(torch.zeros(1, (WINDOW_PX // PATCH_PX) ** 2, DIM))
        self.blocks = nn.ModuleList(Block(DIM, 4) for _ in range(2))
        self.norm = nn.LayerNorm(DIM)

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> tuple[torch.Tensor, ...]:
        scaled = torch.where(valid[:, None], (values - 0.3) / 0.1, 0.0)
        pixels = self.spectral(scaled)
        tokens = self.patch(pixels)
        batch, dim, rows, cols = tokens.shape
        tokens = tokens.flatten(2).transpose(1, 2)
        tokens = tokens + resized_positions(self.positions, rows, cols)
        tokens = torch.cat([self.first.expand(batch, -1, -1), tokens], dim=1)
        for block in self.blocks:
            tokens = block(tokens)
        tokens = self.norm(tokens)[:, 1:].transpose(1, 2)
        return pixels, tokens.reshape(batch, dim, rows, cols)


class TinyBackbone:
    """See ``engine.models.backbone.Backbone``."""

    id = "tiny-vit"
    adapter_tensors = ("spectral", "patch")
    hash = hashlib.sha256(b"tiny-vit").hexdigest()
    options: Mapping[str, Any] = {"blocks": 1}
    halo_px = 0
    overlap_px = OVERLAP_PX
    window_px: int | None = WINDOW_PX
    multiple_px = PATCH_PX

    def plan(self, scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
        return plan_all_usable(scene, bands_text)

    def channels(self, request: BandRequest) -> tuple[int, ...]:
        return SPECTRAL, DIM

    def network(self, request: BandRequest) -> nn.Module:
        network = TinyVit(len(request.numbers))
        network.load_state_dict(seeded(network.state_dict()))
        return network.eval()


def head_of(backbone: Any, classes: int = 4, seed: int = 3) -> Head:
    """A head of random weights."""
    rng = np.random.default_rng(seed)
    weight = rng.normal(size=(classes, sum(backbone.channels(REQUEST)))).astype(np.float32)
    return Head(
        LinearHead(weight, rng.normal(size=classes).astype(np.float32), 1.3),
        tuple(
            {"value": 2 * n + 1, "name": f"class {n}", "color": COLOURS[n]} for n in range(classes)
        ),
        backbone.id,
        backbone.hash,
        REQUEST,
        "L2A",
        options=dict(backbone.options),
    )


def write_head(path: Path, backbone: Any, seed: int = 3) -> Path:
    path.write_bytes(head_to_bytes(head_of(backbone, seed=seed)))
    return path


def network_of(backbone: Any, cache: OnnxCache, seed: int = 3) -> Network:
    """What the backends of a head compute."""
    head = head_of(backbone, seed=seed)
    classifier = DenseClassifier(backbone.network(REQUEST), backbone.channels(REQUEST), head.scores)
    return Network(classifier, head, backbone, cache)


def write_scene(path: Path, rows: int = 120, cols: int = 150) -> Path:
    """A GeoTIFF of smooth spectra whose bands have wavelengths; 0 is nodata, in one corner."""
    row, col = np.mgrid[:rows, :cols]
    rng = np.random.default_rng(5)
    abundances = np.stack(
        [np.sin(row / a + 1) * np.cos(col / b) for a, b in ((9, 14), (17, 8), (6, 25), (30, 11))]
    )
    spectra = rng.normal(size=(BANDS, len(abundances)))
    cube = 3000 + 500 * np.tensordot(spectra, abundances, 1)
    cube += 100 * rng.normal(size=(BANDS, rows, cols))
    made = cube.clip(1, 10_000).astype(np.uint16)
    made[:, :10, :13] = 0
    profile = {
        "driver": "GTiff",
        "width": cols,
        "height": rows,
        "count": BANDS,
        "dtype": "uint16",
        "nodata": 0,
        "crs": "EPSG:32633",
        "transform": rasterio.Affine(30, 0, 400_000, 0, -30, 5_800_000),
    }
    with rasterio.open(path, "w", **profile) as file:
        file.write(made)
        for number, centre in enumerate(CENTRES_NM, start=1):
            file.update_tags(number, wavelength=centre, wavelength_units="nm", fwhm=12.0)
    return path


@dataclass(frozen=True)
class Tiny:
    """What ``make_tiny`` made.

    Attributes:
        folder: of everything; ``folder / "data"`` is the user's folder.
        scene, head: files.
        exported: what the task ``export`` said of ``folder / "tiny.onnx"``.
        network: what the backends of the head compute.
        onnx: its backbone by ONNX Runtime.
    """

    folder: Path
    scene: Path
    head: Path
    exported: Result
    network: Network
    onnx: OnnxNetwork


def make_tiny(folder: Path) -> Tiny:
    """Writes a scene and a head, exports it, and fills the cache of ONNX files."""
    with pytest.MonkeyPatch.context() as patch:
        use_tiny(patch, folder / "data")
        scene = write_scene(folder / "scene.tif")
        head = write_head(folder / "tiny.hsfm", TinyBackbone())
        exported = run_task("export", {"head": head, "out": folder / "tiny.onnx"}, Context())
        network = network_of(TinyBackbone(), OnnxCache(onnx_folder()))
        onnx = open_network(network, False, torch.device("cpu"))
    return Tiny(folder, scene, head, exported, network, onnx)


def use_tiny(patch: pytest.MonkeyPatch, user_data: Path) -> None:
    """Makes the tiny transformer a backbone of the engine, and a folder that of the user."""
    known = registry.builtin()
    patch.setattr(registry, "builtin", lambda: {**known, "tiny-vit": TinyBackbone})
    patch.setenv("XDG_DATA_HOME", str(user_data))
    patch.setenv("LOCALAPPDATA", str(user_data))
