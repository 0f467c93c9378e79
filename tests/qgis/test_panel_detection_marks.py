"""Marks of detections: by keys and buttons, in the file, kept when the list is made again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from detection_kit import (
    LIST,
    click_button,
    click_row,
    layer_named,
    make_list,
    marks_in,
    marks_shown,
    press,
    texts,
)
from osgeo import gdal
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest


def test_keys_mark_and_the_file_has_it_at_once(listed: Any, list_path: Path) -> None:
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    press(listed, Qt.Key.Key_Down)
    press(listed, Qt.Key.Key_F)
    assert marks_shown(listed)[:3] == ["real", "false", ""]
    assert marks_in(list_path) == {1: "real", 2: "false", 3: "", 4: "", 5: ""}
    press(listed, Qt.Key.Key_Space)
    assert marks_in(list_path)[2] == ""
    assert listed.dock.lists.dock.summary.full_text.endswith("1 marked")


def test_buttons_mark_all_chosen_rows(listed: Any, list_path: Path) -> None:
    click_row(listed, 1)
    click_row(listed, 3, Qt.KeyboardModifier.ControlModifier)
    click_button(listed, "markRealButton")
    assert marks_in(list_path) == {1: "", 2: "real", 3: "", 4: "real", 5: ""}
    click_button(listed, "unmarkButton")
    assert set(marks_in(list_path).values()) == {""}


def test_marks_survive_closing_the_project(listed: Any, list_path: Path, tmp_path: Path) -> None:
    click_row(listed, 2)
    press(listed, Qt.Key.Key_R)
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "kept.qgs"))
    project.clear()
    assert not texts(listed, 0)
    assert project.read(str(tmp_path / "kept.qgs"))
    layer = layer_named("Detections")
    listed.iface.setActiveLayer(layer)
    listed.dock.lists.menu.action.trigger()
    assert marks_shown(listed) == ["", "", "real", "", ""]


def test_marking_goes_on_with_the_next_row_where_marked_ones_are_hidden(
    listed: Any, list_path: Path
) -> None:
    click_button(listed, "onlyUnmarkedBox")
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    press(listed, Qt.Key.Key_F)
    assert texts(listed, 0) == ["3", "4", "5"]
    assert marks_in(list_path) == {1: "real", 2: "false", 3: "", 4: "", 5: ""}
    click_button(listed, "onlyUnmarkedBox")


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
    assert marks_shown(listed) == ["", "real"] and marks_in(other) == {1: "", 2: "real"}
    again = make_list(tmp_path / "again.gpkg", LIST)
    listed.dock.lists.show_detections(str(again), "Detections")
    assert marks_shown(listed) == ["real", "false", "", "", ""]


def test_a_find_that_joins_real_and_false_ones_is_not_marked(listed: Any, tmp_path: Path) -> None:
    for row, key in ((0, Qt.Key.Key_R), (1, Qt.Key.Key_F)):
        click_row(listed, row)
        press(listed, key)
    other = make_list(tmp_path / "other.gpkg", [{"row": 5, "col": 5, "side": 40}])
    listed.dock.lists.show_detections(str(other), "Detections")
    assert marks_shown(listed) == [""]


def test_rows_that_cannot_be_replaced_stay(list_path: Path, tmp_path: Path) -> None:
    from hsfm.engine.errors import WriteFailed
    from hsfm.hsfm_plugin.layers.detection_rows import take_rows

    other = make_list(tmp_path / "other.gpkg", LIST[:1])
    with pytest.raises(WriteFailed):
        take_rows(str(tmp_path / "none.gpkg"), str(list_path))
    with pytest.raises(WriteFailed):
        take_rows(str(other), str(tmp_path / "none.gpkg"))
    assert len(marks_in(list_path)) == 5
    take_rows(str(other), str(list_path))
    assert len(marks_in(list_path)) == 1


def test_marks_of_what_a_shorter_list_leaves_out_come_back(list_path: Path, tmp_path: Path) -> None:
    """Nothing but the files knows them here, as after QGIS was closed."""
    from hsfm.hsfm_plugin.layers.detection_marks import write_marks
    from hsfm.hsfm_plugin.layers.detection_rows import read_rows, take_rows

    layer = QgsVectorLayer(f"{list_path}|layername=detections", "list", "ogr")
    marks = dict(zip((row.fid for row in read_rows(layer)), ("real", "false", "", "real", "")))
    write_marks(layer, {fid: mark for fid, mark in marks.items() if mark})
    shorter = make_list(tmp_path / "shorter.gpkg", LIST[3:4])
    full = make_list(tmp_path / "full.gpkg", LIST)
    take_rows(str(shorter), str(list_path))
    assert marks_in(list_path) == {1: "real"}
    take_rows(str(full), str(list_path))
    assert marks_in(list_path) == {1: "real", 2: "false", 3: "", 4: "real", 5: ""}


def test_a_mark_is_remembered_in_the_file_by_its_place(listed: Any, list_path: Path) -> None:
    from hsfm.hsfm_plugin.layers.detection_file import kept_marks

    click_row(listed, 1)
    press(listed, Qt.Key.Key_F)
    x, y = 364095 + 30 * 40.5, 5809965 - 30 * 20.5
    assert kept_marks(str(list_path)) == {(x, y): "false"}
    press(listed, Qt.Key.Key_Space)
    assert kept_marks(str(list_path)) == {}


def test_ctrl_z_takes_the_last_marking_back(listed: Any, list_path: Path) -> None:
    for row, key in ((0, Qt.Key.Key_R), (1, Qt.Key.Key_F)):
        click_row(listed, row)
        press(listed, key)
    before = marks_in(list_path)
    table = listed.dock.lists.dock.table
    table.selectAll()
    press(listed, Qt.Key.Key_Space)
    assert set(marks_in(list_path).values()) == {""}
    QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert marks_in(list_path) == before
    assert marks_shown(listed) == ["real", "false", "", "", ""]


def test_marks_cleared_in_the_attribute_table_stay_cleared(
    listed: Any, list_path: Path, tmp_path: Path
) -> None:
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    layer = layer_named("Detections")
    first = next(feature.id() for feature in layer.getFeatures() if feature["rank"] == 1)
    assert layer.startEditing()
    layer.changeAttributeValue(first, layer.fields().indexOf("mark"), "")
    assert layer.commitChanges()
    assert marks_shown(listed) == [""] * 5
    other = make_list(tmp_path / "other.gpkg", LIST)
    listed.dock.lists.show_detections(str(other), "Detections")
    assert marks_shown(listed) == [""] * 5


def _sought(path: Path, pixels: str) -> Path:
    """Says in the file of a list that it was made with these target pixels."""
    gdal.SetConfigOption("GDAL_PAM_ENABLED", "NO")
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    told = {"task": "targetdetection", "parameters": {"pixels": pixels}}
    source.SetMetadata({"HSFM_PROVENANCE": json.dumps(told)})
    del source
    gdal.SetConfigOption("GDAL_PAM_ENABLED", None)
    return path


def test_marks_are_not_taken_over_from_another_target_of_the_same_name(
    listed: Any, tmp_path: Path
) -> None:
    from hsfm.hsfm_plugin.layers.history import recall

    roof = _sought(make_list(tmp_path / "roof.gpkg", LIST), "8,8")
    tennis = _sought(make_list(tmp_path / "tennis.gpkg", LIST), "45,45")
    again = _sought(make_list(tmp_path / "again.gpkg", LIST), "8,8")
    show = listed.dock.lists.show_detections
    show(str(roof), "Target: 1 pixel")
    click_row(listed, 1)
    press(listed, Qt.Key.Key_R)
    show(str(tennis), "Target: 1 pixel")
    assert marks_shown(listed) == [""] * 5
    first = layer_named("Target: 1 pixel")
    assert str(roof) in first.source() and recall(first)["parameters"] == {"pixels": "8,8"}
    assert str(tennis) in layer_named("Target: 1 pixel 2").source()
    show(str(again), "Target: 1 pixel")
    assert marks_shown(listed) == ["", "real", "", "", ""]


def test_a_key_pressed_while_rows_are_replaced_marks_the_object_it_was_meant_for(
    listed: Any, list_path: Path, tmp_path: Path
) -> None:
    from hsfm.hsfm_plugin.gui.detection_follow import Wish
    from hsfm.hsfm_plugin.gui.state import ScoreMap
    from hsfm.hsfm_plugin.layers.detection_rows import take_rows

    follow, scene = listed.dock.lists.follow, listed.state.scene.path
    turned = make_list(tmp_path / "turned.gpkg", LIST[::-1])
    click_row(listed, 1)
    follow.replacing.emit(True)
    take_rows(str(turned), str(list_path))
    press(listed, Qt.Key.Key_R)
    assert set(marks_in(list_path).values()) == {""}
    wish = Wish(ScoreMap("", "", str(list_path), "Detections", scene), 1e-3, 1.0)
    follow.listed.emit(wish, {})
    follow.replacing.emit(False)
    assert marks_in(list_path) == {1: "", 2: "", 3: "", 4: "real", 5: ""}
