"""The runs that wait for the engine, and the one that it is at."""

from __future__ import annotations

from typing import List, Optional, Tuple

from .tasks import EngineTask


class RunQueue:
    """First come, first served; runs that give way to others wait behind them.

    Attributes:
        running: the run that the engine was given.
    """

    def __init__(self) -> None:
        self._waiting: List[EngineTask] = []
        self.running: Optional[EngineTask] = None

    @property
    def all(self) -> Tuple[EngineTask, ...]:
        """The runs that have not ended, in the order in which they come."""
        return (*([self.running] if self.running is not None else []), *self._waiting)

    @property
    def is_waited_for(self) -> bool:
        """Whether the engine is free for a run that waits."""
        return self.running is None and bool(self._waiting)

    def add(self, task: EngineTask) -> None:
        """Puts a run behind the others of its kind."""
        self._waiting.append(task)
        self._waiting.sort(key=lambda waiting: waiting.gives_way)

    def drop(self, task: EngineTask) -> bool:
        """Takes out a run that waits; tells whether it did."""
        if task not in self._waiting:
            return False
        self._waiting.remove(task)
        return True

    def next(self) -> EngineTask:
        """Makes the run that has waited longest the one that is running."""
        self.running = self._waiting.pop(0)
        return self.running

    def end(self, task: EngineTask) -> bool:
        """Notes that a run has ended; tells whether it was the one that is running."""
        if self.running is not task:
            return False
        self.running = None
        return True

    def take_waiting(self) -> List[EngineTask]:
        """Takes out all that wait."""
        waiting, self._waiting = self._waiting, []
        return waiting
