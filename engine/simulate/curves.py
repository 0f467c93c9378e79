"""Random spectral curves: continua through nodes, absorption bands, and slow deviations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.interpolate import PchipInterpolator

from .materials import Material

Spectrum = npt.NDArray[np.float64]

GRID_NM: Spectrum = np.arange(400.0, 2501.0, 2.0)
"""Wavelengths of all spectra that are drawn for pretraining, shape (1051,)."""

_CENTRE_SHIFT_NM = 3.0
_BRIGHTEST = 0.98


def gaussians(wavelength_nm: Spectrum, centre: Spectrum, width: Spectrum) -> Spectrum:
    """Bells of height 1.

    Args:
        wavelength_nm: shape (w,).
        centre, width: centre and standard deviation in nm, shape (n,).

    Returns:
        Shape (n, w).
    """
    made: Spectrum = np.exp(
        -0.5 * ((wavelength_nm[None, :] - centre[:, None]) / width[:, None]) ** 2
    )
    return made


def absorbed(
    curves: Spectrum,
    rng: np.random.Generator,
    bands: Sequence[tuple[float, float, float, float]],
    wavelength_nm: Spectrum = GRID_NM,
) -> Spectrum:
    """Puts absorption bands of random depth into curves.

    Args:
        curves: shape (n, w).
        rng: the stream of the draws.
        bands: (centre in nm, standard deviation in nm, lowest and highest relative depth) of each.
        wavelength_nm: shape (w,).

    Returns:
        Shape (n, w).
    """
    made = curves
    for centre, width, low, high in bands:
        size = len(curves)
        depth = rng.uniform(low, high, (size, 1))
        shift = _CENTRE_SHIFT_NM * rng.standard_normal(size).clip(-2, 2)
        spread = width * rng.uniform(0.8, 1.25, size)
        made = made * (1 - depth * gaussians(wavelength_nm, centre + shift, spread))
    return made


def wander(
    rng: np.random.Generator, size: int, strength: float, wavelength_nm: Spectrum = GRID_NM
) -> Spectrum:
    """Slow relative deviations that no named absorption explains: grain, mixture, illumination.

    Args:
        rng: the stream of the draws.
        size: n.
        strength: standard deviation at the knots.
        wavelength_nm: shape (w,).

    Returns:
        Factors around 1, shape (n, w).
    """
    knots = np.array([380, 470, 560, 680, 850, 1100, 1400, 1750, 2100, 2550], dtype=np.float64)
    heights = strength * rng.standard_normal((size, len(knots))).clip(-2.5, 2.5)
    made: Spectrum = np.exp(np.asarray(PchipInterpolator(knots, heights, axis=1)(wavelength_nm)))
    return made


def through(nodes: Sequence[tuple[float, float]], wavelength_nm: Spectrum = GRID_NM) -> Spectrum:
    """A monotone-preserving curve through (nm, reflectance); shape (w,)."""
    at, values = np.array(nodes, dtype=np.float64).T
    return np.asarray(PchipInterpolator(at, values)(wavelength_nm), dtype=np.float64)


def drawn(
    materials: Mapping[str, Material],
    size: int,
    rng: np.random.Generator,
    *,
    depth: tuple[float, float] = (0.3, 1.6),
    slope: float = 0.12,
    strength: float = 0.06,
) -> tuple[Spectrum, npt.NDArray[np.int64]]:
    """Draws samples of materials: each as often, none twice the same.

    Args:
        materials: what to draw from.
        size: n.
        rng: the stream of the draws.
        depth: lowest and highest factor on the depth of the absorptions.
        slope: standard deviation of the exponent of (wavelength / 1000 nm).
        strength: of ``wander``.

    Returns:
        Reflectance, shape (n, 1051), 0..0.98, and the index of each sample's material.
    """
    names = list(materials)
    index = rng.permutation(np.arange(size) % len(names))
    curves = np.empty((size, len(GRID_NM)))
    for number, name in enumerate(names):
        of = np.nonzero(index == number)[0]
        material = materials[name]
        plain = Material(material.continuum, ()).reflectance(GRID_NM)
        low, high = np.log(material.brightness)
        made = plain * np.exp(rng.uniform(low, high, (len(of), 1)))
        bands = [(c, w, d * depth[0], min(d * depth[1], 0.9)) for c, w, d in material.absorptions]
        curves[of] = absorbed(made, rng, bands)
    exponent = slope * rng.standard_normal((size, 1)).clip(-2, 2)
    curves = curves * (GRID_NM / 1000.0) ** exponent * wander(rng, size, strength)
    return curves.clip(0.002, _BRIGHTEST), index


def mixed(curves: Spectrum, rng: np.random.Generator, most: float) -> Spectrum:
    """Puts up to ``most`` of another, random curve of the same set into each curve."""
    share = most * rng.beta(1.0, 2.0, (len(curves), 1))
    made: Spectrum = (1 - share) * curves + share * curves[rng.permutation(len(curves))]
    return made
