"""Which classifier is fitted, if the user does not say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ..heads.ensemble import EnsembleHead
from ..heads.linear import LinearHead
from ..models.backbone import Backbone
from .fit_ensemble import fit_ensemble
from .fit_linear import fit_linear
from .split import Integers
from .views import Layout

AUTO, ENSEMBLE, LINEAR = "auto", "ensemble", "linear"
CLASSIFIERS = (ENSEMBLE, LINEAR)


class Fitted(Protocol):
    """A classifier that was fitted.

    Attributes:
        members: what it is made of, as ``train`` reports it.
    """

    @property
    def members(self) -> tuple[dict[str, object], ...]: ...

    def scores(self, features: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """``(pixels, classes)`` from ``(pixels, dims)``."""

    def with_temperature(self, temperature: float) -> LinearHead | EnsembleHead:
        """The head for a file."""


def resolved(wanted: str, backbone: Backbone) -> str:
    """One of ``CLASSIFIERS``.

    Networks that see windows make features for linear heads: for hundreds of channels on coarse
    cells, comparing pixels one by one would take longer than the network.
    """
    if wanted != AUTO:
        return wanted
    single_pixels = backbone.window_px is None and backbone.multiple_px == 1
    return ENSEMBLE if single_pixels else LINEAR


def fit_classifier(
    classifier: str,
    features: npt.NDArray[np.float32],
    layout: Layout,
    classes: Integers,
    block: Integers,
    count: int,
    seed: int,
    check: Callable[[], None],
) -> Fitted:
    """Fits one of ``CLASSIFIERS``; see ``fit_linear.fit_linear`` for the other arguments."""
    if classifier == LINEAR:
        return fit_linear(features, classes, block, count, seed, check)
    return fit_ensemble(features, layout, classes, block, count, seed, check)
