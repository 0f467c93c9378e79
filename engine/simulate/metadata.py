"""METADATA.XML of a simulated L2A product, in the official schema's structure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import numpy.typing as npt
from rasterio.warp import transform

from .footprint import EPSG, PIXEL_M, TRACK_TILT_DEG, Footprint
from .sensor import EnmapBands
from .terrain import SUN_AZIMUTH_DEG, SUN_ELEVATION_DEG

START, STOP = "2025-07-15T10:20:00.000000Z", "2025-07-15T10:20:02.200000Z"
PRODUCT_NAME = "ENMAP01-____L2A-DT0000000000_20250715T102000Z_000_V000000_20250715T120000Z"
"""A name in the official form whose datatake, tile and version are zero: no real product has it."""
SIMULATED = (
    "SIMULATED by HSFM from radiative-transfer models and documented absorption features; "
    "not a measurement, not made or endorsed by DLR."
)
QUICKLOOK_VNIR_NM = (641.1, 555.7, 468.3)
QUICKLOOK_SWIR_NM = (2200.8, 1648.5, 1249.2)

Node = tuple[str, "str | float | Sequence[Node]"]


@dataclass(frozen=True)
class ProductFile:
    """One file of the product: its name and its size in bytes."""

    name: str
    size: int


def metadata_xml(
    bands: EnmapBands,
    footprint: Footprint,
    statistics: npt.NDArray[np.float64],
    cover_percent: Mapping[str, float],
    files: Iterable[ProductFile],
    seed: int,
) -> str:
    """Writes the whole document.

    Args:
        bands: the band table.
        footprint: of the scene.
        statistics: mean and standard deviation of each band's reflectance, shape (bands, 2); bands
            without data have -1000000 and 0.
        cover_percent: cloudCover, hazeCover, cirrusCover, snowCover, waterCover, cloudShadow.
        files: the other files of the product.
        seed: of the scene.
    """
    body: list[Node] = [
        ("metadata", [
            ("schema", [("versionSchema", "00.06.00"), ("processingLevel", "L2A")]),
            ("name", f"{PRODUCT_NAME}-METADATA.XML"),
            ("comment", f"Simulated EnMAP L2A product (seed {seed}). {SIMULATED}"),
            ("citation", f"Simulated scene, Hyperspectral Foundation Mapper, seed {seed}."),
        ]),
        ("processing", [
            ("terrainCorrection", "Yes"), ("season", "summer"),
            ("productFormat", "GeoTIFF+Metadata"), ("mapProjection", "UTM_Zone_of_Scene_Center"),
            ("imageResampling", "Bilinear_Interpolation"), ("correctionType", "Land_Mode"),
            ("cirrusHazeRemoval", "No"), ("bandInterpolation", "No"), ("waterType", "Clear"),
        ]),
        ("base", [
            ("spatialCoverage", [_footprint_nodes(footprint)]),
            ("temporalCoverage", [("startTime", START), ("stopTime", STOP)]),
            ("revision", "00.00.00"), ("format", "ENMAP_L2A"), ("level", "L2A"),
            ("archivedVersion", "00.00.00"),
        ]),
        ("specific", _specific(bands, footprint, cover_percent)),
        ("product", _product(bands, footprint, statistics, files)),
    ]  # fmt: skip
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<level_X>\n'
    return head + "".join(_write(node, 1) for node in body) + "</level_X>\n"


def _specific(
    bands: EnmapBands, footprint: Footprint, cover_percent: Mapping[str, float]
) -> list[Node]:
    size = str(footprint.size)
    number = np.arange(1, len(bands) + 1)
    quality = ("overallQuality", "overallQualityVNIR", "overallQualitySWIR", "qualityAtmosphere")
    covers = [(name, str(round(percent))) for name, percent in cover_percent.items()]
    return [
        ("code", "ENMAP_L2A"), ("mission", "EnMAP"), ("satelliteID", "01"), ("sensor", "HSI"),
        ("datatakeID", "0000000000"), ("tileID", "000"), ("numberOfTiles", "001"),
        ("imageID", "000000000"), ("datatakeStart", START), ("datatakeStop", STOP),
        ("orbitNo", "0"), ("orbitDirection", "DESCENDING"), ("missionPhase", "simulated"),
        ("widthOfOrthoScene", size), ("heightOfOrthoScene", size),
        ("pixelSizeOfOrthoScene", PIXEL_M), ("backgroundValue", "-32768"),
        ("spatialCoverageOfOrthoScene", [_footprint_nodes(footprint)]),
        ("numberOfVNIRBands", str(int((~bands.is_swir).sum()))),
        ("numberOfSWIRBands", str(int(bands.is_swir.sum()))),
        ("meanGroundElevation", "110"),
        ("qualityFlag", [
            *((name, "0") for name in quality), *covers,
            ("sceneSZA", 90 - SUN_ELEVATION_DEG), ("sceneAOT", "120"), ("sceneWV", "2000"),
        ]),
        _angles("sunElevationAngle", SUN_ELEVATION_DEG, 0.05),
        _angles("sunAzimuthAngle", SUN_AZIMUTH_DEG, 0.15),
        _angles("acrossOffNadirAngle", 4.0, 1.3),
        _angles("alongOffNadirAngle", 0.1, 0.0),
        _angles("sceneAzimuthAngle", TRACK_TILT_DEG, 0.0),
        ("vnirProductQuality", _channels(number[~bands.is_swir])),
        ("swirProductQuality", _channels(number[bands.is_swir])),
        ("bandCharacterisation", [
            (f'bandID number="{n}"', [
                ("wavelengthCenterOfBand", float(centre)), ("FWHMOfBand", float(fwhm)),
                ("GainOfBand", "0.0001"), ("OffsetOfBand", "0"),
            ])
            for n, centre, fwhm in zip(number, bands.centre_nm, bands.fwhm_nm)
        ]),
    ]  # fmt: skip


def _product(
    bands: EnmapBands,
    footprint: Footprint,
    statistics: npt.NDArray[np.float64],
    files: Iterable[ProductFile],
) -> list[Node]:
    size = str(footprint.size)
    colours = ("red", "green", "blue")
    return [
        ("image", [("merge", [
            ("name", f"{PRODUCT_NAME}-SPECTRAL_IMAGE.TIF"), ("channels", str(len(bands))),
            ("dimension", [("columns", size), ("rows", size)]),
            ("qlChannelsVNIR", list(zip(colours, QUICKLOOK_VNIR_NM))),
            ("qlChannelsSWIR", list(zip(colours, QUICKLOOK_SWIR_NM))),
        ])]),
        ("ortho", [
            ("projection", f"UTM_Zone{EPSG % 100}_North"), ("resolution", PIXEL_M),
            ("resampling", "Bilinear_Interpolation"),
        ]),
        ("bandStatistics", [
            (f'bandID number="{n}"', [
                ("waveLength", float(centre)), ("mean", float(mean)), ("stdDeviation", float(std)),
            ])
            for n, (centre, (mean, std)) in enumerate(zip(bands.centre_nm, statistics), start=1)
        ]),
        ("productFileInformation", [
            (f'file number="{n}"', [
                ("name", file.name), ("size", str(file.size)), ("version", "00.00.00"),
                ("format", file.name.rsplit(".", 1)[-1]),
            ])
            for n, file in enumerate(files, start=1)
        ]),
    ]  # fmt: skip


def _channels(numbers: npt.NDArray[np.int64]) -> list[Node]:
    return [
        ("numChannelsExpected", str(len(numbers))),
        ("expectedChannelsList", ",".join(str(n) for n in numbers)),
        ("numChannelsMissing", "0"),
        ("missingChannelsList", ""),
    ]


def _angles(name: str, centre_deg: float, half_range_deg: float) -> Node:
    """An angle in the corners and the middle; it grows from west to east."""
    sides = (("upper_left", -1), ("upper_right", 1), ("lower_right", 1), ("lower_left", -1))
    corners: list[Node] = [
        (f'{corner} unit="DEG"', round(centre_deg + side * half_range_deg, 6))
        for corner, side in sides
    ]
    return name, [*corners, ('center unit="DEG"', centre_deg)]


def _footprint_nodes(footprint: Footprint) -> Node:
    names = ("upper_left", "lower_left", "lower_right", "upper_right", "upper_left", "center")
    places = [footprint.x_y(*footprint.corners[name]) for name in names]
    east, north = zip(*places)
    longitude, latitude = transform(f"EPSG:{EPSG}", "EPSG:4326", list(east), list(north))[:2]
    points: list[Node] = [
        ("point", [
            ("frame", name), ('latitude unit="DEG"', round(lat, 7)),
            ('longitude unit="DEG"', round(lon, 7)),
        ])
        for name, lat, lon in zip(names, latitude, longitude)
    ]  # fmt: skip
    return "boundingPolygon", points


def _write(node: Node, depth: int) -> str:
    """One element; its name may carry attributes."""
    opening, content = node
    name, indent = opening.split(" ", 1)[0], " " * depth
    if isinstance(content, str):
        text = escape(content, quote=False)
        return f"{indent}<{opening}>{text}</{name}>\n" if text else f"{indent}<{opening}/>\n"
    if isinstance(content, (int, float)):
        return f"{indent}<{opening}>{content:.10g}</{name}>\n"
    inner = "".join(_write(child, depth + 1) for child in content)
    return f"{indent}<{opening}>\n{inner}{indent}</{name}>\n"
