"""The part of the demo that runs inside QGIS: clicks through the panel, saves what it made."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from driving import Panel
from qgis.core import QgsProject
from qgis.PyQt.QtTest import QTest
from qgis.utils import plugins

LIMIT_S = 600
SETTLE_MS = 2500
SCREEN = (1400, 900)
PANEL_PX = 360


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
            print(f"The demo stopped: {panel.notice()}")
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
    print(f"  {panel.text('progressText') or button}", flush=True)


def show(iface: Any, panel: Panel) -> None:
    """Puts maps and panel where a picture tells most."""
    panel.find("notices").clearWidgets()
    iface.mapCanvas().zoomToFullExtent()
    iface.mainWindow().resizeDocks([panel.dock], [PANEL_PX], 1)
    QTest.qWait(SETTLE_MS)
