"""Writes small EnMAP products and rasters in every variant that users bring.

All are made from a real product (the ``potsdam`` fixture) or from numbers stated here; every
function writes below the folder it is given and returns what a user would choose.
"""

from __future__ import annotations

import io
import re
import shutil
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import rasterio

NODATA = -32768
SIZE = 32
QUALITY = ("CLASSES", "CLOUD", "CLOUDSHADOW", "CIRRUS", "TESTFLAGS")

Member = Callable[[str], str]


def cube_of(product: Path) -> Path:
    """The cube in a product's folder."""
    cubes = product.glob("*SPECTRAL_IMAGE*")
    return next(path for path in cubes if path.suffix.lower() in (".tif", ".tiff"))


def metadata_of(product: Path) -> Path:
    """The METADATA.XML in a product's folder."""
    return next(product.glob("*METADATA.XML*"))


def mini_product(
    product: Path,
    folder: Path,
    *,
    prefix: bool = True,
    rename: Member = lambda name: name,
    edit_xml: Callable[[str], str] = lambda text: text,
    edit_cube: Callable[[np.ndarray], np.ndarray] = lambda cube: cube,
    quality: Sequence[str] = QUALITY,
    profile: dict[str, Any] | None = None,
) -> Path:
    """A complete product of 32 x 32 pixels around filled ones of ``product``.

    Args:
        product: the real product's folder.
        folder: gets a folder of the product's name.
        prefix: whether members carry the product's name.
        rename: changes a member's name, such as ``METADATA.XML`` to ``METADATA.XML.XML``.
        edit_xml: changes the text of METADATA.XML.
        edit_cube: changes the cube ``(bands, rows, cols)``.
        quality: which quality layers to write.
        profile: creation options of the cube, over rasterio's.

    Returns:
        The new product's folder.
    """
    out = folder / product.name
    out.mkdir(parents=True)

    def place(name: str) -> Path:
        return out / (f"{product.name}-" * prefix + rename(name))

    text = metadata_of(product).read_text(encoding="utf-8")
    place("METADATA.XML").write_text(edit_xml(text), encoding="utf-8")
    row, col = _filled_corner(product)
    window = rasterio.windows.Window(col, row, SIZE, SIZE)
    with rasterio.open(cube_of(product)) as source:
        cube = edit_cube(source.read(window=window))
        kind = {
            **source.profile,
            "height": cube.shape[1],
            "width": cube.shape[2],
            "count": cube.shape[0],
            "transform": source.window_transform(window),
            "tiled": False,
            "blockysize": 8,
            **(profile or {}),
        }
    kind.pop("blockxsize", None)
    with rasterio.open(place("SPECTRAL_IMAGE.TIF"), "w", **kind) as file:
        file.write(cube)
    kind = {**kind, "count": 1, "dtype": "uint8", "nodata": None, "interleave": "band"}
    for name in quality:
        layer = next(product.glob(f"*QL_QUALITY_{name}.TIF"))
        with rasterio.open(layer) as source:
            values = source.read(1, window=window)
        with rasterio.open(place(f"QL_QUALITY_{name}.TIF"), "w", **kind) as file:
            file.write(values, 1)
    return out


def _filled_corner(product: Path) -> tuple[int, int]:
    """The corner of the first 32 x 32 chip of the real product that holds values."""
    with rasterio.open(cube_of(product)) as source:
        band = source.read(1)
    for row in range(0, band.shape[0] - SIZE + 1, SIZE):
        for col in range(0, band.shape[1] - SIZE + 1, SIZE):
            if (band[row : row + SIZE, col : col + SIZE] != NODATA).all():
                return row, col
    raise ValueError(f"{product} has no filled chip of {SIZE} x {SIZE} pixels")


def set_layer(product: Path, name: str, value: int, rows: slice, cols: slice) -> None:
    """Writes a value into a part of a quality layer."""
    layer = next(product.glob(f"*QL_QUALITY_{name}.*"))
    with rasterio.open(layer, "r+") as file:
        values = file.read(1)
        values[rows, cols] = value
        file.write(values, 1)


