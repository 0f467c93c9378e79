"""Which Python the engine's environment is made from, and why another one is not."""

from __future__ import annotations

import json
import os
import shlex
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest
from hsfm.engine.errors import Cancelled, DependencyMissing
from hsfm.hsfm_plugin.runtime_setup import interpreters, python_places
from hsfm.hsfm_plugin.runtime_setup.interpreters import (
    Candidate,
    candidates,
    refusal,
    usable,
    uv_at,
)
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.python_places import (
    paths_of_launcher,
    pythons_to_ask,
    qgis_home,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fakes are shell scripts")

ROOT = Path(__file__).resolve().parents[2]
GOOD: dict[str, Any] = {
    "version": [3, 12, 4],
    "kind": "CPython",
    "bits": 64,
    "prefix": "/usr",
    "machine": "x86_64",
    "platform": "linux-x86_64",
    "mac": "",
    "threaded": False,
    "soabi": "cpython-312-x86_64-linux-gnu",
    "missing": [],
}


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "runtime")


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this machine is found unless a test puts it there."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for name in ("PYENV_ROOT", "CONDA_PREFIX", "UV_PYTHON_INSTALL_DIR", "OSGEO4W_ROOT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(python_places, "_beside_qgis", lambda system: [])


def script(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def python(path: Path, **facts: Any) -> str:
    """A program that answers as a Python with these facts does."""
    answer = interpreters._MARK + json.dumps({**GOOD, **facts})
    return script(path, f"echo noise; echo {shlex.quote(answer)}")


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
    monkeypatch.setattr(interpreters, "ASK_LIMIT_S", 0.3)
    path = script(tmp_path / "python", f"/bin/sleep 60 & echo $! >{tmp_path}/pid; wait")
    assert "no answer within 0.3 s" in candidates(path, places)[0].why_not
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
    assert f'requires-python = ">=3.{min(python_places.MINORS)}"' in project


@pytest.mark.parametrize("mac", ["10.16", "14.0", "26.1", ""])
def test_a_new_mac_is_taken_also_under_its_compatible_number(mac: str) -> None:
    facts = {"platform": "macosx-11.0-arm64", "machine": "arm64", "mac": mac}
    assert refusal({**GOOD, **facts}) == ""


def test_uv_makes_up_for_a_python_without_venv(places: Places, tmp_path: Path) -> None:
    path = python(tmp_path / "bin" / "python3", missing=["ensurepip"])
    assert "ensurepip" in candidates(path, places)[0].why_not
    script(places.uv, "echo uv 0.9.1")
    assert candidates(path, places)[0].why_not == ""


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
