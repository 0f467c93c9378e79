"""Results of the tasks around models, in words."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Metrics = Mapping[str, Any]
Table = Callable[[Sequence[str], Sequence[Sequence[str]]], list[str]]
_WIDTH = 96


def describe_list(found: Metrics, table: Table) -> list[str]:
    """Installed models, then those that can be had; why some do not fit below them."""
    lines: list[str] = []
    for title, wanted in (("Installed", True), ("Available", False)):
        models = [model for model in found["models"] if model["installed"] == wanted]
        if models:
            rows = [(model["id"], _size(model), _licence(model), _how(model)) for model in models]
            header = (title, "Size", "Licence", "How to get it")
            columns = 3 if wanted else 4
            lines += [*table(header[:columns], [row[:columns] for row in rows]), ""]
    misfits = [model for model in found["models"] if model["fits"]]
    lines += [f"{model['id']} does not fit the scene: {model['fits']}" for model in misfits]
    return [*lines, f"Folder  {found['folder']}"]


def describe_model(found: Metrics) -> list[str]:
    """The card of a model, and what it was made of."""
    model, card, record = found["model"], found["card"] or {}, found["record"] or {}
    bundled = model["bundled"]
    source = {} if bundled else record.get("source", {})
    tried = bundled or card.get("url_verified")
    facts = [
        ("Id", model["id"]),
        ("Title", model["title"]),
        ("Installed", _installed(model)),
        ("Network", f"{model['family']} {model['size']}".strip()),
        ("Good for", model["good_for"]),
        ("Sensor", model["sensor"]),
        ("Bands", card.get("bands", "")),
        ("Parameters", f"{model['parameters']:,}" if model["parameters"] else ""),
        ("Size", _size(model)),
        ("Licence", card.get("licence") or ("" if model["builtin"] else "unknown")),
        ("Consent", "" if model["licence_clear"] else "needed: the licence is unclear"),
        (
            "Source",
            "" if bundled else card.get("url") or ("by hand, from its page" if card else ""),
        ),
        ("", "" if tried or not card else "Nobody has tried this address yet."),
        ("File", card.get("file", "")),
        ("SHA-256", "" if bundled else card.get("sha256") or ("not published" if card else "")),
        ("Page", model["page"]),
        ("Paper", card.get("citation", "")),
        ("Made from", source.get("name", "")),
        ("", source.get("sha256", "")),
        ("Weights", record.get("hash", "")),
        ("Tensors", _tensors(record)),
    ]
    several = (
        ("Trained on", card.get("trained_on", ())),
        ("Evaluated", card.get("evaluated", ())),
        ("Fails where", card.get("fails_where", ())),
        ("Limits", card.get("limits", ())),
        ("Not known", card.get("unknown", ())),
        ("Notes", record.get("notes", ())),
        ("Made by", card.get("made_by", ())),
    )
    facts += [
        (name if not n else "", text) for name, texts in several for n, text in _counted(texts)
    ]
    width = max(len(name) for name, _ in facts)
    return [line for name, text in facts if text for line in _wrapped(name.ljust(width), text)]


def describe_import(found: Metrics) -> list[str]:
    """What became of a checkpoint."""
    model = found["model"]
    lines = [
        f"Installed {model['id']}: {model['family']} {model['size']}, {_bytes(model['bytes'])}"
    ]
    lines += _wrapped("Tensors", _tensors(model)) if _tensors(model) else []
    return [*lines, *(f"Note: {note}" for note in model["notes"])]


def describe_removal(found: Metrics) -> list[str]:
    """Which model is gone."""
    return [f"Removed {found['removed']}."]


def describe_verification(found: Metrics) -> list[str]:
    """That every model is whole."""
    return [f"{row['id']}  {row['state']}" for row in found["models"]] or ["No model is installed."]


def _tensors(record: Metrics) -> str:
    counts = [f"{len(record[what])} {what}" for what in ("renamed", "dropped") if record.get(what)]
    if record.get("absent"):
        counts.append(f"{len(record['absent'])} not in the file")
    return ", ".join(counts)


def _counted(texts: Sequence[str]) -> list[tuple[int, str]]:
    return list(enumerate(texts))


def _wrapped(name: str, text: str) -> list[str]:
    lead = f"{name}  "
    return textwrap.wrap(
        str(text),
        max(_WIDTH, len(lead) + 20),
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _size(model: Metrics) -> str:
    if model["builtin"]:
        return "none"
    size = _bytes(model["bytes"]) if model["bytes"] else "unknown"
    return f"{size}, bundled" if model["bundled"] and model["installed"] else size


def _bytes(count: int) -> str:
    if count >= 1e9:
        return f"{count / 1e9:.2f} GB"
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.1f} kB"


def _licence(model: Metrics) -> str:
    if model["builtin"] or model["bundled"]:
        return "part of HSFM"
    return "clear" if model["licence_clear"] else "unclear"


def _how(model: Metrics) -> str:
    if model["bundled"]:
        return "install HSFM again"
    return "fetch" if model["can_fetch"] else "import by hand"


def _installed(model: Metrics) -> str:
    if model["builtin"]:
        return "part of HSFM"
    if model["bundled"]:
        return "bundled" if model["installed"] else "no: part of HSFM, but damaged"
    return "yes" if model["installed"] else "no"
