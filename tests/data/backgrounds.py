"""Anomaly scores of made-up scenes whose background is known, with and without anomalies."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

KINDS = ("gaussian", "t", "K", "mixture")
"""Gaussian; t with 8 degrees of freedom; K with a texture of shape 3; four Gaussian covers."""

BANDS = 20
COVERS = (0.5, 0.3, 0.15, 0.05)
TARGETS = 5
DISTANCE = 6.0
"""Of pure targets from the mean, in Mahalanobis distances of an ordinary pixel."""


def rx_scores(
    kind: str, pixels: int, share: float, seed: int, *, least_fraction: float = 0.2
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    """Global RX scores of a scene, and which pixels are anomalies.

    Anomalies hold a fraction of one of five targets, uniform from ``least_fraction`` to 1, and are
    part of the statistics, as they are in a real scene.

    Args:
        kind: one of ``KINDS``.
        pixels: of the scene.
        share: of anomalies, 0..1.
        seed: same seed, same scene.
        least_fraction: 1 for whole pixels.
    """
    rng = np.random.default_rng(seed)
    values = _background(kind, pixels, rng)
    strange = np.zeros(pixels, bool)
    count = round(share * pixels)
    if count:
        places = rng.choice(pixels, count, replace=False)
        strange[places] = True
        fraction = rng.uniform(least_fraction, 1.0, (count, 1))
        targets = _targets(values, rng)[rng.integers(0, TARGETS, count)]
        values[places] = (1 - fraction) * values[places] + fraction * targets
    centred = values - values.mean(axis=0)
    factor = np.linalg.cholesky(np.cov(centred.T, bias=True))
    white = np.linalg.solve(factor, centred.T)
    return np.square(white).sum(axis=0).astype(np.float32), strange


def _background(kind: str, pixels: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    noise = rng.normal(size=(pixels, BANDS))
    if kind == "mixture":
        return _mixture(noise, rng)
    texture = {
        "gaussian": lambda: np.ones((pixels, 1)),
        "t": lambda: 8.0 / rng.chisquare(8, (pixels, 1)),
        "K": lambda: rng.gamma(3.0, 1.0 / 3.0, (pixels, 1)),
    }[kind]()
    return np.asarray(noise * np.sqrt(texture) @ _root(rng).T)


def _mixture(noise: npt.NDArray[np.float64], rng: np.random.Generator) -> npt.NDArray[np.float64]:
    made = np.empty_like(noise)
    cover = rng.choice(len(COVERS), len(noise), p=COVERS)
    for number in range(len(COVERS)):
        here = cover == number
        spread = rng.uniform(0.5, 1.5)
        mean = 1.5 * rng.normal(size=BANDS) * np.sqrt(_variances())
        made[here] = noise[here] @ _root(rng).T * spread + mean
    return made


def _variances() -> npt.NDArray[np.float64]:
    return np.arange(1, BANDS + 1) ** -1.5


def _root(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """A square root of a covariance with falling variances in random directions."""
    directions = np.linalg.qr(rng.normal(size=(BANDS, BANDS)))[0]
    return np.asarray(directions * np.sqrt(_variances()))


def _targets(values: npt.NDArray[np.float64], rng: np.random.Generator) -> npt.NDArray[np.float64]:
    covariance = np.cov(values.T)
    made = rng.normal(size=(TARGETS, BANDS))
    length = np.sqrt(np.einsum("ij,ij->i", made, np.linalg.solve(covariance, made.T).T))
    return np.asarray(made / length[:, None] * DISTANCE * np.sqrt(BANDS))
