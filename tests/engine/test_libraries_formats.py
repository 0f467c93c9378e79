"""Spectral libraries of every format: the same spectra come back, whatever wrote them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import numpy as np
import pytest

from engine.libraries.reading import read_library

NM = np.arange(400.0, 2401.0, 10.0)
RAMP = 0.1 + 0.3 * (NM - 400) / 2000
DIP = 0.4 - 0.2 * np.exp(-(((NM - 1400) / 120) ** 2))
SPECTRA = {"Dry grass": RAMP, "Gypsum, fine": DIP}


def _same(library, names=tuple(SPECTRA), tolerance=1e-5):
    assert [one.name for one in library] == list(names)
    for one, values in zip(library, SPECTRA.values()):
        assert one.centres_nm == pytest.approx(NM)
        assert one.values == pytest.approx(values, abs=tolerance)


def write_envi(folder, dtype="f4", order=0, scale=1.0, names="{Dry grass, Gypsum}", **changed):
    codes = {"u1": 1, "i2": 2, "i4": 3, "f4": 4, "f8": 5, "u2": 12}
    values = np.array(list(SPECTRA.values())) * scale
    values = values if dtype[0] == "f" else np.round(values)
    (folder / "lib.sli").write_bytes(values.astype("<>"[order] + dtype).tobytes())
    tags = {
        "samples": len(NM),
        "lines": len(values),
        "bands": 1,
        "header offset": 0,
        "file type": "ENVI Spectral Library",
        "data type": codes[dtype],
        "interleave": "bsq",
        "byte order": order,
        "wavelength units": "Micrometers",
        "wavelength": "{" + ",\n".join(f"{nm / 1000:.4f}" for nm in NM) + "}",
        "spectra names": names,
        **changed,
    }
    text = "ENVI\n" + "".join(f"{key} = {value}\n" for key, value in tags.items() if value != "")
    (folder / "lib.hdr").write_text(text)
    return folder / "lib.sli"


@pytest.mark.parametrize(
    ("dtype", "order", "scale", "stated", "tolerance"),
    [
        ("f4", 0, 1.0, "", 1e-6),
        ("f4", 1, 1.0, "", 1e-6),
        ("f8", 1, 100.0, "100", 1e-6),
        ("i2", 0, 1e4, "10000", 1e-4),
        ("u2", 1, 1e4, "", 1e-4),
        ("i4", 0, 1e4, "10000.0", 1e-4),
    ],
)
@pytest.mark.parametrize("given", ["lib.sli", "lib.hdr"])
def test_an_envi_library_of_any_type_and_order(
    tmp_path, dtype, order, scale, stated, tolerance, given
):
    write_envi(tmp_path, dtype, order, scale, **{"reflectance scale factor": stated})
    library = read_library(tmp_path / given)
    _same(library, ("Dry grass", "Gypsum"), tolerance)
    assert (library[0].format, library[0].source) == ("ENVI spectral library", "lib.sli")
    assert bool(library[0].notes) == (scale != 1 and not stated)


def test_an_envi_library_whose_channels_are_bands(tmp_path):
    shape = {"samples": 1, "bands": len(NM), "interleave": "bip"}
    _same(read_library(write_envi(tmp_path, **shape)), ("Dry grass", "Gypsum"))


def test_bad_bands_and_ignored_values_of_an_envi_library_are_gaps(tmp_path):
    good = ["1"] * len(NM)
    good[100] = "0"
    path = write_envi(tmp_path, bbl="{" + ",".join(good) + "}", fwhm="{" + "0.01," * len(NM) + "}")
    one = read_library(path)[0]
    assert np.flatnonzero(np.isnan(one.values)).tolist() == [100]
    assert one.fwhm_nm == pytest.approx(np.full(len(NM), 10.0))


def test_names_of_an_envi_library_that_do_not_fit_are_not_guessed(tmp_path):
    library = read_library(write_envi(tmp_path, names="{Dry grass, Gypsum, fine}"))
    assert [one.name for one in library] == ["Spectrum 1", "Spectrum 2"]
    assert "3" in library[0].notes[0] and "2" in library[0].notes[0]


def _csv(unit=1e-3, factor=1.0, separator=",", decimal=".", names=None, heading="Wavelength"):
    def cell(value):
        return f"{value:.6f}".replace(".", decimal)

    head = [heading, *(names or [f'"{name}"' for name in SPECTRA])]
    rows = [[nm * unit, *(values[n] * factor for values in SPECTRA.values())] for n, nm in _nm()]
    return "\n".join(separator.join(row) for row in [head, *([*map(cell, row)] for row in rows)])


def _nm():
    return list(enumerate(NM))


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
    _same(library)
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
    _same(read_library(path), names)
    lines = ["name,moisture (%)," + ",".join(f"{nm:g}" for nm in NM)]
    for name, values in zip(names, SPECTRA.values()):
        lines.append(f"{name},12," + ",".join(f"{value:.6f}" for value in values))
    path.write_text("\n".join(lines))
    _same(read_library(path), names)


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
    _same(read_library(path), names)


def test_a_csv_without_any_heading(tmp_path):
    path = tmp_path / "table.csv"
    np.savetxt(path, np.column_stack([NM, RAMP, DIP]), delimiter=" ", fmt="%.6f")
    _same(read_library(path), ("Spectrum 1", "Spectrum 2"))
    np.savetxt(path, np.array([NM, RAMP, DIP]), delimiter=",", fmt="%.6f")
    _same(read_library(path), ("Spectrum 1", "Spectrum 2"))


def test_spectra_that_are_called_by_numbers_are_not_wavelengths(tmp_path):
    path = tmp_path / "table.csv"
    names = [str(number) for number in range(1, 7)]
    rows = [",".join(["wavelength (nm)", *names])]
    rows += [",".join(f"{value:.5f}" for value in (nm, *[RAMP[n]] * 6)) for n, nm in _nm()]
    path.write_text("\n".join(rows))
    library = read_library(path)
    assert [one.name for one in library] == names
    assert library[3].values == pytest.approx(RAMP, abs=1e-5)


def test_the_csv_of_the_spectra_window_comes_back(tmp_path):
    """As hsfm_plugin/gui/spectrum_csv.py writes it: bands, usability, empty cells for gaps."""
    lines = ["band,wavelength_nm,usable,Dry grass,mean of 3 px"]
    for number, nm in _nm():
        value = "" if number == 7 else f"{DIP[number]:.7g}"
        usable = "no" if number == 5 else "yes"
        lines.append(f"{number + 1},{nm:g},{usable},{RAMP[number]:.7g},{value}")
    path = tmp_path / "spectra.csv"
    path.write_text("\r\n".join(lines))
    one, other = read_library(path)
    assert (one.name, other.name) == ("Dry grass", "mean of 3 px")
    assert np.flatnonzero(np.isnan(one.values)).tolist() == [5]
    assert np.flatnonzero(np.isnan(other.values)).tolist() == [5, 7]


def write_splib07(folder, title=" splib07a Record=12: Dry grass GDS480    ASDFRa AREF"):
    values = RAMP.copy()
    values[3] = -1.23e34
    chapter = folder / "ChapterV_Vegetation"
    chapter.mkdir()
    path = chapter / "splib07a_Drygrass_ASDFRa_AREF.txt"
    path.write_text(title + "\n" + "\n".join(f" {value:.7E}" for value in values) + "\n")
    return path


def _splib07_wavelengths(folder, name="ASD_0.35-2.5_microns", um=NM / 1000):
    path = folder / f"splib07a_Wavelengths_{name}.txt"
    path.write_text(" splib07a Record=1: Wavelengths\n" + "\n".join(f" {one:.6E}" for one in um))
    return path


def test_usgs_text_finds_its_wavelengths_above(tmp_path):
    path = write_splib07(tmp_path)
    _splib07_wavelengths(tmp_path)
    _splib07_wavelengths(tmp_path, "BECK_Beckman_0.2-3.0_microns", NM / 999)
    _splib07_wavelengths(tmp_path, "NIC4_Nicolet", NM[:50] / 100)
    (one,) = read_library(path)
    assert (one.name, one.format) == ("Dry grass GDS480", "USGS splib07 text")
    assert one.centres_nm == pytest.approx(NM)
    assert np.flatnonzero(np.isnan(one.values)).tolist() == [3]


def test_usgs_text_of_three_columns(tmp_path):
    lines = [
        "USGS Digital Spectral Library splib06a",
        "Clark and others 2007, USGS, Data Series 231.",
        "",
        "     wavelength    reflectance    standard deviation",
        "(      -1.23e34  indicates a deleted number)",
        "-" * 50,
        "Dry grass GDS480   W1R1Fa AREF",
        "copy of splib05a r 1",
        *(f"   {nm / 1000:.6f}   {value:.6f}   0.000000" for nm, value in zip(NM, RAMP)),
    ]
    path = tmp_path / "drygrass.txt"
    path.write_text("\n".join(lines))
    (one,) = read_library(path)
    assert one.name == "Dry grass GDS480"
    assert one.values == pytest.approx(RAMP, abs=1e-6)


def write_ecostress(path, unit="Reflectance (percent)", count=201):
    lines = [
        "Name: Dry grass",
        "Type: Non Photosynthetic Vegetation",
        "Description: Cut in May: 3 days old, of a meadow",
        "that was dry.",
        "First Column: X",
        "Second Column: Y",
        "X Units: Wavelength (micrometers)",
        f"Y Units: {unit}",
        f"Number of X Values: {count}",
        "",
        *(f" {nm / 1000:.4f}\t{100 * value:.4f}" for nm, value in zip(NM[::-1], RAMP[::-1])),
    ]
    path.write_text("\n".join(lines), encoding="cp1252")
    return path


def test_ecostress_text_runs_backwards_and_in_percent(tmp_path):
    (one,) = read_library(write_ecostress(tmp_path / "grass.spectrum.txt"))
    assert (one.name, one.notes) == ("Dry grass", ())
    assert one.centres_nm == pytest.approx(NM)
    assert one.values == pytest.approx(RAMP, abs=1e-5)


def _profile(values, **changed):
    return {"x": NM.tolist(), "y": values.tolist(), "xUnit": "nm", **changed}


@pytest.mark.parametrize("as_text", [False, True])
def test_geojson_of_the_enmap_box(tmp_path, as_text):
    features = []
    for name, values in SPECTRA.items():
        profile = _profile(values, yUnit="reflectance")
        properties = {"fid": 1, "name": name, "profiles": profile}
        if as_text:
            properties["profiles"] = json.dumps(profile)
        features.append({"type": "Feature", "geometry": None, "properties": properties})
    path = tmp_path / "lib.geojson"
    made = {"type": "FeatureCollection", "name": "lib", "features": features}
    path.write_text(json.dumps(made))
    _same(read_library(path))


def test_plain_json_profiles(tmp_path):
    path = tmp_path / "lib.json"
    path.write_text(json.dumps({name: _profile(values) for name, values in SPECTRA.items()}))
    _same(read_library(path))
    micro = _profile(RAMP, x=(NM / 1000).tolist(), xUnit="μm", bbl=[0] + [1] * (len(NM) - 1))
    path.write_text(json.dumps(micro))
    (one,) = read_library(path)
    assert one.centres_nm == pytest.approx(NM)
    assert np.isnan(one.values[0]) and one.values[1:] == pytest.approx(RAMP[1:])


def write_gpkg(path, cells):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)")
        listed = ('my "lib', "features")
        connection.execute("INSERT INTO gpkg_contents VALUES (?, ?)", listed)
        connection.execute('CREATE TABLE "my ""lib" (fid INTEGER, geom BLOB, name TEXT, profiles)')
        for number, (name, cell) in enumerate(cells.items()):
            row = (number, b"GP\x00\x01", name, cell)
            connection.execute('INSERT INTO "my ""lib" VALUES (?, ?, ?, ?)', row)
    connection.close()
    return path


@pytest.mark.parametrize("kind", [str, str.encode])
def test_geopackage_of_the_enmap_box(tmp_path, kind):
    cells = {name: kind(json.dumps(_profile(values))) for name, values in SPECTRA.items()}
    _same(read_library(write_gpkg(tmp_path / "lib.gpkg", cells)))


def test_a_geopackage_that_is_open_elsewhere_is_read_and_left_alone(tmp_path):
    cells = {name: json.dumps(_profile(values)) for name, values in SPECTRA.items()}
    first, second = cells
    path = write_gpkg(tmp_path / "lib.gpkg", {first: cells[first]})
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
    before = path.read_bytes()
    assert [one.name for one in read_library(path)] == [first]
    assert [one.name for one in tmp_path.iterdir()] == ["lib.gpkg"]
    with closing(sqlite3.connect(path)) as connection:
        row = (1, b"GP", second, cells[second])
        connection.execute('INSERT INTO "my ""lib" VALUES (?, ?, ?, ?)', row)
        connection.commit()
        _same(read_library(path))
        assert path.read_bytes() == before
        assert len(list(tmp_path.iterdir())) == 3


def test_text_of_a_spreadsheet_in_utf_16(tmp_path):
    path = tmp_path / "table.txt"
    path.write_text(_csv(separator="\t", decimal=",", names=["Gräser", "1_2"]), encoding="utf-16")
    _same(read_library(path), ("Gräser", "1_2"))


def test_a_name_that_comes_twice_is_told_apart(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(_csv(names=["a", "a"]))
    assert [one.name for one in read_library(path)] == ["a", "a (2)"]
