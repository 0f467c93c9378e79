"""One run of one task: its cancel token, its context, and the one message that ends it."""

from __future__ import annotations

import math
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .context import CallbackContext
from .errors import Cancelled, InternalBug, ProtocolError
from .failures import explain
from .parameters import INPUT, OPTION, OUTPUT, task_named
from .progress import ProgressMeter
from .protocol import Message, encode, error_message

if TYPE_CHECKING:
    from .tasks.result import Result

Send = Callable[[Message], None]

LONGEST_ID = 200


@dataclass(frozen=True)
class Job:
    """A checked request.

    Attributes:
        id: chosen by the client.
        task: name of the task.
        values: its parameters by name, complete and of their Python types.
        cancel: the token; set from any thread to stop the run at its next batch.
    """

    id: str
    task: str
    values: Mapping[str, Any]
    cancel: threading.Event = field(default_factory=threading.Event)


def job_from_message(message: Message) -> Job:
    """Checks a ``run`` message against the task's declaration.

    Raises:
        ProtocolError: the message has no id, or its parts are not objects.
        BadParameter: the task is unknown or a value does not fit; also where a parameter came under
            the wrong part, as an output among the inputs.
    """
    run_id = message.get("id")
    if not isinstance(run_id, str) or not 0 < len(run_id) <= LONGEST_ID:
        raise ProtocolError(f"A run message needs an id, a text of 1 to {LONGEST_ID} characters.")
    task = task_named(str(message.get("task", "")))
    values: dict[str, Any] = {}
    for role in (INPUT, OUTPUT, OPTION):
        part = message.get(f"{role}s", {})
        if not isinstance(part, dict):
            raise ProtocolError(f"{role}s of run {run_id} must be an object, not {part!r}.")
        declared = {parameter.name for parameter in task.of_role(role)}
        for name in sorted(set(part) - declared):
            task.parameter(name)
            raise ProtocolError(f"{name} is no {role} of {task.name}; send it in its own part.")
        values.update(part)
    return Job(run_id, task.name, task.validate(values))


def run_job(job: Job, send: Send) -> Message:
    """Runs a job, sending what it says on the way.

    Args:
        job: the request.
        send: takes the messages; called from whichever thread the task reports from.

    Returns:
        The message that ends the run, not yet sent: ``result``, ``cancelled`` or ``error``. It can
        be encoded.
    """
    try:
        from .tasks.registry import run_task

        context = CallbackContext(_Reporter(job.id, send), job.cancel)
        context.check_cancelled()
        result = run_task(job.task, job.values, context)
        return _sendable({"type": "result", "id": job.id, "task": job.task, **result_json(result)})
    except Cancelled:
        return {"type": "cancelled", "id": job.id}
    except Exception as exc:  # whatever a library raised must become exactly one answer
        return error_message(explain(exc), job.id)


def _sendable(result: Message) -> Message:
    try:
        encode({**result, "seq": sys.maxsize})
    except ProtocolError as exc:
        raise InternalBug(
            f"The result of {result['task']} cannot be sent: {exc.message}",
            hint="Its files are written. Copy the details and report them.",
        ) from exc
    return result


def result_json(result: Result) -> dict[str, Any]:
    """A result as JSON knows it: what could not be measured (NaN) is null."""
    made = _without_nan(result.to_json())
    return dict(made)


def _without_nan(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _without_nan(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_nan(item) for item in value]
    return value


class _Reporter:
    """Puts the run's id on what its context says, and thins out the progress."""

    def __init__(self, run_id: str, send: Send) -> None:
        self._run_id = run_id
        self._send = send
        self._meter = ProgressMeter()
        self._lock = threading.Lock()

    def __call__(self, type_: str, fields: dict[str, Any]) -> None:
        if type_ != "progress":
            self._send({"type": type_, "id": self._run_id, **fields})
            return
        with self._lock:
            step = self._meter.update(fields["phase"], fields["done"], fields["total"])
        if step is not None:
            self._send(
                {
                    "type": "progress",
                    "id": self._run_id,
                    "phase": step.phase,
                    "done": step.done,
                    "total": step.total,
                    "eta_s": step.eta_s,
                }
            )
