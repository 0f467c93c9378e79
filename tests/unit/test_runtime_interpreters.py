"""Which Python the engine's environment is made from, and why another one is not."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest
from hsfm.engine.errors import Cancelled, DependencyMissing
from hsfm.hsfm_plugin.runtime_setup import interpreters
from hsfm.hsfm_plugin.runtime_setup.interpreters import (
    Candidate,
    candidates,
    usable,
)
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.refusals import refusal
from hsfm.hsfm_plugin.runtime_setup.requirements import MINORS

from .pythons_kit import GOOD, python, script

pytestmark = [
    pytest.mark.usefixtures("bare_machine"),
    pytest.mark.skipif(sys.platform == "win32", reason="the fakes are shell scripts"),
]

ROOT = Path(__file__).resolve().parents[2]


def test_a_real_python_is_asked_by_a_child_process(places: Places) -> None:
    found = candidates(sys.executable, places)
    dotted = ".".join(str(number) for number in sys.version_info[:3])
    assert found == [Candidate(sys.executable, dotted, "", os.uname().machine)]
    assert usable(found) is found[0]


def test_variables_of_qgis_do_not_reach_the_python_that_is_asked(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/qgis/lib")
    path = script(tmp_path / "python", 'echo "${LD_LIBRARY_PATH:-clean}"')
    assert "(clean)" in candidates(path, places)[0].why_not


def test_the_folder_of_an_environment_can_be_named(places: Places) -> None:
    folder = Path(sys.executable).parent.parent
    assert candidates(str(folder), places)[0].path == sys.executable


def test_a_program_on_path_can_be_named(places: Places, tmp_path: Path) -> None:
    path = python(tmp_path / "bin" / "python3.12")
    assert candidates("python3.12", places)[0] == Candidate(path, "3.12.4", "", "x86_64")


def test_a_named_python_that_is_refused_is_not_replaced_by_another(
    places: Places, tmp_path: Path
) -> None:
    python(tmp_path / "bin" / "python3")
    old = python(tmp_path / "old" / "python", version=[3, 9, 2])
    with pytest.raises(DependencyMissing, match=rf"{old} 3\.9\.2: Python 3\.9 is too old"):
        usable(candidates(old, places))


def test_a_named_python_that_is_gone_is_said_so(places: Places, tmp_path: Path) -> None:
    with pytest.raises(DependencyMissing, match=r"gone: it does not exist"):
        usable(candidates(str(tmp_path / "gone"), places))


def test_qgis_itself_is_never_started(places: Places, tmp_path: Path) -> None:
    qgis = script(tmp_path / "bin" / "qgis-bin", f"touch {tmp_path}/started")
    assert "it is QGIS" in candidates(qgis, places)[0].why_not
    assert not (tmp_path / "started").exists()


def test_a_python_of_a_folder_with_qgis_is_never_started(places: Places, tmp_path: Path) -> None:
    script(tmp_path / "conda" / "bin" / "qgis", "exit 1")
    inside = script(tmp_path / "conda" / "bin" / "python3", f"touch {tmp_path}/started")
    assert "QGIS's own" in candidates(inside, places)[0].why_not
    assert not (tmp_path / "started").exists()


def test_an_environment_made_from_a_python_of_qgis_is_refused(
    places: Places, tmp_path: Path
) -> None:
    script(tmp_path / "conda" / "bin" / "qgis", "exit 1")
    venv = python(tmp_path / "venv" / "bin" / "python", prefix=str(tmp_path / "conda"))
    assert str(tmp_path / "conda") in candidates(venv, places)[0].why_not


def test_the_environment_that_is_replaced_is_no_base_for_the_next(places: Places) -> None:
    own = python(places.env / "bin" / "python")
    assert "replaced" in candidates(own, places)[0].why_not
    kept = python(places.uv.parent / "python" / "cpython-3.12-linux" / "bin" / "python3")
    assert [found.path for found in candidates("", places)] == [kept]


def test_all_are_listed_with_reasons_and_the_first_good_one_is_taken(
    places: Places, tmp_path: Path
) -> None:
    old = python(tmp_path / "home" / ".pyenv" / "versions" / "3.9.1" / "bin" / "python")
    Path(old).write_text("#!/bin/sh\nexit 3\n", encoding="ascii")
    good = python(tmp_path / "bin" / "python3")
    other = python(tmp_path / "home" / "miniconda3" / "bin" / "python3")
    found = candidates("", places)
    assert [about.path for about in found] == [old, good, other]
    assert "exit code 3" in found[0].why_not
    assert usable(found).path == good


def test_nothing_found_says_what_to_install(places: Places) -> None:
    with pytest.raises(DependencyMissing, match="No Python was found") as caught:
        usable(candidates("", places))
    assert "python.org" in caught.value.hint
    assert "uv" in caught.value.hint


def test_the_error_lists_what_was_found_and_is_not_endless() -> None:
    found = [Candidate(f"/p{number}/python", "3.9.1", "too old") for number in range(50)]
    with pytest.raises(DependencyMissing) as caught:
        usable(found)
    assert "/p0/python 3.9.1: too old" in caught.value.message
    assert "and 44 more" in caught.value.message
    assert "/p49/python" in caught.value.detail


def test_a_python_that_hangs_is_ended(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interpreters, "ASK_LIMIT_S", 5)
    path = script(tmp_path / "python", f"/bin/sleep 600 & echo $! >{tmp_path}/pid; wait")
    assert "no answer within 5 s" in candidates(path, places)[0].why_not
    pid = int((tmp_path / "pid").read_text(encoding="ascii"))
    gone = not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    assert gone, "what it had started lives on"


def test_asking_can_be_cancelled(places: Places, tmp_path: Path) -> None:
    path = script(tmp_path / "python", f"echo >{tmp_path}/begun; /bin/sleep 60")
    with pytest.raises(Cancelled):
        candidates(path, places, lambda: (tmp_path / "begun").exists())


@pytest.mark.parametrize("text", ["echo Python 2.7", "echo 'HSFM-PYTHON {broken'", "exit 9"])
def test_what_does_not_answer_is_not_a_python(places: Places, tmp_path: Path, text: str) -> None:
    path = script(tmp_path / "python", text)
    assert "does not answer as a Python 3" in candidates(path, places)[0].why_not


def test_a_file_that_is_no_program_is_refused(places: Places, tmp_path: Path) -> None:
    path = script(tmp_path / "python", "")
    Path(path).write_bytes(b"\x7fELF nonsense")
    assert "cannot be started" in candidates(path, places)[0].why_not
    Path(path).chmod(0o644)
    assert "no program that you may run" in candidates(path, places)[0].why_not


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"version": [3, 9, 18]}, r"3\.9 is too old, the engine needs 3\.10 to 3\.14"),
        ({"version": [2, 7, 18]}, r"2\.7 is too old"),
        ({"version": [3, 15, 0]}, r"3\.15 is too new"),
        ({"kind": "PyPy"}, "it is PyPy"),
        ({"bits": 32}, "32-bit"),
        ({"threaded": True}, "free-threaded"),
        ({"soabi": "cpython-312-x86_64-linux-musl"}, "musl"),
        ({"platform": "win-arm64", "machine": "ARM64"}, "AMD64"),
        ({"platform": "macosx-13-x86_64", "mac": "15.1"}, "Intel"),
        ({"platform": "macosx-11-arm64", "machine": "arm64", "mac": "13.6"}, "macOS 14"),
        (
            {"prefix": r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12_x64"},
            "Microsoft Store",
        ),
        ({"missing": ["ssl"]}, "lacks ssl"),
        ({"missing": ["venv", "ensurepip"]}, r"lacks venv and ensurepip.*python3\.12-venv"),
    ],
)
def test_each_reason_is_named(facts: dict[str, Any], words: str) -> None:
    assert refusal(GOOD) == ""
    with pytest.raises(DependencyMissing, match=words):
        usable([Candidate("/x/python", "", refusal({**GOOD, **facts}))])


def test_the_newest_and_oldest_versions_are_taken() -> None:
    assert refusal({**GOOD, "version": [3, 10, 0]}) == ""
    assert refusal({**GOOD, "version": [3, 14, 9]}) == ""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'requires-python = ">=3.{min(MINORS)}"' in project


@pytest.mark.parametrize("mac", ["10.16", "14.0", "26.1", ""])
def test_a_new_mac_is_taken_also_under_its_compatible_number(mac: str) -> None:
    facts = {"platform": "macosx-11.0-arm64", "machine": "arm64", "mac": mac}
    assert refusal({**GOOD, **facts}) == ""


def test_uv_makes_up_for_a_python_without_venv(places: Places, tmp_path: Path) -> None:
    path = python(tmp_path / "bin" / "python3", missing=["ensurepip"])
    assert "ensurepip" in candidates(path, places)[0].why_not
    script(places.uv, "echo uv 0.9.1")
    assert candidates(path, places)[0].why_not == ""
