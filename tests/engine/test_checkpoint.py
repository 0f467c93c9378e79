"""Checkpoints are opened without executing anything, whatever the file really is."""

from __future__ import annotations

import io
import json
import pickle
import struct
import tarfile
import zipfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from engine.context import Context
from engine.errors import (
    InputNotFound,
    InputUnreadable,
    ModelCorrupt,
    ModelUnsafe,
    ModelUnsupportedLayout,
)
from engine.store.checkpoint import check_numbers, read_tensors
from engine.store.containers import views
from engine.store.weights_file import size_of, write_weights
from tests.data.fake_family import tiny
from tests.data.weights import filled, write_checkpoint


class Poison:
    """Makes a file when unpickled."""

    def __init__(self, place: Path) -> None:
        self.place = str(place)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return open, (self.place, "w")


@pytest.mark.parametrize("zipped", [True, False])
def test_a_poisoned_pytorch_file_is_refused_and_executes_nothing(tmp_path: Path, zipped: bool):
    executed = tmp_path / "executed"
    torch.save(
        {"model": filled(tiny()), "extra": Poison(executed)},
        tmp_path / "evil.pth",
        _use_new_zipfile_serialization=zipped,
    )
    with pytest.raises(ModelUnsafe) as caught:
        read_tensors(tmp_path / "evil.pth")
    assert "open" in caught.value.message and "evil.pth" in caught.value.message
    assert not executed.exists()


@pytest.mark.filterwarnings("ignore:Detected pickle protocol")
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_poisoned_pickle_of_any_protocol_is_refused(tmp_path: Path, protocol: int):
    executed = tmp_path / "executed"
    (tmp_path / "evil.pkl").write_bytes(pickle.dumps({"model": Poison(executed)}, protocol))
    with pytest.raises(ModelUnsafe) as caught:
        read_tensors(tmp_path / "evil.pkl")
    assert "io.open" in caught.value.message
    assert not executed.exists()


def test_a_pickled_network_is_refused_by_the_name_of_its_class(tmp_path: Path):
    torch.save(torch.nn.Linear(2, 2), tmp_path / "m.pt")
    with pytest.raises(ModelUnsafe, match=r"torch\.nn\.modules\.linear\.Linear"):
        read_tensors(tmp_path / "m.pt")


def test_a_torchscript_program_is_refused(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "m.pt", "w") as archive:
        archive.writestr("m/data.pkl", b"")
        archive.writestr("m/constants.pkl", b"")
    with pytest.raises(ModelUnsafe, match="TorchScript program"):
        read_tensors(tmp_path / "m.pt")


def test_arguments_of_the_training_script_may_lie_beside_the_weights(tmp_path: Path):
    path = write_checkpoint(
        tmp_path / "m.pth", filled(tiny()), container="model", optimizer=True, namespace=True
    )
    read = read_tensors(path)
    assert set(read.tensors) == set(tiny())
    assert read.notes == ("The weights lay in the entry model of the file.",)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html><body>Not found", "is a web page"),
        (b"\n  <html lang=en>", "is a web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n", "Git LFS"),
        (b'{"error": "not found"}', 'is a text; it begins with \'{"error"'),
        (b"hello, world", "is a text"),
        (b"checkpoints\nare elsewhere\n", "is a text"),
        (bytes(range(1, 200)), "is no checkpoint"),
        ((10**9).to_bytes(8, "little") + b'{"a":', "safetensors file that ends too early"),
    ],
)
def test_what_is_no_checkpoint_is_called_by_its_name(tmp_path: Path, content: bytes, words: str):
    path = tmp_path / "m.pth"
    path.write_bytes(content)
    with pytest.raises(ModelCorrupt) as caught:
        read_tensors(path)
    assert words in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("left", [0.1, 0.6, 0.97])
def test_a_cut_off_file_is_damaged(tmp_path: Path, zipped: bool, left: float):
    whole = io.BytesIO()
    torch.save(filled(tiny(32)), whole, _use_new_zipfile_serialization=zipped)
    content = whole.getvalue()
    (tmp_path / "m.pth").write_bytes(content[: int(left * len(content))])
    with pytest.raises(ModelCorrupt) as caught:
        read_tensors(tmp_path / "m.pth")
    assert "m.pth" in caught.value.message


def test_a_damaged_safetensors_file_is_damaged(tmp_path: Path):
    path = tmp_path / "m.safetensors"
    save_file({"a": torch.zeros(4)}, path)
    content = bytearray(path.read_bytes())
    content[8:12] = b'{"a"'[::-1]
    path.write_bytes(b"\x40" + bytes(7) + b"{" + bytes(content[9:]))
    with pytest.raises(ModelCorrupt, match="damaged"):
        read_tensors(path)


def test_archives_of_other_files_say_so(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("spec_vit_b/mae.pth", b"x")
    with pytest.raises(ModelUnsupportedLayout, match=r"spec_vit_b/mae\.pth"):
        read_tensors(tmp_path / "a.zip")
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        tar.add(tmp_path / "a.zip", "a.zip")
    with pytest.raises(ModelUnsupportedLayout, match="a tar archive"):
        read_tensors(tmp_path / "a.tar")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    with pytest.raises(InputNotFound):
        read_tensors(tmp_path / "none.pth")
    with pytest.raises(InputUnreadable, match="is a folder"):
        read_tensors(tmp_path)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ({}, "it holds nothing"),
        ({"epoch": 3, "args": Namespace(lr=1.0)}, "the entries args, epoch"),
        (torch.zeros(3), "one Tensor"),
        ([torch.zeros(3)], "one list"),
    ],
)
def test_a_file_without_named_tensors_says_what_it_holds(tmp_path: Path, made: Any, words: str):
    torch.save(made, tmp_path / "m.pth")
    with pytest.raises(ModelUnsupportedLayout, match=words):
        read_tensors(tmp_path / "m.pth")


