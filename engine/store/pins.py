"""The checksums of fetched files whose publishers name none: the first one counts; stdlib only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..errors import ModelCorrupt
from ..folders import models_folder
from .half_file import write_text, written

PINS = "pins.json"


@dataclass(frozen=True)
class Pin:
    """What was fetched first.

    Attributes:
        sha256: of the file.
        bytes: its size.
        url: where it came from.
        date: when, as in ``2026-11-21``.
    """

    sha256: str
    bytes: int
    url: str
    date: str


def pins_file() -> Path:
    """Where the pins lie."""
    return models_folder() / PINS


def pin_of(model: str) -> Pin | None:
    """The pin of a model; None if it has none.

    Raises:
        ModelCorrupt: the file of pins is damaged.
    """
    made = _read().get(model)
    return Pin(**made) if made is not None else None


def remember(model: str, pin: Pin) -> None:
    """Pins a model; call it while no other model is pinned.

    Raises:
        ModelCorrupt: the file of pins is damaged.
        EngineError: it cannot be written.
    """
    place = pins_file()
    made = {**_read(), model: asdict(pin)}
    with written(place):
        write_text(place, json.dumps(made, indent=2, sort_keys=True) + "\n")


def _read() -> Mapping[str, dict[str, Any]]:
    place = pins_file()
    try:
        made = json.loads(place.read_text(encoding="utf-8"))
        if not isinstance(made, dict):
            raise TypeError("not an object")
        for entry in made.values():
            Pin(**entry)
    except FileNotFoundError:
        return {}
    except (OSError, TypeError, ValueError) as exc:
        raise ModelCorrupt(
            f"The checksums of fetched models ({place}) cannot be read.",
            hint="Repair the file, or delete it if you trust the publishers' files as they are "
            "now: models that are fetched are then pinned anew.",
            detail=repr(exc),
        ) from exc
    return made
