"""The ``.hsfm`` file: what is in it, and what is refused."""

from __future__ import annotations

import io
import json
import pickle
from dataclasses import replace

import numpy as np
import pytest
import torch
from safetensors.numpy import save

from engine.backends.torch_backend import TorchBackend
from engine.bands.plan import BandRequest
from engine.errors import (
    InputNotFound,
    InternalBug,
    ModelCorrupt,
    ModelUnsafe,
    ModelUnsupportedLayout,
)
from engine.heads.dense import DenseClassifier
from engine.heads.head_file import Head, head_to_bytes, read_head, read_outline
from engine.heads.linear import ClassifyOperator, LinearHead
from engine.models.family import Options
from engine.models.registry import backbone
from engine.scene import Window
from engine.stream.operator import Batch
from engine.tasks import mappers


@pytest.fixture
def head():
    rng = np.random.default_rng(2)
    return Head(
        LinearHead(
            rng.normal(size=(2, 4)).astype(np.float32), np.array([0.5, -0.5], np.float32), 1.5
        ),
        (
            {"value": 3, "name": "wäter", "color": "#0000ff"},
            {"value": 7, "name": "soil", "color": "#aa8800"},
        ),
        "spectra",
        backbone("spectra").hash,
        BandRequest((450.0, 550.0, 650.0, 850.0), (6.5,) * 4, ("VNIR",) * 4, (1, 2, 3, 4), 4),
        "L2A",
        {"scene": "made up"},
        {"balanced_accuracy": {"mean": 0.9, "std": 0.1}},
    )


@pytest.fixture
def changed(head, tmp_path):
    """Writes the head with some of its metadata replaced."""

    def write(**meta):
        data = head_to_bytes(head)
        size = int.from_bytes(data[:8], "little")
        text = json.loads(json.loads(data[8 : 8 + size])["__metadata__"]["hsfm"])
        tensors = {"weight": head.scores.weight, "bias": head.scores.bias}
        path = tmp_path / "changed.hsfm"
        path.write_bytes(save(tensors, metadata={"hsfm": json.dumps({**text, **meta})}))
        return path

    return write


def _same(one, other):
    assert one.scores.weight.tobytes() == other.scores.weight.tobytes()
    assert replace(one, scores=other.scores) == other


def test_a_head_comes_back_as_it_was(head, tmp_path):
    path = tmp_path / "h.hsfm"
    path.write_bytes(head_to_bytes(head))
    _same(read_head(path), head)


def test_the_same_head_gives_the_same_bytes(head):
    assert len({head_to_bytes(head) for _ in range(5)}) == 1


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputNotFound, match=r"none\.hsfm"):
        read_head(tmp_path / "none.hsfm")


@pytest.mark.parametrize("protocol", [2, 4])
def test_a_pickle_is_refused_without_opening_it(tmp_path, protocol):
    path = tmp_path / "h.hsfm"
    path.write_bytes(pickle.dumps({"weight": [1.0]}, protocol=protocol))
    with pytest.raises(ModelUnsafe):
        read_head(path)


def test_a_torch_file_is_refused_without_opening_it(tmp_path):
    made = io.BytesIO()
    torch.save({"weight": torch.ones(2)}, made)
    path = tmp_path / "h.hsfm"
    path.write_bytes(made.getvalue())
    with pytest.raises(ModelUnsafe):
        read_head(path)


@pytest.mark.parametrize("data", [b"", b"hello world, this is no head", b"\xff" * 100])
def test_something_else_is_corrupt(tmp_path, data):
    path = tmp_path / "h.hsfm"
    path.write_bytes(data)
    with pytest.raises(ModelCorrupt):
        read_head(path)


def test_a_truncated_head_is_corrupt(head, tmp_path):
    path = tmp_path / "h.hsfm"
    path.write_bytes(head_to_bytes(head)[:-3])
    with pytest.raises(ModelCorrupt):
        read_head(path)


def test_weights_of_something_else_are_no_head(tmp_path):
    path = tmp_path / "h.hsfm"
    path.write_bytes(save({"a": np.ones(2, np.float32)}))
    with pytest.raises(ModelUnsupportedLayout):
        read_head(path)


def test_another_version_is_refused(changed):
    with pytest.raises(ModelUnsupportedLayout, match="version 2"):
        read_head(changed(version=2))


@pytest.mark.parametrize(
    "meta",
    [
        {"classes": [{"value": 1, "name": "a", "color": "#000000"}]},
        {"classes": [{"value": 0, "name": "a", "color": "#000000"}] * 2},
        {"temperature": 0.0},
        {"temperature": None},
        {"temperature": 10**400},
        {"temperature": 9e-4},
        {"temperature": 1.1e3},
        {"temperature": float("nan")},
        {"classes": [{"value": float("inf"), "name": "a", "color": "#000000"}] * 2},
        {"bands": {}},
        {
            "bands": {
                "centres_nm": [1.0],
                "fwhm_nm": None,
                "detectors": None,
                "numbers": [1, 2],
                "scene_bands": 2,
            }
        },
        {"backbone": "spectra"},
        {"classes": 5},
    ],
)
def test_parts_that_do_not_fit_are_corrupt(changed, meta):
    with pytest.raises(ModelCorrupt):
        read_head(changed(**meta))


