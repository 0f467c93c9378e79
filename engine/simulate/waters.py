"""Waters of every kind: clear to turbid, deep to shallow, with glint and foam."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .curves import GRID_NM, through
from .water import inherent_optics

Spectrum = npt.NDArray[np.float64]

_WATER_INDEX = 1.34
_SHALLOW_SHARE = 0.25
_SUN_GLINT_SHARE = 0.12

# Bottoms: sand; silt; plants under water, whose green peak and red edge stay.
_SAND = through(((400, 0.14), (500, 0.22), (600, 0.29), (700, 0.34), (900, 0.40), (2500, 0.45)))
_SILT = through(((400, 0.04), (550, 0.07), (700, 0.10), (900, 0.13), (2500, 0.15)))
_PLANTS = through(
    ((400, 0.015), (490, 0.02), (550, 0.06), (600, 0.04), (670, 0.02), (700, 0.10), (750, 0.28),
     (900, 0.32), (2500, 0.10))
)  # fmt: skip


def shallow_reflectance(
    absorption: Spectrum,
    backscatter: Spectrum,
    bottom: Spectrum,
    depth_m: Spectrum,
    sun_zenith_deg: Spectrum,
) -> Spectrum:
    """Irradiance reflectance just above water of any depth, seen from the nadir.

    Args:
        absorption, backscatter: per metre, shape (n, w).
        bottom: reflectance of the ground, shape (n, w).
        depth_m: shape (n,); infinite for optically deep water.
        sun_zenith_deg: in the air, shape (n,).

    Returns:
        Shape (n, w).

    Source:
        Lee et al. (1998), Applied Optics 37, 6329, and (1999), Applied Optics 38, 3831: subsurface
        reflectance (0.084 + 0.170 u) u of deep water with u = bb / (a + bb), its part
        1 - exp(-(1/cos s + 1.03 (1 + 2.4 u)^0.5) k H) and the bottom's part
        exp(-(1/cos s + 1.04 (1 + 5.4 u)^0.5) k H) with k = a + bb; through the surface
        0.5 r / (1 - 1.5 r).
    """
    attenuation = absorption + backscatter
    ratio = backscatter / attenuation
    sine = np.sin(np.deg2rad(sun_zenith_deg))[:, None] / _WATER_INDEX
    down = 1 / np.sqrt(1 - sine**2)
    path = attenuation * depth_m[:, None]
    column = np.exp(-(down + 1.03 * np.sqrt(1 + 2.4 * ratio)) * path)
    ground = np.exp(-(down + 1.04 * np.sqrt(1 + 5.4 * ratio)) * path)
    below = (0.084 + 0.170 * ratio) * ratio * (1 - column) + bottom / np.pi * ground
    made: Spectrum = np.pi * 0.5 * below / (1 - 1.5 * below)
    return made


def random_waters(size: int, water_per_cm: Spectrum, rng: np.random.Generator) -> Spectrum:
    """Draws rivers, lakes, lagoons and shores.

    Args:
        size: n.
        water_per_cm: absorption coefficient of pure water, shape (1051,).
        rng: the stream of the draws.

    Returns:
        Shape (size, 1051).

    Source:
        ``inherent_optics`` with chlorophyll 0.1 to 100 mg/m3, coloured matter 0.01 to 6 per metre
        and sediment 0.1 to 300 g/m3, log-uniform and loosely bound to each other as in the
        compilation of the IOCCG (2006), report 5; a quarter shallow (0.2 to 5 m) over sand, silt
        or plants. Sky light of 0 to 0.03 rises to the blue (Fresnel reflection of a Rayleigh sky);
        glint of the sun is flat (Mobley 1999, Applied Optics 38, 7442).
    """

    def log_uniform(low: float, high: float, place: Spectrum) -> Spectrum:
        return np.asarray(low * (high / low) ** place)[:, None]

    turbid = rng.uniform(0, 1, size)
    bound = [(0.5 * turbid + 0.5 * rng.uniform(0, 1, size)) for _ in range(2)]
    absorption, backscatter = inherent_optics(
        GRID_NM,
        100 * water_per_cm,
        chlorophyll_mg_m3=log_uniform(0.1, 100, bound[0]),
        cdom_per_m=log_uniform(0.01, 6, bound[1]),
        sediment_g_m3=log_uniform(0.1, 300, 0.8 * turbid + 0.2 * rng.uniform(0, 1, size)),
    )
    weight = rng.dirichlet((0.5, 0.5, 0.5), size)
    bright = rng.uniform(0.5, 1.3, (size, 1))
    bottom = bright * (weight @ np.stack([_SAND, _SILT, _PLANTS]))
    shallow = rng.uniform(size=size) < _SHALLOW_SHARE
    depth = np.where(shallow, 0.2 * 25.0 ** rng.uniform(0, 1, size), np.inf)
    made = shallow_reflectance(absorption, backscatter, bottom, depth, rng.uniform(20, 65, size))
    sky = (0.0005 + 0.0295 * rng.beta(1.0, 3.0, (size, 1))) * (GRID_NM / 500) ** -rng.uniform(
        0, 1.5, (size, 1)
    )
    sun = np.where(rng.uniform(size=size) < _SUN_GLINT_SHARE, rng.exponential(0.03, size), 0.0)
    seen: Spectrum = made + sky + sun.clip(0, 0.15)[:, None]
    return seen.clip(0.0, 0.95)
