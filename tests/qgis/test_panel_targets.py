"""The target search: from pixels, polygons, a class or a library to a map, by clicks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from preview_kit import label, show_scene
from qgis.core import QgsFeature, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from similar_kit import choose, search, signs_of, targets_layer
from tools_kit import FIELD, Canvas, square_of

ROW, COL = FIELD
OTHER = (ROW - 8, COL + 12)
"""A pixel of something else, valid as well."""


def _open_form(panel: Any) -> None:
    """Folds the form out and lets QGIS lay it out: a click would miss a button that moves."""
    panel.click("targetButton")
    QTest.qWait(100)


def test_the_form_folds_out_and_says_what_to_do(canvas: Canvas) -> None:
    panel = canvas.panel
    assert not panel.find("targetForm").isVisible()
    panel.click("targetButton")
    assert panel.find("targetForm").isVisible()
    assert "Pick Pixels" in panel.text("targetPixelHint")
    assert not panel.is_enabled("targetRunButton")
    panel.click("targetButton")
    assert not panel.find("targetForm").isVisible()


def test_clicked_pixels_are_marked_and_found_again(canvas: Canvas) -> None:
    panel = canvas.panel
    _open_form(panel)
    panel.click("targetPickButton")
    canvas.click(ROW, COL)
    canvas.click(ROW + 2, COL)
    picking = panel.dock.map.target_search.picking
    assert signs_of(picking) == ["+", "+"]
    assert "2 pixels" in panel.text("targetPixelHint")
    canvas.click(ROW + 2, COL)
    assert signs_of(picking) == ["+"]
    scores = search(panel)
    assert scores[ROW, COL] == np.nanmax(scores) == pytest.approx(1.0, abs=1e-3)
    (layer,) = QgsProject.instance().mapLayersByName("Target scores")
    assert layer.renderer().type() == "singlebandpseudocolor"
    assert panel.state.target_map.detections.endswith(".gpkg")
    assert panel.find("targetsText").isVisible()
    assert "Target: 1 pixel" in panel.dock.results.header.summary


def test_escape_ends_picking_and_the_marks_go_with_the_form(canvas: Canvas) -> None:
    panel = canvas.panel
    _open_form(panel)
    panel.click("targetPickButton")
    canvas.click(ROW, COL)
    canvas.key(Qt.Key.Key_Escape)
    search = panel.dock.map.target_search
    assert not search.picking.is_on
    assert not panel.find("targetPickButton").isChecked()
    assert signs_of(search.picking) == ["+"]
    panel.click("targetButton")
    assert signs_of(search.picking) == []
    panel.click("targetButton")
    assert signs_of(search.picking) == ["+"]
    panel.click("targetClearButton")
    assert not panel.is_enabled("targetRunButton")


def test_a_layer_is_a_target_and_its_selection_counts(canvas: Canvas) -> None:
    panel = canvas.panel
    layer = targets_layer(panel, (ROW, COL), OTHER)
    panel.click("targetButton")
    choose(panel, "targetSourceCombo", "polygons")
    panel.find("targetLayerCombo").setLayer(layer)
    assert "All 2 features" in panel.text("targetLayerHint")
    layer.selectByIds([min(layer.allFeatureIds())])
    assert "1 selected of 2" in panel.text("targetLayerHint")
    scores = search(panel)
    assert scores[ROW, COL] == pytest.approx(np.nanmax(scores))
    assert [target["pixels"] for target in panel.state.targets["targets"]] == [1]
    assert panel.state.target_map.title == "Target: roofs"


def test_polygons_that_are_drawn_enable_the_search(canvas: Canvas) -> None:
    panel = canvas.panel
    layer = targets_layer(panel)
    panel.click("targetButton")
    choose(panel, "targetSourceCombo", "polygons")
    panel.find("targetLayerCombo").setLayer(layer)
    assert "no features yet" in panel.text("targetLayerHint")
    assert not panel.is_enabled("targetRunButton")
    layer.startEditing()
    feature = QgsFeature(layer.fields())
    feature.setGeometry(square_of(panel, ROW, COL))
    layer.addFeature(feature)
    panel.wait(lambda: panel.is_enabled("targetRunButton"), 5, "the search stayed disabled")
    panel.wait(lambda: panel.text("targetLayerHint").startswith("1 feature"), 5)
    layer.rollBack()
    panel.wait(lambda: not panel.is_enabled("targetRunButton"), 5, "the search stayed enabled")


def test_a_class_of_the_labels_is_a_target(panel: Any, simulated: Path) -> None:
    panel.open(simulated)
    panel.click("targetButton")
    choose(panel, "targetSourceCombo", "labels")
    assert "Label the target" in panel.text("targetClassHint")
    assert not panel.is_enabled("targetRunButton")
    label(panel, "ab")
    show_scene(panel)
    panel.find("targetClassCombo").setCurrentText("b")
    search(panel)
    (target,) = panel.state.targets["targets"]
    assert target["pixels"] > 1
    assert panel.state.target_map.title == "Target: b"


@pytest.mark.parametrize("method", ["matched_filter", "cem", "spectral_angle", "similarity"])
def test_every_method_finds_the_pixel_it_looks_for(canvas: Canvas, method: str) -> None:
    panel = canvas.panel
    panel.click("targetButton")
    panel.dock.map.targets.show_pixels(((ROW, COL),))
    choose(panel, "targetMethodCombo", method)
    scores = search(panel)
    assert np.nanmean(scores > scores[ROW, COL] - 1e-6) < 0.05


def test_pixels_that_the_list_hands_over_are_searched_at_once(canvas: Canvas) -> None:
    panel = canvas.panel
    panel.dock._target_from([(ROW, COL), (ROW, COL + 1)])
    panel.wait_idle()
    assert panel.state.target_map.title == "Target: 2 pixels"
    assert panel.find("targetForm").isVisible()
    assert signs_of(panel.dock.map.target_search.picking) == ["+", "+"]


def test_pixels_that_are_handed_over_during_a_run_are_searched_after_it(canvas: Canvas) -> None:
    panel = canvas.panel
    panel.click("anomalyButton")
    panel.dock._target_from([(ROW, COL)])
    assert panel.state.running == "anomaly"
    panel.wait(lambda: panel.state.targets, what="the target was not searched")
    assert panel.state.anomalies
    assert panel.state.target_map.title == "Target: 1 pixel"


def test_the_pixels_of_the_spectra_window_can_be_taken(canvas: Canvas) -> None:
    panel = canvas.panel
    spectra = panel.dock.spectra
    spectra.picks.clear()
    _open_form(panel)
    assert not panel.find("targetFromSpectraButton").isVisible()
    spectra.picks.add(*spectra.picks.reader.place_of(ROW, COL))
    QTest.qWait(100)
    panel.click("targetFromSpectraButton")
    assert panel.dock.map.targets.pixels.places == ((ROW, COL),)
    spectra.picks.clear()


def test_the_list_of_a_target_follows_the_slider(canvas: Canvas) -> None:
    panel = canvas.panel
    panel.click("targetButton")
    panel.dock.map.targets.show_pixels(((ROW, COL),))
    search(panel)
    before = panel.state.targets
    assert before["detections"]["listed"] > 0
    slider = panel.find("targetsRateSlider")
    slider.setValue(slider.value() - 20)  # ten times as many false alarms
    panel.wait(lambda: panel.state.targets is not before, 60, "the list did not follow")
    assert panel.state.targets["above"] > before["above"]
    assert panel.state.targets["false_alarm_rate"] == pytest.approx(0.01)
