"""HyperSIGMA: published numbers, frozen features, and the network for fine-tuning.

Golden numbers: specs/models.md, section 5, computed with the authors' code and made-up weights.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from engine.context import Context
from engine.errors import BadParameter, ModelUnsupportedLayout, WrongLevel
from engine.models.enmap_statistics import statistics
from engine.models.family import Options
from engine.models.hypersigma.adapter import FAMILY, SIZES, band_windows
from engine.models.hypersigma.features import resized
from engine.models.hypersigma.network import blank, build
from engine.models.hypersigma.sampling_attention import POINTS, SamplingAttention
from engine.models.hypersigma.segmentation import SegmentationNetwork, segmentation
from engine.models.hypersigma.transfer import take_blocks
from engine.models.installed import WEIGHTS, Installed
from engine.models.registry import backbone
from engine.models.transformer import Block
from engine.store.install import import_file
from tests.data.weights import filled, probe, seeded, write_checkpoint

SPATIAL_B = {
    "branch": "spat",
    "dim": 768,
    "depth": 12,
    "heads": 12,
    "bands": 100,
    "patch": 8,
    "side": 64,
}
SPECTRAL_B = {name: value for name, value in SPATIAL_B.items() if name != "patch"} | {
    "branch": "spec"
}
SMALL = {"dim": 16, "depth": 8, "heads": 2}
REQUEST = statistics().request


def published(config: dict[str, Any]) -> dict[str, torch.Tensor]:
    """Tensors of the authors' pretraining network, decoder and all, without numbers."""
    dim = config["dim"]
    with torch.device("meta"):
        found = dict(build(config).state_dict())
        pixels = config["bands"] * 64 if config["branch"] == "spat" else 4096
        decoder = {
            "decoder_embed": nn.Linear(dim, 512),
            "decoder_blocks": nn.ModuleList(Block(512, 16) for _ in range(8)),
            "decoder_norm": nn.LayerNorm(512),
            "decoder_pred": nn.Linear(512, pixels),
        }
        found["mask_token"] = torch.empty(1, 1, 512)
        found["decoder_pos_embed"] = torch.empty(1, found["pos_embed"].shape[1], 512)
    for name, module in decoder.items():
        found.update({f"{name}.{key}": value for key, value in module.state_dict().items()})
    return found


def assert_golden(
    made: torch.Tensor, mean: float, std: float, first: list[float], last: float
) -> None:
    assert float(made.mean()) == pytest.approx(mean, abs=1e-4)
    assert float(made.std()) == pytest.approx(std, abs=1e-4)
    values = made.flatten()
    assert values[:4].tolist() == pytest.approx(first, abs=1e-3)
    assert float(values[-1]) == pytest.approx(last, abs=1e-3)


def small(folder: Path, branch: str, **other: int) -> Installed:
    """An installed encoder with random weights."""
    config: dict[str, Any] = {**SMALL, "branch": branch, "bands": 100, "side": 64}
    config |= {"patch": 8} if branch == "spat" else {}
    config |= other
    folder.mkdir(parents=True, exist_ok=True)
    weights = seeded(build(config).state_dict())
    save_file(weights, folder / WEIGHTS)
    data = (folder / WEIGHTS).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return Installed(folder.name, "hypersigma", f"{branch}-tiny", config, digest, len(data), folder)


@pytest.fixture
def spatial(tmp_path: Path) -> Installed:
    return small(tmp_path / "spatial", "spat")


@pytest.fixture
def spectral(tmp_path: Path) -> Installed:
    return small(tmp_path / "spectral", "spec")


def pixels(batch: int = 1, rows: int = 64, cols: int = 64) -> tuple[torch.Tensor, torch.Tensor]:
    """Random reflectance and full validity."""
    generator = torch.Generator().manual_seed(1)
    values = torch.rand((batch, 202, rows, cols), generator=generator) * 0.6
    return values, torch.ones((batch, rows, cols), dtype=torch.bool)


