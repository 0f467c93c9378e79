"""One run of the engine for an algorithm: a process of its own, told to the Processing log."""

from __future__ import annotations

import shutil
import tempfile
from typing import Any, Dict, Mapping, Optional

from qgis.core import QgsProcessingException, QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication

from ...engine.errors import Cancelled, EngineError
from ..engine_client.environment import find_engine_python
from ..engine_client.session import EngineSession
from ..messages import explain, phase_words
from ..paths import ROOT
from ..settings import Settings


def _tr(text: str) -> str:
    return QCoreApplication.translate("EngineRun", text)


def missing_engine() -> str:
    """Why no run is possible, in a sentence; empty if one is."""
    try:
        python = find_engine_python(Settings().engine_python)
    except EngineError as exc:
        return str(exc)
    if python is None:
        return _tr(
            "The HSFM engine is not installed. Choose its Python interpreter in "
            "Settings → Options → HSFM, or set the variable HSFM_ENGINE_PYTHON."
        )
    return ""


def run_engine(
    task: str, values: Mapping[str, Any], feedback: QgsProcessingFeedback
) -> Optional[Dict[str, Any]]:
    """Runs a task and waits for it; progress, warnings and cancellation go through ``feedback``.

    Returns:
        The engine's ``result`` message, or None if the user cancelled.

    Raises:
        QgsProcessingException: the engine refused or failed; says why and what to do.
    """
    problem = missing_engine()
    if problem:
        raise QgsProcessingException(problem)
    python = find_engine_python(Settings().engine_python) or ""
    folder = tempfile.mkdtemp(prefix="hsfm-processing-")
    session = EngineSession(python, str(ROOT), folder, client="qgis-processing")
    try:
        tell = _Teller(task, feedback).take
        return session.run(task, values, on_message=tell, is_cancelled=feedback.isCanceled)
    except Cancelled:
        return None
    except EngineError as exc:
        if exc.detail:
            feedback.pushDebugInfo(exc.detail)
        raise QgsProcessingException(failure_text(exc)) from exc
    finally:
        session.stop()
        shutil.rmtree(folder, ignore_errors=True)


def failure_text(error: EngineError) -> str:
    """The translated sentence and next step, then the engine's own words with file and value."""
    words = explain(error)
    sentence = f"{words.sentence} {words.step}".strip()
    return f"{sentence}\n[{error.code}] {error}"


class _Teller:
    """Passes the engine's messages to a feedback."""

    def __init__(self, task: str, feedback: QgsProcessingFeedback) -> None:
        self._task, self._feedback = task, feedback
        self._phase = ""

    def take(self, message: Dict[str, Any]) -> None:
        kind = message.get("type")
        if kind == "progress":
            self._progress(message)
        elif kind == "log":
            self._log(str(message.get("level")), str(message.get("text")))
        elif kind == "silent":
            text = _tr("The engine has not answered for {} seconds; it may be busy.")
            self._feedback.pushWarning(text.format(message.get("seconds")))

    def _progress(self, message: Mapping[str, Any]) -> None:
        phase = str(message.get("phase"))
        if phase != self._phase:
            self._phase = phase
            self._feedback.setProgressText(phase_words(phase, self._task) + "…")
        total = float(message.get("total") or 0)
        if total > 0:
            self._feedback.setProgress(min(100.0, 100.0 * float(message.get("done") or 0) / total))

    def _log(self, level: str, text: str) -> None:
        if level == "debug":
            self._feedback.pushDebugInfo(text)
        elif level == "warning":
            self._feedback.pushWarning(text)
        elif level == "error":
            self._feedback.reportError(text, False)
        else:
            self._feedback.pushInfo(text)
