"""What tests inside QGIS's Python share: the application, the plugin's package, small layers."""

from __future__ import annotations

import importlib.util
import os
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


def pixels(path: str | Path) -> Any:
    """The values of a one-band raster as a numpy array."""
    from osgeo import gdal

    dataset = gdal.Open(str(path))
    return dataset.GetRasterBand(1).ReadAsArray()
