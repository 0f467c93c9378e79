"""Which pixels can be trusted: the reasons a pixel is left out, and the layers that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..errors import AllNodata

if TYPE_CHECKING:
    from .scene import Scene

ByteArray = npt.NDArray[np.uint8]

REASONS: tuple[str, ...] = (
    "valid",
    "background",
    "cloud",
    "shadow",
    "cirrus",
    "quality",
    "nodata",
)
"""What a value of ``SceneReader.mask`` means. Where several apply, ``background`` wins over
``nodata``, which wins over the others in the order given here."""

CODE: Mapping[str, int] = {reason: code for code, reason in enumerate(REASONS)}

_BACKGROUND = 3
_MEDIUM_CIRRUS = 2
_LOW_QUALITY = 2

LAYERS: tuple[str, ...] = ("CLASSES", "CLOUD", "CLOUDSHADOW", "CIRRUS", "TESTFLAGS")
"""The EnMAP layers that make the mask, ``QL_QUALITY_<name>``; haze and snow do not exclude."""


@dataclass(frozen=True)
class QualityLayers:
    """The quality layers of one product, all on the grid of its cube.

    Attributes:
        files: by name, one of ``LAYERS``; may be incomplete.
    """

    files: Mapping[str, Path] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.files)


def quality_codes(layers: Mapping[str, ByteArray], shape: tuple[int, int]) -> ByteArray:
    """Turns the values of quality layers into mask codes.

    A pixel is left out where CLASSES says background, CLOUD or CLOUDSHADOW is flagged, CIRRUS is
    medium or thick, or TESTFLAGS rates it low or not produced. Class 0 (unclassified) counts.

    Args:
        layers: by name, one of ``LAYERS``, each ``(rows, cols)``.
        shape: rows and columns of the result.

    Returns:
        uint8 ``(rows, cols)``, index into ``REASONS``; never ``nodata``, which only the cube knows.

    Source: EnMAP HSI product specification, quality layers; bit meanings as in products.md §1.10.
    """
    codes = np.zeros(shape, np.uint8)
    if (flags := layers.get("TESTFLAGS")) is not None:
        codes[(flags & 3) >= _LOW_QUALITY] = CODE["quality"]
    if (cirrus := layers.get("CIRRUS")) is not None:
        codes[(cirrus & 3) >= _MEDIUM_CIRRUS] = CODE["cirrus"]
    if (shadow := layers.get("CLOUDSHADOW")) is not None:
        codes[(shadow & 1) == 1] = CODE["shadow"]
    if (cloud := layers.get("CLOUD")) is not None:
        codes[(cloud & 1) == 1] = CODE["cloud"]
    if (classes := layers.get("CLASSES")) is not None:
        codes[(classes & 3) == _BACKGROUND] = CODE["background"]
    return codes


def nodata_pixels(values: npt.NDArray[Any], nodata: float | None) -> npt.NDArray[np.bool_]:
    """Finds pixels where any band holds nodata or a non-finite value.

    Args:
        values: ``(bands, rows, cols)``, at least one band.
        nodata: the stored value that means nothing was measured; None or NaN if there is none.

    Returns:
        ``(rows, cols)``, True where a band is missing.
    """
    missing = np.zeros(values.shape[1:], bool)
    if values.dtype.kind == "f":
        for band in values:
            missing |= ~np.isfinite(band)
    if nodata is None or np.isnan(nodata):
        return missing
    if values.dtype.kind in "iu":
        # One reduction over the bands is several times faster than a comparison per band, and the
        # fill value nearly always is an end of the dtype's range.
        limits = np.iinfo(values.dtype)
        if not limits.min <= nodata <= limits.max or nodata != int(nodata):
            return missing
        if nodata == limits.min:
            return np.asarray(np.minimum.reduce(values, axis=0) == limits.min)
        if nodata == limits.max:
            return np.asarray(np.maximum.reduce(values, axis=0) == limits.max)
    fill = values.dtype.type(nodata)
    for band in values:
        missing |= band == fill
    return missing


def refuse_if_empty(
    scene: Scene, valid_pixels: int, masked: Mapping[str, int] | None = None
) -> None:
    """Refuses a scene (or an area of it) in which no pixel can be used.

    ``open_scene`` and ``info`` accept such a scene; whatever makes a map calls this once it knows
    how many pixels it may use.

    Args:
        scene: for its name.
        valid_pixels: how many pixels of the area are valid.
        masked: how many are left out, by reason, if known.

    Raises:
        AllNodata: ``valid_pixels`` is 0.
    """
    if valid_pixels > 0:
        return
    counts = ", ".join(f"{n} {reason}" for reason, n in (masked or {}).items() if n)
    raise AllNodata(
        f"{scene.cube.name} has no usable pixel in this area" + (f": {counts}." if counts else "."),
        hint="Check the area, or look at the scene: it may be empty, cloudy or outside the "
        "recorded strip.",
    )
