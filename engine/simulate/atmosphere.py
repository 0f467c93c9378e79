"""What the air leaves in a surface reflectance product: clouds, shadows, haze, water vapour."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from .noise import FloatMap, fractal_noise, smooth_noise, stream
from .sensor import EnmapBands
from .terrain import SUN_AZIMUTH_DEG, SUN_ELEVATION_DEG

ByteMap = npt.NDArray[np.uint8]

CLOUD_SHARE = 0.022
_CLOUD_BASE_PX = 36.0  # about 1100 m above ground
_FLAGGED = 0.22  # share of cloud or shadow from which a pixel is flagged

# Water vapour and oxygen: centre and standard deviation in nm, relative strength.
_ABSORPTIONS = ((719, 6, 0.06), (760.6, 2.2, 0.10), (820, 9, 0.08), (938, 18, 0.55),
                (1130, 20, 0.60), (1380, 32, 3.0), (1870, 45, 3.0), (2010, 14, 0.12))  # fmt: skip


class Atmosphere:
    """The air over a scene.

    Attributes:
        cloud, shadow: share of each pixel, 0..1.
        haze: added reflectance at 550 nm.
        cirrus: added reflectance.
    """

    def __init__(self, size: int, seed: int, bands: EnmapBands) -> None:
        shape = (size, size)
        grown = max(size / 512, 0.35)
        rng = stream(seed, "clouds")
        puffs = fractal_noise(rng, shape, 26 * min(grown, 1.0), 5, 0.52)
        puffs += 0.7 * smooth_noise(rng, shape, 200 * min(grown, 1.0))
        edge = np.quantile(puffs, 1 - CLOUD_SHARE)
        self.cloud: FloatMap = _rise((puffs - edge + 0.12) / 0.55)
        reach = _CLOUD_BASE_PX * min(grown, 1.0) / np.tan(np.deg2rad(SUN_ELEVATION_DEG))
        toward = np.deg2rad(SUN_AZIMUTH_DEG + 180)
        moved = (int(-np.cos(toward) * reach), int(np.sin(toward) * reach))
        shadow = ndimage.shift(self.cloud, moved, order=0, mode="nearest")
        self.shadow: FloatMap = ndimage.gaussian_filter(shadow, 0.8) * (1 - self.cloud)
        self.haze: FloatMap = 0.05 * _rise(ndimage.gaussian_filter(self.cloud, 7 * grown) * 1.6)
        veil = fractal_noise(stream(seed, "cirrus"), shape, 150 * grown, 4, 0.5)
        self.cirrus: FloatMap = 0.05 * _rise((veil - np.quantile(veil, 0.955)) / 1.6)
        self._vapour = 0.045 * fractal_noise(stream(seed, "vapour"), shape, 120 * grown, 5, 0.6)
        dust = fractal_noise(stream(seed, "aerosol"), shape, 170 * grown, 4)
        # The blue is a little too bright where the correction assumed too little aerosol.
        self._aerosol: FloatMap = 0.007 + 0.0025 * dust

        centre = bands.centre_nm
        curve = sum(
            depth * np.exp(-0.5 * ((centre - at) / width) ** 2) for at, width, depth in _ABSORPTIONS
        )
        self._vapour_curve = np.asarray(curve, dtype=np.float32)
        # A thick cloud is bright and flat; its drops absorb at 1.45, 1.6 and beyond 1.9 um.
        cloud = 0.78 - 0.10 * np.exp(-0.5 * ((centre - 1020) / 60) ** 2) * 0.3
        for at, width, depth in ((1500, 90, 0.42), (2020, 110, 0.62), (2480, 160, 0.55)):
            cloud = cloud * (1 - depth * np.exp(-0.5 * ((centre - at) / width) ** 2))
        self._cloud_curve = cloud.astype(np.float32)
        # In the shade only the blue light of the sky is left.
        self._shade_curve = (0.14 + 0.24 * (centre / 500) ** -1.8).astype(np.float32)
        self._haze_curve = ((centre / 550) ** -1.3).astype(np.float32)
        self._cirrus_curve = np.exp(-2.2 * self._vapour_curve).astype(np.float32)

    def see_through(self, reflectance: FloatMap, rows: slice) -> None:
        """Puts the air over some rows, in place.

        Args:
            reflectance: shape (rows * cols, bands), row by row.
            rows: the rows.
        """
        vapour = self._vapour[rows].ravel()
        reflectance *= 1 - vapour[:, None] * self._vapour_curve
        reflectance += self._aerosol[rows].ravel()[:, None] * self._haze_curve
        for share, curve in ((self.haze, self._haze_curve), (self.cirrus, self._cirrus_curve)):
            flat = share[rows].ravel()
            where = np.nonzero(flat > 0)[0]
            reflectance[where] += flat[where, None] * curve
        shadow = self.shadow[rows].ravel()
        where = np.nonzero(shadow > 0.002)[0]
        reflectance[where] *= 1 - shadow[where, None] * (1 - self._shade_curve)
        cloud = self.cloud[rows].ravel()
        where = np.nonzero(cloud > 0.002)[0]
        share_of = cloud[where, None]
        reflectance[where] = (1 - share_of) * reflectance[where] + share_of * self._cloud_curve

    def layers(self, inside: npt.NDArray[np.bool_]) -> dict[str, ByteMap]:
        """The flags as L2A delivers them, 0 outside the footprint.

        Returns:
            CLOUD, CLOUDSHADOW and HAZE as 0 or 1, CIRRUS as 0 (none) to 3 (thick).
        """
        cloud = self.cloud > _FLAGGED
        return {
            "CLOUD": (cloud & inside).astype(np.uint8),
            "CLOUDSHADOW": ((self.shadow > _FLAGGED) & ~cloud & inside).astype(np.uint8),
            "HAZE": ((self.haze > 0.012) & ~cloud & inside).astype(np.uint8),
            "CIRRUS": np.where(inside, np.digitize(self.cirrus, (0.004, 0.016, 0.030)), 0).astype(
                np.uint8
            ),
        }


def _rise(t: FloatMap) -> FloatMap:
    """A smooth step from 0 at ``t`` = 0 to 1 at ``t`` = 1."""
    t = np.clip(t, 0.0, 1.0)
    made: FloatMap = (t * t * (3 - 2 * t)).astype(np.float32)
    return made
