"""Previews over each other in one raster: what is not computed yet stays as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("qgis.core", reason="these tests run in QGIS's own Python")

import numpy as np
from osgeo import gdal

from tests.qgis import kit

GRID = {"width": 6, "height": 5, "transform": [30.0, 0.0, 1000.0, 0.0, -30.0, 2000.0]}


@pytest.fixture(scope="module")
def mosaic() -> Any:
    """The module, in a running QGIS application."""
    kit.application()
    kit.package()
    from hsfm.hsfm_plugin.gui import preview_mosaic

    return preview_mosaic


def _piece(mosaic: Any, path: Path, window: tuple[int, int, int, int], values: Any) -> Any:
    _, _, height, width = window
    raster = gdal.GetDriverByName("GTiff").Create(str(path), width, height, 1, gdal.GDT_Byte)
    raster.GetRasterBand(1).WriteArray(np.full((height, width), values, np.uint8))
    return mosaic.Piece(str(path), window)


def test_a_later_piece_covers_an_earlier_one_where_it_has_a_class(
    mosaic: Any, tmp_path: Path
) -> None:
    below = _piece(mosaic, tmp_path / "below.tif", (0, 0, 5, 6), 1)
    part = _piece(mosaic, tmp_path / "part.tif", (1, 2, 3, 2), [[2, 2], [0, 2], [2, 0]])
    mosaic.write_mosaic([below, part], GRID, "", tmp_path / "shown.vrt")
    wanted = np.ones((5, 6), np.uint8)
    wanted[1:4, 2:4] = [[2, 2], [1, 2], [2, 1]]
    np.testing.assert_array_equal(kit.pixels(tmp_path / "shown.vrt"), wanted)


def test_a_piece_lies_at_its_window_of_the_scene(mosaic: Any, tmp_path: Path) -> None:
    piece = _piece(mosaic, tmp_path / "piece.tif", (3, 4, 2, 2), 7)
    mosaic.write_mosaic([piece], GRID, "", tmp_path / "shown.vrt")
    shown = gdal.Open(str(tmp_path / "shown.vrt"))
    assert shown.GetGeoTransform() == (1000.0, 30.0, 0.0, 2000.0, 0.0, -30.0)
    assert shown.GetRasterBand(1).GetNoDataValue() == 0
    wanted = np.zeros((5, 6), np.uint8)
    wanted[3:5, 4:6] = 7
    np.testing.assert_array_equal(shown.ReadAsArray(), wanted)
