"""What plugins.qgis.org does with an upload: Bandit and detect-secrets over the unpacked zip.

The calls are those of the site (qgis/QGIS-Plugins-Website, qgis-app/plugins/security_scanner.py);
either finding anything blocks the version. The site runs the Bandit tests that its staff chose and
leaves detect-secrets' public addresses out; here all of both count.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.release.qt6_lint import lint, require_pyqt6


def bandit(folder: Path) -> list[str]:
    tool = [sys.executable, "-m", "bandit", "-r", ".", "-f", "json", "--quiet"]
    done = subprocess.run(tool, cwd=folder, capture_output=True, text=True, check=False)
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["errors"] == []
    assert told["metrics"]["_totals"]["loc"] > 0
    return [f"{f['filename']}:{f['line_number']} {f['test_id']}" for f in told["results"]]


def secrets(folder: Path) -> list[str]:
    tool = [sys.executable, "-m", "detect_secrets", "scan", "--all-files"]
    tool += ["--exclude-files", r"metadata\.txt", "."]
    done = subprocess.run(tool, cwd=folder, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["results"]
    return [f"{name}:{f['line_number']} {f['type']}" for name, all_ in found.items() for f in all_]


def test_bandit_finds_nothing_of_any_severity(unpacked: Path) -> None:
    assert bandit(unpacked) == []


def test_detect_secrets_finds_nothing(unpacked: Path) -> None:
    assert secrets(unpacked) == []


def test_bandit_would_find_something(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import pickle\n", encoding="utf-8")
    assert [line.split()[-1] for line in bandit(tmp_path)] == ["B403"]


@pytest.mark.parametrize("name", ["a.py", "a.json", "a.toml"])
def test_detect_secrets_would_find_a_digest_in_quotes(tmp_path: Path, name: str) -> None:
    digits = "0123456789abcdef" * 4
    line = f'{{"hash": "{digits}"}}' if name.endswith("json") else f'hash = "{digits}"'
    (tmp_path / name).write_text(line + "\n", encoding="utf-8")
    assert secrets(tmp_path) == [f"{name}:1 Hex High Entropy String"]


def test_no_settings_of_a_scanner_are_shipped(unpacked: Path) -> None:
    names = {path.name for path in unpacked.rglob("*")}
    assert names.isdisjoint(
        {".bandit", "bandit.yaml", ".secrets.baseline", ".flake8", "setup.cfg", "tox.ini"}
        | {"pyproject.toml"}
    )


def test_what_is_shipped_runs_under_qt_5_and_qt_6(unpacked: Path) -> None:
    require_pyqt6()
    sources = [unpacked / "hsfm" / "__init__.py", *(unpacked / "hsfm/hsfm_plugin").rglob("*.py")]
    assert len(sources) > 50
    found = [
        f"{path.relative_to(unpacked)}:{one.line}: {one.text}"
        for path in sources
        for one in lint(path.read_text(encoding="utf-8"), str(path))
    ]
    assert found == []
