"""What a user of the command line gets for input that cannot work: a code, a sentence, no files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import rasterio
import shapely

from ..data import make_products as make

ROOT = Path(__file__).resolve().parents[2]
REFUSED, WRONG_USE = 1, 2
Square = tuple[int, int, str]
TWO_CLASSES = [(r, c, "ab"[(r + c) // 8 % 2]) for r in range(0, 32, 8) for c in range(0, 32, 8)]


class Desk:
    """A user's folders: ``given`` with good and bad files, ``out`` for results."""

    def __init__(self, folder: Path, potsdam: Path) -> None:
        self.potsdam, self.given, self.out = potsdam, folder / "given", folder / "out"
        self.given.mkdir()
        self.out.mkdir()

    def file(self, name: str, data: bytes = b"just some words\n") -> Path:
        (self.given / name).write_bytes(data)
        return self.given / name

    def product(self, **changes: Any) -> Path:
        return make.mini_product(self.potsdam, self.given, **changes)

    def labels(self, squares: list[Square], name: str = "labels.gpkg") -> Path:
        """Squares of 3 x 3 pixels (row, col, class) on the grid of ``product``."""
        with rasterio.open(make.cube_of(self.potsdam)) as file:
            row, col = make._filled_corner(self.potsdam)
            left, top = file.transform @ (col, row) if False else file.transform * (col, row)
        shapes = [
            shapely.box(left + 30 * c, top - 30 * (r + 3), left + 30 * (c + 3), top - 30 * r)
            for r, c, _ in squares
        ]
        pyogrio.raw.write(
            self.given / name,
            shapely.to_wkb(np.array(shapes, dtype=object)),
            [np.array([name for _, _, name in squares], dtype=object)],
            ["class"],
            geometry_type="Polygon",
            crs="EPSG:32633",
        )
        return self.given / name
