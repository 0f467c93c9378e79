"""The states of anomalies: the slider, the list that is worked through, its width, no finds."""

from __future__ import annotations

from pathlib import Path

from detection_kit import click_row, drag, make_list, press
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from shot_kit import Shots, state


def _found(shots: Shots) -> None:
    """Anomalies of Potsdam, the other maps hidden."""
    shots.scene()
    QgsProject.instance().setCrs(shots.panel.state.scene.crs)
    shots.panel.click("anomalyButton")
    shots.panel.wait_idle()
    assert shots.panel.state.anomalies, shots.panel.notice()
    shots.panel.find("notices").clearWidgets()
    shots.zoom()


def _listed(shots: Shots) -> None:
    shots.panel.wait(lambda: not shots.panel.dock.lists.follow.busy, 60, "no list came")


@state
def anomaly_threshold(shots: Shots) -> None:
    """The map with its list, then the slider at few and at many false alarms."""
    _found(shots)
    shots.take("_0_mapped")
    slider = shots.panel.find("anomalyRateSlider")
    drag(slider, 0.15)
    _listed(shots)
    shots.take("_1_many")
    drag(slider, 1.0)
    _listed(shots)
    shots.take("_2_few")


@state
def detections(shots: Shots) -> None:
    """A row is chosen, then marks, filters, the menus' state; the window at 300 px and alone."""
    _found(shots)
    parts = shots.panel.dock
    try:
        shots.panel.click("anomalyListButton")
        click_row(shots.panel, 1)
        shots.take("_0_row")
        for key in (Qt.Key.Key_R, Qt.Key.Key_Down, Qt.Key.Key_F, Qt.Key.Key_Down, Qt.Key.Key_R):
            press(shots.panel, key)
        shots.take("_1_marks")
        parts.lists.dock.unmarked.setChecked(True)
        shots.take("_2_unmarked")
        parts.lists.dock.unmarked.setChecked(False)
        parts.lists.dock.setFloating(True)
        parts.lists.dock.resize(300, 420)
        QTest.qWait(200)
        parts.lists.dock.grab().save(str(shots.folder / "detections_3_narrow.png"))
        parts.lists.dock.resize(520, 420)
        QTest.qWait(200)
        parts.lists.dock.grab().save(str(shots.folder / "detections_4_wide.png"))
        parts.lists.dock.setFloating(False)
        path = make_list(Path(shots.scratch) / "none.gpkg", [])
        parts.lists.show_detections(str(path), "Detections")
        shots.take("_5_empty")
    finally:
        parts.lists.dock.setFloating(False)
        parts.spectra.dock.hide()


@state
def anomaly_narrow(shots: Shots) -> None:
    """The panel at its least width, Advanced open at the detector."""
    shots.set_width(300)
    _found(shots)
    shots.panel.click("advancedButton")
    shots.take("_advanced")
    shots.panel.click("advancedButton")
    shots.take()
    shots.set_width(340)
