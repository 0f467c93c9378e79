"""What is made of detections: files, labels, a target search."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from detection_kit import click_row, marks_in, press
from osgeo import gdal
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from tools_kit import new_layer, undo


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
    listed.dock.lists.dock.more_like.trigger()
    listed.dock.lists.targets_asked.disconnect(asked.append)
    assert asked == [[(8, 8), (45, 45)]]
    listed.dock.map.starter.cancel()
    listed.wait_idle()


def _label_with(panel: Any, name: str) -> None:
    dock = panel.dock.lists.dock
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
    dock = listed.dock.lists.dock
    assert not dock.use.isEnabled()
    assert [action.isEnabled() for action, _ in dock.exports] == [True, True, False, False]
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    assert dock.use.isEnabled() and all(action.isEnabled() for action, _ in dock.exports)


def test_a_layer_that_cannot_be_edited_gets_no_class(listed: Any) -> None:
    listed.click("newLabelsButton")
    listed.state.labels.layer.setReadOnly(True)
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    _label_with(listed, "New Class")
    assert "Detections" not in [entry.name for entry in listed.state.labels.classes]
    assert "takes no polygons" in listed.notice()


def test_one_label_is_told_of_as_one(listed: Any) -> None:
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    _label_with(listed, "New Class")
    assert listed.notice().startswith("1 object is a label now.")
    listed.state.labels.layer.rollBack()


def test_the_list_is_not_saved_over_itself(listed: Any, list_path: Path) -> None:
    click_row(listed, 0)
    press(listed, Qt.Key.Key_R)
    listed.dock.lists.uses.export(str(list_path), True)
    assert "is the list itself" in listed.notice()
    assert marks_in(list_path) == {1: "real", 2: "", 3: "", 4: "", 5: ""}


def test_a_file_stays_where_the_new_one_cannot_be_made(listed: Any, tmp_path: Path) -> None:
    other = tmp_path / "other.gpkg"
    other.write_text("of somebody", encoding="utf-8")
    list_file = Path(listed.dock.lists.layer.source().split("|")[0])
    list_file.rename(tmp_path / "away.gpkg")
    listed.dock.lists.uses.export(str(other), False)
    listed.wait(lambda: "could not be written" in listed.notice(), 20)
    assert other.read_text("utf-8") == "of somebody"
    (tmp_path / "away.gpkg").rename(list_file)


def test_a_name_with_a_point_gets_the_ending_of_its_kind(listed: Any, tmp_path: Path) -> None:
    listed.dock.lists.uses.save(str(tmp_path / "run_v1.2"), "csv", False)
    listed.wait(lambda: "Saved in" in listed.notice(), 20)
    assert (tmp_path / "run_v1.2.csv").read_text("utf-8").startswith("rank,")
    listed.dock.lists.uses.save(str(tmp_path / "run_v1.2"), "csv", False)
    assert "is there already" in listed.notice()
