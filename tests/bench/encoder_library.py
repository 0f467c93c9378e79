"""The bundled encoder on spectra that it was not trained on: covers, and the same by any sensor."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
from sklearn.metrics import precision_recall_fscore_support

from engine.bands.matching import match_by_wavelength
from engine.models.backbone import Backbone
from engine.models.cover_model import COVERS, CoverModel, cover_class
from engine.pretrain.pool import COVER_NAMES, Pool
from engine.training.fit_linear import fit_linear

from .encoder_spectra import (
    BoolArray,
    Eye,
    FloatArray,
    column,
    groups_of,
    noisy,
    percent,
    planned,
    run,
    scene_of,
    spread,
    table,
)

SPLITS = 3
"""Halves of the samples that a head is trained on."""

Features = tuple[FloatArray, ...]
Integers = npt.NDArray[np.int64]


def strangers(model: CoverModel, pools: dict[str, Pool], seen_by: Eye, seed: int) -> str:
    """Precision, recall and F1 of every cover on pure spectra with noise."""
    made = {name: _named(model, pool, seen_by, seed) for name, pool in pools.items()}
    rows = [[name] for name in (*COVER_NAMES, "macro")]
    head = ["cover"]
    for name, pool in pools.items():
        found, scores = made[name]
        head += [f"n, {name}", "precision", "recall", "F1"]
        for cover in range(len(COVERS)):
            n = int((pool.cover == cover).sum())
            rows[cover] += [str(n), *(percent(x) for x in scores[cover])] if n else ["0", *3 * [""]]

        def macro(at: Integers, pool: Pool = pool, found: Integers = found) -> float:
            return _macro(pool.cover[at], found[at])

        whole, deviation = macro(np.arange(len(pool))), spread(pool.sample, macro)
        rows[-1] += [str(len(pool)), "", "", f"{percent(whole)} ± {percent(deviation)}"]
    unknown = ", ".join(f"{percent(float((f[0] < 0).mean()))} ({n})" for n, f in made.items())
    return (
        "Percent; the spread is the standard deviation when samples are drawn anew. Spectra with"
        f" gaps are read from the bands that are known. Don't know: {unknown}.\n\n"
        + table(head, rows)
    )


def _named(
    model: CoverModel, pool: Pool, seen_by: Eye, seed: int
) -> tuple[Integers, npt.NDArray[np.float64]]:
    """Place of the cover in ``COVERS`` or -1; and precision, recall and F1 by cover."""
    values, known = seen_by.see(pool)
    values = noisy(values, seen_by.noise, np.random.default_rng(seed))
    found = np.zeros(len(pool), np.int64)
    for rows, bands in groups_of(known):
        network = model.covers(seen_by.request(bands))
        found[rows] = column(cover_class(run(network, values[rows][:, bands]))[0])
    place = {cover.value: number for number, cover in enumerate(COVERS)}
    found = np.array([place.get(int(value), -1) for value in found])
    scores = precision_recall_fscore_support(
        pool.cover, found, labels=range(len(COVERS)), zero_division=0
    )
    return found, np.stack(scores[:3], axis=1)


def _macro(truth: Integers, found: Integers) -> float:
    present = np.unique(truth)
    f1 = precision_recall_fscore_support(truth, found, labels=present, zero_division=0)[2]
    return float(f1.mean())


def known_to_all(pool: Pool, eyes: tuple[Eye, ...]) -> Pool:
    """The spectra that every sensor sees without a gap."""
    whole: BoolArray = np.logical_and.reduce([eye.see(pool)[1].all(1) for eye in eyes])
    return pool.take(whole)


def similarity(backbone: Backbone, pools: dict[str, Pool], eyes: tuple[Eye, ...], seed: int) -> str:
    """Cosine similarity of one spectrum's features, seen by two sensors each."""
    rows, directions = [], []
    for what, pool in pools.items():
        shuffled = np.random.default_rng(seed).permutation(len(pool))
        directions.append(
            f"{_directions(_features(backbone, eyes[0], pool, None)[1]):.1f} ({what})"
        )
        for noise in (False, True):
            seen = {e.name: _features(backbone, e, pool, seed if noise else None) for e in eyes}
            middle = seen[eyes[0].name][0].mean(0)
            for one, other in combinations(seen, 2):
                pair = seen[one], seen[other]
                logs = _cosine(pair[0][0] - middle, pair[1][0] - middle)
                whole = _cosine(np.hstack(pair[0]), np.hstack(pair[1]))
                others = _cosine(pair[0][1], pair[1][1][shuffled])
                found = (_cosine(pair[0][1], pair[1][1]), logs, whole)
                row = [f"{one}, {other}", f"{len(pool)} {what}", "yes" if noise else "no"]
                row += [f"{np.quantile(c, q):.4f}" for c in found for q in (0.5, 0.1)]
                rows.append([*row, f"{np.median(np.abs(others)):.2f}"])
    head = ["sensors", "spectra", "noise"]
    for part in ("embedding", "log-reflectance less its mean", "both parts as they are"):
        head += [f"{part}: median", "10th percentile"]
    head += ["embedding of two different spectra, size: median"]
    return (
        "Every sensor by its own bands; the mean that is taken from log-reflectance is EnMAP's of"
        " these spectra. For comparison the last column, and how many directions the embedding"
        f" varies in (participation ratio): {', '.join(directions)}.\n\n" + table(head, rows)
    )


