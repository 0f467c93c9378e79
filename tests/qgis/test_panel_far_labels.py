"""Polygons far from their class: counted in the table of classes, shown on the map by a click."""

from __future__ import annotations

from typing import Any

from tools_kit import Canvas, click_row, new_layer, square_of

NO_SPECTRA: dict[str, Any] = {"centres_nm": None, "bands": [], "unusable": [], "classes": []}


def test_polygons_far_from_their_class_are_counted_and_shown(canvas: Canvas) -> None:
    scene = canvas.panel
    layer = new_layer(scene, "Tree", "Soil")
    scene.click("drawPointButton")
    for row, col in ((90, 30), (95, 38)):
        canvas.click(row, col)
    scene.wait(lambda: "Soil" in scene.state.counts, 20)
    far = []
    for row, col, distance in ((90, 30, 0.3), (95, 38, 0.5)):
        middle = square_of(scene, row, col).boundingBox().center()
        far.append(
            {"row": row, "col": col, "x": middle.x(), "y": middle.y(), "class": 2}
            | {"pixels": 1, "distance": distance, "is_far": True}
        )
    assert scene.find("classTable").isColumnHidden(4)
    scene.state.set_class_spectra({**NO_SPECTRA, "polygons": far})
    table = scene.find("classTable")
    assert [table.item(row, 4).text() for row in (0, 1)] == ["", "2 far"]
    assert "unlike the rest" in table.item(1, 4).toolTip()
    for row, col in ((95, 38), (90, 30), (95, 38)):  # the farthest first, then round again
        canvas.show(20, 100)
        click_row(scene, 1, 4)
        (shown,) = layer.selectedFeatures()
        assert shown.geometry().isGeosEqual(square_of(scene, row, col))
        assert scene.iface.mapCanvas().extent().contains(shown.geometry().boundingBox())
    scene.state.set_class_spectra({})
    assert table.isColumnHidden(4)
