"""What the tests of the preview share: labels, the canvas, the check box, the layer."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

BOX_PX = 8
UP_TO_DATE = "Preview is up to date."


def previews() -> list[QgsRasterLayer]:
    return QgsProject.instance().mapLayersByName("Preview")


def wait_shown(panel: Any) -> QgsRasterLayer:
    """The layer, once the preview of the labels as they stand is complete."""
    preview = panel.dock.map.preview
    panel.wait(lambda: preview.is_settled, 60, "the preview did not end")
    assert panel.text("previewHint") == UP_TO_DATE
    (layer,) = previews()
    return layer


def box(scene: Any, row: int, column: int) -> QgsRectangle:
    """A square of pixels of the scene."""
    a, _, left, _, e, top = scene.info["grid"]["transform"]
    x, y = left + a * column, top + e * row
    return QgsRectangle(x, y + e * BOX_PX, x + a * BOX_PX, y)


def add(layer: QgsVectorLayer, name: str, box: QgsRectangle) -> None:
    feature = QgsFeature(layer.fields())
    feature["class"] = name
    feature.setGeometry(QgsGeometry.fromRect(box))
    layer.addFeature(feature)


def label(panel: Any, names: str) -> QgsVectorLayer:
    """A label layer with some squares of each class, chosen in the panel."""
    scene = panel.state.scene
    crs = scene.crs.authid()
    layer = QgsVectorLayer(f"Polygon?crs={crs}&field=class:string", "drawn", "memory")
    QgsProject.instance().addMapLayer(layer)
    layer.startEditing()
    for place, name in enumerate(names):
        for number in range(3):
            add(layer, name, box(scene, 10 + 30 * number, 10 + 20 * place))
    panel.find("labelLayerCombo").setLayer(layer)
    panel.wait(lambda: set(panel.state.labelled) == set(names), 20, "the labels were not counted")
    return layer


def show_scene(panel: Any) -> None:
    canvas = panel.iface.mapCanvas()
    canvas.setDestinationCrs(panel.state.scene.crs)
    canvas.setExtent(panel.state.scene.layer.extent())
    canvas.refresh()


def turn_on(panel: Any) -> None:
    box = panel.find("previewBox")
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
    assert box.isChecked()
