"""Pure spectra as the bands of a sensor, and the bundled encoder's public functions over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from engine.bands.plan import BandPlan, BandRequest
from engine.pretrain.pool import Pool
from engine.pretrain.sensors import Sensor
from engine.pretrain.wavelengths import WAVELENGTH_NM
from engine.scene import Band, BandTable, Grid, Scene

MODEL = "hsfm-spectral"
FWHM_PER_SIGMA = 2.3548200450309493
READOUT, PHOTONS, REFERENCE = 0.35, 0.65, 0.3
"""Noise is given at a reflectance of 0.3; a third of its variance is read-out, as in
``engine.simulate.sensor``."""

FloatArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Eye:
    """The bands of a sensor that the encoder's grid takes something from.

    Attributes:
        name: of the sensor.
        centres_nm, widths_nm: ``(bands,)``.
        response: ``(bands, wavelengths)``, rows sum to 1.
        noise: ``(bands,)``, standard deviation at a reflectance of 0.3.
    """

    name: str
    centres_nm: FloatArray
    widths_nm: FloatArray
    response: FloatArray
    noise: FloatArray

    def request(self, keep: BoolArray | None = None) -> BandRequest:
        """What a plan over a scene of these bands would ask for."""
        chosen = np.arange(len(self.centres_nm)) if keep is None else np.flatnonzero(keep)
        return BandRequest(
            tuple(float(self.centres_nm[n]) for n in chosen),
            tuple(float(self.widths_nm[n]) for n in chosen),
            None,
            tuple(int(n) + 1 for n in chosen),
            len(self.centres_nm),
        )

    def see(self, pool: Pool) -> tuple[FloatArray, BoolArray]:
        """Reflectance ``(spectra, bands)`` without noise, and which of it is known."""
        known = np.isfinite(pool.spectra)
        lost = (~known).astype(np.float32) @ self.response.T
        return np.where(known, pool.spectra, 0).astype(np.float32) @ self.response.T, lost < 0.01


def eye(sensor: Sensor) -> Eye:
    """Takes a sensor of pretraining; widths are read from its response."""
    used = (sensor.to_grid != 0).any(0).numpy()
    centres = sensor.centre_nm.numpy().astype(np.float64)[used]
    response = sensor.response.numpy()[used]
    away = WAVELENGTH_NM[None, :] - centres[:, None]
    widths = FWHM_PER_SIGMA * np.sqrt((response * away**2).sum(1))
    made = (centres, widths, response, sensor.noise.numpy()[used])
    return Eye(sensor.name, *(each.astype(np.float32) for each in made))


def noisy(values: FloatArray, noise: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Adds a sensor's noise to ``(pixels, bands)``."""
    photons = np.sqrt(READOUT + PHOTONS / REFERENCE * np.maximum(values, 0))
    drawn = rng.standard_normal(values.shape, dtype=np.float32)
    return (values + noise * photons * drawn).astype(np.float32)


def run(network: torch.nn.Module, values: FloatArray) -> Any:
    """Runs a module of a scene over ``(pixels, bands)``; its answer is that of an image."""
    image = torch.from_numpy(np.ascontiguousarray(values.T))[None, :, :, None]
    with torch.inference_mode():
        return network(image, torch.ones(1, len(values), 1, dtype=torch.bool))


def column(found: torch.Tensor) -> npt.NDArray[Any]:
    """``(1, channels, pixels, 1)`` to ``(pixels, channels)``, ``(1, pixels, 1)`` to pixels."""
    if found.ndim == 3:
        return found[0, :, 0].numpy()
    return np.ascontiguousarray(found[0, :, :, 0].T.numpy())


def groups_of(known: BoolArray) -> Iterator[tuple[npt.NDArray[np.intp], BoolArray]]:
    """Rows that share which bands are known, and these bands."""
    patterns, which = np.unique(known, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        yield np.flatnonzero(which.reshape(-1) == number), pattern


def scene_of(seen_by: Eye) -> Scene:
    """A scene of a sensor's bands without pixels, for planning."""
    bands = tuple(
        Band(number, float(centre), float(width))
        for number, (centre, width) in enumerate(
            zip(seen_by.centres_nm, seen_by.widths_nm), start=1
        )
    )
    none: Any = None
    return Scene(
        Path(seen_by.name), Path(seen_by.name), seen_by.name, "L2A", seen_by.name, "",
        Grid(1, 1, (30.0, 0.0, 0.0, 0.0, -30.0, 0.0), None), BandTable(bands),
        np.ones(len(bands)), np.zeros(len(bands)), "", "float32", None, (1, 1), "band", none, "",
    )  # fmt: skip


def planned(plan: BandPlan, values: FloatArray) -> FloatArray:
    """What a plan makes of all bands of a scene, ``(pixels, bands)``."""
    read = values[:, [number - 1 for number in plan.read]]
    return read if plan.weights is None else (read @ plan.weights.T).astype(np.float32)


def spread(
    units: npt.NDArray[Any], measure: Callable[[npt.NDArray[np.intp]], float], repeats: int = 300
) -> float:
    """Standard deviation of a measure when whole units are drawn anew.

    Args:
        units: which unit (polygon, sample) each row belongs to.
        measure: of rows, given by their places.
        repeats: how often.

    Source: Efron and Tibshirani (1993), "An introduction to the bootstrap", chapter 6.
    """
    rng = np.random.default_rng(0)
    order = np.argsort(units, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(units[order])) + 1)
    found = [
        measure(np.concatenate([parts[n] for n in rng.integers(0, len(parts), len(parts))]))
        for _ in range(repeats)
    ]
    return float(np.std(found))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in markdown; the first column is text, the others are numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def percent(share: float) -> str:
    """A share as ``12.3``."""
    return f"{100 * share:.1f}"
