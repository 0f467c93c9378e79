"""What the encoder learns from: sensors, mixed pixels, and views of them."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
import torch

from engine.models.cover_model import TRAITS
from engine.models.hsfm.adapter import LEAST_CELLS
from engine.models.hsfm.grid import GRID_NM
from engine.models.hsfm.network import PLANTS, SOIL, TRAIT_OF_SOIL
from engine.pretrain.mixing import SHARE, TRAITS_FROM, Mixer
from engine.pretrain.pool import COVER_NAMES
from engine.pretrain.sensors import (
    aviris,
    desis,
    emit,
    enmap,
    prisma,
    sensor,
    sentinel2,
    training_sensors,
)
from engine.pretrain.views import Disturbances, observe
from engine.pretrain.wavelengths import WAVELENGTH_NM

from ..data.smooth_pool import NOTHING, generator, smooth_pool


@pytest.fixture(scope="module")
def mixer() -> Mixer:
    return Mixer(smooth_pool(), (enmap(), sentinel2()))


@pytest.mark.parametrize("make", [enmap, prisma, emit, desis, aviris, sentinel2])
def test_sensors_see_a_flat_surface_flat_and_nothing_where_vapour_is_deep(make):
    made = make()
    assert torch.allclose(made.response.sum(1), torch.ones(len(made.centre_nm)), atol=1e-5)
    flat = torch.full((1, len(WAVELENGTH_NM)), 0.3) @ made.response.T @ made.to_grid.T
    np.testing.assert_allclose(flat[0, made.seen], 0.3, atol=1e-5)
    assert not flat[0, ~made.seen].any()
    assert (made.noise > 0).all() and (made.noise < 0.2).all()
    assert not ((made.centre_nm > 1345) & (made.centre_nm < 1455)).any()
    assert made.seen.all() == (make not in (desis, sentinel2))


def test_sensors_of_training_are_many_and_the_same_for_a_seed():
    sensors, share = training_sensors(np.random.default_rng(5))
    again, _ = training_sensors(np.random.default_rng(5))
    other, _ = training_sensors(np.random.default_rng(6))
    assert len(sensors) == len(share) > 10
    assert share.sum() == pytest.approx(1) and (share > 0).all()
    assert all(torch.equal(a.centre_nm, b.centre_nm) for a, b in zip(sensors, again))
    assert any(a.centre_nm.shape != b.centre_nm.shape for a, b in zip(sensors, other))
    assert len({len(each.centre_nm) for each in sensors}) > 5
    assert all(int(each.seen.sum()) >= LEAST_CELLS for each in sensors if each not in sensors[:6])


def test_a_band_is_the_mean_of_the_spectrum_under_its_response():
    made = sensor("one", np.array([700.0]), np.array([20.0]))
    line = torch.from_numpy(WAVELENGTH_NM).float()
    assert float(line @ made.response.T) == pytest.approx(700.0, abs=0.05)
    assert int((made.response > made.response.max() / 2).sum()) * 2 == pytest.approx(20, abs=4)


def test_undisturbed_views_are_the_resampled_surface(mixer):
    pixels = mixer.draw(50, generator())
    for number, each in enumerate(mixer.sensors):
        surface = mixer.surface(pixels, number)
        before = surface.clone()
        view = observe(surface, each, NOTHING, generator(1))
        assert torch.equal(view, before @ each.to_grid.T)
        observe(surface, each, Disturbances(), generator(1))
        assert torch.equal(surface, before)


@pytest.mark.parametrize("effect", [field.name for field in fields(Disturbances)])
def test_every_disturbance_changes_views_and_differs_between_two(mixer, effect):
    pixels = mixer.draw(50, generator())
    surface = mixer.surface(pixels, 0)
    strong = getattr(Disturbances(), effect)
    how = replace(NOTHING, **{effect: strong})
    one, other = (observe(surface, mixer.sensors[0], how, generator(n)) for n in (1, 2))
    plain = surface @ mixer.sensors[0].to_grid.T
    assert torch.isfinite(one).all()
    if strong:
        assert not torch.allclose(one, plain, atol=1e-6)
        assert torch.equal(one, other) == (effect == "haze_mean")  # the one that is no spread
    assert torch.equal(one, observe(surface, mixer.sensors[0], how, generator(1)))


def test_mixtures_are_whole_and_the_same_for_a_seed(mixer):
    pixels, again = mixer.draw(500, generator(3)), mixer.draw(500, generator(3))
    assert all(torch.equal(a, b) for a, b in zip(pixels[:-1], again[:-1]))
    assert (pixels.parts >= 0).all() and (pixels.fractions >= 0).all()
    for shares in (pixels.parts, pixels.fractions):
        torch.testing.assert_close(shares.sum(1), torch.ones(500))
    cover = torch.from_numpy(smooth_pool().cover)[pixels.members]
    summed = torch.zeros_like(pixels.fractions).scatter_add_(1, cover, pixels.parts)
    torch.testing.assert_close(pixels.fractions, summed)
    for number, each in enumerate(mixer.sensors):
        assert torch.equal(mixer.seen(pixels, number), each.seen.float().expand(500, -1))


def test_a_pure_pixel_is_a_spectrum_of_the_pool(mixer):
    pool, pixels = smooth_pool(), mixer.draw(300, generator())
    pure = (pixels.parts[:, 0] == 1).nonzero()[:, 0]
    assert 40 < len(pure) < 150
    for number, each in enumerate(mixer.sensors):
        expected = torch.from_numpy(pool.spectra)[pixels.members[pure, 0]] @ each.response.T
        torch.testing.assert_close(mixer.surface(pixels, number)[pure], expected)


def test_traits_are_means_of_what_has_them_and_unknown_below_a_share(mixer):
    pool, pixels = smooth_pool(), mixer.draw(800, generator())
    cover = pool.cover[pixels.members]
    for number, trait in enumerate(TRAITS):
        has = np.isin(cover, SOIL if TRAIT_OF_SOIL[number] else PLANTS)
        part = pixels.parts.numpy() * has
        wanted = (part * np.nan_to_num(pool.traits[pixels.members, number])).sum(1)
        known = part.sum(1) >= TRAITS_FROM
        found = pixels.traits[:, number].numpy()
        np.testing.assert_array_equal(np.isfinite(found), known, trait.name)
        np.testing.assert_allclose(found[known], wanted[known] / part.sum(1)[known], rtol=1e-4)
        assert 50 < known.sum() < 790


def test_covers_that_do_not_meet_rarely_share_a_pixel(mixer):
    pixels = mixer.draw(20_000, generator())
    cover = smooth_pool().cover[pixels.members]
    beside = cover[cover[:, 0] == COVER_NAMES.index("snow and ice"), 1]

    def often(name: str) -> float:
        return float((beside == COVER_NAMES.index(name)).mean()) / SHARE[name]

    assert often("built-up") < 0.3 * often("bare soil")
    assert often("burned") < 0.3 * often("rock")


def test_a_cover_without_spectra_is_never_drawn():
    pool = smooth_pool()
    pool = pool.take(pool.cover != COVER_NAMES.index("water"))
    pixels = Mixer(pool, (sentinel2(),)).draw(500, generator())
    assert not pixels.fractions[:, COVER_NAMES.index("water")].any()


def test_gaps_of_a_spectrum_are_not_known_in_its_mixtures():
    pool = smooth_pool(gaps=True)
    made = Mixer(pool, (enmap(),))
    pixels = made.draw(200, generator())
    gap = np.isnan(pool.spectra[:, -1])[pixels.members] & (pixels.parts.numpy() >= 0.02)
    known = made.seen(pixels, 0).bool()
    assert known[:, GRID_NM < 1390].all()
    np.testing.assert_array_equal(known[:, GRID_NM > 1450].all(1), ~gap.any(1))
    assert 0 < gap.any(1).sum() < 200
    whole = Mixer(smooth_pool(), (enmap(),)).surface(pixels, 0) @ enmap().to_grid.T
    found = made.surface(pixels, 0) @ enmap().to_grid.T
    # Also beside the gap, where a part of a band's response is unknown, nothing is too dark.
    torch.testing.assert_close(found[known], whole[known], atol=0.01, rtol=0.1)
