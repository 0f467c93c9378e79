"""ONNX models of heads and of backbones' networks: they compute what torch computes."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import onnx
import pytest
import torch

from engine.backends import onnx_network
from engine.backends.agreement import compare
from engine.backends.export_onnx import check_side, description, exported_model, write_onnx
from engine.backends.foreign import describe
from engine.backends.onnx_backend import OnnxBackend
from engine.backends.onnx_cache import OnnxCache
from engine.backends.onnx_check import verify, verify_parts
from engine.backends.onnx_network import open_network
from engine.backends.torch_backend import TorchBackend
from engine.errors import DeviceOutOfMemory, ModelUnsupportedLayout
from engine.heads.dense import DenseClassifier
from engine.models.registry import backbone as registered

from ..data.tiny_vit import (
    BANDS,
    DIM,
    PATCH_PX,
    REQUEST,
    SPECTRAL,
    TinyBackbone,
    head_of,
    network_of,
)

CPU = torch.device("cpu")


def _classifier(backbone):
    head = head_of(backbone)
    channels = backbone.channels(REQUEST)
    return DenseClassifier(backbone.network(REQUEST), channels, head.scores), head


@pytest.fixture(scope="session")
def exported(tiny):
    """The tiny network as ONNX: its path, its torch module, its head."""
    return tiny.folder / "tiny.onnx", tiny.network.classifier, tiny.network.head


def _windows(*shape):
    generator = torch.Generator().manual_seed(1)
    values = 0.3 + 0.1 * torch.randn((shape[0], BANDS, *shape[1:]), generator=generator)
    valid = torch.rand(shape, generator=generator) > 0.1
    return values * valid[:, None], valid


@pytest.mark.parametrize("shape", [(1, 32, 32), (3, 32, 32), (2, 40, 24), (1, 64, 36)])
def test_onnx_computes_what_torch_computes_for_any_batch_and_size(exported, shape):
    path, classifier, _ = exported
    values, valid = _windows(*shape)
    found = compare(
        TorchBackend(classifier, CPU)(values, valid),
        OnnxBackend(describe(path), CPU)(values, valid),
        valid,
    )
    assert found.equal_labels >= 0.999
    assert found.largest_difference < 1e-4


def test_the_file_takes_reflectance_with_nan_and_needs_nothing_of_hsfm(exported):
    import onnxruntime

    path, classifier, _ = exported
    values, valid = _windows(2, 32, 32)
    fed = values.masked_fill(~valid[:, None], float("nan")).numpy()
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (entry,) = session.get_inputs()
    assert (entry.name, entry.shape) == ("reflectance", ["batch", BANDS, "height", "width"])
    (made,) = session.run(["probabilities"], {"reflectance": fed})
    expected = TorchBackend(classifier, CPU)(values, valid)
    np.testing.assert_allclose(made, expected.numpy(), atol=1e-4)
    np.testing.assert_allclose(made.sum(axis=1), 1, atol=1e-5)


def test_the_file_says_what_it_takes_and_gives(exported):
    path, _, head = exported
    model = describe(path)
    assert model.classes == head.classes
    assert model.request.centres_nm == REQUEST.centres_nm
    assert model.request.fwhm_nm == REQUEST.fwhm_nm
    assert (model.level, model.window_px, model.overlap_px) == ("L2A", 32, 8)
    assert np.isnan(model.input.nodata)
    assert model.origin["backbone"]["id"] == "tiny-vit"
    (text,) = [e.value for e in onnx.load(path).metadata_props if e.key == "hsfm"]
    about = json.loads(text)
    assert about["multiple_px"] == PATCH_PX
    assert len(about["head"]["sha256"]) == 64
    assert about["software"].startswith("HSFM ")


def test_the_parts_of_the_network_are_those_of_torch_for_any_batch_and_size(tiny):
    for shape in ((3, 32, 32), (2, 40, 24)):
        values, valid = _windows(*shape)
        with torch.inference_mode():
            expected = tiny.network.classifier.network(values, valid)
        made = tiny.onnx.parts(values, valid)
        assert [part.shape[1] for part in made] == [SPECTRAL, DIM]
        for part, wanted in zip(made, expected):
            torch.testing.assert_close(part, wanted, atol=1e-4, rtol=1e-4)


@pytest.fixture
def writes(tiny, monkeypatch):
    """Puts the network's file where one is made, and counts that."""
    good = (
        tiny.network.cache.folder / f"{onnx_network._key(tiny.network, False)}.onnx"
    ).read_bytes()
    made = []

    def write(network, path, **options):
        made.append(options)
        path.write_bytes(good)
        return [path]

    monkeypatch.setattr(onnx_network, "write_onnx", write)
    return made


def test_heads_of_one_backbone_share_its_file(tiny, tmp_path, writes):
    values, valid = _windows(2, 32, 32)
    cache = OnnxCache(tmp_path)
    for seed in (3, 4):
        network = network_of(TinyBackbone(), cache, seed)
        made = open_network(network, False, CPU)(values, valid)
        torch.testing.assert_close(
            made, TorchBackend(network.classifier, CPU)(values, valid), atol=1e-4, rtol=1e-3
        )
        quantised = open_network(network, True, CPU)(values, valid)
        assert compare(made, quantised, valid).equal_labels > 0.9
        assert not torch.equal(made, quantised)
    assert len(writes) == 1
    assert (writes[0]["outputs"], writes[0]["bands"]) == (["part_1", "part_2"], BANDS)
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("change", [{"hash": "1"}, {"options": {"blocks": 2}}, "wavelengths"])
def test_another_network_has_another_file(tiny, change):
    one = tiny.network
    if change == "wavelengths":
        request = replace(REQUEST, centres_nm=tuple(1.0 + nm for nm in REQUEST.centres_nm))
        other = replace(one, head=replace(one.head, request=request))
    else:
        backbone = TinyBackbone()
        vars(backbone).update(change)
        other = replace(one, backbone=backbone)
    assert onnx_network.is_made(one, False)
    assert not onnx_network.is_made(other, False)
    assert other.identity != one.identity


