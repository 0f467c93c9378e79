"""Every sentence that a user reads can be translated, and is, without losing what is filled in."""

from __future__ import annotations

import ast
import re
import string

import pytest

from tests.release import strings

ROOT = strings.ROOT
FIELDS = re.compile(r"\{[^}]*\}")
SHOWN = frozenset(
    {
        *("setText", "setToolTip", "setTitle", "setWindowTitle", "setPlaceholderText", "say"),
        *("setStatusTip", "setWhatsThis", "setDialogTitle", "setSuffix", "setPrefix", "addItem"),
        *("addTab", "addRow", "addAction", "addMenu", "QLabel", "QPushButton", "QCheckBox"),
        *("QRadioButton", "QGroupBox", "QAction", "tell", "show_news", "show_hint", "add_button"),
    }
)
"""Calls that show their text to a user."""
DATA = {"addItem": slice(1), "add_button": slice(1, None), "addAction": slice(1, None)}
"""Which of their arguments are words, where others are data or names."""
SAME_EVERYWHERE = frozenset({"HSFM", "°"})
MODULES = sorted((ROOT / "hsfm_plugin").rglob("*.py"))
DYNAMIC = {
    "gui/backbone_choice.py",
    "gui/heads.py",
    "gui/jobs_words.py",
    "gui/model.py",
    "gui/parameter_form.py",
    "gui/training_controls.py",
    "processing/algorithm_help.py",
    "processing/declared.py",
    "processing/engine_algorithm.py",
}
"""Modules that hand declared words to ``tr``; ``strings.declared`` collects those."""


def trees() -> list[tuple[str, ast.Module]]:
    base = ROOT / "hsfm_plugin"
    return [
        (path.relative_to(base).as_posix(), ast.parse(path.read_text("utf-8"))) for path in MODULES
    ]


def test_every_sentence_is_a_literal_or_declared() -> None:
    dynamic = {
        name for name, tree in trees() for call in strings.calls(tree) if not strings.literals(call)
    }
    assert dynamic - DYNAMIC == set()


def test_no_sentence_is_shown_without_translation() -> None:
    faults = []
    for name, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            function = node.func
            called = getattr(function, "attr", getattr(function, "id", ""))
            for given in node.args[DATA.get(called, slice(None))] if called in SHOWN else []:
                text = given.value if isinstance(given, ast.Constant) else None
                if isinstance(text, str) and text not in SAME_EVERYWHERE and _has_word(text):
                    faults.append(f"{name}:{node.lineno} {text!r}")
    assert faults == []


def _has_word(text: str) -> bool:
    return any(letter in string.ascii_letters for letter in text)


def test_every_warning_of_the_engine_is_listed_for_translation() -> None:
    rooms = [
        ast.parse((ROOT / "hsfm_plugin" / f"{name}_words.py").read_text("utf-8"))
        for name in ("engine", "training")
    ]
    calls = [call for tree in rooms for call in strings.calls(tree)]
    listed = {sentence.text for call in calls for sentence in strings.literals(call)}
    said = {
        template: path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "engine").rglob("*.py"))
        for template in _warnings(ast.parse(path.read_text("utf-8")))
    }
    assert len(said) > 30
    assert {text: place for text, place in said.items() if text not in listed} == {}


def _warnings(tree: ast.Module) -> list[str]:
    """What is given to ``context.warn`` as it is written, with ``{}`` for what is filled in."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "warn" and node.args:
            said = node.args[0]
            if isinstance(said, ast.Constant):
                found.append(str(said.value))
            elif isinstance(said, ast.JoinedStr):
                parts = (getattr(part, "value", None) for part in said.values)
                found.append("".join(p if isinstance(p, str) else "{}" for p in parts))
    return found


@pytest.mark.parametrize("language", strings.LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    assert [sentence.text for sentence in strings.missing(language)] == []


@pytest.mark.parametrize("language", strings.LANGUAGES)
def test_translations_keep_what_is_filled_in(language: str) -> None:
    lost = [
        (sentence.text, said)
        for sentence, said in strings.read(language).items()
        if sorted(FIELDS.findall(sentence.text)) != sorted(FIELDS.findall(said))
    ]
    assert lost == []


@pytest.mark.parametrize("language", strings.LANGUAGES)
def test_translations_keep_tags_and_the_room_at_the_ends(language: str) -> None:
    tag = re.compile(r"</?[a-z]+[^>]*>")
    odd = [
        (sentence.text, said)
        for sentence, said in strings.read(language).items()
        if sorted(tag.findall(sentence.text)) != sorted(tag.findall(said))
        or (sentence.text[:1] == " ") != (said[:1] == " ")
        or (sentence.text[-1:] == " ") != (said[-1:] == " ")
        or (sentence.text.endswith("…")) != (said.endswith("…"))
    ]
    assert odd == []


@pytest.mark.parametrize("language", strings.LANGUAGES)
def test_translations_are_of_sentences_that_there_are(language: str) -> None:
    assert set(strings.read(language)) <= set(strings.sentences())


@pytest.mark.parametrize("language", strings.LANGUAGES)
def test_compiled_translations_hold_what_was_said(language: str) -> None:
    known = strings.read(language)
    made = strings.compiled(language)
    assert made[:4] == bytes.fromhex("3cb86418")
    some = max(known.values(), key=len)
    assert some.encode("utf-16-be") in made
