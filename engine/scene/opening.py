"""Opens a scene from whatever the user gave: a product in any form, or a raster."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import InputNotFound
from .scene import Scene

_FOLDER_DEPTH = 3
_ARCHIVES = (".zip", ".tar.gz", ".tgz", ".tar")


def open_scene(path: str | os.PathLike[str]) -> Scene:
    """Opens a scene without reading its pixels (but for a quick look at some).

    Args:
        path: an EnMAP product (its folder, its METADATA.XML, any member file, its ZIP, or the
            tar.gz of a delivery), or any raster that GDAL opens, or the header of an ENVI file.

    Raises:
        InputNotFound: there is no such file, or no product in this folder.
        InputUnreadable: it is no raster, or its metadata make no sense.
        InputTruncated: the file is shorter than its header says.
        NotHyperspectral: it has fewer than 10 bands.
        WrongLevel: it is an EnMAP L1B product.
        BandMismatch: metadata and cube have different numbers of bands.
        DiskFull: an archive cannot be unpacked.
    """
    # rasterio is only imported once a scene is opened: ``python -m engine --help`` stays quick.
    from .formats.enmap import open_bare_cube, open_product
    from .formats.enmap_files import member, product_of
    from .formats.envi_header import data_of
    from .formats.gdal_raster import open_raster

    text = os.fspath(path)
    given = Path(text)
    if text.startswith("/vsi") or (not given.exists() and _is_gdal_name(text)):
        return open_raster(given, text)
    if not given.exists():
        raise InputNotFound(
            f"There is no file or folder {text}.",
            hint="Check the path, and that the disk or network folder is connected.",
        )
    if given.is_dir():
        return _open_folder(given)
    if given.name.lower().endswith(_ARCHIVES):
        from .formats.archive import unpacked_product

        return open_product(given, unpacked_product(given))
    files = product_of(given)
    if files is not None and files.metadata is not None:
        return open_product(given, files)
    found = member(given.name)
    if found is not None and found[1].startswith("SPECTRAL_IMAGE") and found[2] != "HDR":
        return open_bare_cube(given, given, files)
    if given.suffix.lower() == ".hdr" and (data := data_of(given)) is not None:
        return open_raster(given, str(data))
    return open_raster(given, text)


def _open_folder(folder: Path) -> Scene:
    from .formats.archive import unpacked_product
    from .formats.enmap import open_bare_cube, open_product
    from .formats.enmap_files import (
        list_folder,
        product_in_folder,
        products_in,
        several_products,
    )

    level = [folder]
    for _ in range(_FOLDER_DEPTH + 1):
        found = [product for place in level if (product := product_in_folder(place)) is not None]
        if len(found) > 1:
            raise several_products(folder, [str(product.metadata) for product in found])
        if found:
            return open_product(folder, found[0])
        below = [path for place in level for path in sorted(place.iterdir()) if path.is_dir()]
        if not below:
            break
        level = below
    files = list_folder(folder)
    bare = [product for product in products_in(files) if product.cubes]
    if len(bare) == 1:
        return open_bare_cube(folder, next(iter(bare[0].cubes.values())), bare[0])
    archives = [p for p in files if p.name.lower().endswith(_ARCHIVES)]
    if len(archives) == 1:
        return open_product(folder, unpacked_product(archives[0]))
    raise InputNotFound(
        f"There is no EnMAP product in the folder {folder}: no METADATA.XML was found.",
        hint="Choose the product's folder or ZIP, or the raster file itself.",
    )


def _is_gdal_name(text: str) -> bool:
    """Whether a path that does not exist may still be one for GDAL, as ``HDF5:"file"://cube``."""
    head, colon, _ = text.partition(":")
    return bool(colon) and len(head) > 1 and head.replace("_", "").isalnum() and head.isupper()
