"""What the options say of the engine's environment, and the builds of PyTorch that they offer."""

from __future__ import annotations

import html
import sys
from typing import List, Tuple

from ..anonymous import home_short
from ..engine_link import ASLEEP, READY, EngineLink
from ..i18n import tr
from ..retelling import retold
from ..runtime_setup.torch_build import offered
from ..setup_work import SetupWork
from .setup_words import build_words, path_words


def build_choices(system: str = sys.platform) -> List[Tuple[str, str]]:
    """Words and name of each build that can run on this kind of system, the automatic one first.

    Args:
        system: as ``sys.platform``.
    """
    made = [(tr("Automatic, by the graphics card"), "auto")]
    for name, cuda in offered(system):
        if cuda:
            words = tr("For NVIDIA GPUs, CUDA {}").format(cuda)
        else:
            words = tr("For the CPU") if name == "cpu" else tr("For Apple's GPU (MPS)")
        made.append((words, name))
    return made


def runtime_facts(link: EngineLink, setup: SetupWork, chosen: str, size: str) -> List[str]:
    """What there is, as HTML: one line a fact.

    Args:
        link: of the engine.
        setup: of its environment.
        chosen: the build of PyTorch that is chosen, ``auto`` or a name.
        size: of the environment in words; empty while it is not known.
    """
    lines = []
    if setup.uses_own and link.python:
        lines.append(
            tr("The engine runs in {}, which HSFM did not install.").format(_place(link.python))
        )
    installed = setup.installed
    if installed is None:
        lines.append(tr("No runtime of HSFM's own is installed."))
    else:
        lines.append(
            tr("Installed: PyTorch {} {}, Python {}").format(
                html.escape(installed.torch),
                build_words(installed.build),
                html.escape(installed.python),
            )
        )
        where = tr("Folder: {}").format(_place(str(setup.places.root)))
        lines.append(f"{where} · {size}" if size else where)
        if chosen not in ("auto", installed.build):
            lines.append(tr("Install Again puts the chosen build of PyTorch in its place."))
    names = [str(device.get("name") or device["id"]) for device in link.devices]
    if names and link.status in (READY, ASLEEP) and not setup.is_changing:
        lines.append(tr("Computes on: {}").format(html.escape(", ".join(names))))
    if setup.smoke is not None and setup.smoke.fallback:
        lines.append(html.escape(retold(setup.smoke.fallback)))
    return lines


def _place(path: str) -> str:
    return f"<i>{path_words(home_short(path))}</i>"
