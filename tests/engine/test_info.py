"""The task ``info``: what it says of a scene."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.context import Context
from engine.errors import Cancelled
from engine.tasks.info import run
from tests.data import make_products as make


def info(path: Path, context: Context | None = None) -> dict[str, Any]:
    return run({"scene": str(path)}, context or Context()).metrics


def test_info_knows_the_potsdam_product(potsdam: Path) -> None:
    found = info(potsdam)
    assert (found["sensor"], found["level"]) == ("EnMAP", "L2A")
    assert (found["bands_total"], found["bands_usable"]) == (224, 218)
    assert found["pixels"] == {
        "total": 20480,
        "valid": 12288,
        "masked_percent": 40.0,
        "masked": {"background": 8192},
    }
    assert found["range_nm"] == [418.24, 2445.53]
    assert found["warnings"] == []


def test_info_describes_the_grid(potsdam: Path) -> None:
    grid = info(potsdam)["grid"]
    assert (grid["height"], grid["width"], grid["pixel_size"]) == (128, 160, [30.0, 30.0])
    assert (grid["crs"], grid["unit"]) == ("EPSG:32633", "metre")
    assert grid["crs_name"] == "WGS 84 / UTM zone 33N"
    west, south, east, north = grid["bounds"]
    assert (east - west, north - south) == (4800.0, 3840.0)


def test_info_can_be_written_as_json(potsdam: Path, tmp_path: Path) -> None:
    for path in (potsdam, make.envi_cube(tmp_path, header="data ignore value = nan")):
        assert json.loads(json.dumps(info(path), allow_nan=False))


def test_composites_are_chosen_by_wavelength(potsdam: Path, tmp_path: Path) -> None:
    sorted_ = info(potsdam)
    other = info(make.detector_ordered_copy(potsdam, tmp_path / "copy.tif"))
    assert set(sorted_["display"]) == {"rgb", "cir", "swir", "geology"}
    for name, wanted in (("rgb", (640, 550, 460)), ("swir", (1650, 860, 660))):
        for found in (sorted_, other):
            centres = [found["bands"][n - 1]["centre_nm"] for n in found["display"][name]]
            assert centres == pytest.approx(wanted, abs=6)


def test_composites_that_the_bands_do_not_cover_are_left_out(tmp_path: Path) -> None:
    centres = ",".join(str(450 + 20 * i) for i in range(12))
    path = make.envi_cube(tmp_path, header=f"wavelength = {{{centres}}}\nwavelength units = nm")
    assert set(info(path)["display"]) == {"rgb"}


def test_masked_pixels_are_counted_by_reason(potsdam: Path, tmp_path: Path) -> None:
    product = make.mini_product(potsdam, tmp_path)
    make.set_layer(product, "CLOUD", 1, slice(0, 4), slice(None))
    make.set_layer(product, "CLASSES", 3, slice(0, 1), slice(None))
    assert info(product)["pixels"]["masked"] == {"background": 32, "cloud": 96}


def test_an_empty_scene_is_described_with_a_warning(potsdam: Path, tmp_path: Path) -> None:
    found = info(make.all_nodata_copy(potsdam, tmp_path / "empty.tif"))
    assert found["pixels"]["valid"] == 0
    assert found["pixels"]["masked"] == {"nodata": 20480}
    assert any("No pixel" in text for text in found["warnings"])


def test_a_cube_without_wavelengths_offers_no_composites(potsdam: Path, tmp_path: Path) -> None:
    found = info(make.no_wavelength_copy(potsdam, tmp_path / "cube.tif"))
    assert found["display"] == {} and found["range_nm"] is None
    assert found["wavelengths_from"] == ""


def test_warnings_reach_the_context(potsdam: Path, tmp_path: Path) -> None:
    context = Context()
    found = info(make.no_wavelength_copy(potsdam, tmp_path / "cube.tif"), context)
    assert context.warnings == found["warnings"]


def test_info_can_be_cancelled(potsdam: Path) -> None:
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        info(potsdam, context)
