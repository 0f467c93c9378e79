"""The wire of a real engine process, spoken to in bytes."""

from __future__ import annotations

import os
import sys

import pytest

from engine.parameters import TASKS

from .conftest import PATIENCE_S, Wire

LIMIT = 1 << 20


def test_hello_is_answered_with_what_the_engine_offers(wire: Wire) -> None:
    ready = wire.greet()
    assert ready["protocol"] == 1
    assert ready["tasks"] == [task.name for task in TASKS]
    assert ready["models"] == ["spectra", "hsfm-spectral"]
    assert ready["devices"][0]["id"] == "cpu"
    assert ready["devices"][0]["memory_bytes"] > 0


def test_describe_lists_devices_and_whole_declarations(wire: Wire) -> None:
    wire.greet()
    wire.send({"type": "describe"})
    description = wire.expect("description")
    assert description["devices"][0]["id"] == "cpu"
    classify = next(task for task in description["tasks"] if task["name"] == "classify")
    assert {"name": "head", "kind": "head", "required": True}.items() <= next(
        p for p in classify["parameters"] if p["name"] == "head"
    ).items()


def test_every_message_carries_the_next_number(wire: Wire) -> None:
    wire.greet()
    wire.send(b"junk\n")
    wire.expect("error")
    wire.send({"type": "cancel", "id": "nobody"})
    wire.send({"type": "nonsense"})
    wire.expect("error")
    assert [message["seq"] for message in wire.heard] == list(range(1, len(wire.heard) + 1))


@pytest.mark.parametrize(
    "line",
    [
        b"junk\n",
        b"\xff\xfe\x00\n",
        b"[1, 2]\n",
        b'{"type": 5}\n',
        b'{"no": "type"}\n',
        b"[" * 100_000 + b"\n",
        b'{"type": "hello", "protocol": NaN}\n',
    ],
    ids=["text", "not UTF-8", "a list", "a number as type", "no type", "deep nesting", "NaN"],
)
def test_a_junk_line_is_reported_and_the_engine_goes_on(wire: Wire, line: bytes) -> None:
    wire.greet()
    wire.send(line)
    error = wire.expect("error", "ready")
    assert (error.get("code"), error.get("id")) == ("protocol.bad_json", None)
    wire.greet()


def test_an_empty_line_means_nothing(wire: Wire) -> None:
    wire.greet()
    wire.send(b"\n\r\n")
    assert wire.silence(0.3) == []


def test_an_unknown_type_is_an_error_with_its_own_code(wire: Wire) -> None:
    wire.greet()
    wire.send({"type": "sing"})
    error = wire.expect("error")
    assert error["code"] == "protocol.unknown_type"
    assert "sing" in error["message"]


def test_unknown_fields_are_ignored(wire: Wire) -> None:
    wire.send({"type": "hello", "protocol": 1, "colour": "blue"})
    assert wire.expect("ready")


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_another_version_is_refused_with_exit_code_3(wire: Wire, version: object) -> None:
    wire.send({"type": "hello", "protocol": version})
    assert wire.expect("error")["code"] == "protocol.version"
    assert wire.child.wait(PATIENCE_S) == 3


def test_a_client_that_does_not_say_its_version_is_refused(wire: Wire) -> None:
    wire.send({"type": "run", "id": "a", "task": "info"})
    assert wire.expect("error")["code"] == "protocol.version"
    assert wire.child.wait(PATIENCE_S) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="reads the process's memory from /proc")
def test_an_endless_line_costs_no_memory_and_is_skipped(wire: Wire) -> None:
    wire.greet()
    wire.send({"type": "describe"})
    wire.expect("description")
    before = _rss_bytes(wire.child.pid)
    for _ in range(64):
        wire.send(b"x" * LIMIT)
    wire.send(b"\n")
    error = wire.expect("error")
    assert error["code"] == "protocol.bad_json"
    assert _rss_bytes(wire.child.pid) - before < 16 * LIMIT
    wire.greet()


def test_a_line_of_the_longest_length_is_read(wire: Wire) -> None:
    start, end = b'{"type":"hello","protocol":1,"client":"', b'"}\n'
    wire.send(start + b"x" * (LIMIT - len(start) - len(end)) + end)
    assert wire.expect("ready", "error")["type"] == "ready"


def test_a_line_one_byte_too_long_is_refused(wire: Wire) -> None:
    start, end = b'{"type":"hello","protocol":1,"client":"', b'"}\n'
    wire.send(start + b"x" * (LIMIT - len(start) - len(end) + 1) + end)
    assert wire.expect("ready", "error")["code"] == "protocol.bad_json"


def test_the_end_of_input_ends_an_idle_engine_with_0(wire: Wire) -> None:
    wire.greet()
    assert wire.end_of_input() == 0


def test_shutdown_ends_an_idle_engine_with_0(wire: Wire) -> None:
    wire.greet()
    wire.send({"type": "shutdown"})
    assert wire.child.wait(PATIENCE_S) == 0


def test_a_task_that_is_refused_ends_with_its_error_and_id(wire: Wire) -> None:
    wire.greet()
    wire.send({"type": "run", "id": "a", "task": "info", "inputs": {"scene": "/no/such/scene"}})
    wire.expect("accepted", id_="a")
    assert wire.expect("result", "error", id_="a")["code"] == "input.not_found"


@pytest.mark.parametrize(
    ("request_", "code", "words"),
    [
        ({"task": "paint"}, "input.bad_parameter", "paint"),
        ({"task": "info"}, "input.bad_parameter", "scene"),
        ({"task": "info", "inputs": {"scene": 5}}, "input.bad_parameter", "scene"),
        ({"task": "info", "inputs": {"colour": "x"}}, "input.bad_parameter", "colour"),
        ({"task": "info", "inputs": []}, "protocol.bad_json", "inputs"),
        ({"task": "info", "options": {"scene": "x"}}, "protocol.bad_json", "scene"),
    ],
)
def test_a_run_that_does_not_fit_its_declaration_is_refused_with_its_id(
    wire: Wire, request_: dict[str, object], code: str, words: str
) -> None:
    wire.greet()
    wire.send({"type": "run", "id": "a", **request_})
    error = wire.expect("error", "accepted", id_="a")
    assert error["code"] == code
    assert words in error["message"]


@pytest.mark.parametrize("run_id", [None, "", 7, "x" * 2000])
def test_a_run_without_a_proper_id_is_refused_and_the_engine_stays_free(
    wire: Wire, run_id: object
) -> None:
    wire.greet()
    wire.send({"type": "run", "id": run_id, "task": "info", "inputs": {"scene": "/no"}})
    assert wire.expect("error")["code"] == "protocol.bad_json"
    wire.send({"type": "run", "id": "a", "task": "info", "inputs": {"scene": "/no"}})
    assert wire.expect("accepted", "error", id_="a")["type"] == "accepted"


def _rss_bytes(pid: int) -> int:
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
