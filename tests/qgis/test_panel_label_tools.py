"""The labelling tools, used on the map: point and brush, undo, polygons far from their class."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from tools_kit import (
    FIELD,
    SHIFT,
    Canvas,
    attributes_of,
    click_row,
    covered_by,
    name_class,
    new_layer,
    preview_of,
    square_of,
    undo,
    use_wand,
)


@pytest.fixture
def scene(canvas: Canvas) -> Any:
    """The panel with the simulated scene."""
    return canvas.panel


def test_a_click_labels_the_square_of_the_pixel(scene: Any, canvas: Canvas) -> None:
    layer = new_layer(scene, "Tree", "Soil")
    scene.click("drawPointButton")
    canvas.click(90, 30)
    (label,) = layer.getFeatures()
    assert label.geometry().isGeosEqual(square_of(scene, 90, 30))
    assert attributes_of(layer) == [(2, "Soil", scene.state.labels.classes[1].color)]


def test_a_click_labels_that_pixel_also_when_the_layer_has_another_crs(
    scene: Any, canvas: Canvas
) -> None:
    layer = QgsVectorLayer("MultiPolygon?crs=EPSG:4326&field=class:string", "mine", "memory")
    QgsProject.instance().addMapLayer(layer)
    scene.find("labelLayerCombo").setLayer(layer)
    scene.click("addClassButton")
    name_class(scene, "Tree")
    scene.click("drawPointButton")
    canvas.click(90, 30)
    (label,) = layer.getFeatures()
    there = QgsGeometry(label.geometry())
    grid = scene.dock.label_work._grid
    inside = [grid.pixel_at(_on_the_way(there, share), layer.crs()) for share in (0.05, 0.95)]
    assert set(inside) == {(90, 30)}


def _on_the_way(geometry: QgsGeometry, share: float) -> QgsPointXY:
    """A place on the way through a geometry's box, from its lower left to its upper right."""
    box = geometry.boundingBox()
    return QgsPointXY(box.xMinimum() + box.width() * share, box.yMinimum() + box.height() * share)


def test_a_click_in_a_point_layer_is_the_middle_of_the_pixel(scene: Any, canvas: Canvas) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:32633&field=class:string", "points", "memory")
    QgsProject.instance().addMapLayer(layer)
    scene.find("labelLayerCombo").setLayer(layer)
    scene.click("addClassButton")
    name_class(scene, "Tree")
    click_row(scene, 0)
    assert scene.find("drawPointButton").isChecked()
    canvas.click(91, 33)
    (label,) = layer.getFeatures()
    middle = square_of(scene, 91, 33).boundingBox().center()
    assert label.geometry().asPoint() == middle
    assert label["class"] == "Tree"


def test_a_point_layer_refuses_the_tools_that_draw_areas(scene: Any) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:32633&field=class:string", "points", "memory")
    QgsProject.instance().addMapLayer(layer)
    scene.find("labelLayerCombo").setLayer(layer)
    scene.click("addClassButton")
    name_class(scene, "Tree")
    for name in ("drawPolygonButton", "drawBrushButton", "drawWandButton"):
        assert not scene.is_enabled(name)
        assert "holds points" in scene.find(name).toolTip()


def test_a_click_outside_the_scene_says_so(scene: Any, canvas: Canvas) -> None:
    layer = new_layer(scene, "Tree")
    scene.click("drawPointButton")
    canvas.show(0, 0)
    canvas.click(-5, -5)
    assert "outside the scene" in scene.notice()
    assert layer.featureCount() == 0


@pytest.mark.parametrize("crs", ["EPSG:32633", "EPSG:3857", "EPSG:4326"])
def test_a_stroke_becomes_a_polygon_of_its_width_in_any_crs_of_the_map(
    scene: Any, crs: str
) -> None:
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem(crs))
    scene.iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    canvas = Canvas(scene)
    canvas.show(*FIELD)
    layer = new_layer(scene, "Tree")
    scene.click("drawBrushButton")
    scene.find("brushWidth").setValue(4)
    canvas.press(90, 26)
    for col in (29, 32, 35):
        canvas.drag(90, col)
    canvas.release(90, 38)
    (label,) = layer.getFeatures()
    geometry = label.geometry()
    assert geometry.isGeosValid() and len(geometry.asGeometryCollection()) == 1
    # A brush 4 pixels wide along 12 pixels, with two half discs; a screen pixel is 0.06 of them.
    assert geometry.area() / 900 == pytest.approx(12 * 4 + np.pi * 2**2, rel=0.03)
    rows, cols = np.nonzero(covered_by(scene, layer))
    assert (rows.min(), rows.max()) == (88, 91)
    assert set(cols[rows == 90]) == set(range(24, 40))


