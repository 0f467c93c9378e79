"""Takes out of a text who the user is: home folders become ``~``, names of user and machine go."""

from __future__ import annotations

import getpass
import json
import os
import platform
import re
import sys
import unicodedata
from pathlib import Path
from urllib.parse import quote

USER, HOST = "(user)", "(host)"
_SHORTEST_NAME = 3
"""Of a name that is looked for: shorter ones are parts of everything."""


def home_short(path: str) -> str:
    """A path with ``~`` for the home folder, as people write it."""
    home = str(Path.home())
    if path == home or path.startswith(home + os.sep):
        return "~" + path[len(home) :]
    return path


def anonymous(text: str) -> str:
    """A text without the home folder and without the names of the user and the machine.

    It takes away too much rather than too little: where the user's name is a word of the text, that
    goes too.
    """
    for home in _homes():
        text = re.sub(rf"{re.escape(home)}(?![\w.-])", "~", text, flags=re.IGNORECASE)
    for name, put in ((_user(), USER), (_host(), HOST), (_host().split(".")[0], HOST)):
        if len(name) >= _SHORTEST_NAME:
            for form in _spellings(name):
                text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", put, text, flags=re.IGNORECASE)
    return text


def _homes() -> list[str]:
    """The home folder in every way of writing it, the longest first."""
    forms: set[str] = set()
    for home in (str(Path.home()), os.path.realpath(Path.home()), _short_path(str(Path.home()))):
        if len(home) > 1:  # a machine without users may call its root a home
            for form in (home, home.replace("\\", "/"), home.replace("\\", "\\\\")):
                forms |= set(_spellings(form))
    return sorted(forms, key=len, reverse=True)


def _spellings(text: str) -> list[str]:
    """A text as it is, and as addresses, tracebacks, JSON and file systems write its letters."""
    forms = {text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)}
    for form in tuple(forms):
        escaped = form.encode("ascii", "backslashreplace").decode("ascii")
        forms |= {quote(form, safe="/\\:"), escaped}
        if not form.isascii():
            forms.add(json.dumps(form)[1:-1])
    return sorted(forms, key=len, reverse=True)


def _short_path(path: str) -> str:
    """A path as Windows writes it in eight letters and three; empty elsewhere."""
    if sys.platform != "win32":
        return ""
    import ctypes

    room = ctypes.create_unicode_buffer(1024)
    found = ctypes.windll.kernel32.GetShortPathNameW(path, room, len(room))
    return room.value if 0 < found < len(room) else ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a container's user without a name
        return ""


def _host() -> str:
    return platform.node()
