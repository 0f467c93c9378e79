"""Measures ``quickmap``, ``classify`` and ``anomaly`` beside plain reading and a random forest.

    python tests/bench/bench_maps.py [FOLDER] [--size 1200] [--layout bip_tiles] [--no-forest]

Every measurement is a process of its own, start and imports included, on files that were just read
(so all of them come from the page cache). Prints one table; the exit code is 1 if a map takes more
than 3 times the reading time plus 5 s (``quickmap``, ``traits`` and ``classify`` with the default
backbone, which compute a network in every pixel: 30 s; ``anomaly`` by default, which joins three
detectors: 60 s), or 2 GiB. ``spectra`` is ``classify`` with one linear map of the reflectance,
``rx`` is ``anomaly`` with the global detector alone.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
TIMES_READING, PLUS_S, LIMIT_MIB = 3.0, 5.0, 2048.0
LIMITS_S = {"quickmap": 30.0, "traits": 30.0, "classify": 30.0, "anomaly": 60.0}
PLAIN = ("--backbone", "spectra", "--classifier", "linear")
REPEATS = 2
TREES = 300


class Cost(NamedTuple):
    """What a process took; peak memory is NaN where the system does not tell."""

    seconds: float
    peak_mib: float
    text: str


def measure(arguments: Sequence[str]) -> Cost:
    """Runs a process and measures wall time and peak memory."""
    start = time.perf_counter()
    process = subprocess.Popen(
        arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    text = process.stdout.read()
    peak_mib = float("nan")
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        peak_mib = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
    seconds = time.perf_counter() - start
    if process.wait():
        raise SystemExit(f"{text}\n{' '.join(arguments)} ended with {process.returncode}")
    return Cost(seconds, peak_mib, text)


def engine(*arguments: object) -> Cost:
    return measure([sys.executable, "-m", "engine", *map(str, arguments)])


def own(part: str, *arguments: object) -> Cost:
    return measure([sys.executable, __file__, "--part", part, *map(str, arguments)])


def read_once(path: Path) -> float:
    """Seconds that rasterio needs to read all bands, in the better of two ways with all threads."""
    import rasterio
    from rasterio.windows import Window

    def in_one_call() -> None:
        with rasterio.Env(GDAL_NUM_THREADS="ALL_CPUS"), rasterio.open(path) as file:
            file.read()

    def in_threads() -> None:
        with rasterio.open(path) as file:
            (rows, cols), height, width = file.block_shapes[0], file.height, file.width
        rows = max(rows, 64)

        def part(window: Window) -> None:
            with rasterio.open(path) as file:
                file.read(window=window)

        windows = [
            Window(col, row, min(cols, width - col), min(rows, height - row))
            for row in range(0, height, rows)
            for col in range(0, width, cols)
        ]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(part, windows))

    best = float("inf")
    for way in (in_one_call, in_threads, in_one_call, in_threads):
        start = time.perf_counter()
        way()
        best = min(best, time.perf_counter() - start)
    return best


def forest(path: Path, labels: Path) -> None:
    """Trains and applies a random forest as most scripts do: everything in memory."""
    import json

    import numpy as np
    import rasterio
    from rasterio.features import rasterize
    from sklearn.ensemble import RandomForestClassifier

    features = json.loads(labels.read_text(encoding="utf-8"))["features"]
    with rasterio.open(path) as file:
        usable = [n for n in range(1, file.count + 1) if n not in range(131, 137)]
        cube = file.read(usable)
        shapes = [(f["geometry"], f["properties"]["class_id"]) for f in features]
        wanted = rasterize(shapes, out_shape=file.shape, transform=file.transform)
    pixels = cube.reshape(len(usable), -1).T
    known = wanted.ravel() > 0
    model = RandomForestClassifier(TREES, n_jobs=-1, random_state=0)
    model.fit(pixels[known], wanted.ravel()[known])
    model.n_jobs = -1
    print(np.bincount(model.predict(pixels)))


def compare(folder: Path, size: int, layouts: Sequence[str], with_forest: bool) -> bool:
    """Prints the table.

    Returns:
        Whether everything passed.
    """
    sys.path.insert(0, str(Path(__file__).parent))
    import make_layouts

    paths = make_layouts.make(folder, size)
    labels, head, plain = paths.pop("labels"), folder / "bench.hsfm", folder / "plain.hsfm"
    chosen = list(layouts) or list(paths)
    for out, options in ((head, ()), (plain, PLAIN)):
        given = ("--labels", labels, "--field", "class", *options)
        engine("train", paths[chosen[0]], *given, "--out", out)
    print(
        f"{'layout':12} {'what':10} {'seconds':>8} {'limit':>7} {'x read':>7} {'MiB':>6}  verdict"
    )
    passed = True
    for layout in chosen:
        path = paths[layout]
        reading = float(own("read", path).text.split()[-1])
        print(f"{layout:12} {'read':10} {reading:8.2f} {'':7} {1:7.1f}")
        jobs = {
            "quickmap": (
                *("quickmap", path, "--out", folder / f"{layout}_covers.tif"),
                *("--fractions", folder / f"{layout}_fractions.tif"),
                *("--uncertainty", folder / f"{layout}_uncertainty.tif"),
            ),
            "traits": ("traits", path, "--out", folder / f"{layout}_traits.tif"),
            "classify": ("classify", path, "--head", head, "--out", folder / f"{layout}_map.tif"),
            "spectra": ("classify", path, "--head", plain, "--out", folder / f"{layout}_plain.tif"),
            "anomaly": ("anomaly", path, "--out", folder / f"{layout}_anomaly.tif"),
            "rx": ("anomaly", path, "--detector", "rx", "--out", folder / f"{layout}_rx.tif"),
        }
        for name, arguments in jobs.items():
            cost = min((engine(*arguments) for _ in range(REPEATS)), key=lambda c: c.seconds)
            limit = LIMITS_S.get(name, TIMES_READING * reading + PLUS_S)
            good = cost.seconds <= limit and not cost.peak_mib > LIMIT_MIB
            passed &= good
            print(
                f"{layout:12} {name:10} {cost.seconds:8.2f} {limit:7.2f} "
                f"{cost.seconds / reading:7.1f} {cost.peak_mib:6.0f}  {'PASS' if good else 'OVER'}"
            )
        if with_forest:
            cost = own("forest", path, labels)
            print(
                f"{layout:12} {'forest':10} {cost.seconds:8.2f} {'':7} "
                f"{cost.seconds / reading:7.1f} {cost.peak_mib:6.0f}  for comparison"
            )
    return passed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="*", type=Path, help="where the files are (build/bench)")
    parser.add_argument("--size", type=int, default=1200)
    parser.add_argument("--layout", action="append", default=[], help="only this one; repeatable")
    parser.add_argument("--no-forest", action="store_true")
    parser.add_argument("--part", choices=("read", "forest"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.part == "read":
        print(read_once(chosen.folder[0]))
        return 0
    if chosen.part == "forest":
        forest(*chosen.folder)
        return 0
    folder = (chosen.folder or [ROOT / "build" / "bench"])[0].absolute()
    passed = compare(folder, chosen.size, chosen.layout, not chosen.no_forest)
    return 0 if passed else 1


if __name__ == "__main__":
    raise SystemExit(main())
