"""Writes trained weights as the bundled model: a safetensors file and its record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..models.hsfm.network import Spectral
from ..models.installed import RECORD, WEIGHTS, Installed
from ..output.place import atomic_file

FAMILY = "hsfm"


def publish(net: Spectral, config: Mapping[str, Any], source: Mapping[str, Any], out: Path) -> str:
    """Writes ``model.safetensors`` and ``model.json``; the same weights give the same bytes.

    Args:
        net: trained and calibrated.
        config: what ``network.build`` needs.
        source: what the record keeps of how the weights were made.
        out: the model's folder; its name is the model's id.

    Returns:
        The SHA-256 of the weights file.
    """
    from safetensors.torch import save

    tensors = {key: value.detach().contiguous() for key, value in sorted(net.state_dict().items())}
    data: bytes = save(tensors)
    digest = hashlib.sha256(data).hexdigest()
    out.mkdir(parents=True, exist_ok=True)
    record = Installed(
        out.name,
        FAMILY,
        "spectral",
        dict(config),
        digest,
        len(data),
        out,
        {"name": WEIGHTS, "sha256": digest, "bytes": len(data), **source},
    )
    for name, content in ((WEIGHTS, data), (RECORD, record.record_text().encode())):
        with atomic_file(out / name) as part:
            part.write_bytes(content)
    return digest
