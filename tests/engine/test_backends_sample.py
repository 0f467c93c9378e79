"""What backends are compared on, and with what: windows, labels, machines."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.backends.agreement import compare
from engine.backends.memory import key_of, machine
from engine.backends.sample import count_windows, sample_windows
from engine.backends.torch_backend import TorchBackend
from engine.context import Context
from engine.heads.dense import DenseClassifier
from engine.scene import Window
from engine.stream.area import Area

from ..data.tiny_vit import REQUEST, TinyBackbone, head_of

CPU = torch.device("cpu")


def test_only_valid_pixels_are_compared():
    one, other = torch.zeros(1, 2, 2, 2), torch.zeros(1, 2, 2, 2)
    one[:, 0], other[:, 0] = 0.8, 0.8
    other[0, 1, 0, 0] = 0.9
    valid = torch.ones(1, 2, 2, dtype=torch.bool)
    assert compare(one, other, valid).equal_labels == 0.75
    assert compare(one, other, valid).largest_difference == pytest.approx(0.9)
    valid[0, 0, 0] = False
    assert compare(one, other, valid).is_same_map
    assert not compare(one, other, torch.zeros_like(valid)).is_same_map


def test_the_key_follows_machine_and_options():
    about = machine(CPU)
    assert about["device"] and about["torch"] == torch.__version__
    assert key_of(about, "a", {"blocks": 1}) == key_of(dict(about), "a", {"blocks": 1})
    assert key_of(about, "a", {"blocks": 1}) != key_of(about, "a", {"blocks": 2})
    assert key_of(about, "a") != key_of({**about, "cores": 99}, "a")


@pytest.mark.parametrize("precision", ["bf16", "fp16"])
def test_lower_precision_gives_nearly_the_same_labels(precision):
    backbone = TinyBackbone()
    made = DenseClassifier(
        backbone.network(REQUEST), backbone.channels(REQUEST), head_of(backbone).scores
    )
    values = 0.3 + 0.1 * torch.randn(1, 12, 32, 32, generator=torch.Generator().manual_seed(0))
    valid = torch.ones(1, 32, 32, dtype=torch.bool)
    full = TorchBackend(made, CPU)(values, valid)
    low = TorchBackend(made, CPU, precision)(values, valid)
    assert low.dtype == torch.float32
    assert compare(full, low, valid).equal_labels > 0.97
    assert not torch.equal(full, low)


def test_windows_with_valid_pixels_are_found_and_nothing_outside_is_compared(make_scene, all_bands):
    cube = np.arange(2 * 96 * 160, dtype=np.int16).reshape(2, 96, 160)
    valid = np.zeros((96, 160), bool)
    valid[64:, 128:] = True
    scene = make_scene(cube, valid=valid)
    found = sample_windows(
        scene,
        all_bands(scene),
        Area.whole(scene.grid),
        window_px=32,
        halo_px=0,
        device=CPU,
        context=Context(),
        memory_mib=64,
    )
    assert found is not None
    assert found.windows == (Window(64, 128, 32, 32),)
    assert bool(found.valid.all())
    scene = make_scene(cube, valid=np.zeros((96, 160), bool))
    assert (
        sample_windows(
            scene,
            all_bands(scene),
            Area.whole(scene.grid),
            window_px=32,
            halo_px=0,
            device=CPU,
            context=Context(),
            memory_mib=64,
        )
        is None
    )


def test_windows_of_a_map_are_counted(make_scene):
    scene = make_scene(np.zeros((1, 1000, 1100), np.int16))
    assert count_windows(scene, Area(scene.grid.window), 128, 32, 0) == 11 * 12
    assert count_windows(scene, Area(Window(5, 5, 20, 20)), 128, 32, 0) == 1


def test_only_windows_with_parcels_count_and_are_compared(make_scene, all_bands):
    """Two parcels far from the middle, in the corners of a large outline."""
    scene = make_scene(np.full((1, 600, 600), 2000, np.int16))
    parcels = tuple(_box(scene, *place) for place in ((10, 10, 40, 40), (560, 555, 595, 590)))
    area = Area(scene.grid.window, parcels)
    assert count_windows(scene, area, 64, 16, 0) == 1 + 2 * 2  # of 169
    found = sample_windows(
        scene,
        all_bands(scene),
        area,
        window_px=64,
        halo_px=0,
        device=CPU,
        context=Context(),
        memory_mib=64,
    )
    assert found is not None
    assert all(bool(one.any()) for one in found.valid)
    assert int(found.valid[:, :40, :40].sum()) >= 30 * 30


def _box(scene, top, left, bottom, right):
    a, _, c, _, e, f = scene.grid.transform
    corners = [(top, left), (top, right), (bottom, right), (bottom, left), (top, left)]
    ring = [[a * col + c, e * row + f] for row, col in corners]
    return {"type": "Polygon", "coordinates": [ring]}
