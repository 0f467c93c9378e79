"""The list of detections, worked through: rows, keys, map, spectra, layer."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from detection_kit import (
    LIST,
    NUMBERS,
    click_button,
    click_row,
    layer_named,
    make_list,
    marks_in,
    press,
    texts,
)
from driving import Ticks
from qgis.core import QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QItemSelectionModel, Qt
from qgis.PyQt.QtTest import QTest


def _dock(panel: Any) -> Any:
    return panel.dock.lists.dock


def _extent(panel: Any) -> QgsRectangle:
    return panel.iface.mapCanvas().extent()


def test_the_list_has_a_row_for_each_find_by_rank(listed: Any) -> None:
    assert _dock(listed).isVisible()
    assert texts(listed, 0) == ["1", "2", "3", "4", "5"]
    assert texts(listed, 2) == ["9", "1", "4", "16", "1"]
    assert texts(listed, 4) == ["", "", "stripe", "", "edge"]
    assert _dock(listed).summary.full_text == "5 objects · 2 flagged"


def test_a_click_on_a_heading_sorts_by_numbers(listed: Any) -> None:
    header = _dock(listed).table.horizontalHeader()
    place = header.sectionViewportPosition(2) + header.sectionSize(2) // 2
    QTest.mouseClick(
        header.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        header.rect().center().__class__(place, header.height() // 2),
    )
    sizes = [int(text) for text in texts(listed, 2)]
    assert sizes in ([1, 1, 4, 9, 16], [16, 9, 4, 1, 1])


def test_a_click_on_a_row_shows_the_find_with_its_surroundings(listed: Any) -> None:
    click_row(listed, 3)
    extent = _extent(listed)
    west, north = 364095 + 30 * 45, 5809965 - 30 * 45
    assert extent.contains(QgsRectangle(west, north - 120, west + 120, north))
    assert extent.center().x() == pytest.approx(west + 60, abs=30)
    assert 40 * 30 <= min(extent.width(), extent.height()) < 2 * 40 * 30


def test_a_click_on_a_row_plots_the_object_and_its_surroundings(listed: Any) -> None:
    click_row(listed, 1)
    spectra = listed.dock.spectra.dock
    assert spectra.isVisible()
    assert [curve.name for curve in spectra.plot.curves] == ["Object 2", "Surroundings of 2"]
    places = [number - 1 for number in NUMBERS]
    np.testing.assert_allclose(spectra.plot.curves[0].values[places], [0.1, 0.2, 0.32, 0.4])
    around = spectra.plot.curves[1].values
    np.testing.assert_allclose(around[places], [0.1, 0.15, np.nan, 0.2])
    assert np.isnan(np.delete(around, places)).all()


def test_the_table_of_the_spectra_holds_both(listed: Any, tmp_path: Path) -> None:
    click_row(listed, 0)
    listed.dock.spectra.dock.write_table(str(tmp_path / "spectra.csv"))
    rows = list(csv.reader((tmp_path / "spectra.csv").read_text("utf-8").splitlines()))
    assert rows[0][3:] == ["Object 1", "Surroundings of 1"]
    assert rows[1][3:] == ["0.1", "0.1"] and rows[3][3:] == ["0.31", ""]


def test_down_and_up_go_from_row_to_row(listed: Any) -> None:
    click_row(listed, 0)
    press(listed, Qt.Key.Key_Down)
    second = _extent(listed)
    assert listed.dock.spectra.dock.plot.curves[0].name == "Object 2"
    assert second.center().x() == pytest.approx(364095 + 30 * 40.5, abs=1)
    press(listed, Qt.Key.Key_Up)
    assert listed.dock.spectra.dock.plot.curves[0].name == "Object 1"


def test_flagged_and_marked_rows_can_be_hidden(listed: Any) -> None:
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    click_button(listed, "hideFlaggedBox")
    assert texts(listed, 0) == ["1", "2", "4"]
    click_button(listed, "onlyUnmarkedBox")
    assert texts(listed, 0) == ["2", "4"]
    assert "2 shown" in _dock(listed).summary.full_text
    click_button(listed, "hideFlaggedBox")
    click_button(listed, "onlyUnmarkedBox")


def test_the_selection_of_the_layer_and_the_list_follow_each_other(listed: Any) -> None:
    layer = layer_named("Detections")
    click_row(listed, 1)
    assert [f["rank"] for f in layer.selectedFeatures()] == [2]
    fourth = next(f.id() for f in layer.getFeatures() if f["rank"] == 4)
    layer.selectByIds([fourth])
    assert [row.rank for row in _dock(listed).chosen()] == [4]


def test_showing_another_list_replaces_the_layer(listed: Any, tmp_path: Path) -> None:
    other = make_list(tmp_path / "other.gpkg", LIST[:2])
    listed.dock.lists.show_detections(str(other), "Detections")
    assert layer_named("Detections").featureCount() == 2
    assert texts(listed, 0) == ["1", "2"]


def test_the_layer_lies_above_the_rasters_in_the_group_of_the_scene(listed: Any) -> None:
    node = QgsProject.instance().layerTreeRoot().findLayer(layer_named("Detections").id())
    assert node.parent().name() == listed.state.scene.group
    assert node.parent().children()[0].layer() is layer_named("Detections")


def test_an_empty_list_says_what_to_do(listed: Any, tmp_path: Path) -> None:
    other = make_list(tmp_path / "none.gpkg", [])
    listed.dock.lists.show_detections(str(other), "Detections")
    dock = _dock(listed)
    assert dock.empty.isVisible() and not dock.table.isVisible()
    assert "slider" in dock.empty.text() and not dock.export.isEnabled()


def test_removing_the_layer_empties_the_list(listed: Any) -> None:
    click_row(listed, 0)
    QgsProject.instance().removeMapLayer(layer_named("Detections").id())
    assert not texts(listed, 0) and listed.dock.lists.layer is None
    assert not listed.dock.spectra.dock.plot.curves


def test_a_list_that_is_not_there_is_explained(listed: Any) -> None:
    listed.dock.lists.show_detections("/nowhere/found.gpkg", "Others")
    assert "is not there any more" in listed.notice()


def test_a_thousand_rows_are_shown_and_walked_through(listed: Any, tmp_path: Path) -> None:
    many = [{"row": n // 30 * 2, "col": n % 30 * 2} for n in range(1000)]
    other = make_list(tmp_path / "many.gpkg", many)
    ticks = Ticks()
    ticks.start()
    began = time.monotonic()
    listed.dock.lists.show_detections(str(other), "Detections")
    shown = time.monotonic() - began
    click_row(listed, 0)
    began = time.monotonic()
    for _ in range(20):
        QTest.keyClick(_dock(listed).table, Qt.Key.Key_Down)
    walked = (time.monotonic() - began) / 20
    curves = listed.dock.spectra.dock.plot
    listed.wait(lambda: curves.curves and curves.curves[0].name == "Object 21", 10)
    ticks.stop()
    print(f"1,000 rows in {shown:.3f} s, {1000 * walked:.1f} ms a key, worst {ticks.worst_ms} ms")
    assert _dock(listed).table.model().rowCount() == 1000


def test_a_thousand_rows_are_marked_in_one_go(listed: Any, tmp_path: Path) -> None:
    many = [{"row": n // 30 * 2, "col": n % 30 * 2} for n in range(1000)]
    other = make_list(tmp_path / "many.gpkg", many)
    listed.dock.lists.show_detections(str(other), "Detections")
    click_button(listed, "onlyUnmarkedBox")
    table = _dock(listed).table
    table.selectAll()
    for row in range(0, 1000, 3):  # what is left is not in one piece
        table.selectionModel().select(
            table.model().index(row, 0),
            QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows,
        )
    chosen: list[Any] = []
    table.selected.connect(chosen.append)
    began = time.monotonic()
    press(listed, Qt.Key.Key_F)
    print(f"666 rows were marked in {time.monotonic() - began:.3f} s")
    table.selected.disconnect(chosen.append)
    assert len(chosen) <= 2
    assert texts(listed, 0) == [str(row + 1) for row in range(0, 1000, 3)]
    assert list(marks_in(other).values()).count("false") == 666


def test_a_layer_that_is_edited_keeps_its_list(
    listed: Any, list_path: Path, tmp_path: Path
) -> None:
    other = make_list(tmp_path / "other.gpkg", LIST[:2])
    edited = layer_named("Detections")
    assert edited.startEditing()
    listed.dock.lists.show_detections(str(other), "Detections")
    assert str(list_path) in edited.source() and edited.featureCount() == 5
    assert layer_named("Detections 2").featureCount() == 2
    edited.rollBack()


def test_a_layer_of_somebody_else_is_left_alone(listed: Any, list_path: Path) -> None:
    before = listed.dock.lists.layer
    other = QgsVectorLayer(f"{list_path}|layername=detections", "mine", "ogr")
    QgsProject.instance().addMapLayer(other)
    listed.iface.setActiveLayer(other)
    assert listed.dock.lists.layer is before
