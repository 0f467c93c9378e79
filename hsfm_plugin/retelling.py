"""What ``runtime_setup`` and the engine say in English, in the user's language.

They know nothing of QGIS and its translations; the words of the setup are listed here, those of the
engine in ``engine_words``, with ``{}`` where names and numbers are filled in. Tests look for words
that are not listed.
"""

from __future__ import annotations

import re
from typing import Callable, Dict, Pattern, Tuple

from .engine_words import engine_words
from .i18n import tr

_PATTERNS: Dict[str, Pattern[str]] = {}


def retold(text: str) -> str:
    """A text in the user's language, as it is where nobody has listed it."""
    for english, local in zip(_words(_as_it_is), _words(tr)):
        found = _pattern(english).fullmatch(text)
        if found is not None:
            return local.format(*(retold(part) for part in found.groups()))
    return text


def _as_it_is(text: str) -> str:
    return text


def _pattern(english: str) -> Pattern[str]:
    if english not in _PATTERNS:
        parts = (re.escape(part) for part in english.split("{}"))
        _PATTERNS[english] = re.compile("(.+?)".join(parts), re.DOTALL)
    return _PATTERNS[english]


def _words(tr: Callable[[str], str]) -> Tuple[str, ...]:
    """Every sentence and clause; ``tr`` puts them into a language, or leaves them."""
    return (*_steps(tr), *_builds(tr), *_pythons(tr), *_folders(tr), *engine_words(tr))


def _steps(tr: Callable[[str], str]) -> Tuple[str, ...]:
    """The progress of an installation."""
    return (
        tr("Looking for Python and the graphics card"),
        tr("Checking the folder of wheels"),
        tr("Making the environment"),
        tr("Looking for packages"),
        tr("Downloading {} ({})"),
        tr("Unpacking packages"),
        tr("Testing the environment"),
        tr("Waiting until the engine's run is done"),
        tr("Putting the environment in its place"),
        tr("The environment works"),
        tr("Installed"),
    )


def _builds(tr: Callable[[str], str]) -> Tuple[str, ...]:
    """Why a build of PyTorch was chosen, and what became of the GPU."""
    return (
        tr("The CPU was asked for."),
        tr("PyPI and its mirrors have PyTorch for the CPU only on Windows."),
        tr("There is no NVIDIA driver (no nvidia-smi)."),
        tr("No NVIDIA GPU can be used; nvidia-smi said: {}."),
        tr("No NVIDIA GPU here can be used. {}."),
        tr("{} (capability {}, driver {}) computes with CUDA {}. This build cannot use {}."),
        tr("{} (capability {}, driver {}) computes with CUDA {}."),
        tr("Macs with an Apple processor compute on its GPU (MPS)."),
        tr("It is the one that is installed."),
        tr("{} holds this build"),
        tr(
            "HSFM will compute on the CPU, for the GPU failed its test: {}. Update the NVIDIA "
            "driver and choose Repair to try the GPU again."
        ),
        tr(
            "HSFM will compute on the CPU, for the GPU failed its test: {}. Update macOS and "
            "choose Repair to try the GPU again."
        ),
        tr(
            "HSFM will compute on the CPU: {}. For the GPU, choose an index that has PyTorch with "
            "CUDA, or none, then install again."
        ),
    )


def _pythons(tr: Callable[[str], str]) -> Tuple[str, ...]:
    """Why a Python cannot be used: clauses that follow its path and a colon."""
    return (
        tr("it does not exist"),
        tr("it cannot be started ({})"),
        tr("it gave no answer within {} s"),
        tr("it does not answer as a Python 3 does ({})"),
        tr("it does not tell which packages it has"),
        tr("it is no program that you may run"),
        tr("it is QGIS and not a Python"),
        tr("it belongs to the environment that is made here and replaced by the next one"),
        tr("it is QGIS's own, of {}, and changes with every update of QGIS"),
        tr("Python {} is too old, the engine needs {} to {}"),
        tr("Python {} is too new, the engine's packages are made for up to {}"),
        tr("it is {}, and PyTorch is made for CPython"),
        tr("it is a {}-bit Python, and PyTorch needs 64 bits"),
        tr("it is the free-threaded kind, for which some packages are not made"),
        tr("it is made for musl, and PyTorch for glibc only"),
        tr("pyogrio has no wheels for Windows on ARM; the 64-bit x86 (AMD64) Python runs there"),
        tr("it is an Intel program, and PyTorch for the Mac is for Apple processors (arm64)"),
        tr("this is macOS {}, and PyTorch needs macOS {} or newer"),
        tr(
            "it is from the Microsoft Store: Windows gives it a private copy of the folder in "
            "which the environment is made"
        ),
        tr("it lacks {} (on Debian and Ubuntu: {})"),
        tr("it lacks {}"),
        tr("The environment does not work: {} failed: {}."),
    )


def _folders(tr: Callable[[str], str]) -> Tuple[str, ...]:
    """Why a Python or a folder of packages that was chosen cannot be used."""
    return (
        tr("The Python that was chosen is gone: {}."),
        tr("The Python that was chosen cannot be used: {}."),
        tr("{} holds the build {} of PyTorch, and {} was chosen."),
        tr("There are no wheels of the engine's packages for {} on {}."),
    )
