"""Test files dealt out to runs side by side: each test once, and a lost one is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.account import account_of
from tests.side_by_side import closing_line

ROOT = Path(__file__).resolve().parents[2]
TEST = """
import os, time
from pathlib import Path
import pytest

@pytest.mark.parametrize("number", range(3))
def test_one(number):
    time.sleep(0.05)
    with Path(os.environ["HSFM_SEEN"]).open("a") as seen:
        seen.write(f"{__name__} {number}\\n")
"""
ENDING = """
import os

def test_the_process_ends():
    os._exit(0)
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Six files of three tests."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    for number in range(6):
        (folder / f"test_file_{number}.py").write_text(TEST, encoding="utf-8")
    return folder


def run_both(files: Path) -> tuple[list[int], Path]:
    """Two runs at the same time: their exit codes, and the folder of their claims."""
    claims = files.parent / "claims"
    claims.mkdir()
    seen = str(files.parent / "seen")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "HSFM_DEAL": str(claims), "HSFM_SEEN": seen}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["-p", "tests.dealing"]
    both = []
    for number in range(2):
        with (files.parent / f"{number}.log").open("wb") as log:
            both.append(subprocess.Popen(command, cwd=files, env=env, stdout=log, stderr=log))
    return [run.wait(60) for run in both], claims


def test_two_runs_share_the_tests_and_run_each_once(files: Path) -> None:
    codes, claims = run_both(files)
    lines = (files.parent / "seen").read_text(encoding="utf-8").splitlines()
    assert codes == [0, 0]
    assert len(lines) == len(set(lines)) == 18
    assert account_of(claims, 2)[0] == ""


def test_a_failure_in_either_run_is_in_its_exit_code(files: Path) -> None:
    (files / "test_file_3.py").write_text("def test_bad():\n    assert False\n", encoding="utf-8")
    codes, _ = run_both(files)
    assert sorted(codes) == [0, 1]


def test_a_run_that_ends_early_with_code_0_is_told(files: Path) -> None:
    (files / "test_file_2.py").write_text(ENDING, encoding="utf-8")
    codes, claims = run_both(files)
    assert codes == [0, 0]
    assert account_of(claims, 2)[0] == "1 of 2 runs came to their end."


def test_a_claimed_file_that_nobody_ran_is_told(files: Path) -> None:
    _, claims = run_both(files)
    account = next(path for path in claims.glob("*.json") if ": 3" in path.read_text())
    account.write_text(account.read_text().replace(": 3", ": 2", 1), encoding="utf-8")
    assert account_of(claims, 2)[0] == "17 of 18 tests were run."


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ("=== 3 passed, 1 skipped in 5.10s ===", "3 passed, 1 skipped in 5.10s"),
        ("1 failed, 2 passed in 65.10s (0:01:05)", "1 failed, 2 passed in 65.10s (0:01:05)"),
        ("3 passed the gate in 5 steps", ""),
    ],
)
def test_the_closing_line_is_found_in_a_log(tmp_path: Path, last: str, found: str) -> None:
    log = tmp_path / "log"
    log.write_text(f"words\n{last}\nQGIS says more\n", encoding="utf-8")
    assert closing_line(log) == found
