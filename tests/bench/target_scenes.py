"""Scenes in memory for ``bench_targets``, and targets planted into them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from engine.bands.plan import plan_all_usable
from engine.context import Context
from engine.libraries.on_bands import on_bands
from engine.libraries.spectrum import LibrarySpectrum
from engine.scene import Band, BandTable, Grid, Scene
from engine.scene.opening import open_scene
from engine.stream.area import Area
from engine.stream.loop import stream_batches

from ..engine.conftest import UTM, ArraySource

CPU = torch.device("cpu")
PLANTED_SHARE = 0.005
GROUPS = ("plastic", "manmade_paint_pigment", "manmade_roof", "manmade_fabric", "rock_mineral")
LIBRARY_FROM_NM = 405.0
"""The spectra that are planted begin at 400 nm."""

BAND_ERROR, SMOOTH_ERROR, BRIGHTNESS = 0.02, 0.04, 0.2


def array_scene(cube: np.ndarray, valid: np.ndarray, bands: BandTable, name: str) -> Scene:
    """A scene of reflectance ``(bands, rows, cols)`` in memory."""
    count, height, width = cube.shape
    return Scene(
        path=Path(name),
        cube=Path(name),
        sensor="",
        level="L2A",
        product=name,
        acquired="",
        grid=Grid(height, width, UTM, None),
        bands=bands,
        gain=np.ones(count),
        offset=np.zeros(count),
        scale_origin="bench",
        dtype="float32",
        nodata=None,
        block=(64, width),
        interleave="band",
        source=ArraySource(cube, valid),
        fingerprint="",
    )


def in_memory(path: Path) -> Scene:
    """The usable bands of a scene, as reflectance in memory."""
    scene = open_scene(str(path))
    plan, _ = plan_all_usable(scene)
    cube = np.zeros((plan.out_bands, scene.grid.height, scene.grid.width), np.float32)
    valid = np.zeros(cube.shape[1:], bool)
    area = Area.whole(scene.grid)
    for batch in stream_batches(scene, plan, device=CPU, context=Context(), phase="map", area=area):
        for values, ok, window in zip(batch.values, batch.valid, batch.windows):
            rows, cols = window.slices()
            cube[:, rows, cols], valid[rows, cols] = values.numpy(), ok.numpy()
    kept = [replace(scene.bands.bands[n - 1], number=k + 1) for k, n in enumerate(plan.read)]
    return array_scene(cube, valid, BandTable(tuple(kept)), scene.product)


def muufl_scene(file: Path) -> tuple[Scene, np.ndarray]:
    """The part of MUUFL with targets, and where those are."""
    from scipy.io import loadmat

    data = loadmat(file, squeeze_me=True)
    kept = data["wavelengths"] > LIBRARY_FROM_NM
    cube = np.moveaxis(data["hsi_sub"][:, :, kept], -1, 0).astype(np.float32)
    bands = tuple(Band(n + 1, float(nm), 9.5) for n, nm in enumerate(data["wavelengths"][kept]))
    valid = np.ones(cube.shape[1:], bool)
    return array_scene(cube, valid, BandTable(bands), "MUUFL"), data["gtImg_sub"] > 0


def materials(file: Path, count: int, seed: int) -> list[LibrarySpectrum]:
    """Spectra of man-made materials and minerals, of every group the same number."""
    data = np.load(file)
    whole = np.isfinite(data["reflectance"]).all(axis=1)
    rng = np.random.default_rng(seed)
    nm = data["wavelength_nm"].astype(float)
    found = []
    for group in GROUPS:
        rows = np.flatnonzero((data["group"] == group) & whole)
        for row in rng.choice(rows, min(count, len(rows)), replace=False):
            values = data["reflectance"][row].astype(float)
            found.append(LibrarySpectrum(str(data["name"][row]), nm, values, None, "speclib"))
    return found


def planted(
    scene: Scene, spectrum: LibrarySpectrum, fraction: float, off: bool, rng: np.random.Generator
) -> tuple[Scene, np.ndarray]:
    """A copy of a scene with targets in some pixels, and which."""
    plan, request = plan_all_usable(scene)
    true = on_bands(spectrum, scene, plan)
    if off:
        nm = np.array(request.centres_nm)
        knots = np.linspace(nm.min(), nm.max(), 12)
        true = true * (1 + np.interp(nm, knots, SMOOTH_ERROR * rng.normal(size=12)))
        true = true * (1 + BAND_ERROR * rng.normal(size=len(nm)))
    cube = scene.source.cube.copy()  # type: ignore[attr-defined]
    valid = scene.source.valid  # type: ignore[attr-defined]
    places = np.flatnonzero(valid)
    chosen = rng.choice(places, max(20, round(PLANTED_SHARE * len(places))), replace=False)
    rows, cols = np.unravel_index(chosen, valid.shape)
    bright = rng.uniform(1 - BRIGHTNESS, 1 + BRIGHTNESS, len(chosen))
    index = [number - 1 for number in plan.read]
    part = (1 - fraction) * cube[:, rows, cols]
    part[index] += fraction * true[:, None] * bright
    cube[:, rows, cols] = part
    mask = np.zeros(valid.shape, bool)
    mask[rows, cols] = True
    return array_scene(cube, valid, scene.bands, scene.product), mask
