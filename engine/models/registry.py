"""Finds backbones: every family is a folder here, and its ``adapter.py`` names what it offers."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from ..errors import ModelCorrupt, ModelNotInstalled, ModelUnknown
from .backbone import Backbone
from .card import cards
from .family import BACKBONE, Family, Options
from .installed import Installed, bundled_folders, installed, read_record

Maker = Callable[[], Backbone]


def backbone(name: str, options: Mapping[str, Any] | None = None) -> Backbone:
    """Makes a backbone by its id.

    Args:
        name: of a backbone without weights, or of an installed model.
        options: as ``Backbone.options``; the defaults where entries are missing.

    Raises:
        ModelUnknown: there is none of this name, or it is for something else.
        ModelNotInstalled: it is known but not here.
        ModelCorrupt: its record is damaged.
    """
    makers = builtin()
    if name in makers:
        return makers[name]()
    found = model_named(name)
    family = families()[found.family]
    if family.kind != BACKBONE:
        raise ModelUnknown(
            f"{name} is no backbone: it is a {family.kind.replace('_', ' ')}.", hint=_choices()
        )
    return family.backbone(found, Options.from_json(options or {}))


def model_named(name: str) -> Installed:
    """Finds an installed model.

    Returns:
        The model; its family is known.

    Raises:
        ModelUnknown, ModelNotInstalled, ModelCorrupt: as ``backbone``.
    """
    models = installed()
    if name in models and models[name].family in families():
        return models[name]
    if name in models:
        raise ModelUnknown(
            f"The model {name} is of the family {models[name].family!r}, which this HSFM lacks.",
            hint="Update HSFM.",
        )
    if is_bundled(name):
        if name in bundled_folders():
            read_record(bundled_folders()[name])
        raise ModelCorrupt(lost_words(name), hint="Install HSFM again.")
    if name in cards():
        raise ModelNotInstalled(
            f"The model {name} is not installed.",
            hint=f"Get it in the Models section, or run: python -m engine models fetch {name}",
        )
    from ..folders import models_folder

    place = models_folder() / name
    if name.strip(".") and place.parent == models_folder() and place.is_dir():
        read_record(place)
    raise ModelUnknown(f"There is no model {name!r}.", hint=_choices())


def is_bundled(name: str) -> bool:
    """Whether HSFM comes with the weights of this model, also where they are damaged or gone."""
    card = cards().get(name)
    return name in bundled_folders() or (card is not None and card.bundled)


def lost_words(name: str) -> str:
    """What to say of a bundled model that is not there."""
    return f"{name} is part of HSFM, but its weights are missing."


def builtin() -> dict[str, Maker]:
    """Backbones that need no weights, by id."""
    found: dict[str, Maker] = {}
    for adapter in _adapters():
        found.update(getattr(adapter, "BACKBONES", {}))
    return found


@cache
def families() -> dict[str, Family]:
    """All families with published networks, by name."""
    offered = (getattr(adapter, "FAMILY", None) for adapter in _adapters())
    return {family.name: family for family in offered if family is not None}


@cache
def _adapters() -> tuple[ModuleType, ...]:
    package = import_module(__package__ or "")
    return tuple(
        import_module(f".{family.name}.adapter", __package__)
        for family in pkgutil.iter_modules(package.__path__)
        if family.ispkg
    )


def _choices() -> str:
    names = sorted([*builtin(), *installed()])
    return f"There are: {', '.join(names)}. More can be fetched or imported."
