"""Opens EnMAP products of level L2A (and L1C, with a warning)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ...errors import InputNotFound, WrongLevel
from ..scale import RADIANCE_UNIT, Scale
from ..scene import Scene
from .enmap_files import ProductFiles, ProductName, list_folder, parse_name
from .enmap_xml import EnmapMetadata, read_metadata
from .gdal_raster import open_raster
from .product_hints import ProductHints

_L2A_NODATA = {"int16": -32768.0}
"""What delivered L2A cubes hold outside the strip; ``backgroundValue`` in the XML may differ."""

_RADIANCE_NODATA = {"uint16": 0.0}

_REFUSED_L1B = (
    "HSFM needs the L2A product (surface reflectance). Order it from the EnMAP portal, or process "
    "this one with EnPT; in L1B, VNIR and SWIR lie about 20 rows apart and cannot be stacked."
)
_L1C_WARNING = (
    "This is an L1C product: radiance at the top of the atmosphere, not reflectance. Anomaly and "
    "cloud maps work on it; classifiers trained on reflectance do not."
)


def open_product(path: Path, files: ProductFiles) -> Scene:
    """Opens a product by its metadata.

    Args:
        path: what the user gave.
        files: its members; ``metadata`` is there.

    Raises:
        WrongLevel: it is L1B.
        InputNotFound: the cube is missing.
        BandMismatch, InputUnreadable, InputTruncated: its files are broken or do not fit.
    """
    if files.metadata is None:
        raise InputNotFound(f"{path} has no METADATA.XML.", hint="Download the product again.")
    metadata = read_metadata(files.metadata)
    refuse_level(metadata.level, files.metadata)
    cube = _cube(files, metadata)
    if cube is None:
        raise InputNotFound(
            f"The cube of {files.metadata} is missing: there is no "
            f"{files.prefix}SPECTRAL_IMAGE beside it.",
            hint="Unpack or download the whole product into one folder.",
        )
    return open_raster(path, str(cube), _hints(files, metadata))


def open_bare_cube(path: Path, cube: Path, files: ProductFiles | None) -> Scene:
    """Opens a cube that carries an EnMAP name but stands without its METADATA.XML.

    Raises:
        WrongLevel: its name says L1B.
    """
    name = parse_name(cube.name)
    if name is not None:
        refuse_level(name.level, cube)
    elif files is not None and files.cube is None and files.cubes:
        refuse_level("L1B", cube)
    return open_raster(path, str(cube), _bare_hints(cube, name, files))


def refuse_level(level: str, path: Path) -> None:
    """Refuses products that cannot be mapped.

    Raises:
        WrongLevel: ``level`` is L1B.
    """
    if level == "L1B":
        raise WrongLevel(f"{path} belongs to an EnMAP L1B product.", hint=_REFUSED_L1B)


def _cube(files: ProductFiles, metadata: EnmapMetadata) -> Path | None:
    if files.cube is not None:
        return files.cube
    wanted = metadata.cube_name.upper()
    folder = metadata.path.parent
    return next((p for p in list_folder(folder) if wanted and p.name.upper() == wanted), None)


def _hints(files: ProductFiles, metadata: EnmapMetadata) -> ProductHints:
    is_reflectance = metadata.level == "L2A"
    unit = "reflectance" if is_reflectance else f"radiance in {RADIANCE_UNIT}"
    named = parse_name(metadata.path.name) or parse_name(metadata.path.parent.name)
    warnings = [] if is_reflectance else [_L1C_WARNING]
    if metadata.facts.get("overall quality") == "low":
        warnings.append("The provider rates the quality of this product as low.")
    return ProductHints(
        sensor=_sensor(metadata),
        level=metadata.level,
        product=metadata.product or (named.product if named else metadata.path.parent.name),
        acquired=metadata.acquired or (named.acquired if named else ""),
        metadata=metadata.path,
        band_count=len(metadata.bands),
        wavelengths=metadata.candidate(),
        scale=Scale(
            np.array([band.gain for band in metadata.bands]),
            np.array([band.offset for band in metadata.bands]),
            f"METADATA.XML ({unit})",
        ),
        nodata=_L2A_NODATA if is_reflectance else _RADIANCE_NODATA,
        empty_bands=metadata.empty_bands,
        layers=files.layers,
        layers_expected=True,
        facts=metadata.facts,
        warnings=tuple(warnings),
    )


def _sensor(metadata: EnmapMetadata) -> str:
    """The sensor's name; a simulated product is called so wherever its sensor is shown."""
    is_simulated = metadata.facts.get("comment", "").lower().startswith("simulated")
    return "EnMAP (simulated)" if is_simulated else "EnMAP"


def _bare_hints(cube: Path, name: ProductName | None, files: ProductFiles | None) -> ProductHints:
    level = name.level if name is not None else ""
    warnings = [_L1C_WARNING] if level == "L1C" else []
    warnings.append(
        f"{cube.name} has no METADATA.XML beside it: what the product says of its bands, scale and "
        "quality is unknown."
    )
    return ProductHints(
        sensor="EnMAP" if name is not None else "",
        level=level,
        product=name.product if name is not None else "",
        acquired=name.acquired if name is not None else "",
        nodata={"L2A": _L2A_NODATA, "L1C": _RADIANCE_NODATA}.get(level, {}),
        layers=files.layers if files is not None else {},
        warnings=tuple(warnings),
    )