@pytest.mark.parametrize(
    "wrong", [float("nan"), float("inf"), float("-inf"), pytest.param(10**400, id="huge")]
)
@pytest.mark.parametrize("key", ["centres_nm", "fwhm_nm"])
def test_wavelengths_that_are_no_numbers_are_corrupt(head, changed, key, wrong):
    bands = head.request.to_json()
    read_head(changed(bands=bands))
    with pytest.raises(ModelCorrupt):
        read_head(changed(bands={**bands, key: [*bands[key][1:], wrong]}))


@pytest.mark.parametrize("temperature", [1e-3, 0.02, 20.0, 1e3])
def test_temperatures_that_training_gives_are_read(changed, temperature):
    assert read_head(changed(temperature=temperature)).scores.temperature == temperature


@pytest.mark.parametrize("key", ["whole", "temperature", "training"])
def test_json_nested_too_deep_is_corrupt(tmp_path, key):
    deep = "[" * 100_000 + "]" * 100_000
    text = deep if key == "whole" else f'{{"{key}": {deep}}}'
    path = tmp_path / "h.hsfm"
    path.write_bytes(save({"a": np.ones(2, np.float32)}, metadata={"hsfm": text}))
    with pytest.raises(ModelCorrupt, match="damaged"):
        read_head(path)


def test_the_operator_maps_values_and_probabilities(head):
    network = backbone("spectra").network(head.request)
    classifier = DenseClassifier(network, (4,), head.scores)
    operator = ClassifyOperator(TorchBackend(classifier, torch.device("cpu")), head.values)
    values = torch.rand(1, 4, 5, 6, generator=torch.Generator().manual_seed(0))
    valid = torch.ones(1, 5, 6, dtype=torch.bool)
    valid[0, 0, 0] = False
    made = operator(Batch(values, valid, (Window(0, 0, 5, 6),), valid))
    out = operator.finish(made[0], valid[0])
    scores = np.einsum("cb,brk->crk", head.scores.weight, values[0].numpy())
    scores = (scores + head.scores.bias[:, None, None]) / 1.5
    odds = np.exp(scores) / np.exp(scores).sum(axis=0)
    expected = np.where(odds[0] > odds[1], 3, 7)
    expected[0, 0] = 0
    np.testing.assert_array_equal(out["class_map"], expected)
    assert out["class_map"].dtype == np.uint8
    assert np.isnan(out["confidence"][0, 0])
    np.testing.assert_allclose(out["confidence"][1:], odds.max(axis=0)[1:], rtol=1e-5)


def test_a_pixel_without_an_answer_is_nodata(head):
    operator = ClassifyOperator(lambda values, measured: values, head.values)
    blended = torch.full((2, 2, 2), 0.5)
    blended[:, 0, 1] = float("nan")
    out = operator.finish(blended, torch.ones(2, 2, dtype=torch.bool))
    assert out["class_map"].tolist() == [[3, 0], [3, 3]]
    assert np.isnan(out["confidence"][0, 1])
    assert operator.unanswered == 1


@pytest.mark.parametrize("blocks", ["many", None])
def test_options_of_a_stranger_are_corrupt(head, tmp_path, monkeypatch, blocks):
    monkeypatch.setattr(mappers, "backbone", lambda name, options: Options.from_json(options))
    path = tmp_path / "h.hsfm"
    path.write_bytes(head_to_bytes(replace(head, options={"blocks": blocks})))
    with pytest.raises(ModelCorrupt, match="options for its backbone that make no sense"):
        mappers.backbone_of(read_head(path), path)


def test_a_head_that_nobody_could_read_is_not_written(head):
    bias = np.array(head.scores.bias)
    bias[0] = np.nan
    broken = replace(head, scores=replace(head.scores, bias=bias))
    with pytest.raises(InternalBug, match="bias"):
        head_to_bytes(broken)


def test_an_outline_is_what_the_head_says_of_itself(head, tmp_path):
    path = tmp_path / "h.hsfm"
    path.write_bytes(head_to_bytes(head))
    outline, whole = read_outline(path), read_head(path)
    assert outline.names == tuple(entry["name"] for entry in whole.classes)
    assert (outline.backbone, outline.metrics) == (whole.backbone, whole.metrics)
    assert outline.training == whole.training


@pytest.mark.parametrize("lost", [1, 20])
def test_an_outline_notices_that_weights_are_missing(head, tmp_path, lost):
    path = tmp_path / "h.hsfm"
    path.write_bytes(head_to_bytes(head)[:-lost])
    with pytest.raises(ModelCorrupt):
        read_outline(path)
