"""The part of the demo that runs inside QGIS: clicks through the panel, saves what it made."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from driving import Panel
from qgis.core import QgsMapThemeCollection, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget, QWidget
from qgis.utils import plugins

LIMIT_S = 600
SETTLE_MS = 2500
SCREEN = (1400, 900)
LAYERS_PX, VIEW_PX, PANEL_PX = 270, 290, 360
VIEWS = ("Quick map", "Anomaly scores")
"""Maps that get a view of their own, from top to bottom."""
MAPS = (*VIEWS, "Classes", "Confidence", "labels")
"""Layers of which a view shows one at most."""
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
        lambda: click(panel, "quickMapButton"),
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
    """Puts the maps side by side: classes in the main view, the others in views of their own."""
    window = iface.mainWindow()
    for name in HIDDEN_DOCKS:
        dock = window.findChild(QDockWidget, name)
        if dock is not None:
            dock.hide()
    panel.find("notices").clearWidgets()
    for section in (panel.dock.scene, panel.dock.labels):
        section.set_open(False)
    make_themes(iface)
    layers_dock = window.findChild(QDockWidget, "Layers")
    canvases = [iface.createNewMapCanvas(theme) for theme in VIEWS]
    docks = [dock_of(canvas) for canvas in canvases]
    for canvas, theme, dock in zip(canvases, VIEWS, docks):
        canvas.setTheme(theme)
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        dock.setFloating(False)
    window.splitDockWidget(layers_dock, docks[0], Qt.Orientation.Horizontal)
    window.splitDockWidget(docks[0], docks[1], Qt.Orientation.Vertical)
    beside = [layers_dock, docks[0], panel.dock]
    window.resizeDocks(beside, [LAYERS_PX, VIEW_PX, PANEL_PX], Qt.Orientation.Horizontal)
    QTest.qWait(SETTLE_MS)
    for canvas in (iface.mapCanvas(), *canvases):
        canvas.zoomToFullExtent()
    panel.find("panelScroll").verticalScrollBar().setValue(0)
    QTest.qWait(SETTLE_MS)


def make_themes(iface: Any) -> None:
    """Makes a map theme for each map; that of the classes stays in the main view."""
    themes, tree = QgsProject.instance().mapThemeCollection(), QgsProject.instance().layerTreeRoot()
    layers = QgsProject.instance().mapLayers().values()
    nodes = {layer.name(): tree.findLayer(layer) for layer in layers}
    for theme in (*VIEWS, "Classes"):
        for name, node in nodes.items():
            node.setItemVisibilityChecked(name == theme or name not in MAPS)
            node.setExpanded(name in ("Classes", "Quick map"))
        model = iface.layerTreeView().layerTreeModel()
        state = QgsMapThemeCollection.createThemeFromCurrentState(tree, model)
        themes.insert(theme, state)


def dock_of(widget: QWidget) -> QDockWidget:
    """The dock that holds a widget."""
    while not isinstance(widget, QDockWidget):
        widget = widget.parentWidget()
    return widget
