"""Where the targets of a request come from: marked pixels, polygons, a spectral library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..bands.plan import BandPlan
from ..context import Context
from ..detect.targets.detector import LIBRARY, Target
from ..detect.targets.marked import MarkedPixels, SpectraReducer
from ..errors import BadParameter, BandsUncovered, LabelsEmpty, LabelsOutside
from ..libraries.on_bands import all_on_bands, on_bands
from ..libraries.reading import read_library
from ..libraries.spectrum import LibrarySpectrum
from ..scene.grid import Window
from ..scene.quality import REASONS
from ..scene.scene import Scene
from ..stream.loop import reduce_scene
from ..training.class_fields import ClassName, FeatureClasses
from ..training.labels import rasterise
from ..vectors import VectorLayer, read_vector, to_grid
from .places import places_of

SHOWN_NAMES = 10
"""How many names a hint lists."""


@dataclass(frozen=True)
class Found:
    """What a request looks for.

    Attributes:
        targets: at least one; bands that a spectrum of a library lacks are NaN.
        marked: the valid pixels that the first target is the mean of; none without marked pixels.
    """

    targets: tuple[Target, ...]
    marked: MarkedPixels


def targets_of(
    values: Mapping[str, Any],
    scene: Scene,
    plan: BandPlan,
    device: torch.device,
    context: Context,
) -> Found:
    """Reads the targets of a request.

    Pixels and polygons mark examples of one material: the mean of all of them is one target.
    Every spectrum of the library is a target of its own.

    Args:
        values: as ``parameters.TARGETDETECTION`` declares them.
        scene: where the marked pixels lie, also outside the request's area.
        plan: the bands of the spectra.
        device: where the scene's pixels are read to.
        context: told what is left out.

    Raises:
        BadParameter: nothing is given to look for, or what is given makes no sense.
        LabelsEmpty, LabelsOutside, NoCrs: as ``training.labels``; or all marked pixels are masked.
        EngineError: the library or the scene refuse.
    """
    _require_any(values)
    context.progress("labels", 0, 1)
    targets, marked = [], MarkedPixels.of(scene.grid, [], [])
    if values["pixels"] or values["polygons"]:
        target, marked = _marked(values, scene, plan, device, context)
        targets.append(target)
    if values["library"]:
        targets += _of_library(values["library"], values["spectrum"] or "", scene, plan, context)
    context.progress("labels", 1, 1)
    return Found(tuple(targets), marked)


def _marked(
    values: Mapping[str, Any],
    scene: Scene,
    plan: BandPlan,
    device: torch.device,
    context: Context,
) -> tuple[Target, MarkedPixels]:
    """The mean of the marked pixels that have values, and which those are."""
    clicked = places_of(values["pixels"], scene.grid, "target pixel") if values["pixels"] else []
    rows, cols = np.array(clicked, np.int64).reshape(-1, 2).T
    if values["polygons"]:
        drawn = _under_polygons(values, scene, context)
        rows, cols = np.append(rows, drawn.rows), np.append(cols, drawn.cols)
    marked = MarkedPixels.of(scene.grid, rows, cols)
    spectra = SpectraReducer(marked, plan.out_bands)
    reduce_scene(
        scene,
        plan,
        [spectra],
        device=device,
        context=context.silent(),
        area=marked.area(scene.grid),
        memory_mib=values["memory"],
    )
    _refuse_masked(clicked, marked, spectra, scene, plan)
    if not spectra.valid.any():
        raise LabelsOutside(
            f"All pixels under the target polygons of {values['polygons']} are nodata or masked "
            "(clouds, shadows, edges).",
            hint="Draw the target where the scene has valid pixels.",
        )
    if not spectra.valid.all():
        lost = int((~spectra.valid).sum())
        context.warn(
            f"{lost} of {len(marked)} pixels of the target are nodata or masked and are left out."
        )
    marked = marked.take(spectra.valid)
    sources = [name for name in ("pixels", "polygons") if values[name]]
    name = "marked pixel" if len(marked) == 1 else f"mean of {len(marked)} marked pixels"
    return Target(name, ", ".join(sources), spectra.mean(), len(marked)), marked


def _require_any(values: Mapping[str, Any]) -> None:
    if values["spectrum"] and not values["library"]:
        raise BadParameter(
            f"The spectrum {values['spectrum']!r} is named, but no library.",
            hint="Choose the spectral library that holds it.",
        )
    if not (values["pixels"] or values["polygons"] or values["library"]):
        raise BadParameter(
            "Nothing is given to look for.",
            hint="Give pixels of the target (row,col;row,col), polygons on it, or a spectral "
            "library.",
        )


def _refuse_masked(
    clicked: list[tuple[int, int]],
    marked: MarkedPixels,
    spectra: SpectraReducer,
    scene: Scene,
    plan: BandPlan,
) -> None:
    """Names the first clicked pixel without a value; someone looked at it, so it is a mistake."""
    for row, col in clicked:
        if spectra.valid[marked.inside(Window(row, col, 1, 1))].all():
            continue
        with scene.source.open() as reader:
            reason = REASONS[int(reader.mask(Window(row, col, 1, 1), plan.read)[0, 0])]
        raise BadParameter(
            f"The target pixel in row {row}, column {col} has no value: it is {reason}.",
            hint="Choose a pixel that is neither nodata nor masked.",
        )


def _under_polygons(values: Mapping[str, Any], scene: Scene, context: Context) -> MarkedPixels:
    layer = to_grid(read_vector(values["polygons"]), scene.grid)
    wanted = _wanted(layer, values["field"] or "", values["value"])
    if not wanted.any():
        raise LabelsEmpty(
            f"The layer {layer.name} of {layer.path} has no features.",
            hint="Draw a polygon or a point on the target.",
        )
    one = FeatureClasses((ClassName(1, "target", "#000000"),), np.where(wanted, 0, -1), ())
    found = rasterise(layer, one, scene.grid)
    for note in found.notes:
        context.warn(note)
    return MarkedPixels.of(scene.grid, found.rows, found.cols)


def _wanted(layer: VectorLayer, field: str, value: str | None) -> npt.NDArray[np.bool_]:
    """Which features are the target: ``(features,)``."""
    if not field:
        if value:
            raise BadParameter(
                f"The value {value!r} is given, but not the field that has it.",
                hint=f"The fields of {layer.path} are: {', '.join(layer.fields) or 'none'}.",
            )
        return np.ones(len(layer.geometries), bool)
    texts = np.array([_text(found) for found in layer.values(field)], dtype=object)
    there = ", ".join(sorted({text for text in texts if text})[:SHOWN_NAMES])
    if not value:
        raise BadParameter(
            f"Which features of {layer.path} are the target? The field {field} is given without "
            "a value.",
            hint=f"Its values are: {there}.",
        )
    chosen: npt.NDArray[np.bool_] = texts == value.strip()
    if not chosen.any():
        raise BadParameter(
            f"No feature of {layer.path} has the value {value!r} in the field {field}.",
            hint=f"Its values are: {there}.",
        )
    return chosen


def _text(value: Any) -> str:
    """A value of a field as people write it: 3 for 3.0."""
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _of_library(
    path: str, names: str, scene: Scene, plan: BandPlan, context: Context
) -> list[Target]:
    library = read_library(path)
    chosen = _named(library, names, path)
    for note in dict.fromkeys(note for spectrum in chosen for note in spectrum.notes):
        context.warn(note)
    on_scene = all_on_bands(chosen, scene, plan)
    uncovered = [one for one, values in zip(chosen, on_scene) if values is None]
    if uncovered and (names.strip() or len(uncovered) == len(chosen)):
        on_bands(uncovered[0], scene, plan)  # says why it does not fit
        raise BandsUncovered(
            f"The spectrum {uncovered[0].name!r} of {path} does not fit the scene."
        )
    if uncovered:
        context.warn(
            f"{len(uncovered)} of {len(chosen)} spectra of {path} cover too little of the scene's "
            "spectrum and are left out."
        )
    return [
        Target(spectrum.name, LIBRARY, values)
        for spectrum, values in zip(chosen, on_scene)
        if values is not None
    ]


def _named(
    library: tuple[LibrarySpectrum, ...], names: str, path: str
) -> tuple[LibrarySpectrum, ...]:
    """The spectra of these names, which semicolons part; all of them if empty."""
    if not names.strip():
        return library
    by_name = {spectrum.name: spectrum for spectrum in library}
    if names.strip() in by_name:  # a name may hold a semicolon
        return (by_name[names.strip()],)
    wanted = list(dict.fromkeys(name.strip() for name in names.split(";") if name.strip()))
    missing = [name for name in wanted if name not in by_name]
    if missing:
        there = "; ".join(list(by_name)[:SHOWN_NAMES])
        more = f" and {len(by_name) - SHOWN_NAMES} more" if len(by_name) > SHOWN_NAMES else ""
        raise BadParameter(
            f"The library {path} has no spectrum {missing[0]!r}.",
            hint=f"It has: {there}{more}.",
        )
    return tuple(by_name[name] for name in wanted)
