"""SpectralGPT: the published tensors, recorded numbers, and what the backbone promises."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch.nn import functional

from engine.errors import BadParameter, BandsUncovered, WrongLevel
from engine.models.family import Options
from engine.models.installed import WEIGHTS, Installed
from engine.models.spectralgpt.adapter import FAMILY
from engine.models.spectralgpt.network import Encoder, Features, build
from engine.models.spectralgpt.sentinel2 import sentinel2
from engine.scene import Band, BandTable, open_scene
from tests.data.weights import filled, probe, seeded

TINY = {"dim": 24, "depth": 3, "heads": 2, "side": 4, "groups": 4, "bands": 3, "patch": 8}
BASE = {**TINY, "dim": 768, "depth": 12, "heads": 12, "side": 12}
PLUS = {**BASE, "side": 16}

FILLED = {
    "mean": 0.000994,
    "std": 1.003267,
    "first": [-1.78787, 1.29979, -0.33223, -0.53925],
    "last": 1.31461,
}


def _published(side: int) -> dict[str, tuple[int, ...]]:
    """Keys and shapes of the encoder, as the authors' code makes them."""
    dim, wide = 768, 3072
    shapes: dict[str, tuple[int, ...]] = {
        "pos_embed_spatial": (1, side * side, dim),
        "pos_embed_temporal": (1, 4, dim),
        "patch_embed.proj.weight": (dim, 1, 3, 8, 8),
        "patch_embed.proj.bias": (dim,),
        "norm.weight": (dim,),
        "norm.bias": (dim,),
    }
    for block in range(12):
        for name, shape in {
            **{f"attn.{part}.weight": (dim, dim) for part in ("q", "k", "v", "proj")},
            **{f"attn.{part}.bias": (dim,) for part in ("q", "k", "v", "proj")},
            **{f"norm{n}.{part}": (dim,) for n in (1, 2) for part in ("weight", "bias")},
            "mlp.fc1.weight": (wide, dim),
            "mlp.fc1.bias": (wide,),
            "mlp.fc2.weight": (dim, wide),
            "mlp.fc2.bias": (dim,),
        }.items():
            shapes[f"blocks.{block}.{name}"] = shape
    return shapes


def _decoder() -> list[str]:
    names = ("norm1.weight", "attn.q.weight", "attn.proj.bias", "mlp.fc2.weight")
    return [
        *("decoder_pos_embed_spatial", "decoder_pos_embed_temporal", "mask_token"),
        *("decoder_embed.weight", "decoder_norm.bias", "decoder_pred.weight", "head.bias"),
        *(f"decoder_blocks.{block}.{name}" for block in range(4) for name in names),
    ]


@pytest.fixture
def tiny() -> Encoder:
    made = build(TINY)
    made.load_state_dict(seeded(made.state_dict(), 3))
    with torch.no_grad():
        for positions in (made.pos_embed_spatial, made.pos_embed_temporal):
            positions.normal_(0.0, 0.5, generator=torch.Generator().manual_seed(4))
    return made


@pytest.fixture
def features(tiny) -> Features:
    return Features(tiny, sentinel2(), 1).eval()


@pytest.fixture
def backbone(tiny, tmp_path):
    save_file(tiny.state_dict(), tmp_path / WEIGHTS)
    data = (tmp_path / WEIGHTS).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    model = Installed("sgpt", "spectralgpt", "tiny", TINY, digest, len(data), tmp_path)
    return FAMILY.backbone(model, Options(2))


def _window(rows: int, cols: int, batch: int = 1) -> tuple[torch.Tensor, torch.Tensor]:
    values = 0.15 + 0.1 * probe(12, rows, cols).repeat(batch, 1, 1, 1)
    return values, torch.ones(batch, rows, cols, dtype=torch.bool)


@pytest.mark.parametrize(("config", "numbers"), [(BASE, 85_317_888), (PLUS, 85_403_904)])
def test_tensors_are_those_of_the_published_code(config, numbers):
    with torch.device("meta"):
        made = Encoder(**config).state_dict()
    assert {key: tuple(t.shape) for key, t in made.items()} == _published(config["side"])
    assert sum(t.numel() for t in made.values()) == numbers


