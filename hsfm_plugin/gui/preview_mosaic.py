"""One raster made of several previews, each at its place in the scene: what is new lies on top."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping, Sequence, Tuple

Window = Tuple[int, int, int, int]
"""Row, column, height and width in pixels of the scene."""
NODATA = 0
"""Of class maps: a pixel without a class, or not mapped yet."""


@dataclass(frozen=True)
class Piece:
    """A class map of a part of the scene."""

    path: str
    window: Window


def write_mosaic(pieces: Sequence[Piece], grid: Mapping[str, Any], wkt: str, path: Path) -> None:
    """Writes a VRT of the whole scene; a later piece covers an earlier one where it has a class.

    So a map that is computed anew does not blink: what is not computed yet stays as it was.

    Args:
        pieces: the lowest first.
        grid: of the scene, as ``info`` tells it: ``width``, ``height`` and ``transform``.
        wkt: the coordinate system of the scene; empty where it is unknown.
        path: the VRT; made or replaced.

    Raises:
        OSError: it cannot be written.
    """
    a, b, c, d, e, f = (repr(float(value)) for value in grid["transform"])
    lines = [
        f'<VRTDataset rasterXSize="{grid["width"]}" rasterYSize="{grid["height"]}">',
        *([f"<SRS>{html.escape(wkt)}</SRS>"] if wkt else []),
        f"<GeoTransform>{', '.join((c, a, b, f, d, e))}</GeoTransform>",
        '<VRTRasterBand dataType="Byte" band="1">',
        f"<NoDataValue>{NODATA}</NoDataValue>",
        *(_source(piece) for piece in pieces),
        "</VRTRasterBand>",
        "</VRTDataset>",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def _source(piece: Piece) -> str:
    row, column, height, width = piece.window
    extent = f'xSize="{width}" ySize="{height}"'
    return (
        "<ComplexSource>"
        f'<SourceFilename relativeToVRT="0">{html.escape(piece.path)}</SourceFilename>'
        "<SourceBand>1</SourceBand>"
        f'<SrcRect xOff="0" yOff="0" {extent}/>'
        f'<DstRect xOff="{column}" yOff="{row}" {extent}/>'
        f"<NODATA>{NODATA}</NODATA>"
        "</ComplexSource>"
    )