@torch.inference_mode()
def parts_of(
    model: Installed, values: torch.Tensor, valid: torch.Tensor, blocks: int = 1
) -> tuple[torch.Tensor, ...]:
    made: tuple[torch.Tensor, ...] = FAMILY.backbone(model, Options(blocks)).network(REQUEST)(
        values, valid
    )
    return made


# Published numbers


def test_a_published_spatial_file_gives_the_published_features(tmp_path, monkeypatch):
    monkeypatch.setenv("HSFM_MODELS", str(tmp_path / "models"))
    tensors = filled(published(SPATIAL_B))
    # Released files hold this besides; the golden numbers come from a network without it.
    tensors["fpn1.0.weight"] = torch.zeros(768, 768, 2, 2)
    tensors["fpn1.0.bias"] = torch.zeros(768)
    path = write_checkpoint(
        tmp_path / "spat.pth", tensors, container="model", optimizer=True, namespace=True
    )
    model = import_file(path, Context(), as_id="spat")

    assert (model.family, model.size, model.config) == ("hypersigma", "spat-b", SPATIAL_B)
    assert model.absent == ()
    assert "fpn1.0.weight" in model.dropped
    assert "pos_embed" not in model.dropped
    assert backbone("spat").channels(REQUEST) == (202, 3 * 768)
    encoder = build(model.config)
    model.load_into(encoder)
    with torch.inference_mode():
        (made,) = encoder(probe(100, 64, 64), (11,))
    assert made.shape == (1, 768, 8, 8)
    assert_golden(
        made.flatten(2).transpose(1, 2),
        *(-0.000897, 1.002395, [0.13605, -0.32494, -0.15364, 0.73449], -0.24749),
    )


def test_a_published_spectral_file_gives_the_published_features(tmp_path, monkeypatch):
    monkeypatch.setenv("HSFM_MODELS", str(tmp_path / "models"))
    path = write_checkpoint(
        tmp_path / "spec.pth",
        filled(published(SPECTRAL_B)),
        container="model",
        prefix="module.",
        optimizer=True,
        namespace=True,
    )
    model = import_file(path, Context(), as_id="spec")
    assert (model.size, model.config, model.absent) == ("spec-b", SPECTRAL_B, ())
    encoder = build(model.config)
    model.load_into(encoder)
    with torch.inference_mode():
        (made,) = encoder(probe(100, 64, 64), (11,))
    assert_golden(made, -0.001433, 1.002342, [-0.28277, 0.03211, -0.16032, 0.49700], 0.06662)


def test_the_spectral_encoder_gives_the_published_features():
    tensors = filled(published(SPECTRAL_B))
    encoder = build(SPECTRAL_B)
    encoder.load_state_dict({key: tensors[key] for key in encoder.state_dict()})
    with torch.inference_mode():
        (made,) = encoder(probe(100, 64, 64), (11,))
    assert made.shape == (1, 100, 768)
    assert_golden(made, -0.001433, 1.002342, [-0.28277, 0.03211, -0.16032, 0.49700], 0.06662)


def test_the_network_for_fine_tuning_gives_the_published_scores():
    network = blank(lambda: SegmentationNetwork(SPATIAL_B, 20, 16, 128)).eval()
    assert sum(entry.numel() for entry in network.parameters()) == 193_748_412
    network.load_state_dict(filled(network.state_dict()))
    values = probe(20, 128, 128)
    with torch.inference_mode():
        scores, spectral = network(values), network.spec_encoder(values)
    assert scores.shape == (1, 16, 128, 128)
    assert_golden(
        scores.flatten(2).transpose(1, 2),  # the authors' network gives one row a pixel
        *(-0.022397, 0.112630, [0.12150, 0.02432, -0.15958, -0.12784], -0.03807),
    )
    assert spectral.shape == (1, 100, 128)
    assert_golden(spectral, -0.005716, 0.814039, [-0.62412, -0.58445, 1.31040, -0.95427], 0.03979)


# Recognition


