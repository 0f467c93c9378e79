"""The plugin as a whole: where it can be found, what it says without an engine, how it leaves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import qgis.utils
from preview_kit import previews
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QWidget


@pytest.fixture
def no_engine(panel: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The panel on a machine where the engine was never installed."""
    monkeypatch.delenv("HSFM_ENGINE_PYTHON")
    panel.link.restart()
    yield panel
    monkeypatch.undo()
    panel.link.restart()


def _is_running(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").exists()


def test_the_tool_button_shows_and_hides_the_panel(panel: Any) -> None:
    action = panel.iface.mainWindow().findChild(QAction, "hsfmAction")
    action.trigger()
    assert not panel.dock.isVisible()
    action.trigger()
    assert panel.dock.isVisible()


def test_the_panel_fits_in_300_pixels(panel: Any) -> None:
    window = panel.iface.mainWindow()
    window.resizeDocks([panel.dock], [300], Qt.Orientation.Horizontal)
    panel.wait_width(300)


def test_the_header_of_a_closed_section_still_tells_its_state(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    header = panel.dock.scene.header
    QTest.mouseClick(header, Qt.MouseButton.LeftButton)
    assert not panel.dock.scene.body.isVisible()
    assert header.summary.startswith("EnMAP L2A") and header.mark == "done"


def test_without_an_engine_the_panel_says_what_to_do(no_engine: Any) -> None:
    assert no_engine.text("statusText") == "Engine not installed"
    assert no_engine.text("setupTitle") == "Install the engine"
    assert no_engine.find("statusButton").isVisible()


def test_without_an_engine_nothing_can_be_started(no_engine: Any) -> None:
    for name in ("openProductButton", "trainButton", "classifyButton", "anomalyButton"):
        assert not no_engine.is_enabled(name)
    assert "not set up" in no_engine.find("anomalyButton").toolTip()


def test_an_interpreter_that_is_not_there_is_explained(panel: Any) -> None:
    panel.plugin._settings.engine_python = "/nowhere/bin/python"
    try:
        panel.link.restart()
        assert panel.text("statusText") == "Engine does not start"
        assert "missing or incomplete" in panel.text("statusHint")
    finally:
        panel.plugin._settings.engine_python = ""
        panel.link.restart()


def test_a_killed_idle_engine_is_started_again_by_the_next_request(
    panel: Any, potsdam: Path
) -> None:
    killed = panel.link.session_pid
    panel.kill_engine()
    panel.wait(lambda: panel.link.session_pid != killed)  # it may be asked for its devices just now
    panel.open(potsdam)
    assert panel.state.scene is not None, panel.state.refusal
    assert panel.link.session_pid not in (None, killed)


def test_unloading_leaves_no_widget_no_provider_and_no_process(panel: Any) -> None:
    panel.dock.map.manage_heads()
    pid, folder = panel.link.session_pid, panel.link.work_folder
    window = panel.iface.mainWindow()
    assert pid is not None and _is_running(pid)
    try:
        assert qgis.utils.unloadPlugin("hsfm")
        panel.wait(lambda: not _is_running(pid), what="the engine still runs")
        panel.wait(lambda: not folder.exists(), what=f"{folder} is still there")
        for kind, name in (
            (QWidget, "HsfmDock"),
            (QWidget, "headsDialog"),
            (QAction, "hsfmAction"),
        ):
            panel.wait(
                lambda kind=kind, name=name: window.findChild(kind, name) is None,
                what=f"{name} is still there",
            )
        assert QgsApplication.processingRegistry().providerById("hsfm") is None
    finally:
        qgis.utils.loadPlugin("hsfm")
        qgis.utils.startPlugin("hsfm")


def test_unloading_takes_the_preview_off_the_map_before_its_file_goes(previewed: Any) -> None:
    (layer,) = previews()
    path, was_there = Path(layer.source()), []
    layer.willBeDeleted.connect(lambda: was_there.append(path.exists()))
    try:
        assert qgis.utils.unloadPlugin("hsfm")
        assert not previews() and was_there == [True]
    finally:
        qgis.utils.loadPlugin("hsfm")
        qgis.utils.startPlugin("hsfm")


def test_the_engine_shares_no_environment_with_qgis(panel: Any) -> None:
    names = Path(f"/proc/{panel.link.session_pid}/environ").read_bytes().split(b"\0")
    found = {name.split(b"=")[0].decode() for name in names if name}
    assert not found & {"PYTHONPATH", "PYTHONHOME", "QGIS_PREFIX_PATH", "LD_LIBRARY_PATH"}
    assert os.getpid() != panel.link.session_pid
