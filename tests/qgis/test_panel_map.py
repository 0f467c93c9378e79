"""Steps 3 and 4 of the panel, clicked: train, map, cancel, and what can go wrong."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QTableWidget

CLASSES = ["roof", "pavement", "low vegetation", "tree", "soil", "water"]


def _made(kind: type) -> list[QgsRasterLayer]:
    return [
        layer
        for layer in QgsProject.instance().mapLayers().values()
        if isinstance(layer, QgsRasterLayer) and isinstance(layer.renderer(), kind)
    ]


def _polygon_layer(rows: list[tuple[str, QgsRectangle]]) -> QgsVectorLayer:
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633&field=class:string", "drawn", "memory")
    layer.startEditing()
    for name, box in rows:
        feature = QgsFeature(layer.fields())
        feature["class"] = name
        feature.setGeometry(QgsGeometry.fromRect(box))
        layer.addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_training_shows_the_accuracy_of_six_classes(trained: Any) -> None:
    assert trained.dock.results.header.summary.startswith("balanced accuracy 0.")
    table = trained.find("resultsTable")
    assert [table.item(row, 0).text() for row in range(table.rowCount())] == CLASSES
    assert all(0 <= float(table.item(row, 1).text()) <= 1 for row in range(6))


def test_the_confusion_matrix_names_rows_and_columns(trained: Any) -> None:
    trained.click("confusionButton")
    window = trained.iface.mainWindow()
    trained.wait(lambda: window.findChild(QTableWidget, "confusionTable"), 5)
    table = window.findChild(QTableWidget, "confusionTable")
    assert [table.verticalHeaderItem(i).text() for i in range(6)] == CLASSES
    assert [table.horizontalHeaderItem(i).text() for i in range(6)] == CLASSES
    table.window().close()


def test_a_saved_head_can_be_loaded_again(classifier: Any, tmp_path: Path) -> None:
    shutil.copyfile(classifier.state.head.path, tmp_path / "mine.hsfm")
    classifier.state.set_head(None)
    assert not classifier.is_enabled("classifyButton")
    classifier.dock.map.load_head(str(tmp_path / "mine.hsfm"))
    classifier.click("classifyButton")
    classifier.wait_idle()
    assert len(_made(QgsPalettedRasterRenderer)) == 1, classifier.notice()


def test_classify_makes_a_layer_with_the_six_named_classes(classifier: Any) -> None:
    classifier.click("classifyButton")
    classifier.wait_idle()
    (layer,) = _made(QgsPalettedRasterRenderer)
    shown = {c.label: c.color.name() for c in layer.renderer().classes() if c.label in CLASSES}
    assert shown == {entry.name: entry.color for entry in classifier.state.labels.classes}
    assert "classes mapped" in classifier.dock.map.header.summary


def test_classify_fills_in_the_areas(classifier: Any) -> None:
    classifier.click("classifyButton")
    classifier.wait_idle()
    areas = [entry["area_ha"] for entry in classifier.state.class_map["classes"]]
    assert sum(areas) == pytest.approx(12288 * 0.09, rel=1e-6)  # valid pixels of 30 m
    assert classifier.find("resultsTable").item(0, 2).text() != "–"


def test_the_same_action_twice_makes_two_files_and_two_names(classifier: Any) -> None:
    for _ in range(2):
        classifier.click("classifyButton")
        classifier.wait_idle()
    layers = _made(QgsPalettedRasterRenderer)
    assert len({layer.name() for layer in layers}) == 2
    assert len({layer.source() for layer in layers}) == 2


def test_result_layers_are_not_offered_as_scenes(classifier: Any) -> None:
    classifier.click("classifyButton")
    classifier.wait_idle()
    combo = classifier.find("sceneLayerCombo")
    names = [combo.itemText(index) for index in range(combo.count())]
    assert names == ["Choose a layer", classifier.state.scene.layer.name()]


def test_layers_that_come_and_go_change_no_chosen_area(panel: Any) -> None:
    area, changes = panel.find("areaCombo"), []
    area.currentIndexChanged.connect(changes.append)
    layer = _polygon_layer([])
    assert changes == []
    area.setCurrentIndex(area.findData(layer.id()))
    changes.clear()
    QgsProject.instance().removeMapLayer(layer.id())
    assert changes == [0]
    area.currentIndexChanged.disconnect(changes.append)


def test_a_map_belongs_to_the_scene_that_it_was_started_for(
    panel: Any, simulated: Path, potsdam: Path
) -> None:
    panel.open(simulated)
    group = panel.state.scene.group
    panel.click("anomalyButton")
    panel.open(potsdam)
    panel.wait_idle()
    (layer,) = _made(QgsSingleBandPseudoColorRenderer)
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    assert node.parent().name() == group != panel.state.scene.group
    assert not panel.state.anomalies


def test_a_map_comes_although_the_layer_of_its_scene_was_removed(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    panel.click("anomalyButton")
    QgsProject.instance().removeMapLayer(panel.state.scene.layer.id())
    panel.wait_idle()
    assert len(_made(QgsSingleBandPseudoColorRenderer)) == 1, panel.notice()


def test_the_tab_key_goes_through_the_searches_as_the_eye_does(panel: Any) -> None:
    names = ["targetButton", "similarButton", "targetSourceCombo", "targetLayerCombo"]
    names += ["targetLibraryButton", "targetMethodCombo", "targetRunButton", "similar_new"]
    names += ["similar_exclude", "similarKeepButton", "similarClearButton", "backboneCombo"]
    part, met = panel.find(names[0]), []
    while len(met) < len(names) and part.objectName() != "quickMapButton":
        if part.objectName() in names:
            met.append(part.objectName())
        part = part.nextInFocusChain()
    assert met == names


@pytest.mark.parametrize("theme", ["default", "Night Mapping"])
def test_the_advanced_options_fit_in_300_pixels(panel: Any, theme: str) -> None:
    before = QgsApplication.themeName()
    QgsApplication.setUITheme(theme)
    panel.find("advancedButton").setChecked(True)
    try:
        panel.wait(lambda: panel.find("option_memory").isVisible(), what="no options are shown")
        QTest.qWait(300)  # for a style sheet's second pass
        scroll = panel.find("panelScroll")
        bar = scroll.verticalScrollBar().sizeHint().width()
        panel.wait(
            lambda: scroll.widget().minimumSizeHint().width() + bar <= 300,
            what="the options need more than 300 pixels",
        )
    finally:
        panel.find("advancedButton").setChecked(False)
        QgsApplication.setUITheme(before)


def test_anomalies_need_no_labels(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    panel.click("anomalyButton")
    panel.wait_idle()
    (layer,) = _made(QgsSingleBandPseudoColorRenderer)
    assert layer.isValid()
    assert "pixels above" in panel.text("anomalyText")


def test_the_map_canvas_as_area_limits_the_map(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    canvas = panel.iface.mapCanvas()
    canvas.setDestinationCrs(panel.state.scene.crs)
    canvas.setExtent(QgsRectangle(364800, 5808600, 365400, 5809200))
    combo = panel.find("areaCombo")
    combo.setCurrentIndex(combo.findData("canvas"))
    panel.click("anomalyButton")
    panel.wait_idle()
    assert 0 < panel.state.anomalies["pixels"] < 12288, panel.notice()


def test_a_canvas_beside_the_scene_is_refused_with_a_sentence(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    canvas = panel.iface.mapCanvas()
    canvas.setDestinationCrs(panel.state.scene.crs)
    canvas.setExtent(QgsRectangle(0, 0, 1000, 1000))
    combo = panel.find("areaCombo")
    combo.setCurrentIndex(combo.findData("canvas"))
    panel.click("anomalyButton")
    assert "Choose a larger area" in panel.notice()


def test_a_polygon_layer_as_area_limits_the_map(ready: Any) -> None:
    box = QgsRectangle(365000, 5808800, 365300, 5809100)
    layer = _polygon_layer([("", box)])
    combo = ready.find("areaCombo")
    combo.setCurrentIndex(combo.findData(layer.id()))
    ready.click("anomalyButton")
    ready.wait_idle()
    assert ready.state.anomalies["pixels"] == pytest.approx(100, abs=21), ready.notice()


def test_labels_that_are_not_saved_are_trained_on(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    rows = []
    for column in range(6):
        west = 364800 + column * 120
        rows.append(("a", QgsRectangle(west, 5808800, west + 90, 5808890)))
        rows.append(("b", QgsRectangle(west, 5809300, west + 90, 5809390)))
    layer = _polygon_layer(rows)
    panel.find("labelLayerCombo").setLayer(layer)
    panel.wait(lambda: len(panel.state.labelled) == 2, 10)
    panel.train()
    assert panel.state.head is not None, panel.notice()
    assert layer.isEditable() and layer.isModified()


def test_labels_outside_the_scene_are_refused_with_a_sentence(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    rows = [
        (name, QgsRectangle(500000 + i * 90, 5808800, 500060 + i * 90, 5808860))
        for i, name in enumerate(["a", "b"] * 6)
    ]
    panel.find("labelLayerCombo").setLayer(_polygon_layer(rows))
    panel.wait(lambda: len(panel.state.labelled) == 2, 10)
    panel.train()
    assert "do not lie on valid pixels" in panel.notice()


def test_one_class_says_what_to_draw(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    layer = _polygon_layer([("a", QgsRectangle(365000, 5808800, 365090, 5808890))])
    panel.find("labelLayerCombo").setLayer(layer)
    panel.wait(lambda: panel.state.counts, 10)
    assert not panel.is_enabled("trainButton")
    assert "Draw at least one polygon of another class" in panel.text("labelsHint")
