"""What the card of the engine's setup says: of a plan, of progress, of a folder of wheels."""

from __future__ import annotations

import html
from pathlib import Path
from typing import List

from ...engine.errors import EngineError
from ..i18n import tr
from ..retelling import retold
from ..runtime_setup.places import free_bytes
from ..runtime_setup.plan import Plan
from ..runtime_setup.platforms import this_platform
from ..runtime_setup.state import lock_digest
from ..runtime_setup.wheels import RECORD, read_record
from ..setup_sources import REQUIREMENTS
from ..setup_work import INSTALL, REMOVE, REPAIR, UPDATE, SetupWork
from ..sizes import bytes_words

_SHY = "\u200b"
"""A place where a long path may go on in the next line."""


def plan_words(plan: Plan, wheels: str = "") -> str:
    """What will be installed, where, and how large it is, as HTML.

    Args:
        plan: of the installation.
        wheels: the folder that the packages come from; empty for the package index.
    """
    lines = [_python_words(plan), _torch_words(plan), _rest_words(plan)]
    items = "".join(f"<li>{line}</li>" for line in lines)
    intro = tr("The engine runs in a Python of its own, outside QGIS. This will be installed:")
    place = tr("Folder: {}").format(f"<i>{path_words(plan.folder)}</i>")
    return (
        f"{intro}<ul style='margin-left:-24px; margin-top:4px; margin-bottom:4px'>{items}</ul>"
        f"{place}<br>{_size_words(plan, wheels)}"
    )


def path_words(path: str) -> str:
    """A path as HTML that may be broken behind its separators."""
    text = html.escape(path)
    return text.replace("/", f"/{_SHY}").replace("\\", f"\\{_SHY}")


def build_words(name: str) -> str:
    """What a build of PyTorch computes on."""
    if name.startswith("cu") and name[2:].isdecimal():
        return tr("for NVIDIA GPUs (CUDA {})").format(f"{name[2:-1]}.{name[-1]}")
    return tr("for the GPU of Apple processors") if name == "mps" else tr("for the CPU")


def _python_words(plan: Plan) -> str:
    version = html.escape(plan.python_version)
    if not plan.python:
        return tr("Python {}, which uv downloads").format(version)
    return tr("an environment of Python {}, found at {}").format(
        version, f"<i>{path_words(plan.python)}</i>"
    )


def _torch_words(plan: Plan) -> str:
    torch = plan.packages[0].partition("==")[2] if plan.packages else ""
    reason = html.escape(retold(plan.build.reason))
    return f"PyTorch {html.escape(torch)} {build_words(plan.build.name)}. {reason}"


def _rest_words(plan: Plan) -> str:
    count = max(len(plan.packages) - 1, 0)
    return tr("1 more package") if count == 1 else tr("{} more packages").format(count)


def _size_words(plan: Plan, wheels: str) -> str:
    disk = bytes_words(plan.bytes_disk)
    if wheels:
        come = tr("Nothing is downloaded: the packages come from {}.").format(
            f"<i>{path_words(wheels)}</i>"
        )
        size = tr("About {} on the disk").format(disk)
        return f"{come}<br>{size}{_free_words(plan)}"
    size = tr("About {} to download, {} on the disk").format(bytes_words(plan.bytes_download), disk)
    return f"{size}{_free_words(plan)}"


def _free_words(plan: Plan) -> str:
    try:
        free = free_bytes(Path(plan.folder))
    except EngineError:
        return "."
    words = tr("; {} are free.").format(bytes_words(free))
    if free < plan.bytes_disk + plan.bytes_download:
        return f"<b>{words}</b>"
    return words


def change_words(kind: str) -> str:
    """What is being done, for the status line."""
    words = {
        INSTALL: tr("Installing…"),
        UPDATE: tr("Updating…"),
        REPAIR: tr("Repairing…"),
        REMOVE: tr("Removing…"),
    }
    return words.get(kind, tr("Working…"))


def failed_words(kind: str) -> str:
    """The title of what failed."""
    words = {
        INSTALL: tr("The engine was not installed"),
        UPDATE: tr("The engine was not updated"),
        REPAIR: tr("The engine was not repaired"),
        REMOVE: tr("Not everything was removed"),
    }
    return words.get(kind, tr("The engine cannot be installed yet"))


def why_not_folder(folder: str) -> str:
    """Why the engine cannot be installed from a folder; empty if it can be tried."""
    place = Path(folder)
    record = read_record(place)
    if record is None:
        return tr(
            "This is not a folder of the engine's packages: it has no {}. Choose the folder that "
            "“runtime_setup bundle” has made."
        ).format(RECORD)
    try:
        here, wanted = this_platform(), lock_digest(REQUIREMENTS)
    except EngineError as error:
        return retold(error.message)
    if record.platform != here:
        return tr("The packages in this folder are for {}, and this computer is {}.").format(
            record.platform, here
        )
    if record.lock_digest != wanted:
        return tr(
            "The packages in this folder are for another version of HSFM. Make the folder again "
            "with the version that is installed here."
        )
    return ""


def missing_words(missing: List[str]) -> str:
    """The packages that an interpreter lacks, as one sentence of HTML."""
    names = ", ".join(html.escape(name) for name in missing)
    if len(missing) == 1:
        return tr("1 package is missing or too old: {}.").format(names)
    return tr("{} packages are missing or too old: {}.").format(len(missing), names)


def percent_words(setup: SetupWork) -> str:
    """What is being done, and how much of it is done."""
    return f"{change_words(setup.busy)} {tr('{} %').format(int(100 * setup.progress.fraction))}"
