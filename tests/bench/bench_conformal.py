"""Measures whether class sets and probabilities of Train keep what they promise on new polygons.

    python -m tests.bench.bench_conformal [SCENE LABELS] [--field class] [--backbone hsfm-spectral]

Without arguments the real EnMAP scene of the test data. Twenty-four times a third of the polygons,
or of the blocks of the scene with all polygons in them, is kept aside. Train is fitted on the other
two thirds and chooses temperature and thresholds there, by its own folds, as it always does; then
coverage and size of the class sets and the calibration are measured on the third that it never saw.
Prints a table in Markdown; without arguments it also goes to ``conformal.md`` beside this file.
"""

from __future__ import annotations

import argparse
import os
import warnings
from pathlib import Path

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed

from engine.context import Context
from engine.heads.conformal import ConformalSets
from engine.models.registry import backbone
from engine.training.calibration import probabilities, reliability
from engine.training.choose import AUTO, fit_classifier, resolved
from engine.training.conformal import quality_of
from engine.training.evaluate import train_and_measure
from engine.training.labels import Labels
from engine.training.split import BLOCKS, POLYGONS, repeated_splits
from engine.training.views import Layout
from tests.bench.bench_accuracy import DATA, samples

TABLE = Path(__file__).with_name("conformal.md")
REPEATS, THIRDS, FOLDS, SEED = 8, 3, 5, 0
"""Every repeat keeps each third aside in turn: 24 tests."""

RATES = (0.05, 0.10, 0.20)

INTRODUCTION = """# Class sets and calibration on polygons that were never seen

Written by `python -m tests.bench.bench_conformal` (part of `make bench-accuracy`) on the
developers' half of a real EnMAP scene of Potsdam. {about}. {tests} times a third is kept aside:
single polygons, or blocks of the scene with all polygons in them. `train` is fitted on the rest and
chooses its temperature and the thresholds of its class sets there, by its own folds, with
`--split polygons` or `--split blocks`. Numbers are means over the tests; after ± stands their
standard deviation, and in brackets the sampling error of the mean: the deviation divided by the
root of {thirds}, as every {thirds} tests see all polygons once and further ones see the same again.
Every polygon counts the same in coverage and size, every pixel the same in the calibration error
(ECE).

{table}
"""


def measured(
    features: npt.NDArray[np.float32],
    labels: Labels,
    layout: Layout,
    classifier: str,
    held: npt.NDArray[np.bool_],
    by: str,
) -> list[float]:
    """Coverage and size at every rate, then the calibration error before and after."""
    rest = labels.take(~held)
    trained = train_and_measure(
        features[~held],
        rest,
        FOLDS,
        SEED,
        Context(),
        layout=layout,
        classifier=classifier,
        by=by,
    )
    sets = trained.conformal or ConformalSets((0.5,), (1.0,))
    fit = fit_classifier(
        classifier,
        features[~held],
        layout,
        rest.index,
        trained.splits[0].block,
        len(labels.classes),
        SEED,
        lambda: None,
    )
    scores = fit.scores(features[held])
    truth, unit = labels.index[held], labels.unit[held]
    after = probabilities(scores, trained.metrics["temperature"])
    found = []
    for rate in RATES:
        quality = quality_of(after, truth, unit, sets.threshold(rate))
        found += [quality.coverage, quality.mean_size]
    return [*found, *(reliability(p, truth).error for p in (probabilities(scores), after))]


def table(rows: dict[tuple[str, str], npt.NDArray[np.float64]]) -> str:
    """Markdown: three rows for every backbone and what is kept aside."""
    header = ("backbone", "kept aside", "asked", "coverage, %", "classes", "ECE before, %", "after")
    lines = [f"| {' | '.join(header)} |", "|---" * len(header) + "|"]
    for names, values in rows.items():
        for number, rate in enumerate(RATES):
            coverage, size = values[:, 2 * number], values[:, 2 * number + 1]
            error = coverage.std() / np.sqrt(THIRDS)
            errors = [_cell(100 * values[:, place], 1) for place in (-2, -1)]
            cells = [
                *(names if not number else ("", "")),
                f"{100 * (1 - rate):.0f} %",
                f"{_cell(100 * coverage, 1)} ({100 * error:.1f})",
                _cell(size, 2),
                *(errors if not number else ("", "")),
            ]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(values: npt.NDArray[np.float64], digits: int) -> str:
    return f"{values.mean():.{digits}f} ± {values.std():.{digits}f}"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", nargs="?", type=Path)
    parser.add_argument("labels", nargs="?", type=Path)
    parser.add_argument("--field", default="class")
    parser.add_argument("--backbone", action="append", help="may be given several times")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    scene = given.scene or next(DATA.glob("ENMAP01-*"), None)
    if scene is None:
        raise SystemExit(f"No scene: {DATA} is not there. Name a scene and its labels.")
    places = scene, given.labels or DATA / "labels.gpkg", given.field
    rows, about = {}, ""
    for name in given.backbone or ("spectra", "hsfm-spectral"):
        features, labels, layout = samples(*places, name)
        about = f"{len(labels)} labelled pixels in {int(labels.unit.max()) + 1} polygons"
        classifier = resolved(AUTO, backbone(name))
        for by in (POLYGONS, BLOCKS):
            trials = [
                split.fold == number
                for split in repeated_splits(labels, THIRDS, REPEATS, SEED, by)
                for number in range(THIRDS)
            ]
            found = Parallel(given.jobs)(
                delayed(measured)(features, labels, layout, classifier, held, by) for held in trials
            )
            rows[name, by] = np.array(found)
    made = table(rows)
    print(made)
    if given.scene is None and given.labels is None and given.backbone is None:
        text = INTRODUCTION.format(about=about, tests=REPEATS * THIRDS, thirds=THIRDS, table=made)
        TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
