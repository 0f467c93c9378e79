"""HyperSIGMA's detection: its encoders, fine-tuned on what a coarse detector is sure of.

Source: Wang et al. (2025), "HyperSIGMA: Hyperspectral intelligence comprehension foundation model",
IEEE TPAMI, anomaly detection. Bands are standardised; the lowest scores of the coarse detector are
labelled background, the very highest anomaly, and all others are left out. The coarse detector is
collaborative representation here, and scenes larger than those of the paper are learnt from a
choice of their windows.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from ..devices import named_memory_errors
from ..errors import ModelNotInstalled
from ..models.hypersigma.adapter import HyperSigma
from ..models.hypersigma.detection import ANOMALY, BACKGROUND, OVERLAP, SIDE, detection
from ..models.hypersigma.transfer import take_blocks
from ..models.installed import Installed, installed
from ..scene.quality import refuse_if_empty
from ..stream.operator import Batch
from ..stream.sink import Sink
from .collaborative import COMPONENTS, CollaborativeOperator
from .detector import SceneRun
from .dual_window import DualWindow
from .fine_tuning import EPOCHS, FineTuning, LabelledWindow, WindowsReducer
from .leading import components_of
from .planes import planes
from .rx import FloatArray, MomentsReducer
from .score_operator import ScoreOperator
from .score_plane import ScorePlane

SURE_BACKGROUND, SURE_ANOMALIES = 0.3, 0.0015
"""Shares of the pixels that are labelled, by the paper: of lowest and of highest coarse score."""

SMALLEST_DEVIATION = 1e-6
"""Reflectance; bands that hardly vary say nothing, and are not blown up."""

LEARNING_COST = 3
"""A window that is learnt from costs as much as so many that are mapped."""

LONG_MINUTES = 3.0
"""What takes longer is told before."""


class Standard(nn.Module):
    """Brings every band to mean 0 and deviation 1 over the area, 0 where nothing was measured."""

    mean: torch.Tensor
    deviation: torch.Tensor

    def __init__(self, mean: FloatArray, covariance: FloatArray) -> None:
        super().__init__()
        deviation = np.sqrt(np.diag(covariance).clip(min=0)).clip(min=SMALLEST_DEVIATION)
        for name, found in (("mean", mean), ("deviation", deviation)):
            made = torch.from_numpy(found.astype(np.float32))[:, None, None]
            self.register_buffer(name, made, persistent=False)

    def forward(self, values: torch.Tensor, measured: torch.Tensor) -> torch.Tensor:
        """Reflectance ``(batch, bands, rows, cols)``, where measured ``(batch, rows, cols)``."""
        scaled = (values - self.mean) / self.deviation
        return scaled.masked_fill(~measured[:, None], 0.0)


class DetectionOperator(ScoreOperator):
    """Maps by how much a fine-tuned network prefers anomaly to background; NaN is nodata."""

    halo_px = 0
    overlap_px = OVERLAP
    window_px: int | None = SIDE

    def __init__(self, network: nn.Module, standard: Standard) -> None:
        """Takes both on the device."""
        self._network, self._standard = network, standard

    def __call__(self, batch: Batch) -> torch.Tensor:
        scores = self._network(self._standard(batch.values, batch.measured))
        odds: torch.Tensor = scores[:, ANOMALY] - scores[:, BACKGROUND]
        return odds[:, None]


class AnomalyDetector:
    """HyperSIGMA, fine-tuned on the scene with the labels of a coarse detector."""

    title = "HyperSIGMA"
    source = "Wang et al. (2025), IEEE TPAMI"
    ceiling = None

    def detect(self, run: SceneRun, sink: Sink) -> dict[str, Any]:
        spatial, spectral = encoders()
        ring = DualWindow(run.values["inner"], run.values["outer"])
        ring.check(run.scene.grid)
        moments = MomentsReducer(run.plan.out_bands, run.device)
        run.reduce(moments)
        refuse_if_empty(run.scene, moments.count)
        mean, covariance = moments.moments()
        components = components_of(mean, covariance, COMPONENTS)
        with planes(1, run.area.window) as made:
            coarse, grid = ScorePlane(run.area.window, made[0]), run.scene.grid
            run.map(CollaborativeOperator(components, ring, grid, run.device), coarse)
            shares = SURE_BACKGROUND, 1.0 - SURE_ANOMALIES
            low, high = (coarse.statistics.quantile(share) for share in shares)
            chosen = WindowsReducer(_Labels(coarse, low, high), int(run.values["seed"]))
            chosen.take(run)
        network = detection(spatial.config, run.plan.out_bands)
        take_blocks(network, spatial, spectral)
        network.to(run.device)
        standard = Standard(mean, covariance).to(run.device)
        self._foretell(run, network, chosen.windows)
        fit = FineTuning(network, standard, int(run.values["seed"]))
        loss = fit.run(chosen.windows, run.context, run.device)
        run.map(DetectionOperator(network.eval(), standard), sink)
        return {
            "models": [spatial.id, spectral.id],
            "hashes": [spatial.hash, spectral.hash],
            "coarse": "collaborative representation",
            "windows": len(chosen.windows),
            "loss": loss,
        }

    def _foretell(
        self, run: SceneRun, network: nn.Module, windows: Sequence[LabelledWindow]
    ) -> None:
        """Warns of runs that take long: they do without a GPU."""
        values = windows[0].values[None].to(run.device)
        with named_memory_errors(run.device), torch.inference_mode():
            began = time.perf_counter()
            network.eval()(values)[0, 0, 0, 0].item()
        each = time.perf_counter() - began
        area, step = run.area.window, SIDE - OVERLAP
        mapped = -(-area.height // step) * -(-area.width // step)
        minutes = each * (mapped + LEARNING_COST * EPOCHS * len(windows)) / 60
        if minutes > LONG_MINUTES:
            run.context.warn(
                f"HyperSIGMA will take about {minutes:.0f} minutes on this device. Choose a GPU, a "
                "smaller area, or the detector auto."
            )


class _Labels:
    """Which pixels of a window the coarse detector is sure of."""

    def __init__(self, coarse: ScorePlane, low: float, high: float) -> None:
        self._coarse, self._low, self._high = coarse, low, high

    def __call__(self, batch: Batch, number: int) -> npt.NDArray[np.int64]:
        """``(rows, cols)`` of a member of a batch: a class, or ``FineTuning.IGNORED``."""
        scores = self._coarse.of(batch.windows[number])
        labels = np.full(scores.shape, FineTuning.IGNORED, np.int64)
        labels[scores <= self._low] = BACKGROUND
        labels[scores >= self._high] = ANOMALY
        return labels


def encoders() -> tuple[Installed, Installed]:
    """The spatial and the spectral encoder of the smallest size of which both are installed.

    Raises:
        ModelNotInstalled: there is no such pair; the message says what is missing and how to get
            it.
    """
    found: dict[tuple[int, ...], dict[str, Installed]] = {}
    for model in installed().values():
        if model.family == HyperSigma.name:
            size = tuple(int(model.config[name]) for name in ("dim", "depth", "heads"))
            found.setdefault(size, {})[model.config["branch"]] = model
    for size in sorted(found):
        if {"spat", "spec"} <= set(found[size]):
            return found[size]["spat"], found[size]["spec"]
    there = ", ".join(sorted(model.id for pair in found.values() for model in pair.values()))
    raise ModelNotInstalled(
        "The detector hypersigma needs a spatial and a spectral encoder of one size, and "
        f"{f'only {there} is' if there else 'neither is'} installed.",
        hint="Get both in the Models section, or run: python -m engine models fetch "
        "hypersigma-spat-b, then the same with hypersigma-spec-b. The detector auto needs none.",
    )
