"""What all of HSFM's algorithms share: parameters from the declaration, a run, results."""

# ruff: noqa: N802 - the methods bear the names that QGIS calls

from __future__ import annotations

import os
from typing import Any, Dict, List, Optional, Tuple

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProperty,
    QgsRasterLayer,
)
from qgis.PyQt.QtGui import QIcon

from ...engine.errors import BadParameter
from ...engine.parameters import (
    BOOLEAN,
    CHOICE,
    INTEGER,
    LAYER,
    NUMBER,
    OUTPUT,
    RASTER,
    SCENE,
    VECTOR,
    Parameter,
    Task,
)
from ..i18n import tr
from ..paths import icon
from ..retelling import retold
from .algorithm_help import help_text, help_url
from .declared import definitions, scene_parameter
from .engine_run import failure_text, missing_engine, run_engine
from .sources import export, layer_count, raster_path, vector_file
from .styling import style_when_loaded

Values = Dict[str, Any]


class EngineAlgorithm(QgsProcessingAlgorithm):
    """A task of the engine as a Processing algorithm; subclasses name the task.

    Layers are turned into files in ``prepareAlgorithm``, in the main thread; the engine runs in
    ``processAlgorithm``, in whatever thread Processing chooses.

    Attributes:
        values: what the engine is asked, by parameter name; set by ``prepareAlgorithm``.
    """

    task: Task
    tag_words: Tuple[str, ...] = ("hyperspectral", "EnMAP", "imaging spectroscopy")

    def __init__(self) -> None:
        super().__init__()
        self.values: Values = {}

    def name(self) -> str:
        return self.task.name

    def displayName(self) -> str:
        return tr(self.task.label)

    def shortDescription(self) -> str:
        return tr(self.task.help)

    def shortHelpString(self) -> str:
        return help_text(self.task, self.more_outputs())

    def helpUrl(self) -> str:
        return help_url(self.task)

    def tags(self) -> List[str]:
        return list(self.tag_words)

    def icon(self) -> QIcon:
        return icon("hsfm.svg")

    def createInstance(self) -> EngineAlgorithm:
        return type(self)()

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        for definition in definitions(self.task):
            self.addParameter(definition)
        for output in self.more_outputs():
            self.addOutput(output)

    def more_outputs(self) -> List[QgsProcessingOutputDefinition]:
        """Numbers and texts that the algorithm gives besides files."""
        return []

    def more_results(self, metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> Values:
        """Takes the values of ``more_outputs`` from the engine's metrics and tells them."""
        return {}

    def canExecute(self) -> Tuple[bool, str]:
        problem = missing_engine()
        return (not problem, problem)

    def checkParameterValues(
        self, parameters: Values, context: QgsProcessingContext
    ) -> Tuple[bool, str]:
        """As usual, but a scene may be any path: QGIS cannot open the folder of a product."""
        checked = dict(parameters)
        scene = scene_parameter(self.task)
        if scene is not None:
            path = _text(checked.get(scene.name), context)
            if os.path.exists(path):
                checked[scene.name] = QgsRasterLayer()
        return super().checkParameterValues(checked, context)

    def prepareAlgorithm(
        self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        self.values = {}
        for parameter in self.task.parameters:
            if parameter.kind == LAYER:
                continue  # given together with its vector
            if parameter.kind == VECTOR and parameter.role != OUTPUT:
                self.values.update(self._vector(parameter, parameters, context))
            else:
                self.values[parameter.name] = self._value(parameter, parameters, context)
        try:
            self.values = self.task.validate(self.values)
        except BadParameter as exc:
            raise QgsProcessingException(failure_text(exc)) from exc
        return True

    def processAlgorithm(
        self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Values:
        results = {
            parameter.name: self.values[parameter.name]
            for parameter in self.task.of_role(OUTPUT)
            if self.values[parameter.name]
        }
        link = getattr(self.provider(), "link", None)
        answer = run_engine(self.task.name, self.values, feedback, link, self.displayName())
        if answer is None:
            return {}
        for parameter in self.task.of_role(OUTPUT):
            if parameter.kind in (RASTER, VECTOR) and parameter.name in results:
                style_when_loaded(results[parameter.name], answer.get("provenance") or {}, context)
        metrics = answer.get("metrics") or {}
        for warning in metrics.get("warnings") or ():
            feedback.pushWarning(retold(str(warning)))
        results.update(self.more_results(metrics, feedback))
        return results

    def _value(self, parameter: Parameter, given: Values, context: QgsProcessingContext) -> Any:
        name = parameter.name
        if parameter.role == OUTPUT:
            if parameter.kind in (RASTER, VECTOR):
                return self._layer_destination(parameter, given, context)
            return self.parameterAsFileOutput(given, name, context)
        if parameter.kind == SCENE:
            return self._scene(name, given, context)
        if given.get(name) is None and parameter.default is None:
            return None
        if parameter.kind == RASTER:
            return self._scene(name, given, context)
        if parameter.kind == INTEGER:
            return self.parameterAsInt(given, name, context)
        if parameter.kind == NUMBER:
            return self.parameterAsDouble(given, name, context)
        if parameter.kind == BOOLEAN:
            return self.parameterAsBoolean(given, name, context)
        if parameter.kind == CHOICE:
            return self.parameterAsEnumString(given, name, context)
        return self.parameterAsString(given, name, context)

    def _layer_destination(
        self, parameter: Parameter, given: Values, context: QgsProcessingContext
    ) -> str:
        if not parameter.required and given.get(parameter.name) in (None, ""):
            return ""
        return self.parameterAsOutputLayer(given, parameter.name, context)

    def _scene(self, name: str, given: Values, context: QgsProcessingContext) -> str:
        """The path of a scene or map; a path stays as it is, a layer gives that of its file."""
        path = _text(given.get(name), context)
        if os.path.exists(path):
            return path
        layer = self.parameterAsRasterLayer(given, name, context)
        if layer is None:
            return path  # the engine says what is wrong with it
        return raster_path(layer)

    def _vector(self, parameter: Parameter, given: Values, context: QgsProcessingContext) -> Values:
        """Path and layer of a vector; of the layer's own file wherever that holds the same."""
        name = parameter.name
        if given.get(name) in (None, ""):
            return {name: None}
        in_file = next(
            (p.name for p in self.task.parameters if p.kind == LAYER and p.parent == name), ""
        )
        layer = self.parameterAsVectorLayer(given, name, context)
        if layer is not None and not _is_part(given[name]):
            path, layer_name = vector_file(layer)
            if path and in_file:
                return {name: path, in_file: layer_name or None}
            if path and layer_count(path) == 1:
                return {name: path}
        source = self.parameterAsSource(given, name, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(given, name))
        return {name: export(source, name, context.transformContext())}


def _text(value: Any, context: QgsProcessingContext) -> str:
    """The text of a value that may be a path; empty for a layer."""
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext(), "")[0]
    return value if isinstance(value, str) else ""


def _is_part(value: Any) -> bool:
    """Whether the user chose some features of the layer only."""
    if not isinstance(value, QgsProcessingFeatureSourceDefinition):
        return False
    has_filter = getattr(value, "filterExpression", "")  # since QGIS 3.32
    return bool(value.selectedFeaturesOnly or value.featureLimit > 0 or has_filter)
