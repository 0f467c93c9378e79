"""Results in words and small tables, for people at a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import models
from . import printing_checks as checks
from . import printing_finds as finds
from . import printing_heads as heads
from .printing_doubt import describe_doubt
from .printing_spectra import describe_spectra
from .words import percent, ratio, table

Metrics = Mapping[str, Any]


def describe_result(task: str, result: Mapping[str, Any]) -> str:
    """What a task found and wrote.

    Args:
        task: name of the task.
        result: ``outputs``, ``metrics`` and ``provenance``, as on the wire.

    Returns:
        Lines without a newline at the end.
    """
    metrics: Metrics = result["metrics"]
    writer = {
        "info": _info,
        "quickmap": _quickmap,
        "traits": _traits,
        "train": checks.describe_training,
        "classify": _classify,
        "assess": checks.describe_assessment,
        "report": checks.describe_report,
        "spectra": describe_spectra,
        "anomaly": finds.describe_scores,
        "targetdetection": finds.describe_targets,
        "findsimilar": finds.describe_similar,
        "detections": finds.describe_detections,
        "library": finds.describe_library,
        "clouds": _clouds,
        "heads_list": heads.describe_list,
        "heads_save": heads.describe_save,
        "heads_rename": heads.describe_rename,
        "heads_remove": heads.describe_removal,
        "models_list": lambda found: models.describe_list(found, table),
        "models_show": models.describe_model,
        "models_fetch": models.describe_import,
        "models_import": models.describe_import,
        "models_remove": models.describe_removal,
        "models_verify": models.describe_verification,
    }.get(task)
    lines = writer(metrics) if writer is not None else []
    warnings = [f"Warning: {text}" for text in metrics.get("warnings", [])]
    written = [f"Wrote {_words(output['role'])}: {output['path']}" for output in result["outputs"]]
    return "\n".join([*lines, *warnings, *written])


def _info(found: Metrics) -> list[str]:
    grid = found["grid"]
    size = " x ".join(f"{abs(float(side)):g}" for side in dict.fromkeys(grid["pixel_size"]))
    place = grid["crs_name"] or "no coordinate system"
    covered = found["range_nm"]
    span = f", {covered[0]:.0f} to {covered[1]:.0f} nm" if covered else ""
    scale = found["scale"]
    pixels = found["pixels"]
    reasons = ", ".join(
        f"{_words(name)} {100 * count / pixels['total']:.1f} %"
        for name, count in pixels["masked"].items()
        if count
    )
    unit = "m" if grid["unit"] in ("metre", "meter") else grid["unit"]
    nominal = " (nominal)" if found["wavelengths_nominal"] else ""
    facts = [
        ("Scene", found["product"]),
        ("Sensor", " ".join(part for part in (found["sensor"], found["level"]) if part)),
        ("Acquired", found["acquired"]),
        ("Grid", f"{grid['height']} x {grid['width']} pixels of {size} {unit}, {place}"),
        ("Bands", f"{found['bands_total']}, of which {found['bands_usable']} usable{span}"),
        ("Wavelengths", f"{found['wavelengths_from']}{nominal}"),
        (
            "Scale",
            f"{_number(scale['gain'])} x value + {_number(scale['offset'])}, {scale['from']}",
        ),
        ("Stored as", f"{found['dtype']}, nodata {_number(found['nodata'])}"),
        (
            "Pixels",
            f"{pixels['valid']:,} of {pixels['total']:,} valid, "
            f"{pixels['masked_percent']:.1f} % masked" + (f": {reasons}" if reasons else ""),
        ),
        *((_words(name).capitalize(), text) for name, text in found["facts"].items()),
    ]
    width = max(len(name) for name, _ in facts)
    return [f"{name.ljust(width)}  {text}" for name, text in facts if text]


def _classify(found: Metrics) -> list[str]:
    rows = [
        (
            f"{row['value']} {row['name']}",
            f"{row['pixels']:,}",
            f"{row['area_ha']:,.1f}",
            ratio(row["mean_confidence"]),
        )
        for row in found["classes"]
    ]
    pixels = found["pixels"]
    return [
        *table(("Class", "Pixels", "Area (ha)", "Confidence"), rows),
        _mapped(pixels),
        *describe_doubt(found),
    ]


def _clouds(found: Metrics) -> list[str]:
    rows = [
        (f"{row['value']} {row['name']}", f"{row['pixels']:,}", f"{row['area_ha']:,.1f}")
        for row in found["classes"]
    ]
    return [
        *table(("Class", "Pixels", "Area (ha)"), rows),
        f"{found['cloud_percent']:.1f} % cloud, from a probability of {found['threshold']:g} on; "
        + _mapped(found["pixels"]),
    ]


def _quickmap(found: Metrics) -> list[str]:
    shares = {row["value"]: row for row in found["fractions"]}
    mapped = found["pixels"]["mapped"]
    rows = []
    for row in found["classes"]:
        share = shares.get(row["value"])
        fraction = f"{percent(share['mean'])} ± {percent(share['std'])} %" if share else ""
        rows.append(
            (
                f"{row['value']} {row['name']}",
                f"{100 * row['pixels'] / mapped:.1f} %",
                f"{row['area_ha']:,.1f}",
                ratio(row["mean_confidence"]),
                fraction,
            )
        )
    return [
        *table(("Cover", "Pixels", "Area (ha)", "Confidence", "Share of the area"), rows),
        _mapped(found["pixels"]),
    ]


def _traits(found: Metrics) -> list[str]:
    mapped = found["pixels"]["mapped"]
    numbers = ("mean", "std", "uncertainty", "p5", "p50", "p95")
    rows = [
        (
            f"{row['title']} ({row['unit']})" if row["unit"] else row["title"],
            f"{100 * row['pixels'] / mapped:.1f} %",
            *(_short(row[name]) for name in numbers),
            f"{row['low']:g} to {row['high']:g}",
        )
        for row in found["traits"]
    ]
    header = ("Trait", "Pixels", "Mean", "Spread", "Error", "5 %", "Median", "95 %", "Simulated")
    return [
        *table(header, rows),
        "A trait has no value where its plants or its soil are missing, and outside what was "
        "simulated.",
        _mapped(found["pixels"]),
    ]


def _mapped(pixels: Mapping[str, Any]) -> str:
    why = "masked or outside the area" if pixels["within_polygons"] else "masked"
    return f"{pixels['mapped']:,} pixels mapped, {pixels['not_mapped']:,} {why}."


def _words(name: str) -> str:
    return name.replace("_", " ")


def _number(value: Any) -> str:
    if isinstance(value, list) and value:  # one a band
        return f"{min(value):.4g} to {max(value):.4g} (by band)"
    if isinstance(value, (int, float)):
        return f"{value:g}"
    return "none" if value is None else str(value)


def _short(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.3g}"
