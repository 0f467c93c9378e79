"""The declaration of every task: what it takes, what it makes, and the words for it."""

from __future__ import annotations

from ..errors import BadParameter
from .declaring import (
    BANDS,
    BOOLEAN,
    CHOICE,
    DEVICE,
    FIELD,
    FILE,
    FOLDER,
    HEAD,
    INPUT,
    INTEGER,
    LAYER,
    MODEL,
    NUMBER,
    OPTION,
    OUTPUT,
    RASTER,
    SCENE,
    VECTOR,
    WINDOW,
    Parameter,
    Task,
)
from .models import MODEL_TASKS

_SCENE = Parameter(
    "scene",
    SCENE,
    INPUT,
    "Scene",
    "A hyperspectral product (its folder, METADATA.XML, any member file or ZIP) or any raster with "
    "wavelengths.",
    required=True,
    positional=True,
)
_DEVICE = Parameter(
    "device",
    DEVICE,
    OPTION,
    "Device",
    "Where to compute: auto, cpu, cuda, cuda:1, mps.",
    default="auto",
    advanced=True,
)
_MEMORY = Parameter(
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
_BANDS = Parameter(
    "bands",
    BANDS,
    OPTION,
    "Bands",
    "By number (1-90,120) or by wavelength (450-900nm); all usable ones if empty.",
    advanced=True,
)
_WINDOW = Parameter(
    "window",
    WINDOW,
    OPTION,
    "Window",
    "Only this part of the scene: first row, first column, rows, columns, counted from 0.",
    advanced=True,
)
_AOI = Parameter(
    "aoi",
    VECTOR,
    INPUT,
    "Area of interest",
    "Polygons that limit the map; nothing is mapped outside them.",
)
_SEED = Parameter(
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

INFO = Task(
    "info",
    "Describe Scene",
    "Says what HSFM understood of a scene: product, bands, wavelengths, scale, masked pixels.",
    (_SCENE,),
)

TRAIN = Task(
    "train",
    "Train Classifier",
    "Fits a classifier to labelled polygons or points and measures its accuracy on polygons that "
    "were held out.",
    (
        _SCENE,
        Parameter(
            "labels",
            VECTOR,
            INPUT,
            "Labels",
            "Polygons or points with a class in one of their fields, in any coordinate system.",
            required=True,
        ),
        Parameter(
            "layer",
            LAYER,
            OPTION,
            "Layer of the label file",
            "Which layer of the label file to use; its first one if empty.",
            parent="labels",
            advanced=True,
        ),
        Parameter(
            "field",
            FIELD,
            OPTION,
            "Class field",
            "The field with the class name or number.",
            default="class",
            parent="labels",
        ),
        Parameter(
            "backbone",
            MODEL,
            OPTION,
            "Backbone",
            "What turns pixels into features: spectra (the normalised reflectance itself) or an "
            "installed model.",
            default="spectra",
        ),
        Parameter(
            "blocks",
            INTEGER,
            OPTION,
            "Blocks that give features",
            "How many blocks of a pretrained backbone give features; the last one always does.",
            default=1,
            minimum=1,
            maximum=4,
            advanced=True,
        ),
        Parameter(
            "dilated",
            BOOLEAN,
            OPTION,
            "Features at every pixel",
            "Lets a pretrained residual network (ResNet) give features at every pixel instead of "
            "cells of 16 pixels; many times slower. Other backbones do not change.",
            default=False,
            advanced=True,
        ),
        _BANDS,
        _WINDOW,
        _AOI,
        Parameter(
            "folds",
            INTEGER,
            OPTION,
            "Held-out folds",
            "Into how many spatial groups the polygons are split to measure accuracy.",
            default=5,
            minimum=2,
            maximum=20,
            advanced=True,
        ),
        _SEED,
        _DEVICE,
        _MEMORY,
        Parameter(
            "out",
            HEAD,
            OUTPUT,
            "Head",
            "The trained classifier.",
            required=True,
            extension="hsfm",
        ),
    ),
)

CLASSIFY = Task(
    "classify",
    "Classify Scene",
    "Maps the classes of a trained classifier over a scene.",
    (
        _SCENE,
        Parameter(
            "head",
            HEAD,
            INPUT,
            "Head",
            "A classifier made by Train Classifier, or an ONNX segmentation model with a .json "
            "beside it that names its bands and classes.",
            required=True,
            extension="hsfm",
        ),
        _AOI,
        _WINDOW,
        _DEVICE,
        Parameter(
            "backend",
            CHOICE,
            OPTION,
            "Backend",
            "What computes the network; auto takes the fastest that gives the same map here.",
            default="auto",
            choices=("auto", "torch", "torch-bf16", "torch-fp16", "onnx", "onnx-int8"),
            advanced=True,
        ),
        _MEMORY,
        Parameter(
            "out",
            RASTER,
            OUTPUT,
            "Class map",
            "One class value per pixel, with names, colours and areas.",
            required=True,
            extension="tif",
        ),
        Parameter(
            "confidence",
            RASTER,
            OUTPUT,
            "Confidence map",
            "The probability of the mapped class, 0 to 1.",
            extension="tif",
        ),
    ),
)

ANOMALY = Task(
    "anomaly",
    "Map Anomalies",
    "Scores how unlike the rest of the scene each pixel is (global Reed-Xiaoli detector).",
    (
        _SCENE,
        Parameter(
            "false_alarm_rate",
            NUMBER,
            OPTION,
            "False-alarm rate",
            "Which share of ordinary pixels may lie above the threshold.",
            default=0.001,
            minimum=1e-6,
            maximum=0.5,
        ),
        _AOI,
        _BANDS,
        _WINDOW,
        _DEVICE,
        _MEMORY,
        Parameter(
            "out",
            RASTER,
            OUTPUT,
            "Anomaly scores",
            "Squared Mahalanobis distance to the scene's own background.",
            required=True,
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
        _SEED,
    ),
)

CLOUDS = Task(
    "clouds",
    "Map Clouds",
    "Maps clouds over a radiance product (L1C) with a small spectral transformer (SpecTf).",
    (
        _SCENE,
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
        _AOI,
        _WINDOW,
        _DEVICE,
        _MEMORY,
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

EXPORT = Task(
    "export",
    "Export to ONNX",
    "Writes a classifier with its backbone and preprocessing as one ONNX model.",
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
            "out",
            FILE,
            OUTPUT,
            "ONNX model",
            "Takes reflectance of any batch and size, gives class probabilities.",
            required=True,
            extension="onnx",
        ),
    ),
)

TASKS: tuple[Task, ...] = (INFO, TRAIN, CLASSIFY, ANOMALY, CLOUDS, EXPORT, *MODEL_TASKS, SIMULATE)
MAPPING_TASKS: tuple[Task, ...] = (INFO, TRAIN, CLASSIFY, ANOMALY, CLOUDS, EXPORT)
"""The tasks that Processing offers; ``simulate`` is for demos and tests, the store has a panel."""


def task_named(name: str) -> Task:
    """Finds a task by name.

    Raises:
        BadParameter: there is none of this name.
    """
    for task in TASKS:
        if task.name == name:
            return task
    known = ", ".join(t.name for t in TASKS)
    raise BadParameter(f"There is no task {name!r}.", hint=f"The tasks are {known}.")
