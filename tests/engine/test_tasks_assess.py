"""assess from end to end on maps and labels that are made here."""

from __future__ import annotations

import json

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from affine import Affine

from engine.bands.plan import BandRequest
from engine.context import CallbackContext, Context
from engine.errors import (
    BadParameter,
    Cancelled,
    InputNotFound,
    InputUnreadable,
    LabelsOutside,
    NoCrs,
)
from engine.heads.head_file import Head, head_to_bytes
from engine.heads.linear import LinearHead
from engine.output.class_table import ClassEntry, attribute_table_xml
from engine.tasks.registry import run_task

SIDE, PIXEL_M = 200, 30.0
LEFT, TOP = 400_000.0, 5_800_000.0
CRS = "EPSG:32633"
ENTRIES = (
    ClassEntry(1, "Water", "#0000ff"),
    ClassEntry(2, "Bare soil", "#aa8800"),
    ClassEntry(5, "Forest", "#006600"),
)
SHARES = {1: 0.1, 2: 0.3, 5: 0.6}


@pytest.fixture(scope="module")
def truth():
    """What is on the ground: stripes of three classes."""
    values = np.repeat(list(SHARES), [round(share * SIDE) for share in SHARES.values()])
    return np.tile(values[:, None], (1, SIDE)).astype(np.uint8)


@pytest.fixture(scope="module")
def mapped(truth):
    """The map: every tenth pixel is taken for the next class."""
    wrong = np.random.default_rng(0).random(truth.shape) < 0.1
    return np.where(wrong, np.vectorize({1: 2, 2: 5, 5: 1}.get)(truth), truth).astype(np.uint8)


@pytest.fixture
def write_map(tmp_path):
    def make(values, entries=ENTRIES, name="map.tif", crs=CRS, **options):
        path = tmp_path / name
        bands = values[None] if values.ndim == 2 else values
        profile = {
            "driver": "GTiff",
            "height": bands.shape[1],
            "width": bands.shape[2],
            "count": len(bands),
            "dtype": bands.dtype,
            "crs": crs,
            "transform": Affine(PIXEL_M, 0, LEFT, 0, -PIXEL_M, TOP),
            **options,
        }
        with rasterio.open(path, "w", **profile) as file:
            file.write(bands)
        if entries:
            path.with_name(f"{name}.aux.xml").write_text(attribute_table_xml(entries))
        return path

    return make


@pytest.fixture
def write_reference(tmp_path):
    """Writes geometries with their classes; points by row and column."""

    def make(geometries, classes, name="reference.gpkg", crs=CRS, field="class"):
        path = tmp_path / name
        kind = geometries[0].geom_type
        pyogrio.raw.write(
            path,
            shapely.to_wkb(np.array(geometries, dtype=object)),
            [np.array(classes)],
            [field],
            geometry_type=kind,
            crs=crs,
        )
        return path

    return make


def point(row, col):
    return shapely.Point(LEFT + PIXEL_M * (col + 0.5), TOP - PIXEL_M * (row + 0.5))


def points(rows, cols):
    return [point(row, col) for row, col in zip(rows, cols)]


def names_of(values):
    names = {entry.value: entry.name for entry in ENTRIES}
    return np.array([names[int(value)] for value in values], dtype=object)


def assess(path, labels, **options):
    context = Context()
    result = run_task("assess", {"map": path, "labels": labels, **options}, context)
    return result.metrics, context.warnings


def drawn(count, seed=0):
    places = np.random.default_rng(seed).choice(SIDE * SIDE, count, replace=False)
    return np.divmod(places, SIDE)


