"""Who may import whom: the arrows of the design, read from the sources."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

STDLIB_ONLY = {"errors", "failures", "context", "protocol", "parameters", "folders", "cores"}
FOR_THE_PLUGIN = {"errors", "protocol", "parameters"}
FOR_ALL = STDLIB_ONLY
LAYERS = {
    # room of engine/: the rooms that it may import, besides FOR_ALL and itself
    "scene": set(),
    "bands": {"scene"},
    "devices": set(),
    "threads": {"devices"},
    "output": {"scene"},
    "stream": {"scene", "bands", "devices", "output"},
    "vectors": {"scene"},
    "models": {"stream", "scene", "bands", "devices"},
    "store": {"models", "scene"},
    "heads": {"models", "stream", "scene", "bands", "devices"},
    "backends": {"heads", "models", "stream", "scene", "bands", "devices"},
    "features": {"models", "backends", "stream", "scene", "bands", "devices"},
    "libraries": {"scene", "bands"},
    "detect": {"features", "models", "stream", "scene", "bands", "devices", "output", "threads"},
    "training": {
        "heads",
        "features",
        "models",
        "stream",
        "scene",
        "bands",
        "devices",
        "vectors",
        "threads",
    },
    "simulate": {"scene", "bands", "output", "vectors"},
    "pretrain": {"simulate", "models", "scene", "bands", "devices", "stream", "output"},
}
"""The arrows of DESIGN.md. ``output`` takes no room but the grid's words, ``stream`` uses it as its
sink; ``tasks`` may import every room, the doors (cli, server, jobs) only ``tasks``."""
FROM_A_DOOR = {"tasks", "devices"}
"""What the modules directly in engine/ that are no room (cli, server, jobs, ...) may import."""
PLAIN = {"engine_client", "runtime_setup"}
"""Rooms of the plugin that also run without QGIS."""
IN_THE_ENGINES_PYTHON = Path("hsfm_plugin/runtime_setup/smoke_script.py")
"""The one file of the plugin that is run by its path in the engine's interpreter: there it may
import what the engine needs, but nothing of QGIS, and inside its functions only, since the plugin
itself imports the file for a constant."""
ENGINE_NEEDS = {"torch", "numpy", "rasterio", "onnx", "onnxruntime"}
STARTED_BY_PATH = "__main__"
"""The one module that runs without a package, and so names it."""


def _imports(path: Path, root: Path) -> Iterator[tuple[int, str, int]]:
    """Yields line, dotted name from ``root`` on, and the level of the import (0 = absolute)."""
    package = path.relative_to(root).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, 0
        elif isinstance(node, ast.ImportFrom):
            if node.level == 0:
                yield node.lineno, node.module or "", 0
                continue
            base = package[: len(package) - node.level + 1]
            origin = (*base, *(node.module or "").split(".")) if node.module else base
            names = [(alias.name,) for alias in node.names] if len(origin) < 2 else [()]
            for name in names:
                yield node.lineno, ".".join((*origin, *name)), node.level


def _room(path: Path, root: Path) -> str:
    parts = path.relative_to(root / "engine").parts
    return Path(parts[0]).stem


def engine_faults(root: Path) -> list[str]:
    """Every import inside ``root``/engine that goes against an arrow."""
    faults: list[str] = []
    for path in sorted((root / "engine").rglob("*.py")):
        room = _room(path, root)
        for line, name, level in _imports(path, root):
            place = f"{path.relative_to(root)}:{line}: {name}"
            top, *rest = name.split(".")
            if level == 0 and room == STARTED_BY_PATH and top == "engine":
                continue
            if level == 0 and top in ("engine", "hsfm", "hsfm_plugin", "qgis", "PyQt5", "PyQt6"):
                faults.append(f"{place}: relative imports only, and nothing of QGIS")
            elif level and top != "engine":
                faults.append(f"{place}: leaves the engine")
            elif level == 0 and room in STDLIB_ONLY and top not in sys.stdlib_module_names:
                faults.append(f"{place}: {room} is stdlib only")
            elif level and rest and not _allowed(path, root, room, rest):
                faults.append(f"{place}: {room} may not import {rest[0]}")
    return faults


def _allowed(path: Path, root: Path, room: str, target: list[str]) -> bool:
    there = target[0]
    if there in FOR_ALL or there.startswith("__"):
        return True
    if room in STDLIB_ONLY:
        return False
    if room == "models" and there == "models":
        return _same_family(path.relative_to(root / "engine").parts, target, root)
    if there == room or room == "tasks":
        return True
    if room in LAYERS:
        return there in LAYERS[room]
    return there in FROM_A_DOOR or there not in LAYERS


def _same_family(parts: tuple[str, ...], target: list[str], root: Path) -> bool:
    """A family may use itself and what all families share, never another family."""
    if len(parts) < 3 or len(target) < 2:
        return True
    family, other = parts[1], target[1]
    return other == family or not (root / "engine" / "models" / other).is_dir()


def plugin_faults(root: Path) -> list[str]:
    """Every import inside ``root``/hsfm_plugin that goes against an arrow."""
    faults: list[str] = []
    for path in sorted((root / "hsfm_plugin").rglob("*.py")):
        for line, name, level in _imports(path, root):
            place = f"{path.relative_to(root)}:{line}: {name}"
            top, *rest = name.split(".")
            if path.relative_to(root) == IN_THE_ENGINES_PYTHON:
                if level or top not in sys.stdlib_module_names | ENGINE_NEEDS:
                    faults.append(f"{place}: the engine's interpreter has neither QGIS nor us")
                elif top in ENGINE_NEEDS and line in _when_imported(path):
                    faults.append(f"{place}: QGIS imports this file; only functions may have it")
            elif level == 0:
                if top in ("hsfm", "hsfm_plugin", "engine"):
                    faults.append(f"{place}: relative imports only")
                elif top not in sys.stdlib_module_names | {"qgis", "osgeo", "numpy", "processing"}:
                    faults.append(f"{place}: QGIS's interpreter does not have it for sure")
                elif top in ("qgis", "osgeo", "numpy") and PLAIN & set(path.parts):
                    faults.append(f"{place}: engine_client and runtime_setup are stdlib only")
            elif top == "engine" and (not rest or rest[0] not in FOR_THE_PLUGIN):
                faults.append(f"{place}: the plugin may import only {sorted(FOR_THE_PLUGIN)}")
            elif top == "hsfm_plugin" and rest and "gui" not in path.parts:
                here = path.relative_to(root / "hsfm_plugin").parts[0]
                if rest[0] == "gui" and here != "plugin.py":
                    faults.append(f"{place}: only plugin.py may import gui")
    return faults


def _when_imported(path: Path) -> set[int]:
    """The lines that run when a file is imported: those outside of functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    inside = {
        inner.lineno
        for node in ast.walk(tree)
        if isinstance(node, functions)
        for inner in ast.walk(node)
        if isinstance(inner, (ast.Import, ast.ImportFrom))
    }
    found = {n.lineno for n in ast.walk(tree) if isinstance(n, (ast.Import, ast.ImportFrom))}
    return found - inside


