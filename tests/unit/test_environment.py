"""Where the engine's interpreter is looked for, and what it may inherit."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from hsfm.engine.errors import DependencyMissing
from hsfm.hsfm_plugin.engine_client import environment
from hsfm.hsfm_plugin.engine_client.environment import clean_environment, find_engine_python
from hsfm.hsfm_plugin.engine_client.exit_words import exit_words, is_out_of_memory

QGIS_VARIABLES = [
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONEXECUTABLE",
    "PYTHONUSERBASE",
    "VIRTUAL_ENV",
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "QGIS_PREFIX_PATH",
    "QGIS_PLUGINPATH",
    "QT_PLUGIN_PATH",
    "PROJ_DATA",
    "PROJ_LIB",
    "GDAL_DATA",
    "GDAL_DRIVER_PATH",
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
    "DYLD_LIBRARY_PATH",
    "DYLD_INSERT_LIBRARIES",
]


@pytest.fixture(autouse=True)
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HSFM_ENGINE_PYTHON", raising=False)
    monkeypatch.setattr(environment, "runtime_folder", lambda: tmp_path / "runtime")


def make_python(folder: Path) -> str:
    python = environment.environment_python(folder)
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\n", encoding="ascii")
    python.chmod(0o755)
    return str(python)


@pytest.mark.parametrize("name", QGIS_VARIABLES)
def test_what_belongs_to_qgis_is_not_inherited(name: str) -> None:
    assert clean_environment({name: "/qgis", "HOME": "/home/ada"}) == {"HOME": "/home/ada"}


def test_names_are_compared_without_case_as_windows_does() -> None:
    assert clean_environment({"PythonHome": "C:\\QGIS", "Path": "C:\\Windows"}) == {
        "Path": "C:\\Windows"
    }


def test_the_environment_of_qgis_itself_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHOME", "/qgis")
    assert "PYTHONHOME" not in clean_environment(extra={"HSFM_X": "1"})
    assert os.environ["PYTHONHOME"] == "/qgis"


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_certificates_are_kept_unless_they_are_missing_or_those_of_qgis(
    name: str, tmp_path: Path
) -> None:
    qgis = tmp_path / "qgis"
    qgis.mkdir()
    for bundle in (tmp_path / "company.pem", qgis / "bundled.pem"):
        bundle.write_text("", encoding="ascii")
    base = {"OSGEO4W_ROOT": str(qgis)}
    assert name in clean_environment({**base, name: str(tmp_path / "company.pem")})
    assert name not in clean_environment({**base, name: str(qgis / "bundled.pem")})
    assert name not in clean_environment({**base, name: str(tmp_path / "missing.pem")})


def test_no_interpreter_is_none_and_never_the_one_of_qgis(tmp_path: Path) -> None:
    assert find_engine_python("", str(tmp_path)) is None


def test_the_setting_goes_before_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = make_python(tmp_path / "chosen")
    monkeypatch.setenv("HSFM_ENGINE_PYTHON", make_python(tmp_path / "variable"))
    make_python(tmp_path / ".venv")
    assert find_engine_python(chosen, str(tmp_path)) == chosen


def test_the_variable_goes_before_what_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = make_python(tmp_path / "variable")
    monkeypatch.setenv("HSFM_ENGINE_PYTHON", named)
    make_python(tmp_path / ".venv")
    assert find_engine_python("", str(tmp_path)) == named


def test_the_environment_beside_the_engine_goes_before_the_runtime(tmp_path: Path) -> None:
    installed = make_python(tmp_path / "runtime" / "env")
    assert find_engine_python("", str(tmp_path)) == installed
    beside = make_python(tmp_path / ".venv")
    assert find_engine_python("", str(tmp_path)) == beside


def test_a_chosen_interpreter_that_is_gone_is_an_error_and_not_replaced(tmp_path: Path) -> None:
    make_python(tmp_path / ".venv")
    with pytest.raises(DependencyMissing, match=r"gone.*options"):
        find_engine_python(str(tmp_path / "gone"), str(tmp_path))


def test_a_named_interpreter_that_cannot_be_run_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HSFM_ENGINE_PYTHON", str(tmp_path))
    with pytest.raises(DependencyMissing, match="HSFM_ENGINE_PYTHON, cannot be run"):
        find_engine_python("", str(tmp_path))


def test_qgis_is_not_taken_for_an_interpreter(tmp_path: Path) -> None:
    qgis = tmp_path / "qgis-bin"
    qgis.write_text("", encoding="ascii")
    qgis.chmod(0o755)
    with pytest.raises(DependencyMissing, match="QGIS"):
        find_engine_python(str(qgis), str(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
def test_a_kill_is_named_with_its_likely_reason() -> None:
    assert "SIGKILL" in exit_words(-signal.SIGKILL)
    assert "memory" in exit_words(-signal.SIGKILL)
    assert is_out_of_memory(-signal.SIGKILL)
    assert not is_out_of_memory(-signal.SIGSEGV)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0xC0000005, "access violation"),
        (0xC0000135, "DLL"),
        (-1073741515, "DLL"),
        (4, "package"),
        (99, "exit code 99"),
    ],
)
def test_an_exit_code_is_put_into_words(code: int, words: str) -> None:
    assert words in exit_words(code)
