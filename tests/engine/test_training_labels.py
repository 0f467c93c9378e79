"""From labelled features to labelled pixels."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
import shapely
from affine import Affine
from rasterio.features import rasterize

from engine.errors import BadParameter, LabelsEmpty, LabelsOutside
from engine.parameters import CLASS_COLOURS
from engine.scene import Grid
from engine.training import polygon_pixels
from engine.training.class_fields import feature_classes
from engine.training.labels import rasterise
from engine.training.polygon_pixels import pixels_of
from engine.training.split import BLOCKS, POLYGONS, repeated_splits
from engine.vectors import VectorLayer

GRID = Grid(20, 30, (10.0, 0.0, 1000.0, 0.0, -10.0, 5000.0), None)


def _box(row, col, height, width):
    """A polygon around whole pixels."""
    return shapely.box(
        1000 + 10 * col, 5000 - 10 * (row + height), 1000 + 10 * (col + width), 5000 - 10 * row
    )


def _point(row, col):
    return shapely.Point(1000 + 10 * col, 5000 - 10 * row)


def _layer(shapes, **fields):
    return VectorLayer(
        Path("labels.gpkg"),
        "labels",
        np.array(shapes, dtype=object),
        {name: np.array(values, dtype=object) for name, values in fields.items()},
        None,
    )


def _labels(shapes, **fields):
    layer = _layer(shapes, **fields)
    return rasterise(layer, feature_classes(layer, "class"), GRID)


def _places(labels, name):
    place = [entry.name for entry in labels.classes].index(name)
    of_class = labels.index == place
    return set(zip(labels.rows[of_class].tolist(), labels.cols[of_class].tolist()))


def test_polygons_take_the_pixels_whose_centre_they_cover():
    labels = _labels([_box(2, 3, 2, 2).buffer(4.0), _box(10, 10, 1, 1)], **{"class": ["a", "b"]})
    assert _places(labels, "a") == {(2, 3), (2, 4), (3, 3), (3, 4)}


def test_a_polygon_between_pixel_centres_takes_the_pixel_it_lies_in():
    sliver = shapely.box(1001, 4981, 1003, 4983)
    labels = _labels([sliver, _box(10, 10, 1, 1)], **{"class": ["a", "b"]})
    assert _places(labels, "a") == {(1, 0)}


def test_a_point_takes_the_pixel_that_holds_it():
    labels = _labels([_point(4.9, 7.1), _point(8.5, 8.5)], **{"class": ["a", "b"]})
    assert _places(labels, "a") == {(4, 7)}


def test_the_parts_of_a_multipolygon_are_units_of_their_own():
    shapes = [shapely.MultiPolygon([_box(0, 0, 2, 2), _box(9, 9, 2, 2)]), _box(15, 15, 1, 1)]
    labels = _labels(shapes, **{"class": ["a", "b"]})
    assert labels.unit.max() == 2


def test_many_polygons_get_the_pixels_that_gdal_gives_each():
    rng = np.random.default_rng(1)
    shapes = [
        shapely.Polygon([1000, 5000] + 10 * rng.uniform(-4, 24, 2) * (1, -1) + 40 * corners)
        for corners in rng.normal(size=(300, 6, 2))
    ]
    found = pixels_of(shapes, GRID)
    assert sum(len(pixels) > 0 for pixels in found) > 200
    for shape, pixels in zip(shapes, found):
        burned = rasterize([shape], (20, 30), transform=Affine(*GRID.transform))
        if burned.any():
            np.testing.assert_array_equal(pixels, np.flatnonzero(burned))
        else:
            assert len(pixels) <= 1


def test_large_and_small_polygons_follow_the_same_rule(monkeypatch):
    shapes = [_box(2, 3, 9, 7).buffer(13.0), _box(-3, 20, 9, 40), _box(8.2, 9.7, 3.2, 5.1)]
    small = pixels_of(shapes, GRID)
    monkeypatch.setattr(polygon_pixels, "SMALL_PX", 0)
    for one, other in zip(small, pixels_of(shapes, GRID)):
        np.testing.assert_array_equal(one, other)


def test_polygons_that_meet_in_the_middle_of_pixels_share_none():
    four = [_box(0.5, 0.5, 3, 3), _box(3.5, 0.5, 3, 3), _box(0.5, 3.5, 3, 3), _box(3.5, 3.5, 3, 3)]
    found = np.concatenate(pixels_of(four, GRID))
    assert len(found) == len(set(found.tolist())) == 36


def test_a_hundred_thousand_polygons_are_labelled():
    size = 1000
    grid = Grid(size, size, (10.0, 0.0, 0.0, 0.0, -10.0, 0.0), None)
    places = np.random.default_rng(0).choice((size // 3) ** 2, 100_000, replace=False)
    rows, cols = (3 * part for part in np.divmod(places, size // 3))
    boxes = shapely.box(10 * cols, -10 * (rows + 2), 10 * (cols + 2), -10 * rows)
    classes = np.array(["a", "b", "c"], object)[places % 3]
    layer = VectorLayer(Path("many.gpkg"), "many", boxes, {"class": classes}, None)
    start = time.perf_counter()
    labels = rasterise(layer, feature_classes(layer, "class"), grid)
    middle = time.perf_counter()
    splits = [repeated_splits(labels, 5, 2, 0, by) for by in (BLOCKS, POLYGONS)]
    print(
        f"100,000 polygons: {middle - start:.1f} s for their pixels, "
        f"{time.perf_counter() - middle:.1f} s for two times two splits"
    )
    assert (len(labels), int(labels.unit.max()) + 1) == (400_000, 100_000)
    for split in (split for pair in splits for split in pair):
        assert np.bincount(split.fold).min() > 60_000
        of_unit = np.zeros(100_000, np.int64)
        of_unit[labels.unit] = split.fold
        np.testing.assert_array_equal(of_unit[labels.unit], split.fold)


def test_a_hole_is_not_labelled():
    ring = _box(0, 0, 3, 3).difference(_box(1, 1, 1, 1))
    labels = _labels([ring, _box(9, 9, 1, 1)], **{"class": ["a", "b"]})
    assert (1, 1) not in _places(labels, "a")


def test_pixels_of_two_classes_are_dropped_and_counted():
    labels = _labels([_box(0, 0, 2, 3), _box(0, 2, 2, 3)], **{"class": ["a", "b"]})
    assert labels.dropped == 2
    assert _places(labels, "a") == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert "2 pixels" in " ".join(labels.notes)


def test_the_order_of_the_features_does_not_matter():
    shapes = [_box(0, 0, 2, 2), _box(1, 1, 3, 3), _box(9, 9, 1, 4), _point(15.5, 2.5)]
    names = ["b", "b", "a", "c"]
    one = _labels(shapes, **{"class": names})
    other = _labels(shapes[::-1], **{"class": names[::-1]})
    assert one.classes == other.classes
    for field in ("rows", "cols", "index", "unit"):
        np.testing.assert_array_equal(getattr(one, field), getattr(other, field))


def test_names_get_the_numbers_of_the_field_beside_them():
    labels = _labels(
        [_box(0, 0, 1, 1), _box(5, 5, 1, 1)], **{"class": ["tree", "roof"], "class_id": [4, 1]}
    )
    assert [(entry.value, entry.name) for entry in labels.classes] == [(1, "roof"), (4, "tree")]


def test_a_field_that_numbers_features_is_not_taken_for_class_numbers():
    shapes = [_box(0, 0, 1, 1), _box(5, 5, 1, 1), _box(9, 9, 1, 1)]
    found = feature_classes(_layer(shapes, **{"class": ["b", "a", "b"], "id": [7, 8, 9]}), "class")
    assert [(entry.value, entry.name) for entry in found.classes] == [(1, "a"), (2, "b")]


def test_numbers_get_the_names_of_the_field_beside_them():
    layer = _layer([_box(0, 0, 1, 1)] * 2, code=[7, 3], name=["water", "soil"])
    found = feature_classes(layer, "code")
    assert [(entry.value, entry.name) for entry in found.classes] == [(3, "soil"), (7, "water")]


def test_numbers_that_do_not_fit_a_byte_are_numbered_anew_and_said():
    found = feature_classes(_layer([_box(0, 0, 1, 1)] * 3, code=[311, 0, 112]), "code")
    assert [(c.value, c.name) for c in found.classes] == [(1, "0"), (2, "112"), (3, "311")]
    assert "numbers the classes from 1 to 3" in found.notes[0]


def test_features_without_a_class_are_left_out_and_counted():
    found = feature_classes(_layer([_box(0, 0, 1, 1)] * 3, **{"class": ["a", None, " "]}), "class")
    assert found.index.tolist() == [0, -1, -1]
    assert "2 features" in found.notes[0]


def test_colours_come_from_their_field_and_else_from_the_palette():
    layer = _layer(
        [_box(0, 0, 1, 1)] * 3, **{"class": ["a", "b", "c"], "colour": ["#C1272D", "red", None]}
    )
    colors = [entry.color for entry in feature_classes(layer, "class").classes]
    assert colors == ["#c1272d", CLASS_COLOURS[0], CLASS_COLOURS[1]]


def test_many_classes_have_different_colours():
    names = [f"class {number:03}" for number in range(60)]
    found = feature_classes(_layer([_box(0, 0, 1, 1)] * 60, **{"class": names}), "class")
    assert len({entry.color for entry in found.classes}) == 60


def test_more_classes_than_a_byte_holds_are_refused():
    layer = _layer([_box(0, 0, 1, 1)] * 256, **{"class": [str(n) + "x" for n in range(256)]})
    with pytest.raises(BadParameter, match="256 different values"):
        feature_classes(layer, "class")


@pytest.mark.parametrize("shapes", [[], [None], [shapely.LineString([(1000, 5000), (1050, 4950)])]])
def test_a_layer_without_polygons_or_points_is_refused(shapes):
    with pytest.raises(LabelsEmpty):
        _labels(shapes, **{"class": ["a"] * len(shapes)})


def test_labels_off_the_scene_are_refused_with_both_extents():
    with pytest.raises(LabelsOutside) as caught:
        _labels([_box(100, 100, 2, 2)], **{"class": ["a"]})
    assert "x 2000 to 2020" in caught.value.message
    assert "x 1000 to 1300" in caught.value.message
