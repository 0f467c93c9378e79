"""The bundled encoder on the real EnMAP scene before any label: accuracy, and what changes it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from engine.context import Context
from engine.models.cover_model import COVERS, UNKNOWN, CoverModel, cover_class
from engine.pretrain.pool import COVER_NAMES, Pool
from engine.pretrain.sensors import sensor
from engine.scene import open_scene
from engine.simulate.sensor import noise_std
from engine.stream.area import Area
from engine.stream.loop import stream_batches
from engine.training.class_fields import feature_classes
from engine.training.labels import rasterise
from engine.vectors import read_vector, to_grid

from .encoder_spectra import FloatArray, column, noisy, percent, run, spread, table

GROUPS = ("impervious", "vegetation", "soil", "water")
NOTHING = len(GROUPS)
"""What names none of the groups: snow, burned."""
NOBODY = NOTHING + 1
"""Don't know."""

GROUP_OF_CLASS = {
    "roof": 0, "pavement": 0, "low vegetation": 1, "tree": 1, "soil": 2, "water": 3,
}  # fmt: skip
GROUP_OF_COVER = {
    "built-up": 0, "trees": 1, "low vegetation": 1, "dry vegetation": 1, "bare soil": 2, "rock": 2,
    "water": 3,
}  # fmt: skip
RED_NM, INFRARED_NM, SHORTWAVE_NM = (640, 680), (840, 880), (1600, 1700)
GREEN_FROM, DARK_BELOW = 0.4, 0.05

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Pixels:
    """The valid pixels of a scene.

    Attributes:
        values: ``(pixels, bands)`` as the model's plan gives them.
        centres_nm, widths_nm: ``(bands,)``.
        noise: ``(bands,)``, EnMAP's at a reflectance of 0.3.
        network: reads covers from them.
        labelled: places of the pixels with a label.
        group: of each of them, place in ``GROUPS``.
        unit: the polygon of each of them.
    """

    values: FloatArray
    centres_nm: npt.NDArray[np.float64]
    widths_nm: npt.NDArray[np.float64]
    noise: FloatArray
    network: torch.nn.Module
    labelled: Integers
    group: Integers
    unit: Integers

    def classes(self, values: FloatArray) -> npt.NDArray[np.uint8]:
        """Quick Map's value of every pixel, ``(pixels,)``."""
        found: npt.NDArray[np.uint8] = column(cover_class(run(self.network, values))[0])
        return found


def read_pixels(folder: Path, model: CoverModel) -> Pixels:
    """Reads the scene of the test data and its labels."""
    scene = open_scene(next(folder.glob("ENMAP01-*")))
    plan, request = model.plan(scene)
    height, width = scene.grid.height, scene.grid.width
    cube = np.zeros((height, width, len(request.numbers)), np.float32)
    valid = np.zeros((height, width), bool)
    batches = stream_batches(
        scene,
        plan,
        device=torch.device("cpu"),
        context=Context(),
        phase="map",
        area=Area.whole(scene.grid),
    )
    with closing(batches):
        for batch in batches:
            for number, window in enumerate(batch.windows):
                cube[window.slices()] = batch.values[number].movedim(0, -1).numpy()
                valid[window.slices()] = batch.valid[number].numpy()
    layer = to_grid(read_vector(str(folder / "labels.gpkg"), ""), scene.grid)
    labels = rasterise(layer, feature_classes(layer, "class"), scene.grid)
    labels = labels.take(valid[labels.rows, labels.cols])
    place = np.full((height, width), -1)
    place[valid] = np.arange(valid.sum())
    groups = np.array([GROUP_OF_CLASS[c.name] for c in labels.classes])
    by_number = {band.number: band for band in scene.bands.bands}
    second = np.array([by_number[n].detector == "SWIR" for n in request.numbers])
    centres = np.array(request.centres_nm)
    return Pixels(
        cube[valid],
        centres,
        np.array(request.fwhm_nm),
        noise_std(centres, second),
        model.covers(request),
        place[labels.rows, labels.cols],
        groups[labels.index],
        labels.unit,
    )


