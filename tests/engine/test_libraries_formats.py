"""Spectral libraries of every format: the same spectra come back, whatever wrote them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import numpy as np
import pytest

from engine.libraries.reading import read_library

from .libraries_kit import (
    NM,
    RAMP,
    SPECTRA,
    assert_same,
    write_ecostress,
    write_envi,
    write_gpkg,
    write_splib07,
)


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
    assert_same(library, ("Dry grass", "Gypsum"), tolerance)
    assert (library[0].format, library[0].source) == ("ENVI spectral library", "lib.sli")
    assert bool(library[0].notes) == (scale != 1 and not stated)


def test_an_envi_library_whose_channels_are_bands(tmp_path):
    shape = {"samples": 1, "bands": len(NM), "interleave": "bip"}
    assert_same(read_library(write_envi(tmp_path, **shape)), ("Dry grass", "Gypsum"))


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
    assert_same(read_library(path))


def test_plain_json_profiles(tmp_path):
    path = tmp_path / "lib.json"
    path.write_text(json.dumps({name: _profile(values) for name, values in SPECTRA.items()}))
    assert_same(read_library(path))
    micro = _profile(RAMP, x=(NM / 1000).tolist(), xUnit="μm", bbl=[0] + [1] * (len(NM) - 1))
    path.write_text(json.dumps(micro))
    (one,) = read_library(path)
    assert one.centres_nm == pytest.approx(NM)
    assert np.isnan(one.values[0]) and one.values[1:] == pytest.approx(RAMP[1:])


@pytest.mark.parametrize("kind", [str, str.encode])
def test_geopackage_of_the_enmap_box(tmp_path, kind):
    cells = {name: kind(json.dumps(_profile(values))) for name, values in SPECTRA.items()}
    assert_same(read_library(write_gpkg(tmp_path / "lib.gpkg", cells)))


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
        assert_same(read_library(path))
        assert path.read_bytes() == before
        assert len(list(tmp_path.iterdir())) == 3
