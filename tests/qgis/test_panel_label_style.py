"""Colours and names of classes go between the panel and QGIS's own styling, without an echo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsFeatureRequest, QgsProject, QgsVectorLayer
from qgis.PyQt.QtGui import QColor
from tools_kit import click_row


def test_a_colour_set_in_qgis_styling_comes_to_the_table(
    panel: Any, potsdam: Path, potsdam_labels: Path
) -> None:
    panel.open(potsdam)
    layer = panel.use_labels(potsdam_labels)
    click_row(panel, 5)
    changes: list[int] = []
    layer.rendererChanged.connect(lambda: changes.append(1))
    renderer = layer.renderer().clone()
    category = renderer.categories()[5]
    symbol = category.symbol().clone()
    symbol.setColor(QColor("#00aaff"))
    renderer.updateCategorySymbol(5, symbol)
    renderer.updateCategoryLabel(5, "lake")
    layer.setRenderer(renderer)
    layer.emitStyleChanged()
    table = panel.find("classTable")
    panel.wait(lambda: table.item(5, 1).text() == "lake", what="the name did not come")
    panel.wait_counted()
    assert [table.item(5, column).text() for column in (1, 2)] == ["lake", "20"]
    armed = panel.dock.label_work.drawing.armed
    assert (armed.name, armed.color) == ("lake", "#00aaff")
    assert len(changes) == 1, "the panel answered with a style of its own"


def test_a_colour_set_in_the_panel_is_drawn_once(
    panel: Any, potsdam: Path, potsdam_labels: Path
) -> None:
    panel.open(potsdam)
    source = QgsVectorLayer(str(potsdam_labels), "labels", "ogr")
    layer = source.materialize(QgsFeatureRequest())
    QgsProject.instance().addMapLayer(layer)
    panel.find("labelLayerCombo").setLayer(layer)
    panel.wait(lambda: panel.state.counts, 20)
    changes: list[int] = []
    layer.rendererChanged.connect(lambda: changes.append(1))
    entry = panel.state.labels.named("water")
    assert panel.dock.label_work.change_class(entry, "water", "#00aaff")
    panel.wait_counted()
    assert panel.state.labels.named("water").color == "#00aaff"
    assert len(changes) == 1
