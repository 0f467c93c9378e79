"""Results on the map: one group, one layer a file, and the story of how each was made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("qgis.core", reason="these tests run in QGIS's own Python")

import numpy as np
from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsApplication,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from tests.qgis import kit

PROVENANCE = {
    "task": "classify",
    "made": "2026-01-02T03:04:05Z",
    "software": {"name": "HSFM", "version": "0.1.0"},
    "scene": {"path": "/data/x", "product": "ENMAP01-X", "acquired": "2022-07-24T10:45:26Z"},
    "bands": {"kind": "pick", "read": [1, 2, 3], "notes": []},
    "parameters": {"memory": 512},
    "warnings": ["Few <labels>."],
}


@pytest.fixture(scope="module", autouse=True)
def _package() -> Any:
    kit.application()
    return kit.package()


@pytest.fixture
def project() -> Any:
    made = QgsProject()
    yield made
    made.clear()


def _raster(path: Path, value: int = 1) -> Path:
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 4, 3, 1, gdal.GDT_Byte)
    dataset.SetGeoTransform((0, 30, 0, 90, 0, -30))
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32633)
    dataset.SetProjection(crs.ExportToWkt())
    dataset.GetRasterBand(1).WriteArray(np.full((3, 4), value, np.uint8))
    dataset = None
    layer = QgsRasterLayer(str(path), "x")
    entry = QgsPalettedRasterRenderer.Class(1, QColor("#00ff00"), "tree")
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, [entry]))
    message, saved = layer.saveNamedStyle(str(path.with_suffix(".qml")))
    assert saved, message
    return path


def _publish(project: QgsProject, *paths: Path, group: str = "HSFM x") -> list[QgsRasterLayer]:
    from hsfm.hsfm_plugin.layers.publish import publish

    outputs = [{"role": "class_map", "path": str(path), "kind": "classes"} for path in paths]
    outputs.append({"role": "head", "path": "/data/h.hsfm", "kind": "head"})
    return list(publish(outputs, PROVENANCE, group, project))


def test_results_stand_in_one_group_on_top_newest_first(
    project: QgsProject, tmp_path: Path
) -> None:
    project.layerTreeRoot().addGroup("older")
    first = _publish(project, _raster(tmp_path / "a.tif"))
    second = _publish(project, _raster(tmp_path / "b.tif"))
    groups = project.layerTreeRoot().findGroups()
    assert [group.name() for group in groups] == ["HSFM x", "older"]
    assert groups[0].findLayerIds() == [second[0].id(), first[0].id()]


def test_no_two_results_bear_one_name(project: QgsProject, tmp_path: Path) -> None:
    _publish(project, _raster(tmp_path / "a.tif"), _raster(tmp_path / "b.tif"))
    names = [layer.name() for layer in project.mapLayers().values()]
    assert sorted(names) == ["Classes", "Classes 2"]


def test_the_same_file_keeps_its_layer_and_shows_the_new_pixels(
    project: QgsProject, tmp_path: Path
) -> None:
    path = _raster(tmp_path / "a.tif", 1)
    first = _publish(project, path)
    path.unlink()
    _raster(path, 2)
    again = _publish(project, path)
    assert [layer.id() for layer in again] == [first[0].id()]
    assert len(project.mapLayers()) == 1
    block = again[0].dataProvider().block(1, again[0].extent(), 4, 3)
    assert block.value(0, 0) == 2


def test_a_result_has_the_engine_s_style_and_the_day_of_its_scene(
    project: QgsProject, tmp_path: Path
) -> None:
    (layer,) = _publish(project, _raster(tmp_path / "a.tif"))
    assert [entry.label for entry in layer.renderer().classes()] == ["tree"]
    span = layer.temporalProperties().fixedTemporalRange()
    assert layer.temporalProperties().isActive()
    assert span.begin().date().toString("yyyy-MM-dd") == "2022-07-24"
    assert span.end().date() == span.begin().date()


def test_the_history_is_written_once_and_lasts_in_a_saved_project(
    project: QgsProject, tmp_path: Path
) -> None:
    from hsfm.hsfm_plugin.layers.history import recall

    path = _raster(tmp_path / "a.tif")
    _publish(project, path)
    _publish(project, path)
    assert project.write(str(tmp_path / "p.qgz"))
    opened = QgsProject()
    assert opened.read(str(tmp_path / "p.qgz"))
    (layer,) = opened.mapLayers().values()
    assert recall(layer) == PROVENANCE
    assert len(layer.metadata().history()) == 1
    assert "ENMAP01-X" in layer.metadata().history()[0]


def test_a_result_that_cannot_be_opened_is_an_error_with_its_path(
    project: QgsProject, tmp_path: Path
) -> None:
    from hsfm.engine.errors import InputUnreadable

    with pytest.raises(InputUnreadable, match=r"gone\.tif"):
        _publish(project, tmp_path / "gone.tif")
    assert project.mapLayers() == {}


def test_a_layer_of_someone_else_has_no_history(tmp_path: Path) -> None:
    from hsfm.hsfm_plugin.layers.history import PROPERTY, recall

    layer = QgsRasterLayer(str(_raster(tmp_path / "a.tif")), "x")
    assert recall(layer) == {}
    layer.setCustomProperty(PROPERTY, "{broken")
    assert recall(layer) == {}


def test_the_dialog_shows_the_facts_and_copies_everything() -> None:
    from hsfm.hsfm_plugin.layers.how_made_dialog import HowMadeDialog
    from qgis.PyQt.QtWidgets import QTextBrowser

    dialog = HowMadeDialog("Classes", PROVENANCE)
    text = dialog.findChild(QTextBrowser).toPlainText()
    for fact in ("ENMAP01-X", "2022-07-24 10:45:26 UTC", "3 bands, as they are", "Few <labels>."):
        assert fact in text
    dialog.copy()
    copied = QgsApplication.clipboard().text()
    assert '"memory": 512' in copied
    dialog.close()


class _Iface:
    """Records what the plugin asks of QGIS's layer tree."""

    def __init__(self) -> None:
        self.offered: list[str] = []
        self.registered = 0

    def mainWindow(self) -> None:  # noqa: N802 - QGIS's name
        return None

    def addCustomActionForLayerType(self, *given: Any) -> None:  # noqa: N802
        assert given[1::2] == ("HSFM", False)
        self.registered += 1

    def removeCustomActionForLayerType(self, action: Any) -> None:  # noqa: N802
        self.registered -= 1

    def addCustomActionForLayer(self, action: Any, layer: Any) -> None:  # noqa: N802
        self.offered.append(layer.id())