def zipped(product: Path, archive: Path, *, in_folder: bool = True) -> Path:
    """A product as the portal's ZIP; older ones hold their files without a folder."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for member in sorted(product.iterdir()):
            file.write(member, f"{product.name}/{member.name}" if in_folder else member.name)
    return archive


def delivery(archives: Sequence[Path], out: Path) -> Path:
    """An EOWEB delivery: a tar.gz with product ZIPs in folders, a readme and an index."""
    order = out.name.split(".")[0]
    with tarfile.open(out, "w:gz") as file:
        for archive in archives:
            file.add(archive, f"{order}/ENMAP.HSI.L2A/{archive.stem}/{archive.stem}.ZIP")
        for name in ("readme.html", "iif/product_iif.xml"):
            file.addfile(tarfile.TarInfo(f"{order}/{name}"), io.BytesIO())
    return out


def without_detectors(text: str) -> str:
    """METADATA.XML as EnPT writes it: without channel lists and statistics."""
    text = re.sub(r"<(vnir|swir)ProductQuality>.*?</\1ProductQuality>", "", text, flags=re.DOTALL)
    return re.sub(r"<bandStatistics>.*?</bandStatistics>", "", text, flags=re.DOTALL)


def with_bands(text: str, count: int) -> str:
    """METADATA.XML that lists only its first ``count`` bands."""

    def cut(match: re.Match[str]) -> str:
        return match[0] if int(match[1]) <= count else ""

    return re.sub(r'<bandID number="(\d+)">.*?</bandID>', cut, text, flags=re.DOTALL)


def swap_detectors(text: str, first: int, second: int) -> str:
    """METADATA.XML in which two bands change their places in the channel lists."""

    def swap(match: re.Match[str]) -> str:
        numbers = [int(part) for part in match[1].split(",")]
        other = {first: second, second: first}
        changed = sorted(other.get(number, number) for number in numbers)
        return f"<expectedChannelsList>{','.join(map(str, changed))}</expectedChannelsList>"

    return re.sub(r"<expectedChannelsList>([\d,]+)</expectedChannelsList>", swap, text)


def as_level(text: str, level: str) -> str:
    """METADATA.XML of another processing level."""
    return text.replace("<level>L2A</level>", f"<level>{level}</level>")


def detector_order(product: Path) -> list[int]:
    """Band numbers of a product, all of VNIR first, then all of SWIR, as EnMAP-Box stores them."""
    text = metadata_of(product).read_text(encoding="utf-8")
    lists = re.findall(r"<expectedChannelsList>([\d,]+)</expectedChannelsList>", text)
    return [int(part) for numbers in lists for part in numbers.split(",")]


def wavelengths_of(product: Path) -> list[tuple[float, float]]:
    """Centre and width in nm of each band of a product, in its own order."""
    text = metadata_of(product).read_text(encoding="utf-8")
    found = re.findall(
        r"<wavelengthCenterOfBand>([\d.]+)</wavelengthCenterOfBand>"
        r"<FWHMOfBand>([\d.]+)</FWHMOfBand>",
        text,
    )
    return [(float(centre), float(fwhm)) for centre, fwhm in found]


def detector_ordered_copy(product: Path, out: Path) -> Path:
    """The whole cube in detector order, with the wavelengths in each band's metadata.

    It has no quality layers: what they exclude in the Potsdam product is nodata in the cube too.
    """
    order, bands = detector_order(product), wavelengths_of(product)
    with rasterio.open(cube_of(product)) as source:
        cube, profile = source.read(order), source.profile
    with rasterio.open(out, "w", **profile) as file:
        file.write(cube)
        file.scales = [1e-4] * len(order)
        for number, original in enumerate(order, start=1):
            centre, fwhm = bands[original - 1]
            file.update_tags(number, wavelength=centre, fwhm=fwhm, wavelength_units="Nanometers")
    return out


def scaled_float_copy(product: Path, out: Path) -> Path:
    """The whole cube as float32 reflectance with wavelengths, as a raster calculator leaves it."""
    with rasterio.open(cube_of(product)) as source:
        cube, profile = source.read(), source.profile
    scaled = np.where(cube == NODATA, np.float32(NODATA), cube * np.float32(1e-4))
    with rasterio.open(out, "w", **{**profile, "dtype": "float32"}) as file:
        file.write(scaled.astype(np.float32))
        for number, (centre, fwhm) in enumerate(wavelengths_of(product), start=1):
            file.update_tags(number, wavelength=centre, fwhm=fwhm, wavelength_units="Nanometers")
    return out


def no_wavelength_copy(product: Path, out: Path) -> Path:
    """The whole cube without any metadata, under a name that tells nothing."""
    return Path(shutil.copyfile(cube_of(product), out))


def all_nodata_copy(product: Path, out: Path) -> Path:
    """A cube with wavelengths of which every pixel is nodata."""
    with rasterio.open(cube_of(product)) as source:
        profile = source.profile
    cube = np.full((profile["count"], profile["height"], profile["width"]), NODATA, np.int16)
    with rasterio.open(out, "w", **profile) as file:
        file.write(cube)
        for number, (centre, _) in enumerate(wavelengths_of(product), start=1):
            file.update_tags(number, wavelength=centre, wavelength_units="Nanometers")
    return out


def truncated_copy(source: Path, out: Path, share: float = 0.6) -> Path:
    """The first part of a file, as a broken download leaves it."""
    data = source.read_bytes()
    out.write_bytes(data[: int(len(data) * share)])
    return out


def rgb_photo(out: Path) -> Path:
    """A picture of three bands."""
    values = np.arange(3 * 20 * 30, dtype=np.uint8).reshape(3, 20, 30)
    profile = {"driver": "GTiff", "count": 3, "height": 20, "width": 30, "dtype": "uint8"}
    with rasterio.open(out, "w", **profile) as file:
        file.write(values)
    return out


def envi_cube(
    folder: Path,
    interleave: str = "bsq",
    *,
    bands: int = 12,
    dtype: str = "int16",
    header: str = "",
    values: np.ndarray | None = None,
) -> Path:
    """A raw ENVI file ``cube.img`` of 5 x 4 pixels with its header.

    Args:
        folder: exists.
        interleave: ``bsq``, ``bil`` or ``bip``.
        bands: how many.
        dtype: numpy name of the values; with ``>`` in front they are big-endian.
        header: further lines of the header.
        values: ``(bands, 5, 4)``; counted up if not given.
    """
    codes = {"uint8": 1, "int16": 2, "float32": 4, "uint16": 12}
    kind = np.dtype(dtype)
    if values is None:
        values = np.arange(bands * 20).reshape(bands, 5, 4)
    axes = {"bsq": (0, 1, 2), "bil": (1, 0, 2), "bip": (1, 2, 0)}[interleave]
    (folder / "cube.img").write_bytes(
        np.ascontiguousarray(values.astype(kind).transpose(axes)).tobytes()
    )
    (folder / "cube.hdr").write_text(
        f"ENVI\nsamples = 4\nlines = 5\nbands = {len(values)}\nheader offset = 0\n"
        f"file type = ENVI Standard\ndata type = {codes[kind.name]}\ninterleave = {interleave}\n"
        f"byte order = {int(kind.byteorder == '>')}\n{header}\n",
        encoding="utf-8",
    )
    return folder / "cube.img"
