"""What is said of an engine that stopped: by the way its process ended, and what to do next."""

from __future__ import annotations

from typing import Dict, Tuple

from ..engine.errors import EngineCrashed, EngineError
from .engine_client.exit_words import FILE, LIBRARY, MEMORY, OUTSIDE, PROCESSOR, exit_kind
from .i18n import tr


def crash_sentences(error: EngineError) -> Dict[str, Tuple[str, str]]:
    """The sentence and the step for the code of a crash; empty for any other error."""
    if not isinstance(error, EngineCrashed):
        return {}
    again = tr("Retry starts it again. If it stops again, copy the details and report them.")
    said = {
        MEMORY: (
            tr(
                "The engine stopped: it was killed, as systems do when memory runs out. Your "
                "labels are safe."
            ),
            tr("Try smaller tiles or a smaller area, or close other programs."),
        ),
        LIBRARY: (
            tr("The engine stopped: one of its libraries crashed. Your labels are safe."),
            again,
        ),
        PROCESSOR: (
            tr(
                "The engine stopped: one of its libraries is not made for this processor. Your "
                "labels are safe."
            ),
            tr("Repair the engine in the HSFM options, or use another computer."),
        ),
        FILE: (
            tr(
                "The engine stopped: a file that it read was cut off, or its disk is full. Your "
                "labels are safe."
            ),
            tr("Check the disk of the scene and that of the results, then try again."),
        ),
        OUTSIDE: (
            tr("The engine stopped: it was told to end. Your labels are safe."),
            tr("Retry starts it again."),
        ),
    }
    other = (tr("The engine stopped unexpectedly. Your labels are safe."), again)
    return {EngineCrashed.code: said.get(exit_kind(error.ended_with), other)}
