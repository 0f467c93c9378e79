"""Plans bands for networks that take the bands they were trained on and no others."""

from __future__ import annotations

from ..bands.plan import BandPlan, BandRequest, plan_request
from ..errors import BadParameter
from ..scene.scene import Scene
from .reflectance_only import refuse_radiance


def plan_fixed(
    scene: Scene, request: BandRequest, bands_text: str, name: str
) -> tuple[BandPlan, BandRequest]:
    """Finds a network's bands in a scene, or resamples them.

    Args:
        scene: the scene.
        request: the bands of the network.
        bands_text: as the user wrote it; only empty will do.
        name: id of the backbone, for the sentences of errors.

    Raises:
        BadParameter: the user chose bands.
        WrongLevel: the scene holds radiance.
        AllNodata, BandsUncovered, NoWavelengths: as ``plan_request``.
    """
    if bands_text.strip():
        raise BadParameter(
            f"The backbone {name} takes the {len(request.numbers)} bands that it was trained on, "
            f"not {bands_text.strip()!r}.",
            hint="Leave the choice of bands empty, or choose a backbone for any bands.",
        )
    refuse_radiance(scene, f"the backbone {name}")
    return plan_request(scene, request, f"the backbone {name}"), request
