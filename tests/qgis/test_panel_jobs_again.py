"""Running a job again: never with less than it was asked for, and offered again where it fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jobs_kit import MAP, JobsWindow
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtWidgets import QAbstractButton


@pytest.fixture
def queued(jobs: JobsWindow, planted: Path, big_scene: Path, tmp_path: Path) -> JobsWindow:
    """The window with a run of the engine, behind which the panel's next run waits."""
    jobs.panel.open(planted)
    values = {"scene": str(big_scene), "detector": "rx", "out": str(tmp_path / "first.tif")}
    jobs.panel.link.run("HSFM: first", "anomaly", values)
    jobs.wait_state("First", "Running")
    return jobs


def _cancel_queued(jobs: JobsWindow) -> None:
    """Asks for a map, takes it out of the queue, and ends the run before it."""
    jobs.panel.click("anomalyButton")
    assert jobs.row(MAP)["state"] == "Queued"
    jobs.click("jobCancelButton")
    assert jobs.row(MAP)["state"] == "Cancelled"
    jobs.select(1)
    jobs.click("jobCancelButton")
    jobs.wait_state("First", "Cancelled")
    jobs.select(0)


def test_a_run_that_ended_before_its_area_was_copied_is_not_run_over_the_whole_scene(
    queued: JobsWindow,
) -> None:
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633", "field", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(364200, 5809000, 364800, 5809600)))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    area = queued.panel.find("areaCombo")
    area.setCurrentIndex(area.findData(layer.id()))
    _cancel_queued(queued)
    queued.click("jobAgainButton")
    assert "before its labels or polygons were copied" in queued.note
    assert queued.states(MAP) == ["Cancelled"]


def test_a_map_of_the_whole_scene_that_never_began_can_be_run_again(queued: JobsWindow) -> None:
    _cancel_queued(queued)
    queued.click("jobAgainButton")
    assert not queued.note
    queued.panel.wait(lambda: queued.states(MAP) == ["Done", "Cancelled"], 60)


def test_a_job_of_another_scene_that_crashes_is_offered_in_smaller_parts(
    jobs: JobsWindow, big_scene: Path, planted: Path
) -> None:
    panel = jobs.panel
    panel.open(big_scene)
    jobs.map_anomalies()
    panel.open(planted)
    asked: list[Any] = []
    panel.link.asked.connect(asked.append)
    jobs.click("jobAgainButton")
    panel.wait(lambda: "%" in jobs.row(MAP)["result"], 60)
    panel.kill_engine()
    jobs.wait_state(MAP, "Failed")
    found = panel.find("notices").findChildren(QAbstractButton, "retrySmallerButton")
    assert found, panel.notice()
    panel.click("retrySmallerButton")
    assert [task.values.get("memory", 512) for task in asked] == [512, 256]
    assert asked[1].values["scene"] == str(big_scene)


def test_a_list_that_is_made_again_comes_onto_the_map(mapped: JobsWindow, tmp_path: Path) -> None:
    import processing
    from hsfm.hsfm_plugin.gui.list_layers import layer_of_list

    values = mapped.panel.dock.jobs.jobs.all[-1].values
    given = {"scene": values["scene"], "scores": values["out"], "out": str(tmp_path / "list.gpkg")}
    processing.run("hsfm:detections", given)
    mapped.wait_state("List Detections", "Done")
    mapped.select(0)
    mapped.click("jobAgainButton")
    mapped.panel.wait(lambda: mapped.states("List Detections") == ["Done", "Done"])
    assert layer_of_list(str(tmp_path / "list_01.gpkg")) is not None


def test_what_answers_with_numbers_alone_is_not_run_again_for_nothing(jobs: JobsWindow) -> None:
    from hsfm.hsfm_plugin.job import DONE, Job

    job = Job(1, "Assess Map Accuracy", "assess", {}, state=DONE, ended=1.0)
    jobs.panel.dock.jobs.jobs.all.append(job)
    jobs.panel.dock.jobs.jobs.added.emit(job)
    jobs.click("jobAgainButton")
    assert "numbers" in jobs.note and "Processing toolbox" in jobs.note
    assert len(jobs.rows) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [("classes_2021", "classes_2021_01"), ("classes_07", "classes_01"), ("classes", "classes_01")],
)
def test_only_the_number_of_a_result_is_counted_on(tmp_path: Path, before: str, after: str) -> None:
    from hsfm.engine.parameters import CLASSIFY
    from hsfm.hsfm_plugin.gui.jobs_request import values_again

    given = {"out": str(tmp_path / f"{before}.tif")}
    (found,) = values_again(CLASSIFY, given, (), ()).values()
    assert Path(found).stem == after
