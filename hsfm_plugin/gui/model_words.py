"""Says in a few words what a model is, how large it is and under which licence."""

from __future__ import annotations

import html
import re
from typing import Any, Iterable, List, Mapping, Tuple

from qgis.PyQt.QtCore import QLocale

from ..i18n import tr
from ..retelling import retold
from ..sizes import bytes_words
from .model import Model
from .scene_words import number

_MILLION = 10**6


def size_words(model: Model) -> str:
    """``90 MB``, ``about 1.2 GB``; ``bundled`` for what is part of HSFM.

    Where nobody has told the size of a file, it is that of its parameters in 32 bits.
    """
    if model.is_part:
        return tr("bundled")
    if model.bytes:
        return bytes_words(model.bytes)
    if model.parameters:
        return tr("about {}").format(bytes_words(4 * model.parameters))
    return tr("size unknown")


def licence_words(model: Model) -> str:
    """The licence in a word or two; ``unclear`` where it does not say that one may use it."""
    if model.builtin:
        return tr("part of HSFM")
    if not model.licence_clear:
        return tr("unclear")
    short = re.split(r"[(;,:.]\s|\s[-–(]|[;,]|\.$", model.licence.strip(), maxsplit=1)[0].strip()
    return short or (tr("part of HSFM") if model.bundled else tr("not stated"))


def parameters_words(count: int) -> str:
    """``22.5 million``, ``46,000``; empty if unknown."""
    if not count:
        return ""
    if count < _MILLION:
        return number(count)
    return tr("{} million").format(QLocale().toString(count / _MILLION, "f", 1))


def card_html(model: Model, told: Mapping[str, Any]) -> str:
    """What the details of a model say, for a label.

    Args:
        model: as the list has it.
        told: the engine's answer to ``models_show``; may still be empty.
    """
    card: Mapping[str, Any] = told.get("card") or {}
    record: Mapping[str, Any] = told.get("record") or {}
    lines = [f"<b>{html.escape(model.title)}</b>"]
    if model.fits:
        lines.append(f"<b>{tr('Does not fit this scene:')}</b> {html.escape(model.fits)}")
    for label, value in _facts(model, card, record):
        if value:
            lines.append(f"<b>{label}</b> {html.escape(value)}")
    for label, sentences in (
        (tr("Trained on"), card.get("trained_on") or ()),
        (tr("Tested"), card.get("evaluated") or ()),
        (tr("Fails where"), card.get("fails_where") or ()),
        (tr("Limits"), card.get("limits") or ()),
        (tr("Not known"), card.get("unknown") or ()),
        (tr("Notes"), [retold(str(note)) for note in record.get("notes") or ()]),
    ):
        lines += _listed(label, sentences)
    page = str(card.get("page") or model.page)
    if page.startswith(("https://", "http://")):
        lines.append(f'<a href="{html.escape(page, quote=True)}">{tr("Page of the model")}</a>')
    return "".join(f'<p style="margin:0 0 4px 0">{line}</p>' for line in lines)


def _facts(
    model: Model, card: Mapping[str, Any], record: Mapping[str, Any]
) -> Iterable[Tuple[str, str]]:
    source = record.get("source") or {}
    licence = model.licence or str(card.get("licence") or "")
    if not model.is_part and not model.licence_clear:
        licence = tr("unclear – {}").format(licence) if licence else tr("unclear")
    return (
        (tr("Good for:"), model.good_for),
        (tr("Licence:"), licence),
        (tr("Sensor:"), str(card.get("sensor") or model.sensor)),
        (tr("Bands:"), str(card.get("bands") or "")),
        (tr("Parameters:"), parameters_words(model.parameters)),
        (tr("Made from:"), str(source.get("name") or "")),
        (tr("Paper:"), str(card.get("citation") or "")),
    )


def _listed(label: str, sentences: Iterable[Any]) -> List[str]:
    found = [html.escape(str(sentence)) for sentence in sentences]
    if not found:
        return []
    return [f"<b>{label}</b><br>" + "<br>".join(f"– {sentence}" for sentence in found)]
