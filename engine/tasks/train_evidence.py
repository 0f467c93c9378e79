"""What a head keeps for its report: where the labels lie, and what their spectra look like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..bands.plan import BandRequest
from ..context import Context
from ..devices import pick_device
from ..heads.head_extras import MOST_PLACES
from ..models.registry import backbone
from ..scene.scene import Scene
from ..scene.spectrum_gaps import unusable_ranges
from ..training.class_spectra import class_spectra
from ..training.fit_linear import thin_out
from ..training.gather import labelled_features
from ..training.labels import Labels
from ..training.split import Split

SPECTRA = "spectra"
"""The backbone whose features are the reflectance."""

MOST_FAR = 100
"""Polygons unlike their class that a head keeps."""


@dataclass(frozen=True)
class Reflectance:
    """Reflectance of labelled pixels.

    Attributes:
        values: ``(pixels, bands)``; 0 where it is not valid.
        valid: ``(pixels,)``.
        request: the bands.
    """

    values: npt.NDArray[np.float32]
    valid: npt.NDArray[np.bool_]
    request: BandRequest

    @property
    def usable(self) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
        """The values, and where they are valid."""
        return self.values, self.valid


def read_reflectance(
    scene: Scene, labels: Labels, values: Mapping[str, Any], context: Context
) -> Reflectance:
    """Reads the bands that the user chose, or all usable ones, whatever the backbone takes.

    Raises:
        EngineError: whatever the scene refuses.
        Cancelled: the context asked to stop.
    """
    made_by = backbone(SPECTRA)
    plan, request = made_by.plan(scene, values["bands"] or "")
    found, valid = labelled_features(
        scene,
        plan,
        request,
        made_by,
        labels,
        device=pick_device("cpu"),
        context=context.silent(),
        memory_mib=values["memory"],
    )
    return Reflectance(found, valid, request)


def spectra_evidence(reflectance: Reflectance, labels: Labels, scene: Scene) -> dict[str, Any]:
    """The spectra of the classes; of the polygons only those that are far from their class."""
    values, valid = reflectance.values, reflectance.valid
    if not valid.any():
        return {}
    if not valid.all():
        values, labels = values[valid], labels.take(valid)
    made = class_spectra(
        values,
        labels,
        scene.grid,
        centres_nm=reflectance.request.centres_nm,
        bands=reflectance.request.numbers,
        unusable_nm=unusable_ranges(scene.bands),
    )
    far = [polygon for polygon in made["polygons"] if polygon["is_far"]]
    return {**made, "polygons": far[:MOST_FAR]}


def places_evidence(labels: Labels, split: Split) -> dict[str, list[int]]:
    """Labelled pixels with the value of their class and the fold that held them out.

    At most ``MOST_PLACES``, evenly spread over each class; ``fold`` is -1 for pixels that were
    always trained on.
    """
    most = max(1, MOST_PLACES // len(np.unique(labels.index)))
    kept = thin_out(labels.index, most)
    values = np.array([entry.value for entry in labels.classes])
    return {
        "rows": labels.rows[kept].tolist(),
        "cols": labels.cols[kept].tolist(),
        "class": values[labels.index[kept]].tolist(),
        "fold": split.fold[kept].tolist(),
    }
