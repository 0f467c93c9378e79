"""The list of detections, worked through: rows, keys, map, spectra, marks, files, labels."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from detection_kit import (
    NUMBERS,
    click_row,
    layer_named,
    make_list,
    make_planted,
    marks_in,
    press,
)
from driving import Ticks
from osgeo import gdal
from qgis.core import QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton
from tools_kit import new_layer, undo

LIST = [
    {"row": 8, "col": 8, "side": 3},
    {"row": 20, "col": 40},
    {"row": 30, "col": 12, "side": 2, "flag": "stripe"},
    {"row": 45, "col": 45, "side": 4},
    {"row": 50, "col": 20, "flag": "edge"},
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_list(tmp_path / "found.gpkg", LIST)


@pytest.fixture
def listed(panel: Any, tmp_path: Path, path: Path) -> Iterator[Any]:
    """The panel with a scene and its list."""
    panel.open(make_planted(tmp_path / "scene.tif"))
    canvas = panel.iface.mapCanvas()
    QgsProject.instance().setCrs(panel.state.scene.crs)
    canvas.setDestinationCrs(panel.state.scene.crs)
    panel.dock.lists.show_detections(str(path), "Detections")
    QTest.qWait(50)
    yield panel
    for box in (panel.dock.lists.dock.unflagged, panel.dock.lists.dock.unmarked):
        box.setChecked(False)
    panel.dock.spectra.dock.hide()


def _dock(panel: Any) -> Any:
    return panel.dock.lists.dock


def _texts(panel: Any, column: int) -> list[str]:
    model = _dock(panel).table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def _marks(panel: Any) -> list[str]:
    """What the rows are marked as, from top to bottom."""
    model = _dock(panel).table.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 5).data(role) for row in range(model.rowCount())]


def _click(panel: Any, name: str) -> None:
    button = _dock(panel).findChild(QAbstractButton, name)
    assert button.isEnabled() and button.isVisible(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.qWait(50)


def _extent(panel: Any) -> QgsRectangle:
    return panel.iface.mapCanvas().extent()


def test_the_list_has_a_row_for_each_find_by_rank(listed: Any) -> None:
    assert _dock(listed).isVisible()
    assert _texts(listed, 0) == ["1", "2", "3", "4", "5"]
    assert _texts(listed, 2) == ["9", "1", "4", "16", "1"]
    assert _texts(listed, 4) == ["", "", "stripe", "", "edge"]
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
    sizes = [int(text) for text in _texts(listed, 2)]
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


def test_keys_mark_and_the_file_has_it_at_once(listed: Any, path: Path) -> None:
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    press(listed, Qt.Key.Key_Down)
    press(listed, Qt.Key.Key_F)
    assert _marks(listed)[:3] == ["real", "false", ""]
    assert marks_in(path) == {1: "real", 2: "false", 3: "", 4: "", 5: ""}
    press(listed, Qt.Key.Key_Space)
    assert marks_in(path)[2] == ""
    assert _dock(listed).summary.full_text.endswith("1 marked")


def test_buttons_mark_all_chosen_rows(listed: Any, path: Path) -> None:
    click_row(listed, 1)
    click_row(listed, 3, Qt.KeyboardModifier.ControlModifier)
    _click(listed, "markRealButton")
    assert marks_in(path) == {1: "", 2: "real", 3: "", 4: "real", 5: ""}
    _click(listed, "unmarkButton")
    assert set(marks_in(path).values()) == {""}


def test_marks_survive_closing_the_project(listed: Any, path: Path, tmp_path: Path) -> None:
    click_row(listed, 2)
    press(listed, Qt.Key.Key_R)
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "kept.qgs"))
    project.clear()
    assert not _texts(listed, 0)
    listed.dock.lists.marking.forget()
    assert project.read(str(tmp_path / "kept.qgs"))
    layer = layer_named("Detections")
    listed.iface.setActiveLayer(layer)
    listed.dock.lists.menu.action.trigger()
    assert _marks(listed) == ["", "", "real", "", ""]


def test_flagged_and_marked_rows_can_be_hidden(listed: Any) -> None:
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    _click(listed, "hideFlaggedBox")
    assert _texts(listed, 0) == ["1", "2", "4"]
    _click(listed, "onlyUnmarkedBox")
    assert _texts(listed, 0) == ["2", "4"]
    assert "2 shown" in _dock(listed).summary.full_text
    _click(listed, "hideFlaggedBox")
    _click(listed, "onlyUnmarkedBox")


def test_marking_goes_on_with_the_next_row_where_marked_ones_are_hidden(
    listed: Any, path: Path
) -> None:
    _click(listed, "onlyUnmarkedBox")
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    press(listed, Qt.Key.Key_F)
    assert _texts(listed, 0) == ["3", "4", "5"]
    assert marks_in(path) == {1: "real", 2: "false", 3: "", 4: "", 5: ""}
    _click(listed, "onlyUnmarkedBox")


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
    assert _texts(listed, 0) == ["1", "2"]


def test_the_layer_lies_above_the_rasters_in_the_group_of_the_scene(listed: Any) -> None:
    node = QgsProject.instance().layerTreeRoot().findLayer(layer_named("Detections").id())
    assert node.parent().name() == listed.state.scene.group
    assert node.parent().children()[0].layer() is layer_named("Detections")


def test_another_list_of_the_scene_keeps_the_marks_of_what_is_still_there(
    listed: Any, tmp_path: Path
) -> None:
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    click_row(listed, 1)
    press(listed, Qt.Key.Key_F)
    # The first has grown and its highest score lies elsewhere; the second is gone.
    grown = [{"row": 45, "col": 45}, {"row": 7, "col": 7, "side": 5}]
    other = make_list(tmp_path / "other.gpkg", grown)
    listed.dock.lists.show_detections(str(other), "Detections")
    assert _marks(listed) == ["", "real"] and marks_in(other) == {1: "", 2: "real"}
    again = make_list(tmp_path / "again.gpkg", LIST)
    listed.dock.lists.show_detections(str(again), "Detections")
    assert _marks(listed) == ["real", "false", "", "", ""]


def test_a_find_that_joins_real_and_false_ones_is_not_marked(listed: Any, tmp_path: Path) -> None:
    for row, key in ((0, Qt.Key.Key_R), (1, Qt.Key.Key_F)):
        click_row(listed, row)
        press(listed, key)
    other = make_list(tmp_path / "other.gpkg", [{"row": 5, "col": 5, "side": 40}])
    listed.dock.lists.show_detections(str(other), "Detections")
    assert _marks(listed) == [""]


@pytest.mark.parametrize("kind", ["csv", "gpkg"])
@pytest.mark.parametrize("is_real", [False, True])
def test_the_list_can_be_saved(listed: Any, tmp_path: Path, kind: str, is_real: bool) -> None:
    click_row(listed, 3)
    press(listed, Qt.Key.Key_R)
    out = tmp_path / f"saved.{kind}"
    listed.dock.lists.uses.export(str(out), is_real)
    listed.wait(lambda: "Saved in" in listed.notice(), 20)
    source = gdal.OpenEx(str(out), gdal.OF_VECTOR)
    made = source.GetLayer(0)
    names = [field.GetName() for field in made.schema]
    ranks = [int(feature["rank"]) for feature in made]
    assert ranks == ([4] if is_real else [1, 2, 3, 4, 5])
    assert ("spectrum" in names) == (kind == "gpkg")


def test_a_place_that_cannot_be_written_is_explained(listed: Any) -> None:
    listed.dock.lists.uses.export("/nowhere/saved.csv", False)
    listed.wait(lambda: "could not be written" in listed.notice(), 20)


def test_real_ones_start_a_target_search(listed: Any) -> None:
    asked: list[Any] = []
    listed.dock.lists.targets_asked.connect(asked.append)
    for row in (0, 3):
        click_row(listed, row)
        press(listed, Qt.Key.Key_R)
    _dock(listed).more_like.trigger()
    listed.dock.lists.targets_asked.disconnect(asked.append)
    assert asked == [[(8, 8), (45, 45)]]


def _label_with(panel: Any, name: str) -> None:
    dock = _dock(panel)
    dock.fill_classes()
    (action,) = [a for a in dock.labels_menu.actions() if a.text() == name]
    action.trigger()
    QTest.qWait(50)


def test_real_ones_become_labels_of_a_class_in_one_step(listed: Any) -> None:
    labels = new_layer(listed, "Roof")
    for row in (0, 3):
        click_row(listed, row)
        press(listed, Qt.Key.Key_R)
    before = labels.undoStack().count()
    _label_with(listed, "Roof")
    added = list(labels.getFeatures())
    assert [f["class"] for f in added] == ["Roof", "Roof"]
    assert sorted(round(f.geometry().area() / 900) for f in added) == [9, 16]
    assert labels.undoStack().count() == before + 1
    listed.iface.setActiveLayer(labels)
    undo(listed)
    assert not list(labels.getFeatures())
    labels.rollBack()


def test_real_ones_become_labels_where_there_are_none_yet(listed: Any) -> None:
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    _label_with(listed, "New Class")
    labels = listed.state.labels
    assert labels is not None
    assert [f["class"] for f in labels.layer.getFeatures()] == ["Detections"]
    labels.layer.rollBack()


def test_what_needs_real_ones_waits_for_a_mark(listed: Any) -> None:
    dock = _dock(listed)
    assert not dock.use.isEnabled()
    assert [action.isEnabled() for action, _ in dock.exports] == [True, True, False, False]
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    assert dock.use.isEnabled() and all(action.isEnabled() for action, _ in dock.exports)


def test_an_empty_list_says_what_to_do(listed: Any, tmp_path: Path) -> None:
    other = make_list(tmp_path / "none.gpkg", [])
    listed.dock.lists.show_detections(str(other), "Detections")
    dock = _dock(listed)
    assert dock.empty.isVisible() and not dock.table.isVisible()
    assert "slider" in dock.empty.text() and not dock.export.isEnabled()


def test_removing_the_layer_empties_the_list(listed: Any) -> None:
    click_row(listed, 0)
    QgsProject.instance().removeMapLayer(layer_named("Detections").id())
    assert not _texts(listed, 0) and listed.dock.lists.layer is None
    assert not listed.dock.spectra.dock.plot.curves


def test_a_list_that_is_not_there_is_explained(listed: Any) -> None:
    listed.dock.lists.show_detections("/nowhere/found.gpkg", "Others")
    assert "is not there any more" in listed.notice()


def test_rows_that_cannot_be_replaced_stay(path: Path, tmp_path: Path) -> None:
    from hsfm.engine.errors import WriteFailed
    from hsfm.hsfm_plugin.layers.detection_rows import take_rows

    other = make_list(tmp_path / "other.gpkg", LIST[:1])
    with pytest.raises(WriteFailed):
        take_rows(str(tmp_path / "none.gpkg"), str(path))
    with pytest.raises(WriteFailed):
        take_rows(str(other), str(tmp_path / "none.gpkg"))
    assert len(marks_in(path)) == 5
    take_rows(str(other), str(path))
    assert len(marks_in(path)) == 1


def test_a_thousand_rows_are_shown_and_walked_through(listed: Any, tmp_path: Path) -> None:
    many = [{"row": n // 30 * 2, "col": n % 30 * 2} for n in range(1000)]
    other = make_list(tmp_path / "many.gpkg", many)
    ticks = Ticks()
    ticks.start()
    began = time.monotonic()
    listed.dock.lists.show_detections(str(other), "Detections")
    shown = time.monotonic() - began
    QTest.qWait(100)
    click_row(listed, 0)
    began = time.monotonic()
    for _ in range(20):
        QTest.keyClick(_dock(listed).table, Qt.Key.Key_Down)
    walked = (time.monotonic() - began) / 20
    QTest.qWait(200)
    ticks.stop()
    print(f"1,000 rows in {shown:.3f} s, {1000 * walked:.1f} ms a key, worst {ticks.worst_ms} ms")
    assert _dock(listed).table.model().rowCount() == 1000
    assert listed.dock.spectra.dock.plot.curves[0].name == "Object 21"


def test_a_layer_of_somebody_else_is_left_alone(listed: Any, path: Path) -> None:
    before = listed.dock.lists.layer
    other = QgsVectorLayer(f"{path}|layername=detections", "mine", "ogr")
    QgsProject.instance().addMapLayer(other)
    listed.iface.setActiveLayer(other)
    assert listed.dock.lists.layer is before
