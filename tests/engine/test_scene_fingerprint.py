"""The fingerprint of a scene: it changes with all that its pixels come from."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio

from engine.scene import open_scene
from engine.scene.fingerprint import located
from tests.data import make_products as make


def _vrt(path: Path, source: str, relative: bool = False) -> Path:
    """A VRT of 12 bands of 10 x 10 pixels, all from the first band of one source."""
    window = 'xOff="0" yOff="0" xSize="10" ySize="10"'
    bands = "".join(
        f'<VRTRasterBand dataType="Int16" band="{band}"><SimpleSource>'
        f'<SourceFilename relativeToVRT="{int(relative)}">{source}</SourceFilename>'
        f"<SourceBand>{band}</SourceBand><SrcRect {window}/><DstRect {window}/>"
        "</SimpleSource></VRTRasterBand>"
        for band in range(1, 13)
    )
    path.write_text(f'<VRTDataset rasterXSize="10" rasterYSize="10">{bands}</VRTDataset>')
    return path


def _cube(path: Path, value: int = 1) -> Path:
    kind = {"driver": "GTiff", "dtype": "int16", "count": 12, "height": 10, "width": 10}
    with rasterio.open(path, "w", **kind) as file:
        file.write(np.full((12, 10, 10), value, np.int16))
    return path


def _zip(path: Path, cube: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(cube, "in/cube.tif")
    return path


@pytest.mark.parametrize("deep", [1, 2, 3])
def test_the_fingerprint_of_a_vrt_changes_with_its_sources_pixels(
    tmp_path: Path, deep: int
) -> None:
    _cube(tmp_path / "cube.tif")
    inner = "cube.tif"
    for level in range(deep):
        inner = _vrt(tmp_path / f"{level}.vrt", inner, relative=True).name
    before = open_scene(tmp_path / inner).fingerprint
    assert before and open_scene(tmp_path / inner).fingerprint == before
    _cube(tmp_path / "cube.tif", 2)
    assert open_scene(tmp_path / inner).fingerprint not in ("", before)


@pytest.mark.parametrize("form", ["/vsizip/{}/in/cube.tif", "/vsizip/{{{}}}/in/cube.tif", "vrt"])
def test_the_fingerprint_of_what_lies_in_an_archive_changes_with_the_archive(
    tmp_path: Path, form: str
) -> None:
    archive = _zip(tmp_path / "a.zip", _cube(tmp_path / "cube.tif"))
    name = form.format(archive)
    if form == "vrt":
        name = str(_vrt(tmp_path / "a.vrt", f"/vsizip/{archive}/in/cube.tif"))
    before = open_scene(name).fingerprint
    assert before and open_scene(name).fingerprint == before
    _zip(archive, _cube(tmp_path / "cube.tif", 2))
    os.utime(archive, (1, 1))
    assert open_scene(name).fingerprint not in ("", before)


def test_a_source_that_cannot_be_looked_at_leaves_no_fingerprint(tmp_path: Path) -> None:
    cube = _cube(tmp_path / "cube.tif")
    assert open_scene(cube).fingerprint
    assert open_scene(_vrt(tmp_path / "a.vrt", f"GTIFF_DIR:1:{cube}")).fingerprint == ""
    assert open_scene(_vrt(tmp_path / "b.vrt", "a.vrt", relative=True)).fingerprint == ""
    with rasterio.open(cube) as file, rasterio.MemoryFile() as memory:
        with memory.open(**file.profile) as copy:
            copy.write(file.read())
        assert open_scene(_vrt(tmp_path / "c.vrt", memory.name)).fingerprint == ""


@pytest.mark.parametrize(
    "name",
    [
        "/vsicurl/https://example.org/a.tif",
        "/vsimem/a.tif",
        "/vsizip/vsicurl/https://x/a.zip/a.tif",
    ],
)
def test_places_without_a_file_are_not_located(name: str) -> None:
    assert located(name) is None


def test_moving_a_scene_with_its_sources_keeps_the_fingerprint(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    _zip(here / "a.zip", _cube(here / "cube.tif"))
    _vrt(here / "inner.vrt", "cube.tif", relative=True)
    _vrt(here / "outer.vrt", "inner.vrt", relative=True)
    names = ("{}/outer.vrt", "{}/cube.tif", "/vsizip/{}/a.zip/in/cube.tif")
    before = [open_scene(name.format(here)).fingerprint for name in names]
    here.rename(there)
    assert [open_scene(name.format(there)).fingerprint for name in names] == before
    assert len({*before}) == len(before) and all(before)


def test_moving_a_product_keeps_the_fingerprint(potsdam: Path, tmp_path: Path) -> None:
    product = make.mini_product(potsdam, tmp_path / "here")
    before = open_scene(product).fingerprint
    (tmp_path / "here").rename(tmp_path / "there")
    moved = tmp_path / "there" / product.relative_to(tmp_path / "here")
    assert before and open_scene(moved).fingerprint == before


def test_a_mask_counts_but_what_qgis_writes_beside_a_scene_does_not(tmp_path: Path) -> None:
    cube = _cube(tmp_path / "cube.tif")
    before = open_scene(cube).fingerprint
    (tmp_path / "cube.tif.aux.xml").write_text(
        "<PAMDataset><Metadata><MDI key='seen'>1</MDI></Metadata></PAMDataset>"
    )
    kind = {"driver": "GTiff", "dtype": "uint8", "count": 1, "height": 5, "width": 5}
    with rasterio.open(tmp_path / "cube.tif.ovr", "w", **kind) as file:
        file.write(np.ones((1, 5, 5), np.uint8))
    assert open_scene(cube).fingerprint == before
    with rasterio.open(cube) as file:
        assert len(file.files) == 3
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=False), rasterio.open(cube, "r+") as file:
        stamp = cube.stat()
        file.write_mask(np.zeros((10, 10), bool))
    os.utime(cube, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert (tmp_path / "cube.tif.msk").is_file()
    assert open_scene(cube).fingerprint != before


def test_an_envi_header_counts(tmp_path: Path) -> None:
    path = make.envi_cube(tmp_path)
    before = open_scene(path).fingerprint
    header = tmp_path / "cube.hdr"
    header.write_text(header.read_text() + "description = {written again}\n")
    assert open_scene(path).fingerprint not in ("", before)
