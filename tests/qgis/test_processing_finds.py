"""HSFM's algorithms that look for something: anomalies, targets, what is similar, detections."""

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
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)

from tests.qgis import kit
from tests.qgis.processing_kit import run_algorithm, run_and_load


@pytest.fixture(scope="module", autouse=True)
def _provider() -> Any:
    return kit.provider()


def test_anomaly_gives_its_threshold_as_a_number(potsdam: Path, tmp_path: Path) -> None:
    given = {"scene": str(potsdam), "out": str(tmp_path / "a.tif"), "false_alarm_rate": 0.01}
    results, done, _, feedback = run_algorithm("anomaly", given)
    assert done, feedback.textLog()
    scores = kit.pixels(results["out"])
    assert int((scores > results["threshold"]).sum()) == results["above"]


def test_a_target_search_loads_scores_and_a_list(potsdam: Path, tmp_path: Path) -> None:
    places = {"out": tmp_path / "scores.tif", "detections": tmp_path / "found.gpkg"}
    given = {"pixels": "40,72;41,72", "false_alarm_rate": 0.01}
    results, layers = run_and_load("targetdetection", potsdam, given, **places)
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
        results, done, _, feedback = run_algorithm("targetdetection", values, project)
        assert done, feedback.textLog()
        maps.append(kit.pixels(results["out"]))
    assert maps[0] == pytest.approx(maps[1], nan_ok=True)


def test_a_target_search_without_a_target_says_what_to_give(potsdam: Path, tmp_path: Path) -> None:
    given = {"scene": str(potsdam), "out": str(tmp_path / "a.tif")}
    _, done, _, feedback = run_algorithm("targetdetection", given)
    assert not done
    assert "input.bad_parameter" in feedback.textLog() and "polygons" in feedback.textLog()


def test_find_similar_gives_the_chosen_pixel_the_highest_score(
    potsdam: Path, tmp_path: Path
) -> None:
    results, layers = run_and_load(
        "findsimilar", potsdam, {"like": "40,72"}, out=tmp_path / "like.tif"
    )
    scores = kit.pixels(results["out"])
    assert scores[40, 72] == pytest.approx(np.nanmax(scores)) == pytest.approx(1.0, abs=1e-3)
    assert isinstance(layers["out"].renderer(), QgsSingleBandPseudoColorRenderer)
    assert int((scores > results["threshold"]).sum()) == results["above"]


def test_detections_of_a_score_map_load_as_a_layer(potsdam: Path, tmp_path: Path) -> None:
    scores = tmp_path / "scores.tif"
    first, done, _, feedback = run_algorithm("anomaly", {"scene": str(potsdam), "out": str(scores)})
    assert done, feedback.textLog()
    given = {"scores": str(scores), "threshold": first["threshold"]}
    results, layers = run_and_load("detections", potsdam, given, out=tmp_path / "found.gpkg")
    listed = layers["out"]
    assert listed.featureCount() == results["count"] > 0
    assert sum(feature["size_px"] for feature in listed.getFeatures()) == first["above"]
    assert any("detections" in text for text in listed.metadata().history())
