"""The target search from a spectral library: which file, which spectra, what the panel refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from similar_kit import choose, make_library, search
from tools_kit import FIELD, Canvas

ROW, COL = FIELD
OTHER = (ROW - 8, COL + 12)
"""A pixel of something else, valid as well."""


def test_a_library_is_listed_filtered_plotted_and_searched(canvas: Canvas, tmp_path: Path) -> None:
    panel = canvas.panel
    library = make_library(panel, tmp_path / "materials.csv", forest=(ROW, COL), other=OTHER)
    panel.click("targetButton")
    choose(panel, "targetSourceCombo", "library")
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
    scores = search(panel)
    assert scores[ROW, COL] == pytest.approx(np.nanmax(scores), abs=1e-3)
    assert panel.state.target_map.title == "Target: forest"


def test_a_file_that_is_no_library_is_refused_in_words(canvas: Canvas, tmp_path: Path) -> None:
    panel = canvas.panel
    path = tmp_path / "notes.txt"
    path.write_text("bread, milk\n")
    panel.click("targetButton")
    choose(panel, "targetSourceCombo", "library")
    page = panel.dock.map.targets.library
    page.open(str(path))
    hint = panel.find("targetLibraryHint")
    panel.wait(lambda: "cannot be read as a spectral library" in hint.text(), 30)
    assert "notes.txt" in hint.toolTip()
    assert not panel.is_enabled("targetRunButton")


def test_names_with_a_semicolon_are_not_joined(canvas: Canvas, tmp_path: Path) -> None:
    panel = canvas.panel
    names = {"roof; tiles": (ROW, COL), "other": OTHER}
    library = make_library(panel, tmp_path / "materials.csv", **names)
    panel.click("targetButton")
    choose(panel, "targetSourceCombo", "library")
    page = panel.dock.map.targets.library
    page.open(str(library))
    panel.wait(lambda: page.spectra.count(), 30, "the library was not listed")
    page.spectra.item(0).setSelected(True)
    assert page.names == ["roof; tiles"] and panel.is_enabled("targetRunButton")
    page.spectra.item(1).setSelected(True)
    assert "semicolon" in panel.text("targetHint")
    assert not panel.is_enabled("targetRunButton")


def test_a_library_waits_for_the_scene_that_is_being_opened(
    canvas: Canvas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, scene = canvas.panel, canvas.panel.state.scene
    page = panel.dock.map.targets.library
    page.open(str(make_library(panel, tmp_path / "materials.csv", other=OTHER)))
    panel.wait(lambda: page.spectra.count(), 30, "the library was not listed")
    asked: list[Any] = []
    monkeypatch.setattr(panel.link, "run", lambda *args, **_: asked.append(args))
    panel.state.set_opening()
    panel.state.set_scene(scene)
    assert asked == []
