"""Makes a folder of wheels, from which a computer without a network can install the engine."""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path
from typing import Optional

from ...engine.errors import BadParameter, DeviceDriver, WriteFailed, from_os_error
from ..engine_client.environment import environment_python
from .commands import run
from .filling import between
from .log import SetupLog
from .pip_steps import PYTHON_FLAGS, PipProgress, Report, Sources
from .places import Stop
from .platforms import PLATFORMS, this_platform
from .requirements import LOCK, TORCH
from .state import lock_digest
from .torch_build import INDEX, Build, choose
from .wheels import RECORD, SUMS, BundleRecord, read_record, write_bundle

TOOLS = ("pip", "setuptools", "wheel")

_AS_TARGET = """\
import json, runpy, sys
import pip._vendor.packaging.markers as markers
own, target = markers.default_environment, json.loads(sys.argv.pop(1))
markers.default_environment = lambda: {**own(), **target}
runpy.run_module("pip", run_name="__main__", alter_sys=True)
"""
"""pip asks the computer it runs on which markers hold, whatever ``--platform`` says; this tells it
those of the target."""


def make_bundle(
    folder: Path,
    sources: Sources,
    build: Build,
    python: str,
    record: BundleRecord,
    log: SetupLog,
    report: Report,
    stop: Optional[Stop] = None,
) -> None:
    """Downloads every wheel that an installation needs, and says what it was made for.

    A folder that an earlier try left unfinished is gone on with; one of another platform, Python,
    build or plugin is refused, since their wheels would lie side by side.

    Args:
        folder: to make; its ``SHA256SUMS`` is written last.
        sources: of the packages.
        build: of torch.
        python: an interpreter with venv; not necessarily of the version asked for.
        record: as ``record_for`` makes it.
        log, stop: as for ``commands.run``.
        report: gets what is being done and how much of it is done.

    Raises:
        WriteFailed: the folder holds something else.
        EngineError: as ``commands.run``, or the io.* error for what the system refused.
        Cancelled: ``stop`` said so.
    """
    _prepare(folder, record)
    target = PLATFORMS[record.platform]
    markers = {
        **target.markers,
        "python_version": record.python,
        "python_full_version": f"{record.python}.0",
    }
    torch = ("-r", str(sources.requirements / TORCH))
    rest = ("-r", str(sources.requirements / LOCK), *TOOLS, "-c", torch[1])
    with tempfile.TemporaryDirectory(prefix="hsfm-bundle-") as scratch:
        report("Making an environment with pip", 0.0)
        run([python, *PYTHON_FLAGS, "-m", "venv", scratch], log, stop)
        own = str(environment_python(Path(scratch)))
        command = (
            *(own, *PYTHON_FLAGS, "-c", _AS_TARGET, json.dumps(markers), "download"),
            *("--no-input", "--disable-pip-version-check", "--only-binary", ":all:"),
            *("--dest", str(folder), "--python-version", record.python, "--implementation", "cp"),
            *(word for tag in target.tags for word in ("--platform", tag)),
        )
        for args, index, low, high in (
            (torch, build.index, 0.05, 0.45),
            (rest, None, 0.45, 0.9),
        ):
            follow = PipProgress(0, between(report, low, high))
            run([*command, *args], log, stop, follow.take, sources.variables(index))
    report("Computing hashes", 0.9)
    write_bundle(folder, record, stop)
    report("The folder of wheels is ready", 1.0)


def record_for(requirements: Path, build: Build, target: str, version: str) -> BundleRecord:
    """What a folder of wheels will be for.

    Args:
        requirements: the folder of ``torch.txt`` and ``lock.txt``.
        build: of torch.
        target, version: as for ``check_target``.
    """
    return BundleRecord(target, version, build.name, lock_digest(requirements))


def check_target(target: str, version: str) -> None:
    """Makes sure that a folder of wheels can be made for a platform and a Python.

    Args:
        target: one of ``PLATFORMS``.
        version: of the Python that will install, as in ``3.12``.

    Raises:
        BadParameter: there is no such platform or version.
    """
    if target not in PLATFORMS or not re.fullmatch(r"3\.\d+", version):
        raise BadParameter(
            f"No folder of wheels can be made for the platform {target} and Python {version}.",
            hint=f"Platforms: {', '.join(PLATFORMS)}. Versions look like 3.12.",
        )


def build_for(target: str, wanted: str, smi: Optional[str], is_mirror: bool = False) -> Build:
    """The build of torch for a folder of wheels; a named one needs no device on this computer.

    Args:
        target: one of ``PLATFORMS``.
        wanted: name of a build; ``auto`` is this computer's choice for its own platform, else the
            CPU's.
        smi: what ``nvidia_smi`` said here.
        is_mirror: as for ``torch_build.choose``.

    Raises:
        EngineError: as ``torch_build.choose``.
    """
    markers = PLATFORMS[target].markers
    own = target == this_platform()
    name = wanted if own or wanted != "auto" else "cpu"
    try:
        machine = (markers["sys_platform"], markers["platform_machine"])
        return choose(smi if own else None, *machine, name, is_mirror)
    except DeviceDriver:
        if not re.fullmatch(r"cu\d+", name):
            raise
        return Build(name, f"{INDEX}{name}", "It was asked for.")


def _prepare(folder: Path, record: BundleRecord) -> None:
    """Makes the folder, or takes one that was begun for the same purpose."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = sorted(os.listdir(folder))
        if there and read_record(folder) != record:
            raise WriteFailed(
                f"{folder} holds other files, {there[0]} for one.",
                hint="Choose an empty folder, or one that does not exist yet.",
            )
        (folder / SUMS).unlink(missing_ok=True)
        (folder / RECORD).write_text(record.as_text(), encoding="utf-8")
    except OSError as exc:
        if isinstance(exc, WriteFailed):
            raise
        raise from_os_error(exc, folder) from exc
