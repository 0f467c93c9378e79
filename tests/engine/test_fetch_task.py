"""The task ``models_fetch`` on a made-up card and a made-up store: what is asked, kept and said."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from engine.context import Context
from engine.errors import (
    BadParameter,
    Cancelled,
    ConsentNeeded,
    DiskFull,
    EngineError,
    FetchFailed,
    ModelCorrupt,
    ModelHashMismatch,
    ModelUnknown,
)
from engine.models.card import Card
from engine.models.installed import WEIGHTS, Installed
from engine.models.registry import model_named
from engine.models.spectf.adapter import FAMILY
from engine.store import install as store_of_models
from engine.tasks import models_fetch
from tests.data import file_server as server
from tests.data.file_server import FileServer, serving
from tests.data.told import Told
from tests.data.weights import filled, write_checkpoint


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


CONTENT = bytes(range(256)) * 400
SHA256 = sha256(CONTENT)
CONFIG = {"dim": 64, "heads": 8, "hidden": 64, "classes": 2}

CARD = Card(
    "made-up",
    "Made-up Model",
    "spectf",
    "v1",
    "backbone",
    1,
    "tests",
    "EnMAP",
    "202",
    1,
    len(CONTENT),
    "https://127.0.0.1:9/m.pth",
    True,
    "a folder/m.pth",
    "https://made.up/page",
    "",
    "MIT",
    True,
)


class Store:
    """Stands for the store: remembers what was imported."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.models: dict[str, Installed] = {}
        self.fault: EngineError | None = None

    def import_file(
        self, path: Path, context: Context, *, as_id: str, source: dict[str, Any]
    ) -> Installed:
        if self.fault is not None:
            raise self.fault
        data = path.read_bytes()
        made = Installed(
            as_id,
            "spectf",
            "v1",
            {},
            "0" * 64,
            len(data),
            self.folder / as_id,
            {**source, "sha256": sha256(data), "bytes": len(data)},
        )
        made.folder.mkdir(parents=True, exist_ok=True)
        (made.folder / WEIGHTS).write_bytes(data)
        self.models[as_id] = made
        return made


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    made = Store(tmp_path / "models")
    monkeypatch.setenv("HSFM_MODELS", str(made.folder))
    monkeypatch.setattr(models_fetch, "import_file", made.import_file)
    monkeypatch.setattr(models_fetch, "installed", lambda: made.models)
    return made


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    with serving({"/base/a%20folder/m.pth": CONTENT}) as made:
        monkeypatch.setenv("HSFM_MODEL_MIRROR", made.url + "/base/")
        yield made


def fetch(
    monkeypatch: pytest.MonkeyPatch,
    context: Context | None = None,
    accept_licence: bool = False,
    **card: Any,
) -> dict[str, Any]:
    made = Card(**{**CARD.__dict__, **card})
    monkeypatch.setattr(models_fetch, "cards", lambda: {made.id: made})
    values = {"model": "made-up", "accept_licence": accept_licence}
    return models_fetch.run(values, context or Told()).metrics


def halves(store: Store) -> list[str]:
    folder = store.folder / ".fetch"
    return sorted(path.name for path in folder.rglob("*")) if folder.exists() else []


