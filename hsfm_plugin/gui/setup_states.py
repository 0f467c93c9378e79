"""Which face the card of the engine's setup shows, from what is known of the setup."""

from __future__ import annotations

import html
from dataclasses import dataclass

from ...engine.errors import DependencyMissing, EngineError
from ..engine_link import FAILED
from ..i18n import tr
from ..retelling import retold
from ..setup_sentences import setup_sentence
from ..setup_work import CANCELLED, HEAVY, INSTALL, PLAN, REMOVE, REPAIR, UPDATE, SetupWork
from .setup_words import change_words, failed_words, plan_words


@dataclass(frozen=True)
class Face:
    """What the card shows.

    Attributes:
        name: of the state, for tests and pictures; empty hides the card.
        title, text, note: words, the text as HTML; the note names files and values, small.
        act: words of the first button, and ``kind`` what it does; empty hides it.
        can_act: whether it can be clicked.
        choices: whether the ways around the package index are offered.
        network: whether the package index is offered in the place of a folder.
        any_python: whether to look for a Python is offered in the place of the one that was named.
        details, close, progress: whether these are shown.
    """

    name: str = ""
    title: str = ""
    text: str = ""
    note: str = ""
    act: str = ""
    kind: str = ""
    can_act: bool = True
    choices: bool = False
    network: bool = False
    any_python: bool = False
    details: bool = False
    close: bool = False
    progress: bool = False


def face_of(setup: SetupWork) -> Face:
    """The face for a setup as it is now."""
    if setup.is_changing:
        return Face(name="changing", title=change_words(setup.busy), progress=True)
    if setup.outcome == FAILED and setup.error is not None:
        return _failed(setup)
    if setup.outcome == CANCELLED and (setup.needs or setup.tried != INSTALL):
        return _cancelled(setup)
    if setup.needs == INSTALL or (setup.needs and setup.wheels):
        return _offer(setup)
    if setup.needs == UPDATE:
        return Face(
            name="update",
            title=tr("The engine needs an update"),
            text=tr(
                "This version of HSFM needs other packages than the ones that are installed. "
                "Update makes them ready beside these, which go on working until then."
            ),
            act=tr("Update"),
            kind=UPDATE,
            choices=True,
        )
    if setup.needs == REPAIR:
        return Face(
            name="repair",
            title=tr("The engine needs a repair"),
            text=tr(
                "Its environment is incomplete or does not start. Repair tests every part, and "
                "installs again what fails."
            ),
            act=tr("Repair"),
            kind=REPAIR,
            choices=True,
        )
    if setup.smoke is not None and setup.smoke.fallback:
        return Face(
            name="fallback",
            title=tr("The engine computes on the CPU"),
            text=html.escape(retold(setup.smoke.fallback)),
            act=tr("Repair"),
            kind=REPAIR,
            close=True,
        )
    return Face()


def _offer(setup: SetupWork) -> Face:
    title = tr("Install the engine")
    if setup.plan is None:
        return Face(
            name="asking",
            title=title,
            text=tr("Looking for Python and the graphics card…"),
            act=tr("Install"),
            kind=INSTALL,
            can_act=False,
            choices=True,
            network=bool(setup.wheels),
        )
    return Face(
        name="offer",
        title=title,
        text=plan_words(setup.plan, setup.wheels),
        act=tr("Install"),
        kind=INSTALL,
        choices=True,
        network=bool(setup.wheels),
    )


def _failed(setup: SetupWork) -> Face:
    error = setup.error
    if error is None:
        return Face()
    sentence, step = setup_sentence(error)
    kind = setup.tried if setup.tried in (*HEAVY, PLAN) else REPAIR
    return Face(
        name="failed",
        title=failed_words(kind),
        text=f"<b>{html.escape(sentence)}</b> {html.escape(step)}",
        note=retold(error.message),
        act=tr("Retry"),
        kind=kind,
        choices=bool(setup.needs),
        network=bool(setup.wheels) and bool(setup.needs),
        any_python=_is_of_python(setup, error),
        details=True,
        close=not setup.needs,
    )


def _is_of_python(setup: SetupWork, error: EngineError) -> bool:
    """Whether something failed that may work with another Python than the one that was named."""
    return bool(setup.named_python) and error.code == DependencyMissing.code


def _cancelled(setup: SetupWork) -> Face:
    words = {INSTALL: tr("Install"), UPDATE: tr("Update"), REPAIR: tr("Repair")}
    kind = setup.needs if setup.tried == REMOVE else setup.tried
    act = words.get(kind, "")
    if setup.tried == REMOVE:
        text = tr("What was removed until then is gone; the rest is still there.")
    else:
        text = tr("What was downloaded is kept: {} goes on where it stopped.").format(act or "HSFM")
    return Face(
        name="cancelled",
        title=tr("Cancelled"),
        text=text,
        act=act,
        kind=kind,
        choices=setup.needs == INSTALL,
        network=bool(setup.wheels),
        close=not setup.needs,
    )
