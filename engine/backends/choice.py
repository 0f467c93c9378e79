"""Picks the fastest backend whose map stays the same, by measuring on windows of the scene."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from ..context import Context
from ..errors import Cancelled
from ..stream.operator import Batch
from .agreement import compare
from .memory import Memory
from .offered import Candidate, Chosen
from .recalled import recalled
from .timing import timed

LEAST_WINDOWS = 32
"""For maps of fewer windows, torch is not even timed: that takes 4 windows of 128 pixels, 4 times,
which is half of such a map."""

WORTH = 1.0
"""Backends are compared for maps that take torch at least so many times as long as the comparison:
it serves all later maps with this backbone.

Measured with ViT-S, -B and -L of SpectralEarth (patches of 4, 8 and 8 pixels) on 2 cores: writing
ONNX and int8 took 19, 29 and 77 s, and torch computed 1.6, 2.2 and 0.75 windows/s. With the 10 to
20 s of the runs, maps are compared from about 50, 90 and 75 windows; an EnMAP scene has 132.
"""


def chosen(
    candidates: Sequence[Candidate],
    sample: Callable[[], Batch | None],
    windows: int,
    memory: Memory,
    key: str,
    context: Context,
) -> Chosen:
    """Takes what was measured before, or measures where the map is worth it and remembers.

    Args:
        candidates: the first one is the reference, torch in float32; it must work.
        sample: reads windows of the scene; None if there are none.
        windows: of the map.
        memory: of this machine.
        key: of the backbone and all that its speed and rounding depend on; not of the head.
        context: told of every candidate; asked for cancellation between them.

    Raises:
        Cancelled: the context asked to stop.
        EngineError: the reference does not work.
    """
    first = candidates[0]
    if len(candidates) == 1:
        return Chosen(first.name, first.make())
    known = memory.recall(key)
    if known is not None and len(known["tried"]) > 1:
        return recalled(candidates, sample, known, context)
    if known is not None and not _is_worth(windows, known["tried"], candidates):
        return Chosen(first.name, first.make())
    batch = sample()
    if batch is None:
        return Chosen(first.name, first.make())
    found = fastest(candidates, batch, windows, context)
    try:
        memory.remember(key, {"name": found.name, "tried": found.facts["tried"]})
    except OSError as exc:
        context.log(f"The choice of the backend cannot be remembered: {exc}")
    return found


def fastest(
    candidates: Sequence[Candidate], batch: Batch, windows: int, context: Context
) -> Chosen:
    """Measures candidates on the same windows; slower and different ones are not taken.

    Where the map is not worth it, only the reference is measured.

    Args:
        candidates, windows, context: as ``chosen``.
        batch: windows of the scene.

    Raises:
        Cancelled, EngineError: as ``chosen``.
    """
    total = len(candidates)
    context.progress("compare", 0, total)
    reference = candidates[0].make()
    begin = time.perf_counter()
    expected, best_speed = timed(reference, batch)
    runs_s = time.perf_counter() - begin
    best = Chosen(candidates[0].name, reference)
    tried: dict[str, Any] = {
        best.name: {"windows_per_s": round(best_speed, 3), "runs_s": round(runs_s, 3)}
    }
    context.log(f"Backend {best.name}: {best_speed:.2f} windows/s.")
    others = candidates[1:] if _is_worth(windows, tried, candidates) else ()
    for number, candidate in enumerate(others, start=1):
        context.progress("compare", number, total)
        context.check_cancelled()
        try:
            backend = candidate.make()
            made, speed = timed(backend, batch)
        except Cancelled:
            raise
        except Exception as exc:  # a faster way that does not work here is no reason to fail
            context.log(f"Backend {candidate.name} cannot be used here: {exc}", "info")
            tried[candidate.name] = {"fault": str(exc)}
            continue
        found = compare(expected, made, batch.valid)
        tried[candidate.name] = {"windows_per_s": round(speed, 3), **found.to_json()}
        left_out = "" if found.is_same_map else "; left out, its map would differ"
        context.log(f"Backend {candidate.name}: {speed:.2f} windows/s, {found}{left_out}.")
        if found.is_same_map and speed > best_speed:
            best, best_speed = Chosen(candidate.name, backend, found.to_json()), speed
        del backend
    context.progress("compare", total, total)
    context.log(f"The backend {best.name} computes this map.")
    return Chosen(best.name, best.probabilities, {**best.facts, "tried": tried})


def _is_worth(windows: int, tried: dict[str, Any], candidates: Sequence[Candidate]) -> bool:
    """Whether a map takes the reference long enough for a comparison with the others."""
    reference, others = tried.get(candidates[0].name, {}), candidates[1:]
    try:
        map_s = windows / float(reference["windows_per_s"])
        runs_s = len(others) * float(reference["runs_s"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return True  # the memory is damaged
    return map_s >= WORTH * (runs_s + sum(candidate.wait_s for candidate in others))
