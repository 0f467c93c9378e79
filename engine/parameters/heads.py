"""The declarations of the tasks around saved classifiers."""

from __future__ import annotations

from .declaring import HEAD, INPUT, OPTION, TEXT, Parameter, Task

GROUP = "heads"

_HEAD = Parameter(
    "head",
    HEAD,
    INPUT,
    "Head",
    "Path of a .hsfm file, or the name of a saved classifier.",
    required=True,
    positional=True,
    extension="hsfm",
)
_NAME = Parameter("name", TEXT, OPTION, "Name", "What it shall be called.", required=True)

HEADS_LIST = Task("heads_list", "List Heads", "Lists the saved classifiers.", (), group=GROUP)
HEADS_SAVE = Task(
    "heads_save",
    "Save Head",
    "Keeps a copy of a classifier under a name.",
    (_HEAD, _NAME),
    group=GROUP,
)
HEADS_RENAME = Task(
    "heads_rename",
    "Rename Head",
    "Gives a saved classifier another name.",
    (_HEAD, _NAME),
    group=GROUP,
)
HEADS_REMOVE = Task(
    "heads_remove", "Remove Head", "Deletes a saved classifier.", (_HEAD,), group=GROUP
)

HEAD_TASKS = (HEADS_LIST, HEADS_SAVE, HEADS_RENAME, HEADS_REMOVE)
