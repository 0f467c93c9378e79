"""SpectralEarth as a family: recognised files, and the features of its backbones."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from engine.context import Context
from engine.errors import BadParameter, ModelUnsupportedLayout, WrongLevel
from engine.folders import RESOURCES
from engine.models.enmap_statistics import statistics
from engine.models.family import Options
from engine.models.installed import Installed
from engine.models.registry import backbone
from engine.models.spectralearth.adapter import FAMILY, SIZES
from engine.models.spectralearth.network import ResNetFeatures, VitFeatures, build, centred
from engine.models.spectralearth.segmentation import VitSegmentor
from engine.scene import Band, BandTable
from engine.store.install import import_file
from tests.data.spectralearth import (
    RN50,
    SMALL,
    TOKENS,
    VIT_S,
    assert_golden,
    install,
    without_numbers,
)
from tests.data.weights import filled, probe, seeded, write_checkpoint

REQUEST = statistics().request


def shapes_of(network: torch.nn.Module) -> dict[str, tuple[int, ...]]:
    return {key: tuple(value.shape) for key, value in network.state_dict().items()}


def reflectance(rows: int, cols: int, batch: int = 1) -> torch.Tensor:
    generator = torch.Generator().manual_seed(3)
    return torch.rand((batch, 202, rows, cols), generator=generator) * 0.5


@pytest.fixture(autouse=True)
def _no_gradients():
    with torch.inference_mode():
        yield


@pytest.fixture(scope="module")
def vit(tmp_path_factory) -> Installed:
    return install(tmp_path_factory.mktemp("vit"), SMALL)


@pytest.fixture(scope="module")
def rn50(tmp_path_factory) -> Installed:
    return install(tmp_path_factory.mktemp("rn50"), RN50)


@pytest.fixture
def models_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("HSFM_MODELS", str(tmp_path / "models"))


# recognition


@pytest.mark.parametrize(
    ("size", "tensors", "parameters"),
    [
        ("vit-tiny", 171, 5_985_344),
        ("vit-s", 171, 22_531_328),
        ("vit-b", 171, 87_473_792),
        ("vit-l", 315, 305_516_416),
        ("vit-h", 411, 633_672_832),
        ("vit-g", 507, 1_138_043_264),
        ("rn50", 333, 24_202_624),
    ],
)
def test_sizes_are_recognised_and_rebuilt_from_their_shapes(size, tensors, parameters):
    dims = {name: (dim, depth, heads) for (dim, depth), (name, heads) in SIZES.items()}
    config: dict[str, Any] = {}
    if size in dims:
        dim, depth, heads = dims[size]
        config = {"dim": dim, "depth": depth, "heads": heads}
        config |= {"hidden": 4 * dim, "patch": 4, "side": 32}
    published = shapes_of(without_numbers(config))
    found = FAMILY.detect(published)
    assert found is not None
    assert (found.size, found.config) == (size, config)
    rebuilt = without_numbers(found.config)
    assert shapes_of(rebuilt) == published
    assert len(published) == tensors
    assert sum(parameter.numel() for parameter in rebuilt.parameters()) == parameters


def test_an_unknown_size_is_read_from_its_tensors():
    config = {"dim": 1408, "depth": 3, "heads": 22, "hidden": 6144, "patch": 8, "side": 16}
    published = shapes_of(without_numbers(config))
    found = FAMILY.detect(published)
    assert found is not None
    assert (found.size, found.config) == ("vit-1408x3", config)
    assert shapes_of(without_numbers(found.config)) == published


def test_tensors_of_others_are_not_recognised():
    published = shapes_of(without_numbers(SMALL))
    bare = {key.removeprefix("vit_core."): shape for key, shape in published.items()}
    others = {key: shape for key, shape in bare.items() if "spectral_adapter" not in key}
    assert FAMILY.detect({FAMILY.rename(key): shape for key, shape in others.items()}) is None
    assert FAMILY.detect({key: bare[key] for key in bare if "spectral_adapter" in key}) is None


# preprocessing


def test_reflectance_becomes_the_published_z_scores():
    features = VitFeatures(build(SMALL), (0,))
    made = features.z_score(torch.full((1, 202, 1, 1), 0.2), torch.ones(1, 1, 1, dtype=torch.bool))
    assert float(made.mean()) == pytest.approx(-0.064782, abs=1e-5)
    assert float(made.std()) == pytest.approx(0.460268, abs=1e-5)
    assert made.flatten()[[0, 201]].tolist() == pytest.approx([0.68256, 0.60203], abs=1e-5)


@pytest.mark.parametrize("kind", ["vit", "rn50"])
def test_invalid_pixels_count_as_mean_spectra(request, kind):
    network = FAMILY.backbone(request.getfixturevalue(kind), Options(2)).network(REQUEST)
    values = reflectance(32, 32)
    valid = torch.ones(1, 32, 32, dtype=torch.bool)
    valid[0, 5:9, 3] = False
    mean = torch.tensor(statistics().mean_dn / 1e4, dtype=torch.float32)[:, None]
    filled_in, emptied = values.clone(), values.clone()
    filled_in[0, :, 5:9, 3] = mean
    emptied[0, :, 5:9, 3] = 0
    whole = torch.ones_like(valid)
    for one, other in zip(network(emptied, valid), network(filled_in, whole)):
        assert torch.allclose(one, other, atol=1e-5)
    differ = [
        not torch.allclose(one, other, atol=1e-2)
        for one, other in zip(network(emptied, valid), network(emptied, whole))
    ]
    assert all(differ)


# features


def test_a_transformer_gives_its_adapter_and_the_chosen_blocks(vit):
    made = FAMILY.backbone(vit, Options(2))
    network = made.network(REQUEST)
    assert (made.window_px, made.overlap_px, made.multiple_px, made.halo_px) == (16, 32, 4, 0)
    assert isinstance(network, VitFeatures)
    for rows, cols in ((16, 16), (24, 8)):
        parts = network(reflectance(rows, cols), torch.ones(1, rows, cols, dtype=torch.bool))
        assert [part.shape[1] for part in parts] == list(made.channels(REQUEST))
        assert [tuple(part.shape[2:]) for part in parts] == [
            (rows, cols),
            *[(rows // 4, cols // 4)] * 2,
        ]
    first, last = network.encoder.tokens(parts[0], (1, 3))
    assert torch.equal(parts[1], first)
    assert torch.equal(parts[2], last)


def test_tokens_are_normed_alike(vit):
    network = FAMILY.backbone(vit, Options(4)).network(REQUEST)
    parts = network(reflectance(16, 16), torch.ones(1, 16, 16, dtype=torch.bool))
    for tokens in parts[1:]:
        assert torch.allclose(tokens.mean(dim=1), torch.zeros(1, 4, 4), atol=1e-5)


@pytest.mark.parametrize(("blocks", "widths"), [(1, [2048]), (3, [2048, 1024, 512])])
def test_a_residual_network_gives_its_adapter_and_the_last_stages(blocks, widths, rn50):
    made = FAMILY.backbone(rn50, Options(blocks))
    assert (made.window_px, made.overlap_px, made.multiple_px) == (128, 32, 16)
    assert made.channels(REQUEST) == (128, *widths)
    network = made.network(REQUEST)
    parts = network(reflectance(32, 48), torch.ones(1, 32, 48, dtype=torch.bool))
    assert [tuple(part.shape) for part in parts] == [
        (1, 128, 32, 48),
        *[(1, width, 4 * 2**place, 6 * 2**place) for place, width in enumerate(widths)],
    ]


def test_a_dilated_residual_network_gives_features_at_every_pixel(rn50):
    model = rn50
    made = FAMILY.backbone(model, Options(dilated=True))
    assert made.multiple_px == 1
    assert made.hash != FAMILY.backbone(model, Options()).hash
    network = made.network(REQUEST)
    parts = network(reflectance(9, 7), torch.ones(1, 9, 7, dtype=torch.bool))
    assert [tuple(part.shape) for part in parts] == [(1, 128, 9, 7), (1, 2048, 9, 7)]


def test_cells_of_strided_convolutions_are_put_where_they_lie():
    stride, cells = 16, 5
    at_first_pixels = stride * torch.arange(float(cells)).expand(1, 1, cells, cells)
    made = centred(at_first_pixels)[0, 0, 0]
    centres = stride / 2 * (torch.arange(2 * cells) + 0.5) - 0.5
    assert torch.allclose(made[: 2 * cells - 2], centres[: 2 * cells - 2], atol=0.5)


def test_strided_features_stay_over_what_they_show(rn50):
    """A bright square in the middle must be in the middle of the features, too."""
    network = FAMILY.backbone(rn50, Options(2)).network(REQUEST)
    assert isinstance(network, ResNetFeatures)
    valid = torch.ones(1, 64, 64, dtype=torch.bool)
    dark = torch.full((1, 202, 64, 64), 0.1)
    bright = dark.clone()
    bright[..., 24:40, 24:40] = 0.6
    for with_it, without in zip(network(bright, valid)[1:], network(dark, valid)[1:]):
        change = (with_it - without).abs().sum(dim=(0, 1))
        share = change / change.sum()
        side = len(share)
        pixels = (torch.arange(side) + 0.5) * 64 / side
        row = float((share.sum(dim=1) * pixels).sum())
        col = float((share.sum(dim=0) * pixels).sum())
        assert (row, col) == pytest.approx((32, 32), abs=3)


@pytest.mark.parametrize("kind", ["vit", "rn50"])
def test_members_of_a_batch_do_not_matter_to_each_other(request, kind):
    network = FAMILY.backbone(request.getfixturevalue(kind), Options(2)).network(REQUEST)
    values = reflectance(32, 32, batch=2)
    valid = torch.ones(2, 32, 32, dtype=torch.bool)
    together = network(values, valid)
    alone = network(values[1:], valid[1:])
    for one, other in zip(together, alone):
        assert torch.allclose(one[1:], other, atol=1e-4)


# bands


def enmap_scene(make_scene: Any) -> Any:
    with (RESOURCES / "bands" / "enmap.csv").open(encoding="ascii", newline="") as lines:
        bands = tuple(
            Band(int(r["band"]), float(r["centre_nm"]), float(r["fwhm_nm"]), r["detector"])
            for r in csv.DictReader(lines)
        )
    cube = np.zeros((len(bands), 4, 4), np.int16)
    return replace(make_scene(cube), bands=BandTable(bands))


def test_a_scene_of_enmap_gives_the_202_bands_of_the_training(make_scene, vit):
    plan, request = FAMILY.backbone(vit, Options()).plan(enmap_scene(make_scene))
    assert plan.read == (*range(1, 127), *range(142, 161), *range(168, 225))
    assert (plan.kind, request) == ("pick", REQUEST)


def test_bands_cannot_be_chosen(make_scene, vit):
    made = FAMILY.backbone(vit, Options())
    with pytest.raises(BadParameter, match="202 bands that it was trained on") as caught:
        made.plan(enmap_scene(make_scene), "1-90")
    assert "'1-90'" in str(caught.value)


def test_radiance_is_refused(make_scene, vit):
    made = FAMILY.backbone(vit, Options())
    with pytest.raises(WrongLevel, match=r"radiance product \(L1C\)"):
        made.plan(replace(enmap_scene(make_scene), level="L1C"))


# files


def as_wrapped_by_an_autoencoder(tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The adapter inside the patch embedding, no ``vit_core``, and a decoder."""
    made = {}
    for key, tensor in tensors.items():
        bare = key.removeprefix("vit_core.")
        bare = bare.replace("patch_embed.", "patch_embed.original_patch_embed.")
        made[bare if key != bare else f"patch_embed.{key}"] = tensor
    made["mask_token"] = torch.zeros(1, 1, 8)
    made["decoder_pos_embed"] = torch.zeros(1, 17, 8)
    made["decoder_blocks.0.attn.qkv.weight"] = torch.zeros(24, 8)
    return made


