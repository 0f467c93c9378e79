"""What an installation is going to do, before anything is written: shown, asked about, compared."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

from ...engine.errors import BadParameter, InputNotFound
from .interpreters import PREFERRED, Candidate, candidates, usable, uv_at
from .nvidia import nvidia_smi
from .pip_steps import Sources
from .places import Places, Stop
from .platforms import processor
from .requirements import lock_lines
from .state import lock_digest
from .torch_build import INDEX, Build, choose
from .wheels import check_fits, read_record

# Bytes to download and on the disk, measured with torch 2.13.0 on Linux and rounded up.
_CPU_BYTES = (200_000_000, 900_000_000)
_MPS_BYTES = (100_000_000, 500_000_000)
_CUDA_BYTES = (3_000_000_000, 6_500_000_000)
_REST_BYTES = (650_000_000, 1_300_000_000)


@dataclass(frozen=True)
class Plan:
    """An installation.

    Attributes:
        python: the interpreter that the environment is made with; empty if uv fetches one.
        python_version: of it, as in ``3.12.1``.
        uv: a uv that can make the environment where Python's own venv cannot; may be empty.
        build: of torch.
        packages: what will be installed, torch first, each with its version; without what only a
            build of torch for a GPU brings along.
        bytes_download: roughly, without what is there already; 0 from a folder of wheels.
        bytes_disk: roughly, of the finished environment.
        folder: that will hold it.
        digest: differs for plans whose unfinished environments have nothing in common.
    """

    python: str
    python_version: str
    uv: str
    build: Build
    packages: list[str]
    bytes_download: int
    bytes_disk: int
    folder: str
    torch_bytes: int = field(repr=False)
    digest: str = field(repr=False)


def make_plan(
    places: Places,
    sources: Sources,
    named_python: str,
    build: str,
    stop: Optional[Stop] = None,
) -> Plan:
    """Looks for an interpreter and chooses the build of torch.

    Args:
        places: of the installation.
        sources: of the packages.
        named_python: an interpreter that the user named; any that fits if empty.
        build: of torch that the user named, or ``auto``.
        stop: ends the questions to interpreters and drivers.

    Raises:
        EngineError: no interpreter can be used, the build cannot work here, or the requirements
            or the wheels cannot be read.
        Cancelled: ``stop`` said so.
    """
    if sources.wheels is not None and not sources.wheels.is_dir():
        raise InputNotFound(
            f"The folder of wheels {sources.wheels} does not exist.",
            hint="Choose the folder that “runtime_setup bundle” has made.",
        )
    digest = lock_digest(sources.requirements)
    python, uv = _choose_python(places, sources, digest, named_python, stop)
    try:
        packages = lock_lines(sources.requirements, facts_of(python.version, python.machine))
    except (OSError, ValueError) as exc:
        raise InputNotFound(
            f"The list of packages in {sources.requirements} cannot be read.",
            hint="Install the plugin again; its zip has this list.",
            detail=str(exc),
        ) from exc
    chosen = _choose_build(sources, build, python.machine or processor(), stop)
    torch = _torch_bytes(sources, chosen)
    download = 0 if sources.wheels is not None else torch[0] + _REST_BYTES[0]
    parts = (
        digest,
        chosen.name,
        python.path,
        python.version,
        str(sources.wheels or ""),
        sources.index_url,
    )
    return Plan(
        python=python.path,
        python_version=python.version,
        uv=uv,
        build=chosen,
        packages=packages,
        bytes_download=download,
        bytes_disk=torch[1] + _REST_BYTES[1],
        folder=str(places.env),
        torch_bytes=torch[0],
        digest=hashlib.sha256(json.dumps(parts).encode()).hexdigest(),
    )


def _torch_bytes(sources: Sources, build: Build) -> tuple[int, int]:
    """How much torch is, to download and on the disk; a mirror has that of PyPI."""
    if build.name == "mps":
        return _MPS_BYTES
    is_pypi = bool(sources.index_url) and sources.wheels is None
    has_cuda = build.device == "cuda" or (is_pypi and sys.platform == "linux")
    return _CUDA_BYTES if has_cuda else _CPU_BYTES


def _choose_python(
    places: Places, sources: Sources, digest: str, named: str, stop: Optional[Stop]
) -> tuple[Candidate, str]:
    """The interpreter, which uv will fetch if it has no path, and the uv if there is one."""
    found = candidates(named, places, stop)
    uv = uv_at(places, stop) or ""
    wheels = sources.wheels
    good = [one for one in found if not one.why_not]
    if wheels is None:
        if not good and uv and not named:
            return Candidate("", PREFERRED, "", processor()), uv
        return usable(found, named), uv
    record = read_record(wheels)
    fitting = [one for one in good if record and one.version.startswith(record.python + ".")]
    python = fitting[0] if fitting else usable(found, named)
    check_fits(wheels, python.version, digest)
    return python, uv


def _choose_build(sources: Sources, wanted: str, machine: str, stop: Optional[Stop]) -> Build:
    """That of the folder of wheels, if there is one, else the one that fits the device.

    Raises:
        BadParameter: the folder has another build than the one that is wanted.
    """
    record = read_record(sources.wheels) if sources.wheels is not None else None
    if record is not None:
        kind = "cuda" if record.build.startswith("cu") else record.build
        if (wanted.strip().lower() or "auto") not in ("auto", kind, record.build):
            raise BadParameter(
                f"{sources.wheels} holds the build {record.build} of PyTorch, and {wanted} was "
                "chosen.",
                hint="Choose the automatic build, or a folder that was made with the other one.",
            )
        return Build(record.build, None, f"{sources.wheels} holds this build")
    asked = nvidia_smi(stop) if sys.platform != "darwin" else None
    return choose(asked, sys.platform, machine, wanted, bool(sources.index_url))


def facts_of(python_version: str, machine: str = "") -> dict[str, str]:
    """What the markers of ``lock.txt`` ask of a Python on this computer."""
    return {
        "sys_platform": sys.platform,
        "platform_machine": machine or processor(),
        "python_version": python_version,
    }


def build_named(name: str) -> Build:
    """A build that is installed already, whatever this computer would be given now."""
    index = None if sys.platform == "darwin" else f"{INDEX}{name}"
    return Build(name, index, "It is the one that is installed.")


def plugin_version(root: Path) -> str:
    """The version in the plugin's ``metadata.txt``; empty if it cannot be read."""
    try:
        lines = (root / "metadata.txt").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line[8:].strip() for line in lines if line.startswith("version=")), "")
