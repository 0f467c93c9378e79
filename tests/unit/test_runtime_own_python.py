"""Interpreters of the user: what they lack, the command that adds it, and what is refused."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hsfm.hsfm_plugin.engine_client.environment import environment_python
from hsfm.hsfm_plugin.runtime_setup import own_python
from hsfm.hsfm_plugin.runtime_setup.log import SetupLog
from hsfm.hsfm_plugin.runtime_setup.own_python import TORCH, OwnPython, check
from hsfm.hsfm_plugin.runtime_setup.own_versions import applies, release, wish_of
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.smoke import Smoke

from tests.systems import unix_only

from .wheel_shop import make_wheel

ROOT = Path(__file__).resolve().parents[2]
LINUX = {"sys_platform": "linux", "platform_machine": "x86_64", "python_version": "3.12"}


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "env"
    subprocess.check_call([sys.executable, "-m", "venv", str(folder)])
    return folder


@pytest.fixture
def env(template: Path, tmp_path: Path) -> Path:
    """An environment of the user with a blank in its path."""
    folder = tmp_path / "my env"
    shutil.copytree(template, folder, symlinks=True)
    return folder


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "torch.txt").write_text("torch==2.13.0\n", encoding="utf-8")
    (folder / "requirements.txt").write_text(
        'numpy>=1.26\nonnxruntime-gpu>=1.18; sys_platform != "darwin"\n'
        'onnxruntime>=1.18; sys_platform == "darwin"\ntomli>=2.0; python_version < "3.0"\n',
        encoding="utf-8",
    )
    return folder


def give(env: Path, tmp_path: Path, *packages: tuple[str, str]) -> None:
    """Installs stand-ins."""
    for name, version in packages:
        wheel = make_wheel(tmp_path / "shop", name, version)
        pip = [str(environment_python(env)), "-m", "pip", "install", "-q", "--no-index"]
        subprocess.check_call([*pip, "--no-deps", str(wheel)])


def look(env: Path, lists: Path, tmp_path: Path) -> OwnPython:
    log = SetupLog(tmp_path / "setup.log")
    places = Places(tmp_path / "runtime")
    return check(str(environment_python(env)), lists, log, None, places)


@pytest.fixture
def proven(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lets every environment pass its proof; gives those that were proven."""
    tried: list[str] = []

    def prove(python: str, *arguments: Any) -> Smoke:
        tried.append(python)
        return Smoke("cpu", [("torch", True, "2.13.0")])

    monkeypatch.setattr(own_python, "smoke_test", prove)
    return tried


def test_what_is_missing_is_listed_with_the_command_that_adds_it(
    env: Path, lists: Path, tmp_path: Path, proven: list[str]
) -> None:
    give(env, tmp_path, ("numpy", "1.20"), ("torch", "2.9.1"))
    found = look(env, lists, tmp_path)
    python = environment_python(env)
    assert found.missing == ["numpy>=1.26 (1.20)", "onnxruntime-gpu>=1.18"]
    assert found.command == f"\"{python}\" -m pip install 'numpy>=1.26' 'onnxruntime-gpu>=1.18'"
    assert not found.fits
    assert proven == []


@unix_only
def test_the_command_is_one_that_pip_takes(env: Path, lists: Path, tmp_path: Path) -> None:
    give(env, tmp_path, ("torch", "2.9.1"), ("onnxruntime", "1.20"))
    command = shlex.split(look(env, lists, tmp_path).command)
    make_wheel(tmp_path / "shop", "numpy", "2.0")
    offline = ["--no-index", "--find-links", str(tmp_path / "shop")]
    subprocess.check_call([*command, "-q", *offline])
    assert look(env, lists, tmp_path).missing == []


def test_torch_comes_by_a_command_of_its_own_from_its_index(
    env: Path, lists: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_python, "nvidia_smi", lambda stop: None)
    first, second = look(env, lists, tmp_path).command.splitlines()
    assert first.endswith("'torch>=2.7,<3' --index-url https://download.pytorch.org/whl/cpu")
    assert "torch>=" not in second


@pytest.mark.parametrize("name", ["onnxruntime", "onnxruntime-gpu"])
def test_either_kind_of_onnx_runtime_does(
    name: str, env: Path, lists: Path, tmp_path: Path, proven: list[str]
) -> None:
    give(env, tmp_path, ("torch", "2.7.0"), ("numpy", "2.1"), (name, "1.18"))
    assert look(env, lists, tmp_path).fits
    assert proven == [str(environment_python(env))]


@pytest.mark.parametrize(("version", "fits"), [("2.7.1+cu126", True), ("2.6.0", False)])
def test_torch_may_be_older_than_the_one_that_hsfm_installs(version: str, fits: bool) -> None:
    assert TORCH.holds(version) is fits


def test_the_oldest_torch_is_the_one_of_the_package_metadata() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'"torch{TORCH.versions.split(",")[0]}"' in text


