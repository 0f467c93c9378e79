"""Panopticon: its tensors, its fusion of bands, its choice of bands, its place among the backbones.

No published file was at hand. Names and shapes were read from the public code (torchgeo, which
loads the file strictly but for ``mask_token``, and the authors' settings) and agree with the 98.1
million numbers that are published for positions of 16 x 16 patches. The golden values come from
this very implementation under the deterministic fill; they show changes, not agreement with
published code.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch.nn import functional

from engine.bands.plan import plan_request
from engine.errors import NoWavelengths, WrongLevel
from engine.models.enmap_statistics import statistics
from engine.models.family import Options
from engine.models.installed import Installed
from engine.models.panopticon.adapter import FAMILY, MOST_BANDS, spread
from engine.models.panopticon.network import Panopticon, PanopticonFeatures, ScaledBlock
from engine.models.panopticon.positions import smoothed_positions
from engine.scene import Band, BandTable
from tests.data.weights import filled, probe, seeded

TINY = {
    "dim": 24,
    "depth": 3,
    "heads": 2,
    "patch": 6,
    "side": 5,
    "fusion_dim": 48,
    "fusion_heads": 4,
}
BASE = {
    "dim": 768,
    "depth": 12,
    "heads": 12,
    "patch": 14,
    "side": 37,
    "fusion_dim": 2304,
    "fusion_heads": 16,
}
CENTRES_NM = (450.4, 550.0, 650.0, 860.9, 2200.0)
GOLDEN = {
    "mean": 0.016548,
    "std": 1.012645,
    "first": [-2.31650, -1.21238, -0.14342, -0.62214],
    "last": 1.32557,
}
"""Images of 32 bands from 420 to 2400 nm, 224 pixels: all normed tokens."""


def _shapes(config):
    with torch.device("meta"):
        made = Panopticon(**config).state_dict()
    return {name: tuple(tensor.shape) for name, tensor in made.items()}


def _published():
    """Names and shapes as the public code has them, but for ``mask_token``."""
    made = {
        "cls_token": (1, 1, 768),
        "pos_embed": (1, 1370, 768),
        "patch_embed.conv3d.conv3d.weight": (2304, 1, 1, 14, 14),
        "patch_embed.conv3d.conv3d.bias": (2304,),
        "patch_embed.chnfus.query": (1, 1, 2304),
        "patch_embed.chnfus.chnemb.embed_transmit": (2, 768),
        "patch_embed.chnfus.chnemb.embed_receive": (2, 768),
        "patch_embed.chnfus.chnemb.embed_orbit": (2, 768),
        "patch_embed.chnfus.xattn.inproj_k.weight": (2304, 2304),
        "patch_embed.chnfus.xattn.inproj_v.weight": (2304, 2304),
        "patch_embed.proj.weight": (768, 2304),
        "patch_embed.proj.bias": (768,),
        "norm.weight": (768,),
        "norm.bias": (768,),
    }
    for number in range(12):
        block = f"blocks.{number}."
        made |= {f"{block}ls1.gamma": (768,), f"{block}ls2.gamma": (768,)}
        for name in ("norm1", "norm2"):
            made |= {f"{block}{name}.weight": (768,), f"{block}{name}.bias": (768,)}
        linear = {
            "attn.qkv": (2304, 768),
            "attn.proj": (768, 768),
            "mlp.fc1": (3072, 768),
            "mlp.fc2": (768, 3072),
        }
        for name, shape in linear.items():
            made |= {f"{block}{name}.weight": shape, f"{block}{name}.bias": shape[:1]}
    return made


@pytest.fixture
def tiny():
    network = Panopticon(**TINY)
    network.load_state_dict(filled(network.state_dict()))
    return network.eval()


@pytest.fixture
def backbone(tiny, tmp_path):
    """An installed tiny network with features of two blocks."""
    weights = tmp_path / "model.safetensors"
    save_file(tiny.state_dict(), weights)
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    size = weights.stat().st_size
    model = Installed("panopticon", "panopticon", "tiny", TINY, digest, size, tmp_path)
    return FAMILY.backbone(model, Options(2))


def _scene(make_scene, centres_nm):
    scene = make_scene(np.zeros((len(centres_nm), 8, 8), np.int16))
    bands = tuple(Band(n + 1, float(nm), 10.0) for n, nm in enumerate(centres_nm))
    return replace(scene, bands=BandTable(bands))


def test_tensors_are_those_of_the_published_code():
    shapes = _shapes(BASE)
    assert shapes == _published()
    assert len(shapes) == 182
    numbers = sum(math.prod(shape) for shape in shapes.values())
    assert numbers == 98_975_232
    assert numbers - (1370 - 257) * 768 == 98_120_448  # with positions of 16 x 16 patches


def test_the_published_file_is_recognised():
    found = FAMILY.detect(_published() | {"mask_token": (1, 768)})
    assert found is not None
    assert (found.size, found.config, found.absent) == ("vit-b", BASE, ())
    resized = FAMILY.detect(_published() | {"pos_embed": (1, 257, 768)})
    assert resized is not None
    assert resized.config["side"] == 16


@pytest.mark.parametrize("missing", ["patch_embed.chnfus.query", "pos_embed"])
def test_other_networks_are_not_recognised(missing):
    shapes = _published()
    del shapes[missing]
    assert FAMILY.detect(shapes) is None


def _plain_fusion(state, images, centres_nm, heads, patch):
    """The fusion as the paper has it, band by band and patch by patch, in double precision."""
    state = {name.removeprefix("patch_embed."): t.double() for name, t in state.items()}
    weight = state["conv3d.conv3d.weight"][:, 0, 0]
    dim = len(weight)
    tokens = []
    for band, nm in enumerate(centres_nm):
        image = images[:, band : band + 1].double()
        cells = functional.conv2d(image, weight[:, None], state["conv3d.conv3d.bias"], stride=patch)
        angles = [math.floor(nm) / 10_000 ** (2 * k / dim) for k in range(dim // 2)]
        code = [math.sin(a) for a in angles] + [math.cos(a) for a in angles]
        tokens.append(cells.flatten(2).transpose(1, 2) + torch.tensor(code, dtype=torch.float64))
    stacked = torch.stack(tokens, dim=2)  # (batch, patches, bands, dim)
    keys = stacked @ state["chnfus.xattn.inproj_k.weight"].T
    values = stacked @ state["chnfus.xattn.inproj_v.weight"].T
    query = state["chnfus.query"].flatten()
    width = dim // heads
    made = []
    for head in range(heads):
        part = slice(head * width, (head + 1) * width)
        scores = (keys[..., part] @ query[part] / math.sqrt(width)).softmax(dim=2)
        made.append((scores[..., None] * values[..., part]).sum(dim=2))
    return torch.cat(made, dim=-1) @ state["proj.weight"].T + state["proj.bias"]


def test_the_fusion_equals_a_plain_computation(tiny):
    state = dict(tiny.state_dict())
    state["patch_embed.chnfus.query"] = state["patch_embed.chnfus.query"] * 30
    tiny.load_state_dict(state)
    images = probe(5, 12, 18).repeat(2, 1, 1, 1) * torch.tensor([1.0, -2.0])[:, None, None, None]
    with torch.no_grad():
        made = tiny.patch_embed(images, torch.tensor(CENTRES_NM))
    want = _plain_fusion(state, images, CENTRES_NM, TINY["fusion_heads"], TINY["patch"])
    assert made.shape == (2, 6, 24)
    torch.testing.assert_close(made.double(), want, atol=1e-4, rtol=1e-3)
    even = _plain_fusion(
        {**state, "patch_embed.chnfus.query": torch.zeros(1, 1, 48)}, images, CENTRES_NM, 4, 6
    )
    assert float((even - want).abs().max()) > 0.01  # the bands do not all weigh the same


def test_wavelengths_are_whole_nanometres_and_never_changed(tiny):
    ids = torch.tensor([450.7, 865.2])
    images = probe(2, 12, 12)
    with torch.no_grad():
        made = tiny(images, ids)
        assert torch.equal(made, tiny(images, torch.tensor([450, 865])))
        assert not torch.equal(made, tiny(images, torch.tensor([451, 865])))
    assert ids.tolist() == pytest.approx([450.7, 865.2])


@pytest.mark.parametrize("wrong", [[0.45, 0.865], [-1.0, 560.0]], ids=["micrometres", "radar"])
def test_what_cannot_be_nanometres_is_refused(tiny, wrong):
    with pytest.raises(ValueError, match="200 to 20000 nanometres"):
        tiny(probe(2, 12, 12), torch.tensor(wrong))


@pytest.mark.parametrize("size", [(16, 16), (9, 32), (40, 41)])
def test_positions_are_resized_bicubically_with_antialiasing(size):
    positions = torch.randn(1, 37 * 37, 8, generator=torch.Generator().manual_seed(1))
    grid = positions.reshape(1, 37, 37, 8).permute(0, 3, 1, 2)
    want = functional.interpolate(grid, size=size, mode="bicubic", antialias=True)
    made = smoothed_positions(positions, *size)
    torch.testing.assert_close(made, want.flatten(2).transpose(1, 2), atol=1e-5, rtol=1e-5)


def test_positions_at_the_native_size_are_used_as_they_are():
    positions = torch.randn(1, 37 * 37, 8, generator=torch.Generator().manual_seed(1))
    assert torch.equal(smoothed_positions(positions, 37, 37), positions)


def test_what_a_block_adds_is_scaled():
    block = ScaledBlock(24, 2).eval()
    tokens = probe(1, 5, 24)[0]
    with torch.no_grad():
        block.ls1.gamma.zero_()
        block.ls2.gamma.zero_()
        assert torch.equal(block(tokens), tokens)
        block.ls1.gamma.fill_(0.5)
        torch.testing.assert_close(block(tokens) - tokens, 0.5 * block.attn(block.norm1(tokens)))
        block.ls1.gamma.zero_()
        block.ls2.gamma.fill_(0.5)
        torch.testing.assert_close(block(tokens) - tokens, 0.5 * block.mlp(block.norm2(tokens)))


def test_tokens_of_every_chosen_block_are_normed(tiny):
    torch.nn.init.constant_(tiny.norm.weight, 2.0)
    torch.nn.init.constant_(tiny.norm.bias, 3.0)
    with torch.no_grad():
        made = tiny.normed_tokens(probe(1, 16, 24)[0], 4, 4, (0, 2))
    assert len(made) == 2
    for tokens in made:
        torch.testing.assert_close(tokens.mean(-1), torch.full((1, 17), 3.0))


def test_golden_values():
    network = Panopticon(**BASE)
    network.load_state_dict(filled(network.state_dict()))
    with torch.no_grad():
        made = network.eval()(probe(32, 224, 224), torch.linspace(0.42, 2.4, 32) * 1000).flatten()
    assert made.numel() == 257 * 768
    assert float(made.mean()) == pytest.approx(GOLDEN["mean"], abs=1e-4)
    assert float(made.std()) == pytest.approx(GOLDEN["std"], abs=1e-4)
    np.testing.assert_allclose(made[:4], GOLDEN["first"], atol=1e-3)
    assert float(made[-1]) == pytest.approx(GOLDEN["last"], abs=1e-3)


def test_features_are_those_of_the_published_forward_on_an_enlarged_window(tiny):
    made = PanopticonFeatures(tiny, CENTRES_NM, 1).eval()
    values = probe(5, 16, 20) * 1.5  # clipped on both sides
    valid = torch.ones(1, 16, 20, dtype=torch.bool)
    mean, std = (torch.tensor(found).float() for found in statistics().at(CENTRES_NM))
    spectrum = (values.clamp(0, 1) - mean[:, None, None]) / std[:, None, None]
    images = functional.interpolate(spectrum, size=(24, 30), mode="bilinear")
    with torch.no_grad():
        want = tiny(images, torch.tensor(CENTRES_NM))
        parts = made(values, valid)
    torch.testing.assert_close(parts[0], spectrum)
    torch.testing.assert_close(parts[1].flatten(2).transpose(1, 2), want[:, 1:])


def test_parts_follow_the_window_and_invalid_pixels_are_the_mean(backbone, make_scene):
    _, request = backbone.plan(_scene(make_scene, CENTRES_NM))
    network = backbone.network(request)
    values = probe(5, 20, 28).abs().repeat(2, 1, 1, 1) * 0.3
    valid = torch.ones(2, 20, 28, dtype=torch.bool)
    valid[1, :4, :4] = False
    with torch.no_grad():
        parts = network(values, valid)
        alone = network(values[:1], valid[:1])
    assert [tuple(part.shape) for part in parts] == [(2, 5, 20, 28), (2, 24, 5, 7), (2, 24, 5, 7)]
    assert backbone.channels(request) == tuple(part.shape[1] for part in parts)
    assert float(parts[0][1, :, :4, :4].abs().max()) == 0.0
    for part, want in zip(parts, alone):
        torch.testing.assert_close(part[:1], want, atol=1e-5, rtol=1e-5)
    assert float((parts[2][1] - parts[2][0]).abs().max()) > 1e-3


def test_few_bands_are_all_taken(backbone, make_scene):
    plan, request = backbone.plan(_scene(make_scene, CENTRES_NM))
    assert (plan.read, plan.notes, request.centres_nm) == ((1, 2, 3, 4, 5), (), CENTRES_NM)


def test_of_many_bands_a_spread_of_32_is_taken_and_told(backbone, make_scene):
    scene = _scene(make_scene, np.arange(420.0, 2450.0, 9.0))
    plan, request = backbone.plan(scene)
    assert len(plan.read) == MOST_BANDS
    assert plan.weights is None
    assert request.numbers == plan.read
    assert request.fwhm_nm == (10.0,) * MOST_BANDS
    assert request.scene_bands == len(scene.bands)
    centres = np.array(request.centres_nm)
    assert (centres[0], centres[-1]) == (420.0, 2445.0)
    assert not (((centres > 1300) & (centres < 1515)) | ((centres > 1745) & (centres < 1965))).any()
    assert np.diff(centres).min() > 30
    assert plan.notes == (
        "The backbone panopticon works on 32 of the 226 bands, spread evenly from 420 to 2445 nm.",
    )
    assert backbone.plan(scene)[0].read == plan.read
    assert plan_request(scene, request).read == plan.read


def test_chosen_bands_may_lie_in_water_vapour(backbone, make_scene):
    scene = _scene(make_scene, np.arange(1300.0, 1500.0, 4.0))
    plan, _ = backbone.plan(scene, "1-50")
    assert len(plan.read) == MOST_BANDS
    assert (plan.read[0], plan.read[-1]) == (1, 50)


def test_bands_without_statistics_are_taken_where_there_are_no_others():
    assert spread(tuple(np.arange(8000.0, 12_000.0, 50.0)), only_known=True)[-1] == 79


def test_a_scene_without_wavelengths_is_refused(backbone, make_scene):
    scene = make_scene(np.zeros((3, 8, 8), np.int16))
    scene = replace(scene, bands=BandTable(tuple(Band(n + 1) for n in range(3))))
    with pytest.raises(NoWavelengths, match="the backbone panopticon takes any bands but must be"):
        backbone.plan(scene)


def test_radiance_is_refused(backbone, make_scene):
    scene = replace(make_scene(np.zeros((3, 8, 8), np.int16)), level="L1C")
    with pytest.raises(WrongLevel, match="the backbone panopticon was trained on reflectance"):
        backbone.plan(scene)


def test_it_can_be_exported_for_any_batch_and_size(tmp_path):
    import onnxruntime

    network = Panopticon(**{**TINY, "depth": 2})
    network.load_state_dict(seeded(network.state_dict()))
    made = PanopticonFeatures(network.eval(), CENTRES_NM, 2).eval()
    session = _exported(made, tmp_path / "panopticon.onnx", onnxruntime)
    for batch, rows, cols in ((1, 16, 16), (3, 32, 20)):
        values = (probe(5, rows, cols).abs() * 0.5).repeat(batch, 1, 1, 1)
        valid = torch.ones(batch, rows, cols, dtype=torch.bool)
        valid[0, :3, :5] = False
        got = session.run(None, {"values": values.numpy(), "valid": valid.numpy()})
        with torch.no_grad():
            want = made(values, valid)
        for one, other in zip(got, want):
            np.testing.assert_allclose(one, other.numpy(), atol=1e-4)


def _exported(network, path, onnxruntime):
    free = torch.export.Dim.DYNAMIC
    torch.onnx.export(
        network,
        (torch.rand(2, 5, 16, 24), torch.ones(2, 16, 24, dtype=torch.bool)),
        path,
        input_names=["values", "valid"],
        dynamic_shapes=({0: free, 2: free, 3: free}, {0: free, 1: free, 2: free}),
        dynamo=True,
        verbose=False,
    )
    return onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
