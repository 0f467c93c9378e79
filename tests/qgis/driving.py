"""Drives the panel as a person does: clicks real buttons, waits until something can be seen."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal, osr
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QElapsedTimer, QObject, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QWidget

RUN_S = 300
LEAST_S = 60
"""No wait ends sooner: a limit is for what never comes, not for a machine with more to do."""
SIDE_PX = 60


def make_cube(path: Path, wavelengths_nm: list[float] | None, side_px: int = SIDE_PX) -> Path:
    """Writes a random GeoTIFF with a wavelength per band, or 40 bands without any."""
    count = 40 if wavelengths_nm is None else len(wavelengths_nm)
    raster = gdal.GetDriverByName("GTiff").Create(
        str(path), side_px, side_px, count, gdal.GDT_Int16
    )
    raster.SetGeoTransform((364095.0, 30.0, 0.0, 5809965.0, 0.0, -30.0))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    raster.SetProjection(reference.ExportToWkt())
    random = np.random.default_rng(7)
    for number in range(1, count + 1):
        band = raster.GetRasterBand(number)
        band.WriteArray(random.integers(500, 4000, (side_px, side_px), np.int16))
        if wavelengths_nm is not None:
            band.SetMetadataItem("wavelength", str(wavelengths_nm[number - 1]))
            band.SetMetadataItem("wavelength_units", "nm")
    return path


def engine_pids() -> set[int]:
    """The engines that this QGIS has started and that still run."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:  # it has ended meanwhile
            continue
        if b"serve" in words and int(parent) == os.getpid():
            found.add(int(folder.name))
    return found


