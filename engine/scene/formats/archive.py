"""Unpacks products that come as ZIP or tar, safely, and only what is needed of them."""

from __future__ import annotations

import os
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from ...errors import EngineError, InputUnreadable, from_os_error
from .enmap import refuse_level
from .enmap_files import (
    ProductFiles,
    is_metadata,
    is_needed,
    parse_name,
    product_in_folder,
)
from .enmap_xml import read_metadata
from .product_cache import ProductCache

_CHUNK_BYTES = 4 * 2**20
_LARGEST_METADATA_BYTES = 256 * 2**20
_DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    ValueError,
    RuntimeError,  # of zipfile, for an encrypted member or an unknown compression
)


@dataclass(frozen=True)
class _Member:
    """One file inside an archive."""

    name: str
    size_bytes: int
    open: Callable[[], AbstractContextManager[IO[bytes]]]


def unpacked_product(archive: Path) -> ProductFiles:
    """The product in an archive, unpacked into the cache unless it is there already.

    Member names are reduced to their last part, so that nothing can be written outside the cache;
    quicklooks and other members that no task reads stay packed.

    Raises:
        InputUnreadable: it is no archive, damaged, or holds no or several EnMAP products.
        WrongLevel: it is an L1B product; found out before anything large is unpacked.
        DiskFull, PermissionRefused: the cache cannot take it.
    """
    cache = ProductCache()
    folder = cache.find(archive)
    if folder is None:
        folder = cache.add(archive, lambda into: _unpack(archive, into, cache))
    files = product_in_folder(folder)
    if files is None:
        raise _no_product(archive)
    return files


def _unpack(archive: Path, into: Path, cache: ProductCache) -> None:
    try:
        if zipfile.is_zipfile(archive):
            _unpack_zip(archive, archive, into, cache)
        elif tarfile.is_tarfile(archive):
            _unpack_tar(archive, into, cache)
        else:
            raise InputUnreadable(
                f"{archive} is neither a ZIP nor a tar archive, or its end is missing.",
                hint="Download or copy the file again.",
            )
    except EngineError:
        raise
    except _DAMAGED as exc:
        raise InputUnreadable(
            f"{archive} is damaged or encrypted and cannot be unpacked.",
            hint="Download or copy the file again.",
            detail=str(exc),
        ) from exc
    except OSError as exc:
        raise from_os_error(exc, into) from exc


def _unpack_zip(archive: Path, packed: Path, into: Path, cache: ProductCache) -> None:
    with zipfile.ZipFile(packed) as file:
        entries = [entry for entry in file.infolist() if not entry.is_dir()]
        members = [
            _Member(
                PurePosixPath(entry.filename).name,
                entry.file_size,
                lambda entry=entry: file.open(entry),  # type: ignore[misc]
            )
            for entry in entries
            if is_needed(PurePosixPath(entry.filename).name)
        ]
        _unpack_members(archive, members, into, cache)


def _unpack_members(archive: Path, members: list[_Member], into: Path, cache: ProductCache) -> None:
    described = [m for m in members if is_metadata(m.name)]
    if not described:
        raise _no_product(archive)
    if len(described) > 1:
        raise _several(archive, [m.name for m in described])
    for member in described:
        _copy(archive, member, into, _LARGEST_METADATA_BYTES)
        refuse_level(
            read_metadata(into / member.name, f"{member.name} in {archive}").level, archive
        )
    rest = [m for m in members if m not in described]
    cache.make_room(archive, sum(m.size_bytes for m in rest))
    for member in rest:
        _copy(archive, member, into, member.size_bytes)


def _unpack_tar(archive: Path, into: Path, cache: ProductCache) -> None:
    """A delivery holds products as ZIPs in folders; older ones hold their files."""
    with tarfile.open(archive, "r:*") as file:
        entries = [entry for entry in file.getmembers() if entry.isfile()]
        zips = [e for e in entries if e.name.lower().endswith(".zip") and _is_product(e.name)]
        if len(zips) > 1:
            raise _several(archive, [PurePosixPath(e.name).name for e in zips])

        def opener(entry: tarfile.TarInfo) -> AbstractContextManager[IO[bytes]]:
            stream = file.extractfile(entry)
            if stream is None:
                raise InputUnreadable(f"{entry.name} in {archive} is not a file.")
            return stream

        if not zips:
            members = [
                _Member(name, entry.size, lambda entry=entry: opener(entry))  # type: ignore[misc]
                for entry in entries
                if is_needed(name := PurePosixPath(entry.name).name)
            ]
            _unpack_members(archive, members, into, cache)
            return
        entry = zips[0]
        cache.make_room(archive, entry.size)
        inner = _Member("inner.zip", entry.size, lambda: opener(entry))
        _copy(archive, inner, into, entry.size)
        _unpack_zip(archive, into / inner.name, into, cache)
        (into / inner.name).unlink()


def _copy(archive: Path, member: _Member, into: Path, limit_bytes: int) -> None:
    """Writes one member; stops when it turns out larger than it may be."""
    target = into / os.path.basename(member.name)
    left = limit_bytes
    with member.open() as stream, target.open("xb") as out:
        while chunk := stream.read(_CHUNK_BYTES):
            left -= len(chunk)
            if left < 0:
                raise InputUnreadable(
                    f"{member.name} in {archive} is larger than the archive says.",
                    hint="Do not trust this file; download the product again from its provider.",
                )
            out.write(chunk)
    shutil.copystat(archive, target)


def _is_product(name: str) -> bool:
    return parse_name(PurePosixPath(name).name) is not None


def _no_product(archive: Path) -> InputUnreadable:
    return InputUnreadable(
        f"{archive} holds no EnMAP product: there is no METADATA.XML in it.",
        hint="For other rasters, unpack the archive and choose the raster itself.",
    )


def _several(archive: Path, names: list[str]) -> InputUnreadable:
    return InputUnreadable(
        f"{archive} holds {len(names)} EnMAP products: {', '.join(names[:4])}.",
        hint="Unpack it and choose one of them.",
    )
