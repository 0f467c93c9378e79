"""The list of jobs: what runs, waits and ran, and what can be done with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jobs_kit import MAP, JobsWindow
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, Qt, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication


def _score_layers() -> list[QgsRasterLayer]:
    layers = QgsProject.instance().mapLayers().values()
    return [la for la in layers if isinstance(la, QgsRasterLayer) and "_anomaly_" in la.source()]


def test_a_map_is_running_with_a_clock_that_ticks_and_then_done_with_a_log(
    jobs: JobsWindow, big_scene: Path
) -> None:
    panel = jobs.panel
    panel.open(big_scene)
    with jobs.held():
        panel.click("anomalyButton")
        jobs.wait_state(MAP, "Running")
        assert panel.find("jobsButton").text() == "1"
        assert "1 job runs" in panel.find("jobsButton").toolTip()
        panel.wait(lambda: "0:01" <= jobs.row(MAP)["took"] < "1:00", 20, "no second was told")
        before = jobs.row(MAP)["took"]
        panel.wait(lambda: jobs.row(MAP)["took"] > before, 5, "the clock stood still")
    panel.wait_idle()
    assert any("%" in result for result in jobs.told)
    row = jobs.row(MAP)
    assert row["state"] == "Done" and row["scene"] == "big.tif", jobs.log
    assert row["result"] == "big_anomaly_01.tif"
    assert "Done in" in jobs.summary
    assert "Mapping" in jobs.log and "Writing" in jobs.log
    assert panel.find("jobsButton").text() == ""


def test_a_scene_that_was_opened_leaves_the_list(jobs: JobsWindow, planted: Path) -> None:
    jobs.panel.open(planted)
    assert not jobs.rows


def test_a_run_can_be_cancelled_from_the_list(jobs: JobsWindow, big_scene: Path) -> None:
    jobs.panel.open(big_scene)
    with jobs.held():
        jobs.panel.click("anomalyButton")
        jobs.wait_state(MAP, "Running")
        jobs.click("jobCancelButton")
    jobs.wait_state(MAP, "Cancelled")
    assert not jobs.panel.state.running
    assert jobs.row(MAP)["result"] == "nothing was written"
    assert not jobs.find("jobCancelButton").isEnabled()
    assert not _score_layers()


def test_a_failed_run_says_why_and_what_to_do(jobs: JobsWindow, big_scene: Path) -> None:
    jobs.panel.open(big_scene)
    with jobs.held():
        jobs.panel.click("anomalyButton")
        jobs.wait_state(MAP, "Running")
        jobs.panel.kill_engine()
    jobs.wait_state(MAP, "Failed")
    assert "The engine stopped" in jobs.row(MAP)["result"]
    assert "The engine stopped" in jobs.summary
    assert "Error: [runtime.crashed]" in jobs.log
    jobs.click("jobCopyButton")
    copied = QApplication.clipboard().text()
    assert "[runtime.crashed]" in copied and str(big_scene) in copied
    jobs.panel.wait(lambda: jobs.panel.link.status == "ready", 60)


def test_run_again_makes_a_second_map_with_the_same_parameters_and_a_new_name(
    mapped: JobsWindow,
) -> None:
    from hsfm.hsfm_plugin.layers.history import recall

    mapped.click("jobAgainButton")
    mapped.panel.wait_idle()
    assert mapped.states(MAP) == ["Done", "Done"], mapped.note
    assert [row["result"] for row in mapped.rows] == [
        "planted_anomaly_02.tif",
        "planted_anomaly_01.tif",
    ]
    first, second = sorted(_score_layers(), key=lambda layer: layer.source())
    asked, again = recall(first)["parameters"], recall(second)["parameters"]
    changed = {name for name in asked if asked[name] != again[name]}
    assert asked.keys() == again.keys() and changed == {"out", "detections"}
    group = QgsProject.instance().layerTreeRoot().findGroup("HSFM · planted.tif")
    assert {node.layerId() for node in group.findLayers()} >= {first.id(), second.id()}
    assert mapped.panel.state.anomaly_map.layer_id == second.id()
    assert mapped.panel.state.anomaly_map.detections.endswith("_02_detections.gpkg")


def test_two_runs_asked_for_at_once_wait_for_each_other_and_take_two_names(
    mapped: JobsWindow,
) -> None:
    mapped.click("jobAgainButton")
    mapped.select(1)
    mapped.click("jobAgainButton")
    assert mapped.rows[0]["state"] == "Queued"
    assert mapped.rows[0]["result"] == "waits for its turn"
    mapped.panel.wait(lambda: mapped.states(MAP) == ["Done"] * 3, 60)
    assert len({row["result"] for row in mapped.rows}) == 3
    assert len(_score_layers()) == 3


def test_a_run_that_waits_can_be_cancelled_from_the_list(mapped: JobsWindow) -> None:
    mapped.click("jobAgainButton")
    mapped.select(1)
    mapped.click("jobAgainButton")
    mapped.click("jobCancelButton")
    assert mapped.rows[0]["state"] == "Cancelled" and mapped.rows[0]["took"] == "–"
    mapped.panel.wait(lambda: mapped.states(MAP) == ["Cancelled", "Done", "Done"], 60)
    assert len(_score_layers()) == 2


def test_the_panel_takes_no_name_that_a_waiting_run_will_write(mapped: JobsWindow) -> None:
    panel = mapped.panel
    panel.link.run("first", "anomaly", {"scene": "/nowhere.tif", "out": "/nowhere/a.tif"})
    values = dict(panel.dock.jobs.jobs.all[0].values)
    wanted = values["out"].replace("_01.tif", "_02.tif")
    panel.link.run("second", "anomaly", {**values, "out": wanted, "detections": None})
    assert panel.dock.map.starter.next_path("anomaly").name == "planted_anomaly_03.tif"
    panel.wait(lambda: not panel.dock.jobs.jobs.active, 60)


def test_a_scene_that_is_not_open_any_more_is_mapped_again_into_its_own_group(
    mapped: JobsWindow, big_scene: Path
) -> None:
    mapped.panel.open(big_scene)
    mapped.click("jobAgainButton")
    mapped.panel.wait(lambda: mapped.states(MAP) == ["Done", "Done"], 60)
    group = QgsProject.instance().layerTreeRoot().findGroup("HSFM · planted.tif")
    names = [node.name() for node in group.findLayers()]
    assert names.count("Anomaly scores") == names.count("Anomaly scores 2") == 1, names
    assert mapped.panel.state.anomaly_map is None, "the result of another scene was taken"


def test_a_training_that_is_run_again_gives_the_panel_its_classifier(
    jobs: JobsWindow, ready: Any
) -> None:
    ready.train()
    first = ready.state.head.path
    jobs.click("jobAgainButton")
    ready.wait_idle()
    assert jobs.states("Train") == ["Done", "Done"], jobs.note
    assert ready.state.head.path != first and Path(ready.state.head.path).exists()
    assert ready.state.head.metrics
    assert not jobs.find("jobShowButton").isEnabled()
    assert "no map" in jobs.find("jobShowButton").toolTip()


def test_a_training_whose_labels_went_with_their_session_says_what_to_do(
    jobs: JobsWindow, ready: Any
) -> None:
    ready.train()
    job = ready.dock.jobs.jobs.all[-1]
    Path(job.values["labels"]).unlink()
    jobs.click("jobAgainButton")
    assert "Choose the label layer in step 2" in jobs.note
    assert jobs.states("Train") == ["Done"]


def test_a_scene_that_is_gone_is_named(mapped: JobsWindow, planted: Path) -> None:
    planted.rename(planted.with_name("elsewhere.tif"))
    mapped.click("jobAgainButton")
    assert str(planted) in mapped.note and "not there any more" in mapped.note
    assert len(mapped.rows) == 1


def test_show_on_map_brings_a_removed_layer_back_and_goes_there(mapped: JobsWindow) -> None:
    project, canvas = QgsProject.instance(), mapped.panel.iface.mapCanvas()
    (layer,) = _score_layers()
    source, place = (
        layer.source(),
        canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent()),
    )
    project.removeMapLayer(layer.id())
    canvas.setExtent(canvas.extent().buffered(1e6))
    mapped.click("jobShowButton")
    (again,) = _score_layers()
    assert again.source() == source and not mapped.note
    assert canvas.extent().contains(place)
    assert canvas.extent().width() < 3 * max(place.width(), place.height())
    mapped.click("jobShowButton")
    assert len(_score_layers()) == 1


def test_a_map_whose_file_was_deleted_is_named_with_a_way_out(mapped: JobsWindow) -> None:
    (layer,) = _score_layers()
    path = Path(layer.source())
    QgsProject.instance().removeMapLayer(layer.id())
    path.unlink()
    mapped.click("jobShowButton")
    assert path.name in mapped.note and "Run Again" in mapped.note


class _Opened(QObject):
    """Stands for the file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @pyqtSlot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