def _tree(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("engine/scene/a.py", "from ..stream import loop"),
        ("engine/output/a.py", "from ..stream.sink import Sink"),
        ("engine/errors.py", "import numpy"),
        ("engine/parameters/a.py", "from ..scene.grid import Grid"),
        ("engine/stream/a.py", "def f():\n    from ..tasks import train"),
        ("engine/tasks/a.py", "from engine.scene.scene import Scene"),
        ("engine/scene/a.py", "from ...hsfm_plugin import paths"),
        ("engine/detect/a.py", "from .. import training"),
        ("engine/cli.py", "from .stream.loop import map_scene"),
    ],
)
def test_the_walk_sees_a_wrong_arrow_in_the_engine(tmp_path: Path, name: str, text: str) -> None:
    assert len(engine_faults(_tree(tmp_path, {name: text}))) == 1


def test_the_walk_sees_one_model_family_import_another(tmp_path: Path) -> None:
    files = {"engine/models/a/x.py": "from ..b.y import f", "engine/models/b/y.py": "f = 1"}
    assert len(engine_faults(_tree(tmp_path, files))) == 1


def test_the_walk_lets_right_arrows_pass(tmp_path: Path) -> None:
    files = {
        "engine/models/a/x.py": "from ..card import C\nfrom .y import f\nfrom ...errors import E",
        "engine/models/a/y.py": "f = 1",
        "engine/tasks/t.py": "from ..stream.loop import m\nfrom .result import R\nimport numpy",
        "engine/stream/s.py": "from ..output.raster_writer import RasterOutput",
        "hsfm_plugin/gui/d.py": "from ...engine.errors import E\nfrom ..layers import publish",
        "hsfm_plugin/plugin.py": "from .gui.dock import Dock\nfrom qgis.core import QgsProject",
        str(IN_THE_ENGINES_PYTHON): "import os\ndef f():\n    import torch, rasterio",
    }
    tree = _tree(tmp_path, files)
    assert engine_faults(tree) == []
    assert plugin_faults(tree) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hsfm_plugin/tasks.py", "from ..engine.tasks import train"),
        ("hsfm_plugin/tasks.py", "from ..engine.context import Context"),
        ("hsfm_plugin/tasks.py", "from .. import engine"),
        ("hsfm_plugin/tasks.py", "import rasterio"),
        ("hsfm_plugin/tasks.py", "from hsfm_plugin.paths import x"),
        ("hsfm_plugin/engine_client/session.py", "from qgis.core import Qgis"),
        ("hsfm_plugin/layers/publish.py", "from ..gui.dock import Dock"),
        ("hsfm_plugin/runtime_setup/smoke.py", "def f():\n    import torch"),
        ("hsfm_plugin/runtime_setup/smoke_script.py", "import torch"),
        ("hsfm_plugin/runtime_setup/smoke_script.py", "def f():\n    import qgis.core"),
        ("hsfm_plugin/runtime_setup/smoke_script.py", "from .log import SetupLog"),
        ("hsfm_plugin/runtime_setup/plan.py", "from qgis.core import Qgis"),
    ],
)
def test_the_walk_sees_a_wrong_arrow_in_the_plugin(tmp_path: Path, name: str, text: str) -> None:
    assert len(plugin_faults(_tree(tmp_path, {name: text}))) == 1


def test_engine_imports_follow_the_arrows() -> None:
    assert (ROOT / "engine" / "errors.py").exists()
    faults = engine_faults(ROOT)
    assert not faults, "\n".join(faults)


def test_plugin_imports_follow_the_arrows() -> None:
    assert list((ROOT / "hsfm_plugin").rglob("*.py")), "no plugin sources were found"
    faults = plugin_faults(ROOT)
    assert not faults, "\n".join(faults)
