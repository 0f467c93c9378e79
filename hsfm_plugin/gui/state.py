"""What the sections of the panel share; they listen to this and do not know each other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Dict, List, Optional, Tuple

from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...engine.errors import EngineError
from ..labels.counts import Count
from ..labels.label_layer import LabelLayer

MODEL_TASKS = "models_"
"""What the names of the tasks around the store of models start with."""


@dataclass(frozen=True)
class SceneFacts:
    """A scene that the engine has understood.

    Attributes:
        path: what the engine opens.
        info: the engine's answer to ``info``.
        layer: the raster layer that shows it; None once it is removed.
    """

    path: str
    info: Dict[str, Any]
    layer: Optional[QgsRasterLayer]

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        """The coordinate system as QGIS knows it."""
        if self.layer is not None and self.layer.crs().isValid():
            return self.layer.crs()
        return QgsCoordinateReferenceSystem(str(self.info["grid"].get("crs") or ""))

    @property
    def group(self) -> str:
        """Name of the layer-tree group of what is made from it."""
        return f"HSFM · {self.layer.name()}" if self.layer is not None else "HSFM"

    @property
    def is_radiance(self) -> bool:
        """Whether it holds radiance at the sensor, not reflectance at the ground."""
        return str(self.info.get("level") or "").upper().startswith("L1")

    @property
    def has_wavelengths(self) -> bool:
        """Whether it is known at which wavelengths the bands lie."""
        return bool(self.info.get("range_nm"))

    @property
    def pixel_area(self) -> float:
        """Area of a pixel in the square of the CRS unit."""
        x, y = self.info["grid"]["pixel_size"]
        return abs(float(x) * float(y))


@dataclass(frozen=True)
class Head:
    """A trained classifier: its file, and what is known of its backbone and its accuracy."""

    path: str
    name: str
    backbone: str = ""
    metrics: Dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ScoreMap:
    """A map of scores and the list of what lies above its threshold.

    Attributes:
        path: of the map.
        layer_id: of the layer that shows it.
        detections: path of the list; empty where there is none.
        title: what the list is called, as a layer and over its rows.
        scene: path of the scene that it is of.
    """

    path: str
    layer_id: str
    detections: str
    title: str
    scene: str


class PanelState(QObject):
    """The scene, the labels, the head and the results of the panel.

    Attributes:
        newest: which of the head and the results came last, by its name here.
    """

    scene_changed = pyqtSignal()
    labels_changed = pyqtSignal()
    head_changed = pyqtSignal()
    results_changed = pyqtSignal()
    run_changed = pyqtSignal()
    spectra_changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.scene: Optional[SceneFacts] = None
        self.is_opening = False
        self.refusal: Optional[EngineError] = None
        self.labels: Optional[LabelLayer] = None
        self.counts: Dict[str, Count] = {}
        self.class_spectra: Dict[str, Any] = {}
        self.head: Optional[Head] = None
        self.class_map: Dict[str, Any] = {}
        self.class_map_path = ""
        self.map_layers: Dict[str, str] = {}
        self.cover: Dict[str, Any] = {}
        self.traits: Dict[str, Any] = {}
        self.traits_layer = ""
        self.anomalies: Dict[str, Any] = {}
        self.anomaly_map: Optional[ScoreMap] = None
        self.targets: Dict[str, Any] = {}
        self.target_map: Optional[ScoreMap] = None
        self.similar: Dict[str, Any] = {}
        self.similar_map: Optional[ScoreMap] = None
        self.newest = ""
        self.running = ""
        self.last_run: Tuple[str, str] = ("", "")
        self._mapped = ""

    def set_opening(self) -> None:
        """A scene is being read."""
        self.scene, self.refusal, self.is_opening = None, None, True
        self.scene_changed.emit()

    def set_scene(self, scene: Optional[SceneFacts]) -> None:
        """A scene was understood, or none is chosen; what was mapped of another one is past."""
        self.scene, self.refusal, self.is_opening = scene, None, False
        is_other = scene is not None and scene.path != self._mapped
        if scene is not None and is_other:
            self._mapped, self.last_run = scene.path, ("", "")
            self.class_map, self.cover, self.traits, self.anomalies = {}, {}, {}, {}
            self.class_map_path, self.map_layers, self.anomaly_map = "", {}, None
            self.targets, self.target_map, self.similar, self.similar_map = {}, None, {}, None
        self.scene_changed.emit()
        if is_other:
            self.results_changed.emit()

    def refuse_scene(self, error: EngineError) -> None:
        """The engine refused the scene."""
        self.scene, self.refusal, self.is_opening = None, error, False
        self.scene_changed.emit()

    def set_labels(self, labels: Optional[LabelLayer]) -> None:
        """Another label layer was chosen."""
        self.labels, self.counts = labels, {}
        self.labels_changed.emit()

    def set_counts(self, counts: Dict[str, Count]) -> None:
        """The labels were counted again."""
        self.counts = counts
        self.labels_changed.emit()

    def set_class_spectra(self, metrics: Dict[str, Any]) -> None:
        """The spectra under the labels were read again; empty when there are none."""
        if metrics or self.class_spectra:
            self.class_spectra = metrics
            self.spectra_changed.emit()

    def set_head(self, head: Optional[Head]) -> None:
        """A head was trained or loaded; what another one mapped is past, though its layers stay."""
        if head is not None and (self.head is None or head.path != self.head.path):
            self.class_map, self.class_map_path, self.map_layers = {}, "", {}
        self.head, self.newest = head, "head"
        self.head_changed.emit()
        self.results_changed.emit()

    def move_head(self, path: str, name: str) -> None:
        """The file of the head has another place and name now; what it mapped is still its own."""
        if self.head is not None:
            self.head = replace(self.head, path=path, name=name)
            self.head_changed.emit()

    def set_class_map(
        self,
        metrics: Dict[str, Any],
        path: str = "",
        layers: Optional[Dict[str, str]] = None,
    ) -> None:
        """A class map was made, or is past.

        Args:
            metrics: of the run; empty for none.
            path: of the map.
            layers: ids of the layers of the run, by the role of their raster.
        """
        self.class_map, self.class_map_path, self.newest = metrics, path, "class_map"
        self.map_layers = dict(layers or {})
        self.results_changed.emit()

    def set_cover(self, metrics: Dict[str, Any]) -> None:
        """A map of the cover was made."""
        self.cover, self.newest = metrics, "cover"
        self.results_changed.emit()

    def set_traits(self, metrics: Dict[str, Any], layer_id: str = "") -> None:
        """A map of traits was made; its layer shows one of them at a time."""
        self.traits, self.traits_layer, self.newest = metrics, layer_id, "traits"
        self.results_changed.emit()

    def set_anomalies(self, metrics: Dict[str, Any], made: Optional[ScoreMap] = None) -> None:
        """An anomaly map was made, or its threshold was moved and its list made again."""
        self.anomalies, self.anomaly_map, self.newest = metrics, made, "anomalies"
        self.results_changed.emit()

    def set_targets(self, metrics: Dict[str, Any], made: Optional[ScoreMap] = None) -> None:
        """A map of targets was made, or its threshold was moved and its list made again."""
        self.targets, self.target_map, self.newest = metrics, made, "targets"
        self.results_changed.emit()

    def set_similar(self, metrics: Dict[str, Any], made: Optional[ScoreMap] = None) -> None:
        """A map of what is similar was saved, or its threshold was moved."""
        self.similar, self.similar_map, self.newest = metrics, made, "similar"
        self.results_changed.emit()

    def set_running(self, task: str, last: Tuple[str, str] = ("", "")) -> None:
        """A run of the engine began (its task's name) or ended (empty, with how it went)."""
        self.running = task
        self.last_run = last
        self.run_changed.emit()

    @property
    def is_mapping(self) -> bool:
        """Whether a run of the Map section is under way, not one of the Models section."""
        return bool(self.running) and not self.running.startswith(MODEL_TASKS)

    @property
    def labelled(self) -> List[str]:
        """Names of the classes that have labels."""
        return [name for name, count in self.counts.items() if count.polygons]
