"""Training that goes on from an earlier head: classes, samples and what does not fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyogrio
import pytest

from engine.bands.plan import BandRequest
from engine.context import Context
from engine.errors import BadParameter, InputNotFound, WrongLevel
from engine.heads.head_file import Head, head_to_bytes, read_head
from engine.heads.linear import LinearHead
from engine.heads.samples import Samples
from engine.tasks.registry import run_task
from engine.training.class_fields import ClassName
from engine.training.continuing import continued
from engine.training.labels import Labels

from ..data.make_products import as_level, mini_product

QUICK = {
    "backbone": "spectra",
    "classifier": "linear",
    "folds": 2,
    "repeats": 1,
    "baseline": False,
}
UPPER, LOWER = "0,0,64,160", "64,0,64,160"


def _head(*classes, of=None):
    """A head with two samples of each class, or of each class in ``of``."""
    index = np.repeat(range(len(classes)) if of is None else of, 2).astype(np.int32)
    features = (index[:, None] + np.array([[0.25, 0.5]])).astype(np.float16)
    return Head(
        LinearHead(np.ones((len(classes), 2), np.float32), np.zeros(len(classes), np.float32)),
        tuple({"value": v, "name": n, "color": c} for v, n, c in classes),
        "spectra",
        "abc",
        BandRequest(None, None, None, (1, 2), 2),
        samples=Samples(features, index, np.arange(len(index), dtype=np.int32) // 3 * 7),
    )


def _labels(*classes, of=None):
    """Two pixels of each class, or of each class in ``of``."""
    index = np.repeat(range(len(classes)) if of is None else of, 2).astype(np.int64)
    places = np.arange(len(index))
    return Labels(tuple(ClassName(*each) for each in classes), places, places, index, places)


def _names(labels):
    return [(entry.value, entry.name, entry.color) for entry in labels.classes]


SOIL, WATER = (1, "soil", "#aa0000"), (4, "water", "#0000aa")


def test_classes_are_matched_by_name_and_keep_the_heads_value_and_colour():
    labels, carried = continued(
        _head(SOIL, WATER), _labels((1, "Water ", "#123456"), (2, "soil", "#654321"))
    )
    assert _names(labels) == [SOIL, WATER]
    assert labels.index.tolist() == [1, 1, 0, 0]
    assert carried.index.tolist() == [0, 0, 1, 1]


def test_a_class_that_is_only_a_number_is_matched_by_its_value():
    labels, _ = continued(_head(SOIL, WATER), _labels((4, "4", "#123456"), (1, "1", "#654321")))
    assert _names(labels) == [SOIL, WATER]
    assert labels.index.tolist() == [1, 1, 0, 0]
    labels, _ = continued(_head((4, "4", "#000000"), SOIL), _labels((4, "lake", "#123456")))
    assert (4, "4", "#000000") in _names(labels)


def test_a_number_matches_no_class_that_another_one_has_by_name():
    labels, _ = continued(
        _head((1, "water", "#0000aa"), (4, "soil", "#aa0000")),
        _labels((2, "Water", "#123456"), (1, "1", "#654321")),
    )
    assert [name for _, name, _ in _names(labels)] == ["water", "1", "soil"]
    assert labels.index.tolist() == [0, 0, 1, 1]
    assert not labels.notes


def test_what_was_joined_by_its_number_is_told():
    labels, _ = continued(_head(SOIL, WATER), _labels((4, "4", "#123456"), (1, "soil", "#654321")))
    (note,) = labels.notes
    assert "class 4 of the labels joins water" in note


def test_another_name_is_another_class_though_the_number_is_the_same():
    labels, carried = continued(_head(SOIL, WATER), _labels((1, "forest", "#aa0000")))
    assert [(value, name) for value, name, _ in _names(labels)] == [
        (1, "soil"),
        (2, "forest"),
        (4, "water"),
    ]
    assert len({color for _, _, color in _names(labels)}) == 3
    assert labels.index.tolist() == [1, 1]
    assert carried.index.tolist() == [0, 0, 2, 2]


def test_a_new_class_keeps_its_own_value_and_colour_where_they_are_free():
    labels, _ = continued(_head(SOIL, WATER), _labels((3, "forest", "#00aa00")))
    assert _names(labels) == [SOIL, (3, "forest", "#00aa00"), WATER]


def test_classes_without_pixels_are_left_out():
    head = _head(SOIL, WATER, (7, "rock", "#777777"), of=(0, 1))
    labels, carried = continued(head, _labels((2, "forest", "#00aa00"), (5, "x", "#0"), of=(0,)))
    assert [name for _, name, _ in _names(labels)] == ["soil", "forest", "water"]
    assert set(carried.index) == {0, 2}


def test_more_classes_than_a_map_can_hold_are_refused():
    head = _head(*((n, f"c{n}", "#000000") for n in range(1, 256)))
    with pytest.raises(BadParameter, match="255"):
        continued(head, _labels((1, "forest", "#00aa00")))


def test_a_head_without_samples_cannot_be_continued():
    with pytest.raises(BadParameter, match="no labelled pixels") as caught:
        continued(replace(_head(SOIL, WATER), samples=None), _labels(SOIL))
    assert caught.value.hint


def test_samples_join_in_blocks_of_their_own():
    _, carried = continued(_head(SOIL, WATER), _labels(SOIL, WATER))
    assert carried.block.tolist() == [0, 0, 0, 1]
    features, index, block = carried.joined(
        np.zeros((2, 2), np.float32), np.array([0, 1]), np.array([3, 0])
    )
    assert features.shape == (6, 2)
    assert features[2:, 0].tolist() == [0.25, 0.25, 1.25, 1.25]
    assert index.tolist() == [0, 1, 0, 0, 1, 1]
    assert block.tolist() == [3, 0, 4, 4, 4, 5]


def _train(scene, labels, out, **options):
    context = Context()
    values = {"scene": scene, "labels": labels, "out": out, **QUICK, **options}
    return run_task("train", values, context), context


@pytest.fixture(scope="module")
def without_water(potsdam_labels, tmp_path_factory) -> Path:
    """The labels of Potsdam except water."""
    meta, _, wkb, data = pyogrio.raw.read(potsdam_labels)
    names = data[list(meta["fields"]).index("class")]
    path = tmp_path_factory.mktemp("labels") / "dry.gpkg"
    pyogrio.raw.write(
        path,
        wkb[names != "water"],
        [part[names != "water"] for part in data],
        list(meta["fields"]),
        geometry_type="Polygon",
        crs=meta["crs"],
    )
    return path


@pytest.fixture(scope="module")
def first(potsdam, without_water, tmp_path_factory) -> Path:
    """A head of the upper half, without water."""
    out = tmp_path_factory.mktemp("head") / "first.hsfm"
    _train(potsdam, without_water, out, window=UPPER)
    return out


def test_new_labels_and_a_new_class_join_those_of_the_head(
    potsdam, potsdam_labels, first, tmp_path
):
    _train(potsdam, potsdam_labels, tmp_path / "h.hsfm", window=LOWER, init=first)
    before, after = read_head(first), read_head(tmp_path / "h.hsfm")
    assert "water" not in [entry["name"] for entry in before.classes]
    assert "water" in [entry["name"] for entry in after.classes]
    assert after.request == before.request
    kept = {each.tobytes() for each in after.samples.features}
    assert any(each.tobytes() in kept for each in before.samples.features)
    assert len(after.samples) > len(before.samples)


def test_a_single_new_class_is_enough(potsdam, potsdam_labels, first, tmp_path):
    meta, _, wkb, data = pyogrio.raw.read(potsdam_labels)
    names = data[list(meta["fields"]).index("class")]
    path = tmp_path / "water.gpkg"
    pyogrio.raw.write(
        path,
        wkb[names == "water"],
        [part[names == "water"] for part in data],
        list(meta["fields"]),
        geometry_type="Polygon",
        crs=meta["crs"],
    )
    _train(potsdam, path, tmp_path / "h.hsfm", init=first)
    after = read_head(tmp_path / "h.hsfm")
    assert len(after.classes) == len(read_head(first).classes) + 1


@pytest.mark.parametrize(
    ("options", "words", "hint"),
    [
        ({"backbone": "hsfm-spectral"}, "backbone spectra", "Choose the backbone spectra"),
        ({"bands": "1-50"}, "1-50", "Leave the bands empty"),
        ({"depth": "conv"}, "conv", "fine-tuning head"),
    ],
)
def test_other_features_than_those_of_the_head_are_refused(
    potsdam, potsdam_labels, first, tmp_path, options, words, hint
):
    with pytest.raises(BadParameter, match=words) as caught:
        _train(potsdam, potsdam_labels, tmp_path / "h.hsfm", init=first, **options)
    assert hint in caught.value.hint
    assert not list(tmp_path.iterdir())


def test_an_older_head_cannot_be_continued(potsdam, potsdam_labels, first, tmp_path):
    old = tmp_path / "old.hsfm"
    old.write_bytes(head_to_bytes(replace(read_head(first), samples=None, unlike=None)))
    with pytest.raises(BadParameter, match="older HSFM"):
        _train(potsdam, potsdam_labels, tmp_path / "h.hsfm", init=old)


def test_a_head_of_reflectance_is_not_continued_on_radiance(
    potsdam, potsdam_labels, first, tmp_path
):
    scene = mini_product(potsdam, tmp_path, edit_xml=lambda text: as_level(text, "L1C"))
    with pytest.raises(WrongLevel):
        _train(scene, potsdam_labels, tmp_path / "h.hsfm", init=first)


def test_a_head_that_does_not_exist_is_refused(potsdam, potsdam_labels, tmp_path):
    with pytest.raises(InputNotFound, match="nowhere"):
        _train(potsdam, potsdam_labels, tmp_path / "h.hsfm", init="nowhere")
