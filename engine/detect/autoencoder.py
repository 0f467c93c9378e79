"""Autoencoder: what a small network, trained on the scene itself, cannot reproduce of a pixel.

Source: Bati, Caliskan, Koz, Alatan (2015), "Hyperspectral anomaly detection method based on
auto-encoder", SPIE 9643. Spectra are compared in the leading components of the area; the errors of
training grow with the logarithm only, so that anomalies are not worth learning; and errors are
whitened, for some components are harder to reproduce than others.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
from torch import nn

from ..context import Context
from ..stream.sink import Sink
from .detector import SceneRun
from .leading import Projection, leading_components
from .pixel_sample import sampled
from .score_operator import PixelOperator

COMPONENTS, HIDDEN, CODE = 20, 64, 5
"""Widths of the layers; a narrow code reproduces mixtures of the common materials only."""

SAMPLE = 1 << 16
"""Pixels that the network learns from."""

HELD_OUT = 1 << 12
"""At most of them, and at most a tenth, tell when to stop."""

BATCH, RATE, STEPS = 512, 1e-2, 800
"""Pixels of a step, learning rate at first, and most steps; the rate falls to 0 as a cosine."""

LOOK_EVERY, PATIENCE = 40, 5
"""Steps between looks at the pixels held out, and looks without gain before it stops."""

GAIN = 1e-3
"""What a look must gain, as a share of the best error."""

ORDINARY = 0.98
"""Share of the sample, of smallest error, whose errors are taken for those of the background."""

SMALLEST_ERROR = 1e-6
"""Of the mean variance of the errors: added to each, as for pixels that are reproduced exactly."""


class Autoencoder(nn.Module):
    """Components to a code and back."""

    def __init__(self, components: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(components, HIDDEN),
            nn.Tanh(),
            nn.Linear(HIDDEN, CODE),
            nn.Linear(CODE, HIDDEN),
            nn.Tanh(),
            nn.Linear(HIDDEN, components),
        )

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        """``(pixels, components)`` to what cannot be reproduced of them."""
        error: torch.Tensor = pixels - self.layers(pixels)
        return error


def trained(sample: torch.Tensor, seed: int, context: Context) -> tuple[Autoencoder, int]:
    """Trains an autoencoder on the CPU, the same way for the same seed.

    Args:
        sample: ``(pixels, components)`` in random order.
        seed: of the first weights and of the order of pixels.
        context: told of progress, asked for cancellation before each step.

    Returns:
        The network with the weights that did best on pixels held out, and the steps it took.

    Raises:
        Cancelled: the context was cancelled.
    """
    held = min(HELD_OUT, len(sample) // 10)
    test, train = sample[:held], sample[held:]
    draw = torch.Generator().manual_seed(seed)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # sums are rounded alike on every machine, and layers so small
    try:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            network = Autoencoder(sample.shape[1])
        optimiser = torch.optim.Adam(network.parameters(), RATE)
        best, state, looks = math.inf, network.state_dict(), 0
        for step in range(STEPS):
            if step % LOOK_EVERY == 0:
                context.progress("fit", step, STEPS)
                with torch.no_grad():
                    loss = float(_loss(network(test)))
                looks = 0 if loss < (1 - GAIN) * best else looks + 1
                if loss < best:
                    best, state = loss, {k: v.clone() for k, v in network.state_dict().items()}
                if looks >= PATIENCE:
                    break
            context.check_cancelled()
            for group in optimiser.param_groups:
                group["lr"] = RATE * (1 + math.cos(math.pi * step / STEPS)) / 2
            chosen = torch.randint(len(train), (BATCH,), generator=draw)
            optimiser.zero_grad()
            _loss(network(train[chosen])).backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        network.load_state_dict(state)
        context.progress("fit", STEPS, STEPS)
    finally:
        torch.set_num_threads(threads)
    return network.eval(), step + 1


def _loss(error: torch.Tensor) -> torch.Tensor:
    """Grows with the logarithm of large errors, as of a Cauchy distribution."""
    return torch.log1p(error.square().mean(dim=1)).mean()


def error_whitener(error: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean of ordinary errors, and the matrix after which they have covariance 1.

    Args:
        error: ``(pixels, components)``.

    Returns:
        ``(components,)`` and ``(components, components)``.
    """
    size = error.square().sum(dim=1)
    ordinary = error[size <= size.quantile(ORDINARY)].double().numpy()
    mean = ordinary.mean(axis=0)
    covariance = np.atleast_2d(np.cov(ordinary.T, bias=True))
    # Components vary by about 1: where next to no error is left, it is rounding in float32.
    rounding = float(np.finfo(np.float32).eps) ** 2
    least = SMALLEST_ERROR * np.trace(covariance) / len(covariance) + rounding
    variances, vectors = np.linalg.eigh(covariance)
    whitener = vectors.T / np.sqrt(variances.clip(min=0) + least)[:, None]
    return torch.from_numpy(mean).float(), torch.from_numpy(whitener).float()


class ErrorOperator(PixelOperator):
    """Maps squared, whitened errors; NaN is nodata."""

    def __init__(
        self,
        network: Autoencoder,
        whitener: tuple[torch.Tensor, torch.Tensor],
        project: Projection,
        device: torch.device,
    ) -> None:
        """Moves the network to the device."""
        super().__init__(device)
        self._network, self._project = network.to(device), project
        self._mean, self._matrix = (each.to(device) for each in whitener)

    def scores(self, pixels: torch.Tensor) -> torch.Tensor:
        error = self._network(self._project(pixels).T)
        made: torch.Tensor = ((error - self._mean) @ self._matrix.T).square().sum(dim=1)
        return made


class AnomalyDetector:
    """Errors of an autoencoder that was trained on the scene, whitened."""

    title = "autoencoder"
    source = "Bati, Caliskan, Koz, Alatan (2015), SPIE 9643"
    ceiling = None

    def detect(self, run: SceneRun, sink: Sink) -> dict[str, Any]:
        components = leading_components(run, COMPONENTS)
        project = Projection(components, run.device)
        sample = sampled(run, project, SAMPLE)
        network, steps = trained(sample, int(run.values["seed"]), run.context)
        with torch.inference_mode():
            whitener = error_whitener(network(sample))
        run.map(ErrorOperator(network, whitener, project, run.device), sink)
        return {
            "components": components.count,
            "code": CODE,
            "sample_pixels": len(sample),
            "steps": steps,
        }
