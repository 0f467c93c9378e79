"""Spectral libraries in tables of text."""

from __future__ import annotations

import numpy as np
import pytest

from engine.libraries.reading import read_library

from .libraries_kit import DIP, NM, RAMP, SPECTRA, assert_same


def _csv(unit=1e-3, factor=1.0, separator=",", decimal=".", names=None, heading="Wavelength"):
    def cell(value):
        return f"{value:.6f}".replace(".", decimal)

    head = [heading, *(names or [f'"{name}"' for name in SPECTRA])]
    rows = [
        [nm * unit, *(values[n] * factor for values in SPECTRA.values())] for n, nm in enumerate(NM)
    ]
    return "\n".join(separator.join(row) for row in [head, *([*map(cell, row)] for row in rows)])


@pytest.mark.parametrize(
    ("options", "notes"),
    [
        ({}, 0),
        ({"unit": 1.0, "heading": "nm"}, 0),
        ({"separator": ";", "decimal": ","}, 0),
        ({"separator": "\t", "decimal": ",", "factor": 100.0}, 1),
        ({"factor": 1e4, "unit": 1.0, "heading": "x"}, 1),
    ],
)
def test_a_csv_with_a_column_a_spectrum(tmp_path, options, notes):
    path = tmp_path / "table.txt"
    path.write_text("# made by a test\n" + _csv(**options))
    library = read_library(path)
    assert_same(library)
    assert len(library[0].notes) == notes


def test_a_heading_in_percent_is_no_guess(tmp_path):
    path = tmp_path / "table.csv"
    names = ["dark (%)", "darker (%)"]
    path.write_text(_csv(factor=1.0, names=names))  # 0.1 to 0.4 percent: guessing fails here
    library = read_library(path)
    assert library[0].values == pytest.approx(RAMP / 100, abs=1e-5)
    assert "percent" in library[0].notes[0]


@pytest.mark.parametrize("names", [["75 % grass", "soil"], ["grass 50%", "grass 70 percent"]])
def test_percent_in_the_name_of_a_spectrum_is_no_unit(tmp_path, names):
    path = tmp_path / "table.csv"
    path.write_text(_csv(names=names))
    assert_same(read_library(path), names)
    lines = ["name,moisture (%)," + ",".join(f"{nm:g}" for nm in NM)]
    for name, values in zip(names, SPECTRA.values()):
        lines.append(f"{name},12," + ",".join(f"{value:.6f}" for value in values))
    path.write_text("\n".join(lines))
    assert_same(read_library(path), names)


def test_values_that_may_be_percent_of_something_dark_are_told(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(_csv(factor=4.0))
    library = read_library(path)
    assert library[0].values == pytest.approx(4 * RAMP, abs=1e-5)
    assert "not as percent" in library[0].notes[0]


@pytest.mark.parametrize("head", ["name,class", "id"])
@pytest.mark.parametrize("heading", ["{:g}", "{:g} nm", "B_{:g}"])
def test_a_csv_with_a_row_a_spectrum(tmp_path, head, heading):
    path = tmp_path / "table.csv"
    lines = [",".join([head, *(heading.format(nm) for nm in NM)])]
    more = ["", ",soil"][head.count(",")]
    names = ["A", "B"]
    for name, values in zip(names, SPECTRA.values()):
        lines.append(",".join([name + more, *(f"{value:.6f}" for value in values)]))
    path.write_text("\n".join(lines))
    assert_same(read_library(path), names)


def test_a_csv_without_any_heading(tmp_path):
    path = tmp_path / "table.csv"
    np.savetxt(path, np.column_stack([NM, RAMP, DIP]), delimiter=" ", fmt="%.6f")
    assert_same(read_library(path), ("Spectrum 1", "Spectrum 2"))
    np.savetxt(path, np.array([NM, RAMP, DIP]), delimiter=",", fmt="%.6f")
    assert_same(read_library(path), ("Spectrum 1", "Spectrum 2"))


def test_spectra_that_are_called_by_numbers_are_not_wavelengths(tmp_path):
    path = tmp_path / "table.csv"
    names = [str(number) for number in range(1, 7)]
    rows = [",".join(["wavelength (nm)", *names])]
    rows += [",".join(f"{value:.5f}" for value in (nm, *[RAMP[n]] * 6)) for n, nm in enumerate(NM)]
    path.write_text("\n".join(rows))
    library = read_library(path)
    assert [one.name for one in library] == names
    assert library[3].values == pytest.approx(RAMP, abs=1e-5)


def test_the_csv_of_the_spectra_window_comes_back(tmp_path):
    """As hsfm_plugin/gui/spectrum_csv.py writes it: bands, usability, empty cells for gaps."""
    lines = ["band,wavelength_nm,usable,Dry grass,mean of 3 px"]
    for number, nm in enumerate(NM):
        value = "" if number == 7 else f"{DIP[number]:.7g}"
        usable = "no" if number == 5 else "yes"
        lines.append(f"{number + 1},{nm:g},{usable},{RAMP[number]:.7g},{value}")
    path = tmp_path / "spectra.csv"
    path.write_text("\r\n".join(lines))
    one, other = read_library(path)
    assert (one.name, other.name) == ("Dry grass", "mean of 3 px")
    assert np.flatnonzero(np.isnan(one.values)).tolist() == [5]
    assert np.flatnonzero(np.isnan(other.values)).tolist() == [5, 7]


def test_text_of_a_spreadsheet_in_utf_16(tmp_path):
    path = tmp_path / "table.txt"
    path.write_text(_csv(separator="\t", decimal=",", names=["Gräser", "1_2"]), encoding="utf-16")
    assert_same(read_library(path), ("Gräser", "1_2"))


def test_a_name_that_comes_twice_is_told_apart(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(_csv(names=["a", "a"]))
    assert [one.name for one in read_library(path)] == ["a", "a (2)"]
