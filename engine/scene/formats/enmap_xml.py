"""Reads an EnMAP METADATA.XML.

Source: EnMAP HSI product specification, schemas 00.02.00 (pre-launch) and 00.06.00 (flight);
element paths as in products.md §1.4.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, parse

from ...errors import InputUnreadable
from ..scene import SUN_ELEVATION
from ..wavelengths import Candidate

LEVELS = ("L1B", "L1C", "L2A")

_NODATA_MEAN = -1_000_000.0
"""``bandStatistics/mean`` of a band that holds nodata everywhere; its deviation is 0."""

_FACTS = {
    "datatake": "specific/datatakeID",
    "tile": "specific/tileID",
    "processor version": "base/revision",
    "correction": "processing/correctionType",
    SUN_ELEVATION: "specific/sunElevationAngle/center",
    "sun azimuth (°)": "specific/sunAzimuthAngle/center",
    "across off-nadir angle (°)": "specific/acrossOffNadirAngle/center",
    "mean ground elevation (m)": "specific/meanGroundElevation",
    "cloud cover (%)": "specific/qualityFlag/cloudCover",
    "cirrus cover (%)": "specific/qualityFlag/cirrusCover",
    "haze cover (%)": "specific/qualityFlag/hazeCover",
    "snow cover (%)": "specific/qualityFlag/snowCover",
    "overall quality": "specific/qualityFlag/overallQuality",
    "comment": "metadata/comment",
}
_QUALITY_WORDS = {"0": "nominal", "1": "reduced", "2": "low"}


@dataclass(frozen=True)
class XmlBand:
    """One ``bandCharacterisation/bandID``, in file order."""

    centre_nm: float
    fwhm_nm: float | None
    gain: float
    offset: float


@dataclass(frozen=True)
class EnmapMetadata:
    """What a METADATA.XML says.

    Attributes:
        path: the file.
        level: ``L1B``, ``L1C`` or ``L2A``.
        product: the product's name; empty if not given.
        acquired: acquisition start, ISO 8601 UTC; empty if not given.
        bands: in the order of the cube (VNIR, then SWIR in L1B).
        detectors: ``VNIR`` or ``SWIR`` a band; None where the lists are absent or inconsistent.
        empty_bands: numbers of the bands whose statistics say nodata everywhere.
        cube_name: file name of the cube; empty if not given.
        facts: other things worth showing.
    """

    path: Path
    level: str
    product: str
    acquired: str
    bands: tuple[XmlBand, ...]
    detectors: tuple[str, ...] | None
    empty_bands: tuple[int, ...]
    cube_name: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def candidate(self) -> Candidate:
        """Its wavelengths, for the search by precedence."""
        widths = [band.fwhm_nm for band in self.bands if band.fwhm_nm is not None]
        return Candidate(
            [band.centre_nm for band in self.bands],
            "nm",
            "METADATA.XML",
            widths if len(widths) == len(self.bands) else None,
            self.detectors,
        )


def read_metadata(path: Path, shown_as: str = "") -> EnmapMetadata:
    """Reads a METADATA.XML of any level.

    Args:
        path: the file.
        shown_as: what errors call it, for files that were taken out of an archive.

    Raises:
        InputUnreadable: it is no XML, no EnMAP metadata, or its band list makes no sense.
    """
    name = shown_as or str(path)
    root = _root(path, name)
    level = _text(root, "base/level") or _text(root, "metadata/schema/processingLevel")
    level = level.upper()
    if root.tag != "level_X" or level not in LEVELS:
        raise InputUnreadable(
            f"{name} is not the metadata of an EnMAP product: its root is <{root.tag}> and its "
            f"processing level {level or 'missing'!r}.",
            hint="Choose the METADATA.XML of an EnMAP L2A product.",
        )
    bands = _bands(root, name)
    product = re.sub(r"-METADATA(\.XML)*$", "", _text(root, "metadata/name"), flags=re.IGNORECASE)
    facts = {label: text for label, where in _FACTS.items() if (text := _text(root, where))}
    if "overall quality" in facts:
        word = _QUALITY_WORDS.get(facts["overall quality"])
        facts["overall quality"] = word or facts["overall quality"]
    return EnmapMetadata(
        path=path,
        level=level,
        product=product,
        acquired=_text(root, "base/temporalCoverage/startTime"),
        bands=bands,
        detectors=_detectors(root, level, len(bands)),
        empty_bands=_empty_bands(root, len(bands)),
        cube_name=_text(root, "product/image/merge/name"),
        facts=facts,
    )


def _root(path: Path, name: str) -> Any:
    try:
        return parse(str(path), forbid_dtd=True).getroot()
    except DefusedXmlException as exc:
        raise InputUnreadable(
            f"{name} declares entities or a document type, which no product metadata do.",
            hint="Do not trust this file; download the product again from its provider.",
            detail=repr(exc),
        ) from exc
    except (ParseError, ValueError) as exc:
        raise InputUnreadable(
            f"{name} is not readable as XML: {exc}.",
            hint="Download or copy the file again.",
        ) from exc
    except OSError as exc:
        raise InputUnreadable(
            f"{name} cannot be read: {exc.strerror}.",
            hint="Check the path and your permission to read it.",
        ) from exc


def _bands(root: Any, name: str) -> tuple[XmlBand, ...]:
    # Only here: a loose search for bandID also finds RPC and statistics, three times as many.
    entries = _numbered(root, "specific/bandCharacterisation/bandID")
    bands = []
    for number, entry in entries:
        centre = _number(entry, "wavelengthCenterOfBand")
        if centre is None or centre <= 0:
            raise InputUnreadable(
                f"{name} gives no centre wavelength for band {number}.",
                hint="Download the METADATA.XML again.",
            )
        gain = _number(entry, "GainOfBand")
        offset = _number(entry, "OffsetOfBand")
        bands.append(
            XmlBand(
                centre,
                _number(entry, "FWHMOfBand"),
                1.0 if gain is None else gain,
                0.0 if offset is None else offset,
            )
        )
    if not bands:
        raise InputUnreadable(
            f"{name} lists no bands.", hint="Download the METADATA.XML of the product again."
        )
    return tuple(bands)


def _detectors(root: Any, level: str, count: int) -> tuple[str, ...] | None:
    if level == "L1B":
        # The channel lists of L1B count in the merged order, but its bands are VNIR, then SWIR.
        vnir = _number(root, "product/image/vnir/channels")
        if vnir is None or not 0 < vnir < count:
            return None
        return ("VNIR",) * int(vnir) + ("SWIR",) * (count - int(vnir))
    names: list[str | None] = [None] * count
    for name in ("VNIR", "SWIR"):
        text = _text(root, f"specific/{name.lower()}ProductQuality/expectedChannelsList")
        for part in re.split(r"[,;\s]+", text):
            if not part:
                continue
            if not part.isdigit() or not 1 <= int(part) <= count or names[int(part) - 1]:
                return None
            names[int(part) - 1] = name
    found = tuple(name for name in names if name)
    return found if len(found) == count else None


def _empty_bands(root: Any, count: int) -> tuple[int, ...]:
    empty = []
    for number, entry in _numbered(root, "product/bandStatistics/bandID"):
        mean, deviation = _number(entry, "mean"), _number(entry, "stdDeviation")
        if mean == _NODATA_MEAN and deviation == 0 and 1 <= number <= count:
            empty.append(number)
    return tuple(empty)


def _numbered(root: Any, where: str) -> list[tuple[int, Any]]:
    entries = []
    for entry in root.findall(where):
        text = (entry.get("number") or "").strip()
        if text.isdigit():
            entries.append((int(text), entry))
    return sorted(entries, key=lambda item: item[0])


def _text(root: Any, where: str) -> str:
    return (root.findtext(where) or "").strip()


def _number(root: Any, where: str) -> float | None:
    try:
        value = float(_text(root, where))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
