"""What pip is asked for, and its progress: torch first and alone, the rest under its constraint."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from ...engine.errors import EngineError, from_os_error
from .commands import GUARD, run
from .log import SetupLog
from .places import Places, Stop, in_words
from .requirements import LOCK, TORCH, name_of
from .torch_build import Build

RAW_PROGRESS_SINCE = (24, 1)
"""The pip that says ``Progress N of M`` when asked for it."""
TIMEOUT_S = 60
RETRIES = 5
PYTHON_FLAGS = ("-I", "-u", "-X", "utf8")
"""Nothing of the user's own Python; output at once, and in UTF-8."""

_INDEX_VARIABLES = ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL")
"""The last one is for a uv from before version 0.4.23."""
_UNITS = {"bytes": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9}
_FETCHING = re.compile(r"^\s*(?:Downloading|Using cached) (\S+) \(([\d.]+) (bytes|[kMG]B)\)", re.I)
_RAW = re.compile(r"^Progress (\d+) of (\d+)$")
_UNPACKING_AT = 0.8
"""Where the bar of a step stands when all has come and the unpacking begins."""

Report = Callable[[str, float], None]
"""Takes what is being done, in words, and how much of it is done, from 0 to 1."""


@dataclass(frozen=True)
class Sources:
    """Where packages come from.

    Attributes:
        requirements: the folder of ``torch.txt`` and ``lock.txt``.
        wheels: a folder of wheels; nothing is asked of a network then.
        index_url: an index in the place of PyPI, which then has to have torch as well; what pip
            is configured to if empty.
        proxy: as ``http://host:port``; that of the system if empty.
    """

    requirements: Path
    wheels: Optional[Path] = None
    index_url: str = ""
    proxy: str = ""

    def variables(self, index_url: Optional[str] = None) -> dict[str, str]:
        """What pip and uv are told by variables, since arguments can be seen by other users."""
        made = {"PIP_USER": "0"}
        if self.wheels is not None:
            return {
                **made,
                "PIP_CONFIG_FILE": os.devnull,
                "PIP_FIND_LINKS": "",
                "PIP_EXTRA_INDEX_URL": "",
            }
        index = self.index_url or index_url
        if index:
            made.update(dict.fromkeys(_INDEX_VARIABLES, index))
        if self.proxy:
            made.update(dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), self.proxy))
            made.update(dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), self.proxy))
        return made