@pytest.mark.parametrize(
    ("branch", "size", "millions"),
    [
        ("spat", "b", 90.0),
        ("spat", "l", 308.9),
        ("spat", "h", 638.0),
        ("spec", "b", 88.3),
        ("spec", "l", 306.6),
        ("spec", "h", 635.1),
    ],
)
def test_published_files_are_recognised(branch: str, size: str, millions: float):
    (dim, depth), heads = next(
        (found, heads) for found, (name, heads) in SIZES.items() if name == size
    )
    config = {**SPATIAL_B, "dim": dim, "depth": depth, "heads": heads}
    config = config if branch == "spat" else {**config, "branch": "spec"}
    if branch == "spec":
        del config["patch"]
    shapes = {name: tuple(tensor.shape) for name, tensor in published(config).items()}
    found = FAMILY.detect(shapes | {"fpn1.0.bias": (dim,)})
    assert found is not None
    assert (found.size, found.config, found.absent) == (f"{branch}-{size}", config, ())

    with torch.device("meta"):
        encoder = FAMILY.build(found.config)
    count = sum(entry.numel() for entry in encoder.parameters())
    assert count / 1e6 == pytest.approx(millions, abs=0.06)
    extra = {"fpn1.0.bias", *shapes} - set(encoder.state_dict())
    assert all(any(re.fullmatch(entry, key) for entry in found.dropped) for key in extra)


@pytest.mark.parametrize(
    "change",
    [
        {"cls_token": (1, 1, 768)},
        {"patch_embed.proj.weight": (768, 202, 8, 8)},
        {"pos_embed": (1, 196, 768)},
        {"pos_embed": ()},
        {"blocks.12.attn.qkv.weight": (2304, 768)},
    ],
)
def test_other_transformers_are_not_recognised(change: dict[str, tuple[int, ...]]):
    shapes = {name: tuple(tensor.shape) for name, tensor in published(SPATIAL_B).items()}
    assert FAMILY.detect(shapes) is not None
    assert FAMILY.detect(shapes | change) is None


def test_sparse_attention_is_never_dropped_from_a_file():
    shapes = {name: tuple(tensor.shape) for name, tensor in published(SPATIAL_B).items()}
    found = FAMILY.detect(shapes)
    assert found is not None
    key = "blocks.0.attn.sampling_offsets.weight"
    assert not any(re.fullmatch(entry, key) for entry in found.dropped)


# Frozen features


@pytest.mark.parametrize(("blocks", "count"), [(1, 1), (3, 3), (99, 8)])
@pytest.mark.parametrize("branch", ["spat", "spec"])
def test_parts_have_the_promised_channels(tmp_path, branch, blocks, count):
    model = small(tmp_path / branch, branch)
    parts = parts_of(model, *pixels(2, 64, 32), blocks=blocks)
    promised = FAMILY.backbone(model, Options(blocks)).channels(REQUEST)
    assert tuple(part.shape[1] for part in parts) == promised == (202, *([3 * 16] * count))
    assert parts[0].shape == (2, 202, 64, 32)
    assert parts[-1].shape[2:] == ((8, 4) if branch == "spat" else (1, 1))


def test_spectra_are_standardised_with_the_statistics_of_enmap(spatial):
    values, valid = pixels()
    spectra = parts_of(spatial, torch.full_like(values, 0.2), valid)[0][0, :, 5, 7]
    # specs/models.md, section 5: the z-score of 2000 everywhere
    assert float(spectra.mean()) == pytest.approx(-0.064782, abs=1e-5)
    assert float(spectra.std()) == pytest.approx(0.460268, abs=1e-5)
    assert spectra[[0, 201]].tolist() == pytest.approx([0.68256, 0.60203], abs=1e-5)


