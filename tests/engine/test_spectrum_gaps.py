"""Which parts of the spectrum a scene does not show."""

from __future__ import annotations

import pytest

from engine.scene import Band, BandTable
from engine.scene.spectrum_gaps import unusable_ranges


def _table(*centres, unusable=(), detector=None, fwhm=10.0):
    return [
        Band(n, float(c), fwhm, detector, "nodata everywhere" if c in unusable else "")
        for n, c in enumerate(centres, 1)
    ]


def test_bands_in_even_steps_leave_no_gap():
    assert unusable_ranges(BandTable(tuple(_table(*range(400, 700, 10))))) == []


def test_unusable_bands_leave_a_gap_between_the_edges_of_their_neighbours():
    bands = _table(*range(400, 700, 10), unusable=(500, 510))
    assert unusable_ranges(BandTable(tuple(bands))) == [(495.0, 515.0)]


def test_bands_that_were_taken_out_of_the_file_leave_a_gap():
    bands = _table(*range(400, 500, 10), *range(600, 700, 10))
    assert unusable_ranges(BandTable(tuple(bands))) == [(495.0, 595.0)]


def test_unusable_bands_at_the_ends_count():
    bands = _table(*range(400, 700, 10), unusable=(400, 410, 690))
    assert unusable_ranges(BandTable(tuple(bands))) == [(395.0, 415.0), (685.0, 695.0)]


def test_what_another_detector_shows_is_no_gap():
    first = _table(*range(400, 1000, 10), unusable=(960, 970), detector="VNIR")
    second = _table(*range(900, 1500, 10), detector="SWIR")
    assert unusable_ranges(BandTable((*first, *second))) == []


def test_steps_that_grow_along_the_spectrum_are_no_gaps():
    centres = [400.0]
    while centres[-1] < 2400:
        centres.append(centres[-1] + 5 + 0.004 * centres[-1])
    assert unusable_ranges(BandTable(tuple(_table(*centres, fwhm=None)))) == []


@pytest.mark.parametrize("count", [0, 1])
def test_few_bands_or_none_have_no_gaps(count):
    assert unusable_ranges(BandTable(tuple(_table(*range(500, 500 + count))))) == []


def test_without_wavelengths_nothing_is_known():
    assert unusable_ranges(BandTable((Band(1), Band(2)))) == []
