"""Reads which bands a user chose: ``1-90,120`` or ``450-900nm``."""

from __future__ import annotations

import re

from ..errors import BadParameter, NoWavelengths
from ..scene.bands import Band
from ..scene.scene import Scene

_NUMBERS = re.compile(r"^(\d+)(?:\s*-\s*(\d+))?$")
_RANGE_NM = re.compile(
    r"^(\d+(?:\.\d+)?)\s*(?:nm)?(?:\s*-\s*(\d+(?:\.\d+)?))?\s*nm$", re.IGNORECASE
)
NEAR_NM = 10.0
"""A single wavelength takes the nearest band up to this far away."""


def chosen_bands(scene: Scene, text: str) -> tuple[tuple[Band, ...], tuple[str, ...]]:
    """Finds the usable bands that ``text`` names; all usable ones if it is empty.

    Returns:
        The bands in file order, and sentences on what was left out.

    Raises:
        BadParameter: the text cannot be read, or names no usable band.
        NoWavelengths: it names wavelengths and the scene has none.
    """
    items = [item.strip() for item in (text or "").split(",") if item.strip()]
    if not items:
        return scene.bands.usable, ()
    wanted: set[int] = set()
    for item in items:
        wanted |= _numbers_of(scene, item)
    chosen = [band for band in scene.bands.bands if band.number in wanted]
    usable = tuple(band for band in chosen if band.usable)
    if not usable:
        reasons = ", ".join(f"{band.number} ({band.unusable})" for band in chosen[:5])
        raise BadParameter(
            f"None of the bands {text!r} of {scene.product} can be used: {reasons}.",
            hint=_valid(scene),
        )
    left = len(chosen) - len(usable)
    notes = (f"{left} of the {len(chosen)} chosen bands cannot be used and are left out.",)
    return usable, notes if left else ()


def _numbers_of(scene: Scene, item: str) -> set[int]:
    found = _NUMBERS.match(item)
    if found is not None:
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= len(scene.bands):
            raise BadParameter(
                f"The bands {item!r} do not exist in {scene.product}.", hint=_valid(scene)
            )
        return set(range(first, last + 1))
    found = _RANGE_NM.match(item)
    if found is None:
        raise BadParameter(
            f"The bands {item!r} cannot be understood.",
            hint=f"Write numbers such as 1-90,120 or wavelengths such as 450-900nm. "
            f"{_valid(scene)}",
        )
    if not scene.bands.has_wavelengths:
        raise NoWavelengths(
            f"{scene.product} has no wavelengths, so {item!r} cannot be found in it.",
            hint=f"Choose bands by number. {_valid(scene)}",
        )
    low = float(found[1])
    centres = {band.number: float(band.centre_nm or 0.0) for band in scene.bands.bands}
    if found[2] is None:
        nearest = min(centres, key=lambda number: (abs(centres[number] - low), number))
        numbers = {nearest} if abs(centres[nearest] - low) <= NEAR_NM else set()
    else:
        numbers = {n for n, centre in centres.items() if low <= centre <= float(found[2])}
    if not numbers:
        raise BadParameter(f"{scene.product} has no band at {item!r}.", hint=_valid(scene))
    return numbers


def _valid(scene: Scene) -> str:
    text = f"The scene has bands 1 to {len(scene.bands)}"
    if not scene.bands.has_wavelengths:
        return f"{text}."
    centres = scene.bands.centres_nm
    return f"{text}, from {centres.min():.0f} to {centres.max():.0f} nm."
