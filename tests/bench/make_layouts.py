"""Makes one simulated scene of 1200 x 1200 x 224 in the three common TIFF layouts, and labels.

    python tests/bench/make_layouts.py [FOLDER] [--size 1200]

Smooth spectra, mixed by smooth fields, with noise that grows with the signal, so that the files
compress as real ones do. Deterministic. Six bands are nodata everywhere, as in EnMAP L2A products.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.transform import from_origin
from scipy.ndimage import gaussian_filter, zoom

BANDS = 224
UNUSABLE = range(131, 137)
CLASSES = ("Water", "Forest", "Meadow", "Soil", "Roof", "Asphalt")
COLOURS = ("#0072b2", "#117733", "#999933", "#b8860b", "#cc6677", "#777777")
LAYOUTS: dict[str, dict[str, object]] = {
    "bsq_strips": {"interleave": "band", "tiled": False, "blockysize": 8},
    "bsq_tiles": {"interleave": "band", "tiled": True, "blockxsize": 256, "blockysize": 256},
    "bip_tiles": {"interleave": "pixel", "tiled": True, "blockxsize": 256, "blockysize": 256},
}
PIXEL_M = 30.0
NODATA = -32768
NOISE_DN = 12.0


def wavelengths_nm() -> npt.NDArray[np.float64]:
    """Band centres that look like EnMAP's."""
    return np.concatenate([np.linspace(418.4, 993.0, 91), np.linspace(1004.0, 2445.5, 133)])


def spectra(rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """One smooth spectrum a class, ``(classes, bands)``, in DN of 1e-4 reflectance."""
    rough = rng.uniform(200, 4500, (len(CLASSES), 9))
    fine = zoom(rough, (1, BANDS / rough.shape[1]), order=3)[:, :BANDS]
    return np.clip(fine, 50, 9000).astype(np.float32)


def abundances(size: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Smooth shares of the classes, ``(classes, rows, cols)``, that sum to 1."""
    fields = np.stack([gaussian_filter(rng.normal(size=(size, size)), 12) for _ in CLASSES])
    sharp = np.exp(6 * fields / fields.std())
    return (sharp / sharp.sum(axis=0)).astype(np.float32)


def labels(shares: npt.NDArray[np.float32], rng: np.random.Generator) -> dict[str, object]:
    """Squares of 10 pixels where a class prevails, as GeoJSON in EPSG:32633."""
    side, size = 10, shares.shape[1]
    features = []
    found = dict.fromkeys(range(len(CLASSES)), 0)
    for row, col in rng.integers(0, size - side, (20000, 2)):
        part = shares[:, row : row + side, col : col + side]
        value = int(part.mean(axis=(1, 2)).argmax())
        if found[value] >= 12 or part[value].min() < 0.5:
            continue
        found[value] += 1
        x0, y0 = 400000 + col * PIXEL_M, 5800000 - row * PIXEL_M
        x1, y1 = x0 + side * PIXEL_M, y0 - side * PIXEL_M
        ring = [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]
        features.append(
            {
                "type": "Feature",
                "properties": {
                    "class_id": value + 1,
                    "class": CLASSES[value],
                    "color": COLOURS[value],
                },
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    name = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}}
    return {"type": "FeatureCollection", "crs": name, "features": features}


def make(folder: Path, size: int = 1200) -> dict[str, Path]:
    """Makes what is missing in ``folder``.

    Returns:
        The path of each layout by name, and ``labels``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = {name: folder / f"{name}_{size}.tif" for name in LAYOUTS}
    paths["labels"] = folder / f"labels_{size}.geojson"
    if all(path.exists() for path in paths.values()):
        return paths
    rng = np.random.default_rng(20240724)
    shares, ends = abundances(size, rng), spectra(rng)
    paths["labels"].write_text(json.dumps(labels(shares, rng)), encoding="utf-8")
    cube = np.empty((BANDS, size, size), np.int16)
    for band in range(BANDS):
        clean = np.tensordot(ends[:, band], shares, axes=1)
        noise = rng.standard_normal((size, size), np.float32) * (NOISE_DN + 0.004 * clean)
        cube[band] = np.clip(clean + noise, 1, 20000).astype(np.int16)
    for number in UNUSABLE:
        cube[number - 1] = NODATA
    for name, layout in LAYOUTS.items():
        part = paths[name].with_suffix(".part")
        _write(part, cube, layout)
        part.replace(paths[name])
    return paths


def _write(path: Path, cube: npt.NDArray[np.int16], layout: dict[str, object]) -> None:
    bands, height, width = cube.shape
    profile = {
        "driver": "GTiff",
        "count": bands,
        "height": height,
        "width": width,
        "dtype": "int16",
        "nodata": NODATA,
        "crs": "EPSG:32633",
        "transform": from_origin(400000, 5800000, PIXEL_M, PIXEL_M),
        "compress": "deflate",
        "num_threads": "all_cpus",
        "bigtiff": "if_safer",
        **layout,
    }
    with rasterio.Env(GDAL_CACHEMAX=2048), rasterio.open(path, "w", **profile) as file:
        file.scales = [1e-4] * bands
        for number, centre in enumerate(wavelengths_nm(), start=1):
            tags = {"wavelength": f"{centre:.2f}", "wavelength_units": "Nanometers", "fwhm": "8.0"}
            file.update_tags(number, **tags)
        file.write(cube)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default="build/bench", type=Path)
    parser.add_argument("--size", type=int, default=1200)
    chosen = parser.parse_args()
    for name, path in make(chosen.folder, chosen.size).items():
        print(f"{name:12} {path.stat().st_size / 1e6:8.1f} MB  {path}")


if __name__ == "__main__":
    main()
