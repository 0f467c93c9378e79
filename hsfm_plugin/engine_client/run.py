"""Follows one run from its request to the message that ends it."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from typing import Optional

from ...engine.errors import Cancelled
from ...engine.protocol import FINAL, SILENCE_S, Message, error_from_message
from .connection import ENDED, POLL_S, Connection

CANCEL_WAIT_S = 15.0
"""A batch of a deep network on two slow cores, or the first use of a GPU, takes seconds."""
SILENCE_NOTICE_EVERY_S = 5.0

OnMessage = Callable[[Message], None]


def follow_run(
    connection: Connection,
    request: Message,
    on_message: Optional[OnMessage],
    is_cancelled: Callable[[], bool],
) -> Message:
    """Sends a ``run`` message and waits for its end in this thread.

    A run that is cancelled gets ``CANCEL_WAIT_S`` to say so; then its process is ended. So it is if
    ``on_message`` or ``is_cancelled`` raises, lest a run be left behind.

    Returns:
        The ``result`` message.

    Raises:
        Cancelled: the run was cancelled.
        EngineCrashed: the process ended without an answer.
        EngineError: the engine answered with an error.
    """
    run = _Run(connection, str(request["id"]), on_message)
    connection.open_run(run.id)
    try:
        connection.send(request)
        final = run.wait(is_cancelled)
    except OSError:
        raise connection.crashed() from None
    except Exception:
        if not run.is_over:
            run.abandon()
        raise
    finally:
        connection.close_run()
    if final["type"] == "cancelled":
        raise Cancelled()
    if final["type"] == "error":
        raise error_from_message(final)
    return final


class _Run:
    """The state of a run while it is waited for."""

    def __init__(self, connection: Connection, id_: str, on_message: Optional[OnMessage]) -> None:
        self.id = id_
        self.is_over = False
        self._connection = connection
        self._on_message = on_message
        self._give_up_s: Optional[float] = None
        self._noticed_s = 0.0

    def wait(self, is_cancelled: Callable[[], bool]) -> Message:
        """Hands messages on until the last one, which it returns."""
        while True:
            if self._give_up_s is None and is_cancelled():
                self._ask_to_stop()
            message = self._next()
            if message is None:
                self._notice_silence()
            elif message["type"] in FINAL:
                self.is_over = True
                return message
            elif self._on_message is not None:
                self._on_message(message)

    def abandon(self) -> None:
        """Cancels the run without telling anyone; ends the process if it does not listen."""
        self._on_message = None
        try:
            self._ask_to_stop()
            self.wait(lambda: False)
        except (OSError, Cancelled):
            self.is_over = True

    def _next(self) -> Optional[Message]:
        """The next message, or None after ``POLL_S`` without one."""
        if self._give_up_s is not None and time.monotonic() > self._give_up_s:
            self._end_process()
        try:
            message = self._connection.run_inbox.get(timeout=POLL_S)
        except queue.Empty:
            return None
        if message is ENDED:
            self.is_over = True
            if self._give_up_s is not None:
                self._end_process()
            raise self._connection.crashed()
        return message

    def _ask_to_stop(self) -> None:
        if self._give_up_s is None:
            self._give_up_s = time.monotonic() + CANCEL_WAIT_S
            self._connection.send({"type": "cancel", "id": self.id})

    def _end_process(self) -> None:
        self.is_over = True
        self._connection.end()
        raise Cancelled()

    def _notice_silence(self) -> None:
        silent_s = self._connection.process.silent_s
        now = time.monotonic()
        if silent_s < SILENCE_S or now - self._noticed_s < SILENCE_NOTICE_EVERY_S:
            return
        self._noticed_s = now
        if self._on_message is not None:
            self._on_message({"type": "silent", "seconds": int(silent_s)})
