"""Times global and local RX beside Spectral Python's on the same arrays.

    python -m tests.bench.bench_anomaly_speed [--size 1200] [--repeats 3] [--pixels 60]

Spectral Python is no part of the engine; install it for this: ``pip install spectral``. Its local
RX takes hours for a scene, so it computes some pixels of a corner, with one thread and with all,
and the better of both counts for each pixel. Ours computes the whole. Other work on the machine
spoils the ratios, ours the more: Spectral Python is best with one thread, we need every core.
Each comparison also says how far the scores are apart.
Prints the machine, sizes, medians and ratios; the exit code is 1 if a ratio is missed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import numpy.typing as npt
import torch
from threadpoolctl import threadpool_limits

from engine.bands.plan import plan_all_usable
from engine.context import Context
from engine.detect.components import Components
from engine.detect.detector import SceneRun
from engine.detect.dual_window import DualWindow
from engine.detect.local_rx import LocalRxOperator
from engine.detect.rx import (
    ENOUGH_PER_BAND,
    AnomalyDetector,
    MomentsReducer,
    RxOperator,
    background,
)
from engine.devices import usable_cores
from engine.scene import Grid, Window, open_scene
from engine.stream.area import Area
from engine.stream.operator import Batch

CPU = torch.device("cpu")
GLOBAL_RATIO, LOCAL_RATIO = 8.0, 100.0
GLOBAL_BANDS, LOCAL_SIZE, LOCAL_BANDS = 202, 200, 150
INNER, OUTER = 5, 21
ROWS = 10
"""Of the pixels that Spectral Python computes; its progress needs ten."""
UTM = (30.0, 0.0, 4e5, 0.0, -30.0, 5.8e6)

Cube = npt.NDArray[np.float32]


def made_cube(bands: int, rows: int, cols: int) -> Cube:
    """Reflectance ``(bands, rows, cols)`` of smooth patterns, eight spectra and some noise."""
    rng = np.random.default_rng(0)
    down, along = np.mgrid[0:rows, 0:cols].astype(np.float32)
    cube = rng.normal(0, 0.004, (bands, rows, cols)).astype(np.float32)
    for number in range(8):
        spectrum = np.cumsum(rng.normal(0, 0.01, bands)).astype(np.float32)
        pattern = np.sin(down / rng.uniform(5, 60)) * np.cos(along / rng.uniform(5, 60) + number)
        cube += spectrum[:, None, None] * pattern
    return cube + 0.3


def processor_seconds(work: Callable[[], Any]) -> float:
    """The time on processors of all threads together; other work spoils it less than wall time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def seconds(work: Callable[[], Any], repeats: int) -> tuple[float, Any]:
    """The median wall time, and what was made last."""
    times, made = [], None
    for _ in range(repeats):
        start = time.perf_counter()
        made = work()
        times.append(time.perf_counter() - start)
    return statistics.median(times), made


def batches(cube: Cube, rows: int = 64) -> list[Batch]:
    """The cube in strips, each smaller than the windows that the loop gives."""
    made = []
    for row in range(0, cube.shape[1], rows):
        values = torch.from_numpy(np.ascontiguousarray(cube[:, row : row + rows]))[None]
        ok = torch.ones((1, *values.shape[2:]), dtype=torch.bool)
        made.append(Batch(values, ok, (Window(row, 0, *values.shape[2:]),), ok))
    return made


def moments_of(strips: list[Batch], bands: int) -> MomentsReducer:
    moments = MomentsReducer(bands, CPU)
    for strip in strips:
        moments.update(strip)
    return moments


class KeptScores:
    """A sink that keeps the scores."""

    def __init__(self, height: int, width: int) -> None:
        self.scores = np.zeros((height, width), np.float32)

    def write(self, window: Window, outputs: Any) -> None:
        self.scores[window.slices()] = outputs["anomaly"]


def written(cube: Cube, path: Path) -> None:
    """Writes the cube as a tiled GeoTIFF of float32."""
    import rasterio

    bands, height, width = cube.shape
    with rasterio.open(
        path, "w", driver="GTiff", width=width, height=height, count=bands, dtype="float32",
        tiled=True, blockxsize=128, blockysize=128, interleave="pixel", BIGTIFF="YES",
        crs="EPSG:32633", transform=rasterio.Affine(*UTM),
    ) as file:  # fmt: skip
        for number in range(bands):
            file.update_tags(number + 1, wavelength=str(420 + 10 * number))
        file.write(cube)


def from_file(path: Path) -> Cube:
    """The scores of the detector's own way: open, plan, two passes through the one loop."""
    scene = open_scene(path)
    plan, _ = plan_all_usable(scene)
    area = Area.whole(scene.grid)
    sink = KeptScores(scene.grid.height, scene.grid.width)
    AnomalyDetector().detect(SceneRun(scene, plan, area, CPU, Context(), 512, {}), sink)
    return sink.scores


def theirs_from_file(path: Path, rx: Callable[..., Any]) -> Any:
    import rasterio

    with rasterio.Env(GDAL_NUM_THREADS="ALL_CPUS"), rasterio.open(path) as file:
        return rx(np.ascontiguousarray(file.read().transpose(1, 2, 0)))


def global_scores(strips: list[Batch]) -> Cube:
    with torch.inference_mode():
        moments = moments_of(strips, GLOBAL_BANDS)
        operator = RxOperator(background(moments, enough_per_band=ENOUGH_PER_BAND), CPU)
        return np.concatenate([operator(strip)[0, 0].numpy() for strip in strips])


