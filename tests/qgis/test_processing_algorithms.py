"""HSFM's algorithms run inside QGIS, alone and in a model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("qgis.core", reason="these tests run in QGIS's own Python")

import numpy as np
from qgis.core import (
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsProject,
    QgsRasterLayer,
    QgsSingleBandPseudoColorRenderer,
)

from tests.qgis import kit
from tests.qgis.processing_kit import run_algorithm, run_and_load

CLASSES = {"roof", "pavement", "low vegetation", "tree", "soil", "water"}


@pytest.fixture(scope="module", autouse=True)
def _provider() -> Any:
    return kit.provider()


@pytest.fixture(scope="module")
def head(potsdam: Path, potsdam_labels: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A head trained by ``hsfm:train``, and that run's results."""
    out = tmp_path_factory.mktemp("head") / "potsdam.hsfm"
    given = {"scene": str(potsdam), "labels": str(potsdam_labels), "out": str(out)}
    results, done, _, feedback = run_algorithm("train", given)
    assert done, feedback.textLog()
    return out, results


def test_info_gives_numbers_and_json(potsdam: Path) -> None:
    results, done, _, feedback = run_algorithm("info", {"scene": str(potsdam)})
    assert done, feedback.textLog()
    assert (results["sensor"], results["level"]) == ("EnMAP", "L2A")
    assert (results["bands_total"], results["bands_usable"]) == (224, 218)
    assert results["valid_pixels"] == 12_288
    assert json.loads(results["json"])["grid"]["height"] == 128


def test_train_gives_a_head_and_its_accuracy(head: Any) -> None:
    out, results = head
    assert Path(results["out"]) == out
    assert out.stat().st_size > 0
    assert 0.2 < results["balanced_accuracy"] < 1.0
    assert results["winner"] == "train"
    assert 0.0 < results["calibration_error"] < 0.3
    assert {entry["name"] for entry in json.loads(results["json"])["classes"]} == CLASSES


def test_classify_loads_a_map_with_names_history_and_date(
    potsdam: Path, head: Any, tmp_path: Path
) -> None:
    given = {"head": str(head[0])}
    _, layers = run_and_load("classify", potsdam, given, out=tmp_path / "map.tif")
    layer = layers["out"]
    assert isinstance(layer.renderer(), QgsPalettedRasterRenderer)
    assert {entry.label for entry in layer.renderer().classes()} >= CLASSES
    assert any("classify" in text for text in layer.metadata().history())
    assert layer.temporalProperties().isActive()
    begin = layer.temporalProperties().fixedTemporalRange().begin()
    assert begin.date().toString("yyyy-MM-dd") == "2022-07-24"


def test_assess_measures_a_map_and_refuses_areas_of_polygons(
    potsdam: Path, potsdam_labels: Path, head: Any, tmp_path: Path
) -> None:
    path = str(tmp_path / "map.tif")
    _, done, _, feedback = run_algorithm(
        "classify", {"scene": str(potsdam), "head": str(head[0]), "out": path}
    )
    assert done, feedback.textLog()
    for given in (path, QgsRasterLayer(path, "map")):
        values = {"map": given, "labels": str(potsdam_labels), "sample": "random"}
        results, done, _, feedback = run_algorithm("assess", values)
        assert done, feedback.textLog()
        assert 0.5 < results["overall_accuracy"] <= 1.0
        assert json.loads(results["json"])["area"] is None
        assert "one polygon" in feedback.textLog()


def test_classify_loads_class_sets_and_what_is_unlike_the_labels(
    potsdam: Path, head: Any, tmp_path: Path
) -> None:
    places = {role: tmp_path / f"{role}.tif" for role in ("out", "sets", "unlike")}
    results, layers = run_and_load("classify", potsdam, {"head": str(head[0])}, **places)
    assert isinstance(layers["sets"].renderer(), QgsPalettedRasterRenderer)
    labels = [entry.label for entry in layers["sets"].renderer().classes()]
    assert labels[:2] == ["1 class", "2 classes"]
    assert set(kit.band_names(results["sets"])) == {"number of classes", *CLASSES}
    assert isinstance(layers["unlike"].renderer(), QgsSingleBandPseudoColorRenderer)
    found = json.loads(results["json"])
    assert found["sets"]["mean_size"] >= 1
    assert "label_next" in found
    assert "unlike everything labelled" in results["log"]


