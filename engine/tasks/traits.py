"""``traits``: a scene in, maps of vegetation traits and soil moisture out, without any labels."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from ..context import Context
from ..models.cover_model import TRAITS, Trait
from ..output.provenance import provenance_tag, provenance_text
from ..output.raster_layout import OutputBand
from ..output.raster_writer import RasterOutput, publish_all
from ..output.statistics import ScoreStatistics
from ..output.styles import score_style
from ..scene.quality import refuse_if_empty
from ..stream.sink import RasterSink
from .cover_operators import TRAIT_MAP, UNCERTAINTY, TraitOperator
from .cover_run import CoverRun, open_covers
from .result import Output, Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Maps traits where they can be known; the maps appear together or not at all.

    Args:
        values: as ``parameters.TRAITS`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        BandsUncovered, NoWavelengths, WrongLevel: the scene does not fit the model.
        AllNodata: the area has no valid pixel.
        EngineError: whatever the scene, the model or the place of the maps refuse.
    """
    places = {TRAIT_MAP: Path(values["out"]).absolute()}
    if values["uncertainty"]:
        places[UNCERTAINTY] = Path(values["uncertainty"]).absolute()
    opened = open_covers(values, context)
    operator = TraitOperator(opened.model.traits(opened.request).to(opened.device))
    with ExitStack() as stack:
        rasters = {
            role: stack.enter_context(_raster(role, path, opened)) for role, path in places.items()
        }
        count = len(TRAITS)
        sink = RasterSink(rasters, band_roles={TRAIT_MAP: count, UNCERTAINTY: count})
        opened.map(operator, sink)
        refuse_if_empty(opened.scene, operator.pixels)
        found = [
            _summary(trait, made, errors, operator.pixels)
            for trait, made, errors in zip(TRAITS, sink.bands[TRAIT_MAP], sink.bands[UNCERTAINTY])
        ]
        if not any(trait["pixels"] for trait in found):
            context.warn(
                "No trait could be mapped: no pixel of this area holds enough vegetation or bare "
                f"soil of the kind that {opened.model.id} was trained on."
            )
        context.progress("write", 0, 1)
        context.check_cancelled()
        provenance = opened.provenance("traits")
        tags, text = provenance_tag(provenance), provenance_text(provenance)
        for role, raster in rasters.items():
            raster.prepare(
                sidecars={".qml": score_style(sink.bands[role][0]), ".json": text},
                tags=tags,
                statistics=[one.to_tags(opened.total) for one in sink.bands[role]],
            )
        context.check_cancelled()
        publish_all(list(rasters.values()))
        context.progress("write", 1, 1)
    metrics = {
        "traits": found,
        "pixels": opened.pixels(operator.pixels),
        "warnings": list(context.warnings),
    }
    return Result(
        [Output(role, path, "scores") for role, path in places.items()], metrics, provenance
    )


def _raster(role: str, path: Path, opened: CoverRun) -> RasterOutput:
    grid = opened.scene.grid.crop(opened.area.window)
    what = "vegetation traits and soil moisture"
    if role == UNCERTAINTY:
        what = f"standard deviation of {what}"
    return RasterOutput(
        path,
        grid,
        "float32",
        float("nan"),
        description=f"{what}; shown: {TRAITS[0].title.lower()}",
        bands=[OutputBand(trait.title, trait.unit) for trait in TRAITS],
    )


def _summary(
    trait: Trait, values: ScoreStatistics, errors: ScoreStatistics, pixels: int
) -> dict[str, Any]:
    """What the map says of a trait; numbers are None where it could be read nowhere.

    ``low`` and ``high`` are the simulated range, ``outside`` counts valid pixels without a value,
    ``uncertainty`` is the mean of the pixels' standard deviations.
    """
    return {
        "name": trait.name,
        "title": trait.title,
        "unit": trait.unit,
        "low": trait.low,
        "high": trait.high,
        "pixels": values.count,
        "outside": pixels - values.count,
        "minimum": _known(values.minimum),
        "maximum": _known(values.maximum),
        "mean": _known(values.mean),
        "std": _known(values.std),
        "p5": _known(values.quantile(0.05)),
        "p50": _known(values.quantile(0.5)),
        "p95": _known(values.quantile(0.95)),
        "uncertainty": _known(errors.mean),
    }


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
