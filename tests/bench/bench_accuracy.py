"""Compares what Train fits with other classifiers, with few labels of a real scene.

    python -m tests.bench.bench_accuracy [SCENE LABELS] [--field class] [--backbone hsfm-spectral]

Without arguments the real EnMAP scene of the test data. Twelve times the blocks of the scene are
split into halves; classifiers see 5 to 200 pixels of every class of one half and are tested on all
labels of the other half. The others see reflectance. Prints a table in Markdown: mean and standard
deviation over the splits; without arguments it also goes to ``accuracy_few_labels.md`` beside this
file.
"""

from __future__ import annotations

import argparse
import os
import warnings
from pathlib import Path

import numpy as np
import torch
from sklearn.exceptions import ConvergenceWarning

from engine.context import Context
from engine.errors import ModelNotInstalled, ModelUnknown
from engine.models.registry import backbone
from engine.scene import open_scene
from engine.training.class_fields import feature_classes
from engine.training.gather import labelled_features
from engine.training.labels import Labels, rasterise
from engine.training.views import Layout
from engine.vectors import read_vector, to_grid
from tests.bench.few_labels import OTHERS, Floats, blocks_of, measured, ours, table, theirs

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "enmap_potsdam"
MEMORY_MIB = 512
TABLE = Path(__file__).with_name("accuracy_few_labels.md")
INTRODUCTION = """# Train with few labels

Written by `python -m tests.bench.bench_accuracy` (part of `make bench-accuracy`) on the developers'
half of a real EnMAP scene of Potsdam. {about}. The blocks of the scene are split into halves twelve
times, at random; classifiers are trained on some pixels of one half and tested on all of the other.
Classes with fewer pixels than asked for give all they have. The first four see reflectance and have
scikit-learn's usual settings. `Train, NAME` is what `train` fits by default to the features of a
backbone. The members and starting weights of that were chosen on splits of these same labels, so
expect a little less elsewhere.

{table}
"""


def samples(
    scene_path: Path, labels_path: Path, field: str, name: str = "spectra"
) -> tuple[Floats, Labels, Layout]:
    """Features of the valid labelled pixels ``(pixels, dims)``, their labels, and what they are."""
    scene = open_scene(scene_path)
    layer = to_grid(read_vector(str(labels_path), ""), scene.grid)
    labels = rasterise(layer, feature_classes(layer, field), scene.grid)
    made_by = backbone(name)
    plan, request = made_by.plan(scene, "")
    features, valid = labelled_features(
        scene,
        plan,
        request,
        made_by,
        labels,
        device=torch.device("cpu"),
        context=Context(),
        memory_mib=MEMORY_MIB,
    )
    return features[valid], labels.take(valid), Layout.of(made_by, request)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", nargs="?", type=Path)
    parser.add_argument("labels", nargs="?", type=Path)
    parser.add_argument("--field", default="class")
    parser.add_argument(
        "--backbone", action="append", help="may be given several times; without it both of HSFM"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    warnings.simplefilter("ignore", ConvergenceWarning)
    scene = given.scene or next(DATA.glob("ENMAP01-*"), None)
    if scene is None:
        raise SystemExit(f"No scene: {DATA} is not there. Name a scene and its labels.")
    places = scene, given.labels or DATA / "labels.gpkg", given.field
    spectra, labels, layout = samples(*places)
    block = blocks_of(labels)
    counts = np.bincount(labels.index, minlength=len(labels.classes))
    about = f"{len(labels)} labelled pixels: " + ", ".join(
        f"{c.name} {n}" for c, n in zip(labels.classes, counts)
    )
    print(about)
    rows = [
        measured(
            name, theirs(make, spectra, labels.index), spectra, labels.index, block, given.jobs
        )
        for name, make in OTHERS.items()
    ]
    linear = ours(spectra, layout, "spectra", labels, block, "linear")
    rows.append(
        measured("Train, linear, spectra", linear, spectra, labels.index, block, given.jobs)
    )
    for name in given.backbone or ("spectra", "hsfm-spectral"):
        try:
            features, kept, known = samples(*places, name)
        except (ModelNotInstalled, ModelUnknown) as exc:
            print(f"Without {name}: {exc}")
            continue
        if len(kept) != len(labels):
            raise SystemExit(f"{name} leaves out labelled pixels that spectra keeps.")
        fit = ours(features, known, name, labels, block)
        rows.append(measured(f"Train, {name}", fit, features, labels.index, block, given.jobs))
    made = table(rows, len(OTHERS))
    print(made)
    if given.scene is None and given.labels is None and given.backbone is None:
        TABLE.write_text(INTRODUCTION.format(about=about, table=made), encoding="utf-8")


if __name__ == "__main__":
    main()
