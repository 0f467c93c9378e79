"""Which backend computes a map: the fastest whose labels stay the same, measured once."""

from __future__ import annotations

import json

import pytest
import torch

from engine.backends import choice, timing
from engine.backends.choice import chosen, fastest
from engine.backends.memory import Memory
from engine.backends.offered import Candidate
from engine.backends.recalled import compared
from engine.context import CallbackContext, Context
from engine.errors import Cancelled, ModelUnsupportedLayout
from engine.scene import Window
from engine.stream.operator import Batch

CPU = torch.device("cpu")
SIDE = 40
MANY = 100_000
"""Windows of a map that is worth every comparison."""


@pytest.fixture
def batch():
    values = torch.rand(3, 2, SIDE, SIDE, generator=torch.Generator().manual_seed(0))
    valid = torch.ones(3, SIDE, SIDE, dtype=torch.bool)
    valid[:, :3] = False
    windows = tuple(Window(0, SIDE * n, SIDE, SIDE) for n in range(3))
    return Batch(values, valid, windows, valid)


class Clock:
    """Stands for the module ``time``: only waiting takes time."""

    now = 0.0

    def perf_counter(self):
        return self.now


CLOCK = Clock()


@pytest.fixture(autouse=True)
def _own_clock(monkeypatch):
    monkeypatch.setattr(choice, "time", CLOCK)
    monkeypatch.setattr(timing, "time", CLOCK)


class Fake:
    """Takes the larger band for the class; may wait, and flip a share of the labels."""

    def __init__(self, wait_s=0.0, flipped=0.0, shift=0.0):
        self.calls, self._wait_s, self._flipped, self._shift = 0, wait_s, flipped, shift

    def __call__(self, values, valid):
        self.calls += 1
        CLOCK.now += 1e-4 + self._wait_s
        made = (10 * values).softmax(dim=1) + self._shift
        flat = made.flatten(2)
        count = round(self._flipped * valid.flatten(1)[0].sum().item())
        places = valid.flatten(1)[0].nonzero()[:count, 0]
        flat[:, :, places] = flat[:, :, places].flip(1)
        return flat.reshape(made.shape)


def _candidate(name, backend, wait_s=0.0):
    return Candidate(name, lambda: backend, exact=name in ("torch", "onnx"), wait_s=wait_s)


def _never():
    raise AssertionError("the scene is read again")


@pytest.fixture
def told():
    """A context and the texts of its log."""
    texts = []
    context = CallbackContext(lambda kind, f: texts.append(f["text"]) if kind == "log" else None)
    return context, texts


def test_the_fastest_backend_with_the_same_labels_is_taken(batch, told):
    candidates = [
        _candidate("torch", Fake(0.03)),
        _candidate("onnx", Fake(0.015)),
        _candidate("onnx-int8", Fake(0.001)),
    ]
    found = fastest(candidates, batch, MANY, told[0])
    assert found.name == "onnx-int8"
    assert found.facts["equal_labels"] == 1.0
    assert set(found.facts["tried"]) == {"torch", "onnx", "onnx-int8"}
    assert sum("windows/s" in text for text in told[1]) == 3


def test_a_faster_backend_that_changes_the_map_is_left_out(batch, told):
    candidates = [_candidate("torch", Fake(0.02)), _candidate("onnx", Fake(0.0, flipped=0.002))]
    found = fastest(candidates, batch, MANY, told[0])
    assert found.name == "torch"
    assert found.facts["tried"]["onnx"]["equal_labels"] == pytest.approx(0.998, abs=2e-4)
    assert any("its map would differ" in text for text in told[1])


def test_a_share_of_one_in_a_thousand_may_differ(batch):
    candidates = [_candidate("torch", Fake(0.02)), _candidate("onnx", Fake(0.0, flipped=0.0007))]
    assert fastest(candidates, batch, MANY, Context()).name == "onnx"


def test_a_backend_that_gives_no_numbers_is_left_out(batch):
    broken = Fake(0.0, shift=float("nan"))
    candidates = [_candidate("torch", Fake(0.02)), _candidate("torch-fp16", broken)]
    assert fastest(candidates, batch, MANY, Context()).name == "torch"


