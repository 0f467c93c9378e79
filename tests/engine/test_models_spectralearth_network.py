"""The published networks of SpectralEarth: their numbers, their adapter, and ONNX."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import torch

from engine.models.spectralearth import resnet, spectral_adapter
from engine.models.spectralearth.network import ResNetFeatures, VitFeatures, build
from engine.models.spectralearth.resnet import SpecResNet
from engine.models.spectralearth.segmentation import Fcn, VitSegmentor
from engine.models.spectralearth.spectral_adapter import SpectralAdapter
from engine.models.spectralearth.vit import SpecVit
from engine.models.transformer import resized_positions
from tests.data.spectralearth import RN50, TOKENS, VIT_S, assert_golden, loaded
from tests.data.weights import probe, seeded


@pytest.fixture(autouse=True)
def _no_gradients():
    with torch.inference_mode():
        yield


@pytest.fixture(scope="module")
def vit_s() -> SpecVit:
    return loaded(build(VIT_S))


@pytest.fixture(scope="module")
def adapter() -> SpectralAdapter:
    return loaded(SpectralAdapter(), seeded)


def test_the_adapter_gives_the_published_numbers(vit_s):
    made = vit_s.spectral_adapter(probe(202, 128, 128))
    assert made.shape == (1, 128, 128, 128)
    assert_golden(made, 0.037766, 0.046747, [0.06721, 0.06710, 0.06692, 0.06691], 0)


def test_vit_s_gives_the_published_class_token(vit_s):
    made = vit_s(probe(202, 128, 128))
    assert made.shape == (1, 384)
    assert_golden(made, -0.000114, 1.007691, [-1.44551, 0.34983, 1.16898, -1.06662], 0.08523)


def test_vit_s_gives_the_published_tokens(vit_s):
    made = vit_s.last_tokens(probe(202, 128, 128)).flatten(2).transpose(1, 2)
    assert made.shape == (1, 1024, 384)
    assert_golden(made, *TOKENS)


def test_the_residual_network_gives_the_published_numbers():
    made = loaded(SpecResNet())(probe(202, 64, 64))
    assert made.shape == (1, 2048)
    assert_golden(made, 1.230490, 1.278640, [0, 1.02429, 0, 1.46049], 1.81384)


def test_the_dilated_network_gives_the_published_numbers():
    made = loaded(SpecResNet(dilated=True)).last_cells(probe(202, 32, 32))
    assert made.shape == (1, 2048, 32, 32)
    assert_golden(made, 1.230831, 1.278626, [0, 0, 0, 0], 1.82273)


def test_the_transformer_with_its_head_gives_the_published_scores():
    made = loaded(VitSegmentor(build(VIT_S), 14))(probe(202, 128, 128))
    assert made.shape == (1, 14, 128, 128)
    assert_golden(made, -0.000966, 0.033779, [0.01165, 0.00896, 0.00884, 0.00903], 0.00253)


def test_the_dilated_network_with_its_head_gives_the_published_scores():
    made = loaded(Fcn(SpecResNet(dilated=True), 14))(probe(202, 32, 32))
    assert made.shape == (1, 14, 32, 32)
    assert_golden(made, -0.004441, 0.438917, [-0.22253, -0.15984, -0.15987, -0.15981], -0.51430)


def test_the_last_21_bands_reach_no_output(vit_s):
    values = probe(202, 16, 16)
    changed = values.clone()
    changed[:, 181:] = 1000
    assert (vit_s(values) - vit_s(changed)).abs().max() == 0.0
    changed[:, 180] = 1000
    assert (vit_s(values) - vit_s(changed)).abs().max() > 0.0


@pytest.mark.parametrize(
    ("bands", "seen"), [(75, 75), (198, 181), (202, 181), (224, 181), (235, 231), (285, 256)]
)
def test_the_adapter_knows_which_bands_it_sees(adapter, bands, seen):
    assert adapter.seen_bands(bands) == seen
    values = probe(bands, 2, 2).requires_grad_(False)
    with torch.inference_mode(False), torch.enable_grad():
        given = values.clone().requires_grad_()
        published = torch.nn.Sequential.forward(adapter, given[:, None]).mean(dim=2)
        (slopes,) = torch.autograd.grad(published.sum(), given)
    reached = slopes.abs().amax(dim=(0, 2, 3)).nonzero()
    assert int(reached.max()) + 1 <= seen
    assert torch.allclose(adapter(values), published, atol=1e-6)


def test_the_adapter_computes_the_published_convolutions(adapter):
    values = probe(202, 24, 40)
    published = torch.nn.Sequential.forward(adapter, values[:, None]).mean(dim=2)
    assert torch.allclose(adapter(values), published, atol=1e-6)


@pytest.mark.parametrize("budget", [1, 1 << 20, 1 << 30])
def test_a_memory_budget_changes_nothing(adapter, monkeypatch, budget):
    values = torch.cat([probe(202, 33, 40), -probe(202, 33, 40)])
    expected = adapter(values)
    heights: list[int] = []
    made_at_once = SpectralAdapter._made

    def watched(self: SpectralAdapter, image: torch.Tensor) -> torch.Tensor:
        heights.append(image.shape[-2])
        return made_at_once(self, image)

    monkeypatch.setattr(spectral_adapter, "CPU_BYTES", budget)
    monkeypatch.setattr(SpectralAdapter, "_made", watched)
    assert torch.allclose(adapter(values), expected, rtol=0, atol=1e-6)
    at_once = {1: 1, 1 << 20: 3, 1 << 30: 33}[budget]
    assert sum(heights) == 66
    assert max(heights) == at_once


def test_the_trained_size_uses_the_positions_as_they_are(vit_s):
    given = vit_s.vit_core.pos_embed[:, 1:]
    assert torch.equal(resized_positions(given, 32, 32), given)


@pytest.mark.parametrize("kind", ["vit", "rn50", "dilated"])
def test_features_run_in_onnx_at_other_sizes(monkeypatch, tmp_path, kind):
    monkeypatch.setattr(resnet, "BLOCKS", (2, 1, 1, 1))
    monkeypatch.setattr(resnet, "WIDTHS", (8, 8, 16, 16))
    tiny = {"dim": 192, "depth": 2, "heads": 3, "hidden": 768, "patch": 4, "side": 32}
    encoder = loaded(build(tiny if kind == "vit" else RN50, dilated=kind == "dilated"), seeded)
    network = (
        VitFeatures(encoder, (0, 1))
        if kind == "vit"
        else ResNetFeatures(encoder, 2, dilated=kind == "dilated")
    ).eval()
    _export(network, tmp_path / "network.onnx", multiple={"vit": 4, "rn50": 16, "dilated": 1}[kind])
    session = onnxruntime.InferenceSession(
        tmp_path / "network.onnx", providers=["CPUExecutionProvider"]
    )
    generator = torch.Generator().manual_seed(1)
    for batch, rows, cols in ((1, 128, 128), (2, 160, 96)):
        values = torch.rand((batch, 202, rows, cols), generator=generator) * 0.5
        valid = torch.rand((batch, rows, cols), generator=generator) > 0.05
        found = session.run(None, {"values": values.numpy(), "valid": valid.numpy()})
        for part, expected in zip(found, network(values, valid)):
            assert part.shape == tuple(expected.shape)
            assert np.abs(part - expected.numpy()).max() < 1e-4


def _export(network, path, multiple):
    rows, cols = torch.export.Dim("r", min=2, max=512), torch.export.Dim("c", min=2, max=512)
    values, valid = torch.full((2, 202, 64, 64 + multiple), 0.2), torch.ones(2, 64, 64 + multiple)
    rows, cols = (multiple * rows, multiple * cols) if multiple > 1 else (rows, cols)
    with torch.inference_mode(False):
        program = torch.onnx.export(
            network,
            (values, valid.bool()),
            input_names=["values", "valid"],
            dynamic_shapes=({0: "batch", 2: rows, 3: cols}, {0: "batch", 1: rows, 2: cols}),
            dynamo=True,
            verbose=False,
        )
    program.save(path)
