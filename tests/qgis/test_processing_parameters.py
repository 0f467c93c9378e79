"""HSFM's algorithms as Processing sees them, before anything runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("qgis.core", reason="these tests run in QGIS's own Python")

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from engine.parameters import LAYER, MAPPING_TASKS, OUTPUT, Task
from tests.qgis import kit

ADVANCED = QgsProcessingParameterDefinition.Flag.FlagAdvanced
OPTIONAL = QgsProcessingParameterDefinition.Flag.FlagOptional


@pytest.fixture(scope="module", autouse=True)
def _provider() -> Any:
    return kit.provider()


def _algorithm(name: str) -> QgsProcessingAlgorithm:
    return kit.provider().algorithm(name)


def test_the_provider_has_the_mapping_tasks_under_their_names() -> None:
    names = {algorithm.name() for algorithm in kit.provider().algorithms()}
    assert names == {
        *("info", "quickmap", "traits", "train", "classify", "assess", "report"),
        *("anomaly", "targetdetection", "findsimilar", "detections", "clouds", "export"),
    }
    assert names == {task.name for task in MAPPING_TASKS}


@pytest.mark.parametrize("task", MAPPING_TASKS, ids=lambda task: task.name)
def test_parameters_are_those_of_the_declaration(task: Task) -> None:
    declared = [p for p in task.parameters if p.kind != LAYER]
    definitions = _algorithm(task.name).parameterDefinitions()
    assert [d.name() for d in definitions] == [p.name for p in declared]
    for parameter, definition in zip(declared, definitions):
        assert definition.description().startswith(parameter.label)
        assert definition.help() == parameter.help
        assert bool(definition.flags() & ADVANCED) == parameter.advanced
        assert bool(definition.flags() & OPTIONAL) <= (not parameter.required)
        assert definition.isDestination() == (parameter.role == OUTPUT)
        if parameter.default is not None:
            assert definition.defaultValue() == parameter.default
        if isinstance(definition, QgsProcessingParameterNumber):
            if parameter.minimum is not None:
                assert definition.minimum() == parameter.minimum
            if parameter.maximum is not None:
                assert definition.maximum() == parameter.maximum
            assert parameter.unit in definition.description()
        if isinstance(definition, QgsProcessingParameterEnum):
            assert tuple(definition.options()) == parameter.choices


@pytest.mark.parametrize(
    ("path", "is_taken"), [("a.hsfm", True), ("a.onnx", True), ("a.pth", False)]
)
def test_classify_takes_heads_and_onnx_models(path: str, is_taken: bool, potsdam: Path) -> None:
    given = {"scene": str(potsdam), "head": path, "out": "map.tif"}
    algorithm = _algorithm("classify")
    assert algorithm.checkParameterValues(given, QgsProcessingContext())[0] == is_taken


def test_the_backbone_is_text_so_that_models_of_others_can_be_named() -> None:
    definition = _algorithm("train").parameterDefinition("backbone")
    assert isinstance(definition, QgsProcessingParameterString)
    assert definition.checkValueIsAcceptable("spectralearth-vit-s")


@pytest.mark.parametrize("task", MAPPING_TASKS, ids=lambda task: task.name)
def test_algorithms_can_be_batched_and_cancelled(task: Task) -> None:
    flags = _algorithm(task.name).flags()
    assert flags & QgsProcessingAlgorithm.Flag.FlagSupportsBatch
    assert flags & QgsProcessingAlgorithm.Flag.FlagCanCancel


def test_a_number_field_has_the_decimals_that_a_false_alarm_rate_needs() -> None:
    definition = _algorithm("anomaly").parameterDefinition("false_alarm_rate")
    assert definition.metadata()["widget_wrapper"]["decimals"] >= 6


@pytest.mark.parametrize(
    ("name", "output"),
    [("anomaly", "detections"), ("targetdetection", "detections"), ("detections", "out")],
)
def test_a_list_of_detections_is_a_layer_of_polygons(name: str, output: str) -> None:
    definition = _algorithm(name).parameterDefinition(output)
    assert isinstance(definition, QgsProcessingParameterVectorDestination)
    assert definition.dataType() == QgsProcessing.SourceType.TypeVectorPolygon
    assert definition.defaultFileExtension() == "gpkg"
    assert definition.createByDefault() == (name == "detections")


@pytest.mark.parametrize("name", ["anomaly", "targetdetection", "findsimilar", "detections"])
def test_score_maps_tell_their_threshold_as_a_number(name: str) -> None:
    outputs = {output.name(): output.type() for output in _algorithm(name).outputDefinitions()}
    assert outputs["threshold"] == "outputNumber"
    assert outputs["json"] == "outputString"


def test_targets_may_be_polygons_or_points() -> None:
    definition = _algorithm("targetdetection").parameterDefinition("polygons")
    assert set(definition.dataTypes()) == {
        QgsProcessing.SourceType.TypeVectorPolygon,
        QgsProcessing.SourceType.TypeVectorPoint,
    }


def test_a_scene_may_be_a_product_that_qgis_cannot_open(potsdam: Path) -> None:
    algorithm = _algorithm("info")
    for path in (potsdam, next(potsdam.glob("*METADATA.XML"))):
        ok, text = algorithm.checkParameterValues({"scene": str(path)}, QgsProcessingContext())
        assert ok, text


@pytest.mark.parametrize("given", [{}, {"scene": "/there/is/no/such/scene.tif"}])
def test_a_scene_that_is_not_there_is_refused_before_the_run(given: dict[str, str]) -> None:
    ok, text = _algorithm("info").checkParameterValues(given, QgsProcessingContext())
    assert not ok
    assert text


def test_without_an_engine_the_algorithm_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HSFM_ENGINE_PYTHON", "/there/is/no/python")
    ok, text = _algorithm("info").canExecute()
    assert not ok
    assert "/there/is/no/python" in text


def test_with_an_engine_the_algorithm_can_run() -> None:
    assert _algorithm("info").canExecute() == (True, "")
