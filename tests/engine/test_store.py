"""Models are installed whole or not at all, and found damaged when they are."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from engine.context import CallbackContext, Context
from engine.errors import (
    BadParameter,
    Cancelled,
    DiskFull,
    ModelCorrupt,
    ModelHashMismatch,
    ModelNotInstalled,
    ModelUnknown,
    ModelUnsupportedLayout,
)
from engine.folders import MARKER
from engine.models.card import Card
from engine.models.installed import installed
from engine.store import install as store
from tests.data.fake_family import Tiny, TinyFamily, tiny
from tests.data.weights import filled, write_checkpoint

CARD = Card(
    id="tiny-known",
    title="Tiny of the cards",
    family="tiny",
    size="d6",
    kind="backbone",
    rank=1,
    good_for="tests",
    sensor="none",
    bands="4",
    parameters=0,
    download_bytes=0,
    url="",
    url_verified=False,
    file="tiny.pth",
    page="",
    citation="",
    licence="MIT",
    licence_clear=True,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of its own, with one family and nothing bundled."""
    monkeypatch.setenv("HSFM_MODELS", str(tmp_path / "models"))
    monkeypatch.setattr("engine.models.installed.BUNDLED", tmp_path / "bundled")
    monkeypatch.setattr(store, "families", lambda: {"tiny": TinyFamily()})
    monkeypatch.setattr(store, "cards", lambda: {CARD.id: CARD})
    return tmp_path / "models"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_checkpoint(tmp_path / "tiny.pth", filled(tiny()))


def names(folder: Path) -> set[str]:
    """What is in a folder of models besides the note that it is HSFM's."""
    return {place.name for place in folder.iterdir()} - {MARKER}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _known(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    card = replace(CARD, **changes)
    monkeypatch.setattr(store, "cards", lambda: {card.id: card})


def test_an_imported_model_loads_with_the_numbers_of_the_file(file: Path, folder: Path):
    model = store.import_file(file, Context(), source={"url": "https://example.org/tiny.pth"})
    assert (model.id, model.family, model.size) == ("tiny-d6", "tiny", "d6")
    assert installed() == {"tiny-d6": model}
    assert model.source == {
        "name": "tiny.pth",
        "sha256": _sha256(file),
        "bytes": file.stat().st_size,
        "url": "https://example.org/tiny.pth",
    }
    assert model.hash == _sha256(model.weights)
    network = Tiny(6, 2)
    model.load_into(network)
    for name, tensor in filled(tiny()).items():
        assert torch.equal(network.state_dict()[name], tensor), name
    assert names(folder) == {"tiny-d6"}


def test_wrappers_are_stripped_and_recorded(tmp_path: Path):
    tensors = filled(tiny())
    tensors["patch_embed.original.weight"] = tensors.pop("patch_embed.weight")
    tensors["decoder_pred.weight"] = torch.zeros(3, 3)
    del tensors["scale"]
    path = write_checkpoint(
        tmp_path / "w.pth",
        tensors,
        container="model",
        prefix="module.encoder.",
        optimizer=True,
        namespace=True,
    )
    model = store.import_file(path, Context())
    assert model.dropped == ("module.encoder.decoder_pred.weight",)
    assert model.absent == ("scale",)
    assert model.renamed["module.encoder.patch_embed.original.weight"] == "patch_embed.weight"
    assert model.renamed["module.encoder.norm.weight"] == "norm.weight"
    assert "The weights lay in the entry model of the file." in model.notes
    network = Tiny(6, 2)
    model.load_into(network)
    assert torch.all(network.scale == 0.5)


def test_the_student_beside_a_teacher_is_dropped(tmp_path: Path):
    teacher, student = filled(tiny()), {name: t * 0 for name, t in filled(tiny()).items()}
    path = tmp_path / "dino.pth"
    torch.save(
        {f"student_backbone.{name}": t for name, t in student.items()}
        | {f"teacher_backbone.{name}": t for name, t in teacher.items()},
        path,
    )
    model = store.import_file(path, Context())
    network = Tiny(6, 2)
    model.load_into(network)
    assert torch.equal(network.state_dict()["blocks.1.weight"], teacher["blocks.1.weight"])
    assert len(model.dropped) == len(student)


def test_half_precision_becomes_float32_and_is_noted(tmp_path: Path):
    half = {name: t.half() if t.is_floating_point() else t for name, t in filled(tiny()).items()}
    model = store.import_file(write_checkpoint(tmp_path / "h.pth", half), Context())
    assert "Numbers of the type float16 were converted to float32." in model.notes
    network = Tiny(6, 2)
    model.load_into(network)
    assert torch.equal(network.state_dict()["norm.bias"], half["norm.bias"].float())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.pop("norm.bias"), "1 missing: norm.bias."),
        (lambda t: t.update({"head.weight": torch.ones(1)}), "1 unexpected: head.weight."),
        (
            lambda t: t.update({"norm.bias": torch.ones(7)}),
            "1 of another shape: norm.bias is 7 instead of 6.",
        ),
        (
            lambda t: t.update({f"extra.{n:02}": torch.ones(1) for n in range(25)}),
            "extra.19 and 5 more.",
        ),
    ],
)
def test_tensors_outside_the_allow_list_are_listed(
    tmp_path: Path, folder: Path, change: Any, words: str
):
    tensors = filled(tiny())
    change(tensors)
    with pytest.raises(ModelUnsupportedLayout) as caught:
        store.import_file(write_checkpoint(tmp_path / "m.pth", tensors), Context())
    assert words in caught.value.message
    assert not folder.exists()