@pytest.mark.parametrize(
    ("side", "size", "config"), [(12, "vit-b-96", BASE), (16, "vit-b-128", PLUS)]
)
def test_a_published_file_is_recognised_by_its_tensors(side, size, config):
    shapes = {**_published(side), **dict.fromkeys(_decoder(), (1,))}
    found = FAMILY.detect(shapes)
    assert found is not None
    assert (found.size, found.config, found.absent) == (size, config, ())
    left = [k for k in shapes if not any(re.fullmatch(d, k) for d in found.dropped)]
    assert set(left) == set(_published(side))


@pytest.mark.parametrize(
    "change",
    [
        {"pos_embed_spatial": (1, 196, 768)},
        {"pos_embed_spatial": ()},
        {"pos_embed_temporal": (1, 5, 768)},
        {"patch_embed.proj.weight": (768, 3, 8, 8)},
        {"blocks.12.attn.q.weight": (768, 768)},
    ],
)
def test_another_network_is_not_recognised(change):
    assert FAMILY.detect({**_published(12), **change}) is None


def test_a_joint_embedding_of_positions_is_not_recognised():
    """Fine-tuned files hold one; their positions are of another kind."""
    shapes = _published(16)
    del shapes["pos_embed_spatial"], shapes["pos_embed_temporal"]
    assert FAMILY.detect({**shapes, "pos_embed": (1, 1024, 768)}) is None


def test_the_fill_gives_the_recorded_tokens():
    """Recorded with torch 2.13 on the CPU; the published weights could not be had."""
    network = build(BASE)
    network.load_state_dict(filled(network.state_dict()))
    with torch.inference_mode():
        made = network((probe(12, 96, 96) + 1) / 2, (11,))[0]
    assert made.shape == (1, 4, 12, 12, 768)
    assert made.mean().item() == pytest.approx(FILLED["mean"], abs=1e-4)
    assert made.std().item() == pytest.approx(FILLED["std"], abs=1e-4)
    np.testing.assert_allclose(made.flatten()[:4], FILLED["first"], atol=1e-3)
    assert made.flatten()[-1].item() == pytest.approx(FILLED["last"], abs=1e-3)


def test_a_token_sees_three_neighbouring_bands_of_one_patch(tiny):
    """Before the blocks: group after group, and row after row within a group."""
    image = torch.rand(1, 12, 32, 32, generator=torch.Generator().manual_seed(1))
    other = image.clone()
    other[0, 3:6, 8:16, 24:32] += 0.5
    with torch.inference_mode():
        apart = (tiny.patch_embed(other) - tiny.patch_embed(image)).abs().sum(dim=1)[0]
    assert apart.shape == (4, 4, 4)
    assert [tuple(place) for place in apart.nonzero().tolist()] == [(1, 1, 3)]


def test_the_forward_is_that_of_the_published_code(tiny):
    """Written out: tokens by group, places repeated, groups interleaved, pre-norm blocks, norm."""
    image = torch.rand(2, 12, 32, 32, generator=torch.Generator().manual_seed(1))
    state = tiny.state_dict()

    def linear(name, x):
        return functional.linear(x, state[f"{name}.weight"], state[f"{name}.bias"])

    def normed(name, x):
        return functional.layer_norm(x, (24,), state[f"{name}.weight"], state[f"{name}.bias"], 1e-6)

    with torch.inference_mode():
        grid = tiny.patch_embed.proj(image[:, None]).flatten(3)
        tokens = torch.einsum("ncts->ntsc", grid).reshape(2, 64, 24)
        tokens = tokens + state["pos_embed_spatial"].repeat(1, 4, 1)
        tokens = tokens + state["pos_embed_temporal"].repeat_interleave(16, dim=1)
        for n in range(3):
            block = f"blocks.{n}"
            inner = normed(f"{block}.norm1", tokens)
            query, key, value = (
                linear(f"{block}.attn.{part}", inner).reshape(2, 64, 2, 12).permute(0, 2, 1, 3)
                for part in "qkv"
            )
            shares = (query @ key.transpose(-2, -1) * 12**-0.5).softmax(dim=-1)
            mixed = (shares @ value).transpose(1, 2).reshape(2, 64, 24)
            tokens = tokens + linear(f"{block}.attn.proj", mixed)
            inner = functional.gelu(linear(f"{block}.mlp.fc1", normed(f"{block}.norm2", tokens)))
            tokens = tokens + linear(f"{block}.mlp.fc2", inner)
        wanted = normed("norm", tokens).reshape(2, 4, 4, 4, 24)
        made = tiny(image, (2,))[0]
    torch.testing.assert_close(made, wanted, atol=1e-5, rtol=1e-4)


