"""Keeps the warnings of ours in QGIS's log. QGIS runs this at its start (``PYQGIS_STARTUP``).

Ours is what the plugin logs, and what names its files: Python's deprecation and syntax warnings,
exceptions in slots. Tests provoke some of them on purpose and take them out by ``expected``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import Qgis, QgsApplication

OURS: list[str] = []
NAMES = ("hsfm",)
GRAVE = (Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical)


def _take(text: str, tag: str, level: int) -> None:
    if level in GRAVE and any(name in f"{tag} {text}".lower() for name in NAMES):
        OURS.append(f"[{tag}] {text}")


@contextmanager
def expected(words: str) -> Iterator[None]:
    """Takes out the warnings that hold these words; there has to be one."""
    before = len(OURS)
    yield
    kept = [text for text in OURS[before:] if words not in text]
    assert len(kept) < len(OURS) - before, f"QGIS's log has no warning with the words: {words}"
    OURS[before:] = kept


def _start() -> None:
    sys.path.insert(0, os.path.dirname(os.environ["PYQGIS_STARTUP"]))
    import log_watch

    QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel].connect(
        log_watch._take
    )


if __name__ == "__main__" and "log_watch" not in sys.modules:
    _start()
