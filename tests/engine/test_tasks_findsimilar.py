"""findsimilar: from a click to a map of what is like it."""

from __future__ import annotations

import json

import numpy as np
import pyogrio.raw
import pytest
import rasterio
import shapely
from rasterio.windows import Window as FileWindow

from engine.context import CallbackContext, Context
from engine.detect import similar, similar_map, similar_scene
from engine.detect.similar_scene import MEMORY
from engine.errors import BadParameter, Cancelled
from engine.features import scene_features
from engine.scene import Window
from engine.tasks.registry import run_task

from ..data.tiny_vit import use_tiny, write_scene


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("HSFM_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("HSFM_SIMILAR_MIB", raising=False)
    use_tiny(monkeypatch, tmp_path / "data")
    MEMORY.forget()
    yield
    MEMORY.forget()


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """120 x 150 pixels, the upper left corner of 10 x 13 without values."""
    return write_scene(tmp_path_factory.mktemp("scene") / "scene.tif")


def _find(scene, out, like="60,70", context=None, **options):
    values = {"scene": scene, "like": like, "out": out, "backbone": "spectra", **options}
    return run_task("findsimilar", values, context or Context())


def _map(path):
    with rasterio.open(path) as file:
        return file.read(1)


BOTH = pytest.mark.parametrize("made_by", ["spectra", "tiny-vit"])


@BOTH
def test_the_clicked_pixel_is_the_most_similar_and_the_map_has_contrast(scene, tmp_path, made_by):
    result = _find(scene, tmp_path / "map.tif", backbone=made_by)
    scores = _map(tmp_path / "map.tif")
    assert scores.shape == (120, 150)
    assert np.isnan(scores[:10, :13]).all() and np.isfinite(scores).sum() == 120 * 150 - 130
    assert np.nanmin(scores) >= 0 and np.nanmax(scores) <= 1
    assert scores[60, 70] > 0.98 and scores[60, 70] >= np.nanquantile(scores, 0.99)
    assert np.nanstd(scores) > 0.2 and np.nanmedian(scores) < 0.6
    (output,) = result.outputs
    assert (output.role, output.kind) == ("similarity", "scores")
    assert {"threshold", "above", "pixels", "tail", "seconds"} <= set(result.metrics)
    assert result.metrics["threshold"] <= 1 >= max(result.metrics["tail"]["thresholds"])
    told = json.loads((tmp_path / "map.json").read_text())
    assert told["model"]["backbone"] == made_by
    with rasterio.open(tmp_path / "map.tif") as file:
        assert "HSFM_TAIL" in file.tags()


@BOTH
def test_more_pixels_add_and_excluded_ones_take_away(scene, tmp_path, made_by):
    def found(name, like, unlike=""):
        path = tmp_path / f"{name}.tif"
        _find(scene, path, like, backbone=made_by, unlike=unlike)
        return _map(path)

    one, other = found("one", "60,70"), found("other", "100,20")
    both = found("both", "60,70;100,20")
    known = np.isfinite(one)
    # Where windows overlap, a blend of the best is at least the best of the blends.
    tolerance = 1e-6 if made_by == "spectra" else 0.15
    assert (both >= np.maximum(one, other) - 1e-5)[known].all()
    assert both[known] == pytest.approx(np.maximum(one, other)[known], abs=tolerance)
    less = found("less", "60,70", "61,90")
    assert less[61, 90] < 0.02 < one[61, 90]
    assert less[60, 70] > 0.97
    assert (less[known] <= one[known] + 1e-6).all()


@BOTH
def test_a_window_and_polygons_cut_the_same_map(scene, tmp_path, made_by):
    _find(scene, tmp_path / "whole.tif", backbone=made_by)
    whole = _map(tmp_path / "whole.tif")
    MEMORY.forget()
    window = Window(21, 30, 70, 45)
    _find(scene, tmp_path / "part.tif", "110,140", backbone=made_by)
    _find(scene, tmp_path / "part.tif", backbone=made_by, window="21,30,70,45")
    rows, cols = window.slices()
    assert _map(tmp_path / "part.tif") == pytest.approx(whole[rows, cols], abs=1e-5, nan_ok=True)
    box = shapely.box(
        400_000 + 30 * 40, 5_800_000 - 30 * 80, 400_000 + 30 * 60, 5_800_000 - 30 * 50
    )
    pyogrio.raw.write(
        tmp_path / "aoi.gpkg",
        np.array(shapely.to_wkb([box]), dtype=object),
        [np.array(["a"], dtype=object)],
        ["name"],
        geometry_type="Polygon",
        crs="EPSG:32633",
        driver="GPKG",
    )
    _find(scene, tmp_path / "aoi.tif", backbone=made_by, aoi=tmp_path / "aoi.gpkg")
    assert _map(tmp_path / "aoi.tif") == pytest.approx(whole[50:80, 40:60], abs=1e-5)


@BOTH
def test_the_second_click_reads_nothing(scene, tmp_path, made_by, monkeypatch):
    _find(scene, tmp_path / "a.tif", backbone=made_by)
    MEMORY.forget()
    _find(scene, tmp_path / "b.tif", backbone=made_by)
    monkeypatch.setattr(scene_features.SceneFeatures, "tiles", _refuse)
    monkeypatch.setattr(scene_features.SceneFeatures, "kept", _refuse)
    _find(scene, tmp_path / "c.tif", backbone=made_by)
    made = [_map(tmp_path / f"{name}.tif") for name in "abc"]
    assert np.array_equal(made[0], made[1], equal_nan=True)
    assert np.array_equal(made[0], made[2], equal_nan=True)
    _find(scene, tmp_path / "d.tif", "20,30;90,100", backbone=made_by, unlike="50,50")


@BOTH
def test_another_process_reads_codes_from_disk(scene, tmp_path, made_by, monkeypatch):
    _find(scene, tmp_path / "a.tif", backbone=made_by)
    kept = {path.name for path in (tmp_path / "cache" / "features").iterdir()}
    MEMORY.forget()
    with monkeypatch.context() as patched:
        patched.setattr(scene_features.SceneFeatures, "tiles", _refuse)
        patched.setattr(scene_features.SceneFeatures, "kept", _refuse)
        _find(scene, tmp_path / "b.tif", backbone=made_by)
    one, other = _map(tmp_path / "a.tif"), _map(tmp_path / "b.tif")
    assert np.array_equal(one, other, equal_nan=True)
    MEMORY.forget()
    for path in (tmp_path / "cache" / "features").iterdir():
        path.write_bytes(path.read_bytes()[:-200] + bytes(200))
    _find(scene, tmp_path / "c.tif", backbone=made_by)
    assert np.array_equal(one, _map(tmp_path / "c.tif"), equal_nan=True)
    assert kept == {path.name for path in (tmp_path / "cache" / "features").iterdir()}


def _refuse(*args, **kwargs):
    raise AssertionError("features were asked for")


@BOTH
def test_without_any_memory_the_map_is_the_same(scene, tmp_path, made_by, monkeypatch):
    _find(scene, tmp_path / "a.tif", backbone=made_by)
    MEMORY.forget()
    monkeypatch.setenv("HSFM_SIMILAR_MIB", "0")
    monkeypatch.setattr(similar_map, "GROUP_BYTES", 1)
    monkeypatch.setenv("HSFM_CACHE_MIB", "0")
    _find(scene, tmp_path / "b.tif", backbone=made_by)
    assert not MEMORY._scenes
    one, other = _map(tmp_path / "a.tif"), _map(tmp_path / "b.tif")
    assert one == pytest.approx(other, abs=1e-5, nan_ok=True)


def test_a_scene_that_changed_is_not_remembered(tmp_path):
    path = write_scene(tmp_path / "scene.tif")
    _find(path, tmp_path / "a.tif")
    with rasterio.open(path, "r+") as file:
        values = file.read()
        file.write(values[:, ::-1, ::-1])
    _find(path, tmp_path / "b.tif")
    one, other = _map(tmp_path / "a.tif"), _map(tmp_path / "b.tif")
    assert np.isnan(other[-10:, -13:]).all() and np.isfinite(other[:10, :13]).all()
    assert not np.array_equal(one, other, equal_nan=True)


def test_a_memory_limit_that_is_none_is_refused(scene, tmp_path, monkeypatch):
    monkeypatch.setenv("HSFM_SIMILAR_MIB", "much")
    with pytest.raises(BadParameter, match="HSFM_SIMILAR_MIB"):
        _find(scene, tmp_path / "a.tif")


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"like": "120,3"}, "outside"),
        ({"like": "5,5"}, "masked"),
        ({"like": "5;5"}, "understood"),
        ({"unlike": "-1,5"}, "outside"),
        ({"unlike": "50,50;2,2"}, "exclude in row 2, column 2"),
    ],
)
def test_pixels_that_cannot_be_looked_for(scene, tmp_path, options, word):
    with pytest.raises(BadParameter, match=word) as caught:
        _find(scene, tmp_path / "map.tif", **options)
    assert caught.value.hint and not (tmp_path / "map.tif").exists()


def test_a_pixel_that_is_the_mean_is_not_called_masked(scene, tmp_path, monkeypatch):
    monkeypatch.setattr(similar, "TINY", 1e9)  # nothing is farther from the mean
    with pytest.raises(BadParameter, match="row 60, column 70 is just what the scene is"):
        _find(scene, tmp_path / "map.tif")


def test_it_can_be_cancelled_and_leaves_nothing(scene, tmp_path):
    context = CallbackContext(lambda kind, fields: None)
    context.cancel()
    with pytest.raises(Cancelled):
        _find(scene, tmp_path / "map.tif", context=context)
    assert not list(tmp_path.glob("map*"))


def test_a_scene_that_is_mostly_nodata_is_measured_on_more_tiles(tmp_path, monkeypatch):
    path = write_scene(tmp_path / "scene.tif")
    with rasterio.open(path, "r+") as file:
        nothing = np.full((file.count, 64, 150), file.nodata, file.dtypes[0])
        file.write(nothing, window=FileWindow(0, 0, 150, 64))
    monkeypatch.setattr(similar_scene, "MOST_SAMPLED", 2)
    _find(path, tmp_path / "map.tif", "100,100")
    assert _map(tmp_path / "map.tif")[100, 100] > 0.99
