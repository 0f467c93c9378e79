"""The pool of measured spectra, read from the open library at training time."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..errors import InputNotFound, InputUnreadable
from .library_rules import place_of, sample_of, source_of
from .pool import COVER_NAMES, TRAITS, WAVELENGTH_NM, Pool

HELD_OUT_SOURCES = frozenset(
    {
        "slum",  # built-up
        "spectacles_australia",  # bare soil
        "soilspec_rutherglen",  # bare soil
        "hylite_rocks",  # rock
        "usgs yellowstone",  # trees, low vegetation
        "usgs marsh",  # low vegetation, dry vegetation, water, bare soil
        "usgs snow",  # snow and ice
        "usgs burn",  # burned
    }
)
"""Whole sources to keep out of training, so that every cover can be tested on a stranger's data."""

LEAST_COVERAGE = 0.3
BRIGHTEST = 1.3
_COLUMNS = ("reflectance", "wavelength_nm", "name", "source", "group", "subgroup",
            "group_confidence", "license")  # fmt: skip


# Field spectra whose water bands hold noise (differences of 0.01 to 0.3 between neighbours 4 nm
# apart): these parts, in nm, are taken as not known.
_NOISY_NM = {
    "biosnicar_ice": ((1790, 1990), (2190, 2500)),
    "parthenium": ((1335, 1450), (1795, 1975), (2360, 2500)),
    "isofit_pasadena": ((1340, 1450), (1790, 1990), (2400, 2500)),
}


class Library(NamedTuple):
    """A pool, and what of the library is not in it.

    Attributes:
        pool: the spectra.
        left_out: how many spectra were left out for each reason.
        cut: how many spectra of each source lost noisy parts, which are NaN.
    """

    pool: Pool
    left_out: dict[str, int]
    cut: dict[str, int]


def library_pool(path: Path) -> Pool:
    """The pool of ``read_library``."""
    return read_library(path).pool


def read_library(path: Path) -> Library:
    """Reads ``speclib.npz`` and sorts its spectra into covers; nothing is smoothed or filled.

    Args:
        path: of the file.

    Raises:
        InputNotFound: there is no such file.
        InputUnreadable: it is damaged, lacks a column, or holds spectra that no rule knows.
    """
    columns = _columns(Path(path))
    spectra = columns["reflectance"].astype(np.float32)
    left: Counter[str] = Counter()
    cut: Counter[str] = Counter()
    rows, covers, weights, samples, sources = [], [], [], [], []
    for row in range(len(spectra)):
        source, group, subgroup, name = (
            str(columns[key][row]) for key in ("source", "group", "subgroup", "name")
        )
        place = place_of(source, group, subgroup, name)
        if place is None:
            raise InputUnreadable(
                f"{path}: no rule says which cover {name!r} of {source} ({group}, {subgroup}) is.",
                hint="Add one to engine/pretrain/library_rules.py, be it that it is left out.",
            )
        reason = place.reason or _fault(spectra[row], str(columns["group_confidence"][row]))
        if place.cover is None or reason:
            left[reason] += 1
            continue
        for low, high in _NOISY_NM.get(source, ()):
            spectra[row, (low <= WAVELENGTH_NM) & (high >= WAVELENGTH_NM)] = np.nan
        cut[source] += source in _NOISY_NM
        rows.append(row)
        covers.append(COVER_NAMES.index(place.cover))
        weights.append(place.weight)
        samples.append(sample_of(source, subgroup, name))
        sources.append(source_of(source, group, subgroup, name))
    _, sample = np.unique(samples, return_inverse=True)
    pool = Pool(
        spectra[rows],
        np.array(covers, dtype=np.int64),
        np.full((len(rows), len(TRAITS)), np.nan, dtype=np.float32),
        sample.astype(np.int64),
        np.array(sources, dtype=np.str_),
        np.array(weights, dtype=np.float32),
    )
    return Library(pool, dict(left.most_common()), dict(+cut))


def held_out(pool: Pool) -> npt.NDArray[np.bool_]:
    """Which spectra belong to ``HELD_OUT_SOURCES``, or share a sample with one that does."""
    of = np.isin(pool.source, sorted(HELD_OUT_SOURCES))
    return np.asarray(of | np.isin(pool.sample, pool.sample[of]))


def _fault(spectrum: npt.NDArray[np.float32], confidence: str) -> str:
    known = spectrum[np.isfinite(spectrum)]
    if confidence == "low":
        return "uncertain what it is"
    if len(known) < LEAST_COVERAGE * len(spectrum):
        return f"covers less than {LEAST_COVERAGE:.0%} of 400-2500 nm"
    if known.min() < 0:
        return "negative values"
    if known.max() > BRIGHTEST:
        return f"values over {BRIGHTEST}"
    return ""


def _columns(path: Path) -> dict[str, npt.NDArray[np.generic]]:
    if not path.is_file():
        raise InputNotFound(
            f"The spectral library {path} does not exist.",
            hint="Give the path of speclib.npz: make pretrain LIBRARY=/path/to/speclib.npz.",
        )
    try:
        with np.load(path, allow_pickle=False) as file:
            columns = {key: file[key] for key in _COLUMNS}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as exc:
        raise InputUnreadable(
            f"The spectral library {path} cannot be read: {exc}.",
            hint="Copy the file again; it needs the columns " + ", ".join(_COLUMNS) + ".",
            detail=str(exc),
        ) from exc
    shape = columns["reflectance"].shape
    if shape[1:] != WAVELENGTH_NM.shape or not np.array_equal(
        columns["wavelength_nm"].astype(np.float64), WAVELENGTH_NM
    ):
        raise InputUnreadable(
            f"The spectral library {path} does not hold 400, 402 .. 2500 nm: its reflectance has "
            f"the shape {shape}.",
            hint="Resample it to these 1051 wavelengths.",
        )
    short = [key for key in _COLUMNS[2:] if columns[key].shape != shape[:1]]
    if short:
        raise InputUnreadable(
            f"The spectral library {path} has {shape[0]} spectra, but another number of rows in "
            f"the column {short[0]}.",
            hint="Copy the file again.",
        )
    return columns
