"""Spectra of a library as the sensor of a scene would have seen them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..bands.matching import EDGE, REACH
from ..bands.plan import BandPlan
from ..bands.response import gaussian_weights, linear_weights, widths_from_spacing
from ..errors import BandsUncovered, NoWavelengths, WrongLevel
from ..scene.scene import Scene, is_radiance
from .spectrum import FloatArray, LibrarySpectrum

LEAST_BANDS, LEAST_SHARE = 5, 0.1
"""A spectrum that covers fewer planned bands, or a smaller share of them, tells materials apart no
better than chance does."""

KERNELS_BYTES = 64 << 20
"""Of the weights that are remembered, one set of wavelengths each; one may take some MiB."""

SHOWN_RANGES = 6
"""How many ranges of uncovered bands a sentence lists."""


def on_bands(spectrum: LibrarySpectrum, scene: Scene, plan: BandPlan) -> FloatArray:
    """Brings a spectrum to the planned bands of a scene.

    Where the library is finer than the sensor, values are averaged by the response of each band;
    elsewhere they are interpolated between neighbours that are near enough.

    Returns:
        float64 ``(plan.out_bands,)``, reflectance; NaN where the spectrum does not cover a band,
        ``uncovered`` says which.

    Raises:
        BandsUncovered: it covers too few bands to be compared with the scene.
        NoWavelengths: the scene does not say at which wavelengths its bands lie.
        WrongLevel: the scene holds radiance; libraries hold reflectance.
    """
    values = all_on_bands([spectrum], scene, plan)[0]
    if values is not None:
        return values
    known = spectrum.centres_nm[np.isfinite(spectrum.values)]
    centres = _bands(scene, plan)[0]
    raise BandsUncovered(
        f"The spectrum '{spectrum.name}' of {spectrum.source} lies between {known[0]:.0f} and "
        f"{known[-1]:.0f} nm; {scene.product} has its bands between {centres.min():.0f} and "
        f"{centres.max():.0f} nm, and too few of them are covered.",
        hint="Choose a spectrum that was measured at the wavelengths of the scene.",
    )


def uncovered(values: FloatArray, scene: Scene, plan: BandPlan) -> str:
    """The planned bands without a value, for people (``1340-1450 nm``); empty if there are none.

    Args:
        values: ``(plan.out_bands,)``, as ``on_bands`` gives them.
    """
    centres = _centres(scene, plan)
    order = np.argsort(centres, kind="stable")
    missing = ~np.isfinite(values[order])
    edges = np.flatnonzero(np.diff(np.concatenate(([False], missing, [False])).astype(int)))
    ranges = [
        (centres[order[first]], centres[order[end - 1]])
        for first, end in zip(edges[::2], edges[1::2])
    ]
    shown = [f"{a:.0f} nm" if a == b else f"{a:.0f}-{b:.0f} nm" for a, b in ranges]
    more = f" and {len(shown) - SHOWN_RANGES} more ranges" if len(shown) > SHOWN_RANGES else ""
    return ", ".join(shown[:SHOWN_RANGES]) + more


def all_on_bands(
    spectra: Sequence[LibrarySpectrum], scene: Scene, plan: BandPlan
) -> list[FloatArray | None]:
    """Brings many spectra to the planned bands; None for those that cover too few of them.

    Raises:
        NoWavelengths, WrongLevel: as ``on_bands``.
    """
    if is_radiance(scene.level):
        raise WrongLevel(
            f"{scene.product} holds radiance ({scene.level}); a spectral library holds "
            "reflectance, and light and atmosphere lie between the two.",
            hint="Use the reflectance product (L2A) of this scene, or take the target from pixels.",
        )
    if not scene.bands.has_wavelengths:
        raise NoWavelengths(
            f"{scene.product} does not say at which wavelengths its bands lie, so a spectral "
            "library cannot be brought to them.",
            hint="Give the file its wavelengths (an ENVI header, or METADATA.XML beside it), or "
            "take the target from pixels.",
        )
    centres, widths = _bands(scene, plan)
    least = max(min(LEAST_BANDS, plan.out_bands), LEAST_SHARE * plan.out_bands)
    made: list[FloatArray | None] = []
    # Spectra of one library mostly share their wavelengths and gaps.
    kernels: dict[bytes, FloatArray] = {}
    for spectrum in spectra:
        known = np.isfinite(spectrum.values)
        at = spectrum.centres_nm[known]
        fwhm = widths_from_spacing(at) if spectrum.fwhm_nm is None else spectrum.fwhm_nm[known]
        key = at.tobytes() + fwhm.tobytes()
        if key not in kernels:
            if sum(one.nbytes for one in kernels.values()) > KERNELS_BYTES:
                kernels.clear()
            kernels[key] = _kernel(at, fwhm, centres, widths)
        read = kernels[key] @ spectrum.values[known]
        values = read if plan.weights is None else _planned(plan.weights.astype(float), read)
        made.append(values if np.isfinite(values).sum() >= least else None)
    return made


def _kernel(
    at_nm: FloatArray, fwhm_nm: FloatArray, centres_nm: FloatArray, widths_nm: FloatArray
) -> FloatArray:
    """Weights ``(bands, values)`` that turn a spectrum into bands; rows of NaN where it ends."""
    kernel = np.full((len(centres_nm), len(at_nm)), np.nan)
    usual = float(np.median(fwhm_nm)) if len(fwhm_nm) else 0.0
    for place, (centre, width) in enumerate(zip(centres_nm, widths_nm)):
        weights = gaussian_weights(at_nm, fwhm_nm, float(centre), float(width))
        if weights is None:
            reach = REACH * min(max(width, usual), 2 * width)
            weights = linear_weights(at_nm, float(centre), reach, EDGE * width)
        if weights is not None:
            kernel[place] = weights
    return kernel


def _planned(weights: FloatArray, read: FloatArray) -> FloatArray:
    """Resamples bands that were read; NaN where a band that counts has no value."""
    missing = ~np.isfinite(read)
    made: FloatArray = weights @ np.where(missing, 0.0, read)
    made[(weights[:, missing] != 0).any(axis=1)] = np.nan
    return made


def _bands(scene: Scene, plan: BandPlan) -> tuple[FloatArray, FloatArray]:
    """Centres and widths of the bands that are read, in nm."""
    places = np.array(plan.read) - 1
    centres = scene.bands.centres_nm[places]
    known = scene.bands.fwhm_nm
    # The distance to the next band of the file: the plan may have left out neighbours.
    guessed = widths_from_spacing(scene.bands.centres_nm)[places]
    return centres, np.where(np.isfinite(known[places]), known[places], guessed)


def _centres(scene: Scene, plan: BandPlan) -> FloatArray:
    """Centres of the planned bands, in nm."""
    centres = _bands(scene, plan)[0]
    if plan.weights is None:
        return centres
    made: FloatArray = plan.weights.astype(float) @ centres
    return made
