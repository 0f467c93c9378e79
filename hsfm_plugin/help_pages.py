"""Where the pages of the help lie, and which of them there are in the user's language."""

from __future__ import annotations

from pathlib import Path
from typing import Tuple

from .i18n import ENGLISH, language
from .paths import ROOT
from .settings import Settings

FOLDER = ROOT / "resources" / "help"
HOME = "index"


def page(topic: str, chosen: str = "") -> Path:
    """The page of a topic, in English where the user's language has none yet.

    Args:
        topic: the name of the page without its ending, such as ``labels``.
        chosen: the language, as ``i18n.language`` takes it.

    Raises:
        ValueError: no language has a page of this name.
    """
    for folder in (language(chosen), ENGLISH):
        path = FOLDER / folder / f"{topic}.html"
        if path.is_file():
            return path
    raise ValueError(f"The help has no page {topic!r}.")


def own_page(topic: str) -> Path:
    """The page of a topic in the language of the settings."""
    return page(topic, Settings().language)


def topic_of(link: str) -> Tuple[str, str]:
    """The topic and the anchor that a link between pages names: ``map.html#area`` has both."""
    path, _, anchor = link.partition("#")
    return Path(path).stem, anchor