def test_open_folder_asks_the_file_manager_for_the_folder_of_the_results(
    mapped: JobsWindow,
) -> None:
    opened = _Opened()
    QDesktopServices.setUrlHandler("file", opened, "take")
    try:
        mapped.click("jobFolderButton")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opened.paths == [mapped.panel.plugin._settings.results_folder]


def test_a_preview_is_no_job(jobs: JobsWindow, previewed: Any) -> None:
    assert not jobs.rows


def test_a_download_and_a_map_run_beside_each_other(
    store: Any, jobs: JobsWindow, place: tuple[Path, Any], vit_s: Path, planted: Path
) -> None:
    from hsfm.engine.models.card import cards
    from model_store import VIT_S_CARD

    from tests.data.file_server import trickle

    place[1].files[f"/{cards()[VIT_S_CARD].file}"] = vit_s.read_bytes()
    place[1].acts.append(trickle(20_000, 0.1))
    store.dock.known_models.fetch(store.dock.known_models.known[VIT_S_CARD], True)
    fetch = jobs.rows[0]["title"]
    jobs.wait_state(fetch, "Running")
    store.open(planted)
    with jobs.held():
        store.click("anomalyButton")
        jobs.wait_state(MAP, "Running")
        assert store.find("jobsButton").text() == "2"
    store.wait(lambda: jobs.row(MAP)["state"] == "Done", 60)
    assert jobs.row(fetch)["state"] == "Running"
    jobs.select([row["title"] for row in jobs.rows].index(fetch))
    jobs.click("jobCancelButton")
    jobs.wait_state(fetch, "Cancelled", 10)


