"""DOFA: its tensors, its generated first layer, its units, and its place among the backbones.

No published file was at hand. Names and shapes were read from the public code (zhu-xlab/DOFA,
torchgeo) and agree with what is published of the files: 111.3 million numbers, and the size of the
original one, 447 669 164 bytes: torch.save of these 173 tensors gives 470 bytes less. The golden
values come from this very implementation under the deterministic fill; they show changes, not
agreement with published code.
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

from engine.errors import NoWavelengths, WrongLevel
from engine.models.dofa.adapter import FAMILY
from engine.models.dofa.network import Dofa, DofaFeatures
from engine.models.enmap_statistics import statistics
from engine.models.family import Options
from engine.models.installed import Installed
from engine.scene import Band, BandTable
from tests.data.weights import filled, probe, seeded

TINY = {"dim": 24, "depth": 3, "heads": 2, "patch": 8, "side": 4}
BASE = {"dim": 768, "depth": 12, "heads": 12, "patch": 16, "side": 14}
CENTRES_NM = (450.0, 550.0, 650.0, 860.0, 2200.0)
GENERATOR = "patch_embed.weight_generator."
GOLDEN = {
    "mean": -0.000673,
    "std": 1.003645,
    "first": [0.33098, -0.26220, -0.36998, 0.97500],
    "last": 0.45974,
}
"""Base network, images of 32 bands from 0.42 to 2.4 um, 224 pixels: all normed tokens."""


def _shapes(config):
    with torch.device("meta"):
        return {name: tuple(made.shape) for name, made in Dofa(**config).state_dict().items()}


def _published(dim, depth, patch=16, side=14):
    """Names and shapes as the public code has them, but for the head."""
    layer = f"{GENERATOR}transformer_encoder.layers.0."
    made = {
        "cls_token": (1, 1, dim),
        "pos_embed": (1, side * side + 1, dim),
        f"{GENERATOR}weight_tokens": (128, 128),
        f"{GENERATOR}bias_token": (1, 128),
        f"{layer}self_attn.in_proj_weight": (384, 128),
        f"{layer}self_attn.in_proj_bias": (384,),
    }
    linear = {
        f"{layer}self_attn.out_proj": (128, 128),
        f"{layer}linear1": (2048, 128),
        f"{layer}linear2": (128, 2048),
        f"{GENERATOR}fc_weight": (patch * patch * dim, 128),
        f"{GENERATOR}fc_bias": (dim, 128),
        "patch_embed.fclayer.w1": (128, 128),
        "patch_embed.fclayer.w2": (128, 128),
    }
    norms = {f"{layer}norm1": 128, f"{layer}norm2": 128, "norm": dim}
    for number in range(depth):
        block = f"blocks.{number}."
        linear[f"{block}attn.qkv"] = (3 * dim, dim)
        linear[f"{block}attn.proj"] = (dim, dim)
        linear[f"{block}mlp.fc1"] = (4 * dim, dim)
        linear[f"{block}mlp.fc2"] = (dim, 4 * dim)
        norms[f"{block}norm1"] = norms[f"{block}norm2"] = dim
    for name, shape in linear.items():
        made |= {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
    for name, width in norms.items():
        made |= {f"{name}.weight": (width,), f"{name}.bias": (width,)}
    return made


def _count(shapes):
    return sum(math.prod(shape) for shape in shapes.values())


@pytest.fixture
def tiny():
    network = Dofa(**TINY)
    network.load_state_dict(filled(network.state_dict()))
    return network.eval()


@pytest.fixture
def backbone(tiny, tmp_path):
    """An installed tiny network with features of two blocks."""
    weights = tmp_path / "model.safetensors"
    save_file(tiny.state_dict(), weights)
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    model = Installed("dofa", "dofa", "tiny", TINY, digest, weights.stat().st_size, tmp_path)
    return FAMILY.backbone(model, Options(2))


@pytest.mark.parametrize(
    ("config", "tensors", "numbers"),
    [
        (BASE, 170, 111_312_128),
        ({**BASE, "dim": 1024, "depth": 24, "heads": 16}, 314, 337_105_408),
    ],
    ids=["base", "large"],
)
def test_tensors_are_those_of_the_published_code(config, tensors, numbers):
    shapes = _shapes(config)
    assert shapes == _published(config["dim"], config["depth"])
    assert (len(shapes), _count(shapes)) == (tensors, numbers)


def test_the_original_file_has_room_for_these_tensors_and_the_projector():
    projector, mask_token = 768 * 768 + 768, 768
    numbers = _count(_shapes(BASE)) + projector + mask_token
    spare = 447_669_164 - 4 * numbers
    assert 0 < spare < 173 * 512  # names and padding of 173 entries


def test_both_layouts_of_files_are_recognised():
    torchgeo = {key: shape for key, shape in _published(768, 12).items() if key[:5] != "norm."}
    original = _published(768, 12) | {"mask_token": (1, 1, 768), "projector.weight": (768, 768)}
    for shapes in (torchgeo, original):
        found = FAMILY.detect(shapes)
        assert found is not None
        assert (found.size, found.config) == ("base", BASE)
    large = FAMILY.detect(_published(1024, 24))
    assert large is not None
    assert (large.size, large.config["heads"]) == ("large", 16)


@pytest.mark.parametrize(
    "shapes",
    [{}, {"pos_embed": (1, 197, 768)}, _published(768, 12, patch=14, side=16), _published(96, 12)],
    ids=["nothing", "another transformer", "version 2", "unknown width"],
)
def test_other_networks_are_not_recognised(shapes):
    assert FAMILY.detect(shapes) is None


def test_a_missing_norm_neither_scales_nor_shifts():
    norm = FAMILY.build(TINY).norm
    assert bool((norm.weight == 1).all() and (norm.bias == 0).all())


def _norm(values, state, name):
    centred = values - values.mean(-1, keepdim=True)
    spread = (centred.square().mean(-1, keepdim=True) + 1e-5).sqrt()
    return centred / spread * state[f"{name}.weight"] + state[f"{name}.bias"]


def _linear(values, state, name):
    return values @ state[f"{name}.weight"].T + state[f"{name}.bias"]


def _plain_kernel(state, wavelengths_um, dim, patch):
    """The generated layer, step by step in double precision."""
    state = {name: tensor.double() for name, tensor in state.items()}
    rows = []
    for um in wavelengths_um:
        angles = [um * 1000 / 10_000 ** (k / 64) for k in range(64)]
        rows.append([math.sin(a) for a in angles] + [math.cos(a) for a in angles])
    codes = torch.tensor(rows, dtype=torch.float64)
    hidden = _linear(codes, state, "patch_embed.fclayer.w1").clamp(min=0)
    codes = codes + _linear(hidden, state, "patch_embed.fclayer.w2").clamp(min=0)
    tokens = torch.cat([state[f"{GENERATOR}weight_tokens"], codes, state[f"{GENERATOR}bias_token"]])
    layer = f"{GENERATOR}transformer_encoder.layers.0."
    qkv = tokens @ state[f"{layer}self_attn.in_proj_weight"].T
    query, key, value = (qkv + state[f"{layer}self_attn.in_proj_bias"]).split(128, dim=1)
    heads = []
    for head in range(4):
        part = slice(32 * head, 32 * head + 32)
        scores = query[:, part] @ key[:, part].T / math.sqrt(32)
        heads.append(scores.softmax(dim=1) @ value[:, part])
    attended = _linear(torch.cat(heads, dim=1), state, f"{layer}self_attn.out_proj")
    tokens = _norm(tokens + attended, state, f"{layer}norm1")
    inner = _linear(tokens, state, f"{layer}linear1")
    inner = inner * 0.5 * (1 + torch.erf(inner / math.sqrt(2)))
    tokens = _norm(tokens + _linear(inner, state, f"{layer}linear2"), state, f"{layer}norm2")
    made = _linear(tokens[128:-1] + codes, state, f"{GENERATOR}fc_weight") * 0.01
    kernel = torch.zeros(dim, len(wavelengths_um), patch, patch, dtype=torch.float64)
    for row in range(patch):
        for col in range(patch):
            first = (row * patch + col) * dim
            kernel[:, :, row, col] = made[:, first : first + dim].T
    return kernel, _linear(tokens[-1], state, f"{GENERATOR}fc_bias") * 0.01


@pytest.mark.parametrize("wavelengths_um", [[0.65], [0.45, 0.865, 2.2]], ids=["one", "three"])
def test_the_generated_layer_equals_a_plain_computation(tiny, wavelengths_um):
    state = dict(tiny.state_dict())
    # large enough to show, beside the sines
    state[f"{GENERATOR}weight_tokens"] = state[f"{GENERATOR}weight_tokens"] * 5
    tiny.load_state_dict(state)
    kernel, bias = tiny.patch_embed.kernel(torch.tensor(wavelengths_um))
    want_kernel, want_bias = _plain_kernel(state, wavelengths_um, TINY["dim"], TINY["patch"])
    assert kernel.shape == want_kernel.shape
    # float32 angles of up to 2200 are known to 1e-4
    torch.testing.assert_close(kernel.double(), want_kernel, atol=2e-5, rtol=1e-3)
    torch.testing.assert_close(bias.double(), want_bias, atol=2e-5, rtol=1e-3)
    assert want_kernel.std() > 1e-3


def test_the_order_of_bands_makes_no_difference(tiny):
    waves = torch.tensor([0.45, 0.865, 2.2])
    images = probe(3, 32, 32)
    with torch.no_grad():
        straight = tiny(images, waves)
        turned = tiny(images.flip(1), waves.flip(0))
    torch.testing.assert_close(straight, turned, atol=1e-5, rtol=1e-5)


def test_wavelengths_in_nanometres_are_refused(tiny):
    with pytest.raises(ValueError, match=r"0\.2 to 20 micrometres"):
        tiny(probe(2, 32, 32), torch.tensor([450.0, 865.0]))


def test_the_image_is_padded_by_one_pixel(tiny):
    embedding = Dofa(**{**TINY, "patch": 16, "depth": 1}).eval().patch_embed
    with torch.no_grad():
        kernel, bias = embedding.kernel(torch.tensor([0.6]))
        image = torch.zeros(1, 1, 224, 224)
        dark = embedding.cut(image, kernel, bias)
        image[0, 0, 15] = 1.0  # with padding, the first patch ends at row 14
        lit = embedding.cut(image, kernel, bias)
    assert dark.shape[-2:] == (14, 14)
    changed = (lit - dark).abs().amax(dim=(0, 1, 3)) > 0
    assert changed.nonzero().flatten().tolist() == [1]


def test_tokens_of_every_chosen_block_are_normed(tiny):
    torch.nn.init.constant_(tiny.norm.weight, 2.0)
    torch.nn.init.constant_(tiny.norm.bias, 3.0)
    with torch.no_grad():
        made = tiny.normed_tokens(probe(24, 4, 4), (0, 2))
    assert len(made) == 2
    for tokens in made:
        torch.testing.assert_close(tokens.mean(-1), torch.full((1, 17), 3.0))
        torch.testing.assert_close(
            tokens.std(-1, correction=0), torch.full((1, 17), 2.0), atol=1e-3, rtol=0
        )


def test_golden_values_of_the_base_network():
    network = Dofa(**BASE)
    network.load_state_dict(filled(network.state_dict()))
    with torch.no_grad():
        made = network.eval()(probe(32, 224, 224), torch.linspace(0.42, 2.4, 32)).flatten()
    assert made.numel() == 197 * 768
    assert float(made.mean()) == pytest.approx(GOLDEN["mean"], abs=1e-4)
    assert float(made.std()) == pytest.approx(GOLDEN["std"], abs=1e-4)
    np.testing.assert_allclose(made[:4], GOLDEN["first"], atol=1e-3)
    assert float(made[-1]) == pytest.approx(GOLDEN["last"], abs=1e-3)


def test_features_are_those_of_the_published_forward_on_an_enlarged_window(tiny):
    made = DofaFeatures(tiny, CENTRES_NM, 1).eval()
    values = probe(5, 16, 16).abs() * 0.4
    valid = torch.ones(1, 16, 16, dtype=torch.bool)
    mean, std = (torch.tensor(found).float() for found in statistics().at(CENTRES_NM))
    spectrum = (values - mean[:, None, None]) / std[:, None, None]
    images = functional.interpolate(spectrum, size=(32, 32), mode="bilinear")
    with torch.no_grad():
        want = tiny(images, torch.tensor(CENTRES_NM) / 1000)
        parts = made(values, valid)
    torch.testing.assert_close(parts[0], spectrum)
    torch.testing.assert_close(parts[1].flatten(2).transpose(1, 2), want[:, 1:])


def test_parts_follow_the_window_and_invalid_pixels_are_the_mean(backbone, make_scene):
    plan, request = backbone.plan(make_scene(np.zeros((6, 8, 8), np.int16)))
    assert plan.read == (1, 2, 3, 4, 5, 6)
    network = backbone.network(request)
    values = probe(6, 20, 28).abs().repeat(2, 1, 1, 1) * 0.3
    valid = torch.ones(2, 20, 28, dtype=torch.bool)
    valid[1, :4, :4] = False
    with torch.no_grad():
        parts = network(values, valid)
        alone = network(values[:1], valid[:1])
    assert [tuple(part.shape) for part in parts] == [(2, 6, 20, 28), (2, 24, 5, 7), (2, 24, 5, 7)]
    assert backbone.channels(request) == tuple(part.shape[1] for part in parts)
    assert float(parts[0][1, :, :4, :4].abs().max()) == 0.0
    for part, want in zip(parts, alone):
        torch.testing.assert_close(part[:1], want, atol=1e-5, rtol=1e-5)
    assert float((parts[2][1] - parts[2][0]).abs().max()) > 1e-3


def test_positions_at_the_native_size_are_used_as_they_are(tiny):
    seen = []
    tiny.blocks[0].register_forward_pre_hook(lambda block, given: seen.append(given[0]))
    tiny.normed_tokens(torch.zeros(1, 24, 4, 4), (2,))
    assert torch.equal(seen[0][:, 1:], tiny.pos_embed[:, 1:])


def test_a_scene_without_wavelengths_is_refused(backbone, make_scene):
    scene = make_scene(np.zeros((3, 8, 8), np.int16))
    scene = replace(scene, bands=BandTable(tuple(Band(n + 1) for n in range(3))))
    with pytest.raises(NoWavelengths, match="the backbone dofa takes any bands but must be told"):
        backbone.plan(scene)


def test_wavelengths_that_cannot_be_nanometres_are_refused(backbone, make_scene):
    scene = make_scene(np.zeros((2, 8, 8), np.int16))
    scene = replace(scene, bands=BandTable((Band(1, 0.45), Band(2, 2.2))))
    with pytest.raises(NoWavelengths, match=r"from 0\.45 to 2\.2, which cannot be nanometres"):
        backbone.plan(scene)


def test_radiance_is_refused(backbone, make_scene):
    scene = replace(make_scene(np.zeros((3, 8, 8), np.int16)), level="L1C")
    with pytest.raises(WrongLevel, match="the backbone dofa was trained on reflectance"):
        backbone.plan(scene)


def test_chosen_bands_are_taken(backbone, make_scene):
    plan, request = backbone.plan(make_scene(np.zeros((6, 8, 8), np.int16)), "2,4-5")
    assert plan.read == (2, 4, 5)
    assert request.centres_nm == (430.0, 450.0, 460.0)


def test_the_hash_follows_the_weights(backbone, tmp_path):
    other = Installed("dofa", "dofa", "tiny", TINY, "0" * 64, 1, tmp_path)
    assert FAMILY.backbone(other, Options(2)).hash != backbone.hash


def test_it_can_be_exported_for_any_batch_and_size(tmp_path):
    import onnxruntime

    network = Dofa(**{**TINY, "depth": 2})
    network.load_state_dict(seeded(network.state_dict()))
    made = DofaFeatures(network.eval(), CENTRES_NM, 2).eval()
    session = _exported(made, tmp_path / "dofa.onnx", onnxruntime)
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
