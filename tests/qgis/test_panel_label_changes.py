"""Changes of classes go with QGIS's undo and Cancel edits; wrong and large layers block nothing."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtTest import QTest
from tools_kit import RIGHT, Canvas, attributes_of, click_row, new_layer, undo

Rows = list[tuple[int, str, str]]


@pytest.fixture
def scene(canvas: Canvas) -> Any:
    """The panel with the simulated scene."""
    return canvas.panel


@pytest.fixture
def drawn(scene: Any, canvas: Canvas) -> QgsVectorLayer:
    """A saved label layer: three labels of Water, one of Soil."""
    layer = new_layer(scene, "Water", "Soil")
    scene.click("drawPointButton")
    for row, places in ((0, ((90, 30), (91, 33), (95, 36))), (1, ((99, 30),))):
        click_row(scene, row)
        for place in places:
            canvas.click(*place)
    scene.wait(lambda: len(scene.state.labelled) == 2, 10, "the labels were not counted")
    scene.wait_counted()  # Python's commit waits for readers, and a count reads in Python too
    assert layer.commitChanges()
    scene.wait_counted()
    return layer


def _classes(panel: Any) -> Rows:
    return [(c.value, c.name, c.color) for c in panel.state.labels.classes]


def _legend(layer: QgsVectorLayer) -> list[tuple[str, str]]:
    return [(c.label(), c.symbol().color().name()) for c in layer.renderer().categories()]


def _layer(values: int, field: str = "class") -> QgsVectorLayer:
    """Squares, each with a value of its own, in a layer of the project."""
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:32633&field={field}:string", "mine", "memory")
    made = []
    for place in range(values):
        feature = QgsFeature(layer.fields())
        feature[field] = f"value {place}"
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(place, 0, place + 1, 1)))
        made.append(feature)
    layer.dataProvider().addFeatures(made)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_a_deleted_class_is_one_step_of_undo_and_comes_back_as_it_was(
    scene: Any, drawn: QgsVectorLayer
) -> None:
    before, features = _classes(scene), sorted(attributes_of(drawn))
    assert scene.dock.label_work.remove_class(scene.state.labels.named("Water"))
    scene.wait_counted()
    assert [name for _, name, _ in _classes(scene)] == ["Soil"]
    assert drawn.undoStack().count() == 1
    undo(scene)
    assert _classes(scene) == before
    scene.wait_counted()
    assert _classes(scene) == before and sorted(attributes_of(drawn)) == features
    assert sorted(_legend(drawn)) == sorted((name, colour) for _, name, colour in before)
    drawn.undoStack().redo()
    scene.wait_counted()
    assert (
        [name for _, name, _ in _classes(scene)]
        == ["Soil"]
        == [label for label, _ in _legend(drawn)]
    )


@pytest.mark.parametrize("colour", ["", "#112233"])
def test_cancelled_edits_take_a_new_name_and_colour_back(
    scene: Any, drawn: QgsVectorLayer, colour: str
) -> None:
    before, water = _classes(scene), scene.state.labels.named("Water")
    assert scene.dock.label_work.change_class(water, "Lake", colour or water.color)
    assert scene.dock.label_work.remove_class(scene.state.labels.named("Soil"))
    scene.wait_counted()
    assert _classes(scene) == [(1, "Lake", colour or water.color)]
    assert drawn.rollBack()
    assert _classes(scene) == before
    scene.wait_counted()
    assert _classes(scene) == before
    assert {name: count.polygons for name, count in scene.state.counts.items()} == {
        "Water": 3,
        "Soil": 1,
    }


def test_saved_changes_stay(scene: Any, drawn: QgsVectorLayer) -> None:
    water = scene.state.labels.named("Water")
    assert scene.dock.label_work.change_class(water, "Lake", "#112233")
    assert drawn.commitChanges()
    scene.wait_counted()
    assert _classes(scene)[0] == (1, "Lake", "#112233")
    assert attributes_of(drawn).count((1, "Lake", "#112233")) == 3


def test_a_class_comes_back_beside_one_that_took_its_number(
    scene: Any, drawn: QgsVectorLayer
) -> None:
    soil = scene.state.labels.named("Soil")
    assert scene.dock.label_work.remove_class(soil)
    made = scene.dock.label_work.add_class()
    assert made.value == soil.value
    undo(scene)
    back = scene.state.labels.named("Soil")
    assert (back.value, back.color) == (3, soil.color)


def test_a_removal_undone_in_another_layer_is_remembered(scene: Any, drawn: QgsVectorLayer) -> None:
    before = _classes(scene)
    assert scene.dock.label_work.remove_class(scene.state.labels.named("Water"))
    scene.find("labelLayerCombo").setLayer(_layer(2))
    drawn.undoStack().undo()
    scene.find("labelLayerCombo").setLayer(drawn)
    scene.wait_counted()
    assert _classes(scene) == before


@pytest.mark.parametrize("field", ["class", "name"])
def test_a_field_of_too_many_values_is_no_class_field(scene: Any, field: str) -> None:
    layer = _layer(255, field)
    before = layer.renderer().dump()
    scene.find("labelLayerCombo").setLayer(layer)
    said = f"{field} has 255 different values; choose another class field."
    scene.wait(lambda: scene.text("labelsHint") == said, 10, "no word about the values")
    assert scene.find("classFieldCombo").isVisible()
    assert not scene.find("classTable").isVisible() and not scene.state.counts
    assert layer.renderer().dump() == before
    assert not scene.is_enabled("addClassButton")


def test_as_many_classes_as_a_map_holds_are_shown_and_no_more_added(scene: Any) -> None:
    scene.find("labelLayerCombo").setLayer(_layer(254))
    scene.wait(lambda: len(scene.state.counts) == 254, 20, "the labels were not counted")
    assert scene.find("classTable").rowCount() == 254
    scene.click("addClassButton")
    assert "at most 254 classes" in scene.notice()


def test_large_layers_do_not_stop_the_main_thread(scene: Any) -> None:
    layer = _layer(20_000, "name")
    ticks: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(monotonic()))
    timer.start(5)
    QTest.qWait(50)
    began = monotonic()
    scene.find("labelLayerCombo").setLayer(layer)
    chosen = monotonic() - began
    scene.wait(lambda: scene.state.labels.excess, 20, "the labels were not read")
    longest = max(after - before for before, after in zip(ticks, ticks[1:]))
    print(f"chosen in {1000 * chosen:.0f} ms, longest pause {1000 * longest:.0f} ms")
    assert "20" in scene.text("labelsHint")


def test_what_an_armed_class_borrows_is_not_saved(
    scene: Any, drawn: QgsVectorLayer, canvas: Canvas, tmp_path: Path
) -> None:
    project, index = QgsProject.instance(), drawn.fields().indexOf("class")
    suppression = drawn.editFormConfig().suppress()
    click_row(scene, 0)
    scene.click("drawPolygonButton")
    assert drawn.defaultValueDefinition(index).expression() == "'Water'"
    path = tmp_path / "project.qgs"
    assert project.write(str(path))
    text = path.read_text(encoding="utf-8")
    assert "'Water'" not in text.replace("&#39;", "'").replace("&apos;", "'")
    assert "<featformsuppress>1<" not in text
    QTest.qWait(50)
    assert not project.isDirty()
    assert drawn.defaultValueDefinition(index).expression() == "'Water'"
    for row, col in ((80, 30), (80, 34), (84, 34)):
        canvas.click(row, col)
    canvas.click(84, 34, button=RIGHT)
    scene.wait(lambda: len(attributes_of(drawn)) == 5, what="no polygon was drawn")
    assert [a[1] for a in attributes_of(drawn)].count("Water") == 4
    assert drawn.undoStack().count() == 1
    scene.iface.actionPan().trigger()
    assert drawn.defaultValueDefinition(index).expression() == ""
    assert drawn.editFormConfig().suppress() == suppression
    QgsProject.instance().setFileName("")


def test_a_project_that_is_saved_after_drawing_ended_stays_disarmed(
    scene: Any, drawn: QgsVectorLayer, tmp_path: Path
) -> None:
    click_row(scene, 0)
    scene.click("drawPolygonButton")
    assert QgsProject.instance().write(str(tmp_path / "project.qgs"))
    scene.iface.actionPan().trigger()
    QTest.qWait(50)
    assert drawn.defaultValueDefinition(drawn.fields().indexOf("class")).expression() == ""
    QgsProject.instance().setFileName("")


def test_a_new_layer_says_that_edits_have_to_be_saved(scene: Any) -> None:
    scene.click("newLabelsButton")
    path = scene.state.labels.layer.source().split("|")[0]
    assert scene.notice() == f"Save your edits to keep the labels in {path}."


def test_a_place_that_the_map_cannot_show_is_told(scene: Any, drawn: QgsVectorLayer) -> None:
    far = {"row": 0, "col": 0, "x": 1e30, "y": 1e30, "class": 1, "pixels": 1}
    metrics = {"centres_nm": None, "bands": [], "unusable": [], "classes": []}
    scene.iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    scene.state.set_class_spectra({**metrics, "polygons": [far | {"distance": 1, "is_far": True}]})
    click_row(scene, 0, 4)
    assert "cannot show this place" in scene.notice()
