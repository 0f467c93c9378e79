"""The list of detections from end to end: with the map, and from a map that is there."""

from __future__ import annotations

import json
import xml.dom.minidom
from pathlib import Path

import numpy as np
import pyogrio
import pyogrio.raw
import pytest
import rasterio
import shapely

from engine.context import Context
from engine.errors import Cancelled
from engine.tasks.registry import run_task
from tests.data.simulated import read_vector

from .detections_kit import (
    BANDS,
    PLANTED,
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


def test_planted_objects_lead_the_list_and_are_not_flagged(made) -> None:
    folder, result = made
    rows = rows_of(folder / "list.gpkg")
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["score"] for row in rows] == sorted((r["score"] for r in rows), reverse=True)
    for row in rows[:3]:
        corner = next(
            c for c in PLANTED if abs(c[0] - row["row"]) < 4 and abs(c[1] - row["col"]) < 4
        )
        assert row["size_px"] >= PLANTED[corner] ** 2
        assert row["flag"] == "" and row["mark"] == ""
        assert row["area_m2"] == row["size_px"] * 900.0
        assert row["contrast"] > 1.5
        assert row["x"] == 4e5 + 30 * (row["col"] + 0.5)
        assert row["y"] == 5.8e6 - 30 * (row["row"] + 0.5)
    found = result.metrics["detections"]
    assert found["count"] == found["listed"] == len(rows)
    assert [(o.role, o.kind) for o in result.outputs] == [
        ("anomaly", "scores"),
        ("detections", "vector"),
    ]


def test_stripes_and_bad_pixels_are_told_from_planted_objects(scene, tmp_path: Path) -> None:
    with rasterio.open(scene) as raster:
        cube = raster.read()
    rng = np.random.default_rng(1)
    cube[4:9, :, 80] += rng.normal(150, 40, (5, SIZE)).round().astype(np.int16)
    cube[11, 10, 50] += 900
    write_raster(tmp_path / "off.tif", cube)
    map_and_list(tmp_path / "off.tif", tmp_path, false_alarm_rate=0.01)
    flags: dict[str, set[str]] = {}
    for row in rows_of(tmp_path / "list.gpkg"):
        place = (row["row"], row["col"])
        near = [c for c in PLANTED if abs(c[0] - place[0]) < 4 and abs(c[1] - place[1]) < 4]
        kind = "column" if place[1] == 80 else "spike" if place == (10, 50) else ""
        flags.setdefault("planted" if near else kind, set()).add(row["flag"])
    assert flags["planted"] == {""}
    assert flags["column"] == {"stripe"}
    assert flags["spike"] == {"bad pixel"}


def test_the_list_holds_spectra_of_the_planned_bands(made, scene: Path) -> None:
    row = rows_of(made[0] / "list.gpkg")[0]
    bands = json.loads(row["bands"])
    assert bands == {"numbers": list(range(1, BANDS + 1)), "centres_nm": None}
    spectrum, background = json.loads(row["spectrum"]), json.loads(row["background"])
    assert len(spectrum) == len(background) == BANDS
    _, shapes, _ = read_vector(made[0] / "list.gpkg")
    with rasterio.open(scene) as raster:
        cube = raster.read()
        from rasterio.features import geometry_mask

        inside = ~geometry_mask([shapes[0]], (SIZE, SIZE), raster.transform)
    scale = np.array(spectrum) / cube[:, inside].mean(axis=1)
    np.testing.assert_allclose(scale, scale[0], rtol=2e-3)


def test_polygons_lie_on_the_scene_in_its_coordinate_system(made) -> None:
    meta, shapes, _ = read_vector(made[0] / "list.gpkg")
    assert meta["crs"] == "EPSG:32633" and meta["geometry_type"] == "MultiPolygon"
    assert pyogrio.list_layers(made[0] / "list.gpkg")[0, 0] == "detections"
    for row, shape in zip(rows_of(made[0] / "list.gpkg"), shapes):
        assert shape.area == pytest.approx(row["area_m2"])
        assert shape.contains(shapely.Point(row["x"], row["y"]))


def test_the_style_is_xml_and_tells_flagged_ones_apart(made) -> None:
    text = (made[0] / "list.qml").read_text(encoding="utf-8")
    xml.dom.minidom.parseString(text)
    assert 'value="dash"' in text and 'fieldName="rank"' in text


