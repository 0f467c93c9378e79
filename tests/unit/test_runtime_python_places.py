"""Where Pythons and uv are looked for, and which Pythons belong to QGIS."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hsfm.hsfm_plugin.runtime_setup import python_places
from hsfm.hsfm_plugin.runtime_setup.interpreters import (
    uv_at,
)
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.python_places import (
    paths_of_launcher,
    pythons_to_ask,
    qgis_home,
)

from .pythons_kit import python, script

pytestmark = [
    pytest.mark.usefixtures("bare_machine"),
    pytest.mark.skipif(sys.platform == "win32", reason="the fakes are shell scripts"),
]


def test_the_python_beside_qgis_goes_first(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside, on_path = python(tmp_path / "usr" / "python3"), python(tmp_path / "bin" / "python3")
    monkeypatch.setattr(python_places, "_beside_qgis", lambda system: [beside])
    assert pythons_to_ask(places) == [beside, on_path]


def test_pythons_of_pyenv_are_found_newest_first_and_its_shims_passed_over(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "pyenv"
    monkeypatch.setenv("PYENV_ROOT", str(root))
    monkeypatch.setenv("PATH", str(root / "shims"))
    script(root / "shims" / "python3", "exit 127")
    paths = [
        python(root / "versions" / v / "bin" / "python") for v in ("3.12.1", "3.9.18", "3.10.2")
    ]
    assert pythons_to_ask(places) == [paths[0], paths[2], paths[1]]


def test_one_python_with_two_names_is_asked_once(places: Places, tmp_path: Path) -> None:
    path = python(tmp_path / "bin" / "python3.11")
    (tmp_path / "bin" / "python3").symlink_to(path)
    assert pythons_to_ask(places) == [str(tmp_path / "bin" / "python3")]


def test_uv_is_found_on_path_then_at_home_then_in_the_runtime_folder(
    places: Places, tmp_path: Path
) -> None:
    assert uv_at(places) is None
    expected = [places.uv, tmp_path / "home" / ".local" / "bin" / "uv", tmp_path / "bin" / "uv"]
    for path in expected:
        assert uv_at(places) != str(path)
        script(path, "echo uv 0.9.1")
        assert uv_at(places) == str(path)


def test_a_uv_that_does_not_answer_is_passed_over(places: Places, tmp_path: Path) -> None:
    script(tmp_path / "bin" / "uv", "echo 'pyenv: uv: command not found' >&2; exit 127")
    kept = script(places.uv, "echo uv 0.9.1")
    assert uv_at(places) == kept


def test_the_python_of_osgeo4w_is_qgis_own(tmp_path: Path) -> None:
    root = tmp_path / "OSGeo4W"
    for path in ("bin/o4w_env.bat", "bin/python3.exe", "apps/Python312/python.exe"):
        script(root / path, "")
    for inside in ("bin/python3.exe", "apps/Python312/python.exe", "apps/Python312"):
        assert qgis_home(str(root / inside), "win32") == str(root)
    script(tmp_path / "Python312" / "python.exe", "")
    assert qgis_home(str(tmp_path / "Python312" / "python.exe"), "win32") == ""


def test_the_root_that_qgis_names_is_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSGEO4W_ROOT", str(tmp_path / "QGIS"))
    assert qgis_home(str(tmp_path / "QGIS" / "apps" / "Python312"), "win32")
    assert not qgis_home(str(tmp_path / "QGIS2" / "apps" / "Python312"), "win32")


@pytest.mark.parametrize("bundle", ["QGIS.app", "QGIS-LTR.app", "QGIS-final-4_0_1.app"])
def test_the_python_in_the_bundle_of_qgis_is_its_own(bundle: str) -> None:
    inside = f"/Applications/{bundle}/Contents/MacOS/bin/python3"
    assert qgis_home(inside, "darwin") == f"/Applications/{bundle}"
    framework = f"/Applications/{bundle}/Contents/Frameworks/Python.framework/Versions/3.12"
    assert qgis_home(framework, "darwin") == f"/Applications/{bundle}"


@pytest.mark.parametrize("path", ["/opt/homebrew/bin/python3", "/Users/qgis/apps/bin/python3"])
def test_other_pythons_of_a_mac_are_not(path: str) -> None:
    assert qgis_home(path, "darwin") == ""


def test_the_system_python_of_linux_is_everybodys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "exists", lambda path: True)
    assert qgis_home("/usr/bin/python3", "linux") == ""
    assert qgis_home("/usr", "linux") == ""
    assert qgis_home("/opt/conda/envs/gis/bin/python3", "linux") == "/opt/conda/envs/gis"


def test_apples_stub_is_not_asked(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin")
    assert "/usr/bin/python3" in list(python_places._on_path("linux"))
    assert list(python_places._on_path("darwin")) == []


def test_the_empty_files_of_windows_store_are_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apps = tmp_path / "Microsoft" / "WindowsApps"
    apps.mkdir(parents=True)
    (apps / "python.exe").touch()
    monkeypatch.setenv("PATH", str(apps))
    assert list(python_places._on_path("win32")) == []
    (apps / "python.exe").write_bytes(b"MZ")
    assert list(python_places._on_path("win32")) == [str(apps / "python.exe")]


def test_the_list_of_the_launcher_is_read() -> None:
    text = (
        " -V:3.13 *        C:\\Users\\Ada L\\Programs\\Python313\\python.exe\r\n"
        " -3.9-64          D:\\Python39\\python.exe\n"
        " -V:Astral/CPython3.12.1 C:\\uv\\python.exe\n"
        "No installed Pythons found!\n"
    )
    assert paths_of_launcher(text) == [
        r"C:\Users\Ada L\Programs\Python313\python.exe",
        r"D:\Python39\python.exe",
        r"C:\uv\python.exe",
    ]


def test_where_installers_of_windows_put_python_is_looked_at(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    newest = script(tmp_path / "local" / "Programs" / "Python" / "Python312" / "python.exe", "")
    oldest = script(tmp_path / "local" / "Programs" / "Python" / "Python39" / "python.exe", "")
    manager = script(tmp_path / "local" / "Python" / "pythoncore-3.14-64" / "python.exe", "")
    assert pythons_to_ask(places, "win32") == [newest, oldest, manager]
