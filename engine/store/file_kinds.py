"""Tells what a file really is from its first bytes, before anything opens it; stdlib only."""

from __future__ import annotations

import pickletools  # nosec B403 - it lists what a pickle asks for, and executes nothing
import zipfile
from pathlib import Path

from ..errors import (
    EngineError,
    InputNotFound,
    InputUnreadable,
    ModelCorrupt,
    ModelUnsafe,
    ModelUnsupportedLayout,
)

SAFETENSORS, TORCH_ZIP, PICKLE = "safetensors", "torch zip", "pickle"

AGAIN = "Download or copy the file again."
NEVER_EXECUTED = (
    "Nothing in it was executed. Use a file from the model's publisher that holds tensors only; "
    "HSFM does not open others."
)
_PICKLE_BYTES = 1 << 20
_HEAD_BYTES = 1 << 10
_ZIP, _LFS = b"PK\x03\x04", b"version https://git-lfs.github.com/spec/"
_OTHERS = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
)


def kind_of(path: Path) -> str:
    """Recognises a checkpoint.

    Returns:
        ``SAFETENSORS``, ``TORCH_ZIP``, or ``PICKLE`` for PyTorch's format before 1.6.

    Raises:
        InputNotFound, InputUnreadable: there is no such file, or it cannot be read.
        ModelCorrupt: it is empty, cut off, or no checkpoint at all.
        ModelUnsafe: it is a program, or a pickle that no checkpoint is written as.
        ModelUnsupportedLayout: it is an archive of other files.
    """
    head, size = _head(path)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if size == 0:
        raise ModelCorrupt(f"{path} is empty.", hint=AGAIN)
    if head.startswith(_ZIP):
        return _zip_kind(path, size)
    if head.startswith(b"\x80"):
        return PICKLE
    if head[8:9] == b"{" and text[:1] != b"{":
        if 8 + int.from_bytes(head[:8], "little") > size:
            raise _cut_off(path, "a safetensors file", size)
        return SAFETENSORS
    raise _no_checkpoint(path, head, text, size)


def globals_of(data: bytes) -> list[str]:
    """The classes and functions that a pickle would call, read without unpickling it.

    Texts that only begin like a pickle without a version call nothing.
    """
    names: list[str] = []
    texts = ["", ""]
    is_pickle = data.startswith(b"\x80")
    try:
        for operation, argument, _ in pickletools.genops(data):
            if operation.name in ("GLOBAL", "INST"):
                names.append(str(argument).replace(" ", "."))
            elif operation.name == "STACK_GLOBAL":
                names.append(".".join(texts))
            elif isinstance(argument, str):
                texts = [texts[1], argument]
            is_pickle = is_pickle or operation.name == "STOP"
    except (ValueError, IndexError):  # no pickle, or it goes on beyond these bytes
        pass  # what was found so far counts
    return list(dict.fromkeys(names)) if is_pickle else []


def first_bytes(path: Path, count: int = _PICKLE_BYTES) -> bytes:
    """The beginning of a file.

    Raises:
        InputUnreadable: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(count)
    except OSError as exc:
        raise unreadable(path, exc) from exc


def unreadable(path: Path, exc: OSError) -> InputUnreadable:
    """The error for a file that the system does not let us read."""
    return InputUnreadable(
        f"{path} cannot be read: {exc.strerror or exc}.",
        hint="Check the permissions and the disk, then try again.",
        detail=str(exc),
    )


def _head(path: Path) -> tuple[bytes, int]:
    if path.is_dir():
        raise InputUnreadable(
            f"{path} is a folder.", hint="Choose the checkpoint file inside: .pth or .safetensors."
        )
    try:
        size = path.stat().st_size
    except FileNotFoundError as exc:
        raise InputNotFound(f"There is no file {path}.", hint="Check its name.") from exc
    except OSError as exc:
        raise unreadable(path, exc) from exc
    return first_bytes(path, _HEAD_BYTES), size


def _zip_kind(path: Path, size: int) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError) as exc:
        raise _cut_off(path, "a PyTorch or ZIP archive", size) from exc
    inner = {name.rpartition("/")[2] for name in names}
    if "constants.pkl" in inner:
        raise ModelUnsafe(
            f"{path} is a TorchScript program, not a file of weights.", hint=NEVER_EXECUTED
        )
    if "data.pkl" not in inner:
        shown = ", ".join(names[:5])
        raise ModelUnsupportedLayout(
            f"{path} is a ZIP archive of other files: {shown}.",
            hint="Unpack it and import the checkpoint inside.",
        )
    return TORCH_ZIP


def _no_checkpoint(path: Path, head: bytes, text: bytes, size: int) -> EngineError:
    if text.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<!--")):
        return ModelCorrupt(
            f"{path} is a web page that was saved under the name of a checkpoint.",
            hint="Download the file itself, by the page's download link.",
        )
    if head.startswith(_LFS):
        return ModelCorrupt(
            f"{path} is a pointer of Git LFS: {size} bytes of text in place of the checkpoint.",
            hint="Run git lfs pull in its repository, or download the file from the website.",
        )
    found = globals_of(first_bytes(path))
    if found:
        return unsafe(path, found[0])
    for magic, words in (*_OTHERS, (b"", "a tar archive" if head[257:262] == b"ustar" else "")):
        if words and head.startswith(magic):
            return ModelUnsupportedLayout(
                f"{path} is {words}.", hint="Unpack it and import the checkpoint inside."
            )
    printable = all(byte >= 32 or byte in b"\t\r\n" for byte in head)
    what = "a text" if printable else "no checkpoint that HSFM knows"
    shown = head[:40].decode("ascii", "replace") if printable else head[:8].hex(" ")
    return ModelCorrupt(
        f"{path} is {what}; it begins with {shown!r}.",
        hint="A checkpoint is a PyTorch file (.pth, .pt, .ckpt) or a .safetensors file.",
    )


def unsafe(path: Path, name: str) -> ModelUnsafe:
    """The error for a pickle that would call something."""
    return ModelUnsafe(f"Opening {path} would run code: it asks for {name}.", hint=NEVER_EXECUTED)


def _cut_off(path: Path, what: str, size: int) -> ModelCorrupt:
    return ModelCorrupt(f"{path} is {what} that ends too early: it has {size:,} bytes.", hint=AGAIN)
