"""The declarations of the tasks that find: what is unusual, what is like a target."""

from __future__ import annotations

from .declaring import (
    CHOICE,
    FIELD,
    FILE,
    INPUT,
    INTEGER,
    MODEL,
    NUMBER,
    OPTION,
    OUTPUT,
    RASTER,
    TEXT,
    VECTOR,
    Parameter,
    Task,
)
from .shared import (
    AOI_PARAMETER,
    BANDS_PARAMETER,
    DEVICE_PARAMETER,
    MEMORY_PARAMETER,
    SCENE_PARAMETER,
    SEED_PARAMETER,
    WINDOW_PARAMETER,
)

FALSE_ALARMS_PARAMETER = Parameter(
    "false_alarm_rate",
    NUMBER,
    OPTION,
    "False-alarm rate",
    "Which share of ordinary pixels may lie above the threshold.",
    default=0.001,
    minimum=1e-6,
    maximum=0.5,
)

LEAST_PARAMETER = Parameter(
    "least",
    INTEGER,
    OPTION,
    "Smallest detection",
    "Connected pixels above the threshold that are fewer than this are not listed.",
    default=1,
    minimum=1,
    maximum=100_000,
    unit="px",
    advanced=True,
)

MARGIN_PARAMETER = Parameter(
    "margin",
    INTEGER,
    OPTION,
    "Margin",
    "Pixels so near to clouds, shadows and nodata are left out: edges are no objects.",
    default=2,
    minimum=0,
    maximum=50,
    unit="px",
    advanced=True,
)

DETECTIONS_PARAMETER = Parameter(
    "detections",
    VECTOR,
    OUTPUT,
    "Detections",
    "Connected pixels above the threshold as polygons with rank, score, size, contrast and "
    "spectra.",
    extension="gpkg",
)

DETECTORS = (
    "auto",
    "rx",
    "local_rx",
    "subspace_rx",
    "collaborative",
    "isolation_forest",
    "autoencoder",
    "backbone_rx",
    "hypersigma",
)

ANOMALY = Task(
    "anomaly",
    "Map Anomalies",
    "Scores how unlike its surroundings and the rest of the scene each pixel is; needs no labels "
    "and no settings.",
    (
        SCENE_PARAMETER,
        Parameter(
            "detector",
            CHOICE,
            OPTION,
            "Anomaly detector",
            "auto joins the robust ones and needs no setting; rx is the global Reed-Xiaoli "
            "detector; local_rx compares with a window around each pixel; hypersigma needs "
            "installed weights.",
            default="auto",
            choices=DETECTORS,
        ),
        FALSE_ALARMS_PARAMETER,
        Parameter(
            "inner",
            INTEGER,
            OPTION,
            "Inner window",
            "Side of the guard window of local detectors: as large as the largest object.",
            default=5,
            minimum=1,
            maximum=99,
            unit="px",
            advanced=True,
        ),
        Parameter(
            "outer",
            INTEGER,
            OPTION,
            "Outer window",
            "Side of the background window of local detectors.",
            default=21,
            minimum=3,
            maximum=199,
            unit="px",
            advanced=True,
        ),
        Parameter(
            "backbone",
            MODEL,
            OPTION,
            "Backbone",
            "Whose features backbone_rx compares.",
            default="hsfm-spectral",
            advanced=True,
        ),
        LEAST_PARAMETER,
        MARGIN_PARAMETER,
        AOI_PARAMETER,
        BANDS_PARAMETER,
        WINDOW_PARAMETER,
        SEED_PARAMETER,
        DEVICE_PARAMETER,
        MEMORY_PARAMETER,
        Parameter(
            "out",
            RASTER,
            OUTPUT,
            "Anomaly scores",
            "The higher, the more unusual.",
            required=True,
            extension="tif",
        ),
        DETECTIONS_PARAMETER,
    ),
)

TARGET_METHODS = ("ace", "matched_filter", "cem", "spectral_angle", "similarity")

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
            "Rows and columns of the scene, counted from 0: 12,40;13,41.",
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
            "ENVI library (.sli), CSV, USGS or ECOSTRESS text, EnMAP-Box JSON or GPKG.",
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
            "Rows and columns of the scene, counted from 0: 12,40;13,41.",
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

DETECTIONS = Task(
    "detections",
    "List Detections",
    "Makes a list of the connected pixels of a score map above a threshold.",
    (
        SCENE_PARAMETER,
        Parameter(
            "scores",
            RASTER,
            INPUT,
            "Score map",
            "A map of anomalies, targets or similarity of this scene.",
            required=True,
            extension="tif",
        ),
        FALSE_ALARMS_PARAMETER,
        Parameter(
            "threshold",
            NUMBER,
            OPTION,
            "Threshold",
            "Scores above it are detections; found from the false-alarm rate if empty.",
            advanced=True,
        ),
        LEAST_PARAMETER,
        BANDS_PARAMETER,
        Parameter(
            "out",
            VECTOR,
            OUTPUT,
            "Detections",
            DETECTIONS_PARAMETER.help,
            required=True,
            extension="gpkg",
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
            "ENVI library (.sli), CSV, USGS or ECOSTRESS text, EnMAP-Box JSON or GPKG.",
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
