"""Tries a new environment before it is used: packages, one computation, one raster, the engine."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Optional

from ...engine.protocol import PROTOCOL
from ..engine_client.environment import plugin_root
from ..engine_client.exit_words import exit_words
from .asking import Answer, ask
from .commands import GUARD
from .log import SetupLog
from .places import Places, Stop
from .smoke_script import MARK, NO_CUDA
from .torch_build import Build

MODULES = (
    "torch",
    "numpy",
    "scipy",
    "rasterio",
    "pyogrio",
    "shapely",
    "sklearn",
    "safetensors",
    "defusedxml",
    "onnx",
    "onnxscript",
    "onnxruntime",
    "matplotlib",
    "jinja2",
)
"""Of every package in requirements.txt, and torch; a test compares them."""
PARTS = (*MODULES, "convolution:cpu", "TIFF", "ONNX", "engine")
PACKAGES = {
    "sklearn": "scikit-learn",
    "onnxruntime": "onnxruntime-gpu",
    "convolution:cpu": "torch",
    "TIFF": "rasterio",
    "ONNX": "onnxruntime-gpu",
}
"""The package to install again when a part fails, where it has another name."""
LIMIT_S = 600.0
"""For all parts: an antivirus reads every library when it is loaded for the first time."""
DEVICE_LIMIT_S = 180.0
"""For the GPU: the first computation may compile its kernels."""
_FOLLOWING = 4096

_WINDOWS_WORDS = (
    (r"WinError (1114|126)\b", "install the Microsoft Visual C++ runtime (vc_redist.x64.exe)"),
    (r"WinError (4551|1260)\b", "a policy of this computer blocks it: ask its administrator"),
    (r"WinError (5|225)\b", "an antivirus may block it: allow this folder there"),
)
"""What Windows' codes mean when a library is loaded (qgis.md, "Child processes")."""


class Smoke(NamedTuple):
    """How an environment did.

    Attributes:
        device: what the engine will compute on: ``cuda``, ``mps`` or ``cpu``.
        parts: of each part that the engine cannot do without: its name, whether it works, and its
            version or what is wrong.
        fallback: a sentence to show to the user: why the device is the CPU though the build is for
            a GPU. Empty if there is nothing to say.
    """

    device: str
    parts: list[tuple[str, bool, str]]
    fallback: str = ""

    @property
    def is_ok(self) -> bool:
        """Whether the engine can run in it, be it without a GPU."""
        return all(works for _, works, _ in self.parts)


def smoke_test(
    python: str,
    places: Places,
    build: Build,
    log: SetupLog,
    stop: Optional[Stop] = None,
    root: Optional[Path] = None,
) -> Smoke:
    """Tries an environment in child processes; a crash there costs one part.

    Args:
        python: the environment's interpreter.
        places: names the folder in a sentence for antivirus programs.
        build: the build of PyTorch that was installed.
        log: takes what was tried and said.
        stop: asked meanwhile; the child process is ended.
        root: the folder that holds ``engine``; the plugin's own if None.

    Raises:
        Cancelled: ``stop`` said so.
    """
    home = str(plugin_root() if root is None else root)
    tester = _Tester(python, home, places, log, stop)
    parts = tester.run(PARTS, LIMIT_S)
    if build.device == "cpu" or not all(works for _, works, _ in parts):
        return Smoke("cpu", parts)
    name, works, message = tester.run([f"convolution:{build.device}"], DEVICE_LIMIT_S)[0]
    log.line(f"{name}: {'works' if works else 'fails'}. {message}")
    if works:
        return Smoke(build.device, parts)
    fallback = _fallback(message, build)
    log.line(fallback)
    return Smoke("cpu", parts, fallback)


def _fallback(message: str, build: Build) -> str:
    if NO_CUDA in message:
        return (
            f"HSFM will compute on the CPU: {message}. For the GPU, choose an index that has "
            "PyTorch with CUDA, or none, then install again."
        )
    advice = "Update the NVIDIA driver" if build.device == "cuda" else "Update macOS"
    return (
        f"HSFM will compute on the CPU, for the GPU failed its test: {message}. "
        f"{advice} and choose Repair to try the GPU again."
    )


class _Tester:
    """Runs ``smoke_script`` until every part has been tried."""

    def __init__(
        self, python: str, root: str, places: Places, log: SetupLog, stop: Optional[Stop]
    ) -> None:
        script = str(Path(__file__).with_name("smoke_script.py"))
        self._command = [python, "-I", "-X", "faulthandler", GUARD, script, root, str(PROTOCOL)]
        self._places = places
        self._log = log
        self._stop = stop

    def run(self, parts: Sequence[str], limit_s: float) -> list[tuple[str, bool, str]]:
        """Tries parts in their order; after a crash, the rest in another process."""
        done: list[tuple[str, bool, str]] = []
        while len(done) < len(parts):
            waiting = list(parts[len(done) :])
            self._log.command([*self._command, *waiting])
            try:
                answer = ask([*self._command, *waiting], limit_s, self._stop, is_guarded=True)
            except OSError as exc:
                words = self._words(f"the interpreter cannot be started: {exc}")
                return [*done, *((part, False, words) for part in waiting)]
            self._log.output(answer.err[-_FOLLOWING:])
            found = _told(answer.out)
            done += [(part, ok, m if ok else self._words(m)) for part, ok, m in found]
            if len(found) < len(waiting):
                done.append((waiting[len(found)], False, self._words(_end_words(answer, limit_s))))
                if answer.code is None or not _has_begun(answer.out):
                    return [*done, *((part, False, "not tried") for part in parts[len(done) :])]
        return done

    def _words(self, message: str) -> str:
        for pattern, advice in _WINDOWS_WORDS:
            if re.search(pattern, message):
                return f"{message}; {advice.replace('this folder', str(self._places.root))}"
        return message


def _told(output: str) -> list[tuple[str, bool, str]]:
    """The parts that have ended; a library may have written before the mark, or a crash after."""
    found = []
    for line in output.splitlines():
        try:
            fact = json.loads(line.partition(MARK)[2] or "{}")
        except ValueError:
            continue
        if "ok" in fact:
            found.append((fact["part"], fact["ok"], fact["message"]))
    return found


def _has_begun(output: str) -> bool:
    return MARK in output


def _end_words(answer: Answer, limit_s: float) -> str:
    if answer.code is None:
        return f"it did not end within {limit_s:g} s"
    if not _has_begun(answer.out):
        said = answer.first_words
        return f"the interpreter failed: {exit_words(answer.code)}{said and f'; it said: {said}'}"
    return exit_words(answer.code)
