"""Measures how well every detector finds the anomalies of public scenes, beside Spectral Python.

    python -m tests.bench.bench_anomaly [--data ../shared/data] [--only auto,rx]

Prints and writes ``anomaly.md``: the area under the ROC curve and the seconds of each detector, all
with the defaults of their settings; of the members of the default one, and what is left of it
without each; and of scenes with planted objects. Spectral Python (``pip install spectral``) gives
the second opinion: ``rx`` must be the same. The exit code is 1 if the default detector misses what
was asked of it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import numpy.typing as npt

from engine.bands.plan import plan_all_usable
from engine.detect import auto
from engine.errors import EngineError
from engine.parameters.detecting import DETECTORS
from engine.scene import Scene, open_scene
from tests.data.anomaly_scenes import (
    Truth,
    area_under_curve,
    bands_first,
    plant,
    public_scenes,
    score,
    two_grounds,
)

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).with_name("anomaly.md")
LEAST_MEAN, MOST_BELOW_RX = 0.97, 0.005
SEEDS = range(4)

Scores = npt.NDArray[Any]


def raster(truth: Truth, folder: Path) -> Scene:
    """The scene as a GeoTIFF, which is how a user would bring it."""
    import rasterio

    path = folder / f"{truth.name.replace(' ', '_')}.tif"
    cube = bands_first(truth.cube)
    bands, rows, cols = cube.shape
    kind = {"driver": "GTiff", "dtype": "float32", "count": bands, "height": rows, "width": cols}
    with rasterio.open(path, "w", **kind) as file:
        file.write(cube)
    return open_scene(path)


def our_scores(name: str, scene: Scene) -> tuple[Scores, float]:
    """Scores of a detector, and its seconds."""
    plan, _ = plan_all_usable(scene)
    start = time.perf_counter()
    scores = score(name, scene, plan)
    return scores, time.perf_counter() - start


def spectral_rx(cube: npt.NDArray[np.float64]) -> tuple[Scores, float]:
    """Scores of Spectral Python's ``rx``, and its seconds."""
    import spectral

    start = time.perf_counter()
    scores = spectral.rx(cube)
    return scores, time.perf_counter() - start


def members(scene: Scene) -> dict[str, Scores]:
    """What the default detector adds up, by name."""
    plan, _ = plan_all_usable(scene)
    found: list[Scores] = []
    ranks = auto.tail_ranks

    def listen(scores: Any) -> Any:
        made = ranks(scores)
        found.append(made.copy())  # what it gives is used again for the next member
        return made

    with patch.object(auto, "tail_ranks", listen):
        score("auto", scene, plan)
    far, *small, _, local = found
    return {
        "global": auto.GLOBAL_WEIGHT * far,
        "small objects": np.add.reduce(small) / len(small),
        "local": local,
    }


def planted() -> list[Truth]:
    """Made-up scenes with new materials, and with land in the water."""
    made = []
    for seed in SEEDS:
        rng = np.random.default_rng([seed, 11])
        cube = two_grounds(rng)
        water = {"spectrum": cube[:, :30].mean((0, 1)), "first_col": 60} if seed % 2 else {}
        made.append(Truth(f"planted {seed}", cube, plant(rng, cube, **water)))
    return made


def table(title: str, names: Sequence[str], rows: dict[str, list[float]]) -> str:
    """A Markdown table with a last column of means; NaN is a dash."""
    lines = [f"| {title} | {' | '.join(names)} | mean |", "|---|" + "---:|" * (len(names) + 1)]
    for name, values in rows.items():
        cells = ["–" if np.isnan(v) else f"{v:.4f}" for v in (*values, float(np.mean(values)))]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def run(truths: Sequence[Truth], detectors: Sequence[str], folder: Path) -> tuple[str, Any]:
    """Tables of detectors and members, and the areas under the curve by detector."""
    scenes = [raster(truth, folder) for truth in truths]
    found: dict[str, list[float]] = {}
    seconds: dict[str, list[float]] = {}

    def note(name: str, scores: Scores, took: float, truth: Truth) -> None:
        found.setdefault(name, []).append(area_under_curve(scores, truth.anomalies))
        seconds.setdefault(name, []).append(took)

    for name in detectors:
        for truth, scene in zip(truths, scenes):
            try:
                scores, took = our_scores(name, scene)
            except (EngineError, ModuleNotFoundError) as exc:
                print(f"{name} on {truth.name}: {exc}", file=sys.stderr)
                scores, took = np.full(truth.anomalies.shape, np.nan), float("nan")
            if np.isfinite(scores).any():
                note(name, scores, took, truth)
            else:
                found.setdefault(name, []).append(float("nan"))
                seconds.setdefault(name, []).append(took)
    for truth in truths:
        note("Spectral Python `rx`", *spectral_rx(truth.cube), truth)

    parts: dict[str, list[float]] = {}
    for truth, scene in zip(truths, scenes):
        each = members(scene)
        for name, scores in each.items():
            rest = sum(other for key, other in each.items() if key != name)
            parts.setdefault(f"{name} alone", []).append(area_under_curve(scores, truth.anomalies))
            parts.setdefault(f"without {name}", []).append(area_under_curve(rest, truth.anomalies))
    names = [truth.name for truth in truths]
    text = "\n\n".join(
        [
            table("area under the ROC curve", names, found),
            table("seconds", names, seconds),
            table("members of `auto`", names, parts),
        ]
    )
    return text, found


def main() -> int:
    import tempfile

    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    reader.add_argument("--only", default=",".join(DETECTORS), help="detectors, by commas")
    arguments = reader.parse_args()
    detectors = arguments.only.split(",")
    with tempfile.TemporaryDirectory() as folder:
        public, found = run(list(public_scenes(arguments.data)), detectors, Path(folder))
        made, _ = run(planted(), [n for n in detectors if n in ("auto", "rx")], Path(folder))
    text = (
        "# How well the detectors find anomalies\n\nMade by `python -m tests.bench.bench_anomaly`; "
        "one fixed setting of each detector for all scenes. Seconds depend on the machine and its "
        f"load.\n\n## Public scenes\n\n{public}\n\n## Planted objects\n\n{made}\n"
    )
    print(text)
    TABLE.write_text(text, encoding="utf-8")
    if not {"auto", "rx"} <= set(detectors):
        return 0
    worst = min(np.subtract(found["auto"], found["rx"]))
    missed = np.mean(found["auto"]) < LEAST_MEAN or worst < -MOST_BELOW_RX
    print("MISSED" if missed else "reached", f"mean {np.mean(found['auto']):.4f}, asked 0.97")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
