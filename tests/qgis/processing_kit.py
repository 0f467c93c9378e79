"""Runs HSFM's algorithms as Processing does, for their tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import log_watch
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
)

from tests.qgis import kit


def run_algorithm(
    name: str, given: dict[str, Any], project: QgsProject | None = None
) -> tuple[Any, ...]:
    """Runs an algorithm; gives results, success, context and feedback.

    QGIS logs a refusal, which is as it should be: it counts as no warning of ours.
    """
    context = QgsProcessingContext()
    if project is not None:
        context.setProject(project)
    feedback = QgsProcessingFeedback(False)
    algorithm = kit.provider().algorithm(name)
    ok, text = algorithm.checkParameterValues(given, context)
    assert ok, text
    before = len(log_watch.OURS)
    results, done = algorithm.run(given, context, feedback)
    if not done:
        others = [text for text in log_watch.OURS[before:] if not text.startswith("[Processing]")]
        log_watch.OURS[before:] = others
    return results, done, context, feedback


def run_and_load(
    name: str, potsdam: Path, given: dict[str, str] | None = None, **outputs: Path
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Runs an algorithm with its layers wanted in a project, and dresses them as QGIS does.

    ``given`` are inputs besides the scene. The context owns the layers; it stays with the results.
    """
    project = QgsProject()
    wanted = {
        key: QgsProcessingOutputLayerDefinition(str(path), project) for key, path in outputs.items()
    }
    results, done, context, feedback = run_algorithm(
        name, {"scene": str(potsdam), **(given or {}), **wanted}, project
    )
    assert done, feedback.textLog()
    layers = {}
    for key in outputs:
        details = context.layerToLoadOnCompletionDetails(results[key])
        layers[key] = QgsProcessingUtils.mapLayerFromString(
            results[key], context, True, details.layerTypeHint
        )
        dresser = details.postProcessor()
        dresser.postProcessLayer(layers[key], context, feedback)
    return {**results, "log": feedback.textLog(), "context": context}, layers
