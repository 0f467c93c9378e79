"""Rasters of several bands: named, measured, styled, complete or absent."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import rasterio
from defusedxml.ElementTree import fromstring
from rasterio.crs import CRS

from engine.errors import WriteFailed
from engine.output import raster_layout, raster_writer
from engine.output.raster_layout import OutputBand, RasterLayout
from engine.output.raster_writer import RasterOutput, publish_all
from engine.output.statistics import ScoreStatistics
from engine.output.styles import rgb_style, score_style
from engine.scene import Grid, Window
from engine.stream.sink import RasterSink

from .test_output_raster import _QGIS, system_python

BANDS = (OutputBand("chlorophyll", "µg/cm²"), OutputBand("water", "cm"), OutputBand("share"))
GRID = Grid(600, 700, (30.0, 0.0, 4e5, 0.0, -30.0, 5.8e6), CRS.from_epsg(32633).to_wkt())
RNG = np.random.default_rng(5)


def _values() -> npt.NDArray[np.float32]:
    made = RNG.gamma(3, 2, (3, GRID.height, GRID.width)).astype(np.float32)
    made[1:] /= 100
    made[:, :20] = np.nan
    made[2, 300:] = np.nan
    return made


def _raster(path: Path) -> RasterOutput:
    return RasterOutput(path, GRID, "float32", float("nan"), description="traits", bands=BANDS)


def _windows() -> list[Window]:
    return [
        Window(row, col, min(130, 600 - row), min(300, 700 - col))
        for row in range(0, 600, 130)
        for col in range(0, 700, 300)
    ]


def _write(path: Path, style: str = "") -> npt.NDArray[np.float32]:
    values = _values()
    with _raster(path) as raster:
        sink = RasterSink({"traits": raster}, band_roles={"traits": 3})
        for window in reversed(_windows()):
            rows, cols = window.slices()
            sink.write(window, {"traits": values[:, rows, cols]})
        found = sink.bands["traits"]
        size = GRID.height * GRID.width
        raster.commit(
            sidecars={".qml": style or score_style(found[0])},
            statistics=[one.to_tags(size) for one in found],
        )
    return values


def test_windows_in_any_order_make_every_band(tmp_path: Path) -> None:
    values = _write(tmp_path / "a.tif")
    with rasterio.open(tmp_path / "a.tif") as file:
        np.testing.assert_array_equal(file.read(), values)
        assert file.descriptions == tuple(band.description for band in BANDS)
        assert file.units == ("µg/cm²", "cm", None) or file.units == ("µg/cm²", "cm", "")
        assert file.tags()["TIFFTAG_IMAGEDESCRIPTION"] == "traits"
        assert np.isnan(file.nodata)


def test_it_is_a_compressed_cog_with_overviews(tmp_path: Path) -> None:
    values = _write(tmp_path / "a.tif")
    with rasterio.open(tmp_path / "a.tif") as file:
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert file.compression.name == "deflate"
        assert [file.overviews(number) for number in (1, 2, 3)] == [[2]] * 3
        assert file.colorinterp[0].name != "red"
    with rasterio.open(tmp_path / "a.tif", overview_level=0) as smaller:
        assert smaller.read(2)[100, 100] == pytest.approx(values[1, 200:202, 200:202].mean())


def test_each_band_has_its_own_statistics(tmp_path: Path) -> None:
    values = _write(tmp_path / "a.tif")
    with rasterio.open(tmp_path / "a.tif") as file:
        for number in (1, 2, 3):
            tags = file.tags(number)
            assert float(tags["STATISTICS_MAXIMUM"]) == np.nanmax(values[number - 1])
            mean = np.nanmean(values[number - 1], dtype=np.float64)
            assert float(tags["STATISTICS_MEAN"]) == pytest.approx(mean, rel=1e-9)
        assert file.tags(3)["STATISTICS_VALID_PERCENT"] == "46.67"  # 280 of 600 rows


def test_pixels_that_were_never_written_are_nodata_in_every_band(tmp_path: Path) -> None:
    with _raster(tmp_path / "a.tif") as raster:
        raster.write(Window(10, 10, 5, 5), np.ones((3, 5, 5), np.float32))
        raster.commit()
    with rasterio.open(tmp_path / "a.tif") as file:
        assert np.isfinite(file.read()).sum(axis=(1, 2)).tolist() == [25, 25, 25]


def test_windows_go_to_each_band_for_itself(tmp_path: Path) -> None:
    """In one block of all bands GDAL fills with 0 what a first write leaves out, at times."""
    layout = RasterLayout(GRID, np.dtype("float32"), float("nan"), BANDS)
    with layout.create(tmp_path / "a.tif") as file:
        assert file.interleaving.name == "band"
        assert layout.raw_bytes == 3 * 600 * 700 * 4


def test_bands_that_changed_places_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swapped(path: Path) -> npt.NDArray[np.uint64]:
        return raster_layout.stored_sums(path)[[1, 0, 2]]

    monkeypatch.setattr(raster_writer, "stored_sums", swapped)
    with pytest.raises(WriteFailed, match="reads back differently"):
        _write(tmp_path / "a.tif")
    assert list(tmp_path.iterdir()) == []


def test_an_error_leaves_nothing_and_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(b"an earlier map")
    with pytest.raises(RuntimeError), _raster(path) as raster:
        raster.write(Window(0, 0, 5, 5), np.ones((3, 5, 5), np.float32))
        raise RuntimeError
    assert [p.name for p in tmp_path.iterdir()] == ["a.tif"]
    assert path.read_bytes() == b"an earlier map"


def test_rasters_of_one_and_of_several_bands_appear_together(tmp_path: Path) -> None:
    one = RasterOutput(tmp_path / "one.tif", GRID, "float32", float("nan"), description="one")
    with one, _raster(tmp_path / "many.tif") as many:
        one.prepare()
        many.prepare()
        assert all(".part" in path.name for path in tmp_path.iterdir())
        publish_all([one, many])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many.tif", "one.tif"]


def test_room_for_every_band_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(raster_writer, "check_writable", lambda path, need: asked.append(need))
    with _raster(tmp_path / "a.tif"):
        pass
    assert asked[0] >= 3 * 600 * 700 * 4


def test_qgis_opens_three_bands_in_colours(tmp_path: Path) -> None:
    _write(tmp_path / "a.tif", rgb_style((3, 1, 2), 0.25))
    said = system_python(
        _QGIS.format(path=str(tmp_path / "a.tif")) + "red = renderer.redContrastEnhancement()\n"
        "print(json.dumps([renderer.type(), renderer.redBand(), renderer.greenBand(),"
        " renderer.blueBand(), red.minimumValue(), red.maximumValue(),"
        " red.contrastEnhancementAlgorithm(), layer.bandName(2)]))",
        "qgis.core",
    )
    *found, name = json.loads(said.splitlines()[-1])
    assert found == ["multibandcolor", 3, 1, 2, 0.0, 0.25, 1]
    assert "water" in name


def test_qgis_opens_the_first_band_with_a_ramp_of_its_range(tmp_path: Path) -> None:
    values = _write(tmp_path / "a.tif")
    said = system_python(
        _QGIS.format(path=str(tmp_path / "a.tif"))
        + "items = renderer.shader().rasterShaderFunction().colorRampItemList()\n"
        "print(json.dumps([renderer.type(), renderer.band(), items[0].value, items[-1].value]))",
        "qgis.core",
    )
    kind, band, low, high = json.loads(said.splitlines()[-1])
    assert (kind, band) == ("singlebandpseudocolor", 1)
    assert low == pytest.approx(np.nanquantile(values[0], 0.02), rel=5e-3)
    assert high == pytest.approx(np.nanquantile(values[0], 0.98), rel=5e-3)


@pytest.mark.parametrize("top", [0.0, -1.0, math.nan, math.inf])
def test_a_style_in_colours_always_has_a_range(top: float) -> None:
    found = fromstring(rgb_style((1, 2, 3), top)).findall(".//maxValue")
    assert [value.text for value in found] == ["1.0"] * 3


def test_the_sink_counts_bands_that_go_nowhere() -> None:
    sink = RasterSink({}, band_roles={"shares": 2})
    sink.write(Window(0, 0, 1, 2), {"shares": np.array([[[1, 2]], [[3, np.nan]]], np.float32)})
    found: tuple[ScoreStatistics, ...] = sink.bands["shares"]
    assert [(one.count, one.mean) for one in found] == [(2, 1.5), (1, 3.0)]