def test_quick_map_loads_covers_and_fractions_with_their_styles(
    potsdam: Path, tmp_path: Path
) -> None:
    places = {"out": tmp_path / "cover.tif", "fractions": tmp_path / "fractions.tif"}
    results, layers = run_and_load("quickmap", potsdam, **places)
    assert isinstance(layers["out"].renderer(), QgsPalettedRasterRenderer)
    labels = [entry.label for entry in layers["out"].renderer().classes()]
    assert labels == [*kit.COVERS, kit.UNKNOWN]
    assert isinstance(layers["fractions"].renderer(), QgsMultiBandColorRenderer)
    assert tuple(kit.band_names(results["fractions"])) == kit.COVERS
    found = [entry for entry in json.loads(results["json"])["classes"] if entry["pixels"]]
    assert results["covers"] == len(found) > 1
    assert "simulated spectra" in results["log"]


def test_traits_give_a_styled_raster_of_one_band_a_trait(potsdam: Path, tmp_path: Path) -> None:
    results, layers = run_and_load("traits", potsdam, out=tmp_path / "traits.tif")
    assert isinstance(layers["out"].renderer(), QgsSingleBandPseudoColorRenderer)
    assert tuple(kit.band_names(results["out"])) == kit.TRAITS
    found = [entry for entry in json.loads(results["json"])["traits"] if entry["pixels"]]
    assert results["traits"] == len(found) > 0


@pytest.mark.parametrize("name", ["quickmap", "traits"])
def test_radiance_is_refused_with_a_way_out(name: str, shared_data: Path, tmp_path: Path) -> None:
    from tests.qgis.model_files import make_radiance

    scene = make_radiance(shared_data, tmp_path / "l1c")
    given = {"scene": str(scene), "out": str(tmp_path / "map.tif")}
    _, done, _, feedback = run_algorithm(name, given)
    assert not done
    assert "input.wrong_level" in feedback.textLog()
    assert "Download the L2A" in feedback.textLog()
    assert not (tmp_path / "map.tif").exists()


def test_export_gives_a_model_that_classify_takes(potsdam: Path, head: Any, tmp_path: Path) -> None:
    out = tmp_path / "exported.onnx"
    results, done, _, feedback = run_algorithm("export", {"head": str(head[0]), "out": str(out)})
    assert done, feedback.textLog()
    assert Path(results["out"]) == out and out.stat().st_size > 0
    maps = []
    for number, used in enumerate((head[0], out)):
        path = str(tmp_path / f"{number}.tif")
        given = {"scene": str(potsdam), "head": str(used), "out": path}
        _, done, _, feedback = run_algorithm("classify", given)
        assert done, feedback.textLog()
        maps.append(kit.pixels(path))
    assert (maps[0] == maps[1]).mean() > 0.999  # scores that tie may round to either class


