"""The user's language: every sentence that a user reads passes ``tr``, and all have one context.

One context means that a sentence is translated once, wherever it stands, and that no class's name
is part of the translation. ``tests/release/strings.py`` collects the sentences; the translations
are ``resources/i18n/hsfm_LANGUAGE.ts``, and the package holds them compiled.
"""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

CONTEXT = "HSFM"
ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch", "fr": "Français"}
"""What HSFM speaks, each by its own name."""
_FOLDER = Path(__file__).resolve().parents[1] / "resources" / "i18n"


def tr(text: str, meaning: str = "") -> str:
    """Puts a sentence into the user's language.

    Args:
        text: in English; a literal, so that it can be collected, or one that is collected from
            where it is declared. Numbers and names are filled in afterwards, by ``format``.
        meaning: tells two uses of one English word apart.
    """
    return QCoreApplication.translate(CONTEXT, text, meaning or None)


def language(chosen: str = "") -> str:
    """The language of the panel: the one that was chosen, else that of QGIS, else English.

    Args:
        chosen: a key of ``LANGUAGES``, from the options; empty for that of QGIS.
    """
    for wanted in (chosen, QgsApplication.locale()):
        short = wanted.replace("-", "_").split("_")[0].lower()
        if short in LANGUAGES:
            return short
    return ENGLISH


def install_translator(chosen: str = "") -> Optional[QTranslator]:
    """Has ``tr`` answer in a language from now on; None in English, which needs no file.

    Args:
        chosen: as for ``language``.
    """
    translator = QTranslator()
    if not translator.load(str(_FOLDER / f"hsfm_{language(chosen)}.qm")):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def remove_translator(translator: Optional[QTranslator]) -> None:
    """Undoes ``install_translator``."""
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