def test_a_backend_that_fails_is_left_out_with_a_line(batch, told):
    def fail():
        raise ModelUnsupportedLayout("This network cannot be written as ONNX.")

    found = fastest([_candidate("torch", Fake()), Candidate("onnx", fail)], batch, MANY, told[0])
    assert found.name == "torch"
    assert any("onnx cannot be used here: This network cannot" in text for text in told[1])


def test_a_cancelled_comparison_stops_between_candidates(batch):
    second = Fake()
    context = Context()

    def cancelling():
        context.cancel()
        return Fake()

    with pytest.raises(Cancelled):
        fastest([Candidate("torch", cancelling), _candidate("onnx", second)], batch, MANY, context)
    assert second.calls == 0


@pytest.fixture
def memory(tmp_path):
    return Memory(tmp_path / "deep" / "backends.json")


def test_a_remembered_choice_of_full_precision_is_taken_without_any_check(batch, memory, told):
    candidates = [_candidate("torch", Fake(0.02)), _candidate("onnx", Fake())]
    assert chosen(candidates, lambda: batch, MANY, memory, "key", told[0]).name == "onnx"
    fresh = [_candidate("torch", Fake()), _candidate("onnx", Fake())]
    again = chosen(fresh, _never, 40, memory, "key", told[0])
    assert (again.name, again.facts["remembered"]) == ("onnx", True)
    assert again.facts["tried"]["onnx"]["equal_labels"] == 1.0
    assert "equal_labels" not in again.facts
    assert any("measured here before" in text for text in told[1])
    assert again.probabilities.calls == 0
    with pytest.raises(AssertionError):
        chosen(fresh, _never, MANY, memory, "another backbone", told[0])


@pytest.fixture
def knows_int8(batch, memory):
    """A memory in which int8 is the fastest, then ONNX."""
    candidates = [
        _candidate("torch", Fake(0.03)),
        _candidate("torch-bf16", Fake(0.01)),
        _candidate("onnx", Fake(0.02)),
        _candidate("onnx-int8", Fake()),
    ]
    assert chosen(candidates, lambda: batch, MANY, memory, "key", Context()).name == "onnx-int8"
    return memory


def _with_another_head(int8, onnx=None):
    backends = {"torch": Fake(), "torch-bf16": Fake(), "onnx": onnx or Fake(), "onnx-int8": int8}
    return backends, [_candidate(name, backend) for name, backend in backends.items()]


def test_a_remembered_choice_of_lower_precision_is_checked_with_the_head(batch, knows_int8, told):
    backends, candidates = _with_another_head(Fake(flipped=0.0007))
    found = chosen(candidates, lambda: batch, 40, knows_int8, "key", told[0])
    assert (found.name, found.facts["remembered"]) == ("onnx-int8", True)
    assert 0.999 < found.facts["equal_labels"] < 1
    assert [backend.calls for backend in backends.values()] == [1, 0, 0, 1]
    assert any("as was measured here before: 99.9" in text for text in told[1])


def test_one_that_changes_the_map_of_the_head_gives_way_to_full_precision(batch, knows_int8, told):
    backends, candidates = _with_another_head(Fake(flipped=0.002))
    found = chosen(candidates, lambda: batch, 40, knows_int8, "key", told[0])
    assert found.name == "onnx"
    assert [backend.calls for backend in backends.values()] == [1, 0, 0, 1]
    assert any("onnx-int8 is left out, with this head" in text for text in told[1])
    _, fits = _with_another_head(Fake())
    assert chosen(fits, lambda: batch, 40, knows_int8, "key", Context()).name == "onnx-int8"


def test_one_that_cannot_be_checked_gives_way_to_full_precision(knows_int8):
    _, candidates = _with_another_head(Fake())
    assert chosen(candidates, lambda: None, 40, knows_int8, "key", Context()).name == "onnx"


