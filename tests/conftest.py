"""Fixtures that every kind of test shares."""

from __future__ import annotations

import atexit
import importlib.util
import os
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Tests see no models, heads, features and choices of the user's, and leave none behind.
_DATA = tempfile.TemporaryDirectory(prefix="hsfm-test-data-")
atexit.register(_DATA.cleanup)
os.environ["XDG_DATA_HOME"] = _DATA.name
os.environ["HSFM_MODELS"] = str(Path(_DATA.name) / "models")
os.environ["HSFM_HEADS"] = str(Path(_DATA.name) / "heads")
os.environ["HSFM_CACHE"] = str(Path(_DATA.name) / "cache")
os.environ.pop("HSFM_CACHE_MIB", None)

# As engine.__main__ sets it: torch's idle threads must not spin beside other processes.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def _register_plugin_package() -> None:
    """Makes the checkout importable as ``hsfm``, the name its folder has inside QGIS."""
    if "hsfm" in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(
        "hsfm", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    assert spec is not None and spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules["hsfm"] = package
    spec.loader.exec_module(package)


_register_plugin_package()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the checkout; absent data fail in CI and skip elsewhere."""
    folder = Path(os.environ.get("HSFM_TEST_DATA", ROOT.parent / "shared" / "data"))
    if folder.is_dir():
        return folder
    text = f"real test data are missing: {folder} (set HSFM_TEST_DATA)"
    if os.environ.get("CI"):
        pytest.fail(text)
    pytest.skip(text)


@pytest.fixture(scope="session")
def potsdam(shared_data: Path) -> Path:
    """The real EnMAP L2A product of Potsdam (224 bands, 12 288 valid pixels)."""
    return next((shared_data / "enmap_potsdam").glob("ENMAP01-*"))


@pytest.fixture(scope="session")
def potsdam_labels(shared_data: Path) -> Path:
    """679 reference polygons with class_id, class and color."""
    return shared_data / "enmap_potsdam" / "labels.gpkg"
