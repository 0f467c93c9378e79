"""Runs in the engine's new environment: tries what the engine needs of it, part by part.

``python -I smoke_script.py ROOT PROTOCOL PART…`` writes a line before and after each part, so that
a crash shows in which it happened. A part is ``convolution:DEVICE``, ``TIFF``, ``ONNX``, ``engine``
or the name of a module to import. This file imports nothing of HSFM at its top.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
import warnings
from typing import Any

MARK = "HSFM-SMOKE "
NO_CUDA = "no build for CUDA"
"""Said of a PyTorch that can use no GPU, whatever its driver is."""


def try_import(name: str) -> str:
    """Imports a package; returns its version."""
    return str(getattr(importlib.import_module(name), "__version__", ""))


def try_convolution(device: str) -> str:
    """Convolves ones with ones: every value is the number of weights."""
    import torch

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        about = _describe(torch, device)
    if not about:
        words = " ".join(str(one.message).strip().splitlines()[0] for one in said[:1])
        kinds = NO_CUDA if device == "cuda" and not torch.version.cuda else "no device"
        raise RuntimeError(f"PyTorch {torch.__version__} has {kinds} {words}".strip())
    image = torch.ones(1, 4, 8, 8, device=device)
    weights = torch.ones(2, 4, 3, 3, device=device)
    result = torch.nn.functional.conv2d(image, weights)
    if device != "cpu":
        getattr(torch, device).synchronize()
    if not bool((result.cpu() == 36).all()):
        raise RuntimeError(f"36 came out as {float(result.flatten()[0])}")
    return about


def _describe(torch: Any, device: str) -> str:
    """What is computed on; empty if it is not there."""
    if device == "cuda":
        return str(torch.cuda.get_device_name(0)) if torch.cuda.is_available() else ""
    if device == "mps":
        return "Apple GPU" if torch.backends.mps.is_available() else ""
    return "CPU"


def try_tiff() -> str:
    """Writes a small raster with a coordinate system, which needs PROJ's data, and reads it."""
    import numpy
    import rasterio

    values = numpy.arange(12, dtype="float32").reshape(3, 4)
    origin = rasterio.transform.from_origin(300000, 5800000, 30, 30)
    with tempfile.TemporaryDirectory(prefix="hsfm-smoke-") as folder:
        path = os.path.join(folder, "small.tif")
        with rasterio.open(
            path,
            "w",
            driver="GTiff",
            width=4,
            height=3,
            count=1,
            dtype="float32",
            crs=rasterio.crs.CRS.from_epsg(32633),
            transform=origin,
            compress="deflate",
        ) as raster:
            raster.write(values, 1)
        with rasterio.open(path) as raster:
            found = raster.read(1)
            code = raster.crs.to_epsg()
    if not (found == values).all() or code != 32633:
        raise RuntimeError(f"a raster came back with EPSG:{code} and {found.tolist()}")
    return f"GDAL {rasterio.__gdal_version__}"


def try_onnx() -> str:
    """Runs a model of one operation."""
    import numpy
    import onnx
    import onnxruntime

    helper = onnx.helper
    ends = [helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [3]) for name in ("x", "y")]
    nodes = [helper.make_node("Add", ["x", "x"], ["y"])]
    model = helper.make_model(
        helper.make_graph(nodes, "twice", ends[:1], ends[1:]),
        ir_version=8,
        opset_imports=[helper.make_opsetid("", 13)],
    )
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    found = session.run(None, {"x": numpy.array([1, 2, 3], dtype="float32")})[0].tolist()
    if found != [2.0, 4.0, 6.0]:
        raise RuntimeError(f"2, 4, 6 came out as {found}")
    return f"ONNX Runtime {onnxruntime.__version__}"


def try_engine(root: str, protocol: int) -> str:
    """Imports the engine as it will be run, and compares what it speaks with the plugin."""
    sys.path.insert(0, root)
    spoken = importlib.import_module("engine.protocol").PROTOCOL
    version = importlib.import_module("engine").__version__
    if spoken != protocol:
        raise RuntimeError(
            f"the engine {version} in {root} speaks protocol {spoken}, this plugin {protocol}; "
            "install the plugin again, so that both have the same version"
        )
    for name in ("engine.cli", "engine.server", "engine.devices"):
        importlib.import_module(name)
    return f"engine {version}, protocol {spoken}"


def try_part(part: str, root: str, protocol: int) -> str:
    """Tries one part; returns what can be said of it when it works."""
    kind, _, device = part.partition(":")
    if kind == "convolution":
        return try_convolution(device)
    if part == "TIFF":
        return try_tiff()
    if part == "ONNX":
        return try_onnx()
    if part == "engine":
        return try_engine(root, protocol)
    return try_import(part)


def main(root: str, protocol: int, parts: list[str]) -> int:
    """Tries all parts and writes how they went; a failure does not keep it from the next one."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # see engine.manners
    with tempfile.TemporaryDirectory(prefix="hsfm-smoke-") as folder:
        os.environ["MPLCONFIGDIR"] = folder
        return _try_all(root, protocol, parts)


def _try_all(root: str, protocol: int, parts: list[str]) -> int:
    for part in parts:
        _say({"part": part})
        try:
            message = try_part(part, root, protocol)
        except BaseException as exc:  # also what is no Exception: nothing may end this early
            if isinstance(exc, KeyboardInterrupt):
                raise
            text = " ".join(str(exc).split())
            _say({"part": part, "ok": False, "message": f"{type(exc).__name__}: {text}"[:1000]})
        else:
            _say({"part": part, "ok": True, "message": message})
    return 0


def _say(fact: dict[str, Any]) -> None:
    print(MARK + json.dumps(fact), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))
