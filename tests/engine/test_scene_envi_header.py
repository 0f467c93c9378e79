"""ENVI headers as files: values in braces over lines, and headers that are damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.scene.formats.envi_header import read_header


def _read(tmp_path: Path, text: str) -> dict[str, str]:
    path = tmp_path / "a.hdr"
    path.write_text(text, encoding="utf-8", newline="")
    return read_header(path)


@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_values_run_to_the_end_of_a_line_or_of_the_braces(tmp_path: Path, line: str) -> None:
    lines = [
        "ENVI",
        "description = {a = b,",
        "  samples = 3} and more",
        "; a remark",
        "Samples=4",
        "  data_type  =  2  ",
        "",
        "wavelength =",
        "{ 0.4,",
        "  0.5 }",
        "empty =",
        "map info = {UTM, x=y}",
        "last = {",
    ]
    assert _read(tmp_path, line.join(lines)) == {
        "description": "{a = b,\n  samples = 3}",
        "samples": "4",
        "data type": "2",
        "wavelength": "{ 0.4,\n  0.5 }",
        "empty": "",
        "map info": "{UTM, x=y}",
        "last": "{",
    }


def test_braces_that_never_close_hide_nothing(tmp_path: Path) -> None:
    found = _read(tmp_path, "ENVI\nbands = 3\nfwhm = {1, 2\nlines = 4\n")
    assert found == {"bands": "3", "fwhm": "{1, 2", "lines": "4"}


@pytest.mark.parametrize("piece", ["a = {\n", " \n", "a = \n"])
def test_a_damaged_header_is_read_in_one_pass(tmp_path: Path, piece: str) -> None:
    """Looking from every line to the end of the file takes hours for these."""
    text = "ENVI\n" + piece * (1_000_000 // len(piece)) + "\nbands = 3\n"
    assert _read(tmp_path, text)["bands"] == "3"


def test_another_text_is_no_header(tmp_path: Path) -> None:
    assert _read(tmp_path, "a = 3") == {}
