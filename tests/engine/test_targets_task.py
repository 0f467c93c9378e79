"""targetdetection from end to end on a small scene with planted targets."""

from __future__ import annotations

import json
import math

import numpy as np
import pyogrio
import pytest
import torch

from engine.bands.plan import plan_all_usable
from engine.context import Context
from engine.detect.detector import SceneRun
from engine.detect.rx import MomentsReducer
from engine.detect.targets.detector import Search, Target, target_detector_named
from engine.detect.targets.marked import MarkedPixels, Unmarked
from engine.output.tail import BackgroundTail
from engine.stream.area import Area
from engine.stream.loop import reduce_scene
from engine.tasks import score_map
from engine.tasks.registry import run_task

from .detecting import highest
from .targets_kit import (
    BANDS,
    NM,
    PIXELS,
    PLANTED,
    SIDE,
    TARGET,
    gappy_scene,
    planted_cube,
    search,
    write_library,
    write_polygons,
    write_scene,
)

LINEAR = ("ace", "matched_filter", "cem")


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    return gappy_scene(tmp_path_factory.mktemp("targets"))


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return write_library(tmp_path_factory.mktemp("library"))


@pytest.mark.parametrize("method", LINEAR)
def test_all_pixels_of_the_target_score_highest(scene, tmp_path, method):
    scores, result = search(scene, tmp_path / "map.tif", method=method, **PIXELS)
    assert highest(scores, len(PLANTED)) == set(PLANTED)
    assert np.isnan(scores[28:32, 2:5]).all()
    assert np.isfinite(scores).sum() == SIDE * SIDE - 12
    output = next(output for output in result.outputs if output.role == "target")
    assert output.kind == "scores"


def test_the_metrics_tell_what_was_looked_for(scene, tmp_path):
    _, result = search(scene, tmp_path / "map.tif", **PIXELS)
    (told,) = result.metrics["targets"]
    assert (told["source"], told["pixels"]) == ("pixels", 2)
    cube = planted_cube()
    expected = (cube[:, 5, 7] + cube[:, 20, 30]) / 2
    assert told["spectrum"] == pytest.approx(expected, abs=1e-4)
    assert result.metrics["bands"]["numbers"] == list(range(1, BANDS + 1))
    assert result.metrics["bands"]["centres_nm"] == pytest.approx(NM, abs=0.1)
    rates = result.metrics["tail"]["rates"]
    assert rates == sorted(rates, reverse=True)
    told_beside = (
        json.loads((tmp_path / "map.tif.json").read_text())
        if (tmp_path / "map.tif.json").exists()
        else result.provenance
    )
    assert told_beside["detector"]["name"] == "ace"


def test_a_spectrum_of_a_library_finds_its_material(scene, library, tmp_path):
    scores, result = search(scene, tmp_path / "map.tif", library=library, spectrum="wave")
    assert highest(scores, len(PLANTED)) == set(PLANTED)
    (told,) = result.metrics["targets"]
    assert (told["name"], told["source"], told["pixels"]) == ("wave", "library", 0)


def test_the_spectral_angle_finds_pixels_of_nothing_but_the_target(tmp_path, library):
    cube = planted_cube()
    cube[:, 11, 11] = 0.5 * TARGET
    path = write_scene(tmp_path, cube)
    values = {"library": library, "spectrum": "wave", "method": "spectral_angle"}
    scores, _ = search(path, tmp_path / "map.tif", **values)
    assert highest(scores, 1) == {(11, 11)}
    assert scores[11, 11] > 0.98


def test_of_pixels_and_spectra_together_the_best_counts(scene, library, tmp_path):
    both, result = search(scene, tmp_path / "both.tif", library=library, **PIXELS)
    assert [target["source"] for target in result.metrics["targets"]] == [
        "pixels",
        "library",
        "library",
    ]
    # Marked pixels leave the statistics; the same ones are left out where each is mapped alone.
    one, _ = search(scene, tmp_path / "one.tif", library=library, spectrum="wave", **PIXELS)
    other, _ = search(scene, tmp_path / "other.tif", library=library, spectrum="slope", **PIXELS)
    np.testing.assert_allclose(both, np.fmax(one, other), atol=1e-6)


def test_polygons_mark_the_same_target_as_pixels(scene, tmp_path):
    layer = write_polygons(tmp_path / "t.gpkg", [*PLANTED[:2], (0, 0)], kind=["a", "a", "b"])
    drawn, result = search(scene, tmp_path / "drawn.tif", polygons=layer, field="kind", value="a")
    clicked, _ = search(scene, tmp_path / "clicked.tif", **PIXELS)
    np.testing.assert_array_equal(drawn, clicked)
    assert result.metrics["targets"][0]["source"] == "polygons"


def test_pixels_and_polygons_mark_one_target_together(scene, tmp_path):
    layer = write_polygons(tmp_path / "t.gpkg", [PLANTED[1], PLANTED[0]])
    both, result = search(scene, tmp_path / "both.tif", polygons=layer, pixels="5,7")
    clicked, _ = search(scene, tmp_path / "clicked.tif", **PIXELS)
    np.testing.assert_array_equal(both, clicked)
    (told,) = result.metrics["targets"]
    assert (told["source"], told["pixels"]) == ("pixels, polygons", 2)


