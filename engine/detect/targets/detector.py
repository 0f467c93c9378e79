"""What every detector of targets is: one class in one file, found by its name.

A newcomer writes ``<name>.py`` beside this file with a class ``TargetDetector``, and adds the name
to ``parameters.searching.TARGET_METHODS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt

from ...bands.plan import BandRequest
from ...models.backbone import Backbone
from ...stream.sink import Sink
from ..detector import Detector, SceneRun
from .marked import MarkedPixels

FloatArray = npt.NDArray[np.float64]

ROLE = "target"
"""The role of the scores: float32, the higher the more of the target, NaN is nodata."""

LIBRARY = "library"
"""``Target.source`` of a spectrum of a library."""


@dataclass(frozen=True)
class Target:
    """What is looked for.

    Attributes:
        name: for people.
        source: ``pixels``, ``polygons``, ``pixels, polygons`` or ``library``.
        spectrum: reflectance ``(bands,)`` on the planned bands.
        pixels: how many its spectrum is the mean of; 0 for one of a library.
    """

    name: str
    source: str
    spectrum: FloatArray
    pixels: int = 0

    def to_json(self, *, spectrum: bool = True) -> dict[str, Any]:
        """What is told of it, with or without its spectrum."""
        told = {"name": self.name, "source": self.source, "pixels": self.pixels}
        if not spectrum:
            return told
        return {**told, "spectrum": [round(float(value), 4) for value in self.spectrum]}


@dataclass(frozen=True)
class Search:
    """A scene and what is looked for in it.

    Marked pixels are examples of one material, so that their mean is one target; every spectrum of
    a library is a target of its own. A pixel's score is the best of all targets: a subspace that
    they span together would also hold all their mixtures, which nobody asked for.

    Attributes:
        run: the scene; its plan are the bands that are compared, and all targets cover them.
        request: its bands.
        targets: at least one.
        marked: the pixels that the user marked as the target.
        backbone: whose features are compared; None where reflectance is.
    """

    run: SceneRun
    request: BandRequest
    targets: tuple[Target, ...]
    marked: MarkedPixels
    backbone: Backbone | None = None

    @property
    def spectra(self) -> FloatArray:
        """``(targets, bands)``."""
        return np.stack([target.spectrum for target in self.targets])


class TargetDetector(Detector, Protocol):
    """Scores how much of a target each pixel holds."""

    def detect(self, search: Search, sink: Sink) -> dict[str, Any]:
        """Fits itself to a scene and writes the role ``target`` of every window of its area.

        Returns:
            What the provenance tells of the fit; can be written as JSON.

        Raises:
            AllNodata, TooSmall: the area has too few valid pixels.
            BadParameter: the target cannot be told from the background.
            EngineError: whatever the scene or the device refuse.
        """


def target_detector_named(name: str) -> TargetDetector:
    """Loads a detector by its name, one of ``parameters.searching.TARGET_METHODS``."""
    module = import_module(f".{name}", __package__)
    return cast(TargetDetector, module.TargetDetector())
