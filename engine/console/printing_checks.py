"""How good a classifier or a map is, in words and small tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .words import percent, ratio, table

Metrics = Mapping[str, Any]


def describe_training(found: Metrics) -> list[str]:
    """What ``train`` measured."""
    lines = [
        f"{label.ljust(18)} {_spread(found[name])} %"
        for name, label in (
            ("overall_accuracy", "Overall accuracy"),
            ("balanced_accuracy", "Balanced accuracy"),
        )
    ]
    kappa = found["kappa"]
    lines.append(f"{'Kappa'.ljust(18)} {_interval(ratio(kappa['mean']), ratio(kappa['std']))}")
    repeats = found.get("repeats", 1)
    times = f", {repeats} different splits" if repeats > 1 else ""
    lines.append(
        f"Measured on held-out polygons in {found['folds']} folds{times}: {found['polygons']:,} "
        f"polygons, {found['pixels']:,} pixels."
    )
    lines += ["", *_beside(found), *_probabilities(found)]
    header = ("Class", "F1", "±", "Precision", "Recall", "IoU", "Polygons", "Pixels")
    scores = ("f1", "f1_std", "precision", "recall", "iou")
    rows = [
        (
            str(row["name"]),
            *(ratio(row.get(name)) for name in scores),
            f"{row['polygons']:,}",
            f"{row['pixels']:,}",
        )
        for row in found["per_class"]
    ]
    return [*lines, *table(header, rows), "", *_confusion(found), ""]


def describe_assessment(found: Metrics) -> list[str]:
    """What ``assess`` found."""
    lines = [
        f"{'Overall accuracy'.ljust(18)} {percent(found['overall_accuracy'])} %",
        f"{'Balanced accuracy'.ljust(18)} {percent(found['balanced_accuracy'])} %",
        f"{'Kappa'.ljust(18)} {ratio(found['kappa'])}",
        f"Of {found['pixels']:,} reference pixels in {found['polygons']:,} polygons or points.",
        "",
    ]
    rows = [
        (
            str(row["name"]),
            *(ratio(row[name]) for name in ("f1", "precision", "recall", "iou")),
            f"{row['support_px']:,}",
        )
        for row in found["per_class"]
    ]
    lines += table(("Class", "F1", "Precision", "Recall", "IoU", "Pixels"), rows)
    return [*lines, "", *_confusion(found), "", *_area(found), ""]


def describe_report(found: Metrics) -> list[str]:
    """What a report lacks, where its head is of an older version."""
    if not found["missing"]:
        return []
    return [
        f"This head does not hold {', '.join(found['missing'])}: it was trained with an older "
        "version of HSFM. Train it again for a full report."
    ]


def _beside(found: Metrics) -> list[str]:
    """Other classifiers on the same bands and splits, if they were run."""
    rivals = found.get("baseline") or []
    if not rivals:
        return []
    rows = [
        (
            str(row["name"]).capitalize(),
            _spread(row["overall_accuracy"]),
            _spread(row["balanced_accuracy"]),
            _spread(row["train_ahead"], "+"),
        )
        for row in rivals
    ]
    best = found["winner"]
    won = {
        "train": "Train is ahead of them.",
        "tie": "Train is as good as the best of them.",
    }.get(best, f"The {best} is ahead of Train.")
    header = ("On the same bands", "Overall, %", "Balanced, %", "Train is ahead by")
    return [*table(header, rows), f"{won} Compared by balanced accuracy on one split.", ""]


def _probabilities(found: Metrics) -> list[str]:
    """How far probabilities and class sets can be believed."""
    lines = []
    calibration = found.get("calibration") or {}
    if calibration.get("ece_after") is not None:
        lines.append(
            f"Probabilities are off by {percent(calibration['ece_after'])} % on average "
            f"({percent(calibration['ece_before'])} % before calibration)."
        )
    sets = found.get("conformal") or {}
    if sets.get("coverage") is not None:
        lines.append(
            f"Class sets at an error rate of {percent(sets['error_rate'])} % hold the true class "
            f"of {percent(sets['coverage'])} % and {sets['mean_size']:.1f} classes on average."
        )
    return [*lines, ""] if lines else []


def _confusion(found: Metrics) -> list[str]:
    confusion = found["confusion"]
    names = {row["value"]: str(row["name"]) for row in found["per_class"]}
    numbers = [f"{value}" for value in confusion["labels"]]
    rows = [
        (f"{value} {names.get(value, '')}".rstrip(), *(f"{count:,}" for count in counts))
        for value, counts in zip(confusion["labels"], confusion["matrix"])
    ]
    return [
        "Confusion matrix, in pixels: a row is what the labels say, a column what was mapped",
        *table(("Reference", *numbers), rows),
    ]


def _area(found: Metrics) -> list[str]:
    area = found["area"]
    if area is None:  # a warning says the same where areas were asked for
        refusal = str(found["area_refused"])
        return [] if refusal in found["warnings"] else [refusal]
    rows = [
        (
            f"{row['value']} {row['name']}",
            _hectares(row["mapped_ha"]),
            _interval(_hectares(row["area_ha"]), _hectares(row["ci95_ha"])),
            *(
                _interval(percent(row[name]), percent(row[f"{name}_ci95"]))
                for name in ("share", "users", "producers")
            ),
        )
        for row in area["classes"]
    ]
    overall = _interval(percent(area["overall_accuracy"]), percent(area["overall_accuracy_ci95"]))
    header = ("Class", "Mapped, ha", "Area, ha", "Share, %", "User's, %", "Producer's, %")
    return [
        "Estimated from the random sample, with 95 % confidence intervals",
        *table(header, rows),
        f"Overall accuracy by area: {overall} %",
    ]


def _spread(values: Mapping[str, float | None], sign: str = "") -> str:
    mean = values["mean"]
    text = "n/a" if mean is None else format(100 * mean, f"{sign}.1f")
    return _interval(text, percent(values["std"]))


def _interval(value: str, half_width: str) -> str:
    return value if "n/a" in (value, half_width) else f"{value} ± {half_width}"


def _hectares(value: float | None) -> str:
    return "n/a" if value is None else f"{value:,.1f}"
