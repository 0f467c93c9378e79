"""Features of scenes: computed once, kept, and the same whether they were kept or not."""

from __future__ import annotations

import os
import shutil
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine import folders
from engine.context import CallbackContext, Context
from engine.errors import BadParameter, Cancelled
from engine.features import store as store_module
from engine.features.cores import on_all_cores
from engine.features.scene_features import SceneFeatures
from engine.features.store import Store
from engine.features.tiling import SQUARE_PX, Tiling
from engine.models.dense import at_pixels, at_some_pixels
from engine.models.registry import backbone
from engine.scene import Grid, Window, open_scene
from engine.training.gather import labelled_features
from engine.training.labels import Labels

from ..data.small_disk import mounted
from ..data.tiny_vit import OVERLAP_PX, WINDOW_PX, TinyBackbone, write_scene

CPU = torch.device("cpu")
MAKERS = {"squares": lambda: backbone("spectra"), "lattice": TinyBackbone}


@dataclass
class Counting:
    """A source that counts how often it is opened and what is read from it."""

    source: Any
    opened: int = 0
    reads: list[Window] = field(default_factory=list)

    def open(self):
        self.opened += 1
        reader, reads = self.source.open(), self.reads
        read = reader.read

        def counted(window, bands):
            reads.append(window)
            return read(window, bands)

        reader.read = counted
        return reader


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache of the test's own."""
    monkeypatch.setenv("HSFM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "features"


@pytest.fixture
def scene(tmp_path):
    """120 x 150 pixels, 0 of them valid in the upper left corner of 10 x 13."""
    found = open_scene(write_scene(tmp_path / "scene.tif"))
    return replace(found, source=Counting(found.source))


def _source(scene, made_by=None, bands="", context=None):
    made_by = made_by or backbone("spectra")
    plan, request = made_by.plan(scene, bands)
    return SceneFeatures(
        scene, plan, request, made_by, device=CPU, context=context or Context(), memory_mib=64
    )


def _all(source, area=None):
    wanted = source.tiling.over(area or source.tiling.grid.window)
    return {tile.window: tile for tile in source.tiles(wanted)}


def _same(one, other):
    assert sorted(map(str, one)) == sorted(map(str, other))
    for window, tile in one.items():
        assert torch.equal(tile.valid, other[window].valid)
        assert all(torch.equal(a, b) for a, b in zip(tile.parts, other[window].parts))
    return True


@pytest.mark.parametrize("kind", MAKERS)
def test_kept_features_are_those_computed_and_the_scene_is_not_even_opened(scene, kind):
    made_by = MAKERS[kind]()
    cold = _all(_source(scene, made_by))
    scene.source.opened = 0
    warm = _all(_source(scene, made_by))
    assert _same(cold, warm) and scene.source.opened == 0


@pytest.mark.parametrize("kind", MAKERS)
def test_without_a_cache_the_features_are_the_same(scene, kind, monkeypatch, cache):
    kept = _all(_source(scene, MAKERS[kind]()))
    monkeypatch.setenv("HSFM_CACHE_MIB", "0")
    shutil.rmtree(cache)
    assert _same(kept, _all(_source(scene, MAKERS[kind]())))
    assert not cache.exists()


@pytest.mark.parametrize("kind", MAKERS)
def test_a_tile_does_not_depend_on_what_else_was_asked(scene, kind, monkeypatch):
    monkeypatch.setenv("HSFM_CACHE_MIB", "0")
    together = _all(_source(scene, MAKERS[kind]()))
    window = list(together)[5]
    alone = {tile.window: tile for tile in _source(scene, MAKERS[kind]()).tiles([window])}
    assert _same(alone, {window: together[window]})


def test_features_of_pixels_are_their_reflectance_rounded(scene):
    tiles = _all(_source(scene))
    tile = tiles[Window(32, 64, 32, 32)]
    with scene.source.source.open() as reader:
        stored, _ = reader.read(tile.window, list(range(1, 13)))
    wanted = (torch.from_numpy(stored.astype(np.float32)) * np.float32(1e-4)).half()
    assert torch.equal(tile.parts[0], wanted)


def test_pixels_without_values_are_not_valid(scene):
    tile = _all(_source(scene))[Window(0, 0, 32, 32)]
    assert not tile.valid[:10, :13].any() and int(tile.valid.sum()) == 32 * 32 - 130


def test_a_window_that_reaches_over_a_small_scene_is_valid_inside_only(tmp_path):
    small = open_scene(write_scene(tmp_path / "small.tif", 20, 26))
    (tile,) = _all(_source(small, TinyBackbone())).values()
    assert tile.window == Window(0, 0, WINDOW_PX, WINDOW_PX)
    assert int(tile.valid.sum()) == 20 * 26 - 130 and not tile.valid[20:].any()


@pytest.mark.parametrize("change", ["fingerprint", "bands"])
def test_another_file_or_other_bands_get_features_of_their_own(scene, change):
    area = Window(0, 0, 40, 40)
    _all(_source(scene), area)
    scene.source.opened = 0
    if change == "fingerprint":
        _all(_source(replace(scene, fingerprint="changed")), area)
    else:
        tiles = _all(_source(scene, bands="1-5"), area)
        assert all(tile.parts[0].shape[0] == 5 for tile in tiles.values())
    assert scene.source.opened > 0


def test_a_scene_without_a_fingerprint_is_not_kept(scene, cache):
    _all(_source(replace(scene, fingerprint="")))
    assert not cache.exists()


def _swap(path, files):
    other = next(file for file in files if file != path)
    path.write_bytes(other.read_bytes())


@pytest.mark.parametrize(
    "damage",
    [
        lambda path, files: path.write_bytes(path.read_bytes()[:-7]),
        lambda path, files: path.write_bytes(b""),
        lambda path, files: path.write_bytes(b"not features at all" * 99),
        lambda path, files: path.write_bytes(path.read_bytes()[:-500] + bytes(500)),
        _swap,
    ],
    ids=["truncated", "empty", "foreign", "zeroed", "of another tile"],
)
def test_a_damaged_file_is_computed_again(scene, cache, damage):
    cold = _all(_source(scene))
    files = sorted(cache.iterdir())
    damage(files[3], files)
    damaged = files[3].read_bytes()
    assert _same(cold, _all(_source(scene)))
    assert files[3].read_bytes() != damaged


def test_the_cache_may_be_deleted_while_it_is_used(scene, cache):
    source = _source(scene)
    wanted = source.tiling.over(scene.grid.window)
    found = []
    for number, tile in enumerate(source.tiles(wanted)):
        found.append(tile)
        if number == 2:
            shutil.rmtree(cache, ignore_errors=True)
    assert len(found) == len(wanted)


def test_two_runs_at_once_get_the_same(scene, cache):
    found = {}
    runs = [
        threading.Thread(target=lambda n=number: found.update({n: _all(_source(scene))}))
        for number in range(2)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert _same(found[0], found[1])
    assert not [name for name in os.listdir(cache) if ".part" in name]


def test_a_cancelled_run_leaves_whole_tiles_only_and_the_next_goes_on(scene, cache):
    context = Context()
    source = _source(scene, context=context)
    seen = []
    with pytest.raises(Cancelled):
        for tile in source.tiles(source.tiling.over(scene.grid.window)):
            seen.append(tile)
            if len(seen) == 4:
                context.cancel()
    assert len(seen) < len(source.tiling.over(scene.grid.window))
    assert not [name for name in os.listdir(cache) if ".part" in name]
    assert len(_all(_source(scene))) == len(source.tiling.over(scene.grid.window))


def _logged():
    lines = []
    context = CallbackContext(lambda kind, fields: lines.append(fields["text"]))
    return context, lines


def test_a_full_disk_means_that_nothing_is_kept_and_says_so_once(scene, tmp_path, monkeypatch):
    wanted = _all(_source(scene))
    monkeypatch.setattr(store_module, "LEAST_FREE_BYTES", 0)
    with mounted(tmp_path / "disk", "size=100k") as disk:
        monkeypatch.setenv("HSFM_CACHE", str(disk))
        context, lines = _logged()
        assert _same(wanted, _all(_source(scene, context=context)))
        assert len(lines) == 1 and str(disk) in lines[0]
        assert not [name for name in os.listdir(disk / "features") if ".part" in name]


def test_the_last_room_of_a_disk_is_left_to_results(scene, cache, monkeypatch):
    monkeypatch.setattr(store_module, "LEAST_FREE_BYTES", 1 << 60)
    context, lines = _logged()
    _all(_source(scene, context=context))
    assert len(lines) == 1 and "free" in lines[0]
    assert os.listdir(cache) == []


def test_a_file_in_the_place_of_the_folder_means_that_nothing_is_kept(scene, cache):
    cache.parent.mkdir()
    cache.write_text("a file")
    context, lines = _logged()
    _all(_source(scene, context=context))
    assert len(lines) == 1 and cache.read_text() == "a file"


@pytest.mark.parametrize("text", ["-1", "many", "1.5", "²"])
def test_a_size_that_makes_no_sense_is_refused(scene, text, monkeypatch):
    monkeypatch.setenv("HSFM_CACHE_MIB", text)
    with pytest.raises(BadParameter, match="HSFM_CACHE_MIB") as caught:
        _source(scene)
    assert "MiB" in caught.value.hint


def _name(number):
    return f"{number:032x}_0_0"


def _used_at(folder, number, seconds):
    os.utime(folder / f"{_name(number)}.safetensors", (seconds, seconds))


def test_what_was_not_used_for_longest_goes_first(tmp_path):
    store = Store(tmp_path, 3500, print)
    for number in range(3):
        store.keep(_name(number), bytes(1000))
        _used_at(tmp_path, number, 1000.0 + number)
    assert store.load(_name(0)) is not None  # now it is the one used last
    Store(tmp_path, 3500, print).keep(_name(3), bytes(1000))
    assert [store.load(_name(number)) is None for number in range(4)] == [False, True, False, False]


def test_the_folder_never_grows_beyond_its_limit(tmp_path):
    store = Store(tmp_path, 10_000, print)
    for number in range(100):
        store.keep(_name(number), bytes(900))
        assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 10_000
    assert store.load(_name(99)) is not None and store.load(_name(0)) is None


def test_files_of_others_are_neither_counted_nor_removed(tmp_path):
    names = ["notes.txt", "model.safetensors", "0123_0_0.safetensors"]
    for name in names:
        (tmp_path / name).write_bytes(bytes(5000))
        os.utime(tmp_path / name, (1.0, 1.0))
    store = Store(tmp_path, 2500, print)
    for number in range(6):
        store.keep(_name(number), bytes(1000))
    assert all((tmp_path / name).stat().st_size == 5000 for name in names)
    assert store.load(_name(5)) is not None


def test_what_a_killed_run_left_goes_in_its_turn(tmp_path):
    left = tmp_path / f"{_name(0)}.safetensors.part-77-1"
    left.write_bytes(bytes(2000))
    os.utime(left, (1.0, 1.0))
    Store(tmp_path, 2500, print).keep(_name(1), bytes(1000))
    assert not left.exists()


def test_something_larger_than_the_limit_is_not_kept(tmp_path):
    Store(tmp_path, 500, pytest.fail).keep(_name(0), bytes(1000))
    assert list(tmp_path.iterdir()) == []


def _labels(rows, cols):
    order = np.lexsort((cols, rows))
    rows, cols = np.asarray(rows)[order], np.asarray(cols)[order]
    numbers = np.arange(len(rows))
    return Labels((), rows, cols, numbers % 2, numbers)


def _gathered(scene, made_by, labels):
    plan, request = made_by.plan(scene)
    return labelled_features(
        scene, plan, request, made_by, labels, device=CPU, context=Context(), memory_mib=64
    )


@pytest.mark.parametrize("kind", MAKERS)
def test_labelled_pixels_get_the_same_features_cold_and_warm(scene, kind):
    rng = np.random.default_rng(1)
    labels = _labels(rng.integers(0, 120, 60), rng.integers(0, 150, 60))
    cold, valid = _gathered(scene, MAKERS[kind](), labels)
    scene.source.opened = 0
    warm, again = _gathered(scene, MAKERS[kind](), labels)
    assert np.array_equal(cold, warm) and np.array_equal(valid, again)
    assert scene.source.opened == 0
    outside = (labels.rows < 10) & (labels.cols < 13)
    assert np.array_equal(valid, ~outside) and not cold[~valid].any()


def test_only_tiles_that_hold_labels_are_computed(scene, cache):
    _gathered(scene, backbone("spectra"), _labels([40, 41, 100], [40, 70, 70]))
    places = {tuple(map(int, path.stem.split("_")[1:])) for path in cache.iterdir()}
    assert places == {(32, 32), (32, 64), (96, 64)}


def test_a_pixel_is_taken_from_the_window_that_sees_most_around_it():
    tiling = Tiling.of(TinyBackbone(), Grid(120, 150, (1.0, 0.0, 0.0, 0.0, -1.0, 0.0), None))
    step = WINDOW_PX - OVERLAP_PX
    rows, cols = np.array([0, step + 1, step + OVERLAP_PX - 2]), np.array([149, 60, 60])
    tiles, place = tiling.of_pixels(rows, cols)
    found = [tiles[number] for number in place]
    assert [tile.row_off for tile in found] == [0, 0, step]
    assert found[0].col_off == 150 - WINDOW_PX
    assert set(tiles) <= set(tiling.over(tiling.grid.window))


def test_squares_cover_the_scene_once():
    tiling = Tiling.of(backbone("spectra"), Grid(70, 45, (1.0, 0.0, 0.0, 0.0, -1.0, 0.0), None))
    seen = np.zeros((70, 45), int)
    for tile in tiling.over(tiling.grid.window):
        seen[tile.slices()] += 1
        assert max(tile.height, tile.width) <= SQUARE_PX
    assert (seen == 1).all()


def test_computing_on_all_cores_keeps_the_order_and_ends_with_the_first_error():
    assert list(on_all_cores(lambda n: n * n, range(50))) == [n * n for n in range(50)]

    def fails(number):
        if number == 7:
            raise ValueError("seven")
        return number

    made = on_all_cores(fails, range(50))
    assert [next(made) for _ in range(7)] == list(range(7))
    with pytest.raises(ValueError, match="seven"):
        next(made)


def test_the_cache_lies_where_the_user_wants_it_or_in_the_folder_for_caches(tmp_path, monkeypatch):
    assert folders.features_folder() == tmp_path / "cache" / "features"
    monkeypatch.delenv("HSFM_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert folders.features_folder() == tmp_path / "xdg" / "HSFM" / "features"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert folders.features_folder() == Path.home() / ".cache" / "HSFM" / "features"


@pytest.mark.parametrize("cells", [(8, 8), (32, 32), (5, 7), (1, 3), (40, 33)])
def test_some_pixels_are_interpolated_as_all_are(cells):
    part = torch.randn((6, *cells), generator=torch.Generator().manual_seed(0)).half()
    rows, cols = (
        axis.reshape(-1)
        for axis in torch.meshgrid(torch.arange(32), torch.arange(32), indexing="ij")
    )
    some = at_some_pixels(part, (32, 32), rows, cols)
    every = at_pixels(part[None].float(), 32, 32)[0].reshape(6, -1).T
    assert torch.allclose(some, every, atol=1e-5)
