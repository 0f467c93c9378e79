"""What stands among what: the spectra of each object, with all that grows or lies between."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .covers import COVER_INDEX, COVERS
from .noise import FloatMap, stream

Palettes = list[npt.NDArray[np.float64]]

ENDS = 3
"""Spectra of each object: poor growth, good growth, and patches where companions are many."""

# What lies between, and the largest share of the surface it takes in an ordinary part of an object.
# Cover by residue makes bare soil and stubble steps of one scale; a forest stand is named after the
# trees that are most of it; weeds, dead leaves, open ground, moss, dust and repairs are everywhere.
_COMPANIONS: dict[str, tuple[tuple[str, float], ...]] = {
    "broadleaf": (("conifer", 0.40), ("meadow", 0.15), ("dry_grass", 0.06)),
    "conifer": (("broadleaf", 0.40), ("dry_grass", 0.10), ("soil", 0.08)),
    "meadow": (("dry_grass", 0.25), ("broadleaf", 0.10), ("soil", 0.10)),
    "pasture": (("dry_grass", 0.30), ("soil", 0.15), ("broadleaf", 0.08)),
    "mown": (("dry_grass", 0.30), ("soil", 0.15), ("stubble", 0.12)),
    "ley": (("soil", 0.15), ("dry_grass", 0.15), ("meadow", 0.15)),
    "dry_grass": (("pasture", 0.30), ("soil", 0.20), ("stubble", 0.15)),
    "maize": (("soil", 0.30), ("pasture", 0.15), ("stubble", 0.08)),
    "beet": (("soil", 0.30), ("ley", 0.15), ("stubble", 0.06)),
    "potato": (("soil", 0.30), ("pasture", 0.15), ("dry_grass", 0.12)),
    "green_cereal": (("soil", 0.18), ("wheat", 0.22), ("ley", 0.12)),
    "wheat": (("soil", 0.20), ("green_cereal", 0.22), ("stubble", 0.15), ("dry_grass", 0.12)),
    "stubble": (("soil", 0.55), ("mown", 0.20), ("dry_grass", 0.12)),
    "soil": (("stubble", 0.45), ("mown", 0.18), ("dry_grass", 0.08)),
    "tile": (("bitumen", 0.30), ("pasture", 0.12), ("asphalt", 0.20)),
    "bitumen": (("gravel", 0.25), ("asphalt", 0.20), ("pasture", 0.12), ("sheet_metal", 0.10)),
    "sheet_metal": (("bitumen", 0.25), ("concrete", 0.25)),
    "gravel_roof": (("bitumen", 0.40), ("pasture", 0.15), ("concrete", 0.15)),
    "fibre_cement": (("bitumen", 0.30), ("pasture", 0.12), ("gravel", 0.15)),
    "asphalt": (("gravel", 0.30), ("bitumen", 0.30), ("concrete", 0.15), ("mown", 0.15)),
    "concrete": (("asphalt", 0.25), ("gravel", 0.25), ("soil", 0.12), ("mown", 0.12)),
    "gravel": (("soil", 0.25), ("asphalt", 0.20), ("pasture", 0.15), ("concrete", 0.15)),
}
_SKEW = (1.0, 1.7)  # Beta distribution of the share; most objects have little of it
_PATCH = 1.7  # how much more of the companions there is in patches
_PATCH_MOST = 0.45  # where patches stop, unless the object has more anyway
_OWN = 0.5  # weight of what all of an object has in common, for instance its variety
_TONE = 0.06  # standard deviation of the brightness between objects: leaf angle and view


def object_spectra(
    covers: npt.NDArray[np.int16], positions: FloatMap, palettes: Palettes, seed: int
) -> FloatMap:
    """The spectra of every object.

    Args:
        covers: index into ``COVERS`` of each object.
        positions: its place in the palette of its cover, 0..1.
        palettes: one array (samples, bands) for each of ``COVERS``.
        seed: of the scene.

    Returns:
        Shape (ENDS * objects, bands): all with poor growth, then all with good growth, then all
        with many companions.

    Source:
        Areas add up linearly: Adams, Smith and Johnson (1986), JGR 91, 8098. Residue left on tilled
        land (below 15 to above 30 % of the ground): Daughtry et al. (2005), Agronomy Journal 97,
        864. Mixed urban materials: Heiden et al. (2007), RSE 111, 537.
    """
    count = len(covers)
    table = np.empty((ENDS, count, palettes[0].shape[1]), dtype=np.float32)
    for index, (cover, palette) in enumerate(zip(COVERS, palettes)):
        members = np.nonzero(covers == index)[0]
        rng = stream(seed, "objects", cover.name)
        number = len(members)
        place = positions[members].astype(np.float64)
        own = _at(palette, place)
        ends = np.stack(
            [
                _OWN * own + (1 - _OWN) * _at(palette, place + shift * cover.spread)
                for shift in (-1.0, 1.0, 0.0)
            ]
        )
        for name, most in _COMPANIONS.get(cover.name, ()):
            other = palettes[COVER_INDEX[name]]
            share = most * rng.beta(*_SKEW, (ENDS, number))
            share[1] *= 0.6  # good growth leaves less room
            most_here = share.max(axis=0)
            share[2] = np.minimum(_PATCH * most_here, np.maximum(most_here, _PATCH_MOST))
            guest = _at(other, rng.uniform(0, 1, number))
            ends = (1 - share[..., None]) * ends + share[..., None] * guest
        tone = 0.0 if cover.class_value in (0, 1) else _TONE
        table[:, members] = ends * (1 + tone * rng.standard_normal((number, 1)).clip(-2.5, 2.5))
    return table.reshape(ENDS * count, -1)


def _at(palette: npt.NDArray[np.float64], place: npt.NDArray[np.float64]) -> FloatMap:
    """The palette at places between 0 and 1, between its samples where a place is."""
    scaled = np.clip(place, 0.0, 1.0) * (len(palette) - 1)
    lower = np.minimum(scaled.astype(np.int64), len(palette) - 2)
    part = (scaled - lower)[:, None]
    made: FloatMap = ((1 - part) * palette[lower] + part * palette[lower + 1]).astype(np.float32)
    return made