@pytest.mark.parametrize(
    "layout",
    [
        {},
        {"container": "model", "optimizer": True, "namespace": True},
        {"container": "state_dict", "prefix": "module."},
        {"prefix": "module.backbone."},
    ],
    ids=["flat", "training", "parallel", "wrapped"],
)
def test_imported_files_hold_the_published_tensors(models_folder, tmp_path, layout):
    tensors = seeded(build(SMALL).state_dict())
    model = import_file(write_checkpoint(tmp_path / "mae.pth", tensors, **layout), Context())
    assert (model.family, model.size, model.dropped) == ("spectralearth", "vit-64x4", ())
    network = backbone(model.id).network(REQUEST)
    for key, value in network.encoder.state_dict().items():
        assert torch.equal(value, tensors[key])


def test_an_imported_file_gives_the_published_tokens(models_folder, tmp_path):
    path = write_checkpoint(
        tmp_path / "mae.pth",
        filled(build(VIT_S).state_dict()),
        container="model",
        optimizer=True,
        namespace=True,
    )
    model = import_file(path, Context())
    assert (model.family, model.size, model.config) == ("spectralearth", "vit-s", VIT_S)
    network = backbone(model.id, {"blocks": 1}).network(REQUEST)
    made = network.encoder.last_tokens(probe(202, 128, 128)).flatten(2).transpose(1, 2)
    assert_golden(made, *TOKENS)


