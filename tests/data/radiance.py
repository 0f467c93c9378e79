"""Writes small EnMAP L1C products: radiance under the metadata of an official one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import rasterio

SIZE = 24
LAYERS = ("CLASSES", "CLOUD", "CLOUDSHADOW", "CIRRUS", "TESTFLAGS")


def official_metadata(shared_data: Path) -> tuple[str, str]:
    """Name and text of METADATA.XML of EnMAP's L1C sample of 2017-06-26 (218 bands)."""
    path = shared_data / "enmap_products_xml" / "enmap_L1C_gtif_qualification.zip"
    with zipfile.ZipFile(path) as archive:
        member = next(n for n in archive.namelist() if n.endswith("METADATA.XML"))
        text = archive.read(member).decode("utf-8")
    return Path(member).name.removesuffix("-METADATA.XML"), text


def bands_of(text: str) -> np.ndarray:
    """Centre and width in nm, gain and offset of every band: ``(bands, 4)``."""
    names = ("wavelengthCenterOfBand", "FWHMOfBand", "GainOfBand", "OffsetOfBand")
    found = re.findall(r"\s*".join(rf"<{name}>([^<]+)</{name}>" for name in names), text)
    return np.array(found, dtype=float)


def radiance_product(
    shared_data: Path,
    folder: Path,
    radiance: np.ndarray,
    *,
    layers: dict[str, np.ndarray] | None = None,
    edit_xml: Callable[[str], str] = lambda text: text,
    with_metadata: bool = True,
    scales: bool = False,
) -> Path:
    """A complete L1C product.

    Args:
        shared_data: with the official metadata.
        folder: gets a folder of the product's name.
        radiance: ``(bands, rows, cols)`` in W m-2 sr-1 nm-1; NaN where nothing was measured.
        layers: values of quality layers that are not all 0, by name.
        edit_xml: changes the text of METADATA.XML.
        with_metadata: whether METADATA.XML is there.
        scales: whether the cube itself states a scale, too.

    Returns:
        The product's folder.
    """
    name, text = official_metadata(shared_data)
    gain, offset = bands_of(text)[:, 2:].T[:, :, None, None]
    out = folder / name
    out.mkdir(parents=True)
    if with_metadata:
        (out / f"{name}-METADATA.XML").write_text(edit_xml(text), encoding="utf-8")
    stored = np.clip(np.round((radiance - offset) / gain), 1, 65535)
    stored = np.where(np.isnan(radiance), 0, stored).astype(np.uint16)
    rows, cols = stored.shape[1:]
    profile = {
        "driver": "GTiff",
        "height": rows,
        "width": cols,
        "crs": "EPSG:32632",
        "transform": rasterio.Affine(30, 0, 6e5, 0, -30, 5.3e6),
    }
    cube = out / f"{name}-SPECTRAL_IMAGE.TIF"
    with rasterio.open(cube, "w", count=len(stored), dtype="uint16", **profile) as file:
        file.write(stored)
        if scales:
            file.scales = [2e-6] * len(stored)
    for layer in LAYERS:
        values = (layers or {}).get(layer, np.zeros((rows, cols)))
        path = out / f"{name}-QL_QUALITY_{layer}.TIF"
        with rasterio.open(path, "w", count=1, dtype="uint8", **profile) as file:
            file.write(values.astype(np.uint8), 1)
    return out