def test_a_map_carries_the_table_of_its_thresholds(made) -> None:
    with rasterio.open(made[0] / "map.tif") as raster:
        tags = raster.tags()
    assert json.loads(tags["HSFM_TAIL"]) == made[1].metrics["tail"]
    assert float(tags["HSFM_THRESHOLD"]) == made[1].metrics["threshold"]


def test_the_task_lists_the_same_from_the_map_alone(made, scene: Path, tmp_path: Path) -> None:
    folder, result = made
    values = {"scene": scene, "scores": folder / "map.tif", "out": tmp_path / "again.gpkg"}
    again = run_task("detections", values, Context())
    assert again.metrics["threshold"] == pytest.approx(result.metrics["threshold"])
    assert rows_of(tmp_path / "again.gpkg") == rows_of(folder / "list.gpkg")
    assert (tmp_path / "again.qml").exists()


def test_a_threshold_of_ones_own_wins_and_an_empty_list_is_a_list(
    made, scene: Path, tmp_path: Path
) -> None:
    values = {"scene": scene, "scores": made[0] / "map.tif", "out": tmp_path / "none.gpkg"}
    result = run_task("detections", {**values, "threshold": 1e9}, Context())
    assert result.metrics["detections"] == {"count": 0, "listed": 0, "flagged": 0}
    assert result.metrics["false_alarm_rate"] is None
    meta, shapes, _ = read_vector(tmp_path / "none.gpkg")
    assert len(shapes) == 0 and "spectrum" in meta["fields"]
    more = run_task("detections", {**values, "threshold": 30.0}, Context())
    assert more.metrics["detections"]["count"] > made[1].metrics["detections"]["count"]
    few = run_task("detections", {**values, "threshold": 30.0, "least": 4}, Context())
    assert 0 < few.metrics["detections"]["count"] < more.metrics["detections"]["count"]


def test_places_count_from_the_scene_where_the_map_shows_a_part(
    scene: Path, tmp_path: Path
) -> None:
    map_and_list(scene, tmp_path, window="50,60,40,30")
    rows = rows_of(tmp_path / "list.gpkg")
    assert 60 <= rows[0]["row"] <= 61 and 70 <= rows[0]["col"] <= 71
    values = {"scene": scene, "scores": tmp_path / "map.tif", "out": tmp_path / "part.gpkg"}
    run_task("detections", values, Context())
    assert rows_of(tmp_path / "part.gpkg") == rows


def test_a_cancelled_run_leaves_neither_map_nor_list(scene: Path, tmp_path: Path) -> None:
    class Stopping(Context):
        def emit(self, type_: str, **fields: object) -> None:
            if fields.get("phase") == "compare":
                self.cancel()

    values = {"scene": scene, "out": tmp_path / "m.tif", "detections": tmp_path / "l.gpkg"}
    with pytest.raises(Cancelled):
        run_task("anomaly", {**values, "detector": "rx", "device": "cpu"}, Stopping())
    assert list(tmp_path.iterdir()) == []


def test_one_band_without_a_coordinate_system_gives_a_list(scene: Path, tmp_path: Path) -> None:
    with rasterio.open(scene) as raster:
        cube = raster.read()
    with rasterio.open(
        tmp_path / "bare.tif",
        "w",
        driver="GTiff",
        count=BANDS,
        height=SIZE,
        width=SIZE,
        dtype="int16",
    ) as raster:
        raster.write(cube)
    map_and_list(tmp_path / "bare.tif", tmp_path, bands="5", false_alarm_rate=0.01)
    rows = rows_of(tmp_path / "list.gpkg")
    assert rows and all(np.isnan(row["area_m2"]) for row in rows)
    assert all(row["flag"] != "bad pixel" for row in rows)


def test_what_is_above_is_counted_as_the_list_counts_it(made, scene: Path, tmp_path: Path) -> None:
    with rasterio.open(made[0] / "map.tif") as raster:
        scores = raster.read(1)
    assert made[1].metrics["above"] == (scores > made[1].metrics["threshold"]).sum()
    values = {"scene": scene, "scores": made[0] / "map.tif", "out": tmp_path / "o.gpkg"}
    for rank in (3, 5, 9):  # thresholds that are scores: those of one bin are many or none
        threshold = float(np.sort(scores, axis=None)[-rank])
        found = run_task("detections", {**values, "threshold": threshold}, Context()).metrics
        sizes = sum(row["size_px"] for row in rows_of(tmp_path / "o.gpkg"))
        assert found["above"] == sizes == rank - 1