def test_a_stroke_that_crosses_itself_is_valid(scene: Any, canvas: Canvas) -> None:
    layer = new_layer(scene, "Tree")
    scene.click("drawBrushButton")
    canvas.press(85, 26)
    for row, col in ((95, 40), (95, 26), (85, 40), (85, 26), (85, 26)):
        canvas.drag(row, col)
    canvas.release(95, 40)
    (label,) = layer.getFeatures()
    assert label.geometry().isGeosValid()


def test_shift_and_the_wheel_change_the_width_and_not_the_zoom(scene: Any, canvas: Canvas) -> None:
    new_layer(scene, "Tree")
    scene.click("drawBrushButton")
    scene.find("brushWidth").setValue(3)
    scale = scene.iface.mapCanvas().scale()
    canvas.turn_wheel(*FIELD, SHIFT)
    assert scene.find("brushWidth").value() == 4 and scene.find("brushSlider").value() == 4
    assert scene.iface.mapCanvas().scale() == scale


def test_a_stroke_outside_the_scene_is_refused(scene: Any, canvas: Canvas) -> None:
    layer = new_layer(scene, "Tree")
    scene.click("drawBrushButton")
    canvas.show(0, 0)
    canvas.press(-10, -10)
    canvas.drag(-10, -6)
    canvas.release(-10, -5)
    assert "outside the scene" in scene.notice()
    assert layer.featureCount() == 0


def test_the_stroke_is_seen_while_it_is_painted(scene: Any, canvas: Canvas) -> None:
    new_layer(scene, "Tree")
    scene.click("drawBrushButton")
    canvas.press(90, 26)
    canvas.drag(90, 30)
    short = preview_of(scene).area()
    canvas.drag(90, 38)
    assert preview_of(scene).area() > 1.5 * short > 0
    tool = scene.dock.label_work.drawing.brush
    colour = scene.state.labels.classes[0].color
    assert tool._band.strokeColor().name() == colour
    canvas.key(Qt.Key.Key_Escape)
    canvas.release(90, 38)
    assert scene.state.labels.layer.featureCount() == 0


def test_each_label_is_one_step_of_undo(scene: Any, canvas: Canvas) -> None:
    layer = new_layer(scene, "Tree")
    scene.click("drawPointButton")
    canvas.click(90, 30)
    scene.click("drawBrushButton")
    canvas.press(95, 26)
    canvas.drag(95, 30)
    canvas.release(95, 34)
    scene.click("drawWandButton")
    use_wand(scene, canvas, *FIELD)
    canvas.key(Qt.Key.Key_Return)
    assert layer.featureCount() == 3
    for left in (2, 1, 0):
        undo(scene)
        assert layer.featureCount() == left
    scene.wait(lambda: "Tree" not in scene.state.counts, 5, "the undone labels are still counted")


def test_another_tool_of_qgis_disarms(scene: Any, canvas: Canvas) -> None:
    new_layer(scene, "Forest")
    for name in ("drawPointButton", "drawBrushButton", "drawWandButton"):
        scene.click(name)
        scene.iface.actionPan().trigger()
        assert not scene.find(name).isChecked()


def test_esc_disarms_the_polygon_tool_once_nothing_is_drawn(scene: Any, canvas: Canvas) -> None:
    layer = new_layer(scene, "Forest")
    scene.click("drawPolygonButton")
    canvas.click(90, 30)
    canvas.key(Qt.Key.Key_Escape)
    assert scene.find("drawPolygonButton").isChecked()
    canvas.key(Qt.Key.Key_Escape)
    assert not scene.find("drawPolygonButton").isChecked()
    assert layer.featureCount() == 0


def test_without_a_scene_only_polygons_can_be_drawn(panel: Any, potsdam_labels: Path) -> None:
    layer = panel.use_labels(potsdam_labels)
    assert not layer.isEditable()
    assert panel.is_enabled("drawPolygonButton")
    for name in ("drawPointButton", "drawBrushButton", "drawWandButton"):
        assert "scene first" in panel.find(name).toolTip()
        assert not panel.is_enabled(name)


def test_the_buttons_fit_into_the_narrowest_panel(scene: Any) -> None:
    new_layer(scene, "Forest")
    scene.click("drawWandButton")
    for name in ("drawWandButton", "wandSlider", "wandAcceptButton", "brushSlider"):
        row = scene.find(name).parentWidget()
        assert row.minimumSizeHint().width() <= 300 - 2 * 8 - 16  # margins, scroll bar
