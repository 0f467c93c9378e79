"""Compares versions with the lines of requirements.txt, and says which lines hold on a platform.

Only what those files use is understood: release numbers, the six comparisons, and markers that
compare ``sys_platform``, ``platform_machine`` or ``python_version`` with a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

Release = tuple[int, ...]
_LONGEST = 6
_TERM = re.compile(r"\s*(\w+)\s*(==|!=|<=|>=|<|>)\s*[\"']([^\"']*)[\"']\s*")
_COMPARE: Mapping[str, Callable[[Release, Release], bool]] = {
    "==": lambda found, wanted: found == wanted,
    "!=": lambda found, wanted: found != wanted,
    ">=": lambda found, wanted: found >= wanted,
    "<=": lambda found, wanted: found <= wanted,
    ">": lambda found, wanted: found > wanted,
    "<": lambda found, wanted: found < wanted,
}


class Wish(NamedTuple):
    """A line of the requirements without its marker.

    Attributes:
        name: of the package, as it is written there.
        versions: such as ``>=1.26`` or ``>=2.7,<3``; may be empty.
    """

    name: str
    versions: str

    def __str__(self) -> str:
        return f"{self.name}{self.versions}"

    def holds(self, version: str) -> bool:
        """Whether an installed version is among those that are wished for."""
        parts = [part.strip() for part in self.versions.split(",") if part.strip()]
        return all(_holds(part, version) for part in parts)


def wish_of(line: str) -> Wish:
    """Reads a line such as ``numpy>=1.26; sys_platform != "darwin"``.

    Raises:
        ValueError: it is none.
    """
    text = line.split(";")[0].replace(" ", "")
    found = re.fullmatch(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?((?:[=!<>]=?[^=!<>]+)*)", text)
    if found is None:
        raise ValueError(f"{line!r} is no requirement that can be compared")
    return Wish(found[1], found[2])


def applies(line: str, facts: Mapping[str, str]) -> bool:
    """Whether the marker of a line holds.

    Args:
        line: of the requirements.
        facts: ``sys_platform``, ``platform_machine`` and ``python_version`` of the interpreter.

    Raises:
        ValueError: the marker asks for something else.
    """
    marker = line.partition(";")[2].strip()
    if not marker:
        return True
    return any(
        all(_term(term, facts) for term in re.split(r"\band\b", side))
        for side in re.split(r"\bor\b", marker)
    )


def release(version: str) -> Release:
    """The numbers of a version, ``(2, 13, 0)`` of ``2.13.0+cu130``, filled up with zeros."""
    found = re.match(r"\s*v?(?:\d+!)?(\d+(?:\.\d+)*)", version)
    numbers = [int(number) for number in found[1].split(".")] if found else []
    return tuple([*numbers, *(0 for _ in range(_LONGEST))][:_LONGEST])


def _holds(part: str, version: str) -> bool:
    operator = part[:2] if part[:2] in _COMPARE else part[:1]
    return _COMPARE[operator](release(version), release(part[len(operator) :]))


def _term(term: str, facts: Mapping[str, str]) -> bool:
    found = _TERM.fullmatch(term)
    if found is None or found[1] not in facts:
        raise ValueError(f"{term.strip()!r} is no marker that can be compared")
    name, operator, wanted = found[1], found[2], found[3]
    if name == "python_version":
        return _COMPARE[operator](release(facts[name]), release(wanted))
    if operator not in ("==", "!="):
        raise ValueError(f"{term.strip()!r} compares a text as if it were a number")
    return (facts[name] == wanted) == (operator == "==")
