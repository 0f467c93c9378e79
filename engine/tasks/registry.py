"""Finds the code behind a task's name, and loads it only then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, cast

from ..context import Context
from ..parameters import task_named
from .own_files import check_outputs
from .result import Result

Runner = Callable[[Mapping[str, Any], Context], Result]


def run_task(name: str, values: Mapping[str, Any], context: Context) -> Result:
    """Validates a request by the task's declaration and runs it.

    Args:
        name: a task of ``parameters.TASKS``; its code is the module of the same name beside this.
        values: inputs, outputs and options by name.
        context: told of progress, asked for cancellation.

    Raises:
        BadParameter: the request does not fit the declaration, or would destroy what it reads.
        EngineError: whatever the task refuses.
        Cancelled: the context asked to stop.
    """
    task = task_named(name)
    checked = task.validate(values)
    check_outputs(task, checked)
    runner = cast(Runner, import_module(f".{task.name}", __package__).run)
    return runner(checked, context)


def usable_models() -> list[str]:
    """Ids of the backbones without weights and of all installed models."""
    from ..models.installed import installed
    from ..models.registry import builtin

    return [*builtin(), *installed()]
