"""Which bands show a scene to the eye, chosen by wavelength."""

from __future__ import annotations

from .bands import BandTable

TOLERANCE_NM = 25.0
"""A composite is offered only if each of its channels has a usable band this near."""

COMPOSITES: dict[str, tuple[float, float, float]] = {
    "rgb": (640.0, 550.0, 460.0),
    "cir": (860.0, 650.0, 550.0),
    "swir": (1650.0, 860.0, 660.0),
    "geology": (2200.0, 1650.0, 560.0),
}
"""Centres in nm for red, green and blue: natural colour, colour infrared, vegetation and moisture,
and rocks, soils and roofs (clay and carbonate absorb near 2200 nm)."""


def composites(table: BandTable) -> dict[str, list[int]]:
    """Band numbers for red, green and blue of each composite that the bands cover.

    Only usable bands count; of two equally near, the one with the lower number.
    """
    bands = [(b.centre_nm, b.number) for b in table.usable if b.centre_nm is not None]
    if not bands or not table.has_wavelengths:
        return {}
    found = {}
    for name, wanted in COMPOSITES.items():
        nearest = [min((abs(centre - w), number) for centre, number in bands) for w in wanted]
        if all(apart <= TOLERANCE_NM for apart, _ in nearest):
            found[name] = [number for _, number in nearest]
    return found