@pytest.mark.parametrize(
    ("task", "values", "ceiling"),
    [
        *(("targetdetection", {"method": name, **PIXELS}, 1.0) for name in ("ace", "similarity")),
        ("targetdetection", {"method": "spectral_angle", **PIXELS}, 1.0),
        ("targetdetection", {"method": "cem", **PIXELS}, math.inf),
        ("anomaly", {"detector": "isolation_forest"}, 1.0),
        ("anomaly", {"detector": "rx"}, math.inf),
    ],
)
def test_no_threshold_lies_above_the_highest_score_there_can_be(
    scene, tmp_path, monkeypatch, task, values, ceiling
):
    found = []

    def noted(scores, highest):
        found.append(highest)
        return BackgroundTail(scores, highest)

    monkeypatch.setattr(score_map, "BackgroundTail", noted)
    run_task(task, {"scene": scene, "out": tmp_path / "map.tif", **values}, Context())
    assert found == [ceiling]


def test_pixels_outside_the_area_may_be_the_target(scene, tmp_path):
    scores, _ = search(scene, tmp_path / "map.tif", window="16,0,32,48", **PIXELS)
    assert scores.shape == (32, 48)
    inside = {(row - 16, col) for row, col in PLANTED if row >= 16}
    assert highest(scores, len(inside)) == inside


@pytest.mark.parametrize("method", [*LINEAR, "spectral_angle"])
def test_the_map_is_the_same_whatever_the_windows(make_scene, method):
    made = []
    for block in ((48, 48), (7, 13), (1, 48)):
        scene = make_scene((planted_cube() * 1e4).astype(np.int16), block=block)
        plan, request = plan_all_usable(scene)
        area = Area.whole(scene.grid)
        run = SceneRun(scene, plan, area, torch.device("cpu"), Context(), 1, {})
        marked = MarkedPixels.of(scene.grid, [5], [7])
        target = Target("wave", "pixels", planted_cube()[:, 5, 7].astype(float), 1)
        scores = np.full((SIDE, SIDE), np.nan, np.float32)

        class Plane:
            def write(self, window, outputs, scores=scores):
                scores[window.slices()] = outputs["target"]

        search = Search(run, request, (target,), marked)
        target_detector_named(method).detect(search, Plane())
        made.append((scores, len(scene.source.reads)))
    (one, reads), *others = made
    for other, _ in others:
        np.testing.assert_allclose(other, one, rtol=1e-5, atol=1e-6)
    assert max(more_reads for _, more_reads in others) > reads


def test_what_lies_near_a_gap_gets_no_score(scene, tmp_path):
    scores, _ = search(scene, tmp_path / "map.tif", margin=2, **PIXELS)
    assert np.isnan(scores[26:34, 0:7]).all()
    assert np.isfinite(scores).sum() == SIDE * SIDE - 8 * 7


def test_detections_are_listed_beside_the_map(scene, tmp_path):
    listed = tmp_path / "listed.gpkg"
    _, result = search(
        scene, tmp_path / "map.tif", detections=listed, false_alarm_rate=0.002, **PIXELS
    )
    assert {output.role for output in result.outputs} == {"target", "detections"}
    meta, _, _, fields = pyogrio.raw.read(listed, layer="detections")
    found = dict(zip(meta["fields"], fields))
    places = {(int(row), int(col)) for row, col in zip(found["row"][:4], found["col"][:4])}
    assert places == set(PLANTED)
    assert result.metrics["detections"]["count"] == len(found["rank"])


def test_marked_and_masked_pixels_are_in_no_statistics(make_scene, all_bands):
    rng = np.random.default_rng(5)
    cube = rng.integers(1000, 3000, (6, 40, 50)).astype(np.int16)
    valid = rng.random((40, 50)) > 0.2
    marked = MarkedPixels.of(make_scene(cube).grid, [3, 39, 3], [4, 49, 4])
    assert len(marked) == 2
    spoilt = np.where(valid, cube, 30_000).astype(np.int16)
    spoilt[:, marked.rows, marked.cols] = -30_000
    scene = make_scene(spoilt, valid=valid, block=(8, 50))
    moments = MomentsReducer(6, torch.device("cpu"))
    reduce_scene(
        scene,
        all_bands(scene),
        [Unmarked(moments, marked)],
        device=torch.device("cpu"),
        context=Context(),
        area=Area.whole(scene.grid),
    )
    valid[marked.rows, marked.cols] = False
    pixels = cube[:, valid].T * 1e-4
    mean, covariance = moments.moments()
    np.testing.assert_allclose(mean, pixels.mean(axis=0), rtol=1e-6)
    np.testing.assert_allclose(covariance, np.cov(pixels.T, bias=True), rtol=1e-4, atol=1e-8)
