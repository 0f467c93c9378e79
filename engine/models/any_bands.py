"""Plans bands for networks that take any bands and are told their wavelengths."""

from __future__ import annotations

from ..bands.plan import ON_SPECTRA, BandPlan, BandRequest, plan_all_usable
from ..errors import NoWavelengths
from ..scene.scene import Scene
from .reflectance_only import refuse_radiance

OPTICAL_NM = (200.0, 20_000.0)
"""From ultraviolet to thermal infrared: what lies outside is not in nanometres."""
CELL_PX = 4
"""Small features stay visible when one cell of a network covers about this many pixels."""


def plan_by_wavelength(
    scene: Scene, bands_text: str, wanted_by: str
) -> tuple[BandPlan, BandRequest]:
    """Plans all usable bands of a scene, or those that the user chose; see ``plan_all_usable``.

    Args:
        scene: the scene.
        bands_text: as the user wrote it.
        wanted_by: who wants the bands, for the sentences of errors.

    Raises:
        AllNodata, BadParameter: as ``plan_all_usable``.
        NoWavelengths: the scene has none, or they are not in nanometres.
        WrongLevel: the scene holds radiance.
    """
    refuse_radiance(scene, wanted_by)
    if not scene.bands.has_wavelengths:
        raise NoWavelengths(
            f"{scene.product} does not say at which wavelengths its bands lie, and {wanted_by} "
            "takes any bands but must be told their wavelengths.",
            hint="Give the file its wavelengths (an ENVI header, or METADATA.XML beside it), "
            f"or {ON_SPECTRA}.",
        )
    plan, request = plan_all_usable(scene, bands_text)
    low, high = min(request.centres_nm or (0.0,)), max(request.centres_nm or (0.0,))
    if low < OPTICAL_NM[0] or high > OPTICAL_NM[1]:
        raise NoWavelengths(
            f"The bands of {scene.product} lie from {low:g} to {high:g}, which cannot be "
            f"nanometres, and {wanted_by} must be told their wavelengths.",
            hint="Correct the wavelengths, or their unit, in the header of the file.",
        )
    return plan, request
