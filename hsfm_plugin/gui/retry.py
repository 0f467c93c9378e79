"""Starts a run that failed once more: as it was, in smaller parts, or on the processor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Mapping, Sequence

from ...engine.errors import EngineCrashed, EngineError
from ...engine.parameters import Parameter, Task
from ..engine_client.exit_words import LIBRARY, MEMORY, exit_kind
from ..i18n import tr

TILES, DEVICE = "memory", "device"
"""The options of a run that a retry may change."""
CPU = "cpu"
_OF_DEVICE = ("device.out_of_memory", "device.driver", "device.unavailable")
_SILENT = ("runtime.crashed", "runtime.timeout")

Start = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True)
class Offer:
    """Another way to run it, as a button.

    Attributes:
        name: the button's object name.
        text: the button's.
        tip: what it changes, in a sentence.
        says: the same, where the notice is to say it too; else empty.
        changed: the options that take the place of the run's, this once.
    """

    name: str
    text: str
    tip: str
    says: str
    changed: Dict[str, Any]


class Retry:
    """Called without options, it does the same again; with some, they count for that run only.

    Args:
        start: starts the run with changed options.
        task: what was run.
        values: with which parameters.
        changed: the options among these that an earlier retry has changed; they stay so.
        devices: what the engine can compute on, its first choice first.
    """

    def __init__(
        self,
        start: Start,
        task: Task,
        values: Mapping[str, Any],
        changed: Mapping[str, Any],
        devices: Sequence[Mapping[str, Any]],
    ) -> None:
        self._start, self._changed = start, dict(changed)
        self._options = {p.name: p for p in task.parameters if p.name in (TILES, DEVICE)}
        self._values = {p.name: values.get(p.name) or p.default for p in self._options.values()}
        self._has_gpu = bool(devices) and devices[0].get("id") != CPU

    def __call__(self, **changed: Any) -> None:
        self._start({**self._changed, **changed})

    def offers(self, error: EngineError) -> List[Offer]:
        """What else may help against an error; the likelier first."""
        smaller = self._smaller(error)
        on_cpu = self._on_cpu(error)
        return [*smaller, *on_cpu]

    def _smaller(self, error: EngineError) -> List[Offer]:
        tiles = self._options.get(TILES)
        if tiles is None or not _is_about_memory(error):
            return []
        now = int(self._values[TILES])
        half = _half(now, tiles)
        if half >= now:
            return []
        says = tr("Smaller tiles: {} {} for windows instead of {}, this time only.")
        words = says.format(half, tiles.unit, now)
        text = tr("Retry with Smaller Tiles")
        return [Offer("retrySmallerButton", text, words, words, {TILES: half})]

    def _on_cpu(self, error: EngineError) -> List[Offer]:
        chosen = self._values.get(DEVICE)
        if DEVICE not in self._options or chosen == CPU:
            return []
        uses_gpu = self._has_gpu or chosen != self._options[DEVICE].default
        if error.code not in (*_OF_DEVICE, *_SILENT) or not uses_gpu:
            return []
        words = tr("On the CPU it is slower, but needs no graphics card; this time only.")
        return [Offer("retryCpuButton", tr("Retry on the CPU"), words, "", {DEVICE: CPU})]


def changed_words(changed: Mapping[str, Any], task: Task) -> str:
    """What a retry has changed of a run, as in ``256 MiB for windows``; empty where nothing."""
    words = []
    if TILES in changed:
        unit = task.parameter(TILES).unit
        words.append(tr("{} {} for windows").format(changed[TILES], unit))
    if DEVICE in changed:
        words.append(tr("the CPU"))
    return ", ".join(words)


def options_of(changed: Mapping[str, Any], task: Task) -> Dict[str, Any]:
    """Those of the changed options that a task has."""
    names = {parameter.name for parameter in task.parameters}
    return {name: value for name, value in changed.items() if name in names}


def _is_about_memory(error: EngineError) -> bool:
    """Whether a run in smaller parts may end otherwise."""
    if isinstance(error, EngineCrashed):
        return exit_kind(error.ended_with) in (MEMORY, LIBRARY)
    return error.code == "device.out_of_memory"


def _half(now: int, tiles: Parameter) -> int:
    return max(now // 2, int(tiles.minimum or 1))
