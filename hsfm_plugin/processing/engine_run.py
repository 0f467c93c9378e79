"""One run of the engine for an algorithm, told to the Processing log."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Dict, Iterator, Mapping, Optional

from qgis.core import QgsProcessingException, QgsProcessingFeedback

from ...engine.errors import Cancelled, EngineError
from ..awake import Awake
from ..engine_client.environment import engine_log_path, find_engine_python
from ..engine_client.session import EngineSession
from ..engine_environment import engine_environment
from ..engine_link import EngineLink
from ..guest_run import GuestRun
from ..i18n import tr
from ..messages import explain, phase_words
from ..paths import ROOT
from ..settings import Settings
from ..work_folder import make_work_folder, remove_work_folder


def missing_engine() -> str:
    """Why no run is possible, in a sentence; empty if one is."""
    try:
        python = find_engine_python(Settings().engine_python)
    except EngineError as exc:
        return str(exc)
    if python is None:
        return tr(
            "The HSFM engine is not installed. Open the HSFM panel (Raster → HSFM → HSFM "
            "Hyperspectral Mapper) and choose Install; without the panel, run python -m "
            "hsfm_plugin.runtime_setup install in {}, or name an interpreter in the variable "
            "HSFM_ENGINE_PYTHON."
        ).format(ROOT)
    return ""


def _held_engine() -> str:
    return tr(
        "The HSFM engine is being installed, repaired or removed right now. Run this again when "
        "that is done."
    )


def run_engine(
    task: str,
    values: Mapping[str, Any],
    feedback: QgsProcessingFeedback,
    link: Optional[EngineLink] = None,
    title: str = "",
) -> Optional[Dict[str, Any]]:
    """Runs a task and waits for it; progress, warnings and cancellation go through ``feedback``.

    Args:
        task, values: as for ``EngineSession.run``.
        feedback: of the algorithm.
        link: to the engine that this QGIS has already: a second one would need as much memory, so
            this run waits for its turn there, and is listed with the others. Without one, the run
            has an engine of its own.
        title: what lists call the run.

    Returns:
        The engine's ``result`` message, or None if the user cancelled.

    Raises:
        QgsProcessingException: the engine refused or failed; says why and what to do.
    """
    shared = link.session if link is not None else None
    problem = _held_engine() if link is not None and link.is_held else missing_engine()
    if problem:
        raise QgsProcessingException(problem)
    awake = Awake(tr("A map is being made"), feedback.pushDebugInfo)
    awake.hold()
    guest = GuestRun(title or task, task, values)
    answer: Optional[Dict[str, Any]] = None
    error: Optional[EngineError] = None
    teller = _Teller(task, feedback)

    def take(message: Dict[str, Any]) -> None:
        teller.take(message)
        guest.take(message)

    def is_cancelled() -> bool:
        return guest.is_cancelled or feedback.isCanceled()

    try:
        if link is not None and shared is not None:
            link.asked.emit(guest)
        with _own() if link is None or shared is None else _borrowed(link, shared) as found:
            answer = found.run(
                task, values, on_message=take, is_cancelled=is_cancelled, is_patient=True
            )
            return answer
    except Cancelled:
        if feedback.isCanceled():
            return None
        if guest.is_cancelled:  # not told as feedback: a model or a batch is more than this run
            words = tr("This run was cancelled in the list of HSFM jobs. Nothing was written.")
        else:
            words = tr("The engine was stopped during this run. Nothing was written; run it again.")
        raise QgsProcessingException(words) from None
    except EngineError as exc:
        error = exc
        if exc.detail:
            feedback.pushDebugInfo(exc.detail)
        raise QgsProcessingException(failure_text(exc)) from exc
    finally:
        guest.end(answer, error)
        awake.release()


@contextmanager
def _borrowed(link: EngineLink, session: EngineSession) -> Iterator[EngineSession]:
    """The session that the panel uses; its previews give way meanwhile."""
    link.visited.emit(True)
    try:
        yield session
    finally:
        link.visited.emit(False)


@contextmanager
def _own() -> Iterator[EngineSession]:
    """An engine that ends with the run."""
    settings = Settings()
    python = find_engine_python(settings.engine_python) or ""
    folder = make_work_folder()
    session = EngineSession(
        python,
        str(ROOT),
        str(folder),
        engine_environment(settings),
        log_path=str(engine_log_path()),
        client="qgis-processing",
    )
    try:
        yield session
    finally:
        session.close()
        remove_work_folder(folder)


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
        elif kind == "waiting":
            self._feedback.pushInfo(tr("Waiting for the end of another run of the engine…"))
        elif kind == "silent":
            text = tr("The engine has not answered for {} seconds; it may be busy.")
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