class Pip:
    """The pip of one environment.

    Args:
        python: of the environment.
        places: whose downloads are kept.
        sources: where packages come from.
        log, stop: as for ``commands.run``.
    """

    def __init__(
        self,
        python: str,
        places: Places,
        sources: Sources,
        log: SetupLog,
        stop: Optional[Stop],
    ) -> None:
        self._command = (python, *PYTHON_FLAGS, GUARD, "pip")
        self._downloads = places.downloads
        self._sources = sources
        self._log = log
        self._stop = stop
        self._known_version: tuple[int, ...] = ()

    def install_torch(self, build: Build, expected_bytes: int, report: Report) -> None:
        """Installs torch with what it needs from the index of its build.

        Raises:
            Cancelled, EngineError: as ``commands.run``.
        """
        args = ("-r", str(self._sources.requirements / TORCH))
        self._install(args, build.index, expected_bytes, report)

    def install_rest(self, expected_bytes: int, report: Report) -> None:
        """Installs everything else, and what torch needs in the tested versions.

        Raises:
            Cancelled, EngineError: as ``commands.run``.
        """
        folder = self._sources.requirements
        args = ("-r", str(folder / LOCK), "-c", str(folder / TORCH))
        self._install(args, None, expected_bytes, report)

    def reinstall(self, requirements: Sequence[str], build: Build, report: Report) -> None:
        """Installs some packages again in the place of damaged ones, without what they need.

        Raises:
            Cancelled, EngineError: as ``commands.run``.
        """
        torch = [text for text in requirements if name_of(text) == "torch"]
        rest = [text for text in requirements if text not in torch]
        again = ("--force-reinstall", "--no-deps")
        if torch:
            self._install((*again, *torch), build.index, 0, report)
        if rest:
            self._install((*again, *rest), None, 0, report)

    def update_itself(self) -> None:
        """Takes a pip that shows its progress; one that cannot be had is done without.

        Raises:
            Cancelled: ``stop`` said so; the environment's pip may be gone.
            EngineError: it is.
        """
        if self._version() >= RAW_PROGRESS_SINCE:
            return
        try:
            self._run(("install", "--upgrade", "--retries", "1", "pip"), None, None)
        except EngineError as error:
            self._log.line(f"pip stays as it is: {error.message}")
        self._known_version = ()
        self._version()  # of a pip that is broken now nothing would come

    def _install(
        self, args: Sequence[str], index: Optional[str], expected_bytes: int, report: Report
    ) -> None:
        progress = ("--progress-bar", "raw") if self._version() >= RAW_PROGRESS_SINCE else ()
        follow = PipProgress(expected_bytes, report)
        self._run(("install", *progress, "--no-warn-script-location", *args), index, follow.take)

    def _run(
        self,
        args: Sequence[str],
        index: Optional[str],
        on_line: Optional[Callable[[str], None]],
    ) -> str:
        wheels = self._sources.wheels
        where = ("--no-index", "--find-links", str(wheels)) if wheels else ()
        command, *rest = args
        general = (
            *("--no-input", "--disable-pip-version-check", "--cache-dir", str(self._downloads)),
            *("--timeout", str(TIMEOUT_S), "--only-binary", ":all:", *where),
        )
        retries: tuple[str, ...] = () if "--retries" in rest else ("--retries", str(RETRIES))
        extra = {**self._sources.variables(index), **self._temporary()}
        made = [*self._command, command, *general, *retries, *rest]
        return run(made, self._log, self._stop, on_line, extra)

    def _temporary(self) -> dict[str, str]:
        """Wheels are unpacked beside the environment: ``/tmp`` may be a small disk in memory."""
        folder = self._downloads / "tmp"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise from_os_error(exc, folder) from exc
        return dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))

    def _version(self) -> tuple[int, ...]:
        if not self._known_version:
            output = run([*self._command, "--version"], self._log, self._stop)
            found = re.search(r"^pip (\d+)\.(\d+)", output, re.MULTILINE)
            self._known_version = (int(found[1]), int(found[2])) if found else (0, 0)
        return self._known_version


class PipProgress:
    """Makes a fraction of what pip says.

    Args:
        expected_bytes: how much will come, roughly; unknown if 0.
        report: gets the words and the fraction, which never falls.
    """

    def __init__(self, expected_bytes: int, report: Report) -> None:
        self._expected = max(expected_bytes, 1)
        self._report = report
        self._known = expected_bytes > 0
        self._before = 0.0
        self._file = 0.0
        self._words = "Looking for packages"
        self._fraction = 0.0
        self._say(0.0)

    def take(self, line: str) -> None:
        """Reads one line of output."""
        fetching, raw = _FETCHING.match(line), _RAW.match(line)
        if fetching:
            self._before += self._file
            self._file = float(fetching[2]) * _UNITS[fetching[3].lower()]
            name = fetching[1].rsplit("/", 1)[-1].split("-")[0]
            self._words = f"Downloading {name} ({in_words(int(self._file))})"
            self._to(self._before)
        elif raw:
            self._file = float(raw[2])
            self._to(self._before + float(raw[1]))
        elif line.startswith("Installing collected packages"):
            self._words = "Unpacking packages"
            self._say(_UNPACKING_AT)
        elif line.startswith("Successfully installed"):
            self._say(1.0)

    def _to(self, came: float) -> None:
        share = min(came / self._expected, 1.0) if self._known else 0.0
        self._say(_UNPACKING_AT * share)

    def _say(self, fraction: float) -> None:
        self._fraction = max(self._fraction, fraction)
        self._report(self._words, self._fraction)


def passwords(*addresses: str) -> list[str]:
    """Those that stand between a user and the host of an address; no log may have them."""
    found = [re.search(r"//[^/@]*?:([^/@]+)@", address) for address in addresses]
    return [match[1] for match in found if match]
