"""Writes down what QGIS's message log is told, from its start to its end (``PYQGIS_STARTUP``).

Each message is a line of JSON with ``text``, ``tag`` and ``level`` in the file HAND_LOG, so that it
can be read when QGIS has ended, however that came.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from qgis.core import Qgis, QgsApplication

LEVELS = {int(Qgis.Warning): "warning", int(Qgis.Critical): "critical"}


def take(text: str, tag: str, level: Any) -> None:
    """Writes a message down."""
    message = {"text": str(text), "tag": str(tag), "level": LEVELS.get(int(level), "info")}
    with open(os.environ["HAND_LOG"], "a", encoding="utf-8") as log:
        log.write(json.dumps(message) + "\n")


def _start() -> None:
    """Begins as a module of its own: QGIS runs this file among the names of ``__main__``."""
    sys.path.insert(0, os.path.dirname(os.environ["PYQGIS_STARTUP"]))
    import listen

    QgsApplication.messageLog().messageReceived.connect(listen.take)


if __name__ == "__main__" and "listen" not in sys.modules:
    _start()
