"""Vector files: reading, reprojecting, refusing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from engine.context import Context
from engine.errors import BadParameter, InputNotFound, InputUnreadable, NoCrs
from engine.scene import Grid, Window
from engine.tasks.area import area_of, window_of
from engine.vectors import parts_of, read_vector, to_grid

UTM33 = (30.0, 0.0, 364095.0, 0.0, -30.0, 5809965.0)


@pytest.fixture
def utm_grid():
    from rasterio.crs import CRS

    return Grid(128, 160, UTM33, CRS.from_epsg(32633).to_wkt())


@pytest.fixture
def write(tmp_path):
    """Writes shapes with a text field ``class``."""

    def make(shapes, crs="EPSG:32633", name="labels.gpkg", **fields):
        fields = fields or {"class": ["a"] * len(shapes)}
        path = tmp_path / name
        kinds = {shape.geom_type for shape in shapes}
        pyogrio.raw.write(
            path,
            shapely.to_wkb(np.array(shapes, dtype=object)),
            [np.array(values) for values in fields.values()],
            list(fields),
            geometry_type=kinds.pop() if len(kinds) == 1 else "Unknown",
            crs=crs,
        )
        return path

    return make


def _square(row, col, size=3):
    a, _, c, _, e, f = UTM33
    return shapely.box(c + a * col, f + e * (row + size), c + a * (col + size), f + e * row)


def test_shapes_in_degrees_land_on_the_same_pixels(write, utm_grid):
    from rasterio.warp import transform

    def to_degrees(points):
        return np.column_stack(transform("EPSG:32633", "EPSG:4326", points[:, 0], points[:, 1]))

    shape = _square(5, 7)
    path = write([shapely.transform(shape, to_degrees)], "EPSG:4326", "labels.geojson")
    moved = to_grid(read_vector(path), utm_grid).geometries[0]
    # GeoJSON keeps 7 digits of a degree, about a centimetre.
    assert moved.symmetric_difference(shape).area < 0.01 * shape.area


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputNotFound, match=r"nowhere\.gpkg"):
        read_vector(tmp_path / "nowhere.gpkg")


def test_a_text_file_is_no_vector_file(tmp_path):
    path = tmp_path / "labels.gpkg"
    path.write_text("hello")
    with pytest.raises(InputUnreadable, match=r"labels\.gpkg"):
        read_vector(path)


def test_a_missing_field_lists_those_that_exist(write):
    layer = read_vector(write([_square(0, 0)], kind=["a"], code=[1]))
    with pytest.raises(BadParameter) as caught:
        layer.values("class")
    assert "kind, code" in caught.value.hint


def test_a_missing_layer_lists_those_that_exist(write):
    path = write([_square(0, 0)])
    with pytest.raises(BadParameter) as caught:
        read_vector(path, "other")
    assert "labels" in caught.value.hint


def test_a_source_as_qgis_writes_it_is_understood(write):
    path = write([_square(0, 0)])
    assert read_vector(f"{path}|layername=labels").name == "labels"


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_layer_without_crs_on_the_scene_is_taken_as_the_scenes(write, utm_grid):
    layer = to_grid(read_vector(write([_square(0, 0)], None, "labels.shp")), utm_grid)
    assert "no coordinate system" in layer.notes[0]


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_layer_without_crs_off_the_scene_is_refused(write, utm_grid):
    with pytest.raises(NoCrs, match="outside the scene"):
        to_grid(read_vector(write([shapely.box(0, 0, 1, 1)], None, "labels.shp")), utm_grid)


def test_collections_are_taken_apart():
    inner = shapely.MultiPolygon([_square(0, 0), _square(9, 9)])
    mixed = shapely.GeometryCollection([inner, shapely.Point(0, 0), shapely.Polygon()])
    assert [part.geom_type for part in parts_of(mixed)] == ["Polygon", "Polygon", "Point"]
    assert parts_of(None) == []


def test_an_area_of_interest_cuts_the_window_to_its_extent(write, utm_grid, make_scene):
    from dataclasses import replace

    scene = replace(make_scene(np.zeros((3, 128, 160), np.int16)), grid=utm_grid)
    path = write([_square(10, 20), _square(30, 50)])
    area = area_of(scene, {"window": None, "aoi": path}, Context())
    assert area.window == Window(10, 20, 23, 33)
    inside = area.inside(scene.grid, area.window)
    assert inside.sum() == 18


def test_an_area_of_interest_off_the_scene_is_refused(write, utm_grid, make_scene):
    from dataclasses import replace

    scene = replace(make_scene(np.zeros((3, 128, 160), np.int16)), grid=utm_grid)
    with pytest.raises(BadParameter, match="outside the scene"):
        area_of(scene, {"aoi": write([_square(500, 500)])}, Context())


def test_a_window_over_the_edge_is_cut(utm_grid):
    assert window_of("120, 150, 50, 50", utm_grid, Context()) == Window(120, 150, 8, 10)


@pytest.mark.parametrize("text", ["1,2,3", "a,b,c,d", "0,0,0,5", "200,0,5,5", "1.5,0,5,5"])
def test_a_window_that_makes_no_sense_is_refused_with_the_size(utm_grid, text):
    with pytest.raises(BadParameter) as caught:
        window_of(text, utm_grid, Context())
    assert "128 rows and 160 columns" in caught.value.hint


def test_reading_leaves_nothing_beside_a_file_with_metadata(tmp_path: Path) -> None:
    path = tmp_path / "labels.gpkg"
    pyogrio.raw.write(
        str(path),
        geometry=np.array([shapely.to_wkb(shapely.box(0, 0, 1, 1))], dtype=object),
        field_data=[np.array(["tree"], dtype=object)],
        fields=["class"],
        geometry_type="Polygon",
        crs="EPSG:32633",
        dataset_metadata={"comment": "drawn by hand"},
    )
    read_vector(path, "")
    assert [file.name for file in tmp_path.iterdir()] == ["labels.gpkg"]
