"""The workflow on GitHub is whole: it parses, and all that it names is there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.release import package

FILES = sorted((package.ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.name)
def workflow(request: pytest.FixtureRequest) -> dict[Any, Any]:
    path: Path = request.param
    found: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_there_is_a_workflow() -> None:
    assert [path.name for path in FILES] == ["tests.yml"]


def test_every_action_has_a_major_version(workflow: dict[Any, Any]) -> None:
    actions = [step["uses"] for step in steps(workflow) if "uses" in step]
    assert actions
    assert [action for action in actions if not re.fullmatch(r"[\w-]+/[\w-]+@v\d+", action)] == []


def test_every_target_of_make_and_every_file_that_is_run_exists(workflow: dict[Any, Any]) -> None:
    commands = "\n".join(step.get("run", "") for step in steps(workflow))
    targets = re.findall(r"^\s*make ([a-z-]+)", commands, re.MULTILINE)
    assert targets
    for target in targets:
        done = subprocess.run(["make", "-n", target], cwd=package.ROOT, capture_output=True)
        assert done.returncode == 0, target
    named = set(re.findall(r"(?:tests|resources)/[\w./-]+", commands))
    assert named
    assert [name for name in sorted(named) if not (package.ROOT / name).exists()] == []


def test_every_qgis_system_and_python_that_we_promise_is_tested(workflow: dict[Any, Any]) -> None:
    images = workflow["jobs"]["qgis"]["strategy"]["matrix"]["image"]
    versions = [image.replace("release-", "").replace("_", ".").split("-")[0] for image in images]
    assert {"3.22", "3.34", "3.40", "3.44"} < set(versions)
    assert any(version.startswith("4.") for version in versions)
    matrix = workflow["jobs"]["engine"]["strategy"]["matrix"]
    assert {system.split("-")[0] for system in matrix["system"]} == {"ubuntu", "windows", "macos"}
    assert matrix["python"] == ["3.10", "3.11", "3.12", "3.13"]


def test_a_release_waits_for_all_tests_and_has_the_version_of_its_tag(
    workflow: dict[Any, Any],
) -> None:
    release = workflow["jobs"]["release"]
    assert set(release["needs"]) == set(workflow["jobs"]) - {"release"}
    assert "refs/tags/v" in release["if"]
    check = next(step["run"] for step in release["steps"] if "metadata.txt" in step.get("run", ""))
    # The very words of the workflow, run here with the right tag and with a wrong one.
    for tag, code in ((f"v{package.version()}", 0), ("v99.0.0", 1)):
        done = subprocess.run(
            ["bash", "-e", "-c", check],
            cwd=package.ROOT,
            env={"GITHUB_REF_NAME": tag, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == code


def test_every_job_that_runs_pytest_says_whether_real_data_have_to_be_there(
    workflow: dict[Any, Any],
) -> None:
    """GitHub sets CI, and with it a test that needs them fails; they are not in the repository."""
    for name, job in workflow["jobs"].items():
        for step in job["steps"]:
            if re.search(r"-m pytest|tests/qgis/launch\.py", step.get("run", "")):
                assert {**job.get("env", {}), **step.get("env", {})}.get("CI") == "", name


def test_every_job_that_packs_the_zip_has_the_compiler_of_translations(
    workflow: dict[Any, Any],
) -> None:
    packers = []
    for name, job in workflow["jobs"].items():
        commands = "\n".join(step.get("run", "") for step in job["steps"])
        if re.search(r"tests/release\b|tests/qgis/launch\.py", commands):
            packers.append(name)
            assert "qttools5-dev-tools" in commands, name
    assert packers == ["qgis", "zip"]


def test_the_lint_for_qt_6_cannot_be_skipped_there(workflow: dict[Any, Any]) -> None:
    tested = [step for step in steps(workflow) if "pytest tests/release" in step.get("run", "")]
    assert [step["env"]["HSFM_QT6_LINT"] for step in tested] == ["required"]


def test_nobody_but_the_release_may_write(workflow: dict[Any, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    writers = [name for name, job in workflow["jobs"].items() if "permissions" in job]
    assert writers == ["release"]
