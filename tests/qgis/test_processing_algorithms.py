"""HSFM's algorithms run inside QGIS, alone and in a model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("qgis.core", reason="these tests run in QGIS's own Python")

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)

from tests.qgis import kit

CLASSES = {"roof", "pavement", "low vegetation", "tree", "soil", "water"}


@pytest.fixture(scope="module", autouse=True)
def _provider() -> Any:
    return kit.provider()


def _run(name: str, given: dict[str, Any], project: QgsProject | None = None) -> tuple[Any, ...]:
    """Runs an algorithm; gives results, success, context and feedback."""
    context = QgsProcessingContext()
    if project is not None:
        context.setProject(project)
    feedback = QgsProcessingFeedback(False)
    algorithm = kit.provider().algorithm(name)
    ok, text = algorithm.checkParameterValues(given, context)
    assert ok, text
    results, done = algorithm.run(given, context, feedback)
    return results, done, context, feedback


@pytest.fixture(scope="module")
def head(potsdam: Path, potsdam_labels: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A head trained by ``hsfm:train``, and that run's results."""
    out = tmp_path_factory.mktemp("head") / "potsdam.hsfm"
    given = {"scene": str(potsdam), "labels": str(potsdam_labels), "out": str(out)}
    results, done, _, feedback = _run("train", given)
    assert done, feedback.textLog()
    return out, results


def test_info_gives_numbers_and_json(potsdam: Path) -> None:
    results, done, _, feedback = _run("info", {"scene": str(potsdam)})
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
    project = QgsProject()
    path = str(tmp_path / "map.tif")
    wanted = QgsProcessingOutputLayerDefinition(path, project)
    given = {"scene": str(potsdam), "head": str(head[0]), "out": wanted}
    results, done, context, feedback = _run("classify", given, project)
    assert done, feedback.textLog()
    layer = QgsProcessingUtils.mapLayerFromString(results["out"], context)
    dresser = context.layerToLoadOnCompletionDetails(results["out"]).postProcessor()
    assert dresser is not None
    dresser.postProcessLayer(layer, context, feedback)
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
    _, done, _, feedback = _run(
        "classify", {"scene": str(potsdam), "head": str(head[0]), "out": path}
    )
    assert done, feedback.textLog()
    for given in (path, QgsRasterLayer(path, "map")):
        values = {"map": given, "labels": str(potsdam_labels), "sample": "random"}
        results, done, _, feedback = _run("assess", values)
        assert done, feedback.textLog()
        assert 0.5 < results["overall_accuracy"] <= 1.0
        assert json.loads(results["json"])["area"] is None
        assert "one polygon" in feedback.textLog()


