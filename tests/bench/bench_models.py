"""Measures how many windows (tiles) of 128 x 128 pixels a second each SpectralEarth network maps.

    python -m tests.bench.bench_models [--sizes vit-s,vit-b] [--onnx vit-s,vit-b] [--device auto]

The weights are random, of the published shapes: speed does not depend on what was learned. Every
size runs in a process of its own, so that its peak memory is its own. The share of peak compares
the network's arithmetic with a large matrix product in the same precision, measured in the same
process. At the end a whole map is made through the streaming loop, to see whether it keeps the
device busy.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SIDE, BANDS, CLASSES = 128, 202, 8
SIZES = {
    "vit-s": (384, 12),
    "vit-b": (768, 12),
    "vit-l": (1024, 24),
    "vit-h": (1280, 32),
    "vit-g": (1536, 40),
    "rn50": None,
    "rn50-dilated": None,
}
ROUNDS, ENOUGH_S = 5, 20.0
MAP_SIDE = 512


def config_of(size: str) -> dict[str, Any]:
    """What ``Family.build`` needs for a size."""
    dims = SIZES[size]
    if dims is None:
        return {}
    from engine.models.spectralearth.adapter import SIZES as PUBLISHED

    dim, depth = dims
    heads = PUBLISHED[dims][1]
    return {
        "dim": dim,
        "depth": depth,
        "heads": heads,
        "hidden": 4 * dim,
        "patch": 4,
        "side": SIDE // 4,
    }


def classifier(size: str) -> tuple[Any, tuple[int, ...]]:
    """A network of random weights with a random head, and the channels of its parts."""
    import numpy as np
    import torch

    from engine.heads.dense import DenseClassifier
    from engine.heads.linear import LinearHead
    from engine.models.spectralearth.network import ResNetFeatures, VitFeatures, build

    torch.manual_seed(0)
    made = build(config_of(size), dilated=size.endswith("dilated"))
    if SIZES[size] is None:
        network: Any = ResNetFeatures(made, 1, dilated=size.endswith("dilated"))
        channels = (128, 2048)
    else:
        dim, depth = SIZES[size]
        network, channels = VitFeatures(made, (depth - 1,)), (128, dim)
    rng = np.random.default_rng(0)
    weight = rng.normal(size=(CLASSES, sum(channels))).astype(np.float32)
    head = LinearHead(weight, np.zeros(CLASSES, np.float32))
    return DenseClassifier(network.eval(), channels, head), channels


def seconds(run: Callable[[], object], device: Any) -> float:
    """Median time of a run after one that is not counted."""
    import torch

    def once() -> float:
        began = time.perf_counter()
        run()
        if device.type == "cuda":
            torch.cuda.synchronize()
        return time.perf_counter() - began

    once()
    taken: list[float] = []
    while len(taken) < ROUNDS and sum(taken) < ENOUGH_S:
        taken.append(once())
    return statistics.median(taken)


def peak_flops(device: Any, dtype: Any) -> float:
    """Operations a second in a large matrix product."""
    import torch

    side = 8192 if device.type == "cuda" else 3072
    one = torch.ones(side, side, device=device, dtype=dtype)
    return 2 * side**3 / seconds(lambda: one @ one, device)


def measure(size: str, with_onnx: bool, device_text: str) -> Iterator[dict[str, Any]]:
    """Gives a row for every way of computing a size."""
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    from engine.backends.torch_backend import PRECISIONS, TorchBackend
    from engine.devices import pick_device

    device = pick_device(device_text)
    on_gpu = device.type == "cuda"
    made, channels = classifier(size)
    count = sum(parameter.numel() for parameter in made.network.parameters())
    values = torch.rand(8 if on_gpu else 1, BANDS, SIDE, SIDE, device=device)
    valid = torch.ones(values.shape[0], SIDE, SIDE, dtype=torch.bool, device=device)
    with FlopCounterMode(display=False) as counter, torch.inference_mode():
        made.to(device).network(values[:1], valid[:1])
    flops = counter.get_total_flops()
    names = ["fp32", "bf16", "fp16"] if on_gpu else ["fp32", "bf16"]
    expected = None
    for name in names:
        if name == "bf16" and not on_gpu and not _cpu_has_bf16():
            continue
        backend = TorchBackend(made, device, name)
        with torch.inference_mode():
            labels = backend(values, valid).argmax(dim=1)
            taken = seconds(lambda run=backend: run(values, valid), device)
        expected = labels if expected is None else expected
        rate = values.shape[0] / taken
        yield {
            "size": size,
            "way": f"torch {name}",
            "parameters": count,
            "gflop": flops / 1e9,
            "rate": rate,
            "peak_share": rate * flops / peak_flops(device, PRECISIONS[name]),
            "mib": _peak_mib(on_gpu),
            "equal": float((labels == expected).float().mean()),
        }
    if with_onnx and expected is not None:
        shared = (values[:1].cpu(), valid[:1].cpu(), expected[:1].cpu())
        for row in measure_onnx(made.cpu(), channels, *shared):
            yield {**row, "size": size, "parameters": count, "gflop": flops / 1e9}


def measure_onnx(
    made: Any, channels: tuple[int, ...], values: Any, valid: Any, expected: Any
) -> Iterator[dict[str, Any]]:
    """Rows for ONNX Runtime on the CPU, with float and with 8-bit weights."""
    import torch

    from engine.backends.candidates import INT8, ONNX, candidate
    from engine.backends.network import Network
    from engine.backends.onnx_cache import OnnxCache
    from engine.heads.head_file import Head
    from engine.heads.linear import LinearHead
    from engine.models.enmap_statistics import statistics as enmap

    cpu = torch.device("cpu")
    linear = LinearHead(made.weight.flatten(1).numpy(), made.bias.numpy())
    classes = tuple(
        {"value": number + 1, "name": f"class {number + 1}", "color": "#808080"}
        for number in range(CLASSES)
    )
    head = Head(linear, classes, "bench", "bench", enmap().request)
    backbone: Any = SimpleNamespace(
        id="bench",
        hash="bench",
        options={},
        window_px=SIDE,
        overlap_px=SIDE // 4,
        halo_px=0,
        multiple_px=4,
        channels=lambda request: channels,
    )
    with tempfile.TemporaryDirectory() as folder:
        network = Network(made, head, backbone, OnnxCache(Path(folder)))
        for name in (ONNX, INT8):
            backend = candidate(network, name, cpu).make()
            labels = backend(values, valid).argmax(dim=1)
            taken = seconds(lambda run=backend: run(values, valid), cpu)
            yield {
                "way": name,
                "rate": values.shape[0] / taken,
                "peak_share": 0.0,
                "mib": _peak_mib(False),
                "equal": float((labels == expected).float().mean()),
            }


def measure_loop(device_text: str) -> dict[str, Any]:
    """Maps a scene of random pixels with ViT-S through the loop."""
    import numpy as np
    import torch

    from engine.backends.torch_backend import TorchBackend
    from engine.bands.plan import plan_request
    from engine.context import Context
    from engine.devices import pick_device
    from engine.heads.linear import ClassifyOperator
    from engine.models.enmap_statistics import statistics as enmap
    from engine.scene.opening import open_scene
    from engine.stream.area import Area
    from engine.stream.clock import LoopClock
    from engine.stream.loop import map_scene
    from tests.bench import make_layouts

    class Nowhere:
        def write(self, window: Any, outputs: Any) -> None:
            pass

    device = pick_device(device_text)
    with tempfile.TemporaryDirectory() as folder:
        paths = make_layouts.make(Path(folder), MAP_SIDE)
        scene = open_scene(paths[next(name for name in paths if name != "labels")])
        plan = plan_request(scene, enmap().request)
        values = np.arange(1, CLASSES + 1).astype(np.uint8)
        backend = TorchBackend(
            classifier("vit-s")[0], device, "bf16" if device.type == "cuda" else "fp32"
        )
        operator = ClassifyOperator(backend, values, overlap_px=32, window_px=SIDE)
        clock = LoopClock()
        with torch.inference_mode():
            map_scene(
                scene,
                plan,
                operator,
                Nowhere(),
                device=device,
                context=Context(),
                area=Area.whole(scene.grid),
                clock=clock,
            )
    return {"windows": clock.windows, "seconds": clock.total_s, "waiting": clock.waiting_share}


def _cpu_has_bf16() -> bool:
    from engine.backends.candidates import cpu_has_bf16

    return cpu_has_bf16()


def _peak_mib(on_gpu: bool) -> float:
    import torch

    if on_gpu:
        return torch.cuda.max_memory_allocated() / (1 << 20)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(SIZES))
    parser.add_argument("--onnx", default="vit-s,vit-b")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    given = parser.parse_args()
    with_onnx = given.onnx.split(",")
    if given.part == "loop":
        print(json.dumps(measure_loop(given.device)))
        return
    if given.part:
        for row in measure(given.part, given.part in with_onnx, given.device):
            print(json.dumps(row), flush=True)
        return
    print("SpectralEarth networks with random weights; equal: labels as torch fp32 gives them")
    print(
        f"{'size':13} {'way':11} {'parameters':>13} {'GFLOP/tile':>10} {'tiles/s':>8} "
        f"{'x fp32':>6} {'of peak':>8} {'MiB':>6} {'equal':>7}"
    )
    for size in given.sizes.split(","):
        first = 0.0
        for line in _own("--part", size, "--onnx", given.onnx, "--device", given.device):
            row = json.loads(line)
            first = first or row["rate"]
            share = f"{row['peak_share']:.0%}" if row["peak_share"] else ""
            print(
                f"{row['size']:13} {row['way']:11} {row['parameters']:13,} {row['gflop']:10.1f} "
                f"{row['rate']:8.3f} {row['rate'] / first:6.2f} {share:>8} "
                f"{row['mib']:6.0f} {row['equal']:7.2%}",
                flush=True,
            )
    found = json.loads(list(_own("--part", "loop", "--device", given.device))[-1])
    print(
        f"\nThe loop, {MAP_SIDE} x {MAP_SIDE} pixels through vit-s: {found['windows']} windows in "
        f"{found['seconds']:.1f} s, {found['waiting']:.1%} of it waiting for data"
    )


def _own(*arguments: str) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.bench.bench_models", *arguments]
    environment = {**os.environ, "OMP_WAIT_POLICY": "PASSIVE"}  # as the engine sets it
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, env=environment
    )
    yield from (line for line in done.stdout.splitlines() if line.startswith("{"))


if __name__ == "__main__":
    main()
