"""What an installation from a mirror will bring, told before it begins."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Optional

import pytest
from hsfm.hsfm_plugin.runtime_setup import plan
from hsfm.hsfm_plugin.runtime_setup.interpreters import Candidate
from hsfm.hsfm_plugin.runtime_setup.pip_steps import Sources
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.plan import Plan, make_plan

H100 = "NVIDIA H100 PCIe, 9.0, 580.95.05, 81559"
MIRROR = "https://mirror.example/simple"


def planned(
    monkeypatch: pytest.MonkeyPatch, requirements: Path, system: str, gpu: Optional[str], index: str
) -> Plan:
    """The plan of a computer of a kind, with a GPU or without."""
    found = Candidate("/usr/bin/python3", "3.12.1", "", "x86_64")
    monkeypatch.setattr(plan, "candidates", lambda *arguments: [found])
    monkeypatch.setattr(plan, "uv_at", lambda *arguments: None)
    monkeypatch.setattr(plan, "nvidia_smi", lambda stop=None: gpu)
    monkeypatch.setattr(sys, "platform", system)
    places = Places(requirements / "runtime")
    return make_plan(places, Sources(requirements, index_url=index), "", "auto")


def test_the_mirrors_torch_for_linux_is_as_large_as_cuda_is(
    monkeypatch: pytest.MonkeyPatch, requirements: Path
) -> None:
    mirrored = planned(monkeypatch, requirements, "linux", None, MIRROR)
    direct = planned(monkeypatch, requirements, "linux", None, "")
    with_gpu = planned(monkeypatch, requirements, "linux", H100, "")
    assert mirrored.build.name == direct.build.name == "cpu"
    assert mirrored.bytes_disk == with_gpu.bytes_disk > direct.bytes_disk
    assert mirrored.bytes_download == with_gpu.bytes_download > direct.bytes_download


def test_the_mirrors_torch_for_windows_is_that_for_the_cpu(
    monkeypatch: pytest.MonkeyPatch, requirements: Path
) -> None:
    mirrored = planned(monkeypatch, requirements, "win32", H100, MIRROR)
    assert mirrored.build.name == "cpu"
    assert "mirrors have PyTorch for the CPU only" in mirrored.build.reason
    assert mirrored.bytes_disk == planned(monkeypatch, requirements, "win32", None, "").bytes_disk
    assert planned(monkeypatch, requirements, "win32", H100, "").build.name == "cu130"


def test_uv_is_told_of_the_mirror_by_its_own_variables(requirements: Path) -> None:
    made = Sources(requirements, index_url=MIRROR).variables()
    for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        assert made[name] == MIRROR
