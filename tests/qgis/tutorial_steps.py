"""The steps of the tutorial: the panel goes from a simulated scene to a map, with its pictures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from detection_kit import click_row, press
from kit import engine
from osgeo import ogr
from preview_kit import show_scene
from qgis.core import QgsFeature, QgsGeometry, QgsProject
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog, QDockWidget, QWidget
from shot_kit import Shots
from small_picture import save_small
from tools_kit import Canvas, new_layer

PANEL_PX, MAP_PX, WIDE_PX, WIDEST_PX = 340, 440, 640, 760
SIDE_PX = 512
CLASSES = ("water", "conifer forest", "grassland", "green crop", "ripe cereal", "bare soil", "roof")
POLYGONS = 9
"""Of each class: enough to hold some out."""
JOBS_PX = (760, 440)
PICKED = ("water", "conifer forest", "bare soil", "roof")
DATA_HOME = "/home/you/.local/share"
"""Instead of that of the throw-away profile; nothing is written there."""
OTHER_DOCKS = ("Browser", "Browser2")


class Tutorial:
    """The steps; each leaves the panel as the reader has it at that step."""

    def __init__(self, shots: Shots) -> None:
        self.shots, self.panel = shots, shots.panel
        self.folder = shots.folder / "help"
        self.folder.mkdir(parents=True, exist_ok=True)
        made = engine("simulate", shots.scratch / "demo", "--size", str(SIDE_PX))
        self.files = {entry["role"]: Path(entry["path"]) for entry in made["outputs"]}
        self.taken: list[str] = []
        self.canvas = shots.iface.mapCanvas()

    def keep(self, name: str, taken: QPixmap, widest_px: int = PANEL_PX) -> None:
        """Writes one picture of the help."""
        file = f"tutorial_{name}.png"
        save_small(taken, self.folder / file, widest_px)
        self.taken.append(file)

    def section(self, name: str, most_px: int = 2000) -> QPixmap:
        """One section of the panel, with nothing else open."""
        for section in self.panel.dock.sections:
            section.set_open(section.objectName() == f"{name}Section")
        self.panel.find("notices").clearWidgets()
        self.settle()
        part: QWidget = getattr(self.panel.dock, name)
        return part.grab(QRect(0, 0, part.width(), min(part.height(), most_px)))

    def settle(self, ms: int = 700) -> None:
        """Waits until layout and map are drawn."""
        QTest.qWait(ms)
        self.panel.wait(lambda: not self.canvas.isDrawing(), 60, "the map is not drawn")
        QTest.qWait(100)

    def map(self) -> QPixmap:
        """The square of the canvas that the whole scene fills."""
        show_scene(self.panel)
        self.settle()
        return self.square()

    def square(self) -> QPixmap:
        side = min(self.canvas.width(), self.canvas.height())
        corner = QPoint((self.canvas.width() - side) // 2, (self.canvas.height() - side) // 2)
        return self.canvas.grab(QRect(corner.x(), corner.y(), side, side))

    def only(self, *names: str) -> None:
        """Shows the layers of these names and hides the others."""
        tree = QgsProject.instance().layerTreeRoot()
        for layer in QgsProject.instance().mapLayers().values():
            tree.findLayer(layer.id()).setItemVisibilityChecked(layer.name() in names)

    def run(self, button: str) -> None:
        """Presses a button of step 3 and waits for the end."""
        self.panel.dock.map.set_open(True)
        QTest.qWait(200)
        self.panel.click(button)
        self.panel.wait_idle()
        assert self.panel.state.last_run[1] == "done", self.panel.notice()

    def open_scene(self) -> None:
        self.panel.open(self.files["product"])
        assert self.panel.state.scene is not None, self.panel.state.refusal
        crs = self.panel.state.scene.crs
        QgsProject.instance().setCrs(crs)
        self.canvas.setDestinationCrs(crs)
        self.panel.click("view_cir")
        show_scene(self.panel)
        self.keep("scene", self.section("scene"))

    def look_at_spectra(self) -> None:
        parts = self.panel.dock.spectra
        parts.set_picking(True)
        places = Canvas(self.panel)
        show_scene(self.panel)
        self.settle()
        for name in PICKED:
            places.click(*self.middle_of(name))
            self.panel.wait(lambda: all(p.values is not None for p in parts.picks.picks), 20)
        self.settle()
        self.keep("spectra", parts.dock.widget().grab(), WIDE_PX)
        parts.dock.side.clear.click()
        parts.set_picking(False)
        parts.dock.hide()

    def middle_of(self, name: str) -> tuple[int, int]:
        """A pixel inside the largest polygon of a class of the reference."""
        source = ogr.Open(str(self.files["labels"]))
        shapes = [f.GetGeometryRef().Clone() for f in source.GetLayer(0) if f["class"] == name]
        point = max(shapes, key=lambda shape: shape.GetArea()).PointOnSurface()
        a, _, left, _, e, top = self.panel.state.scene.info["grid"]["transform"]
        return int((point.GetY() - top) / e), int((point.GetX() - left) / a)

    def quick_map(self) -> None:
        self.run("quickMapButton")
        self.only("Quick map")
        self.keep("quickmap", self.map(), MAP_PX)

    def label(self) -> None:
        self.panel.dock.labels.set_open(True)
        QTest.qWait(200)
        layer = new_layer(self.panel, *CLASSES)
        layer.startEditing()
        left, classes = dict.fromkeys(CLASSES, POLYGONS), self.panel.state.labels
        source = ogr.Open(str(self.files["labels"]))
        for entry in source.GetLayer(0):
            name = entry["class"]
            if not left.get(name):
                continue
            left[name] -= 1
            feature = QgsFeature(layer.fields())
            feature["class"] = name
            feature["class_id"] = classes.named(name).value
            feature["color"] = classes.named(name).color
            shape = QgsGeometry()
            shape.fromWkb(bytes(entry.GetGeometryRef().ExportToWkb()))
            shape.convertToMultiType()
            feature.setGeometry(shape)
            assert layer.addFeature(feature), f"no polygon of {name}"
        assert not any(left.values()), left
        self.panel.wait(lambda: len(self.panel.state.labelled) == len(CLASSES), 20)
        self.panel.dock.label_work.arm(classes.named("grassland"))
        self.keep("labels", self.section("labels"))
        self.shots.iface.actionPan().trigger()
        assert layer.commitChanges(), layer.commitErrors()

    def train(self) -> None:
        self.run("trainButton")
        self.keep("train", self.section("map"))
        self.run("classifyButton")
        self.only("Classes")
        self.keep("classes", self.map(), MAP_PX)
        part = self.panel.dock.results
        part.set_open(True)
        QTest.qWait(200)
        classes = part.classes
        end = classes.mapTo(part, QPoint(0, classes.height())).y() + 10
        self.keep("results", self.section("results", end))

    def anomalies(self) -> None:
        self.run("anomalyButton")
        scene = self.panel.state.scene.layer.name()
        self.panel.dock.results.set_open(True)
        QTest.qWait(300)
        self.panel.click("anomalyListButton")
        self.only(scene, "Detections")
        for row, key in ((0, Qt.Key.Key_R), (1, Qt.Key.Key_F), (2, Qt.Key.Key_R)):
            click_row(self.panel, row)
            press(self.panel, key)
        classes = self.panel.dock.spectra.dock.side.classes
        for row in range(classes.count()):
            classes.item(row).setCheckState(Qt.CheckState.Unchecked)
        docks = [self.panel.dock.lists.dock, self.panel.dock.spectra.dock]
        window = self.shots.iface.mainWindow()
        window.resizeDocks(docks, [1, 1], Qt.Orientation.Horizontal)
        click_row(self.panel, 3)
        self.settle(1500)
        self.keep("anomalies", self.around(docks), WIDEST_PX)
        for dock in docks:
            dock.hide()

    def jobs(self) -> None:
        self.panel.click("jobsButton")
        dialog = self.shots.iface.mainWindow().findChild(QDialog, "jobsDialog")
        dialog.resize(*JOBS_PX)
        self.settle()
        self.keep("jobs", dialog.grab(), WIDE_PX)
        dialog.close()

    def set_up(self) -> None:
        """The card of somebody who has no engine yet."""
        plugin, card = self.panel.plugin, self.panel.dock.setup_card
        before = os.environ.pop("HSFM_ENGINE_PYTHON")
        os.environ["XDG_DATA_HOME"] = DATA_HOME
        try:
            plugin.link.restart()
            plugin.setup.refresh()
            self.panel.wait(lambda: plugin.setup.plan and not plugin.setup.busy, 60, "no plan")
            self.panel.find("panelScroll").ensureWidgetVisible(card)
            self.settle()
            assert card.isVisible(), "the card of the setup is not shown"
            self.keep("setup", card.grab())
        finally:
            os.environ["HSFM_ENGINE_PYTHON"] = before
            del os.environ["XDG_DATA_HOME"]
            plugin.link.restart()
            plugin.setup.refresh()

    def around(self, docks: list[QDockWidget]) -> QPixmap:
        """The part of the window that holds these docks, as it is on the screen."""
        window = self.shots.iface.mainWindow()
        area = QRect()
        for dock in docks:
            area = area.united(QRect(dock.mapTo(window, QPoint(0, 0)), dock.size()))
        return window.grab(area)

    def processing(self) -> None:
        from processing import createAlgorithmDialog

        values = {"scene": self.panel.state.scene.layer.id(), "out": "/data/anomalies.tif"}
        dialog = createAlgorithmDialog("hsfm:anomaly", values)
        try:
            dialog.resize(760, 500)
            dialog.show()
            self.settle()
            self.keep("processing", dialog.grab(), WIDE_PX)
        finally:
            dialog.close()
            dialog.deleteLater()


def hide_others(window: Any) -> list[QDockWidget]:
    """Hides docks that have no part in the tutorial, so that the map is larger."""
    found = [window.findChild(QDockWidget, name) for name in OTHER_DOCKS]
    shown = [dock for dock in found if dock is not None and dock.isVisible()]
    for dock in shown:
        dock.hide()
    return shown
