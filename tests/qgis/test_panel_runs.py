"""Long runs started from the panel: progress, Cancel, a killed engine, places that refuse files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from driving import STILL_MS, Ticks
from qgis.core import QgsProject, QgsRasterLayer, QgsSingleBandPseudoColorRenderer
from qgis.PyQt import sip
from qgis.PyQt.QtTest import QTest


def _results(panel: Any) -> list[Path]:
    folder = Path(panel.plugin._settings.results_folder)
    return sorted(folder.rglob("*")) if folder.exists() else []


def _score_layers() -> list[QgsRasterLayer]:
    return [
        layer
        for layer in QgsProject.instance().mapLayers().values()
        if isinstance(layer, QgsRasterLayer)
        and isinstance(layer.renderer(), QgsSingleBandPseudoColorRenderer)
    ]


def test_progress_appears_at_once_and_cancel_ends_the_run_with_nothing_written(
    panel: Any, big_scene: Path
) -> None:
    panel.open(big_scene)
    panel.click("anomalyButton")
    QTest.qWait(200)
    assert panel.find("progressRow").isVisible()
    panel.wait(lambda: panel.find("progressBar").value() > 0, 60, "no progress was shown")
    panel.click("cancelButton")
    panel.wait(lambda: not panel.state.running, 120, "Cancel did not end the run")
    assert not [path for path in _results(panel) if path.is_file()]
    assert "cancelled" in panel.dock.map.header.summary


def test_the_next_run_works_after_a_cancel(panel: Any, big_scene: Path) -> None:
    panel.open(big_scene)
    panel.click("anomalyButton")
    panel.wait(lambda: panel.find("progressBar").value() > 0, 60)
    panel.click("cancelButton")
    panel.wait_idle()
    panel.click("anomalyButton")
    panel.wait_idle()
    assert len(_score_layers()) == 1, panel.notice()


def test_a_run_that_waits_for_the_engine_can_be_cancelled(panel: Any, big_scene: Path) -> None:
    panel.open(big_scene)
    panel.link.run("first", "anomaly", {"scene": str(big_scene), "out": "/nowhere/a.tif"})
    panel.click("anomalyButton")
    panel.click("cancelButton")
    assert not panel.state.running
    panel.click("anomalyButton")
    panel.wait_idle()
    assert len(_score_layers()) == 1, panel.notice()


def test_a_killed_engine_is_explained_and_retry_works(panel: Any, big_scene: Path) -> None:
    panel.open(big_scene)
    panel.click("anomalyButton")
    panel.wait(lambda: panel.find("progressBar").value() > 0, 60)
    panel.kill_engine()
    panel.wait_idle()
    assert "The engine stopped" in panel.notice() and "labels are safe" in panel.notice()
    assert not _score_layers()
    left = [path.name for path in _results(panel) if path.is_file()]
    assert all(".part" in name for name in left), left
    panel.click("retryButton")
    panel.wait_idle()
    assert len(_score_layers()) == 1, panel.notice()
    made = [path.name for path in _results(panel) if path.is_file()]
    assert "big_anomaly_01.tif" in made and not [name for name in made if ".part" in name], made


def test_qgis_answers_while_the_engine_works(ready: Any, big_scene: Path) -> None:
    ticks = Ticks()
    ticks.start()
    ready.train()
    ready.click("classifyButton")
    ready.wait_idle()
    QTest.qWait(300)
    ticks.stop()
    assert ready.state.class_map, ready.notice()
    assert ticks.worst_ms < STILL_MS, f"QGIS stood still for {ticks.worst_ms} ms"


def test_a_results_folder_that_cannot_be_written_is_explained(panel: Any, potsdam: Path) -> None:
    panel.plugin._settings.results_folder = "/sys/hsfm"  # refused to everybody, root included
    panel.open(potsdam)
    panel.click("anomalyButton")
    panel.wait_idle()
    assert "cannot be written" in panel.notice()


def test_a_results_folder_that_is_a_file_is_explained(
    panel: Any, potsdam: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    panel.plugin._settings.results_folder = str(tmp_path / "taken")
    panel.open(potsdam)
    panel.click("anomalyButton")
    panel.wait_idle()
    assert "could not be written" in panel.notice()
    assert not panel.state.running


def test_a_run_that_ended_and_was_deleted_can_still_be_cancelled(panel: Any) -> None:
    ended = panel.link.run("HSFM: list models", "models_list", {}, hidden=True)
    panel.wait(lambda: sip.isdeleted(ended), 60, "QGIS kept a task that had ended")
    panel.link.cancel(ended)
    assert panel.link.status == "ready"
