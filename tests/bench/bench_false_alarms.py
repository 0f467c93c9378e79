"""How near the rate of false alarms comes to the one asked for; writes false_alarms.md.

    python -m tests.bench.bench_false_alarms [--seeds 4]

Each row is a kind of background with a share of anomalies; numbers are found rate / asked rate, the
median over seeds and sizes and, in brackets, the one farthest from 1. The plain quantile of all
scores stands beside it.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.output.statistics import ScoreStatistics
from engine.output.tail import BackgroundTail
from tests.data.backgrounds import KINDS, rx_scores

RATES = (1e-2, 1e-3, 1e-4)
SHARES = (0.0, 0.001, 0.005, 0.01)
SIZES = (100_000, 300_000, 1_000_000)
HEADER = (
    "# False alarms found for one asked for\n\n"
    "Made by `python -m tests.bench.bench_false_alarms`: global RX on simulated scenes of 100,000 "
    "to 1,000,000 pixels and 20 bands; odd seeds plant anomalies that fill 20 to 100 % of a pixel, "
    "even seeds whole pixels. Median over sizes and seeds, the worst in brackets. At 1e-4 a scene "
    "of 100,000 pixels holds 10 false alarms, so a factor of 1.4 is chance alone.\n\n"
    "| background | anomalies | 1e-2 | 1e-3 | 1e-4 | plain quantile 1e-2 | 1e-3 | 1e-4 |\n"
    "|---|---|---|---|---|---|---|---|\n"
)


def measure(kind: str, share: float, seeds: int) -> tuple[npt.NDArray[np.float64], float]:
    """Found rate / asked rate, ``(scenes, methods, rates)``, and seconds for a fit."""
    made, seconds = [], []
    for size in SIZES:
        for seed in range(seeds):
            least = 0.2 if seed % 2 else 1.0
            scores, strange = rx_scores(kind, size, share, 100 + seed, least_fraction=least)
            background = scores[~strange]
            statistics = ScoreStatistics()
            statistics.add(scores)
            start = time.perf_counter()
            tail = BackgroundTail(statistics)
            seconds.append(time.perf_counter() - start)
            thresholds = (
                [tail.threshold(rate) for rate in RATES],
                [statistics.quantile(1 - rate) for rate in RATES],
            )
            made.append(
                [
                    [float((background > value).mean()) / rate for value, rate in zip(each, RATES)]
                    for each in thresholds
                ]
            )
    return np.array(made), float(np.median(seconds))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=4)
    seeds = parser.parse_args().seeds
    lines, everything, seconds = [], [], []
    for kind in KINDS:
        for share in SHARES:
            found, took = measure(kind, share, seeds)
            everything.append(found[:, 0])
            seconds.append(took)
            cells = [_cell(found[:, method, rate]) for method in (0, 1) for rate in range(3)]
            lines.append(f"| {kind} | {100 * share:g} % | " + " | ".join(cells) + " |")
            print(lines[-1], flush=True)
    ratios = np.concatenate(everything)
    inside = ((ratios >= 0.5) & (ratios <= 2.0)).mean(axis=0)
    shares = ", ".join(f"{100 * share:.0f} %" for share in inside)
    last = f"\nWithin a factor of 2 at 1e-2, 1e-3, 1e-4: {shares} of {len(ratios)} scenes. "
    last += f"A fit takes {np.median(seconds):.2f} s.\n"
    print(last)
    place = Path(__file__).with_name("false_alarms.md")
    place.write_text(HEADER + "\n".join(lines) + "\n" + last, encoding="utf-8")


def _cell(ratios: npt.NDArray[np.float64]) -> str:
    distance = np.abs(np.log(np.maximum(ratios, 1e-3)))
    return f"{np.median(ratios):.2f} ({ratios[distance.argmax()]:.2f})"


if __name__ == "__main__":
    main()