@pytest.mark.parametrize("branch", ["spat", "spec"])
def test_invalid_pixels_count_as_the_mean_spectrum(tmp_path, branch):
    model = small(tmp_path / branch, branch)
    values, valid = pixels()
    valid[:, 10:20, 30:] = False
    masked = torch.where(valid[:, None], values, 0.0)
    mean = torch.tensor(statistics().mean_dn / 1e4, dtype=torch.float32)[:, None, None]
    meant = torch.where(valid[:, None], values, mean)

    got = parts_of(model, masked, valid)
    wanted = parts_of(model, meant, torch.ones_like(valid))
    assert torch.count_nonzero(got[0][:, :, 10:20, 30:]) == 0
    torch.testing.assert_close(got[1], wanted[1], atol=1e-5, rtol=0)
    assert not torch.allclose(got[1], parts_of(model, masked, torch.ones_like(valid))[1])


def test_windows_of_bands_cover_all_202():
    assert band_windows(202, 100) == (0, 51, 102)
    assert band_windows(100, 100) == (0,)
    assert band_windows(101, 100) == (0, 1)


@pytest.mark.parametrize("branch", ["spat", "spec"])
def test_each_third_of_the_features_sees_its_window_of_bands(tmp_path, branch):
    model = small(tmp_path / branch, branch)
    values, valid = pixels()
    before = parts_of(model, values, valid)[1].unflatten(1, (3, 16))
    values[:, 120] = 0.9  # in the windows 51-150 and 102-201
    after = parts_of(model, values, valid)[1].unflatten(1, (3, 16))
    assert torch.equal(before[:, 0], after[:, 0])
    assert not torch.allclose(before[:, 1], after[:, 1], atol=1e-3)
    assert not torch.allclose(before[:, 2], after[:, 2], atol=1e-3)


def test_features_are_the_normed_blocks_of_numbers_over_4000(spatial):
    values, valid = pixels()
    encoder = build(spatial.config)
    spatial.load_into(encoder)
    with torch.inference_mode():
        wanted = encoder(values[:, 51:151] * 10_000 / 4_000, (3, 7))
    made = parts_of(spatial, values, valid, blocks=2)
    torch.testing.assert_close(made[1][:, 16:32], wanted[0], atol=1e-4, rtol=0)
    torch.testing.assert_close(made[2][:, 16:32], wanted[1], atol=1e-4, rtol=0)


def test_spectral_features_are_the_mean_of_the_tokens(spectral):
    values, valid = pixels()
    encoder = build(spectral.config)
    spectral.load_into(encoder)
    with torch.inference_mode():
        (tokens,) = encoder(values[:, 102:] * 10_000 / 4_000, (7,))
    made = parts_of(spectral, values, valid)[1][0, 32:, 0, 0]
    torch.testing.assert_close(made, tokens[0].mean(0), atol=1e-4, rtol=0)


@pytest.mark.parametrize("branch", ["spat", "spec"])
def test_frozen_features_ignore_the_position_embeddings(tmp_path, branch):
    model = small(tmp_path / branch, branch)
    values, valid = pixels()
    network = FAMILY.backbone(model, Options()).network(REQUEST)
    with torch.inference_mode():
        before = network(values, valid)[1]
        network.encoder.pos_embed.add_(3.0)
        assert torch.equal(before, network(values, valid)[1])


@pytest.mark.parametrize("branch", ["spat", "spec"])
def test_features_do_not_depend_on_the_rest_of_the_batch(tmp_path, branch):
    model = small(tmp_path / branch, branch)
    values, valid = pixels(3)
    alone = parts_of(model, values[1:2], valid[1:2])[1]
    torch.testing.assert_close(parts_of(model, values, valid)[1][1:2], alone, atol=1e-5, rtol=0)


def test_the_spectral_encoder_sees_larger_windows_averaged(spectral):
    values, valid = pixels()
    double = values.repeat_interleave(2, 2).repeat_interleave(2, 3)
    made = parts_of(spectral, double, valid.repeat_interleave(2, 1).repeat_interleave(2, 2))[1]
    torch.testing.assert_close(made, parts_of(spectral, values, valid)[1], atol=1e-5, rtol=0)


