"""Models that HSFM comes with: found beside installed ones, and nobody else's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from engine.context import Context
from engine.errors import BadParameter, ModelCorrupt
from engine.models.installed import BUNDLED, RECORD, WEIGHTS, Installed, installed, read_record
from engine.models.registry import model_named
from engine.store import install as store
from engine.tasks.registry import run_task
from tests.data.fake_family import Tiny, TinyFamily, tiny
from tests.data.weights import filled, write_checkpoint

NAME = "tiny-d6"
"""Also the id that the store would give to a file of this network."""

Task = Callable[..., dict[str, Any]]


def _put(folder: Path) -> Installed:
    """Writes a model as HSFM's own lie in its resources."""
    folder.mkdir(parents=True)
    save_file(filled(tiny()), folder / WEIGHTS)
    content = (folder / WEIGHTS).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    config = {"dim": 6, "depth": 2}
    model = Installed(folder.name, "tiny", "d6", config, digest, len(content), folder)
    (folder / RECORD).write_text(model.record_text(), encoding="utf-8")
    return model


@pytest.fixture(autouse=True)
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """One bundled model, and an empty folder of the user's."""
    monkeypatch.setenv("HSFM_MODELS", str(tmp_path / "models"))
    monkeypatch.setattr("engine.models.installed.BUNDLED", tmp_path / "bundled")
    families = {"tiny": TinyFamily()}
    for place in ("models.registry", "store.install", "store.listing"):
        monkeypatch.setattr(f"engine.{place}.families", lambda: families)
    for place in ("models.registry", "store.install", "store.listing", "tasks.models_show"):
        monkeypatch.setattr(f"engine.{place}.cards", dict)
    return _put(tmp_path / "bundled" / NAME)


@pytest.fixture
def task() -> Task:
    def run(name: str, **values: Any) -> dict[str, Any]:
        return dict(run_task(f"models_{name}", values, Context()).metrics)

    return run


def _flip_last_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def test_a_bundled_model_is_usable_without_installation(bundled: Installed, task: Task):
    assert installed() == {NAME: bundled}
    assert model_named(NAME).bundled
    network = Tiny(6, 2)
    model_named(NAME).load_into(network)
    assert torch.equal(network.state_dict()["norm.bias"], filled(tiny())["norm.bias"])
    row = next(row for row in task("list")["models"] if row["id"] == NAME)
    assert row["bundled"] and row["installed"] and not row["builtin"] and not row["can_fetch"]
    assert row["bytes"] == bundled.bytes and row["licence_clear"]
    assert not any(row["bundled"] for row in task("list")["models"] if row["id"] != NAME)
    assert task("show", model=NAME)["record"] == json.loads(bundled.record_text())


def test_where_it_lies_is_not_in_the_record(bundled: Installed, tmp_path: Path):
    assert "bundled" not in json.loads(bundled.record_text())
    own = _put(tmp_path / "models" / "mine")
    assert installed()["mine"] == own and not own.bundled


def test_a_bundled_model_is_verified_by_its_hash(bundled: Installed, task: Task):
    ok = {"id": NAME, "state": "ok", "reason": ""}
    assert task("verify")["models"] == task("verify", model=NAME)["models"] == [ok]
    _flip_last_bit(bundled.weights)
    with pytest.raises(ModelCorrupt, match="not those that HSFM came with") as caught:
        task("verify")
    assert caught.value.hint == "Install HSFM again."


def test_damage_of_both_kinds_is_told_apart(bundled: Installed, tmp_path: Path, task: Task):
    _flip_last_bit(bundled.weights)
    _flip_last_bit(_put(tmp_path / "models" / "mine").weights)
    with pytest.raises(ModelCorrupt) as caught:
        task("verify")
    assert caught.value.hint == (
        f"Fetch or import it again under the same id. For {NAME} install HSFM again."
    )


@pytest.mark.parametrize("damage", ["flipped", "short", "no weights", "no record", "bad record"])
def test_a_damaged_bundled_model_asks_for_a_new_installation(bundled: Installed, damage: str):
    record = bundled.folder / RECORD
    if damage == "flipped":
        _flip_last_bit(bundled.weights)
    elif damage == "short":
        bundled.weights.write_bytes(b"short")
    elif damage == "bad record":
        record.write_text("{", encoding="utf-8")
    else:
        (bundled.weights if damage == "no weights" else record).unlink()
    with pytest.raises(ModelCorrupt, match=NAME) as caught:
        model_named(NAME).load_into(Tiny(6, 2))
    assert caught.value.hint == "Install HSFM again."
    assert store.verify(NAME, Context())[0]["state"] == "damaged"


def test_a_bundled_model_cannot_be_removed(bundled: Installed, task: Task):
    with pytest.raises(BadParameter, match=f"{NAME} is part of HSFM"):
        task("remove", model=NAME)
    assert bundled.weights.is_file()


def test_no_file_can_take_the_id_of_a_bundled_model(tmp_path: Path, task: Task):
    path = write_checkpoint(tmp_path / "tiny.pth", filled(tiny()))
    with pytest.raises(BadParameter, match=f"{NAME} is part of HSFM"):
        task("import", file=str(path), **{"as": NAME})
    with pytest.raises(BadParameter, match=f"{NAME} is part of HSFM"):
        task("fetch", model=NAME)
    assert not (tmp_path / "models").exists()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert task("import", file=str(path))["model"]["id"] == f"{NAME}-{digest[:8]}"


def test_a_folder_of_the_user_does_not_replace_a_bundled_model(bundled: Installed, tmp_path: Path):
    _flip_last_bit(_put(tmp_path / "models" / NAME).weights)
    assert installed() == {NAME: bundled}
    assert store.verify("", Context()) == [{"id": NAME, "state": "ok", "reason": ""}]
    bundled.weights.unlink()
    assert installed() == {}


def test_a_bundled_model_that_is_gone_altogether_is_told(
    bundled: Installed, task: Task, monkeypatch: pytest.MonkeyPatch
):
    from engine.models.card import cards

    card = cards()["hsfm-spectral"]
    for place in ("models.registry", "store.install", "store.listing"):
        monkeypatch.setattr(f"engine.{place}.cards", lambda: {card.id: card})
    with pytest.raises(ModelCorrupt, match="part of HSFM, but its weights are missing") as caught:
        model_named(card.id)
    assert caught.value.hint == "Install HSFM again."
    with pytest.raises(ModelCorrupt, match="hsfm-spectral"):
        task("verify")
    row = next(row for row in task("list")["models"] if row["id"] == card.id)
    assert row["bundled"] and not row["installed"] and not row["can_fetch"]


def test_a_family_that_is_only_bundled_is_not_asked_about_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from dataclasses import replace

    from engine.errors import ModelUnsupportedLayout
    from engine.models.card import cards

    card = replace(cards()["hsfm-spectral"], id="x", family="tiny")
    monkeypatch.setattr(store, "cards", lambda: {card.id: card})
    path = write_checkpoint(tmp_path / "tiny.pth", filled(tiny()))
    with pytest.raises(ModelUnsupportedLayout) as caught:
        store.import_file(path, Context())
    assert "Tiny" not in caught.value.hint


def test_the_folder_of_bundled_models_is_that_of_the_cards():
    from engine.models.card import CARDS

    assert BUNDLED == CARDS


def test_a_record_is_told_from_where_it_lies(bundled: Installed):
    assert read_record(bundled.folder) == bundled
