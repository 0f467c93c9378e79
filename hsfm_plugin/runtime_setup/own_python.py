"""Looks at an interpreter of the user: whether the engine can run in it, and what it lacks."""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional

from ...engine.errors import InputNotFound
from ..engine_client.environment import environment_python
from .asking import ask
from .interpreters import look_at, program_of
from .log import SetupLog
from .nvidia import nvidia_smi
from .own_versions import Wish, applies, wish_of
from .places import Places, Stop
from .requirements import family, name_of, requirement_lines
from .setup_words import does_not_work
from .smoke import Smoke, smoke_test
from .torch_build import INDEX, Build, choose

OLDEST_TORCH = "2.7"
TORCH = Wish("torch", f">={OLDEST_TORCH},<3")
"""torch.txt names the one release that HSFM installs; the engine runs with these, as the package's
own metadata say (a test compares the two)."""
LIMIT_S = 60.0
"""For the list of packages, which a cold network drive gives slowly."""
_MARK = "HSFM-OWN "
_QUESTION = f"""
import importlib.metadata, json, os, platform, sys, sysconfig
found = {{}}
for one in importlib.metadata.distributions():
    name = one.metadata["Name"]
    if name:
        found.setdefault(name.lower().replace("_", "-").replace(".", "-"), one.version)
stdlib = sysconfig.get_path("stdlib")
print({_MARK!r} + json.dumps({{
    "versions": found,
    "sys_platform": sys.platform,
    "platform_machine": platform.machine(),
    "python_version": "%d.%d" % sys.version_info[:2],
    "prefix": sys.prefix,
    "is_conda": os.path.isdir(os.path.join(sys.prefix, "conda-meta")),
    "is_managed": sys.prefix == sys.base_prefix
    and os.path.exists(os.path.join(stdlib, "EXTERNALLY-MANAGED")),
}}))
"""
_MARKERS = ("sys_platform", "platform_machine", "python_version")
_PLAIN = re.compile(r"[\w:\\/.~+-]+")
"""What both terminals of Windows take without quotes."""
_ON_CONDA = {"torch": "pytorch", "onnxruntime-gpu": "onnxruntime"}
"""What conda-forge calls a package, where that is not PyPI's name; it has all of them."""


@dataclass(frozen=True)
class OwnPython:
    """What is known of an interpreter.

    Attributes:
        path: of its program.
        version: as ``3.12.4``; empty if it did not say.
        missing: the packages that are not there or too old: what is wanted of each, and behind a
            blank the version that was found, in brackets.
        command: lines for a terminal that add them; empty where nothing is missing, or where they
            would be no help.
        why_not: why the engine cannot run in it, were nothing missing; empty if it can.
        is_base: whether HSFM can make an environment of its own from it instead.
        is_managed: whether the system keeps packages away from it, so that ``command`` makes an
            environment first.
        smoke: how it did in the proof, if it came that far.
    """

    path: str
    version: str
    missing: list[str]
    command: str
    why_not: str
    is_base: bool = False
    is_managed: bool = False
    smoke: Optional[Smoke] = field(default=None, compare=False)

    @property
    def terminal(self) -> str:
        """The one terminal that takes ``command``; empty if any does."""
        return "PowerShell" if self.command.startswith("& ") else ""

    @property
    def fits(self) -> bool:
        """Whether the engine can run in it as it is."""
        return not self.missing and not self.why_not


def check(
    python: str,
    requirements_folder: Path,
    log: SetupLog,
    stop: Optional[Stop] = None,
    places: Optional[Places] = None,
) -> OwnPython:
    """Asks an interpreter what it has, and tries the engine in it if nothing is missing.

    Args:
        python: a program, or the folder of an environment.
        requirements_folder: of ``requirements.txt``, whose ranges count; of torch, see ``TORCH``.
        log: takes what was asked and found.
        stop: asked meanwhile.
        places: of HSFM's own environment, which is no interpreter of the user; the usual if None.

    Raises:
        InputNotFound: the lists of packages cannot be read.
        Cancelled: ``stop`` said so.
    """
    where = places or Places.default()
    path = program_of(python)
    about = look_at(path, where, False, stop)
    log.line(f"{path}: Python {about.version or '?'}; {about.why_not or 'the engine may run here'}")
    if about.why_not:
        return OwnPython(path, about.version, [], "", about.why_not)
    is_base = not look_at(path, where, True, stop).why_not
    facts = _facts(path, stop)
    if facts is None:
        why = "it does not tell which packages it has"
        return OwnPython(path, about.version, [], "", why, is_base)
    lacking = _lacking(_lines(requirements_folder), facts)
    if lacking:
        log.line(f"It lacks: {', '.join(lacking.values())}")
        managed = bool(facts["is_managed"])
        wishes = list(lacking)
        if managed:  # an environment of its own begins with nothing
            wishes = _wishes(_lines(requirements_folder), facts)
        command = _command(path, wishes, facts, managed, stop)
        missing = list(lacking.values())
        return OwnPython(path, about.version, missing, command, "", is_base, managed)
    smoke = smoke_test(path, where, _build_of(str(facts["versions"]["torch"])), log, stop)
    why = "" if smoke.is_ok else does_not_work(smoke).message
    return OwnPython(path, about.version, [], "", why, is_base, smoke=smoke)


