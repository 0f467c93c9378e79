"""Pools of pure spectra: one cover each, replicates together, nothing repaired in silence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from engine.errors import InputNotFound, InputUnreadable
from engine.models.cover_model import COVERS, TRAITS
from engine.models.hsfm.network import PLANTS, SOIL
from engine.pretrain.library_pool import (
    HELD_OUT_SOURCES,
    Library,
    held_out,
    library_pool,
    read_library,
)
from engine.pretrain.library_rules import place_of, sample_of
from engine.pretrain.physics_pool import physics_pool
from engine.pretrain.pool import COVER_NAMES, WAVELENGTH_NM, Pool, describe, joined
from engine.simulate.canopies import TRAITS as CANOPY_TRAITS
from engine.simulate.curves import GRID_NM


def made_pool(samples: list[int], source: str = "a") -> Pool:
    size = len(samples)
    return Pool(
        np.arange(size * 1051, dtype=np.float32).reshape(size, 1051),
        np.arange(size, dtype=np.int64) % 9,
        np.full((size, 5), np.nan, dtype=np.float32),
        np.array(samples, dtype=np.int64),
        np.array([source] * size),
        np.ones(size, dtype=np.float32),
    )


def write(path: Path, **changed: npt.NDArray[np.generic]) -> Path:
    """A library of two good spectra, with columns exchanged."""
    columns: dict[str, npt.NDArray[np.generic]] = {
        "reflectance": np.full((2, 1051), 0.3, dtype=np.float32),
        "wavelength_nm": WAVELENGTH_NM.astype(np.float32),
        "name": np.array(["Geeves soil 1", "SLUM A001"]),
        "source": np.array(["soilspec_geeves", "slum"]),
        "group": np.array(["soil", "manmade_pavement"]),
        "subgroup": np.array(["air-dry soil", "asphalt"]),
        "group_confidence": np.array(["high", "medium"]),
        "license": np.array(["MIT", "CC0"]),
    }
    np.savez(path, **(columns | changed))
    return path


@pytest.fixture(scope="module")
def physics() -> Pool:
    return physics_pool(seed=7, scale=0.02)


@pytest.fixture(scope="module")
def library(shared_data: Path) -> Library:
    return read_library(shared_data / "speclib" / "speclib.npz")


def test_pool_and_simulation_speak_of_the_same_wavelengths_and_traits() -> None:
    np.testing.assert_array_equal(WAVELENGTH_NM, GRID_NM)
    assert tuple(trait.name for trait in TRAITS) == CANOPY_TRAITS
    assert len(COVERS) == len(COVER_NAMES) == 9


def test_joining_keeps_samples_of_different_pools_apart() -> None:
    both = joined([made_pool([5, 5, 9]), made_pool([5, 7], "b")])
    assert len(both) == 5
    assert both.sample.tolist() == [0, 0, 1, 2, 3]
    assert both.source.tolist() == ["a", "a", "a", "b", "b"]


def test_taking_rows_keeps_every_column_in_step() -> None:
    pool = made_pool([1, 2, 3, 4])
    some = pool.take(np.array([True, False, False, True]))
    assert some.sample.tolist() == [1, 4]
    np.testing.assert_array_equal(some.spectra, pool.spectra[[0, 3]])


def test_a_split_never_separates_replicates_and_takes_its_share_of_every_source() -> None:
    pool = joined([made_pool([n // 3 for n in range(60)]), made_pool(list(range(10)), "b")])
    left, held = pool.split(0.2, seed=3)
    assert not set(left.sample) & set(held.sample)
    assert len(left) + len(held) == len(pool)
    assert len(np.unique(held.sample[held.source == "a"])) == 4
    assert len(np.unique(held.sample[held.source == "b"])) == 2
    again = pool.split(0.2, seed=3)[1]
    np.testing.assert_array_equal(again.sample, held.sample)
    assert pool.split(0.2, seed=4)[1].sample.tolist() != held.sample.tolist()


def test_a_sample_of_two_sources_stays_whole_and_a_single_sample_is_never_held_out() -> None:
    mixed = Pool(
        *(
            np.concatenate([getattr(a, name), getattr(b, name)])
            for a, b in [(made_pool([1, 2, 3, 4]), made_pool([1, 2, 3, 4], "b"))]
            for name in ("spectra", "cover", "traits", "sample", "source", "weight")
        )
    )
    left, held = mixed.split(0.5, seed=0)
    assert not set(left.sample) & set(held.sample)
    assert len(made_pool([8, 8, 8]).split(0.9, seed=0)[1]) == 0


def test_physics_gives_every_cover_and_the_same_for_a_seed(physics: Pool) -> None:
    assert sorted(set(physics.cover)) == list(range(9))
    assert physics.spectra.dtype == np.float32
    assert np.isfinite(physics.spectra).all()
    again = physics_pool(seed=7, scale=0.02)
    np.testing.assert_array_equal(again.spectra, physics.spectra)
    assert not np.array_equal(physics_pool(seed=8, scale=0.02).spectra, physics.spectra)


def test_physics_knows_traits_where_they_mean_something(physics: Pool) -> None:
    known = np.isfinite(physics.traits)
    name = np.array(COVER_NAMES)[physics.cover]
    assert known[np.isin(name, ["trees", "low vegetation"])].all()
    assert known[name == "bare soil"].tolist() == [[False] * 4 + [True]] * 30
    assert not known[np.isin(name, ["water", "snow and ice", "built-up", "burned", "rock"])].any()
    sparse = physics.traits[:, 3] < 0.3
    assert (physics.weight[sparse] < 0.5).all()


def test_a_description_counts_by_source_and_cover(physics: Pool) -> None:
    text = describe(physics)
    assert len(text.splitlines()) == 15
    assert "30 (30)" in next(line for line in text.splitlines() if line.startswith("physics soil"))


@pytest.mark.parametrize(
    ("source", "group", "subgroup", "name", "cover"),
    [
        ("berlin_urban", "vegetation_green", "tree", "Berlin deciduous tree 2", "trees"),
        ("usgs_splib07_av95", "vegetation_green", "canopy", "Lodgepole-Pine YNP-LP", "trees"),
        ("usgs_splib07", "vegetation_green", "leaf_or_canopy", "Aspen Leaf-A DW92-2", None),
        ("ely_leaves", "vegetation_green", "leaf soybean", "soybean leaf 21", "low vegetation"),
        ("usgs_splib07", "vegetation_mixed", "canopy_plot", "Rangeland C03-004 S08% G27%", None),
        ("usgs_splib07", "vegetation_dry", "npv", "Grass Golden Dry GDS480", "dry vegetation"),
        ("usgs_splib07", "soil", "burned_area", "BurnArea Traverse WRF00-01", "burned"),
        ("knaeps_plastics", "plastic", "submerged", "Orange_placemat_s_1_0", None),
        ("usgs_splib07", "plastic", "greenhouse_roof", "Plastic GGA-54 Grnhouse Roof", "built-up"),
        ("usgs_splib07", "rock_mineral", "mineral", "Calcite HS48.3B", "rock"),
        ("usgs_splib07", "other", "oil_slick_or_oiled", "Oil01 Water99 DWH10-3 foam", None),
    ],
)  # fmt: skip
def test_rules_say_which_cover_a_spectrum_is(
    source: str, group: str, subgroup: str, name: str, cover: str | None
) -> None:
    place = place_of(source, group, subgroup, name)
    assert place is not None
    assert place.cover == cover
    assert bool(place.reason) == (cover is None)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("usgs_splib07", "mineral", "Albite HS143.1B Plagioclase"),
         ("usgs_splib07_av95", "mineral", "Albite HS143.3B Plagioclase"), True),
        (("usgs_splib07", "mineral", "Chlorite SMR-13.b 60-104um"),
         ("usgs_splib07_av95", "mineral", "Chlorite SMR-13.e <30um"), True),
        (("usgs_splib07", "mineral", "Albite HS143.1B"),
         ("usgs_splib07", "mineral", "Albite HS324.1B"), False),
        (("ely_leaves", "leaf soybean", "soybean leaf 21"),
         ("ely_leaves", "leaf soybean", "soybean leaf 148"), True),
        (("knaeps_plastics", "dry", "Blue_placemat_d"),
         ("knaeps_plastics", "wet", "Blue_placemat_w"), True),
        (("klum", "Asphalt", "A001 Grey asphalt (Ground, Grey)"),
         ("klum", "Asphalt", "A004 Grey asphalt (Ground, Grey)"), True),
        (("klum", "Ceramic", "D103 Dark"), ("klum", "Ceramic", "D201 Glazed"), False),
        (("biosnicar_ice", "bare_ice_albedo", "S6 ice albedo 14_7_S2"),
         ("biosnicar_ice", "bare_ice_albedo", "S6 ice albedo 14_7_SB9"), True),
        (("soilspec_geeves", "soil", "Geeves soil 1"),
         ("soilspec_geeves", "soil", "Geeves soil 10"), False),
    ],
)  # fmt: skip
def test_names_tell_which_spectra_share_a_sample(
    first: tuple[str, str, str], second: tuple[str, str, str], same: bool
) -> None:
    assert (sample_of(*first) == sample_of(*second)) == same


def test_the_library_fills_every_cover_and_counts_what_it_leaves_out(library: Library) -> None:
    pool, left_out, cut = library
    counts = np.bincount(pool.cover, minlength=9)
    assert (counts > 0).all()
    assert len(pool) + sum(left_out.values()) == 4401
    assert left_out["negative values"] == 13
    assert set(cut) == {"biosnicar_ice", "parthenium", "isofit_pasadena"}
    known = pool.spectra[np.isfinite(pool.spectra)]
    assert known.min() >= 0
    assert known.max() <= 1.3
    assert np.isnan(pool.traits).all()
    assert ((pool.weight > 0) & (pool.weight <= 1)).all()


def test_covers_of_the_library_look_like_what_they_are_called(library: Library) -> None:
    pool = library.pool
    red, infrared = (pool.spectra[:, (nm - 400) // 2] for nm in (670, 860))
    index = (infrared - red) / (infrared + red)

    def median(cover: str) -> float:
        return float(np.nanmedian(index[pool.cover == COVER_NAMES.index(cover)]))

    assert median("trees") > 0.6
    assert median("low vegetation") > 0.6
    assert 0.05 < median("dry vegetation") < 0.45
    assert 0.0 < median("bare soil") < 0.3
    assert -0.2 < median("rock") < 0.2
    assert median("water") < 0.1
    assert median("snow and ice") < 0.05


def test_held_out_sources_leave_every_cover_to_train_on_but_burns(library: Library) -> None:
    pool = library.pool
    assert set(pool.source) >= HELD_OUT_SOURCES
    held = held_out(pool)
    assert not set(pool.sample[held]) & set(pool.sample[~held])
    missing = {COVER_NAMES[n] for n in set(range(9)) - set(pool.cover[~held])}
    assert missing == {"burned"}  # one source of two spectra: simulated ones train it
    assert {COVER_NAMES[n] for n in set(pool.cover[held])} == set(COVER_NAMES)


def test_what_cannot_be_used_is_left_out_by_reason(tmp_path: Path) -> None:
    values = np.full((5, 1051), 0.3, dtype=np.float32)
    values[1, 7] = -0.01
    values[2, 7] = 1.4
    values[3, 200:] = np.nan
    same = {key: np.array([word] * 5) for key, word in (
        ("name", "Geeves soil 1"), ("source", "soilspec_geeves"), ("group", "soil"),
        ("subgroup", "air-dry soil"), ("license", "MIT"),
    )}  # fmt: skip
    sure = np.array(["high"] * 4 + ["low"])
    path = write(tmp_path / "a.npz", reflectance=values, group_confidence=sure, **same)
    pool, left_out, _ = read_library(path)
    assert len(pool) == 1
    assert sorted(left_out) == [
        "covers less than 30% of 400-2500 nm",
        "negative values",
        "uncertain what it is",
        "values over 1.3",
    ]


def test_a_missing_library_is_named_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound, match=r"none\.npz.*speclib"):
        library_pool(tmp_path / "none.npz")


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_a_damaged_library_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.npz"
    path.write_bytes(content)
    with pytest.raises(InputUnreadable, match=r"bad\.npz"):
        library_pool(path)


def test_a_library_without_a_column_on_other_wavelengths_or_unknown_is_refused(
    tmp_path: Path,
) -> None:
    cases = {
        "source": write(tmp_path / "a.npz", source=np.array(["slum"])),
        "400, 402": write(tmp_path / "b.npz", wavelength_nm=WAVELENGTH_NM + 1),
        "no rule": write(tmp_path / "c.npz", group=np.array(["soil", "cheese"])),
    }
    for words, path in cases.items():
        with pytest.raises(InputUnreadable, match=words):
            library_pool(path)
    assert len(library_pool(write(tmp_path / "good.npz"))) == 2


def test_the_declared_ranges_of_traits_are_those_that_were_simulated():
    pool = physics_pool(0, 0.1)
    carriers = np.isin(pool.cover, [*PLANTS, *SOIL])
    for number, trait in enumerate(TRAITS):
        known = pool.traits[carriers, number]
        known = known[np.isfinite(known)]
        width = trait.high - trait.low
        assert abs(known.min() - trait.low) < 0.1 * width, trait.name
        assert abs(known.max() - trait.high) < 0.1 * width, trait.name
