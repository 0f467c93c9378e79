"""Describes ONNX models: those that HSFM exported by their metadata, others by a sidecar.

A sidecar is a text file ``M.json`` beside ``M.onnx``, written by hand::

    {
      "classes": [
        {"value": 1, "name": "water", "color": "#286ec8"},
        {"value": 2, "name": "land"}
      ],
      "bands": {"centres_nm": [490, 560, 665], "fwhm_nm": [65, 35, 30]},
      "level": "L2A",
      "input": {"scale": 10000, "mean": [1200, 1000, 900], "std": 500, "nodata": 0},
      "output": {"kind": "logits"},
      "window_px": 256,
      "overlap_px": 64
    }

* ``classes``: one a channel of the output, in order; ``value`` 1 to 255, a colour is optional.
* ``bands``: ``centres_nm`` and optionally ``fwhm_nm``, one a channel of the input, in order: they
  are picked or resampled from any sensor. Or ``{"numbers": [10, 20, 30]}``, counted from 1, for
  scenes of one kind; ``scene_bands`` then refuses scenes with another number of bands.
* ``input``: the model gets ``(reflectance * scale + offset - mean) / std`` with reflectance 0 to 1,
  as ``(batch, bands, rows, cols)``; defaults are 1, 0, 0 and 1. ``nodata`` (default 0) is what
  invalid pixels get after that, a number or "nan". ``name`` if there are several inputs.
* ``output``: ``kind`` is "logits", "probabilities" or "classes" (indices from 0); its grid may be
  coarser than the window. ``name`` where it is not the first one.
* ``window_px``: side of the square windows, 256 if left out, null for models that see single
  pixels; ``overlap_px``: how far windows overlap, a quarter of it if left out.
* ``level``: "L2A" for reflectance, "L1C" for radiance; scenes of the other kind are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..bands.plan import BandRequest
from ..errors import ModelUnsupportedLayout
from .onnx_file import read_graph
from .onnx_model import (
    FORMAT,
    METADATA_KEY,
    OUTPUT_KINDS,
    PROBABILITIES,
    VERSION,
    InputFormat,
    OnnxModel,
    OutputFormat,
)

EXAMPLE = (
    '{"classes": [{"value": 1, "name": "water"}, {"value": 2, "name": "land"}], '
    '"bands": {"centres_nm": [490, 560, 665]}, "input": {"scale": 10000}, '
    '"output": {"kind": "logits"}, "window_px": 256}'
)
"""For people who have to write a sidecar; ``input`` tells what reflectance is multiplied by."""

DEFAULT_WINDOW_PX = 256
LARGEST_WINDOW_PX = 4096

COLOURS = ("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f")
"""For classes without one; the ten "Tableau" colours less two that are hard to tell apart."""

_KNOWN = {
    "": {"format", "version", "classes", "bands", "level", "input", "output", "window_px",
         "overlap_px", "halo_px", "multiple_px", "backbone", "head", "software", "reflectance"},
    "bands": {"centres_nm", "fwhm_nm", "detectors", "numbers", "scene_bands"},
    "input": {"name", "scale", "offset", "mean", "std", "nodata"},
    "output": {"name", "kind"},
}  # fmt: skip


class _Wrong(ValueError):
    """An entry that cannot be used; its text completes "<file>: ..."."""


def describe(path: Path) -> OnnxModel:
    """Reads what must be known of an ONNX model.

    Raises:
        DependencyMissing, InputNotFound, InputUnreadable, ModelCorrupt, ModelUnsafe: as
            ``onnx_file.read_graph``.
        ModelUnsupportedLayout: there is no description, or an entry of it cannot be used.
    """
    graph = read_graph(path)
    texts = {entry.key: entry.value for entry in graph.metadata_props}
    sidecar = path.with_suffix(".json")
    if METADATA_KEY in texts:
        place, text = path, texts[METADATA_KEY]
    elif sidecar.is_file():
        place, text = sidecar, sidecar.read_text(encoding="utf-8", errors="replace")
    else:
        raise ModelUnsupportedLayout(
            f"{path} does not say which bands it takes and which classes it gives, and there is no "
            f"{sidecar.name} beside it.",
            hint=f"Write {sidecar.name} with its classes, bands and scaling, such as {EXAMPLE}",
        )
    try:
        made = json.loads(text)
        return _model(path, made, _fixed_side(graph))
    except ValueError as exc:
        reason = str(exc) if isinstance(exc, _Wrong) else f"it is no JSON ({exc})"
        raise ModelUnsupportedLayout(
            f"The description of the model in {place} cannot be used: {reason}.",
            hint=f"Correct it; it may look like {EXAMPLE}" if place == sidecar else _EXPORT,
        ) from exc


_EXPORT = "Export the model again."


def _model(path: Path, made: Any, fixed_side: int | None) -> OnnxModel:
    _known(made, "")
    if made.get("format", FORMAT) != FORMAT or made.get("version", VERSION) != VERSION:
        raise _Wrong(f"it is of version {made.get('version')!r}, and this HSFM reads {VERSION}")
    request = _bands(_section(made, "bands"))
    window_px: int | None = None
    if "window_px" not in made:
        window_px = fixed_side or DEFAULT_WINDOW_PX
    elif made["window_px"] is not None:
        window_px = _whole(made, "window_px", 1, LARGEST_WINDOW_PX)
    halo_px = _whole(made, "halo_px", 0, (window_px or LARGEST_WINDOW_PX) // 2 - 1, 0)
    core_px = (window_px or LARGEST_WINDOW_PX) - 2 * halo_px
    quarter = 0 if window_px is None else core_px // 4
    origin = {key: made[key] for key in ("backbone", "head") if key in made}
    return OnnxModel(
        path,
        _classes(made.get("classes")),
        request,
        str(made.get("level", "")),
        window_px,
        _whole(made, "overlap_px", 0, core_px - 1, quarter),
        halo_px,
        _input(_section(made, "input"), len(request.numbers)),
        _output(_section(made, "output")),
        origin,
    )


def _classes(given: Any) -> tuple[dict[str, Any], ...]:
    if not isinstance(given, list) or len(given) < 2:
        raise _Wrong("classes must be a list of at least two")
    made: list[dict[str, Any]] = []
    for number, entry in enumerate(given):
        if not isinstance(entry, dict) or not entry.get("name"):
            raise _Wrong(f"class {number + 1} must have a value and a name")
        color = str(entry.get("color") or COLOURS[number % len(COLOURS)])
        if re.fullmatch(r"#[0-9a-fA-F]{6}", color) is None:
            raise _Wrong(f"the color of class {number + 1} is {color!r}, not such as #1e6e32")
        value = _whole(entry, "value", 1, 255)
        made.append({"value": value, "name": str(entry["name"]), "color": color.lower()})
    if len({entry["value"] for entry in made}) < len(made):
        raise _Wrong("two classes have the same value")
    return tuple(made)


def _bands(given: Mapping[str, Any]) -> BandRequest:
    centres = _numbers(given, "centres_nm", 100.0, 20_000.0)
    numbers = _numbers(given, "numbers", 1, 100_000)
    if centres is None and numbers is None:
        raise _Wrong("bands must have centres_nm or numbers")
    count = len(centres or numbers or ())
    widths = _numbers(given, "fwhm_nm", 0.01, 1000.0)
    detectors = given.get("detectors")
    if detectors is not None and not isinstance(detectors, list):
        raise _Wrong("bands.detectors must be a list")
    for name, listed in (("fwhm_nm", widths), ("detectors", detectors), ("numbers", numbers)):
        if listed is not None and len(listed) != count:
            raise _Wrong(f"bands.{name} has {len(listed)} entries and there are {count} bands")
    return BandRequest(
        centres,
        widths,
        None if detectors is None else tuple(None if d is None else str(d) for d in detectors),
        tuple(range(1, count + 1)) if numbers is None else tuple(int(n) for n in numbers),
        _whole(given, "scene_bands", 0, 100_000, 0),
    )


def _input(given: Mapping[str, Any], bands: int) -> InputFormat:
    nodata = given.get("nodata", 0.0)
    if isinstance(nodata, str) and nodata.lower() == "nan":
        nodata = float("nan")
    elif isinstance(nodata, bool) or not isinstance(nodata, (int, float)):
        raise _Wrong(f'input.nodata is {nodata!r}; it may be a number or "nan"')
    made = {
        name: _numbers(given, name, -1e9, 1e9, alone=True) or (default,)
        for name, default in (("scale", 1.0), ("offset", 0.0), ("mean", 0.0), ("std", 1.0))
    }
    for name, listed in made.items():
        most = bands if name in ("mean", "std") else 1
        if len(listed) not in (1, most):
            raise _Wrong(f"input.{name} has {len(listed)} entries and there are {bands} bands")
    if any(number <= 0 for number in (*made["std"], *made["scale"])):
        raise _Wrong("input.std and input.scale must be greater than 0")
    return InputFormat(
        str(given.get("name") or ""),
        made["scale"][0],
        made["offset"][0],
        made["mean"],
        made["std"],
        float(nodata),
    )


def _output(given: Mapping[str, Any]) -> OutputFormat:
    kind = given.get("kind", PROBABILITIES)
    if kind not in OUTPUT_KINDS:
        raise _Wrong(f"output.kind is {kind!r}; it may be {', '.join(OUTPUT_KINDS)}")
    return OutputFormat(str(given.get("name") or ""), kind)


def _fixed_side(graph: Any) -> int | None:
    """The side of the windows if the graph takes one size only."""
    weights = {tensor.name for tensor in graph.graph.initializer}
    for entry in graph.graph.input:
        if entry.name not in weights:
            sizes = entry.type.tensor_type.shape.dim
            return int(sizes[2].dim_value) or None if len(sizes) == 4 else None
    return None


def _section(made: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    given = made.get(name, {})
    _known(given, name)
    return dict(given)


def _known(given: Any, name: str) -> None:
    """Refuses misspelt entries, which would silently do nothing."""
    if not isinstance(given, dict):
        raise _Wrong(f"{name or 'it'} must be an object in braces")
    for key in given:
        if key not in _KNOWN[name]:
            known = ", ".join(sorted(_KNOWN[name]))
            raise _Wrong(f"{f'{name}.' if name else ''}{key} is unknown; known are {known}")


def _whole(
    given: Mapping[str, Any], name: str, low: int, high: int, default: int | None = None
) -> int:
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise _Wrong(f"{name} is {value!r}; it must be a whole number from {low} to {high}")
    return value


def _numbers(
    given: Mapping[str, Any], name: str, low: float, high: float, *, alone: bool = False
) -> tuple[float, ...] | None:
    """A list of numbers, or one if ``alone``; None where it is not given."""
    value = given.get(name)
    if value is None:
        return None
    listed = [value] if alone and not isinstance(value, list) else value
    if not isinstance(listed, list) or not listed:
        raise _Wrong(f"{name} must be a list of numbers")
    for number in listed:
        fits = isinstance(number, (int, float)) and not isinstance(number, bool)
        if not fits or not low <= number <= high:
            raise _Wrong(f"{name} holds {number!r}; its numbers must be from {low:g} to {high:g}")
    return tuple(float(number) for number in listed)