def test_the_keys_walk_through_the_list_and_escape_closes_it(mapped: JobsWindow) -> None:
    mapped.map_anomalies()
    mapped.select(0)
    QTest.keyClick(mapped.find("jobsList"), Qt.Key.Key_Down)
    assert mapped.find("jobResults").topLevelItem(0).text(1).endswith("_01.tif")
    QTest.keyClick(mapped.find("jobsList"), Qt.Key.Key_Escape)
    assert not mapped.dialog.isVisible()


def test_a_click_on_a_heading_sorts(mapped: JobsWindow) -> None:
    mapped.map_anomalies()
    assert [row["result"][-6:] for row in mapped.rows] == ["02.tif", "01.tif"]
    header = mapped.find("jobsList").header()
    place = header.sectionViewportPosition(5) + header.sectionSize(5) // 2
    point = header.viewport().rect().center()
    point.setX(place)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert [row["result"][-6:] for row in mapped.rows] == ["01.tif", "02.tif"]


def test_a_run_of_processing_is_listed_and_its_end_is_known(
    jobs: JobsWindow, planted: Path, tmp_path: Path
) -> None:
    import processing

    jobs.panel.open(planted)
    out = tmp_path / "by_processing.tif"
    processing.run("hsfm:anomaly", {"scene": str(planted), "detector": "rx", "out": str(out)})
    jobs.wait_state("Map Anomalies", "Done", 20)
    assert jobs.row("Map Anomalies")["result"] == out.name


def test_a_run_of_processing_that_is_refused_is_listed_with_its_sentence(
    jobs: JobsWindow, tmp_path: Path
) -> None:
    import processing
    from qgis.core import QgsProcessingException

    broken = tmp_path / "broken.tif"
    broken.write_bytes(b"II*\0 no raster")
    with pytest.raises(QgsProcessingException):
        processing.run("hsfm:info", {"scene": str(broken)})
    jobs.wait_state("Describe Scene", "Failed", 20)
