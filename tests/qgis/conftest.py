"""Fixtures of the tests that drive the panel; those files need the QGIS of ``launch.py``."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

IN_QGIS = "HSFM_QGIS_JOB" in os.environ
if IN_QGIS:
    sys.path.insert(0, str(Path(__file__).parent))
else:
    collect_ignore_glob = ["test_panel*.py"]


@pytest.fixture(scope="session")
def potsdam(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real product: QGIS leaves histograms beside a raster that it shows."""
    product = next((shared_data / "enmap_potsdam").glob("ENMAP01-*"))
    copy = tmp_path_factory.mktemp("potsdam") / product.name
    shutil.copytree(product, copy)
    return copy


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[Any]:
    """The panel in an empty project, with a results folder of its own."""
    from driving import Panel
    from qgis.utils import iface, plugins

    made = Panel(iface, plugins["hsfm"])
    made.reset(tmp_path / "results")
    yield made
    if plugins.get("hsfm") is made.plugin:
        made.reset(tmp_path / "results")


@pytest.fixture
def ready(panel: Any, potsdam: Path, potsdam_labels: Path) -> Any:
    """The panel with Potsdam and its labels."""
    panel.open(potsdam)
    panel.use_labels(potsdam_labels)
    return panel


@pytest.fixture(autouse=True)
def no_exception_in_a_slot() -> Iterator[None]:
    """Fails a test during which a slot of the plugin raised."""
    found = getattr(sys.modules.get("__main__"), "UNHANDLED", None)
    before = len(found or [])
    yield
    assert not found or len(found) == before, found[-1]


@pytest.fixture(scope="session")
def big_scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cube that takes the engine a few seconds, so that a run can be met on its way."""
    from driving import make_cube

    path = tmp_path_factory.mktemp("big") / "big.tif"
    return make_cube(path, [420.0 + 20 * number for number in range(100)], side_px=1200)
