"""``library``: a spectral library in, its spectra out, as they are and on the bands of a scene."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ..bands.plan import BandPlan, plan_all_usable
from ..context import Context
from ..libraries.on_bands import all_on_bands, on_bands, uncovered
from ..libraries.reading import read_library
from ..libraries.spectrum import LibrarySpectrum
from ..scene.scene import Scene
from .opening import open_for_task
from .result import Result

MOST_LISTED = 2000
"""More names help nobody to choose."""

VALUES_BYTES, LISTED_BYTES = 500_000, 900_000
"""Of the answer, which has to fit into one line of ``protocol.MAX_LINE_BYTES``."""

DIGITS = 5


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Lists the spectra of a library.

    Args:
        values: as ``parameters.LIBRARY`` declares them.
        context: told of progress and of what was recognised, asked for cancellation.

    Raises:
        BandsUncovered: no spectrum covers the bands of the scene.
        EngineError: whatever the library or the scene refuse.
    """
    context.progress("open", 0, 1)
    spectra = read_library(values["path"])
    for note in spectra[0].notes:
        context.warn(note)
    listed = spectra[:MOST_LISTED]
    context.progress("open", 1, 1)
    context.check_cancelled()
    metrics: dict[str, Any] = {}
    on_scene: list[npt.NDArray[np.float64] | None] = [None] * len(listed)
    if values["scene"]:
        scene = open_for_task(values["scene"], context)
        plan, _ = plan_all_usable(scene)
        on_scene = _on_scene(listed, scene, plan, context)
        metrics["bands"] = list(plan.read)
    told = _told(listed, on_scene)
    if len(told) < len(spectra):
        context.warn(
            f"{spectra[0].source} holds {len(spectra)} spectra; the first {len(told)} are listed."
        )
    metrics |= {
        "format": spectra[0].format,
        "count": len(spectra),
        "spectra": told,
        "warnings": list(context.warnings),
    }
    return Result(metrics=metrics)


def _on_scene(
    spectra: tuple[LibrarySpectrum, ...], scene: Scene, plan: BandPlan, context: Context
) -> list[npt.NDArray[np.float64] | None]:
    """The spectra on the bands of a scene; None for those that do not reach them."""
    made = all_on_bands(spectra, scene, plan)
    if all(one is None for one in made):
        on_bands(spectra[0], scene, plan)  # raises, and says what the first one covers
    missing = sum(one is None for one in made)
    if missing:
        context.warn(
            f"{missing} of {len(made)} spectra cover too few of the bands of {scene.product} to be "
            "compared with it."
        )
    gaps = {uncovered(one, scene, plan) for one in made if one is not None} - {""}
    if len(gaps) == 1:
        context.warn(f"Bands of {scene.product} without values in the library: {gaps.pop()}.")
    elif gaps:
        context.warn(
            f"Some spectra do not cover all bands of {scene.product}; each is compared on the "
            "bands that it covers."
        )
    return made


def _told(
    spectra: Sequence[LibrarySpectrum], on_scene: Sequence[npt.NDArray[np.float64] | None]
) -> list[dict[str, Any]]:
    """Entries of the answer, as many as it has room for; the later ones without values."""
    told, size = [], 0
    for spectrum, values in zip(spectra, on_scene):
        known = spectrum.centres_nm[np.isfinite(spectrum.values)]
        entry: dict[str, Any] = {
            "name": spectrum.name,
            "bands": len(known),
            "from_nm": round(float(known[0]), 3),
            "to_nm": round(float(known[-1]), 3),
            "values_on_scene": None,
        }
        if values is not None and size < VALUES_BYTES:
            entry["values_on_scene"] = [
                round(float(value), DIGITS) if np.isfinite(value) else None for value in values
            ]
        size += len(json.dumps(entry))
        if size > LISTED_BYTES:
            break
        told.append(entry)
    return told
