"""One row for every model: without weights, installed, and known by its card."""

from __future__ import annotations

import os
import re
from typing import Any
from urllib.parse import urlsplit

from ..errors import EngineError
from ..models.card import Card, cards
from ..models.family import BACKBONE
from ..models.installed import Installed, installed
from ..models.registry import backbone, builtin, families
from ..scene.scene import Scene

MIRROR = "HSFM_MODEL_MIRROR"
"""Variable with an address under which the cards' files lie, instead of the publishers'."""


def rows(scene: Scene | None = None) -> list[dict[str, Any]]:
    """Lists models.

    Args:
        scene: to say whether installed backbones fit it.

    Returns:
        Backbones without weights, then bundled and installed models, then cards of others.
        ``bundled`` is whether HSFM comes with its weights, ``fits`` why a backbone does not fit
        the scene; empty if it does, or if there is none.
    """
    models = installed()
    made = [_of_builtin(name) for name in builtin()]
    made += [_of_installed(model, card_of(model)) for model in models.values()]
    for row in made:
        row["fits"] = "" if scene is None else _misfit(row, scene)
    made += [{**_of_card(card), "fits": ""} for card in cards().values() if card.id not in models]
    return made


def card_of(model: Installed) -> Card | None:
    """The card of an installed model, by its id or by the file that it was made of."""
    by_id = cards().get(model.id)
    if by_id is not None:
        return by_id
    digest = model.source.get("sha256", "")
    return next((card for card in cards().values() if digest and card.sha256 == digest), None)


def _misfit(row: dict[str, Any], scene: Scene) -> str:
    if row["kind"] != BACKBONE:
        return ""
    try:
        backbone(row["id"]).plan(scene)
    except EngineError as exc:
        return exc.message
    return ""


def _of_builtin(name: str) -> dict[str, Any]:
    made = builtin()[name]()
    return {
        "id": name,
        "title": getattr(made, "title", name),
        "family": name,
        "size": "",
        "kind": BACKBONE,
        "installed": True,
        "builtin": True,
        "bundled": False,
        "bytes": 0,
        "parameters": 0,
        "licence": "",
        "licence_clear": True,
        "good_for": getattr(made, "good_for", ""),
        "sensor": getattr(made, "sensor", ""),
        "page": "",
        "url_verified": False,
        "can_fetch": False,
    }


def _of_card(card: Card) -> dict[str, Any]:
    return {
        "id": card.id,
        "title": card.title,
        "family": card.family,
        "size": card.size,
        "kind": card.kind,
        "installed": False,
        "builtin": False,
        "bundled": card.bundled,
        "bytes": card.download_bytes,
        "parameters": card.parameters,
        "licence": card.licence,
        "licence_clear": card.licence_clear,
        "good_for": card.good_for,
        "sensor": card.sensor,
        "page": card.page,
        "url_verified": card.url_verified,
        "can_fetch": _can_fetch(card),
    }


def _of_installed(model: Installed, card: Card | None) -> dict[str, Any]:
    if card is not None:
        known = _of_card(card)
    else:
        family = families().get(model.family)
        known = {
            "title": _title(model),
            "kind": family.kind if family is not None else "unknown",
            "parameters": 0,
            "licence": "",
            "licence_clear": model.bundled,
            "good_for": _origin(model),
            "sensor": "",
            "page": "",
            "url_verified": False,
            "can_fetch": False,
        }
    return {
        **known,
        "id": model.id,
        "family": model.family,
        "size": model.size,
        "installed": True,
        "builtin": False,
        "bundled": model.bundled,
        "bytes": model.bytes,
    }


def _origin(model: Installed) -> str:
    if model.bundled:
        return ""
    return f"Imported from {model.source.get('name', 'a file')}"


def _title(model: Installed) -> str:
    """Such as ``SpectralEarth ViT-S``, for models without a card."""
    family = families().get(model.family)
    size = re.sub(r"^vit-", "ViT-", model.size)
    size = re.sub(r"-([a-z])$", lambda letter: letter[0].upper(), size)
    return f"{family.title if family is not None else model.family} {size}"


def _can_fetch(card: Card) -> bool:
    """Whether there is an address that a program can download it from."""
    if card.bundled:
        return False
    return urlsplit(card.url).scheme == "https" or bool(os.environ.get(MIRROR) and card.file)
