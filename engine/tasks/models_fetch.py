"""``models fetch``: card, consent, download, check, installation."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from ..context import Context
from ..errors import (
    BadParameter,
    ConsentNeeded,
    EngineError,
    ModelCorrupt,
    ModelHashMismatch,
    ModelUnknown,
    ModelUnsafe,
    ModelUnsupportedLayout,
)
from ..folders import models_folder
from ..models.card import Card, cards
from ..models.installed import Installed, installed
from ..models.registry import builtin, is_bundled
from ..store.fetch import Download
from ..store.half_file import HalfFile, alone
from ..store.install import file_hash, import_file
from ..store.listing import MIRROR
from ..store.pins import Pin, pin_of, pins_file, remember
from .result import Result

HALF_FILES = ".fetch"
"""Folder beside the installed models."""
_OF_NO_USE = (ModelCorrupt, ModelUnsafe, ModelUnsupportedLayout, ModelUnknown)
"""What the store says of a file that will not get better by trying again."""


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Fetches a model.

    Args:
        values: as ``parameters.MODELS_FETCH`` declares them.
        context: told of progress in bytes, asked for cancellation.

    Returns:
        The record of the installed model, also where it was installed before; the checksum of the
        publisher's file and whether it is one that was pinned, not published.

    Raises:
        ModelUnknown: there is no card of this name.
        BadParameter: there is nothing to fetch, or no address to fetch it from.
        ConsentNeeded: the licence is unclear and was not accepted.
        FetchFailed: the download did not come through, or somebody else is at it.
        ModelHashMismatch: it did, but is not the published or the pinned file.
        EngineError: what the store or the disk refuse.
        Cancelled: what has come is kept.
    """
    name = values["model"]
    if is_bundled(name):
        raise BadParameter(
            f"{name} is part of HSFM, so there is nothing to fetch.",
            hint="If its weights are damaged, install HSFM again.",
        )
    here = installed().get(name)
    place = models_folder() / HALF_FILES
    if here is not None and _is_whole(here):
        context.log(f"{name} is installed already, in {here.folder}.")
        _clear(HalfFile(place / name, name), context)
        return _result(here, already=True)
    card = _card(name)
    _require_consent(card, values["accept_licence"])
    url = _address(card)
    file = PurePosixPath(card.file or urlsplit(url).path).name or "model"
    with alone(place / f"{name}.lock", name):
        pin = None if card.sha256 else pin_of(name)
        half = HalfFile(place / name, file)
        path = Download(url, half, card.download_bytes, _by_hand(card)).run(context)
        digest = _checked(card, pin, url, half, context)
        context.check_cancelled()
        try:
            made = import_file(path, context, as_id=name, source={"name": file, "url": url})
        except _OF_NO_USE:
            _clear(half, context)
            raise
        if not card.sha256 and pin is None:
            _pin(name, Pin(digest, path.stat().st_size, url, _today()), context)
        _clear(half, context)
    return _result(made, already=False)


def _card(name: str) -> Card:
    if name in cards():
        return cards()[name]
    if name in builtin():
        raise BadParameter(f"{name} needs no weights, so there is nothing to fetch.")
    known = ", ".join(card.id for card in cards().values() if not card.bundled)
    raise ModelUnknown(
        f"There is no model {name!r} that can be fetched.",
        hint=f"There are: {known or 'none'}. A file of your own can be imported.",
    )


def _require_consent(card: Card, accepted: bool) -> None:
    if not card.licence_clear and not accepted:
        raise ConsentNeeded(
            f"Nobody can say for sure whether you may use {card.title}. Licence of its weights: "
            f"{card.licence or 'unknown'}",
            hint=f"Read {card.page or 'its card'}. If you may use it, fetch it again with "
            "--accept-licence.",
        )


def _address(card: Card) -> str:
    mirror = os.environ.get(MIRROR, "").strip()
    parts = urlsplit(mirror)
    if mirror and (parts.scheme not in ("http", "https") or "@" in parts.netloc):
        raise BadParameter(
            f"The variable {MIRROR} must hold an address that begins with http:// or https://, "
            "without a user name.",
            hint="Correct it, or remove the variable to fetch from the publishers.",
        )
    if mirror and card.file:
        return f"{mirror.rstrip('/')}/{quote(card.file)}"
    if urlsplit(card.url).scheme == "https":
        return card.url
    raise BadParameter(f"{card.id} cannot be fetched by a program.", hint=_by_hand(card))


def _by_hand(card: Card) -> str:
    from_where = f" from {card.page}" if card.page else ""
    return (
        f"You can download {card.file or 'the file'}{from_where} yourself and run: "
        f"python -m engine models import FILE --as {card.id}"
    )


def _checked(card: Card, pin: Pin | None, url: str, half: HalfFile, context: Context) -> str:
    """The checksum of the file; one that is not the expected one is removed."""
    expected = card.sha256 or (pin.sha256 if pin is not None else "")
    found = file_hash(half.whole, context, "check")
    if not expected or found == expected.lower():
        return found
    _clear(half, context)
    message = f"The file from {url} is not the expected one and was deleted: its SHA-256 is {found}"
    if pin is None:
        raise ModelHashMismatch(
            f"{message}, the published one {expected}.",
            hint="Fetch it again. If it stays so, the file was changed on the way or by its "
            "publisher: do not use it before they have explained that.",
        )
    raise ModelHashMismatch(
        f"{message}; the one that was fetched on {pin.date} from {pin.url} had {expected}.",
        hint=f"If you know that the publisher has replaced it and you want that, delete the entry "
        f"{card.id!r} of {pins_file()} and fetch it again.",
    )


def _pin(name: str, pin: Pin, context: Context) -> None:
    with alone(models_folder() / HALF_FILES / "pins.lock", "Another model"):
        remember(name, pin)
    context.log(
        f"Nobody has published a checksum of this file. From now on, {name} is this one: SHA-256 "
        f"{pin.sha256}."
    )


def _clear(half: HalfFile, context: Context) -> None:
    """Removes the half files; a system that objects does not make a good model bad."""
    try:
        half.remove()
    except EngineError as exc:
        context.warn(f"The folder {half.folder} is not needed any more; please remove it. {exc}")


def _is_whole(model: Installed) -> bool:
    return model.weights.stat().st_size == model.bytes


def _today() -> str:
    return datetime.now(timezone.utc).date().isoformat()


def _result(model: Installed, *, already: bool) -> Result:
    digest = str(model.source.get("sha256", ""))
    pin = pin_of(model.id)
    metrics = {
        "model": json.loads(model.record_text()),
        "sha256": digest,
        "pinned": pin is not None and pin.sha256 == digest,
        "already_installed": already,
    }
    provenance = {"task": "models_fetch", "source": dict(model.source)}
    return Result(metrics=metrics, provenance=provenance)
