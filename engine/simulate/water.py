"""Reflectance of inland water from what is dissolved and suspended in it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Spectrum = npt.NDArray[np.float64]


def inherent_optics(
    wavelength_nm: Spectrum,
    pure_absorption_per_m: Spectrum,
    *,
    chlorophyll_mg_m3: float | Spectrum,
    cdom_per_m: float | Spectrum,
    sediment_g_m3: float | Spectrum,
) -> tuple[Spectrum, Spectrum]:
    """Absorption and backscattering coefficients of natural water; arguments may broadcast.

    Returns:
        Absorption and backscattering, per metre.

    Source:
        As ``water_reflectance``.
    """
    scaled = wavelength_nm / 440.0
    pigment = 0.05 * chlorophyll_mg_m3**0.65
    phytoplankton = pigment * (
        np.exp(-0.5 * ((wavelength_nm - 440) / 38) ** 2)
        + 0.35 * np.exp(-0.5 * ((wavelength_nm - 500) / 45) ** 2)
        + 0.45 * np.exp(-0.5 * ((wavelength_nm - 675) / 11) ** 2)
        + 0.15 * np.exp(-0.5 * ((wavelength_nm - 625) / 20) ** 2)
    )
    dissolved = cdom_per_m * np.exp(-0.015 * (wavelength_nm - 440))
    detritus = 0.03 * sediment_g_m3 * np.exp(-0.0123 * (wavelength_nm - 440))
    absorption = pure_absorption_per_m + phytoplankton + dissolved + detritus
    backscatter = (
        0.00144 * (wavelength_nm / 500) ** -4.32
        + 0.5 * 0.018 * sediment_g_m3 * scaled**-0.7
        + 0.005 * 0.3 * chlorophyll_mg_m3**0.62 * scaled**-1.0
    )
    return absorption, backscatter


def water_reflectance(
    wavelength_nm: Spectrum,
    pure_absorption_per_m: Spectrum,
    *,
    chlorophyll_mg_m3: float,
    cdom_per_m: float,
    sediment_g_m3: float,
    glint: float = 0.003,
) -> Spectrum:
    """Irradiance reflectance just above optically deep water, plus a little sky glint.

    Args:
        wavelength_nm: shape (n,).
        pure_absorption_per_m: absorption coefficient of pure water at these wavelengths.
        chlorophyll_mg_m3: chlorophyll-a.
        cdom_per_m: absorption by coloured dissolved matter at 440 nm.
        sediment_g_m3: suspended mineral matter.
        glint: spectrally flat reflection at the surface.

    Returns:
        Shape (n,), unitless.

    Source:
        Subsurface remote-sensing reflectance 0.089 u + 0.125 u^2 with u = bb / (a + bb) and its
        passage through the surface, 0.52 r / (1 - 1.7 r): Lee, Carder and Arnone (2002), Applied
        Optics 41, 5755. Sea-water backscatter: Morel (1974). Phytoplankton absorption of
        0.05 C^0.65 per metre at 440 nm with a second peak at 675 nm: Bricaud et al. (1995).
        Coloured matter with slope 0.015 / nm: Bricaud et al. (1981). Mineral scattering of
        0.5 m2/g with a backscattered share of 0.018: Babin et al. (2003), Petzold (1972).
    """
    absorption, backscatter = inherent_optics(
        wavelength_nm,
        pure_absorption_per_m,
        chlorophyll_mg_m3=chlorophyll_mg_m3,
        cdom_per_m=cdom_per_m,
        sediment_g_m3=sediment_g_m3,
    )
    ratio = backscatter / (absorption + backscatter)
    below = 0.089 * ratio + 0.125 * ratio**2
    above = 0.52 * below / (1 - 1.7 * below)
    made: Spectrum = np.pi * above + glint
    return made


def water_palettes(
    wavelength_nm: Spectrum, pure_absorption_per_m: Spectrum, rng: np.random.Generator
) -> dict[str, Spectrum]:
    """Palettes of a river, lakes and small ponds, each ordered from clear to turbid.

    Returns:
        Cover name to shape (8, n).
    """
    kinds = {  # chlorophyll mg/m3, coloured matter 1/m, sediment g/m3: low and high ends
        "river": ((6.0, 12.0), (0.7, 1.1), (6.0, 14.0)),
        "lake": ((2.0, 12.0), (0.3, 0.7), (1.0, 4.0)),
        "pond": ((4.0, 45.0), (0.6, 1.8), (2.0, 9.0)),
    }
    made = {}
    for name, (chlorophyll, cdom, sediment) in kinds.items():
        places = (np.arange(8) + rng.uniform(-0.3, 0.3, 8)).clip(0, 7) / 7
        made[name] = np.stack(
            [
                water_reflectance(
                    wavelength_nm,
                    pure_absorption_per_m,
                    chlorophyll_mg_m3=chlorophyll[0] + p * (chlorophyll[1] - chlorophyll[0]),
                    cdom_per_m=cdom[0] + p * (cdom[1] - cdom[0]),
                    sediment_g_m3=sediment[0] + p * (sediment[1] - sediment[0]),
                )
                for p in places
            ]
        )
    return made
