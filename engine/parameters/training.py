"""The declarations of the tasks that learn from labels."""

from __future__ import annotations

from .declaring import (
    BOOLEAN,
    CHOICE,
    FIELD,
    HEAD,
    INPUT,
    INTEGER,
    LAYER,
    MODEL,
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

LABELS_PARAMETER = Parameter(
    "labels",
    VECTOR,
    INPUT,
    "Labels",
    "Polygons or points with a class in one of their fields, in any coordinate system.",
    required=True,
)

LAYER_PARAMETER = Parameter(
    "layer",
    LAYER,
    OPTION,
    "Layer of the label file",
    "Which layer of the label file to use; its first one if empty.",
    parent="labels",
    advanced=True,
)

FIELD_PARAMETER = Parameter(
    "field",
    FIELD,
    OPTION,
    "Class field",
    "The field with the class name or number.",
    default="class",
    parent="labels",
)

BACKBONE_PARAMETER = Parameter(
    "backbone",
    MODEL,
    OPTION,
    "Backbone",
    "What turns pixels into features: hsfm-spectral, which comes with HSFM, spectra (the "
    "normalised reflectance itself, also without wavelengths) or an installed model.",
    default="hsfm-spectral",
)

BLOCKS_PARAMETER = Parameter(
    "blocks",
    INTEGER,
    OPTION,
    "Blocks that give features",
    "How many blocks of a pretrained backbone give features; the last one always does.",
    default=1,
    minimum=1,
    maximum=4,
    advanced=True,
)

DILATED_PARAMETER = Parameter(
    "dilated",
    BOOLEAN,
    OPTION,
    "Features at every pixel",
    "Lets a pretrained residual network (ResNet) give features at every pixel instead of "
    "cells of 16 pixels; many times slower. Other backbones do not change.",
    default=False,
    advanced=True,
)

CLASSIFIER_PARAMETER = Parameter(
    "classifier",
    CHOICE,
    OPTION,
    "Classifier",
    "auto weights kernels and logistic regressions by labels that it holds out, where "
    "features are of single pixels, and takes linear for other backbones; linear is one "
    "logistic regression, the fastest to map.",
    default="auto",
    choices=("auto", "ensemble", "linear"),
    advanced=True,
)

FEATURES = (
    BACKBONE_PARAMETER,
    BLOCKS_PARAMETER,
    DILATED_PARAMETER,
)
"""What decides which features there are."""

TRAIN = Task(
    "train",
    "Train Classifier",
    "Fits a classifier to labelled polygons or points and measures its accuracy on polygons that "
    "were held out.",
    (
        SCENE_PARAMETER,
        LABELS_PARAMETER,
        LAYER_PARAMETER,
        FIELD_PARAMETER,
        Parameter(
            "init",
            HEAD,
            INPUT,
            "Continue from head",
            "A classifier to go on from: its labels count together with the new ones, which may "
            "have new classes.",
            extension="hsfm",
            advanced=True,
        ),
        *FEATURES,
        CLASSIFIER_PARAMETER,
        Parameter(
            "depth",
            CHOICE,
            OPTION,
            "Fine-tuning",
            "What is trained: head fits a classifier to fixed features in seconds; conv a network "
            "that sees the surroundings; adapter, lora and full also change the backbone, for "
            "hundreds of polygons and best on a GPU.",
            default="head",
            choices=("head", "conv", "adapter", "lora", "full"),
        ),
        Parameter(
            "epochs",
            INTEGER,
            OPTION,
            "Epochs",
            "How often fine-tuning sees all labels at most; it ends earlier when polygons that are "
            "held out are not classified any better.",
            default=60,
            minimum=1,
            maximum=1000,
            advanced=True,
        ),
        BANDS_PARAMETER,
        WINDOW_PARAMETER,
        AOI_PARAMETER,
        Parameter(
            "split",
            CHOICE,
            OPTION,
            "Hold out",
            "What is held out together to measure accuracy: blocks of the scene with all polygons "
            "in them, or single polygons.",
            default="blocks",
            choices=("blocks", "polygons"),
            advanced=True,
        ),
        Parameter(
            "folds",
            INTEGER,
            OPTION,
            "Held-out folds",
            "Into how many groups the polygons are split to measure accuracy.",
            default=5,
            minimum=2,
            maximum=20,
            advanced=True,
        ),
        Parameter(
            "repeats",
            INTEGER,
            OPTION,
            "Repeats",
            "How many different splits accuracy is measured on.",
            default=2,
            minimum=1,
            maximum=20,
            advanced=True,
        ),
        Parameter(
            "baseline",
            BOOLEAN,
            OPTION,
            "Baseline",
            "Measures a random forest and a support vector machine on the same bands and splits.",
            default=True,
            advanced=True,
        ),
        SEED_PARAMETER,
        DEVICE_PARAMETER,
        MEMORY_PARAMETER,
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

PREVIEW = Task(
    "preview",
    "Preview Classes",
    "Fits a classifier to labels without measuring it and maps a part of the scene at once, the "
    "middle first.",
    (
        SCENE_PARAMETER,
        LABELS_PARAMETER,
        LAYER_PARAMETER,
        FIELD_PARAMETER,
        *FEATURES,
        CLASSIFIER_PARAMETER,
        BANDS_PARAMETER,
        WINDOW_PARAMETER,
        SEED_PARAMETER,
        DEVICE_PARAMETER,
        MEMORY_PARAMETER,
        Parameter(
            "out",
            RASTER,
            OUTPUT,
            "Class map",
            "One class value per pixel of the window.",
            required=True,
            extension="tif",
        ),
    ),
)