def test_accuracies_are_those_of_the_reference_points(write_map, write_reference, mapped, truth):
    rows, cols = drawn(500)
    labels = write_reference(points(rows, cols), names_of(truth[rows, cols]))
    metrics, _ = assess(write_map(mapped, nodata=0), labels)
    right = mapped[rows, cols] == truth[rows, cols]
    assert metrics["overall_accuracy"] == pytest.approx(right.mean(), abs=1e-6)
    recalls = [right[truth[rows, cols] == value].mean() for value in SHARES]
    assert metrics["balanced_accuracy"] == pytest.approx(np.mean(recalls), abs=1e-6)
    assert metrics["confusion"]["labels"] == [1, 2, 5]
    assert np.sum(metrics["confusion"]["matrix"]) == 500
    row = metrics["confusion"]["matrix"][0]
    assert row[2] == 0  # a row is the reference: water was only taken for soil
    assert row[1] > 0
    assert [entry["color"] for entry in metrics["classes"]] == ["#0000ff", "#aa8800", "#006600"]


def test_areas_are_refused_where_the_sample_is_not_known_to_be_random(
    write_map, write_reference, mapped, truth
):
    rows, cols = drawn(100)
    labels = write_reference(points(rows, cols), names_of(truth[rows, cols]))
    metrics, _ = assess(write_map(mapped), labels)
    assert metrics["area"] is None
    assert "random sample" in metrics["area_refused"]


@pytest.mark.parametrize("sample", ["random", "stratified"])
def test_areas_of_a_random_sample_are_those_of_the_ground(
    write_map, write_reference, mapped, truth, sample
):
    if sample == "random":
        rows, cols = drawn(1500)
    else:
        rng = np.random.default_rng(1)
        picked = [
            rng.choice(np.flatnonzero(mapped.ravel() == value), 500, replace=False)
            for value in SHARES
        ]
        rows, cols = np.divmod(np.concatenate(picked), SIDE)
    labels = write_reference(points(rows, cols), names_of(truth[rows, cols]))
    metrics, warnings = assess(write_map(mapped), labels, sample=sample)
    assert not warnings
    area = metrics["area"]
    assert area["total_ha"] == pytest.approx(SIDE * SIDE * 0.09)
    for row, share in zip(area["classes"], SHARES.values()):
        assert 0 < row["ci95_ha"] < 0.05 * area["total_ha"]
        # Three standard errors: 1.5 half widths.
        assert abs(row["area_ha"] - share * area["total_ha"]) < 1.55 * row["ci95_ha"]
        assert abs(row["mapped_ha"] - (mapped == row["value"]).sum() * 0.09) < 1e-3
    right = (mapped == truth).mean()
    assert abs(area["overall_accuracy"] - right) < 1.55 * area["overall_accuracy_ci95"]


def test_pixels_of_polygons_are_not_taken_for_independent_points(
    write_map, write_reference, mapped, truth
):
    corners = [(row, col) for row in range(5, 195, 10) for col in (10, 60, 110)]
    boxes = [
        shapely.box(
            LEFT + PIXEL_M * col,
            TOP - PIXEL_M * (row + 2),
            LEFT + PIXEL_M * (col + 2),
            TOP - PIXEL_M * row,
        )
        for row, col in corners
    ]
    rows, cols = np.array(corners).T
    labels = write_reference(boxes, names_of(truth[rows, cols]))
    metrics, warnings = assess(write_map(mapped), labels, sample="random")
    assert metrics["area"] is None
    assert any("one polygon" in text for text in warnings)
    assert metrics["overall_accuracy"] > 0.8


def test_a_mapped_class_without_points_is_named(write_map, write_reference, mapped, truth):
    rows, cols = drawn(300)
    keep = mapped[rows, cols] != 1
    labels = write_reference(points(rows[keep], cols[keep]), names_of(truth[rows, cols][keep]))
    metrics, warnings = assess(write_map(mapped), labels, sample="stratified")
    assert metrics["area"] is None
    assert any("fewer in Water" in text for text in warnings)


def test_classes_are_matched_by_name_whatever_their_numbers(
    write_map, write_reference, mapped, truth
):
    rows, cols = drawn(300)
    names = np.array([name.upper() for name in names_of(truth[rows, cols])], dtype=object)
    metrics, _ = assess(write_map(mapped), write_reference(points(rows, cols), names))
    assert metrics["overall_accuracy"] > 0.8
    assert [row["name"] for row in metrics["per_class"]] == ["Water", "Bare soil", "Forest"]


