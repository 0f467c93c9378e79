"""Shows a run on a terminal: one rewritten line, or sparse lines where stderr is a file."""

from __future__ import annotations

import threading
from typing import Any, TextIO

from ..context import Context
from ..progress import ProgressMeter, Step

_LINES_INTERVAL_S = 5.0
_REWRITE_INTERVAL_S = 0.1
_BAR_WIDTH = 24
_WORDS = {
    "open": "Opening the scene",
    "labels": "Reading the labels",
    "statistics": "Collecting statistics",
    "features": "Reading features",
    "fit": "Learning",
    "validate": "Measuring the accuracy",
    "compare": "Comparing backends",
    "map": "Mapping",
    "write": "Writing",
    "fetch": "Downloading",
    "convert": "Converting",
    "check": "Checking",
    "simulate": "Simulating",
}


class TerminalContext(Context):
    """A context that writes to stderr.

    Args:
        cancel: the token that Ctrl-C sets.
        stream: a text stream; a bar is drawn only if it is a terminal.
        quiet: whether to say nothing at all.
    """

    def __init__(self, cancel: threading.Event, stream: TextIO, *, quiet: bool = False) -> None:
        super().__init__(cancel)
        self._stream = stream
        self._quiet = quiet
        self._rewrites = stream.isatty()
        self._meter = ProgressMeter(_REWRITE_INTERVAL_S if self._rewrites else _LINES_INTERVAL_S)
        self._lock = threading.Lock()
        self._phase = ""
        self._drawn = 0

    def emit(self, type_: str, **fields: Any) -> None:
        if self._quiet:
            return
        with self._lock:
            if type_ == "progress":
                step = self._meter.update(fields["phase"], fields["done"], fields["total"])
                if step is not None:
                    self._show(step)
            elif type_ == "log" and fields["level"] != "debug":
                self._clear()
                prefix = "" if fields["level"] == "info" else f"{fields['level'].capitalize()}: "
                print(f"{prefix}{fields['text']}", file=self._stream, flush=True)

    def close(self) -> None:
        """Removes the bar; call before anything else is printed."""
        with self._lock:
            self._clear()

    def _show(self, step: Step) -> None:
        text = step_text(step)
        if not self._rewrites:
            if step.done < step.total or step.phase != self._phase:
                print(text, file=self._stream, flush=True)
            self._phase = step.phase
            return
        share = step.done / step.total if step.total else 0.0
        filled = round(share * _BAR_WIDTH)
        bar = "#" * filled + "-" * (_BAR_WIDTH - filled)
        line = f"[{bar}] {text}"
        self._stream.write("\r" + line.ljust(self._drawn))
        self._stream.flush()
        self._drawn = len(line)

    def _clear(self) -> None:
        if self._drawn:
            self._stream.write("\r" + " " * self._drawn + "\r")
            self._stream.flush()
            self._drawn = 0


def step_text(step: Step) -> str:
    """A step in words, as in ``Mapping 62 %, 18 s left``."""
    text = _WORDS.get(step.phase, step.phase.capitalize())
    if step.total > 1:
        text += f" {100 * step.done // step.total} %"
    if step.eta_s is not None and step.done < step.total:
        text += f", {duration_text(step.eta_s)} left"
    return text


def duration_text(seconds: float) -> str:
    """A duration as people say it: ``18 s``, ``2 min 05 s``, ``1 h 10 min``."""
    whole = max(round(seconds), 1)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
