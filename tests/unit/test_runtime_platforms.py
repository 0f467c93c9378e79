"""What this computer is, whatever QGIS was made for."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest
from hsfm.engine.errors import BadParameter
from hsfm.hsfm_plugin.runtime_setup import plan, platforms
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.platforms import processor, this_platform

from tests.systems import unix_only

pytestmark = unix_only


def intel_qgis_on(monkeypatch: pytest.MonkeyPatch, folder: Path, answer: str) -> None:
    """Makes this an Intel program on a Mac whose sysctl says something."""
    sysctl = folder / "sysctl"
    sysctl.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
    sysctl.chmod(0o755)
    monkeypatch.setattr(platforms, "SYSCTL", str(sysctl))
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(sys, "platform", "darwin")


APPLE = '[ "$*" = "-n hw.optional.arm64" ] && echo 1'
INTEL = "echo unknown oid >&2; exit 1"


def test_an_apple_processor_is_seen_by_an_intel_qgis(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    intel_qgis_on(monkeypatch, tmp_path, APPLE)
    assert processor() == "arm64"
    assert this_platform() == "macosx_arm64"
    assert plan.facts_of("3.12")["platform_machine"] == "arm64"


def test_uv_fetches_a_python_for_the_apple_processor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "torch.txt").write_text("torch==2.13.0\n", encoding="utf-8")
    (tmp_path / "lock.txt").write_text("numpy==1.0\n", encoding="utf-8")
    monkeypatch.setattr(plan, "candidates", lambda *arguments: [])
    monkeypatch.setattr(plan, "uv_at", lambda *arguments: "/usr/bin/uv")
    intel_qgis_on(monkeypatch, tmp_path, APPLE)
    made = plan.make_plan(Places(tmp_path / "r"), plan.Sources(tmp_path), "", "auto")
    assert (made.build.name, made.uv, made.python) == ("mps", "/usr/bin/uv", "")


def test_an_intel_mac_stays_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    intel_qgis_on(monkeypatch, tmp_path, INTEL)
    with pytest.raises(BadParameter, match="for darwin on x86_64"):
        this_platform()
    monkeypatch.setattr(platforms, "SYSCTL", str(tmp_path / "gone"))
    assert processor() == "x86_64"
