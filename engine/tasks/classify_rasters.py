"""The rasters of a class map: how they are laid out, styled and described."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..heads.linear import SETS_NODATA
from ..output.class_table import ClassEntry, attribute_table_xml
from ..output.provenance import provenance_tag, provenance_text
from ..output.raster_layout import OutputBand
from ..output.raster_writer import RasterOutput
from ..output.statistics import ScoreStatistics
from ..output.styles import class_style, counts_style, score_style
from ..scene.grid import Grid, Window
from ..stream.sink import Outputs

CLASS_MAP, CONFIDENCE, SETS, UNLIKE = "class_map", "confidence", "sets", "unlike"
PARAMETERS = {CLASS_MAP: "out", CONFIDENCE: "confidence", SETS: "sets", UNLIKE: "unlike"}
"""The parameter with the place of each role."""

NODATA = 0
"""Of class maps."""

FARTHEST = 1.0
"""Distance from which on a pixel is unlike everything labelled."""

_FLOATS = {
    CONFIDENCE: "confidence",
    UNLIKE: "distance to everything labelled; above 1 a pixel is unlike all of it",
}


class SetSizes:
    """Counts how many classes the sets of a map hold; a ``stream.sink.Sink``.

    Attributes:
        statistics: of the sizes.
    """

    def __init__(self) -> None:
        self.statistics = ScoreStatistics()

    def write(self, window: Window, outputs: Outputs) -> None:
        sizes: npt.NDArray[Any] = outputs[SETS][0]
        self.statistics.add(sizes[sizes != SETS_NODATA].astype(np.float32))


def raster(role: str, path: Path, grid: Grid, entries: Sequence[ClassEntry]) -> RasterOutput:
    """Describes the raster of a role.

    Args:
        role: a key of ``PARAMETERS``.
        path: its place.
        grid: of the map.
        entries: the classes.
    """
    if role == CLASS_MAP:
        colours = {entry.value: entry.color for entry in entries}
        return RasterOutput(path, grid, "uint8", NODATA, description="class", colours=colours)
    if role == SETS:
        bands = [OutputBand("number of classes"), *(OutputBand(entry.name) for entry in entries)]
        what = "how many classes a pixel may belong to, then 1 for each of them"
        return RasterOutput(path, grid, "uint8", SETS_NODATA, description=what, bands=bands)
    return RasterOutput(path, grid, "float32", float("nan"), description=_FLOATS[role])


def prepare(
    rasters: Mapping[str, RasterOutput],
    counted: Sequence[ClassEntry],
    scores: Mapping[str, ScoreStatistics],
    pixels: int,
    provenance: Mapping[str, Any],
) -> None:
    """Completes the rasters with their styles, attributes and history.

    Args:
        rasters: by role.
        counted: the classes with their pixels.
        scores: statistics of the roles that are scores, and of the sizes of sets.
        pixels: of the map.
        provenance: of all of them.
    """
    tags, text = provenance_tag(provenance), provenance_text(provenance)
    for role, output in rasters.items():
        if role == CLASS_MAP:
            sidecars = {".aux.xml": attribute_table_xml(counted), ".qml": class_style(counted)}
            output.prepare(sidecars={**sidecars, ".json": text}, tags=tags)
            continue
        found = scores[role]
        if role == SETS:
            style = counts_style(len(counted), "{} class", "{} classes")
        else:
            style = score_style(found, FARTHEST if role == UNLIKE else None)
        output.prepare(
            sidecars={".qml": style, ".json": text},
            tags=tags,
            statistics=[found.to_tags(pixels)],
        )
