"""Models that are installed: a folder each, with safe weights and a record of where they came from.

``<models folder>/<id>/model.safetensors`` holds the tensors, ``model.json`` the record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ModelCorrupt
from ..folders import models_folder

if TYPE_CHECKING:
    import torch

WEIGHTS, RECORD = "model.safetensors", "model.json"
_REPAIR = "Import or fetch the model again."


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

    def record_text(self) -> str:
        """The text of ``model.json``."""
        made = asdict(self)
        del made["folder"]
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
                hint=_REPAIR,
                detail=str(exc),
            ) from exc
        wrong = set(found.missing_keys) - set(self.absent) | set(found.unexpected_keys)
        if wrong:
            raise ModelCorrupt(
                f"The weights of {self.id} do not fit its network: {', '.join(sorted(wrong)[:5])}.",
                hint=_REPAIR,
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
    """All installed models by id; folders without a readable record are left out."""
    found: dict[str, Installed] = {}
    folder = models_folder()
    if folder.is_dir():
        for place in sorted(folder.iterdir()):
            if (place / RECORD).is_file() and (place / WEIGHTS).is_file():
                try:
                    found[place.name] = read_record(place)
                except ModelCorrupt:
                    continue
    return found


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
            str(made["hash"]),
            int(made["bytes"]),
            folder,
            dict(made["source"]),
            dict(made["renamed"]),
            tuple(made["dropped"]),
            tuple(made["absent"]),
            tuple(made["notes"]),
        )
    except (OSError, KeyError, TypeError, ValueError) as exc:
        raise ModelCorrupt(
            f"The record of the model {folder.name} ({folder / RECORD}) cannot be read.",
            hint=_REPAIR,
            detail=repr(exc),
        ) from exc
