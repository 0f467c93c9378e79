"""The declarations of the tasks that use a trained classifier."""

from __future__ import annotations

from .declaring import CHOICE, FILE, HEAD, INPUT, NUMBER, OPTION, OUTPUT, RASTER, Parameter, Task
from .shared import (
    AOI_PARAMETER,
    DEVICE_PARAMETER,
    MEMORY_PARAMETER,
    SCENE_PARAMETER,
    WINDOW_PARAMETER,
)

CLASSIFY = Task(
    "classify",
    "Classify Scene",
    "Maps the classes of a trained classifier over a scene.",
    (
        SCENE_PARAMETER,
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
        AOI_PARAMETER,
        WINDOW_PARAMETER,
        DEVICE_PARAMETER,
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
        Parameter(
            "error_rate",
            NUMBER,
            OPTION,
            "Error rate of class sets",
            "How often a class set may miss the true class.",
            default=0.1,
            minimum=0.01,
            maximum=0.5,
            advanced=True,
        ),
        MEMORY_PARAMETER,
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
        Parameter(
            "sets",
            RASTER,
            OUTPUT,
            "Class sets",
            "How many classes a pixel may belong to at the wanted error rate, and which.",
            extension="tif",
        ),
        Parameter(
            "unlike",
            RASTER,
            OUTPUT,
            "Unlike anything labelled",
            "How far a pixel is from everything that was labelled; above 1 it is unlike all of it.",
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
