"""The default classifier: what it is made of, and that it copes with odd labels."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from engine.errors import Cancelled
from engine.models.backbone import EMBEDDING, LOG_REFLECTANCE, REFLECTANCE
from engine.training import fit_ensemble as ensembles
from engine.training import members
from engine.training.choose import AUTO, ENSEMBLE, LINEAR, resolved
from engine.training.fit_ensemble import fit_ensemble
from engine.training.fit_kernel import fit_kernel, similarity_of, squares_to
from engine.training.fit_logistic import INVERSE_PENALTY, INVERSE_PENALTY_MANY, fit_logistic
from engine.training.stacking import held_out_temperature, moved_penalty, stacked
from engine.training.views import Layout, derivative

BANDS = 30
SPECTRA = Layout((BANDS,), (REFLECTANCE,), tuple(np.linspace(450, 2400, BANDS)))


def _scene(pixels, classes=3, noise=0.05, seed=0):
    """Spectra of classes that differ in shape, each brighter or darker by chance."""
    rng = np.random.default_rng(seed)
    grid = np.linspace(0, 3, BANDS)
    pure = 0.3 + 0.15 * np.sin(grid[None] * (1 + np.arange(classes)[:, None]))
    index = np.sort(np.arange(pixels) % classes)
    light = rng.uniform(0.5, 1.5, (pixels, 1))
    spectra = light * pure[index] + noise * rng.normal(size=(pixels, BANDS)) * 0.1
    return spectra.astype(np.float32), index, rng.integers(0, 12, pixels)


def _fit(spectra, index, block, layout=SPECTRA, count=None, check=lambda: None):
    return fit_ensemble(spectra, layout, index, block, count or int(index.max()) + 1, 0, check)


def test_it_tells_classes_apart_and_says_what_it_is_made_of():
    fit = _fit(*_scene(60))
    others, truth, _ = _scene(300, seed=1)
    assert (fit.scores(others).argmax(1) == truth).mean() > 0.95
    assert sum(entry["weight"] for entry in fit.members) == pytest.approx(1.0, abs=0.01)
    assert [entry["member"] for entry in fit.members] == [
        "kernel on log",
        "kernel on log and shape",
        "kernel on log and shape and reflectance",
        "logistic regression on shape and reflectance",
        "logistic regression on log",
        "logistic regression on reflectance",
        "logistic regression on whitened features",
    ]


def test_the_same_input_gives_the_same_bytes():
    one, other = (_fit(*_scene(90)) for _ in range(2))
    assert one.head.bias.tobytes() == other.head.bias.tobytes()
    assert one.head.kernels[1].weight.tobytes() == other.head.kernels[1].weight.tobytes()
    assert one.members == other.members


@pytest.mark.parametrize("pixels", [2, 3, 7])
def test_a_pixel_or_two_a_class_are_enough(pixels):
    spectra, index, block = _scene(pixels, classes=2)
    fit = _fit(spectra, index, block)
    assert (fit.scores(spectra).argmax(1) == index).all()
    assert np.isfinite(fit.head.bias).all()


def test_copies_of_one_spectrum_can_be_fitted():
    spectra, index, block = _scene(40, classes=2)
    spectra[:] = spectra[index * 20]
    fit = _fit(spectra, index, block)
    assert (fit.scores(spectra).argmax(1) == index).all()


def test_a_class_without_pixels_is_never_the_answer():
    spectra, index, block = _scene(60)
    fit = _fit(spectra, index * 2, block, count=6)
    assert set(fit.scores(spectra).argmax(1)) <= {0, 2, 4}


def test_one_band_and_no_wavelengths_can_be_fitted():
    spectra, index, block = _scene(60, classes=2)
    for bands in (1, 2):
        few = np.ascontiguousarray(spectra[:, :bands])
        fit = _fit(few, index, block, Layout((bands,), (REFLECTANCE,)))
        assert np.isfinite(fit.scores(few)).all()
        assert [entry["member"] for entry in fit.members] == [
            "kernel on log",
            "kernel on log and reflectance",
            "logistic regression on log",
            "logistic regression on reflectance",
            "logistic regression on whitened features",
        ]


def test_views_in_which_nothing_varies_are_left_out():
    spectra, index, block = _scene(60, classes=2)
    alike = np.repeat(spectra[:, :1], BANDS, axis=1)  # brighter or darker, but of one shape
    fit = _fit(alike, index, block)
    assert [view.transform for view in fit.head.views] == ["log", "same"]
    assert np.isfinite(fit.scores(alike)).all()
    dark = alike * 1e-3  # below what the logarithm takes: only reflectance itself is left
    fit = _fit(dark, index, block)
    assert [view.transform for view in fit.head.views] == ["same"]
    assert [entry["member"] for entry in fit.members] == [
        "kernel on reflectance",
        "logistic regression on reflectance",
        "logistic regression on whitened features",
    ]


def test_pixels_all_alike_keep_their_views():
    index = np.arange(20) % 2
    spectra = np.full((20, BANDS), 0.25, np.float32)
    fit = _fit(spectra, index, np.arange(20) % 6)
    assert len(fit.head.views) == 3
    assert np.isfinite(fit.scores(spectra)).all()


def test_a_dead_band_does_not_matter():
    spectra, index, block = _scene(60)
    spectra[:, 4] = 0.0
    assert (_fit(spectra, index, block).scores(spectra).argmax(1) == index).mean() > 0.95


def test_many_pixels_stay_within_the_landmarks(monkeypatch):
    monkeypatch.setattr(ensembles, "MOST_LANDMARKS", 40)
    monkeypatch.setattr(ensembles, "MOST_PIXELS", 120)
    fit = _fit(*_scene(900))
    assert all(len(view.landmarks) <= 40 for view in fit.head.views)
    others, truth, _ = _scene(300, seed=1)
    assert (fit.scores(others).argmax(1) == truth).mean() > 0.95


def test_more_classes_than_landmarks_keep_one_each(monkeypatch):
    monkeypatch.setattr(ensembles, "MOST_LANDMARKS", 4)
    rng = np.random.default_rng(0)
    pure = rng.uniform(0.1, 0.5, (10, BANDS)).astype(np.float32)
    index = np.repeat(np.arange(10), 6)
    spectra = pure[index] + 0.001 * rng.normal(size=(60, BANDS)).astype(np.float32)
    fit = _fit(spectra, index, rng.integers(0, 9, 60))
    assert (fit.scores(spectra).argmax(1) == index).mean() > 0.9


def test_logarithms_of_spectra_give_the_same_views():
    spectra, index, block = _scene(60)
    plain = _fit(spectra, index, block, Layout((BANDS,), (REFLECTANCE,)))
    logs = np.log(spectra)
    made = _fit(logs, index, block, Layout((BANDS,), (LOG_REFLECTANCE,)))
    for one, other in zip(plain.head.views, made.head.views):
        np.testing.assert_allclose(one.landmarks, other.landmarks, atol=1e-2)


def test_embeddings_beside_reflectance_do_not_make_views():
    spectra, index, block = _scene(60)
    both = np.hstack([spectra, spectra[:, :4]])
    fit = _fit(both, index, block, Layout((BANDS, 4), (REFLECTANCE, EMBEDDING)))
    assert {view.part for view in fit.head.views} == {0}
    alone = _fit(spectra, index, block, Layout.plain(BANDS))
    assert [view.transform for view in alone.head.views] == ["same"]


def _weights(fit):
    """Of the members, by name."""
    return {entry["member"]: entry["weight"] for entry in fit.members}


def test_plain_logistic_regressions_start_heavier_with_more_pixels(monkeypatch):
    monkeypatch.setattr(ensembles, "MANY_PIXELS", 120)
    held, shares = [], []
    for pixels in (12, 60, 120, 240):
        spectra, index, _ = _scene(pixels)
        # All in one block: nothing is held out, so the weights are the usual ones.
        found = _weights(_fit(spectra, index, np.zeros(pixels, int)))
        plain = [found[f"logistic regression on {name}"] for name in ("log", "reflectance")]
        assert plain[0] == plain[1]
        shares.append(plain[0] / found["kernel on log"])
        held.append(found["logistic regression on shape and reflectance"])
    full = ensembles.PLAIN / ensembles.KERNEL
    assert shares == pytest.approx([0.1 * full, 0.5 * full, full, full], rel=0.02)
    assert held[0] > held[1] > held[2] == held[3] > 0


def test_features_that_are_no_reflectance_have_no_plain_logistic_regressions():
    spectra, index, block = _scene(60)
    fit = _fit(spectra, index, block, Layout.plain(BANDS))
    assert [entry["member"] for entry in fit.members] == [
        "kernel on features 1",
        "logistic regression on features 1",
        "logistic regression on whitened features",
    ]


def test_plain_logistic_regressions_follow_each_pixel_and_the_others_each_class(monkeypatch):
    asked = []

    def spy(features, classes, count, inverse_penalty, *, evened):
        asked.append((features.shape[1], inverse_penalty, evened))
        return fit_logistic(features, classes, count, inverse_penalty, evened=evened)

    monkeypatch.setattr(members, "fit_logistic", spy)
    fit = _fit(*_scene(60))
    dims = [len(view.offset) for view in fit.head.views]
    assert set(asked) == {
        (dims[1] + dims[2], INVERSE_PENALTY, True),
        (dims[0], INVERSE_PENALTY_MANY, False),
        (dims[2], INVERSE_PENALTY_MANY, False),
    }


def test_evened_classes_move_the_border_to_the_common_one():
    rng = np.random.default_rng(0)
    index = np.repeat([0, 1], [300, 20])
    x = 1.5 * index[:, None] + rng.normal(size=(320, 1))
    borders = []
    for evened in (False, True):
        fit = fit_logistic(x, index, 2, INVERSE_PENALTY_MANY, evened=evened)
        borders.append(-(fit.bias[1] - fit.bias[0]) / (fit.weight[1, 0] - fit.weight[0, 0]))
    assert borders[1] < borders[0] - 0.3


def test_it_can_be_cancelled():
    def check():
        raise Cancelled("stop")

    with pytest.raises(Cancelled):
        _fit(*_scene(60), check=check)


def test_the_derivative_follows_the_wavelength():
    order = np.array([2, 0, 1, 3, 4])
    ramp = np.empty(5)
    ramp[order] = np.arange(5.0)
    slope = derivative(order) @ ramp
    assert (slope > 0).all()
    np.testing.assert_allclose(derivative(order) @ np.ones(5), 0.0, atol=1e-12)


def test_landmarks_at_all_pixels_solve_the_kernel_system():
    """(K + penalty) a = y, the textbook's formula, with all classes alike."""
    rng = np.random.default_rng(2)
    places = rng.normal(size=(12, 3))
    index = np.arange(12) % 2
    similarity = similarity_of([squares_to(places, places)], [0.25])
    every = np.arange(12)
    fit = fit_kernel(similarity, every, every, index, 2, [0.3])[0]
    wanted = np.linalg.solve(similarity + 0.3 * np.eye(12), np.eye(2)[index] - 0.5)
    np.testing.assert_allclose(fit.weight.T, wanted, atol=1e-6)


