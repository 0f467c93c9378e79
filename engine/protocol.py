"""The wire between QGIS and the engine: one JSON object a line, both ways.

Stdlib only: the plugin imports this module inside QGIS.
"""

from __future__ import annotations

import json
from typing import Any

from .errors import BY_CODE, EngineError, InternalBug, ProtocolError, UnknownMessageType

PROTOCOL = 1
MAX_LINE_BYTES = 1 << 20
HEARTBEAT_S = 2.0
SILENCE_S = 30.0

TO_ENGINE = frozenset({"hello", "describe", "run", "cancel", "shutdown"})
FROM_ENGINE = frozenset(
    {
        "ready",
        "description",
        "accepted",
        "progress",
        "log",
        "heartbeat",
        "partial",
        "result",
        "cancelled",
        "error",
    }
)
FINAL = frozenset({"result", "cancelled", "error"})
"""Exactly one of these ends a run."""

PHASES = (
    "open",
    "labels",
    "statistics",
    "features",
    "fit",
    "validate",
    "compare",
    "map",
    "write",
    "fetch",
    "convert",
    "check",
    "simulate",
)
"""The ids a progress message may carry; the panel has a word for each."""

Message = dict[str, Any]

_LONGEST_MESSAGE = 4_000
_LONGEST_DETAIL = 32_000
"""Characters; a library's message may hold a whole array, and an error must fit into a line."""


def encode(message: Message) -> bytes:
    """Turns a message into one line of at most ``MAX_LINE_BYTES``, newline included.

    Raises:
        ProtocolError: the message holds a NaN or infinity, or is too long.
    """
    try:
        text = json.dumps(message, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as exc:
        raise ProtocolError(
            f"A {message.get('type')!r} message cannot be written as JSON: {exc}."
        ) from exc
    line = text.encode("ascii") + b"\n"
    if len(line) > MAX_LINE_BYTES:
        raise ProtocolError(
            f"A {message.get('type')!r} message has {len(line)} bytes; "
            f"{MAX_LINE_BYTES} are allowed. Rasters go by path."
        )
    return line


def decode(line: bytes, known: frozenset[str]) -> Message:
    """Reads one line.

    Args:
        line: the bytes of the line; a trailing newline is fine.
        known: the message types that may come from this side, ``TO_ENGINE`` or ``FROM_ENGINE``.

    Raises:
        ProtocolError: not a JSON object with a ``type``, or longer than ``MAX_LINE_BYTES``.
        UnknownMessageType: the type is not in ``known``.
    """
    if len(line) > MAX_LINE_BYTES:
        raise ProtocolError(f"A line has more than {MAX_LINE_BYTES} bytes.")
    try:
        message = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as exc:
        raise ProtocolError(f"A line is not JSON: {line[:80]!r}.") from exc
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise ProtocolError(f"A line is not an object with a type: {line[:80]!r}.")
    if message["type"] not in known:
        raise UnknownMessageType(f"Unknown message type {message['type']!r}.")
    return message


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def error_message(exc: BaseException, run_id: str | None) -> Message:
    """Makes the ``error`` message for an exception; anything unforeseen is ``internal.bug``."""
    if not isinstance(exc, EngineError):
        exc = InternalBug(
            f"The engine met an unforeseen error: {type(exc).__name__}: {exc}.",
            hint="Copy the details and report them.",
        )
    return {
        "type": "error",
        "id": run_id,
        "code": exc.code,
        "message": exc.message[:_LONGEST_MESSAGE],
        "hint": exc.hint[:_LONGEST_MESSAGE],
        "retryable": exc.retryable,
        "detail": exc.detail[-_LONGEST_DETAIL:],
    }


def error_from_message(message: Message) -> EngineError:
    """The inverse of ``error_message``, for the client; an unknown code stays readable."""
    code = str(message.get("code", "internal.bug"))
    made = BY_CODE.get(code, InternalBug)(
        str(message.get("message", "")),
        hint=str(message.get("hint") or ""),
        detail=str(message.get("detail") or ""),
    )
    if code not in BY_CODE:
        made.detail = f"{code}: {made.detail}"
    return made
