"""What fine-tuning trains in every family, and what becomes of it in a head."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from safetensors.numpy import save
from safetensors.torch import save_file

from engine.bands.plan import BandRequest
from engine.errors import BadParameter, ModelCorrupt
from engine.heads.deep import BACKBONE, DEPTHS, LOW_RANK, head_shapes
from engine.heads.deep_scores import ConvScores
from engine.heads.dense import DenseClassifier
from engine.heads.head_file import Head, head_to_bytes, read_head
from engine.heads.tuned import TunedBackbone
from engine.models.enmap_statistics import statistics
from engine.models.family import Options
from engine.models.installed import WEIGHTS, Installed
from engine.models.registry import backbone, families
from engine.models.spectralgpt.sentinel2 import sentinel2
from engine.tasks import mappers
from engine.training.deep_network import DeepNetwork, require_depth
from engine.training.fit_linear import Fit
from tests.data.weights import seeded

CENTRES_NM = (450.0, 550.0, 650.0, 860.0, 2200.0)
FIVE = BandRequest(CENTRES_NM, (10.0,) * 5, None, (1, 2, 3, 4, 5), 5)
FORTY = BandRequest(
    tuple(430.0 + 50 * n for n in range(40)), (40.0,) * 40, None, tuple(range(1, 41)), 40
)
SIZE = {"dim": 24, "depth": 2, "heads": 2}
NETWORKS = {
    "spectralearth vit": ("spectralearth", {**SIZE, "hidden": 48, "patch": 4, "side": 4}),
    "spectralearth resnet": ("spectralearth", {}),
    "hypersigma spat": (
        "hypersigma",
        {**SIZE, "branch": "spat", "bands": 100, "side": 16, "patch": 8},
    ),
    "hypersigma spec": ("hypersigma", {**SIZE, "branch": "spec", "bands": 100, "side": 16}),
    "dofa": ("dofa", {**SIZE, "patch": 8, "side": 4}),
    "panopticon": (
        "panopticon",
        {**SIZE, "patch": 4, "side": 4, "fusion_dim": 48, "fusion_heads": 4},
    ),
    "spectralgpt": ("spectralgpt", {**SIZE, "side": 4, "groups": 4, "bands": 3, "patch": 8}),
}
REQUESTS = {"spectralgpt": lambda: sentinel2().request, "dofa": lambda: FIVE}
CLASSES = 3
WITHOUT_ATTENTION = {"spectralearth resnet", "hsfm-spectral"}


@pytest.fixture(scope="module")
def made_backbone(tmp_path_factory):
    """A small backbone of random weights by its name here, and a request for it."""

    def make(name):
        if name == "hsfm-spectral":
            return backbone(name), FORTY
        family, config = NETWORKS[name]
        request = REQUESTS.get(family, lambda: statistics().request)()
        folder = tmp_path_factory.mktemp("model")
        save_file(seeded(families()[family].build(config).state_dict()), folder / WEIGHTS)
        data = (folder / WEIGHTS).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        model = Installed("small", family, "x", config, digest, len(data), folder)
        if family == "panopticon":
            request = FIVE
        return families()[family].backbone(model, Options()), request

    return make


def _start(channels):
    rng = np.random.default_rng(1)
    return Fit(rng.normal(size=(CLASSES, sum(channels))), rng.normal(size=CLASSES), 1.0)


def _network(made_by, request, depth, seed=3):
    channels = made_by.channels(request)
    features = np.random.default_rng(2).normal(size=(40, sum(channels))).astype(np.float32)
    return DeepNetwork(made_by, request, depth, _start(channels), features, seed)


def _window(request, side=16):
    draw = torch.Generator().manual_seed(4)
    values = 0.2 + 0.1 * torch.rand((2, len(request.numbers), side, side), generator=draw)
    return values, torch.ones((2, side, side), dtype=torch.bool)


def _step(network, request):
    """One step of training on made-up labels."""
    optimiser = torch.optim.Adam(network.learning.values(), lr=1e-3)
    for _ in range(2):  # what stands before a 0 has a gradient from the second step on
        optimiser.zero_grad()
        scores = network(*_window(request))
        targets = torch.arange(scores[:, 0].numel()).reshape(scores[:, 0].shape) % CLASSES
        torch.nn.functional.cross_entropy(scores, targets).backward()
        optimiser.step()


ALL = [*NETWORKS, "hsfm-spectral"]


@pytest.mark.parametrize("name", ALL)
def test_every_tensor_of_an_adapter_learns_and_nothing_else_does(made_backbone, name):
    made_by, request = made_backbone(name)
    network = _network(made_by, request, "adapter")
    before, plain = network.state(), dict(made_by.network(request).named_parameters())
    _step(network, request)
    tuned = [key for key in before if key.startswith(BACKBONE)]
    assert tuned
    after = network.state()
    assert [key for key in tuned if torch.equal(before[key], after[key])] == []
    for key, tensor in network.network.named_parameters():
        if BACKBONE + key not in before:
            assert torch.equal(tensor, plain[key])


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("depth", DEPTHS)
def test_a_trained_head_computes_in_maps_what_it_computed_in_training(
    made_backbone, tmp_path, name, depth
):
    made_by, request = made_backbone(name)
    if depth == "lora" and name in WITHOUT_ATTENTION:
        with pytest.raises(BadParameter, match=r"Choose conv or adapter or full"):
            require_depth(made_by, request, depth)
        return
    network = _network(made_by, request, depth)
    _step(network, request)
    head = network.head(network.state(), 1.5)
    tuned = TunedBackbone(made_by, head)
    classifier = DenseClassifier(tuned.network(request), tuned.channels(request), head)
    values, valid = _window(request)
    with torch.no_grad():
        wanted = (network(values, valid) / 1.5).softmax(dim=1)
        made = classifier(values, valid)
    torch.testing.assert_close(made, wanted, atol=2e-5, rtol=1e-4)
    assert (tuned.hash == made_by.hash) == (depth == "conv")
    assert tuned.halo_px == made_by.halo_px + 3


@pytest.mark.parametrize("depth", DEPTHS)
def test_training_starts_from_the_linear_head(made_backbone, depth):
    made_by, request = made_backbone("spectralearth vit")
    network = _network(made_by, request, depth)
    values, valid = _window(request)
    channels = made_by.channels(request)
    start = _start(channels)
    linear = DenseClassifier(
        made_by.network(request),
        channels,
        start.with_temperature(1.0),
    )
    with torch.no_grad():
        made, wanted = network(values, valid).softmax(dim=1), linear(values, valid)
    torch.testing.assert_close(made, wanted, atol=1e-4, rtol=1e-3)


def test_only_what_changed_of_a_backbone_is_kept(made_backbone):
    made_by, request = made_backbone("dofa")
    network = _network(made_by, request, "full")
    _step(network, request)
    kept = network.head(network.state(), 1.0).below(BACKBONE)
    assert "kernel" in kept
    assert not any("weight_generator" in name for name in kept)


@pytest.mark.parametrize("depth", ["adapter", "lora", "full"])
def test_spectra_have_nothing_to_train_but_the_head(depth):
    with pytest.raises(BadParameter, match="Choose conv, or another backbone"):
        require_depth(backbone("spectra"), FIVE, depth)


def test_what_lies_beyond_the_valid_pixels_changes_nothing(made_backbone):
    request = FIVE
    network = _network(backbone("spectra"), request, "conv")
    _step(network, request)
    values, valid = _window(request)
    valid[:, :, :6] = False
    other = values.clone()
    other[:, :, :, :6] = 7.0
    with torch.no_grad():
        one, two = network(values, valid), network(other, valid)
    torch.testing.assert_close(one[..., 6:], two[..., 6:])


def test_a_pixel_sees_as_far_as_the_halo_says():
    network = _network(backbone("spectra"), FIVE, "conv")
    _step(network, FIVE)
    values, valid = _window(FIVE)
    other = values.clone()
    other[:, :, 8, 8] += 0.1
    with torch.no_grad():
        differs = (network(values, valid) - network(other, valid)).abs().amax(dim=(0, 1)) > 0
    rows = torch.nonzero(differs.any(dim=1)).flatten().tolist()
    assert rows == list(range(5, 12))


def test_shapes_of_the_file_are_those_of_the_module():
    made = ConvScores((4, 3), 8, 5)
    shapes = {name: tuple(tensor.shape) for name, tensor in made.state_dict().items()}
    assert shapes == head_shapes(7, 8, 5)


@pytest.fixture
def written(made_backbone, tmp_path, monkeypatch):
    """A deep head in a file, and a function that writes it with some changes."""
    made_by, request = made_backbone("spectralearth vit")
    monkeypatch.setattr(mappers, "backbone", lambda name, options: made_by)
    network = _network(made_by, request, "lora")
    _step(network, request)
    head = Head(
        network.head(network.state(), 1.5),
        tuple({"value": n + 1, "name": f"c{n}", "color": "#000000"} for n in range(CLASSES)),
        made_by.id,
        made_by.hash,
        request,
        options=dict(made_by.options),
    )

    def write(tensors=None, **deep):
        data = head_to_bytes(head)
        size = int.from_bytes(data[:8], "little")
        text = json.loads(json.loads(data[8 : 8 + size])["__metadata__"]["hsfm"])
        text["deep"] |= deep
        path = tmp_path / "deep.hsfm"
        held = {**head.scores.tensors, **(tensors or {})}
        held = {name: each for name, each in held.items() if each is not None}
        path.write_bytes(save(held, metadata={"hsfm": json.dumps(text)}))
        return path

    return head, write


def test_a_deep_head_comes_back_as_it_was(written, tmp_path):
    head, write = written
    found = read_head(write())
    assert head_to_bytes(found) == head_to_bytes(head)
    assert replace(found, scores=head.scores) == head
    assert mappers.HeadMapper(write()).classifier() is not None


LAYER = "lora.encoder.vit_core.blocks.0.attn.qkv"


@pytest.mark.parametrize(
    ("tensors", "deep"),
    [
        ({"head.mean": None}, {}),
        ({"head.more": np.zeros(2, np.float32)}, {}),
        ({"head.scale": np.full(152, np.nan, np.float32)}, {}),
        ({"head.linear_bias": np.zeros(3, np.float64)}, {}),
        ({"head.out_weight": np.zeros((3, 65), np.float32)}, {}),
        ({"backbone.encoder.vit_core.norm.weight": np.zeros(24, np.float32)}, {}),
        ({"other": np.zeros(2, np.float32)}, {}),
        ({}, {"depth": "conv"}),
        ({}, {"depth": "deeper"}),
        ({}, {"channels": [128, 25]}),
        ({}, {"width": 1 << 20}),
        ({}, {"width": True}),
    ],
)
def test_a_file_that_does_not_fit_together_is_refused(written, tensors, deep):
    _, write = written
    with pytest.raises(ModelCorrupt):
        read_head(write(tensors, **deep))


@pytest.mark.parametrize(
    "tensors",
    [
        {f"{LAYER}.lora_a": None},
        {f"{LAYER}.lora_a": np.zeros((8, 25), np.float32)},
        {f"{LAYER}.lora_b": np.zeros((72, 7), np.float32)},
        {f"{LOW_RANK}encoder.none.lora_a": np.zeros((8, 24), np.float32)},
    ],
)
def test_what_does_not_fit_the_backbone_is_refused(written, tensors):
    _, write = written
    with pytest.raises(ModelCorrupt, match="does not fit"):
        mappers.HeadMapper(write(tensors)).classifier()
