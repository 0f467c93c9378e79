"""The panel's maps are those of the command line, pixel for pixel."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
from kit import ENGINE_PYTHON, ROOT, pixels
from qgis.core import QgsProject, QgsRasterLayer


def engine(*words: str | Path) -> dict[str, Any]:
    """Runs a command of the engine and gives its JSON answer."""
    done = subprocess.run(
        [ENGINE_PYTHON, "-m", "engine", *map(str, words), "--json", "--quiet"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


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
