"""Says what is missing before a run can start; empty where nothing is."""

from __future__ import annotations

from ...engine.parameters import QUICKMAP
from ..engine_link import EngineLink
from ..i18n import tr
from .backbone_choice import BackboneChoice
from .models import Models
from .state import PanelState

COVER_MODEL = str(QUICKMAP.parameter("model").default)
"""The model that Quick Map and Traits use; it comes with HSFM."""


def for_engine(state: PanelState, link: EngineLink) -> str:
    """What keeps the engine from answering at once."""
    if not link.is_startable:
        return tr("The engine is not set up yet.")
    return tr("Wait until the running task is done, or cancel it.") if state.running else ""


class Missing:
    """What the tool tips of disabled buttons say."""

    def __init__(
        self, state: PanelState, link: EngineLink, models: Models, backbone: BackboneChoice
    ) -> None:
        self._state, self._link = state, link
        self._models, self._backbone = models, backbone

    def for_scene(self) -> str:
        """What is missing for anything that reads the scene."""
        return for_engine(self._state, self._link) or self._for_any_run()

    def _for_any_run(self) -> str:
        if not self._link.is_startable:
            return tr("The engine is not set up yet.")
        if self._state.scene is None:
            return tr("Choose a scene first.")
        return ""

    def for_quick_map(self) -> str:
        """What is missing for Quick Map."""
        return self._for_cover(tr("Quick Map"))

    def for_traits(self) -> str:
        """What is missing for Traits."""
        return self._for_cover(tr("Traits"))

    def _for_cover(self, what: str) -> str:
        scene, missing = self._state.scene, self.for_scene()
        if missing or scene is None:
            return missing
        if scene.is_radiance:
            return tr(
                "{} needs reflectance, and this scene holds radiance. Open the L2A of this scene."
            ).format(what)
        if not scene.has_wavelengths:
            return tr(
                "{} needs to know the wavelengths of the bands. Keep the header file of this "
                "raster beside it, then open it again."
            ).format(what)
        model = self._models.known.get(COVER_MODEL)
        return model.fits if model is not None else ""

    def for_training(self, is_continued: bool = False) -> str:
        """What is missing for Train, which has other classes already if it goes on from a head."""
        return self.for_scene() or self._for_learning(1 if is_continued else 2)

    def for_preview(self) -> str:
        """What is missing for a preview; it waits by itself while something else runs."""
        return self._for_any_run() or self._for_learning(2)

    def _for_learning(self, least: int) -> str:
        state = self._state
        if self._backbone.misfit:
            return self._backbone.misfit
        if state.labels is None:
            return tr("Choose or make a label layer first.")
        if not state.labelled:
            return tr("Draw a few polygons for each class first.")
        if len(state.labelled) < least:
            return tr(
                "You have labels for one class. Draw at least one polygon of another class "
                "to train."
            )
        return ""

    def for_similar(self) -> str:
        """What is missing for Find Similar; it waits by itself while something else runs."""
        return self._for_any_run() or self._backbone.misfit

    def for_targets(self, method: str, is_library: bool) -> str:
        """What is missing for a target search, the target itself apart."""
        missing, scene = self.for_scene(), self._state.scene
        if missing or scene is None:
            return missing
        if is_library and scene.is_radiance:
            return tr(
                "Libraries hold reflectance, and this scene holds radiance. Open the L2A of this "
                "scene, or take the target from pixels."
            )
        if is_library and not scene.has_wavelengths:
            return tr(
                "A library needs to know the wavelengths of the bands. Keep the header file of "
                "this raster beside it, or take the target from pixels."
            )
        return self._backbone.misfit if method == "similarity" else ""

    def for_classes(self) -> str:
        """What is missing for Classify."""
        missing = self.for_scene()
        if not missing and self._state.head is None:
            return tr("Train first, or load a head.")
        return missing

    def for_clouds(self) -> str:
        """What is missing for Clouds."""
        missing = self.for_scene()
        if not missing and not self._models.cloud_model:
            return tr("Get the SpecTf model in Models first.")
        return missing
