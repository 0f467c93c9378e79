"""The whole landscape: everything drawn in order, and the light that falls on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .canvas import CELL_M, FINE, Canvas, FloatMap, Mask
from .covers import COVERS, TARGETS
from .farmland import draw_fields, draw_forest, draw_shores
from .noise import fractal_noise, smooth_noise, stream
from .roads import draw_airfield, draw_roads
from .settlements import draw_estates, draw_settlements, place_settlements
from .terrain import Terrain, make_terrain


@dataclass(frozen=True)
class Target:
    """A planted target.

    Attributes:
        row, col: the pixel that holds most of it.
        material: its cover.
        cover: share of that pixel it covers, 0..1.
        area_m2: of the whole target.
    """

    row: int
    col: int
    material: str
    cover: float
    area_m2: float


@dataclass(frozen=True)
class Landscape:
    """The ground of a scene; maps have ``FINE`` cells along the side of a pixel.

    Attributes:
        objects: object number of each cell, int32.
        covers: index into ``COVERS`` of each object.
        positions: place of each object in its cover's palette, 0..1.
        vigour: where each cell lies between poor and good growth, 0..1.
        patches: how much of each cell is a patch with many companions, 0..1.
        light: brightness of each cell, about 1.
        targets: the planted targets.
    """

    objects: npt.NDArray[np.int32]
    covers: npt.NDArray[np.int16]
    positions: FloatMap
    vigour: FloatMap
    patches: FloatMap
    light: FloatMap
    targets: tuple[Target, ...]


def make_landscape(size_px: int, seed: int, clear: npt.NDArray[np.bool_]) -> Landscape:
    """Draws a landscape.

    Args:
        size_px: rows and columns of the scene.
        seed: of the scene.
        clear: pixels seen without cloud or shadow, shape (size_px, size_px); targets lie there.
    """
    canvas = Canvas(size_px)
    terrain = make_terrain(canvas, seed)
    places = place_settlements(canvas, seed, terrain)
    town_distance = places.distance_m(canvas)
    draw_fields(canvas, seed, terrain)
    forest = draw_forest(canvas, seed, terrain, np.maximum(town_distance, 0.0))
    draw_airfield(canvas, seed, town_distance, terrain)
    draw_settlements(canvas, seed, places)
    draw_estates(canvas, seed, places, terrain)
    trees = draw_shores(canvas, seed, terrain) | forest
    draw_roads(canvas, seed, places, terrain.still_water)
    targets = _plant_targets(canvas, seed, clear)
    trees &= canvas.is_cover("broadleaf", "conifer")
    return Landscape(
        canvas.objects,
        canvas.covers,
        canvas.positions,
        _vigour(canvas, seed),
        _patches(canvas, seed),
        _light(canvas, seed, terrain, trees),
        targets,
    )


def _vigour(canvas: Canvas, seed: int) -> FloatMap:
    """Soil patterns and chance, as strong as each cover's spread lets them be."""
    broad = fractal_noise(stream(seed, "vigour"), canvas.shape, 380 / CELL_M, 5, 0.6)
    fine = smooth_noise(stream(seed, "vigour fine"), canvas.shape, 1.6)
    made: FloatMap = np.clip(0.5 + 0.28 * broad + 0.16 * fine, 0.0, 1.0)
    return made


def _patches(canvas: Canvas, seed: int) -> FloatMap:
    """Gaps, weeds, young trees and repairs: none in most places, much in some."""
    broad = fractal_noise(stream(seed, "patches"), canvas.shape, 150 / CELL_M, 4, 0.65)
    made: FloatMap = np.clip(0.10 + 0.28 * broad, 0.0, 0.9)
    return made


def _light(canvas: Canvas, seed: int, terrain: Terrain, trees: Mask) -> FloatMap:
    """Slope and aspect, lodged and upright growth, crowns, roof slopes and shadows of edges."""
    strength = np.array([cover.shade for cover in COVERS], dtype=np.float32)
    shade = strength[canvas.covers][canvas.objects]
    chance = stream(seed, "crowns").standard_normal(canvas.shape, dtype=np.float32)
    lie = fractal_noise(stream(seed, "lie"), canvas.shape, 260 / CELL_M, 4, 0.6)
    made = terrain.light * (1 + 0.035 * lie) * np.exp(shade * np.clip(chance, -2.5, 2.5))
    # The sun stands in the south-south-east: trees darken the cell to their north-west.
    cast = np.zeros_like(trees)
    cast[:-1, :-1] |= trees[1:, 1:]
    cast[:-1, :] |= trees[1:, :]
    made[cast & ~trees] *= np.float32(0.68)
    water = canvas.is_cover("river", "lake", "pond")
    made[water] = 1.0
    return made.astype(np.float32)


def _plant_targets(canvas: Canvas, seed: int, clear: npt.NDArray[np.bool_]) -> tuple[Target, ...]:
    """Lays unusual materials on open land, from 200 m2 to nearly three pixels, far apart."""
    rng = stream(seed, "targets")
    open_land = canvas.is_cover(
        "meadow", "pasture", "mown", "wheat", "stubble", "soil", "maize", "beet", "potato"
    )
    size_px = canvas.size // FINE
    share = open_land.reshape(size_px, FINE, size_px, FINE).mean(axis=(1, 3))
    possible = (share > 0.99) & clear
    count = int(np.clip(round(14 * (canvas.extent_m / 15360) ** 2), len(TARGETS), 40))
    first = canvas.add(list(TARGETS), np.full(len(TARGETS), 0.5))
    margin = max(3, size_px // 40)
    possible[:margin], possible[-margin:] = False, False
    possible[:, :margin], possible[:, -margin:] = False, False
    made = []
    for index in range(count):
        rows, cols = np.nonzero(possible)
        if len(rows) == 0:
            break
        pick = int(rng.integers(len(rows)))
        row, col = int(rows[pick]), int(cols[pick])
        height, width = (int(n) for n in rng.integers((1, 2), 6))
        top = FINE * row + int(rng.integers(0, 2))
        left = FINE * col + int(rng.integers(0, 2))
        material = index % len(TARGETS)
        canvas.objects[top : top + height, left : left + width] = first + material
        pixel = canvas.objects[FINE * row : FINE * (row + 1), FINE * col : FINE * (col + 1)]
        made.append(
            Target(
                row,
                col,
                TARGETS[material],
                round(float((pixel == first + material).mean()), 3),
                height * width * CELL_M**2,
            )
        )
        apart = max(6, size_px // 16)
        possible[max(0, row - apart) : row + apart, max(0, col - apart) : col + apart] = False
    return tuple(made)
