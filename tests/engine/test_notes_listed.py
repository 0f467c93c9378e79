"""What the engine puts together as a note can be told again in the user's language, all of it.

``tests/release/test_strings.py`` finds the literals that are given to ``warn``; here are the makers
of notes that compose them, called for what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import shapely
import torch
from hsfm.hsfm_plugin.engine_words import engine_words

from engine.libraries.checking import _unit
from engine.scene import Grid
from engine.store import checkpoint
from engine.store.install import _notes
from engine.tasks import onnx_mapper
from engine.tasks.head_library import LONGEST, _checked
from engine.tasks.mapper import AUTO
from engine.tasks.train_deep import _stopped_note
from engine.training.baseline import Shared
from engine.training.split import ALWAYS_TRAINED, Split, near_note, repeated_splits
from engine.vectors import VectorLayer, to_grid
from tests.engine.made_labels import squares

WORDS = 2
"""Of a name or a number that is filled in; more of them are a sentence that was swallowed."""
GRID = Grid(10, 10, (30.0, 0.0, 0.0, 0.0, -30.0, 300.0), None)


def unlisted(text: str) -> list[str]:
    """The parts of a text that nobody has listed and that are more than names."""
    for english in engine_words(lambda said: said):
        pattern = "(.+?)".join(re.escape(part) for part in english.split("{}"))
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found is not None:
            return [part for filled in found.groups() for part in unlisted(filled)]
    return [part for part in text.split(", ") if len(part.split()) > WORDS]


def of_baselines() -> Iterator[str]:
    for trained in (ALWAYS_TRAINED, 0):
        split = Split(np.array([0, 0, 1, trained, 1]), np.zeros(5, int), 2)
        for valid in ([True, True, True, True, False], [True, False, False, False, False]):
            classes = np.array([0, 1, 0, 1, 1])
            yield Shared.of(np.zeros((5, 3), np.float32), np.array(valid), classes, split).note


def of_layers() -> Iterator[str]:
    shapes = np.array([shapely.box(0, 0, 90, 90)], object)
    for wkt, grid_wkt in ((None, "A"), ("A", None), (None, "A")):
        layer = VectorLayer(Path("fields.gpkg"), "fields", shapes, {}, wkt)
        grid = Grid(GRID.height, GRID.width, GRID.transform, grid_wkt)
        yield from to_grid(layer, grid).notes


def of_splits() -> Iterator[str]:
    places = (
        [(0, 0, 0)],
        [(0, 0, 0), (90, 90, 1)],
        [(0, 0, 0), (90, 90, 0), (0, 3, 1), (90, 93, 1)],
        [(0, 0, 0), (90, 90, 0), (0, 3, 1), (90, 93, 1), (40, 40, 2), (40, 44, 2)],
        [(10 * n, 10 * n, 0) for n in range(6)] + [(10 * n, 50, 1) for n in range(5)],
    )
    for units in places:
        for side in (1, 3):
            for split in repeated_splits(squares(units, side), 5, 2, 0):
                yield from split.notes
    yield near_note((1.0, 1.0))


def of_stopped_trainings() -> Iterator[str]:
    stopped: Any = SimpleNamespace(cancelled=True, epochs=3, best_epoch=2)
    course: Any = SimpleNamespace(epochs=40)
    known, unknown = np.ones((2, 2), np.float32), np.full((2, 2), np.nan, np.float32)
    yield _stopped_note(stopped, course, known, known)
    yield _stopped_note(stopped, course, known, None)
    yield _stopped_note(stopped, course, unknown, None)


def of_libraries() -> Iterator[str]:
    for bright in (1.5, 60.0, 6000.0):
        yield from _unit(Path("minerals.csv"), [np.full(9, bright)], None)[1]


def of_models() -> Iterator[str]:
    half = {"a": torch.zeros(1, dtype=torch.float16), "b.num_batches_tracked": torch.zeros(1)}
    yield from _notes(half, "spectralearth-vit-s")


def of_names() -> Iterator[str]:
    for name in ("", "a" * (LONGEST + 1), "a/b", ".a", "nul"):
        with pytest.raises(onnx_mapper.BadParameter) as caught:
            _checked(name)
        yield caught.value.message
        yield caught.value.hint


MAKERS = {
    "baselines": (of_baselines, 2),
    "layers": (of_layers, 2),
    "splits": (of_splits, 6),
    "stopped trainings": (of_stopped_trainings, 3),
    "libraries": (of_libraries, 3),
    "models": (of_models, 2),
    "names of heads": (of_names, 6),
}
"""Each with the least number of different notes that it must have made to count."""


@pytest.mark.parametrize("name", MAKERS)
def test_a_composed_note_is_listed_for_translation(name: str) -> None:
    maker, least = MAKERS[name]
    said = {note for note in maker() if note}
    assert len(said) >= least
    assert [part for note in sorted(said) for part in unlisted(note)] == []


def test_the_notes_of_a_checkpoint_are_listed_for_translation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch.save({"model": {"head.weight": torch.zeros(2)}}, tmp_path / "model.pth")
    monkeypatch.setattr(checkpoint, "_is_whole", lambda path: False)
    notes = checkpoint.read_tensors(tmp_path / "model.pth").notes
    assert len(notes) == 2
    assert [part for note in notes for part in unlisted(note)] == []


def test_the_note_on_a_network_that_the_gpu_cannot_compute_is_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    fake: Any = SimpleNamespace(providers=[onnx_mapper.CPU])
    monkeypatch.setattr(onnx_mapper, "OnnxBackend", lambda *_: fake)
    run: Any = SimpleNamespace(
        backend=AUTO, device=torch.device("cuda:0"), context=SimpleNamespace(warn=said.append)
    )
    mapper: Any = SimpleNamespace(path=Path("model.onnx"), model=None)
    onnx_mapper.OnnxMapper._backend(mapper, run)
    assert len(said) == 1
    assert unlisted(said[0]) == []


def test_a_sentence_that_is_filled_in_is_found() -> None:
    stopped = "Training was stopped after 3 of 40 epochs; the head is the best so far, that of "
    again = "The same training, started again, goes on from there."
    assert unlisted(f"{stopped}epoch 2. {again}") == []
    assert unlisted(f"{stopped}epoch 2. It rained all day. {again}")
