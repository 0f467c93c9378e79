"""Prints what fine-tuning gains over a linear head where texture tells the classes apart.

``make bench`` runs it. Scene and labels are those of ``tests.data.textured``: every class shows the
same two covers in the same shares, so that no classifier of single pixels can be right more often
than by chance. Accuracies are of held-out blocks of the scene; the linear head had all other
labels, the fine-tuned one those of one fold less, by which its training ended.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pytest

from engine.context import Context
from engine.tasks.registry import run_task
from tests.data.textured import field_squares, write_squares, write_textured
from tests.data.tiny_vit import use_tiny

FIELDS, EPOCHS = 7, 30
MODES = (
    ("hsfm-spectral", "conv"),
    ("hsfm-spectral", "adapter"),
    ("hsfm-spectral", "full"),
    ("tiny-vit", "conv"),
    ("tiny-vit", "adapter"),
    ("tiny-vit", "lora"),
    ("tiny-vit", "full"),
)


def main() -> None:
    """Trains at every depth and prints a row for each."""
    print(f"Fine-tuning, {FIELDS * FIELDS} polygons of 3 classes, at most {EPOCHS} epochs")
    print(f"{'backbone':14} {'depth':8} {'balanced':>9} {'linear':>7} {'best epoch':>11} {'s':>6}")
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        use_tiny(patch, folder / "data")
        values = {
            "scene": write_textured(folder / "scene.tif", FIELDS),
            "labels": write_squares(folder / "labels.gpkg", field_squares(FIELDS)),
            "out": folder / "h.hsfm",
            "epochs": EPOCHS,
            "baseline": False,
        }
        for backbone, depth in MODES:
            start = time.perf_counter()
            made = run_task("train", {**values, "backbone": backbone, "depth": depth}, Context())
            seconds = time.perf_counter() - start
            metrics = made.metrics
            ours = metrics["balanced_accuracy"]["mean"]
            linear = metrics["linear"]["balanced_accuracy"]["mean"]
            best = f"{metrics['best_epoch']} of {metrics['epochs']}"
            print(f"{backbone:14} {depth:8} {ours:9.1%} {linear:7.1%} {best:>11} {seconds:6.1f}")


if __name__ == "__main__":
    main()
