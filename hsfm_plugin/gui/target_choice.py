"""What a target is made of, and the methods that look for it in plain words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, Tuple

from ..i18n import tr
from .area_choice import Prepare

PIXELS, POLYGONS, LABELS, LIBRARY_FILE = "pixels", "polygons", "labels", "library"


@dataclass(frozen=True)
class Target:
    """What is looked for.

    Attributes:
        name: in words, for the layer and the list.
        values: parameters of the engine that say what it is.
        prepare: gives more of them, in the background.
    """

    name: str
    values: Dict[str, Any] = field(default_factory=dict)
    prepare: Prepare = None


def source_words() -> List[Tuple[str, str]]:
    """Where a target may come from, and what the panel calls that."""
    return [
        (PIXELS, tr("Clicked pixels")),
        (POLYGONS, tr("Polygons or points")),
        (LABELS, tr("Class of the labels")),
        (LIBRARY_FILE, tr("Spectral library")),
    ]


def method_words() -> List[Tuple[str, str, str]]:
    """The engine's methods: id, a few words, and when to use each."""
    return [
        (
            "ace",
            tr("ACE · parts of pixels (best)"),
            tr(
                "Adaptive cosine estimator: finds the material also where it fills only a part of "
                "a pixel, in sun and shade. Start with this one."
            ),
        ),
        (
            "matched_filter",
            tr("Matched filter · parts of pixels"),
            tr(
                "Its score is about the share of the pixel that the material fills. Bright pixels "
                "of something else may score high."
            ),
        ),
        (
            "cem",
            tr("CEM · parts of pixels"),
            tr(
                "Constrained energy minimisation: like the matched filter, but relative to zero, "
                "not to the mean of the scene."
            ),
        ),
        (
            "spectral_angle",
            tr("Spectral angle · whole pixels"),
            tr(
                "Compares the shape of the spectra and nothing else; brightness does not count. "
                "For materials that fill their pixels."
            ),
        ),
        (
            "similarity",
            tr("Similarity · whole pixels"),
            tr("Compares in the features of the chosen backbone. For what looks alike as a whole."),
        ),
    ]
