"""What tests inside QGIS's Python share: the application, the plugin's package, small layers."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ENGINE_PYTHON = os.environ.get("HSFM_ENGINE_PYTHON", str(ROOT / ".venv" / "bin" / "python"))
_KEPT: list[Any] = []


def application() -> Any:
    """The running QGIS application, or one that is started now and lives as long as the tests."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("HSFM_ENGINE_PYTHON", ENGINE_PYTHON)
    from qgis.core import QgsApplication

    if QgsApplication.instance() is None:
        started = QgsApplication([], True)
        started.initQgis()
        _KEPT.append(started)
    return QgsApplication.instance()


def package() -> ModuleType:
    """The repository as the plugin package ``hsfm``, as QGIS imports it."""
    if "hsfm" not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            "hsfm", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
        )
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["hsfm"] = module
        spec.loader.exec_module(module)
    return sys.modules["hsfm"]


def provider() -> Any:
    """HSFM's provider in the registry of the application, added if it is not there."""
    from qgis.core import QgsApplication

    application()
    package()
    registry = QgsApplication.processingRegistry()
    found = registry.providerById("hsfm")
    if found is None:
        from hsfm.hsfm_plugin.processing.provider import HsfmProvider

        found = HsfmProvider()
        _KEPT.append(found)
        registry.addProvider(found)
    return found


def engine(*words: str | Path) -> dict[str, Any]:
    """Runs a command of the engine and gives its JSON answer."""
    done = subprocess.run(
        [ENGINE_PYTHON, "-m", "engine", *map(str, words), "--json", "--quiet"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def simulate(folder: Path) -> Path:
    """Simulates a product of 128 x 128 pixels and gives its folder."""
    made = engine("simulate", folder, "--size", "128")
    return next(Path(o["path"]) for o in made["outputs"] if o["role"] == "product")


def pixels(path: str | Path) -> Any:
    """The values of a raster as a numpy array: rows, columns, and the bands before if several."""
    from osgeo import gdal

    dataset = gdal.Open(str(path))
    return dataset.ReadAsArray()


def band_names(path: str | Path) -> list[str]:
    """What the bands of a raster are called in the file."""
    from osgeo import gdal

    dataset = gdal.Open(str(path))
    numbers = range(1, dataset.RasterCount + 1)
    return [dataset.GetRasterBand(number).GetDescription() for number in numbers]


COVERS = (
    *("water", "snow and ice", "trees", "low vegetation", "dry vegetation", "bare soil"),
    *("built-up", "burned", "rock"),
)
"""In the order of fractions; the class map has them as 1 to 9."""
UNKNOWN = "don't know"
TRAITS = ("Leaf chlorophyll", "Leaf water", "Leaf dry matter", "Leaf area index", "Soil moisture")