def test_position_embeddings_are_resized_to_the_grid_of_the_other_size(tiny):
    """12 x 12 places, as of the base model, on a window of the plus model's 16 x 16."""
    from engine.models.transformer import resized_positions

    places = torch.rand(1, 144, 8, generator=torch.Generator().manual_seed(2))
    assert torch.equal(resized_positions(places, 12, 12), places)
    assert resized_positions(places, 16, 16).shape == (1, 256, 8)
    with torch.inference_mode():
        assert tiny(torch.rand(1, 12, 48, 40), (2,))[0].shape == (1, 4, 6, 5, 24)


def test_parts_are_the_spectrum_at_every_pixel_and_tokens_of_4_px(features, backbone):
    request = sentinel2().request
    values, valid = _window(16, 24, batch=2)
    with torch.inference_mode():
        parts = backbone.network(request)(values, valid)
    assert [tuple(part.shape) for part in parts] == [(2, 12, 16, 24), (2, 24, 4, 6), (2, 24, 4, 6)]
    assert backbone.channels(request) == (12, 24, 24)
    assert (backbone.window_px, backbone.overlap_px, backbone.multiple_px) == (16, 4, 4)
    with torch.inference_mode():
        torch.testing.assert_close(features(values, valid)[1], parts[-1], atol=1e-5, rtol=1e-4)


def test_the_published_sizes_fill_their_own_grid_of_positions():
    for config, side_px in ((BASE, 48), (PLUS, 64)):
        model = Installed("m", "spectralgpt", "b", config, "0", 0, Path())
        made = FAMILY.backbone(model, Options())
        assert made.window_px == side_px
        assert made.window_px * 2 == config["side"] * config["patch"]
        assert made.overlap_px * 4 == side_px


def test_the_spectrum_is_a_z_score_of_sentinel_2_digital_numbers(features):
    values = torch.full((1, 12, 8, 8), 0.2)
    valid = torch.ones(1, 8, 8, dtype=torch.bool)
    with torch.inference_mode():
        scores = features(values, valid)[0][0, :, 0, 0]
    assert scores[0].item() == pytest.approx((2000 - 1370.19151926) / 633.15169573, rel=1e-5)
    assert scores[11].item() == pytest.approx((2000 - 1247.91870117) / 1087.6020813, rel=1e-5)


def test_the_network_sees_two_standard_deviations_as_0_to_1(features):
    seen = []
    features.encoder.register_forward_pre_hook(lambda module, given: seen.append(given[0]))
    bands = sentinel2()
    mean, std = (torch.tensor(n)[None, :, None, None] for n in (bands.mean, bands.std))
    valid = torch.ones(1, 8, 8, dtype=torch.bool)
    with torch.inference_mode():
        for spreads in (-3.0, -2.0, 0.0, 1.0, 2.0, 9.0):
            features((mean + spreads * std).expand(1, 12, 8, 8), valid)
    wanted = [0.0, 0.0, 0.5, 0.75, 1.0, 1.0]
    for image, value in zip(seen, wanted):
        torch.testing.assert_close(image, torch.full((1, 12, 16, 16), value), atol=1e-5, rtol=0)