def _lines(folder: Path) -> list[str]:
    try:
        return requirement_lines(folder)
    except OSError as exc:
        raise InputNotFound(
            f"The list of packages in {folder} cannot be read.",
            hint="Install the plugin again; its zip has this list.",
            detail=str(exc),
        ) from exc


def _facts(path: str, stop: Optional[Stop]) -> Optional[dict[str, Any]]:
    try:
        answer = ask([path, "-I", "-B", "-c", _QUESTION], LIMIT_S, stop)
    except OSError:
        return None
    for line in answer.out.splitlines():
        if line.startswith(_MARK):
            try:
                return dict(json.loads(line[len(_MARK) :]))
            except ValueError:
                return None
    return None


def _wishes(lines: Sequence[str], facts: dict[str, Any]) -> list[Wish]:
    """What is wanted on this platform, torch first."""
    texts = {name: str(facts[name]) for name in _MARKERS}
    wished = [wish_of(line) for line in lines if applies(line, texts)]
    return [TORCH if name_of(wish.name) == "torch" else wish for wish in wished]


def _lacking(lines: Sequence[str], facts: dict[str, Any]) -> dict[Wish, str]:
    """What is not there or too old, with words; of ONNX Runtime either kind does."""
    found: dict[str, list[str]] = {}
    for name, version in facts["versions"].items():
        found.setdefault(family(name), []).append(str(version))
    made = {}
    for wish in _wishes(lines, facts):
        versions = found.get(family(wish.name), [])
        if not any(wish.holds(version) for version in versions):
            made[wish] = f"{wish} ({versions[0]})" if versions else str(wish)
    return made


def _command(
    path: str, wishes: Sequence[Wish], facts: dict[str, Any], managed: bool, stop: Optional[Stop]
) -> str:
    """The lines that add packages: by conda, by pip, or by pip in an environment of its own."""
    if facts["is_conda"]:
        names = [f"{_ON_CONDA.get(wish.name, wish.name)}{wish.versions}" for wish in wishes]
        prefix = ("conda", "install", "--prefix", str(facts["prefix"]), "-c", "conda-forge")
        return _line((*prefix, *names))
    lines = []
    if managed:
        folder = Path.home() / "hsfm-python"
        lines.append(_line((path, "-m", "venv", str(folder))))
        path = str(environment_python(folder))
    if managed or "pip" in facts["versions"]:
        pip: tuple[str, ...] = (path, "-m", "pip", "install")
    else:
        pip = ("uv", "pip", "install", "--python", path)
    torch = [str(wish) for wish in wishes if wish.name == "torch"]
    rest = [str(wish) for wish in wishes if wish.name != "torch"]
    if torch:
        build = choose(nvidia_smi(stop), sys.platform, str(facts["platform_machine"]))
        index = ("--index-url", build.index) if build.index else ()
        lines.append(_line((*pip, *torch, *index)))
    if rest:
        lines.append(_line((*pip, *rest)))
    return "\n".join(lines)


def _line(words: Sequence[str]) -> str:
    """A command as the user's terminal takes it.

    PowerShell takes a quoted program behind ``&`` only, which cmd does not know; both take one that
    needs no quotes.
    """
    if sys.platform == "win32":
        program, *rest = [word if _PLAIN.fullmatch(word) else f'"{word}"' for word in words]
        return " ".join([f"& {program}" if program.startswith('"') else program, *rest])
    program = words[0] if words[0] in ("conda", "uv") else f'"{words[0]}"'
    return " ".join([program, *(shlex.quote(word) for word in words[1:])])


def _build_of(version: str) -> Build:
    """The build that is installed, by what PyTorch writes behind its version."""
    local = version.partition("+")[2]
    if sys.platform == "darwin":
        return Build("mps", None, "")
    return Build(local if local.startswith("cu") else "cpu", f"{INDEX}{local or 'cpu'}", "")