@pytest.mark.parametrize("quantised", [False, True])
def test_a_damaged_file_of_the_cache_is_made_again(tiny, tmp_path, writes, quantised):
    network = network_of(TinyBackbone(), OnnxCache(tmp_path))
    values, valid = _windows(1, 32, 32)
    before = open_network(network, quantised, CPU)(values, valid)
    for path in tmp_path.glob("*.onnx"):
        path.write_bytes(path.read_bytes()[:-3000])
    fresh = network_of(TinyBackbone(), OnnxCache(tmp_path))
    assert torch.equal(open_network(fresh, quantised, CPU)(values, valid), before)
    assert len(writes) == 2


def test_a_pixel_in_int8_does_not_depend_on_its_batch(tiny, tmp_path, writes):
    backend = open_network(replace(tiny.network, cache=OnnxCache(tmp_path)), True, CPU)
    values, valid = _windows(2, 32, 32)
    values[1] *= 3
    assert torch.equal(backend(values, valid)[:1], backend(values[:1], valid[:1]))


def test_a_network_whose_parts_disagree_is_not_kept(tiny, tmp_path, writes):
    network = network_of(TinyBackbone(), OnnxCache(tmp_path))
    with torch.no_grad():
        network.classifier.network.norm.weight.mul_(1.01)
    with pytest.raises(ModelUnsupportedLayout, match=r"part 2 of the features differs by 0\.0"):
        open_network(network, False, CPU)
    assert not list(tmp_path.iterdir())


def test_parts_of_another_shape_or_of_no_numbers_disagree():
    def same(values, valid):
        return (values,)

    sizes = {"bands": 2, "window_px": None, "multiple_px": 1}
    verify_parts(same, same, **sizes)
    with pytest.raises(ModelUnsupportedLayout, match=r"part 1 is \[1, 1, 32, 32\], not \[1, 2"):
        verify_parts(same, lambda values, valid: (values[:, :1],), **sizes)
    with pytest.raises(ModelUnsupportedLayout, match="differs by nan"):
        verify_parts(same, lambda values, valid: (values * float("nan"),), **sizes)


def test_binding_memory_gives_the_same_as_copying_it(tiny):
    graph = tiny.onnx._graph
    values, valid = _windows(2, 32, 32)
    fed = values.masked_fill(~valid[:, None], float("nan"))
    names = ["part_1", "part_2"]
    copied = graph.run(fed, "reflectance", names)
    bound = graph._run_in_place(fed, "reflectance", names, [tuple(part.shape) for part in copied])
    assert all(torch.equal(one, other) for one, other in zip(copied, bound))


def test_an_export_that_disagrees_is_refused(exported):
    path, classifier, head = exported
    other, _ = _classifier(TinyBackbone())
    other.bias.add_(torch.tensor([1.0, 0.0, 0.0, 0.0]))
    model = exported_model(path, head, TinyBackbone())
    assert verify(classifier, model, multiple_px=PATCH_PX).equal_labels >= 0.999
    with pytest.raises(ModelUnsupportedLayout, match="not compute what torch computes"):
        verify(other, model, multiple_px=PATCH_PX)


def test_spectra_become_a_model_of_single_pixels(tmp_path):
    backbone = registered("spectra")
    classifier, head = _classifier(backbone)
    path = tmp_path / "spectra.onnx"
    side = check_side(1)
    about = description(head, "", backbone)
    write_onnx(classifier, path, bands=BANDS, side_px=side, about=about)
    model = describe(path)
    assert model.window_px is None
    assert verify(classifier, model).equal_labels >= 0.999
    values, valid = _windows(1, 5, 300)
    made = OnnxBackend(model, CPU)(values, valid)
    torch.testing.assert_close(made, TorchBackend(classifier, CPU)(values, valid))


def test_nothing_is_printed_while_exporting(capfd, tmp_path):
    class Twice(torch.nn.Module):
        def forward(self, values, valid):
            print("the exporter traces")
            return (values * 2,)

    head = head_of(registered("spectra"))
    classifier = DenseClassifier(Twice(), (BANDS,), head.scores)
    write_onnx(classifier, tmp_path / "m.onnx", bands=BANDS, side_px=8)
    assert capfd.readouterr().out == ""


def test_a_network_that_cannot_be_exported_is_named(tmp_path):
    class Branching(torch.nn.Module):
        def forward(self, values, valid):
            return (values if float(values.sum()) > 0 else -values,)

    head = head_of(registered("spectra"))
    classifier = DenseClassifier(Branching(), (BANDS,), head.scores)
    with pytest.raises(ModelUnsupportedLayout, match="cannot be written as ONNX"):
        write_onnx(classifier, tmp_path / "m.onnx", bands=BANDS, side_px=8)
    assert not list(tmp_path.iterdir())


def test_full_memory_is_named(exported, monkeypatch):
    backend = OnnxBackend(describe(exported[0]), CPU)

    class Full:
        def run(self, *args):
            raise RuntimeError("bfc_arena.cc:360 Failed to allocate memory for requested buffer")

    monkeypatch.setattr(backend._graph, "_session", Full())
    with pytest.raises(DeviceOutOfMemory):
        backend(*_windows(1, 32, 32))
