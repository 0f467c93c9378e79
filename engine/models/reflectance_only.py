"""Keeps radiance away from networks that were trained on reflectance."""

from __future__ import annotations

from ..bands.plan import ON_SPECTRA
from ..errors import WrongLevel
from ..scene.scene import Scene, is_radiance


def refuse_radiance(scene: Scene, wanted_by: str) -> None:
    """Lets scenes of reflectance pass.

    Raises:
        WrongLevel: the scene holds radiance.
    """
    if is_radiance(scene.level):
        raise WrongLevel(
            f"{scene.product} is a radiance product ({scene.level}), and {wanted_by} was trained "
            "on reflectance.",
            hint=f"Use the L2A product of this scene, or {ON_SPECTRA}.",
        )
