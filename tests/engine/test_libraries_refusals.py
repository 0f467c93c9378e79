"""What is no spectral library, or a broken one, is refused with what to do next."""

from __future__ import annotations

import json
import pickle
import sqlite3

import numpy as np
import pytest

from engine.errors import (
    BandMismatch,
    EngineError,
    InputNotFound,
    InputTruncated,
    InputUnreadable,
    NoWavelengths,
)
from engine.libraries import checking, profiles, text_file
from engine.libraries.reading import read_library

from .libraries_kit import (
    NM,
    RAMP,
    write_ecostress,
    write_envi,
    write_gpkg,
    write_splib07,
)


class Opened:
    """Its pickle runs a program when it is opened."""

    def __reduce__(self):
        return (pytest.fail, ("a pickle was opened",))


def _refused(path, error, *words):
    with pytest.raises(error) as caught:
        read_library(path)
    assert type(caught.value) is error
    told = str(caught.value)
    assert caught.value.hint and path.stem in told
    for word in words:
        assert word in told, told


def test_a_file_that_is_not_there(tmp_path):
    _refused(tmp_path / "nothing.csv", InputNotFound)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "Excel"),
        (pickle.dumps({"x": 1}), "pickled"),
        (b"\x00\x01\x02\x03" * 100, "header"),
        (b"Lorem ipsum dolor\nsit amet\nconsectetur adipiscing\n", "table"),
        (b"a,b\nc,d\ne,f\n", "no numbers"),
        (b'{"type": "FeatureCollection", "features": []}', "profiles"),
        (b'{"x": [1, 2', "damaged"),
        (b"[" * 100_000, "damaged"),
    ],
)
def test_what_is_no_library(tmp_path, content, word):
    path = tmp_path / "library.dat"
    path.write_bytes(content)
    _refused(path, InputUnreadable, word)


def test_an_envi_library_that_ends_too_early(tmp_path):
    path = write_envi(tmp_path)
    path.write_bytes(path.read_bytes()[:-10])
    _refused(path, InputTruncated, "lib.hdr")


@pytest.mark.parametrize(
    ("changed", "error", "word"),
    [
        ({"wavelength": ""}, NoWavelengths, "wavelength"),
        ({"wavelength": "{0.4, 0.5}"}, BandMismatch, "2 wavelengths"),
        ({"data type": 6}, InputUnreadable, "data type 6"),
        ({"samples": -4}, InputUnreadable, "-4"),
        ({"lines": 10**9, "samples": 10**9}, InputUnreadable, "1000000000"),
        ({"lines": 10**7}, InputUnreadable, "too many"),
        ({"bands": 10, "file type": "ENVI Standard"}, InputUnreadable, "scene"),
        ({"wavelength units": "Wavenumber"}, NoWavelengths, "Wavenumber"),
    ],
)
def test_an_envi_header_that_makes_no_sense(tmp_path, changed, error, word):
    _refused(write_envi(tmp_path, **changed), error, word)


def test_half_of_an_envi_library(tmp_path):
    path = write_envi(tmp_path)
    header = path.with_suffix(".hdr")
    text = header.read_text()
    header.unlink()
    _refused(path, InputUnreadable, "lib.hdr")
    path.unlink()
    header.write_text(text)
    _refused(header, InputUnreadable, "lib.sli")


def _table(path, values, nm=NM):
    np.savetxt(path, np.column_stack([nm, values]), delimiter=",", header="nm,a", comments="")
    return path


@pytest.mark.parametrize(
    ("values", "word"),
    [(RAMP * 1e6, "radiance"), (-RAMP, "negative"), (RAMP * np.nan, "no spectrum")],
)
def test_values_that_are_no_reflectance(tmp_path, values, word):
    _refused(_table(tmp_path / "t.csv", values), InputUnreadable, word)


def test_single_wild_values_do_not_change_the_unit(tmp_path):
    values = RAMP.copy()
    values[[10, 20]] = 40.0, -1.23e34
    (one,) = read_library(_table(tmp_path / "t.csv", values))
    assert one.values[0] == pytest.approx(RAMP[0]) and np.isnan(one.values[20])


