"""Spectral libraries of known spectra in every format, for their tests."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest

NM = np.arange(400.0, 2401.0, 10.0)
RAMP = 0.1 + 0.3 * (NM - 400) / 2000
DIP = 0.4 - 0.2 * np.exp(-(((NM - 1400) / 120) ** 2))
SPECTRA = {"Dry grass": RAMP, "Gypsum, fine": DIP}


def assert_same(library, names=tuple(SPECTRA), tolerance=1e-5):
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


def write_splib07(folder, title=" splib07a Record=12: Dry grass GDS480    ASDFRa AREF"):
    values = RAMP.copy()
    values[3] = -1.23e34
    chapter = folder / "ChapterV_Vegetation"
    chapter.mkdir()
    path = chapter / "splib07a_Drygrass_ASDFRa_AREF.txt"
    path.write_text(title + "\n" + "\n".join(f" {value:.7E}" for value in values) + "\n")
    return path


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