def test_windows_of_the_right_size_are_not_changed_by_averaging():
    images = pixels()[0]
    assert torch.equal(resized(images, 64), images)
    uneven = resized(images[:, :, :50, :33], 64)
    wanted = images[:, :, :50, :33].mean((2, 3))
    torch.testing.assert_close(uneven.mean((2, 3)), wanted, atol=1e-5, rtol=0)


def test_the_hash_follows_the_weights(spatial):
    first = FAMILY.backbone(spatial, Options())
    other = FAMILY.backbone(replace(spatial, hash="0" * 64), Options())
    assert first.hash != other.hash
    assert (first.window_px, first.overlap_px, first.multiple_px) == (64, 16, 8)


def test_the_plan_asks_for_the_202_bands(spatial, make_scene):
    scene = make_scene(np.ones((224, 4, 4), np.int16))
    plan, request = FAMILY.backbone(spatial, Options()).plan(scene)
    assert request == REQUEST
    assert plan.out_bands == 202


def test_the_plan_refuses_chosen_bands_and_radiance(spatial, make_scene):
    scene = make_scene(np.ones((224, 4, 4), np.int16))
    made = FAMILY.backbone(spatial, Options())
    with pytest.raises(BadParameter, match="takes the 202 bands that it was trained on, not '1-9'"):
        made.plan(scene, "1-9")
    with pytest.raises(WrongLevel, match=r"radiance product \(L1C\), and the backbone spatial"):
        made.plan(replace(scene, level="L1C"))


def test_spatial_features_run_in_onnx_at_other_sizes(tmp_path, spatial):
    import onnxruntime

    network = FAMILY.backbone(spatial, Options(2)).network(REQUEST)
    batch = torch.export.Dim("batch", min=1)
    rows = 8 * torch.export.Dim("rows", min=1)
    cols = 8 * torch.export.Dim("cols", min=1)
    program = torch.onnx.export(
        network,
        pixels(2),
        dynamo=True,
        verbose=False,
        dynamic_shapes=({0: batch, 2: rows, 3: cols}, {0: batch, 1: rows, 2: cols}),
    )
    program.save(tmp_path / "network.onnx")
    session = onnxruntime.InferenceSession(
        tmp_path / "network.onnx", providers=["CPUExecutionProvider"]
    )
    names = [entry.name for entry in session.get_inputs()]
    for size in [(2, 64, 64), (1, 64, 64), (3, 40, 96)]:
        values, valid = pixels(*size)
        valid[:, 3:9, 5:] = False
        wanted = network(values, valid)
        made = session.run(None, dict(zip(names, (values.numpy(), valid.numpy()))))
        for got, part in zip(made, wanted):
            np.testing.assert_allclose(got, part.detach().numpy(), atol=1e-4)


# Fine-tuning


@pytest.fixture
def sampling() -> SamplingAttention:
    attention = SamplingAttention(8, 2, 3, 4)
    attention.load_state_dict(seeded(attention.state_dict()))
    nn.init.zeros_(attention.sampling_offsets.weight)
    return attention


def values_of(attention: SamplingAttention, tokens: torch.Tensor) -> torch.Tensor:
    return attention.qkv(tokens)[..., 16:]


@torch.inference_mode()
def test_without_offsets_a_token_attends_to_itself(sampling):
    tokens = torch.randn(2, 12, 8, generator=torch.Generator().manual_seed(0))
    wanted = sampling.proj(values_of(sampling, tokens))
    torch.testing.assert_close(sampling(tokens), wanted, atol=1e-5, rtol=0)


@torch.inference_mode()
def test_offsets_are_in_tokens_columns_first_and_end_at_the_edge(sampling):
    tokens = torch.randn(1, 12, 8, generator=torch.Generator().manual_seed(0))
    sampling.sampling_offsets.bias.copy_(torch.tensor([1.0, 0.0]).repeat(2 * POINTS))
    neighbours = values_of(sampling, tokens).unflatten(1, (3, 4)).roll(-1, dims=2)
    neighbours[:, :, -1] = 0
    wanted = sampling.proj(neighbours.flatten(1, 2))
    torch.testing.assert_close(sampling(tokens), wanted, atol=1e-5, rtol=0)