def transfer(backbone: Backbone, pool: Pool, eyes: tuple[Eye, ...], seed: int) -> str:
    """A head trained on one sensor's spectra and used on other sensors' of other samples."""
    first = eyes[0]
    ways = {
        "own bands": {e.name: _features(backbone, e, pool, seed) for e in eyes},
        "resampled to the head's bands": {
            e.name: _features(backbone, e, pool, seed, first) for e in eyes
        },
    }
    parts = {"both parts": slice(0, 2), "embedding": slice(1, 2), "log-reflectance": slice(0, 1)}
    rows = []
    for part, which in parts.items():
        for way, seen in ways.items():
            found = []
            for split in range(SPLITS):
                train = _half(pool, seed + split)
                x = {name: np.hstack(made[which]) for name, made in seen.items()}
                fit = fit_linear(
                    x[first.name][train], pool.cover[train], pool.sample[train], len(COVERS),
                    seed, lambda: None,
                )  # fmt: skip
                right = [
                    (fit.scores(x[eye.name][~train]).argmax(1) == pool.cover[~train]).mean()
                    for eye in eyes
                ]
                found.append(right)
            mean, std = 100 * np.mean(found, axis=0), 100 * np.std(found, axis=0)
            lost = [f"{m - mean[0]:+.1f}" for m in mean[1:]]
            rows.append([part, way, *(f"{m:.1f} ± {s:.1f}" for m, s in zip(mean, std)), *lost])
    head = ["features", "other sensors' bands", *(f"on {e.name}" for e in eyes)]
    head += [f"{e.name} less {first.name}" for e in eyes[1:]]
    return (
        f"Overall accuracy of {len(COVERS)} covers in percent, {len(pool)} held-out spectra with"
        f" noise; trained by {first.name} on half of the samples, tested on the other half,"
        f" {SPLITS} halves. Other scenes' bands are resampled to a head's, as classify does.\n\n"
        + table(head, rows)
    )


def _features(
    backbone: Backbone, seen_by: Eye, pool: Pool, seed: int | None, as_of: Eye | None = None
) -> Features:
    """Log-reflectance and embedding, ``(spectra, channels)`` each; noise if there is a seed."""
    values, _ = seen_by.see(pool)
    if seed is not None:
        name = sum(seen_by.name.encode())
        values = noisy(values, seen_by.noise, np.random.default_rng([seed, name]))
    request = seen_by.request()
    if as_of is not None and as_of.name != seen_by.name:
        request = as_of.request()
        plan = match_by_wavelength(scene_of(seen_by), request, "this head")
        values = planned(plan, values)
    return tuple(column(part) for part in run(backbone.network(request), values))


def _directions(embedding: FloatArray) -> float:
    """From 1, where all variance lies in one direction, to the number of channels."""
    variances = np.linalg.eigvalsh(np.cov(embedding.astype(np.float64).T))
    return float(variances.sum() ** 2 / np.square(variances).sum())


def _cosine(one: FloatArray, other: FloatArray) -> FloatArray:
    norms = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    made: FloatArray = (one * other).sum(1) / np.maximum(norms, 1e-12)
    return made


def _half(pool: Pool, seed: int) -> BoolArray:
    """Half of the samples, whole."""
    samples = np.unique(pool.sample)
    chosen = np.random.default_rng(seed).permutation(samples)[: len(samples) // 2]
    made: BoolArray = np.isin(pool.sample, chosen)
    return made
