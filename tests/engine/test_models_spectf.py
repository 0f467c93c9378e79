"""SpecTf: the published tensors, what is computed with them, and which bands it takes."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
import torch
from torch import nn
from torch.nn import functional

from engine.context import Context
from engine.errors import ModelUnknown, ModelUnsupportedLayout
from engine.folders import RESOURCES
from engine.models.cloud_mask import cloud_mask
from engine.models.family import Options
from engine.models.installed import Installed, installed
from engine.models.spectf.adapter import FAMILY
from engine.models.spectf.network import SpecTf
from engine.store.install import import_file
from tests.data.weights import filled, seeded, write_checkpoint

CONFIG = {"dim": 64, "heads": 8, "hidden": 64, "classes": 2}
REAL = "HSFM_TEST_SPECTF"
"""Names the published ``current.pt`` (109,290 bytes), if somebody has it."""

PUBLISHED = {
    "spectral_embed.linear.weight": (64, 2),
    "spectral_embed.linear.bias": (64,),
    "layers.0.attention.attention.in_proj_weight": (192, 64),
    "layers.0.attention.attention.in_proj_bias": (192,),
    "layers.0.attention.attention.out_proj.weight": (64, 64),
    "layers.0.attention.attention.out_proj.bias": (64,),
    "layers.0.ff.linear1.weight": (64, 64),
    "layers.0.ff.linear1.bias": (64,),
    "layers.0.ff.linear2.weight": (64, 64),
    "layers.0.ff.linear2.bias": (64,),
    "layers.0.norm1.weight": (64,),
    "layers.0.norm1.bias": (64,),
    "layers.0.norm2.weight": (64,),
    "layers.0.norm2.bias": (64,),
    "head.weight": (2, 64),
    "head.bias": (2,),
}


def _network(tensors) -> SpecTf:
    made = FAMILY.build(CONFIG)
    made.load_state_dict(tensors)
    return made.eval()


def _blank():
    return FAMILY.build(CONFIG).state_dict()


def _enmap_nm() -> torch.Tensor:
    """Centres of the EnMAP bands that the drop rule keeps."""
    mask = FAMILY.cloud_mask(Installed("x", "spectf", "spectf", CONFIG, "0", 0, Path()))
    with (RESOURCES / "bands" / "enmap.csv").open() as lines:
        centres = [float(row["centre_nm"]) for row in csv.DictReader(lines)]
    return torch.tensor([centre for centre in centres if mask.takes(centre)])


def _spectra(centres: torch.Tensor) -> torch.Tensor:
    return torch.stack(
        [
            0.3 + 0.1 * torch.sin(centres / 200),
            torch.full_like(centres, 0.6),
            torch.full_like(centres, 0.05),
        ]
    )


def _by_hand(tensors, reflectance: torch.Tensor, centres: torch.Tensor) -> torch.Tensor:
    """The published forward, put together from PyTorch's own layers."""
    attention = nn.MultiheadAttention(64, 8, batch_first=True)
    prefix = "layers.0.attention.attention."
    attention.load_state_dict(
        {key.removeprefix(prefix): t for key, t in tensors.items() if key.startswith(prefix)}
    )

    def linear(name: str, values: torch.Tensor) -> torch.Tensor:
        return functional.linear(values, tensors[f"{name}.weight"], tensors[f"{name}.bias"])

    def normed(name: str, values: torch.Tensor) -> torch.Tensor:
        weight, bias = tensors[f"{name}.weight"], tensors[f"{name}.bias"]
        return functional.layer_norm(values, (64,), weight, bias, eps=1e-5)

    places = ((centres - 1440) / 600)[None, :, None].expand(len(reflectance), -1, 1)
    tokens = torch.tanh(
        linear("spectral_embed.linear", torch.cat([reflectance[..., None], places], -1))
    )
    query = normed("layers.0.norm1", tokens)
    tokens = normed("layers.0.norm2", attention(query, query, query)[0])
    tokens = linear("layers.0.ff.linear2", functional.gelu(linear("layers.0.ff.linear1", tokens)))
    return linear("head", tokens.max(dim=1)[0])


def test_tensors_are_those_of_the_published_file():
    assert {key: tuple(t.shape) for key, t in _blank().items()} == PUBLISHED
    assert sum(t.numel() for t in _blank().values()) == 25_538


