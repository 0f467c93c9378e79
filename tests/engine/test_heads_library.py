"""The library of heads: names, and what becomes of their files."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import pytest

from engine.bands.plan import BandRequest
from engine.console.printing import describe_result
from engine.context import Context
from engine.errors import BadParameter, InputNotFound, ModelCorrupt
from engine.heads.head_file import Head, head_to_bytes
from engine.heads.linear import LinearHead
from engine.models.registry import backbone
from engine.tasks.head_library import head_path
from engine.tasks.mappers import open_mapper
from engine.tasks.registry import run_task


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    place = tmp_path / "library"
    monkeypatch.setenv("HSFM_HEADS", str(place))
    return place


@pytest.fixture
def head(tmp_path) -> Path:
    """A head of the user's, outside the library."""
    classes = tuple({"value": n, "name": f"class {n}", "color": "#000000"} for n in (1, 2))
    made = Head(
        LinearHead(np.ones((2, 3), np.float32), np.zeros(2, np.float32)),
        classes,
        "spectra",
        backbone("spectra").hash,
        BandRequest((450.0, 550.0, 650.0), None, None, (1, 2, 3), 3),
        "L2A",
        {"scene": "ENMAP01"},
        {"balanced_accuracy": {"mean": 0.81, "std": 0.1}},
    )
    path = tmp_path / "mine.hsfm"
    path.write_bytes(head_to_bytes(made))
    return path


def _run(task, **values):
    return run_task(task, values, Context())


def _names():
    return [row["name"] for row in _run("heads_list").metrics["heads"]]


def test_a_library_that_was_never_used_is_empty(folder):
    found = _run("heads_list").to_json()
    assert found["metrics"] == {"folder": str(folder), "heads": []}
    assert "No classifier is saved." in describe_result("heads_list", found)
    assert not folder.exists()


def test_a_saved_head_is_listed_with_what_it_is(folder, head):
    result = _run("heads_save", head=head, name="Grünland 2024")
    path = folder / "Grünland 2024.hsfm"
    assert (result.outputs[0].path, result.metrics) == (path, {"name": "Grünland 2024"})
    assert path.read_bytes() == head.read_bytes()
    found = _run("heads_list").to_json()
    assert found["metrics"]["heads"] == [
        {
            "name": "Grünland 2024",
            "path": str(path),
            "classes": ["class 1", "class 2"],
            "backbone": "spectra",
            "balanced_accuracy": 0.81,
            "trained_on": "ENMAP01",
            "bytes": len(head.read_bytes()),
            "fault": "",
        }
    ]
    told = describe_result("heads_list", found)
    assert "81.0 %" in told and "Grünland 2024: class 1, class 2" in told


def test_the_list_is_in_alphabetical_order_whatever_the_letters(folder, head):
    for name in ("b", "A", "ä", "C"):
        _run("heads_save", head=head, name=name)
    assert _names() == ["A", "b", "C", "ä"]


@pytest.mark.parametrize(
    "name",
    [
        "../out",
        "a/b",
        "a\\b",
        "/tmp/x",
        "C:x",
        "..",
        ".hidden",
        "end.",
        "",
        "   ",
        "a\nb",
        "a\x00b",
        "\u202egnp",
        "nul",
        "COM1",
        "aux.old",
        "x" * 81,
        'say "x"',
        ".hsfm",
    ],
)
def test_names_that_are_no_file_names_everywhere_are_refused(folder, head, name):
    with pytest.raises(BadParameter) as caught:
        _run("heads_save", head=head, name=name)
    assert caught.value.hint
    assert not folder.exists() or not list(folder.iterdir())


@pytest.mark.parametrize("taken", ["Wald", "wald", " Wald ", "Wald.hsfm"])
def test_a_name_that_is_taken_is_refused_and_the_file_stays(folder, head, taken):
    _run("heads_save", head=head, name="Wald")
    before = (folder / "Wald.hsfm").stat().st_mtime_ns
    with pytest.raises(BadParameter, match="already"):
        _run("heads_save", head=head, name=taken)
    assert (folder / "Wald.hsfm").stat().st_mtime_ns == before
    assert [path.name for path in folder.iterdir()] == ["Wald.hsfm"]


def test_the_same_letters_written_in_two_ways_are_one_name(folder, head):
    _run("heads_save", head=head, name=unicodedata.normalize("NFD", "Grün"))
    with pytest.raises(BadParameter, match="already"):
        _run("heads_save", head=head, name=unicodedata.normalize("NFC", "Grün"))
    assert head_path(unicodedata.normalize("NFD", "Grün")).is_file()


