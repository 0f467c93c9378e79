"""What a report says, section by section, taken from a head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from .. import __version__
from ..heads.head_file import Head
from .report_drawing import Drawn
from .report_figures import class_spectra, reliability_diagram, split_map, training_curve

TRAIN = "train"
"""The name of our own classifier in ``metrics["winner"]``."""

STRONG = 0.55
"""Cells of the confusion matrix with a greater share of their row have light letters."""


class MappedArea(Protocol):
    """A class of a map, as ``output.map_picture.MapClass``; the template takes more of it."""

    @property
    def value(self) -> int: ...

    @property
    def area_ha(self) -> float: ...


class Picture(Protocol):
    """A map, as ``output.map_picture.MapPicture``; the template takes more of it."""

    @property
    def classes(self) -> Sequence[MappedArea]: ...


@dataclass(frozen=True)
class Cell:
    """Of the confusion matrix.

    Attributes:
        pixels: of the row's class that were mapped as the column's.
        share: of the row, 0 to 1.
        is_right: whether it lies on the diagonal.
    """

    pixels: int
    share: float
    is_right: bool

    @property
    def is_strong(self) -> bool:
        return self.share > STRONG


@dataclass
class Page:
    """What the template takes; the first three are always there."""

    title: str
    made: str
    classes: list[dict[str, Any]]
    is_older: bool = False
    version: str = __version__
    map: Picture | None = None
    metrics: dict[str, Any] = field(default_factory=dict)
    rivals: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    matrix: list[tuple[str, int, list[Cell]]] = field(default_factory=list)
    members: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    split: Drawn | None = None
    reliability: Drawn | None = None
    curve: Drawn | None = None
    spectra: Drawn | None = None
    far: list[dict[str, Any]] = field(default_factory=list)


def _accuracy(head: Head, page: Page) -> None:
    metrics = head.metrics
    page.is_older = not head.evidence
    page.metrics = {
        "overall": metrics.get("overall_accuracy") or {},
        "balanced": metrics.get("balanced_accuracy") or {},
        "kappa": metrics.get("kappa") or {},
        "folds": int(metrics.get("folds") or 0),
        "repeats": int(metrics.get("repeats") or 1),
        "polygons": int(metrics.get("polygons") or 0),
        "pixels": int(metrics.get("pixels") or 0),
        "apart": metrics.get("held_out_distance_px"),
        "calibration": metrics.get("calibration") or {},
        "conformal": metrics.get("conformal") or {},
        "temperature": metrics.get("temperature"),
        "winner": metrics.get("winner"),
    }
    areas = {each.value: each.area_ha for each in page.map.classes} if page.map else {}
    colors = {entry["value"]: entry["color"] for entry in head.classes}
    for row in metrics.get("per_class") or []:
        value = row["value"]
        # Of all colours in a head those of its classes alone are known to be colours.
        page.rows.append(
            {**row, "color": colors[value], "area_ha": areas.get(value, 0.0 if areas else None)}
        )
    page.members = [dict(member) for member in metrics.get("classifier") or []]
    page.warnings = [str(text) for text in metrics.get("warnings") or []]
    rivals = [dict(row) for row in metrics.get("baseline") or []]
    if rivals:
        ours = {
            "name": TRAIN,
            "overall_accuracy": page.metrics["overall"],
            "balanced_accuracy": page.metrics["balanced"],
        }
        page.rivals = [ours, *rivals]


def _confusion(head: Head, page: Page) -> None:
    confusion = head.metrics.get("confusion")
    if not confusion:
        return
    names = {entry["value"]: entry["name"] for entry in head.classes}
    for place, (value, counts) in enumerate(zip(confusion["labels"], confusion["matrix"])):
        total = sum(counts)
        cells = [
            Cell(int(count), count / total if total else 0.0, place == column)
            for column, count in enumerate(counts)
        ]
        page.matrix.append((str(names.get(value, value)), int(value), cells))


def _split(head: Head, page: Page) -> None:
    if head.evidence.get("places") and head.evidence["places"]["rows"]:
        page.split = split_map(head.evidence)


def _reliability(head: Head, page: Page) -> None:
    bins = head.evidence.get("reliability")
    if bins:
        page.reliability = reliability_diagram(bins)


def _curve(head: Head, page: Page) -> None:
    epochs = head.evidence.get("curve") or head.metrics.get("curve")
    if epochs:
        page.curve = training_curve(epochs, head.metrics.get("best_epoch"))


def _spectra(head: Head, page: Page) -> None:
    spectra = head.evidence.get("spectra")
    if not spectra or not any(entry["pixels"] for entry in spectra["classes"]):
        return
    page.spectra = class_spectra(spectra)
    names = {entry["value"]: entry["name"] for entry in head.classes}
    page.far = [
        {**each, "name": names.get(each["class"], each["class"])}
        for each in spectra.get("polygons") or []
        if each["is_far"]
    ]


def _provenance(head: Head, page: Page) -> None:
    training, request = head.training, head.request
    bands = f"{len(request.numbers)}"
    if request.centres_nm:
        bands += f", {min(request.centres_nm):.0f} to {max(request.centres_nm):.0f} nm"
    options = ", ".join(f"{name} {value}" for name, value in sorted(head.options.items()))
    level = head.level and f" ({head.level})"
    found = [
        ("Scene", f"{training.get('scene', '')}{level}"),
        ("Sensor", training.get("sensor")),
        ("Acquired", training.get("acquired")),
        ("Fingerprint of the scene", training.get("fingerprint")),
        ("Labels", training.get("labels")),
        ("Layer", training.get("layer")),
        ("Field of the classes", training.get("field")),
        ("Backbone", head.backbone),
        ("Options of the backbone", options),
        ("Hash of the backbone", head.backbone_hash),
        ("Bands", bands),
        ("Bands asked for", training.get("bands")),
        ("Seed", training.get("seed")),
        ("Temperature", f"{head.scores.temperature:.4g}"),
    ]
    page.facts = [(name, str(value)) for name, value in found if value not in (None, "")]


SECTIONS: dict[str, Callable[[Head, Page], None]] = {
    "accuracy": _accuracy,
    "confusion matrix": _confusion,
    "labelled pixels": _split,
    "reliability diagram": _reliability,
    "training curve": _curve,
    "spectra": _spectra,
    "provenance": _provenance,
}
"""What fills in each part of a page; fails in any way where the head holds something else."""
