"""Step 2 of the panel, clicked: label layers, classes, drawing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from tools_kit import name_class

POTSDAM = {
    # class: polygons, pixels (the counts that SOURCES.md names)
    "roof": (186, 447),
    "pavement": (157, 856),
    "low vegetation": (122, 1507),
    "tree": (167, 1101),
    "soil": (27, 83),
    "water": (20, 56),
}


@pytest.fixture
def scene(panel: Any, potsdam: Path) -> Any:
    """The panel with Potsdam open."""
    panel.open(potsdam)
    return panel


def _table(panel: Any) -> list[list[str]]:
    table = panel.find("classTable")
    return [
        [table.item(row, column).text() for column in range(1, 4)]
        for row in range(table.rowCount())
    ]


def _click_row(panel: Any, row: int, column: int = 1) -> None:
    table = panel.find("classTable")
    place = table.visualItemRect(table.item(row, column)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _new_layer(panel: Any, first: str = "Water") -> QgsVectorLayer:
    panel.click("newLabelsButton")
    name_class(panel, first)
    return panel.state.labels.layer


def _draw(panel: Any, points: list[tuple[int, int]]) -> None:
    viewport = panel.iface.mapCanvas().viewport()
    for x, y in points:
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(x, y), delay=20)
    x, y = points[-1]
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=QPoint(x, y), delay=20)
    layer = panel.state.labels.layer
    panel.wait(lambda: list(layer.getFeatures()), what="no polygon was drawn")


def test_the_labels_of_potsdam_are_understood(scene: Any, potsdam_labels: Path) -> None:
    scene.use_labels(potsdam_labels)
    shown = {name: (int(polygons), pixels) for name, polygons, pixels in _table(scene)}
    assert list(shown) == list(POTSDAM)
    counted = {
        name: (polygons, int("".join(c for c in pixels if c.isdigit())))
        for name, (polygons, pixels) in shown.items()
    }
    assert counted == POTSDAM


def test_the_header_counts_classes_and_polygons(scene: Any, potsdam_labels: Path) -> None:
    scene.use_labels(potsdam_labels)
    assert scene.dock.labels.header.summary == "6 classes · 679 polygons"


def test_the_map_shows_the_colours_of_the_table(scene: Any, potsdam_labels: Path) -> None:
    layer = scene.use_labels(potsdam_labels)
    renderer = layer.renderer()
    assert isinstance(renderer, QgsCategorizedSymbolRenderer)
    assert [category.label() for category in renderer.categories()] == list(POTSDAM)
    colours = [entry.color for entry in scene.state.labels.classes]
    shown = [category.symbol().color().name() for category in renderer.categories()]
    assert shown == colours


def test_an_existing_layer_is_not_changed_by_choosing_it(scene: Any, potsdam_labels: Path) -> None:
    layer = scene.use_labels(potsdam_labels)
    assert not layer.isEditable()


def test_without_a_scene_new_says_what_is_missing(panel: Any) -> None:
    assert not panel.is_enabled("newLabelsButton")
    assert "scene first" in panel.find("newLabelsButton").toolTip()


def test_a_new_layer_is_a_file_in_the_crs_of_the_scene(scene: Any) -> None:
    layer = _new_layer(scene)
    path = Path(layer.source().split("|")[0])
    assert path.exists() and path.suffix == ".gpkg"
    assert layer.crs().authid() == "EPSG:32633"
    assert [field.name() for field in layer.fields()] == ["fid", "class_id", "class", "color"]


def test_two_new_layers_are_two_files(scene: Any) -> None:
    first = _new_layer(scene).source()
    assert _new_layer(scene).source() != first


def test_a_new_class_is_named_by_typing(scene: Any) -> None:
    _new_layer(scene, "Water")
    scene.click("addClassButton")
    name_class(scene, "Soil")
    assert [row[0] for row in _table(scene)] == ["Water", "Soil"]


def test_new_classes_have_different_colours(scene: Any) -> None:
    _new_layer(scene, "a")
    for name in "bcdefgh":
        scene.click("addClassButton")
        name_class(scene, name)
    colours = [entry.color for entry in scene.state.labels.classes]
    assert len(set(colours)) == len(colours) == 8


def test_a_name_that_is_taken_is_refused_with_a_sentence(scene: Any) -> None:
    _new_layer(scene, "Water")
    scene.click("addClassButton")
    name_class(scene, "Water")
    scene.wait(lambda: "taken" in scene.notice(), 5)
    assert [row[0] for row in _table(scene)] == ["Water", "Class 2"]


def test_clicking_a_row_arms_drawing_in_its_class(scene: Any) -> None:
    _new_layer(scene, "Water")
    _click_row(scene, 0)
    assert scene.find("drawPolygonButton").isChecked()
    assert scene.iface.activeLayer() is scene.state.labels.layer
    assert "Drawing Water" in scene.text("labelsHint")


def test_a_drawn_polygon_gets_the_armed_class_without_a_form(scene: Any) -> None:
    layer = _new_layer(scene, "Water")
    scene.click("addClassButton")
    name_class(scene, "Soil")
    scene.wait_map_size()
    scene.iface.mapCanvas().zoomToFullExtent()
    _click_row(scene, 1)
    _draw(scene, [(200, 200), (300, 200), (300, 300), (200, 300)])
    assert [(f["class_id"], f["class"]) for f in layer.getFeatures()] == [(2, "Soil")]
    scene.wait(lambda: "Soil" in scene.state.counts, 5)
    assert _table(scene)[1][1] == "1"


def test_another_tool_ends_drawing(scene: Any) -> None:
    _new_layer(scene, "Water")
    _click_row(scene, 0)
    scene.iface.actionPan().trigger()
    assert not scene.find("drawPolygonButton").isChecked()


def test_renaming_a_class_renames_its_polygons(scene: Any, potsdam_labels: Path) -> None:
    source = QgsVectorLayer(str(potsdam_labels), "labels", "ogr")
    layer = source.materialize(QgsFeatureRequest())
    QgsProject.instance().addMapLayer(layer)
    scene.find("labelLayerCombo").setLayer(layer)
    scene.wait(lambda: scene.state.counts, 20)
    entry = scene.state.labels.named("water")
    assert scene.dock.label_work.change_class(entry, "Lake", entry.color)
    names = {f["class"] for f in layer.getFeatures()}
    assert "Lake" in names and "water" not in names


def test_few_labels_are_marked(scene: Any) -> None:
    layer = _new_layer(scene, "Water")
    layer.startEditing()
    feature = QgsFeature(layer.fields())
    feature["class"] = "Water"
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(365000, 5807000, 365090, 5807090)))
    layer.addFeature(feature)
    scene.wait(lambda: scene.state.counts, 5)
    assert not scene.find("classTable").item(0, 3).icon().isNull()
    assert "labels for one class" in scene.text("labelsHint")
    assert "one class" in scene.find("trainButton").toolTip()


def test_a_layer_with_another_field_asks_for_it(scene: Any) -> None:
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:32633&field=note:string&field=landcover:string", "mine", "memory"
    )
    feature = QgsFeature(layer.fields())
    feature["landcover"] = "forest"
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(365000, 5807000, 365300, 5807300)))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    scene.find("labelLayerCombo").setLayer(layer)
    assert "field that holds the class" in scene.text("labelsHint")
    scene.find("classFieldCombo").setField("landcover")
    scene.wait(lambda: scene.state.counts, 5)
    assert _table(scene) == [["forest", "1", "100"]]


def test_removing_the_label_layer_empties_the_table(scene: Any, potsdam_labels: Path) -> None:
    layer = scene.use_labels(potsdam_labels)
    QgsProject.instance().removeMapLayer(layer.id())
    assert scene.state.labels is None
    assert not scene.find("classTable").isVisible()


def test_renaming_the_armed_class_keeps_the_polygon_that_is_drawn(scene: Any) -> None:
    layer = _new_layer(scene, "Water")
    scene.wait_map_size()
    scene.iface.mapCanvas().zoomToFullExtent()
    _click_row(scene, 0)
    viewport = scene.iface.mapCanvas().viewport()
    for place in (QPoint(200, 200), QPoint(300, 200)):
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place, delay=20)
    entry = scene.state.labels.named("Water")
    assert scene.dock.label_work.change_class(entry, "Lake", entry.color)
    _draw(scene, [(300, 300)])
    assert [f["class"] for f in layer.getFeatures()] == ["Lake"]
