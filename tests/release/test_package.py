"""The zip is what plugins.qgis.org accepts and what QGIS can load."""

from __future__ import annotations

import ast
import configparser
import hashlib
import json
import re
import struct
import zipfile
from pathlib import Path

from tests.release import package

ROOT = package.ROOT
BUNDLED = "hsfm-spectral"
BUNDLED_LIMIT_BYTES = 12_000_000
"""Of a bundled backbone with its head, in the zip."""
FORBIDDEN = re.compile(r"\.pyc$|__pycache__|\.git|__MACOSX|\\|\.\.|ui_.*\.py$|resources_rc\.py$")
PROGRAMS = (".exe", ".dll", ".so", ".dylib", ".pyd", ".bat", ".sh", ".ps1", ".cmd", ".whl")
"""The site counts most of these as suspicious, which cannot be skipped."""
EXECUTABLE_MAGIC = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"#!")


def test_zip_has_one_top_folder_with_the_required_files(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"hsfm"}
    assert {"hsfm/__init__.py", "hsfm/metadata.txt", "hsfm/LICENSE"} <= set(names)


def test_zip_holds_no_forbidden_file(archive: zipfile.ZipFile) -> None:
    assert [name for name in archive.namelist() if FORBIDDEN.search(name)] == []


def test_zip_is_small_enough_for_the_site_and_whole(
    archive: zipfile.ZipFile, zip_path: Path
) -> None:
    assert zip_path.stat().st_size <= package.LIMIT_BYTES
    assert archive.testzip() is None


def test_the_top_folder_is_a_python_identifier_that_the_site_takes() -> None:
    assert package.TOP.isidentifier()
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]+", package.TOP)


def test_zip_holds_no_hidden_file_and_no_absolute_path(archive: zipfile.ZipFile) -> None:
    parts = [part for name in archive.namelist() for part in name.split("/")]
    assert [part for part in parts if part.startswith(".") or not part] == []


def test_zip_holds_no_program_by_its_name_or_its_mode(archive: zipfile.ZipFile) -> None:
    assert [name for name in archive.namelist() if name.lower().endswith(PROGRAMS)] == []
    modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
    assert [name for name, mode in modes.items() if mode & 0o111] == []


def test_zip_holds_the_lists_that_the_setup_installs_from(archive: zipfile.ZipFile) -> None:
    lists = {f"hsfm/resources/runtime/{name}.txt" for name in ("torch", "lock", "requirements")}
    assert lists <= set(archive.namelist())


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
    assert record["hash"] == f"sha256:{hashlib.sha256(weights).hexdigest()}"
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


def test_metadata_icon_is_a_square_png(
    archive: zipfile.ZipFile,
) -> None:
    parser = configparser.ConfigParser()
    parser.read_string(archive.read("hsfm/metadata.txt").decode("utf-8"))
    head = archive.read(f"hsfm/{parser['general']['icon']}")[:24]
    width, height = struct.unpack(">II", head[16:24])
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert width == height >= 24
