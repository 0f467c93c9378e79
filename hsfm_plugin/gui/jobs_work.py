"""Puts the list of jobs together with the panel: what it is called, its button, its window."""

from __future__ import annotations

from typing import Any, Optional, Tuple

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtWidgets import QToolButton

from ..engine_link import EngineLink
from ..job_history import JobHistory, history_path
from ..jobs import Jobs
from ..layers.scene_layer import scene_path
from ..paths import scene_stem
from .jobs_again import RunAgain
from .jobs_button import JobsButton
from .jobs_dialog import JobsDialog
from .map_section import MapSection
from .models import Models
from .scene_opening import SceneOpening
from .state import PanelState, SceneFacts


class JobsWork:
    """Owns the list; makes its window when it is first wanted."""

    def __init__(
        self,
        iface: Any,
        state: PanelState,
        link: EngineLink,
        map_section: MapSection,
        models: Models,
        opening: SceneOpening,
        button: QToolButton,
    ) -> None:
        self._iface, self._state = iface, state
        self.jobs = Jobs(link, JobHistory(history_path()))
        self.jobs.name_scene = self._name_scene
        self._starter = map_section.starter
        self._starter.promised = lambda: self.jobs.promised
        self.again = RunAgain(self.jobs, link, state, map_section, models, opening)
        self._button = JobsButton(button, self.jobs)
        self._dialog: Optional[JobsDialog] = None

    def show(self) -> None:
        """Opens the window, or brings it to the front."""
        if self._dialog is None:
            self._dialog = JobsDialog(self.jobs, self.again, self._starter, self._iface)
        self._dialog.show()
        self._dialog.tell_of_file()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def close(self) -> None:
        """Keeps the list for the next session and takes the window out of QGIS."""
        self._starter.promised = list
        self.jobs.close()
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None

    def _name_scene(self, path: str) -> Tuple[str, str]:
        """The title of a scene, and the group of what is made from it."""
        scene = self._state.scene
        if scene is None or scene.path != path:
            layers = QgsProject.instance().mapLayers().values()
            rasters = [layer for layer in layers if isinstance(layer, QgsRasterLayer)]
            layer = next((layer for layer in rasters if scene_path(layer) == path), None)
            scene = SceneFacts(path, {}, layer)
        if scene.layer is None:
            return scene_stem(path), scene.group
        return scene.layer.name(), scene.group
