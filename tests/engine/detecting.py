"""Runs a detector over a scene on arrays, for its tests."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch

from engine.bands.plan import plan_all_usable
from engine.context import Context
from engine.detect.detector import ROLE, SceneRun, detector_named
from engine.errors import AllNodata, Cancelled, TooSmall
from engine.parameters.detecting import ANOMALY
from engine.scene import Scene, Window
from engine.stream.area import Area

FloatMap = npt.NDArray[np.float32]

ROWS, COLS, BANDS = 60, 70, 24
PLANTED = ((12, 15), (30, 51), (47, 20))
"""Rows and columns of the pixels that are unlike all others in ``planted``."""


class MapSink:
    """Puts windows together; what nobody wrote is NaN."""

    def __init__(self, window: Window) -> None:
        self.scores = np.full((window.height, window.width), np.nan, np.float32)

    def write(self, window: Window, outputs: Any) -> None:
        assert outputs[ROLE].dtype == np.float32
        self.scores[window.slices()] = outputs[ROLE]


def scores_of(
    name: str,
    scene: Scene,
    *,
    window: Window | None = None,
    context: Context | None = None,
    memory: int = 64,
    **values: Any,
) -> tuple[FloatMap, dict[str, Any]]:
    """The map of a detector with its defaults, and what it tells of its fit."""
    import_module(f"engine.detect.{name}")
    settings = {each.name: each.default for each in ANOMALY.parameters} | values
    plan, _ = plan_all_usable(scene)
    area = Area(window or scene.grid.window)
    sink = MapSink(area.window)
    run = SceneRun(scene, plan, area, torch.device("cpu"), context or Context(), memory, settings)
    facts = detector_named(name).detect(run, sink)
    return sink.scores, facts


def planted() -> npt.NDArray[np.int16]:
    """Two mixed materials with noise, ``(bands, rows, cols)``; three pixels are something else."""
    rng = np.random.default_rng(11)
    band = np.linspace(0, 1, BANDS)[:, None, None]
    share = 0.5 + 0.5 * np.sin(np.arange(ROWS)[:, None] / 9) * np.cos(np.arange(COLS) / 7)
    light = 1 + 0.1 * rng.normal(size=(ROWS, COLS))
    cube = light * (share * (0.1 + 0.3 * band) + (1 - share) * (0.35 - 0.1 * band))
    cube += 0.004 * rng.normal(size=cube.shape)
    for row, col in PLANTED:
        cube[:, row, col] = 0.2 + 0.1 * np.sin(9 * band[:, 0, 0])
    return (cube * 1e4).astype(np.int16)


def assert_masked_has_no_say(name: str, make_scene: Any, **values: Any) -> None:
    """Masked pixels get no score, and what is stored there changes no other one."""
    cube, valid = planted(), np.ones((ROWS, COLS), bool)
    valid[20:28, 30:] = False
    spoilt = np.where(valid, cube, np.int16(32000))
    scores, _ = scores_of(name, make_scene(cube, valid=valid), **values)
    again, _ = scores_of(name, make_scene(spoilt, valid=valid), **values)
    np.testing.assert_array_equal(scores, again)
    np.testing.assert_array_equal(np.isnan(scores), ~valid)


def assert_few_pixels_are_refused(name: str, make_scene: Any) -> None:
    """36 pixels are too few, and none is called so."""
    with pytest.raises(TooSmall, match="36 pixels"):
        scores_of(name, make_scene(planted()), window=Window(0, 0, 6, 6))
    with pytest.raises(AllNodata):
        scores_of(name, make_scene(planted(), valid=np.zeros((ROWS, COLS), bool)))


def assert_it_can_be_cancelled(name: str, make_scene: Any) -> None:
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        scores_of(name, make_scene(planted()), context=context)


def highest(scores: FloatMap, count: int) -> set[tuple[int, int]]:
    """Rows and columns of the highest scores."""
    found = np.argsort(np.nan_to_num(scores, nan=-np.inf), axis=None)[-count:]
    return {(int(place) // scores.shape[1], int(place) % scores.shape[1]) for place in found}