def test_a_map_without_names_goes_by_its_numbers(write_map, write_reference, mapped, truth):
    rows, cols = drawn(300)
    values = truth[rows, cols].astype(np.int64)
    metrics, _ = assess(write_map(mapped, ()), write_reference(points(rows, cols), values))
    assert metrics["overall_accuracy"] > 0.8
    assert [row["name"] for row in metrics["per_class"]] == ["1", "2", "5"]


def test_numbers_serve_for_a_map_with_names_too(write_map, write_reference, mapped, truth):
    rows, cols = drawn(300)
    values = truth[rows, cols].astype(np.int64)
    metrics, _ = assess(write_map(mapped), write_reference(points(rows, cols), values))
    assert metrics["overall_accuracy"] > 0.8


def test_a_class_that_was_never_mapped_counts_against_the_map(
    write_map, write_reference, mapped, truth
):
    rows, cols = drawn(1000)
    names = names_of(truth[rows, cols])
    names[:50] = "Ice"
    metrics, _ = assess(
        write_map(mapped), write_reference(points(rows, cols), names), sample="random"
    )
    ice = metrics["per_class"][3]
    assert (ice["name"], ice["recall"], ice["support_px"]) == ("Ice", 0.0, 50)
    assert len({row["value"] for row in metrics["per_class"]}) == 4
    area = metrics["area"]["classes"][3]
    assert (area["mapped_ha"], area["users"]) == (0.0, None)
    assert area["area_ha"] == pytest.approx(0.05 * metrics["area"]["total_ha"], rel=0.2)


def test_classes_of_something_else_are_refused(write_map, write_reference, mapped):
    labels = write_reference(points([1, 2], [3, 4]), np.array(["Car", "Train"], dtype=object))
    with pytest.raises(BadParameter, match=r"Car, Train.*Water, Bare soil, Forest"):
        assess(write_map(mapped), labels)


def test_labels_in_another_system_are_brought_to_the_map(write_map, write_reference, mapped, truth):
    from rasterio.warp import transform

    rows, cols = drawn(300)
    places = points(rows, cols)
    xs, ys = transform(CRS, "EPSG:4326", [p.x for p in places], [p.y for p in places])
    moved = [shapely.Point(x, y) for x, y in zip(xs, ys)]
    labels = write_reference(moved, names_of(truth[rows, cols]), crs="EPSG:4326")
    metrics, _ = assess(write_map(mapped), labels)
    right = mapped[rows, cols] == truth[rows, cols]
    assert metrics["overall_accuracy"] == pytest.approx(right.mean(), abs=1e-6)


def test_labels_on_pixels_without_a_class_are_left_out_or_refused(
    write_map, write_reference, mapped, truth
):
    values = mapped.copy()
    values[:, :100] = 0
    rows, cols = drawn(200)
    path = write_map(values, nodata=0)
    labels = write_reference(points(rows, cols), names_of(truth[rows, cols]))
    metrics, warnings = assess(path, labels)
    assert metrics["pixels"] == (cols >= 100).sum()
    assert any(f"{(cols < 100).sum()} labelled pixels have no class" in text for text in warnings)
    only = write_reference(points([5, 60], [5, 5]), names_of([1, 2]), "only.gpkg")
    with pytest.raises(LabelsOutside, match="without a class"):
        assess(path, only)


def test_a_map_without_a_coordinate_system_has_shares_but_no_hectares(
    write_map, write_reference, mapped, truth
):
    rows, cols = drawn(1000)
    labels = write_reference(points(rows, cols), names_of(truth[rows, cols]))
    metrics, _ = assess(write_map(mapped, crs=None), labels, sample="random")
    assert metrics["area"]["total_ha"] is None
    assert metrics["area"]["classes"][0]["area_ha"] is None
    assert metrics["area"]["classes"][0]["share"] == pytest.approx(0.1, abs=0.04)


