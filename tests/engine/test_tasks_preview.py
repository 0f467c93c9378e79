"""preview: from labels to a map of a window, the middle first."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pyogrio.raw
import pytest
import rasterio
import shapely

from engine.context import CallbackContext, Context
from engine.errors import (
    AllNodata,
    BadParameter,
    Cancelled,
    LabelsOutside,
    OneClass,
    WriteFailed,
)
from engine.features import scene_features
from engine.heads.head_file import read_head
from engine.scene import Window
from engine.tasks import preview
from engine.tasks.preview_map import nearest_first
from engine.tasks.registry import run_task

from ..data.tiny_vit import use_tiny, write_scene

BOXES = {"a": [(20, 20), (60, 90), (100, 30)], "b": [(30, 60), (80, 20), (90, 120)]}
"""Upper left corners of squares of 6 pixels."""


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("HSFM_CACHE", str(tmp_path / "cache"))
    use_tiny(monkeypatch, tmp_path / "data")


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """120 x 150 pixels, the upper left corner of 10 x 13 without values."""
    return write_scene(tmp_path_factory.mktemp("scene") / "scene.tif")


@pytest.fixture
def write_labels(tmp_path):
    """Writes squares by class; the folder of the file is the test's own."""

    def write(boxes, name="labels.gpkg"):
        shapes, classes = [], []
        for one, corners in boxes.items():
            for row, col in corners:
                x, y = 400_000 + 30 * col, 5_800_000 - 30 * row
                shapes.append(shapely.box(x, y - 180, x + 180, y))
                classes.append(one)
        path = tmp_path / name
        pyogrio.raw.write(
            path,
            np.array(shapely.to_wkb(shapes), dtype=object),
            [np.array(classes, dtype=object)],
            ["class"],
            geometry_type="Polygon",
            crs="EPSG:32633",
            driver="GPKG",
        )
        return path

    return write


@pytest.fixture
def labels(write_labels):
    return write_labels(BOXES)


def _preview(scene, labels, out, context=None, **options):
    values = {"scene": scene, "labels": labels, "out": out, "backbone": "spectra", **options}
    return run_task("preview", values, context or Context())


def _told():
    said = []
    return CallbackContext(lambda kind, fields: said.append((kind, fields))), said


def _partials(said):
    return [fields for kind, fields in said if kind == "partial"]


def _map(path):
    with rasterio.open(path) as file:
        return file.read(1)


@pytest.mark.parametrize(("made_by", "alike"), [("spectra", 0.998), ("tiny-vit", 0.98)])
def test_the_preview_is_what_classify_maps_with_the_same_fit(
    scene, labels, tmp_path, made_by, alike
):
    """Features are rounded here only, and where windows overlap the temperature weighs them."""
    window = "13,30,97,111"
    _preview(scene, labels, tmp_path / "preview.tif", window=window, backbone=made_by)
    head = {"scene": scene, "labels": labels, "backbone": made_by, "out": tmp_path / "head.hsfm"}
    run_task("train", {**head, "folds": 5, "repeats": 1, "baseline": False}, Context())
    maps = {"scene": scene, "head": tmp_path / "head.hsfm", "out": tmp_path / "map.tif"}
    run_task("classify", {**maps, "window": window, "backend": "torch"}, Context())
    one, other = _map(tmp_path / "preview.tif"), _map(tmp_path / "map.tif")
    assert np.array_equal(one == 0, other == 0) and len(np.unique(one)) == 2
    assert (one == other).mean() > alike


def test_the_result_names_its_classes_and_where_the_time_went(scene, labels, tmp_path):
    result = _preview(scene, labels, tmp_path / "preview.tif", window="0,0,40,40")
    (output,) = result.outputs
    assert (output.role, output.kind) == ("preview", "classes")
    assert [entry["name"] for entry in output.classes] == ["a", "b"]
    assert sum(entry["pixels"] for entry in result.metrics["classes"]) == 40 * 40 - 130
    assert set(result.metrics["seconds"]) == {"features", "fit", "map", "total"}
    assert result.provenance["task"] == "preview"


def test_the_map_lies_where_its_window_is_and_brings_its_style(scene, labels, tmp_path):
    _preview(scene, labels, tmp_path / "preview.tif", window="50,60,20,30")
    with rasterio.open(tmp_path / "preview.tif") as file:
        assert (file.height, file.width, file.dtypes[0], file.nodata) == (20, 30, "uint8", 0)
        assert file.transform[2] == 400_000 + 30 * 60 and file.transform[5] == 5_800_000 - 30 * 50
        assert file.colormap(1)[1][:3] != file.colormap(1)[2][:3]
    assert 'type="paletted"' in (tmp_path / "preview.qml").read_text()
    assert json.loads((tmp_path / "preview.json").read_text())["task"] == "preview"