def compare_global(rx: Callable[..., Any], size: int, repeats: int) -> bool:
    """Prints the times of global RX; whether the ratio of the arithmetic is reached."""
    cube = made_cube(GLOBAL_BANDS, size, size)
    print(f"global RX, {size} x {size} x {GLOBAL_BANDS} float32", flush=True)
    own_s, own = seconds(partial(global_scores, batches(cube)), repeats)
    pixels_last = np.ascontiguousarray(cube.transpose(1, 2, 0))
    their_s, their = seconds(partial(rx, pixels_last), repeats)
    ratio = their_s / own_s
    apart = float(np.median(np.abs(own / their - 1)))
    print(f"  arithmetic    {own_s:8.2f} s   Spectral Python {their_s:8.2f} s   {ratio:7.1f} x")
    print(f"  scores differ by {apart:.1e} (median, relative)", flush=True)
    with tempfile.TemporaryDirectory(prefix="hsfm-bench-") as folder:
        path = Path(folder) / "cube.tif"
        written(cube, path)
        own_s, _ = seconds(partial(from_file, path), repeats)
        their_s, _ = seconds(partial(theirs_from_file, path, rx), repeats)
    theirs = f"Spectral Python {their_s:8.2f} s   {their_s / own_s:7.1f} x"
    print(f"  from GeoTIFF  {own_s:8.2f} s   {theirs}")
    return ratio >= GLOBAL_RATIO


def compare_local(repeats: int, pixels: int) -> bool:
    """Prints the times of local RX per pixel; whether the ratio is reached."""
    size, bands = LOCAL_SIZE, LOCAL_BANDS
    cube = made_cube(bands, size, size)
    grid = Grid(size, size, UTM, None)

    def ours() -> Cube:
        moments = moments_of(batches(cube), bands)
        operator = LocalRxOperator(
            Components.leading(*moments.moments()), DualWindow(INNER, OUTER), grid, CPU
        )
        halo = operator.halo_px
        edges = ((0, 0), (halo, halo), (halo, halo))
        values = torch.from_numpy(np.pad(cube, edges, mode="reflect"))[None]
        ok = torch.ones((1, *values.shape[2:]), dtype=torch.bool)
        made = operator(Batch(values, ok, (grid.window,), ok))[0, 0]
        return made[halo:-halo, halo:-halo].numpy()

    print(f"local RX, windows {INNER} and {OUTER}, {size} x {size} x {bands} float32")
    with torch.inference_mode():
        own_s, own = seconds(ours, repeats)
    pixels_last = np.ascontiguousarray(cube.transpose(1, 2, 0)).astype(np.float64)
    best = float("inf")
    for threads, count in ((usable_cores(), ROWS), (1, pixels)):  # the first may take very long
        with threadpool_limits(threads):
            their_s, their = seconds(partial(some_local_scores, pixels_last, count), repeats)
        print(f"  Spectral Python, threads: {threads}: {their_s / count * 1e6:8.0f} us a pixel")
        best = min(best, their_s / count)
    ratio = best * size * size / own_s
    apart = float(np.max(np.abs(own[:ROWS, : pixels // ROWS] / their - 1)))
    theirs = f"Spectral Python {best * size * size:8.1f} s (scaled)"
    print(f"  whole         {own_s:8.2f} s   {theirs}   {ratio:7.1f} x")
    print(f"  {own_s / size / size * 1e6:.0f} us a pixel; scores differ by {apart:.1e} at most")
    with threadpool_limits(1):
        their_cpu = processor_seconds(partial(some_local_scores, pixels_last, pixels)) / pixels
    with torch.inference_mode():
        own_cpu = processor_seconds(ours) / size / size
    print(f"  processor time: {own_cpu * 1e6:.0f} us a pixel, theirs {their_cpu * 1e6:.0f} us; "
          f"with all cores that would be {their_cpu / own_cpu * usable_cores():.1f} x")  # fmt: skip
    return ratio >= LOCAL_RATIO


def some_local_scores(pixels_last: npt.NDArray[np.float64], pixels: int) -> Any:
    """What ``spectral.rx`` does with windows, for pixels of a corner."""
    from spectral.algorithms.detectors import RX
    from spectral.algorithms.spatial import map_outer_window_stats

    detector = RX()

    def distance(background: Any, pixel: Any) -> Any:
        detector.set_background(background)
        return detector(pixel)

    return map_outer_window_stats(
        distance, pixels_last, INNER, OUTER, rslice=(0, ROWS), cslice=(0, pixels // ROWS)
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1200, help="side of the scene of global RX")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--pixels", type=int, default=60, help="of local RX by Spectral Python")
    parser.add_argument("--part", choices=("global", "local"))
    options = parser.parse_args()
    try:
        import spectral
    except ImportError:
        print("Spectral Python is not installed; run: pip install spectral", file=sys.stderr)
        return 2
    spectral.settings.show_progress = False
    print(f"{usable_cores()} cores, load {os.getloadavg()[0]:.1f}, torch {torch.__version__}, "
          f"numpy {np.__version__}, spectral {spectral.__version__}")  # fmt: skip
    reached = options.part == "global" or compare_local(options.repeats, options.pixels)
    if options.part != "local":
        reached &= compare_global(spectral.rx, options.size, options.repeats)
    return 0 if reached else 1


if __name__ == "__main__":
    raise SystemExit(main())
