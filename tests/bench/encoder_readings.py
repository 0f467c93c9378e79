"""Fractions and traits of the bundled encoder on simulated pixels that it was not trained on."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import torch

from engine.models.cover_model import COVERS, TRAITS, TraitReadings
from engine.models.hsfm.grid import GRID_NM
from engine.models.hsfm.network import (
    PLANTS,
    SOIL,
    TRAIT_OF_SOIL,
    CoverReader,
    Spectral,
    TraitReader,
)
from engine.pretrain.mixing import Mixer
from engine.pretrain.pool import Pool
from engine.pretrain.sensors import Sensor
from engine.pretrain.views import Disturbances, observe

from .encoder_spectra import column, percent, run, table

MIXTURES = 8192
NOISE_ALONE = replace(
    Disturbances(**dict.fromkeys((f.name for f in fields(Disturbances)), 0.0)),
    noise=Disturbances.noise,
)
VIEWS = {"noise": NOISE_ALONE, "all": Disturbances()}
"""What a sensor makes of the surfaces: its noise alone, and everything as in training."""

Numbers = npt.NDArray[np.float32]
Reader = TypeVar("Reader", bound=CoverReader)


def fractions(net: Spectral, held: Pool, sensor: Sensor, seed: int) -> str:
    """Errors of cover fractions, and whether their spread is right, on mixtures."""
    random = torch.Generator().manual_seed(seed)
    mixer = Mixer(held, [sensor])
    pixels = mixer.draw(MIXTURES, random)
    seen = mixer.seen(pixels, 0)
    reader = _on_grid(net, sensor, CoverReader)
    rows = [[cover.name] for cover in COVERS] + [["all"]]
    for how in VIEWS.values():
        view = observe(mixer.surface(pixels, 0), sensor, how, random)
        with torch.inference_mode():
            found, std = reader.read(net(view, seen))
        error = (found - pixels.fractions).numpy()
        ratio = np.abs(error) / std.numpy()
        for row, places in zip(rows, [*range(len(COVERS)), slice(None)]):
            e, r = error[:, places], ratio[:, places]
            row += [f"{np.sqrt(np.mean(e**2)):.3f}", percent((r <= 1).mean()),
                    percent((r <= 2).mean())]  # fmt: skip
    head = ["cover"]
    for name in VIEWS:
        head += [f"RMSE, {name}", "within 1 std", "within 2 std"]
    return (
        f"{MIXTURES} mixtures of held-out samples (which also set the scale of the spreads) seen"
        f" by {sensor.name}; fractions from 0 to 1, shares in percent. `noise`: EnMAP's"
        " alone, up to twice as strong; `all`: with light,"
        " haze, residual absorption and the other disturbances of training.\n\n" + table(head, rows)
    )


def traits(net: Spectral, held: Pool, sensor: Sensor, seed: int) -> str:
    """Errors of traits, and whether their spread is right, on pure simulated canopies and soils."""
    physics = np.char.startswith(held.source, "physics")
    carriers = {False: np.isin(held.cover, PLANTS), True: np.isin(held.cover, SOIL)}
    rows = []
    for view, how in VIEWS.items():
        random = torch.Generator().manual_seed(seed)
        pool = held.take(physics & (carriers[False] | carriers[True]))
        surface = torch.from_numpy(np.nan_to_num(pool.spectra)) @ sensor.response.T
        values = observe(surface, sensor, how, random).numpy()
        made: TraitReadings = run(_on_grid(net, sensor, TraitReader), values)
        found, std, inside = (column(each) for each in made)
        for number, trait in enumerate(TRAITS):
            carrier = np.isin(pool.cover, SOIL if TRAIT_OF_SOIL[number] else PLANTS)
            has = carrier & np.isfinite(pool.traits[:, number])
            shown = has & inside[:, number]
            truth = pool.traits[:, number]
            error = found[:, number] - truth
            ratio = np.abs(error[shown]) / std[shown, number]
            rows.append(
                [
                    f"{trait.title}, {trait.unit}",
                    view,
                    str(int(has.sum())),
                    percent(shown.sum() / has.sum()),
                    f"{_explained(truth[shown], error[shown]):.2f}",
                    f"{_explained(truth[has], error[has]):.2f}",
                    f"{np.sqrt(np.mean(error[shown] ** 2)):.3g}",
                    f"{np.mean(error[shown]):+.2g}",
                    percent((ratio <= 1).mean()),
                    percent((ratio <= 2).mean()),
                ]
            )
    head = ["trait", "seen with", "n", "inside", "R²", "R² of all", "RMSE", "bias", "within 1 std",
            "within 2 std"]  # fmt: skip
    return (
        f"Pure held-out canopies (trees, low vegetation) and soils seen by {sensor.name}. All but"
        " `R² of all` are of the pixels that the map shows (`inside`); shares in percent.\n\n"
        + table(head, rows)
    )


def _on_grid(net: Spectral, sensor: Sensor, reader: type[Reader]) -> Reader:
    """A reader whose bands are the cells of the grid, which is what ``observe`` gives."""
    return reader(net, np.eye(len(GRID_NM), dtype=np.float32), sensor.seen.numpy()).eval()


def _explained(truth: Numbers, error: Numbers) -> float:
    return 1 - float(np.mean(error**2) / max(np.var(truth), 1e-12))