def test_an_unknown_network_lists_families_and_first_tensors(tmp_path: Path):
    path = write_checkpoint(tmp_path / "m.pth", {f"layer{n}.w": torch.ones(1) for n in range(9)})
    with pytest.raises(ModelUnsupportedLayout) as caught:
        store.import_file(path, Context())
    assert "layer0.w, layer1.w, layer2.w, layer3.w, layer4.w and 4 more" in caught.value.message
    assert "Tiny" in caught.value.hint


def test_tensors_of_impossible_shapes_are_an_unknown_network(tmp_path: Path):
    tensors = {"patch_embed.weight": torch.tensor(1.0), "blocks.0.weight": torch.tensor(1.0)}
    with pytest.raises(ModelUnsupportedLayout, match="of no network"):
        store.import_file(write_checkpoint(tmp_path / "m.pth", tensors), Context())


def test_two_families_that_know_a_file_are_named(file: Path, monkeypatch: pytest.MonkeyPatch):
    other = TinyFamily()
    other.name, other.title = "other", "Other"
    monkeypatch.setattr(store, "families", lambda: {"tiny": TinyFamily(), "other": other})
    with pytest.raises(ModelUnsupportedLayout, match="Tiny and Other"):
        store.import_file(file, Context())
    assert store.import_file(file, Context(), as_id=CARD.id).family == "tiny"


def test_weights_that_are_not_numbers_are_damage(tmp_path: Path, folder: Path):
    tensors = filled(tiny())
    tensors["blocks.1.bias"][2] = float("nan")
    path = write_checkpoint(tmp_path / "m.pth", tensors, prefix="model.")
    with pytest.raises(ModelCorrupt, match=r"model\.blocks\.1\.bias"):
        store.import_file(path, Context())
    assert not folder.exists()


def test_the_file_of_a_card_takes_its_id(file: Path, monkeypatch: pytest.MonkeyPatch):
    _known(monkeypatch, sha256=_sha256(file))
    assert store.import_file(file, Context()).id == "tiny-known"


def test_another_file_may_not_pose_as_the_one_of_a_card(
    file: Path, monkeypatch: pytest.MonkeyPatch
):
    _known(monkeypatch, sha256="0" * 64)
    with pytest.raises(ModelHashMismatch, match="Tiny of the cards"):
        store.import_file(file, Context(), as_id="tiny-known")


def test_a_network_of_another_size_may_not_take_the_id_of_a_card(tmp_path: Path):
    path = write_checkpoint(tmp_path / "m.pth", filled(tiny(8)))
    with pytest.raises(ModelUnsupportedLayout, match="Tiny d8"):
        store.import_file(path, Context(), as_id="tiny-known")


def test_a_card_without_checksum_takes_a_file_and_says_what_it_could_not_compare(file: Path):
    model = store.import_file(file, Context(), as_id="tiny-known")
    assert any("checksum" in note for note in model.notes)


def test_a_default_id_never_poses_as_a_card_of_another_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
):
    _known(monkeypatch, id="tiny-d6", sha256="0" * 64)
    assert store.import_file(file, Context()).id == f"tiny-d6-{_sha256(file)[:8]}"


def test_the_same_file_again_is_the_installed_model(file: Path):
    first = store.import_file(file, Context())
    assert store.import_file(file, Context()) == first
    assert store.import_file(file, Context(), as_id="mine").id == "mine"
    assert set(installed()) == {"tiny-d6", "mine"}


def test_another_file_of_the_same_size_gets_a_name_of_its_own(file: Path, tmp_path: Path):
    store.import_file(file, Context())
    tensors = {name: tensor + 1 for name, tensor in filled(tiny()).items()}
    other = write_checkpoint(tmp_path / "other.pth", tensors)
    assert store.import_file(other, Context()).id == f"tiny-d6-{_sha256(other)[:8]}"
    with pytest.raises(BadParameter, match="tiny-d6 is taken"):
        store.import_file(other, Context(), as_id="tiny-d6")


