"""Looks into printed tables, for their tests."""

from __future__ import annotations


def row_of(text: str, first: str, *, after: str) -> str:
    """The first line that starts with ``first`` below ``after``, spaces single."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith(after):
            return next(" ".join(row.split()) for row in lines if row.split()[:1] == [first])
    raise AssertionError(f"no table {after} in {text}")
