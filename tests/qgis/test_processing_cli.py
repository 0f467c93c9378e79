"""The plugin in ``qgis_process``, without a window: the same maps as the command line makes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("osgeo.gdal", reason="these tests run in QGIS's own Python")

import numpy as np
from osgeo import gdal, ogr

from tests.qgis.kit import ENGINE_PYTHON, ROOT, pixels

# Debian's qgis_process wrapper of 3.22 passes a flag that the program refuses (specs: qgis.md).
PROGRAM = shutil.which("qgis_process.bin") or shutil.which("qgis_process") or ""
PARTS = ("__init__.py", "metadata.txt", "hsfm_plugin", "engine", "resources")
CLASSES = {1: "roof", 2: "pavement", 3: "low vegetation", 4: "tree", 5: "soil", 6: "water"}
LIMIT_S = 300


class QgisProcess:
    """``qgis_process`` with the plugin in a throw-away profile."""

    def __init__(self, folder: Path) -> None:
        plugins = folder / "profiles" / "default" / "python" / "plugins"
        (plugins / "hsfm").mkdir(parents=True)
        for part in PARTS:
            (plugins / "hsfm" / part).symlink_to(ROOT / part)
        self._env = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QGIS_CUSTOM_CONFIG_PATH": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "HSFM_ENGINE_PYTHON": ENGINE_PYTHON,
        }
        done = self("plugins", "enable", "hsfm")
        assert done.returncode == 0, done.stdout + done.stderr

    def __call__(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *words],
            env={**self._env, **env},
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )

    def run(self, algorithm: str, **given: Any) -> subprocess.CompletedProcess[str]:
        values = [f"{name}={value}" for name, value in given.items()]
        return self("run", algorithm, "--json", "--", *values)

    def results(self, algorithm: str, **given: Any) -> dict[str, Any]:
        done = self.run(algorithm, **given)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        found = json.loads(done.stdout[done.stdout.index("{") :])["results"]
        assert isinstance(found, dict)
        return found


def _command_line(*words: str) -> None:
    done = subprocess.run(
        [ENGINE_PYTHON, "-m", "engine", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.fixture(scope="module")
def qgis_process(tmp_path_factory: pytest.TempPathFactory) -> QgisProcess:
    assert PROGRAM, "qgis_process is not installed"
    return QgisProcess(tmp_path_factory.mktemp("profile"))


@pytest.fixture(scope="module")
def made(
    qgis_process: QgisProcess,
    potsdam: Path,
    potsdam_labels: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Any]:
    """All maps, made by ``qgis_process``: the folder, and the results of each."""
    folder = tmp_path_factory.mktemp("made")
    scene = next(potsdam.glob("*METADATA.XML"))
    head, class_map = folder / "head.hsfm", folder / "classes.tif"
    train = qgis_process.results("hsfm:train", scene=scene, labels=potsdam_labels, out=head)
    classify = qgis_process.results("hsfm:classify", scene=scene, head=head, out=class_map)
    anomaly = qgis_process.results("hsfm:anomaly", scene=scene, out=folder / "scores.tif")
    quick = qgis_process.results("hsfm:quickmap", scene=scene, out=folder / "cover.tif")
    traits = qgis_process.results("hsfm:traits", scene=scene, out=folder / "traits.tif")
    return {
        "folder": folder,
        "train": train,
        "classify": classify,
        "anomaly": anomaly,
        "quickmap": quick,
        "traits": traits,
    }


@pytest.fixture(scope="module")
def reference(
    potsdam: Path, potsdam_labels: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The same by the command line, into a folder with the same names."""
    folder = tmp_path_factory.mktemp("reference")
    scene, labels, head = str(potsdam), str(potsdam_labels), str(folder / "head.hsfm")
    _command_line("train", scene, "--labels", labels, "--field", "class", "--out", head)
    _command_line("classify", scene, "--head", head, "--out", str(folder / "classes.tif"))
    _command_line("anomaly", scene, "--out", str(folder / "scores.tif"))
    _command_line("quickmap", scene, "--out", str(folder / "cover.tif"))
    _command_line("traits", scene, "--out", str(folder / "traits.tif"))
    return folder


def test_qgis_process_lists_the_algorithms(qgis_process: QgisProcess) -> None:
    done = qgis_process("list")
    found = set(re.findall(r"\bhsfm:\w+", done.stdout))
    names = ("info", "quickmap", "traits", "train", "classify", "assess", "report", "anomaly")
    more = ("targetdetection", "findsimilar", "detections", "clouds", "export")
    assert found == {f"hsfm:{name}" for name in (*names, *more)}


