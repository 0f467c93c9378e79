"""The screenshots are taken from a QGIS that shows something; one small state stands for all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.PyQt.QtGui import QImage

SMALLEST_PX = 300
COLOURS = 8
"""A window with text and icons has hundreds, an empty one very few."""


@pytest.fixture
def taken(panel: Any, tmp_path: Path) -> Path:
    """The folder of the pictures of the panel without a project."""
    import shots

    assert shots.take_all(panel.iface, tmp_path, ["no_project"], "") == 0
    return tmp_path


@pytest.mark.parametrize("name", ["no_project.png", "no_project_dock.png"])
def test_a_state_of_the_panel_is_a_picture_with_something_in_it(taken: Path, name: str) -> None:
    picture = QImage(str(taken / name))
    assert not picture.isNull(), sorted(path.name for path in taken.iterdir())
    assert min(picture.width(), picture.height()) >= SMALLEST_PX
    places = [(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)]
    assert len({picture.pixel(x, y) for x, y in places}) > COLOURS
