"""Plain rasters: formats, scale, nodata, and everything that is refused."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import rasterio

from engine.errors import (
    AllNodata,
    InputNotFound,
    InputTruncated,
    InputUnreadable,
    NotHyperspectral,
)
from engine.scene import Scene, Window, open_scene
from engine.scene.quality import nodata_pixels, refuse_if_empty
from tests.data import make_products as make


def read_all(scene: Scene, bands: list[int]) -> tuple[np.ndarray, np.ndarray]:
    with scene.source.open() as reader:
        return reader.read(scene.grid.window, bands)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound, match=r"absent\.tif"):
        open_scene(tmp_path / "absent.tif")


def test_a_text_file_called_tif_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "text.tif"
    path.write_text("not a picture")
    with pytest.raises(InputUnreadable, match=r"text\.tif") as caught:
        open_scene(path)
    assert not isinstance(caught.value, InputTruncated)


def test_a_photo_is_not_hyperspectral(tmp_path: Path) -> None:
    with pytest.raises(NotHyperspectral, match="3 bands"):
        open_scene(make.rgb_photo(tmp_path / "photo.tif"))


def test_an_empty_file_is_truncated(tmp_path: Path) -> None:
    (tmp_path / "a.tif").touch()
    with pytest.raises(InputTruncated):
        open_scene(tmp_path / "a.tif")


@pytest.mark.parametrize("share", [0.0001, 0.3, 0.999])
def test_a_truncated_tiff_is_refused_when_opened(
    potsdam: Path, tmp_path: Path, share: float
) -> None:
    whole = make.detector_ordered_copy(potsdam, tmp_path / "whole.tif")
    with pytest.raises(InputTruncated, match="incomplete"):
        open_scene(make.truncated_copy(whole, tmp_path / "cut.tif", share))


@pytest.mark.parametrize("bigtiff", ["YES", "NO"])
@pytest.mark.parametrize("endianness", ["LITTLE", "BIG"])
@pytest.mark.parametrize("tiled", [True, False])
def test_every_kind_of_tiff_lacks_its_last_byte(
    tmp_path: Path, bigtiff: str, endianness: str, tiled: bool
) -> None:
    path = tmp_path / "a.tif"
    profile = {"driver": "GTiff", "count": 12, "height": 64, "width": 64, "dtype": "int16"}
    kind = {"bigtiff": bigtiff, "endianness": endianness, "tiled": tiled, "blockxsize": 16}
    with rasterio.open(path, "w", **profile, **kind, blockysize=16) as file:
        file.write(np.ones((12, 64, 64), np.int16))
    assert len(open_scene(path).bands) == 12
    os.truncate(path, path.stat().st_size - 1)
    with pytest.raises(InputTruncated):
        open_scene(path)


def test_a_tiff_cut_after_opening_is_truncated_when_read(potsdam: Path, tmp_path: Path) -> None:
    path = make.detector_ordered_copy(potsdam, tmp_path / "a.tif")
    scene = open_scene(path)
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(InputTruncated):
        read_all(scene, [band.number for band in scene.bands.usable])


def test_a_damaged_block_is_unreadable_but_not_truncated(potsdam: Path, tmp_path: Path) -> None:
    path = make.detector_ordered_copy(potsdam, tmp_path / "a.tif")
    scene = open_scene(path)
    with rasterio.open(path) as dataset:
        offset = int(dataset.get_tag_item("BLOCK_OFFSET_0_1", "TIFF", bidx=40))
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(b"\xff" * 64)
    with pytest.raises(InputUnreadable, match="damaged") as caught:
        read_all(scene, [40])
    assert not isinstance(caught.value, InputTruncated)


@pytest.mark.parametrize("interleave", ["bsq", "bil", "bip"])
def test_a_short_envi_file_is_truncated(tmp_path: Path, interleave: str) -> None:
    path = make.envi_cube(tmp_path, interleave)
    os.truncate(path, path.stat().st_size - 10)
    with pytest.raises(InputTruncated):
        open_scene(path)


@pytest.mark.parametrize("dtype", ["int16", ">i2", "float32", ">f4", "uint16"])
@pytest.mark.parametrize("interleave", ["bsq", "bil", "bip"])
def test_every_envi_layout_reads_the_same(tmp_path: Path, interleave: str, dtype: str) -> None:
    scene = open_scene(make.envi_cube(tmp_path, interleave, dtype=dtype))
    window, bands = Window(1, 1, 3, 2), [12, 1, 5]
    with scene.source.open() as reader:
        values, valid = reader.read(window, bands)
    expected = np.arange(240).reshape(12, 5, 4)[np.array(bands) - 1, 1:4, 1:3]
    assert values.dtype == np.dtype(dtype).newbyteorder("=")
    assert np.array_equal(values, expected)
    assert valid.all()


def test_an_envi_header_opens_its_data(tmp_path: Path) -> None:
    path = make.envi_cube(tmp_path)
    assert open_scene(tmp_path / "cube.hdr").cube == path


def test_a_raw_file_cut_after_opening_is_truncated_when_read(tmp_path: Path) -> None:
    path = make.envi_cube(tmp_path, "bip")
    scene = open_scene(path)
    os.truncate(path, 100)
    with pytest.raises(InputTruncated):
        read_all(scene, [1])


def test_a_cube_without_wavelengths_opens_with_a_warning(potsdam: Path, tmp_path: Path) -> None:
    scene = open_scene(make.no_wavelength_copy(potsdam, tmp_path / "cube.tif"))
    assert not scene.bands.has_wavelengths
    assert any("wavelengths" in text for text in scene.warnings)
    assert len(scene.bands.usable) == 218
    assert scene.scale_origin.startswith("assumed") and scene.gain[0] == 1e-4


def test_a_detector_ordered_copy_has_the_same_bands_in_another_order(
    potsdam: Path, tmp_path: Path
) -> None:
    whole = open_scene(potsdam)
    copy = open_scene(make.detector_ordered_copy(potsdam, tmp_path / "copy.tif"))

    def spectra(scene: Scene) -> set[tuple[float | None, float | None, str | None, bool]]:
        return {(b.centre_nm, b.fwhm_nm, b.detector, b.usable) for b in scene.bands.bands}

    assert copy.sensor == "EnMAP"
    assert spectra(copy) == spectra(whole)
    assert list(copy.bands.centres_nm) != sorted(copy.bands.centres_nm)
    assert set(copy.gain) == {1e-4} and copy.scale_origin == "band scale and offset"


def test_a_scaled_float_copy_is_not_scaled_again(potsdam: Path, tmp_path: Path) -> None:
    scene = open_scene(make.scaled_float_copy(potsdam, tmp_path / "copy.tif"))
    assert set(scene.gain) == {1.0}
    assert len(scene.bands.usable) == 218
    _, valid = read_all(scene, [band.number for band in scene.bands.usable])
    assert valid.sum() == 12288


def test_a_scale_left_on_reflectance_is_ignored_with_a_warning(
    potsdam: Path, tmp_path: Path
) -> None:
    path = make.scaled_float_copy(potsdam, tmp_path / "copy.tif")
    with rasterio.open(path, "r+") as file:
        file.scales = [1e-4] * 224
    scene = open_scene(path)
    assert set(scene.gain) == {1.0}
    assert any("already look like reflectance" in text for text in scene.warnings)


@pytest.mark.parametrize(
    ("header", "gain"),
    [
        ("reflectance scale factor = 5000", 1 / 5000),
        ("data gain values = {" + ",".join(["0.001"] * 12) + "}", 0.001),
        ("", 1e-4),
    ],
)
def test_the_scale_of_an_envi_header_is_used(tmp_path: Path, header: str, gain: float) -> None:
    scene = open_scene(make.envi_cube(tmp_path, header=header))
    assert scene.gain == pytest.approx(np.full(12, gain))


def test_flagged_bands_are_not_usable(tmp_path: Path) -> None:
    scene = open_scene(make.envi_cube(tmp_path, header="bbl = {0,1,1,1,1,1,1,1,1,1,1,0.5}"))
    assert [b.number for b in scene.bands.bands if not b.usable] == [1]
    assert scene.bands.bands[0].unusable == "flagged bad"


def test_an_empty_scene_opens_and_is_refused_for_maps(potsdam: Path, tmp_path: Path) -> None:
    scene = open_scene(make.all_nodata_copy(potsdam, tmp_path / "empty.tif"))
    _, valid = read_all(scene, [1, 2])
    with pytest.raises(AllNodata, match=r"empty\.tif.*20480 nodata"):
        refuse_if_empty(scene, int(valid.sum()), {"nodata": 20480})


@pytest.mark.parametrize(
    ("dtype", "nodata", "stored"),
    [
        ("int16", -32768.0, -32768),
        ("int16", 32767.0, 32767),
        ("int16", -9999.0, -9999),
        ("uint16", 0.0, 0),
        ("float32", -9999.0, -9999),
        ("float32", None, np.nan),
        ("float32", float("nan"), np.inf),
    ],
)
def test_nodata_in_any_band_makes_a_pixel_invalid(
    dtype: str, nodata: float | None, stored: float
) -> None:
    values = np.full((3, 2, 2), 5, dtype)
    values[1, 0, 1] = stored
    assert nodata_pixels(values, nodata).tolist() == [[False, True], [False, False]]


def test_nodata_outside_the_type_marks_nothing() -> None:
    assert not nodata_pixels(np.zeros((2, 2, 2), np.uint16), -9999.0).any()


@pytest.mark.parametrize(
    "profile",
    [
        {"interleave": "band", "tiled": False, "blockysize": 8},
        {"interleave": "band", "tiled": True, "blockxsize": 16, "blockysize": 16},
        {"interleave": "pixel", "tiled": True, "blockxsize": 16, "blockysize": 16},
    ],
)
def test_every_tiff_layout_reads_the_same(
    potsdam: Path, tmp_path: Path, profile: dict[str, object]
) -> None:
    product = open_scene(potsdam)
    expected, expected_valid = read_all(product, [3, 200, 90])
    path = tmp_path / "layout.tif"
    with rasterio.open(product.cube) as source:
        kind = {k: v for k, v in source.profile.items() if not k.startswith("block")}
        with rasterio.open(path, "w", **{**kind, **profile}) as file:
            file.write(source.read())
    scene = open_scene(path)
    values, valid = read_all(scene, [3, 200, 90])
    assert scene.interleave == profile["interleave"]
    assert np.array_equal(values, expected)
    assert np.array_equal(valid, expected_valid)


def test_the_fingerprint_changes_with_the_pixels(potsdam: Path, tmp_path: Path) -> None:
    path = make.no_wavelength_copy(potsdam, tmp_path / "cube.tif")
    before = open_scene(path).fingerprint
    assert open_scene(path).fingerprint == before
    with rasterio.open(path, "r+") as file:
        file.write(np.ones((128, 160), np.int16), 1)
    assert open_scene(path).fingerprint != before


def test_a_scene_that_was_written_again_is_looked_at_again(potsdam: Path, tmp_path: Path) -> None:
    path = make.no_wavelength_copy(potsdam, tmp_path / "cube.tif")
    before = {band.number for band in open_scene(path).bands.usable}
    with rasterio.open(path, "r+") as file:
        file.write(np.full((128, 160), file.nodata, np.int16), 7)
    assert before - {band.number for band in open_scene(path).bands.usable} == {7}


def test_the_chips_of_other_sensors_open(shared_data: Path) -> None:
    chips = shared_data / "image_chips"
    found = {path.name[:4]: open_scene(path) for path in chips.iterdir() if path.suffix != ".hdr"}
    assert {scene.sensor for scene in found.values()} == {"EMIT", "AVIRIS-NG"}
    assert all(scene.bands.has_wavelengths for scene in found.values())
    assert found["ang2"].grid.transform[1] != 0
