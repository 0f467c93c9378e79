"""The declarations of the tasks that need nothing but a scene, or make one."""

from __future__ import annotations

from .declaring import FOLDER, INTEGER, MODEL, NUMBER, OPTION, OUTPUT, RASTER, Parameter, Task
from .shared import (
    AOI_PARAMETER,
    DEVICE_PARAMETER,
    MEMORY_PARAMETER,
    SCENE_PARAMETER,
    SEED_PARAMETER,
    WINDOW_PARAMETER,
)

INFO = Task(
    "info",
    "Describe Scene",
    "Says what HSFM understood of a scene: product, bands, wavelengths, scale, masked pixels.",
    (SCENE_PARAMETER,),
)

CLOUDS = Task(
    "clouds",
    "Map Clouds",
    "Maps clouds over a radiance product (L1C) with a small spectral transformer (SpecTf).",
    (
        SCENE_PARAMETER,
        Parameter(
            "model",
            MODEL,
            OPTION,
            "Cloud model",
            "An installed cloud mask model.",
            default="spectf-cloud",
            advanced=True,
        ),
        Parameter(
            "threshold",
            NUMBER,
            OPTION,
            "Cloud threshold",
            "The cloud probability from which a pixel counts as cloud.",
            default=0.51,
            minimum=0.0,
            maximum=1.0,
        ),
        AOI_PARAMETER,
        WINDOW_PARAMETER,
        DEVICE_PARAMETER,
        MEMORY_PARAMETER,
        Parameter(
            "out",
            RASTER,
            OUTPUT,
            "Cloud mask",
            "1 is clear, 2 is cloud.",
            required=True,
            extension="tif",
        ),
        Parameter(
            "probability",
            RASTER,
            OUTPUT,
            "Cloud probability",
            "0 to 1.",
            extension="tif",
        ),
    ),
)

SIMULATE = Task(
    "simulate",
    "Simulate Scene",
    "Makes a complete, simulated EnMAP L2A product with reference polygons and planted anomalies.",
    (
        Parameter(
            "out",
            FOLDER,
            OUTPUT,
            "Folder",
            "Where the product's folder and its reference data are made.",
            required=True,
            positional=True,
        ),
        Parameter(
            "size",
            INTEGER,
            OPTION,
            "Size",
            "Rows and columns of the scene.",
            default=512,
            minimum=64,
            maximum=4096,
            unit="px",
        ),
        SEED_PARAMETER,
    ),
)
