"""The figures of a report, each from the tables of ``Head.evidence``.

A class is never told by its colour alone: it has a panel of its own, or a number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .report_drawing import FAINT, INK, MARKERS, PALETTE, RULE, WIDTH, Drawn, figure, plain, svg

Json = Mapping[str, Any]
Floats = npt.NDArray[np.float64]

MOST_PANELS = 24
"""Classes with a panel of their own; spectra of more are drawn together."""

PANELS_PER_ROW = 4
WIDE_GAP = 3.0
"""A line is broken where centres are so many times farther apart than usual."""

MOST, HEADROOM = 98, 1.15
"""Reflectance is shown up to this percentile of the bands of the brightest class, and some more."""

TALLEST = 8.0
"""Inches of the split map."""


def split_map(evidence: Json) -> Drawn:
    """Where the labelled pixels lie, and which fold held them out."""
    places, (height, width) = evidence["places"], evidence["shape"]
    rows, cols = np.asarray(places["rows"]), np.asarray(places["cols"])
    fold = np.asarray(places["fold"])
    tall = float(np.clip(WIDTH * height / width, 2.0, TALLEST))
    made = figure(WIDTH, tall + 0.7)
    axes = made.add_subplot()
    plain(axes, "column", "row")
    for number in np.unique(fold):
        some = fold == number
        n = int(number)
        axes.scatter(
            cols[some] + 0.5,
            rows[some] + 0.5,
            s=16,
            marker="." if n < 0 else MARKERS[n % len(MARKERS)],
            color=FAINT if n < 0 else PALETTE[n % len(PALETTE)],
            linewidths=0,
            label="always trained on" if n < 0 else f"fold {n + 1}",
        )
    axes.set(xlim=(0, width), ylim=(height, 0), aspect="equal")
    legend = made.legend(
        loc="outside upper left",
        ncols=6,
        frameon=False,
        labelcolor=INK,
        handletextpad=0.2,
        columnspacing=1.2,
        markerscale=1.4,
    )
    legend.set_in_layout(True)
    return svg(made, "split", "Map of the labelled pixels by fold")


def reliability_diagram(bins: Json) -> Drawn:
    """Confidence against accuracy, before and after the temperature."""
    made = figure(3.7, 3.5)
    axes = made.add_subplot()
    plain(axes, "probability of the class mapped, %", "right, %")
    axes.plot([0, 100], [0, 100], color=FAINT, linewidth=1, linestyle=(0, (4, 3)))
    styles = (("before", PALETTE[1], "s", "before"), ("after", PALETTE[0], "o", "calibrated"))
    for name, color, marker, label in styles:
        part = bins.get(name)
        if not part:
            continue
        axes.plot(
            100 * np.asarray(part["confidence"]),
            100 * np.asarray(part["accuracy"]),
            color=color,
            marker=marker,
            markersize=4.5,
            linewidth=1.4,
            label=label,
        )
    axes.set(xlim=(0, 100), ylim=(0, 100), aspect="equal")
    axes.legend(loc="upper left", frameon=False, labelcolor=INK)
    return svg(made, "reliability", "How often the class mapped is right, by its probability")


def training_curve(epochs: Sequence[Json], best_epoch: int | None) -> Drawn:
    """Losses and held-out accuracy of every epoch."""
    made = figure(WIDTH, 2.7)
    left, right = made.subplots(1, 2)
    x = [int(entry["epoch"]) for entry in epochs]
    plain(left, "epoch", "loss")
    plain(right, "epoch", "held-out accuracy, %")
    _curve(left, x, _column(epochs, "loss"), PALETTE[1], "trained on", "s")
    _curve(left, x, _column(epochs, "held_out_loss"), PALETTE[0], "held out", "o")
    _curve(right, x, 100 * _column(epochs, "held_out_accuracy"), PALETTE[0], "held out", "o")
    for axes in (left, right):
        if best_epoch is not None:
            axes.axvline(best_epoch, color=FAINT, linewidth=1, linestyle=(0, (4, 3)), label="kept")
        axes.xaxis.get_major_locator().set_params(integer=True)
    left.legend(frameon=False, labelcolor=INK)
    return svg(made, "curve", "Training curve")


def class_spectra(spectra: Json) -> Drawn:
    """Mean and 10 to 90 % of every class; unusable ranges are grey, and lines end there."""
    classes = [entry for entry in spectra["classes"] if entry["pixels"]]
    centres = spectra.get("centres_nm")
    bands = len(classes[0]["mean"])
    x = np.asarray(centres if centres is not None else spectra["bands"], float)
    order = np.argsort(x, kind="stable")
    unusable = spectra["unusable"] if centres is not None else []
    breaks = _breaks(x[order], unusable) if bands > 2 else np.zeros(bands, bool)
    means = [_broken(entry["mean"], order, breaks) for entry in classes]
    places = _broken(x, order, breaks)
    # Bands at the edge of an absorption may be anything; they leave the picture at the top.
    top = 100 * HEADROOM * max(float(np.percentile(entry["high"], MOST)) for entry in classes)
    unit = "wavelength, nm" if centres is not None else "band"
    together = len(classes) > MOST_PANELS
    panels = 1 if together else len(classes)
    columns = min(PANELS_PER_ROW, panels)
    rows = -(-panels // columns)
    made = figure(WIDTH, 3.2 if rows == columns == 1 else 0.5 + 1.7 * rows)
    grid = made.subplots(rows, columns, sharex=True, sharey=True, squeeze=False).ravel()
    for axes in grid[panels:]:
        axes.set_visible(False)
    for n, axes in enumerate(grid[:panels]):
        plain(axes, "", "")
        for start, end in unusable:
            axes.axvspan(start, end, color=RULE, alpha=0.45, linewidth=0)
        for other, mean in enumerate(means):
            if together:
                axes.plot(places, 100 * mean, color=classes[other]["color"], linewidth=1)
            elif other != n:
                axes.plot(places, 100 * mean, color=FAINT, linewidth=0.6, alpha=0.45)
        if not together:
            low, high = (_broken(classes[n][name], order, breaks) for name in ("low", "high"))
            color = classes[n]["color"]
            axes.fill_between(places, 100 * low, 100 * high, color=color, alpha=0.3, linewidth=0)
            axes.plot(places, 100 * means[n], color=color, linewidth=1.8)
            axes.set_title(
                _short(str(classes[n]["name"])), color=INK, fontsize=9, loc="left", parse_math=False
            )
        axes.set(xlim=(x.min(), x.max()), ylim=(0, top or 1))
        axes.tick_params(labelbottom=n + columns >= panels)
    made.supxlabel(unit, color=FAINT, fontsize=9)
    made.supylabel("reflectance, %", color=FAINT, fontsize=9)
    return svg(made, "spectra", "Spectra of the classes")


def _curve(axes: Any, x: list[int], y: Floats, color: str, label: str, marker: str) -> None:
    if np.isfinite(y).any():
        shape = marker if len(x) <= 40 else None
        axes.plot(x, y, color=color, label=label, marker=shape, markersize=3.5, linewidth=1.4)


def _column(epochs: Sequence[Json], name: str) -> Floats:
    """NaN where it is unknown."""
    return np.array([np.nan if e.get(name) is None else float(e[name]) for e in epochs])


def _breaks(x: Floats, unusable: Sequence[Sequence[float]]) -> npt.NDArray[np.bool_]:
    """Before which of the ascending places a line ends."""
    steps = np.diff(x)
    wide = steps > WIDE_GAP * max(float(np.median(steps)), 1e-9)
    for start, end in unusable:
        wide |= (x[:-1] <= start) & (x[1:] >= end)
    return np.concatenate([[False], wide])


def _broken(
    values: Sequence[float] | Floats, order: npt.NDArray[np.int64], breaks: npt.NDArray[np.bool_]
) -> Floats:
    """The values in order, with NaN before every break."""
    return np.insert(np.asarray(values, float)[order], np.flatnonzero(breaks), np.nan)


def _short(name: str) -> str:
    return name if len(name) <= 26 else name[:25] + "…"
