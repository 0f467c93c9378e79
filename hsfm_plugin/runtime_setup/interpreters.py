"""Finds the Python that the engine's environment is made from.

Every Python found is asked what it is by a child process; ``python_places`` says where they are
looked for, and which are QGIS's own and so never taken.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Optional

from ...engine.errors import DependencyMissing
from ..engine_client.environment import environment_python, is_runnable
from .asking import ask
from .places import Places, Stop
from .programs import on_path
from .python_places import is_inside_runtime, pythons_to_ask
from .refusals import owned_by_qgis, refusal
from .requirements import OLDEST

PREFERRED = "3.12"
"""What uv is asked for where no Python is found."""
ASK_LIMIT_S = 20.0
"""An antivirus reads a Python that it does not know before it lets it run."""

_MARK = "HSFM-PYTHON "
_QUESTION = f"""
import json, platform, struct, sys, sysconfig
missing = []
for name in ("venv", "ensurepip", "ssl", "zlib", "ctypes", "hashlib"):
    try:
        __import__(name)
        if name == "ensurepip":
            sys.modules[name].version()
    except Exception:
        missing.append(name)
print({_MARK!r} + json.dumps({{
    "version": list(sys.version_info[:3]),
    "kind": platform.python_implementation(),
    "bits": 8 * struct.calcsize("P"),
    "prefix": getattr(sys, "base_prefix", sys.prefix),
    "machine": platform.machine(),
    "platform": sysconfig.get_platform(),
    "mac": platform.mac_ver()[0],
    "threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "soabi": sysconfig.get_config_var("SOABI") or "",
    "missing": missing,
}}))
"""
_SHOWN = 6


class Candidate(NamedTuple):
    """A Python that was looked at.

    Attributes:
        path: of its program.
        version: as ``3.12.4``; empty if it did not say.
        why_not: a clause saying why it cannot be used; empty if it can.
        machine: its processor as it says itself, for ``torch_build.choose``; may be empty.
    """

    path: str
    version: str
    why_not: str
    machine: str = ""


def candidates(named: str, places: Places, stop: Optional[Stop] = None) -> list[Candidate]:
    """Looks at the Pythons of this machine.

    Args:
        named: what the user named: a program, or the folder of an installation or environment. Then
            nothing else is looked at, for another one must not be taken in its place. Empty for
            what is found beside QGIS, in pyenv, on PATH, by the launcher of Windows, where
            installers, Homebrew and uv put it, and in conda.
        places: whose own environments are not taken, and which may hold a uv.
        stop: asked between and during questions.

    Returns:
        All of them, the preferred first, whether usable or not.

    Raises:
        Cancelled: ``stop`` said so.
    """
    needs_pip = uv_at(places, stop) is None
    paths = [program_of(named)] if named.strip() else pythons_to_ask(places, stop=stop)
    return [look_at(path, places, needs_pip, stop) for path in paths]


def usable(found: Sequence[Candidate], named: str = "") -> Candidate:
    """The first candidate that can be used.

    Args:
        found: by ``candidates``.
        named: as for ``candidates``.

    Raises:
        DependencyMissing: there is none; the message says what was found, and why it was not taken.
    """
    for candidate in found:
        if not candidate.why_not:
            return candidate
    hint = (
        f"Install Python {PREFERRED} (64 bit) from python.org, or uv from docs.astral.sh/uv, then "
        f"try again; or name a Python {OLDEST} or newer of yours."
    )
    if not found:
        raise DependencyMissing("No Python was found for the engine on this machine.", hint=hint)
    said = [f"{about.path} {about.version}".strip() + f": {about.why_not}" for about in found]
    if named.strip():
        raise DependencyMissing(
            f"The Python that was chosen cannot be used: {'; '.join(said)}.",
            hint="Name another one, or none: HSFM looks for one that fits then.",
        )
    rest = f"; and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
    raise DependencyMissing(
        f"No Python here can be used for the engine. {'; '.join(said[:_SHOWN])}{rest}.",
        hint=hint,
        detail="\n".join(said),
    )


def uv_at(places: Places, stop: Optional[Stop] = None) -> Optional[str]:
    """A ``uv`` that answers: on PATH, where its installer puts it, or in the runtime folder.

    Raises:
        Cancelled: ``stop`` said so.
    """
    name = "uv.exe" if sys.platform == "win32" else "uv"
    home = os.path.expanduser("~")  # programs started from a desktop often have a short PATH
    kept = [os.path.join(home, *inside, name) for inside in ((".local", "bin"), (".cargo", "bin"))]
    for path in (on_path("uv"), *kept, str(places.uv)):
        if path is None or not is_runnable(path):
            continue
        try:
            answer = ask([path, "--version"], ASK_LIMIT_S, stop)
        except OSError:
            continue
        if answer.code == 0 and answer.out.startswith("uv "):
            return os.path.abspath(path)
    return None


def program_of(named: str) -> str:
    """The program that the user's words mean; it may not be there."""
    text = os.path.expanduser(named.strip())
    if os.path.dirname(text) == "" and not os.path.isdir(text):
        return on_path(text) or text  # a bare name is none of the current folder's files
    path = os.path.abspath(text)
    if os.path.isdir(path):
        inside = ("python.exe",) if sys.platform == "win32" else ("bin/python3", "python3")
        tried = [environment_python(Path(path)), *(Path(path) / name for name in inside)]
        return next((str(program) for program in tried if program.is_file()), path)
    return path


def look_at(path: str, places: Places, needs_pip: bool, stop: Optional[Stop]) -> Candidate:
    """Asks one Python what it is.

    Args:
        path: of its program.
        places: whose own environments are not taken.
        needs_pip: whether it must be able to make an environment by itself.
        stop: asked meanwhile.

    Raises:
        Cancelled: ``stop`` said so.
    """
    why_not = _refused_unasked(path, places)
    if why_not:
        return Candidate(path, "", why_not)
    try:
        answer = ask([path, "-I", "-B", "-c", _QUESTION], ASK_LIMIT_S, stop)
    except OSError as exc:
        return Candidate(path, "", f"it cannot be started ({exc.strerror or exc})")
    if answer.code is None:
        return Candidate(path, "", f"it gave no answer within {ASK_LIMIT_S:g} s")
    facts = _facts(answer.out)
    if facts is None:
        said = answer.first_words.rstrip(".") or f"nothing, exit code {answer.code}"
        return Candidate(path, "", f"it does not answer as a Python 3 does ({said})")
    version = ".".join(str(number) for number in facts["version"])
    return Candidate(path, version, refusal(facts, needs_pip), facts["machine"])


def _refused_unasked(path: str, places: Places) -> str:
    """Why a program is not even started; empty if it may be."""
    if not os.path.isabs(path) or not os.path.exists(path):
        return "it does not exist"
    if not is_runnable(path):
        return "it is no program that you may run"
    if os.path.basename(path).lower().startswith("qgis"):
        return "it is QGIS and not a Python"
    if is_inside_runtime(path, places):
        return "it belongs to the environment that is made here and replaced by the next one"
    return owned_by_qgis(path)


def _facts(output: str) -> Optional[dict[str, Any]]:
    for line in output.splitlines():
        if line.startswith(_MARK):
            try:
                return dict(json.loads(line[len(_MARK) :]))
            except ValueError:
                return None
    return None