def test_it_computes_what_the_layers_of_pytorch_give():
    tensors = seeded(_blank(), 5)
    tensors["head.weight"] *= 10
    centres = _enmap_nm()[::7]
    values = torch.rand(9, len(centres), generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        made = _network(tensors)(values, centres)
        wanted = _by_hand(tensors, values, centres)
    assert made.std() > 0.1
    torch.testing.assert_close(made, wanted, atol=1e-5, rtol=1e-5)


def test_the_order_of_bands_does_not_matter():
    centres = _enmap_nm()
    order = torch.randperm(len(centres), generator=torch.Generator().manual_seed(1))
    network = _network(seeded(_blank(), 5))
    values = _spectra(centres)
    with torch.inference_mode():
        made = network(values[:, order], centres[order])
        torch.testing.assert_close(made, network(values, centres), atol=1e-5, rtol=1e-5)


def test_the_golden_spectra_give_the_golden_scores():
    """With the published weights where they are, else with the deterministic fill."""
    centres = _enmap_nm()
    path = os.environ.get(REAL, "")
    there = installed().get("spectf-cloud")
    if path:
        network = _network(torch.load(path, map_location="cpu", weights_only=True))
    elif there is not None:
        network = FAMILY.build(there.config)
        there.load_into(network)
    else:
        network = _network(filled(_blank()))
    real = bool(path) or there is not None
    wanted = (
        # Of spectf_cloud/weights/current.pt v0.1.0, in models.md section 5.
        [[-16.8897, 12.9564], [5.2938, -9.9362], [-6.0915, -3.3825]]
        if real
        else [[-0.14256, 0.17499], [-0.14249, 0.17502], [-0.14303, 0.17554]]
    )
    with torch.inference_mode():
        made = network(_spectra(centres), centres)
    torch.testing.assert_close(made, torch.tensor(wanted), atol=2e-3 if real else 2e-5, rtol=0)


@pytest.mark.parametrize(
    ("centre", "taken"),
    [
        (405.0, False),
        (405.1, True),
        (1274.9, True),
        (1275.0, False),
        (1321.0, False),
        (1321.1, True),
        (2454.9, True),
        (2455.0, False),
    ],
)
def test_bands_that_the_network_never_saw_are_dropped(centre, taken):
    mask = FAMILY.cloud_mask(Installed("x", "spectf", "spectf", CONFIG, "0", 0, Path()))
    assert mask.takes(centre) is taken


def test_220_of_the_224_enmap_bands_are_taken():
    assert len(_enmap_nm()) == 220


def test_a_published_file_is_recognised_and_makes_a_cloud_mask(tmp_path, monkeypatch):
    monkeypatch.setenv("HSFM_MODELS", str(tmp_path / "models"))
    tensors = seeded(_blank(), 5)
    path = write_checkpoint(tmp_path / "current.pt", tensors)
    model = import_file(path, Context(), as_id="mine")
    assert (model.family, model.size, model.config) == ("spectf", "spectf", CONFIG)
    assert (model.absent, model.dropped) == ((), ())

    mask = cloud_mask("mine")
    centres = _enmap_nm()
    with torch.inference_mode():
        made = mask.network()(_spectra(centres), centres)
        wanted = _network(tensors)(_spectra(centres), centres).softmax(dim=1)[:, 1]
    torch.testing.assert_close(made, wanted)


def test_a_network_of_another_width_is_not_recognised(tmp_path, monkeypatch):
    monkeypatch.setenv("HSFM_MODELS", str(tmp_path / "models"))
    wider = FAMILY.build({**CONFIG, "dim": 32}).state_dict()
    path = write_checkpoint(tmp_path / "other.pt", seeded(wider))
    with pytest.raises(ModelUnsupportedLayout):
        import_file(path, Context(), as_id="other")


def test_it_is_no_backbone():
    model = Installed("spectf-cloud", "spectf", "spectf", CONFIG, "0", 0, Path())
    with pytest.raises(ModelUnknown, match="spectf-cloud is no backbone: it only tells clouds"):
        FAMILY.backbone(model, Options())


def test_a_backbone_is_no_cloud_mask(tmp_path, monkeypatch):
    """The sentence names what the model is."""
    monkeypatch.setenv("HSFM_MODELS", str(tmp_path))
    model = Installed("dofa-x", "dofa", "base", {}, "0", 1, tmp_path / "dofa-x")
    model.folder.mkdir()
    (model.folder / "model.json").write_text(model.record_text(), encoding="utf-8")
    model.weights.write_bytes(b"x")
    with pytest.raises(ModelUnknown, match="dofa-x is no cloud model: it is a backbone"):
        cloud_mask("dofa-x")
