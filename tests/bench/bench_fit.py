"""Times the fits of Train on made-up labels, beside scikit-learn's logistic regression.

    python -m tests.bench.bench_fit [--runs 3]

Prints the seconds of the linear head and of the default classifier for 20 classes of 20 000 pixels,
for as many labels as the real EnMAP scene of the test data has, and for as many as a few polygons
give while somebody draws: the median of several runs. Scikit-learn fits one logistic regression
with one penalty to the same features, standardised, in at most 100 steps; Train also chooses the
penalty on pixels that are held out, and ends where the loss is flat.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from engine.models.backbone import REFLECTANCE
from engine.threads import one_thread
from engine.training.choose import ENSEMBLE, LINEAR, fit_classifier
from engine.training.views import Layout

BANDS = 236
"""As many as the features of hsfm-spectral."""

CURVES, WIDTH = 25, 0.06
"""Spectra are sums of so many bumps along the wavelength, of this width."""

POLYGONS_PER_CLASS, BLOCKS = 20, 40


@dataclass(frozen=True)
class Size:
    """How many labels there are.

    Attributes:
        name: for the table.
        classes, each: pixels of every class.
    """

    name: str
    classes: int
    each: int


SIZES = (
    Size("20 classes, 20 000 pixels each", 20, 20_000),
    Size("6 classes, 675 pixels each", 6, 675),
    Size("5 classes, 80 pixels each", 5, 80),
)


@dataclass(frozen=True)
class Pixels:
    """Made-up labelled spectra.

    Attributes:
        spectra: ``(pixels, bands)``, reflectance.
        classes: ``(pixels,)``, from 0.
        block: ``(pixels,)``, where they lie.
    """

    spectra: npt.NDArray[np.float32]
    classes: npt.NDArray[np.int64]
    block: npt.NDArray[np.int64]


def made_up(size: Size) -> Pixels:
    """Mixtures of three pure spectra a class, in polygons that differ, under varying light."""
    rng = np.random.default_rng(0)
    places = np.linspace(0, 1, BANDS)
    bumps = np.exp(-0.5 * ((places - np.linspace(0, 1, CURVES)[:, None]) / WIDTH) ** 2)
    common = 0.25 + 0.03 * rng.normal(size=CURVES) @ bumps
    pure = (common + 0.02 * rng.normal(size=(size.classes, 3, CURVES)) @ bumps).astype(np.float32)
    classes = np.repeat(np.arange(size.classes), size.each)
    polygon = classes * POLYGONS_PER_CLASS + rng.integers(0, POLYGONS_PER_CLASS, len(classes))
    polygons = size.classes * POLYGONS_PER_CLASS
    own = (0.015 * rng.normal(size=(polygons, CURVES)) @ bumps).astype(np.float32)
    shares = rng.dirichlet((1, 1, 1), len(classes)).astype(np.float32)
    spectra = own[polygon]
    for c in range(size.classes):
        spectra[classes == c] += shares[classes == c] @ pure[c]
    spectra *= rng.uniform(0.6, 1.4, (len(classes), 1)).astype(np.float32)
    spectra += 0.004 * rng.standard_normal(spectra.shape, np.float32)
    return Pixels(spectra, classes, rng.integers(0, BLOCKS, polygons)[polygon])


def train(classifier: str, pixels: Pixels) -> None:
    """What ``train`` fits once."""
    fit_classifier(
        classifier,
        pixels.spectra,
        Layout((BANDS,), (REFLECTANCE,)),
        pixels.classes,
        pixels.block,
        int(pixels.classes.max()) + 1,
        0,
        lambda: None,
    )


def theirs(pixels: Pixels) -> None:
    """Logistic regression with scikit-learn's usual settings, on one core as is best for it."""
    model = LogisticRegression(class_weight="balanced")
    with one_thread():
        make_pipeline(StandardScaler(), model).fit(pixels.spectra, pixels.classes)


def seconds(job: Callable[[], None], runs: int) -> float:
    """The median of several runs."""
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        job()
        found.append(time.perf_counter() - start)
    return median(found)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    warnings.simplefilter("ignore", ConvergenceWarning)
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores{busy}\n")
    train(ENSEMBLE, made_up(Size("loads what is loaded once", 3, 20)))
    print("| labels | Train, linear, s | Train, default, s | logistic regression, s |")
    print("|---|---|---|---|")
    for size in SIZES:
        pixels = made_up(size)
        # One run of scikit-learn takes a minute for the largest.
        few = 1 if len(pixels.classes) > 100_000 else runs
        cells = [
            seconds(lambda x=pixels: train(LINEAR, x), runs),
            seconds(lambda x=pixels: train(ENSEMBLE, x), runs),
            seconds(lambda x=pixels: theirs(x), few),
        ]
        print(f"| {size.name} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |")


if __name__ == "__main__":
    main()
