"""What the engine's libraries leave behind, seen from a home of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_USE = """
import runpy, sys
sys.argv = ["engine", "--help"]
try:
    runpy.run_module("engine", run_name="__main__")
except SystemExit:
    pass
import matplotlib, numpy, onnx, onnxruntime
CPU = ["CPUExecutionProvider"]
make = onnx.helper
ends = [make.make_tensor_value_info(name, 1, [3]) for name in "xy"]
graph = make.make_graph([make.make_node("Add", ["x", "x"], ["y"])], "twice", ends[:1], ends[1:])
model = make.make_model(graph, ir_version=8, opset_imports=[make.make_opsetid("", 13)])
session = onnxruntime.InferenceSession(model.SerializeToString(), providers=CPU)
assert session.run(None, {"x": numpy.ones(3, "f4")})[0].tolist() == [2, 2, 2]
"""


def _left_behind(home: Path, **variables: str) -> set[str]:
    """The first two folders of everything that is written when networks and drawings are used."""
    own = {"HOME": str(home), "TMPDIR": str(home / "tmp"), **variables}
    (home / "tmp").mkdir(parents=True)
    # ONNX Runtime itself keeps quiet where these are set.
    quiet = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "XDG_DATA_HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR")
    kept = {name: text for name, text in os.environ.items() if name not in quiet}
    subprocess.run([sys.executable, "-c", _USE], cwd=ROOT, env={**kept, **own}, check=True)
    files = [path.relative_to(home) for path in home.rglob("*") if path.name != "tmp"]
    return {"/".join(path.parts[:4]) for path in files if len(path.parts) > 3 or path.is_file()}


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux are compared")
def test_libraries_write_nothing_outside_the_engines_own_folder(tmp_path: Path) -> None:
    assert _left_behind(tmp_path / "home") <= {".local/share/HSFM/matplotlib"}


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux are compared")
def test_a_user_who_says_so_may_let_them(tmp_path: Path) -> None:
    """The control of the test before: these variables are what keeps the libraries quiet."""
    found = _left_behind(tmp_path / "home", ORT_DISABLE_TELEMETRY="0", MPLCONFIGDIR="")
    assert any(path.startswith((".cache", ".config", "tmp")) for path in found), found
