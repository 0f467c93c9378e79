"""Soils, roofs, pavements and planted targets: a smooth continuum with known absorption bands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.interpolate import PchipInterpolator

from .covers import TARGETS

Spectrum = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Material:
    """A material's reflectance.

    Attributes:
        continuum: points (wavelength in nm, reflectance) of the curve without narrow absorptions.
        absorptions: (centre in nm, standard deviation in nm, relative depth) of each.
        brightness: lowest and highest factor between samples of it.
    """

    continuum: tuple[tuple[float, float], ...]
    absorptions: tuple[tuple[float, float, float], ...]
    brightness: tuple[float, float] = (0.8, 1.2)

    def reflectance(self, wavelength_nm: Spectrum, depth: float = 1.0) -> Spectrum:
        """The curve at the given wavelengths, its absorptions made ``depth`` times as deep."""
        nodes, values = np.array(self.continuum, dtype=np.float64).T
        made = np.asarray(PchipInterpolator(nodes, values)(wavelength_nm), dtype=np.float64)
        for centre, width, strength in self.absorptions:
            made *= 1 - min(depth * strength, 0.9) * np.exp(
                -0.5 * ((wavelength_nm - centre) / width) ** 2
            )
        return made


# Source of the urban materials: Herold et al. (2004), IEEE TGRS 42, 1907, and Heiden et al. (2007),
# RSE 111, 537 (shapes, and what each absorption belongs to): iron oxide 520 and 870 nm, clay's
# Al-OH 2200 nm, carbonate 2340 nm, hydrocarbons 1730 and 2310 nm; Clark (1999), Manual of Remote
# Sensing 3, ch. 1. Polyethylene and polyvinyl chloride: Cloutis (1989), Science 245, 165, and
# Garaba and Dierssen (2018), RSE 205, 224 (931, 1215, 1417, 1732, 2046 and 2313 nm).
MATERIALS: dict[str, Material] = {
    "tile": Material(
        ((400, 0.07), (480, 0.08), (560, 0.13), (620, 0.23), (750, 0.31), (1100, 0.37),
         (1600, 0.43), (2000, 0.42), (2500, 0.38)),
        ((520, 35, 0.20), (870, 70, 0.12), (1415, 20, 0.03), (1920, 35, 0.08), (2200, 28, 0.06)),
        (0.75, 1.2),
    ),
    "bitumen": Material(
        ((400, 0.055), (600, 0.07), (900, 0.085), (1500, 0.105), (2000, 0.11), (2500, 0.10)),
        ((1730, 16, 0.05), (2310, 26, 0.09), (2350, 18, 0.05)),
        (0.7, 1.4),
    ),
    "sheet_metal": Material(
        ((400, 0.34), (500, 0.46), (700, 0.52), (1000, 0.47), (1300, 0.55), (1700, 0.60),
         (2500, 0.56)),
        ((1020, 90, 0.12), (1735, 14, 0.03), (2310, 22, 0.04)),
        (0.7, 1.15),
    ),
    "asphalt": Material(
        ((400, 0.075), (550, 0.105), (800, 0.135), (1200, 0.165), (1700, 0.19), (2100, 0.19),
         (2500, 0.165)),
        ((520, 40, 0.03), (870, 70, 0.03), (2205, 22, 0.03), (2310, 28, 0.05), (2345, 18, 0.04)),
        (0.6, 1.25),
    ),
    "gravel": Material(
        ((400, 0.12), (500, 0.17), (600, 0.21), (900, 0.26), (1300, 0.30), (1700, 0.32),
         (2100, 0.31), (2500, 0.26)),
        ((500, 45, 0.04), (870, 70, 0.05), (1415, 22, 0.02), (1925, 38, 0.07), (2205, 22, 0.05),
         (2340, 24, 0.06)),
        (0.6, 1.15),
    ),
    "concrete": Material(
        ((400, 0.17), (500, 0.25), (600, 0.30), (900, 0.34), (1300, 0.38), (1700, 0.40),
         (2100, 0.38), (2500, 0.30)),
        ((1415, 22, 0.04), (1930, 40, 0.10), (2205, 20, 0.03), (2340, 24, 0.12)),
        (0.8, 1.2),
    ),
    "blue polyethylene tarp": Material(
        ((400, 0.22), (455, 0.50), (500, 0.40), (560, 0.16), (620, 0.09), (690, 0.11), (760, 0.40),
         (900, 0.62), (1300, 0.64), (1650, 0.58), (2100, 0.46), (2500, 0.30)),
        ((931, 14, 0.07), (1215, 18, 0.28), (1400, 26, 0.22), (1730, 22, 0.55), (1765, 16, 0.30),
         (2046, 20, 0.12), (2313, 22, 0.55), (2352, 16, 0.40), (2425, 30, 0.35)),
        (0.95, 1.05),
    ),
    "white PVC sheet": Material(
        ((400, 0.35), (430, 0.72), (600, 0.80), (1000, 0.76), (1300, 0.70), (1650, 0.62),
         (2100, 0.48), (2500, 0.30)),
        ((1190, 16, 0.18), (1400, 24, 0.16), (1718, 20, 0.42), (2138, 22, 0.16), (2310, 26, 0.42),
         (2430, 30, 0.35)),
        (0.95, 1.05),
    ),
    "artificial turf": Material(
        ((400, 0.04), (470, 0.06), (530, 0.16), (580, 0.09), (660, 0.06), (720, 0.12), (800, 0.34),
         (1000, 0.46), (1300, 0.48), (1650, 0.42), (2100, 0.32), (2500, 0.20)),
        ((1212, 18, 0.24), (1398, 26, 0.20), (1728, 22, 0.48), (1765, 16, 0.26), (2310, 22, 0.50),
         (2350, 16, 0.35)),
        (0.95, 1.05),
    ),
    "orange painted metal": Material(
        ((400, 0.05), (500, 0.06), (555, 0.12), (590, 0.50), (640, 0.66), (800, 0.72), (1200, 0.70),
         (1700, 0.62), (2500, 0.48)),
        ((1685, 14, 0.16), (1735, 16, 0.20), (2140, 22, 0.10), (2310, 26, 0.26)),
        (0.95, 1.05),
    ),
}  # fmt: skip

PALETTE_SIZE = 24


def material_palettes(wavelength_nm: Spectrum, rng: np.random.Generator) -> dict[str, Spectrum]:
    """Draws samples of every material, from dark to bright.

    Roofs and pavements of one material differ by chance alone: gravel lies on flat roofs and in
    yards, and fibre cement weathers like concrete. Age changes the slope of the curve and how deep
    its absorptions are; planted targets are new.

    Returns:
        Cover name to shape (24, n).
    """
    of_material = {name: name for name in MATERIALS}
    of_material |= {"gravel_roof": "gravel", "fibre_cement": "concrete"}
    made = {}
    for name, of in of_material.items():
        material = MATERIALS[of]
        low, high = material.brightness
        age = 0.2 if name in TARGETS else 1.0
        depth = 1 + age * rng.uniform(-0.6, 0.4, PALETTE_SIZE)
        slope = 0.10 * age * rng.standard_normal(PALETTE_SIZE).clip(-2, 2)
        factor = np.linspace(low, high, PALETTE_SIZE)
        made[name] = np.stack(
            [
                f * material.reflectance(wavelength_nm, d) * (wavelength_nm / 1000) ** s
                for f, d, s in zip(factor, depth, slope)
            ]
        ).clip(0.0, 0.95)
    return made


def moisten(
    dry: Spectrum,
    water_per_cm: Spectrum,
    film_cm: float | Spectrum,
    wet_share: float | Spectrum,
) -> Spectrum:
    """Darkens a soil by water; the arguments may be arrays that broadcast.

    Args:
        dry: reflectance of the dry soil, shape (n,).
        water_per_cm: absorption coefficient of water, shape (n,).
        film_cm: effective thickness of the water film.
        wet_share: share of the surface that carries it, 0..1.

    Source:
        Internal reflection in the film, R / (n^2 (1 - R) + R): Angstrom (1925); with the film's
        absorption and the wetted share: Bach and Mauser (1994), IGARSS, 1008.
    """
    index = 1.33
    inside = dry / (index**2 * (1 - dry) + dry)
    wet: Spectrum = (1 - wet_share) * dry + wet_share * inside * np.exp(-water_per_cm * film_cm)
    return wet


def soil_palette(
    wavelength_nm: Spectrum,
    dry_soil: Spectrum,
    water_per_cm: Spectrum,
    rng: np.random.Generator,
    size: int = 30,
) -> Spectrum:
    """Bare soils from dark, mostly moist and humous, to bright, mostly dry and sandy.

    Args:
        wavelength_nm: shape (n,).
        dry_soil: reflectance of a dry soil (prosail's first soil spectrum).
        water_per_cm: absorption coefficient of water.
        rng: the stream of the draws.
        size: how many.

    Returns:
        Shape (size, n).

    Source:
        Iron oxide's charge transfer below 550 nm, its bands at 500 and 870 nm, clay at 2205 nm and
        the darkening by humus: Ben-Dor, Irons and Epema (1999), Manual of Remote Sensing 3, ch. 3.
    """
    soils = []
    for place in np.linspace(0.0, 1.0, size):
        humus = np.clip(1 - place + rng.normal(0, 0.25), 0.0, 1.0)
        iron, clay, lime = rng.uniform((0.02, 0.01, 0.0), (0.16, 0.10, 0.06))
        curve = dry_soil * (0.42 + 0.32 * place)
        curve = curve * (1 - 0.50 * np.exp(-((wavelength_nm - 400) / 240)))
        curve = curve * (1 - 0.40 * humus * np.exp(-((wavelength_nm - 400) / 700)))
        for centre, width, strength in (
            (500, 45, 1.6 * iron),
            (870, 80, iron),
            (2205, 24, clay),
            (2340, 24, lime),
        ):
            curve = curve * (1 - strength * np.exp(-0.5 * ((wavelength_nm - centre) / width) ** 2))
        wet = np.clip(0.8 * (1 - place) * rng.uniform(0.2, 1.0) + rng.uniform(0, 0.3), 0.0, 0.9)
        soils.append(moisten(curve, water_per_cm, rng.uniform(0.008, 0.03), wet))
    return np.stack(soils)