@pytest.mark.parametrize("nm", [NM / 1e5, NM * 100])
def test_wavelengths_out_of_range(tmp_path, nm):
    _refused(_table(tmp_path / "t.csv", RAMP, nm), NoWavelengths)


def test_a_column_in_no_order_is_wavelengths_only_if_it_says_so(tmp_path):
    order = np.arange(len(NM)) * 7 % len(NM)
    path = _table(tmp_path / "t.csv", RAMP[order], NM[order])
    assert read_library(path)[0].values == pytest.approx(RAMP)
    path.write_text(path.read_text().replace("nm,a", "x,a"))
    _refused(path, NoWavelengths)


def test_the_csv_of_a_scene_without_wavelengths(tmp_path):
    path = tmp_path / "t.csv"
    rows = [f"{n + 1},yes,{value:.4f}" for n, value in enumerate(RAMP)]
    path.write_text("\n".join(["band,usable,a", *rows]))
    _refused(path, NoWavelengths)


def test_usgs_text_without_its_wavelengths_names_their_file(tmp_path):
    path = write_splib07(tmp_path)
    name = "splib07a_Wavelengths_ASD_0.35-2.5_microns_2151_ch.txt"
    _refused(path, NoWavelengths, name, str(len(NM)), str(path.parent))


def test_usgs_wavelengths_that_are_empty_or_several(tmp_path):
    path = write_splib07(tmp_path)
    (path.parent / "splib07a_Wavelengths_empty.txt").write_text("")
    _refused(path, NoWavelengths)
    for number in (1, 2):
        lines = ["Wavelengths", *(f"{nm / (1000 + number)}" for nm in NM)]
        (path.parent / f"s_Wavelengths_X{number}.txt").write_text("\n".join(lines))
    _refused(path, NoWavelengths, "s_Wavelengths_X1.txt", "s_Wavelengths_X2.txt")


def test_usgs_wavelengths_are_no_spectrum(tmp_path):
    path = tmp_path / "splib07a_Wavelengths_ASD.txt"
    path.write_text(" splib07a Record=1: Wavelengths ASD\n" + "\n".join(map(str, NM / 1000)))
    _refused(path, InputUnreadable, "wavelengths")


def test_a_broken_line_of_usgs_text(tmp_path):
    path = write_splib07(tmp_path)
    path.write_text(path.read_text() + "<html>\n")
    _refused(path, InputUnreadable, "<html>")


def test_ecostress_text_that_is_broken_or_no_reflectance(tmp_path):
    _refused(write_ecostress(tmp_path / "a.txt", count=999), InputTruncated, "999")
    _refused(write_ecostress(tmp_path / "b.txt", unit="Transmittance (percent)"), InputUnreadable)


def test_profiles_without_wavelengths_or_with_other_counts(tmp_path):
    path = tmp_path / "lib.json"
    path.write_text(json.dumps({"y": RAMP.tolist()}))
    _refused(path, NoWavelengths)
    path.write_text(json.dumps({"y": RAMP.tolist(), "x": NM.tolist()[:-1]}))
    _refused(path, InputUnreadable, str(len(NM) - 1))
    path.write_text(json.dumps({"y": RAMP.tolist(), "x": ["2020-01-01"] * len(NM)}))
    _refused(path, NoWavelengths)


def test_pickled_profiles_are_never_opened(tmp_path):
    path = write_gpkg(tmp_path / "old.gpkg", {"a": pickle.dumps(Opened())})
    _refused(path, InputUnreadable, "pickled", "GeoJSON")


def test_views_of_a_geopackage_are_not_asked(tmp_path):
    path = write_gpkg(tmp_path / "endless.gpkg", {"a": "{}"})
    with sqlite3.connect(path) as connection:
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        connection.execute(f"CREATE VIEW v AS {endless}")
        connection.execute("INSERT INTO gpkg_contents VALUES ('v', 'features')")
    connection.close()
    _refused(path, InputUnreadable)


def test_a_damaged_geopackage(tmp_path):
    path = write_gpkg(tmp_path / "bad.gpkg", {"a": "{}"})
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 4000)
    _refused(path, InputUnreadable)


def test_a_file_with_too_many_values(tmp_path, monkeypatch):
    monkeypatch.setattr(checking, "MOST_VALUES", 100)
    _refused(_table(tmp_path / "t.csv", RAMP), InputUnreadable, "100")


