"""Parameters that several tasks take."""

from __future__ import annotations

from .declaring import BANDS, DEVICE, INPUT, INTEGER, OPTION, SCENE, VECTOR, WINDOW, Parameter

SCENE_PARAMETER = Parameter(
    "scene",
    SCENE,
    INPUT,
    "Scene",
    "A hyperspectral product (its folder, METADATA.XML, any member file or ZIP) or any raster with "
    "wavelengths.",
    required=True,
    positional=True,
)

DEVICE_PARAMETER = Parameter(
    "device",
    DEVICE,
    OPTION,
    "Device",
    "Where to compute: auto, cpu, cuda, cuda:1, mps.",
    default="auto",
    advanced=True,
)

MEMORY_PARAMETER = Parameter(
    "memory",
    INTEGER,
    OPTION,
    "Memory for windows",
    "How much of the scene may be in memory at a time; smaller is slower and safer.",
    default=512,
    minimum=16,
    maximum=1_048_576,
    unit="MiB",
    advanced=True,
)

BANDS_PARAMETER = Parameter(
    "bands",
    BANDS,
    OPTION,
    "Bands",
    "By number (1-90,120) or by wavelength (450-900nm); all usable ones if empty.",
    advanced=True,
)

WINDOW_PARAMETER = Parameter(
    "window",
    WINDOW,
    OPTION,
    "Window",
    "Only this part of the scene: first row, first column, rows, columns, counted from 0.",
    advanced=True,
)

AOI_PARAMETER = Parameter(
    "aoi",
    VECTOR,
    INPUT,
    "Area of interest",
    "Polygons that limit the map; nothing is mapped outside them.",
)

SEED_PARAMETER = Parameter(
    "seed",
    INTEGER,
    OPTION,
    "Random seed",
    "The same seed gives the same result.",
    default=0,
    minimum=0,
    maximum=2**31 - 1,
    advanced=True,
)
