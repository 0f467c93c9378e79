"""The setup without QGIS, for administrators and for ``make bundle``."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import Any, Optional

from ...engine.errors import EXIT_CANCELLED, EXIT_FAILED, Cancelled, EngineError
from ..engine_client.environment import plugin_root
from . import state
from .bundle import build_for, check_target, make_bundle, record_for
from .installer import Setup
from .interpreters import candidates, usable
from .kept_folders import cache_folders, models_folder
from .log import SetupLog
from .nvidia import nvidia_smi
from .pip_steps import Sources
from .places import Places, in_words
from .platforms import PLATFORMS, this_platform
from .removal import remove as remove_folders
from .removal import what_there_is

DONE = 0
Answer = dict[str, Any]


def main(arguments: Sequence[str]) -> int:
    """Runs a command.

    Returns:
        0 when it is done; 1 when it failed or, for ``check``, when something has to be done; 2 for
        a wrong argument; 4 when Python or packages are missing; 130 when it was cancelled.
    """
    wanted = _parser().parse_args(arguments)
    stopping = threading.Event()

    def on_signal(number: int, frame: Optional[FrameType]) -> None:
        stopping.set()

    signal.signal(signal.SIGINT, on_signal)
    signal.signal(signal.SIGTERM, on_signal)
    try:
        answer = _COMMANDS[wanted.command](wanted, stopping)
    except Cancelled:
        print("Cancelled. What was done is kept; the same command goes on there.", file=sys.stderr)
        return EXIT_CANCELLED
    except EngineError as error:
        if wanted.json:
            found = {"code": error.code, "message": error.message, "hint": error.hint}
            print(json.dumps({"error": {**found, "detail": error.detail}}))
        else:
            print(f"{error.message}\n{error.hint}".strip(), file=sys.stderr)
        return error.exit_code
    exit_code = int(answer.pop("exit_code", DONE))
    _print(answer, wanted.json)
    return exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m hsfm_plugin.runtime_setup",
        description="Sets up the Python environment that HSFM's engine runs in.",
    )
    every = argparse.ArgumentParser(add_help=False)
    every.add_argument("--root", type=Path, help="folder of the runtime; else this user's own")
    every.add_argument("--json", action="store_true", help="print the answer as JSON")
    source = argparse.ArgumentParser(add_help=False)
    source.add_argument("--python", default="", help="interpreter to make the environment with")
    source.add_argument("--build", default="auto", help="build of torch: auto, cpu, cu130, mps…")
    source.add_argument("--index-url", default="", help="an index in the place of PyPI; with torch")
    source.add_argument("--proxy", default="", help="http://host:port; else HTTPS_PROXY")
    wheels = argparse.ArgumentParser(add_help=False)
    wheels.add_argument("--wheels", type=Path, help="a folder that bundle made; needs no network")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in (
        ("install", "install, or go on with an installation that was cancelled"),
        ("repair", "test the environment and install again what fails"),
        ("update", "install what this version of the plugin needs, if that has changed"),
    ):
        commands.add_parser(name, help=text, parents=[every, source, wheels])
    commands.add_parser("check", help="say what has to be done", parents=[every])
    commands.add_parser("where", help="say where everything lies, and its size", parents=[every])
    removing = commands.add_parser("remove", help="remove the runtime", parents=[every])
    removing.add_argument("--weights", action="store_true", help="and installed models")
    removing.add_argument("--caches", action="store_true", help="and what can be made again")
    bundle = commands.add_parser(
        "bundle", help="make a folder of wheels for a computer offline", parents=[every, source]
    )
    bundle.add_argument("folder", type=Path)
    bundle.add_argument("--platform", default="", help=f"one of {', '.join(PLATFORMS)}")
    bundle.add_argument("--python-version", default="", help="of the Python there, as in 3.12")
    return parser


def _places(wanted: argparse.Namespace) -> Places:
    return Places(wanted.root.resolve()) if wanted.root else Places.default()


def _requirements() -> Path:
    return plugin_root() / "resources" / "runtime"


def _setup(wanted: argparse.Namespace) -> Setup:
    return Setup(
        _places(wanted),
        _requirements(),
        wanted.python,
        wanted.build,
        wanted.wheels.resolve() if getattr(wanted, "wheels", None) else None,
        wanted.index_url,
        wanted.proxy,
    )


def _change(wanted: argparse.Namespace, stopping: threading.Event) -> Answer:
    setup = _setup(wanted)
    action = getattr(setup, wanted.command)
    installed = action(_reporter(), stopping.is_set)
    smoke = setup.smoke
    device = {} if smoke is None else {"device": smoke.device, "fallback": smoke.fallback}
    return {"python_program": str(setup.places.python), **asdict(installed), **device}


def _check(wanted: argparse.Namespace, stopping: threading.Event) -> Answer:
    places = _places(wanted)
    needed = state.needs(places, _requirements())
    installed = state.read(places)
    return {
        "needs": needed or "nothing",
        **({} if installed is None else asdict(installed)),
        "exit_code": EXIT_FAILED if needed else DONE,
    }


def _where(wanted: argparse.Namespace, stopping: threading.Event) -> Answer:
    places = _places(wanted)
    found = what_there_is(places, models_folder(), cache_folders(), stopping.is_set)
    return {
        "root": str(places.root),
        "python_program": str(places.python),
        "log": str(places.log),
        "folders": [{"kind": f.kind, "path": str(f.path), "bytes": f.bytes} for f in found],
    }


def _remove(wanted: argparse.Namespace, stopping: threading.Event) -> Answer:
    found = what_there_is(_places(wanted), models_folder(), cache_folders(), stopping.is_set)
    kinds = {"runtime", "downloads"}
    kinds |= {"weights"} if wanted.weights else set()
    kinds |= {"cache"} if wanted.caches else set()
    going = [one for one in found if one.kind in kinds]
    remove_folders(going, stopping.is_set)
    return {"folders": [{"kind": f.kind, "path": str(f.path), "bytes": f.bytes} for f in going]}


def _bundle(wanted: argparse.Namespace, stopping: threading.Event) -> Answer:
    stop = stopping.is_set
    folder = wanted.folder.resolve()
    target = wanted.platform or this_platform()
    python = usable(candidates(wanted.python, _places(wanted), stop))
    version = wanted.python_version or ".".join(python.version.split(".")[:2])
    check_target(target, version)
    build = build_for(target, wanted.build, nvidia_smi(stop), bool(wanted.index_url))
    sources = Sources(_requirements(), None, wanted.index_url, wanted.proxy)
    record = record_for(sources.requirements, build, target, version)
    log = SetupLog(folder.with_name(f"{folder.name}.log"))
    make_bundle(folder, sources, build, python.path, record, log, _reporter(), stop)
    return {"folder": str(folder), **asdict(record)}


def _reporter() -> Any:
    """Prints what is done when that changes; progress goes to stderr, answers to stdout."""
    last = ""

    def report(words: str, fraction: float) -> None:
        nonlocal last
        if words != last:
            print(f"{fraction:4.0%} {words}", file=sys.stderr, flush=True)
            last = words

    return report


def _print(answer: Answer, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer, indent=2))
        return
    for name, value in answer.items():
        if name != "folders" and value != "":
            print(f"{name.replace('_', ' ')}: {value}")
    for folder in answer.get("folders", []):
        print(f"{folder['kind']}: {folder['path']} ({in_words(folder['bytes'])})")


_COMMANDS = {
    "install": _change,
    "repair": _change,
    "update": _change,
    "check": _check,
    "where": _where,
    "remove": _remove,
    "bundle": _bundle,
}