@torch.inference_mode()
def test_places_are_weighed_by_how_well_their_keys_match(sampling):
    tokens = torch.randn(1, 12, 8, generator=torch.Generator().manual_seed(0))
    # Four of the points of every head look at the token, four at the one below.
    bias = torch.tensor([[0.0, 0.0]] * 4 + [[0.0, 1.0]] * 4).repeat(2, 1)
    sampling.sampling_offsets.bias.copy_(bias.flatten())
    query, key, value = sampling.qkv(tokens)[0, :8].reshape(8, 3, 2, 4).unbind(1)
    below_key, below_value = sampling.qkv(tokens)[0, 4:].reshape(8, 3, 2, 4).unbind(1)[1:]
    scores = torch.stack(((query * key).sum(-1), (query * below_key).sum(-1))) / 2
    here, below = scores.softmax(0)[..., None]
    wanted = sampling.proj((here * value + below * below_value).flatten(1))
    torch.testing.assert_close(sampling(tokens)[0, :8], wanted, atol=1e-5, rtol=0)


@pytest.mark.parametrize(("depth", "interval"), [(12, 3), (24, 6), (32, 8)])
def test_every_interval_th_block_has_full_attention(depth: int, interval: int):
    with torch.device("meta"):
        network = SegmentationNetwork({**SMALL, "depth": depth}, 4, 3, 32)
    for encoder in (network.spat_encoder, network.spec_encoder):
        full = [not hasattr(block.attn, "sampling_offsets") for block in encoder.blocks]
        assert full == [(place + 1) % interval == 0 for place in range(depth)]


def test_the_network_for_fine_tuning_has_the_published_names():
    with torch.device("meta"):
        names = set(SegmentationNetwork(SPATIAL_B, 20, 16, 128).state_dict())
        coarse = SegmentationNetwork({**SMALL, "patch": 2}, 20, 16, 32).state_dict()
    blocks = re.compile(r"(spat|spec)_encoder\.blocks\.\d+\..*")
    expected = {"conv_features.weight", "conv.weight", "conv.bias", "cls.weight", "cls.bias"}
    expected |= {f"DR{level}.weight" for level in range(1, 5)}
    expected |= {f"fc_spec{level}.{place}.weight" for level in range(1, 5) for place in (0, 2)}
    for name in ("spat_encoder", "spec_encoder"):
        expected |= {f"{name}.{key}" for key in ("pos_embed", "norm.weight", "norm.bias")}
    for kind in ("weight", "bias"):
        expected |= {f"spat_encoder.classifier.{place}.{kind}" for place in range(3)}
        expected |= {f"spat_encoder.patch_embed.proj.{kind}", f"spec_encoder.spat_map.{kind}"}
        expected |= {f"spec_encoder.conv_{which}.0.{kind}" for which in "qkv"}
    expected.add("spec_encoder.l1.weight")
    assert {name for name in names if not blocks.fullmatch(name)} == expected
    assert "spat_encoder.blocks.0.attn.sampling_offsets.weight" in names
    assert coarse["spat_encoder.fpn1.0.weight"].shape == (16, 16, 2, 2)


@pytest.mark.parametrize("patch", [2, 4, 8, 16])
def test_scores_have_the_size_of_the_image_for_every_token_size(patch: int):
    network = segmentation({**SMALL, "patch": patch}, 7, 3, side=64)
    assert network(probe(7, 64, 64)).shape == (1, 3, 64, 64)