def test_a_remembered_backend_that_fails_now_is_replaced(batch, knows_int8, told):
    def fail():
        raise OSError("no room")

    candidates = [_candidate("torch", Fake())]
    candidates += [Candidate("onnx", fail), Candidate("onnx-int8", fail, exact=False)]
    assert chosen(candidates, lambda: batch, 40, knows_int8, "key", told[0]).name == "torch"
    assert any("onnx-int8, which was fastest here before, fails: no room" in t for t in told[1])
    assert any("onnx, which was fast here before, fails: no room" in t for t in told[1])


def test_a_remembered_one_in_float32_that_changed_the_map_is_not_taken(batch, memory):
    candidates = [
        _candidate("torch", Fake(0.03)),
        _candidate("onnx", Fake(0.01, flipped=0.01)),
        _candidate("onnx-int8", Fake()),
    ]
    assert chosen(candidates, lambda: batch, MANY, memory, "key", Context()).name == "onnx-int8"
    candidates[2] = _candidate("onnx-int8", Fake(flipped=0.01))
    assert chosen(candidates, lambda: batch, 40, memory, "key", Context()).name == "torch"


def test_a_map_that_takes_less_than_a_comparison_is_not_worth_one(batch, memory, told):
    """Torch takes 0.01 s a window; a comparison 20 s of writing and 0.12 s of runs."""

    def candidates():
        return [_candidate("torch", Fake(0.0299)), _candidate("onnx", Fake(), wait_s=20.0)]

    found = chosen(candidates(), lambda: batch, 2000, memory, "key", told[0])
    assert found.name == "torch"
    assert set(found.facts["tried"]) == {"torch"}
    assert chosen(candidates(), _never, 2000, memory, "key", told[0]).name == "torch"
    assert chosen(candidates(), lambda: batch, 2100, memory, "key", told[0]).name == "onnx"
    assert chosen(candidates(), _never, 40, memory, "key", told[0]).name == "onnx"


def test_a_single_candidate_is_taken_without_reading_anything(tmp_path):
    memory = Memory(tmp_path / "backends.json")
    found = chosen([_candidate("torch", Fake())], _never, MANY, memory, "key", Context())
    assert (found.name, found.facts) == ("torch", {})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"format": 2}',
        '{"format": 2, "choices": {"key": {"name": 5}}}',
        '{"format": 2, "choices": {"key": {"name": "torch", "tried": {"torch": 3}}}}',
        '{"format": 2, "choices": {"key": {"name": "torch", "tried": {"torch": {}}}}}',
    ],
)
def test_a_damaged_memory_is_measured_again(batch, tmp_path, text):
    path = tmp_path / "backends.json"
    path.write_text(text)
    candidates = [_candidate("torch", Fake(0.02)), _candidate("onnx", Fake())]
    assert chosen(candidates, lambda: batch, MANY, Memory(path), "key", Context()).name == "onnx"
    assert json.loads(path.read_text())["choices"]["key"]["name"] == "onnx"
    assert [p.name for p in tmp_path.iterdir()] == ["backends.json"]


def test_a_memory_that_cannot_be_written_is_no_failure(batch, tmp_path, told):
    (tmp_path / "file").write_text("")
    memory = Memory(tmp_path / "file" / "backends.json")
    candidates = [_candidate("torch", Fake()), _candidate("onnx", Fake(0.02))]
    assert chosen(candidates, lambda: batch, MANY, memory, "key", told[0]).name == "torch"
    assert any("cannot be remembered" in text for text in told[1])


def test_a_wanted_backend_that_changes_the_map_is_taken_with_a_warning(batch, told):
    reference, wanted = _candidate("torch", Fake()), _candidate("onnx-int8", Fake(0, 0.01))
    found = compared(reference, wanted, batch, told[0])
    assert found.name == "onnx-int8"
    assert found.facts["equal_labels"] == pytest.approx(0.99, abs=1e-3)
    assert any("98.99 %" in text and "may differ" in text for text in told[0].warnings)


def test_a_wanted_backend_that_fails_is_an_error(batch):
    def fail():
        raise ModelUnsupportedLayout("no")

    with pytest.raises(ModelUnsupportedLayout):
        compared(_candidate("torch", Fake()), Candidate("onnx", fail), batch, Context())