def test_a_model_is_fetched_from_the_mirror_checked_and_imported(
    store: Store, mirror: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told()
    metrics = fetch(monkeypatch, told, sha256=SHA256)
    assert metrics["sha256"] == SHA256 and not metrics["pinned"]
    assert not metrics["already_installed"]
    assert metrics["model"]["source"]["url"] == f"{mirror.url}/base/a%20folder/m.pth"
    assert metrics["model"]["source"]["name"] == "m.pth"
    assert {phase for phase, _, _ in told.steps} == {"fetch", "check"}
    assert halves(store) == [] and not (store.folder / "pins.json").exists()


def test_an_installed_model_is_not_fetched_again(
    store: Store, mirror: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = fetch(monkeypatch)
    (store.folder / ".fetch" / "made-up").mkdir()
    (store.folder / ".fetch" / "made-up" / "m.pth.part").write_bytes(b"of an earlier try")
    told = Told()
    again = fetch(monkeypatch, told)
    assert again == {**first, "already_installed": True} and len(mirror.requests) == 1
    assert "installed already" in told.lines[0]
    assert halves(store) == []
    (store.folder / "made-up" / WEIGHTS).write_bytes(b"cut")
    assert not fetch(monkeypatch)["already_installed"]


def test_a_wrong_checksum_installs_nothing_and_keeps_nothing(
    store: Store, mirror: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror.acts = [server.break_off(1000)]
    with pytest.raises(ModelHashMismatch, match=f"{SHA256}, the published one {'1' * 64}"):
        fetch(monkeypatch, sha256="1" * 64)
    assert store.models == {} and halves(store) == []


def test_a_file_without_a_checksum_is_pinned(
    store: Store, mirror: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told()
    metrics = fetch(monkeypatch, told)
    pins = store.folder / "pins.json"
    assert metrics["pinned"] and metrics["sha256"] == SHA256 and SHA256 in told.lines[-1]
    assert json.loads(pins.read_text())["made-up"]["sha256"] == SHA256
    assert halves(store) == []

    store.models.clear()
    told = Told()
    assert fetch(monkeypatch, told)["pinned"], "the same file is welcome"
    assert told.lines == [], "and pinned already"
    store.models.clear()
    mirror.files = {path: data[::-1] for path, data in mirror.files.items()}
    other = sha256(CONTENT[::-1])
    with pytest.raises(ModelHashMismatch, match=f"(?s){other}.*{SHA256}") as caught:
        fetch(monkeypatch)
    assert str(pins) in caught.value.hint and "'made-up'" in caught.value.hint
    assert store.models == {} and halves(store) == []
    assert json.loads(pins.read_text())["made-up"]["sha256"] == SHA256

    pins.write_text("{}")
    assert fetch(monkeypatch)["sha256"] == other


@pytest.mark.parametrize("text", ["", "[]", '{"made-up": {}}', '{"other": 1}'])
def test_damaged_pins_are_not_taken_for_none(
    store: Store, mirror: FileServer, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    store.folder.mkdir()
    (store.folder / "pins.json").write_text(text)
    with pytest.raises(ModelCorrupt, match=r"pins\.json") as caught:
        fetch(monkeypatch)
    assert "delete it" in caught.value.hint and mirror.requests == []


def test_an_unclear_licence_needs_consent_also_from_a_mirror(
    store: Store, mirror: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConsentNeeded, match="No licence file") as caught:
        fetch(monkeypatch, licence="No licence file anywhere.", licence_clear=False)
    assert CARD.page in caught.value.hint and "--accept-licence" in caught.value.hint
    assert mirror.requests == []
    assert fetch(monkeypatch, licence_clear=False, accept_licence=True)["sha256"] == SHA256


def test_a_model_that_cannot_be_fetched_says_how_to_get_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HSFM_MODEL_MIRROR", raising=False)
    for url in ("", "http://made.up/m.pth", "file:///m.pth"):
        with pytest.raises(BadParameter) as caught:
            fetch(monkeypatch, url=url)
        assert CARD.page in caught.value.hint
        assert "models import FILE --as made-up" in caught.value.hint
    with pytest.raises(BadParameter, match="needs no weights"):
        models_fetch.run({"model": "spectra", "accept_licence": False}, Told())
    with pytest.raises(ModelUnknown, match="'nothing'") as unknown:
        models_fetch.run({"model": "nothing", "accept_licence": False}, Told())
    assert "made-up" in unknown.value.hint


def test_a_model_that_is_gone_says_how_to_get_it(
    store: Store, mirror: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror.acts = [server.answer(404)]
    with pytest.raises(FetchFailed, match="404") as caught:
        fetch(monkeypatch)
    assert CARD.page in caught.value.hint and "--as made-up" in caught.value.hint
    assert halves(store) == []


@pytest.mark.parametrize(
    "address", ["mirror.example", "file:///mirror", "ftp://mirror", "http://me@mirror"]
)
def test_a_mirror_is_an_http_address(
    store: Store, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("HSFM_MODEL_MIRROR", address)
    with pytest.raises(BadParameter, match="HSFM_MODEL_MIRROR"):
        fetch(monkeypatch)


def test_what_the_store_refuses_is_not_kept_or_pinned(
    store: Store, mirror: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.fault = ModelCorrupt("It is a text.")
    with pytest.raises(ModelCorrupt):
        fetch(monkeypatch)
    assert halves(store) == [] and not (store.folder / "pins.json").exists()


def test_what_the_store_cannot_write_now_is_kept_for_later(
    store: Store, mirror: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.fault = DiskFull("There is no space left.")
    with pytest.raises(DiskFull):
        fetch(monkeypatch)
    assert "m.pth" in halves(store)
    store.fault = None
    assert fetch(monkeypatch)["sha256"] == SHA256
    assert len(mirror.requests) == 1 and halves(store) == []


def test_a_second_fetch_of_a_model_is_told_who_is_busy(
    store: Store, mirror: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror.acts = [server.fall_silent(1000)]
    told = Told()

    def be_cancelled() -> None:
        with contextlib.suppress(Cancelled):
            fetch(monkeypatch, told)

    first = threading.Thread(target=be_cancelled)
    first.start()
    server.wait_until(lambda: len(mirror.requests) == 1)
    with pytest.raises(FetchFailed, match=f"made-up is being fetched.*{os.getpid()}"):
        fetch(monkeypatch)
    told.cancel()
    first.join(60)
    assert fetch(monkeypatch)["sha256"] == SHA256


def test_a_real_network_is_fetched_and_can_be_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shapes = FAMILY.build(CONFIG).state_dict()
    path = write_checkpoint(tmp_path / "current.pt", filled(shapes))
    data = path.read_bytes()
    card = replace(CARD, id="spectf-cloud", size="spectf", file="current.pt", sha256=sha256(data))
    for module in (models_fetch, store_of_models):
        monkeypatch.setattr(module, "cards", lambda: {card.id: card})
    monkeypatch.setenv("HSFM_MODELS", str(tmp_path / "models"))
    values = {"model": card.id, "accept_licence": False}
    with serving({"/current.pt": data}) as files:
        monkeypatch.setenv("HSFM_MODEL_MIRROR", files.url)
        files.acts = [server.break_off(50_000), server.send]
        metrics = models_fetch.run(values, Told()).metrics
        again = models_fetch.run(values, Told()).metrics
    assert files.ranges == ["", "bytes=50000-"]
    assert metrics["sha256"] == sha256(data)
    assert metrics["model"]["source"]["sha256"] == f"sha256:{sha256(data)}"
    assert again == {**metrics, "already_installed": True}
    network = FAMILY.build(CONFIG)
    model_named("spectf-cloud").load_into(network)
    assert torch.equal(network.state_dict()["head.weight"], filled(shapes)["head.weight"])
