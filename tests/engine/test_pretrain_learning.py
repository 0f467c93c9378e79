"""How the encoder learns: its losses, its calibration, and runs that can be stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save

from engine.bands.plan import BandRequest
from engine.models.cover_model import cover_model
from engine.models.hsfm.grid import GRID_NM
from engine.models.hsfm.network import CoverReader
from engine.models.installed import installed
from engine.models.registry import backbone
from engine.pretrain import __main__ as command
from engine.pretrain.calibrating import calibrate
from engine.pretrain.learning import hide, loss_of, redundancy
from engine.pretrain.mixing import Mixer
from engine.pretrain.publishing import publish
from engine.pretrain.sampling import Pools
from engine.pretrain.sensors import enmap, sentinel2
from engine.pretrain.training import LOG, STATE, Recipe, Training
from engine.pretrain.views import observe

from ..conftest import ROOT
from ..data.smooth_pool import NOTHING, generator, smooth_pool

RECIPE = Recipe(
    config={**Recipe().config, "width": 32, "dims": 8, "blocks": 1}, steps=30, pixels=64
)


@pytest.fixture(scope="module")
def mixer() -> Mixer:
    return Mixer(smooth_pool(), (enmap(), sentinel2()))


def trained(mixer: Mixer, steps: int, recipe: Recipe = RECIPE) -> Training:
    made = Training(recipe, mixer, (0.7, 0.3))
    made.run(steps, lambda step, losses: None, 10)
    return made


def weights_of(training: Training) -> bytes:
    state = training.net.state_dict()
    return save({key: value.contiguous() for key, value in sorted(state.items())})


def test_hiding_takes_one_piece_from_some_pixels():
    hidden = hide(torch.ones(400, len(GRID_NM)), generator()) == 0
    edges = hidden.int().diff(dim=1).abs().sum(1)
    assert (edges <= 2).all()
    assert 100 < hidden.any(1).sum() < 300


def test_redundancy_is_none_for_two_equal_views_whose_directions_differ():
    drawn = torch.randn(512, 8, generator=generator())
    apart = torch.linalg.qr(drawn - drawn.mean(0))[0] * 512**0.5
    assert float(redundancy(apart, apart)) < 1e-4
    assert float(redundancy(apart, 3 * apart + 1)) < 1e-4
    same = apart[:, :1] * torch.linspace(0.5, 2, 8)
    unlike = torch.randn(512, 8, generator=generator(1))
    assert float(redundancy(same, same)) > 0.05
    assert float(redundancy(apart, unlike)) > 0.5


def test_a_short_run_lowers_the_loss(mixer):
    def loss(training: Training) -> float:
        args = (training.net, mixer, (0, 1), 512, RECIPE.weights, RECIPE.how, generator(9))
        with torch.no_grad():
            terms = loss_of(*args)
        assert all(torch.isfinite(value) for value in terms.values())
        return float(terms["all"])

    begin, end = loss(trained(mixer, 0)), loss(trained(mixer, 30))
    assert end < begin - 0.3


def test_a_seed_gives_the_same_bytes_and_another_others(mixer):
    one, same = trained(mixer, 4), trained(mixer, 4)
    other = trained(mixer, 4, replace(RECIPE, seed=1))
    assert weights_of(one) == weights_of(same) != weights_of(other)


def test_a_resumed_run_ends_as_if_it_had_not_been_interrupted(mixer, tmp_path):
    first = trained(mixer, 3)
    first.save(tmp_path)
    second = Training(RECIPE, mixer, (0.7, 0.3))
    assert second.resume(tmp_path)
    assert second.step == 3
    second.run(8, lambda step, losses: None, 10)
    assert weights_of(second) == weights_of(trained(mixer, 8))


def test_another_recipe_does_not_take_up_a_run(mixer, tmp_path):
    assert not Training(RECIPE, mixer, (0.7, 0.3)).resume(tmp_path)
    trained(mixer, 2).save(tmp_path)
    for other in (replace(RECIPE, seed=1), replace(RECIPE, how=NOTHING), replace(RECIPE, steps=9)):
        made = Training(other, mixer, (0.7, 0.3))
        before = weights_of(made)
        assert not made.resume(tmp_path)
        assert made.step == 0 and weights_of(made) == before


def test_what_is_published_is_a_model_of_the_registry(mixer, tmp_path, monkeypatch):
    monkeypatch.setenv("HSFM_MODELS", str(tmp_path))
    training = trained(mixer, 2)
    calibrate(training.net, mixer, RECIPE.how, generator())
    digest = publish(training.net, RECIPE.config, {"made_by": "test"}, tmp_path / "own-one")
    record = (tmp_path / "own-one" / "model.json").read_bytes()
    assert publish(training.net, RECIPE.config, {"made_by": "test"}, tmp_path / "own-one") == digest
    assert (tmp_path / "own-one" / "model.json").read_bytes() == record
    assert installed()["own-one"].source["made_by"] == "test"
    assert installed()["own-one"].hash == digest
    centres = enmap().centre_nm.tolist()
    request = BandRequest(tuple(centres), None, None, tuple(range(1, len(centres) + 1)))
    values, valid = torch.rand(1, len(centres), 2, 2, generator=generator()), torch.ones(1, 2, 2)
    module = cover_model("own-one").covers(request)
    with torch.inference_mode():
        found = module(values, valid.bool())
        expected = CoverReader(training.net, module.weights.numpy(), module.seen.numpy() > 0)
        assert torch.equal(found.fractions, expected(values, valid.bool()).fractions)
    assert backbone("own-one").channels(request)[1] == RECIPE.config["dims"]


def test_calibrated_spreads_are_those_of_the_errors(mixer):
    training = trained(mixer, 30)
    held = Mixer(smooth_pool(seed=1), mixer.sensors)
    net = training.net
    calibrate(net, held, RECIPE.how, generator(5))
    each = held.sensors[0]
    pixels = held.draw(4096, generator(6))
    view = observe(held.surface(pixels, 0), each, RECIPE.how, generator(7))
    reader = CoverReader(net, np.eye(len(GRID_NM), dtype=np.float32), each.seen.numpy())
    image = view.T[None, :, :, None]
    with torch.inference_mode():
        found = reader(image, torch.ones(1, 4096, 1).bool())
    error = (found.fractions[0, :, :, 0].T - pixels.fractions).numpy()
    ratio = error / found.fraction_std[0, :, :, 0].T.numpy()
    np.testing.assert_allclose(np.sqrt((ratio**2).mean(0)), 1.0, atol=0.15)
    assert 0.9 < (np.abs(ratio) < 2).mean() < 0.99
    assert (found.unfamiliar <= 1).float().mean() > 0.98
    embedding = net(view, torch.from_numpy(each.seen.numpy()).float()).embedding
    normal = (embedding - net.embedding_mean) / net.embedding_std
    torch.testing.assert_close(normal.std(0), torch.ones(8), rtol=0, atol=0.1)


@pytest.fixture
def small_command(monkeypatch, tmp_path):
    """``engine.pretrain`` with a small pool and often saved: gives ``train`` for a work folder."""
    pool = smooth_pool()
    monkeypatch.setattr(command, "pools", lambda library, seed: Pools(pool, pool, pool))
    monkeypatch.setattr(command, "training_sensors", lambda rng: ((sentinel2(),) * 2, [0.5, 0.5]))
    monkeypatch.setattr(command, "SAVE_EVERY", 2)
    monkeypatch.setattr(command, "TELL_EVERY", 1)
    library = tmp_path / "library.npz"
    library.write_bytes(b"spectra")

    def train(name: str, fresh: bool = False) -> str:
        work = tmp_path / name
        return command.train(library, work / "m", work, replace(RECIPE, steps=6), fresh=fresh)

    return train


def test_an_interrupted_command_goes_on_and_its_log_has_every_step_once(
    small_command, tmp_path, monkeypatch, capsys
):
    digest = small_command("whole")
    lines = (tmp_path / "whole" / LOG).read_text().splitlines()
    assert [json.loads(line)["step"] for line in lines] == [1, 2, 3, 4, 5, 6]
    assert (tmp_path / "whole" / "curves.png").stat().st_size > 1000
    saved = Training.save

    def stop(self: Training, folder: Path) -> None:
        if self.step > 2:
            with (folder / LOG).open("a") as file:
                file.write('{"step": 5, "al')
            raise KeyboardInterrupt
        saved(self, folder)

    with monkeypatch.context() as patch:
        patch.setattr(Training, "save", stop)
        with pytest.raises(KeyboardInterrupt):
            small_command("cut")
    assert len((tmp_path / "cut" / LOG).read_text().splitlines()) == 5
    assert not (tmp_path / "cut" / "m").exists()
    assert small_command("cut") == digest
    assert (tmp_path / "cut" / LOG).read_text().splitlines() == lines
    assert small_command("cut", fresh=True) == digest
    assert (tmp_path / "cut" / LOG).read_text().splitlines() == lines


def test_the_record_says_how_the_weights_were_made(small_command, tmp_path):
    small_command("run")
    source = json.loads((tmp_path / "run" / "m" / "model.json").read_text())["source"]
    assert source["recipe"]["steps"] == 6
    assert len(source["library_sha256"].removeprefix("sha256:")) == 64
    assert source["torch"] == torch.__version__
    assert (tmp_path / "run" / STATE).is_file()


@pytest.mark.parametrize("content", [None, b"no library"])
def test_a_library_that_cannot_be_read_ends_the_command_with_a_sentence(tmp_path, content):
    library = tmp_path / "lib.npz"
    if content:
        library.write_bytes(content)
    before = sorted(tmp_path.iterdir())
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "engine.pretrain",
            "--library",
            str(library),
            "--out",
            str(tmp_path / "out"),
            "--work",
            str(tmp_path / "work"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "lib.npz" in done.stderr and "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2
    assert sorted(tmp_path.iterdir()) == before


def test_a_damaged_state_or_another_origin_is_not_resumed(mixer, tmp_path):
    one, other = (Training(RECIPE, mixer, (0.7, 0.3), origin) for origin in ("one", "other"))
    one.save(tmp_path)
    assert one.resume(tmp_path)
    assert not other.resume(tmp_path)
    (tmp_path / "state.pt").write_bytes(b"junk")
    assert not one.resume(tmp_path)
