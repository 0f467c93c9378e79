"""What targetdetection refuses, leaves out and tells of its targets."""

from __future__ import annotations

import numpy as np
import pytest

from engine.errors import (
    BadParameter,
    BandsUncovered,
    LabelsEmpty,
    LabelsOutside,
    NoWavelengths,
    TooSmall,
    WrongLevel,
)

from .detecting import highest
from .targets_kit import (
    BANDS,
    MASKED,
    NM,
    PIXELS,
    PLANTED,
    gappy_scene,
    planted_cube,
    search,
    write_library,
    write_polygons,
    write_scene,
)


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    return gappy_scene(tmp_path_factory.mktemp("targets"))


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return write_library(tmp_path_factory.mktemp("library"))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Nothing is given"),
        ({"pixels": "48,0"}, "row 48, column 0 lies outside"),
        ({"pixels": "3,-1"}, "row 3, column -1 lies outside"),
        ({"pixels": "3;4"}, "'3' is no row and column"),
        ({"pixels": " ; "}, "names no target pixel"),
        ({"pixels": f"5,7;{MASKED[0]},{MASKED[1]}"}, "row 30, column 3 has no value: it is nodata"),
        ({"spectrum": "wave"}, "no library"),
    ],
)
def test_a_request_that_names_no_target_is_refused(scene, tmp_path, values, words):
    with pytest.raises(BadParameter, match=words):
        search(scene, tmp_path / "map.tif", **values)
    assert not (tmp_path / "map.tif").exists()


def test_a_spectrum_that_the_library_lacks_is_refused_with_those_it_has(scene, library, tmp_path):
    with pytest.raises(BadParameter, match="no spectrum 'gypsum'") as caught:
        search(scene, tmp_path / "map.tif", library=library, spectrum="wave;gypsum")
    assert "wave; slope" in caught.value.hint


def test_polygons_in_the_wrong_place_are_refused(scene, tmp_path):
    away = write_polygons(tmp_path / "away.gpkg", [(500, 500)])
    with pytest.raises(LabelsOutside, match=r"away\.gpkg"):
        search(scene, tmp_path / "map.tif", polygons=away)
    masked = write_polygons(tmp_path / "masked.gpkg", [MASKED])
    with pytest.raises(LabelsOutside, match="nodata or masked"):
        search(scene, tmp_path / "map.tif", polygons=masked)
    empty = write_polygons(tmp_path / "empty.gpkg", [])
    with pytest.raises(LabelsEmpty):
        search(scene, tmp_path / "map.tif", polygons=empty)


def test_a_value_of_a_field_must_be_there(scene, tmp_path):
    layer = write_polygons(tmp_path / "t.gpkg", PLANTED[:2], kind=[1.0, 2.0])
    with pytest.raises(BadParameter, match="has the value '3'") as caught:
        search(scene, tmp_path / "map.tif", polygons=layer, field="kind", value="3")
    assert "1, 2" in caught.value.hint
    with pytest.raises(BadParameter, match="without a value"):
        search(scene, tmp_path / "map.tif", polygons=layer, field="kind")
    with pytest.raises(BadParameter, match="not the field"):
        search(scene, tmp_path / "map.tif", polygons=layer, value="1")


def test_masked_pixels_under_a_polygon_are_left_out_and_told(scene, tmp_path):
    layer = write_polygons(tmp_path / "t.gpkg", [PLANTED[0], MASKED])
    _, result = search(scene, tmp_path / "map.tif", polygons=layer)
    assert result.metrics["targets"][0]["pixels"] == 1
    assert any("1 of 2 pixels of the target" in warning for warning in result.metrics["warnings"])


def test_a_target_that_is_the_whole_area_leaves_no_background(scene, tmp_path):
    places = [(row, col) for row in range(8) for col in range(8)]
    layer = write_polygons(tmp_path / "t.gpkg", places)
    with pytest.raises(TooSmall, match="Beside the pixels of the target only 0"):
        search(scene, tmp_path / "map.tif", polygons=layer, window="0,0,8,8")


def test_bands_that_the_library_lacks_are_left_out(scene, tmp_path):
    nm = np.arange(400, 1300, 5.0)
    path = tmp_path / "short.csv"
    rows = [f"{a},{0.3 + 0.2 * np.sin(a / 120):.5f}" for a in nm]
    path.write_text("wavelength nm,wave\n" + "\n".join(rows) + "\n")
    scores, result = search(scene, tmp_path / "map.tif", library=path)
    assert highest(scores, len(PLANTED)) == set(PLANTED)
    numbers = result.metrics["bands"]["numbers"]
    assert numbers == [n + 1 for n in range(BANDS) if NM[n] < 1300]
    assert len(result.metrics["targets"][0]["spectrum"]) == len(numbers)
    assert any("no values at" in warning for warning in result.metrics["warnings"])


def test_a_library_beside_the_scene_s_wavelengths_is_refused(scene, tmp_path):
    path = tmp_path / "thermal.csv"
    path.write_text(
        "wavelength nm,quartz\n" + "\n".join(f"{nm},0.5" for nm in range(8000, 12000, 50)) + "\n"
    )
    with pytest.raises(BandsUncovered, match="quartz"):
        search(scene, tmp_path / "map.tif", library=path)


def test_a_library_needs_wavelengths_of_the_scene(tmp_path, library):
    path = write_scene(tmp_path, planted_cube(), wavelengths=False)
    with pytest.raises(NoWavelengths):
        search(path, tmp_path / "map.tif", library=library)
    scores, _ = search(path, tmp_path / "map.tif", **PIXELS)
    assert highest(scores, len(PLANTED)) == set(PLANTED)


def test_a_library_does_not_go_with_radiance(shared_data, tmp_path, library):
    from ..data.radiance import SIZE, radiance_product

    radiance = np.random.default_rng(0).uniform(5, 50, (218, SIZE, SIZE))
    product = radiance_product(shared_data, tmp_path, radiance)
    with pytest.raises(WrongLevel, match="radiance"):
        search(product, tmp_path / "map.tif", library=library)
