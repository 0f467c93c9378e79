"""The zip is what plugins.qgis.org accepts and what QGIS can load."""

from __future__ import annotations

import ast
import configparser
import hashlib
import json
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.release import package

if sys.version_info >= (3, 11):
    import tomllib
else:
    tomllib = pytest.importorskip("tomllib")

ROOT = package.ROOT
REQUIRED = (
    *("name", "description", "version", "qgisMinimumVersion", "author", "email", "about"),
    *("tracker", "repository", "homepage"),
)
BUNDLED = "hsfm-spectral"
BUNDLED_LIMIT_BYTES = 12_000_000
"""Of a bundled backbone with its head, in the zip."""
FORBIDDEN = re.compile(r"\.pyc$|__pycache__|\.git|__MACOSX|\\|\.\.|ui_.*\.py$|resources_rc\.py$")
EXECUTABLE_MAGIC = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"#!")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    return zipfile.ZipFile(package.build(tmp_path_factory.mktemp("zip")))


@pytest.fixture(scope="module")
def metadata() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return parser["general"]


def test_zip_has_one_top_folder_with_the_required_files(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"hsfm"}
    assert {"hsfm/__init__.py", "hsfm/metadata.txt", "hsfm/LICENSE"} <= set(names)


def test_zip_holds_no_forbidden_file(archive: zipfile.ZipFile) -> None:
    assert [name for name in archive.namelist() if FORBIDDEN.search(name)] == []


def test_zip_holds_no_executable(archive: zipfile.ZipFile) -> None:
    found = [n for n in archive.namelist() if archive.read(n)[:4].startswith(EXECUTABLE_MAGIC)]
    assert found == []


def test_zip_leaves_the_tests_out(archive: zipfile.ZipFile) -> None:
    assert [name for name in archive.namelist() if name.startswith("hsfm/tests")] == []


def test_zip_holds_the_bundled_model_as_its_record_says(archive: zipfile.ZipFile) -> None:
    top = f"hsfm/{package.MODELS.as_posix()}"
    names = [name for name in archive.namelist() if name.startswith(f"{top}/{BUNDLED}")]
    folder = f"{top}/{BUNDLED}"
    inside = (package.RECORD, package.WEIGHTS)
    assert set(names) == {f"{folder}.toml", *(f"{folder}/{name}" for name in inside)}
    record = json.loads(archive.read(f"{folder}/{package.RECORD}"))
    weights = archive.read(f"{folder}/{package.WEIGHTS}")
    assert (record["id"], record["bytes"]) == (BUNDLED, len(weights))
    assert record["hash"] == hashlib.sha256(weights).hexdigest()
    assert sum(archive.getinfo(name).compress_size for name in names) <= BUNDLED_LIMIT_BYTES


def test_no_model_is_bundled_without_a_card(archive: zipfile.ZipFile) -> None:
    cards = {path.stem for path in (ROOT / package.MODELS).glob("*.toml")}
    assert set(package.bundled()) == {BUNDLED} <= cards


def test_same_tree_gives_the_same_zip(tmp_path: Path) -> None:
    first, second = package.build(tmp_path / "a"), package.build(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()


def test_every_source_in_the_zip_parses(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if name.endswith(".py"):
            ast.parse(archive.read(name), name)


@pytest.mark.parametrize("key", REQUIRED)
def test_metadata_has_the_required_key(metadata: configparser.SectionProxy, key: str) -> None:
    assert metadata.get(key, "").strip()


def test_version_is_the_same_everywhere(metadata: configparser.SectionProxy) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    engine = re.search(r'__version__ = "([^"]+)"', (ROOT / "engine/__init__.py").read_text("utf-8"))
    assert engine is not None
    assert re.fullmatch(r"\d+\.\d+\.\d+", metadata["version"])
    assert {metadata["version"], project["version"], engine[1]} == {metadata["version"]}
    assert f"## {metadata['version']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert metadata["changelog"].startswith(metadata["version"])


def test_runtime_packages_are_those_that_pyproject_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[><=\[ ]", d)[0] for d in project["dependencies"]}
    locked = set()
    for name in ("torch.txt", "requirements.txt"):
        lines = (ROOT / "resources/runtime" / name).read_text("utf-8").splitlines()
        locked |= {re.split(r"[><=\[ ]", x)[0] for x in lines if x and not x.startswith("#")}
    assert locked == declared


def test_metadata_icon_is_a_square_png(
    archive: zipfile.ZipFile, metadata: configparser.SectionProxy
) -> None:
    head = archive.read(f"hsfm/{metadata['icon']}")[:24]
    width, height = struct.unpack(">II", head[16:24])
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert width == height >= 24


def test_bandit_finds_nothing(tmp_path: Path) -> None:
    report = tmp_path / "bandit.json"
    subprocess.run(
        [
            *(sys.executable, "-m", "bandit", "-q", "-r", "-f", "json", "-o", str(report)),
            *("hsfm_plugin", "engine", "__init__.py"),
        ],
        cwd=ROOT,
        check=False,
    )
    found = json.loads(report.read_text("utf-8"))["results"]
    assert [f"{f['filename']}:{f['line_number']} {f['test_id']}" for f in found] == []


def test_detect_secrets_finds_nothing() -> None:
    # A record is full of checksums, which look like secrets and are there to be read.
    members = [path for path in package.members() if path.name != package.RECORD]
    done = subprocess.run(
        [sys.executable, "-m", "detect_secrets", "scan", *map(str, members)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert json.loads(done.stdout)["results"] == {}
