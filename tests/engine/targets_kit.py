"""A small scene with planted targets, and what marks them, for the tests of targetdetection."""

from __future__ import annotations

import numpy as np
import pyogrio
import rasterio
import shapely

from engine.context import Context
from engine.tasks.registry import run_task

SIDE, BANDS, NODATA = 48, 24, -9999.0
NM = np.linspace(450, 2400, BANDS)
TARGET = 0.3 + 0.2 * np.sin(NM / 120)
PLANTED = [(5, 7), (20, 30), (40, 12), (33, 44)]
MASKED = (30, 3)
CORNER_X, CORNER_Y, PIXEL_M = 400_000.0, 5_800_000.0, 30.0
PIXELS = {"pixels": "5,7;20,30"}


def planted_cube():
    rng = np.random.default_rng(2)
    ends = np.stack([0.1 + 0.2 * NM / 2400, 0.4 - 0.1 * NM / 2400, 0.2 + 0.1 * np.cos(NM / 300)])
    shares = rng.dirichlet(np.ones(3), (SIDE, SIDE))
    cube = shares @ ends + 0.002 * rng.normal(size=(SIDE, SIDE, BANDS))
    for row, col in PLANTED:
        cube[row, col] = 0.5 * cube[row, col] + 0.5 * TARGET
    return np.moveaxis(cube, -1, 0).astype(np.float32)


def write_scene(folder, cube, wavelengths=True):
    path = folder / "scene.bsq"
    cube.astype("<f4").tofile(path)
    lines = [
        "ENVI",
        f"samples = {cube.shape[2]}\nlines = {cube.shape[1]}\nbands = {cube.shape[0]}",
        "header offset = 0\nfile type = ENVI Standard\ndata type = 4\ninterleave = bsq",
        f"byte order = 0\ndata ignore value = {NODATA}",
        f"map info = {{UTM, 1, 1, {CORNER_X}, {CORNER_Y}, {PIXEL_M}, {PIXEL_M}, 33, North, "
        "WGS-84}",
    ]
    if wavelengths:
        listed = ", ".join(f"{nm:.1f}" for nm in NM)
        lines.append(f"wavelength units = Nanometers\nwavelength = {{{listed}}}")
    path.with_suffix(".hdr").write_text("\n".join(lines) + "\n")
    return path


def write_polygons(path, places, **fields):
    """One square on each pixel."""
    boxes = [
        shapely.box(
            CORNER_X + PIXEL_M * (col + 0.1),
            CORNER_Y - PIXEL_M * (row + 0.9),
            CORNER_X + PIXEL_M * (col + 0.9),
            CORNER_Y - PIXEL_M * (row + 0.1),
        )
        for row, col in places
    ]
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array(boxes, object)),
        [np.array(values) for values in fields.values()],
        list(fields),
        geometry_type="Polygon",
        crs="EPSG:32633",
    )
    return path


def search(scene, out, **values):
    asked = {"scene": scene, "out": out, "margin": 0, **values}
    result = run_task("targetdetection", asked, Context())
    with rasterio.open(out) as file:
        return file.read(1), result


def gappy_scene(folder):
    """The planted cube with a gap of 12 pixels."""
    cube = planted_cube()
    cube[:, 28:32, 2:5] = NODATA
    return write_scene(folder, cube)


def write_library(folder):
    """Two spectra: ``wave`` is that of the target."""
    nm = np.arange(400, 2500, 5.0)
    path = folder / "library.csv"
    curve, flat = 0.3 + 0.2 * np.sin(nm / 120), 0.2 + nm / 10_000
    rows = [f"{a},{b:.5f},{c:.5f}" for a, b, c in zip(nm, curve, flat)]
    path.write_text("wavelength nm,wave,slope\n" + "\n".join(rows) + "\n")
    return path
