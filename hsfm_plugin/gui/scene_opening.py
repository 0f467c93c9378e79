"""Opens scenes: a product from disk or a layer of the project, understood by the engine's info."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional, Sequence

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...engine.errors import EngineError, InputUnreadable
from ..engine_link import EngineLink
from ..i18n import tr
from ..layers.scene_layer import SCENE_KEY, scene_path
from ..paths import scene_stem
from ..tasks import EngineTask, FunctionTask
from .composite import Limits, apply_composite, stretch_limits
from .scene_words import scene_title
from .state import PanelState, SceneFacts


class SceneOpening(QObject):
    """Asks the engine about a scene and tells the panel's state what it is."""

    layer_added = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, state: PanelState, link: EngineLink) -> None:
        super().__init__()
        self._state, self._link = state, link
        self._task: Optional[EngineTask] = None
        self._last: Any = None

    def open_product(self, path: str) -> None:
        """Understands a product and adds its cube to the project."""
        self._last = (path, None)
        self._ask(path, None)

    def use_layer(self, layer: Optional[QgsRasterLayer]) -> None:
        """Understands a layer of the project; None empties the panel."""
        self._forget_task()
        if layer is None:
            self._state.set_scene(None)
            return
        self._last = (scene_path(layer), layer)
        self._ask(scene_path(layer), layer)

    def again(self) -> None:
        """Repeats the last request."""
        if self._last is not None:
            self._ask(*self._last)

    def composite(self, name: str) -> None:
        """Shows a composite of ``info.display`` on the scene's layer."""
        scene = self._state.scene
        bands = scene.info["display"].get(name) if scene else None
        if scene is None or scene.layer is None or not bands:
            return
        self._stretch(scene.layer, scene.info, bands)

    def _forget_task(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            self._link.cancel(task)

    def _ask(self, path: str, layer: Optional[QgsRasterLayer]) -> None:
        self._forget_task()
        self._state.set_opening()
        task = self._link.run(tr("Open {}").format(Path(path).name), "info", {"scene": path})
        self._task = task

        def on_answer(message: Any) -> None:
            if self._task is task:
                self._task = None
                self._understand(path, message["metrics"], layer)

        def on_error(error: EngineError) -> None:
            if self._task is task:
                self._task = None
                self._state.refuse_scene(error)

        def on_cancelled() -> None:
            if self._task is task:
                self._task = None
                self._state.set_scene(None)

        task.succeeded.connect(on_answer)
        task.failed.connect(on_error)
        task.cancelled.connect(on_cancelled)

    def _understand(self, path: str, info: Any, layer: Optional[QgsRasterLayer]) -> None:
        is_new = layer is None
        if layer is None:
            layer = self._find_layer(info["cube"]) or self._make_layer(path, info)
        if layer is None:
            self._state.refuse_scene(
                InputUnreadable(f"QGIS cannot show {info['cube']} as a raster layer.")
            )
            return
        self._state.set_scene(SceneFacts(path, info, layer))
        if is_new:
            self.layer_added.emit(layer)
            bands = info["display"].get("rgb") or info["display"].get("cir")
            if bands:
                self._stretch(layer, info, bands)

    def _find_layer(self, cube: str) -> Optional[QgsRasterLayer]:
        for layer in QgsProject.instance().mapLayers().values():
            if isinstance(layer, QgsRasterLayer) and layer.source() == cube:
                return layer
        return None

    def _make_layer(self, path: str, info: Any) -> Optional[QgsRasterLayer]:
        options = QgsRasterLayer.LayerOptions()
        options.loadDefaultStyle = False
        layer = QgsRasterLayer(info["cube"], scene_title(info), "gdal", options)
        if not layer.isValid():
            return None
        layer.setCustomProperty(SCENE_KEY, path)
        QgsProject.instance().addMapLayer(layer)
        return layer

    def _stretch(self, layer: QgsRasterLayer, info: Any, bands: Sequence[int]) -> None:
        source, nodata = layer.source(), info.get("nodata")
        task = FunctionTask(
            tr("Read the display range"),
            lambda stop: stretch_limits(source, bands, nodata),
        )

        def on_limits(limits: Limits) -> None:
            try:
                apply_composite(layer, bands, limits)
            except RuntimeError:  # the layer was removed meanwhile
                return
            self._state.scene_changed.emit()

        task.done.connect(on_limits)
        task.failed.connect(self.failed)
        self._link.in_background(task)


def scene_name(scene: SceneFacts) -> str:
    """The short name of a scene in file names."""
    return scene_stem(scene.path if "ENMAP" in scene.path.upper() else Path(scene.path).stem)
