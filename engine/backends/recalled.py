"""Takes a backend that need not be timed: one that was fast before, or one that the user wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..context import Context
from ..errors import Cancelled
from ..stream.operator import Batch
from .agreement import EQUAL_SHARE, Agreement, compare
from .offered import Candidate, Chosen
from .timing import probabilities

if TYPE_CHECKING:
    from ..heads.linear import Probabilities


def recalled(
    candidates: Sequence[Candidate],
    sample: Callable[[], Batch | None],
    known: Mapping[str, Any],
    context: Context,
) -> Chosen:
    """Takes the backend that was fastest before; nothing is timed again.

    One of lower precision is only taken if its labels are right with the present head too;
    otherwise, the fastest one that computes in float32 is.

    Args:
        candidates: the first one is the reference, torch in float32; it must work.
        sample: reads windows of the scene; None if there are none.
        known: of ``Memory``: the ``name`` of the fastest one, and what was measured of each that
            was ``tried``, with another head.
        context: told what is taken and why; asked for cancellation.

    Raises:
        Cancelled: the context asked to stop.
        EngineError: the reference does not work.
    """
    facts = {"remembered": True, "tried": known["tried"]}
    by_name = {candidate.name: candidate for candidate in candidates}
    fastest = by_name.get(known["name"])
    if fastest is not None and not fastest.exact:
        found = _still_right(candidates[0], fastest, sample(), context)
        if found is not None:
            return Chosen(found.name, found.probabilities, {**found.facts, **facts})
    for name in _exact_ones(candidates, known):
        try:
            backend = by_name[name].make()
        except Cancelled:
            raise
        except Exception as exc:
            context.log(f"The backend {name}, which was fast here before, fails: {exc}")
            continue
        context.log(f"The backend {name} computes this map, as was measured here before.")
        return Chosen(name, backend, facts)
    return Chosen(candidates[0].name, candidates[0].make(), facts)


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
        if not wanted.exact:
            context.warn(
                f"The backend {wanted.name} computes in lower precision, and no valid pixels were "
                "found to compare it on: the map may differ from that of torch in float32."
            )
        return Chosen(wanted.name, wanted.make())
    context.progress("compare", 0, 1)
    backend, found = _beside(reference, wanted, batch, context)
    context.log(f"Backend {wanted.name}: {found}.")
    if not found.is_same_map:
        share = 100 * found.equal_labels
        context.warn(
            f"The backend {wanted.name} gives {share:.2f} % of the compared pixels the label that "
            "torch in float32 gives them: the map may differ. The backend auto takes no such one."
        )
    context.progress("compare", 1, 1)
    return Chosen(wanted.name, backend, found.to_json())


def _still_right(
    reference: Candidate, fastest: Candidate, batch: Batch | None, context: Context
) -> Chosen | None:
    """A backend of lower precision, unless it fails, changes the map or cannot be checked."""
    name = fastest.name
    if batch is None:
        return None
    context.progress("compare", 0, 1)
    try:
        backend, found = _beside(reference, fastest, batch, context)
    except Cancelled:
        raise
    except Exception as exc:
        context.log(f"The backend {name}, which was fastest here before, fails: {exc}")
        return None
    context.progress("compare", 1, 1)
    if not found.is_same_map:
        context.log(f"The backend {name} is left out, with this head its map would differ: {found}")
        return None
    context.log(f"The backend {name} computes this map, as was measured here before: {found}.")
    return Chosen(name, backend, found.to_json())


def _beside(
    reference: Candidate, wanted: Candidate, batch: Batch, context: Context
) -> tuple[Probabilities, Agreement]:
    """Makes a backend and compares its labels with those of the reference."""
    expected = probabilities(reference.make(), batch)
    context.check_cancelled()
    backend = wanted.make()
    return backend, compare(expected, probabilities(backend, batch), batch.valid)


def _exact_ones(candidates: Sequence[Candidate], known: Mapping[str, Any]) -> list[str]:
    """Names of those in float32 that worked and made the same map, the fastest first."""
    speeds: dict[str, float] = {}
    for candidate in candidates:
        measured = known["tried"].get(candidate.name, {})
        speed, equal = measured.get("windows_per_s"), measured.get("equal_labels", 1.0)
        numbers = all(isinstance(number, (int, float)) for number in (speed, equal))
        if candidate.exact and numbers and equal >= EQUAL_SHARE:
            speeds[candidate.name] = float(speed)
    return sorted(speeds, key=lambda name: -speeds[name])