@pytest.mark.parametrize("made_by", ["spectra", "tiny-vit"])
def test_partial_maps_grow_from_the_middle(scene, labels, tmp_path, made_by):
    context, said = _told()
    _preview(scene, labels, tmp_path / "preview.tif", context, backbone=made_by)
    partials = _partials(said)
    (folder,) = tmp_path.glob("preview-*")
    assert [fields["path"] for fields in partials] == [
        str(folder / f"{number}.tif") for number in range(1, len(partials) + 1)
    ]
    assert partials and all(fields["role"] == "preview" for fields in partials)
    assert all(fields["window"] == [0, 0, 120, 150] for fields in partials)
    known = [_map(fields["path"]) > 0 for fields in partials]
    known.append(_map(tmp_path / "preview.tif") > 0)
    assert known[0][60, 75] and not known[0].all()
    for before, after in zip(known, known[1:]):
        assert after[before].all() and after.sum() > before.sum()
    assert (folder / "1.qml").exists()


def test_partial_maps_replace_no_file_of_the_user(scene, labels, tmp_path):
    copy = tmp_path / "map.1.tif"
    shutil.copy(scene, copy)
    (tmp_path / "map.1.qml").write_text("mine")
    context, said = _told()
    _preview(copy, labels, tmp_path / "map.tif", context)
    assert _partials(said)
    assert copy.read_bytes() == scene.read_bytes()
    assert (tmp_path / "map.1.qml").read_text() == "mine"


def test_partial_maps_that_nobody_shows_are_not_written(scene, labels, tmp_path):
    _preview(scene, labels, tmp_path / "preview.tif")
    left = sorted(path.name for path in tmp_path.glob("preview*"))
    assert left == ["preview.json", "preview.qml", "preview.tif", "preview.tif.aux.xml"]


def test_two_runs_have_partial_maps_of_their_own(scene, labels, tmp_path):
    context, said = _told()
    for _ in range(2):
        _preview(scene, labels, tmp_path / "preview.tif", context)
    paths = [fields["path"] for fields in _partials(said)]
    assert len(set(paths)) == len(paths)


def test_a_folder_that_is_gone_when_partial_maps_begin_is_named(scene, labels, tmp_path):
    context, _ = _told()
    with pytest.raises(WriteFailed, match="does not exist"):
        _preview(scene, labels, tmp_path / "none" / "preview.tif", context)


def test_tiles_come_by_their_distance_from_the_middle():
    tiles = [Window(32 * row, 32 * col, 32, 32) for row in range(9) for col in range(9)]
    groups = nearest_first(tiles, Window(0, 0, 288, 288), lattice=False)
    ordered = [tile for group in groups for tile in group]
    far = [np.hypot(t.row_off + 16 - 144, t.col_off + 16 - 144) for t in ordered]
    assert far == sorted(far) and set(ordered) == set(tiles)
    assert [len(group) for group in groups] == [16, 48, 17]


@pytest.mark.parametrize("made_by", ["spectra", "tiny-vit"])
def test_with_kept_features_the_map_is_the_same_and_no_pixel_is_read(
    scene, labels, tmp_path, monkeypatch, made_by
):
    _preview(scene, labels, tmp_path / "cold.tif", backbone=made_by)

    def read(*args, **options):
        raise AssertionError("the scene was read")

    monkeypatch.setattr(scene_features, "stream_batches", read)
    _preview(scene, labels, tmp_path / "warm.tif", backbone=made_by)
    assert np.array_equal(_map(tmp_path / "cold.tif"), _map(tmp_path / "warm.tif"))


