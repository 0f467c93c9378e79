"""Fixtures of the tests on whole machines; ``launch.py`` runs them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

if "HSFM_INSTALL_TESTS" not in os.environ:
    collect_ignore_glob = ["test_*.py"]
else:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

SIZE = "160"
BUNDLE_S = 1200


@dataclass(frozen=True)
class Simulated:
    """A simulated product with the ground it was made from.

    Attributes:
        folder: of everything.
        product: the folder of the product, relative to it.
        classes: of ``reference.tif``, by value.
    """

    folder: Path
    product: str
    classes: dict[int, str]


@pytest.fixture(scope="session")
def zip_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plugin's zip as it is released, or the one that ``HSFM_INSTALL_ZIP`` names."""
    if named := os.environ.get("HSFM_INSTALL_ZIP"):
        return Path(named)
    from tests.install.machine import ROOT

    sys.path.insert(0, str(ROOT / "tests" / "release"))
    from package import build

    return Path(build(tmp_path_factory.mktemp("zip")))


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Simulated:
    """A complete EnMAP L2A product, made by the engine of this checkout beforehand."""
    from tests.install.borrowed import PYTHON
    from tests.install.machine import ROOT

    folder = tmp_path_factory.mktemp("scene")
    command = [str(PYTHON), "-m", "engine", "simulate", str(folder), "--size", SIZE]
    done = subprocess.run(
        [*command, "--json", "--quiet"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    outputs = {one["role"]: one for one in json.loads(done.stdout)["outputs"]}
    classes = {one["value"]: one["name"] for one in outputs["reference"]["classes"]}
    return Simulated(folder, Path(outputs["product"]["path"]).name, classes)


@pytest.fixture(scope="session")
def borrowed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Wheels that borrow the packages of this checkout's environment."""
    from tests.install.borrowed import Borrowed

    return Borrowed(tmp_path_factory.mktemp("index"))


@pytest.fixture
def index(borrowed: Any) -> Iterator[Any]:
    """An index of them on 127.0.0.1, which can be told to fail."""
    from tests.unit.wheel_shop import serve

    with serve(borrowed.folder) as served:
        yield served


@pytest.fixture
def make_machine(zip_path: Path) -> Iterator[Callable[..., Any]]:
    """Makes machines with the plugin's zip on their stick, and ends them."""
    from tests.install import machine, steps

    machine.require()
    made = []

    def make(**options: Any) -> Any:
        made.append(machine.Machine(**options))
        steps.bring_zip(made[-1], zip_path)
        return made[-1]

    yield make
    for one in made:
        one.end()


@pytest.fixture
def small(make_machine: Callable[..., Any], borrowed: Any, simulated: Simulated) -> Any:
    """A machine in which the engine is installed within seconds, from ``index``."""
    binds = {"borrowed": borrowed.packages, "scene": simulated.folder}
    return make_machine(binds=binds, keeps_index=False)


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``make bundle`` makes; that of ``HSFM_INSTALL_WHEELS`` is used again."""
    from hsfm.hsfm_plugin.runtime_setup import state
    from hsfm.hsfm_plugin.runtime_setup.wheels import SUMS, read_record

    from tests.install.machine import ROOT

    kept = os.environ.get("HSFM_INSTALL_WHEELS", "")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("bundle") / "wheels"
    record = read_record(folder)
    digest = state.lock_digest(ROOT / "resources" / "runtime")
    if record is not None and record.lock_digest == digest and (folder / SUMS).is_file():
        return folder
    if record is not None:  # of another lock, and made by an earlier run of this
        shutil.rmtree(folder)
    python = f"BUNDLE_PYTHON={sys.version_info.major}.{sys.version_info.minor}"
    done = subprocess.run(
        ["make", "bundle", f"BUNDLE={folder}", "BUNDLE_BUILD=cpu", python],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=BUNDLE_S,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return folder
