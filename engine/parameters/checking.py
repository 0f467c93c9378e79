"""The declarations of the tasks that look at labels, maps and classifiers without making a map."""

from __future__ import annotations

from .declaring import (
    CHOICE,
    FILE,
    HEAD,
    INPUT,
    OPTION,
    OUTPUT,
    RASTER,
    Parameter,
    Task,
)
from .shared import BANDS_PARAMETER, SCENE_PARAMETER
from .training import FIELD_PARAMETER, LABELS_PARAMETER, LAYER_PARAMETER

SPECTRA = Task(
    "spectra",
    "Class Spectra",
    "Reads the spectra under labels: mean and spread of each class, and the polygons that are far "
    "from their class.",
    (
        SCENE_PARAMETER,
        LABELS_PARAMETER,
        LAYER_PARAMETER,
        FIELD_PARAMETER,
        BANDS_PARAMETER,
    ),
)

ASSESS = Task(
    "assess",
    "Assess Map Accuracy",
    "Compares a class map with reference labels that were not trained on; areas with confidence "
    "intervals where the reference is a random sample.",
    (
        Parameter(
            "map",
            RASTER,
            INPUT,
            "Class map",
            "A map made by Classify Scene.",
            required=True,
            positional=True,
            extension="tif",
        ),
        LABELS_PARAMETER,
        LAYER_PARAMETER,
        FIELD_PARAMETER,
        Parameter(
            "sample",
            CHOICE,
            OPTION,
            "How the reference was drawn",
            "Areas and their confidence intervals follow only from a random sample, of the whole "
            "map (random) or of each mapped class (stratified); other labels (unknown) give "
            "accuracy alone.",
            default="unknown",
            choices=("unknown", "random", "stratified"),
        ),
    ),
)

REPORT = Task(
    "report",
    "Write Report",
    "Writes what is known of a classifier and its map into one HTML file.",
    (
        Parameter(
            "head",
            HEAD,
            INPUT,
            "Head",
            "A classifier made by Train Classifier.",
            required=True,
            extension="hsfm",
        ),
        Parameter(
            "map",
            RASTER,
            INPUT,
            "Class map",
            "A map made with it, for its picture and areas.",
            extension="tif",
        ),
        Parameter(
            "out",
            FILE,
            OUTPUT,
            "Report",
            "One HTML file that needs nothing else.",
            required=True,
            extension="html",
        ),
    ),
)
