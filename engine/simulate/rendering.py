"""From objects and light to the reflectance of each pixel."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from .adjacency import Surroundings
from .canvas import FINE
from .covers import COVERS
from .landscape import Landscape
from .materials import material_palettes, soil_palette
from .mixtures import ENDS, object_spectra
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
    soils = soil_palette(wavelength, dry_soil, water_per_cm, stream(seed, "soils"))
    spectra = {
        **vegetation_palettes(prosail, soils, stream(seed, "canopies")),
        **material_palettes(wavelength, stream(seed, "materials")),
        **water_palettes(wavelength, 100 * water_per_cm, stream(seed, "water")),
        "soil": soils,
    }
    response = bands.response(wavelength)
    return [spectra[cover.name] @ response.T for cover in COVERS]


class Renderer:
    """Mixes the spectra of the objects within and just around each pixel.

    A little light from the wider surroundings comes on top, which the air scatters into view.

    Args:
        landscape: what to render.
        palettes: from ``band_palettes``.
        bands: the band table.
        seed: of the scene.
    """

    def __init__(
        self,
        landscape: Landscape,
        palettes: list[npt.NDArray[np.float64]],
        bands: EnmapBands,
        seed: int,
    ) -> None:
        self._count = len(landscape.covers)
        self._table = object_spectra(landscape.covers, landscape.positions, palettes, seed)
        self._objects = np.pad(landscape.objects, _REACH, mode="edge")
        self._vigour = np.pad(landscape.vigour, _REACH, mode="edge")
        self._patches = np.pad(landscape.patches, _REACH, mode="edge")
        self._light = np.pad(landscape.light, _REACH, mode="edge")
        away = np.arange(-_REACH, FINE + _REACH) - (FINE - 1) / 2
        weight = np.exp(-0.5 * (away / _SPREAD_CELLS) ** 2)
        self._weight = (weight / weight.sum()).astype(np.float32)
        self._cols = landscape.objects.shape[1] // FINE
        middle = self._table.reshape(ENDS, self._count, -1)[:2].mean(axis=0)
        self._surroundings = Surroundings(landscape.objects, middle, bands.centre_nm)

    def reflectance(self, rows: slice) -> FloatMap:
        """Reflectance of some rows of pixels, shape (rows * cols, bands), row by row."""
        taps = len(self._weight)
        pixels = (rows.stop - rows.start) * self._cols
        columns = np.empty((pixels, taps * taps, ENDS), dtype=np.int32)
        values = np.empty((pixels, taps * taps, ENDS), dtype=np.float32)
        for down in range(taps):
            for right in range(taps):
                at = (
                    slice(FINE * rows.start + down, FINE * (rows.stop - 1) + down + 1, FINE),
                    slice(right, FINE * (self._cols - 1) + right + 1, FINE),
                )
                k = down * taps + right
                objects, vigour = self._objects[at].ravel(), self._vigour[at].ravel()
                light = self._weight[down] * self._weight[right] * self._light[at].ravel()
                patches = self._patches[at].ravel()
                whole = light * (1 - patches)
                for end, value in enumerate(
                    (whole * (1 - vigour), whole * vigour, light * patches)
                ):
                    columns[:, k, end] = objects + end * self._count
                    values[:, k, end] = value
        pointers = np.arange(pixels + 1, dtype=np.int32) * (ENDS * taps * taps)
        mixing = sparse.csr_matrix(
            (values.ravel(), columns.ravel(), pointers), (pixels, ENDS * self._count)
        )
        mixing.sum_duplicates()
        made: FloatMap = mixing @ self._table
        self._surroundings.shine_into(made, rows)
        return made
