"""Counting classes and writing their table."""

from __future__ import annotations

import numpy as np
import pytest
from defusedxml.ElementTree import fromstring

from engine.output.class_table import ClassCounter, ClassEntry, attribute_table_xml, rgb_of
from engine.output.pixel_area import hectares_of_rows
from engine.scene.grid import Grid, Window

WATER = ClassEntry(1, "Water", "#0072b2")
SOIL = ClassEntry(7, 'Soil <wet> & "dry"', "#b8860b")


def crs(code: int) -> str:
    from rasterio.crs import CRS

    return CRS.from_epsg(code).to_wkt()


@pytest.fixture
def utm() -> Grid:
    return Grid(4, 5, (30.0, 0.0, 4e5, 0.0, -30.0, 5.8e6), crs(32633))


def test_pixels_area_and_mean_confidence_are_counted_over_windows(utm: Grid) -> None:
    counter = ClassCounter(utm)
    counter.add(
        Window(0, 0, 1, 3), np.array([[1, 1, 0]], np.uint8), np.array([[0.5, 0.75, np.nan]])
    )
    counter.add(Window(1, 0, 1, 2), np.array([[7, 1]], np.uint8), np.array([[0.25, 1.0]]))
    water, soil = counter.fill([WATER, SOIL])
    assert (water.pixels, water.area_ha, water.mean_confidence) == (3, 0.27, 0.75)
    assert (soil.pixels, soil.area_ha, soil.mean_confidence) == (1, 0.09, 0.25)


def test_a_class_without_pixels_has_no_confidence(utm: Grid) -> None:
    counter = ClassCounter(utm)
    counter.add(Window(0, 0, 1, 1), np.array([[1]], np.uint8), np.array([[0.5]]))
    assert counter.fill([SOIL])[0].mean_confidence is None


def test_pixels_in_degrees_get_the_area_of_their_latitude() -> None:
    grid = Grid(2, 1, (1.0, 0.0, 10.0, 0.0, -1.0, 61.0), crs(4326))
    at_60_5, at_59_5 = hectares_of_rows(grid, 0, 2) / 100  # square kilometres
    # A degree at 60 N: 111.412 km of meridian, 55.800 km of parallel (WGS 84 tables).
    assert at_60_5 < 111.412 * 55.800 < at_59_5
    assert (at_60_5 + at_59_5) / 2 == pytest.approx(111.412 * 55.800, rel=1e-3)


def test_pixels_without_a_coordinate_system_have_no_area() -> None:
    grid = Grid(2, 2, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0), None)
    assert hectares_of_rows(grid, 0, 2).tolist() == [0.0, 0.0]


def test_feet_are_turned_into_hectares() -> None:
    grid = Grid(1, 1, (100.0, 0.0, 6e6, 0.0, -100.0, 2e6), crs(2229))  # US survey feet
    assert hectares_of_rows(grid, 0, 1)[0] == pytest.approx((100 * 1200 / 3937) ** 2 / 1e4)


def test_the_table_keeps_names_with_xml_characters() -> None:
    table = fromstring(attribute_table_xml([WATER, SOIL])).find("PAMRasterBand")[0]
    names = [row[1].text for row in table.findall("Row")]
    assert names == ["Water", 'Soil <wet> & "dry"']


def test_the_table_names_the_usage_of_its_columns() -> None:
    table = fromstring(attribute_table_xml([WATER])).find("PAMRasterBand")[0]
    usage = {f.find("Name").text: int(f.find("Usage").text) for f in table.findall("FieldDefn")}
    assert usage == {
        "Value": 5,
        "Class": 2,
        "Red": 6,
        "Green": 7,
        "Blue": 8,
        "Count": 1,
        "Area_ha": 0,
        "Confidence": 0,
    }


@pytest.mark.parametrize("text", ["red", "#12345", "#gg0000", ""])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"colour|invalid literal"):
        rgb_of(text)


def test_colours_become_red_green_blue() -> None:
    assert rgb_of("#0072b2") == (0, 114, 178)
