"""The fast fits: that they are right, say the same on any number of cores, and share a process."""

from __future__ import annotations

import threading
import warnings

import numpy as np
import pytest
from scipy.special import log_softmax
from sklearn.covariance import oas
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_info

from engine import threads
from engine.threads import at_once, in_chunks, one_thread
from engine.training import fit_linear as linear
from engine.training.fit_linear import fit_linear
from engine.training.fit_logistic import fit_logistic
from engine.training.softmax import PixelLosses, SoftmaxLoss
from engine.training.whitening import shrunk, whitening


def _pixels(pixels=300, dims=12, classes=3, seed=0):
    """Overlapping classes in features that are mixtures of each other."""
    rng = np.random.default_rng(seed)
    index = np.arange(pixels) % classes
    mixed = rng.normal(size=(dims, dims))
    made = (rng.normal(size=(classes, dims))[index] + rng.normal(size=(pixels, dims))) @ mixed
    return made.astype(np.float32), index, rng.integers(0, 12, pixels)


def _blas_threads():
    return {entry["num_threads"] for entry in threadpool_info() if entry["user_api"] == "blas"}


def test_the_fit_is_that_of_scikit_learn():
    x, index, _ = _pixels()
    found = SoftmaxLoss(x, index, np.ones(300)).fitted(0.01, tolerance=1e-6, iterations=2000)
    theirs = LogisticRegression(C=1 / 0.01 / 300, tol=1e-7, max_iter=5000)
    theirs.fit(x.astype(float), index)
    np.testing.assert_allclose(found.weight, theirs.coef_, atol=2e-3)
    np.testing.assert_allclose(found.bias, theirs.intercept_, atol=2e-3)


def test_logistic_regression_along_principal_axes_is_the_plain_one():
    x, index, _ = _pixels()
    x = np.hstack([x, x[:, :3] + 1e-3])  # copies of bands
    found = fit_logistic(x.astype(float), index, 5, 0.1, evened=False)
    theirs = LogisticRegression(C=0.1, tol=1e-7, max_iter=5000).fit(x, index)
    ours = x @ found.weight.T + found.bias
    chances = np.exp(ours) / np.exp(ours).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(chances[:, :3], theirs.predict_proba(x), atol=5e-3)
    assert chances[:, 3:].max() < 1e-6  # classes without pixels


def test_pixel_losses_are_those_of_the_softmax():
    rng = np.random.default_rng(0)
    scores, index = 300 * rng.normal(size=(50, 4)), rng.integers(0, 4, 50)
    wanted = -log_softmax(scores / 7, axis=1)[np.arange(50), index]
    np.testing.assert_allclose(PixelLosses(scores, index).at(7.0), wanted, atol=1e-9)


def test_shrinkage_is_that_of_scikit_learn():
    x = np.random.default_rng(0).normal(size=(30, 12)) @ np.diag(np.logspace(0, 2, 12))
    np.testing.assert_allclose(shrunk(x.T @ x / 30, 30), oas(x, assume_centered=True)[0])
    assert (shrunk(np.zeros((3, 3)), 5) == 0).all()


def test_pixels_of_one_spectrum_a_class_are_not_divided_by_zero():
    x = np.repeat(np.eye(3, dtype=np.float32), 5, axis=0)
    mean, whitener = whitening(x, np.repeat(np.arange(3), 5))
    assert np.isfinite((x - mean) @ whitener).all()


@pytest.mark.parametrize("cores", [1, 2, 3])
def test_any_number_of_cores_gives_the_same_bytes(monkeypatch, cores):
    monkeypatch.setattr(threads, "CHUNK_PX", 64)
    monkeypatch.setattr(linear, "LEAST_FOR_THREADS", 0 if cores > 1 else 10**12)
    monkeypatch.setattr(threads, "usable_cores", lambda: cores)
    fit = fit_linear(*_pixels(), 3, 0, lambda: None)
    monkeypatch.setattr(threads, "usable_cores", lambda: 1)
    alone = fit_linear(*_pixels(), 3, 0, lambda: None)
    assert fit.weight.tobytes() == alone.weight.tobytes()
    assert fit.strength == alone.strength


def test_all_pixels_count_beyond_those_that_choose_the_penalty(monkeypatch):
    rng = np.random.default_rng(0)
    index, block = np.arange(3000) % 3, rng.integers(0, 12, 3000)
    x = (2.0 * np.eye(3, 40)[index] + rng.normal(size=(3000, 40))).astype(np.float32)
    monkeypatch.setattr(linear, "STRENGTHS", (30.0,))
    monkeypatch.setattr(linear, "FIRST_PIXELS", 150)
    found = []
    for most in (150, 2000):
        monkeypatch.setattr(linear, "MAX_PIXELS", most)
        fit = fit_linear(x[:2000], index[:2000], block[:2000], 3, 0, lambda: None)
        found.append(PixelLosses(fit.scores(x[2000:]), index[2000:]).at(1.0).mean())
    assert found[1] < 0.9 * found[0]


def test_fits_are_silent():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fit_linear(*_pixels(), 3, 0, lambda: None)


def test_threads_that_fit_at_once_leave_the_process_as_it_was():
    before = _blas_threads()
    begun, end = threading.Event(), threading.Event()

    def long_one():
        with one_thread():
            begun.set()
            end.wait(30)

    thread = threading.Thread(target=long_one)
    with one_thread():
        thread.start()
        assert begun.wait(30)
        with one_thread():
            assert _blas_threads() == {1}
    assert _blas_threads() == {1}  # the other one still fits
    end.set()
    thread.join(30)
    assert _blas_threads() == before


def test_chunks_and_threads_keep_the_order():
    places = list(in_chunks(lambda place: place, threads.CHUNK_PX + 1))
    assert [(each.start, each.stop) for each in places] == [
        (0, threads.CHUNK_PX),
        (threads.CHUNK_PX, threads.CHUNK_PX + 1),
    ]
    assert list(at_once(lambda n: n * n, range(20), 4)) == [n * n for n in range(20)]
