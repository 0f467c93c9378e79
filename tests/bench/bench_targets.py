"""Measures target detectors: planted targets at fixed false-alarm rates, and real ones of MUUFL.

    python -m tests.bench.bench_targets [--data FOLDER] [--out FILE] [--seconds SCENE]

Targets of known spectra are planted into real and simulated scenes with 5 to 50 % of a pixel. The
planted spectra differ from those that the detectors get: by 2 % in every band and 4 % over the
spectrum, the same for all pixels as errors of calibration are, and in brightness by up to 20 % from
pixel to pixel. Every detector runs as the task does; planted pixels stay in its statistics.

With ``--seconds`` it maps a scene with each detector instead, and prints seconds beside ``anomaly
--detector rx``.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.bands.plan import BandPlan, BandRequest, plan_all_usable
from engine.context import Context
from engine.detect.detector import SceneRun
from engine.detect.targets.detector import ROLE, Search, Target, target_detector_named
from engine.detect.targets.marked import MarkedPixels
from engine.errors import EngineError
from engine.libraries.on_bands import on_bands
from engine.libraries.spectrum import LibrarySpectrum
from engine.models.registry import backbone
from engine.parameters.detecting import TARGET_METHODS
from engine.scene import Scene
from engine.stream.area import Area

from ..data.simulated import simulate
from .target_scenes import CPU, in_memory, materials, muufl_scene, planted

FRACTIONS = (0.05, 0.1, 0.2, 0.35, 0.5)
RATES = (1e-2, 1e-3, 1e-4)
LEAST_FALSE = 4
"""A rate is measured where it means so many pixels of background at least."""

SIMULATED_PX = 256
NEAR_PX = 2
"""Pixels of MUUFL so near to a target count neither as target nor as background."""


@dataclass
class Plane:
    """Keeps the scores of a run; a sink."""

    scores: np.ndarray

    def write(self, window, outputs) -> None:
        rows, cols = window.slices()
        self.scores[rows, cols] = outputs[ROLE]


def score(
    scene: Scene, method: str, spectra: list[LibrarySpectrum], marked: MarkedPixels | None = None
) -> np.ndarray:
    """Scores ``(rows, cols)`` of a method for spectra of a library, or for marked pixels."""
    made_by = backbone("hsfm-spectral") if method == "similarity" else None
    planned: tuple[BandPlan, BandRequest] = (made_by.plan if made_by else plan_all_usable)(scene)
    plan, request = planned
    targets = tuple(Target(s.name, "library", on_bands(s, scene, plan)) for s in spectra)
    none = MarkedPixels.of(scene.grid, [], [])
    if marked is not None:
        cube = scene.source.cube  # type: ignore[attr-defined]
        read = [number - 1 for number in plan.read]
        mean = cube[read][:, marked.rows, marked.cols].mean(axis=1).astype(float)
        planned_mean = mean if plan.weights is None else plan.weights @ mean
        targets = (Target("marked", "pixels", planned_mean, len(marked)),)
    area = Area.whole(scene.grid)
    run = SceneRun(scene, plan, area, CPU, Context(), 512, {})
    plane = Plane(np.full((scene.grid.height, scene.grid.width), np.nan, np.float32))
    search = Search(run, request, targets, none if marked is None else marked, made_by)
    target_detector_named(method).detect(search, plane)
    return plane.scores


def detection(scores: np.ndarray, mask: np.ndarray, rate: float) -> float:
    """The share of planted pixels above the threshold that lets a rate of the others through."""
    ordinary = scores[~mask & np.isfinite(scores)]
    if rate * len(ordinary) < LEAST_FALSE:
        return float("nan")
    return float((scores[mask] > np.quantile(ordinary, 1 - rate)).mean())


def simulation(scene: Scene, spectra: list[LibrarySpectrum], off: bool) -> Iterator[str]:
    """The lines of a table: detection rates by method, false-alarm rate and fraction."""
    found: dict[tuple[str, float, float], list[float]] = {}
    for number, spectrum in enumerate(spectra):
        for fraction in FRACTIONS:
            rng = np.random.default_rng([number, round(100 * fraction)])
            with_targets, mask = planted(scene, spectrum, fraction, off, rng)
            for method in TARGET_METHODS:
                try:
                    scores = score(with_targets, method, [spectrum])
                except EngineError as exc:
                    print(f"{method}: {exc}", file=sys.stderr)
                    continue
                for rate in RATES:
                    key = (method, rate, fraction)
                    found.setdefault(key, []).append(detection(scores, mask, rate))
    yield "| detector | false alarms | " + " | ".join(f"{f:.0%}" for f in FRACTIONS) + " |"
    yield "|---|---|" + "---|" * len(FRACTIONS)
    for method in TARGET_METHODS:
        for rate in RATES:
            cells = [np.mean(found.get((method, rate, f), [np.nan])) for f in FRACTIONS]
            if np.isfinite(cells).all():
                shown = " | ".join(f"{cell:.2f}" for cell in cells)
                yield f"| {method} | {rate:g} | {shown} |"


def real_targets(folder: Path) -> Iterator[str]:
    """The lines of a table: area under the curve of MUUFL's brown targets, by method."""
    from scipy.io import loadmat
    from scipy.ndimage import binary_dilation, maximum_filter

    scene, truth = muufl_scene(folder / "an_hsi_img_for_tgt_det_demo.mat")
    image = loadmat(folder / "tgt_img_spectra.mat", squeeze_me=True, struct_as_record=False)
    lab = loadmat(folder / "tgt_lab_spectra.mat", squeeze_me=True, struct_as_record=False)
    image = image["tgt_img_spectra"]
    given = {
        f"{name.replace('_', ' ')}, image": (image.wavelengths, image.spectra[:, n])
        for n, name in enumerate(image.names)
    }
    names = ("Soil Brown", "Solid Dark Green", "Vineyard Green", "Pea Green")
    for one in lab["spectralSignatures"]:
        if one.name in names:
            given[f"{one.name.lower()}, laboratory"] = (one.wavelengths, one.reflectance)
    yield "| spectrum | " + " | ".join(TARGET_METHODS) + " |"
    yield "|---|" + "---|" * len(TARGET_METHODS)
    far = ~binary_dilation(truth, iterations=NEAR_PX, structure=np.ones((3, 3)))
    rows, cols = np.nonzero(truth)

    def area(method: str, spectra, marked=None) -> str:
        try:
            scores = score(scene, method, spectra, marked)
        except EngineError as exc:
            print(f"{method}: {exc}", file=sys.stderr)
            return "-"
        others = np.ones(len(rows), bool) if marked is None else np.arange(len(rows)) > 0
        best = maximum_filter(scores, 3)[rows[others], cols[others]]
        return f"{np.mean(scores[far][None] < best[:, None]):.4f}"

    for name, (nm, values) in given.items():
        spectrum = LibrarySpectrum(name, np.asarray(nm, float), values.astype(float), None, "MUUFL")
        areas = " | ".join(area(method, [spectrum]) for method in TARGET_METHODS)
        yield f"| {name} | {areas} |"
    one = MarkedPixels.of(scene.grid, rows[:1], cols[:1])
    areas = " | ".join(area(method, [], one) for method in TARGET_METHODS)
    yield f"| first of the three pixels, marked | {areas} |"


