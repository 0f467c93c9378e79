"""The spaces in which an ensemble compares pixels: brightness, its logarithm and spectral shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from ..bands.plan import BandRequest
from ..heads.ensemble import EXP, EXP_UNIT, LOG, SAME, UNIT
from ..heads.scoring import transformed
from ..models.backbone import EMBEDDING, LOG_REFLECTANCE, REFLECTANCE, Backbone

Matrix = npt.NDArray[np.float64]

TRANSFORMS_OF = {REFLECTANCE: (LOG, UNIT, SAME), LOG_REFLECTANCE: (SAME, EXP_UNIT, EXP)}
"""Logarithm, shape and reflectance, from what a part holds."""

SMOOTHING_BANDS = 1.0
"""Standard deviation of the Gaussian before the derivative; measured on EnMAP: 2 and more bands
lose what separates classes."""

FEWEST_BANDS = 3
"""With fewer there is no derivative."""

MOST_DIMS = 48
"""Of a view; what more principal components would add to distances is noise."""


@dataclass(frozen=True)
class Layout:
    """What the features of a backbone are.

    Attributes:
        channels: of the parts.
        kinds: of the parts: ``REFLECTANCE``, ``LOG_REFLECTANCE`` or ``EMBEDDING``.
        centres_nm: of the channels of reflectance, if they are known; else they count as ordered.
    """

    channels: tuple[int, ...]
    kinds: tuple[str, ...]
    centres_nm: tuple[float, ...] | None = None

    @staticmethod
    def of(backbone: Backbone, request: BandRequest) -> Layout:
        """Takes what a backbone says of its parts; without a word they are embeddings."""
        channels = backbone.channels(request)
        kinds = getattr(backbone, "feature_kinds", (EMBEDDING,) * len(channels))
        return Layout(channels, tuple(kinds), request.centres_nm)

    @staticmethod
    def plain(dims: int) -> Layout:
        """Features of which nothing is known."""
        return Layout((dims,), (EMBEDDING,))

    def split(self, features: npt.NDArray[np.float32]) -> list[torch.Tensor]:
        """The parts of ``(pixels, dims)``."""
        return list(torch.split(torch.from_numpy(features), list(self.channels), dim=1))


@dataclass(frozen=True)
class Space:
    """A view before it has landmarks; see ``heads.ensemble.View``.

    Attributes:
        name: for the user.
        part, transform: of the features.
        projection: ``(dims, channels)``.
        offset: ``(dims,)``.
        scale: distances times this are in standard deviations of single channels.
    """

    name: str
    part: int
    transform: str
    projection: Matrix
    offset: Matrix
    scale: float

    def places(self, parts: Sequence[torch.Tensor]) -> Matrix:
        """``(pixels, dims)``."""
        ready = transformed(parts[self.part], self.transform).double().numpy()
        made: Matrix = ready @ self.projection.T + self.offset
        return made


def spaces(layout: Layout, parts: Sequence[torch.Tensor]) -> list[Space]:
    """Measures the views of a layout on training pixels ``parts``, see ``Layout.split``.

    Where a part holds reflectance, embeddings are left out: on the real scene of the bench they
    made the ensemble worse. Views in which no channel varies are left out too, unless none does:
    every pixel lies at the same place in them.
    """
    made = _every(layout, parts)
    return [space for space in made if space.projection.any()] or made


def _every(layout: Layout, parts: Sequence[torch.Tensor]) -> list[Space]:
    spectral = [n for n, kind in enumerate(layout.kinds) if kind != EMBEDDING]
    if not spectral:
        return [
            _measured(f"features {part + 1}", part, SAME, np.eye(channels), parts)
            for part, channels in enumerate(layout.channels)
        ]
    made = []
    for part in spectral:
        logarithm, shape, reflectance = TRANSFORMS_OF[layout.kinds[part]]
        channels = layout.channels[part]
        same = np.eye(channels)
        made.append(_measured("log", part, logarithm, same, parts))
        if channels >= FEWEST_BANDS:
            slope = derivative(_order(layout, part))
            made.append(_measured("shape", part, shape, slope, parts))
        made.append(_measured("reflectance", part, reflectance, same, parts))
    return made


def _order(layout: Layout, part: int) -> npt.NDArray[np.int64]:
    """Places of the channels by wavelength."""
    channels, centres = layout.channels[part], layout.centres_nm
    if layout.kinds[part] != REFLECTANCE or centres is None or len(centres) != channels:
        return np.arange(channels)
    return np.argsort(np.asarray(centres), kind="stable")


def derivative(order: npt.NDArray[np.int64]) -> Matrix:
    """The smoothed first difference of neighbouring channels, as a matrix ``(channels, channels)``.

    Args:
        order: places of the channels by wavelength.
    """
    bands = np.arange(len(order))
    smooth = np.exp(-0.5 * ((bands[:, None] - bands[None]) / SMOOTHING_BANDS) ** 2)
    smooth /= smooth.sum(axis=1, keepdims=True)
    slope = np.gradient(smooth, axis=0)
    made = np.zeros_like(slope)
    made[:, order] = slope
    return made


def _measured(
    name: str, part: int, transform: str, matrix: Matrix, parts: Sequence[torch.Tensor]
) -> Space:
    """Standardises the channels and keeps their principal components.

    A squared distance is then the mean over channels, so that all views count the same.
    """
    values = transformed(parts[part], transform).double().numpy()
    ready = values @ matrix.T
    mean, std = ready.mean(axis=0), ready.std(axis=0)
    # Measured by the values before ``matrix``: the slope of a flat spectrum is rounding errors.
    seen = std > 1e-6 * max(float(np.abs(values).max()), 1e-12)
    share = np.where(seen, 1.0 / np.where(seen, std, 1.0), 0.0) / np.sqrt(max(int(seen.sum()), 1))
    axes = _axes((ready - mean) * share)
    projection = (axes * share) @ matrix
    return Space(
        name, part, transform, projection, -(axes * share) @ mean, np.sqrt(max(int(seen.sum()), 1))
    )


def _axes(centred: Matrix) -> Matrix:
    """Orthonormal rows ``(dims, channels)`` of the most variance."""
    pixels, channels = centred.shape
    if min(pixels, channels) <= MOST_DIMS:
        return np.eye(channels)
    if channels > pixels:
        _, vectors = np.linalg.eigh(centred @ centred.T)
        made, _ = np.linalg.qr(centred.T @ vectors[:, ::-1][:, :MOST_DIMS])
        rows: Matrix = made.T
        return rows
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes: Matrix = vectors[:, ::-1][:, :MOST_DIMS].T
    return axes
