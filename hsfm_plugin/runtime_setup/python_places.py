"""Where Python interpreters may be on this machine, and which of them are QGIS's own.

What is QGIS's own, and why it is left alone:

* Windows: the Python of OSGeo4W and of the QGIS installer (``apps/Python312``, ``bin/python3.exe``)
  and of a conda environment with QGIS. An environment made from it needs its folder for ever, which
  the next update of QGIS replaces, and starts only with the variables that QGIS's scripts set.
* macOS: the Python inside ``QGIS.app``. It is signed so that it loads libraries of the same signer
  only, and it goes with the next update.
* Linux: QGIS runs in the system's ``/usr/bin/python3``, which belongs to everybody and is a good
  base: a virtual environment sees nothing of its site-packages. A conda environment that holds QGIS
  is QGIS's own.
"""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Optional

from ..engine_client.environment import is_runnable
from .asking import ask
from .places import Places, Stop
from .programs import on_path, path_folders
from .requirements import MINORS

LAUNCHER_LIMIT_S = 10.0
_SHARED_PREFIXES = frozenset({"/", "/usr", "/usr/local", "/opt/local", "/opt/homebrew"})


def pythons_to_ask(
    places: Places, system: str = sys.platform, stop: Optional[Stop] = None
) -> list[str]:
    """Lists interpreters in the order in which they are preferred; none is run for that.

    QGIS's own are among them where they are beside QGIS, so that a message can say why they were
    not taken.

    Args:
        places: whose ``root`` is passed over, except for what uv keeps there.
        system: as ``sys.platform``.
        stop: asked while the launcher of Windows answers.

    Raises:
        Cancelled: ``stop`` said so.
    """
    found = [*_beside_qgis(system), *_pyenv(system), *_on_path(system)]
    if system == "win32":
        found += _from_launcher(stop)
    for pattern in _patterns(places, system):
        found += sorted(glob.glob(pattern), key=_minor, reverse=True)
    kept: dict[str, str] = {}
    for path in found:
        if is_runnable(path) and not is_inside_runtime(path, places):
            kept.setdefault(os.path.normcase(os.path.realpath(path)), os.path.abspath(path))
    return list(kept.values())


def is_inside_runtime(path: str, places: Places) -> bool:
    """Whether an interpreter belongs to the environments that setup makes and replaces."""
    return _lies_in(path, str(places.root)) and not _lies_in(path, str(places.uv.parent))


def qgis_home(prefix: str, system: str = sys.platform) -> str:
    """The folder of the QGIS that a Python is a part of; empty if it is not QGIS's own.

    Args:
        prefix: the Python's ``sys.base_prefix``, or the path of its program.
        system: as ``sys.platform``.
    """
    place = os.path.abspath(prefix)
    folder = place if os.path.isdir(place) else os.path.dirname(place)
    if system == "win32":
        return _qgis_home_on_windows(folder)
    if system == "darwin":
        bundle = re.match(r".*?/[^/]*qgis[^/]*\.app(?=/|$)", folder, re.IGNORECASE)
        if bundle:
            return bundle.group()
    home = os.path.dirname(folder) if os.path.basename(folder) == "bin" else folder
    has_qgis = os.path.exists(os.path.join(home, "bin", "qgis"))
    return home if has_qgis and home not in _SHARED_PREFIXES else ""


def _qgis_home_on_windows(folder: str) -> str:
    if os.path.exists(os.path.join(folder, "Library", "bin", "qgis.exe")):  # conda
        return folder
    here = folder
    while True:
        if os.path.exists(os.path.join(here, "bin", "o4w_env.bat")):
            return here
        above = os.path.dirname(here)
        if above == here:
            break
        here = above
    root = os.environ.get("OSGEO4W_ROOT", "")
    return root if root and _lies_in(os.path.join(folder, "x"), root) else ""


def _beside_qgis(system: str) -> list[str]:
    """The Python that this process runs in, by its prefix: its executable may be QGIS itself."""
    if system == "win32":
        return [os.path.join(sys.base_prefix, "python.exe")]
    minor = f"python3.{sys.version_info.minor}"
    return [os.path.join(sys.base_prefix, "bin", name) for name in (minor, "python3")]