def zero_labels(pixels: Pixels, library: Pool) -> str:
    """Accuracy in four groups without labels, beside what needs no encoder."""
    values = pixels.values[pixels.labelled]
    of_value = np.full(UNKNOWN.value + 1, NOTHING)
    of_value[UNKNOWN.value] = NOBODY
    for cover in COVERS:
        of_value[cover.value] = GROUP_OF_COVER.get(cover.name, NOTHING)
    ours = of_value[pixels.classes(values)]
    found = {
        "Quick Map": ours,
        f"NDVI > {GREEN_FROM}, else reflectance at 1650 nm < {DARK_BELOW}, else impervious": _rule(
            pixels, values
        ),
        "nearest measured spectrum by angle": _nearest(pixels, values, library),
    }
    rows = [[name, *_scores(group, pixels)] for name, group in found.items()]
    head = ["", "overall", "spread", "balanced", "don't know", "overall where it answers"]
    counts = [[int((ours[pixels.group == g] == f).sum()) for f in range(NOBODY + 1)]
              for g in range(NOTHING)]  # fmt: skip
    confusion = [
        [name, *map(str, line), percent(line[g] / max(sum(line), 1))]
        for g, (name, line) in enumerate(zip(GROUPS, counts))
    ]
    wrong_names = ["Quick Map says:", *GROUPS, "snow, burned", "don't know", "recall"]
    return (
        f"{len(values)} labelled pixels in {len(np.unique(pixels.unit))} polygons; percent."
        " Built-up is impervious, bare soil and rock are soil, all plants are vegetation; snow,"
        " burned and don't know are wrong. The spread is the standard deviation when polygons are"
        " drawn anew.\n\n" + table(head, rows) + "\n\n" + table(wrong_names, confusion)
    )


def _scores(found: Integers, pixels: Pixels) -> list[str]:
    right = found == pixels.group
    answered = found != NOBODY
    balanced = np.mean([right[pixels.group == g].mean() for g in np.unique(pixels.group)])
    shares = [
        float(right.mean()),
        spread(pixels.unit, lambda rows: float(right[rows].mean())),
        float(balanced),
        float(1 - answered.mean()),
        float(right[answered].mean()),
    ]
    return [percent(share) for share in shares]


def _rule(pixels: Pixels, values: FloatArray) -> Integers:
    def mean(range_nm: tuple[int, int]) -> FloatArray:
        inside = (pixels.centres_nm >= range_nm[0]) & (pixels.centres_nm <= range_nm[1])
        made: FloatArray = values[:, inside].mean(1)
        return made

    red, infrared = mean(RED_NM), mean(INFRARED_NM)
    green = (infrared - red) / np.maximum(infrared + red, 1e-6) > GREEN_FROM
    dark = mean(SHORTWAVE_NM) < DARK_BELOW
    return np.select([green, dark], [1, 3], 0)


def _nearest(pixels: Pixels, values: FloatArray, library: Pool) -> Integers:
    """The group of the library spectrum at the smallest angle, over the bands known of it."""
    bands = sensor("scene", pixels.centres_nm, pixels.widths_nm)
    used = np.isin(pixels.centres_nm.astype(np.float32), bands.centre_nm.numpy())
    response = bands.response.numpy()
    missing = ~np.isfinite(library.spectra)
    known = (missing.astype(np.float32) @ response.T < 0.01).astype(np.float32)
    theirs = np.nan_to_num(library.spectra) @ response.T * known
    seen = values[:, used]
    norms = np.sqrt(np.square(seen) @ known.T) * np.linalg.norm(theirs, axis=1)
    nearest = (seen @ theirs.T / np.maximum(norms, 1e-9)).argmax(1)
    groups = np.array([GROUP_OF_COVER.get(name, NOTHING) for name in COVER_NAMES])
    made: Integers = groups[library.cover[nearest]]
    return made


def invariance(pixels: Pixels, seed: int) -> str:
    """Share of Quick Map's labels that change with the illumination and with noise."""
    before = pixels.classes(pixels.values)
    changed: Mapping[str, Any] = {
        "as it is": pixels.values,
        "reflectance x 0.7": pixels.values * np.float32(0.7),
        "reflectance x 1.3": pixels.values * np.float32(1.3),
        "EnMAP noise added": noisy(pixels.values, pixels.noise, np.random.default_rng(seed)),
    }
    rows = []
    for name, values in changed.items():
        after = pixels.classes(values)
        named = (before != UNKNOWN.value) & (after != UNKNOWN.value)
        rows.append(
            [
                name,
                percent(float((after != before).mean())),
                percent(float((after != before)[named].mean())),
                percent(float((after == UNKNOWN.value).mean())),
            ]
        )
    head = ["", "labels changed", "changed from cover to cover", "don't know"]
    return f"All {len(before)} valid pixels of the scene; percent.\n\n" + table(head, rows)
