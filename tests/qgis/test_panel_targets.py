"""The target search: from pixels, polygons, a class or a library to a map, by clicks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from preview_kit import label, show_scene
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from similar_kit import make_library, targets_layer
from tools_kit import FIELD, Canvas

from tests.qgis.kit import pixels

ROW, COL = FIELD
OTHER = (ROW - 8, COL + 12)
"""A pixel of something else, valid as well."""


def _open_form(panel: Any) -> None:
    """Folds the form out and lets QGIS lay it out: a click would miss a button that moves."""
    panel.click("targetButton")
    QTest.qWait(100)


def _choose(panel: Any, combo: str, data: str) -> None:
    found = panel.find(combo)
    found.setCurrentIndex(found.findData(data))


def _search(panel: Any) -> Any:
    """Clicks Search Target and gives the scores."""
    QTest.qWait(100)
    panel.click("targetRunButton")
    panel.wait_idle()
    assert panel.state.targets, panel.notice()
    return pixels(panel.state.target_map.path)


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
    marks = panel.dock.map.target_search.picking.marks
    assert marks.signs == ["+", "+"]
    assert "2 pixels" in panel.text("targetPixelHint")
    canvas.click(ROW + 2, COL)
    assert marks.signs == ["+"]
    scores = _search(panel)
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
    assert search.picking.marks.signs == ["+"]
    panel.click("targetButton")
    assert search.picking.marks.signs == []
    panel.click("targetButton")
    assert search.picking.marks.signs == ["+"]
    panel.click("targetClearButton")
    assert not panel.is_enabled("targetRunButton")


def test_a_layer_is_a_target_and_its_selection_counts(canvas: Canvas) -> None:
    panel = canvas.panel
    layer = targets_layer(panel, (ROW, COL), OTHER)
    panel.click("targetButton")
    _choose(panel, "targetSourceCombo", "polygons")
    panel.find("targetLayerCombo").setLayer(layer)
    assert "All 2 features" in panel.text("targetLayerHint")
    layer.selectByIds([min(layer.allFeatureIds())])
    assert "1 selected of 2" in panel.text("targetLayerHint")
    scores = _search(panel)
    assert scores[ROW, COL] == pytest.approx(np.nanmax(scores))
    assert [target["pixels"] for target in panel.state.targets["targets"]] == [1]
    assert panel.state.target_map.title == "Target: roofs"


def test_a_class_of_the_labels_is_a_target(panel: Any, simulated: Path) -> None:
    panel.open(simulated)
    panel.click("targetButton")
    _choose(panel, "targetSourceCombo", "labels")
    assert "Label the target" in panel.text("targetClassHint")
    assert not panel.is_enabled("targetRunButton")
    label(panel, "ab")
    show_scene(panel)
    panel.find("targetClassCombo").setCurrentText("b")
    _search(panel)
    (target,) = panel.state.targets["targets"]
    assert target["pixels"] > 1
    assert panel.state.target_map.title == "Target: b"


def test_a_library_is_listed_filtered_plotted_and_searched(canvas: Canvas, tmp_path: Path) -> None:
    panel = canvas.panel
    library = make_library(panel, tmp_path / "materials.csv", forest=(ROW, COL), other=OTHER)
    panel.click("targetButton")
    _choose(panel, "targetSourceCombo", "library")
    assert "Choose the file" in panel.text("targetHint")
    page = panel.dock.map.targets.library
    page.open(str(library))
    panel.wait(lambda: page.spectra.count(), 30, "the library was not listed")
    assert page.spectra.count() == 12
    assert "Choose one or several spectra" in panel.text("targetHint")
    QTest.keyClicks(panel.find("targetLibraryFilter"), "FOR")
    shown = [row for row in range(12) if not page.spectra.item(row).isHidden()]
    assert shown == [0]
    place = page.spectra.visualItemRect(page.spectra.item(0)).center()
    QTest.mouseClick(page.spectra.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.names == ["forest"]
    assert panel.find("targetPlot").isVisible()
    (curve,) = page.plot.curves
    assert np.isfinite(curve.values).sum() > 100
    scores = _search(panel)
    assert scores[ROW, COL] == pytest.approx(np.nanmax(scores), abs=1e-3)
    assert panel.state.target_map.title == "Target: forest"


def test_a_file_that_is_no_library_is_refused_in_words(canvas: Canvas, tmp_path: Path) -> None:
    panel = canvas.panel
    path = tmp_path / "notes.txt"
    path.write_text("bread, milk\n")
    panel.click("targetButton")
    _choose(panel, "targetSourceCombo", "library")
    page = panel.dock.map.targets.library
    page.open(str(path))
    panel.wait(lambda: "notes.txt" in panel.text("targetLibraryHint"), 30)
    assert not panel.is_enabled("targetRunButton")


@pytest.mark.parametrize("method", ["matched_filter", "cem", "spectral_angle", "similarity"])
def test_every_method_finds_the_pixel_it_looks_for(canvas: Canvas, method: str) -> None:
    panel = canvas.panel
    panel.click("targetButton")
    panel.dock.map.targets.show_pixels(((ROW, COL),))
    _choose(panel, "targetMethodCombo", method)
    scores = _search(panel)
    assert np.nanmean(scores > scores[ROW, COL] - 1e-6) < 0.05


def test_pixels_that_the_list_hands_over_are_searched_at_once(canvas: Canvas) -> None:
    panel = canvas.panel
    panel.dock._target_from([(ROW, COL), (ROW, COL + 1)])
    panel.wait_idle()
    assert panel.state.target_map.title == "Target: 2 pixels"
    assert panel.find("targetForm").isVisible()
    assert panel.dock.map.target_search.picking.marks.signs == ["+", "+"]


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
    _search(panel)
    before = panel.state.targets
    assert before["detections"]["listed"] > 0
    slider = panel.find("targetsRateSlider")
    slider.setValue(slider.value() - 20)  # ten times as many false alarms
    panel.wait(lambda: panel.state.targets is not before, 60, "the list did not follow")
    assert panel.state.targets["above"] > before["above"]
    assert panel.state.targets["false_alarm_rate"] == pytest.approx(0.01)