@pytest.mark.parametrize("name", ["anomaly", "targetdetection", "findsimilar", "detections"])
def test_the_help_of_qgis_process_names_every_parameter(
    qgis_process: QgisProcess, name: str
) -> None:
    from engine.parameters import LAYER, task_named

    said = qgis_process("help", f"hsfm:{name}").stdout
    for parameter in task_named(name).parameters:
        if parameter.kind != LAYER:
            assert parameter.label in said


def test_info_describes_the_scene(qgis_process: QgisProcess, potsdam: Path) -> None:
    results = qgis_process.results("hsfm:info", scene=potsdam)
    assert (results["bands_total"], results["bands_usable"]) == (224, 218)
    assert results["valid_pixels"] == 12_288
    assert json.loads(results["json"])["level"] == "L2A"


def test_the_class_map_equals_that_of_the_command_line(
    made: dict[str, Any], reference: Path
) -> None:
    ours = pixels(made["classify"]["out"])
    assert np.array_equal(ours, pixels(reference / "classes.tif"))
    assert len(np.unique(ours)) > 2


def test_the_anomaly_scores_equal_those_of_the_command_line(
    made: dict[str, Any], reference: Path
) -> None:
    ours = pixels(made["anomaly"]["out"])
    assert np.array_equal(ours, pixels(reference / "scores.tif"), equal_nan=True)


@pytest.mark.parametrize(("name", "file"), [("quickmap", "cover.tif"), ("traits", "traits.tif")])
def test_maps_without_labels_equal_those_of_the_command_line(
    made: dict[str, Any], reference: Path, name: str, file: str
) -> None:
    ours = pixels(made[name]["out"])
    is_float = ours.dtype.kind == "f"
    assert np.array_equal(ours, pixels(reference / file), equal_nan=is_float)
    assert json.loads(made[name]["json"])["pixels"]["mapped"] == 12_288


def test_the_class_map_carries_the_names_and_colours_of_the_labels(
    made: dict[str, Any], potsdam_labels: Path
) -> None:
    file = ogr.Open(str(potsdam_labels))
    colours = {f.GetField("class"): f.GetField("color").lower() for f in file.GetLayer(0)}
    dataset = gdal.Open(made["classify"]["out"])
    table = dataset.GetRasterBand(1).GetDefaultRAT()
    column = {
        usage: table.GetColOfUsage(usage)
        for usage in (gdal.GFU_MinMax, gdal.GFU_Name, gdal.GFU_Red, gdal.GFU_Green, gdal.GFU_Blue)
    }
    rows = {}
    for row in range(table.GetRowCount()):
        red, green, blue = (
            table.GetValueAsInt(row, column[usage])
            for usage in (gdal.GFU_Red, gdal.GFU_Green, gdal.GFU_Blue)
        )
        value = table.GetValueAsInt(row, column[gdal.GFU_MinMax])
        name = table.GetValueAsString(row, column[gdal.GFU_Name])
        rows[value] = (name, f"#{red:02x}{green:02x}{blue:02x}")
    wanted = {value: (name, colours[name]) for value, name in CLASSES.items()}
    assert {value: rows[value] for value in wanted} == wanted


def test_train_gives_its_accuracy_as_a_number(made: dict[str, Any]) -> None:
    report = json.loads(made["train"]["json"])
    assert made["train"]["balanced_accuracy"] == report["balanced_accuracy"]["mean"]
    assert {entry["name"] for entry in report["classes"]} == set(CLASSES.values())


def test_labels_of_one_class_are_refused_with_a_sentence(
    qgis_process: QgisProcess, potsdam: Path, potsdam_labels: Path, tmp_path: Path
) -> None:
    labels, head = tmp_path / "one.gpkg", tmp_path / "one.hsfm"
    gdal.VectorTranslate(str(labels), str(potsdam_labels), options="-where class='water'")
    done = qgis_process.run("hsfm:train", scene=potsdam, labels=labels, out=head)
    assert done.returncode != 0
    assert "You have labels for one class." in done.stdout + done.stderr
    assert not head.exists()


def test_without_an_engine_the_run_is_refused_with_a_sentence(
    qgis_process: QgisProcess, potsdam: Path
) -> None:
    words = ("run", "hsfm:info", "--", f"scene={potsdam}")
    done = qgis_process(*words, HSFM_ENGINE_PYTHON="/there/is/no/python")
    assert done.returncode != 0
    assert "/there/is/no/python" in done.stdout + done.stderr