def test_only_results_offer_how_they_were_made_whenever_they_come(
    project: QgsProject, tmp_path: Path
) -> None:
    from hsfm.hsfm_plugin.layers.dress import dress
    from hsfm.hsfm_plugin.layers.how_made import HowMade

    before = _publish(project, _raster(tmp_path / "before.tif"))
    iface = _Iface()
    how_made = HowMade(iface, project)
    how_made.start()
    foreign = QgsRasterLayer(str(_raster(tmp_path / "foreign.tif")), "foreign")
    processed = QgsRasterLayer(str(_raster(tmp_path / "processed.tif")), "processed")
    project.addMapLayers([foreign, processed])
    dress(processed, PROVENANCE)
    after = _publish(project, _raster(tmp_path / "after.tif"))
    assert iface.offered == [before[0].id(), processed.id(), after[0].id()]
    results, iface.offered = set(iface.offered), []
    assert project.write(str(tmp_path / "kept.qgs"))
    project.clear()
    assert project.read(str(tmp_path / "kept.qgs"))
    assert set(iface.offered) == results, "layers of a project that was opened again"
    how_made.stop()
    assert iface.registered == 0
    _publish(project, _raster(tmp_path / "later.tif"))
    assert len(iface.offered) == 3


def test_the_layer_tree_offers_the_story_of_a_result_in_its_menu(tmp_path: Path) -> None:
    from qgis.utils import iface, plugins

    if iface is None or "hsfm" not in plugins:
        pytest.skip("needs a QGIS window with the plugin: run tests/qgis/launch.py")
    project = QgsProject.instance()
    (layer,) = _publish(project, _raster(tmp_path / "a.tif"))
    foreign = QgsRasterLayer(str(_raster(tmp_path / "foreign.tif")), "foreign")
    project.addMapLayer(foreign)
    view = iface.layerTreeView()
    found = []
    for shown in (layer, foreign):
        view.setCurrentLayer(shown)
        menu = view.menuProvider().createContextMenu()
        found.append(
            [
                entry.text()
                for action in menu.actions()
                if action.menu() is not None and action.text() == "HSFM"
                for entry in action.menu().actions()
            ]
        )
    project.removeMapLayers([layer.id(), foreign.id()])
    assert found == [["How Was This Made?"], []]


def test_a_list_beside_a_map_of_the_same_name_has_a_style_of_its_own(tmp_path: Path) -> None:
    from hsfm.hsfm_plugin.layers.dress import style_path

    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(tmp_path / "map.gpkg"))
    source.CreateLayer("detections", geom_type=ogr.wkbMultiPolygon)
    source = None
    found = QgsVectorLayer(f"{tmp_path / 'map.gpkg'}|layername=detections", "found", "ogr")
    _raster(tmp_path / "map.tif")
    assert style_path(found) == str(tmp_path / "map.qml")
    (tmp_path / "map.gpkg.qml").write_text("<qgis/>", encoding="utf-8")
    assert style_path(found) == str(tmp_path / "map.gpkg.qml")
    assert style_path(QgsRasterLayer(str(tmp_path / "map.tif"), "x")) == str(tmp_path / "map.qml")
