"""The declarations of the tasks that map before the first label: they need nothing but a scene."""

from __future__ import annotations

from .declaring import MODEL, NUMBER, OPTION, OUTPUT, RASTER, Parameter, Task
from .shared import (
    AOI_PARAMETER,
    BANDS_PARAMETER,
    DEVICE_PARAMETER,
    MEMORY_PARAMETER,
    SCENE_PARAMETER,
    WINDOW_PARAMETER,
)

_MODEL = Parameter(
    "model",
    MODEL,
    OPTION,
    "Cover model",
    "A model that knows land cover from its wavelengths; hsfm-spectral comes with HSFM.",
    default="hsfm-spectral",
    advanced=True,
)

QUICKMAP = Task(
    "quickmap",
    "Quick Map",
    "Maps land cover without any labels: water, snow, vegetation, soil, built-up and what share of "
    "each pixel they have.",
    (
        SCENE_PARAMETER,
        AOI_PARAMETER,
        _MODEL,
        Parameter(
            "certainty",
            NUMBER,
            OPTION,
            "Least certainty",
            'Pixels that the model is less sure of become "don\'t know"; its own limit if empty.',
            minimum=0.5,
            maximum=1.0,
            advanced=True,
        ),
        BANDS_PARAMETER,
        WINDOW_PARAMETER,
        DEVICE_PARAMETER,
        MEMORY_PARAMETER,
        Parameter(
            "out",
            RASTER,
            OUTPUT,
            "Cover map",
            "One class of land cover per pixel, with names, colours and areas.",
            required=True,
            extension="tif",
        ),
        Parameter(
            "fractions",
            RASTER,
            OUTPUT,
            "Cover fractions",
            "The share of each class in a pixel, 0 to 1, one band a class.",
            extension="tif",
        ),
        Parameter(
            "uncertainty",
            RASTER,
            OUTPUT,
            "Uncertainty of the fractions",
            "The standard deviation of each share, one band a class.",
            extension="tif",
        ),
        Parameter(
            "confidence",
            RASTER,
            OUTPUT,
            "Confidence map",
            "How sure the model is of the kind of cover (water, snow, plants, ground), 0.5 to 1.",
            extension="tif",
        ),
    ),
)

TRAITS = Task(
    "traits",
    "Map Vegetation Traits",
    "Maps chlorophyll, leaf water, dry matter and leaf area of vegetation, and the moisture of "
    "bare soil.",
    (
        SCENE_PARAMETER,
        AOI_PARAMETER,
        _MODEL,
        BANDS_PARAMETER,
        WINDOW_PARAMETER,
        DEVICE_PARAMETER,
        MEMORY_PARAMETER,
        Parameter(
            "out",
            RASTER,
            OUTPUT,
            "Trait map",
            "One band a trait; no value where a pixel is outside the simulated range.",
            required=True,
            extension="tif",
        ),
        Parameter(
            "uncertainty",
            RASTER,
            OUTPUT,
            "Uncertainty of the traits",
            "The standard deviation of each trait, one band a trait.",
            extension="tif",
        ),
    ),
)
