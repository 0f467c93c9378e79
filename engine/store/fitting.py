"""Finds the network that a file's tensors belong to, and fits them to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ModelUnsupportedLayout
from ..models.family import Architecture, Family
from .checkpoint import listed
from .containers import View, views

if TYPE_CHECKING:
    import torch

_LISTED = 20
"""How many tensors of one kind a message names; the detail names all."""


@dataclass(frozen=True)
class Fit:
    """How the tensors of a file fit a network.

    Attributes:
        renamed: key in the file to key in the network.
        dropped: keys of the file that the network does not use.
        absent: keys of the network that the file lacks.
    """

    renamed: dict[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recognised:
    """Which network a file's tensors belong to.

    Attributes:
        family, architecture: the network.
        view: how its keys are to be read.
    """

    family: Family
    architecture: Architecture
    view: View


def recognise(
    path: Path, tensors: Mapping[str, torch.Tensor], families: Mapping[str, Family], wanted: str
) -> Recognised:
    """Finds the network that a file's tensors belong to.

    Args:
        path: the file, for messages.
        tensors: as ``read_tensors`` gives them.
        families: to ask, by name.
        wanted: the family that settles it if several recognise the file; may be empty.

    Raises:
        ModelUnsupportedLayout: no family, or more than one, knows these tensors.
    """
    for view in views(tensors):
        found: list[Recognised] = []
        for family in families.values():
            renamed = _renamed(view, family)
            if renamed is None:
                continue
            shapes = {key: tuple(tensors[name].shape) for key, name in renamed.original.items()}
            architecture = _detected(family, shapes)
            if architecture is not None:
                found.append(Recognised(family, architecture, renamed))
        if len(found) > 1:
            found = [entry for entry in found if entry.family.name == wanted] or found
        if len(found) == 1:
            return found[0]
        if found:
            titles = " and ".join(entry.family.title for entry in found)
            raise ModelUnsupportedLayout(f"{path} looks like {titles}; which one is not clear.")
    known = ", ".join(family.title for family in families.values()) or "none"
    raise ModelUnsupportedLayout(
        f"{path} is of no network that HSFM knows. Its first tensors are "
        f"{listed(list(tensors), 5)}.",
        hint=f"HSFM knows: {known}.",
        detail="\n".join(f"{name} {tuple(tensor.shape)}" for name, tensor in tensors.items()),
    )


def _renamed(view: View, family: Family) -> View | None:
    original = {family.rename(key): name for key, name in view.original.items()}
    return View(original, view.twins) if len(original) == len(view.original) else None


def _detected(family: Family, shapes: Mapping[str, tuple[int, ...]]) -> Architecture | None:
    try:
        return family.detect(shapes)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return None  # a stranger's tensor of the same name may have any number of dimensions


def network_shapes(found: Recognised, path: Path) -> dict[str, torch.Tensor]:
    """Tensors of the published network's names, shapes and types; without numbers, if it allows.

    Raises:
        ModelUnsupportedLayout: such a network cannot be made.
    """
    import torch

    config = found.architecture.config
    try:
        try:
            with torch.device("meta"):
                network = found.family.build(config)
        except (NotImplementedError, RuntimeError):  # it computes with its first values
            network = found.family.build(config)
    except (ArithmeticError, AssertionError, LookupError, RuntimeError, ValueError) as exc:
        raise ModelUnsupportedLayout(
            f"{path} looks like {found.family.title}, but no such network can be made of its "
            "shapes.",
            detail=f"{config}: {exc!r}",
        ) from exc
    return dict(network.state_dict())


def fit(
    path: Path,
    tensors: Mapping[str, torch.Tensor],
    found: Recognised,
    wanted: Mapping[str, torch.Tensor],
) -> tuple[dict[str, torch.Tensor], Fit]:
    """Takes what a network wants from a file's tensors; see ``Architecture`` for what may differ.

    Args:
        path: the file, for messages.
        tensors: by their keys in the file.
        found: how the keys are to be read, and what may differ.
        wanted: as ``network_shapes``.

    Raises:
        ModelUnsupportedLayout: tensors are missing, unexpected or of another shape; they are
            listed.
    """
    original, architecture = found.view.original, found.architecture
    absent = [key for key in wanted if key not in original]
    extra = [key for key in original if key not in wanted]
    missing = [key for key in absent if not _matches(key, architecture.absent)]
    unexpected = [original[key] for key in extra if not _matches(key, architecture.dropped)]
    misshapen = [
        f"{original[key]} is {_shape(tensors[original[key]])} instead of {_shape(wanted[key])}"
        for key in wanted
        if key in original and tensors[original[key]].shape != wanted[key].shape
    ]
    faults = [
        f"{len(names)} {words}: {listed(names, _LISTED)}"
        for names, words in (
            (missing, "missing"),
            (unexpected, "unexpected"),
            (misshapen, "of another shape"),
        )
        if names
    ]
    if faults:
        raise ModelUnsupportedLayout(
            f"The tensors of {path} do not fit {found.family.title} {architecture.size}. "
            f"{'; '.join(faults)}.",
            hint="Import the checkpoint that the model's authors published.",
            detail="\n".join([*missing, *unexpected, *misshapen]),
        )
    taken = {key: tensors[original[key]] for key in wanted if key in original}
    return taken, Fit(
        {name: key for key, name in original.items() if key in wanted and key != name},
        tuple(sorted([original[key] for key in extra] + list(found.view.twins))),
        tuple(sorted(absent)),
    )


def _matches(key: str, patterns: Sequence[str]) -> bool:
    return any(re.fullmatch(pattern, key) for pattern in patterns)


def _shape(tensor: torch.Tensor) -> str:
    return " x ".join(map(str, tensor.shape)) or "one number"
