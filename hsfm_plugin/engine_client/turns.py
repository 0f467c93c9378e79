"""One run at a time: who comes second is refused, or waits for its turn."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ...engine.errors import Cancelled, EngineBusy
from .connection import POLL_S


class Turns:
    """The engine's one place for a run; every method may be called from any thread."""

    def __init__(self) -> None:
        self._place = threading.Lock()

    @property
    def is_taken(self) -> bool:
        """Whether a run is under way."""
        return self._place.locked()

    @contextmanager
    def taken(
        self, is_patient: bool, on_wait: Callable[[], None], is_cancelled: Callable[[], bool]
    ) -> Iterator[None]:
        """Holds the place meanwhile.

        Args:
            is_patient: whether to wait while another run has it.
            on_wait: called once where it must be waited for.
            is_cancelled: asked about ten times a second while waiting.

        Raises:
            EngineBusy: another run is under way, and nobody wants to wait.
            Cancelled: ``is_cancelled`` said so.
        """
        if not self._place.acquire(blocking=False):
            if not is_patient:
                raise EngineBusy(
                    "The engine is busy with another run.",
                    hint="Wait until it has finished, or cancel it.",
                )
            on_wait()
            while not self._place.acquire(timeout=POLL_S):
                if is_cancelled():
                    raise Cancelled()
        try:
            yield
        finally:
            self._place.release()
