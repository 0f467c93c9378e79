"""Files of ONNX models: large ones, unsafe ones, damaged ones, and the cache of those made here."""

from __future__ import annotations

import os

import numpy as np
import onnx
import pytest
import torch

from engine.backends import export_onnx
from engine.backends.export_onnx import description, write_onnx
from engine.backends.foreign import describe
from engine.backends.onnx_backend import OnnxBackend
from engine.backends.onnx_cache import OnnxCache
from engine.backends.onnx_check import verify
from engine.errors import InputNotFound, ModelCorrupt, ModelUnsafe, ModelUnsupportedLayout
from engine.heads.dense import DenseClassifier
from engine.heads.linear import LinearHead
from engine.models.registry import backbone as registered

from ..data.tiny_vit import BANDS, head_of

CPU = torch.device("cpu")
WIDE = 512


@pytest.fixture
def copied(tiny, tmp_path):
    """Writes the exported model with a change to its protobuf."""

    def write(change):
        model = onnx.load(tiny.folder / "tiny.onnx")
        change(model)
        path = tmp_path / "copy.onnx"
        path.write_bytes(model.SerializeToString())
        return path

    return write


class Wide(torch.nn.Module):
    """So many weights that they are worth a file of their own."""

    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(BANDS, WIDE, 1)

    def forward(self, values, valid):
        return (self.conv(values),)


def test_large_weights_lie_beside_the_model(monkeypatch, tmp_path):
    monkeypatch.setattr(export_onnx, "INSIDE_BYTES", 1)
    head = head_of(registered("spectra"))
    weight = np.random.default_rng(0).normal(size=(4, WIDE)).astype(np.float32)
    linear = LinearHead(weight, np.zeros(4, np.float32))
    classifier = DenseClassifier(Wide(), (WIDE,), linear)
    path = tmp_path / "big.onnx"
    about = description(head, "", registered("spectra"))
    files = write_onnx(classifier, path, bands=BANDS, side_px=32, about=about)
    assert files == [tmp_path / "big.onnx.data", path]
    assert all(file.is_file() for file in files)
    assert verify(classifier, describe(path)).equal_labels >= 0.999
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


def test_a_truncated_model_is_corrupt(tiny, tmp_path):
    path = tmp_path / "m.onnx"
    path.write_bytes((tiny.folder / "tiny.onnx").read_bytes()[:-5000])
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
