"""Band plans: pick, resample, refuse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.bands.plan import BandRequest, plan_all_usable, plan_request
from engine.bands.response import gaussian_weights, linear_weights
from engine.errors import AllNodata, BadParameter, BandsUncovered, NoWavelengths
from engine.scene import Band, BandTable


@pytest.fixture
def scene_with(make_scene):
    """Makes a scene with the given bands."""

    def make(*bands):
        cube = np.zeros((len(bands), 4, 4), np.int16)
        return replace(make_scene(cube), bands=BandTable(tuple(bands)))

    return make


def _grid(start, step, count, fwhm, detector=None):
    return [Band(n + 1, start + step * n, fwhm, detector) for n in range(count)]


def test_a_detector_ordered_scene_is_read_by_wavelength(scene_with):
    scene = scene_with(
        Band(1, 903.6, 10.0, "VNIR"), Band(2, 911.0, 10.0, "VNIR"), Band(3, 902.3, 10.0, "SWIR")
    )
    plan, request = plan_all_usable(scene)
    assert plan.read == (3, 1, 2)
    assert request.detectors == ("SWIR", "VNIR", "VNIR")
    assert (plan.kind, plan.weights) == ("pick", None)


def test_bands_of_one_wavelength_are_ordered_by_detector(scene_with):
    scene = scene_with(Band(1, 900.0, 8.0, "VNIR"), Band(2, 900.0, 8.0, "SWIR"))
    assert plan_all_usable(scene)[0].read == (2, 1)


def test_unusable_bands_are_left_out(scene_with):
    scene = scene_with(Band(1, 900.0), Band(2, 910.0, unusable="nodata everywhere"))
    assert plan_all_usable(scene)[0].read == (1,)


def test_a_scene_without_usable_bands_is_refused(scene_with):
    with pytest.raises(AllNodata):
        plan_all_usable(scene_with(Band(1, 900.0, unusable="nodata everywhere")))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2-3,5", (2, 3, 5)),
        ("430-450nm", (2, 3, 4)),
        ("431 nm - 450 nm, 1", (1, 3, 4)),
        ("441nm", (3,)),
        ("5,1", (1, 5)),
    ],
)
def test_bands_are_chosen_by_number_or_wavelength(scene_with, text, read):
    assert plan_all_usable(scene_with(*_grid(420, 10, 6, 8.0)), text)[0].read == read


@pytest.mark.parametrize("text", ["0-3", "7", "5-2", "blue", "1000-1100nm", "1-2-3", "900nm"])
def test_a_choice_that_makes_no_sense_names_the_text_and_the_range(scene_with, text):
    with pytest.raises(BadParameter) as caught:
        plan_all_usable(scene_with(*_grid(420, 10, 6, 8.0)), text)
    assert repr(text) in caught.value.message
    assert "1 to 6" in caught.value.hint
    assert "420 to 470 nm" in caught.value.hint


def test_wavelengths_cannot_be_chosen_where_there_are_none(scene_with):
    with pytest.raises(NoWavelengths):
        plan_all_usable(scene_with(Band(1), Band(2)), "450-500nm")


def test_a_request_follows_centres_that_drifted(scene_with):
    _, request = plan_all_usable(scene_with(*_grid(418.2, 6.5, 10, 6.5, "VNIR")))
    plan = plan_request(scene_with(*_grid(418.6, 6.5, 10, 6.5, "VNIR")), request)
    assert plan.read == tuple(range(1, 11))
    assert (plan.kind, plan.notes) == ("pick", ())


def test_a_request_finds_bands_whose_detectors_swapped_places(scene_with):
    trained = scene_with(Band(1, 921.2, 10.0, "VNIR"), Band(2, 921.6, 10.0, "SWIR"))
    _, request = plan_all_usable(trained)
    mapped = scene_with(Band(1, 921.3, 10.0, "SWIR"), Band(2, 921.5, 10.0, "VNIR"))
    assert plan_request(mapped, request).read == (2, 1)


def test_an_unusable_band_is_interpolated_and_said(scene_with):
    bands = _grid(1000, 10, 9, 10.0)
    _, request = plan_all_usable(scene_with(*bands))
    bands[4] = Band(5, 1040.0, 10.0, unusable="nodata everywhere")
    plan = plan_request(scene_with(*bands), request)
    assert plan.kind == "resample"
    assert 5 not in plan.read
    assert "1040 nm" in plan.notes[0]
    spectrum = np.array([1000 + 10 * (number - 1) for number in plan.read], float)
    np.testing.assert_allclose(plan.weights @ spectrum, request.centres_nm, rtol=1e-6)


def test_a_coarser_request_averages_finer_bands(scene_with):
    fine = _grid(1000, 2, 101, 2.0)
    request = BandRequest((1050.0, 1100.0), (20.0, 20.0), (None, None), (1, 2), 2)
    plan = plan_request(scene_with(*fine), request)
    assert plan.kind == "resample"
    np.testing.assert_allclose(plan.weights.sum(axis=1), 1, atol=1e-6)
    assert (plan.weights > 0.01).sum(axis=1).min() >= 8


def test_a_gaussian_response_blurs_a_line_to_the_wanted_width():
    centres = np.arange(900.0, 1100.0, 0.5)
    weights = gaussian_weights(centres, np.full(len(centres), 0.5), 1000.0, 20.0)
    above_half = centres[weights >= weights.max() / 2]
    assert np.ptp(above_half) == pytest.approx(20.0, abs=1.0)
    assert weights @ centres == pytest.approx(1000.0)


def test_interpolation_stops_where_the_neighbours_are_far():
    centres = np.array([1000.0, 1200.0])
    assert linear_weights(centres, 1100.0, 20.0, 5.0) is None
    np.testing.assert_allclose(linear_weights(centres, 1010.0, 20.0, 5.0), [0.95, 0.05])
    assert linear_weights(centres, 1210.0, 20.0, 5.0) is None


def test_missing_bands_are_refused_with_their_wavelengths(scene_with):
    _, request = plan_all_usable(scene_with(*_grid(450, 10, 100, 10.0)))
    with pytest.raises(BandsUncovered) as caught:
        plan_request(scene_with(*_grid(450, 10, 98, 10.0)), request)
    assert "1430, 1440 nm" in caught.value.message


def test_a_multispectral_scene_does_not_cover_a_hyperspectral_request(scene_with):
    _, request = plan_all_usable(scene_with(*_grid(450, 6.5, 60, 6.5)))
    coarse = scene_with(*[Band(n + 1, c, 60.0) for n, c in enumerate((490.0, 560.0, 665.0, 842.0))])
    with pytest.raises(BandsUncovered):
        plan_request(coarse, request)


def test_a_request_with_wavelengths_needs_a_scene_with_wavelengths(scene_with):
    _, request = plan_all_usable(scene_with(*_grid(420, 10, 3, 8.0)))
    with pytest.raises(NoWavelengths):
        plan_request(scene_with(Band(1), Band(2), Band(3)), request)


def test_a_request_without_wavelengths_goes_by_number_and_warns(scene_with):
    _, request = plan_all_usable(scene_with(Band(1), Band(2, unusable="flagged bad"), Band(3)))
    plan = plan_request(scene_with(*_grid(420, 10, 3, 8.0)), request)
    assert plan.read == (1, 3)
    assert "by their number" in plan.notes[0]


def test_a_request_without_wavelengths_refuses_another_number_of_bands(scene_with):
    _, request = plan_all_usable(scene_with(Band(1), Band(2)))
    with pytest.raises(NoWavelengths, match="2 bands without wavelengths"):
        plan_request(scene_with(Band(1), Band(2), Band(3)), request)


def test_a_request_survives_json(scene_with):
    _, request = plan_all_usable(scene_with(*_grid(420, 10, 3, 8.0, "VNIR")))
    assert BandRequest.from_json(request.to_json()) == request