def test_a_text_is_measured_before_it_is_taken_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(text_file, "MOST_CELLS", 100)
    for number, separator in enumerate(",;\t "):
        path = tmp_path / f"{number}.csv"
        np.savetxt(path, np.column_stack([NM, RAMP]), delimiter=separator)
        _refused(path, InputUnreadable, "more than 100 numbers")
    path = tmp_path / "lib.json"
    path.write_text(json.dumps({"y": RAMP.tolist(), "x": NM.tolist()}))
    _refused(path, InputUnreadable, "more than 100 numbers")
    cell = path.read_bytes()
    for stored in (cell, cell.decode()):
        gpkg = tmp_path / f"{type(stored).__name__}.gpkg"
        _refused(write_gpkg(gpkg, {"a": stored}), InputUnreadable, "100 numbers")


def test_a_text_of_too_many_bytes(tmp_path):
    path = tmp_path / "t.csv"
    with path.open("wb") as file:
        file.write(b"nm,a\n" * 1000)
        file.truncate(checking.LARGEST_TEXT_BYTES + 1)
    _refused(path, InputUnreadable, "texts of up to 64 MiB")


def test_a_spectrum_of_too_many_values(tmp_path):
    nm = np.linspace(400, 2400, checking.MOST_OF_SPECTRUM + 1)
    path = tmp_path / "lib.json"
    path.write_text(json.dumps({"y": (nm / 5000).tolist(), "x": nm.tolist()}))
    _refused(path, InputUnreadable, str(len(nm)))


def test_columns_that_a_geopackage_makes_up_are_not_read(tmp_path):
    profile = json.dumps({"y": RAMP.tolist(), "x": NM.tolist()})
    path = write_gpkg(tmp_path / "made.gpkg", {"a": profile})
    with sqlite3.connect(path) as connection:
        connection.execute(f"""ALTER TABLE "my ""lib" ADD COLUMN b AS ('{profile}')""")
        huge = "hex(zeroblob(450000000))"
        connection.execute(f'ALTER TABLE "my ""lib" ADD COLUMN c TEXT AS ({huge})')
    connection.close()
    assert len(read_library(path)) == 1


def test_a_geopackage_that_gives_more_than_it_holds(tmp_path, monkeypatch):
    path = write_gpkg(tmp_path / "lib.gpkg", {str(n): "{}" for n in range(20)})
    with sqlite3.connect(path) as connection:
        default = "'" + "a" * 5000 + "'"
        connection.execute(f'ALTER TABLE "my ""lib" ADD COLUMN b TEXT DEFAULT {default}')
    connection.close()
    monkeypatch.setattr(profiles, "LARGEST_BYTES", 60_000)
    assert path.stat().st_size < 60_000
    _refused(path, InputUnreadable, "MiB")


def test_a_list_of_tables_without_an_end(tmp_path, monkeypatch):
    path = write_gpkg(tmp_path / "endless.gpkg", {"a": "{}"})
    with sqlite3.connect(path) as connection:
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        connection.execute("DROP TABLE gpkg_contents")
        connection.execute(
            f"CREATE VIEW gpkg_contents AS {endless} SELECT 'a' AS table_name, 'features' AS "
            "data_type FROM n WHERE i < 0"
        )
    connection.close()
    monkeypatch.setattr(profiles, "_MOST_STEPS", 1_000_000)
    _refused(path, InputUnreadable, "interrupted")


def test_every_refusal_says_the_next_step(tmp_path):
    """Bytes of all kinds: refused with a hint, or read; never any other error."""
    random = np.random.default_rng(0)
    starts = [b"ENVI\n", b"{", b"nm,a\n", b" splib07a Record=1: a\n", b"", b"X Units:\nY Units:\n"]
    starts += [b"USGS Digital Spectral Library", b"SQLite format 3\0", b"\xff\xfe"]
    for number, start in enumerate(starts * 4):
        path = tmp_path / f"{number}.x"
        text = bytes(random.choice(list(b'0123456789.,;- \n\t{}[]"ab'), 500).astype(np.uint8))
        path.write_bytes(start + (text if number % 2 else random.bytes(500)))
        try:
            read_library(path)
        except EngineError as exc:
            assert exc.hint
