"""Data that HSFM was trained and tested with stay where they are: none is published with it."""

from __future__ import annotations

import hashlib
import itertools
import re
import subprocess
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from safetensors.numpy import load_file

from tests.release import package

ROOT = package.ROOT
DATA_SUFFIXES = frozenset(
    {".npz", ".npy", ".mat", ".gpkg", ".tif", ".tiff", ".bsq", ".bil", ".bip", ".img", ".hdr"}
    | {".h5", ".nc", ".zip", ".gz", ".xml", ".sli", ".parquet"}
)
TEXT_SUFFIXES = frozenset({".py", ".toml", ".json", ".csv", ".md", ".txt", ".qml", ".svg", ""})
STRIDES = (5, 10)
"""Steps in the library, of 2 nm, at which runs are compared: 10 and 20 nm."""
THINNINGS = (1, 2, 5)
"""Every so manieth number of a text is looked at, so that pieces in finer steps are found too."""
RUN = 12
"""Values of a spectrum in a row that do not come together by chance."""
BENT = 4.0
"""How far, in thousandths, a run must be from the straight line between its ends."""
LEAST_CELLS = 30
"""Of a row of weights that could be a spectrum."""
ALIKE = 1 - 1e-6
"""Correlation of a row of weights with a spectrum from which on it holds that spectrum."""
NUMBER = re.compile(r"[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?")

Array = npt.NDArray[np.float64]


