"""What the simulated ground is made of: the classes of the reference and the covers behind them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GroundClass:
    """One class of the reference data.

    Attributes:
        value: its value in ``reference.tif`` and ``class_id`` in ``labels.gpkg``, from 1.
        name: for people.
        color: ``#rrggbb``.
    """

    value: int
    name: str
    color: str


CLASSES: tuple[GroundClass, ...] = (
    GroundClass(1, "water", "#2b6cb0"),
    GroundClass(2, "broadleaf forest", "#2f855a"),
    GroundClass(3, "conifer forest", "#1c4532"),
    GroundClass(4, "grassland", "#9ccc65"),
    GroundClass(5, "green crop", "#d4c70f"),
    GroundClass(6, "ripe cereal", "#edb458"),
    GroundClass(7, "bare soil", "#8d5a33"),
    GroundClass(8, "roof", "#c53030"),
    GroundClass(9, "pavement", "#8b8f98"),
)


@dataclass(frozen=True)
class Cover:
    """A kind of surface with a palette of spectra of its own.

    Attributes:
        name: the identifier.
        class_value: the class it belongs to; 0 for planted targets, which belong to none.
        spread: how far a pixel may lie from its object's place in the palette, 0..0.5.
        shade: standard deviation of the brightness between neighbouring 10 m cells (tree crowns,
            roof slopes), relative.
    """

    name: str
    class_value: int
    spread: float
    shade: float


COVERS: tuple[Cover, ...] = (
    Cover("river", 1, 0.05, 0.0),
    Cover("lake", 1, 0.20, 0.0),
    Cover("pond", 1, 0.15, 0.0),
    Cover("broadleaf", 2, 0.30, 0.13),
    Cover("conifer", 3, 0.30, 0.16),
    Cover("meadow", 4, 0.25, 0.03),
    Cover("pasture", 4, 0.30, 0.03),
    Cover("mown", 4, 0.30, 0.02),
    Cover("ley", 4, 0.25, 0.02),
    Cover("dry_grass", 4, 0.30, 0.03),
    Cover("maize", 5, 0.25, 0.03),
    Cover("beet", 5, 0.25, 0.02),
    Cover("potato", 5, 0.25, 0.02),
    Cover("green_cereal", 5, 0.25, 0.02),
    Cover("wheat", 6, 0.25, 0.02),
    Cover("stubble", 6, 0.25, 0.02),
    Cover("soil", 7, 0.20, 0.02),
    Cover("tile", 8, 0.20, 0.10),
    Cover("bitumen", 8, 0.20, 0.05),
    Cover("sheet_metal", 8, 0.20, 0.06),
    Cover("gravel_roof", 8, 0.20, 0.05),
    Cover("fibre_cement", 8, 0.20, 0.08),
    Cover("asphalt", 9, 0.25, 0.04),
    Cover("concrete", 9, 0.25, 0.04),
    Cover("gravel", 9, 0.25, 0.04),
    Cover("blue polyethylene tarp", 0, 0.05, 0.02),
    Cover("white PVC sheet", 0, 0.05, 0.02),
    Cover("artificial turf", 0, 0.05, 0.02),
    Cover("orange painted metal", 0, 0.05, 0.02),
)
COVER_INDEX: dict[str, int] = {cover.name: index for index, cover in enumerate(COVERS)}
TARGETS: tuple[str, ...] = tuple(cover.name for cover in COVERS if cover.class_value == 0)
