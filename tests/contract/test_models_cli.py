"""The ``models`` commands from outside: what they print, and how they fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import torch

from engine.models.installed import Installed
from engine.models.registry import families
from tests.data.weights import seeded, write_checkpoint

from .conftest import ROOT

SPECTF = {"dim": 64, "heads": 8, "hidden": 64, "classes": 2}


class Models:
    """Runs ``python -m engine models ...`` with a store of its own."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "models"

    def words(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "engine", "models", *arguments],
            cwd=ROOT,
            env={**os.environ, "HSFM_MODELS": str(self.store)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def __call__(self, *arguments: str) -> tuple[int, dict[str, Any]]:
        done = self.words(*arguments, "--json")
        return done.returncode, json.loads(done.stdout)


@pytest.fixture
def models(tmp_path: Path) -> Models:
    return Models(tmp_path)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    network = families()["spectf"].build(SPECTF)
    place = tmp_path_factory.mktemp("spectf") / "mine.pt"
    return write_checkpoint(place, seeded(network.state_dict()))


class Poison:
    def __init__(self, place: Path) -> None:
        self.place = str(place)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return os.mkdir, (self.place,)


def test_a_poisoned_file_is_refused_and_executes_nothing(models: Models, tmp_path: Path):
    executed = tmp_path / "executed"
    tensors: Any = OrderedDict(a=torch.zeros(2), b=Poison(executed))
    torch.save(tensors, tmp_path / "evil.pth")
    code, answer = models("import", str(tmp_path / "evil.pth"))
    assert (code, answer["code"]) == (1, "model.unsafe")
    assert "mkdir" in answer["message"] and "evil.pth" in answer["message"]
    assert not executed.exists() and not models.store.exists()


def test_a_saved_web_page_is_called_one(models: Models, tmp_path: Path):
    (tmp_path / "mae.pth").write_text("<!DOCTYPE html><title>Sign in</title>", encoding="utf-8")
    code, answer = models("import", str(tmp_path / "mae.pth"))
    assert (code, answer["code"]) == (1, "model.corrupt")
    assert "web page" in answer["message"]


def test_an_unknown_network_is_listed(models: Models, tmp_path: Path):
    path = write_checkpoint(tmp_path / "m.pth", {"stem.weight": torch.zeros(3, 3)})
    code, answer = models("import", str(path))
    assert (code, answer["code"]) == (1, "model.unsupported_layout")
    assert "stem.weight" in answer["message"] and "SpectralEarth" in answer["hint"]


def test_a_missing_file_is_not_found(models: Models, tmp_path: Path):
    code, answer = models("import", str(tmp_path / "none.pth"))
    assert (code, answer["code"]) == (1, "input.not_found")


def test_a_model_is_imported_listed_shown_verified_and_removed(models: Models, checkpoint: Path):
    code, answer = models("import", str(checkpoint), "--as", "mine")
    assert code == 0, answer
    record = answer["metrics"]["model"]
    assert (record["id"], record["family"], record["source"]["name"]) == (
        "mine",
        "spectf",
        "mine.pt",
    )
    listed = {row["id"]: row for row in models("list")[1]["metrics"]["models"]}
    assert listed["mine"]["installed"] and listed["mine"]["kind"] == "cloud_mask"
    assert listed["mine"]["bytes"] == (models.store / "mine" / "model.safetensors").stat().st_size
    assert listed["spectra"]["builtin"] and listed["spectra"]["good_for"]
    assert not listed["spectf-cloud"]["installed"] and listed["spectf-cloud"]["can_fetch"]

    shown = models("show", "mine")[1]["metrics"]
    assert shown["record"] == record and shown["card"] is None
    verified = models("verify", "mine")[1]["metrics"]["models"]
    assert verified == [{"id": "mine", "state": "ok", "reason": ""}]
    assert models("remove", "mine")[0] == 0
    assert {path.name for path in models.store.iterdir()} <= {".hsfm"}
    assert models("remove", "mine")[1]["code"] == "model.unknown"


def test_a_damaged_model_fails_the_verification_by_name(models: Models, checkpoint: Path):
    assert models("import", str(checkpoint), "--as", "mine")[0] == 0
    assert models("import", str(checkpoint), "--as", "other")[0] == 0
    with (models.store / "mine" / "model.safetensors").open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        last = file.read(1)
        file.seek(-1, os.SEEK_END)
        file.write(bytes([last[0] ^ 1]))
    code, answer = models("verify")
    assert (code, answer["code"]) == (1, "model.corrupt")
    assert "mine" in answer["message"] and "other: ok" in answer["detail"]
    assert models("verify", "other")[0] == 0
    assert models("import", str(checkpoint), "--as", "mine")[0] == 0
    assert models("verify")[0] == 0


def test_another_file_may_not_take_the_id_of_a_card(models: Models, checkpoint: Path):
    code, answer = models("import", str(checkpoint), "--as", "spectf-cloud")
    assert (code, answer["code"]) == (1, "model.hash_mismatch")


def test_the_list_says_what_does_not_fit_a_scene(models: Models, tmp_path: Path):
    scene = tmp_path / "scene.tif"
    cube = np.random.default_rng(0).uniform(200, 4000, (40, 16, 16)).astype(np.int16)
    with rasterio.open(
        scene, "w", driver="GTiff", count=40, width=16, height=16, dtype="int16", crs="EPSG:32632",
        transform=rasterio.Affine(30, 0, 4e5, 0, -30, 5.8e6),
    ) as raster:  # fmt: skip
        raster.write(cube)
    small = {"dim": 768, "depth": 12, "heads": 12, "patch": 16, "side": 14}
    place = models.store / "dofa"
    place.mkdir(parents=True)
    (place / "model.safetensors").write_bytes(b"no numbers are needed to plan bands")
    record = Installed("dofa", "dofa", "base", small, "0" * 64, 35, place)
    (place / "model.json").write_text(record.record_text(), encoding="utf-8")
    code, answer = models("list", "--scene", str(scene))
    assert code == 0, answer
    fits = {row["id"]: row["fits"] for row in answer["metrics"]["models"]}
    assert fits["spectra"] == ""
    assert "wavelengths" in fits["dofa"]
    code, answer = models("list", "--scene", str(tmp_path / "none"))
    assert (code, answer["code"]) == (1, "input.not_found")


def test_people_read_tables(models: Models, checkpoint: Path):
    done = models.words("import", str(checkpoint))
    assert "Installed spectf-spectf" in done.stdout
    text = models.words("list").stdout
    assert "Installed" in text and "Available" in text and "import by hand" in text
    assert not any(line.endswith(" ") for line in text.splitlines())
    card = models.words("show", "spectralearth-vit-b-mae").stdout
    assert "2290 nm" in card and "needed: the licence is unclear" in card
    assert "spec_vit_b/mae.pth" in card
    assert "Removed spectf-spectf." in models.words("remove", "spectf-spectf").stdout
    assert "spectf-spectf" not in models.words("verify").stdout
    assert models.words("remove", "spectra").returncode == 2


def test_the_bundled_model_is_part_of_hsfm(models: Models, checkpoint: Path):
    row = next(
        row for row in models("list")[1]["metrics"]["models"] if row["id"] == "hsfm-spectral"
    )
    assert row["bundled"] and row["installed"] and not row["builtin"] and not row["can_fetch"]
    assert models("verify", "hsfm-spectral")[0] == 0
    assert "hsfm-spectral  ok" in models.words("verify").stdout
    card = models.words("show", "hsfm-spectral").stdout
    assert "bundled" in card and "GPL-2.0" in card and "make pretrain" in card
    for words in (
        ("remove", "hsfm-spectral"),
        ("fetch", "hsfm-spectral"),
        ("import", str(checkpoint), "--as", "hsfm-spectral"),
    ):
        code, answer = models(*words)
        assert (code, answer["code"]) == (2, "input.bad_parameter"), answer
        assert "hsfm-spectral is part of HSFM" in answer["message"]
    assert not models.store.exists() or not list(models.store.iterdir())


def test_list_and_show_load_no_heavy_library(models: Models):
    program = (
        "import sys; from engine.cli import main; "
        "main(['models', 'list', '--json']); main(['models', 'show', 'dofa-base', '--json']); "
        "print([m for m in ('torch', 'onnxruntime', 'rasterio') if m in sys.modules], "
        "file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "HSFM_MODELS": str(models.store)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stderr.strip().splitlines()[-1] == "[]"
