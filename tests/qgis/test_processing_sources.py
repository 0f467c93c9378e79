"""Which file the engine is given for a layer that the user chose in Processing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("qgis.core", reason="these tests run in QGIS's own Python")

from osgeo import ogr
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from tests.qgis import kit


@pytest.fixture(scope="module", autouse=True)
def _provider() -> Any:
    return kit.provider()


@pytest.fixture
def project() -> Any:
    kit.application()
    made = QgsProject()
    yield made
    made.clear()


@pytest.fixture
def layer(potsdam_labels: Path, tmp_path: Path, project: QgsProject) -> QgsVectorLayer:
    """The reference polygons as a layer of the project, from a file of its own."""
    path = tmp_path / "labels.gpkg"
    shutil.copyfile(potsdam_labels, path)
    path.chmod(0o644)
    file = ogr.Open(str(path))
    made = QgsVectorLayer(f"{path}|layername={file.GetLayer(0).GetName()}", "labels", "ogr")
    assert made.isValid()
    project.addMapLayer(made)
    return made


def _values(project: QgsProject, name: str = "train", **given: Any) -> dict[str, Any]:
    """What the engine would be asked."""
    context = QgsProcessingContext()
    context.setProject(project)
    algorithm = kit.provider().algorithm(name).create()
    assert algorithm.prepare(given, context, QgsProcessingFeedback(False))
    return dict(algorithm.values)


def _count(path: str) -> int:
    file = ogr.Open(path)  # a layer dies with its dataset
    return int(file.GetLayer(0).GetFeatureCount())


def test_a_layer_on_disk_is_given_by_its_own_file_and_name(
    project: QgsProject, layer: QgsVectorLayer, tmp_path: Path
) -> None:
    values = _values(project, scene="x", labels=layer, out=str(tmp_path / "h.hsfm"))
    assert values["labels"] == str(tmp_path / "labels.gpkg")
    assert values["layer"] == layer.source().split("layername=")[1]
    assert values["field"] == "class"


def test_unsaved_edits_reach_the_engine(
    project: QgsProject, layer: QgsVectorLayer, tmp_path: Path
) -> None:
    before = layer.featureCount()
    assert layer.startEditing()
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("Polygon((0 0, 1 0, 1 1, 0 0))"))
    assert layer.addFeature(feature)
    values = _values(project, scene="x", labels=layer.id(), out=str(tmp_path / "h.hsfm"))
    layer.rollBack()
    assert values["labels"] != str(tmp_path / "labels.gpkg")
    assert values["layer"] is None
    assert _count(values["labels"]) == before + 1


def test_only_the_selected_features_reach_the_engine_when_asked(
    project: QgsProject, layer: QgsVectorLayer, tmp_path: Path
) -> None:
    layer.selectByIds([feature.id() for feature in layer.getFeatures()][:7])
    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), True)
    values = _values(project, scene="x", labels=chosen, out=str(tmp_path / "h.hsfm"))
    assert _count(values["labels"]) == 7


def test_a_filter_on_the_layer_reaches_the_engine(
    project: QgsProject, layer: QgsVectorLayer, tmp_path: Path
) -> None:
    assert layer.setSubsetString("class_id = 6")
    values = _values(project, scene="x", labels=layer, out=str(tmp_path / "h.hsfm"))
    assert _count(values["labels"]) == layer.featureCount()


def test_a_memory_layer_is_exported_with_its_fields(project: QgsProject, tmp_path: Path) -> None:
    memory = QgsVectorLayer(
        "Polygon?crs=EPSG:32633&field=fid:integer&field=class:string", "m", "memory"
    )
    for name in ("soil", "water"):
        feature = QgsFeature(memory.fields())
        feature.setGeometry(QgsGeometry.fromWkt("Polygon((0 0, 1 0, 1 1, 0 0))"))
        feature.setAttributes([1, name])
        assert memory.dataProvider().addFeature(feature)
    project.addMapLayer(memory)
    values = _values(project, scene="x", labels=memory, out=str(tmp_path / "h.hsfm"))
    file = ogr.Open(values["labels"])
    written = file.GetLayer(0)
    assert [feature.GetField("class") for feature in written] == ["soil", "water"]
    assert written.GetSpatialRef().GetAuthorityCode(None) == "32633"


def test_a_loaded_raster_is_given_by_its_file(project: QgsProject, potsdam: Path) -> None:
    path = next(potsdam.glob("*SPECTRAL_IMAGE.TIF"))
    raster = QgsRasterLayer(str(path), "scene")
    project.addMapLayer(raster)
    for given in (raster, raster.id(), str(path)):
        assert _values(project, "info", scene=given)["scene"] == str(path)


def test_a_layer_of_an_opened_product_is_given_by_the_product(
    project: QgsProject, potsdam: Path
) -> None:
    from hsfm.hsfm_plugin.layers.scene_layer import SCENE_KEY

    raster = QgsRasterLayer(str(next(potsdam.glob("*SPECTRAL_IMAGE.TIF"))), "scene")
    raster.setCustomProperty(SCENE_KEY, str(potsdam))
    project.addMapLayer(raster)
    assert _values(project, "info", scene=raster)["scene"] == str(potsdam)


def test_a_raster_that_is_no_file_is_refused_with_a_way_out(project: QgsProject) -> None:
    tiles = QgsRasterLayer(
        "type=xyz&url=http://localhost/%7Bz%7D/%7Bx%7D/%7By%7D.png", "tiles", "wms"
    )
    project.addMapLayer(tiles)
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(project)
    algorithm = kit.provider().algorithm("info").create()
    assert not algorithm.prepare({"scene": tiles}, context, feedback)
    assert "Save it as a GeoTIFF" in feedback.textLog()


def test_an_area_layer_is_given_by_its_file_if_that_has_no_other_layer(
    project: QgsProject, layer: QgsVectorLayer, tmp_path: Path
) -> None:
    values = _values(project, "anomaly", scene="x", aoi=layer, out=str(tmp_path / "a.tif"))
    assert values["aoi"] == str(tmp_path / "labels.gpkg")
    file = ogr.Open(str(tmp_path / "labels.gpkg"), 1)
    file.CreateLayer("another")
    del file
    values = _values(project, "anomaly", scene="x", aoi=layer, out=str(tmp_path / "a.tif"))
    assert values["aoi"] != str(tmp_path / "labels.gpkg")
    assert _count(values["aoi"]) == layer.featureCount()
