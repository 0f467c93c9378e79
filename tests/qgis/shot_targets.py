"""The states of Find Similar and of the target search."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtTest import QTest
from shot_kit import Shots, state
from similar_kit import look_for, make_library
from tools_kit import SHIFT, Canvas

WATER, ROOF = (90, 120), (40, 72)


def _at(shots: Shots, widths: tuple[int, ...] = (340, 300)) -> None:
    """Takes the state at the usual width and at the least one."""
    for width in widths:
        shots.set_width(width)
        shots.panel.dock._show_section(shots.panel.find("targetButton"))
        shots.take("" if width == widths[0] else f"_{width}")
    shots.set_width(340)


@state
def targets_form(shots: Shots) -> None:
    """The form, first with pixels, then with a library."""
    shots.scene()
    shots.panel.click("targetButton")
    shots.name = "targets_pixels"
    _at(shots)
    canvas = Canvas(shots.panel)
    QTest.qWait(300)
    shots.panel.click("targetPickButton")
    for row, col in ((40, 72), (41, 72), (41, 73)):
        canvas.click(row, col)
    shots.name = "targets_picked"
    _at(shots)
    library = make_library(
        shots.panel, Path(shots.scratch) / "campus_materials.csv", roof=ROOF, water=WATER
    )
    page = shots.panel.dock.map.targets
    page.sources.setCurrentIndex(page.sources.findData("library"))
    page.library.open(str(library))
    shots.panel.wait(lambda: page.library.spectra.count(), 30, page.library.hint.text())
    page.library.spectra.item(0).setSelected(True)
    page.library.spectra.item(1).setSelected(True)
    shots.name = "targets_library"
    for width in (340, 300):
        shots.set_width(width)
        shots.panel.dock._show_section(page)
        shots.take("" if width == 340 else f"_{width}")
    shots.set_width(340)


@state
def similar(shots: Shots) -> None:
    """The heat map of some pixels, with what is excluded."""
    shots.scene()
    canvas = Canvas(shots.panel)
    QTest.qWait(300)
    shots.panel.click("similarButton")
    shots.take("_0")
    look_for(canvas, *WATER)
    shots.take("_1")
    look_for(canvas, 10, 12, SHIFT)
    shots.panel.click("similar_exclude")
    look_for(canvas, *ROOF)
    shots.name = "similar_2"
    _at(shots)
    shots.panel.click("similarKeepButton")
    shots.panel.wait_idle()
    shots.name = "similar_3_kept"
    shots.take()


@state
def target_result(shots: Shots) -> None:
    """A target of pixels, found."""
    shots.scene()
    canvas = Canvas(shots.panel)
    QTest.qWait(300)
    shots.panel.click("targetButton")
    QTest.qWait(200)
    shots.panel.click("targetPickButton")
    canvas.click(*ROOF)
    QTest.qWait(200)
    shots.panel.click("targetRunButton")
    shots.panel.wait_idle()
    assert shots.panel.state.targets, shots.panel.notice()
    shots.take()
    shots.panel.find("notices").clearWidgets()
    shots.set_width(300)
    shots.take("_300")
    shots.set_width(340)
