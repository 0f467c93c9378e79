"""The band plan: which bands of a scene serve what a model wants, and how."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import AllNodata, NoWavelengths
from ..scene.bands import Band
from ..scene.scene import Scene
from .choice import chosen_bands

ON_SPECTRA = (
    "choose the backbone Spectra to train a classifier for this scene (train --backbone spectra)"
)
"""What works with any scene, for the hints of errors: in the words of QGIS, and as a command."""


@dataclass(frozen=True)
class BandRequest:
    """The bands that a model was made for.

    Attributes:
        centres_nm, fwhm_nm, detectors: one entry a band; None where the training scene had none.
        numbers: band numbers in the training scene, for scenes without wavelengths.
        scene_bands: how many bands that scene had.
    """

    centres_nm: tuple[float, ...] | None
    fwhm_nm: tuple[float, ...] | None
    detectors: tuple[str | None, ...] | None
    numbers: tuple[int, ...]
    scene_bands: int = 0

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, made: dict[str, Any]) -> BandRequest:
        """The inverse of ``to_json``.

        Raises:
            KeyError, OverflowError, TypeError, ValueError: something is missing or no list of
                finite numbers, or the lists differ in length.
        """
        numbers = tuple(int(n) for n in made["numbers"])
        centres, fwhm, detectors = made["centres_nm"], made["fwhm_nm"], made["detectors"]
        for given in (centres, fwhm, detectors):
            if given is not None and len(given) != len(numbers):
                raise ValueError("the lists of the band request differ in length")
        return cls(
            None if centres is None else tuple(_finite(c) for c in centres),
            None if fwhm is None else tuple(_finite(w) for w in fwhm),
            None if detectors is None else tuple(None if d is None else str(d) for d in detectors),
            numbers,
            int(made["scene_bands"]),
        )


def _finite(value: Any) -> float:
    made = float(value)
    if not math.isfinite(made):
        raise ValueError(f"{value!r} is no wavelength or width")
    return made


@dataclass(frozen=True)
class BandPlan:
    """What to read, and what becomes of it.

    Attributes:
        read: band numbers, from 1, in the order in which they are read.
        weights: float32 ``(out, len(read))`` that turns them into the wanted bands; None if they
            are taken as they are.
        kind: ``pick`` or ``resample``.
        notes: sentences for the user; empty where everything fits.
    """

    read: tuple[int, ...]
    weights: npt.NDArray[np.float32] | None
    kind: str
    notes: tuple[str, ...] = ()

    @property
    def out_bands(self) -> int:
        return len(self.read) if self.weights is None else int(self.weights.shape[0])


def plan_all_usable(scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
    """Plans all usable bands of a scene, or those that the user chose.

    The order is by wavelength, then detector, so that copies of a product that store their bands
    in another order give the same values; without wavelengths it is that of the file.

    Args:
        scene: the scene.
        bands_text: ``1-90,120`` (numbers) or ``450-900nm``; empty for all.

    Raises:
        AllNodata: no band of the scene is usable.
        BadParameter: ``bands_text`` makes no sense for this scene.
        NoWavelengths: it gives wavelengths and the scene has none.
    """
    if not scene.bands.usable:
        raise AllNodata(
            f"No band of {scene.product} can be used: all are nodata or flagged as bad.",
            hint="Check that the download is complete, or choose another scene.",
        )
    wanted, notes = chosen_bands(scene, bands_text)
    if not scene.bands.has_wavelengths:
        numbers = tuple(sorted(band.number for band in wanted))
        return BandPlan(numbers, None, "pick", notes), BandRequest(
            None, None, None, numbers, len(scene.bands)
        )
    bands = sorted(wanted, key=_spectral_order)
    numbers = tuple(band.number for band in bands)
    return BandPlan(numbers, None, "pick", notes), BandRequest(
        tuple(float(band.centre_nm or 0.0) for band in bands),
        _widths(bands),
        tuple(band.detector for band in bands),
        numbers,
        len(scene.bands),
    )


def plan_request(
    scene: Scene, request: BandRequest, wanted_by: str = "this classifier"
) -> BandPlan:
    """Finds a model's bands in a scene: picks them, resamples, or refuses.

    Args:
        scene: where they are looked for.
        request: the bands.
        wanted_by: who wants them, for the sentences in notes and errors.

    Raises:
        AllNodata: no band of the scene is usable.
        BandsUncovered: bands are wanted where the scene has none; they are listed.
        NoWavelengths: the model needs wavelengths and the scene has none, or the model knows only
            band numbers and the scene has another number of bands.
    """
    from .matching import match_by_wavelength

    if not scene.bands.usable:
        raise AllNodata(
            f"No band of {scene.product} can be used: all are nodata or flagged as bad.",
            hint="Check that the download is complete, or choose another scene.",
        )
    if request.centres_nm is None:
        return _plan_numbers(scene, request)
    if not scene.bands.has_wavelengths:
        raise NoWavelengths(
            f"{scene.product} does not say at which wavelengths its bands lie, and {wanted_by} "
            "finds its bands by wavelength.",
            hint="Give the file its wavelengths (an ENVI header, or METADATA.XML beside it), "
            f"or {ON_SPECTRA}.",
        )
    return match_by_wavelength(scene, request, wanted_by)


def _plan_numbers(scene: Scene, request: BandRequest) -> BandPlan:
    if len(scene.bands) != request.scene_bands:
        raise NoWavelengths(
            f"This classifier was trained on a scene of {request.scene_bands} bands without "
            f"wavelengths; {scene.product} has {len(scene.bands)}, so its bands cannot be found.",
            hint="Use a scene of the same kind, or train on this scene.",
        )
    usable = {band.number for band in scene.bands.usable}
    missing = [n for n in request.numbers if n not in usable]
    if missing:
        from .matching import uncovered

        raise uncovered(scene, f"band {listed(missing)}", "this classifier")
    note = (
        "This classifier was trained without wavelengths; bands are taken by their number, which "
        "is right only for scenes with the same bands in the same order."
    )
    return BandPlan(request.numbers, None, "pick", (note,))


def listed(numbers: Sequence[int]) -> str:
    """Writes numbers for people, runs as ranges: ``1-3, 7``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def _spectral_order(band: Band) -> tuple[float, str, int]:
    return float(band.centre_nm or 0.0), band.detector or "", band.number


def _widths(bands: Sequence[Band]) -> tuple[float, ...] | None:
    if any(band.fwhm_nm is None or not 0 < band.fwhm_nm < np.inf for band in bands):
        return None
    return tuple(float(band.fwhm_nm or 0.0) for band in bands)
