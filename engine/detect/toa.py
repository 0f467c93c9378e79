"""Radiance at the top of the atmosphere to reflectance there: what sunlight at hand comes back.

The sun's spectrum is ``resources/bands/solar_irradiance.csv``, at the mean distance of the Earth
and outside its atmosphere, averaged over 1 nm. Source: ASTM G173-03, extraterrestrial spectrum, as
pvlib 0.16.1 (BSD licence) distributes it; pvlib itself is not needed.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from datetime import date
from functools import cache

import numpy as np

from ..bands.response import FloatArray, gaussian_weights, widths_from_spacing
from ..errors import InputUnreadable, WrongLevel
from ..folders import RESOURCES
from ..scene.bands import Band
from ..scene.scale import RADIANCE_UNIT
from ..scene.scene import SUN_ELEVATION, Scene

TABLE = RESOURCES / "bands" / "solar_irradiance.csv"
TABLE_STEP_NM = 1.0

_FROM_PROVIDER = "Open the product with the METADATA.XML that it was delivered with."


def reflectance_per_radiance(scene: Scene, bands: Sequence[Band]) -> FloatArray:
    """What the radiance of each band must be multiplied with: pi d^2 / (E0 cos(theta)).

    E0 is the sun's irradiance in the band, d the distance to it and theta its zenith angle in the
    middle of the scene; within a scene of 30 km it changes by 0.3 degrees.

    Args:
        scene: holds radiance.
        bands: of it, with wavelengths.

    Returns:
        ``(bands,)``, m2 sr nm W-1.

    Raises:
        WrongLevel: the scene holds something else.
        InputUnreadable: its metadata do not say in which unit, when, or under which sun it was
            taken.
    """
    require_radiance(scene)
    _require_unit(scene, bands)
    zenith = math.radians(90.0 - sun_elevation(scene))
    return math.pi * sun_distance(_day(scene)) ** 2 / (irradiance(bands) * math.cos(zenith))


def irradiance(bands: Sequence[Band]) -> FloatArray:
    """The sun's irradiance in each band at a distance of 1 au, ``(bands,)``, W m-2 nm-1.

    The bands' response is a Gaussian of their width, guessed from their spacing where unknown.

    Raises:
        WrongLevel: a band lies outside 380-2500 nm.
    """
    places, sun = _spectrum()
    centres = np.array([band.centre_nm for band in bands], dtype=float)
    known = np.array([np.nan if band.fwhm_nm is None else band.fwhm_nm for band in bands])
    widths = np.where(np.isnan(known), widths_from_spacing(centres), known)
    steps = np.full(len(places), TABLE_STEP_NM)
    found = np.empty(len(centres))
    for number, (centre, width) in enumerate(zip(centres, widths)):
        weights = gaussian_weights(places, steps, float(centre), max(float(width), 2.0))
        if weights is None:
            raise WrongLevel(
                f"The band at {centre:.1f} nm lies outside the sunlight that HSFM knows, "
                f"{places[0]:.0f} to {places[-1]:.0f} nm.",
                hint="Choose a scene of an imaging spectrometer for sunlight.",
            )
        found[number] = weights @ sun
    return found


def sun_distance(day: date) -> float:
    """Distance to the sun at noon UTC in astronomical units.

    Source: The Astronomical Almanac, low-precision formulas for the Sun; off by 0.0001 at most.
    """
    days = (day - date(2000, 1, 1)).days
    anomaly = math.radians(357.528 + 0.9856003 * days)
    return 1.00014 - 0.01671 * math.cos(anomaly) - 0.00014 * math.cos(2 * anomaly)


def sun_elevation(scene: Scene) -> float:
    """Degrees above the horizon.

    Raises:
        InputUnreadable: the metadata give none, or the sun had set.
    """
    text = scene.facts.get(SUN_ELEVATION, "")
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not 0.0 < found <= 90.0:
        told = f"{text!r}, which cannot be" if text else "nothing about it"
        raise InputUnreadable(
            f"The elevation of the sun is needed, and the metadata of {scene.product} say {told}.",
            hint=_FROM_PROVIDER,
        )
    return found


def _day(scene: Scene) -> date:
    try:
        return date.fromisoformat(scene.acquired[:10])
    except ValueError as exc:
        raise InputUnreadable(
            f"The date is needed, for the distance to the sun, and {scene.product} gives none "
            f"({scene.acquired!r}).",
            hint=_FROM_PROVIDER,
        ) from exc


def require_radiance(scene: Scene) -> None:
    """Lets radiance products pass.

    Raises:
        WrongLevel: the scene holds something else.
    """
    if not scene.level.upper().startswith("L1"):
        what = f"an {scene.level} product" if scene.level else "not known to be a radiance product"
        raise WrongLevel(
            f"{scene.product} is {what}: clouds are told from radiance at the top of the "
            "atmosphere.",
            hint="Use the L1C product of this scene.",
        )


def _require_unit(scene: Scene, bands: Sequence[Band]) -> None:
    gains = scene.gain[[band.number - 1 for band in bands]]
    if RADIANCE_UNIT not in scene.scale_origin or np.any(gains == 1.0):
        raise InputUnreadable(
            f"The unit of the radiance in {scene.product} is not known "
            f"(scale: {scene.scale_origin}).",
            hint=_FROM_PROVIDER,
        )


@cache
def _spectrum() -> tuple[FloatArray, FloatArray]:
    with TABLE.open(encoding="ascii", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return (
        np.array([float(row["wavelength_nm"]) for row in rows]),
        np.array([float(row["irradiance_w_m2_nm"]) for row in rows]),
    )
