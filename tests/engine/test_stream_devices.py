"""Choosing a device."""

from __future__ import annotations

import pytest
import torch

from engine import devices
from engine.errors import BadParameter, DeviceDriver, DeviceUnavailable


@pytest.fixture
def no_gpu(monkeypatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)


@pytest.mark.usefixtures("no_gpu")
@pytest.mark.parametrize("text", ["auto", "cpu", "", " CPU "])
def test_without_a_gpu_the_cpu_is_chosen(text: str) -> None:
    assert devices.pick_device(text) == torch.device("cpu")


@pytest.mark.usefixtures("no_gpu")
@pytest.mark.parametrize("text", ["cuda", "cuda:1", "mps"])
def test_a_device_that_is_not_there_is_refused_with_what_is(text: str) -> None:
    with pytest.raises(DeviceUnavailable, match="it has cpu"):
        devices.pick_device(text)


@pytest.mark.parametrize("text", ["gpu", "cuda:x", "cpu:1", "mps:0:1"])
def test_what_is_no_device_is_a_bad_parameter(text: str) -> None:
    with pytest.raises(BadParameter, match="no kind of device"):
        devices.pick_device(text)


@pytest.fixture
def dead_gpu(monkeypatch) -> None:
    """A CUDA device that is seen, but on which nothing runs."""
    monkeypatch.setattr(devices, "_cuda_count", lambda: 1)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(
        devices, "_fault", lambda device: "no kernel image" if device.type == "cuda" else ""
    )


@pytest.mark.usefixtures("dead_gpu")
def test_auto_passes_over_a_gpu_that_cannot_compute() -> None:
    assert devices.pick_device("auto").type != "cuda"


@pytest.mark.usefixtures("dead_gpu")
def test_a_gpu_that_cannot_compute_is_refused_with_its_fault() -> None:
    with pytest.raises(DeviceDriver, match="no kernel image"):
        devices.pick_device("cuda")


def test_the_cpu_is_listed_last_with_its_memory() -> None:
    last = devices.list_devices()[-1]
    assert last["id"] == "cpu"
    assert last["memory_bytes"] > 1 << 28


def test_torch_gets_its_threads_back_after_a_pass() -> None:
    before = torch.get_num_threads()
    with devices.shared_cores(torch.device("cpu"), 4):
        assert torch.get_num_threads() <= max(1, before)
    assert torch.get_num_threads() == before


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_auto_takes_the_gpu_that_is_there() -> None:
    assert devices.pick_device("auto") == torch.device("cuda", 0)
