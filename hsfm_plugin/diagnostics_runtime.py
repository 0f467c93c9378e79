"""Parts of the diagnostics that are about the engine's environment and about what went wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import List, Optional, Sequence

from qgis.core import QgsNetworkAccessManager

from .last_errors import Shown
from .runtime_setup.log import SetupLog
from .runtime_setup.pip_steps import passwords
from .runtime_setup.requirements import family, name_of, requirement_lines
from .settings import Settings
from .setup_sources import REQUIREMENTS
from .setup_work import SetupWork

_LONGEST_DETAIL = 2000


def runtime_lines(setup: SetupWork) -> List[str]:
    """What is installed, what it needs, and how its last proof and its last change ended."""
    lines = [
        f"* Needs: {setup.needs or 'nothing'}",
        f"* Busy with: {setup.busy or 'nothing'}",
        f"* Uses an interpreter that HSFM did not install: {'yes' if setup.uses_own else 'no'}",
    ]
    installed = setup.installed
    if installed is None:
        lines.append("* Installed: nothing")
    else:
        lines += [
            f"* Installed: torch {installed.torch} ({installed.build}), Python {installed.python}",
            f"* Installed by: HSFM {installed.plugin}, {installed.when}",
        ]
    if setup.smoke is not None:
        failed = [f"{name}: {message}" for name, is_ok, message in setup.smoke.parts if not is_ok]
        lines.append(f"* Last proof: on {setup.smoke.device}; {'; '.join(failed) or 'all works'}")
        if setup.smoke.fallback:
            lines.append(f"* {setup.smoke.fallback}")
    if setup.error is not None:
        lines.append(f"* Last change failed: [{setup.error.code}] {setup.error}")
    return lines


def package_lines(python: Optional[str]) -> List[str]:
    """The versions of the engine's packages, read from the notes of its environment.

    Args:
        python: the engine's interpreter; nothing is run.
    """
    if python is None:
        return []
    always = [line for line in requirement_lines(REQUIREMENTS) if "python_version" not in line]
    wanted = {family(line): name_of(line) for line in always}
    prefix = Path(python).parent
    prefix = prefix if (prefix / "Lib").is_dir() else prefix.parent
    found = {}
    for pattern in ("lib/python*/site-packages", "Lib/site-packages"):
        for note in prefix.glob(f"{pattern}/*.dist-info"):
            named = re.fullmatch(r"(.+?)-([^-]+)\.dist-info", note.name)
            if named is not None and family(named[1]) in wanted:
                found[name_of(named[1])] = named[2]
    known = {family(name) for name in found}
    lines = [f"* {name} {version}" for name, version in sorted(found.items())]
    missing = sorted(name for kind, name in wanted.items() if kind not in known)
    return [*lines, *(f"* {name}: not found" for name in missing)]


def error_lines(errors: Sequence[Shown]) -> List[str]:
    """Errors with everything that is known of them."""
    lines = []
    for shown in errors:
        error = shown.error
        lines.append(f"* {shown.when} [{error.code}] {error}")
        if error.detail:
            lines += ["", *_fenced(error.detail[-_LONGEST_DETAIL:].splitlines()), ""]
    return lines


def tail(path: Path, count: int) -> List[str]:
    """The last lines of a log, in a fence; empty where there is none."""
    text = SetupLog(path).tail(count)
    return _fenced(text.splitlines()) if text else []


def known_secrets(settings: Settings) -> List[str]:
    """The passwords of QGIS's proxy and of the mirror."""
    proxy = QgsNetworkAccessManager.instance().fallbackProxy()
    return [word for word in (proxy.password(), *passwords(settings.index_url)) if word]


def _fenced(lines: Sequence[str]) -> List[str]:
    return ["```", *(line.replace("```", "'''") for line in lines), "```"]
