"""The declarations of the tasks that search for something known: a target, more like a pixel."""

from __future__ import annotations

from .declaring import (
    CHOICE,
    FIELD,
    FILE,
    INPUT,
    MODEL,
    OPTION,
    OUTPUT,
    RASTER,
    TEXT,
    VECTOR,
    Parameter,
    Task,
)
from .detecting import (
    DETECTIONS_PARAMETER,
    FALSE_ALARMS_PARAMETER,
    LEAST_PARAMETER,
    MARGIN_PARAMETER,
)
from .shared import (
    AOI_PARAMETER,
    BANDS_PARAMETER,
    DEVICE_PARAMETER,
    MEMORY_PARAMETER,
    SCENE_PARAMETER,
    WINDOW_PARAMETER,
)

TARGET_METHODS = ("ace", "matched_filter", "cem", "spectral_angle", "similarity")

PIXELS_HELP = "Rows and columns of the scene, counted from 0: 12,40;13,41."
LIBRARY_HELP = "ENVI library (.sli), CSV, USGS or ECOSTRESS text, EnMAP-Box JSON or GPKG."

TARGETDETECTION = Task(
    "targetdetection",
    "Detect Targets",
    "Scores how much of a known material each pixel holds, from pixels, polygons or a spectral "
    "library.",
    (
        SCENE_PARAMETER,
        Parameter(
            "method",
            CHOICE,
            OPTION,
            "Method",
            "ace (adaptive cosine estimator), matched filter and CEM find parts of pixels; "
            "spectral angle and similarity in the features of a backbone compare whole pixels.",
            default="ace",
            choices=TARGET_METHODS,
        ),
        Parameter(
            "pixels",
            TEXT,
            INPUT,
            "Target pixels",
            PIXELS_HELP,
        ),
        Parameter(
            "polygons",
            VECTOR,
            INPUT,
            "Target polygons",
            "Polygons or points on the target, in any coordinate system.",
        ),
        Parameter(
            "field",
            FIELD,
            OPTION,
            "Field of the polygons",
            "With it, only features whose value in this field is the one below are taken.",
            parent="polygons",
            advanced=True,
        ),
        Parameter(
            "value",
            TEXT,
            OPTION,
            "Value in the field",
            "Which features of the polygons are the target.",
            advanced=True,
        ),
        Parameter(
            "library",
            FILE,
            INPUT,
            "Spectral library",
            LIBRARY_HELP,
        ),
        Parameter(
            "spectrum",
            TEXT,
            OPTION,
            "Spectrum of the library",
            "Its name; several are separated by semicolons; all of them if empty.",
        ),
        FALSE_ALARMS_PARAMETER,
        Parameter(
            "backbone",
            MODEL,
            OPTION,
            "Backbone",
            "Whose features similarity compares.",
            default="hsfm-spectral",
            advanced=True,
        ),
        LEAST_PARAMETER,
        MARGIN_PARAMETER,
        AOI_PARAMETER,
        BANDS_PARAMETER,
        WINDOW_PARAMETER,
        DEVICE_PARAMETER,
        MEMORY_PARAMETER,
        Parameter(
            "out",
            RASTER,
            OUTPUT,
            "Target scores",
            "The higher, the more of the target.",
            required=True,
            extension="tif",
        ),
        DETECTIONS_PARAMETER,
    ),
)

FINDSIMILAR = Task(
    "findsimilar",
    "Find Similar",
    "Maps how similar each pixel is to chosen ones, in the features of a backbone.",
    (
        SCENE_PARAMETER,
        Parameter(
            "like",
            TEXT,
            INPUT,
            "Pixels to look for",
            PIXELS_HELP,
            required=True,
        ),
        Parameter(
            "unlike",
            TEXT,
            INPUT,
            "Pixels to exclude",
            "What is more similar to these is not wanted; written in the same way.",
        ),
        Parameter(
            "backbone",
            MODEL,
            OPTION,
            "Backbone",
            "Whose features are compared.",
            default="hsfm-spectral",
        ),
        AOI_PARAMETER,
        BANDS_PARAMETER,
        WINDOW_PARAMETER,
        DEVICE_PARAMETER,
        MEMORY_PARAMETER,
        Parameter(
            "out",
            RASTER,
            OUTPUT,
            "Similarity",
            "1 is equal, 0 has nothing in common.",
            required=True,
            extension="tif",
        ),
    ),
)

LIBRARY = Task(
    "library",
    "Read Spectral Library",
    "Lists the spectra of a library, as they are and on the bands of a scene.",
    (
        Parameter(
            "path",
            FILE,
            INPUT,
            "Spectral library",
            LIBRARY_HELP,
            required=True,
            positional=True,
        ),
        Parameter(
            "scene",
            FILE,
            INPUT,
            "Scene",
            "With it, the spectra are also given on the bands of this scene.",
        ),
    ),
)
