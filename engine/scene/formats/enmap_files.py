"""The files of an EnMAP product: names, variants of names, and which belong together.

Source: EnMAP HSI product specification; variants seen in deliveries, products.md §1.1-1.3: no name
prefix, ``METADATA.XML.XML``, ``_COG`` members, any letter case.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ...errors import InputNotFound, InputUnreadable, PermissionRefused
from ..quality import LAYERS

_NAME = re.compile(
    r"^ENMAP(?P<satellite>\d{2})-____(?P<level>L1B|L1C|L2A)-DT(?P<datatake>\d{9,10})"
    r"_(?P<start>\d{8}T\d{6})Z_(?P<tile>\d{3})_V(?P<version>\d{6})_(?P<processed>\d{8}T\d{6})Z",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"^(?P<prefix>.*-)?(?P<role>METADATA|HISTORY|LOG|SPECTRAL_IMAGE(?:_VNIR|_SWIR)?|QL_[A-Z_]+?)"
    r"(?P<cog>_COG)?\.(?P<extension>[A-Z0-9.]+)$",
    re.IGNORECASE,
)
_XML = ("XML", "XML.XML")
_CUBE_EXTENSIONS = ("TIF", "TIFF", "GEOTIFF", "BSQ", "BIL", "BIP", "JPEG2000", "JP2")
"""In the order in which they are tried, as ordered formats go."""

_LAYER_EXTENSIONS = ("TIF", "TIFF", "GEOTIFF")


@dataclass(frozen=True)
class ProductName:
    """What an EnMAP product's name tells.

    Attributes:
        product: the name without the member's suffix.
        level: ``L1B``, ``L1C`` or ``L2A``.
        acquired: start of the acquisition, ISO 8601 UTC.
    """

    product: str
    level: str
    acquired: str


@dataclass(frozen=True)
class ProductFiles:
    """The members of one product.

    Attributes:
        prefix: what their names begin with; empty for products without prefix.
        metadata: METADATA.XML; None where it is missing.
        cubes: by role: ``SPECTRAL_IMAGE``, or ``SPECTRAL_IMAGE_VNIR`` and ``_SWIR`` in L1B.
        layers: quality layers by name, one of ``quality.LAYERS``.
    """

    prefix: str
    metadata: Path | None
    cubes: Mapping[str, Path]
    layers: Mapping[str, Path]

    @property
    def cube(self) -> Path | None:
        return self.cubes.get("SPECTRAL_IMAGE")


def parse_name(name: str) -> ProductName | None:
    """Reads a product's, folder's or member's name; None if it is not EnMAP's."""
    match = _NAME.match(name)
    if match is None:
        return None
    start = match["start"]
    acquired = f"{start[:4]}-{start[4:6]}-{start[6:8]}T{start[9:11]}:{start[11:13]}:{start[13:15]}Z"
    return ProductName(match[0], match["level"].upper(), acquired)


def member(name: str) -> tuple[str, str, str] | None:
    """Splits a file name into prefix, role and extension, all upper case; None if no member."""
    match = _MEMBER.match(name)
    if match is None:
        return None
    prefix = (match["prefix"] or "").upper()
    return prefix, match["role"].upper(), match["extension"].upper()


def is_metadata(name: str) -> bool:
    """Whether a file name is that of a product's METADATA.XML, in any variant."""
    found = member(name)
    return found is not None and found[1] == "METADATA" and found[2] in _XML


def is_needed(name: str) -> bool:
    """Whether a member is needed to open the product; quicklooks and pixel masks are not."""
    found = member(name)
    if found is None:
        return False
    _, role, extension = found
    if role.startswith("SPECTRAL_IMAGE"):
        return extension in (*_CUBE_EXTENSIONS, "HDR", "BSQ.HDR", "BIL.HDR", "BIP.HDR")
    if role == "METADATA":
        return extension in _XML
    return role in {f"QL_QUALITY_{name}" for name in LAYERS} and extension in _LAYER_EXTENSIONS


def list_folder(folder: Path) -> list[Path]:
    """The files of a folder, sorted by name.

    Raises:
        InputNotFound: the folder does not exist.
        PermissionRefused: it may not be listed.
    """
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except PermissionError as exc:
        raise PermissionRefused(
            f"The folder {folder} may not be read.",
            hint="Ask for read permission, or copy the product to a folder of your own.",
            detail=str(exc),
        ) from exc
    except OSError as exc:
        raise InputNotFound(
            f"The folder {folder} cannot be listed: {exc.strerror}.",
            hint="Check the path, and that the disk or network folder is connected.",
        ) from exc


def products_in(files: Iterable[Path]) -> list[ProductFiles]:
    """Groups files into products by their prefix; files that are no members are left out."""
    groups: dict[str, dict[str, dict[str, Path]]] = {}
    for path in files:
        if (found := member(path.name)) is None:
            continue
        prefix, role, extension = found
        groups.setdefault(prefix, {}).setdefault(role, {})[extension] = path
    products = []
    for prefix, roles in sorted(groups.items()):
        metadata = _pick(roles.get("METADATA", {}), _XML)
        cubes = {
            role: cube
            for role, paths in roles.items()
            if role.startswith("SPECTRAL_IMAGE")
            and (cube := _pick(paths, _CUBE_EXTENSIONS)) is not None
        }
        layers = {
            name: layer
            for name in LAYERS
            if (layer := _pick(roles.get(f"QL_QUALITY_{name}", {}), _LAYER_EXTENSIONS)) is not None
        }
        if metadata is not None or cubes:
            products.append(ProductFiles(prefix, metadata, cubes, layers))
    return products


def product_of(path: Path) -> ProductFiles | None:
    """The product that a file is a member of; None if it is none or stands alone."""
    found = member(path.name)
    if found is None:
        return None
    for product in products_in(list_folder(path.parent)):
        if product.prefix == found[0]:
            return product
    return None


def product_in_folder(folder: Path) -> ProductFiles | None:
    """The one product of a folder; None if there is none.

    Raises:
        InputUnreadable: it holds several.
    """
    products = [p for p in products_in(list_folder(folder)) if p.metadata is not None]
    if len(products) > 1:
        raise several_products(folder, [str(product.metadata) for product in products])
    return products[0] if products else None


def several_products(folder: Path, metadata: list[str]) -> InputUnreadable:
    """The error for a folder that holds more than one product; names their metadata."""
    names = ", ".join(os.path.relpath(path, folder) for path in metadata[:4])
    return InputUnreadable(
        f"The folder {folder} holds {len(metadata)} EnMAP products: {names}.",
        hint="Choose the METADATA.XML of the one to open.",
    )


def _pick(paths: Mapping[str, Path], extensions: Iterable[str]) -> Path | None:
    return next((paths[ext] for ext in extensions if ext in paths), None)
