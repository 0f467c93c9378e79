"""A class's name is typed in the table while other things change there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from tools_kit import name_class, name_editor


@pytest.fixture
def typing(panel: Any, simulated: Path) -> Any:
    """The panel with a new layer, whose first class is just being named."""
    panel.open(simulated)
    panel.click("newLabelsButton")
    QTest.keyClicks(name_editor(panel), "Tr")
    return panel


def _shown(panel: Any) -> list[list[str]]:
    """Names, polygons and pixels, as the table has them."""
    table = panel.find("classTable")
    return [[table.item(row, col).text() for col in (1, 2, 3)] for row in range(table.rowCount())]


def _names(panel: Any) -> list[str]:
    return [entry.name for entry in panel.state.labels.classes]


def test_a_name_is_kept_where_the_next_class_is_added_before_enter(typing: Any) -> None:
    QTest.keyClicks(name_editor(typing), "ee")
    typing.click("addClassButton")
    name_class(typing, "Soil")
    typing.wait(lambda: _names(typing) == ["Tree", "Soil"], 5, "a name was lost")


def test_a_count_leaves_the_name_that_is_typed_and_is_shown(typing: Any) -> None:
    from hsfm.hsfm_plugin.labels.counts import Count

    typing.wait_counted()
    typing.state.set_counts({"Class 1": Count(3, 12.0)})
    assert name_editor(typing).text() == "Tr"
    QTest.keyClick(name_editor(typing), Qt.Key.Key_Escape)
    typing.wait(lambda: name_editor(typing) is None, what="the name is still typed")
    assert _shown(typing) == [["Class 1", "3", "12"]]


def test_another_layer_ends_typing_and_its_labels_are_shown(
    typing: Any, potsdam_labels: Path
) -> None:
    made = typing.state.labels
    typing.use_labels(potsdam_labels)
    assert name_editor(typing) is None
    assert [entry.name for entry in made.classes] == ["Class 1"]
    assert all(polygons != "–" for _, polygons, _ in _shown(typing))


def test_a_name_is_typed_after_a_layer_went_whose_class_was_being_named(typing: Any) -> None:
    typing.find("labelLayerCombo").setLayer(None)
    assert name_editor(typing) is None
    typing.click("newLabelsButton")
    name_class(typing, "Tree")
    assert _names(typing) == ["Tree"]
