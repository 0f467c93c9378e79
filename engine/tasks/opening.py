"""Opens a task's scene, and says whether it fits what is asked of it."""

from __future__ import annotations

from ..context import Context
from ..errors import WrongLevel
from ..scene.opening import open_scene
from ..scene.scene import Scene, is_radiance


def open_for_task(path: str, context: Context) -> Scene:
    """Opens a scene and tells the user what should be known of it.

    Raises:
        EngineError: whatever ``scene.open_scene`` refuses.
    """
    scene = open_scene(path)
    for warning in scene.warnings:
        context.warn(warning)
    _warn_of_radiance(scene, context)
    return scene


def _warn_of_radiance(scene: Scene, context: Context) -> None:
    """Says that a map of a radiance product is valid for this product only."""
    if is_radiance(scene.level):
        context.warn(
            f"{scene.product} is a radiance product ({scene.level}): light and atmosphere are "
            "still in it. Reflectance (L2A) gives results that hold for other scenes, too."
        )


def require_same_kind(scene: Scene, level: str) -> None:
    """Refuses to mix reflectance and radiance.

    Args:
        scene: to be classified.
        level: of the scene that the classifier was trained on; empty if unknown.

    Raises:
        WrongLevel: the classifier was trained on one and the scene is the other.
    """
    if not scene.level or not level or is_radiance(scene.level) == is_radiance(level):
        return
    wanted = "radiance" if is_radiance(level) else "reflectance"
    raise WrongLevel(
        f"{scene.product} is a {scene.level} product, and this classifier was trained on "
        f"{wanted} ({level}).",
        hint=f"Use the {level} product of this scene, or train on this product.",
    )


def warn_without_wavelengths(scene: Scene, context: Context) -> None:
    """Says what cannot be checked in a scene without wavelengths."""
    if not scene.bands.has_wavelengths:
        context.warn(
            f"{scene.product} has no wavelengths: all bands are used as they come, also those that "
            "water vapour makes useless."
        )
