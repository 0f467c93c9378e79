"""``models show``: everything that is known of one model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ..context import Context
from ..models.card import cards
from ..models.installed import installed
from ..models.registry import model_named
from ..store.listing import card_of, rows
from .result import Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Shows a model.

    Args:
        values: as ``parameters.MODELS_SHOW`` declares them.
        context: not needed.

    Returns:
        No outputs; ``metrics`` holds ``model``, its row of the list; ``card``, None if nobody has
        written one; and ``record``, None if it is not installed.

    Raises:
        ModelUnknown: there is no such model.
        ModelCorrupt: its record is damaged.
    """
    name = values["model"]
    row = next((row for row in rows() if row["id"] == name), None)
    if row is None:
        model_named(name)
    model = installed().get(name)
    card = cards().get(name) if model is None else card_of(model)
    metrics = {
        "model": row,
        "card": None if card is None else asdict(card),
        "record": None if model is None else json.loads(model.record_text()),
    }
    return Result(metrics=metrics)
