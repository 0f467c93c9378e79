"""Backends that may serve, and the one that does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..heads.linear import Probabilities


@dataclass(frozen=True)
class Candidate:
    """A backend that may serve.

    Attributes:
        name: a value of the parameter ``backend``.
        make: makes it ready; may raise whatever its libraries raise.
        exact: whether it computes in float32: then its labels do not depend on the head.
        wait_s: about how long ``make`` takes on this machine.
    """

    name: str
    make: Callable[[], Probabilities]
    exact: bool = True
    wait_s: float = 0.0


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
