"""The part of the demo that runs inside QGIS: clicks through the panel, saves what it made."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from driving import Panel
from qgis.core import QgsMapThemeCollection, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget
from qgis.utils import plugins

LIMIT_S = 600
SETTLE_MS = 2500
SCREEN = (1400, 900)
LAYERS_PX, VIEW_PX, PANEL_PX = 210, 400, 360
HIDDEN_DOCKS = ("Browser", "Browser2")


def run(iface: Any, out: Path, scene: Path, labels: Path) -> int:
    """Maps a scene by the panel's buttons.

    Args:
        iface: of the running QGIS.
        out: gets ``maps/``, ``demo.qgz`` and ``demo.png``.
        scene: a product or raster.
        labels: a vector file with a field ``class``.

    Returns:
        0, or 1 where a step failed; the panel's words are printed.
    """
    window = iface.mainWindow()
    window.setGeometry(0, 0, *SCREEN)
    shutil.rmtree(out / "maps", ignore_errors=True)
    panel = Panel(iface, plugins["hsfm"])
    panel.reset(out / "maps")
    for step in (
        lambda: panel.open(scene),
        lambda: panel.use_labels(labels),
        lambda: click(panel, "trainButton"),
        lambda: click(panel, "classifyButton"),
        lambda: click(panel, "anomalyButton"),
    ):
        step()
        if panel.state.refusal or panel.state.last_run[1] in ("failed", "cancelled"):
            print(f"The demo stopped: {panel.state.refusal or panel.notice()}")
            return 1
    show(iface, panel)
    project = QgsProject.instance()
    if not project.write(str(out / "demo.qgz")):
        print(f"The project could not be saved: {project.error()}")
        return 1
    window.screen().grabWindow(0).save(str(out / "demo.png"))
    return 0


def click(panel: Panel, button: str) -> None:
    """Clicks a button that starts a run and waits for its end."""
    panel.click(button)
    panel.wait(lambda: not panel.state.running, LIMIT_S, f"{button} did not end")
    print(f"  {panel.notice()}", flush=True)


def show(iface: Any, panel: Panel) -> None:
    """Puts the maps side by side: classes in the main view, anomalies in one of their own."""
    window = iface.mainWindow()
    for name in HIDDEN_DOCKS:
        dock = window.findChild(QDockWidget, name)
        if dock is not None:
            dock.hide()
    panel.find("notices").clearWidgets()
    themes, tree = QgsProject.instance().mapThemeCollection(), QgsProject.instance().layerTreeRoot()
    layers = {
        layer.name(): tree.findLayer(layer) for layer in QgsProject.instance().mapLayers().values()
    }
    for theme, hidden in (
        ("Anomalies", ("Classes", "labels")),
        ("Classes", ("Anomaly scores", "labels")),
    ):
        for name, node in layers.items():
            node.setItemVisibilityChecked(name not in hidden)
            node.setExpanded(name == "Classes")
        state = QgsMapThemeCollection.createThemeFromCurrentState(
            tree, iface.layerTreeView().layerTreeModel()
        )
        themes.insert(theme, state)
    second = iface.createNewMapCanvas("Anomalies")
    second.setTheme("Anomalies")
    view = second
    while not isinstance(view, QDockWidget):
        view = view.parentWidget()
    layers_dock = window.findChild(QDockWidget, "Layers")
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, view)
    window.splitDockWidget(layers_dock, view, Qt.Orientation.Horizontal)
    view.setFloating(False)
    docks = [layers_dock, view, panel.dock]
    window.resizeDocks(docks, [LAYERS_PX, VIEW_PX, PANEL_PX], Qt.Orientation.Horizontal)
    QTest.qWait(SETTLE_MS)
    for canvas in (iface.mapCanvas(), second):
        canvas.zoomToFullExtent()
    QTest.qWait(SETTLE_MS)
