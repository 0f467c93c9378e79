"""The last errors that were shown in this session of QGIS, for Copy Diagnostics."""

from __future__ import annotations

import time
from collections import deque
from typing import Deque, List, NamedTuple

from ..engine.errors import EngineError

KEPT = 10


class Shown(NamedTuple):
    """An error, and the local time at which it was shown, as in ``2026-11-21 14:03:12``."""

    when: str
    error: EngineError


_shown: Deque[Shown] = deque(maxlen=KEPT)


def note(error: EngineError) -> None:
    """Keeps an error; the one before the last ten is forgotten."""
    if not _shown or _shown[-1].error is not error:
        _shown.append(Shown(time.strftime("%Y-%m-%d %H:%M:%S"), error))


def last_errors() -> List[Shown]:
    """The errors that are kept, the last one at the end."""
    return list(_shown)
