"""The panel's maps are those of the command line, pixel for pixel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hsfm.hsfm_plugin.paths import next_file
from kit import engine, pixels
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
)


def shown(name: str) -> QgsRasterLayer:
    """The layer that the panel has made."""
    (layer,) = QgsProject.instance().mapLayersByName(name)
    return layer


def test_class_map_equals_that_of_the_command_line(
    ready: Any, potsdam: Path, potsdam_labels: Path, tmp_path: Path
) -> None:
    ready.train()
    ready.click("classifyButton")
    ready.wait_idle()
    head, out = tmp_path / "cli.hsfm", tmp_path / "cli.tif"
    engine("train", potsdam, "--labels", potsdam_labels, "--field", "class", "--out", head)
    engine("classify", potsdam, "--head", head, "--out", out)
    assert np.array_equal(pixels(shown("Classes").source()), pixels(out))


def test_an_onnx_model_can_be_loaded_as_head_and_makes_the_same_map(
    ready: Any, potsdam: Path, tmp_path: Path
) -> None:
    ready.train()
    ready.click("classifyButton")
    ready.wait_idle()
    exported = tmp_path / "exported.onnx"
    engine("export", "--head", ready.state.head.path, "--out", exported)
    ready.dock.map.load_head(str(exported))
    assert ready.text("headText") == "Head: exported.onnx"
    ready.click("classifyButton")
    ready.wait_idle()
    equal = pixels(shown("Classes").source()) == pixels(shown("Classes 2").source())
    assert equal.mean() > 0.999, ready.notice()  # scores that tie may round to either class


def test_anomaly_map_equals_that_of_the_command_line(
    panel: Any, potsdam: Path, tmp_path: Path
) -> None:
    panel.open(potsdam)
    panel.click("anomalyButton")
    panel.wait_idle()
    engine("anomaly", potsdam, "--out", tmp_path / "cli.tif")
    made, expected = pixels(shown("Anomaly scores").source()), pixels(tmp_path / "cli.tif")
    assert np.array_equal(made, expected, equal_nan=True)


def _by_processing(name: str, **given: Any) -> None:
    """Runs an algorithm of the toolbox of this QGIS."""
    algorithm = QgsApplication.processingRegistry().algorithmById(f"hsfm:{name}")
    feedback = QgsProcessingFeedback(False)
    _, done = algorithm.run(given, QgsProcessingContext(), feedback)
    assert done, feedback.textLog()


@pytest.mark.parametrize(
    ("name", "button", "title"),
    [("quickmap", "quickMapButton", "Quick map"), ("traits", "traitsButton", "Traits")],
)
def test_maps_without_labels_equal_those_of_processing_and_the_command_line(
    panel: Any, potsdam: Path, tmp_path: Path, name: str, button: str, title: str
) -> None:
    panel.open(potsdam)
    panel.click(button)
    panel.wait_idle()
    assert panel.state.last_run == (name, "done"), panel.notice()
    engine(name, potsdam, "--out", tmp_path / "cli.tif")
    _by_processing(name, scene=str(potsdam), out=str(tmp_path / "processing.tif"))
    made = pixels(shown(title).source())
    for file in ("cli.tif", "processing.tif"):
        assert np.array_equal(made, pixels(tmp_path / file), equal_nan=made.dtype.kind == "f")


def test_a_loaded_head_tells_its_accuracy_once_it_has_mapped(
    ready: Any, potsdam: Path, potsdam_labels: Path, tmp_path: Path
) -> None:
    head = tmp_path / "colleague.hsfm"
    trained = engine("train", potsdam, "--labels", potsdam_labels, "--out", head)["metrics"]
    ready.dock.map.load_head(str(head))
    ready.click("classifyButton")
    ready.wait_idle()
    expected = trained["balanced_accuracy"]["mean"]
    assert f"balanced accuracy {expected:.2f}" in ready.dock.results.header.summary


def test_a_list_that_was_kept_without_its_map_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "field_anomaly_01_detections.gpkg").write_text("marks")
    assert next_file(tmp_path, "field_anomaly", "tif").name == "field_anomaly_02.tif"
    assert next_file(tmp_path, "field", "tif").name == "field_01.tif"
    (tmp_path / "field_01.tif.part-work").touch()  # left by an engine that was killed
    assert next_file(tmp_path, "field", "tif").name == "field_01.tif"
    assert next_file(tmp_path / "none", "field", "tif").name == "field_01.tif"
