"""Snow and ice by grain size, dirt and melt water."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .curves import GRID_NM, wander

Spectrum = npt.NDArray[np.float64]

# Imaginary part of the refractive index of ice at wavelengths in nm, to two digits.
# Source: Warren and Brandt (2008), Journal of Geophysical Research 113, D14220, above 600 nm;
# Picard, Libois and Arnaud (2016), The Cryosphere 10, 2655, below.
_ICE_INDEX = (
    (400, 6.3e-10), (440, 6.4e-10), (480, 9.5e-10), (520, 1.7e-9), (560, 3.3e-9), (600, 5.8e-9),
    (640, 1.2e-8), (680, 2.1e-8), (720, 4.0e-8), (760, 7.1e-8), (800, 1.34e-7), (830, 1.45e-7),
    (860, 2.15e-7), (900, 4.2e-7), (940, 5.5e-7), (980, 1.1e-6), (1010, 2.0e-6), (1030, 2.33e-6),
    (1060, 1.96e-6), (1100, 1.7e-6), (1140, 2.25e-6), (1170, 3.8e-6), (1200, 6.7e-6),
    (1230, 1.13e-5), (1260, 1.32e-5), (1300, 1.32e-5), (1350, 1.39e-5), (1380, 1.58e-5),
    (1400, 2.0e-5), (1420, 6.0e-5), (1440, 1.5e-4), (1460, 2.9e-4), (1480, 4.9e-4), (1495, 5.5e-4),
    (1515, 5.1e-4), (1540, 4.6e-4), (1590, 3.1e-4), (1650, 2.4e-4), (1700, 1.9e-4), (1760, 1.5e-4),
    (1830, 1.3e-4), (1860, 1.45e-4), (1890, 2.6e-4), (1920, 7.0e-4), (1940, 1.1e-3),
    (1960, 1.44e-3), (2000, 1.64e-3),
    (2040, 1.46e-3), (2080, 1.02e-3), (2105, 7.6e-4), (2130, 5.3e-4),
    (2170, 3.2e-4), (2220, 2.2e-4), (2250, 2.0e-4), (2290, 2.2e-4), (2350, 3.9e-4), (2400, 5.4e-4),
    (2450, 6.2e-4), (2500, 7.5e-4),
)  # fmt: skip

_SURFACE = 0.012
"""Reflection at the grains' faces, which stays where ice is black."""


def ice_per_cm() -> Spectrum:
    """Absorption coefficient of ice, 4 pi k / wavelength, shape (1051,)."""
    at, index = np.array(_ICE_INDEX, dtype=np.float64).T
    k = np.exp(np.interp(GRID_NM, at, np.log(index)))
    made: Spectrum = 4 * np.pi * k / (GRID_NM * 1e-7)
    return made


def snow_reflectance(
    absorption_per_cm: Spectrum,
    grain_um: Spectrum,
    sun_zenith_deg: Spectrum,
    shape_factor: Spectrum,
) -> Spectrum:
    """Directional reflectance of deep snow seen from the nadir.

    Args:
        absorption_per_cm: of ice with all that is in it, shape (n, 1051).
        grain_um: optical grain diameter, shape (n,).
        sun_zenith_deg: shape (n,).
        shape_factor: ratio of the effective path to the diameter, 9 (spheres) to 20.

    Returns:
        Shape (n, 1051).

    Source:
        Asymptotic radiative transfer of weakly absorbing media: Kokhanovsky and Zege (2004),
        Applied Optics 43, 1589: R = R0 exp(-(a L)^0.5 u(sun) u(view) / R0) with the escape function
        u(m) = 3/7 (1 + 2 m); L is the grain diameter times a factor of its shape. Where ice absorbs
        strongly (beyond 1400 nm) the form is an extrapolation that goes to black as it should.
    """
    sun = 3 / 7 * (1 + 2 * np.cos(np.deg2rad(sun_zenith_deg)))[:, None]
    view = 9 / 7
    path = (shape_factor * grain_um * 1e-4)[:, None]
    made: Spectrum = np.exp(-np.sqrt(absorption_per_cm * path) * sun * view)
    return made


def random_snow(size: int, water_per_cm: Spectrum, rng: np.random.Generator) -> Spectrum:
    """Draws fresh, old, dirty and melting snow and bare glacier ice.

    Args:
        size: n.
        water_per_cm: absorption coefficient of liquid water, shape (1051,).
        rng: the stream of the draws.

    Returns:
        Shape (size, 1051).

    Source:
        ``snow_reflectance`` with grains of 50 to 2000 um, and of 2 to 20 mm for bare ice. Dirt
        absorbs as a power of the wavelength, exponent 1 for soot and up to 5 for dust: Kokhanovsky
        et al. (2018), The Cryosphere 12, 2371. Melt water takes the place of ice between the
        grains, which moves the 1030 nm band to shorter waves: Green et al. (2002), Annals of
        Glaciology 34, 71.
    """
    bare_ice = rng.uniform(size=size) < 0.2
    grain = 50 * 40 ** rng.uniform(0, 1, size)
    grain = np.where(bare_ice, 2000 * 10 ** rng.uniform(0, 1, size), grain)
    wet = np.where(rng.uniform(size=size) < 0.4, 0.3 * rng.beta(1, 2, size), 0.0)[:, None]
    absorption = (1 - wet) * ice_per_cm() + wet * water_per_cm
    # Dirt: the reflectance at 500 nm that is left of 1, with little dirt most frequent.
    left = 1 - np.where(bare_ice, 0.85, 0.55) * rng.beta(0.8, np.where(bare_ice, 1.3, 3.0), size)
    shape_factor = rng.uniform(9, 20, size)
    path = shape_factor * grain * 1e-4
    dirt = (np.log(left) ** 2 / path / 1.5)[:, None]
    power = np.where(rng.uniform(size=size) < 0.5, 1.0, rng.uniform(1.5, 5.0, size))[:, None]
    absorption = absorption + dirt * (GRID_NM / 500) ** -power
    made = snow_reflectance(absorption, grain, rng.uniform(20, 75, size), shape_factor)
    # Sastrugi, slopes and clear ice let light escape; all surfaces reflect a little at their faces.
    bright = np.where(bare_ice, rng.uniform(0.45, 0.95, size), rng.uniform(0.75, 1.05, size))
    surface = _SURFACE * rng.uniform(0.5, 2.5, (size, 1))
    made = bright[:, None] * made * wander(rng, size, 0.02) + surface
    return made.clip(0.002, 1.05)
