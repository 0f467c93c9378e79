"""targetdetection from end to end on a small scene with planted targets."""

from __future__ import annotations

import json
import math

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
import torch

from engine.bands.plan import plan_all_usable
from engine.context import Context
from engine.detect.detector import SceneRun
from engine.detect.rx import MomentsReducer
from engine.detect.targets.detector import Search, Target, target_detector_named
from engine.detect.targets.marked import MarkedPixels, Unmarked
from engine.errors import (
    BadParameter,
    BandsUncovered,
    LabelsEmpty,
    LabelsOutside,
    NoWavelengths,
    TooSmall,
    WrongLevel,
)
from engine.output.tail import BackgroundTail
from engine.stream.area import Area
from engine.stream.loop import reduce_scene
from engine.tasks import score_map
from engine.tasks.registry import run_task

SIDE, BANDS, NODATA = 48, 24, -9999.0
NM = np.linspace(450, 2400, BANDS)
TARGET = 0.3 + 0.2 * np.sin(NM / 120)
PLANTED = [(5, 7), (20, 30), (40, 12), (33, 44)]
MASKED = (30, 3)
CORNER_X, CORNER_Y, PIXEL_M = 400_000.0, 5_800_000.0, 30.0
PIXELS = {"pixels": "5,7;20,30"}
LINEAR = ("ace", "matched_filter", "cem")


def _cube():
    rng = np.random.default_rng(2)
    ends = np.stack([0.1 + 0.2 * NM / 2400, 0.4 - 0.1 * NM / 2400, 0.2 + 0.1 * np.cos(NM / 300)])
    shares = rng.dirichlet(np.ones(3), (SIDE, SIDE))
    cube = shares @ ends + 0.002 * rng.normal(size=(SIDE, SIDE, BANDS))
    for row, col in PLANTED:
        cube[row, col] = 0.5 * cube[row, col] + 0.5 * TARGET
    return np.moveaxis(cube, -1, 0).astype(np.float32)


def _write(folder, cube, wavelengths=True):
    path = folder / "scene.bsq"
    cube.astype("<f4").tofile(path)
    lines = [
        "ENVI",
        f"samples = {cube.shape[2]}\nlines = {cube.shape[1]}\nbands = {cube.shape[0]}",
        "header offset = 0\nfile type = ENVI Standard\ndata type = 4\ninterleave = bsq",
        f"byte order = 0\ndata ignore value = {NODATA}",
        f"map info = {{UTM, 1, 1, {CORNER_X}, {CORNER_Y}, {PIXEL_M}, {PIXEL_M}, 33, North, "
        "WGS-84}",
    ]
    if wavelengths:
        listed = ", ".join(f"{nm:.1f}" for nm in NM)
        lines.append(f"wavelength units = Nanometers\nwavelength = {{{listed}}}")
    path.with_suffix(".hdr").write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    cube = _cube()
    cube[:, 28:32, 2:5] = NODATA
    return _write(tmp_path_factory.mktemp("targets"), cube)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    nm = np.arange(400, 2500, 5.0)
    path = tmp_path_factory.mktemp("library") / "library.csv"
    curve, flat = 0.3 + 0.2 * np.sin(nm / 120), 0.2 + nm / 10_000
    rows = [f"{a},{b:.5f},{c:.5f}" for a, b, c in zip(nm, curve, flat)]
    path.write_text("wavelength nm,wave,slope\n" + "\n".join(rows) + "\n")
    return path


def _polygons(path, places, **fields):
    """One square on each pixel."""
    boxes = [
        shapely.box(
            CORNER_X + PIXEL_M * (col + 0.1),
            CORNER_Y - PIXEL_M * (row + 0.9),
            CORNER_X + PIXEL_M * (col + 0.9),
            CORNER_Y - PIXEL_M * (row + 0.1),
        )
        for row, col in places
    ]
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array(boxes, object)),
        [np.array(values) for values in fields.values()],
        list(fields),
        geometry_type="Polygon",
        crs="EPSG:32633",
    )
    return path


def _run(scene, out, **values):
    asked = {"scene": scene, "out": out, "margin": 0, **values}
    result = run_task("targetdetection", asked, Context())
    with rasterio.open(out) as file:
        return file.read(1), result