@pytest.mark.parametrize("made_by", ["spectra", "hsfm-spectral"])
def test_a_head_is_the_same_whatever_the_cache_holds(potsdam, potsdam_labels, tmp_path, made_by):
    """Three histories: nothing kept, all kept, and what a preview of a part left."""
    values = {"scene": potsdam, "labels": potsdam_labels, "backbone": made_by, "repeats": 1}
    values |= {"folds": 2, "baseline": False, "classifier": "linear", "window": "0,0,64,160"}
    heads = []
    for number in range(3):
        if number == 2:
            shutil.rmtree(tmp_path / "cache")
            options = {"window": "40,20,30,40", "backbone": made_by, "classifier": "linear"}
            _preview(potsdam, potsdam_labels, tmp_path / "preview.tif", **options)
        heads.append(tmp_path / f"{number}.hsfm")
        run_task("train", {**values, "out": heads[-1]}, Context())
    first, *others = (read_head(path) for path in heads)
    for other in others:
        assert np.array_equal(first.scores.weight, other.scores.weight)
        assert np.array_equal(first.scores.bias, other.scores.bias)


def test_other_labels_change_the_map_and_need_no_pixel_outside_their_tiles(
    scene, labels, write_labels, tmp_path
):
    _preview(scene, labels, tmp_path / "one.tif")
    swapped = write_labels({"a": BOXES["b"], "b": BOXES["a"]}, "swapped.gpkg")
    _preview(scene, swapped, tmp_path / "other.tif")
    one, other = _map(tmp_path / "one.tif"), _map(tmp_path / "other.tif")
    assert (one != other).mean() > 0.9


def test_labels_beside_the_window_count(scene, write_labels, tmp_path):
    labels = write_labels({"a": [(20, 20)], "b": [(100, 120)]})
    result = _preview(scene, labels, tmp_path / "preview.tif", window="50,60,20,30")
    assert len(result.metrics["classes"]) == 2


def test_one_class_is_refused(scene, write_labels, tmp_path):
    labels = write_labels({"a": BOXES["a"]})
    with pytest.raises(OneClass, match="one class only: a"):
        _preview(scene, labels, tmp_path / "preview.tif")


def test_labels_outside_the_scene_are_refused(scene, write_labels, tmp_path):
    labels = write_labels({"a": [(500, 500)], "b": [(500, 600)]})
    with pytest.raises(LabelsOutside, match="lies on the scene"):
        _preview(scene, labels, tmp_path / "preview.tif")


def test_a_window_outside_the_scene_is_refused(scene, labels, tmp_path):
    with pytest.raises(BadParameter, match="no pixel of the scene"):
        _preview(scene, labels, tmp_path / "preview.tif", window="500,0,10,10")


def test_a_window_without_valid_pixels_is_refused_and_leaves_no_map(scene, labels, tmp_path):
    with pytest.raises(AllNodata):
        _preview(scene, labels, tmp_path / "preview.tif", window="0,0,8,8")
    assert not (tmp_path / "preview.tif").exists()


def test_a_folder_that_does_not_exist_is_named(scene, labels, tmp_path):
    with pytest.raises(WriteFailed, match="does not exist"):
        _preview(scene, labels, tmp_path / "none" / "preview.tif")


@pytest.mark.parametrize("phase", ["features", "fit", "map"])
def test_a_cancelled_preview_leaves_nothing_half_made(scene, labels, tmp_path, phase):
    def stop(kind, fields):
        if kind == "progress" and fields["phase"] == phase:
            context.cancel()

    context = CallbackContext(stop)
    with pytest.raises(Cancelled):
        _preview(scene, labels, tmp_path / "preview.tif", context)
    left = [path.name for path in tmp_path.rglob("*") if path.is_file() and ".part" in path.name]
    assert left == [] and not (tmp_path / "preview.tif").exists()


def test_of_a_huge_window_the_middle_is_shown(scene, labels, tmp_path, monkeypatch):
    monkeypatch.setattr(preview, "MOST_PIXELS", 3600)
    result = _preview(scene, labels, tmp_path / "preview.tif")
    with rasterio.open(tmp_path / "preview.tif") as file:
        assert file.height * file.width <= 3600
        middle = file.transform @ (file.width / 2, file.height / 2)
    assert middle == pytest.approx((400_000 + 30 * 75, 5_800_000 - 30 * 60), abs=30)
    assert any("the middle" in text for text in result.metrics["warnings"])


def test_a_changed_scene_is_mapped_anew(scene, labels, tmp_path):
    copy = tmp_path / "copy.tif"
    shutil.copy(scene, copy)
    _preview(copy, labels, tmp_path / "before.tif")
    with rasterio.open(copy, "r+") as file:
        cube = file.read()
        file.write(cube[:, ::-1].copy())
    _preview(copy, labels, tmp_path / "after.tif")
    assert (_map(tmp_path / "before.tif")[-5:, :5] > 0).all()
    assert (_map(tmp_path / "after.tif")[-5:, :5] == 0).all()
