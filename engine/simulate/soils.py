"""Bare soils of many kinds, from dry to saturated, with the moisture of each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .curves import GRID_NM, absorbed, drawn, mixed
from .materials import Material, moisten

Spectrum = npt.NDArray[np.float64]

MOISTURE_PERCENT = (0.0, 50.0)
"""Range of the gravimetric moisture of drawn soils."""

# Continua of dry soils without clay's, lime's and iron's narrow bands. Shapes after Stoner and
# Baumgardner (1981), Soil Sci. Soc. Am. J. 45, 1161: organic dominated (concave below 1000 nm),
# minimally altered (convex), iron affected, organic affected, iron dominated; and after Ben-Dor,
# Irons and Epema (1999), Manual of Remote Sensing 3, ch. 3, for sand, lime and salt.
_KINDS: dict[str, Material] = {
    "organic dominated": Material(
        ((400, 0.045), (500, 0.055), (600, 0.070), (700, 0.092), (850, 0.130), (1000, 0.170),
         (1300, 0.240), (1700, 0.310), (2100, 0.320), (2500, 0.275)), (), (0.5, 1.5),
    ),
    "peat": Material(
        ((400, 0.030), (600, 0.045), (800, 0.080), (1000, 0.130), (1300, 0.220), (1700, 0.290),
         (2100, 0.260), (2500, 0.190)),
        ((1730, 22, 0.03), (2100, 40, 0.05), (2310, 35, 0.05)), (0.6, 1.6),
    ),
    "minimally altered": Material(
        ((400, 0.110), (500, 0.160), (600, 0.220), (700, 0.265), (850, 0.310), (1000, 0.345),
         (1300, 0.395), (1700, 0.435), (2100, 0.430), (2500, 0.370)), (), (0.6, 1.4),
    ),
    "loess": Material(
        ((400, 0.075), (480, 0.110), (560, 0.160), (640, 0.205), (750, 0.250), (900, 0.285),
         (1100, 0.330), (1400, 0.390), (1800, 0.430), (2100, 0.430), (2500, 0.370)), (), (0.6, 1.5),
    ),
    "iron affected": Material(
        ((400, 0.060), (480, 0.075), (540, 0.105), (600, 0.185), (700, 0.245), (760, 0.262),
         (900, 0.270), (1100, 0.330), (1400, 0.380), (1800, 0.410), (2100, 0.405), (2500, 0.340)),
        ((870, 70, 0.10),), (0.5, 1.5),
    ),
    "iron dominated": Material(
        ((400, 0.035), (500, 0.042), (550, 0.062), (600, 0.125), (680, 0.175), (760, 0.195),
         (900, 0.185), (1100, 0.235), (1400, 0.255), (1800, 0.250), (2100, 0.240), (2500, 0.190)),
        ((870, 65, 0.20), (530, 30, 0.15)), (0.6, 1.7),
    ),
    "quartz sand": Material(
        ((400, 0.150), (500, 0.230), (600, 0.320), (700, 0.380), (900, 0.440), (1200, 0.510),
         (1700, 0.580), (2100, 0.590), (2500, 0.560)), (), (0.5, 1.3),
    ),
    "lime": Material(
        ((400, 0.220), (500, 0.310), (600, 0.380), (700, 0.420), (900, 0.460), (1200, 0.510),
         (1700, 0.550), (2100, 0.520), (2500, 0.420)), ((2340, 26, 0.14),), (0.6, 1.4),
    ),
    "grey clay": Material(
        ((400, 0.110), (500, 0.145), (600, 0.175), (800, 0.220), (1000, 0.260), (1300, 0.310),
         (1700, 0.340), (2100, 0.320), (2500, 0.240)),
        ((1415, 16, 0.04), (2207, 22, 0.08)), (0.5, 1.4),
    ),
    "salt crust": Material(
        ((400, 0.300), (500, 0.380), (600, 0.440), (800, 0.490), (1100, 0.520), (1350, 0.500),
         (1700, 0.440), (2100, 0.360), (2500, 0.230)),
        ((1450, 45, 0.20), (1750, 30, 0.05), (1935, 60, 0.35), (2215, 30, 0.06)), (0.6, 1.3),
    ),
}  # fmt: skip

# Centre, standard deviation (nm), lowest and highest relative depth: iron oxides, the overtone of
# hydroxyl, adsorbed water, kaolinite's doublet, Al-OH of clay, lime.
_BANDS = (
    (495, 42, 0.0, 0.16), (880, 75, 0.0, 0.06), (1414, 16, 0.0, 0.08), (1915, 34, 0.0, 0.22),
    (2165, 12, 0.0, 0.05), (2207, 17, 0.0, 0.20), (2340, 24, 0.0, 0.10),
)  # fmt: skip


def dry_soils(size: int, rng: np.random.Generator) -> Spectrum:
    """Draws dry soils between ten kinds, with humus, iron, clay and lime of their own.

    Returns:
        Shape (size, 1051).

    Source:
        Kinds: Stoner and Baumgardner (1981), Soil Science Society of America Journal 45, 1161.
        Bands and the darkening by humus, strongest in the visible: Ben-Dor, Irons and Epema
        (1999), Manual of Remote Sensing 3, ch. 3.
    """
    curves, _ = drawn(_KINDS, size, rng, slope=0.10, strength=0.025)
    curves = absorbed(mixed(curves, rng, 0.7), rng, _BANDS)
    humus = 0.45 * rng.beta(1.0, 2.0, (size, 1))
    curves = curves * (1 - humus * np.exp(-(GRID_NM - 400) / 800))
    rough = rng.uniform(0.75, 1.25, (size, 1))  # shade between clods
    made: Spectrum = (curves * rough).clip(0.005, 0.9)
    return made


def wetted(
    dry: Spectrum, moisture_percent: Spectrum, water_per_cm: Spectrum, rng: np.random.Generator
) -> Spectrum:
    """Darkens soils by their moisture.

    Args:
        dry: shape (n, 1051).
        moisture_percent: gravimetric moisture, shape (n,).
        water_per_cm: absorption coefficient of water, shape (1051,).
        rng: the stream of what differs between soils of one moisture.

    Returns:
        Shape (n, 1051).

    Source:
        ``materials.moisten``. Both the share of the surface that carries a film and the film's
        thickness (0 to about 0.05 cm) rise with moisture, the share until it saturates, as
        Bablet et al. (2018), Remote Sensing of Environment 217, 1, found by inverting such a
        model; soils differ by how fast, which is what limits any retrieval of moisture.
    """
    moisture = moisture_percent[:, None]
    capacity = rng.uniform(9.0, 20.0, moisture.shape)  # percent; finer soils hold more
    share = 0.97 * (1 - np.exp(-((moisture / capacity) ** 1.3)))
    film = 0.0007 * rng.uniform(0.7, 1.4, moisture.shape) * moisture * 14.0 / capacity
    return moisten(dry, water_per_cm[None, :], film, share)


def random_soils(
    size: int, water_per_cm: Spectrum, rng: np.random.Generator
) -> tuple[Spectrum, Spectrum]:
    """Draws bare soils.

    Args:
        size: n.
        water_per_cm: absorption coefficient of water, shape (1051,).
        rng: the stream of the draws.

    Returns:
        Reflectance, shape (n, 1051), and gravimetric moisture in percent, shape (n,).
    """
    moisture = MOISTURE_PERCENT[1] * rng.beta(0.7, 1.9, size)
    return wetted(dry_soils(size, rng), moisture, water_per_cm, rng), moisture