def test_labels_far_from_a_map_without_a_coordinate_system_are_refused(
    write_map, write_reference, mapped
):
    labels = write_reference([shapely.Point(1, 1), shapely.Point(2, 2)], names_of([1, 2]))
    with pytest.raises(NoCrs):
        assess(write_map(mapped, crs=None), labels)


@pytest.mark.parametrize(
    ("values", "what"),
    [
        (np.ones((3, 10, 10), np.uint8), "3 bands"),
        (np.ones((10, 10), np.float32), "float32"),
        (np.arange(400, dtype=np.uint16).reshape(20, 20), "more than 255 different values"),
    ],
)
def test_rasters_that_are_no_class_maps_are_refused(write_map, write_reference, values, what):
    labels = write_reference(points([1, 2], [3, 4]), names_of([1, 2]))
    with pytest.raises(BadParameter, match=what):
        assess(write_map(values, ()), labels)


def test_a_missing_map_and_a_file_that_is_none_are_refused(tmp_path, write_reference):
    labels = write_reference(points([1, 2], [3, 4]), names_of([1, 2]))
    with pytest.raises(InputNotFound):
        assess(tmp_path / "none.tif", labels)
    (tmp_path / "text.tif").write_text("no raster")
    with pytest.raises(InputUnreadable):
        assess(tmp_path / "text.tif", labels)


def test_a_damaged_attribute_table_is_refused_with_what_to_do(write_map, write_reference, mapped):
    path = write_map(mapped)
    path.with_name("map.tif.aux.xml").write_text("<PAMDataset><PAMRasterBand")
    labels = write_reference(points([1, 2], [3, 4]), names_of([1, 2]))
    with pytest.raises(InputUnreadable, match="attribute table") as caught:
        assess(path, labels)
    assert "delete this file" in caught.value.hint


def test_names_of_categories_serve_as_well(write_map, write_reference, mapped, truth):
    path = write_map(mapped, ())
    names = ["", "Water", "Bare soil", "", "", "Forest"]
    rows = "".join(f"<Category>{name}</Category>" for name in names)
    path.with_name("map.tif.aux.xml").write_text(
        f'<PAMDataset><PAMRasterBand band="1"><CategoryNames>{rows}</CategoryNames>'
        "</PAMRasterBand></PAMDataset>"
    )
    at, cols = drawn(300)
    metrics, _ = assess(path, write_reference(points(at, cols), names_of(truth[at, cols])))
    assert metrics["overall_accuracy"] > 0.8


def test_labels_that_the_map_was_trained_on_are_warned_of(
    write_map, write_reference, mapped, truth, tmp_path
):
    rows, cols = drawn(300)
    labels = write_reference(points(rows, cols), names_of(truth[rows, cols]))
    head = Head(
        LinearHead(np.ones((2, 3), np.float32), np.zeros(2, np.float32)),
        tuple({"value": n, "name": f"c{n}", "color": "#000000"} for n in (1, 2)),
        "spectra",
        "0",
        BandRequest(None, None, None, (1, 2, 3)),
        training={"labels": labels.name},
    )
    (tmp_path / "h.hsfm").write_bytes(head_to_bytes(head))
    path = write_map(mapped)
    with rasterio.open(path, "r+") as file:
        file.update_tags(HSFM_PROVENANCE=json.dumps({"model": {"head": f"{tmp_path}/h.hsfm"}}))
    path.with_name("map.tif.aux.xml").write_text(attribute_table_xml(ENTRIES))
    _, warnings = assess(path, labels)
    assert any("trained on labels named reference.gpkg" in text for text in warnings)
    other = write_reference(points(rows, cols), names_of(truth[rows, cols]), "other.gpkg")
    assert assess(path, other)[1] == []


def test_an_assessment_can_be_cancelled(write_map, write_reference, mapped):
    labels = write_reference(points([1, 2], [3, 4]), names_of([1, 2]))

    def stop(kind, fields):
        if kind == "progress" and fields["phase"] == "labels":
            context.cancel()

    context = CallbackContext(stop)
    with pytest.raises(Cancelled):
        run_task("assess", {"map": write_map(mapped), "labels": labels}, context)