@pytest.mark.parametrize(
    "name", ["../x", "A", "", "x" * 65, "-x", "a/b", "a.part-1", "x.", "spectra", "a\n"]
)
def test_names_that_no_model_may_have_are_refused(file: Path, name: str):
    if not name:
        return
    with pytest.raises(BadParameter):
        store.import_file(file, Context(), as_id=name)


def test_a_damaged_model_is_found_and_importing_repairs_it(file: Path, folder: Path):
    model = store.import_file(file, Context())
    assert store.verify("", Context()) == [{"id": model.id, "state": "ok", "reason": ""}]
    content = bytearray(model.weights.read_bytes())
    content[-1] ^= 1
    model.weights.write_bytes(content)
    (row,) = store.verify(model.id, Context())
    assert row["state"] == "damaged" and "not those that were imported" in row["reason"]
    assert store.import_file(file, Context()) == model
    assert store.verify(model.id, Context())[0]["state"] == "ok"
    assert names(folder) == {model.id}


def test_missing_weights_and_a_broken_record_are_damage(file: Path):
    model = store.import_file(file, Context())
    model.weights.write_bytes(b"short")
    assert "instead of" in store.verify("", Context())[0]["reason"]
    model.weights.unlink()
    assert "missing" in store.verify("", Context())[0]["reason"]
    (model.folder / "model.json").write_text("{", encoding="utf-8")
    assert "record" in store.verify("", Context())[0]["reason"]
    store.remove(model.id)
    assert store.verify("", Context()) == []


def test_a_removed_model_is_gone(file: Path, folder: Path):
    store.import_file(file, Context())
    store.remove("tiny-d6")
    assert not names(folder)
    with pytest.raises(ModelUnknown):
        store.remove("tiny-d6")


@pytest.mark.parametrize("name", ["..", "../models", "", "spectra", "none"])
def test_only_models_can_be_removed(file: Path, folder: Path, name: str):
    store.import_file(file, Context())
    with pytest.raises((ModelUnknown, ModelNotInstalled)):
        store.remove(name)
    assert list(installed()) == ["tiny-d6"]


@pytest.mark.parametrize("phase", ["check", "convert", "write"])
def test_a_cancelled_import_leaves_nothing(file: Path, folder: Path, phase: str):
    context: CallbackContext

    def stop(type_: str, fields: dict[str, Any]) -> None:
        if fields.get("phase") == phase:
            context.cancel()

    context = CallbackContext(stop)
    with pytest.raises(Cancelled):
        store.import_file(file, context)
    assert not folder.exists() or not names(folder)


def test_a_full_disk_leaves_nothing(file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*args: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store, "write_weights", full)
    with pytest.raises(DiskFull):
        store.import_file(file, Context())
    assert not names(folder)


def test_too_little_room_is_said_before_writing(file: Path, monkeypatch: pytest.MonkeyPatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=10))
    with pytest.raises(DiskFull, match="tiny-d6 needs"):
        store.import_file(file, Context())


def test_what_a_dead_process_left_is_cleared_and_what_a_living_one_makes_stays(
    file: Path, folder: Path
):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for number in (dead.pid, os.getppid()):
        (folder / f"x.part-{number}" / "x").mkdir(parents=True)
    store.import_file(file, Context())
    assert names(folder) == {"tiny-d6", f"x.part-{os.getppid()}"}


def test_progress_names_its_phases(file: Path):
    phases: list[str] = []
    store.import_file(file, CallbackContext(lambda type_, said: phases.append(said["phase"])))
    assert list(dict.fromkeys(phases)) == ["check", "convert", "write"]


def test_weights_of_the_same_size_with_other_numbers_are_not_loaded(file: Path):
    model = store.import_file(file, Context())
    data = bytearray(model.weights.read_bytes())
    data[-1] ^= 1
    model.weights.write_bytes(data)
    with pytest.raises(ModelCorrupt, match="cannot be read") as caught:
        model.load_into(Tiny(6, 2))
    assert "SHA-256" in caught.value.detail


def test_a_file_in_place_of_the_folder_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder.parent / "afile").write_text("")
    monkeypatch.setenv("HSFM_MODELS", str(folder.parent / "afile"))
    with pytest.raises(BadParameter, match="afile, which is a file") as caught:
        installed()
    assert "HSFM_MODELS" in caught.value.hint


def test_an_import_does_not_replace_what_another_one_installed_meanwhile(
    file: Path, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    other = write_checkpoint(tmp_path / "other.pth", filled(tiny()), container="model")
    elsewhere = store.import_file(other, Context(), as_id="elsewhere").folder
    write = store.write_weights

    def slow(*given: Any) -> str:
        elsewhere.rename(folder / "mine")  # as another process would do in between
        return write(*given)

    monkeypatch.setattr(store, "write_weights", slow)
    with pytest.raises(BadParameter, match="mine"):
        store.import_file(file, Context(), as_id="mine")
    assert installed()["mine"].source["name"] == "other.pth"
    assert names(folder) == {"mine"}
