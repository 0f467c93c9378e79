"""Turns the many progress calls of a task into the few that are worth sending; stdlib only."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

INTERVAL_S = 0.1
SHORTEST_FOR_ETA_S = 0.5


@dataclass(frozen=True)
class Step:
    """How far a phase is.

    Attributes:
        phase: one of ``protocol.PHASES``.
        done, total: units of work; 0 <= done <= total.
        eta_s: seconds until this phase ends at its rate so far; None while that is not known.
    """

    phase: str
    done: int
    total: int
    eta_s: float | None


class ProgressMeter:
    """Lets a step through when a phase begins, ends, or ``interval_s`` after the last one."""

    def __init__(
        self, interval_s: float = INTERVAL_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._interval_s = interval_s
        self._clock = clock
        self._phase = ""
        self._began_s = 0.0
        self._began_at = 0
        self._last_s = 0.0
        self._last_done = -1

    def update(self, phase: str, done: int, total: int) -> Step | None:
        """Takes a progress call; returns the step to send, or None to stay silent."""
        total = max(int(total), 0)
        done = min(max(int(done), 0), total)
        now = self._clock()
        if phase != self._phase:
            self._phase, self._began_s, self._began_at = phase, now, done
        elif self._last_done == done or (done < total and now - self._last_s < self._interval_s):
            return None
        self._last_s, self._last_done = now, done
        return Step(phase, done, total, self._eta_s(done, total, now))

    def _eta_s(self, done: int, total: int, now: float) -> float | None:
        elapsed_s = now - self._began_s
        advanced = done - self._began_at
        if done >= total:
            return 0.0
        if advanced <= 0 or elapsed_s < SHORTEST_FOR_ETA_S:
            return None
        return round(elapsed_s * (total - done) / advanced, 1)
