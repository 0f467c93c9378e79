"""How large the pixels of a grid are on the ground."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..scene.grid import Grid

SQUARE_METRES_PER_HECTARE = 10_000.0

WGS84_SEMI_MAJOR_M = 6_378_137.0
WGS84_ECCENTRICITY_SQUARED = 6.694379990141e-3
"""Source: NIMA TR8350.2, Department of Defense World Geodetic System 1984."""


def hectares_of_rows(grid: Grid, row: int, row_end: int) -> npt.NDArray[np.float64]:
    """The area of one pixel in each row from ``row`` to ``row_end``, in hectares.

    Pixels of a projected grid have one size. Those of a geographic grid get the size that a degree
    has on the WGS 84 ellipsoid at their latitude. 0 where the grid has no coordinate system.
    """
    metres_per_unit, geographic = _unit(grid.crs_wkt)
    count = row_end - row
    if not geographic:
        return np.full(count, grid.pixel_area * metres_per_unit**2 / SQUARE_METRES_PER_HECTARE)
    middle = grid.width / 2
    rows = np.arange(row, row_end) + 0.5
    _, _, _, d, e, f = grid.transform
    latitude = np.radians(d * middle + e * rows + f)
    bulge = 1 - WGS84_ECCENTRICITY_SQUARED * np.sin(latitude) ** 2
    along_meridian = WGS84_SEMI_MAJOR_M * (1 - WGS84_ECCENTRICITY_SQUARED) / bulge**1.5
    along_parallel = WGS84_SEMI_MAJOR_M * np.cos(latitude) / np.sqrt(bulge)
    square_degrees = grid.pixel_area
    area: npt.NDArray[np.float64] = (
        square_degrees * np.radians(1.0) ** 2 * along_meridian * along_parallel
    )
    return area / SQUARE_METRES_PER_HECTARE


@lru_cache(maxsize=8)
def _unit(crs_wkt: str | None) -> tuple[float, bool]:
    """Metres in a unit of the CRS, and whether it counts in degrees; (0, False) where unknown."""
    if not crs_wkt:
        return 0.0, False
    from rasterio.crs import CRS

    crs = CRS.from_wkt(crs_wkt)
    if crs.is_geographic:
        return 0.0, True
    if not crs.is_projected:  # a local coordinate system
        return 0.0, False
    _, metres = crs.linear_units_factor
    return float(metres), False