@pytest.mark.parametrize("prefix", ["", "vit."])
def test_files_of_autoencoders_are_the_same_networks(models_folder, tmp_path, prefix):
    tensors = seeded(build(SMALL).state_dict())
    wrapped = as_wrapped_by_an_autoencoder(tensors)
    model = import_file(write_checkpoint(tmp_path / "mae.pth", wrapped, prefix=prefix), Context())
    assert model.size == "vit-64x4"
    assert len(model.dropped) == 3
    network = backbone(model.id).network(REQUEST)
    for key, value in network.encoder.state_dict().items():
        assert torch.equal(value, tensors[key])


def test_heads_and_projections_are_left_out(models_folder, tmp_path):
    extra = {f"resnet.{name}": torch.zeros(3) for name in ("fc.weight", "fc.bias")} | {
        name: torch.zeros(3) for name in ("queue", "queue_ptr", "projection_head.0.weight")
    }
    tensors = {**seeded(build({}).state_dict()), **extra}
    model = import_file(write_checkpoint(tmp_path / "moco.pth", tensors), Context())
    assert model.size == "rn50"
    assert set(model.dropped) == set(extra)


def test_segmentation_networks_give_their_encoder(models_folder, tmp_path):
    tensors = seeded(VitSegmentor(build(SMALL), 3).state_dict())
    path = write_checkpoint(tmp_path / "x.ckpt", tensors, container="state_dict", prefix="model.")
    model = import_file(path, Context())
    assert model.size == "vit-64x4"
    assert all(key.startswith("model.head.") for key in model.dropped)


def test_a_file_without_a_tensor_is_refused(models_folder, tmp_path):
    tensors = seeded(build(SMALL).state_dict())
    del tensors["vit_core.norm.weight"]
    with pytest.raises(ModelUnsupportedLayout, match=r"1 missing: vit_core\.norm\.weight"):
        import_file(write_checkpoint(tmp_path / "x.pth", tensors), Context())