def _loaded(
    name: str, potsdam: Path, given: dict[str, str] | None = None, **outputs: Path
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Runs an algorithm with its layers wanted in a project, and dresses them as QGIS does.

    ``given`` are inputs besides the scene. The context owns the layers; it stays with the results.
    """
    project = QgsProject()
    wanted = {
        key: QgsProcessingOutputLayerDefinition(str(path), project) for key, path in outputs.items()
    }
    results, done, context, feedback = _run(
        name, {"scene": str(potsdam), **(given or {}), **wanted}, project
    )
    assert done, feedback.textLog()
    layers = {}
    for key in outputs:
        layers[key] = QgsProcessingUtils.mapLayerFromString(results[key], context)
        dresser = context.layerToLoadOnCompletionDetails(results[key]).postProcessor()
        dresser.postProcessLayer(layers[key], context, feedback)
    return {**results, "log": feedback.textLog(), "context": context}, layers


def test_classify_loads_class_sets_and_what_is_unlike_the_labels(
    potsdam: Path, head: Any, tmp_path: Path
) -> None:
    places = {role: tmp_path / f"{role}.tif" for role in ("out", "sets", "unlike")}
    results, layers = _loaded("classify", potsdam, {"head": str(head[0])}, **places)
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
    results, layers = _loaded("quickmap", potsdam, **places)
    assert isinstance(layers["out"].renderer(), QgsPalettedRasterRenderer)
    labels = [entry.label for entry in layers["out"].renderer().classes()]
    assert labels == [*kit.COVERS, kit.UNKNOWN]
    assert isinstance(layers["fractions"].renderer(), QgsMultiBandColorRenderer)
    assert tuple(kit.band_names(results["fractions"])) == kit.COVERS
    found = [entry for entry in json.loads(results["json"])["classes"] if entry["pixels"]]
    assert results["covers"] == len(found) > 1
    assert "simulated spectra" in results["log"]


def test_traits_give_a_styled_raster_of_one_band_a_trait(potsdam: Path, tmp_path: Path) -> None:
    results, layers = _loaded("traits", potsdam, out=tmp_path / "traits.tif")
    assert isinstance(layers["out"].renderer(), QgsSingleBandPseudoColorRenderer)
    assert tuple(kit.band_names(results["out"])) == kit.TRAITS
    found = [entry for entry in json.loads(results["json"])["traits"] if entry["pixels"]]
    assert results["traits"] == len(found) > 0


@pytest.mark.parametrize("name", ["quickmap", "traits"])
def test_radiance_is_refused_with_a_way_out(name: str, shared_data: Path, tmp_path: Path) -> None:
    from tests.qgis.model_files import make_radiance

    scene = make_radiance(shared_data, tmp_path / "l1c")
    given = {"scene": str(scene), "out": str(tmp_path / "map.tif")}
    _, done, _, feedback = _run(name, given)
    assert not done
    assert "input.wrong_level" in feedback.textLog()
    assert "Download the L2A" in feedback.textLog()
    assert not (tmp_path / "map.tif").exists()


def test_export_gives_a_model_that_classify_takes(potsdam: Path, head: Any, tmp_path: Path) -> None:
    out = tmp_path / "exported.onnx"
    results, done, _, feedback = _run("export", {"head": str(head[0]), "out": str(out)})
    assert done, feedback.textLog()
    assert Path(results["out"]) == out and out.stat().st_size > 0
    maps = []
    for number, used in enumerate((head[0], out)):
        path = str(tmp_path / f"{number}.tif")
        given = {"scene": str(potsdam), "head": str(used), "out": path}
        _, done, _, feedback = _run("classify", given)
        assert done, feedback.textLog()
        maps.append(kit.pixels(path))
    assert (maps[0] == maps[1]).mean() > 0.999  # scores that tie may round to either class


def test_report_is_a_page_that_processing_shows(head: Any, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    results, done, _, feedback = _run("report", {"head": str(head[0]), "out": str(out)})
    assert done, feedback.textLog()
    assert results["html"] == results["out"] == str(out)
    assert "low vegetation" in out.read_text(encoding="utf-8")


def test_a_backbone_that_nobody_knows_is_refused_with_its_name(
    potsdam: Path, potsdam_labels: Path, tmp_path: Path
) -> None:
    out = str(tmp_path / "head.hsfm")
    given = {"scene": str(potsdam), "labels": str(potsdam_labels), "out": out}
    _, done, _, feedback = _run("train", {**given, "backbone": "no-such-model"})
    assert not done
    assert "model.unknown" in feedback.textLog() and "no-such-model" in feedback.textLog()


def test_clouds_of_a_reflectance_product_are_refused(potsdam: Path, tmp_path: Path) -> None:
    given = {"scene": str(potsdam), "out": str(tmp_path / "clouds.tif")}
    _, done, _, feedback = _run("clouds", given)
    assert not done
    assert "model.not_installed" in feedback.textLog() or "wrong_level" in feedback.textLog()


def test_confidence_is_made_only_when_it_is_wanted(
    potsdam: Path, head: Any, tmp_path: Path
) -> None:
    given = {"scene": str(potsdam), "head": str(head[0]), "out": str(tmp_path / "a.tif")}
    results, done, _, feedback = _run("classify", given)
    assert done, feedback.textLog()
    assert "confidence" not in results
    given.update(out=str(tmp_path / "b.tif"), confidence=str(tmp_path / "c.tif"))
    results, done, _, feedback = _run("classify", given)
    assert done, feedback.textLog()
    confidence = kit.pixels(results["confidence"])
    assert np.nanmax(confidence[np.isfinite(confidence)]) <= 1.0


def test_anomaly_gives_its_threshold_as_a_number(potsdam: Path, tmp_path: Path) -> None:
    given = {"scene": str(potsdam), "out": str(tmp_path / "a.tif"), "false_alarm_rate": 0.01}
    results, done, _, feedback = _run("anomaly", given)
    assert done, feedback.textLog()
    scores = kit.pixels(results["out"])
    assert int((scores > results["threshold"]).sum()) == results["above"]


def test_a_target_search_loads_scores_and_a_list(potsdam: Path, tmp_path: Path) -> None:
    places = {"out": tmp_path / "scores.tif", "detections": tmp_path / "found.gpkg"}
    given = {"pixels": "40,72;41,72", "false_alarm_rate": 0.01}
    results, layers = _loaded("targetdetection", potsdam, given, **places)
    scores = kit.pixels(results["out"])
    assert int((scores > results["threshold"]).sum()) == results["above"]
    assert isinstance(layers["out"].renderer(), QgsSingleBandPseudoColorRenderer)
    metrics = json.loads(results["json"])
    assert [target["pixels"] for target in metrics["targets"]] == [2]
    listed = layers["detections"]
    assert isinstance(listed, QgsVectorLayer)
    assert listed.featureCount() == metrics["detections"]["listed"] > 0
    assert {"rank", "score", "size_px", "flag"} <= {field.name() for field in listed.fields()}
    assert listed.crs().authid() == "EPSG:32633"
    assert "Target: " in results["log"] and "detections" in results["log"]


def test_points_on_a_map_are_a_target(potsdam: Path, tmp_path: Path) -> None:
    points = QgsVectorLayer("Point?crs=EPSG:32633", "targets", "memory")
    layer = QgsRasterLayer(str(next(potsdam.glob("*SPECTRAL_IMAGE.TIF"))), "scene")
    extent, step = layer.extent(), layer.rasterUnitsPerPixelX()
    feature = QgsFeature(points.fields())
    place = QgsPointXY(extent.xMinimum() + 72.5 * step, extent.yMaximum() - 40.5 * step)
    feature.setGeometry(QgsGeometry.fromPointXY(place))
    points.dataProvider().addFeature(feature)
    project = QgsProject()
    project.addMapLayer(points)
    maps = []
    for name, given in (("a.tif", {"polygons": points.id()}), ("b.tif", {"pixels": "40,72"})):
        values = {"scene": str(potsdam), "out": str(tmp_path / name), **given}
        results, done, _, feedback = _run("targetdetection", values, project)
        assert done, feedback.textLog()
        maps.append(kit.pixels(results["out"]))
    assert maps[0] == pytest.approx(maps[1], nan_ok=True)


def test_a_target_search_without_a_target_says_what_to_give(potsdam: Path, tmp_path: Path) -> None:
    given = {"scene": str(potsdam), "out": str(tmp_path / "a.tif")}
    _, done, _, feedback = _run("targetdetection", given)
    assert not done
    assert "input.bad_parameter" in feedback.textLog() and "polygons" in feedback.textLog()


def test_find_similar_gives_the_chosen_pixel_the_highest_score(
    potsdam: Path, tmp_path: Path
) -> None:
    results, layers = _loaded("findsimilar", potsdam, {"like": "40,72"}, out=tmp_path / "like.tif")
    scores = kit.pixels(results["out"])
    assert scores[40, 72] == pytest.approx(np.nanmax(scores)) == pytest.approx(1.0, abs=1e-3)
    assert isinstance(layers["out"].renderer(), QgsSingleBandPseudoColorRenderer)
    assert int((scores > results["threshold"]).sum()) == results["above"]


def test_detections_of_a_score_map_load_as_a_layer(potsdam: Path, tmp_path: Path) -> None:
    scores = tmp_path / "scores.tif"
    first, done, _, feedback = _run("anomaly", {"scene": str(potsdam), "out": str(scores)})
    assert done, feedback.textLog()
    given = {"scores": str(scores), "threshold": first["threshold"]}
    results, layers = _loaded("detections", potsdam, given, out=tmp_path / "found.gpkg")
    listed = layers["out"]
    assert listed.featureCount() == results["count"] > 0
    assert sum(feature["size_px"] for feature in listed.getFeatures()) == first["above"]
    assert any("detections" in text for text in listed.metadata().history())


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
    _, done, _, feedback = _run("anomaly", given)
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
    assert _run("classify", alone)[1]
    assert np.array_equal(kit.pixels(results[name]), kit.pixels(alone["out"]))
