"""What a head file may carry besides its weights, and what of it is refused."""

from __future__ import annotations

import hashlib
import json
import struct
from dataclasses import replace

import numpy as np
import pytest
from safetensors.numpy import load, save

from engine.bands.plan import BandRequest
from engine.errors import ModelCorrupt
from engine.heads.conformal import ConformalSets
from engine.heads.ensemble import EnsembleHead, KernelTerm, LinearTerm, View
from engine.heads.head_container import MAX_HEADER_BYTES
from engine.heads.head_file import Head, head_to_bytes, read_head
from engine.heads.linear import LinearHead
from engine.heads.samples import MOST_PER_CLASS, Samples
from engine.heads.unlike import Unlike
from engine.training.samples import kept_samples

f32 = np.float32
WEIGHT = np.arange(4, dtype=f32).reshape(2, 2)
BIAS = np.array([0.5, -0.5], f32)
LINEAR = LinearHead(WEIGHT, BIAS, 1.5)
ENSEMBLE = EnsembleHead(
    (2,),
    BIAS,
    (LinearTerm(0, "log", WEIGHT),),
    (View(0, "unit", np.eye(2, dtype=f32), np.zeros(2, f32), np.ones((3, 2), f32)),),
    (KernelTerm((1.0,), np.ones((2, 3), f32)),),
    1.7,
)
PLACES = {"rows": [0, 9], "cols": [3, 4], "class": [0, 1], "fold": [-1, 0]}


def _plain(scores):
    return Head(
        scores,
        (
            {"value": 3, "name": "wäter", "color": "#0000ff"},
            {"value": 7, "name": "soil", "color": "#aa8800"},
        ),
        "spectra",
        "abc",
        BandRequest((450.0, 550.0), (6.5,) * 2, ("VNIR",) * 2, (1, 2), 2),
        "L2A",
        {"scene": "made up"},
        {"balanced_accuracy": {"mean": 0.9, "std": 0.1}},
    )


@pytest.fixture(params=[LINEAR, ENSEMBLE], ids=["linear", "ensemble"])
def head(request):
    """A head that carries everything."""
    return replace(
        _plain(request.param),
        samples=Samples(
            np.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]], np.float16),
            np.array([0, 1, 1], np.int32),
            np.array([4, 4, 9], np.int32),
        ),
        unlike=Unlike(
            np.eye(2, dtype=f32), np.zeros(2, f32), np.ones((3, 2), f32), np.ones(3, f32), 4.5
        ),
        conformal=ConformalSets((0.1, 0.2), (0.9, 0.4)),
        evidence={"places": PLACES, "shape": [10, 20], "curve": None},
    )


@pytest.fixture
def changed(head, tmp_path):
    """Writes the head with some of its tensors and metadata replaced."""

    def write(tensors=None, **meta):
        data = head_to_bytes(head)
        size = int.from_bytes(data[:8], "little")
        text = json.loads(json.loads(data[8 : 8 + size])["__metadata__"]["hsfm"])
        held = {**load(data), **(tensors or {})}
        held = {name: array for name, array in held.items() if array is not None}
        path = tmp_path / "changed.hsfm"
        path.write_bytes(save(held, metadata={"hsfm": json.dumps({**text, **meta})}))
        return path

    return write


@pytest.mark.parametrize(
    ("scores", "digest"),
    [
        (LINEAR, "d10d0deeb845368ccb41c7817825909263232b0d9650b73d8df66282544aab4e"),
        (ENSEMBLE, "52bd59bf28c4b2545536315191ea4673241c17ddb9bc1589c77dd448c887df57"),
    ],
    ids=["linear", "ensemble"],
)
def test_heads_without_them_are_written_as_hsfm_0_1_wrote_them(scores, digest):
    assert hashlib.sha256(head_to_bytes(_plain(scores))).hexdigest() == digest


@pytest.mark.parametrize("scores", [LINEAR, ENSEMBLE], ids=["linear", "ensemble"])
def test_heads_without_them_are_read(tmp_path, scores):
    path = tmp_path / "old.hsfm"
    path.write_bytes(head_to_bytes(_plain(scores)))
    head = read_head(path)
    assert (head.samples, head.unlike, head.conformal, head.evidence) == (None, None, None, {})


def test_everything_comes_back_as_it_was(head, changed):
    found = read_head(changed())
    for name in ("samples", "unlike"):
        ours, theirs = getattr(found, name).tensors(), getattr(head, name).tensors()
        assert {n: (a.dtype, a.tobytes()) for n, a in ours.items()} == {
            n: (a.dtype, a.tobytes()) for n, a in theirs.items()
        }
    assert found.unlike.held_out_percent == 4.5
    assert (found.conformal, found.evidence) == (head.conformal, head.evidence)
    assert head_to_bytes(found) == head_to_bytes(head)


