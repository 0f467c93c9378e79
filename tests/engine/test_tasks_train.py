"""What train puts into a head besides the weights, and going on from one, on a real EnMAP scene."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from engine.context import Context
from engine.errors import OneClass
from engine.heads.head_file import read_head
from engine.tasks.registry import run_task

QUICK = {"folds": 2, "repeats": 1, "baseline": False, "backbone": "spectra"}
UPPER, LOWER = "0,0,64,160", "64,0,64,160"


def _train(scene, labels, out, **options):
    values = {"scene": scene, "labels": labels, "out": out, **QUICK, **options}
    context = Context()
    return run_task("train", values, context), context.warnings


@pytest.fixture(scope="module")
def upper(potsdam, potsdam_labels, tmp_path_factory):
    """A head of the upper half, and the result of training it."""
    out = tmp_path_factory.mktemp("upper") / "upper.hsfm"
    return out, _train(potsdam, potsdam_labels, out, window=UPPER, baseline=True, repeats=2)[0]


@pytest.fixture
def only(potsdam_labels, tmp_path):
    """Writes the labels of one class, overlapping ones of a second where wanted."""

    def make(name: str, *, also: str = "") -> Path:
        meta, _, wkb, data = pyogrio.raw.read(potsdam_labels)
        column = list(meta["fields"]).index("class")
        shapes = wkb[data[column] == name]
        names = [name] * len(shapes)
        if also:
            shapes, names = np.concatenate([shapes, shapes[:1]]), [*names, also]
        path = tmp_path / "only.gpkg"
        pyogrio.raw.write(
            path,
            shapes,
            [np.array(names, dtype=object)],
            ["class"],
            geometry_type="Polygon",
            crs=meta["crs"],
        )
        return path

    return make


def test_the_wire_says_who_won_and_how_long_everything_took(upper):
    metrics = upper[1].metrics
    assert (metrics["folds"], metrics["repeats"]) == (2, 2)
    assert [row["name"] for row in metrics["baseline"]] == [
        "random forest",
        "support vector machine",
    ]
    assert metrics["winner"] in ("train", "random forest", "support vector machine")
    assert set(metrics["seconds"]) == {"features", "fit", "validate", "baseline"}
    assert 0 < metrics["calibration"]["ece_after"] < 0.3
    assert metrics["conformal"]["error_rate"] == 0.1
    assert 0.7 < metrics["conformal"]["coverage"] <= 1.0


def test_the_head_carries_what_maps_and_reports_need(upper):
    head = read_head(upper[0])
    assert "seconds" not in head.metrics  # the same training gives the same bytes
    assert head.samples is not None
    assert len(head.samples) > 500
    assert head.conformal is not None
    assert 0 < head.conformal.threshold(0.1) <= 1
    evidence = head.evidence
    assert evidence["shape"] == [128, 160]
    places = {name: np.array(values) for name, values in evidence["places"].items()}
    assert places["rows"].max() < 64
    assert set(places["class"]) == set(head.values)
    assert set(places["fold"]) <= {-1, 0, 1}
    bins = evidence["reliability"]["after"]
    assert len(bins["confidence"]) == len(bins["accuracy"]) == len(bins["pixels"])
    assert [entry["name"] for entry in evidence["spectra"]["classes"]] == [
        entry["name"] for entry in head.classes
    ]


def test_training_goes_on_from_a_head_with_one_more_class(potsdam, potsdam_labels, upper, tmp_path):
    meta, _, wkb, data = pyogrio.raw.read(potsdam_labels)
    column = list(meta["fields"]).index("class")
    names = data[column].copy()
    names[names == "tree"] = "forest"
    path = tmp_path / "renamed.gpkg"
    pyogrio.raw.write(path, wkb, [names], ["class"], geometry_type="Polygon", crs=meta["crs"])
    out = tmp_path / "more.hsfm"
    result, warnings = _train(potsdam, path, out, window=LOWER, init=upper[0])
    names = [entry["name"] for entry in read_head(out).classes]
    assert {"tree", "forest", "roof"} <= set(names)
    assert any("new labels alone" in text for text in warnings)
    counted = {row["name"]: row["pixels"] for row in result.metrics["per_class"]}
    assert counted["tree"] == 0 < counted["forest"]


def test_one_new_class_is_enough_to_go_on_from_a_head(potsdam, only, upper, tmp_path):
    out = tmp_path / "more.hsfm"
    result, _ = _train(potsdam, only("soil"), out, window=LOWER, init=upper[0])
    assert len(read_head(out).classes) >= 5
    assert sum(row["pixels"] for row in result.metrics["per_class"]) == result.metrics["pixels"]


def test_the_labels_of_the_head_itself_are_not_counted_twice(
    potsdam, potsdam_labels, upper, tmp_path
):
    """All its samples are labelled pixels again: the accuracy must not be that of the training."""
    out = tmp_path / "again.hsfm"
    result, _ = _train(potsdam, potsdam_labels, out, window=UPPER, init=upper[0], repeats=2)
    ours = upper[1].metrics["balanced_accuracy"]["mean"]
    assert result.metrics["balanced_accuracy"]["mean"] == pytest.approx(ours, abs=0.02)


def test_one_class_stays_one_class(potsdam, only, tmp_path):
    with pytest.raises(OneClass):
        _train(potsdam, only("soil"), tmp_path / "h.hsfm")


def test_a_class_whose_only_polygon_another_one_covers_is_said_and_dropped(potsdam, only, tmp_path):
    labels = only("soil", also="water")
    context = Context()
    values = {"scene": potsdam, "labels": labels, "out": tmp_path / "h.hsfm", **QUICK}
    with pytest.raises(OneClass):
        run_task("train", values, context)
    assert any("polygons of two classes" in text for text in context.warnings)


def test_labels_in_degrees_give_the_same_head(potsdam, potsdam_labels, upper, tmp_path):
    from rasterio.warp import transform

    meta, _, wkb, data = pyogrio.raw.read(potsdam_labels)

    def to_degrees(points):
        xs, ys = transform(meta["crs"], "EPSG:4326", points[:, 0], points[:, 1])
        return np.column_stack([xs, ys])

    moved = shapely.to_wkb(shapely.transform(shapely.from_wkb(wkb), to_degrees))
    path = tmp_path / "degrees.gpkg"
    pyogrio.raw.write(
        path, moved, data, list(meta["fields"]), geometry_type="Polygon", crs="EPSG:4326"
    )
    result, _ = _train(potsdam, path, tmp_path / "h.hsfm", window=UPPER)
    assert result.metrics["pixels"] == upper[1].metrics["pixels"]
    assert result.metrics["polygons"] == upper[1].metrics["polygons"]


def test_polygons_can_be_held_out_alone(potsdam, potsdam_labels, tmp_path):
    blocks, polygons = (
        _train(potsdam, potsdam_labels, tmp_path / f"{by}.hsfm", window=UPPER, split=by)[0].metrics
        for by in ("blocks", "polygons")
    )
    far, near = (each["held_out_distance_px"]["median"] for each in (blocks, polygons))
    assert far >= near
    assert blocks["confusion"] != polygons["confusion"]
