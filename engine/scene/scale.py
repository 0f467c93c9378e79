"""How stored values become reflectance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

REFLECTANCE_MEDIAN_AT_MOST = 2.0
"""A scene whose median value is greater holds digital numbers, not reflectance."""

RADIANCE_UNIT = "W m-2 sr-1 nm-1"
"""The origin of a scale names it where values become radiance in it, not reflectance."""

_ALREADY_SCALED_AT_MOST = 1.5
_USUAL_FACTOR = 1e-4
_LEAST_SCALED_MEDIAN = 1e-3


@dataclass(frozen=True)
class Scale:
    """Reflectance = stored value * gain + offset.

    Attributes:
        gain, offset: float64 ``(bands,)``.
        origin: where they come from, for people; starts with ``assumed`` if guessed.
        warnings: what the user should know about it.
    """

    gain: npt.NDArray[np.float64]
    offset: npt.NDArray[np.float64]
    origin: str
    warnings: tuple[str, ...] = ()


def same_for_all(count: int, gain: float, origin: str, *notes: str) -> Scale:
    """The same gain for every band, no offset."""
    return Scale(np.full(count, gain), np.zeros(count), origin, notes)


def stated_scale(
    scales: Sequence[float],
    offsets: Sequence[float],
    product: Scale | None,
    gains: Sequence[float] | None,
    biases: Sequence[float] | None,
    factor: float | None,
) -> Scale | None:
    """The scale that the metadata state, by precedence; None if they state none.

    Args:
        scales, offsets: GDAL's, one a band; 1 and 0 where unset.
        product: the product's own.
        gains, biases: ``data gain values`` and ``data offset values`` of an ENVI header.
        factor: its ``reflectance scale factor``, by which values are divided.
    """
    count = len(scales)
    if any(s != 1 for s in scales) or any(o != 0 for o in offsets):
        return Scale(np.array(scales, float), np.array(offsets, float), "band scale and offset")
    if product is not None:
        return product
    if gains is not None and len(gains) == count and all(g > 0 for g in gains):
        bias = biases if biases is not None and len(biases) == count else [0.0] * count
        return Scale(np.array(gains, float), np.array(bias, float), "data gain values")
    if factor is not None and factor > 0:
        return same_for_all(count, 1.0 / factor, f"reflectance scale factor {factor:g}")
    return None


def settle_scale(
    stated: Scale | None, dtype: str, count: int, sample: npt.NDArray[np.float64]
) -> Scale:
    """Confronts the stated scale with values of the scene, and assumes one where none is stated.

    Args:
        stated: the scale that the metadata state; None if they state none.
        dtype: numpy name of the stored values.
        count: bands.
        sample: valid stored values of usable bands, any number of them.
    """
    median = float(np.median(sample)) if sample.size else 0.0
    is_float = np.dtype(dtype).kind == "f"
    if stated is not None:
        scaled = abs(median) * float(np.median(np.abs(stated.gain)))
        if (
            is_float
            and sample.size
            and 0 < median <= _ALREADY_SCALED_AT_MOST
            and scaled < _LEAST_SCALED_MEDIAN
            and not stated.offset.any()
        ):
            return same_for_all(
                count,
                1.0,
                "assumed: values already are reflectance",
                f"The metadata give a scale ({stated.origin}), but the stored values already look "
                f"like reflectance (median {median:.3g}); the scale is not applied again.",
            )
        return stated
    if median <= REFLECTANCE_MEDIAN_AT_MOST:
        if is_float or not sample.size:
            return same_for_all(count, 1.0, "none stated: values are taken as reflectance")
        return same_for_all(
            count,
            1.0,
            "assumed: values are taken as they are",
            "No scale is stated and the stored whole numbers are too small for the usual scale of "
            "10 000; they are taken as they are.",
        )
    return same_for_all(
        count,
        _USUAL_FACTOR,
        "assumed: reflectance x 10 000",
        f"No scale is stated; values (median {median:.4g}) are taken as reflectance times 10 000.",
    )
