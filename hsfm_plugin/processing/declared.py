"""Turns the engine's declaration of a task into Processing parameters.

A scene is a raster layer parameter: it lists the loaded layers, takes a file, and the modeler can
connect the output of another algorithm to it. What QGIS cannot open by itself, such as the folder
of a product, its METADATA.XML or its ZIP, may be given to the same parameter as a path; the engine,
not QGIS, decides whether that path is a scene (see ``EngineAlgorithm.checkParameterValues``).
"""

from __future__ import annotations

from typing import List, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...engine.parameters import (
    BOOLEAN,
    CHOICE,
    FIELD,
    FILE,
    HEAD,
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
from .algorithm_help import label_of

SMALLEST_STEP_DECIMALS = 6
"""Decimals of a number's field: enough for a false-alarm rate of one in a million."""


def definitions(task: Task) -> List[QgsProcessingParameterDefinition]:
    """Makes one Processing parameter per declared one, in the same order and of the same name.

    The layer of a vector file has none of its own: the vector parameter knows which layer it is.
    """
    made = []
    for parameter in task.parameters:
        if parameter.kind == LAYER:
            continue
        definition = _definition(task, parameter)
        definition.setHelp(tr(parameter.help))
        if parameter.advanced:
            flag = QgsProcessingParameterDefinition.Flag.FlagAdvanced
            definition.setFlags(definition.flags() | flag)
        made.append(definition)
    return made


def _definition(task: Task, parameter: Parameter) -> QgsProcessingParameterDefinition:
    name, label = parameter.name, label_of(parameter)
    default = parameter.default
    optional = not parameter.required and default is None
    if parameter.role == OUTPUT:
        return _destination(parameter, label)
    if parameter.kind in (SCENE, RASTER):
        return QgsProcessingParameterRasterLayer(name, label, default, optional)
    if parameter.kind == VECTOR:
        kinds = _geometries(task, parameter)
        return QgsProcessingParameterFeatureSource(name, label, kinds, default, optional)
    if parameter.kind == FIELD:
        return _field(parameter, label)
    if parameter.kind in (HEAD, FILE):
        return _file(parameter, label, optional)
    if parameter.kind == BOOLEAN:
        return QgsProcessingParameterBoolean(name, label, default, optional)
    if parameter.kind == CHOICE:
        return QgsProcessingParameterEnum(
            name, label, list(parameter.choices), False, default, optional, True
        )
    if parameter.kind in (NUMBER, INTEGER):
        return _number(parameter, label)
    return QgsProcessingParameterString(name, label, default, False, optional)


def _file(parameter: Parameter, label: str, optional: bool) -> QgsProcessingParameterFile:
    """A head may also be an ONNX model, which no extension of the declaration says."""
    definition = QgsProcessingParameterFile(
        parameter.name, label, QgsProcessingParameterFile.Behavior.File, "", None, optional
    )
    if parameter.kind == HEAD:
        definition.setFileFilter(f"{label} (*.{parameter.extension} *.onnx)")
    elif parameter.extension:
        definition.setExtension(parameter.extension)
    return definition


def _geometries(task: Task, parameter: Parameter) -> List[int]:
    """Labels (a vector with a field) may be points; an area is made of polygons."""
    has_field = any(p.kind == FIELD and p.parent == parameter.name for p in task.parameters)
    polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
    return [*polygons, QgsProcessing.SourceType.TypeVectorPoint] if has_field else polygons


def _field(parameter: Parameter, label: str) -> QgsProcessingParameterField:
    """A field with a default is optional: QGIS 3.22 takes no default for a mandatory one."""
    definition = QgsProcessingParameterField(
        parameter.name, label, parameter.default, parameter.parent
    )
    if not parameter.required:
        flag = QgsProcessingParameterDefinition.Flag.FlagOptional
        definition.setFlags(definition.flags() | flag)
    return definition


def _number(parameter: Parameter, label: str) -> QgsProcessingParameterNumber:
    types = QgsProcessingParameterNumber.Type
    definition = QgsProcessingParameterNumber(
        parameter.name,
        label,
        types.Integer if parameter.kind == INTEGER else types.Double,
        parameter.default,
        not parameter.required and parameter.default is None,
    )
    if parameter.minimum is not None:
        definition.setMinimum(parameter.minimum)
    if parameter.maximum is not None:
        definition.setMaximum(parameter.maximum)
    if parameter.kind == NUMBER:
        definition.setMetadata({"widget_wrapper": {"decimals": SMALLEST_STEP_DECIMALS}})
    return definition


def _destination(parameter: Parameter, label: str) -> QgsProcessingParameterDefinition:
    optional, made_by_default = not parameter.required, parameter.required
    if parameter.kind == RASTER:
        return QgsProcessingParameterRasterDestination(
            parameter.name, label, None, optional, made_by_default
        )
    if parameter.kind == VECTOR:
        polygons = QgsProcessing.SourceType.TypeVectorPolygon
        return QgsProcessingParameterVectorDestination(
            parameter.name, label, polygons, None, optional, made_by_default
        )
    return QgsProcessingParameterFileDestination(
        parameter.name,
        label,
        f"{label} (*.{parameter.extension})",
        None,
        optional,
        made_by_default,
    )


def scene_parameter(task: Task) -> Optional[Parameter]:
    """The parameter that takes the scene, if the task has one."""
    return next((p for p in task.parameters if p.kind == SCENE), None)
