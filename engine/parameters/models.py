"""The declarations of the tasks around the store of models."""

from __future__ import annotations

from .declaring import BOOLEAN, FILE, INPUT, MODEL, OPTION, SCENE, TEXT, Parameter, Task

_GROUP = "models"

_MODEL = Parameter(
    "model",
    MODEL,
    OPTION,
    "Model",
    "The id of a model, as the list shows it.",
    required=True,
    positional=True,
)

MODELS_LIST = Task(
    "models_list",
    "List Models",
    "Lists installed models and those that can be fetched.",
    (
        Parameter(
            "scene",
            SCENE,
            INPUT,
            "Scene",
            "Says for each installed backbone whether it fits this scene, and if not, why.",
        ),
    ),
    _GROUP,
)

MODELS_SHOW = Task(
    "models_show",
    "Show Model",
    "Shows the card of a model: what it is good for, its source, licence and limits.",
    (_MODEL,),
    _GROUP,
)

MODELS_FETCH = Task(
    "models_fetch",
    "Fetch Model",
    "Downloads a model from its publisher, checks it and installs it; a broken download resumes.",
    (
        _MODEL,
        Parameter(
            "accept_licence",
            BOOLEAN,
            OPTION,
            "Accept the licence",
            "You have read the card of a model whose licence is unclear and may use it.",
            default=False,
        ),
    ),
    _GROUP,
)

MODELS_IMPORT = Task(
    "models_import",
    "Import Model",
    "Installs a checkpoint file that you have; its family and size are read from its tensors.",
    (
        Parameter(
            "file",
            FILE,
            INPUT,
            "Checkpoint",
            "A published checkpoint (.pth, .pt, .ckpt, .safetensors); nothing in it is executed.",
            required=True,
            positional=True,
        ),
        Parameter(
            "as",
            TEXT,
            OPTION,
            "As",
            "The id to install it under; that of its card, or family and size, if empty.",
        ),
    ),
    _GROUP,
)

MODELS_REMOVE = Task(
    "models_remove", "Remove Model", "Removes an installed model.", (_MODEL,), _GROUP
)

MODELS_VERIFY = Task(
    "models_verify",
    "Verify Models",
    "Computes the checksums of installed models and compares them with those at their import.",
    (
        Parameter(
            "model",
            MODEL,
            OPTION,
            "Model",
            "The id of an installed model; all of them if empty.",
            positional=True,
        ),
    ),
    _GROUP,
)

MODEL_TASKS: tuple[Task, ...] = (
    MODELS_LIST,
    MODELS_SHOW,
    MODELS_FETCH,
    MODELS_IMPORT,
    MODELS_REMOVE,
    MODELS_VERIFY,
)
