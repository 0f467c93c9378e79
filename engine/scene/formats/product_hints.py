"""What a product reader knows of a cube before it is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..scale import Scale
from ..wavelengths import Candidate


@dataclass(frozen=True)
class ProductHints:
    """What a product reader knows before the cube is opened.

    Attributes:
        metadata: the file that says so; None for a plain raster.
        band_count: bands that the metadata list; None if they list none.
        wavelengths, scale: as the metadata give them.
        nodata: the product's fill value by dtype, where the raster itself states none.
        empty_bands: numbers of the bands known to hold nodata everywhere.
        layers: quality layers by name.
        layers_expected: whether missing layers are worth a warning.
    """

    sensor: str = ""
    level: str = ""
    product: str = ""
    acquired: str = ""
    metadata: Path | None = None
    band_count: int | None = None
    wavelengths: Candidate | None = None
    scale: Scale | None = None
    nodata: Mapping[str, float] = field(default_factory=dict)
    empty_bands: tuple[int, ...] = ()
    layers: Mapping[str, Path] = field(default_factory=dict)
    layers_expected: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
