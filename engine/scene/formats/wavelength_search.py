"""Looks for the wavelengths of an opened raster in all places, in the order of precedence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import rasterio
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, parse
from rasterio.errors import RasterioError

from ...errors import InputUnreadable
from ..wavelength_tags import RasterTags, candidates, described, flags, of_header
from ..wavelengths import Candidate, Wavelengths, first_that_holds
from .enmap_bands import detectors_by_design, looks_like_enmap, nominal_candidate
from .enmap_files import list_folder, member, product_of, products_in
from .enmap_xml import read_metadata
from .envi_header import header_beside, read_header
from .wavelength_override import read_override

_VRT_DEPTH = 3
_VRT_FILES = 64


@dataclass(frozen=True)
class Spectral:
    """What was found.

    Attributes:
        wavelengths: None if nothing states them.
        good: one a band, False where flagged bad; None if nothing flags them.
        header: an ENVI header's keys and values, from GDAL or from the file beside the raster.
    """

    wavelengths: Wavelengths | None
    good: tuple[bool, ...] | None
    header: Mapping[str, str]


def find_spectral(
    dataset: Any, product: Candidate | None = None, is_enmap: bool = False, depth: int = 0
) -> Spectral:
    """Finds wavelengths, widths, detectors and bad bands.

    Args:
        dataset: an open rasterio data set.
        product: what the product's own metadata say.
        is_enmap: whether the raster is known to come from EnMAP by its name.
        depth: how many virtual rasters were looked through to get here.

    Raises:
        BandMismatch, InputUnreadable: a file of the user beside the raster does not fit it.
    """
    count, path = dataset.count, Path(dataset.name)
    tags = RasterTags.read(dataset)
    header = _header(dataset, tags, path)
    good = flags(tags, count)
    found = read_override(path, count)
    if found is None:
        every = _candidates(dataset, tags, header, product, is_enmap, depth)
        found = first_that_holds(every, count, good)
    elif good is not None and all(found.good):
        found = replace(found, good=good)
    if found is not None and not any(found.detectors) and looks_like_enmap(found.centres_nm):
        detectors = detectors_by_design(found.centres_nm, found.fwhm_nm)
        if detectors is not None:
            found = replace(found, detectors=detectors)
    return Spectral(found, good, header)


def _candidates(
    dataset: Any,
    tags: RasterTags,
    header: Mapping[str, str],
    product: Candidate | None,
    is_enmap: bool,
    depth: int,
) -> Iterator[Candidate]:
    if product is not None:
        yield product
    yield from candidates(tags)
    if dataset.driver == "VRT" and depth < _VRT_DEPTH:
        yield from _through_vrt(dataset, depth)
    if dataset.driver != "ENVI":
        yield from of_header(header, "ENVI header beside the file")
    yield from described(tags)
    yield from _of_metadata_beside(Path(dataset.name), dataset.count)
    if is_enmap or any("ENMAP" in text.upper() for text in tags.descriptions):
        nominal = nominal_candidate(dataset.count)
        if nominal is not None:
            yield nominal


def _header(dataset: Any, tags: RasterTags, path: Path) -> Mapping[str, str]:
    if dataset.driver == "ENVI":
        return {key.replace("_", " ").lower(): v for key, v in tags.domains.get("ENVI", {}).items()}
    beside = header_beside(path)
    return read_header(beside) if beside is not None else {}


def _of_metadata_beside(path: Path, count: int) -> Iterator[Candidate]:
    """METADATA.XML for a raster that someone derived from a product and left in its folder.

    It comes late: such a raster may have other bands, and what itself says of them is better.
    """
    if member(path.name) is not None or not path.is_file():
        return
    described_by = [p.metadata for p in products_in(list_folder(path.parent)) if p.metadata]
    if len(described_by) != 1:
        return
    try:
        metadata = read_metadata(described_by[0])
    except InputUnreadable:
        return  # the raster is no member of that product, so its metadata need not be sound
    if len(metadata.bands) == count:
        yield replace(metadata.candidate(), origin="METADATA.XML in the same folder")


def _through_vrt(dataset: Any, depth: int) -> Iterator[Candidate]:
    """Wavelengths of the rasters behind a virtual one, if they agree for every band."""
    sources = _vrt_sources(Path(dataset.name))
    if not sources or set(sources) != set(dataset.indexes):
        return
    files = {path for parts in sources.values() for path, _ in parts}
    if len(files) > _VRT_FILES:
        return
    known = {path: _spectral_of(path, depth + 1) for path in files}
    centres: list[float] = []
    fwhm: list[float | None] = []
    detectors: list[str | None] = []
    for band in dataset.indexes:
        said = set()
        for path, number in sources[band]:
            found = known[path]
            if found is None or not 1 <= number <= len(found.centres_nm):
                return
            i = number - 1
            said.add((found.centres_nm[i], found.fwhm_nm[i], found.detectors[i]))
        if len(said) != 1:
            return
        centre, width, detector = said.pop()
        centres.append(centre)
        fwhm.append(width)
        detectors.append(detector)
    nominal = any(found is not None and found.nominal for found in known.values())
    widths = [w for w in fwhm if w is not None]
    yield Candidate(
        centres,
        "nm",
        "sources of the virtual raster",
        widths if len(widths) == len(fwhm) else None,
        detectors if any(detectors) else None,
        nominal,
    )


def _vrt_sources(path: Path) -> dict[int, list[tuple[Path, int]]]:
    """For each band of a VRT file, the files and bands it shows."""
    try:
        root = parse(str(path), forbid_dtd=True).getroot()
    except (OSError, ParseError, DefusedXmlException, ValueError):
        return {}  # not a file: a VRT given as text, or one that only GDAL understands
    if root is None:
        return {}
    found: dict[int, list[tuple[Path, int]]] = {}
    for position, band in enumerate(root.findall("VRTRasterBand"), start=1):
        parts = []
        for name in band.iter("SourceFilename"):
            text = (name.text or "").strip()
            file = path.parent / text if name.get("relativeToVRT") == "1" else Path(text)
            parts.append(file)
        texts = [(n.text or "").strip() for n in band.iter("SourceBand")]
        numbers = [int(text) for text in texts if text.isdigit()]
        if len(parts) != len(numbers) or not parts:
            return {}
        number = band.get("band")
        found[int(number) if number else position] = list(zip(parts, numbers))
    return found


def _spectral_of(path: Path, depth: int) -> Wavelengths | None:
    if not path.is_file():
        return None
    product = None
    files = product_of(path)
    is_enmap = "ENMAP" in path.name.upper()
    if files is not None and files.metadata is not None and path in files.cubes.values():
        metadata = read_metadata(files.metadata)
        product = metadata.candidate()
    try:
        with rasterio.open(path) as dataset:
            return find_spectral(dataset, product, is_enmap, depth).wavelengths
    except RasterioError:
        return None
