"""Draws the losses of a training run."""

from __future__ import annotations

import json
from pathlib import Path


def draw_curves(log: Path, out: Path) -> None:
    """Draws every loss of a log over its steps, one panel each.

    Args:
        log: lines of JSON with ``step`` and losses.
        out: a picture.
    """
    from matplotlib.figure import Figure

    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    names = [name for name in lines[-1] if name != "step"]
    figure = Figure(figsize=(3.2 * len(names), 2.6), layout="constrained")
    for panel, name in zip(figure.subplots(1, len(names)), names):
        panel.plot([line["step"] for line in lines], [line[name] for line in lines], linewidth=1.2)
        panel.set_title(name)
        panel.set_xlabel("step")
    figure.savefig(out, dpi=120)
