"""Similarity to chosen pixels: its space, its tiles and what is remembered of them."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
import torch

from engine.context import Context
from engine.detect.similar import coded, similarity
from engine.detect.similar_scene import Memory, Remembered, SimilarScene
from engine.detect.similar_space import space_of
from engine.errors import TooSmall
from engine.features.scene_features import SceneFeatures
from engine.features.tile import Tile
from engine.models.registry import backbone
from engine.scene import Window
from engine.scene.opening import open_scene


def test_memory_forgets_the_scene_that_was_used_longest_ago():
    tile = coded(_tile(torch.rand(4, 32, 32)), _space())
    memory = Memory()
    for key in "abc":
        memory.keep(key, Remembered(_space(), {tile.window: tile}), 2 * tile.nbytes)
    assert [bool(memory.scene(key).tiles) for key in "abc"] == [False, True, True]
    memory.keep("d", Remembered(_space(), {tile.window: tile}), tile.nbytes - 1)
    assert not memory.scene("d").tiles
    memory.keep("", Remembered(_space(), {tile.window: tile}), 10 * tile.nbytes)
    assert not memory.scene("").tiles


def _tile(part, valid=None):
    rows, cols = part.shape[1:]
    known = torch.ones(rows, cols, dtype=torch.bool) if valid is None else valid
    return Tile(Window(0, 0, rows, cols), 0, (part.half(),), known)


def _space(channels=4):
    torch.manual_seed(0)
    return space_of([_tile(torch.rand(channels, 32, 32))], [channels])


def test_what_changes_between_neighbours_anyway_counts_less():
    """One channel tells two halves apart, two are noise with three times its spread."""
    torch.manual_seed(1)
    part = 0.75 * torch.randn(3, 32, 32)
    part[0] = 0.02 * torch.randn(32, 32)
    part[0, :, 16:] += 0.5
    tile = _tile(part)
    code = coded(tile, space_of([tile], [3]))
    half = torch.zeros(32, 32, dtype=torch.bool)
    half[:, 16:] = True
    centred = part - part.mean(dim=(1, 2), keepdim=True)
    whitened, plain = [], []
    for row in range(0, 32, 4):
        for col in range(16, 32, 4):
            like = code.at(np.array([row]), np.array([col]))
            whitened.append(_share_above(similarity(code, like, None), half))
            cosine = torch.cosine_similarity(centred, centred[:, row, col, None, None], dim=0)
            plain.append(_share_above(cosine.clamp_min(0), half))
    assert np.mean(whitened) > np.mean(plain) + 0.03 > 0.53


def _share_above(scores, half):
    one, other = scores[half][:, None], scores[~half][None]
    return float((one > other).float().mean() + (one == other).float().mean() / 2)


def test_too_few_pixels_or_no_difference():
    known = torch.zeros(32, 32, dtype=torch.bool)
    known[:7, :7] = True
    with pytest.raises(TooSmall, match="49 pixels"):
        space_of([_tile(torch.rand(4, 32, 32), known)], [4])
    with pytest.raises(TooSmall, match="the same"):
        space_of([_tile(torch.full((4, 32, 32), 0.5))], [4])


def test_a_labelled_pixel_finds_its_class_better_than_the_spectral_angle(potsdam, potsdam_labels):
    """Mean AUC over the six classes of Potsdam, of labelled pixels evenly taken from each."""
    with rasterio.open(potsdam_labels.with_name("reference.tif")) as file:
        reference = file.read(1)
    scene, made_by = open_scene(potsdam), backbone("hsfm-spectral", {})
    plan, request = made_by.plan(scene)
    features = SceneFeatures(
        scene,
        plan,
        request,
        made_by,
        device=torch.device("cpu"),
        context=Context(),
        memory_mib=512,
    )
    tiles = SimilarScene(features, Context(), 0).tiles(features.tiling.over(scene.grid.window))
    whole = torch.cat(
        [torch.cat([t.parts[0].float() for t in tiles[n : n + 5]], 2) for n in range(0, 20, 5)], 1
    )
    with scene.source.open() as reader:
        values, valid = reader.read(scene.grid.window, plan.read)
    labelled = valid & (reference > 0)
    codes, spectra = whole.numpy()[:, labelled], values[:, labelled].astype(float)
    spectra /= np.linalg.norm(spectra, axis=0)
    classes = reference[labelled]
    features_of, angle = [], []
    for value in range(1, 7):
        places = np.flatnonzero(classes == value)
        chosen = places[np.linspace(0, len(places) - 1, 40).astype(int)]
        features_of.append(np.mean([_auc(codes[:, n] @ codes, classes, n) for n in chosen]))
        angle.append(np.mean([_auc(spectra[:, n] @ spectra, classes, n) for n in chosen]))
    print(f"mean AUC {np.mean(features_of):.3f}, spectral angle {np.mean(angle):.3f}")
    assert np.mean(features_of) > np.mean(angle) + 0.03


def _auc(scores, classes, at):
    same = np.delete(classes == classes[at], at)
    ranks = np.argsort(np.argsort(np.delete(scores, at), kind="stable"), kind="stable") + 1.0
    hits = same.sum()
    return (ranks[same].sum() - hits * (hits + 1) / 2) / (hits * (len(same) - hits))
