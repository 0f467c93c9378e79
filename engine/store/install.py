"""Installs, removes and checks models."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..context import Context
from ..errors import (
    BadParameter,
    DiskFull,
    ModelCorrupt,
    ModelHashMismatch,
    ModelUnsupportedLayout,
    from_os_error,
)
from ..folders import is_marked, make_own, mark_if_empty, models_folder
from ..models.card import Card, cards
from ..models.family import Family
from ..models.installed import RECORD, WEIGHTS, Installed, read_record
from ..models.registry import families, is_bundled, lost_words, model_named
from .checkpoint import check_numbers, read_tensors
from .file_kinds import kind_of, unreadable
from .fitting import Recognised, fit, network_shapes, recognise
from .folder import check_id, model_folders, part_folder
from .weights_file import size_of, write_weights

if TYPE_CHECKING:
    import torch

OK, DAMAGED = "ok", "damaged"
_CHUNK = 1 << 22
_SPARE_BYTES = 1 << 20


def import_file(
    path: Path, context: Context, *, as_id: str = "", source: Mapping[str, Any] | None = None
) -> Installed:
    """Installs a checkpoint.

    Args:
        path: a published file; nothing in it is executed.
        context: told of progress, asked for cancellation.
        as_id: the id to install it under; empty for that of the card with the same checksum, or
            family and size.
        source: what else to record of where it came from, such as its ``url``.

    Returns:
        The model; the one that is there already if it was made of the same file.

    Raises:
        InputNotFound, InputUnreadable, ModelUnsafe, ModelCorrupt: see ``read_tensors``.
        ModelUnsupportedLayout: its tensors are of no known network, do not fit it, or are of
            another network than the card of this id says.
        ModelHashMismatch: it is not the file that the card of this id means.
        BadParameter: no model may have this id, or another model has it.
        DiskFull, PermissionRefused, WriteFailed: it cannot be written; nothing is left.
        Cancelled: the context asked to stop; nothing is left.
    """
    if as_id:
        check_id(as_id)
    kind_of(path)
    digest = file_hash(path, context, "check")
    card = _card_for(path, digest, as_id)
    if as_id and (there := _same_file_under(as_id, digest, context)):
        return there

    context.progress("convert", 0, 3)
    checkpoint = read_tensors(path)
    context.check_cancelled()
    found = recognise(path, checkpoint.tensors, _published(), card.family if card else "")
    _check_card(path, card, found)
    name = as_id or _default_id(card, found, digest)
    if there := _same_file_under(name, digest, context):
        return there

    context.progress("convert", 1, 3)
    tensors, fitted = fit(path, checkpoint.tensors, found, network_shapes(found, path))
    context.progress("convert", 2, 3)
    for key, tensor in tensors.items():
        context.check_cancelled()
        check_numbers(path, found.view.original[key], tensor)
    context.progress("convert", 3, 3)

    made_of = {"name": path.name, "sha256": digest, "bytes": path.stat().st_size, **(source or {})}
    model = Installed(
        name,
        found.family.name,
        found.architecture.size,
        found.architecture.config,
        hash="",
        bytes=size_of(tensors),
        folder=models_folder() / name,
        source=made_of,
        renamed=fitted.renamed,
        dropped=fitted.dropped,
        absent=fitted.absent,
        notes=(*checkpoint.notes, *_notes(tensors, name)),
    )
    return _write(model, tensors, context)


def remove(name: str) -> None:
    """Removes an installed model, also a damaged one.

    Raises:
        BadParameter: it is part of HSFM.
        ModelUnknown, ModelNotInstalled: there is none of this name.
        PermissionRefused, FileLocked, WriteFailed: it cannot be removed.
    """
    if is_bundled(name):
        raise BadParameter(f"{name} is part of HSFM and cannot be removed on its own.")
    folder = model_folders().get(name) or model_named(name).folder
    with part_folder(name) as part:
        os.replace(folder, part / name)


def verify(name: str, context: Context) -> list[dict[str, Any]]:
    """Compares bundled and installed models with their checksums.

    Args:
        name: of one model; all if empty.
        context: told of progress, asked for cancellation.

    Returns:
        ``id``, ``state`` (``OK`` or ``DAMAGED``) and ``reason``, a sentence, of each.

    Raises:
        ModelUnknown, ModelNotInstalled: there is no model of this name.
        ModelCorrupt: it is part of HSFM, and nothing of it is there.
        Cancelled: the context asked to stop.
    """
    places = model_folders()
    if name and name not in places:
        model_named(name)
    rows = []
    for place in [places[name]] if name else places.values():
        reason = _fault(place, context)
        rows.append({"id": place.name, "state": DAMAGED if reason else OK, "reason": reason})
    if not name:
        lost = (card.id for card in cards().values() if card.bundled and card.id not in places)
        rows += [{"id": id_, "state": DAMAGED, "reason": lost_words(id_)} for id_ in lost]
    return rows


def file_hash(path: Path, context: Context, phase: str) -> str:
    """SHA-256 of a file.

    Raises:
        InputUnreadable: it cannot be read.
        Cancelled: the context asked to stop.
    """
    digest = hashlib.sha256()
    done = 0
    try:
        total = path.stat().st_size
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                done += len(chunk)
                context.progress(phase, done, total)
                context.check_cancelled()
    except OSError as exc:
        raise unreadable(path, exc) from exc
    return digest.hexdigest()


def _published() -> dict[str, Family]:
    """Families that files are published of; the others come with HSFM alone."""
    own = {card.family for card in cards().values() if card.bundled}
    return {name: family for name, family in families().items() if name not in own}


def _card_for(path: Path, digest: str, as_id: str) -> Card | None:
    if not as_id:
        same = (card for card in cards().values() if card.sha256 == digest)
        return next(same, None)
    card = cards().get(as_id)
    if card is not None and card.sha256 and card.sha256 != digest:
        raise ModelHashMismatch(
            f"{path} is not the file of {card.title}: its SHA-256 begins with {digest[:12]}, and "
            f"that of the published file with {card.sha256[:12]}.",
            hint="Download it again, or import it under another id.",
            detail=f"found {digest}\nexpected {card.sha256}",
        )
    return card


def _check_card(path: Path, card: Card | None, found: Recognised) -> None:
    seen = (found.family.name, found.architecture.size)
    if card is not None and seen != (card.family, card.size):
        raise ModelUnsupportedLayout(
            f"{path} is {found.family.title} {found.architecture.size}, and {card.id} is "
            f"{card.title} ({card.family} {card.size}).",
            hint="Import it under another id.",
        )


def _default_id(card: Card | None, found: Recognised, digest: str) -> str:
    if card is not None:
        return card.id
    name = f"{found.family.name}-{found.architecture.size}"
    meant = cards().get(name)
    is_other = meant is not None and meant.sha256 not in ("", digest)
    there = model_folders().get(name)
    if is_other or is_bundled(name) or (there is not None and not _is_of(there, digest)):
        return f"{name}-{digest[:8]}"
    return name


def _is_of(folder: Path, digest: str) -> bool:
    try:
        return bool(read_record(folder).source.get("sha256") == digest)
    except ModelCorrupt:
        return False


def _same_file_under(name: str, digest: str, context: Context) -> Installed | None:
    """The intact model of this name, if it was made of the same file; None if the name is free.

    Raises:
        BadParameter: an intact model of another file has this name.
    """
    folder = model_folders().get(name)
    if folder is None or _fault(folder, context.silent()):
        return None  # a damaged model makes way for a new one
    if not _is_of(folder, digest):
        raise BadParameter(
            f"The id {name} is taken by a model that was made of another file.",
            hint=f"Choose another id with --as, or remove {name} first.",
        )
    return read_record(folder)


def _notes(tensors: Mapping[str, torch.Tensor], name: str) -> Iterator[str]:
    kinds = {str(tensor.dtype) for tensor in tensors.values() if tensor.is_floating_point()}
    for kind in sorted(kinds - {"torch.float32"}):
        yield f"Numbers of the type {kind.rpartition('.')[2]} were converted to float32."
    counts = [key for key in tensors if key.endswith("num_batches_tracked")]
    if counts and not any(bool(tensors[key].any()) for key in counts):
        yield "Its batch normalisation has never seen data: the network may not be trained."
    if name in cards() and not cards()[name].sha256:
        yield "Nobody has published a checksum of this model, so the file could not be compared."


def _write(model: Installed, tensors: Mapping[str, torch.Tensor], context: Context) -> Installed:
    """Makes the model's folder beside its place and moves it there when everything is in it."""
    root = models_folder()
    try:
        make_own(root)
        free = shutil.disk_usage(root).free
    except OSError as exc:
        raise from_os_error(exc, model.folder) from exc
    if free < model.bytes + _SPARE_BYTES:
        raise DiskFull(
            f"{model.id} needs {model.bytes / 1e6:.1f} MB in {root}, and {free / 1e6:.1f} MB are "
            "free.",
            hint="Free some space on that disk.",
        )
    with part_folder(model.id) as part:
        made = part / model.id
        made.mkdir()
        if not is_marked(root):  # that one may be the user's; what is in this one is HSFM's
            mark_if_empty(made)
        digest = write_weights(made / WEIGHTS, tensors, context)
        complete = replace(model, hash=digest)
        with (made / RECORD).open("w", encoding="utf-8") as file:
            file.write(complete.record_text())
            file.flush()
            os.fsync(file.fileno())
        context.check_cancelled()
        # Another import may have come first meanwhile; what it installed must not vanish.
        if there := _same_file_under(model.id, model.source["sha256"], context):
            return there
        if model.folder.exists():
            os.replace(model.folder, part / "old")
        os.replace(made, model.folder)
    return complete


def _fault(folder: Path, context: Context) -> str:
    """What is wrong with an installed model; empty if nothing."""
    try:
        record = read_record(folder)
        size = record.weights.stat().st_size
    except ModelCorrupt as exc:
        return exc.message
    except OSError:
        return f"The weights of {folder.name} ({folder / WEIGHTS}) are missing."
    if size != record.bytes:
        return f"The weights of {record.id} have {size:,} bytes instead of {record.bytes:,}."
    if file_hash(record.weights, context, "check") != record.hash:
        those = "HSFM came with" if record.bundled else "were imported"
        return f"The weights of {record.id} are not those that {those}."
    return ""
