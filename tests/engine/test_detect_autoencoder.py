"""The autoencoder: what it learns, and its map."""

from __future__ import annotations

import threading

import numpy as np
import pytest
import torch

from engine.context import Context
from engine.detect import autoencoder
from engine.detect.autoencoder import error_whitener, trained
from engine.errors import Cancelled

from .detecting import (
    PLANTED,
    assert_few_pixels_are_refused,
    assert_masked_has_no_say,
    highest,
    planted,
    scores_of,
)


@pytest.fixture(autouse=True)
def few_steps(monkeypatch):
    monkeypatch.setattr(autoencoder, "STEPS", 120)
    monkeypatch.setattr(autoencoder, "BATCH", 128)


@pytest.fixture
def sample():
    """Pixels on a bent surface of two dimensions, in six."""
    rng = np.random.default_rng(5)
    place = rng.normal(size=(2000, 2))
    made = np.stack([*place.T, *np.sin(2 * place).T, *np.cos(place).T], axis=1)
    return torch.from_numpy((made + 0.05 * rng.normal(size=made.shape)).astype(np.float32))


def test_it_learns_what_is_ordinary_and_not_what_is_rare(sample):
    sample[::100] = 3 * torch.tensor([1.0, -1, 1, -1, 1, -1])
    network, _ = trained(sample, 0, Context())
    with torch.no_grad():
        error = network(sample).square().sum(dim=1)
    rare = torch.arange(len(sample)) % 100 == 0
    assert error[rare].min() > 20 * error[~rare].median()
    assert error[~rare].median() < 0.2 * sample[~rare].square().sum(dim=1).median()


def test_the_same_seed_gives_the_same_network(sample):
    first, second, other = (trained(sample, seed, Context())[0] for seed in (0, 0, 1))
    for one, two, three in zip(first.parameters(), second.parameters(), other.parameters()):
        assert torch.equal(one, two)
        assert not torch.equal(one, three)


def test_it_stops_when_pixels_held_out_gain_nothing(monkeypatch):
    monkeypatch.setattr(autoencoder, "STEPS", 4000)
    monkeypatch.setattr(autoencoder, "GAIN", 0.5)
    noise = torch.randn((600, 6), generator=torch.Generator().manual_seed(0))
    assert trained(noise, 0, Context())[1] <= 10 * autoencoder.LOOK_EVERY + 1


def test_ordinary_errors_are_white_afterwards():
    error = torch.randn((5000, 3), generator=torch.Generator().manual_seed(2))
    error = error * torch.tensor([1.0, 5.0, 0.1]) + torch.tensor([1.0, 0.0, -1.0])
    error[:20] *= 100
    mean, whitener = error_whitener(error)
    white = (error[20:] - mean) @ whitener.T
    covariance = torch.cov(white.T, correction=0)
    np.testing.assert_allclose(covariance, np.eye(3), atol=0.15)


def test_planted_pixels_have_the_highest_scores(make_scene):
    scores, facts = scores_of("autoencoder", make_scene(planted()))
    assert highest(scores, len(PLANTED)) == set(PLANTED)
    assert facts["steps"] == 120


def test_what_is_masked_has_no_say_and_no_score(make_scene):
    assert_masked_has_no_say("autoencoder", make_scene)


def test_other_windows_give_the_same_map(make_scene):
    scores, _ = scores_of("autoencoder", make_scene(planted()))
    again, _ = scores_of("autoencoder", make_scene(planted(), block=(7, 70)), memory=1)
    np.testing.assert_allclose(scores, again, rtol=0.05)


def test_it_can_be_cancelled_between_steps(sample):
    class Impatient(Context):
        """Is cancelled when training says how far it is for the second time."""

        told = 0

        def progress(self, phase, done, total):
            self.told += 1
            if self.told == 2:
                self.cancel()

    context = Impatient(threading.Event())
    with pytest.raises(Cancelled):
        trained(sample, 0, context)
    assert context.told == 2


def test_a_flat_scene_with_odd_pixels_has_finite_scores(make_scene):
    cube = np.full((24, 60, 70), 2000, np.int16)
    for number, (row, col) in enumerate(PLANTED):
        cube[number::3, row, col] = 5000
    scores, _ = scores_of("autoencoder", make_scene(cube))
    assert np.isfinite(scores).all()
    assert highest(scores, len(PLANTED)) == set(PLANTED)


def test_few_pixels_are_no_background(make_scene):
    assert_few_pixels_are_refused("autoencoder", make_scene)