def _held(good, pixels=400, seed=0):
    """Scores that are right by ``good``, and the classes."""
    rng = np.random.default_rng(seed)
    classes = np.arange(pixels) % 3
    return good * np.eye(3)[classes] + rng.normal(size=(pixels, 3)), classes


def test_a_better_member_gets_more_weight_and_a_worse_one_less():
    good, classes = _held(3.0)
    noise, _ = _held(0.0, seed=1)
    weights = stacked([good, noise], classes, [0.5, 0.5], 3)
    assert weights[0] > 0.8
    assert weights.sum() == pytest.approx(1.0)


def test_a_few_held_out_pixels_hardly_move_the_weights():
    good, classes = _held(3.0, pixels=6)
    noise, _ = _held(0.0, pixels=6, seed=1)
    assert stacked([good, noise], classes, [0.5, 0.5], 3)[0] == pytest.approx(0.5, abs=0.1)


def test_more_held_out_pixels_move_the_weights_further():
    moved = []
    for pixels in (60, 400):
        good, classes = _held(3.0, pixels=pixels)
        noise, _ = _held(0.0, pixels=pixels, seed=1)
        moved.append(float(stacked([good, noise], classes, [0.5, 0.5], 3)[0]))
    assert 0.68 < moved[0] < 0.8  # half-way: neither ignored nor believed
    assert moved[1] > 0.85


def test_nothing_held_out_leaves_everything_as_usual():
    nothing, classes = np.full((9, 3), np.nan), np.arange(9) % 3
    assert stacked([nothing] * 2, classes, [0.3, 0.1], 3).tolist() == pytest.approx([0.75, 0.25])
    assert held_out_temperature(nothing, classes, 3, 0.4) == 0.4
    assert moved_penalty(np.stack([nothing] * 4), classes, 3, 2) == 2


def test_another_penalty_must_surely_be_better():
    good, classes = _held(4.0)
    same = np.stack([good, good + 1e-3])
    assert moved_penalty(same, classes, 3, 1) == 1
    noise, _ = _held(0.0, seed=1)
    assert moved_penalty(np.stack([good, noise]), classes, 3, 1) == 0


def test_networks_of_windows_keep_the_linear_head():
    pixels = SimpleNamespace(window_px=None, multiple_px=1)
    window = SimpleNamespace(window_px=128, multiple_px=1)
    assert resolved(AUTO, pixels) == ENSEMBLE
    assert resolved(AUTO, window) == LINEAR
    assert resolved(LINEAR, pixels) == LINEAR
    assert resolved(ENSEMBLE, window) == ENSEMBLE
