"""A cover model whose answers can be worked out by hand, and a scene for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import rasterio
import torch
from affine import Affine
from torch import nn

from engine.bands.plan import BandPlan, BandRequest
from engine.models.any_bands import plan_by_wavelength
from engine.models.cover_model import COVERS, TRAITS, Readings, TraitReadings
from engine.scene.scene import Scene

STD = 0.3
RED_NM, NIR_NM = 665.0, 865.0
WATER, LOW, SOIL = 0, 3, 5
"""Indices of the covers that it knows."""

BRIGHTEST = 0.9
"""A pixel above it in near infrared is unlike all others."""


class _Reader(nn.Module):
    def __init__(self, request: BandRequest) -> None:
        super().__init__()
        centres = torch.tensor(request.centres_nm)
        self.red, self.nir = (int((centres - at).abs().argmin()) for at in (RED_NM, NIR_NM))

    def shares(self, values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        red, nir = values[:, self.red], values[:, self.nir]
        return ((nir - red) / (nir + red).clamp_min(1e-6)).clamp(0, 1), nir


class FakeCovers(_Reader):
    """Low vegetation by NDVI; the rest is water below 0.05 in near infrared, otherwise soil."""

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> Readings:
        ndvi, nir = self.shares(values)
        fractions = torch.zeros(len(values), len(COVERS), *values.shape[-2:])
        fractions[:, LOW] = ndvi
        fractions[:, WATER] = (1 - ndvi) * (nir < 0.05)
        fractions[:, SOIL] = (1 - ndvi) * (nir >= 0.05)
        return Readings(fractions, torch.full_like(fractions, STD), 2.0 * (nir > BRIGHTEST))


class FakeTraits(_Reader):
    """Every trait is NDVI on its range; soil moisture is never known, others from 0.5 on."""

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> TraitReadings:
        ndvi, _ = self.shares(values)
        low, high = (torch.tensor([getattr(t, end) for t in TRAITS]) for end in ("low", "high"))
        low, high = low[:, None, None], high[:, None, None]
        made = low + ndvi.unsqueeze(1) * (high - low)
        inside = (ndvi.unsqueeze(1) >= 0.5).repeat(1, len(TRAITS), 1, 1)
        inside[:, -1] = False
        return TraitReadings(made, torch.full_like(made, STD) * (high - low), inside)


class FakeCoverModel:
    """See ``models.cover_model.CoverModel``."""

    def __init__(self, name: str = "fake") -> None:
        self.id = name
        self.hash = "0" * 64

    def plan(self, scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
        return plan_by_wavelength(scene, bands_text, f"the cover model {self.id}")

    def covers(self, request: BandRequest) -> nn.Module:
        return FakeCovers(request).eval()

    def traits(self, request: BandRequest) -> nn.Module:
        return FakeTraits(request).eval()


CENTRES_NM = (480, 560, 665, 700, 740, 780, 865, 1000, 1250, 1650, 2000, 2200)
SIDE = 64


def cover_cube() -> npt.NDArray[np.float32]:
    """Reflectance ``(bands, SIDE, SIDE)``: four quarters of 32 x 32, two rows without values.

    Water, pure low vegetation; soil with an NDVI of 0.25; and half soil, half vegetation, which
    nobody can name. One pixel of the vegetation is too bright, rows 30 and 31 are NaN.
    """
    red, nir = np.full((SIDE, SIDE), 0.02, np.float32), np.full((SIDE, SIDE), 0.02, np.float32)
    red[:32, 32:], nir[:32, 32:] = 0.0, 0.5
    red[32:, :32], nir[32:, :32] = 0.15, 0.25
    red[32:, 32:], nir[32:, 32:] = 0.1, 0.3
    nir[2, 40] = 0.95
    cube = np.where((np.array(CENTRES_NM) < 720)[:, None, None], red, nir).astype(np.float32)
    cube[:, 30:32] = np.nan
    return cube


def cover_scene(path: Path, *, wavelengths: bool = True) -> Path:
    """A GeoTIFF of ``cover_cube``."""
    profile = {"driver": "GTiff", "count": len(CENTRES_NM), "height": SIDE, "width": SIDE}
    place = {"crs": "EPSG:32633", "transform": Affine(30, 0, 4e5, 0, -30, 5.8e6)}
    tiles = {"tiled": True, "blockxsize": 16, "blockysize": 16}
    kind = {"dtype": "float32", "nodata": float("nan")}
    with rasterio.open(path, "w", **profile, **place, **tiles, **kind) as file:
        file.write(cover_cube())
        for number, centre in enumerate(CENTRES_NM, start=1):
            if wavelengths:
                file.update_tags(number, wavelength=centre, fwhm=20, wavelength_units="Nanometers")
    return path
