"""The command line: every task of ``parameters.TASKS`` as a subcommand, and ``serve``.

Stdlib only at the top: ``--help`` answers before any heavy library could be loaded.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import Any, NoReturn, TextIO

from . import __version__
from .console.terminal import TerminalContext
from .errors import EXIT_CANCELLED, EXIT_FAILED, BadParameter, Cancelled, EngineError, InternalBug
from .failures import explain
from .parameters import BOOLEAN, CHOICE, MODELS_FETCH, TASKS, Parameter
from .protocol import error_message
from .wire.streams import STDOUT_FD, take_stdout

_PROG = "python -m engine"
_GROUPS = {
    "heads": "List, keep, rename and remove trained classifiers.",
    "models": "List, fetch, import, check and remove pretrained models.",
}


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are ``BadParameter``, so that --json can carry them."""

    def error(self, message: str) -> NoReturn:
        raise BadParameter(f"{message[:1].upper()}{message[1:]}.", hint=self.format_usage().strip())


def build_parser() -> argparse.ArgumentParser:
    """Makes the parser from the tasks' declarations."""
    parser = _Parser(
        prog=_PROG,
        description="Hyperspectral Foundation Mapper: scenes in, maps out.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"HSFM engine {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    groups: dict[str, Any] = {}
    for task in TASKS:
        words = _plain(task.help)
        among = commands
        if task.group:
            if task.group not in groups:
                about = _GROUPS[task.group]
                group = commands.add_parser(
                    task.group, help=about, description=about, allow_abbrev=False
                )
                groups[task.group] = group.add_subparsers(metavar="COMMAND", required=True)
            among = groups[task.group]
        command = among.add_parser(
            task.command[-1], help=words, description=words, allow_abbrev=False
        )
        command.set_defaults(task=task.name)
        for parameter in task.parameters:
            _add(command, parameter)
        command.add_argument(
            "--json", action="store_true", help="print the result, or the error, as JSON"
        )
        command.add_argument(
            "--quiet", action="store_true", help="say nothing about progress and warnings"
        )
    words = "Speak the wire protocol over stdin and stdout, for the QGIS plugin."
    commands.add_parser("serve", help=words, description=words)
    return parser


def _add(command: argparse.ArgumentParser, parameter: Parameter) -> None:
    options: dict[str, Any] = {"help": _help(parameter)}
    if parameter.kind == BOOLEAN:
        options["action"] = argparse.BooleanOptionalAction
    elif parameter.kind == CHOICE:
        options["metavar"] = "{" + ",".join(parameter.choices) + "}"
    else:
        options["metavar"] = parameter.kind.upper()
    if parameter.positional:
        options["metavar"] = parameter.name.upper()
        if not parameter.required:
            options["nargs"] = "?"
        command.add_argument(parameter.name, **options)
        return
    flag = "--" + parameter.name.replace("_", "-")
    command.add_argument(flag, dest=parameter.name, required=parameter.required, **options)


def _help(parameter: Parameter) -> str:
    facts = [parameter.range_text()] if parameter.range_text() else []
    if parameter.default is not None:
        facts.append(f"default {parameter.default}")
    return _plain(parameter.help + (f" ({'; '.join(facts)})" if facts else ""))


def _plain(text: str) -> str:
    return text.replace("%", "%%")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command.

    Args:
        argv: the arguments after the program's name; those of the process if None.

    Returns:
        The exit code: 0, 130 when cancelled, or that of the error's class.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in arguments
    try:
        parsed = vars(build_parser().parse_args(arguments))
    except BadParameter as exc:
        return _fail(exc, as_json, sys.stdout)
    command = str(parsed.pop("command"))
    if command == "serve":
        from .server import serve

        return serve()
    command = str(parsed.pop("task"))
    as_json = bool(parsed.pop("json"))
    quiet = bool(parsed.pop("quiet"))
    out = _private_stdout()
    try:
        return _run(command, parsed, as_json, quiet, out)
    except BrokenPipeError:  # the reader of our output, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        return EXIT_FAILED


def _run(command: str, values: dict[str, Any], as_json: bool, quiet: bool, out: TextIO) -> int:
    cancel = threading.Event()
    _cancel_on_signals(cancel)
    context = TerminalContext(cancel, sys.stderr, quiet=quiet)
    try:
        from .jobs import result_json
        from .tasks.registry import run_task

        result = result_json(run_task(command, values, context))
    except Cancelled:
        context.close()
        kept = command == MODELS_FETCH.name  # what has come so far, for the next try
        print("Cancelled." if kept else "Cancelled; nothing was written.", file=sys.stderr)
        if as_json:
            _print_json({"type": "cancelled", "task": command}, out)
        return EXIT_CANCELLED
    except Exception as exc:  # every failure leaves as a sentence, a code and an exit status
        context.close()
        return _fail(explain(exc), as_json, out)
    context.close()
    if as_json:
        document = result["metrics"] if command == "info" else {"type": "result", **result}
        _print_json(document, out)
    else:
        from .console.printing import describe_result

        print(describe_result(command, result), file=out, flush=True)
    return 0


def _fail(error: EngineError, as_json: bool, out: TextIO) -> int:
    if as_json:
        _print_json(error_message(error, None), out)
    else:
        print(f"Error: {error.message}", file=sys.stderr)
        if error.hint:
            print(error.hint, file=sys.stderr)
        print(f"({error.code})", file=sys.stderr)
    if isinstance(error, InternalBug):
        if os.environ.get("HSFM_DEBUG"):
            print(error.detail, file=sys.stderr)
        else:
            print("Set HSFM_DEBUG=1 and run it again to see where it happened.", file=sys.stderr)
    return error.exit_code


def _print_json(document: dict[str, Any], out: TextIO) -> None:
    print(json.dumps(document, indent=2, allow_nan=False), file=out, flush=True)


def _private_stdout() -> TextIO:
    """A stdout that no library's print can reach; the given one where a caller replaced it."""
    given = sys.__stdout__
    if given is None or sys.stdout is not given or given.fileno() != STDOUT_FD:
        return sys.stdout
    return open(take_stdout(), "w", encoding=given.encoding, errors="replace")


def _cancel_on_signals(cancel: threading.Event) -> None:
    """Makes the first Ctrl-C or SIGTERM cancel and the second end the process on the spot."""
    if threading.current_thread() is not threading.main_thread():
        return

    def stop(number: int, frame: object) -> None:
        cancel.set()
        signal.signal(number, signal.SIG_DFL)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
