"""The list of detections from end to end: with the map, and from a map that is there."""

from __future__ import annotations

import json
import shutil
import xml.dom.minidom
from pathlib import Path

import numpy as np
import pyogrio
import pyogrio.raw
import pytest
import rasterio
import shapely
from rasterio.transform import Affine
from scipy.ndimage import gaussian_filter1d

from engine.context import Context
from engine.errors import AllNodata, BadParameter, Cancelled, InputNotFound, InputUnreadable
from engine.output.detection_style import list_style
from engine.tasks.registry import run_task
from tests.data.simulated import read_vector

SIZE, BANDS = 96, 24
PLANTED = {(20, 30): 1, (60, 70): 2, (44, 12): 3}
"""Corner and side of what is planted."""
PLACE = Affine(30.0, 0.0, 4e5, 0.0, -30.0, 5.8e6)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A raster of correlated ground without wavelengths, with three planted objects."""
    rng = np.random.default_rng(0)
    mixing = gaussian_filter1d(rng.normal(size=(BANDS, 5)), 2.0, axis=0) * 2.5
    cube = np.einsum("bk,krc->brc", mixing, rng.normal(size=(5, SIZE, SIZE)))
    cube = 3000 + 150 * cube + rng.normal(0, 30, cube.shape)
    target = 2.5 * gaussian_filter1d(rng.normal(0, 400, BANDS), 2.0)
    for (row, col), side in PLANTED.items():
        cube[:, row : row + side, col : col + side] += target[:, None, None]
    path = tmp_path_factory.mktemp("scene") / "scene.tif"
    _write(path, cube.round().astype(np.int16))
    return path


def _write(path: Path, values: np.ndarray, place: Affine = PLACE, **options: object) -> None:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=len(values),
        height=values.shape[1],
        width=values.shape[2],
        dtype=values.dtype,
        crs="EPSG:32633",
        transform=place,
        **options,
    ) as raster:
        raster.write(values)


def _map(scene: Path, folder: Path, **values: object):
    request = {"scene": scene, "out": folder / "map.tif", "detector": "rx", "device": "cpu"}
    request["detections"] = folder / "list.gpkg"
    return run_task("anomaly", {**request, **values}, Context())


def _rows(path: Path) -> list[dict[str, object]]:
    meta, _, fields = read_vector(path)
    return [dict(zip(meta["fields"], row)) for row in zip(*fields)]


@pytest.fixture(scope="module")
def made(scene: Path, tmp_path_factory: pytest.TempPathFactory):
    """The folder of a map with its list, and the result."""
    folder = tmp_path_factory.mktemp("made")
    return folder, _map(scene, folder)


def test_planted_objects_lead_the_list_and_are_not_flagged(made) -> None:
    folder, result = made
    rows = _rows(folder / "list.gpkg")
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
    _write(tmp_path / "off.tif", cube)
    _map(tmp_path / "off.tif", tmp_path, false_alarm_rate=0.01)
    flags: dict[str, set[str]] = {}
    for row in _rows(tmp_path / "list.gpkg"):
        place = (row["row"], row["col"])
        near = [c for c in PLANTED if abs(c[0] - place[0]) < 4 and abs(c[1] - place[1]) < 4]
        kind = "column" if place[1] == 80 else "spike" if place == (10, 50) else ""
        flags.setdefault("planted" if near else kind, set()).add(row["flag"])
    assert flags["planted"] == {""}
    assert flags["column"] == {"stripe"}
    assert flags["spike"] == {"bad pixel"}


def test_the_list_holds_spectra_of_the_planned_bands(made, scene: Path) -> None:
    row = _rows(made[0] / "list.gpkg")[0]
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
    for row, shape in zip(_rows(made[0] / "list.gpkg"), shapes):
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
    assert _rows(tmp_path / "again.gpkg") == _rows(folder / "list.gpkg")
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
    _map(scene, tmp_path, window="50,60,40,30")
    rows = _rows(tmp_path / "list.gpkg")
    assert 60 <= rows[0]["row"] <= 61 and 70 <= rows[0]["col"] <= 71
    values = {"scene": scene, "scores": tmp_path / "map.tif", "out": tmp_path / "part.gpkg"}
    run_task("detections", values, Context())
    assert _rows(tmp_path / "part.gpkg") == rows


def test_a_map_of_other_software_gets_a_threshold_from_its_scores(
    scene: Path, tmp_path: Path
) -> None:
    scores = np.random.default_rng(1).exponential(size=(1, SIZE, SIZE)).astype(np.float32)
    scores[0, 40:42, 40:42] = 90.0
    _write(tmp_path / "own.tif", scores)
    values = {"scene": scene, "scores": tmp_path / "own.tif", "out": tmp_path / "own.gpkg"}
    result = run_task("detections", {**values, "false_alarm_rate": 0.01}, Context())
    assert 3.5 < result.metrics["threshold"] < 6.0
    assert _rows(tmp_path / "own.gpkg")[0]["size_px"] >= 4


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
    _write(tmp_path / "other.tif", values, place)
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
    _write(tmp_path / "nan.tif", np.full((1, SIZE, SIZE), np.nan, np.float32))
    with pytest.raises(AllNodata):
        run_task("detections", {**request, "scores": tmp_path / "nan.tif"}, Context())


def test_a_cancelled_run_leaves_neither_map_nor_list(scene: Path, tmp_path: Path) -> None:
    class Stopping(Context):
        def emit(self, type_: str, **fields: object) -> None:
            if fields.get("phase") == "compare":
                self.cancel()

    values = {"scene": scene, "out": tmp_path / "m.tif", "detections": tmp_path / "l.gpkg"}
    with pytest.raises(Cancelled):
        run_task("anomaly", {**values, "detector": "rx", "device": "cpu"}, Stopping())
    assert list(tmp_path.iterdir()) == []


def test_a_list_beside_a_map_of_the_same_name_leaves_the_style_of_the_map(
    made, scene: Path, tmp_path: Path
) -> None:
    _map(scene, tmp_path, detections=tmp_path / "map.gpkg")
    style = (tmp_path / "map.qml").read_text(encoding="utf-8")
    assert "rasterrenderer" in style
    assert (tmp_path / "map.gpkg.qml").read_text(encoding="utf-8") == list_style()
    values = {"scene": scene, "scores": tmp_path / "map.tif", "out": tmp_path / "map.gpkg"}
    run_task("detections", values, Context())
    assert (tmp_path / "map.qml").read_text(encoding="utf-8") == style
    assert _rows(tmp_path / "map.gpkg") == _rows(made[0] / "list.gpkg")


def test_only_a_geopackage_is_a_list(scene: Path, tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="is a GeoPackage"):
        _map(scene, tmp_path, detections=tmp_path / "list.geojson")
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
        _write(tmp_path / "own.tif", scores, nodata=nodata)
        values = {"scene": scene, "scores": tmp_path / "own.tif", "out": tmp_path / "o.gpkg"}
        result = run_task("detections", {**values, "false_alarm_rate": 0.01}, Context())
        assert result.metrics["pixels"] == SIZE * (SIZE - 20)
        assert 3.0 < result.metrics["threshold"] < 7.0
        assert {row["row"] for row in _rows(tmp_path / "o.gpkg")[:1]} == {50}


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
        _write(tmp_path / "map.tif", raster.read())
    with rasterio.open(tmp_path / "map.tif", "r+") as raster:
        raster.update_tags(HSFM_TAIL=tag)
    values = {"scene": scene, "scores": tmp_path / "map.tif", "out": tmp_path / "o.gpkg"}
    result = run_task("detections", values, Context())
    assert result.metrics["threshold"] == pytest.approx(made[1].metrics["threshold"], rel=1e-3)
    assert "HSFM_TAIL" in result.metrics["warnings"][-1]


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
    _map(tmp_path / "bare.tif", tmp_path, bands="5", false_alarm_rate=0.01)
    rows = _rows(tmp_path / "list.gpkg")
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
        sizes = sum(row["size_px"] for row in _rows(tmp_path / "o.gpkg"))
        assert found["above"] == sizes == rank - 1
