"""The four public anomaly scenes, scenes with planted objects, and how well scores find them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch

from engine.context import Context
from engine.detect.detector import ROLE, SceneRun, detector_named
from engine.parameters import ANOMALY
from engine.scene import Scene, Window
from engine.stream.area import Area

FOUR = {
    "airport-2": "abu-airport-2",
    "beach-2": "abu-beach-2",
    "urban-3": "abu-urban-3",
    "HYDICE urban": "hydice_urban_175b",
}


class Truth(NamedTuple):
    """A cube ``(rows, cols, bands)`` and where its anomalies are ``(rows, cols)``."""

    name: str
    cube: npt.NDArray[np.float64]
    anomalies: npt.NDArray[np.bool_]


def public_scenes(folder: Path) -> Iterator[Truth]:
    """Reads the scenes below ``folder``, the folder of shared data."""
    from scipy.io import loadmat

    for name, file in FOUR.items():
        data = loadmat(folder / "anomaly" / f"{file}.mat")
        yield Truth(name, data["data"].astype(np.float64), data["map"] > 0)


class Kept:
    """A sink that keeps the scores."""

    def __init__(self, rows: int, cols: int) -> None:
        self.scores = np.full((rows, cols), np.nan, np.float32)

    def write(self, window: Window, outputs: Any) -> None:
        self.scores[window.slices()] = outputs[ROLE]


def bands_first(cube: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.float32]:
    """What ``make_scene`` takes: ``(bands, rows, cols)``."""
    return np.ascontiguousarray(cube.transpose(2, 0, 1), dtype=np.float32)


def score(
    name: str, scene: Scene, plan: Any, *, memory_mib: int = 512, **values: Any
) -> npt.NDArray[np.float32]:
    """Runs a detector by its name over a scene with the defaults of its settings."""
    area = Area.whole(scene.grid)
    settings = {parameter.name: parameter.default for parameter in ANOMALY.parameters} | values
    run = SceneRun(scene, plan, area, torch.device("cpu"), Context(), memory_mib, settings)
    kept = Kept(scene.grid.height, scene.grid.width)
    detector_named(name).detect(run, kept)
    return kept.scores


def area_under_curve(scores: npt.NDArray[Any], anomalies: npt.NDArray[np.bool_]) -> float:
    """ROC-AUC over the pixels that have a score."""
    from sklearn.metrics import roc_auc_score

    known = np.isfinite(scores)
    return float(roc_auc_score(anomalies[known], scores[known]))


def two_grounds(
    rng: np.random.Generator, rows: int = 96, cols: int = 96, bands: int = 40
) -> npt.NDArray[np.float64]:
    """Textured land, and from a wavy shore on dark, even water: ``(rows, cols, bands)``."""
    from scipy.ndimage import gaussian_filter

    base = np.linspace(0, np.pi, bands)
    shapes = np.stack([1 + np.sin(base), 1 + np.cos(base), np.sin(2 * base) + 1.2, base / 2 + 0.3])
    pad = 12  # smoothed noise is stronger at its edges, which are cut off
    wide = (rows + 2 * pad, cols + 2 * pad)
    amounts = np.stack([gaussian_filter(rng.normal(size=wide), 3) for _ in shapes], -1)
    amounts = amounts[pad:-pad, pad:-pad]
    amounts = np.exp(2 * amounts / amounts.std((0, 1)) / 3)
    land = 600 * amounts @ shapes
    water = 150 * np.exp(-base)
    shore = cols // 2 + 6 * np.sin(np.arange(rows) / 9)
    wet = np.arange(cols)[None, :] > shore[:, None]
    cube = np.where(wet[..., None], water, land)
    return cube + rng.normal(0, 12, cube.shape)


def plant(
    rng: np.random.Generator,
    cube: npt.NDArray[np.float64],
    count: int = 10,
    *,
    spectrum: npt.NDArray[np.float64] | None = None,
    first_col: int = 0,
) -> npt.NDArray[np.bool_]:
    """Puts objects of 1 to 12 pixels, 15 to 60 % of each, into a cube.

    Args:
        rng: where, and how much.
        cube: ``(rows, cols, bands)``; changed.
        count: of the objects.
        spectrum: of all of them; three new ones by turns if None.
        first_col: no object begins left of it.

    Returns:
        Where they are, ``(rows, cols)``.
    """
    rows, cols, bands = cube.shape
    made = np.zeros((rows, cols), bool)
    level = cube.mean()
    for number in range(count):
        new = level * (1 + 0.6 * np.sign(np.sin(np.arange(bands) / (1.5 + number % 3))))
        height, width = rng.integers(1, 4), rng.integers(1, 5)
        top, left = rng.integers(0, rows - height), rng.integers(first_col, cols - width)
        place = (slice(top, top + height), slice(left, left + width))
        part = rng.uniform(0.15, 0.6)
        cube[place] = (1 - part) * cube[place] + part * (new if spectrum is None else spectrum)
        made[place] = True
    return made
