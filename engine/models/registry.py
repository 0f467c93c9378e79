"""Finds backbones: every family is a folder here, and its ``adapter.py`` names what it offers."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

from ..errors import ModelUnknown
from .backbone import Backbone

Maker = Callable[[], Backbone]


def backbone(name: str) -> Backbone:
    """Makes a backbone by its id.

    Raises:
        ModelUnknown: there is none of this name; those that exist are listed.
    """
    makers = _makers()
    if name not in makers:
        raise ModelUnknown(
            f"There is no backbone {name!r}.",
            hint=f"The backbones are: {', '.join(sorted(makers))}.",
        )
    return makers[name]()


def _makers() -> dict[str, Maker]:
    package = import_module(__package__ or "")
    found: dict[str, Maker] = {}
    for family in pkgutil.iter_modules(package.__path__):
        if family.ispkg:
            adapter = import_module(f".{family.name}.adapter", __package__)
            found.update(adapter.BACKBONES)
    return found
