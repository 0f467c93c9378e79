"""Results around models in words."""

from __future__ import annotations

from typing import Any

from engine.console.printing import describe_result

RECORD = {
    "id": "mine",
    "family": "tiny",
    "size": "d6",
    "bytes": 1_340_000_000,
    "renamed": {"a": "b"},
    "dropped": ["c", "d"],
    "absent": ["e"],
    "notes": ["It was odd."],
}


def _words(task: str, metrics: dict[str, Any]) -> str:
    return describe_result(task, {"outputs": [], "metrics": metrics})


def test_an_import_says_what_became_of_the_tensors():
    text = _words("models_import", {"model": RECORD, "folder": "/models/mine"})
    assert "Installed mine: tiny d6, 1.34 GB" in text
    assert "1 renamed, 2 dropped, 1 not in the file" in text
    assert "Note: It was odd." in text


def test_the_list_says_why_a_model_does_not_fit():
    row = {
        "id": "mine",
        "installed": True,
        "builtin": False,
        "bundled": False,
        "bytes": 2_500_000,
        "licence_clear": False,
        "can_fetch": False,
        "fits": "The scene has no wavelengths.",
    }
    text = _words("models_list", {"folder": "/models", "models": [row]})
    assert "mine       2.5 MB  unclear" in text
    assert "mine does not fit the scene: The scene has no wavelengths." in text
    assert text.endswith("Folder  /models")


BUNDLED = {
    "id": "own",
    "title": "Own",
    "family": "hsfm",
    "size": "spectral",
    "installed": True,
    "builtin": False,
    "bundled": True,
    "bytes": 2_500_000,
    "parameters": 600_000,
    "licence_clear": True,
    "can_fetch": False,
    "good_for": "everything",
    "sensor": "any",
    "page": "",
    "fits": "",
}


def test_a_bundled_model_is_called_so():
    text = _words("models_list", {"folder": "/models", "models": [BUNDLED]})
    assert "own        2.5 MB, bundled  part of HSFM" in text
    gone = {**BUNDLED, "installed": False, "bytes": 0}
    assert "install HSFM again" in _words("models_list", {"folder": "/m", "models": [gone]})


def test_the_card_of_a_bundled_model_tells_how_it_was_made():
    card = {
        "licence": "GPL-3.0-or-later",
        "trained_on": ["Simulations.", "Library A; MIT."],
        "evaluated": ["Half right."],
        "fails_where": ["At night."],
        "made_by": ["make it"],
    }
    text = _words(
        "models_show", {"model": BUNDLED, "card": card, "record": {**RECORD, "hash": "f"}}
    )
    for line in (
        "Installed    bundled",
        "Trained on   Simulations.",
        "             Library A; MIT.",
        "Evaluated    Half right.",
        "Fails where  At night.",
        "Made by      make it",
    ):
        assert line in text.splitlines()
    assert "address" not in text and "by hand" not in text and "SHA-256" not in text


def test_a_verification_lists_the_models():
    models = [{"id": "mine", "state": "ok", "reason": ""}]
    assert _words("models_verify", {"models": models}) == "mine  ok"
    assert _words("models_verify", {"models": []}) == "No model is installed."
    assert _words("models_remove", {"removed": "mine"}) == "Removed mine."