@contextmanager
def standing_still(pid: int) -> Iterator[None]:
    """Stops a process meanwhile, so that what it is at cannot end too soon."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


class Panel:
    """The dock of the running QGIS."""

    def __init__(self, iface: Any, plugin: Any) -> None:
        self.iface, self.plugin = iface, plugin
        self.dock = plugin.dock
        self.state = plugin.dock.state
        self.link = plugin.link

    def find(self, name: str, kind: type = QWidget) -> Any:
        """The widget of this object name."""
        found = self.dock.findChild(kind, name)
        assert found is not None, f"no widget {name}"
        return found

    def click(self, name: str) -> None:
        """Clicks a button that can be seen and is enabled."""
        button = self.find(name, QAbstractButton)
        assert button.isVisible(), f"{name} cannot be seen"
        assert button.isEnabled(), f"{name} is disabled: {button.toolTip()}"
        self.wait(lambda: not button.rect().isEmpty(), what=f"{name} got no place")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def is_enabled(self, name: str) -> bool:
        return bool(self.find(name).isEnabled())

    def text(self, name: str) -> str:
        """What a label says, in full."""
        widget = self.find(name)
        return str(getattr(widget, "full_text", None) or widget.text())

    def notice(self) -> str:
        """What the message bar says; empty where it says nothing."""
        bar = self.find("notices")
        item = bar.currentItem()
        return item.findChild(QWidget, "noticeText").text() if item is not None else ""

    def wait(self, until: Callable[[], Any], limit_s: float = RUN_S, what: str = "") -> None:
        """Lets QGIS work until something holds, ``LEAST_S`` at least."""
        limit_s = max(limit_s, LEAST_S)
        end = time.monotonic() + limit_s
        while not until():
            assert time.monotonic() < end, what or f"waited {limit_s} s; notice: {self.notice()}"
            QTest.qWait(20)

    def wait_idle(self) -> None:
        """Waits until no run is under way and no model is fetched."""
        models = self.dock.known_models
        self.wait(lambda: not (self.state.running or models.busy), what="the run did not end")

    def open(self, path: Path) -> None:
        """Opens a product and waits until it is understood or refused."""
        self.dock.scene.open_path(str(path))
        self.wait(lambda: self.state.scene or self.state.refusal, 60, "the scene was not read")

    def use_labels(self, path: Path) -> QgsVectorLayer:
        """Adds a label file to the project and chooses it."""
        layer = QgsVectorLayer(str(path), "labels", "ogr")
        assert layer.isValid()
        QgsProject.instance().addMapLayer(layer)
        self.find("labelLayerCombo").setLayer(layer)
        self.wait(lambda: self.state.counts, 20, "the labels were not counted")
        return layer

    def wait_counted(self) -> None:
        """Waits until the labels are counted as they are now, and no count reads the layer."""
        work = self.dock.label_work
        QTest.qWait(50)  # for what a change does when QGIS is back in its loop
        self.wait(
            lambda: not work._later.isActive() and work._counting._task is None,
            what="the labels were not counted",
        )

    def wait_width(self, width: int) -> None:
        """Waits until the panel is that wide and what it scrolls has followed."""
        scroll = self.find("panelScroll")
        self.wait(lambda: self.dock.width() == width, what="the panel has another width")
        self.wait(
            lambda: scroll.widget().width() <= scroll.viewport().width(),
            what="what the panel scrolls is wider than the panel",
        )

    def wait_map_size(self) -> None:
        """Waits until the map has the room that it has in the window."""
        canvas = self.iface.mapCanvas()
        QTest.qWait(100)  # a dock gives room to the window; QGIS follows half a second later
        self.wait(
            lambda: canvas.mapSettings().outputSize() == canvas.viewport().size(),
            what="the map did not take its size",
        )

    def train(self) -> None:
        """Clicks Train and waits for the end."""
        self.click("trainButton")
        self.wait_idle()

    def kill_engine(self) -> None:
        """Ends the engine as an out-of-memory killer does."""
        os.kill(self.link.session_pid, signal.SIGKILL)

    def _end_searches(self) -> None:
        """Folds in what looks for targets and for similar pixels."""
        steps = self.dock.map
        steps.similar.clear()
        steps.similar.picking.turn(False)
        steps.ready.target_button.setChecked(False)
        steps.targets.show_pixels(())
        steps.targets.methods.setCurrentIndex(0)

    def reset(self, folder: Path) -> None:
        """An empty project, an empty panel and a results folder of its own."""
        models = self.dock.known_models
        if self.state.running or models.busy:
            self.dock.map.starter.cancel()
            models.cancel()
            self.wait_idle()
        models.has_failed = False
        self.find("previewBox").setChecked(False)
        self.dock.label_work.drawing.disarm()
        self.dock.label_work.drawing.tool = "polygon"
        self._end_searches()
        project = QgsProject.instance()
        project.clear()
        self.state.set_scene(None)
        self.state.set_head(None)
        self.state.set_class_map({})
        self.state.set_cover({})
        self.state.set_traits({})
        self.state.set_anomalies({})
        self.state.set_targets({})
        self.state.set_similar({})
        self.dock.lists.dock.hide()
        self.state.set_running("", ("", ""))
        self.find("notices").clearWidgets()
        self.plugin._settings.results_folder = str(folder)
        self.dock.show()
        window = self.iface.mainWindow()  # other windows that were open may have made it narrow
        window.resizeDocks([self.dock], [self.dock.sizeHint().width()], Qt.Orientation.Horizontal)
        for section in self.dock.sections:
            section.set_open(section.is_open_at_first)
        QTest.qWait(50)
        self.link.wake()  # a test that failed may have left it asleep
        self.wait(lambda: self.link.status == "ready", 60, "the engine did not start")


STILL_MS = 5000 if "HSFM_DEAL" in os.environ else 250
"""How long QGIS may stand still; beside other runs of tests it waits for the processor, too."""


class Ticks(QObject):
    """Measures the longest time for which the event loop of QGIS stood still."""

    INTERVAL_MS = 20

    def __init__(self) -> None:
        super().__init__()
        self.worst_ms = 0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._clock.start()
        self._timer.start(self.INTERVAL_MS)

    def stop(self) -> None:
        self._timer.stop()
        self._tick()  # the loop may have stood still until now

    def _tick(self) -> None:
        self.worst_ms = max(self.worst_ms, self._clock.restart())
