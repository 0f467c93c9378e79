"""What a list of detections is made of and written over: other maps, other files, damaged ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pyogrio
import pyogrio.raw
import pytest
import rasterio
import shapely
from rasterio.transform import Affine

from engine.context import Context
from engine.errors import AllNodata, BadParameter, InputNotFound, InputUnreadable
from engine.output.detection_style import list_style
from engine.tasks.registry import run_task

from .detections_kit import (
    PLACE,
    SIZE,
    map_and_list,
    planted_scene,
    rows_of,
    write_raster,
)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted_scene(tmp_path_factory.mktemp("scene") / "scene.tif")


@pytest.fixture(scope="module")
def made(scene: Path, tmp_path_factory: pytest.TempPathFactory):
    """The folder of a map with its list, and the result."""
    folder = tmp_path_factory.mktemp("made")
    return folder, map_and_list(scene, folder)


def test_a_map_of_other_software_gets_a_threshold_from_its_scores(
    scene: Path, tmp_path: Path
) -> None:
    scores = np.random.default_rng(1).exponential(size=(1, SIZE, SIZE)).astype(np.float32)
    scores[0, 40:42, 40:42] = 90.0
    write_raster(tmp_path / "own.tif", scores)
    values = {"scene": scene, "scores": tmp_path / "own.tif", "out": tmp_path / "own.gpkg"}
    result = run_task("detections", {**values, "false_alarm_rate": 0.01}, Context())
    assert 3.5 < result.metrics["threshold"] < 6.0
    assert rows_of(tmp_path / "own.gpkg")[0]["size_px"] >= 4


@pytest.mark.parametrize(
    "values, place, message",
    [
        (np.zeros((1, SIZE, SIZE), np.float32), PLACE @ Affine.translation(0.5, 0), "pixels of"),
        (np.zeros((1, SIZE + 1, SIZE), np.float32), PLACE, "pixels of"),
        (np.zeros((1, SIZE, SIZE), np.float32), PLACE @ Affine.scale(2), "pixels of"),
        (np.zeros((1, SIZE, SIZE), np.uint8), PLACE, "no score map"),
        (np.zeros((2, SIZE, SIZE), np.float32), PLACE, "no score map"),
    ],
    ids=["shifted", "larger", "coarser", "classes", "two bands"],
)
def test_a_map_on_another_grid_is_refused(scene, tmp_path, values, place, message) -> None:
    write_raster(tmp_path / "other.tif", values, place)
    request = {"scene": scene, "scores": tmp_path / "other.tif", "out": tmp_path / "o.gpkg"}
    with pytest.raises(BadParameter, match=message):
        run_task("detections", request, Context())
    assert not (tmp_path / "o.gpkg").exists()


def test_missing_unreadable_and_empty_maps_are_named(scene: Path, tmp_path: Path) -> None:
    request = {"scene": scene, "scores": tmp_path / "none.tif", "out": tmp_path / "o.gpkg"}
    with pytest.raises(InputNotFound, match="none"):
        run_task("detections", request, Context())
    (tmp_path / "text.tif").write_text("no raster", encoding="utf-8")
    with pytest.raises(InputUnreadable, match="text"):
        run_task("detections", {**request, "scores": tmp_path / "text.tif"}, Context())
    write_raster(tmp_path / "nan.tif", np.full((1, SIZE, SIZE), np.nan, np.float32))
    with pytest.raises(AllNodata):
        run_task("detections", {**request, "scores": tmp_path / "nan.tif"}, Context())


def test_a_list_beside_a_map_of_the_same_name_leaves_the_style_of_the_map(
    made, scene: Path, tmp_path: Path
) -> None:
    map_and_list(scene, tmp_path, detections=tmp_path / "map.gpkg")
    style = (tmp_path / "map.qml").read_text(encoding="utf-8")
    assert "rasterrenderer" in style
    assert (tmp_path / "map.gpkg.qml").read_text(encoding="utf-8") == list_style()
    values = {"scene": scene, "scores": tmp_path / "map.tif", "out": tmp_path / "map.gpkg"}
    run_task("detections", values, Context())
    assert (tmp_path / "map.qml").read_text(encoding="utf-8") == style
    assert rows_of(tmp_path / "map.gpkg") == rows_of(made[0] / "list.gpkg")


def test_only_a_geopackage_is_a_list(scene: Path, tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="is a GeoPackage"):
        map_and_list(scene, tmp_path, detections=tmp_path / "list.geojson")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("layer", ["drawn", "detections"])
def test_a_geopackage_with_layers_of_the_user_is_not_replaced(
    made, scene: Path, tmp_path: Path, layer: str
) -> None:
    own = tmp_path / "mine.gpkg"
    if layer != "detections":
        shutil.copy(made[0] / "list.gpkg", own)
    shape = np.array([shapely.to_wkb(shapely.Point(1, 2))], dtype=object)
    data = [np.array([7], np.int32)]
    append = own.exists()
    pyogrio.raw.write(
        own,
        shape,
        data,
        ["id"],
        layer=layer,
        geometry_type="Point",
        crs="EPSG:32633",
        append=append,
    )
    before = own.read_bytes()
    values = {"scene": scene, "scores": made[0] / "map.tif", "out": own}
    with pytest.raises(BadParameter, match=rf"be lost: .*{layer}"):
        run_task("detections", values, Context())
    assert own.read_bytes() == before


def test_a_geopackage_with_tiles_is_not_replaced_and_what_is_none_is(
    made, scene: Path, tmp_path: Path
) -> None:
    own = tmp_path / "mine.gpkg"
    values = {"scene": scene, "scores": made[0] / "map.tif", "out": own}
    own.write_bytes(b"")  # as QGIS makes temporary files
    run_task("detections", values, Context())
    own.unlink()
    with rasterio.open(made[0] / "map.tif") as raster:
        tiles = (raster.read() > 0).astype(np.uint8)
    options = {"count": 1, "height": SIZE, "width": SIZE, "dtype": "uint8", "crs": "EPSG:32633"}
    with rasterio.open(own, "w", driver="GPKG", transform=PLACE, **options) as raster:
        raster.write(tiles)
    with pytest.raises(BadParameter, match="be lost"):
        run_task("detections", values, Context())


def test_a_list_with_marks_is_replaced_with_a_word(made, scene: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine.gpkg"
    shutil.copy(made[0] / "list.gpkg", own)
    values = {"scene": scene, "scores": made[0] / "map.tif", "out": own}
    before = run_task("detections", values, Context()).metrics["warnings"]
    assert not any("marks" in text for text in before)
    meta, _, shapes, fields = pyogrio.raw.read(own)
    fields[list(meta["fields"]).index("mark")][0] = "real"
    own.unlink()
    pyogrio.raw.write(
        own,
        shapes,
        fields,
        meta["fields"],
        layer="detections",
        geometry_type="MultiPolygon",
        crs=meta["crs"],
    )
    *_, warning = run_task("detections", values, Context()).metrics["warnings"]
    assert "held 1 marked" in warning


def test_what_a_map_marks_as_nodata_is_no_score(scene: Path, tmp_path: Path) -> None:
    scores = np.random.default_rng(1).exponential(size=(1, SIZE, SIZE)).astype(np.float32)
    scores[0, 50:52, 50:52] = 40.0
    for nodata in (-9999.0, float(np.float32(3.4e38))):
        scores[0, :20] = nodata
        write_raster(tmp_path / "own.tif", scores, nodata=nodata)
        values = {"scene": scene, "scores": tmp_path / "own.tif", "out": tmp_path / "o.gpkg"}
        result = run_task("detections", {**values, "false_alarm_rate": 0.01}, Context())
        assert result.metrics["pixels"] == SIZE * (SIZE - 20)
        assert 3.0 < result.metrics["threshold"] < 7.0
        assert {row["row"] for row in rows_of(tmp_path / "o.gpkg")[:1]} == {50}


def test_a_map_that_ends_early_is_named(made, scene: Path, tmp_path: Path) -> None:
    data = (made[0] / "map.tif").read_bytes()
    (tmp_path / "cut.tif").write_bytes(data[: len(data) * 2 // 3])
    values = {"scene": scene, "scores": tmp_path / "cut.tif", "out": tmp_path / "o.gpkg"}
    with pytest.raises(InputUnreadable, match=r"cut\.tif"):
        run_task("detections", values, Context())
    assert not (tmp_path / "o.gpkg").exists()


@pytest.mark.parametrize(
    "tag",
    ["{", "[]", '{"rates": [0.1]}', '{"rates": [0.1, 0.01], "thresholds": [3.0, null]}'],
)
def test_a_damaged_table_of_thresholds_is_found_again_from_the_scores(
    made, scene: Path, tmp_path: Path, tag: str
) -> None:
    with rasterio.open(made[0] / "map.tif") as raster:
        write_raster(tmp_path / "map.tif", raster.read())
    with rasterio.open(tmp_path / "map.tif", "r+") as raster:
        raster.update_tags(HSFM_TAIL=tag)
    values = {"scene": scene, "scores": tmp_path / "map.tif", "out": tmp_path / "o.gpkg"}
    result = run_task("detections", values, Context())
    assert result.metrics["threshold"] == pytest.approx(made[1].metrics["threshold"], rel=1e-3)
    assert "HSFM_TAIL" in result.metrics["warnings"][-1]
