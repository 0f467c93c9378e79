"""The task ``info``: says what was understood of a scene."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..context import Context
from ..scene import open_scene
from ..scene.describe import describe
from .result import Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Opens ``values["scene"]`` and describes it.

    Returns:
        No outputs; ``metrics`` is the description of ``scene.describe``.

    Raises:
        EngineError: the scene cannot be opened, as ``scene.open_scene`` says.
    """
    context.progress("open", 0, 1)
    scene = open_scene(values["scene"])
    for text in scene.warnings:
        context.warn(text)
    return Result(metrics=describe(scene, context))