def test_a_container_that_contains_itself_holds_no_tensors(tmp_path: Path):
    made: dict[str, Any] = {}
    made["model"] = made
    torch.save(made, tmp_path / "m.pth")
    with pytest.raises(ModelUnsupportedLayout):
        read_tensors(tmp_path / "m.pth")


@pytest.mark.parametrize(
    "made",
    [
        {"state_dict": {"a": torch.ones(2)}, "model": {"b": torch.zeros(1)}},
        {"model": {"state_dict": {"a": torch.ones(2)}}, "teacher": {"b": torch.zeros(1)}},
        {"teacher": {"a": torch.ones(2)}, "student": {"b": torch.zeros(1)}},
        {"a": torch.ones(2)},
        {"a": torch.ones(2), "epoch": 3},
    ],
)
def test_containers_are_opened_in_their_order(tmp_path: Path, made: dict[str, Any]):
    torch.save(made, tmp_path / "m.pth")
    assert list(read_tensors(tmp_path / "m.pth").tensors) == ["a"]


def test_weights_of_a_zipped_file_are_read_only_when_they_are_used(tmp_path: Path):
    path = write_checkpoint(tmp_path / "m.pth", {"a": torch.full((1000,), 3.0)})
    tensors = read_tensors(path).tensors
    content = path.read_bytes()
    threes, fours = torch.full((1000,), 3.0), torch.full((1000,), 4.0)
    place = content.index(threes.numpy().tobytes())
    with path.open("r+b") as file:
        file.seek(place)
        file.write(fours.numpy().tobytes())
    assert torch.equal(tensors["a"], fours)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["module.model.a", "module.model.b"], ["a", "b"]),
        (["model.encoder.a", "model.head.a"], ["a", "head.a"]),
        (["_orig_mod.vit.a", "_orig_mod.vit.b"], ["a", "b"]),
        (["teacher_backbone.a", "student_backbone.a"], ["a"]),
        (["teacher.backbone.a", "student.backbone.a"], ["a"]),
        (["student_backbone.a", "loss.c"], ["a", "loss.c"]),
        (["a", "model.b"], ["a", "b"]),
    ],
)
def test_some_reading_of_the_keys_lacks_the_prefixes(keys: list[str], expected: list[str]):
    assert sorted(expected) in [sorted(view.original) for view in views(dict.fromkeys(keys))]


def test_the_teacher_is_read_before_the_student():
    keys = ["teacher_backbone.a", "student_backbone.a", "student_backbone.b"]
    read = [view for view in views(dict.fromkeys(keys)) if "a" in view.original]
    assert read[0].original == {"a": "teacher_backbone.a"}
    assert read[0].twins == ("student_backbone.a", "student_backbone.b")


def test_no_reading_makes_one_key_of_two():
    assert all(len(view.original) == 2 for view in views(dict.fromkeys(["a", "model.a"])))


def test_numbers_that_are_not_finite_are_damage():
    for bad in (float("nan"), float("inf"), -float("inf")):
        values = torch.zeros(5)
        values[3] = bad
        with pytest.raises(ModelCorrupt, match=r"tensor norm\.weight"):
            check_numbers(Path("m.pth"), "norm.weight", values)
    check_numbers(Path("m.pth"), "norm.weight", torch.tensor([1e38, -1e38, 1e-45]))


def test_written_weights_are_read_back_by_the_library(tmp_path: Path):
    tensors = {
        "z": torch.arange(6.0).reshape(2, 3).T,
        "half": torch.tensor([0.5, 1.5], dtype=torch.float16),
        "double": torch.tensor(2.5, dtype=torch.float64),
        "count": torch.tensor(7),
        "none": torch.zeros(0, 3),
    }
    path = tmp_path / "m.safetensors"
    write_weights(path, tensors, Context())
    back = load_file(path)
    assert path.stat().st_size == size_of(tensors)
    assert {name: str(tensor.dtype) for name, tensor in back.items()} == {
        "z": "torch.float32",
        "half": "torch.float32",
        "double": "torch.float32",
        "count": "torch.int64",
        "none": "torch.float32",
    }
    for name, tensor in tensors.items():
        assert torch.equal(back[name], tensor.to(back[name].dtype))
    head = path.read_bytes()
    length = int.from_bytes(head[:8], "little")
    assert length % 8 == 0 and list(json.loads(head[8 : 8 + length])) == sorted(tensors)


def test_a_tensor_of_complex_numbers_is_refused(tmp_path: Path):
    with pytest.raises(ModelUnsupportedLayout, match="complex64"):
        write_weights(tmp_path / "m", {"a": torch.zeros(2, dtype=torch.complex64)}, Context())


def test_a_flipped_bit_in_a_pytorch_file_is_told(tmp_path: Path):
    whole = write_checkpoint(tmp_path / "whole.pth", filled(tiny()))
    assert read_tensors(whole).notes == ()
    data = bytearray(whole.read_bytes())
    with zipfile.ZipFile(whole) as archive:
        numbers = [entry for entry in archive.infolist() if "/data/" in entry.filename]
        largest = max(numbers, key=lambda entry: entry.file_size)
    name_and_extra = struct.unpack_from("<HH", data, largest.header_offset + 26)
    data[largest.header_offset + 30 + sum(name_and_extra)] ^= 1
    (tmp_path / "flipped.pth").write_bytes(data)
    (note,) = read_tensors(tmp_path / "flipped.pth").notes
    assert "checksums inside the file do not match" in note
