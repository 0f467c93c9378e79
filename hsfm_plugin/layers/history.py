"""Keeps with a layer how it was made, and puts that into words."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Mapping, Tuple

from qgis.core import QgsMapLayer

from ..i18n import tr
from ..retelling import retold

PROPERTY = "hsfm/provenance"
"""Custom property of a result layer, saved with the project: the provenance as JSON."""

Rows = List[Tuple[str, str]]


def remember(layer: QgsMapLayer, provenance: Mapping[str, Any]) -> None:
    """Stores the provenance in the layer."""
    layer.setCustomProperty(PROPERTY, json.dumps(provenance, sort_keys=True, default=str))


def recall(layer: QgsMapLayer) -> Dict[str, Any]:
    """The provenance of a layer; empty for a layer that HSFM did not make."""
    try:
        found = json.loads(str(layer.customProperty(PROPERTY, "") or "{}"))
    except ValueError:  # someone edited the project by hand
        return {}
    return found if isinstance(found, dict) else {}


def rows(provenance: Mapping[str, Any]) -> Rows:
    """What people want to know first, as label and text; only what is known."""
    scene = _part(provenance, "scene")
    bands = _part(provenance, "bands")
    device = _part(provenance, "device")
    software = _part(provenance, "software")
    band_words = ""
    if isinstance(bands.get("read"), list):
        band_words = tr("{} bands, {}").format(len(bands["read"]), _band_kind(bands.get("kind")))
    found: Rows = [
        (tr("Task"), _words(provenance.get("task"))),
        (tr("Made"), _time(provenance.get("made"))),
        (tr("Scene"), _words(scene.get("product") or scene.get("path"))),
        (tr("Scene file"), _words(scene.get("path"))),
        (tr("Sensor and level"), " ".join(filter(None, _texts(scene, "sensor", "level")))),
        (tr("Acquired"), _time(scene.get("acquired"))),
        (tr("Bands"), band_words),
        (tr("Device"), _words(device.get("name") or device.get("id"))),
        (tr("Software"), " ".join(filter(None, _texts(software, "name", "version")))),
    ]
    for title, key in ((tr("Model"), "model"), (tr("Parameters"), "parameters")):
        for name, value in sorted(_part(provenance, key).items()):
            found.append((f"{title}: {name}", _words(value)))
    for warning in provenance.get("warnings") or ():
        found.append((tr("Warning"), retold(str(warning))))
    return [(label, text) for label, text in found if text]


def as_text(provenance: Mapping[str, Any]) -> str:
    """The rows and then everything as JSON, for the clipboard."""
    lines = [f"{label}: {text}" for label, text in rows(provenance)]
    return "\n".join([*lines, "", json.dumps(provenance, indent=2, sort_keys=True, default=str)])


def _part(provenance: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = provenance.get(key)
    return found if isinstance(found, Mapping) else {}


def _texts(part: Mapping[str, Any], *keys: str) -> List[str]:
    return [_words(part.get(key)) for key in keys]


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        return json.dumps(value, sort_keys=True, default=str)
    return str(value)


def _band_kind(kind: Any) -> str:
    words = {"pick": tr("as they are"), "resample": tr("resampled to the model's")}
    return words.get(str(kind), str(kind or ""))


def _time(value: Any) -> str:
    """ISO 8601 as people write it: ``2022-07-24 10:45:26 UTC``."""
    text = str(value or "")
    if len(text) < 19 or text[10] != "T":
        return text
    return f"{text[:10]} {text[11:19]} UTC"