def test_a_damaged_file_is_not_saved(folder, head):
    head.write_bytes(head.read_bytes()[:-5])
    with pytest.raises(ModelCorrupt):
        _run("heads_save", head=head, name="x")
    assert not folder.exists() or not list(folder.iterdir())


def test_a_damaged_file_is_listed_with_the_reason_beside_the_others(folder, head):
    _run("heads_save", head=head, name="good")
    (folder / "bad.hsfm").write_bytes(b"hello world, this is no head")
    (folder / "notes.txt").write_text("not listed")
    (folder / "folder.hsfm").mkdir()
    found = _run("heads_list").to_json()
    bad, good = found["metrics"]["heads"]
    assert (bad["name"], bad["classes"], good["fault"]) == ("bad", [], "")
    assert "bad.hsfm" in bad["fault"]
    assert "bad cannot be used" in describe_result("heads_list", found)


def test_a_head_gets_another_name(folder, head):
    _run("heads_save", head=head, name="old")
    result = _run("heads_rename", head="old", name="new")
    assert result.metrics == {"name": "new", "was": "old"}
    assert _names() == ["new"]
    _run("heads_rename", head=result.outputs[0].path, name="New")  # as the panel asks, by its path
    assert _names() == ["New"]


def test_renaming_replaces_no_other_head(folder, head):
    for name in ("one", "two"):
        _run("heads_save", head=head, name=name)
    with pytest.raises(BadParameter, match="already"):
        _run("heads_rename", head="one", name="two")
    assert _names() == ["one", "two"]


def test_a_removed_head_is_gone(folder, head):
    _run("heads_save", head=head, name="one")
    assert _run("heads_remove", head="one").metrics == {"removed": "one"}
    assert _names() == []


@pytest.mark.parametrize("task", ["heads_remove", "heads_rename"])
def test_files_outside_the_library_are_never_touched(folder, head, task):
    values = {"name": "x"} if task == "heads_rename" else {}
    _run("heads_save", head=head, name="kept")
    with pytest.raises(InputNotFound) as caught:
        _run(task, head=head, **values)
    assert "kept" in caught.value.hint
    assert head.is_file()


def test_a_saved_name_serves_as_a_path(folder, head, monkeypatch, tmp_path):
    _run("heads_save", head=head, name="Mein Wald")
    assert open_mapper("Mein Wald").path == folder / "Mein Wald.hsfm"
    monkeypatch.chdir(tmp_path)
    assert head_path("mine.hsfm") == head


def test_a_name_that_is_not_saved_is_answered_with_those_that_are(folder, head):
    _run("heads_save", head=head, name="Wald")
    for task, values in (
        ("classify", {"scene": "x", "out": head.with_name("m.tif")}),
        ("export", {"out": head.with_name("m.onnx")}),
    ):
        with pytest.raises(InputNotFound, match="'Feld'") as caught:
            _run(task, head="Feld", **values)
        assert "Wald" in caught.value.hint


def test_a_result_in_the_place_of_a_saved_head_is_refused(folder, head):
    _run("heads_save", head=head, name="Wald")
    with pytest.raises(BadParameter, match="given as"):
        _run("train", scene="x", labels="y", init="Wald", out=folder / "Wald.hsfm")


def test_a_file_in_the_place_of_the_library_is_told(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("HSFM_HEADS", str(tmp_path / "file"))
    with pytest.raises(BadParameter, match="Heads cannot be kept") as caught:
        _run("heads_list")
    assert "HSFM_HEADS" in caught.value.hint


def test_listing_reads_no_weights(folder, head, monkeypatch):
    _run("heads_save", head=head, name="one")

    def load(data):
        raise AssertionError("the weights were read")

    monkeypatch.setattr("safetensors.numpy.load", load)
    (row,) = _run("heads_list").metrics["heads"]
    assert (row["fault"], row["backbone"]) == ("", "spectra")


def test_a_file_that_was_cut_is_listed_with_the_reason(folder, head):
    _run("heads_save", head=head, name="cut")
    path = folder / "cut.hsfm"
    path.write_bytes(path.read_bytes()[:-4])
    (row,) = _run("heads_list").metrics["heads"]
    assert "damaged" in row["fault"] and row["classes"] == []