BAD_TENSORS = {
    "features not finite": {"samples.features": np.full((3, 2), np.inf, np.float16)},
    "features of another width": {"samples.features": np.ones((3, 3), np.float16)},
    "features of another type": {"samples.features": np.ones((3, 2), f32)},
    "features without a shape": {"samples.features": np.array(1, np.float16)},
    "a class that does not exist": {"samples.classes": np.array([0, 1, 2], np.int32)},
    "a negative class": {"samples.classes": np.array([0, 1, -1], np.int32)},
    "a negative block": {"samples.blocks": np.array([0, 1, -1], np.int32)},
    "fewer blocks": {"samples.blocks": np.array([0, 1], np.int32)},
    "no blocks": {"samples.blocks": None},
    "something else": {"samples.more": np.ones(1, f32)},
    "no samples": {
        "samples.features": np.ones((0, 2), np.float16),
        "samples.classes": np.ones(0, np.int32),
        "samples.blocks": np.ones(0, np.int32),
    },
    "too many of a class": {
        "samples.features": np.ones((MOST_PER_CLASS + 1, 2), np.float16),
        "samples.classes": np.zeros(MOST_PER_CLASS + 1, np.int32),
        "samples.blocks": np.zeros(MOST_PER_CLASS + 1, np.int32),
    },
    "a projection not finite": {"unlike.projection": np.full((2, 2), np.nan, f32)},
    "a projection of another width": {"unlike.projection": np.ones((2, 3), f32)},
    "a projection in double": {"unlike.projection": np.eye(2)},
    "no landmarks": {"unlike.landmarks": None},
    "fewer scales": {"unlike.scales": np.ones(2, f32)},
    "a scale of 0": {"unlike.scales": np.zeros(3, f32)},
    "a second offset": {"unlike.offset2": np.zeros(2, f32)},
    "too many landmarks": {
        "unlike.landmarks": np.ones((5000, 2), f32),
        "unlike.scales": np.ones(5000, f32),
    },
    "too many dimensions": {
        "unlike.projection": np.ones((65, 2), f32),
        "unlike.offset": np.ones(65, f32),
        "unlike.landmarks": np.ones((3, 65), f32),
    },
}


@pytest.mark.parametrize("tensors", BAD_TENSORS.values(), ids=BAD_TENSORS)
def test_tensors_that_do_not_fit_are_corrupt(changed, tensors):
    with pytest.raises(ModelCorrupt):
        read_head(changed(tensors))


@pytest.mark.parametrize(
    "meta",
    [
        {"unlike": None},
        {"unlike": {}},
        {"unlike": {"held_out_percent": 101}},
        {"unlike": {"held_out_percent": float("nan")}},
        {"conformal": {"error_rates": [0.1]}},
        {"conformal": {"error_rates": [0.1], "thresholds": [float("nan")]}},
        {"conformal": {"error_rates": [0.1] * 10**5, "thresholds": [0.1] * 10**5}},
        {"conformal": 5},
        {"evidence": 5},
        {"evidence": {"curve": "text"}},
        {"evidence": {"curve": [float("inf")]}},
        {"evidence": {"reliability": [10**30]}},
        {"evidence": {"shape": [0, 5]}},
        {"evidence": {"shape": [5]}},
        {"evidence": {"shape": [5.5, 5]}},
        {"evidence": {"places": PLACES}},
        {"evidence": {"places": {**PLACES, "rows": [0, 10]}, "shape": [10, 20]}},
        {"evidence": {"places": {**PLACES, "cols": [-1, 0]}, "shape": [10, 20]}},
        {"evidence": {"places": {**PLACES, "rows": [0]}, "shape": [10, 20]}},
        {"evidence": {"places": {**PLACES, "class": ["0", "1"]}, "shape": [10, 20]}},
        {"evidence": {"places": {n: [0] * 5001 for n in PLACES}, "shape": [10, 20]}},
        {"evidence": {"places": [], "shape": [10, 20]}},
        {"metrics": {"overall_accuracy": float("inf")}},
        {"classes": [{"value": n, "name": "a", "color": "red"} for n in (1, 2)]},
    ],
)
def test_numbers_that_make_no_sense_are_corrupt(changed, meta):
    read_head(changed())
    with pytest.raises(ModelCorrupt):
        read_head(changed(**meta))


def test_a_header_that_would_fill_the_memory_is_not_parsed(tmp_path):
    path = tmp_path / "h.hsfm"
    text = json.dumps({"__metadata__": {"hsfm": "[" + "[]," * (MAX_HEADER_BYTES // 3) + "[]]"}})
    path.write_bytes(struct.pack("<Q", len(text)) + text.encode())
    with pytest.raises(ModelCorrupt) as caught:
        read_head(path)
    assert "a header of" in caught.value.detail


def test_samples_are_spread_over_the_pixels_of_each_class():
    count = 4 * MOST_PER_CLASS
    features = np.arange(count, dtype=f32)[:, None] / count
    classes = np.repeat([0, 1], [count - 10, 10])
    made = kept_samples(features, classes, np.arange(count))
    assert np.bincount(made.classes).tolist() == [MOST_PER_CLASS, 10]
    gaps = np.diff(made.blocks[:MOST_PER_CLASS])
    assert (gaps.min(), gaps.max()) == (3, 4)
    np.testing.assert_allclose(made.features[:, 0], made.blocks / count, rtol=1e-3)


def test_features_that_half_precision_cannot_hold_become_the_largest():
    made = kept_samples(np.array([[1e6], [-1e6]], f32), np.array([0, 1]), np.array([0, 1]))
    assert made.features.ravel().tolist() == [65504.0, -65504.0]
