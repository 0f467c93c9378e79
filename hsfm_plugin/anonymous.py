"""Takes out of a text who the user is: home folders become ``~``, names of user and machine go."""

from __future__ import annotations

import getpass
import os
import platform
import re
from pathlib import Path

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
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", put, text, flags=re.IGNORECASE)
    return text


def _homes() -> list[str]:
    """The home folder in every way of writing it, the longest first."""
    forms = set()
    for home in (str(Path.home()), os.path.realpath(Path.home())):
        if len(home) > 1:  # a machine without users may call its root a home
            forms |= {home, home.replace("\\", "/"), home.replace("\\", "\\\\")}
    return sorted(forms, key=len, reverse=True)


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a container's user without a name
        return ""


def _host() -> str:
    return platform.node()