def seconds(scene: str) -> Iterator[str]:
    """Seconds of a map by each detector, start of the engine not included."""
    from engine.tasks.registry import run_task

    with tempfile.TemporaryDirectory() as folder:
        asked = {"scene": scene, "out": str(Path(folder) / "map.tif")}
        runs: list[tuple[str, str, dict[str, object]]] = [
            ("anomaly, rx", "anomaly", {"detector": "rx"})
        ]
        runs += [
            (method, "targetdetection", {"method": method, "pixels": "100,100"})
            for method in TARGET_METHODS
        ]
        for name, task, more in runs:
            took = []
            for _ in range(2):
                start = time.perf_counter()
                run_task(task, {**asked, **more}, Context())
                took.append(time.perf_counter() - start)
            yield f"{name:16} {min(took):6.2f} s"


def report(data: Path, targets: int) -> Iterator[str]:
    """All lines of the tables."""
    yield "# Target detectors"
    yield ""
    yield "Made by `python -m tests.bench.bench_targets`; what is planted how stands at its head."
    spectra = materials(data / "speclib" / "speclib.npz", targets, seed=0)
    yield f"Planted are: {'; '.join(spectrum.name for spectrum in spectra)}."
    product = next((data / "enmap_potsdam").glob("ENMAP01-*"))
    with tempfile.TemporaryDirectory() as folder:
        with contextlib.redirect_stdout(io.StringIO()):
            made = simulate(Path(folder), size=SIMULATED_PX, seed=1)
        simulated = next(output.path for output in made.outputs if output.role == "product")
        scenes = {
            "EnMAP Potsdam": in_memory(product),
            "simulated EnMAP product": in_memory(simulated),
            "MUUFL": muufl_scene(data / "muufl" / "an_hsi_img_for_tgt_det_demo.mat")[0],
        }
    for name, scene in scenes.items():
        pixels = int(scene.source.valid.sum())  # type: ignore[attr-defined]
        for off in (True, False):
            yield ""
            yield (
                f"## Planted in {name} ({pixels:,} px), spectra "
                f"{'a little off' if off else 'exact'}: share of targets found"
            )
            yield ""
            yield from simulation(scene, spectra, off)
    yield ""
    yield "## Real brown targets of MUUFL (3 in the part, up to 3 m): area under the curve"
    yield ""
    yield (
        "A target's score is the best of its 3 x 3 pixels. The truth of this part names brown "
        "targets only; the spectra of other colours show how far they are mistaken for them."
    )
    yield ""
    yield from real_targets(data / "muufl")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    root = Path(__file__).resolve().parents[2]
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("targets.md"))
    parser.add_argument("--targets", type=int, default=1, help="of each group of materials")
    parser.add_argument("--seconds", metavar="SCENE")
    options = parser.parse_args()
    lines = []
    for line in (
        seconds(options.seconds) if options.seconds else report(options.data, options.targets)
    ):
        print(line, flush=True)
        lines.append(line)
    if not options.seconds:
        options.out.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
