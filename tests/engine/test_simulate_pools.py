"""Random spectra of every cover: physically possible, and told apart as in nature."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from engine.simulate import canopies as canopy_room
from engine.simulate.burned import random_burned
from engine.simulate.canopies import Canopies, random_canopies, water_per_cm
from engine.simulate.curves import GRID_NM
from engine.simulate.litter import random_litter
from engine.simulate.rocks import random_rocks
from engine.simulate.snow import ice_per_cm, random_snow, snow_reflectance
from engine.simulate.soils import dry_soils, random_soils, wetted
from engine.simulate.surfaces import random_surfaces
from engine.simulate.vegetation import load_prosail
from engine.simulate.water import inherent_optics, water_reflectance
from engine.simulate.waters import random_waters, shallow_reflectance

Spectra = npt.NDArray[np.float64]

SIZE = 60
PROSAIL = load_prosail()
WATER = water_per_cm(PROSAIL)


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def at(nm: float) -> int:
    return int(np.argmin(np.abs(GRID_NM - nm)))


def ndvi(spectra: Spectra) -> Spectra:
    red, infrared = spectra[:, at(670)], spectra[:, at(860)]
    return np.asarray((infrared - red) / (infrared + red))


def band_depth(spectra: Spectra, left: float, centre: float, right: float) -> Spectra:
    """1 - reflectance over the straight line between the shoulders."""
    share = (centre - left) / (right - left)
    line = (1 - share) * spectra[:, at(left)] + share * spectra[:, at(right)]
    return np.asarray(1 - spectra[:, at(centre)] / line)


DRAWS: dict[str, Callable[[np.random.Generator], Spectra]] = {
    **{
        kind: lambda r, kind=kind: random_canopies(PROSAIL, kind, SIZE, r).reflectance  # type: ignore[misc]
        for kind in ("broadleaf", "conifer", "grass", "crop", "shrub", "dead")
    },
    "soil": lambda r: random_soils(SIZE, WATER, r)[0],
    "water": lambda r: random_waters(SIZE, WATER, r),
    "snow": lambda r: random_snow(SIZE, WATER, r),
    "burned": lambda r: random_burned(PROSAIL, SIZE, r),
    "litter": lambda r: random_litter(SIZE, WATER, r),
    "surfaces": lambda r: random_surfaces(SIZE, r),
    "rocks": lambda r: random_rocks(SIZE, r),
}


@pytest.fixture(scope="module")
def drawn() -> dict[str, Spectra]:
    return {kind: draw(rng()) for kind, draw in DRAWS.items()}


@pytest.mark.parametrize("kind", list(DRAWS))
def test_draws_are_reflectances_on_the_grid_and_all_differ(
    drawn: dict[str, Spectra], kind: str
) -> None:
    spectra = drawn[kind]
    assert spectra.shape == (SIZE, 1051)
    assert np.isfinite(spectra).all()
    assert spectra.min() >= 0
    assert spectra.max() <= 1.2
    assert len(np.unique(spectra.round(9), axis=0)) == SIZE


@pytest.mark.parametrize("kind", list(DRAWS))
def test_a_seed_gives_the_same_draws_again_and_another_seed_others(
    drawn: dict[str, Spectra], kind: str
) -> None:
    again = DRAWS[kind](rng())
    np.testing.assert_array_equal(again, drawn[kind])
    assert not np.allclose(DRAWS[kind](rng(2)), again)


@pytest.mark.parametrize(
    ("kind", "low", "high"),
    [("broadleaf", 0.70, 1.0), ("conifer", 0.5, 1.0), ("crop", 0.12, 1.0), ("dead", 0.0, 0.65),
     ("litter", -0.05, 0.45), ("soil", -0.15, 0.35), ("rocks", -0.3, 0.3), ("water", -1.0, 0.3),
     ("snow", -0.6, 0.1), ("burned", 0.0, 0.6)],
)  # fmt: skip
def test_the_vegetation_index_of_each_cover(
    drawn: dict[str, Spectra], kind: str, low: float, high: float
) -> None:
    index = ndvi(drawn[kind])
    assert low <= index.min()
    assert index.max() <= high


@pytest.mark.parametrize("kind", ["broadleaf", "conifer"])
def test_trees_have_a_green_peak_a_red_edge_and_leaf_water(
    drawn: dict[str, Spectra], kind: str
) -> None:
    trees = drawn[kind]
    assert (trees[:, at(555)] > trees[:, at(670)]).mean() > 0.9
    slope = np.gradient(trees[:, at(660) : at(780)], axis=1)
    edge = GRID_NM[at(660)] + 2.0 * slope.argmax(axis=1)
    assert ((edge >= 690) & (edge <= 740)).all()
    assert (band_depth(trees, 1080, 1200, 1270) > 0.01).mean() > 0.95


def test_conifers_are_darker_than_broadleaves_and_in_their_known_range(
    drawn: dict[str, Spectra],
) -> None:
    near = np.median(drawn["conifer"][:, at(860)])
    assert 0.15 <= near <= 0.30
    assert near < 0.7 * np.median(drawn["broadleaf"][:, at(860)])
    assert near < 0.7 * np.median(drawn["crop"][:, at(860)])


def test_traits_lie_in_their_ranges_and_act_on_the_spectrum(drawn: dict[str, Spectra]) -> None:
    crop: Canopies = random_canopies(PROSAIL, "crop", 150, rng(), sparse_share=0.2)
    low = np.array([0, 0, 0.001, canopy_room.SPARSEST_LAI, 0])
    high = np.array([80, 0.04, 0.03, 7, 50])
    assert (crop.traits >= low).all()
    assert (crop.traits <= high).all()
    assert 0.1 < (crop.traits[:, 3] < 0.3).mean() < 0.3
    closed = crop.traits[:, 3] > 2.5

    def bound(trait: int, seen: Spectra) -> float:
        return float(np.corrcoef(crop.traits[closed, trait], seen[closed])[0, 1])

    shown = crop.reflectance
    edge = shown[:, at(750)] / shown[:, at(705)]
    assert bound(0, edge) > 0.6  # more chlorophyll, deeper red edge
    assert bound(1, np.log(shown[:, at(1650)] / shown[:, at(860)])) < -0.6  # more water, darker
    assert np.corrcoef(np.log(crop.traits[:, 3]), ndvi(shown))[0, 1] > 0.6
    assert random_canopies(PROSAIL, "dead", 20, rng()).traits[:, 0].max() <= 5


@pytest.mark.parametrize("kind", ["dead", "litter"])
def test_cellulose_shows_in_dry_plants_and_not_in_green_ones(
    drawn: dict[str, Spectra], kind: str
) -> None:
    depth = band_depth(drawn[kind], 2030, 2100, 2215)
    assert (depth > 0.01).mean() > 0.8
    assert np.median(depth) > np.median(band_depth(drawn["crop"], 2030, 2100, 2215)) + 0.02
    assert np.median(depth) > np.median(band_depth(drawn["soil"], 2030, 2100, 2215)) + 0.02


def test_moisture_darkens_soil_everywhere_and_most_in_the_water_bands() -> None:
    dry = dry_soils(SIZE, rng())
    before = dry
    for percent in (5.0, 15.0, 30.0, 50.0):
        wet = wetted(dry, np.full(SIZE, percent), WATER, rng(3))
        assert (wet < before).all()
        before = wet
    ratio = before / dry
    assert (ratio[:, at(1940)] < ratio[:, at(1650)]).all()
    assert (ratio[:, at(1650)] < ratio[:, at(700)]).all()
    np.testing.assert_array_equal(wetted(dry, np.zeros(SIZE), WATER, rng(3)), dry)


def test_water_is_black_beyond_the_near_infrared_but_for_glint(drawn: dict[str, Spectra]) -> None:
    water = drawn["water"]
    assert (water[:, at(1650)] < 0.16).all()
    assert np.median(water[:, at(1650)]) < 0.02
    without_glint = water - water[:, at(2200), None]
    assert (without_glint[:, at(1650)] < 0.01).all()
    assert (without_glint[:, at(560)] > without_glint[:, at(860)] - 1e-3).mean() > 0.9


def test_deep_water_by_the_shallow_formula_is_near_the_deep_one_and_a_bottom_brightens_it() -> None:
    optics = {"chlorophyll_mg_m3": 2.0, "cdom_per_m": 0.2, "sediment_g_m3": 2.0}
    absorption, backscatter = inherent_optics(GRID_NM, 100 * WATER, **optics)
    sand = np.full((4, 1051), 0.3)
    depth = np.array([np.inf, 5.0, 1.0, 0.2])
    shallow = shallow_reflectance(absorption, backscatter, sand, depth, np.full(4, 40.0))
    deep = water_reflectance(GRID_NM, 100 * WATER, glint=0.0, **optics)
    seen = slice(at(450), at(700))
    np.testing.assert_allclose(shallow[0, seen], deep[seen], rtol=0.2)  # two published fits
    assert (np.diff(shallow[:, at(560)]) > 0).all()
    assert shallow[3, at(1650)] < 1e-5  # 20 cm hide any bottom there


def test_snow_is_bright_in_the_visible_and_dark_beyond(drawn: dict[str, Spectra]) -> None:
    snow = drawn["snow"]
    assert (snow[:, at(560)] > 3 * snow[:, at(1500)]).all()
    assert (snow[:, at(1500)] < 0.12).all()
    assert (snow[:, at(2020)] < 0.12).all()
    assert np.median(snow[:, at(560)]) > 0.7


def test_snow_of_larger_grains_is_darker_in_the_infrared_with_ice_bands_in_their_places() -> None:
    grain = np.array([50.0, 200.0, 1000.0, 2000.0])
    clean = snow_reflectance(
        np.broadcast_to(ice_per_cm(), (4, 1051)), grain, np.full(4, 50.0), np.full(4, 13.0)
    )
    assert (np.diff(clean[:, at(1030)]) < 0).all()
    assert (clean[:, at(500)] > 0.95).all()
    for low, high, centre in ((950, 1100, 1030), (1420, 1600, 1495), (1900, 2150, 2000)):
        found = GRID_NM[at(low) + clean[0, at(low) : at(high)].argmin()]
        assert abs(found - centre) <= 15
    # Wiscombe and Warren (1980): albedo near 0.6 to 0.75 at 1030 nm for 200 um.
    assert 0.55 < clean[1, at(1030)] < 0.80


def test_burns_are_dark_and_rise_to_the_infrared(drawn: dict[str, Spectra]) -> None:
    burned = drawn["burned"]
    assert np.median(burned[:, at(560)]) < 0.08
    assert (burned[:, at(2200)] > burned[:, at(560)]).mean() > 0.9
    assert np.median(burned[:, at(860)]) < 0.6 * np.median(drawn["soil"][:, at(860)])


def test_built_surfaces_span_dark_to_bright_and_grey_to_coloured(
    drawn: dict[str, Spectra],
) -> None:
    seen = drawn["surfaces"]
    low, high = np.percentile(seen[:, at(860)], [5, 95])
    assert low < 0.08
    assert high > 0.35
    colour = seen[:, at(660)] / seen[:, at(480)]
    assert colour.min() < 1.1
    assert colour.max() > 2.0


def test_rocks_show_their_minerals() -> None:
    rocks = random_rocks(300, rng())
    carbonate = band_depth(rocks, 2250, 2340, 2400)
    clay = band_depth(rocks, 2120, 2206, 2260)
    iron = band_depth(rocks, 760, 880, 1100)
    for depth in (carbonate, clay, iron):
        assert np.percentile(depth, 95) > 0.08
        assert np.percentile(depth, 30) < 0.05
