"""Library spectra on the bands of a scene, and the task that lists them."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy.io import loadmat

from engine.bands.plan import BandPlan, plan_all_usable
from engine.context import Context
from engine.errors import BandsUncovered, NoWavelengths, WrongLevel
from engine.libraries.on_bands import all_on_bands, on_bands, uncovered
from engine.libraries.reading import read_library
from engine.libraries.spectrum import LibrarySpectrum
from engine.protocol import MAX_LINE_BYTES, encode
from engine.scene import Band, BandTable
from engine.scene.opening import open_scene
from engine.tasks import library as task
from engine.tasks.registry import run_task

SIGMA = 2.3548


def _spectrum(values, nm, fwhm=None):
    return LibrarySpectrum("a", np.asarray(nm, float), np.asarray(values, float), fwhm, "lib.csv")


@pytest.fixture
def scene(make_scene):
    """40 bands from 420 to 810 nm, 8 nm wide."""
    return make_scene(np.full((40, 4, 4), 1000, np.int16))


@pytest.fixture
def plan(scene):
    return plan_all_usable(scene)[0]


def test_a_line_is_seen_through_the_response_of_each_band(scene, plan):
    """A Gaussian line seen by Gaussian bands is one whose variance is the sum of both."""
    nm = np.arange(380.0, 860.0, 1.0)
    depth, sigma, response = 0.3, 5.0, 8.0 / SIGMA
    values = 0.5 - depth * np.exp(-((nm - 600) ** 2) / (2 * sigma**2))
    made = on_bands(_spectrum(values, nm), scene, plan)
    both = np.hypot(sigma, response)
    centres = 420.0 + 10 * np.arange(40)
    expected = 0.5 - depth * sigma / both * np.exp(-((centres - 600) ** 2) / (2 * both**2))
    assert made == pytest.approx(expected, abs=2e-3)
    assert depth - (0.5 - made.min()) > 0.03  # without the response the line would be as deep


def test_coarse_libraries_are_interpolated(scene, plan):
    nm = np.arange(400.0, 851.0, 15.0)
    made = on_bands(_spectrum(nm / 1000, nm), scene, plan)
    assert made == pytest.approx(0.42 + 0.01 * np.arange(40), abs=1e-6)


def test_bands_beyond_a_spectrum_and_in_its_gaps_have_no_value(scene, plan):
    nm = np.arange(415.0, 701.0, 1.0)
    values = np.full(len(nm), 0.3)
    values[(nm > 500) & (nm < 600)] = np.nan
    made = on_bands(_spectrum(values, nm), scene, plan)
    centres = 420.0 + 10 * np.arange(40)
    with_value = np.isfinite(made)
    assert not with_value[(centres > 520) & (centres < 580)].any()
    assert not with_value[centres > 710].any()
    assert with_value[(centres <= 500) | ((centres >= 600) & (centres <= 700))].all()
    assert made[with_value] == pytest.approx(0.3)
    told = uncovered(made, scene, plan)
    assert told.endswith("-810 nm") and told.count("nm") == 2
    assert uncovered(np.zeros(40), scene, plan) == ""


def test_resampled_bands_need_every_band_that_counts(scene):
    weights = np.zeros((6, 40), np.float32)
    for row in range(6):
        weights[row, 6 * row : 6 * row + 6] = 1 / 6
    plan = BandPlan(tuple(range(1, 41)), weights, "resample")
    nm = np.arange(400.0, 745.0)
    made = on_bands(_spectrum(nm / 1000, nm), scene, plan)
    assert made[:5] == pytest.approx([0.445, 0.505, 0.565, 0.625, 0.685], abs=1e-3)
    assert np.isnan(made[5])
    assert uncovered(made, scene, plan) == "745 nm"


def test_bands_come_in_the_order_of_the_plan(scene):
    nm = np.arange(400.0, 851.0)
    made = on_bands(_spectrum(nm / 1000, nm), scene, BandPlan((30, 3, 11, 20, 1), None, "pick"))
    assert made == pytest.approx([0.71, 0.44, 0.52, 0.61, 0.42], abs=1e-4)


def test_too_little_in_common_is_refused(scene, plan):
    nm = np.arange(790.0, 2400.0)
    with pytest.raises(BandsUncovered, match=r"790 and 2399 nm.*420 and 810 nm"):
        on_bands(_spectrum(np.ones(len(nm)), nm), scene, plan)
    near = _spectrum(np.ones(451), np.arange(400.0, 851.0))
    made = all_on_bands([_spectrum(np.ones(len(nm)), nm), near], scene, plan)
    assert made[0] is None and np.isfinite(made[1]).all()


def test_scenes_that_a_library_cannot_be_compared_with(scene, plan):
    spectrum = _spectrum(np.ones(451), np.arange(400.0, 851.0))
    with pytest.raises(WrongLevel, match="radiance"):
        on_bands(spectrum, replace(scene, level="L1C"), plan)
    bare = replace(scene, bands=BandTable(tuple(Band(n + 1) for n in range(40))))
    with pytest.raises(NoWavelengths, match="array"):
        on_bands(spectrum, bare, plan)


def _written(path, nm, columns):
    head = ",".join(["nm", *columns])
    np.savetxt(
        path, np.column_stack([nm, *columns.values()]), delimiter=",", header=head, comments=""
    )
    return path


def test_the_task_lists_spectra_and_shows_them_on_a_scene(simulated_product, tmp_path):
    nm = np.arange(380.0, 2501.0, 2.0)
    gap = np.where((nm > 1300) & (nm < 1500), np.nan, 30.0)
    path = _written(tmp_path / "lib.csv", nm, {"flat": np.full(len(nm), 40.0), "gap": gap})
    alone = run_task("library", {"path": path}, Context()).metrics
    assert alone["format"] == "CSV" and alone["count"] == 2
    assert alone["spectra"][1] == {
        "name": "gap",
        "bands": int(np.isfinite(gap).sum()),
        "from_nm": 380.0,
        "to_nm": 2500.0,
        "values_on_scene": None,
    }
    assert any("percent" in text for text in alone["warnings"])
    found = run_task("library", {"path": path, "scene": simulated_product}, Context()).metrics
    flat, other = (one["values_on_scene"] for one in found["spectra"])
    assert flat == [0.4] * len(found["bands"])
    assert None in other and {one for one in other if one is not None} == {0.3}
    assert any("do not cover" in text or "without values" in text for text in found["warnings"])


def test_the_task_refuses_a_library_of_other_wavelengths(simulated_product, tmp_path):
    nm = np.arange(8000.0, 12000.0, 50.0)
    path = _written(tmp_path / "tir.csv", nm, {"quartz": np.full(len(nm), 0.1)})
    with pytest.raises(BandsUncovered, match=r"quartz.*8000"):
        run_task("library", {"path": path, "scene": simulated_product}, Context())


def test_a_large_library_fits_into_an_answer(simulated_product, tmp_path):
    nm = np.arange(400.0, 2500.0, 60.0)
    columns = {f"{n} {'ä' * 90}": np.full(len(nm), 0.123) for n in range(2500)}
    path = _written(tmp_path / "lib.csv", nm, columns)
    found = run_task("library", {"path": path, "scene": simulated_product}, Context())
    listed = found.metrics["spectra"]
    assert found.metrics["count"] == 2500
    assert 500 < len(listed) <= task.MOST_LISTED
    assert listed[0]["values_on_scene"] and listed[-1]["values_on_scene"] is None
    assert len(encode({"type": "result", **found.to_json()})) < MAX_LINE_BYTES


def test_laboratory_spectra_resemble_what_the_scene_sees_of_them(shared_data, make_scene, tmp_path):
    """MUUFL Gulfport: cloths measured at 1 nm, and the means of their pixels in 72 bands."""
    options = {"squeeze_me": True, "struct_as_record": False}
    folder = shared_data / "muufl"
    lab = loadmat(folder / "tgt_lab_spectra.mat", **options)["spectralSignatures"]
    seen = loadmat(folder / "tgt_img_spectra.mat", **options)["tgt_img_spectra"]
    columns = {str(one.name): one.reflectance for one in lab}
    path = _written(tmp_path / "muufl.csv", lab[0].wavelengths, columns)
    scene = make_scene(np.zeros((72, 2, 2), np.int16))
    bands = tuple(Band(n + 1, float(nm)) for n, nm in enumerate(seen.wavelengths))
    scene = replace(scene, bands=BandTable(bands))
    plan = plan_all_usable(scene)[0]
    found = {one.name: on_bands(one, scene, plan) for one in read_library(path)}
    means = dict(zip(seen.names, seen.spectra.T))
    for name, own, other in (
        ("Soil Brown", "brown", "pea_green"),
        ("Solid Dark Green", "dark_green", "pea_green"),
        ("Pea Green", "pea_green", "brown"),
    ):
        assert np.corrcoef(found[name], means[own])[0, 1] > 0.97
        assert np.corrcoef(found[name], means[other])[0, 1] < 0.8


def test_spectra_of_the_pool_on_the_bands_of_enmap(shared_data, potsdam, tmp_path):
    """Measured spectra at 2 nm, as JSON: what EnMAP sees of them is near the nearest value."""
    pool = np.load(shared_data / "speclib" / "speclib.npz", allow_pickle=False)
    whole = np.flatnonzero(np.isfinite(pool["reflectance"]).all(axis=1))[::400]
    nm, values = pool["wavelength_nm"].astype(float), pool["reflectance"][whole].astype(float)
    made = {
        str(name): {"x": nm.tolist(), "y": one.tolist()}
        for name, one in zip(pool["name"][whole], values)
    }
    path = tmp_path / "pool.json"
    path.write_text(json.dumps(made))
    scene = open_scene(potsdam)
    plan = plan_all_usable(scene)[0]
    centres = scene.bands.centres_nm[np.array(plan.read) - 1]
    for one, stored in zip(all_on_bands(read_library(path), scene, plan), values):
        near = stored[np.abs(nm[:, None] - centres).argmin(axis=0)]
        assert np.isfinite(one).sum() >= len(centres) - 1  # the last band ends beyond 2500 nm
        assert np.nanmax(np.abs(one - near)) < 0.03
