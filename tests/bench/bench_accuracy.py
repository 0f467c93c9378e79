"""Compares the linear head with scikit-learn's classifiers on the same held-out polygons.

    python -m tests.bench.bench_accuracy [SCENE LABELS] [--field class]

Without arguments the real EnMAP scene of the test data. Every classifier sees the same bands and
the same spatial folds; predictions of all folds are pooled.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, balanced_accuracy_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from engine.context import Context
from engine.models.registry import backbone
from engine.scene import open_scene
from engine.training.class_fields import feature_classes
from engine.training.fit_linear import fit_linear
from engine.training.gather import labelled_features
from engine.training.labels import Labels, rasterise
from engine.training.split import ALWAYS_TRAINED, spatial_split
from engine.vectors import read_vector, to_grid

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "enmap_potsdam"
FOLDS, SEED, MEMORY_MIB = 5, 0, 512
OTHERS = {
    "logistic regression, standardised bands": lambda: make_pipeline(
        StandardScaler(), LogisticRegression(class_weight="balanced", max_iter=200)
    ),
    "random forest, 300 trees": lambda: RandomForestClassifier(
        300, class_weight="balanced", n_jobs=-1, random_state=SEED
    ),
    "SVM, radial basis": lambda: make_pipeline(
        StandardScaler(), SVC(C=10.0, class_weight="balanced", random_state=SEED)
    ),
}


def samples(scene_path: Path, labels_path: Path, field: str) -> tuple[Any, Labels]:
    """Spectra of the valid labelled pixels ``(pixels, bands)`` and their labels."""
    scene = open_scene(scene_path)
    layer = to_grid(read_vector(str(labels_path), ""), scene.grid)
    labels = rasterise(layer, feature_classes(layer, field), scene.grid)
    spectra = backbone("spectra")
    plan, request = spectra.plan(scene, "")
    features, valid = labelled_features(
        scene,
        plan,
        request,
        spectra,
        labels,
        device=torch.device("cpu"),
        context=Context(),
        memory_mib=MEMORY_MIB,
    )
    return features[valid], labels.take(valid)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", nargs="?", type=Path)
    parser.add_argument("labels", nargs="?", type=Path)
    parser.add_argument("--field", default="class")
    given = parser.parse_args()
    scene = given.scene or next(DATA.glob("ENMAP01-*"), None)
    if scene is None:
        raise SystemExit(f"No scene: {DATA} is not there. Name a scene and its labels.")
    features, labels = samples(scene, given.labels or DATA / "labels.gpkg", given.field)
    split = spatial_split(labels, FOLDS, SEED)
    count = len(labels.classes)
    tested = split.fold != ALWAYS_TRAINED
    print(f"{len(labels)} pixels, {count} classes, {split.folds} folds of whole polygons")
    print(f"{'classifier':42} {'balanced':>8} {'overall':>8} {'seconds':>8}")

    def ours(train: Any) -> Any:
        fit = fit_linear(
            features[train], labels.index[train], split.block[train], count, SEED, lambda: None
        )
        return lambda x: fit.scores(x).argmax(axis=1)

    def theirs(make: Any) -> Any:
        return lambda train: make().fit(features[train], labels.index[train]).predict

    for name, fitted in {
        "HSFM linear head (chooses its penalty)": ours,
        **{name: theirs(make) for name, make in OTHERS.items()},
    }.items():
        start = time.perf_counter()
        predicted = np.full(len(labels), -1)
        for fold in range(split.folds):
            held = split.fold == fold
            predicted[held] = fitted(~held)(features[held])
        took = time.perf_counter() - start
        truth, found = labels.index[tested], predicted[tested]
        balanced, overall = balanced_accuracy_score(truth, found), accuracy_score(truth, found)
        print(f"{name:42} {balanced:8.3f} {overall:8.3f} {took:8.1f}", flush=True)


if __name__ == "__main__":
    main()
