"""Golden numbers of SpectralEarth from checkpoint files in official layouts, through the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from engine.context import Context
from engine.models.spectralearth.network import build
from engine.models.spectralearth.resnet import SpecResNet
from engine.models.spectralearth.segmentation import Fcn, VitSegmentor
from engine.store.install import import_file
from tests.data.spectralearth import RN50, TOKENS, VIT_S, assert_golden
from tests.data.weights import filled, probe, write_checkpoint

LAYOUTS: dict[str, dict[str, Any]] = {
    "flat": {},
    "wrapped": {"container": "model", "optimizer": True, "namespace": True},
    "parallel": {"container": "state_dict", "prefix": "module."},
    "compiled": {"container": "teacher", "prefix": "_orig_mod.backbone."},
}


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HSFM_MODELS", str(tmp_path / "models"))


def imported(tmp_path: Path, tensors: Any, layout: str, network: torch.nn.Module) -> Any:
    """Writes a file, imports it and fills a network with what was installed."""
    path = write_checkpoint(tmp_path / "official.pth", tensors, **LAYOUTS[layout])
    import_file(path, Context()).load_into(network)
    return network


@pytest.mark.parametrize("layout", LAYOUTS)
def test_vit_s_from_a_file(tmp_path: Path, layout: str):
    tensors = filled(build(VIT_S).state_dict())
    network = imported(tmp_path, tensors, layout, build(VIT_S))
    scene = probe(202, 128, 128)
    with torch.inference_mode():
        adapted = network.spectral_adapter(scene)
        assert_golden(adapted, 0.037766, 0.046747, [0.06721, 0.06710, 0.06692, 0.06691], 0)
        first = [-1.44551, 0.34983, 1.16898, -1.06662]
        assert_golden(network(scene), -0.000114, 1.007691, first, 0.08523)
        assert_golden(network.last_tokens(scene).flatten(2).transpose(1, 2), *TOKENS)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_residual_network_from_a_file(tmp_path: Path, layout: str):
    tensors = filled(build(RN50).state_dict())
    network = imported(tmp_path, tensors, layout, build(RN50))
    dilated = SpecResNet(dilated=True)
    dilated.load_state_dict(network.state_dict())
    with torch.inference_mode():
        pooled = network(probe(202, 64, 64))
        assert_golden(pooled, 1.230490, 1.278640, [0, 1.02429, 0, 1.46049], 1.81384)
        cells = dilated.eval().last_cells(probe(202, 32, 32))
        assert_golden(cells, 1.230831, 1.278626, [0, 0, 0, 0], 1.82273)


@pytest.mark.parametrize("layout", ["flat", "parallel"])
def test_a_segmentation_file_gives_its_encoder(tmp_path: Path, layout: str):
    """The published scores come out with the encoder that was imported and the file's own head."""
    tensors = filled(VitSegmentor(build(VIT_S), 14).state_dict())
    made = VitSegmentor(imported(tmp_path, tensors, layout, build(VIT_S)), 14)
    _load_head(made, tensors)
    with torch.inference_mode():
        scores = made.eval()(probe(202, 128, 128))
    assert_golden(scores, -0.000966, 0.033779, [0.01165, 0.00896, 0.00884, 0.00903], 0.00253)


def test_a_segmentation_file_of_the_residual_network_gives_its_encoder(tmp_path: Path):
    tensors = filled(Fcn(SpecResNet(dilated=True), 14).state_dict())
    made = Fcn(imported(tmp_path, tensors, "flat", SpecResNet(dilated=True)), 14)
    _load_head(made, tensors)
    with torch.inference_mode():
        scores = made.eval()(probe(202, 32, 32))
    first = [-0.22253, -0.15984, -0.15987, -0.15981]
    assert_golden(scores, -0.004441, 0.438917, first, -0.51430)


def _load_head(made: torch.nn.Module, tensors: Any) -> None:
    head = {key: value for key, value in tensors.items() if not key.startswith("encoder.")}
    found = made.load_state_dict(head, strict=False)
    assert not found.unexpected_keys
    assert all(key.startswith("encoder.") for key in found.missing_keys)
