"""The lock, the ranges, pyproject and what the setup takes of them are in step."""

from __future__ import annotations

import re
import sys

import pytest
from hsfm.hsfm_plugin.runtime_setup.own_versions import applies, wish_of
from hsfm.hsfm_plugin.runtime_setup.platforms import PLATFORMS
from hsfm.hsfm_plugin.runtime_setup.requirements import MINORS, family, lock_lines, name_of
from hsfm.hsfm_plugin.runtime_setup.requirements import requirement_lines as ranges

from tests.release import lock, package

if sys.version_info >= (3, 11):
    import tomllib
else:
    tomllib = pytest.importorskip("tomllib")

FOLDER = package.ROOT / "resources" / "runtime"
PLACES = [(platform, f"3.{minor}") for platform in sorted(PLATFORMS) for minor in sorted(MINORS)]


def facts(platform: str, python: str) -> dict[str, str]:
    return {**PLATFORMS[platform].markers, "python_version": python}


def test_pyproject_asks_for_the_ranges() -> None:
    project = tomllib.loads((package.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {line.replace("'", '"') for line in project["dependencies"]}
    ours = {line for line in ranges(FOLDER) if name_of(line) != "torch"}
    torch = {line for line in declared if name_of(line) == "torch"}
    assert declared - torch == ours
    pinned = next(line for line in ranges(FOLDER) if name_of(line) == "torch")
    assert wish_of(torch.pop()).holds(pinned.partition("==")[2])
    assert project["requires-python"] == f">=3.{min(MINORS)}"


@pytest.mark.parametrize(("platform", "python"), PLACES)
def test_the_lock_has_one_version_of_each_package_and_it_is_in_range(
    platform: str, python: str
) -> None:
    here = facts(platform, python)
    lines = lock_lines(FOLDER, here)
    versions = {name_of(line): line.partition("==")[2] for line in lines}
    assert len(versions) == len(lines) > 30
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in versions.values())
    for line in ranges(FOLDER):
        if applies(line, here):
            assert wish_of(line).holds(versions[name_of(line)]), line


def test_the_lock_is_checked_for_every_platform_and_python_that_is_taken() -> None:
    assert set(lock.PLATFORMS) == set(PLATFORMS)
    assert set(lock.PYTHONS) == {f"3.{minor}" for minor in MINORS}


def test_only_one_onnxruntime_comes_and_none_for_cuda_where_there_is_none() -> None:
    for platform, python in PLACES:
        names = {name_of(line) for line in lock_lines(FOLDER, facts(platform, python))}
        gpu = platform in ("linux_x86_64", "win_amd64")
        assert {name for name in names if family(name) == "onnxruntime"} == {
            "onnxruntime-gpu" if gpu else "onnxruntime"
        }


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("a==1", "a==1"),
        ("a==1 ; python_full_version < '3.11'", 'a==1; python_version < "3.11"'),
        (
            "a==1 ; python_full_version < '3.11' and (os == 'b' or os == 'c')",
            'a==1; python_version < "3.11" and os == "b" or python_version < "3.11" and os == "c"',
        ),
        ("a==1 ; (b == 'c' and d == 'e') or f == 'g'", 'a==1; b == "c" and d == "e" or f == "g"'),
    ],
)
def test_markers_become_ones_that_the_setup_reads(line: str, plain: str) -> None:
    assert lock.plain(line) == plain


def test_a_marker_that_cannot_be_made_plain_is_refused() -> None:
    with pytest.raises(SystemExit, match="brackets"):
        lock.plain("a==1 ; (b == 'c' or d == 'e') and f == 'g'")
