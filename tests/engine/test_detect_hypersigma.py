"""HyperSIGMA's detection, with small encoders of random weights in place of the published ones."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from engine.context import Context
from engine.detect import fine_tuning
from engine.detect.detector import ROLE
from engine.detect.fine_tuning import FineTuning, LabelledWindow
from engine.detect.hypersigma import encoders
from engine.detect.score_plane import ScorePlane
from engine.errors import Cancelled, ModelNotInstalled
from engine.models.hypersigma.detection import ANOMALY, BACKGROUND, detection
from engine.models.hypersigma.network import build
from engine.models.hypersigma.transfer import take_blocks
from engine.models.installed import RECORD, WEIGHTS, Installed
from engine.scene import Window
from tests.data.weights import seeded

from .detecting import PLANTED, assert_few_pixels_are_refused, highest, planted, scores_of

SMALL = {"dim": 16, "depth": 4, "heads": 2, "bands": 100, "side": 64}


def install(folder, branch: str, **other: Any) -> Installed:
    """Writes an encoder of random weights as the store would."""
    config = {**SMALL, "branch": branch} | ({"patch": 8} if branch == "spat" else {}) | other
    folder.mkdir(parents=True)
    save_file(seeded(build(config).state_dict()), folder / WEIGHTS)
    data = (folder / WEIGHTS).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    model = Installed(
        folder.name, "hypersigma", f"{branch}-tiny", config, digest, len(data), folder
    )
    (folder / RECORD).write_text(model.record_text(), encoding="utf-8")
    return model


@pytest.fixture
def models(tmp_path, monkeypatch):
    """An empty folder of models."""
    monkeypatch.setenv("HSFM_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


@pytest.fixture
def pair(models, monkeypatch):
    """A small pair of encoders; learns faster, for less long."""
    monkeypatch.setattr(fine_tuning, "EPOCHS", 5)
    monkeypatch.setattr(fine_tuning, "BATCH", 1)
    monkeypatch.setattr(fine_tuning, "RATE", 6e-3)
    return install(models / "a-spat", "spat"), install(models / "a-spec", "spec")


def test_without_weights_the_error_says_how_to_get_them(models, make_scene):
    with pytest.raises(ModelNotInstalled, match="neither") as caught:
        scores_of("hypersigma", make_scene(planted()))
    assert "fetch hypersigma-spat-b" in str(caught.value.hint)
    install(models / "mine", "spat")
    with pytest.raises(ModelNotInstalled, match="only mine"):
        encoders()


def test_encoders_of_one_size_are_taken_the_smallest_first(models):
    install(models / "large-spat", "spat", dim=32)
    install(models / "large-spec", "spec", dim=32)
    install(models / "small-spat", "spat")
    assert [model.id for model in encoders()] == ["large-spat", "large-spec"]
    install(models / "small-spec", "spec")
    assert [model.id for model in encoders()] == ["small-spat", "small-spec"]


def test_only_what_depends_on_the_image_and_the_head_is_not_pretrained(models):
    pair = [install(models / branch, branch, depth=8) for branch in ("spat", "spec")]
    network = detection(pair[0].config, bands=24)
    missing = take_blocks(network, *pair)
    blocks = [name for name in missing if ".blocks." in name]
    assert all("sampling_offsets" in name for name in blocks) and blocks
    assert {name.split(".")[0] for name in missing} >= {"fc_spec", "cls"}
    assert "spat_encoder.patch_embed.proj.weight" in missing
    assert "spec_encoder.spat_map.weight" in missing
    assert "spat_encoder.pos_embed" not in missing


def test_every_level_and_the_spectra_have_a_say(pair):
    network = detection(pair[0].config, bands=24).eval()
    take_blocks(network, *pair)
    values = torch.randn((2, 24, 32, 32), generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        before = network(values)
        assert before.shape == (2, 2, 32, 32)
        for name in ("spat_encoder.fpn1", "spat_encoder.fpn4", "spec_encoder.l1"):
            weight = network.get_submodule(name).weight
            kept = weight.clone()
            weight += 0.5
            assert not torch.allclose(network(values), before)
            weight.copy_(kept)
        assert torch.allclose(network(values[:1]), before[:1], atol=1e-5)


def test_planted_pixels_are_found(pair, make_scene):
    scores, facts = scores_of("hypersigma", make_scene(planted()[:, :48, :64]))
    assert highest(scores, scores.size // 100) >= set(PLANTED)
    assert facts["models"] == ["a-spat", "a-spec"]
    assert np.isfinite(facts["loss"])


def test_what_is_masked_has_no_say_and_no_score(pair, make_scene, monkeypatch):
    monkeypatch.setattr(fine_tuning, "EPOCHS", 1)
    cube, valid = planted()[:, :32, :48], np.ones((32, 48), bool)
    valid[20:28, 30:] = False
    spoilt = np.where(valid, cube, np.int16(32000))
    scores, _ = scores_of("hypersigma", make_scene(cube, valid=valid))
    again, _ = scores_of("hypersigma", make_scene(spoilt, valid=valid))
    np.testing.assert_allclose(scores, again, atol=1e-5)
    np.testing.assert_array_equal(np.isnan(scores), ~valid)


def test_the_seed_decides_and_memory_does_not(pair, make_scene, monkeypatch):
    monkeypatch.setattr(fine_tuning, "EPOCHS", 1)
    monkeypatch.setattr(fine_tuning, "MOST_WINDOWS", 4)
    scene = make_scene(planted()[:, :48, :64])
    scores, facts = scores_of("hypersigma", scene)
    again, _ = scores_of("hypersigma", scene, memory=4)
    other, _ = scores_of("hypersigma", scene, seed=1)
    np.testing.assert_allclose(scores, again, atol=1e-4)
    assert np.abs(scores - other).max() > 1e-2
    assert facts["windows"] == 4


def test_pixels_without_a_label_are_not_learnt_from(pair):
    """A target of pixels left out may be anything: the loss of the others is the same."""
    values = torch.rand((24, 32, 32), generator=torch.Generator().manual_seed(3))
    labels = torch.full((32, 32), FineTuning.IGNORED)
    labels[:4], labels[20, 20] = BACKGROUND, ANOMALY

    class AsIs(nn.Module):
        def forward(self, values, measured):
            return values

    network = detection(pair[0].config, bands=24)
    take_blocks(network, *pair)
    window = LabelledWindow(values, torch.ones((32, 32), dtype=torch.bool), labels)
    fit = FineTuning(network, AsIs(), 0)
    loss = fit.run([window], Context(), torch.device("cpu"))
    with torch.no_grad():
        odds = network(values[None]).log_softmax(dim=1)[0]
    told = torch.cat([odds[BACKGROUND, :4].flatten(), odds[ANOMALY, 20, 20].reshape(1)])
    assert float(-told.mean()) == pytest.approx(loss, rel=0.5)
    assert float(-told.mean()) < 0.6


def test_a_plane_gives_back_scores_of_any_window():
    area = Window(10, 20, 40, 50)
    scores = np.random.default_rng(0).normal(size=(40, 50)).astype(np.float32)
    plane = ScorePlane(area, np.full((40, 50), np.nan, np.float32))
    plane.write(Window(0, 0, 40, 30), {ROLE: scores[:, :30]})
    plane.write(Window(0, 30, 40, 20), {ROLE: scores[:, 30:]})
    np.testing.assert_array_equal(plane.of(Window(15, 25, 5, 6)), scores[5:10, 5:11])
    assert np.isfinite(plane.of(Window(45, 68, 8, 8))).sum() == 5 * 2
    assert plane.statistics.quantile(0.3) == pytest.approx(np.quantile(scores, 0.3), abs=0.01)


def test_it_can_be_cancelled_while_it_learns(pair, make_scene):
    class Impatient(Context):
        """Is cancelled at the second step."""

        def progress(self, phase, done, total):
            if phase == "fit" and done == 1:
                self.cancel()

    with pytest.raises(Cancelled):
        scores_of("hypersigma", make_scene(planted()), context=Impatient())


def test_few_pixels_are_no_background(pair, make_scene):
    assert_few_pixels_are_refused("hypersigma", make_scene)
