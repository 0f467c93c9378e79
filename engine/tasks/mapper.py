"""What maps classes over scenes, whatever it is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import torch

from ..backends.offered import Chosen
from ..bands.plan import BandPlan, BandRequest, plan_request
from ..context import Context
from ..heads.conformal import ConformalSets
from ..heads.linear import ClassifyOperator
from ..heads.unlike import Unlike
from ..scene.scene import Scene
from ..stream.area import Area

if TYPE_CHECKING:
    from ..heads.linear import Distances

AUTO = "auto"


@dataclass(frozen=True)
class Run:
    """One run of ``classify``: what a mapper may look at to choose its backend."""

    scene: Scene
    plan: BandPlan
    area: Area
    device: torch.device
    memory_mib: int
    backend: str
    context: Context


class Mapper:
    """Something that maps classes over scenes.

    Attributes:
        path: of the file.
        classes: value, name and color of each class.
        request: the bands that it was made for.
        level: processing level that it was made for; empty if unknown.
        window_px, overlap_px, halo_px: see ``stream.operator.Operator``.
        metrics: held-out accuracy, if it is known.
        conformal: how class sets are made; None if that is not known.
        unlike: how far pixels are from everything labelled; None if that is not known.
        origin: for provenance: what it is made of.
    """

    path: Path
    classes: tuple[dict[str, Any], ...]
    request: BandRequest
    level: str
    window_px: int | None
    overlap_px: int
    halo_px: int
    metrics: Mapping[str, Any]
    origin: Mapping[str, Any]
    conformal: ConformalSets | None = None
    unlike: Unlike | None = None

    def plan(self, scene: Scene) -> BandPlan:
        """Finds its bands in a scene.

        Raises:
            AllNodata, BandsUncovered, NoWavelengths: as ``bands.plan.plan_request``.
        """
        return plan_request(scene, self.request)

    def operator(
        self, run: Run, *, least_probability: float | None = None, unlike_step: int = 1
    ) -> tuple[ClassifyOperator, dict[str, Any]]:
        """Makes the operator with its backend, and what provenance keeps of both.

        Args:
            run: what it is for.
            least_probability: of the classes of a set; None for no sets.
            unlike_step: one pixel of ``unlike_step x unlike_step`` is compared with what was
                labelled, where that is known.

        Raises:
            Cancelled: the run was cancelled while backends were compared.
            EngineError: the wanted backend cannot be used.
        """
        found = self._backend(run)
        values: npt.NDArray[np.uint8] = np.array([c["value"] for c in self.classes], np.uint8)
        operator = ClassifyOperator(
            found.probabilities,
            values,
            least_probability=least_probability,
            distances=self._distances(run.device, unlike_step),
            halo_px=self.halo_px,
            overlap_px=self.overlap_px,
            window_px=self.window_px,
        )
        return operator, {**self.origin, "backend": {"name": found.name, **found.facts}}

    def labelled_pixels(self, scene: Scene) -> tuple[list[int], list[int]] | None:
        """Rows and columns of the pixels of a scene that it was trained on, if that is known."""
        return None

    def _backend(self, run: Run) -> Chosen:
        raise NotImplementedError

    def _distances(self, device: torch.device, step: int) -> Distances | None:
        """Computes ``unlike`` from features; None where it is not known."""
        return None


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()
