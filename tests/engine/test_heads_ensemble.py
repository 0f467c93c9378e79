"""The ensemble head: its scores, its file, and its way through ONNX."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from safetensors.numpy import load, save
from torch import nn

from engine.backends.export_onnx import exported_model, write_onnx
from engine.backends.onnx_check import verify
from engine.bands.plan import BandRequest
from engine.errors import ModelCorrupt, ModelUnsupportedLayout
from engine.heads.dense import CHUNK_PIXELS, DenseClassifier
from engine.heads.ensemble import EnsembleHead, KernelTerm, LinearTerm, View
from engine.heads.head_file import Head, head_to_bytes, read_head
from engine.models.registry import backbone
from engine.tasks import mappers

BANDS, CLASSES, LANDMARKS = 5, 3, 4
_SAME = {"part": 0, "transform": "same"}


def _ensemble(seed=1):
    rng = np.random.default_rng(seed)

    def some(*shape):
        return rng.normal(size=shape).astype(np.float32)

    views = tuple(
        View(0, name, some(dims, BANDS), some(dims), some(LANDMARKS, dims))
        for name, dims in (("log", 2), ("unit", BANDS))
    )
    kernels = (
        KernelTerm((0.3, 0.0), some(CLASSES, LANDMARKS)),
        KernelTerm((0.1, 0.2), some(CLASSES, LANDMARKS)),
    )
    terms = tuple(LinearTerm(0, name, some(CLASSES, BANDS)) for name in ("same", "log"))
    return EnsembleHead((BANDS,), some(CLASSES), terms, views, kernels, 1.7)


@pytest.fixture
def head():
    classes = tuple({"value": n + 1, "name": f"c{n}", "color": "#000000"} for n in range(CLASSES))
    request = BandRequest((450.0, 550.0, 650.0, 850.0, 1600.0), None, None, (1, 2, 3, 4, 5), 5)
    spectra = backbone("spectra")
    return Head(_ensemble(), classes, spectra.id, spectra.hash, request)


def _expected(ensemble, spectra):
    """The formula of the format, in another language."""
    spectra = spectra.astype(np.float64)
    views = {
        "log": np.log(np.maximum(spectra, 0.005)),
        "unit": spectra / np.maximum(np.sqrt((spectra**2).mean(1, keepdims=True)), 0.005),
    }
    scores = ensemble.bias + spectra @ ensemble.linear[0].weight.T
    scores = scores + views["log"] @ ensemble.linear[1].weight.T
    squares = [
        ((views[v.transform] @ v.projection.T + v.offset)[:, None] - v.landmarks[None])
        .__pow__(2)
        .sum(2)
        for v in ensemble.views
    ]
    for term in ensemble.kernels:
        square = sum(share * each for share, each in zip(term.shares, squares))
        scores = scores + np.exp(-np.sqrt(square)) @ term.weight.T
    odds = np.exp(scores / ensemble.temperature)
    return odds / odds.sum(1, keepdims=True)


def test_probabilities_are_those_of_the_formula(head):
    rng = np.random.default_rng(3)
    values = rng.uniform(-0.01, 0.6, (2, BANDS, 4, 6)).astype(np.float32)
    network = backbone("spectra").network(head.request)
    classifier = DenseClassifier(network, (BANDS,), head.scores)
    with torch.inference_mode():
        made = classifier(torch.from_numpy(values), torch.ones(2, 4, 6, dtype=torch.bool)).numpy()
    expected = _expected(head.scores, values.transpose(0, 2, 3, 1).reshape(-1, BANDS))
    np.testing.assert_allclose(made.transpose(0, 2, 3, 1).reshape(-1, CLASSES), expected, atol=2e-5)


def test_chunks_do_not_show(head):
    side = int(np.ceil(np.sqrt(CHUNK_PIXELS * 1.3)))
    values = torch.rand(1, BANDS, side, side, generator=torch.Generator().manual_seed(0))
    classifier = DenseClassifier(nn.Identity(), (BANDS,), head.scores)
    with torch.inference_mode():
        whole = classifier.score([values], side, side)
        part = classifier.score([values[..., -3:, :]], 3, side)
    torch.testing.assert_close(whole[..., -3:, :], part, atol=1e-6, rtol=1e-5)


def test_coarse_features_are_brought_to_the_pixels_first(head):
    coarse = torch.rand(1, BANDS, 2, 2, generator=torch.Generator().manual_seed(0))
    fine = nn.functional.interpolate(coarse, size=(8, 8), mode="bilinear", align_corners=False)
    classifier = DenseClassifier(nn.Identity(), (BANDS,), head.scores)
    torch.testing.assert_close(classifier.score([coarse], 8, 8), classifier.score([fine], 8, 8))


def test_it_comes_back_as_it_was(head, tmp_path):
    path = tmp_path / "h.hsfm"
    path.write_bytes(head_to_bytes(head))
    again = read_head(path)
    assert head_to_bytes(again) == path.read_bytes()
    assert [v.transform for v in again.scores.views] == ["log", "unit"]
    assert [t.transform for t in again.scores.linear] == ["same", "log"]
    assert again.scores.temperature == 1.7


@pytest.fixture
def changed(head, tmp_path):
    """Writes the head with other tensors and other metadata."""

    def write(tensors=None, ensemble=None, **meta):
        data = head_to_bytes(head)
        size = int.from_bytes(data[:8], "little")
        text = json.loads(json.loads(data[8 : 8 + size])["__metadata__"]["hsfm"])
        text.update(meta)
        text["ensemble"].update(ensemble or {})
        held = {k: v for k, v in {**load(data), **(tensors or {})}.items() if v is not None}
        path = tmp_path / "changed.hsfm"
        path.write_bytes(save(held, metadata={"hsfm": json.dumps(text)}))
        return path

    return write


def _ones(*shape):
    return np.ones(shape, np.float32)


@pytest.mark.parametrize(
    "tensors",
    [
        {"bias": _ones(4)},
        {"bias": _ones(3, 1)},
        {"bias": np.array([0, np.nan, 0], np.float32)},
        {"bias": np.ones(3)},
        {"linear.0.weight": None},
        {"linear.0.weight": _ones(CLASSES, BANDS + 1)},
        {"linear.1.weight": None},
        {"linear.2.weight": _ones(CLASSES, BANDS)},
        {"view.0.projection": _ones(3, BANDS)},
        {"view.1.offset": np.full(BANDS, np.inf, np.float32)},
        {"view.1.landmarks": _ones(LANDMARKS + 1, BANDS)},
        {"kernel.1.weight": _ones(CLASSES, LANDMARKS - 1)},
        {"stranger": _ones(1)},
    ],
)
def test_tensors_that_do_not_fit_are_corrupt(changed, tensors):
    with pytest.raises(ModelCorrupt):
        read_head(changed(tensors))


@pytest.mark.parametrize(
    "layout",
    [
        {"channels": [BANDS, 0]},
        {"channels": [True]},
        {"channels": "5"},
        {"linear": [_SAME, {"part": 1, "transform": "same"}]},
        {"linear": [_SAME, {"part": -1, "transform": "same"}]},
        {"linear": [_SAME, {"part": 0, "transform": "square"}]},
        {"linear": [_SAME, {"part": 0, "transform": ["same"]}]},
        {"views": []},
        {"kernels": []},
        {"kernels": [{"shares": [0.1]}, {"shares": [0.1, 0.2]}]},
        {"kernels": [{"shares": [0.0, 0.0]}, {"shares": [0.1, 0.2]}]},
        {"kernels": [{"shares": [-1.0, 0.0]}, {"shares": [0.1, 0.2]}]},
        {"kernels": None},
        {"kernels": [{"shares": [10**400, 0.0]}, {"shares": [0.1, 0.2]}]},
        {"kernels": [{"shares": [float("inf"), 0.0]}, {"shares": [0.1, 0.2]}]},
        {"channels": [10**400]},
    ],
)
def test_a_layout_without_sense_is_corrupt(changed, layout):
    with pytest.raises(ModelCorrupt):
        read_head(changed(ensemble=layout))


@pytest.mark.parametrize("key", ["linear", "views", "kernels"])
def test_more_terms_than_a_map_can_bear_are_corrupt(head, tmp_path, key):
    path = tmp_path / "h.hsfm"
    for count in (16, 17):
        many = (getattr(head.scores, key) * count)[:count]
        # Kernels have a share of every view.
        views = count if key == "views" else len(head.scores.views)
        kernels = many if key == "kernels" else head.scores.kernels
        kernels = tuple(KernelTerm((0.1,) * views, term.weight) for term in kernels)
        scores = replace(head.scores, **{key: many, "kernels": kernels})
        path.write_bytes(head_to_bytes(replace(head, scores=scores)))
        if count == 16:
            assert len(getattr(read_head(path).scores, key)) == 16
        else:
            with pytest.raises(ModelCorrupt) as caught:
                read_head(path)
            assert f"17 {key} are more than 16" in caught.value.detail


def test_more_landmarks_than_a_map_can_bear_are_corrupt(head, tmp_path):
    path = tmp_path / "h.hsfm"
    for count in (4096, 4097):
        views = tuple(
            replace(view, landmarks=_ones(count, len(view.offset))) for view in head.scores.views
        )
        kernels = tuple(KernelTerm(k.shares, _ones(CLASSES, count)) for k in head.scores.kernels)
        scores = replace(head.scores, views=views, kernels=kernels)
        path.write_bytes(head_to_bytes(replace(head, scores=scores)))
        if count == 4096:
            assert len(read_head(path).scores.views[0].landmarks) == 4096
        else:
            with pytest.raises(ModelCorrupt) as caught:
                read_head(path)
            assert "4097 landmarks are more than 4096" in caught.value.detail


@pytest.mark.parametrize(
    ("version", "kind"), [(4, "ensemble"), (1, "ensemble"), (2, "linear"), (3, "linear")]
)
def test_other_versions_are_refused(changed, version, kind):
    with pytest.raises(ModelUnsupportedLayout, match=f"version {version}"):
        read_head(changed(version=version, head=kind))


def test_parts_of_another_width_are_refused_before_the_map(head, tmp_path):
    path = tmp_path / "h.hsfm"
    head = replace(head, request=BandRequest((450.0,), None, None, (1,), 1))
    path.write_bytes(head_to_bytes(head))
    with pytest.raises(ModelCorrupt, match="wants 5 features, and its bands give 1"):
        mappers.backbone_of(read_head(path), path)


def test_its_onnx_graph_computes_what_torch_computes(head, tmp_path):
    pytest.importorskip("onnxscript")
    made_by = backbone("spectra")
    classifier = DenseClassifier(made_by.network(head.request), (BANDS,), head.scores)
    path = tmp_path / "h.onnx"
    write_onnx(classifier, path, bands=BANDS, side_px=16)
    agreement = verify(classifier, exported_model(path, head, made_by))
    assert agreement.largest_difference < 1e-3
