"""The panel in German and French, from the compiled translations that the package holds."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from typing import Any

import pytest
from driving import Panel
from kit import ROOT
from process_kit import unloaded
from qgis.utils import iface, plugins

BUTTON = "trainButton"


def _translated(language: str, english: str) -> str:
    """What the translator wrote; the package is compiled from it."""
    tree = ElementTree.parse(ROOT / "resources" / "i18n" / f"hsfm_{language}.ts")
    (found,) = {
        message.findtext("translation")
        for message in tree.iter("message")
        if message.findtext("source") == english and not message.findtext("comment")
    }
    return str(found)


def _in(language: str) -> Panel:
    """The panel of a plugin that is loaded in a language."""
    plugins["hsfm"]._settings.language = language
    with unloaded():
        pass
    made = Panel(iface, plugins["hsfm"])
    made.wait(lambda: made.link.status == "ready", what="the engine did not start")
    return made


@pytest.fixture
def in_english(panel: Any) -> Iterator[str]:
    """What a button says in English; the panel speaks that again afterwards."""
    yield panel.find(BUTTON).text()
    if plugins["hsfm"]._settings.language:
        _in("")


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_panel_speaks_the_language_of_the_settings(in_english: str, language: str) -> None:
    said = _in(language).find(BUTTON).text()
    assert said == _translated(language, in_english) != in_english
    assert _in("").find(BUTTON).text() == in_english
