"""Ticks, lines and gaps of the plot of spectra, and its table."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

import pytest
from hsfm.engine.errors import EngineError
from hsfm.hsfm_plugin.gui.spectrum_axes import axis_of, decimals, ticks, value_range
from hsfm.hsfm_plugin.gui.spectrum_csv import write_csv


def _info(*bands: tuple[float | None, bool, str], gaps: Any = ()) -> dict[str, Any]:
    return {
        "bands": [
            {"number": number, "centre_nm": centre, "usable": usable, "detector": detector}
            for number, (centre, usable, detector) in enumerate(bands, 1)
        ],
        "unusable_nm": [list(gap) for gap in gaps],
    }


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0.0, 1.0, 5, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (418.0, 2446.0, 5, [500.0, 1000.0, 1500.0, 2000.0]),
        (-0.05, 0.12, 4, [-0.05, 0.0, 0.05, 0.1]),
        (1.0, 40.0, 8, [5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0]),
    ],
)
def test_ticks_are_round_numbers(low: float, high: float, most: int, expected: list[float]) -> None:
    assert ticks(low, high, most) == pytest.approx(expected)


@pytest.mark.parametrize("low", [0.0, -3.7, 418.2])
@pytest.mark.parametrize("span", [0.003, 0.6, 7.0, 2000.0])
@pytest.mark.parametrize("most", [2, 5, 9])
def test_there_are_never_many_more_ticks_than_asked_for(low: float, span: float, most: int) -> None:
    made = ticks(low, low + span, most)
    assert 1 <= len(made) <= most + 1
    assert all(low - 1e-6 <= value <= low + span + 1e-6 for value in made)


@pytest.mark.parametrize(("low", "high"), [(1.0, 1.0), (2.0, 1.0), (0.0, math.inf), (math.nan, 1)])
def test_an_empty_range_has_no_ticks(low: float, high: float) -> None:
    assert ticks(low, high, 5) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [([0.0, 0.2], 1), ([0.0, 0.05], 2), ([500.0, 1000.0], 0), ([1000.0], 0), ([0.25], 2)],
)
def test_ticks_have_as_many_decimals_as_tell_them_apart(values: list[float], expected: int) -> None:
    assert decimals(values) == expected


def test_lines_are_cut_at_unusable_bands_and_at_gaps() -> None:
    bands = [(400.0, True, ""), (410.0, True, ""), (420.0, False, ""), (430.0, True, "")]
    info = _info(*bands, (600.0, True, ""), gaps=[(415.0, 425.0), (435.0, 595.0)])
    axis = axis_of(info)
    assert axis.lines == ((0, 1), (3,), (4,))
    assert (axis.low, axis.high) == (400.0, 600.0)


def test_each_detector_has_a_line_of_its_own_in_the_order_of_wavelength() -> None:
    bands = [(900.0, True, "A"), (905.0, True, "B"), (890.0, True, "A"), (915.0, True, "B")]
    axis = axis_of(_info(*bands))
    assert sorted(axis.lines) == [(1, 3), (2, 0)]
    assert axis.by_x == [2, 0, 1, 3]


def test_without_wavelengths_bands_stand_at_their_numbers() -> None:
    axis = axis_of(_info((None, True, ""), (None, False, ""), (None, True, "")))
    assert not axis.has_wavelengths
    assert axis.x == (1.0, 2.0, 3.0)
    assert axis.lines == ((0,), (2,))
    assert axis.unusable == ((1.5, 2.5),)


def test_y_starts_at_zero_or_below_and_leaves_room() -> None:
    assert value_range([0.1, 0.4, math.nan]) == pytest.approx((0.0, 0.42))
    low, high = value_range([-0.02, 0.4]) or (0.0, 0.0)
    assert low < -0.02 and high > 0.4


def test_a_band_that_shoots_up_does_not_set_the_range() -> None:
    found = value_range([0.3] * 200 + [5.0, 6.0])
    assert found is not None and found[1] < 0.5


def test_nothing_known_has_no_range() -> None:
    assert value_range([math.nan]) is None
    assert value_range([]) is None


def test_the_table_is_ordered_by_wavelength_and_leaves_gaps_empty(tmp_path: Path) -> None:
    axis = axis_of(_info((500.0, True, ""), (400.5, True, ""), (450.0, False, "")))
    write_csv(tmp_path / "t.csv", axis, [("pixel, one", [0.25, 0.125, math.nan])])
    rows = list(csv.reader((tmp_path / "t.csv").read_text("utf-8").splitlines()))
    assert rows == [
        ["band", "wavelength_nm", "usable", "pixel, one"],
        ["2", "400.5", "yes", "0.125"],
        ["3", "450", "no", ""],
        ["1", "500", "yes", "0.25"],
    ]


def test_a_table_that_cannot_be_written_names_its_place(tmp_path: Path) -> None:
    axis = axis_of(_info((500.0, True, "")))
    with pytest.raises(EngineError, match="nowhere"):
        write_csv(tmp_path / "nowhere" / "t.csv", axis, [])
