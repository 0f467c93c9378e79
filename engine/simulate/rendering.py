"""From objects and light to the reflectance of each pixel."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from .canvas import FINE
from .covers import COVERS
from .landscape import Landscape
from .materials import material_palettes, soil_palette
from .noise import FloatMap, stream
from .sensor import EnmapBands
from .vegetation import load_prosail, vegetation_palettes
from .water import water_palettes

_REACH = 1  # cells beyond the pixel's edge that still count
_SPREAD_CELLS = 1.1  # standard deviation of the point spread function, in 10 m cells


def band_palettes(bands: EnmapBands, seed: int) -> list[npt.NDArray[np.float64]]:
    """The spectra of every cover as the sensor's bands see them.

    Returns:
        One array for each of ``COVERS``, shape (samples, bands), reflectance.

    Raises:
        DependencyMissing: ``prosail`` is not installed.
    """
    prosail = load_prosail()
    wavelength = np.arange(400.0, 2501.0)
    water_per_cm = np.asarray(prosail.spectral_lib.prospectd.kw, dtype=np.float64)
    dry_soil = np.asarray(prosail.spectral_lib.soil.rsoil1, dtype=np.float64)
    spectra = {
        **vegetation_palettes(prosail, stream(seed, "canopies")),
        **material_palettes(wavelength, stream(seed, "materials")),
        **water_palettes(wavelength, 100 * water_per_cm, stream(seed, "water")),
        "soil": soil_palette(wavelength, dry_soil, water_per_cm, stream(seed, "soils")),
    }
    response = bands.response(wavelength)
    return [spectra[cover.name] @ response.T for cover in COVERS]


class Renderer:
    """Mixes the spectra of the objects within and just around each pixel.

    Args:
        landscape: what to render.
        palettes: from ``band_palettes``.
        seed: of the scene.
    """

    def __init__(
        self, landscape: Landscape, palettes: list[npt.NDArray[np.float64]], seed: int
    ) -> None:
        self._count = len(landscape.covers)
        self._table = _object_spectra(landscape, palettes, seed)
        self._objects = np.pad(landscape.objects, _REACH, mode="edge")
        self._vigour = np.pad(landscape.vigour, _REACH, mode="edge")
        self._light = np.pad(landscape.light, _REACH, mode="edge")
        away = np.arange(-_REACH, FINE + _REACH) - (FINE - 1) / 2
        weight = np.exp(-0.5 * (away / _SPREAD_CELLS) ** 2)
        self._weight = (weight / weight.sum()).astype(np.float32)
        self._cols = landscape.objects.shape[1] // FINE

    def reflectance(self, rows: slice) -> FloatMap:
        """Reflectance of some rows of pixels, shape (rows * cols, bands), row by row."""
        taps = len(self._weight)
        pixels = (rows.stop - rows.start) * self._cols
        columns = np.empty((pixels, taps * taps, 2), dtype=np.int32)
        values = np.empty((pixels, taps * taps, 2), dtype=np.float32)
        for down in range(taps):
            for right in range(taps):
                at = (
                    slice(FINE * rows.start + down, FINE * (rows.stop - 1) + down + 1, FINE),
                    slice(right, FINE * (self._cols - 1) + right + 1, FINE),
                )
                k = down * taps + right
                objects, vigour = self._objects[at].ravel(), self._vigour[at].ravel()
                light = self._weight[down] * self._weight[right] * self._light[at].ravel()
                columns[:, k, 0], columns[:, k, 1] = objects, objects + self._count
                values[:, k, 0], values[:, k, 1] = light * (1 - vigour), light * vigour
        pointers = np.arange(pixels + 1, dtype=np.int32) * (2 * taps * taps)
        mixing = sparse.csr_matrix(
            (values.ravel(), columns.ravel(), pointers), (pixels, 2 * self._count)
        )
        mixing.sum_duplicates()
        made: FloatMap = mixing @ self._table
        return made


def _object_spectra(
    landscape: Landscape, palettes: list[npt.NDArray[np.float64]], seed: int
) -> FloatMap:
    """Each object's two spectra, below and above its place in the palette; (2 objects, bands)."""
    count = len(landscape.covers)
    table = np.empty((2 * count, palettes[0].shape[1]), dtype=np.float32)
    tone = 1 + 0.035 * stream(seed, "tones").standard_normal(count).clip(-2.5, 2.5)
    for index, (cover, palette) in enumerate(zip(COVERS, palettes)):
        members = np.nonzero(landscape.covers == index)[0]
        for shift, offset in ((-cover.spread, 0), (cover.spread, count)):
            place = (landscape.positions[members] + shift).clip(0, 1) * (len(palette) - 1)
            lower = np.minimum(place.astype(np.int64), len(palette) - 2)
            part = (place - lower)[:, None]
            spectra = (1 - part) * palette[lower] + part * palette[lower + 1]
            table[members + offset] = spectra * tone[members, None]
    return table
