"""Finds wavelengths in the metadata of a GDAL raster, wherever programs put them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .wavelengths import Candidate, numbers_in

Tags = Mapping[str, str]

_CENTRE = re.compile(r"^(wl|(cent(er|re|ral) )?wavelengths?)$")
_UNIT = re.compile(r"^wavelengths? units?$")
_FWHM = re.compile(r"^(fwhms?|full width half max(imum)?)$")
_GOOD = re.compile(r"^(bbl|good wavelengths?)$")
_DETECTOR = re.compile(r"^detector$")
_DESCRIBED = re.compile(r"(\d+(?:\.\d+)?)\s*(nm|nano\w*|um|µm|μm|micro\w*)\b", re.IGNORECASE)
_NOT_SPECTRAL = frozenset({"IMAGERY", "IMAGE_STRUCTURE", "DERIVED_SUBDATASETS", "TIFF", "", "RPC"})


@dataclass(frozen=True)
class RasterTags:
    """All metadata of a raster, read once.

    Attributes:
        domains: data set metadata by domain; the default domain is ``""``.
        bands: for each band its metadata by domain.
        descriptions: one a band; empty where there is none.
    """

    domains: Mapping[str, Tags]
    bands: tuple[Mapping[str, Tags], ...]
    descriptions: tuple[str, ...]

    @classmethod
    def read(cls, dataset: Any) -> RasterTags:
        """Reads them from an open rasterio data set."""
        domains = {"": dataset.tags()}
        for name in dataset.tag_namespaces():
            domains[name] = dataset.tags(ns=name)
        bands = []
        for number in dataset.indexes:
            band = {"": dataset.tags(number)}
            for name in dataset.tag_namespaces(number):
                band[name] = dataset.tags(number, ns=name)
            bands.append(band)
        return cls(domains, tuple(bands), tuple(text or "" for text in dataset.descriptions))

    def dataset_value(self, domain: str, key: re.Pattern[str]) -> str:
        """The first value in a domain whose name fits; empty if there is none."""
        return _value(self.domains.get(domain, {}), key)


def candidates(tags: RasterTags) -> Iterator[Candidate]:
    """Yields what the metadata say, best source first, unchecked."""
    named = sorted({name for band in tags.bands for name in band} - _NOT_SPECTRAL - {"ENVI"})
    for domain in ("", "ENVI", *named):
        label = f"band metadata ({domain})" if domain else "band metadata"
        yield from _of_bands(tags, domain, label)
    for domain, label in (("ENVI", "ENVI header"), ("", "data set metadata")):
        yield from _of_dataset(tags, domain, label)
    yield from _of_imagery(tags)


def described(tags: RasterTags) -> Iterator[Candidate]:
    """Yields wavelengths written into band names, if every band has one."""
    found = [_DESCRIBED.search(text) for text in tags.descriptions]
    matches = [match for match in found if match]
    if not matches or len(matches) != len(found):
        return
    units = {_short_unit(match.group(2)) for match in matches}
    if len(units) == 1:
        yield Candidate([float(match.group(1)) for match in matches], units.pop(), "band names")


def flags(tags: RasterTags, count: int) -> tuple[bool, ...] | None:
    """Which bands are good, by the first bad-band list found; None if there is none.

    ENVI allows fractions: above 0 is good.
    """
    for domain in ("", "ENVI"):
        values = [_value(band.get(domain, {}), _GOOD) for band in tags.bands]
        if values and all(values):
            numbers = numbers_in(" ".join(values))
            if numbers is not None and len(numbers) == count:
                return tuple(number > 0 for number in numbers)
    for domain in ("ENVI", ""):
        numbers = numbers_in(tags.dataset_value(domain, _GOOD))
        if numbers is not None and len(numbers) == count:
            return tuple(number > 0 for number in numbers)
    return None


def of_header(header: Tags, label: str) -> Iterator[Candidate]:
    """Yields what an ENVI header (its keys and values) says."""
    centres = numbers_in(_value(header, _CENTRE))
    if centres:
        fwhm = numbers_in(_value(header, _FWHM)) or None
        yield Candidate(centres, _value(header, _UNIT), label, fwhm)


def _of_bands(tags: RasterTags, domain: str, label: str) -> Iterator[Candidate]:
    texts = [_value(band.get(domain, {}), _CENTRE) for band in tags.bands]
    if not texts or not all(texts):
        return
    centres = numbers_in(" ".join(texts))
    if centres is None:
        return
    first = tags.bands[0].get(domain, {})
    unit = (
        _value(first, _UNIT)
        or tags.dataset_value(domain, _UNIT)
        or tags.dataset_value("ENVI", _UNIT)
    )
    widths = [_value(band.get(domain, {}), _FWHM) for band in tags.bands]
    fwhm = numbers_in(" ".join(widths)) if all(widths) else None
    names = [_value(band.get(domain, {}), _DETECTOR) or None for band in tags.bands]
    yield Candidate(centres, unit, label, fwhm, names if any(names) else None)


def _of_dataset(tags: RasterTags, domain: str, label: str) -> Iterator[Candidate]:
    yield from of_header(tags.domains.get(domain, {}), label)


def _of_imagery(tags: RasterTags) -> Iterator[Candidate]:
    items = [band.get("IMAGERY", {}) for band in tags.bands]
    texts = [item.get("CENTRAL_WAVELENGTH_UM", "") for item in items]
    if not texts or not all(texts):
        return
    centres = numbers_in(" ".join(texts))
    widths = [item.get("FWHM_UM", "") for item in items]
    fwhm = numbers_in(" ".join(widths)) if all(widths) else None
    if centres is not None:
        yield Candidate(centres, "um", "IMAGERY metadata", fwhm)


def _value(tags: Tags, key: re.Pattern[str]) -> str:
    for name, value in tags.items():
        if key.match(name.strip().lower().replace("_", " ")):
            return str(value)
    return ""


def _short_unit(word: str) -> str:
    return "nm" if word.lower().startswith("n") else "um"