def _published() -> list[Path]:
    """Files of the repository, those not yet committed included, and those of the package."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    known = {Path(name) for name in done.stdout.split("\0") if name} | set(package.members())
    return sorted(path for path in known if (ROOT / path).is_file())


@pytest.fixture(scope="module")
def library(shared_data: Path) -> Array:
    """All spectra, ``(spectra, wavelengths)``, NaN where nobody measured."""
    with np.load(shared_data / "speclib" / "speclib.npz") as file:
        return file["reflectance"].astype(np.float64)


def _keys(milli: npt.NDArray[np.int64], stride: int = 1) -> npt.NDArray[np.uint64]:
    """One number for every run of ``RUN`` values along the last axis."""
    made = np.uint64(0)
    last = milli.shape[-1] - (RUN - 1) * stride
    if last <= 0:
        return np.empty(0, np.uint64)
    for step in range(RUN):
        part = milli[..., step * stride : step * stride + last].astype(np.uint64)
        made = made * np.uint64(0x9E3779B97F4A7C15) + part  # wraps around, as hashes do
    keys: npt.NDArray[np.uint64] = made.ravel()
    return keys


def _told(text: str) -> npt.NDArray[np.uint64]:
    """Keys of the runs in a text: as reflectance, in percent, and scaled as in products.

    Runs that are flat, straight or reach 0 stand in many a table and are left out.
    """
    found = np.array([float(number) for number in NUMBER.findall(text)])
    if len(found) < RUN:
        return np.empty(0, np.uint64)
    keys = []
    for scale, thinning in itertools.product((1.0, 1e2, 1e4), THINNINGS):
        milli = np.round(np.clip(found / scale, -1.0, 2.0) * 1000).astype(np.int64)
        last = len(milli) - (RUN - 1) * thinning
        if last <= 0:
            continue
        runs = np.stack([milli[n * thinning : n * thinning + last] for n in range(RUN)], 1)
        straight = np.linspace(runs[:, 0], runs[:, -1], RUN, axis=1)
        bent = np.abs(runs - straight).max(1) >= BENT
        keys.append(_keys(milli, thinning)[(runs.min(1) > 0) & bent])
    return np.unique(np.concatenate(keys))


def excerpts(texts: dict[str, str], library: Array) -> list[str]:
    """Names of the texts in which values of a library spectrum stand in a row."""
    told = {name: _told(text) for name, text in texts.items()}
    wanted = np.unique(np.concatenate(list(told.values())))
    milli = np.round(np.nan_to_num(library, nan=-9.0) * 1000).astype(np.int64)
    hit = [wanted[np.isin(wanted, _keys(milli, stride))] for stride in STRIDES]
    found = np.concatenate(hit)
    return [name for name, keys in told.items() if np.isin(keys, found).any()]


def copies(rows: Array, library: Array) -> int:
    """How many rows are a spectrum, or its logarithm, up to offset and scale.

    Args:
        rows: ``(rows, cells)``.
        library: ``(spectra, cells)``, at the wavelengths of the cells.
    """

    def normal(values: Array) -> Array:
        centred = values - values.mean(1, keepdims=True)
        length = np.linalg.norm(centred, axis=1, keepdims=True)
        return centred / np.maximum(length, 1e-12)

    whole = library[np.isfinite(library).all(1)]
    looks = np.concatenate([normal(whole), normal(np.log(np.maximum(whole, 0) + 0.004))])
    return int((np.abs(normal(rows) @ looks.T).max(1) > ALIKE).sum())


def test_no_file_of_the_shared_data_is_published(shared_data: Path):
    ours = {hashlib.sha256((ROOT / path).read_bytes()).hexdigest(): path for path in _published()}
    theirs = [path for path in shared_data.rglob("*") if path.is_file() and path.stat().st_size]
    assert theirs
    same = [
        (path.name, ours[digest])
        for path in theirs
        if (digest := hashlib.sha256(path.read_bytes()).hexdigest()) in ours
    ]
    assert same == []


def test_no_file_of_data_is_published():
    assert [path for path in _published() if path.suffix.lower() in DATA_SUFFIXES] == []


def test_no_text_holds_a_piece_of_a_library_spectrum(library: Array):
    texts = {
        str(path): (ROOT / path).read_text(encoding="utf-8", errors="replace")
        for path in _published()
        if path.suffix in TEXT_SUFFIXES
    }
    assert excerpts(texts, library) == []


def test_a_piece_in_a_text_would_be_found(library: Array):
    spectrum = library[np.isfinite(library).all(1)][7]  # any that is not flat
    texts = {
        f"{words} {stride}": ", ".join(
            words.format(value * scale) for value in spectrum[60:260:stride]
        )
        for stride in (1, 2, 5)
        for words, scale in (("{:.4f}", 1), ("{:.6g}", 1), ("{:.2f}", 100), ("{:.0f}", 10000))
    }
    steps = {"steps": "STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)"}
    assert excerpts(texts | steps, library) == list(texts)


@pytest.mark.parametrize("model", sorted(package.bundled()))
def test_no_weights_hold_a_library_spectrum(library: Array, model: str):
    wavelength_nm = np.linspace(400.0, 2500.0, library.shape[1])
    for name, tensor in load_file(package.bundled()[model] / package.WEIGHTS).items():
        for rows in (tensor, tensor.T):
            cells = rows.shape[-1] if rows.ndim else 0
            if cells < LEAST_CELLS:
                continue
            for grid_nm in _grids(cells):
                places = np.abs(wavelength_nm[None] - grid_nm[:, None]).argmin(1)
                rows_2d = np.asarray(rows, np.float64).reshape(-1, cells)
                assert copies(rows_2d, library[:, places]) == 0, name


def _grids(cells: int) -> list[Array]:
    """Wavelengths that a row of so many numbers may stand for."""
    from engine.models.hsfm.grid import GRID_NM

    return [np.linspace(400.0, 2500.0, cells), *([GRID_NM] if len(GRID_NM) == cells else [])]


def test_a_spectrum_in_weights_would_be_found(library: Array):
    at_grid = library[np.isfinite(library).all(1)][:, ::6]
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(3, at_grid.shape[1]))
    assert copies(rows, at_grid) == 0
    rows[1] = 2.5 * at_grid[11] - 0.3
    rows[2] = np.log(at_grid[12] + 0.004)
    assert copies(rows, at_grid) == 2
