"""How many cores the engine uses is what the user allows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from engine import cores, devices
from engine.errors import BadParameter

ROOT = Path(__file__).resolve().parents[2]
ALL = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@pytest.fixture
def torch_threads():
    """Puts back how many threads torch has in these tests."""
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize("text", ["", "0", " 0 ", "100000"])
def test_nothing_said_or_more_than_there_are_means_all_cores(monkeypatch, text: str) -> None:
    monkeypatch.setenv("HSFM_THREADS", text)
    assert cores.usable_cores() == ALL


def test_fewer_cores_are_used_where_the_user_wants_that(monkeypatch) -> None:
    monkeypatch.setenv("HSFM_THREADS", "1")
    assert (cores.usable_cores(), devices.reading_threads()) == (1, 1)


@pytest.mark.parametrize("text", ["many", "-1", "2.5", "²"])
def test_what_is_no_number_of_threads_is_refused_by_name(monkeypatch, text: str) -> None:
    monkeypatch.setenv("HSFM_THREADS", text)
    with pytest.raises(BadParameter, match="HSFM_THREADS is"):
        cores.usable_cores()


@pytest.mark.usefixtures("torch_threads")
def test_torch_keeps_to_the_cores_when_a_device_is_picked(monkeypatch) -> None:
    torch.set_num_threads(2)
    monkeypatch.setenv("HSFM_THREADS", "1")
    devices.pick_device("cpu")
    assert torch.get_num_threads() == 1


@pytest.mark.usefixtures("torch_threads")
def test_picking_a_device_gives_torch_no_more_threads_than_it_had(monkeypatch) -> None:
    torch.set_num_threads(1)
    monkeypatch.delenv("HSFM_THREADS", raising=False)
    devices.pick_device("cpu")
    assert torch.get_num_threads() == 1


def test_the_cpu_is_described_with_the_threads_that_are_used(monkeypatch) -> None:
    monkeypatch.setenv("HSFM_THREADS", "1")
    assert devices.describe_device(torch.device("cpu"))["name"] == "CPU, 1 thread"


_ASK = """
import sys, runpy
sys.argv = ["engine", "--version"]
try:
    runpy.run_module("engine", run_name="__main__")
except SystemExit:
    pass
import os, torch
print(torch.get_num_threads(), os.environ.get("OPENBLAS_NUM_THREADS"))
"""


@pytest.mark.parametrize(("said", "own", "told"), [("1", None, "1 1"), ("1", "2", "1 2")])
def test_libraries_are_told_before_they_are_loaded(said: str, own: str | None, told: str) -> None:
    unset = {"OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"}
    said_to = {name: value for name, value in os.environ.items() if name not in unset}
    said_to["HSFM_THREADS"] = said
    if own is not None:
        said_to["OPENBLAS_NUM_THREADS"] = own
    done = subprocess.run(
        [sys.executable, "-c", _ASK],
        cwd=ROOT,
        env=said_to,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == told


def test_a_bad_number_of_threads_is_told_when_the_engine_is_greeted() -> None:
    hello = '{"type": "hello", "protocol": 1, "client": "test", "locale": "en"}\n'
    done = subprocess.run(
        [sys.executable, "-m", "engine", "serve"],
        cwd=ROOT,
        env={**os.environ, "HSFM_THREADS": "many"},
        input=hello,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "HSFM_THREADS is 'many'" in done.stdout
