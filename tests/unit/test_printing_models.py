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
        "bytes": 2_500_000,
        "licence_clear": False,
        "can_fetch": False,
        "fits": "The scene has no wavelengths.",
    }
    text = _words("models_list", {"folder": "/models", "models": [row]})
    assert "mine       2.5 MB  unclear" in text
    assert "mine does not fit the scene: The scene has no wavelengths." in text
    assert text.endswith("Folder  /models")


def test_a_verification_lists_the_models():
    models = [{"id": "mine", "state": "ok", "reason": ""}]
    assert _words("models_verify", {"models": models}) == "mine  ok"
    assert _words("models_verify", {"models": []}) == "No model is installed."
    assert _words("models_remove", {"removed": "mine"}) == "Removed mine."
