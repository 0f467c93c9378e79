"""Wavelengths: every place they are written to, their units, and which source wins."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

from engine.errors import BandMismatch, InputUnreadable
from engine.scene.formats.enmap_bands import detectors_by_design, looks_like_enmap, nominal_bands
from engine.scene.formats.enmap_xml import read_metadata
from engine.scene.formats.wavelength_search import Spectral, find_spectral
from engine.scene.wavelengths import Candidate, checked, first_that_holds, nm_per_unit, numbers_in
from tests.data import make_products as make

FLIGHT = ("L1B-DT0000002446", "L1C-DT0000063982", "L2A-DT0000001049")


def spectral(path: Path, *, is_enmap: bool = False) -> Spectral:
    with rasterio.open(path) as dataset:
        return find_spectral(dataset, None, is_enmap)


def tiff(path: Path, bands: int = 3) -> Path:
    profile = {"driver": "GTiff", "count": bands, "height": 4, "width": 4, "dtype": "int16"}
    with rasterio.open(path, "w", **profile) as file:
        file.write(np.ones((bands, 4, 4), np.int16))
    return path


@pytest.mark.parametrize(
    ("name", "centres", "fwhm", "good"),
    [
        ("enmapbox_envidomain_bandlevel.tif", (400, 500), None, (False, True)),
        ("enmapbox_envidomain_dslevel.tif", (400, 500), None, (False, True)),
        ("envi_wl_fwhm.bsq", (400, 500), (10, 20), (False, True)),
        ("envi_wl_implicit_nm.bsq", (400, 500), None, (True, True)),
        ("envi_wl_implicit_um.bsq", (400, 500), None, (True, True)),
        ("gdal_wl_fwhm.tif", (400, 500), (10, 20), (True, True)),
        ("gdal_wl_only.tif", (400, 500), None, (True, True)),
    ],
)
def test_each_way_gdal_users_write_wavelengths_is_read(
    shared_data: Path,
    name: str,
    centres: tuple[float, ...],
    fwhm: tuple[float, ...] | None,
    good: tuple[bool, ...],
) -> None:
    found = spectral(shared_data / "wavelength_metadata_cases" / name).wavelengths
    assert found is not None
    assert found.centres_nm == centres
    assert found.fwhm_nm == (fwhm or (None, None))
    assert found.good == good


@pytest.mark.parametrize("name", ["gdal_no_info.tif", "staclike.tif", "enmap_berlin_10x7x177.tif"])
def test_a_raster_that_states_none_has_none(shared_data: Path, name: str) -> None:
    path = shared_data / "wavelength_metadata_cases" / name
    assert spectral(path, is_enmap="enmap" in name).wavelengths is None


def test_non_monotonic_wavelengths_are_kept_in_file_order(tmp_path: Path) -> None:
    path = make.envi_cube(
        tmp_path, header="wavelength = {400,410,420,430,425,435,445,455,465,475,485,495}"
    )
    found = spectral(path).wavelengths
    assert found is not None
    assert found.centres_nm[3:5] == (430, 425)


@pytest.mark.parametrize(
    ("unit", "factor", "expected"),
    [
        ("nm", 1, 450),
        ("Nanometers", 1, 450),
        ("um", 1e-3, 450),
        ("µm", 1e-3, 450),
        ("μm", 1e-3, 450),
        ("Micrometers", 1e-3, 450),
        ("m", 1e-9, 450),
        ("Unknown", 1e-3, 450),
        ("Index", 1, 450),
        ("", 1e-3, 450),
    ],
)
def test_units_become_nanometres(unit: str, factor: float, expected: float) -> None:
    values = [(400 + 50 * i) * factor for i in range(3)]
    found = checked(Candidate(values, unit, "test"), 3)
    assert found is not None
    assert found.centres_nm[1] == pytest.approx(expected, abs=1e-6)


def test_wavenumbers_are_no_wavelengths() -> None:
    assert nm_per_unit("cm-1", 20_000) is None


@pytest.mark.parametrize(
    "centres", [[400, 500], [400, 500, float("nan")], [0, 400, 500], [1, 2, 150], [-400, 1, 2]]
)
def test_impossible_lists_are_dropped(centres: list[float]) -> None:
    assert checked(Candidate(centres, "nm", "test"), 3) is None


@pytest.mark.parametrize("text", ["{ 1, 2,3 }", "1,2,3", "1 2 3", "{1\n,2,\n3}"])
def test_lists_are_read_with_and_without_braces(text: str) -> None:
    assert numbers_in(text) == [1, 2, 3]


def test_a_bad_list_falls_through_to_the_next_source() -> None:
    sources = [Candidate([1, 2], "nm", "short"), Candidate([400, 500, 600], "nm", "right")]
    found = first_that_holds(sources, 3)
    assert found is not None and found.origin == "right"


def test_rounded_values_lose_to_precise_ones_of_a_better_source_silently() -> None:
    precise = Candidate([423.874, 500.1], "nm", "band metadata")
    rounded = Candidate([0.424, 0.5], "um", "IMAGERY metadata", [0.007, 0.008])
    found = first_that_holds([precise, rounded], 2)
    assert found is not None
    assert found.centres_nm == (423.874, 500.1)
    assert found.fwhm_nm == (7.0, 8.0)
    assert found.warnings == ()


def test_sources_that_disagree_are_a_warning() -> None:
    one, other = Candidate([400, 500], "nm", "one"), Candidate([400, 520], "nm", "other")
    found = first_that_holds([one, other], 2)
    assert found is not None and found.centres_nm == (400, 500)
    assert "20.0 nm" in found.warnings[0]


def test_band_metadata_win_over_the_data_sets(tmp_path: Path) -> None:
    path = tiff(tmp_path / "a.tif")
    with rasterio.open(path, "r+") as file:
        file.update_tags(ns="ENVI", wavelength="{700,800,900}", wavelength_units="nm")
        for number in (1, 2, 3):
            file.update_tags(number, wavelength=400 + number, wavelength_units="Nanometers")
    found = spectral(path).wavelengths
    assert found is not None
    assert found.centres_nm == (401, 402, 403) and found.origin == "band metadata"


def test_band_names_are_read_when_all_tell(tmp_path: Path) -> None:
    path = tiff(tmp_path / "a.tif")
    with rasterio.open(path, "r+") as file:
        file.descriptions = tuple(f"band {i} (4{i}9.391 Nanometers)" for i in (1, 2, 3))
    found = spectral(path).wavelengths
    assert found is not None
    assert found.centres_nm == (419.391, 429.391, 439.391) and found.origin == "band names"


def test_one_silent_band_name_spoils_them(tmp_path: Path) -> None:
    path = tiff(tmp_path / "a.tif")
    with rasterio.open(path, "r+") as file:
        file.descriptions = ("400 nm", "500 nm", "water")
    assert spectral(path).wavelengths is None


def test_a_header_beside_a_tiff_is_read(tmp_path: Path) -> None:
    path = tiff(tmp_path / "DESIS-SPECTRAL.tif")
    path.with_suffix(".hdr").write_text(
        "ENVI\nwavelength = {402,\n 404.5, 407}\nwavelength units = nm\nfwhm = {3,3,3}\n"
    )
    found = spectral(path).wavelengths
    assert found is not None
    assert found.centres_nm == (402, 404.5, 407) and found.fwhm_nm == (3, 3, 3)


def vrt_of(sources: list[Path], out: Path, bands: int = 3) -> Path:
    """A mosaic as ``gdalbuildvrt`` writes it: band metadata are lost."""
    parts = "".join(
        f'<SimpleSource><SourceFilename relativeToVRT="1">{path.name}</SourceFilename>'
        "<SourceBand>{band}</SourceBand></SimpleSource>"
        for path in sources
    )
    text = "".join(
        f'<VRTRasterBand dataType="Int16" band="{i}">{parts.format(band=i)}</VRTRasterBand>'
        for i in range(1, bands + 1)
    )
    out.write_text(f'<VRTDataset rasterXSize="4" rasterYSize="4">{text}</VRTDataset>')
    return out


def tagged(path: Path, first: float) -> Path:
    tiff(path)
    with rasterio.open(path, "r+") as file:
        for i in (1, 2, 3):
            file.update_tags(i, wavelength=first + i, wavelength_units="nm")
    return path


def test_a_virtual_mosaic_is_looked_through(tmp_path: Path) -> None:
    parts = [tagged(tmp_path / "a.tif", 400), tagged(tmp_path / "b.tif", 400)]
    found = spectral(vrt_of([vrt_of(parts, tmp_path / "in.vrt")], tmp_path / "out.vrt")).wavelengths
    assert found is not None and found.centres_nm == (401, 402, 403)


def test_a_mosaic_of_unlike_parts_has_no_wavelengths(tmp_path: Path) -> None:
    parts = [tagged(tmp_path / "a.tif", 400), tagged(tmp_path / "b.tif", 500)]
    assert spectral(vrt_of(parts, tmp_path / "out.vrt")).wavelengths is None


def test_the_users_csv_wins_over_everything(tmp_path: Path) -> None:
    path = tagged(tmp_path / "a.tif", 400)
    (tmp_path / "a.tif.wavelengths.csv").write_text(
        "wavelength,fwhm,detector,bbl,unit\n0.5,0.01,V,1,um\n0.6,0.01,V,0,um\n0.7,0.02,S,1,um\n"
    )
    found = spectral(path).wavelengths
    assert found is not None
    assert found.centres_nm == (500, 600, 700) and found.fwhm_nm == (10, 10, 20)
    assert found.detectors == ("V", "V", "S") and found.good == (True, False, True)


def test_the_users_json_is_read(tmp_path: Path) -> None:
    path = tiff(tmp_path / "a.tif")
    (tmp_path / "a.tif.wavelengths.json").write_text(
        json.dumps({"wavelengths": [500, 600, 700], "unit": "nm"})
    )
    found = spectral(path).wavelengths
    assert found is not None and found.centres_nm == (500, 600, 700)


def test_a_users_list_of_another_length_is_refused(tmp_path: Path) -> None:
    path = tiff(tmp_path / "a.tif")
    (tmp_path / "a.tif.wavelengths.csv").write_text("wavelength\n500\n600\n")
    with pytest.raises(BandMismatch, match="2 wavelengths"):
        spectral(path)


def test_a_users_list_of_words_is_refused(tmp_path: Path) -> None:
    path = tiff(tmp_path / "a.tif")
    (tmp_path / "a.tif.wavelengths.csv").write_text("wavelength\nred\ngreen\nblue\n")
    with pytest.raises(InputUnreadable, match="no list of wavelengths"):
        spectral(path)


def flight_values(shared_data: Path, name: str) -> tuple[list[float], list[float]]:
    """Centres and widths in nm of a flight product, in the order of its cube."""
    path = next((shared_data / "enmap_products_xml").glob(f"*{name}.json"))
    content = json.loads(path.read_text(encoding="utf-8"))["expectedContent"]
    bands = [b for b in content["bands"] if float(b.get("spectralWavelength") or 0) > 0]
    centres = [float(b["spectralWavelength"]) for b in bands]
    return centres, [float(b["spectralBandwidth"]) for b in bands]


@pytest.mark.parametrize("name", FLIGHT)
def test_the_design_agrees_with_flight_products(shared_data: Path, name: str) -> None:
    centres, _ = flight_values(shared_data, name)
    assert len(centres) == 224
    assert looks_like_enmap(centres)


SWIR_BELOW_1000_NM = (80, 83, 85, 87, 89, 91, 94, 96, 98, 101)
"""Bands of SWIR in the overlap of 2022's products; in 2024's, 82/83 and 100/101 changed places.
Source: expectedChannelsList of flight products, products.md §1.5."""


@pytest.mark.parametrize(
    ("name", "swir"),
    [
        ("L2A-DT0000001049", SWIR_BELOW_1000_NM),
        ("L1C-DT0000063982", (80, 82, 85, 87, 89, 91, 94, 96, 98, 100)),
    ],
)
def test_detectors_of_flight_products_are_told_by_the_design(
    shared_data: Path, name: str, swir: tuple[int, ...]
) -> None:
    found = detectors_by_design(*flight_values(shared_data, name))
    assert found is not None
    assert tuple(i for i, d in enumerate(found[:101], start=1) if d == "SWIR") == swir
    assert set(found[101:]) == {"SWIR"}


def test_detectors_of_l1b_follow_its_order(shared_data: Path) -> None:
    found = detectors_by_design(*flight_values(shared_data, "L1B-DT0000002446"))
    assert found == ("VNIR",) * 91 + ("SWIR",) * 133


@pytest.mark.parametrize("level", ["L1B", "L1C", "L2A"])
def test_the_official_metadata_are_read(shared_data: Path, tmp_path: Path, level: str) -> None:
    import zipfile

    archive = shared_data / "enmap_products_xml" / f"enmap_{level}_gtif_qualification.zip"
    with zipfile.ZipFile(archive) as file:
        name = next(n for n in file.namelist() if n.endswith("METADATA.XML"))
        (tmp_path / "METADATA.XML").write_bytes(file.read(name))
    metadata = read_metadata(tmp_path / "METADATA.XML")
    centres = [band.centre_nm for band in metadata.bands]
    assert metadata.level == level
    assert len(centres) == 218
    assert metadata.detectors is not None
    assert (metadata.detectors.count("VNIR"), metadata.detectors.count("SWIR")) == (88, 130)
    assert (centres == sorted(centres)) is (level != "L1B")
    if level == "L1B":
        assert metadata.detectors[:88] == ("VNIR",) * 88
    assert metadata.bands[0].gain == 1e-4 if level == "L2A" else metadata.bands[0].gain < 1e-4


def test_detectors_are_told_by_width_where_both_measure() -> None:
    bands = nominal_bands()
    found = detectors_by_design([b[1] for b in bands], [b[2] for b in bands])
    assert found == tuple(b[0] for b in bands)


def test_detectors_are_told_by_the_step_back_of_detector_ordered_cubes() -> None:
    bands = sorted(nominal_bands(), key=lambda b: (b[0] == "SWIR", b[1]))
    found = detectors_by_design([b[1] for b in bands], [None] * len(bands))
    assert found == tuple(b[0] for b in bands)


def test_detectors_stay_unknown_without_widths_in_delivered_order() -> None:
    bands = nominal_bands()
    assert detectors_by_design([b[1] for b in bands], [None] * len(bands)) is None


def test_other_sensors_are_not_taken_for_enmap() -> None:
    assert not looks_like_enmap([380 + 5.0 * i for i in range(425)])
