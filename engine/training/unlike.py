"""Learns from held-out pixels how far from everything labelled is too far.

Distances are Mahalanobis distances by the scatter within classes, to the nearest labelled pixel,
in units of what is usual for its class.

Source: Lee et al. (2018), "A simple unified framework for detecting out-of-distribution samples and
adversarial attacks", NeurIPS, eq. 1 and 2 (the scatter); Sun et al. (2022), "Out-of-distribution
detection with deep nearest neighbors", ICML, eq. 3 (the nearest one).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..heads.samples import Samples
from ..heads.unlike import Unlike
from .fit_linear import thin_out

Matrix = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

HELD_OUT_WITHIN = 0.95
"""So many of the held-out pixels are nearer than 1."""

COMPONENTS, DIRECTIONS = 24, 8
"""Dimensions of the space: principal components, and random directions orthogonal to them through
which everything else is seen. Without the latter, what no labelled pixel varies in is invisible.

Measured by leaving classes out, on EnMAP Potsdam and a simulated scene with two backbones: 48
components find fewer of the left-out pixels, 16 directions as many."""

SHRINKAGE = 0.02
"""Of the scatter towards a sphere; 0.1 finds fewer of the left-out pixels, 0.002 as many."""

MOST_COMPARED = 1_000
"""Labelled pixels that a map compares each of its pixels with."""

LEAST_PER_CLASS = 20
FEW = 50
"""A class of so many pixels counts half with what is usual for it, half with what is for all."""

NARROWEST = 0.05
"""What is usual for a class, as a share of what is for all, at least: copies have no distance."""

LEAST_THRESHOLD = 0.05
"""In what is usual for a class. Below it held-out pixels are copies of labelled ones, also of other
classes, and everything else would be unlike them; a map's float32 is no more exact than this."""

_SEED = 0


def fit_unlike(samples: Samples) -> Unlike | None:
    """Measures how far held-out pixels lie from the samples of other blocks.

    ``train`` calls it once, with what ``samples.kept_samples(features, labels.index, split.block)``
    keeps, and puts both into the head: ``Head(..., samples=samples, unlike=fit_unlike(samples))``.

    Returns:
        None where nothing can be held out: no class lies in two blocks, all pixels are alike, or
        nearly all of them occur in other blocks as well.
    """
    count = len(np.unique(samples.classes))
    kept = thin_out(samples.classes.astype(np.int64), max(LEAST_PER_CLASS, MOST_COMPARED // count))
    features = samples.features[kept].astype(np.float64)
    classes, blocks = samples.classes[kept].astype(np.int64), samples.blocks[kept]
    several = [c for c in np.unique(classes) if len(np.unique(blocks[classes == c])) > 1]
    if not several:
        return None
    projection, offset = _space(features, classes)
    places = features @ projection.T + offset
    apart = np.sqrt(_squares(places, places))
    apart[blocks[:, None] == blocks[None]] = np.inf
    usual = _usual(apart, classes)
    if usual is None:
        return None
    held = np.isin(classes, several)
    distances = (apart[held] / usual).min(axis=1)
    threshold = float(np.quantile(distances, HELD_OUT_WITHIN))
    if not threshold > LEAST_THRESHOLD:
        return None
    scales = 1.0 / (usual * threshold)
    return Unlike(
        projection.astype(np.float32),
        offset.astype(np.float32),
        places.astype(np.float32),
        scales.astype(np.float32),
        round(100.0 * float((distances > threshold).mean()), 2),
    )


def _usual(apart: Matrix, classes: Integers) -> Matrix | None:
    """For every pixel, the usual distance of its class to its own pixels in other blocks."""
    names, place = np.unique(classes, return_inverse=True)
    own = [
        found[np.isfinite(found)]
        for name in names
        for found in (apart[np.ix_(classes == name, classes == name)].min(axis=1),)
    ]
    overall = float(np.median(np.concatenate(own)))
    if not overall > 0:
        return None
    made = np.empty(len(names))
    for number, found in enumerate(own):
        share = len(found) / (len(found) + FEW)
        typical = max(float(np.median(found)), NARROWEST * overall) if len(found) else overall
        made[number] = typical**share * overall ** (1 - share)
    usual: Matrix = made[place.reshape(-1)]
    return usual


def _space(features: Matrix, classes: Integers) -> tuple[Matrix, Matrix]:
    """Projection ``(dims, features)`` and offset in which the scatter within classes is round."""
    mean, std = features.mean(axis=0), features.std(axis=0)
    seen = std > 1e-6 * max(float(np.abs(features).max()), 1e-12)
    share = np.where(seen, 1.0 / np.where(seen, std, 1.0), 0.0)
    ready = (features - mean) * share
    axes = _axes(ready)
    within = ready @ axes.T
    for name in np.unique(classes):
        within[classes == name] -= within[classes == name].mean(axis=0)
    scatter = within.T @ within / len(within)
    level = max(float(np.trace(scatter)) / len(scatter), 1e-12)
    values, vectors = np.linalg.eigh(
        (1 - SHRINKAGE) * scatter + SHRINKAGE * level * np.eye(len(scatter))
    )
    projection = (vectors / np.sqrt(values)).T @ axes * share
    return projection, -projection @ mean


def _axes(ready: Matrix) -> Matrix:
    """Orthonormal rows: the principal components, then random directions in what they leave."""
    pixels, channels = ready.shape
    if channels <= COMPONENTS + DIRECTIONS:
        return np.eye(channels)
    if channels > pixels:
        values, vectors = np.linalg.eigh(ready @ ready.T)
        found = ready.T @ vectors[:, ::-1][:, :COMPONENTS]
    else:
        values, vectors = np.linalg.eigh(ready.T @ ready)
        found = vectors[:, ::-1][:, :COMPONENTS]
    count = int((values[::-1][:COMPONENTS] > 1e-9 * max(float(values[-1]), 1e-12)).sum())
    random = np.random.default_rng(_SEED).normal(size=(channels, DIRECTIONS))
    basis, _ = np.linalg.qr(np.hstack([found[:, :count], random]))
    rows: Matrix = basis.T
    return rows


def _squares(one: Matrix, other: Matrix) -> Matrix:
    ours, theirs = np.square(one).sum(axis=1), np.square(other).sum(axis=1)
    made: Matrix = np.maximum(ours[:, None] + theirs - 2 * one @ other.T, 0.0)
    return made
