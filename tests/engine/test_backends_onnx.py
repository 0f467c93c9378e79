"""ONNX models of heads: what they compute, and which files are refused."""

from __future__ import annotations

import json
import os

import numpy as np
import onnx
import pytest
import torch

from engine.backends.agreement import compare
from engine.backends.export_onnx import (
    check_side,
    description,
    exported_model,
    verify,
    write_onnx,
)
from engine.backends.foreign import describe
from engine.backends.onnx_backend import OnnxBackend
from engine.backends.onnx_cache import OnnxCache
from engine.backends.torch_backend import TorchBackend
from engine.errors import (
    DeviceOutOfMemory,
    InputNotFound,
    ModelCorrupt,
    ModelUnsafe,
    ModelUnsupportedLayout,
)
from engine.heads.dense import DenseClassifier
from engine.models.registry import backbone as registered

from ..data.tiny_vit import BANDS, PATCH_PX, REQUEST, WINDOW_PX, TinyBackbone, head_of

CPU = torch.device("cpu")


def _classifier(backbone):
    head = head_of(backbone)
    channels = backbone.channels(REQUEST)
    return DenseClassifier(backbone.network(REQUEST), channels, head.linear), head


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The tiny network as ONNX: its path, its torch module, its head."""
    path = tmp_path_factory.mktemp("onnx") / "tiny.onnx"
    backbone = TinyBackbone()
    classifier, head = _classifier(backbone)
    files = write_onnx(
        classifier,
        path,
        bands=BANDS,
        side_px=WINDOW_PX,
        multiple_px=PATCH_PX,
        about=description(head, "0" * 64, backbone),
    )
    assert files == [path]
    return path, classifier, head


@pytest.fixture
def copied(exported, tmp_path):
    """Writes the exported model with a change to its protobuf."""

    def write(change):
        model = onnx.load(exported[0])
        change(model)
        path = tmp_path / "copy.onnx"
        path.write_bytes(model.SerializeToString())
        return path

    return write


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
    assert about["head"]["sha256"] == "0" * 64
    assert about["software"].startswith("HSFM ")


def test_binding_memory_gives_the_same_as_copying_it(exported):
    backend = OnnxBackend(describe(exported[0]), CPU)
    values, valid = _windows(2, 32, 32)
    fed = values.masked_fill(~valid[:, None], float("nan"))
    assert backend._known(fed)
    assert torch.equal(backend._run_in_place(fed), backend._run(fed))


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
    classifier = DenseClassifier(Twice(), (BANDS,), head.linear)
    write_onnx(classifier, tmp_path / "m.onnx", bands=BANDS, side_px=8)
    assert capfd.readouterr().out == ""


def test_a_network_that_cannot_be_exported_is_named(tmp_path):
    class Branching(torch.nn.Module):
        def forward(self, values, valid):
            return (values if float(values.sum()) > 0 else -values,)

    head = head_of(registered("spectra"))
    classifier = DenseClassifier(Branching(), (BANDS,), head.linear)
    with pytest.raises(ModelUnsupportedLayout, match="cannot be written as ONNX"):
        write_onnx(classifier, tmp_path / "m.onnx", bands=BANDS, side_px=8)
    assert not list(tmp_path.iterdir())


def test_large_weights_lie_beside_the_model(exported, monkeypatch, tmp_path):
    from engine.backends import export_onnx

    monkeypatch.setattr(export_onnx, "INSIDE_BYTES", 1)
    _, classifier, head = exported
    path = tmp_path / "big.onnx"
    about = description(head, "", TinyBackbone())
    files = write_onnx(classifier, path, bands=BANDS, side_px=32, multiple_px=4, about=about)
    assert files == [tmp_path / "big.onnx.data", path]
    assert all(file.is_file() for file in files)
    assert verify(classifier, describe(path), multiple_px=4).equal_labels >= 0.999
    data = files[0].read_bytes()
    files[0].write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelCorrupt, match="incomplete"):
        describe(path)
    files[0].unlink()
    with pytest.raises(ModelCorrupt, match=r"big\.onnx\.data"):
        describe(path)


@pytest.mark.parametrize("place", ["../secret.bin", "/etc/passwd", "sub/../../x", ""])
def test_weights_outside_the_folder_are_refused(copied, place):
    def poison(model):
        tensor = model.graph.initializer[0]
        tensor.ClearField("raw_data")
        tensor.data_location = onnx.TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value=place)

    with pytest.raises(ModelUnsafe, match="not in its own folder"):
        describe(copied(poison))


def test_a_link_that_leads_out_of_the_folder_is_refused(copied, tmp_path):
    def poison(model):
        tensor = model.graph.initializer[0]
        tensor.ClearField("raw_data")
        tensor.data_location = onnx.TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="inner")

    path = copied(poison)
    (tmp_path / "inner").symlink_to("/etc/passwd")
    with pytest.raises(ModelUnsafe):
        describe(path)


def test_tensors_in_nested_graphs_are_looked_at(copied):
    def poison(model):
        value = onnx.TensorProto(name="w", data_type=1, dims=[1], data_location=1)
        value.external_data.add(key="location", value="../w")
        constant = onnx.helper.make_node("Constant", [], ["w"], value=value)
        inner = onnx.helper.make_graph([constant], "inner", [], [])
        model.graph.node.append(onnx.helper.make_node("If", ["c"], ["y"], then_branch=inner))

    with pytest.raises(ModelUnsafe):
        describe(copied(poison))


@pytest.mark.parametrize("data", [b"", b"no model", b"\xff" * 99, b"\x08\x0a"])
def test_something_else_is_corrupt(tmp_path, data):
    path = tmp_path / "m.onnx"
    path.write_bytes(data)
    with pytest.raises(ModelCorrupt):
        describe(path)


def test_a_truncated_model_is_corrupt(exported, tmp_path):
    path = tmp_path / "m.onnx"
    path.write_bytes(exported[0].read_bytes()[:-5000])
    with pytest.raises(ModelCorrupt):
        describe(path)


def test_a_pickle_is_refused_without_opening_it(tmp_path):
    path = tmp_path / "m.onnx"
    torch.save({"weight": torch.ones(2)}, path)
    with pytest.raises(ModelUnsafe):
        describe(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputNotFound, match=r"none\.onnx"):
        describe(tmp_path / "none.onnx")


def test_unknown_operators_are_refused(copied):
    def poison(model):
        model.graph.node[0].op_type = "RunShell"

    with pytest.raises(ModelUnsupportedLayout, match="cannot run"):
        OnnxBackend(describe(copied(poison)), CPU)


def test_full_memory_is_named(exported, monkeypatch):
    backend = OnnxBackend(describe(exported[0]), CPU)

    class Full:
        def run(self, *args):
            raise RuntimeError("bfc_arena.cc:360 Failed to allocate memory for requested buffer")

    monkeypatch.setattr(backend, "_session", Full())
    with pytest.raises(DeviceOutOfMemory):
        backend(*_windows(1, 32, 32))


def test_the_cache_makes_once_and_drops_the_oldest(tmp_path):
    cache = OnnxCache(tmp_path / "onnx", limit_bytes=250)
    made = []

    def make(path):
        made.append(path.name)
        path.write_bytes(b"x" * 100)

    for key in ("a", "b", "a"):
        assert cache.get(key, make).read_bytes() == b"x" * 100
    assert made == ["a.onnx", "b.onnx"]
    for age, key in ((300, "a"), (200, "b")):
        os.utime(tmp_path / "onnx" / f"{key}.onnx", (1e9 - age, 1e9 - age))
    cache.get("c", make)
    assert sorted(p.name for p in (tmp_path / "onnx").iterdir()) == ["b.onnx", "c.onnx"]


def test_a_failed_making_leaves_nothing_in_the_cache(tmp_path):
    cache = OnnxCache(tmp_path)

    def fail(path):
        path.write_bytes(b"half")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        cache.get("a", fail)
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_made_is_not_tried_twice(tmp_path):
    cache = OnnxCache(tmp_path)
    tries = []

    def fail(path):
        tries.append(path)
        raise ModelUnsupportedLayout("no")

    for _ in range(2):
        with pytest.raises(ModelUnsupportedLayout):
            cache.get("a", fail)
    assert len(tries) == 1
