"""``quickmap``: a scene in, a map of land cover and its fractions out, without any labels."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from ..context import Context
from ..models.cover_model import COVERS, UNKNOWN
from ..output.class_table import ClassEntry, attribute_table_xml
from ..output.provenance import provenance_tag, provenance_text
from ..output.raster_layout import OutputBand
from ..output.raster_writer import RasterOutput, publish_all
from ..output.styles import class_style, rgb_style, score_style
from ..scene.quality import refuse_if_empty
from ..stream.sink import RasterSink
from .cover_operators import (
    CONFIDENCE,
    COVER_MAP,
    FRACTIONS,
    NODATA,
    UNCERTAINTY,
    CoverOperator,
)
from .cover_run import CoverRun, open_covers
from .result import Output, Result

ENTRIES = tuple(ClassEntry(c.value, c.name, c.color) for c in (*COVERS, UNKNOWN))

SHOWN = ("built-up", "low vegetation", "water")
"""The covers that fractions are shown with, in red, green and blue: cities, fields and lakes stand
out, and forests are as dark as they are from above."""

MUCH_UNKNOWN_PERCENT = 30.0
"""From this share of "don't know" on the user is told what may be the reason."""

PARAMETERS = {
    COVER_MAP: "out",
    FRACTIONS: "fractions",
    UNCERTAINTY: "uncertainty",
    CONFIDENCE: "confidence",
}
"""The parameter with the place of each role."""


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Maps land cover; the maps appear together or not at all.

    Args:
        values: as ``parameters.QUICKMAP`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        BandsUncovered, NoWavelengths, WrongLevel: the scene does not fit the model.
        AllNodata: the area has no valid pixel.
        EngineError: whatever the scene, the model or the place of the maps refuse.
    """
    places = {
        role: Path(values[name]).absolute() for role, name in PARAMETERS.items() if values[name]
    }
    opened = open_covers(values, context)
    operator = CoverOperator(
        opened.model.covers(opened.request).to(opened.device), values["certainty"]
    )
    with ExitStack() as stack:
        rasters = {
            role: stack.enter_context(_raster(role, path, opened)) for role, path in places.items()
        }
        sink = RasterSink(
            rasters,
            class_role=COVER_MAP,
            confidence_role=CONFIDENCE,
            score_roles=(CONFIDENCE,) if CONFIDENCE in rasters else (),
            band_roles={FRACTIONS: len(COVERS), UNCERTAINTY: len(COVERS)},
        )
        opened.map(operator, sink)
        counted = sink.classes.fill(ENTRIES) if sink.classes is not None else ()
        mapped = sum(entry.pixels for entry in counted)
        refuse_if_empty(opened.scene, mapped)
        unknown_percent = 100.0 * counted[-1].pixels / mapped
        _warn(opened, operator, unknown_percent)
        context.progress("write", 0, 1)
        context.check_cancelled()
        provenance = opened.provenance("quickmap", certainty=operator.certainty)
        _prepare(rasters, counted, sink, opened.total, provenance)
        context.check_cancelled()
        publish_all(list(rasters.values()))
        context.progress("write", 1, 1)
    classes = [entry.to_json() for entry in counted]
    outputs = [
        Output(role, path, "classes", classes)
        if role == COVER_MAP
        else Output(role, path, "scores")
        for role, path in places.items()
    ]
    metrics = {
        "classes": classes,
        "fractions": _mean_fractions(sink),
        "unknown_percent": round(unknown_percent, 3),
        "certainty": operator.certainty,
        "pixels": opened.pixels(mapped),
        "warnings": list(context.warnings),
    }
    return Result(outputs, metrics, provenance)


def _mean_fractions(sink: RasterSink) -> list[dict[str, Any]]:
    """The share of each cover in the area.

    ``std`` is the mean of the pixels' standard deviations: that of the share if all pixels err
    alike, which is the most it can be.
    """
    shares, errors = sink.bands[FRACTIONS], sink.bands[UNCERTAINTY]
    return [
        {
            "value": cover.value,
            "name": cover.name,
            "color": cover.color,
            "mean": round(share.mean, 6),
            "std": round(error.mean, 6),
        }
        for cover, share, error in zip(COVERS, shares, errors)
    ]


def _warn(opened: CoverRun, operator: CoverOperator, unknown_percent: float) -> None:
    if operator.unanswered:
        opened.context.warn(
            f"{opened.model.id} gave no answer for {operator.unanswered:,} valid pixels; they are "
            "nodata in the map. Check the scene's values and its scale with info."
        )
    if unknown_percent > MUCH_UNKNOWN_PERCENT:
        opened.context.warn(
            f'{unknown_percent:.0f} % of the pixels are "don\'t know": two covers are about as '
            f"likely there, or the spectra are unlike all that {opened.model.id} was trained on. "
            "Check the scene's scale and wavelengths with info, or train a classifier on labels "
            "of your own."
        )


def _raster(role: str, path: Path, opened: CoverRun) -> RasterOutput:
    grid = opened.scene.grid.crop(opened.area.window)
    if role == COVER_MAP:
        colours = {entry.value: entry.color for entry in ENTRIES}
        return RasterOutput(path, grid, "uint8", NODATA, description="cover", colours=colours)
    if role == CONFIDENCE:
        return RasterOutput(path, grid, "float32", float("nan"), description="confidence")
    shown = "shown in red: {}, green: {}, blue: {}".format(*SHOWN)
    what = {
        FRACTIONS: "share of each cover, 0 to 1",
        UNCERTAINTY: "standard deviation of the share of each cover",
    }[role]
    bands = [OutputBand(cover.name) for cover in COVERS]
    return RasterOutput(
        path, grid, "float32", float("nan"), description=f"{what}; {shown}", bands=bands
    )


def _prepare(
    rasters: Mapping[str, RasterOutput],
    counted: tuple[ClassEntry, ...],
    sink: RasterSink,
    pixels: int,
    provenance: Mapping[str, Any],
) -> None:
    tags, text = provenance_tag(provenance), provenance_text(provenance)
    names = [cover.name for cover in COVERS]
    red, green, blue = (names.index(name) for name in SHOWN)
    for role, raster in rasters.items():
        if role == COVER_MAP:
            sidecars = {".aux.xml": attribute_table_xml(counted), ".qml": class_style(counted)}
            raster.prepare(sidecars={**sidecars, ".json": text}, tags=tags)
            continue
        found = sink.bands.get(role) or (sink.scores[role],)
        if role == CONFIDENCE:
            style = score_style(found[0])
        else:
            spread = max(found[band].quantile(0.98) for band in (red, green, blue))
            top = spread if role == UNCERTAINTY else 1.0
            style = rgb_style((red + 1, green + 1, blue + 1), top)
        raster.prepare(
            sidecars={".qml": style, ".json": text},
            tags=tags,
            statistics=[one.to_tags(pixels) for one in found],
        )
