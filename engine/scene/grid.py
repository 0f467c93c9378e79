"""Where a scene's pixels lie, and the windows that are cut from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Window:
    """A rectangle of pixels, counted from the upper left."""

    row_off: int
    col_off: int
    height: int
    width: int

    @property
    def row_end(self) -> int:
        return self.row_off + self.height

    @property
    def col_end(self) -> int:
        return self.col_off + self.width

    def slices(self) -> tuple[slice, slice]:
        """The window as ``(rows, cols)`` slices of the whole scene."""
        return slice(self.row_off, self.row_end), slice(self.col_off, self.col_end)

    def intersect(self, other: Window) -> Window | None:
        """The common part, or None where there is none."""
        row_off, col_off = max(self.row_off, other.row_off), max(self.col_off, other.col_off)
        height = min(self.row_end, other.row_end) - row_off
        width = min(self.col_end, other.col_end) - col_off
        return Window(row_off, col_off, height, width) if height > 0 and width > 0 else None

    def grow(self, halo_px: int, bounds: Window) -> Window:
        """The window with ``halo_px`` more on each side, cut at ``bounds``."""
        grown = Window(
            self.row_off - halo_px,
            self.col_off - halo_px,
            self.height + 2 * halo_px,
            self.width + 2 * halo_px,
        )
        cut = grown.intersect(bounds)
        if cut is None:
            raise ValueError(f"{self} lies outside {bounds}")
        return cut

    def relative_to(self, other: Window) -> Window:
        """The same pixels, counted from the corner of ``other``."""
        return Window(
            self.row_off - other.row_off, self.col_off - other.col_off, self.height, self.width
        )


@dataclass(frozen=True)
class Grid:
    """Size and georeferencing of a raster.

    Attributes:
        height, width: in pixels.
        transform: affine coefficients ``(a, b, c, d, e, f)`` with
            ``x = a*col + b*row + c`` and ``y = d*col + e*row + f``.
        crs_wkt: the coordinate reference system as WKT; None if the raster has none.
    """

    height: int
    width: int
    transform: tuple[float, float, float, float, float, float]
    crs_wkt: str | None

    @property
    def window(self) -> Window:
        return Window(0, 0, self.height, self.width)

    @property
    def pixel_area(self) -> float:
        """Area of a pixel in squared units of the CRS."""
        a, b, _, d, e, _ = self.transform
        return abs(a * e - b * d)

    def crop(self, window: Window) -> Grid:
        """The grid of a window."""
        a, b, c, d, e, f = self.transform
        c += a * window.col_off + b * window.row_off
        f += d * window.col_off + e * window.row_off
        return Grid(window.height, window.width, (a, b, c, d, e, f), self.crs_wkt)