def _pyenv(system: str) -> list[str]:
    """Those of pyenv itself, for its shims on PATH answer for the chosen version only."""
    usual = (".pyenv", "pyenv-win") if system == "win32" else (".pyenv",)
    root = os.environ.get("PYENV_ROOT") or os.path.join(os.path.expanduser("~"), *usual)
    program = "python.exe" if system == "win32" else os.path.join("bin", "python")
    found = glob.glob(os.path.join(glob.escape(root), "versions", "*", program))
    return sorted(found, key=_minor, reverse=True)


def _on_path(system: str) -> Iterator[str]:
    names = ["python3", *(f"python3.{minor}" for minor in MINORS), "python"]
    for folder in path_folders():
        if os.path.basename(folder) == "shims":
            continue
        if system == "darwin" and os.path.normpath(folder) == "/usr/bin":
            continue  # asking Apple's stub there opens a window that offers developer tools
        for name in names:
            path = os.path.join(folder, f"{name}.exe" if system == "win32" else name)
            if os.path.isfile(path) and not _is_store_alias(path):
                yield path


def _is_store_alias(path: str) -> bool:
    """Whether it is one of the empty files of Windows that open its Store or install a Python."""
    return "windowsapps" in path.lower() and os.path.getsize(path) == 0


def _from_launcher(stop: Optional[Stop]) -> list[str]:
    launcher = on_path("py")
    if launcher is None or _is_store_alias(launcher):
        return []
    try:
        answer = ask([launcher, "-0p"], LAUNCHER_LIMIT_S, stop)
    except OSError:
        return []
    return paths_of_launcher(answer.out)


def paths_of_launcher(text: str) -> list[str]:
    r"""Reads ``py -0p``: lines such as `` -V:3.12 *   C:\Python312\python.exe``."""
    found = (re.search(r"\s([A-Za-z]:\\.*\.exe)\s*$", line) for line in text.splitlines())
    return [match.group(1) for match in found if match]


def _patterns(places: Places, system: str) -> list[str]:
    """Where installers put Python, as patterns of ``glob``; conda's last."""
    home = glob.escape(os.path.expanduser("~"))
    kept_by_uv = [str(places.uv.parent / "python"), os.environ.get("UV_PYTHON_INSTALL_DIR", "")]
    conda = [os.environ.get("CONDA_PREFIX", "")]
    names = ("miniforge3", "mambaforge", "miniconda3", "anaconda3")
    if system == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        kept_by_uv.append(os.path.join(os.environ.get("APPDATA", ""), "uv", "python"))
        programs = os.environ.get("PROGRAMFILES", "")
        tops = [
            *_under([local], "Programs", "Python", "Python3*"),
            *_under([local], "Python", "pythoncore-3.*"),
            *_under([programs], "Python3*"),
            *_under(kept_by_uv, "cpython-3.*"),
            *_under(conda),
            *(os.path.join(home, name) for name in names),
        ]
        return [os.path.join(top, "python.exe") for top in tops]
    kept_by_uv.append(os.path.join(os.path.expanduser("~"), ".local", "share", "uv", "python"))
    tops = [
        *_under(kept_by_uv, "cpython-3.*"),
        *_under(conda),
        *(os.path.join(home, name) for name in names),
    ]
    found = [os.path.join(top, "bin", "python3") for top in tops]
    if system == "darwin":
        found[:0] = [
            "/Library/Frameworks/Python.framework/Versions/3.*/bin/python3",
            "/opt/homebrew/bin/python3*[0-9]",
            "/opt/local/bin/python3*[0-9]",
        ]
    return found


def _under(folders: Sequence[str], *inside: str) -> list[str]:
    return [os.path.join(glob.escape(top), *inside) for top in folders if os.path.isabs(top)]


def _minor(path: str) -> tuple[int, ...]:
    """Sorts by the version in a path: 3.9 before 3.12, and 312 as 3.12."""
    match = re.search(r"3\.?(\d+)(?:\.(\d+))?", path)
    return (int(match.group(1)), int(match.group(2) or 0)) if match else (0, 0)


def _lies_in(path: str, folder: str) -> bool:
    place = os.path.normcase(os.path.abspath(path))
    return place.startswith(os.path.normcase(os.path.abspath(folder)).rstrip(os.sep) + os.sep)
