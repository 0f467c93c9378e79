"""The library of heads: classifiers that the user keeps under names, a file each."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from ..errors import BadParameter, InputNotFound, from_os_error
from ..folders import heads_folder
from ..heads.head_file import read_head
from ..output.place import atomic_file

SUFFIX = ".hsfm"
LONGEST = 80
"""Letters of a name; file systems take 255 bytes."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
"""Source: Microsoft, "Naming Files, Paths, and Namespaces"; so that a folder can be shared."""


def saved_heads() -> dict[str, Path]:
    """The files of the library by name, in alphabetical order; nothing is read.

    Raises:
        BadParameter: as ``folders.heads_folder``.
        PermissionRefused, WriteFailed: the folder cannot be listed.
    """
    folder = heads_folder()
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() == SUFFIX]
    except FileNotFoundError:
        return {}
    except OSError as exc:
        raise from_os_error(exc, folder / "heads") from exc
    files = [path for path in found if path.is_file()]
    return {
        unicodedata.normalize("NFC", path.stem): path
        for path in sorted(files, key=lambda path: (path.stem.casefold(), path.stem))
    }


def head_path(text: str | os.PathLike[str]) -> Path:
    """The file that a path or the name of a saved head means; a file at the path comes first.

    Raises:
        InputNotFound: there is neither; the saved names are listed.
    """
    given = os.fspath(text)
    path = Path(given)
    if path.is_file():
        return path.absolute()
    saved = saved_heads()
    name = unicodedata.normalize("NFC", given.strip())
    if name in saved:
        return saved[name]
    known = ", ".join(saved) or "none yet"
    raise InputNotFound(
        f"There is no file {path.absolute()}, and no saved classifier of the name {given!r}.",
        hint=f"Choose a .hsfm file made by Train Classifier, or a saved one: {known}.",
    )


def saved_head(name: str) -> Path:
    """The file of a saved head; a path into the library is taken too.

    Raises:
        InputNotFound: the library has none of this name.
    """
    saved = saved_heads()
    wanted = unicodedata.normalize("NFC", name.strip())
    if wanted in saved:
        return saved[wanted]
    for path in saved.values():
        if os.path.realpath(path) == os.path.realpath(name):
            return path
    raise InputNotFound(
        f"There is no saved classifier of the name {name!r}.",
        hint=f"There are: {', '.join(saved) or 'none yet'}.",
    )


def save_head(source: Path, name: str) -> Path:
    """Copies a head into the library; a damaged one is refused.

    Returns:
        The file of the copy.

    Raises:
        BadParameter: the name cannot be used, or is taken.
        EngineError: as ``heads.head_file.read_head`` and ``output.place.atomic_file``.
    """
    target = _free_place(name)
    read_head(source)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise from_os_error(exc, target.parent) from exc
    with atomic_file(target) as part:
        part.write_bytes(source.read_bytes())
    return target


def rename_head(name: str, new: str) -> Path:
    """Gives a saved head another name.

    Returns:
        Its new file.

    Raises:
        InputNotFound: there is none of this name.
        BadParameter: the new name cannot be used, or is taken.
        EngineError: what stood in the way.
    """
    source = saved_head(name)
    target = _free_place(new, besides=source)
    try:
        os.replace(source, target)
    except OSError as exc:
        raise from_os_error(exc, target) from exc
    return target


def remove_head(name: str) -> Path:
    """Deletes a saved head.

    Returns:
        Where it was.

    Raises:
        InputNotFound: there is none of this name.
        EngineError: what stood in the way.
    """
    path = saved_head(name)
    try:
        path.unlink()
    except OSError as exc:
        raise from_os_error(exc, path) from exc
    return path


def _free_place(name: str, besides: Path | None = None) -> Path:
    """Where a head of this name belongs, on any system.

    Args:
        name: as the user gave it.
        besides: a file that may have the name already, as in other letters.
    """
    checked = _checked(name)
    for known, path in saved_heads().items():
        if known.casefold() == checked.casefold() and path != besides:
            raise BadParameter(
                f"There is a saved classifier of the name {known!r} already.",
                hint="Choose another name, or remove that one first.",
            )
    return heads_folder() / f"{checked}{SUFFIX}"


def _checked(name: str) -> str:
    made = unicodedata.normalize("NFC", name).strip()
    if made.lower().endswith(SUFFIX):
        made = made[: -len(SUFFIX)].rstrip()
    why = ""
    if not made:
        why = "it is empty"
    elif len(made) > LONGEST:
        why = f"it has more than {LONGEST} letters"
    elif _FORBIDDEN.search(made) or not made.isprintable():
        why = 'it holds one of < > : " / \\ | ? * or a letter that cannot be seen'
    elif made.startswith(".") or made.endswith("."):
        why = "it begins or ends with a dot"
    elif _RESERVED.fullmatch(made):
        why = "Windows keeps it for a device"
    if why:
        raise BadParameter(
            f"The name {name!r} cannot be used: {why}.",
            hint="Choose a name of letters, digits, spaces and dashes.",
        )
    return made
