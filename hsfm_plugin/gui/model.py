"""A model as the panel knows it: an entry of the engine's list."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Mapping

from ..i18n import tr

BACKBONE, CLOUD_MASK = "backbone", "cloud_mask"


@dataclass(frozen=True)
class Model:
    """An entry of the engine's ``models_list``; see ``engine.models.card.Card`` for its fields.

    Attributes:
        bytes: size of the installed file, or of the download; 0 if unknown.
        builtin: whether it needs no weights.
        bundled: whether HSFM comes with its weights.
        can_fetch: whether it can be downloaded without a browser.
        fits: why it does not fit the scene; empty if it does, or if there is no scene.
    """

    id: str
    title: str = ""
    family: str = ""
    size: str = ""
    kind: str = BACKBONE
    installed: bool = False
    builtin: bool = False
    bundled: bool = False
    bytes: int = 0
    parameters: int = 0
    licence: str = ""
    licence_clear: bool = True
    good_for: str = ""
    sensor: str = ""
    page: str = ""
    can_fetch: bool = False
    fits: str = ""

    @property
    def is_part(self) -> bool:
        """Whether it is part of HSFM: there is nothing to get, and it cannot be removed."""
        return self.builtin or self.bundled

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> Model:
        """Takes the fields it knows; what is null keeps its default."""
        names = {field.name for field in fields(cls)}
        given = {key: value for key, value in entry.items() if key in names and value is not None}
        given["good_for"] = tr(str(given.get("good_for", "")))
        made = cls(**given)
        return made if made.title else cls(**{**given, "title": made.id})
