"""Why a Python that was found cannot be used for the engine, as clauses that follow its name."""

from __future__ import annotations

from typing import Any

from .python_places import qgis_home
from .requirements import MINORS, NEWEST, OLDEST

OLDEST_MACOS = 14
"""The wheels of PyTorch 2.13 for the Mac are named macosx_14_0_arm64."""


def owned_by_qgis(prefix: str) -> str:
    """Why a Python is left to QGIS, by its prefix or program; empty if it is not QGIS's own."""
    home = qgis_home(prefix)
    return f"it is QGIS's own, of {home}, and changes with every update of QGIS" if home else ""


def refusal(facts: dict[str, Any], needs_pip: bool = True) -> str:
    """Why a Python that has answered cannot be used.

    Args:
        facts: its answer to the question of ``interpreters``.
        needs_pip: whether pip must come from it, for there is no uv.

    Returns:
        A clause, or nothing if it can be used.
    """
    major, minor = facts["version"][:2]
    dotted = f"{major}.{minor}"
    if (major, minor) < (3, min(MINORS)):
        return f"Python {dotted} is too old, the engine needs {OLDEST} to {NEWEST}"
    if (major, minor) > (3, max(MINORS)):
        return f"Python {dotted} is too new, the engine's packages are made for up to {NEWEST}"
    if facts["kind"] != "CPython":
        return f"it is {facts['kind']}, and PyTorch is made for CPython"
    if facts["bits"] != 64:
        return f"it is a {facts['bits']}-bit Python, and PyTorch needs 64 bits"
    if facts["threaded"]:
        return "it is the free-threaded kind, for which some packages are not made"
    return _refused_platform(facts) or owned_by_qgis(facts["prefix"]) or _lacks(facts, needs_pip)


def _refused_platform(facts: dict[str, Any]) -> str:
    platform, machine = facts["platform"], facts["machine"].lower()
    if "musl" in facts["soabi"]:
        return "it is made for musl, and PyTorch for glibc only"
    if platform == "win-arm64":
        return "pyogrio has no wheels for Windows on ARM; the 64-bit x86 (AMD64) Python runs there"
    if platform.startswith("macosx"):
        if machine != "arm64":
            return "it is an Intel program, and PyTorch for the Mac is for Apple processors (arm64)"
        release = facts["mac"].split(".")[0]
        if release.isdigit() and 10 < int(release) < OLDEST_MACOS:
            return f"this is macOS {facts['mac']}, and PyTorch needs macOS {OLDEST_MACOS} or newer"
    if "PythonSoftwareFoundation.Python." in facts["prefix"]:
        return (
            "it is from the Microsoft Store: Windows gives it a private copy of the folder in "
            "which the environment is made"
        )
    return ""


def _lacks(facts: dict[str, Any], needs_pip: bool) -> str:
    missing = [name for name in facts["missing"] if needs_pip or name not in ("venv", "ensurepip")]
    if not missing:
        return ""
    words = f"it lacks {' and '.join(missing)}"
    if {"venv", "ensurepip"} & set(missing) and facts["platform"].startswith("linux"):
        major, minor = facts["version"][:2]
        words += f" (on Debian and Ubuntu: sudo apt install python{major}.{minor}-venv)"
    return words