def _best(scores, count):
    order = np.argsort(np.nan_to_num(scores, nan=-np.inf), axis=None)[::-1][:count]
    return {(int(place) // scores.shape[1], int(place) % scores.shape[1]) for place in order}


@pytest.mark.parametrize("method", LINEAR)
def test_all_pixels_of_the_target_score_highest(scene, tmp_path, method):
    scores, result = _run(scene, tmp_path / "map.tif", method=method, **PIXELS)
    assert _best(scores, len(PLANTED)) == set(PLANTED)
    assert np.isnan(scores[28:32, 2:5]).all()
    assert np.isfinite(scores).sum() == SIDE * SIDE - 12
    output = next(output for output in result.outputs if output.role == "target")
    assert output.kind == "scores"


def test_the_metrics_tell_what_was_looked_for(scene, tmp_path):
    _, result = _run(scene, tmp_path / "map.tif", **PIXELS)
    (told,) = result.metrics["targets"]
    assert (told["source"], told["pixels"]) == ("pixels", 2)
    cube = _cube()
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
    scores, result = _run(scene, tmp_path / "map.tif", library=library, spectrum="wave")
    assert _best(scores, len(PLANTED)) == set(PLANTED)
    (told,) = result.metrics["targets"]
    assert (told["name"], told["source"], told["pixels"]) == ("wave", "library", 0)


def test_the_spectral_angle_finds_pixels_of_nothing_but_the_target(tmp_path, library):
    cube = _cube()
    cube[:, 11, 11] = 0.5 * TARGET
    path = _write(tmp_path, cube)
    values = {"library": library, "spectrum": "wave", "method": "spectral_angle"}
    scores, _ = _run(path, tmp_path / "map.tif", **values)
    assert _best(scores, 1) == {(11, 11)}
    assert scores[11, 11] > 0.98


def test_of_pixels_and_spectra_together_the_best_counts(scene, library, tmp_path):
    both, result = _run(scene, tmp_path / "both.tif", library=library, **PIXELS)
    assert [target["source"] for target in result.metrics["targets"]] == [
        "pixels",
        "library",
        "library",
    ]
    # Marked pixels leave the statistics; the same ones are left out where each is mapped alone.
    one, _ = _run(scene, tmp_path / "one.tif", library=library, spectrum="wave", **PIXELS)
    other, _ = _run(scene, tmp_path / "other.tif", library=library, spectrum="slope", **PIXELS)
    np.testing.assert_allclose(both, np.fmax(one, other), atol=1e-6)


def test_polygons_mark_the_same_target_as_pixels(scene, tmp_path):
    layer = _polygons(tmp_path / "t.gpkg", [*PLANTED[:2], (0, 0)], kind=["a", "a", "b"])
    drawn, result = _run(scene, tmp_path / "drawn.tif", polygons=layer, field="kind", value="a")
    clicked, _ = _run(scene, tmp_path / "clicked.tif", **PIXELS)
    np.testing.assert_array_equal(drawn, clicked)
    assert result.metrics["targets"][0]["source"] == "polygons"


def test_pixels_and_polygons_mark_one_target_together(scene, tmp_path):
    layer = _polygons(tmp_path / "t.gpkg", [PLANTED[1], PLANTED[0]])
    both, result = _run(scene, tmp_path / "both.tif", polygons=layer, pixels="5,7")
    clicked, _ = _run(scene, tmp_path / "clicked.tif", **PIXELS)
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
    scores, _ = _run(scene, tmp_path / "map.tif", window="16,0,32,48", **PIXELS)
    assert scores.shape == (32, 48)
    inside = {(row - 16, col) for row, col in PLANTED if row >= 16}
    assert _best(scores, len(inside)) == inside


@pytest.mark.parametrize("method", [*LINEAR, "spectral_angle"])
def test_the_map_is_the_same_whatever_the_windows(make_scene, method):
    made = []
    for block in ((48, 48), (7, 13), (1, 48)):
        scene = make_scene((_cube() * 1e4).astype(np.int16), block=block)
        plan, request = plan_all_usable(scene)
        area = Area.whole(scene.grid)
        run = SceneRun(scene, plan, area, torch.device("cpu"), Context(), 1, {})
        marked = MarkedPixels.of(scene.grid, [5], [7])
        target = Target("wave", "pixels", _cube()[:, 5, 7].astype(float), 1)
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
    scores, _ = _run(scene, tmp_path / "map.tif", margin=2, **PIXELS)
    assert np.isnan(scores[26:34, 0:7]).all()
    assert np.isfinite(scores).sum() == SIDE * SIDE - 8 * 7


def test_detections_are_listed_beside_the_map(scene, tmp_path):
    listed = tmp_path / "listed.gpkg"
    _, result = _run(
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
    moments = MomentsReducer(6, torch.device("cpu"), exact=True)
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


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Nothing is given"),
        ({"pixels": "48,0"}, "row 48, column 0 lies outside"),
        ({"pixels": "3,-1"}, "row 3, column -1 lies outside"),
        ({"pixels": "3;4"}, "'3' is no row and column"),
        ({"pixels": " ; "}, "names no target pixel"),
        ({"pixels": f"5,7;{MASKED[0]},{MASKED[1]}"}, "row 30, column 3 has no value: it is nodata"),
        ({"spectrum": "wave"}, "no library"),
    ],
)
def test_a_request_that_names_no_target_is_refused(scene, tmp_path, values, words):
    with pytest.raises(BadParameter, match=words):
        _run(scene, tmp_path / "map.tif", **values)
    assert not (tmp_path / "map.tif").exists()


def test_a_spectrum_that_the_library_lacks_is_refused_with_those_it_has(scene, library, tmp_path):
    with pytest.raises(BadParameter, match="no spectrum 'gypsum'") as caught:
        _run(scene, tmp_path / "map.tif", library=library, spectrum="wave;gypsum")
    assert "wave; slope" in caught.value.hint


def test_polygons_in_the_wrong_place_are_refused(scene, tmp_path):
    away = _polygons(tmp_path / "away.gpkg", [(500, 500)])
    with pytest.raises(LabelsOutside, match=r"away\.gpkg"):
        _run(scene, tmp_path / "map.tif", polygons=away)
    masked = _polygons(tmp_path / "masked.gpkg", [MASKED])
    with pytest.raises(LabelsOutside, match="nodata or masked"):
        _run(scene, tmp_path / "map.tif", polygons=masked)
    empty = _polygons(tmp_path / "empty.gpkg", [])
    with pytest.raises(LabelsEmpty):
        _run(scene, tmp_path / "map.tif", polygons=empty)


def test_a_value_of_a_field_must_be_there(scene, tmp_path):
    layer = _polygons(tmp_path / "t.gpkg", PLANTED[:2], kind=[1.0, 2.0])
    with pytest.raises(BadParameter, match="has the value '3'") as caught:
        _run(scene, tmp_path / "map.tif", polygons=layer, field="kind", value="3")
    assert "1, 2" in caught.value.hint
    with pytest.raises(BadParameter, match="without a value"):
        _run(scene, tmp_path / "map.tif", polygons=layer, field="kind")
    with pytest.raises(BadParameter, match="not the field"):
        _run(scene, tmp_path / "map.tif", polygons=layer, value="1")


def test_masked_pixels_under_a_polygon_are_left_out_and_told(scene, tmp_path):
    layer = _polygons(tmp_path / "t.gpkg", [PLANTED[0], MASKED])
    _, result = _run(scene, tmp_path / "map.tif", polygons=layer)
    assert result.metrics["targets"][0]["pixels"] == 1
    assert any("1 of 2 pixels of the target" in warning for warning in result.metrics["warnings"])


def test_a_target_that_is_the_whole_area_leaves_no_background(scene, tmp_path):
    places = [(row, col) for row in range(8) for col in range(8)]
    layer = _polygons(tmp_path / "t.gpkg", places)
    with pytest.raises(TooSmall, match="Beside the pixels of the target only 0"):
        _run(scene, tmp_path / "map.tif", polygons=layer, window="0,0,8,8")


def test_bands_that_the_library_lacks_are_left_out(scene, tmp_path):
    nm = np.arange(400, 1300, 5.0)
    path = tmp_path / "short.csv"
    rows = [f"{a},{0.3 + 0.2 * np.sin(a / 120):.5f}" for a in nm]
    path.write_text("wavelength nm,wave\n" + "\n".join(rows) + "\n")
    scores, result = _run(scene, tmp_path / "map.tif", library=path)
    assert _best(scores, len(PLANTED)) == set(PLANTED)
    numbers = result.metrics["bands"]["numbers"]
    assert numbers == [n + 1 for n in range(BANDS) if NM[n] < 1300]
    assert len(result.metrics["targets"][0]["spectrum"]) == len(numbers)
    assert any("no values at" in warning for warning in result.metrics["warnings"])


def test_a_library_beside_the_scene_s_wavelengths_is_refused(scene, tmp_path):
    path = tmp_path / "thermal.csv"
    path.write_text(
        "wavelength nm,quartz\n" + "\n".join(f"{nm},0.5" for nm in range(8000, 12000, 50)) + "\n"
    )
    with pytest.raises(BandsUncovered, match="quartz"):
        _run(scene, tmp_path / "map.tif", library=path)


def test_a_library_needs_wavelengths_of_the_scene(tmp_path, library):
    path = _write(tmp_path, _cube(), wavelengths=False)
    with pytest.raises(NoWavelengths):
        _run(path, tmp_path / "map.tif", library=library)
    scores, _ = _run(path, tmp_path / "map.tif", **PIXELS)
    assert _best(scores, len(PLANTED)) == set(PLANTED)


def test_a_library_does_not_go_with_radiance(shared_data, tmp_path, library):
    from ..data.radiance import SIZE, radiance_product

    radiance = np.random.default_rng(0).uniform(5, 50, (218, SIZE, SIZE))
    product = radiance_product(shared_data, tmp_path, radiance)
    with pytest.raises(WrongLevel, match="radiance"):
        _run(product, tmp_path / "map.tif", library=library)
