"""Picks the fastest backend whose map stays the same, by measuring on windows of the scene."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch

from ..context import Context
from ..devices import named_memory_errors
from ..errors import Cancelled
from ..stream.operator import Batch
from .agreement import Agreement, compare
from .memory import Memory
from .sample import batch_windows

if TYPE_CHECKING:
    from ..heads.linear import Probabilities

LEAST_WINDOWS = 24
"""Maps of fewer windows are not worth a comparison: writing the ONNX model takes as long."""

ROUNDS = 3
"""Timed runs after the first one; their median counts."""

LONGEST_S = 10.0
"""No further round begins after so long."""


@dataclass(frozen=True)
class Candidate:
    """A backend that may serve.

    Attributes:
        name: a value of the parameter ``backend``.
        make: makes it ready; may raise whatever its libraries raise.
    """

    name: str
    make: Callable[[], Probabilities]


@dataclass(frozen=True)
class Measured:
    """What was found out about a candidate."""

    name: str
    windows_per_s: float
    agreement: Agreement

    def __str__(self) -> str:
        return f"{self.name}: {self.windows_per_s:.2f} windows/s, {self.agreement}"

    def to_json(self) -> dict[str, Any]:
        return {"windows_per_s": round(self.windows_per_s, 3), **self.agreement.to_json()}


@dataclass(frozen=True)
class Chosen:
    """The backend that computes a map.

    Attributes:
        name: a value of the parameter ``backend``.
        probabilities: the backend.
        facts: for provenance: how alike its labels are to those of torch in float32, and speeds.
    """

    name: str
    probabilities: Probabilities
    facts: dict[str, Any] = field(default_factory=dict)


def fastest(candidates: Sequence[Candidate], batch: Batch, context: Context) -> Chosen:
    """Measures candidates on the same windows; slower and different ones are not taken.

    Args:
        candidates: the first one is the reference; it must work.
        batch: windows of the scene.
        context: told of every candidate; asked for cancellation between them.

    Raises:
        Cancelled: the context asked to stop.
        EngineError: the reference does not work.
    """
    total = len(candidates)
    context.progress("compare", 0, total)
    reference = candidates[0].make()
    expected, speed = timed(reference, batch)
    best = Chosen(candidates[0].name, reference)
    best_speed = speed
    tried: dict[str, Any] = {best.name: {"windows_per_s": round(speed, 3)}}
    context.log(f"Backend {best.name}: {speed:.2f} windows/s.")
    for number, candidate in enumerate(candidates[1:], start=1):
        context.progress("compare", number, total)
        context.check_cancelled()
        try:
            backend = candidate.make()
            measured = measure(candidate.name, backend, batch, expected)
        except Cancelled:
            raise
        except Exception as exc:  # a faster way that does not work here is no reason to fail
            context.log(f"Backend {candidate.name} cannot be used here: {exc}", "info")
            tried[candidate.name] = {"fault": str(exc)}
            continue
        tried[candidate.name] = measured.to_json()
        same = measured.agreement.is_same_map
        context.log(f"Backend {measured}{'' if same else '; left out, its map would differ'}.")
        if same and measured.windows_per_s > best_speed:
            best = Chosen(candidate.name, backend, measured.agreement.to_json())
            best_speed = measured.windows_per_s
        del backend
    context.progress("compare", total, total)
    context.log(f"The backend {best.name} computes this map.")
    return Chosen(best.name, best.probabilities, {**best.facts, "tried": tried})


def chosen(
    candidates: Sequence[Candidate],
    sample: Callable[[], Batch | None],
    memory: Memory,
    key: str,
    context: Context,
) -> Chosen:
    """As ``fastest``, but takes what was remembered, and remembers what it finds.

    Args:
        candidates: as ``fastest``.
        sample: reads windows of the scene; None if there are none, then the reference is taken.
        memory: of this machine.
        key: of the model and all that its speed and rounding depend on.
        context: as ``fastest``.

    Raises:
        Cancelled, EngineError: as ``fastest``.
    """
    if len(candidates) == 1:
        return Chosen(candidates[0].name, candidates[0].make())
    known = memory.recall(key)
    by_name = {candidate.name: candidate for candidate in candidates}
    if known is not None and known["name"] in by_name:
        name = known["name"]
        try:
            backend = by_name[name].make()
            context.log(f"The backend {name} computes this map, as was measured here before.")
            return Chosen(name, backend, {**known.get("facts", {}), "remembered": True})
        except Exception as exc:
            context.log(f"The backend {name}, which was fastest here before, fails: {exc}")
            candidates = [c for c in candidates if c.name != name] or candidates
    batch = sample()
    if batch is None:
        return Chosen(candidates[0].name, candidates[0].make())
    found = fastest(candidates, batch, context)
    try:
        memory.remember(key, {"name": found.name, "facts": found.facts})
    except OSError as exc:
        context.log(f"The choice of the backend cannot be remembered: {exc}")
    return found


def compared(
    reference: Candidate, wanted: Candidate, batch: Batch | None, context: Context
) -> Chosen:
    """Takes the backend that the user wants, and says how much it changes the map.

    Args:
        reference: torch in float32.
        wanted: the other one.
        batch: windows of the scene; None if there are none.
        context: told of the comparison, and warned where the map may differ.

    Raises:
        Cancelled: the context asked to stop.
        EngineError: one of them does not work.
    """
    if batch is None:
        return Chosen(wanted.name, wanted.make())
    context.progress("compare", 0, 1)
    expected, _ = timed(reference.make(), batch, rounds=0)
    context.check_cancelled()
    backend = wanted.make()
    measured = measure(wanted.name, backend, batch, expected)
    context.log(f"Backend {measured}.")
    if not measured.agreement.is_same_map:
        share = 100 * measured.agreement.equal_labels
        context.warn(
            f"The backend {wanted.name} gives {share:.2f} % of the compared pixels the label that "
            "torch in float32 gives them: the map may differ."
        )
    context.progress("compare", 1, 1)
    return Chosen(wanted.name, backend, measured.to_json())


def measure(name: str, backend: Probabilities, batch: Batch, expected: torch.Tensor) -> Measured:
    """Compares a backend with what another one made of the same windows, and times it."""
    made, speed = timed(backend, batch)
    return Measured(name, speed, compare(expected, made, batch.valid))


def timed(backend: Probabilities, batch: Batch, rounds: int = ROUNDS) -> tuple[torch.Tensor, float]:
    """Runs a backend: the probabilities of the batch, and windows per second (0 untimed).

    The first run warms up; ``rounds`` more are timed.

    Raises:
        DeviceOutOfMemory: there is no room for the batch.
    """
    device = batch.values.device
    start = time.perf_counter()
    with named_memory_errors(device):
        made = _all(backend, batch)
        took: list[float] = []
        while len(took) < rounds and (not took or time.perf_counter() - start < LONGEST_S):
            begin = time.perf_counter()
            _all(backend, batch)
            took.append(time.perf_counter() - begin)
    if not took:
        return made, 0.0
    return made, batch.values.shape[0] / max(sorted(took)[len(took) // 2], 1e-9)


def _all(backend: Probabilities, batch: Batch) -> torch.Tensor:
    """Computes all windows, as many at a time as the loop would give."""
    values, measured = batch.values, batch.measured
    step = batch_windows(values.device, values.shape[-2] * values.shape[-1])
    made = [
        backend(values[first : first + step], measured[first : first + step])
        for first in range(0, values.shape[0], step)
    ]
    _wait(values.device)
    return torch.cat(made)


def _wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()
