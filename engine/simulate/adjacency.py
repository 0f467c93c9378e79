"""Light from a pixel's surroundings that the air scatters into its view."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from .canvas import FINE
from .noise import FloatMap

_BLOCK_PX = 8
_SHARE = 0.035  # of the signal at 550 nm that comes from the surroundings, after the correction


class Surroundings:
    """The mean reflectance around each pixel, and how much of it is seen in the pixel.

    Args:
        objects: object number of each cell.
        spectra: the ordinary spectrum of each object, shape (objects, bands).
        centre_nm: band centres.

    Source:
        Richter, Bachmann, Dorigo and Mueller (2006), IEEE GRSL 3, 565: the effect reaches about a
        kilometre and falls with the wavelength as molecules and aerosol scatter less; here the mean
        over squares of 240 m, blended, and what a correction leaves of it.
    """

    def __init__(
        self,
        objects: npt.NDArray[np.int32],
        spectra: FloatMap,
        centre_nm: npt.NDArray[np.float64],
    ) -> None:
        self._size = objects.shape[0] // FINE
        self._blocks = -(-self._size // _BLOCK_PX)
        middle = objects[FINE // 2 :: FINE, FINE // 2 :: FINE]
        place = np.arange(self._size) // _BLOCK_PX
        block = (place[:, None] * self._blocks + place[None, :]).ravel()
        ones = np.ones(block.size, dtype=np.float32)
        shape = (self._blocks**2, len(spectra))
        share = sparse.coo_matrix((ones, (block, middle.ravel())), shape).tocsr()
        pixels = np.bincount(block).astype(np.float32)
        self._mean: FloatMap = (share @ spectra) / pixels[:, None]
        self._share = (_SHARE * (centre_nm / 550) ** -1.1).astype(np.float32)

    def shine_into(self, reflectance: FloatMap, rows: slice) -> None:
        """Adds the light to some rows, in place.

        Args:
            reflectance: shape (rows * cols, bands), row by row.
            rows: the rows.
        """
        down, right = self._blend(rows), self._blend(slice(0, self._size))
        around: FloatMap = sparse.kron(down, right, format="csr") @ self._mean
        around -= reflectance
        around *= self._share
        reflectance += around

    def _blend(self, part: slice) -> sparse.csr_matrix:
        """Weights of the blocks for some pixels along one axis, linear between block centres."""
        at = (np.arange(part.start, part.stop) + 0.5) / _BLOCK_PX - 0.5
        at = at.clip(0, self._blocks - 1)
        lower = np.minimum(at.astype(np.int64), max(self._blocks - 2, 0))
        weight = (at - lower).astype(np.float32)
        upper = np.minimum(lower + 1, self._blocks - 1)
        number = np.arange(len(at))
        return sparse.csr_matrix(
            (
                np.concatenate([1 - weight, weight]),
                (np.concatenate([number, number]), np.concatenate([lower, upper])),
            ),
            (len(at), self._blocks),
        )