def test_training_reaches_the_sampling_offsets():
    network = segmentation(SMALL, 7, 3, side=64).train()
    wanted = torch.randint(3, (2, 64, 64), generator=torch.Generator().manual_seed(0))
    nn.functional.cross_entropy(network(probe(7, 64, 64).repeat(2, 1, 1, 1)), wanted).backward()
    for name in ("spat_encoder.blocks.6", "spat_encoder.blocks.0", "spec_encoder.blocks.0"):
        offsets = network.get_submodule(f"{name}.attn.sampling_offsets")
        for entry in offsets.parameters():
            assert entry.grad is not None
            assert float(entry.grad.abs().max()) > 0


def test_untrained_weights_are_the_same_every_time():
    torch.manual_seed(5)
    state = torch.random.get_rng_state()
    made = segmentation(SMALL, 7, 3, side=64).state_dict()
    assert torch.equal(state, torch.random.get_rng_state())
    torch.manual_seed(6)
    again = segmentation(SMALL, 7, 3, side=64).state_dict()
    assert all(torch.equal(made[name], again[name]) for name in made)
    offsets = "spat_encoder.blocks.0.attn.sampling_offsets"
    assert float(made[f"{offsets}.weight"].std()) == pytest.approx(0.02, abs=0.003)
    assert torch.count_nonzero(made[f"{offsets}.bias"]) == 0
    assert made["spat_encoder.blocks.0.norm1.weight"].tolist() == [1.0] * 16


def test_pretrained_blocks_are_taken_and_the_rest_is_told(spatial, spectral):
    network = segmentation(spatial.config, 30, 3, side=128)
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    kept = take_blocks(network, spatial, spectral)
    allowed = re.compile(
        r".*\.sampling_offsets\.(weight|bias)|fc_spec.*|DR.*|conv\..*|cls\..*|conv_features\..*"
        r"|spec_encoder\.(l1|conv_[qkv]\.0|spat_map)\..*|spat_encoder\.(classifier|patch_embed)\..*"
    )
    assert [name for name in kept if not allowed.fullmatch(name)] == []
    after = network.state_dict()
    assert all(torch.equal(after[name], before[name]) for name in kept)

    for prefix, model in (("spat_encoder", spatial), ("spec_encoder", spectral)):
        encoder = build(model.config)
        model.load_into(encoder)
        for name, tensor in encoder.state_dict().items():
            if name.startswith(("blocks.", "norm.")):
                assert torch.equal(after[f"{prefix}.{name}"], tensor)
    assert after["spat_encoder.pos_embed"].shape == (1, 256, 16)
    assert "spat_encoder.pos_embed" not in kept


def test_input_layers_are_taken_where_bands_and_size_are_those_of_the_pretraining(
    spatial, spectral
):
    kept = take_blocks(segmentation(spatial.config, 100, 3, side=64), spatial, spectral)
    assert not [name for name in kept if "patch_embed" in name or "spat_map" in name]


def test_one_encoder_alone_may_be_taken(spatial):
    kept = take_blocks(segmentation(spatial.config, 100, 3, side=64), spatial)
    assert "spec_encoder.blocks.0.attn.qkv.weight" in kept
    assert "spat_encoder.blocks.0.attn.qkv.weight" not in kept


def test_an_encoder_of_another_kind_or_depth_is_refused(tmp_path, spatial, spectral):
    network = segmentation(spatial.config, 30, 3, side=64)
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    with pytest.raises(ModelUnsupportedLayout) as caught:
        take_blocks(network, spatial, spatial)
    assert "spat_map.bias is missing" in caught.value.message
    assert "patch_embed.proj.bias is unexpected" in caught.value.detail
    deeper = small(tmp_path / "deeper", "spec", depth=9)
    with pytest.raises(ModelUnsupportedLayout, match=r"blocks\.8\.\S+ is unexpected; .* more\."):
        take_blocks(network, spatial, deeper)
    narrow = small(tmp_path / "narrow", "spat", dim=8)
    with pytest.raises(ModelUnsupportedLayout, match=r"is \(8,\) in place of \(16,\)"):
        take_blocks(network, narrow, spectral)
    after = network.state_dict()
    assert all(torch.equal(before[name], after[name]) for name in before)
