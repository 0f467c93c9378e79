"""The declarations of the tasks that find what is unusual, and list what a score map shows."""

from __future__ import annotations

from .declaring import (
    CHOICE,
    INPUT,
    INTEGER,
    MODEL,
    NUMBER,
    OPTION,
    OUTPUT,
    RASTER,
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
            "auto joins a global, a local and a small-object detector and needs no setting; rx is "
            "the global Reed-Xiaoli detector; local_rx compares with a window around each pixel; "
            "hypersigma needs installed weights.",
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