def test_what_is_invalid_has_no_influence(features):
    values, valid = _window(16, 16)
    valid[0, 3:9, 2:7] = False
    other = values.masked_fill(~valid[:, None], 7.0)
    with torch.inference_mode():
        for first, second in zip(features(values, valid), features(other, valid)):
            assert torch.equal(first, second)
        assert not features(values, valid)[0][0, :, 5, 5].any()


def test_members_of_a_batch_do_not_see_each_other(features):
    values, valid = _window(16, 16, batch=3)
    values[1] += 0.3
    with torch.inference_mode():
        together = features(values, valid)
        alone = features(values[1:2], valid[1:2])
    for first, second in zip(together, alone):
        torch.testing.assert_close(first[1:2], second, atol=1e-5, rtol=1e-4)


def test_the_bands_of_sentinel_2_are_simulated_from_an_enmap_scene(potsdam, backbone):
    scene = open_scene(potsdam)
    plan, request = backbone.plan(scene)
    assert request.centres_nm is not None and len(request.centres_nm) == 12
    assert plan.kind == "resample" and plan.weights is not None
    assert plan.weights.shape == (12, len(plan.read))
    np.testing.assert_allclose(plan.weights.sum(axis=1), 1.0, atol=1e-5)
    assert "the backbone sgpt knows them" in " ".join(plan.notes)
    bands = [scene.bands.bands[number - 1] for number in plan.read]
    centres = np.array([band.centre_nm for band in bands])
    np.testing.assert_allclose(plan.weights @ centres, request.centres_nm, atol=1.0)
    spreads = np.sqrt(plan.weights @ centres**2 - (plan.weights @ centres) ** 2)
    # B8 is 106 nm wide at half maximum: 45 nm of standard deviation, less what EnMAP's bands add.
    assert spreads[7] == pytest.approx(45.0, abs=2.0)
    detectors = [{b.detector for b, w in zip(bands, row) if w > 0} for row in plan.weights]
    assert detectors == [{"VNIR"}] * 10 + [{"SWIR"}] * 2


def test_a_choice_of_bands_is_refused(make_scene, backbone):
    scene = make_scene(np.zeros((12, 8, 8), np.int16))
    with pytest.raises(BadParameter, match="takes the 12 bands that it was trained on, not '1-5'"):
        backbone.plan(scene, "1-5")


def test_radiance_is_refused(make_scene, backbone):
    scene = replace(make_scene(np.zeros((12, 8, 8), np.int16)), level="L1C")
    with pytest.raises(WrongLevel, match=r"radiance product .L1C., and the backbone sgpt was"):
        backbone.plan(scene)


def test_a_scene_without_shortwave_infrared_is_refused(make_scene, backbone):
    scene = make_scene(np.zeros((60, 8, 8), np.int16))
    table = BandTable(tuple(Band(n + 1, 410.0 + 10 * n, 9.0) for n in range(60)))
    with pytest.raises(BandsUncovered, match="1614, 2202 nm"):
        backbone.plan(replace(scene, bands=table))


def test_other_weights_have_another_hash(backbone, tmp_path):
    other = Installed("sgpt", "spectralgpt", "tiny", TINY, "0" * 64, 1, tmp_path)
    assert FAMILY.backbone(other, Options(2)).hash != backbone.hash


def test_it_can_be_exported_for_any_batch_and_size(features, tmp_path):
    import onnxruntime

    path = tmp_path / "sgpt.onnx"
    free = torch.export.Dim.DYNAMIC
    torch.onnx.export(
        features,
        _window(16, 24, batch=2),
        path,
        input_names=["values", "valid"],
        dynamic_shapes=({0: free, 2: free, 3: free}, {0: free, 1: free, 2: free}),
        dynamo=True,
        verbose=False,
    )
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    for members, rows, cols in ((1, 16, 16), (3, 32, 20)):
        values, valid = _window(rows, cols, members)
        valid[0, :3] = False
        made = session.run(None, {"values": values.numpy(), "valid": valid.numpy()})
        with torch.inference_mode():
            for first, second in zip(made, features(values, valid)):
                np.testing.assert_allclose(first, second, atol=2e-4)
