"""Runs on the wire of a real engine process, with a task that misbehaves on request."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from .conftest import PATIENCE_S, Wire

FINAL = ("result", "cancelled", "error")


def test_a_second_run_is_refused_as_busy_and_the_first_goes_on(job_wire: Wire) -> None:
    job_wire.run("first", "work", seed=50)
    job_wire.expect("progress", id_="first")
    job_wire.run("second", "nothing")
    refused = job_wire.expect(*FINAL)
    assert (refused["id"], refused["code"]) == ("second", "protocol.busy")
    assert refused["retryable"] is True
    assert job_wire.expect(*FINAL)["type"] == "result"


def test_the_next_run_may_follow_the_end_of_the_last_at_once(job_wire: Wire) -> None:
    for number in range(20):
        job_wire.run(str(number), "nothing")
        assert job_wire.expect(*FINAL, id_=str(number))["type"] == "result"


def test_a_cancel_during_a_run_ends_it_as_cancelled_and_leaves_no_file(
    job_wire: Wire, tmp_path: Path
) -> None:
    job_wire.run("a", "work", seed=600)
    job_wire.expect("progress")
    assert (tmp_path / "map.tif.part").exists()
    job_wire.send({"type": "cancel", "id": "a"})
    assert job_wire.expect(*FINAL)["type"] == "cancelled"
    assert not (tmp_path / "map.tif.part").exists()


def test_a_cancel_of_another_run_changes_nothing(job_wire: Wire) -> None:
    job_wire.send({"type": "cancel", "id": "a"})
    job_wire.send({"type": "cancel"})
    job_wire.run("a", "work", seed=2)
    job_wire.send({"type": "cancel", "id": "b"})
    assert job_wire.expect(*FINAL)["type"] == "result"


def test_a_cancel_after_the_end_of_a_run_is_not_answered_again(job_wire: Wire) -> None:
    job_wire.run("a", "nothing")
    job_wire.expect("result", id_="a")
    job_wire.send({"type": "cancel", "id": "a"})
    assert job_wire.silence(0.3) == []


def test_a_run_whose_files_are_complete_counts_although_it_was_cancelled(job_wire: Wire) -> None:
    job_wire.run("a", "finish_although_cancelled")
    job_wire.expect("log")
    job_wire.send({"type": "cancel", "id": "a"})
    assert job_wire.expect(*FINAL)["outputs"][0]["path"] == "/somewhere/map.tif"


def test_progress_comes_at_most_about_ten_times_a_second_with_the_time_left(
    job_wire: Wire,
) -> None:
    began = time.monotonic()
    job_wire.run("a", "work", seed=15)
    job_wire.expect("result")
    took_s = time.monotonic() - began
    steps = [message for message in job_wire.heard if message["type"] == "progress"]
    assert 5 <= len(steps) <= 10 * took_s + 2
    assert [step["done"] for step in steps] == sorted(step["done"] for step in steps)
    late = steps[-1]
    assert late["phase"] == "map"
    assert late["eta_s"] >= 0


def test_heartbeats_come_while_a_run_is_busy_with_numbers(job_wire: Wire) -> None:
    job_wire.run("a", "work", seed=600)
    job_wire.expect("progress")
    beats = [job_wire.expect("heartbeat") for _ in range(2)]
    assert all(beat["busy"] is True for beat in beats)
    assert all(beat["rss_bytes"] > 1_000_000 and beat["device_bytes"] == 0 for beat in beats)
    job_wire.send({"type": "cancel", "id": "a"})
    job_wire.expect("cancelled")
    beats = [job_wire.expect("heartbeat") for _ in range(2)]  # one may have been on its way
    assert beats[-1]["busy"] is False


def test_what_libraries_print_does_not_reach_the_wire(job_wire: Wire) -> None:
    job_wire.run("a", "print")
    assert job_wire.expect(*FINAL)["type"] == "result"
    assert {message["type"] for message in job_wire.heard} <= {"ready", "accepted", "result"}


def test_a_library_cannot_read_from_the_wire(job_wire: Wire) -> None:
    job_wire.run("a", "read_stdin")
    assert job_wire.expect(*FINAL)["metrics"] == {"read": ""}


def test_what_is_not_a_number_becomes_null(job_wire: Wire) -> None:
    job_wire.run("a", "not_a_number")
    assert job_wire.expect(*FINAL)["metrics"] == {"f1": None, "rows": [1.5, None]}


def test_a_result_that_is_too_long_becomes_an_error_and_the_engine_goes_on(
    job_wire: Wire,
) -> None:
    job_wire.run("a", "say_too_much")
    assert job_wire.expect(*FINAL)["code"] == "internal.bug"
    job_wire.run("b", "nothing")
    assert job_wire.expect(*FINAL)["type"] == "result"


@pytest.mark.parametrize(
    ("what", "code", "words"),
    [
        ("fail", "internal.bug", "KeyError"),
        ("miss_a_package", "runtime.dependency_missing", "a_package_that_nobody_has"),
        ("run_out_of_memory", "device.out_of_memory", "memory"),
    ],
)
def test_what_a_task_raises_becomes_one_error_and_the_engine_goes_on(
    job_wire: Wire, what: str, code: str, words: str
) -> None:
    job_wire.run("a", what)
    error = job_wire.expect(*FINAL)
    assert error["code"] == code
    assert words in error["message"]
    assert f"do_{what}" in error["detail"]
    job_wire.run("b", "nothing")
    assert job_wire.expect(*FINAL)["type"] == "result"


def test_the_end_of_input_ends_a_busy_engine_after_it_cleaned_up(
    patient_end: None, job_wire: Wire, tmp_path: Path
) -> None:
    job_wire.run("a", "work", seed=6000)
    job_wire.expect("progress")
    assert job_wire.end_of_input() == 0
    assert not (tmp_path / "map.tif.part").exists()


def test_the_end_of_input_ends_an_engine_that_does_not_listen(job_wire: Wire) -> None:
    job_wire.run("a", "not_listen")
    job_wire.expect("log")
    assert job_wire.end_of_input() == 0


def test_shutdown_during_a_run_cancels_it_and_ends_with_0(job_wire: Wire) -> None:
    job_wire.run("a", "work", seed=600)
    job_wire.expect("progress")
    job_wire.send({"type": "shutdown"})
    assert job_wire.expect(*FINAL)["type"] == "cancelled"
    assert job_wire.child.wait(PATIENCE_S) == 0


def test_describe_is_answered_during_a_run(job_wire: Wire) -> None:
    job_wire.run("a", "work", seed=100)
    job_wire.expect("progress")
    job_wire.send({"type": "describe"})
    job_wire.expect("description")
    assert not any(message["type"] in FINAL for message in job_wire.heard)
