"""ONNX models of others: sidecars, scaling, and the outputs that they may give."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from onnx import TensorProto, helper

from engine.backends.foreign import describe
from engine.backends.onnx_backend import OnnxBackend
from engine.errors import ModelUnsupportedLayout

CPU = torch.device("cpu")
BANDS = 3
WEIGHT = np.array([[1, 0, -1], [0, 2, 0]], np.float32)
CLASSES = [{"value": 5, "name": "one", "color": "#112233"}, {"value": 9, "name": "two"}]


def _write(path, *, last=(), shape=("n", BANDS, "h", "w"), weight=WEIGHT, kind=TensorProto.FLOAT):
    """A 1 x 1 convolution named ``x -> y``, with further operators ``(op, attributes)``."""
    kernel = helper.make_tensor(
        "k", TensorProto.FLOAT, [*weight.shape, 1, 1], weight.astype(np.float32).ravel()
    )
    names = ["x", *(f"t{n}" for n in range(len(last))), "y"]
    nodes = [helper.make_node("Conv", ["x", "k"], [names[1]])]
    for number, (op, attributes) in enumerate(last, start=1):
        nodes.append(helper.make_node(op, [names[number]], [names[number + 1]], **attributes))
    graph = helper.make_graph(
        nodes,
        "other",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", kind, None)],
        [kernel],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    path.write_bytes(model.SerializeToString())
    return path


@pytest.fixture
def other(tmp_path):
    """Writes a model and its sidecar, with entries of the sidecar replaced."""

    def write(sidecar=None, **model):
        made = {
            "classes": CLASSES,
            "bands": {"centres_nm": [490, 560, 665]},
            "output": {"kind": "logits"},
            **(sidecar or {}),
        }
        path = _write(tmp_path / "other.onnx", **model)
        path.with_suffix(".json").write_text(json.dumps(made))
        return path

    return write


@pytest.fixture
def values():
    made = torch.rand(2, BANDS, 6, 8, generator=torch.Generator().manual_seed(0))
    valid = torch.ones(2, 6, 8, dtype=torch.bool)
    valid[0, 0, 0] = False
    return made * valid[:, None], valid


def _softmax(scores):
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def _scores(fed, weight=WEIGHT):
    return np.einsum("cb,nbrk->ncrk", weight, fed)


def test_defaults_are_filled_in(other):
    model = describe(other())
    assert model.request.centres_nm == (490.0, 560.0, 665.0)
    assert model.request.fwhm_nm is None
    assert (model.window_px, model.overlap_px, model.level) == (256, 64, "")
    assert [c["value"] for c in model.classes] == [5, 9]
    assert model.classes[0]["color"] == "#112233"
    assert model.classes[1]["color"].startswith("#")


def test_logits_of_scaled_reflectance_become_probabilities(other, values):
    given = {"scale": 10, "offset": 1, "mean": [1, 2, 3], "std": [2, 3, 4], "nodata": -7}
    backend = OnnxBackend(describe(other({"input": given})), CPU)
    fed = (values[0].numpy() * 10 + 1 - np.array([1, 2, 3])[:, None, None]) / np.array([2, 3, 4])[
        :, None, None
    ]
    fed[0, :, 0, 0] = -7
    np.testing.assert_allclose(backend(*values), _softmax(_scores(fed)), rtol=1e-4, atol=1e-6)


def test_probabilities_are_taken_as_they_are(other, values):
    path = other({"output": {"kind": "probabilities"}}, last=[("Softmax", {"axis": 1})])
    made = OnnxBackend(describe(path), CPU)(*values)
    np.testing.assert_allclose(made, _softmax(_scores(values[0].numpy())), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("keepdims", [0, 1])
def test_class_indices_become_one_or_zero(other, values, keepdims):
    path = other(
        {"output": {"kind": "classes"}},
        last=[("ArgMax", {"axis": 1, "keepdims": keepdims})],
        kind=TensorProto.INT64,
    )
    made = OnnxBackend(describe(path), CPU)(*values).numpy()
    best = _scores(values[0].numpy()).argmax(axis=1)
    np.testing.assert_array_equal(made, np.stack([best == 0, best == 1], axis=1))


def test_a_coarser_output_is_interpolated(other, values):
    pool = ("AveragePool", {"kernel_shape": [2, 2], "strides": [2, 2]})
    made = OnnxBackend(describe(other(last=[pool])), CPU)(*values)
    scores = torch.from_numpy(_scores(values[0].numpy())).float()
    coarse = torch.nn.functional.avg_pool2d(scores, 2)
    fine = torch.nn.functional.interpolate(coarse, (6, 8), mode="bilinear", align_corners=False)
    torch.testing.assert_close(made, fine.softmax(dim=1))


def test_a_single_channel_stands_for_the_second_of_two_classes(other, values):
    weight = np.array([[1.0, -2.0, 3.0]])
    made = OnnxBackend(describe(other(weight=weight)), CPU)(*values).numpy()
    second = 1 / (1 + np.exp(-_scores(values[0].numpy(), weight)[:, 0]))
    np.testing.assert_allclose(made[:, 1], second, rtol=1e-5)
    np.testing.assert_allclose(made.sum(axis=1), 1, rtol=1e-6)


def test_a_fixed_batch_of_one_and_a_fixed_side_are_followed(other):
    path = other(shape=(1, BANDS, 16, 16))
    model = describe(path)
    assert (model.window_px, model.overlap_px) == (16, 4)
    made = OnnxBackend(model, CPU)(torch.rand(3, BANDS, 16, 16), torch.ones(3, 16, 16).bool())
    assert made.shape == (3, 2, 16, 16)


def test_a_model_without_description_is_refused_with_the_name_of_the_sidecar(other):
    path = other()
    path.with_suffix(".json").unlink()
    with pytest.raises(ModelUnsupportedLayout, match=r"no other\.json beside it") as caught:
        describe(path)
    assert "classes, bands and scaling" in caught.value.hint


@pytest.mark.parametrize(
    ("sidecar", "reason"),
    [
        ({"classes": None}, "classes must be a list of at least two"),
        ({"classes": CLASSES[:1]}, "at least two"),
        ({"classes": [CLASSES[0], {"name": "x"}]}, "value is None"),
        ({"classes": [CLASSES[0], {"value": 0, "name": "x"}]}, "from 1 to 255"),
        ({"classes": [CLASSES[0], {**CLASSES[1], "value": 5}]}, "same value"),
        ({"classes": [CLASSES[0], {**CLASSES[1], "color": "red"}]}, "'red'"),
        ({"bands": {}}, "centres_nm or numbers"),
        ({"bands": [490, 560, 665]}, "bands must be an object"),
        ({"bands": {"centres_nm": [490, "b", 665]}}, "'b'"),
        ({"bands": {"centres_nm": [0.49, 0.56, 0.665]}}, "from 100 to"),
        ({"bands": {"centres_nm": [490, 560, 665], "fwhm_nm": [10]}}, "1 entries and there are 3"),
        ({"input": {"mean": [1, 2]}}, "input.mean has 2 entries"),
        ({"input": {"std": 0}}, "greater than 0"),
        ({"input": {"nodata": "none"}}, "input.nodata is 'none'"),
        ({"input": {"scaling": 1}}, "input.scaling is unknown; known are mean"),
        ({"output": {"kind": "scores"}}, "output.kind is 'scores'; it may be probabilities"),
        ({"window_px": 0}, "window_px is 0"),
        ({"window_px": 64, "overlap_px": 64}, "overlap_px is 64"),
        ({"overlap": 3}, "overlap is unknown"),
        ({"version": 7}, "version 7"),
    ],
)
def test_a_wrong_entry_of_a_sidecar_is_named(other, sidecar, reason):
    with pytest.raises(ModelUnsupportedLayout) as caught:
        describe(other(sidecar))
    assert reason in caught.value.message
    assert "other.json" in caught.value.message


def test_a_sidecar_that_is_no_json_is_refused(other):
    path = other()
    path.with_suffix(".json").write_text("{classes: ")
    with pytest.raises(ModelUnsupportedLayout, match="it is no JSON"):
        describe(path)


@pytest.mark.parametrize(
    ("sidecar", "model", "reason"),
    [
        ({"bands": {"centres_nm": [490, 560]}}, {}, "takes 3 bands, and its description names 2"),
        ({}, {"shape": (4, BANDS, "h", "w")}, "batches of 4"),
        ({"window_px": 64}, {"shape": (1, BANDS, 32, 32)}, "32 x 32 pixels"),
        ({"input": {"name": "image"}}, {}, "no input 'image'; it has x"),
        ({"output": {"name": "mask"}}, {}, "no output 'mask'; it has y"),
    ],
)
def test_a_model_that_does_not_fit_its_sidecar_is_refused(other, sidecar, model, reason):
    with pytest.raises(ModelUnsupportedLayout) as caught:
        OnnxBackend(describe(other(sidecar, **model)), CPU)
    assert reason in caught.value.message


def test_a_wrong_number_of_classes_is_refused(other, values):
    sidecar = {"classes": [*CLASSES, {"value": 1, "name": "three"}]}
    with pytest.raises(ModelUnsupportedLayout, match="2 channels; its description names 3"):
        OnnxBackend(describe(other(sidecar)), CPU)(*values)


def test_an_index_without_a_class_is_refused(other, values):
    weight = np.array([[0.0, 0, 0], [0, 0, 0], [1, 1, 1]])
    path = other(
        {"output": {"kind": "classes"}},
        weight=weight,
        last=[("ArgMax", {"axis": 1, "keepdims": 0})],
        kind=TensorProto.INT64,
    )
    with pytest.raises(ModelUnsupportedLayout, match="class index 2"):
        OnnxBackend(describe(path), CPU)(*values)
