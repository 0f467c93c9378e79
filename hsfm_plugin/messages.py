"""What a user reads when the engine refuses or fails: by error code, translated, with a next step.

The engine's own message is English and names files and values; it stays in Details.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..engine.errors import EngineError
from ..engine.parameters import TRAIN
from .crash_sentences import crash_sentences
from .file_sentences import library_sentences, weights_sentences
from .i18n import tr
from .sentences import sentences
from .setup_sentences import setup_sentence


@dataclass(frozen=True)
class Explanation:
    """An error in words.

    Attributes:
        sentence: what happened.
        step: what to do next; may be empty.
        details: everything that is known, for Copy Details.
        retryable: whether the same request may succeed when tried again.
    """

    sentence: str
    step: str
    details: str
    retryable: bool


def explain(
    error: EngineError,
    about_model: bool = False,
    about_library: bool = False,
    about_setup: bool = False,
) -> Explanation:
    """Puts an error of the engine into the user's words.

    Args:
        error: of the engine.
        about_model: whether a model was being fetched, imported or removed.
        about_library: whether a spectral library was being read.
        about_setup: whether the engine was being installed, repaired or removed.
    """
    table = {
        **sentences(),
        **crash_sentences(error),
        **(weights_sentences() if about_model else {}),
        **(library_sentences() if about_library else {}),
    }
    sentence, step = table.get(error.code, table["internal.bug"])
    if about_setup:
        sentence, step = setup_sentence(error)
    parts = [f"[{error.code}]", error.message, error.hint, error.detail]
    details = "\n\n".join(part for part in parts if part)
    return Explanation(sentence, step, details, error.retryable)


def phase_words(phase: str, task: str = TRAIN.name) -> str:
    """A word for what the engine is doing.

    Args:
        phase: one of ``protocol.PHASES``.
        task: that is run; what others than a training fit is their own matter.
    """
    if phase == "fit" and task != TRAIN.name:
        return tr("Learning the scene")
    words = {
        "open": tr("Opening"),
        "labels": tr("Reading labels"),
        "statistics": tr("Reading"),
        "features": tr("Reading"),
        "fit": tr("Training"),
        "validate": tr("Measuring accuracy"),
        "map": tr("Mapping"),
        "write": tr("Writing"),
        "simulate": tr("Simulating"),
        "fetch": tr("Downloading"),
        "convert": tr("Converting"),
        "check": tr("Checking"),
        "compare": tr("Comparing"),
    }
    return words.get(phase, tr("Working"))


def duration_words(seconds: float) -> str:
    """A duration as a person says it: ``18 s``, ``4 min``, ``1 h 20 min``."""
    whole = max(1, round(seconds))
    if whole < 90:
        return tr("{} s").format(whole)
    minutes = round(whole / 60)
    if minutes < 60:
        return tr("{} min").format(minutes)
    return tr("{} h {} min").format(minutes // 60, minutes % 60)
