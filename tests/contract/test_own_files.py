"""A run never replaces what it reads: the user's scene, labels and heads stay as they are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.context import Context
from engine.errors import BadParameter
from engine.tasks.registry import run_task

from ..data import make_products as make

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files with the names of inputs; none of them can be read, and none of them has to be."""
    for name in ("scene.tif", "cube.hdr", "cube.img", "labels.gpkg", "h.hsfm", "drawn.json"):
        (tmp_path / name).write_text(name)
    (tmp_path / "link.tif").symlink_to("scene.tif")
    (tmp_path / "sub").mkdir()
    (tmp_path / "same").symlink_to(".", target_is_directory=True)
    return tmp_path


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


TRAIN = {"scene": "scene.tif", "labels": "labels.gpkg"}
CLASSIFY = {"scene": "scene.tif", "head": "h.hsfm"}


@pytest.mark.parametrize(
    ("task", "values", "words"),
    [
        ("anomaly", {"scene": "scene.tif", "out": "scene.tif"}, "given as scene"),
        ("anomaly", {"scene": "scene.tif", "out": "link.tif"}, "given as scene"),
        ("anomaly", {"scene": "link.tif", "out": "scene.tif"}, "given as scene"),
        ("anomaly", {"scene": "scene.tif", "out": "same/scene.tif"}, "given as scene"),
        ("anomaly", {"scene": "scene.tif", "out": "sub/../scene.tif"}, "given as scene"),
        ("anomaly", {"scene": "cube.hdr", "out": "cube.img"}, "given as scene"),
        ("anomaly", {"scene": 'ENVI:"scene.tif"', "out": "scene.tif"}, "given as scene"),
        ("anomaly", {"scene": "/vsizip/scene.tif/in.tif", "out": "scene.tif"}, "given as scene"),
        ("anomaly", {"scene": "x", "aoi": "drawn.json", "out": "drawn.tif"}, "area of interest"),
        ("anomaly", {"scene": "x", "out": "a.gpkg", "detections": "a.gpkg"}, "same name"),
        (
            "anomaly",
            {"scene": "x", "aoi": "labels.gpkg", "out": "a.tif", "detections": "labels.gpkg"},
            "given as area of interest",
        ),
        ("detections", {"scene": "scene.tif", "scores": "x", "out": "scene.tif"}, "as scene"),
        ("detections", {"scene": "x", "scores": "scene.tif", "out": "link.tif"}, "score map"),
        ("targetdetection", {"scene": "scene.tif", "out": "link.tif"}, "given as scene"),
        (
            "targetdetection",
            {"scene": "x", "polygons": "labels.gpkg", "out": "t.tif", "detections": "labels.gpkg"},
            "given as target polygons",
        ),
        ("findsimilar", {"scene": "scene.tif", "like": "1,1", "out": "link.tif"}, "as scene"),
        ("train", {**TRAIN, "out": "scene.tif"}, "given as scene"),
        ("train", {**TRAIN, "out": "labels.gpkg"}, "given as labels"),
        ("train", {**TRAIN, "labels": "labels.gpkg|layername=a", "out": "labels.gpkg"}, "labels"),
        ("classify", {**CLASSIFY, "out": "scene.tif"}, "given as scene"),
        ("classify", {**CLASSIFY, "out": "h.hsfm"}, "given as head"),
        ("classify", {**CLASSIFY, "out": "m.tif", "confidence": "scene.tif"}, "given as scene"),
        ("classify", {**CLASSIFY, "out": "m.tif", "confidence": "same/m.tif"}, "same name"),
        ("classify", {**CLASSIFY, "out": "m.tif", "confidence": "m.tiff"}, "same name"),
        ("classify", {**CLASSIFY, "out": "m.tif", "sets": "link.tif"}, "given as scene"),
        ("classify", {**CLASSIFY, "out": "m.tif", "unlike": "h.hsfm"}, "given as head"),
        (
            "classify",
            {**CLASSIFY, "out": "m.tif", "sets": "u.tif", "unlike": "u.tiff"},
            "same name",
        ),
        ("train", {**TRAIN, "init": "h.hsfm", "out": "h.hsfm"}, "given as continue from head"),
        ("export", {"head": "h.hsfm", "out": "h.hsfm"}, "given as head"),
        ("quickmap", {"scene": "scene.tif", "out": "link.tif"}, "given as scene"),
        ("quickmap", {"scene": "x", "out": "m.tif", "fractions": "m.tif"}, "same name"),
        ("quickmap", {"scene": "x", "out": "m.tif", "uncertainty": "m.tiff"}, "same name"),
        (
            "quickmap",
            {"scene": "x", "out": "m.tif", "confidence": "drawn.tif", "aoi": "drawn.json"},
            "area of interest",
        ),
        ("traits", {"scene": "scene.tif", "out": "t.tif", "uncertainty": "scene.tif"}, "given as"),
        ("traits", {"scene": "x", "out": "t.tif", "uncertainty": "same/t.tif"}, "same name"),
    ],
)
def test_a_result_in_the_place_of_an_input_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, task: str, values: dict[str, str], words: str
) -> None:
    monkeypatch.chdir(folder)
    before = _contents(folder)
    with pytest.raises(BadParameter, match=words) as caught:
        run_task(task, values, Context())
    assert caught.value.hint
    assert _contents(folder) == before


@pytest.mark.parametrize("by", ["folder", "metadata"])
def test_a_result_in_the_place_of_a_products_cube_is_refused(
    potsdam: Path, tmp_path: Path, by: str
) -> None:
    product = make.mini_product(potsdam, tmp_path)
    scene = product if by == "folder" else make.metadata_of(product)
    before = _contents(product)
    with pytest.raises(BadParameter, match="belongs to an EnMAP product"):
        run_task("anomaly", {"scene": scene, "out": make.cube_of(product)}, Context())
    assert _contents(product) == before


def test_a_result_of_an_earlier_run_may_be_replaced(potsdam: Path, tmp_path: Path) -> None:
    product = make.mini_product(potsdam, tmp_path)
    for _ in range(2):
        run_task("anomaly", {"scene": product, "out": product / "anomalies.tif"}, Context())
    assert (product / "anomalies.tif").stat().st_size > 0


def test_the_command_line_exits_with_2_and_says_which_file(folder: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "engine", "anomaly", "scene.tif", "--out", "link.tif", "--json"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    answer = json.loads(ended.stdout)
    assert (ended.returncode, answer["code"]) == (2, "input.bad_parameter")
    assert "link.tif" in answer["message"]