def test_an_environment_that_fails_its_proof_is_refused_with_the_part(
    env: Path, lists: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        own_python, "smoke_test", lambda *_: Smoke("cpu", [("rasterio", False, "no DLL")])
    )
    give(env, tmp_path, ("torch", "2.9.1"), ("numpy", "2.1"), ("onnxruntime", "1.18"))
    assert "rasterio failed: no DLL" in look(env, lists, tmp_path).why_not


def test_a_conda_environment_gets_a_conda_command(env: Path, lists: Path, tmp_path: Path) -> None:
    (env / "conda-meta").mkdir()
    command = look(env, lists, tmp_path).command
    assert command == (
        f"conda install --prefix '{env}' -c conda-forge 'pytorch>=2.7,<3' 'numpy>=1.26' "
        "'onnxruntime>=1.18'"
    )


def test_an_environment_without_pip_gets_a_command_of_uv(
    env: Path, lists: Path, tmp_path: Path
) -> None:
    python = environment_python(env)
    subprocess.check_call([str(python), "-m", "pip", "uninstall", "-q", "-y", "pip"])
    command = look(env, lists, tmp_path).command
    assert command.startswith(f"uv pip install --python '{python}' ")


@unix_only
def test_a_python_of_the_system_is_answered_with_an_environment(
    lists: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = {**LINUX, "versions": {}, "prefix": "/usr", "is_conda": False, "is_managed": True}
    monkeypatch.setattr(own_python, "_facts", lambda path, stop: facts)
    monkeypatch.setenv("HOME", str(tmp_path))
    found = check(sys.executable, lists, SetupLog(tmp_path / "log"), None, Places(tmp_path / "r"))
    first, *others = found.command.splitlines()
    assert first == f'"{sys.executable}" -m venv {tmp_path / "hsfm-python"}'
    assert all(line.startswith(f'"{tmp_path}/hsfm-python/bin/python"') for line in others)
    assert found.is_managed


@pytest.mark.parametrize(
    ("program", "line", "terminal"),
    [
        (r"C:\Müller\python.exe", r'C:\Müller\python.exe -m pip install "torch>=2.7,<3"', ""),
        (r"C:\my env\python.exe", r'& "C:\my env\python.exe" -m pip install "torch>=2.7,<3"', "P"),
    ],
)
def test_the_command_is_one_that_both_terminals_of_windows_take_or_names_the_one(
    monkeypatch: pytest.MonkeyPatch, program: str, line: str, terminal: str
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    made = own_python._line((program, "-m", "pip", "install", "torch>=2.7,<3"))
    assert made == line
    found = OwnPython(program, "3.12.1", ["torch"], made, "")
    assert found.terminal[:1] == terminal


def test_a_python_that_is_not_there_is_refused(lists: Path, tmp_path: Path) -> None:
    found = check("/nowhere/python", lists, SetupLog(tmp_path / "log"))
    assert found.why_not == "it does not exist"
    assert found.command == ""


@unix_only
def test_a_python_that_is_too_old_is_refused(lists: Path, tmp_path: Path) -> None:
    facts = {
        "version": [3, 8, 1],
        "kind": "CPython",
        "bits": 64,
        "prefix": "/opt",
        "machine": "x86_64",
        "platform": "linux-x86_64",
        "mac": "",
        "threaded": False,
        "soabi": "",
        "missing": [],
    }
    old = tmp_path / "python"
    old.write_text(f"#!/bin/sh\necho 'HSFM-PYTHON {json.dumps(facts)}'\n", encoding="utf-8")
    old.chmod(0o755)
    found = check(str(old), lists, SetupLog(tmp_path / "log"), None, Places(tmp_path / "r"))
    assert "Python 3.8 is too old" in found.why_not


def test_every_line_of_the_plugin_can_be_compared() -> None:
    text = (ROOT / "resources" / "runtime" / "requirements.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            applies(line, LINUX)
            wish_of(line)


@pytest.mark.parametrize(
    ("marker", "holds"),
    [
        ('sys_platform != "darwin"', True),
        ("python_version < '3.11'", False),
        ('sys_platform == "win32" or platform_machine == "x86_64"', True),
        ('sys_platform == "linux" and python_version >= "3.9"', True),
    ],
)
def test_a_marker_holds_where_the_platform_says_so(marker: str, holds: bool) -> None:
    assert applies(f"numpy>=1; {marker}", LINUX) is holds


def test_a_marker_that_nobody_understands_is_an_error() -> None:
    with pytest.raises(ValueError, match="no marker"):
        applies('numpy; extra == "test"', LINUX)


def test_versions_are_compared_by_their_numbers() -> None:
    assert release("1.10") > release("1.9.2")
    assert release("2.13.0+cu130") == release("2.13")
    assert wish_of("numpy>=1.26,<3").holds("2.4.0rc1")
    assert not wish_of("numpy!=2.0").holds("2.0.0")
