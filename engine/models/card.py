"""Model cards: what is known, and not known, of every model that can be had."""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from ..folders import RESOURCES

CARDS = RESOURCES / "models"
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Card:
    """A model that HSFM knows of, whether it is installed or not.

    Attributes:
        id: as the store calls it.
        title: for people.
        family, size: the network; see ``family.Architecture``.
        kind: ``family.BACKBONE`` or ``family.CLOUD_MASK``.
        rank: lists show low ones first.
        good_for: one short sentence.
        sensor, bands: what it was trained on and takes.
        parameters: how many numbers the network has; 0 if unknown.
        download_bytes: size of the file to fetch; 0 if unknown.
        url: of the file; empty where it must be downloaded by hand, or is part of HSFM.
        url_verified: whether somebody has seen the file there.
        file: its name, also on a mirror.
        page: where people read about it.
        citation: the paper.
        licence: of the weights, in words.
        licence_clear: whether it allows use without asking; else ``fetch`` wants consent.
        limits: sentences on what it cannot do.
        unknown: sentences on what is not known of it.
        bundled: whether HSFM comes with its weights; then there is nothing to fetch or import.
        trained_on: sentences on the data that it was made from, each with its licence.
        evaluated: sentences on how it was tested, with the numbers.
        fails_where: sentences on where those tests show it to be wrong.
        made_by: commands that make it again.
        sha256: of the file; empty if nobody has published it, and for bundled ones, where the
            record has it.
    """

    id: str
    title: str
    family: str
    size: str
    kind: str
    rank: int
    good_for: str
    sensor: str
    bands: str
    parameters: int
    download_bytes: int
    url: str
    url_verified: bool
    file: str
    page: str
    citation: str
    licence: str
    licence_clear: bool
    limits: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    bundled: bool = False
    trained_on: tuple[str, ...] = ()
    evaluated: tuple[str, ...] = ()
    fails_where: tuple[str, ...] = ()
    made_by: tuple[str, ...] = ()
    sha256: str = ""


@cache
def cards() -> dict[str, Card]:
    """All cards by id, in the order of their ranks."""
    sums = _sums(CARDS / SUMS)
    made = (_read(path, sums) for path in sorted(CARDS.glob("*.toml")))
    return {card.id: card for card in sorted(made, key=lambda card: (card.rank, card.id))}


def _read(path: Path, sums: dict[str, str]) -> Card:
    toml = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    entries: dict[str, Any] = toml.loads(path.read_text(encoding="utf-8"))
    known = {entry.name for entry in fields(Card)}
    unknown = set(entries) - known
    if unknown or "id" in entries:
        raise ValueError(f"{path} has entries that no card has: {sorted(unknown or {'id'})}")
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entries.items()
    }
    return Card(id=path.stem, **values, sha256=sums.get(path.stem, ""))


def _sums(path: Path) -> dict[str, str]:
    """``<sha256>  <card id>`` a line, as sha256sum writes it."""
    if not path.is_file():
        return {}
    lines = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {name: digest for digest, name in (parts for parts in lines if len(parts) == 2)}
