"""Finds the weights inside what training scripts save around them.

Source: the layouts of the published checkpoints (models.md, section 0).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

CONTAINERS = ("state_dict", "model", "net", "teacher", "student", "backbone")
"""Entries that hold the weights, the first one present wins."""
PREFIXES = (
    "module.",
    "_orig_mod.",
    "model.",
    "teacher_backbone.",
    "teacher.",
    "student_backbone.",
    "student.",
    "backbone.",
    "encoder.",
    "vit.",
)
TWINS = {"teacher_backbone.": "student_backbone.", "teacher.": "student."}
"""Self-distillation keeps two copies; the teacher's is the one to use."""
_DEEPEST = 4
"""Wrappers in each other; more are no checkpoint, and a pickle may contain itself."""


@dataclass(frozen=True)
class View:
    """One reading of a file's keys.

    Attributes:
        original: key as the network may call it, to the key in the file.
        twins: keys in the file that belong to a copy of the network that is not used.
    """

    original: dict[str, str]
    twins: tuple[str, ...] = field(default=())


def weights_in(loaded: Any) -> tuple[dict[str, torch.Tensor], tuple[str, ...]] | None:
    """Finds the mapping of names to tensors.

    Args:
        loaded: what a file holds.

    Returns:
        The tensors, and the names of the containers they lay in; None if there are none.
    """
    return _weights_in(loaded, ())


def _weights_in(
    loaded: Any, inside: tuple[str, ...]
) -> tuple[dict[str, torch.Tensor], tuple[str, ...]] | None:
    if not isinstance(loaded, Mapping) or len(inside) > _DEEPEST:
        return None
    tensors = _tensors_of(loaded)
    if tensors and len(tensors) == len(loaded):
        return tensors, inside
    for name in CONTAINERS:
        found = _weights_in(loaded.get(name), (*inside, name))
        if found is not None:
            return found
    return (tensors, inside) if tensors else None


def _tensors_of(loaded: Mapping[Any, Any]) -> dict[str, torch.Tensor]:
    import torch

    return {
        name: value
        for name, value in loaded.items()
        if isinstance(name, str) and isinstance(value, torch.Tensor)
    }


def views(keys: Mapping[str, Any]) -> Iterator[View]:
    """Reads keys as they are, then with one prefix of a wrapper less each time.

    A prefix that all keys share goes first. Where keys differ, as beside a head or a decoder, the
    keys without the prefix stay as they are, so that a family can allow or refuse them.
    """
    waiting = [View({key: key for key in keys})]
    seen: set[frozenset[str]] = set()
    while waiting:
        view = waiting.pop(0)
        names = frozenset(view.original)
        if names in seen:
            continue
        seen.add(names)
        yield view
        found = [prefix for prefix in PREFIXES if any(key.startswith(prefix) for key in names)]
        shared = [p for p in found if all(key.startswith(p) for key in names)]
        shorter = (_without(view, prefix) for prefix in shared or found)
        waiting += [made for made in shorter if made is not None]


def _without(view: View, prefix: str) -> View | None:
    """The view with a prefix taken away; None where two keys would become one."""
    twin = TWINS.get(prefix)
    original: dict[str, str] = {}
    twins = list(view.twins)
    for key, name in view.original.items():
        if twin and key.startswith(twin):
            twins.append(name)
            continue
        short = key[len(prefix) :] if key.startswith(prefix) else key
        if not short or short in original:
            return None
        original[short] = name
    return View(original, tuple(twins))