def test_report_is_a_page_that_processing_shows(head: Any, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    results, done, _, feedback = run_algorithm("report", {"head": str(head[0]), "out": str(out)})
    assert done, feedback.textLog()
    assert results["html"] == results["out"] == str(out)
    assert "low vegetation" in out.read_text(encoding="utf-8")


def test_a_backbone_that_nobody_knows_is_refused_with_its_name(
    potsdam: Path, potsdam_labels: Path, tmp_path: Path
) -> None:
    out = str(tmp_path / "head.hsfm")
    given = {"scene": str(potsdam), "labels": str(potsdam_labels), "out": out}
    _, done, _, feedback = run_algorithm("train", {**given, "backbone": "no-such-model"})
    assert not done
    assert "model.unknown" in feedback.textLog() and "no-such-model" in feedback.textLog()


def test_clouds_of_a_reflectance_product_are_refused(potsdam: Path, tmp_path: Path) -> None:
    given = {"scene": str(potsdam), "out": str(tmp_path / "clouds.tif")}
    _, done, _, feedback = run_algorithm("clouds", given)
    assert not done
    assert "model.not_installed" in feedback.textLog() or "wrong_level" in feedback.textLog()


def test_confidence_is_made_only_when_it_is_wanted(
    potsdam: Path, head: Any, tmp_path: Path
) -> None:
    given = {"scene": str(potsdam), "head": str(head[0]), "out": str(tmp_path / "a.tif")}
    results, done, _, feedback = run_algorithm("classify", given)
    assert done, feedback.textLog()
    assert "confidence" not in results
    given.update(out=str(tmp_path / "b.tif"), confidence=str(tmp_path / "c.tif"))
    results, done, _, feedback = run_algorithm("classify", given)
    assert done, feedback.textLog()
    confidence = kit.pixels(results["confidence"])
    assert np.nanmax(confidence[np.isfinite(confidence)]) <= 1.0


def test_a_cancelled_run_leaves_no_output(potsdam: Path, tmp_path: Path) -> None:
    feedback = QgsProcessingFeedback(False)
    feedback.cancel()
    algorithm = kit.provider().algorithm("anomaly")
    given = {"scene": str(potsdam), "out": str(tmp_path / "a.tif")}
    results, done = algorithm.run(given, QgsProcessingContext(), feedback)
    assert (results, done) == ({}, True)
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_says_what_is_wrong_and_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.tif"
    path.write_text("not a raster")
    given = {"scene": str(path), "out": str(tmp_path / "a.tif")}
    _, done, _, feedback = run_algorithm("anomaly", given)
    assert not done
    assert "input.unreadable" in feedback.textLog()
    assert str(path) in feedback.textLog()


def _source(value: Any) -> QgsProcessingModelChildParameterSource:
    return QgsProcessingModelChildParameterSource.fromModelParameter(value)


def _step(name: str, **sources: Any) -> QgsProcessingModelChildAlgorithm:
    """A step of a model; like the modeler's dialog, it writes down every default."""
    step = QgsProcessingModelChildAlgorithm(f"hsfm:{name}")
    step.setChildId(name)
    for definition in kit.provider().algorithm(name).parameterDefinitions():
        source = sources.get(definition.name())
        if source is None and definition.defaultValue() is not None:
            source = QgsProcessingModelChildParameterSource.fromStaticValue(
                definition.defaultValue()
            )
        if source is not None:
            step.addParameterSources(definition.name(), [source])
    return step


def _model() -> QgsProcessingModelAlgorithm:
    """Train on labels, then classify the same scene with that head."""
    model = QgsProcessingModelAlgorithm("train and map", "test")
    for definition in (
        QgsProcessingParameterRasterLayer("scene", "Scene"),
        QgsProcessingParameterFeatureSource("labels", "Labels"),
    ):
        model.addModelParameter(definition, QgsProcessingModelParameter(definition.name()))
    train = _step("train", scene=_source("scene"), labels=_source("labels"))
    trained = QgsProcessingModelChildParameterSource.fromChildOutput("train", "out")
    classify = _step("classify", scene=_source("scene"), head=trained)
    final = QgsProcessingModelOutput("map", "map")
    final.setChildId("classify")
    final.setChildOutputName("out")
    classify.setModelOutputs({"map": final})
    model.addChildAlgorithm(train)
    model.addChildAlgorithm(classify)
    return model


def test_a_model_of_train_and_classify_makes_the_same_map(
    potsdam: Path, potsdam_labels: Path, head: Any, tmp_path: Path
) -> None:
    model = _model()
    valid, problems = model.validate()
    assert valid, problems
    # As in the modeler's own dialog: a scene that QGIS can open, as a layer of the project.
    project = QgsProject()
    raster = QgsRasterLayer(str(next(potsdam.glob("*SPECTRAL_IMAGE.TIF"))), "scene")
    project.addMapLayer(raster)
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(project)
    destination = str(tmp_path / "model.tif")
    name = model.destinationParameterDefinitions()[0].name()
    given = {"scene": raster.id(), "labels": str(potsdam_labels), name: destination}
    results, done = model.run(given, context, feedback)
    assert done, feedback.textLog()
    alone = {"scene": str(potsdam), "head": str(head[0]), "out": str(tmp_path / "alone.tif")}
    assert run_algorithm("classify", alone)[1]
    assert np.array_equal(kit.pixels(results[name]), kit.pixels(alone["out"]))
