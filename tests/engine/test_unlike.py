"""Pixels unlike everything labelled: what is measured, and that it finds what nobody labelled."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch.nn import functional

from engine.context import Context
from engine.heads.samples import MOST_PER_CLASS
from engine.heads.unlike import Unlike
from engine.heads.unlike_scores import UnlikeScores
from engine.models.registry import backbone
from engine.tasks.opening import open_for_task
from engine.training.class_fields import feature_classes
from engine.training.gather import labelled_features
from engine.training.labels import rasterise
from engine.training.samples import kept_samples
from engine.training.split import spatial_split
from engine.training.unlike import HELD_OUT_WITHIN, MOST_COMPARED, fit_unlike
from engine.vectors import read_vector, to_grid

BANDS = 60
GRID = np.linspace(0, 6, BANDS)
MATERIALS = np.stack([0.3 + 0.2 * np.sin(GRID * (0.5 + 0.4 * n) + n) for n in range(5)])


def _pixels(materials, count, seed=0, blocks=10):
    """Spectra of materials, each block of them a little different, each pixel brighter or darker.

    Returns:
        features, classes from 0, blocks.
    """
    rng = np.random.default_rng(seed)
    classes = np.repeat(np.arange(len(materials)), count)
    block = rng.integers(0, blocks, len(classes))
    drift = 0.01 * rng.normal(size=(blocks, len(materials), BANDS)).cumsum(axis=2) / 3
    light = rng.normal(1, 0.1, (len(classes), 1))
    made = light * (MATERIALS[list(materials)][classes] + drift[block, classes])
    return (made + 0.004 * rng.normal(size=made.shape)).astype(np.float32), classes, block


def _distances(unlike, features, channels=(BANDS,)):
    pixels = torch.from_numpy(np.ascontiguousarray(features.T))[None, :, :, None]
    parts = torch.split(pixels, list(channels), dim=1)
    with torch.inference_mode():
        valid = torch.ones(1, len(features), 1, dtype=torch.bool)
        return UnlikeScores(unlike, channels)(parts, valid)[0, :, 0].numpy()


def test_a_material_that_nobody_labelled_is_unlike_and_new_pixels_of_known_ones_are_not():
    known = fit_unlike(kept_samples(*_pixels((0, 1, 2, 3), 200)))
    new = _pixels((0, 1, 2, 3), 300, seed=1)[0]
    strange = _pixels((4,), 300, seed=2)[0]
    assert (_distances(known, strange) > 1).mean() > 0.95
    assert (_distances(known, new) < 1).mean() > 0.9


def test_about_as_many_held_out_pixels_are_near_as_it_says():
    features, classes, block = _pixels((0, 1, 2, 3), 200, blocks=40)
    held = block < 10
    known = fit_unlike(kept_samples(features[~held], classes[~held], block[~held]))
    near = (_distances(known, features[held]) < 1).mean()
    assert near == pytest.approx(HELD_OUT_WITHIN, abs=0.04)
    assert known.held_out_percent == pytest.approx(100 * (1 - HELD_OUT_WITHIN), abs=0.5)


def test_on_a_real_scene_held_out_labels_are_near(potsdam, potsdam_labels):
    context = Context()
    scene = open_for_task(str(potsdam), context)
    layer = to_grid(read_vector(potsdam_labels, ""), scene.grid)
    labels = rasterise(layer, feature_classes(layer, "class"), scene.grid)
    spectra = backbone("spectra")
    plan, request = spectra.plan(scene)
    features, valid = labelled_features(
        scene,
        plan,
        request,
        spectra,
        labels,
        device=torch.device("cpu"),
        context=context,
        memory_mib=512,
    )
    labels, features = labels.take(valid), features[valid]
    split = spatial_split(labels, 5, 0)
    near, strange = [], []
    for fold in range(split.folds):
        train = split.fold != fold
        known = fit_unlike(kept_samples(features[train], labels.index[train], split.block[train]))
        held = features[~train & np.isin(labels.index, labels.index[train])]
        near.append((_distances(known, held, (held.shape[1],)) < 1).mean())
        turned = held[:, ::-1]  # no material of this world
        strange.append((_distances(known, turned, (held.shape[1],)) > 1).mean())
    print(f"near {np.round(near, 3)}, strange {np.round(strange, 3)}")
    assert np.mean(near) > 0.9  # measured 0.94
    assert np.mean(strange) > 0.99


def test_distances_are_those_of_the_formula():
    rng = np.random.default_rng(0)
    unlike = Unlike(
        rng.normal(size=(3, 5)).astype(np.float32),
        rng.normal(size=3).astype(np.float32),
        rng.normal(size=(7, 3)).astype(np.float32),
        rng.uniform(0.5, 2, 7).astype(np.float32),
        5.0,
    )
    features = rng.normal(size=(50, 5)).astype(np.float32)
    places = features @ unlike.projection.T + unlike.offset
    apart = np.linalg.norm(places[:, None] - unlike.landmarks[None], axis=2) * unlike.scales
    np.testing.assert_allclose(_distances(unlike, features, (2, 3)), apart.min(axis=1), rtol=1e-3)


def _random(channels, seed=0):
    rng = np.random.default_rng(seed)
    made = (rng.normal(size=shape) for shape in ((4, channels), (4,), (9, 4)))
    return Unlike(*(each.astype(np.float32) for each in made), np.ones(9, np.float32), 5.0)


def test_coarse_parts_are_compared_as_if_they_were_interpolated_first():
    generator = torch.Generator().manual_seed(0)
    coarse = torch.rand(2, 6, 4, 4, generator=generator)
    fine = torch.rand(2, 3, 32, 32, generator=generator)
    valid = torch.ones(2, 32, 32, dtype=torch.bool)
    scores = UnlikeScores(_random(9), (6, 3))
    whole = functional.interpolate(coarse, size=(32, 32), mode="bilinear", align_corners=False)
    torch.testing.assert_close(
        scores((coarse, fine), valid), scores((whole, fine), valid), rtol=1e-4, atol=1e-4
    )


@pytest.mark.parametrize("shape", [(32, 32), (1, 9), (3, 2), (13, 30)])
def test_where_few_pixels_are_measured_each_stands_for_its_neighbours(shape):
    unlike, (rows, cols) = _random(5), shape
    part = torch.rand(1, 5, rows, cols, generator=torch.Generator().manual_seed(1))
    valid = torch.ones(1, rows, cols, dtype=torch.bool)
    every = UnlikeScores(unlike, (5,))((part,), valid)[0]
    some = UnlikeScores(unlike, (5,), step=4)((part,), valid)[0]
    assert some.shape == every.shape
    first = [min(4, side) // 2 for side in shape]
    for row in range(rows):
        for col in range(cols):
            source = [
                f + 4 * min(place // 4, (side - 1 - f) // 4)
                for f, place, side in zip(first, (row, col), shape)
            ]
            assert some[row, col] == pytest.approx(float(every[tuple(source)]), rel=1e-4)


def test_a_pixel_that_was_not_measured_stands_for_nothing():
    part = torch.rand(1, 5, 8, 8, generator=torch.Generator().manual_seed(1))
    valid = torch.ones(1, 8, 8, dtype=torch.bool)
    valid[0, 2, 6] = False
    some = UnlikeScores(_random(5), (5,), step=4)((part,), valid)[0]
    assert some[:4, 4:].isnan().all()
    assert int(some.isnan().sum()) == 16


def test_with_all_labels_in_one_place_nothing_is_learned():
    features, classes, _ = _pixels((0, 1), 20)
    assert fit_unlike(kept_samples(features, classes, np.zeros(40, np.int64))) is None


def test_of_pixels_that_are_all_alike_nothing_is_learned():
    alike = np.ones((40, BANDS), np.float32)
    assert fit_unlike(kept_samples(alike, np.arange(40) % 2, np.arange(40) % 5)) is None


@pytest.mark.parametrize("pixels", [1, 2])
def test_classes_of_few_pixels_give_finite_numbers(pixels):
    features, classes, block = _pixels((0, 1, 2), 30)
    few = np.concatenate([np.arange(60), 60 + np.arange(pixels)])
    made = fit_unlike(kept_samples(features[few], classes[few], block[few]))
    assert all(np.isfinite(array).all() for array in made.tensors().values())
    assert (made.scales > 0).all()


def test_a_map_compares_with_a_bounded_number_of_pixels():
    features, classes, block = _pixels(range(5), MOST_PER_CLASS)
    made = fit_unlike(kept_samples(features, classes, block))
    assert len(made.landmarks) == MOST_COMPARED


def test_the_same_samples_give_the_same_bytes():
    one, other = (fit_unlike(kept_samples(*_pixels((0, 1), 50))) for _ in range(2))
    assert [a.tobytes() for a in one.tensors().values()] == [
        a.tobytes() for a in other.tensors().values()
    ]


def test_where_all_pixels_occur_in_two_classes_nothing_is_learned():
    """The nearest pixel of another block is then a copy, and everything else would be unlike."""
    features = _pixels((0,), 80)[0]
    classes, block = np.repeat([0, 1], 80), np.repeat([0, 1, 1, 0], 40)
    copies = kept_samples(np.concatenate([features, features]), classes, block)
    assert fit_unlike(copies) is None
