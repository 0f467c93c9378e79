"""What classify says of its own map: class sets, pixels unlike the labels, where to label next."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio

from engine.console.printing import describe_result
from engine.context import Context
from engine.errors import BadParameter
from engine.heads.conformal import ConformalSets
from engine.heads.head_file import head_to_bytes, read_head
from engine.heads.linear import LinearHead
from engine.heads.unlike import Unlike
from engine.tasks.mappers import open_mapper
from engine.tasks.registry import run_task

from ..data.tiny_vit import use_tiny

VALID_PIXELS = 12_288
ALL = ("confidence", "sets", "unlike")


@pytest.fixture(scope="module")
def head(potsdam, potsdam_labels, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("head") / "potsdam.hsfm"
    values = {"scene": potsdam, "labels": potsdam_labels, "out": out}
    quick = {"backbone": "spectra", "classifier": "linear", "folds": 2, "repeats": 1}
    run_task("train", {**values, **quick, "baseline": False}, Context())
    return out


def _classify(scene, head, folder, roles=ALL, **options):
    context = Context()
    places = {role: folder / f"{role}.tif" for role in roles}
    values = {"scene": scene, "head": head, "out": folder / "map.tif", **places, **options}
    return run_task("classify", values, context), context


def _altered(head, folder, **fields) -> Path:
    path = folder / "altered.hsfm"
    path.write_bytes(head_to_bytes(replace(read_head(head), **fields)))
    return path


@pytest.fixture(scope="module")
def made(potsdam, head, tmp_path_factory):
    folder = tmp_path_factory.mktemp("maps")
    return folder, _classify(potsdam, head, folder, error_rate=0.2)[0]


def _read(path):
    with rasterio.open(path) as file:
        return file.read(), file.descriptions, file.nodata


def test_sets_say_how_many_classes_and_which(made, head):
    folder, result = made
    sets, words, nodata = _read(folder / "sets.tif")
    classes = [entry["name"] for entry in read_head(head).classes]
    assert (sets.dtype, nodata, words) == (np.uint8, 255, ("number of classes", *classes))
    known = sets[0] != 255
    assert known.sum() == VALID_PIXELS
    assert (sets[:, ~known] == 255).all()
    assert sets[1:, known].max() == 1
    np.testing.assert_array_equal(sets[0, known], sets[1:, known].sum(axis=0))
    assert result.metrics["sets"] == {
        "error_rate": 0.2,
        "mean_size": pytest.approx(sets[0, known].mean(), abs=1e-4),
    }


def test_the_mapped_class_is_in_every_set_and_those_below_the_threshold_are_not(made, head):
    folder, _ = made
    sets, _, _ = _read(folder / "sets.tif")
    mapped = _read(folder / "map.tif")[0][0]
    confidence = _read(folder / "confidence.tif")[0][0]
    values = list(read_head(head).values)
    for place, value in enumerate(values):
        assert (sets[1 + place, mapped == value] == 1).all()
    least = 1 - read_head(head).conformal.threshold(0.2)
    undecided = (mapped > 0) & (confidence < least)
    assert (sets[0, undecided] == 1).all()
    assert sets[0, mapped > 0].max() <= max(1, int(1 / least))


def test_smaller_error_rates_give_larger_sets(potsdam, head, made, tmp_path):
    fewer = _classify(potsdam, head, tmp_path, ("sets",), error_rate=0.05)[0].metrics["sets"]
    assert fewer["mean_size"] > made[1].metrics["sets"]["mean_size"]


def test_the_distance_is_a_map_with_the_threshold_in_its_style(made):
    folder, result = made
    unlike, words, nodata = _read(folder / "unlike.tif")
    assert np.isnan(nodata) and "above 1" in words[0]
    known = np.isfinite(unlike[0])
    assert known.sum() == VALID_PIXELS
    percent = 100 * (unlike[0][known] > 1).mean()
    assert result.metrics["unlike_percent"] == pytest.approx(percent, abs=0.1)
    assert "(threshold)" in (folder / "unlike.qml").read_text()
    assert "2 classes" in (folder / "sets.qml").read_text()


def test_every_map_has_its_history_and_kind(made):
    folder, result = made
    assert [(output.role, output.kind) for output in result.outputs] == [
        ("class_map", "classes"),
        ("confidence", "scores"),
        ("sets", "scores"),
        ("unlike", "scores"),
    ]
    for role in ("map", *ALL):
        assert json.loads((folder / f"{role}.json").read_text())["task"] == "classify"
    json.dumps(result.to_json(), allow_nan=False)


def test_where_to_label_next_holds_no_label_and_is_not_masked(made, head):
    folder, result = made
    found = result.metrics["label_next"]
    assert 1 <= len(found) <= 10
    mapped = _read(folder / "map.tif")[0][0] > 0
    places = read_head(head).evidence["places"]
    labelled = np.zeros(mapped.shape, bool)
    labelled[places["rows"], places["cols"]] = True
    for place in found:
        rows = slice(place["row"], place["row"] + place["height"])
        cols = slice(place["col"], place["col"] + place["width"])
        assert mapped[rows, cols].mean() >= 0.5
        assert not labelled[rows, cols].any()
        assert place["crs"] == "EPSG:32633"
    first = found[0]
    assert first["bounds"][0] == 364095 + 30 * first["col"]
    assert first["bounds"][3] == 5809965 - 30 * first["row"]
    told = describe_result("classify", result.to_json())
    assert "Label next" in told and "unlike everything labelled" in told


def test_distances_at_few_pixels_say_about_the_same_as_at_all(potsdam, head, made, tmp_path):
    some = _classify(potsdam, head, tmp_path, ())[0].metrics
    assert not (tmp_path / "unlike.tif").exists()
    assert some["unlike_percent"] == pytest.approx(made[1].metrics["unlike_percent"], abs=2.0)
    assert some["label_next"][0]["unlike"] is not None
    assert some["sets"] is None


@pytest.mark.parametrize("backend", ["torch", "onnx"])
def test_distances_do_not_depend_on_the_backend(potsdam, head, made, tmp_path, backend):
    if backend == "onnx":
        pytest.importorskip("onnxruntime")
        pytest.importorskip("onnx")
    window = {"window": "40,40,32,32", "backend": backend}
    _classify(potsdam, head, tmp_path, ("unlike",), **window)
    ours = _read(tmp_path / "unlike.tif")[0][0]
    whole = _read(made[0] / "unlike.tif")[0][0][40:72, 40:72]
    np.testing.assert_allclose(ours, whole, rtol=2e-3, atol=2e-3)


def test_a_scene_far_from_the_labels_is_told(potsdam, head, tmp_path):
    far = read_head(head).unlike
    path = _altered(head, tmp_path, unlike=replace(far, scales=far.scales * 5))
    _, context = _classify(potsdam, path, tmp_path, ())
    text = next(text for text in context.warnings if "are unlike everything" in text)
    assert "% of the pixels" in text and "--init" in text


@pytest.mark.parametrize(("role", "missing"), [("sets", "conformal"), ("unlike", "unlike")])
def test_what_an_older_head_does_not_know_is_refused(potsdam, head, tmp_path, role, missing):
    path = _altered(head, tmp_path, **{missing: None})
    with pytest.raises(BadParameter, match="does not know") as caught:
        _classify(potsdam, path, tmp_path, (role,))
    assert "Train" in caught.value.hint
    assert [each.name for each in tmp_path.iterdir()] == ["altered.hsfm"]


def test_sets_of_more_classes_than_they_can_count_are_refused(potsdam, head, tmp_path):
    made = read_head(head)
    dims = made.scores.dims
    many = {
        "scores": LinearHead(np.ones((255, dims), np.float32), np.zeros(255, np.float32)),
        "classes": tuple({"value": n, "name": f"c{n}", "color": "#000000"} for n in range(1, 256)),
        "conformal": ConformalSets((0.1,), (1.0,)),
    }
    path = _altered(head, tmp_path, **many, samples=None, unlike=None, evidence={})
    with pytest.raises(BadParameter, match="255 classes, and class sets hold 254") as caught:
        _classify(potsdam, path, tmp_path, ("sets",))
    assert caught.value.hint


def test_labels_of_scenes_that_cannot_be_recognised_are_not_compared(head, tmp_path):
    training = {**read_head(head).training, "fingerprint": ""}
    mapper = open_mapper(str(_altered(head, tmp_path, training=training)))
    assert mapper.labelled_pixels(SimpleNamespace(fingerprint="")) is None


def test_an_older_head_still_says_where_to_label_next(potsdam, head, tmp_path):
    old = {"samples": None, "unlike": None, "conformal": None, "evidence": {}}
    result, _ = _classify(potsdam, _altered(head, tmp_path, **old), tmp_path, ())
    assert result.metrics["unlike_percent"] is None
    assert result.metrics["label_next"]
    assert all(place["unlike"] is None for place in result.metrics["label_next"])


def test_an_error_rate_that_cannot_be_promised_is_told(potsdam, head, tmp_path):
    path = _altered(head, tmp_path, conformal=ConformalSets((0.3,), (0.5,)))
    result, context = _classify(potsdam, path, tmp_path, ("sets",), error_rate=0.05)
    assert any("Too few polygons" in text for text in context.warnings)
    assert result.metrics["sets"]["mean_size"] == len(read_head(path).classes)


def test_an_onnx_model_gives_probabilities_only(potsdam, head, tmp_path):
    pytest.importorskip("onnxruntime")
    pytest.importorskip("onnx")
    path = tmp_path / "model.onnx"
    run_task("export", {"head": head, "out": path}, Context())
    with pytest.raises(BadParameter, match="probabilities only"):
        _classify(potsdam, path, tmp_path, ("unlike",))
    result, _ = _classify(potsdam, path, tmp_path, ())
    assert result.metrics["unlike_percent"] is None
    assert result.metrics["label_next"]


def test_a_network_with_windows_gives_distances_beside_its_classes(tiny, monkeypatch, tmp_path):
    pytest.importorskip("onnxruntime")
    pytest.importorskip("onnx")
    use_tiny(monkeypatch, tiny.folder / "data")
    plain = read_head(tiny.head)
    rng = np.random.default_rng(0)
    dims = plain.scores.dims
    shapes = ((8, dims), (8,), (30, 8))
    random = Unlike(
        *((rng.normal(size=shape) / 8).astype(np.float32) for shape in shapes),
        np.ones(30, np.float32),
        5.0,
    )
    head = _altered(tiny.head, tmp_path, unlike=random)
    maps = {}
    for backend in ("torch", "onnx", "onnx-int8"):
        folder = tmp_path / backend
        folder.mkdir()
        _classify(tiny.scene, head, folder, ("unlike", "confidence"), backend=backend)
        maps[backend] = [_read(folder / f"{role}.tif")[0][0] for role in ("map", "unlike")]
        alone = _classify(tiny.scene, tiny.head, folder, (), backend=backend, out=folder / "a.tif")
        assert alone[0].metrics["unlike_percent"] is None
        np.testing.assert_array_equal(_read(folder / "a.tif")[0][0], maps[backend][0])
    labels, distances = maps["torch"]
    np.testing.assert_array_equal(np.isfinite(distances), labels > 0)
    np.testing.assert_allclose(maps["onnx"][1], distances, rtol=1e-3, atol=1e-3)
    valid = labels > 0
    assert np.corrcoef(maps["onnx-int8"][1][valid], distances[valid])[0, 1] > 0.98
