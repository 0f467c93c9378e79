"""Models that are installed: a folder each, with safe weights and a record of where they came from.

``<models folder>/<id>/model.safetensors`` holds the tensors, ``model.json`` the record. Those that
HSFM comes with lie in ``resources/models/<id>`` in the same form; their ids are nobody else's.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ModelCorrupt
from ..folders import RESOURCES, models_folder

if TYPE_CHECKING:
    import torch

WEIGHTS, RECORD = "model.safetensors", "model.json"
_ALGORITHM = "sha256:"
BUNDLED = RESOURCES / "models"
"""Where the models lie that HSFM comes with, a folder each."""


@dataclass(frozen=True)
class Installed:
    """An installed model.

    Attributes:
        id: its name, also of its folder.
        family: folder name of its family under ``engine/models``.
        size: variant within the family, such as ``vit-s``.
        config: for ``Family.build``.
        hash: SHA-256 of the file of weights.
        bytes: size of the file of weights.
        folder: where it lies.
        source: ``name``, ``sha256``, ``bytes`` and, if fetched, ``url`` of the file it was made of.
        renamed, dropped, absent: what became of that file's tensors.
        notes: sentences on what was odd about it.
    """

    id: str
    family: str
    size: str
    config: dict[str, Any]
    hash: str
    bytes: int
    folder: Path
    source: dict[str, Any] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def weights(self) -> Path:
        return self.folder / WEIGHTS

    @property
    def bundled(self) -> bool:
        """Whether HSFM comes with it; told by where it lies."""
        return self.folder.parent == BUNDLED

    def record_text(self) -> str:
        """The text of ``model.json``."""
        made = asdict(self)
        del made["folder"]
        made["hash"] = _named(self.hash)
        made["source"] = {name: _named(value) for name, value in self.source.items()}
        return json.dumps(made, indent=2, sort_keys=True) + "\n"

    def load_into(self, network: torch.nn.Module) -> None:
        """Fills a network with the weights and puts it into eval mode.

        Raises:
            ModelCorrupt: the file is gone, damaged, or has other tensors than its record says.
        """
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        try:
            found_at = self.weights.stat()
            if found_at.st_size != self.bytes:
                raise ValueError(f"the file should have {self.bytes} bytes")
            if _sha256(self.weights, found_at.st_size, found_at.st_mtime_ns) != self.hash:
                raise ValueError(f"the file should have the SHA-256 {self.hash}")
            found = network.load_state_dict(load_file(self.weights), strict=False)
        except (OSError, SafetensorError, RuntimeError, ValueError) as exc:
            raise ModelCorrupt(
                f"The weights of {self.id} ({self.weights}) cannot be read.",
                hint=repair(self.folder),
                detail=str(exc),
            ) from exc
        wrong = set(found.missing_keys) - set(self.absent) | set(found.unexpected_keys)
        if wrong:
            raise ModelCorrupt(
                f"The weights of {self.id} do not fit its network: {', '.join(sorted(wrong)[:5])}.",
                hint=repair(self.folder),
            )
        network.eval()


@cache
def _sha256(path: Path, size: int, changed_ns: int) -> str:
    """Hashes a file once for every state of it."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 22):
            digest.update(chunk)
    return digest.hexdigest()


def installed() -> dict[str, Installed]:
    """All usable models by id, bundled ones first; folders without a readable record are left out.

    A folder of the user's with the id of a bundled model is none, also where the bundled one is
    damaged: a map must not come from other weights than its provenance names.
    """
    found: dict[str, Installed] = {}
    bundled = bundled_folders()
    folder = models_folder()
    own = sorted(folder.iterdir()) if folder.is_dir() else []
    for place in [*bundled.values(), *(place for place in own if place.name not in bundled)]:
        if (place / RECORD).is_file() and (place / WEIGHTS).is_file():
            try:
                found[place.name] = read_record(place)
            except ModelCorrupt:
                continue
    return found


def bundled_folders() -> dict[str, Path]:
    """The folders of the models that HSFM comes with, whole or damaged, by id."""
    if not BUNDLED.is_dir():
        return {}
    return {place.name: place for place in sorted(BUNDLED.iterdir()) if place.is_dir()}


def repair(folder: Path) -> str:
    """What to do about a damaged model, as a sentence."""
    if folder.parent == BUNDLED:
        return "Install HSFM again."
    return "Import or fetch the model again."


def _named(value: Any) -> Any:
    """A digest with its algorithm before it; anything else as it is.

    Plain digits in quotes count as a secret where plugins are published, and block the plugin.
    """
    is_digest = isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value)
    return f"{_ALGORITHM}{value}" if is_digest else value


def _bare(value: Any) -> Any:
    """A digest without its algorithm; records of earlier versions have it bare."""
    return value.removeprefix(_ALGORITHM) if isinstance(value, str) else value


def read_record(folder: Path) -> Installed:
    """Reads the record of one model.

    Raises:
        ModelCorrupt: it is damaged.
    """
    try:
        made: Mapping[str, Any] = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return Installed(
            folder.name,
            str(made["family"]),
            str(made["size"]),
            dict(made["config"]),
            str(_bare(made["hash"])),
            int(made["bytes"]),
            folder,
            {name: _bare(value) for name, value in dict(made["source"]).items()},
            dict(made["renamed"]),
            tuple(made["dropped"]),
            tuple(made["absent"]),
            tuple(made["notes"]),
        )
    except (OSError, KeyError, TypeError, ValueError) as exc:
        raise ModelCorrupt(
            f"The record of the model {folder.name} ({folder / RECORD}) cannot be read.",
            hint=repair(folder),
            detail=repr(exc),
        ) from exc
