"""Villages and a town with streets, houses and gardens, and industrial estates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial.distance import cdist

from .canvas import CELL_M, Canvas, FloatMap, IntMap, Mask
from .noise import fractal_noise, hash_uniform, smooth_noise, stream
from .terrain import Terrain

Points = npt.NDArray[np.float64]
_VARIANTS = 48
_HALL_ROOFS = ("sheet_metal", "bitumen", "gravel_roof", "fibre_cement", "tile")


@dataclass(frozen=True)
class Settlements:
    """Where people live.

    Attributes:
        centres_m: x and y of each, shape (n, 2); the first is the town.
        radius_m: shape (n,).
    """

    centres_m: Points
    radius_m: Points

    def distance_m(self, canvas: Canvas) -> FloatMap:
        """Metres from the edge of the nearest settlement, negative inside; the canvas's shape."""
        made = np.full(canvas.shape, np.inf, dtype=np.float32)
        for (x, y), radius in zip(self.centres_m, self.radius_m):
            away = np.hypot(canvas.x_m - np.float32(x), canvas.y_m - np.float32(y))
            np.minimum(made, away - np.float32(radius), out=made)
        return made


def place_settlements(canvas: Canvas, seed: int, terrain: Terrain) -> Settlements:
    """Chooses places: the town near the river, villages far from each other, none in water."""
    rng = stream(seed, "settlements")
    count = max(3, round(9 * (canvas.extent_m / 15360) ** 2))
    radius = np.concatenate([[1150.0], rng.uniform(260, 520, count - 1)]) * canvas.scale
    chosen: list[Points] = []
    for index in range(count):
        tries = rng.uniform(0.24 if index == 0 else 0.14, 0.76 if index == 0 else 0.86, (60, 2))
        tries *= canvas.extent_m
        rows, cols = (tries[:, ::-1] / CELL_M).astype(np.int64).T
        score = np.minimum(terrain.water_distance_m[rows, cols].astype(np.float64), 600)
        if index == 0:
            score = -np.abs(terrain.river_distance_m[rows, cols] - radius[0] * 0.9)
        else:
            score = score + 1.2 * cdist(tries, np.stack(chosen)).min(axis=1)
        chosen.append(tries[int(np.argmax(score))])
    return Settlements(np.stack(chosen), radius)


def draw_settlements(canvas: Canvas, seed: int, places: Settlements) -> None:
    """Draws houses, gardens, yards and streets; denser towards the middle."""
    rough = fractal_noise(stream(seed, "town edge"), canvas.shape, 45 * canvas.scale + 8, 3)
    wave = smooth_noise(stream(seed, "street bend"), canvas.shape, 40)
    palette = {
        name: canvas.add_variants(name, _VARIANTS)
        for name in ("tile", "bitumen", "sheet_metal", "fibre_cement", "gravel_roof", "concrete",
                     "asphalt", "gravel", "mown", "pasture", "broadleaf")
    }  # fmt: skip
    rng = stream(seed, "streets")
    for index, ((x, y), radius) in enumerate(zip(places.centres_m, places.radius_m)):
        turn = np.float32(rng.uniform(0, np.pi))
        near = canvas.around(x, y, 3 * radius)
        dx, dy = canvas.x_m[:, near[1]] - np.float32(x), canvas.y_m[near[0]] - np.float32(y)
        density = 1 - np.hypot(dx, dy) / np.float32(radius) + 0.30 * rough[near]
        built = density > 0
        u = dx * np.cos(turn) + dy * np.sin(turn) + 14 * wave[near]
        v = dy * np.cos(turn) - dx * np.sin(turn) + 14 * wave[near]
        _draw_quarter(canvas.objects[near], palette, built, density, u, v, 1000 + index)


def _draw_quarter(
    objects: npt.NDArray[np.int32],
    palette: dict[str, int],
    built: Mask,
    density: FloatMap,
    u: FloatMap,
    v: FloatMap,
    salt: int,
) -> None:
    where = np.nonzero(built)
    u, v, density = u[where], v[where], density[where]
    block_u, block_v = np.floor(u / 96).astype(np.int64), np.floor(v / 150).astype(np.int64)
    in_street = (u - 96 * block_u < 10) | (v - 150 * block_v < 10)
    plot_u, plot_v = np.floor(u / 22).astype(np.int64), np.floor(v / 26).astype(np.int64)
    pick = hash_uniform(plot_u, plot_v, salt)
    roof_kind = hash_uniform(plot_u, plot_v, salt + 1)
    shade = (hash_uniform(plot_u, plot_v, salt + 2) * _VARIANTS).astype(np.int64)
    old_town = density > 0.80
    roof_share = np.where(old_town, 0.78, 0.18 + 0.38 * np.clip(density, 0, 1))
    green = hash_uniform((u / 12).astype(np.int64), (v / 12).astype(np.int64), salt + 3)

    made = np.where(green < 0.45, palette["mown"], palette["pasture"]) + shade
    made = np.where(green > 0.62, palette["broadleaf"] + shade, made)
    paved = np.where(green < 0.56, palette["gravel"], palette["asphalt"])
    made = np.where((green > 0.50) & (green < 0.50 + 0.25 * density), paved, made)
    made = np.where(old_town & (green > 0.2), palette["concrete"] + shade, made)
    roof = np.where(roof_kind < 0.66, palette["tile"], palette["bitumen"])
    for above, kind in ((0.78, "fibre_cement"), (0.86, "gravel_roof"), (0.95, "sheet_metal")):
        roof = np.where(roof_kind > above, palette[kind], roof)
    roof = np.where(old_town, palette["tile"], roof)
    made = np.where(pick < roof_share, roof + shade, made)
    street = hash_uniform(block_u, block_v // 3, salt + 5) * _VARIANTS
    made = np.where(in_street, palette["asphalt"] + street.astype(np.int64), made)
    park = hash_uniform(block_u // 2, block_v // 2, salt + 4) < 0.07
    made = np.where(park & ~in_street, np.where(green > 0.4, palette["broadleaf"] + 20,
                                                palette["mown"] + 30), made)  # fmt: skip
    objects[where] = made.astype(np.int32)


def draw_estates(canvas: Canvas, seed: int, places: Settlements, terrain: Terrain) -> None:
    """Draws industrial estates: large halls, yards and car parks, on the edge of settlements."""
    rng = stream(seed, "estates")
    count = 2 + round(4 * (canvas.extent_m / 15360) ** 2)
    roofs = [canvas.add_variants(name, _VARIANTS) for name in _HALL_ROOFS]
    yards = [canvas.add_variants(name, _VARIANTS) for name in ("asphalt", "concrete", "gravel")]
    lawn = canvas.add_variants("mown", _VARIANTS)
    for index in range(count):
        home = 0 if index < 3 else int(rng.integers(0, len(places.radius_m)))
        toward = rng.uniform(0, 2 * np.pi)
        reach = places.radius_m[home] * rng.uniform(0.95, 1.1)
        centre = places.centres_m[home] + reach * np.array([np.cos(toward), np.sin(toward)])
        centre = np.clip(centre, 0.2 * canvas.extent_m, 0.8 * canvas.extent_m)
        half = rng.uniform(230, 430, 2) * max(canvas.scale, 0.55) * (1.0 if home == 0 else 0.55)
        turn = np.float32(rng.uniform(0, np.pi))
        near = canvas.around(centre[0], centre[1], 1.5 * float(half.max()))
        dx = canvas.x_m[:, near[1]] - np.float32(centre[0])
        dy = canvas.y_m[near[0]] - np.float32(centre[1])
        u = dx * np.cos(turn) + dy * np.sin(turn)
        v = dy * np.cos(turn) - dx * np.sin(turn)
        inside = (np.abs(u) < half[0]) & (np.abs(v) < half[1])
        inside &= terrain.water_distance_m[near] > 20
        where = np.nonzero(inside)
        _draw_estate(
            canvas.objects[near], where, u[where], v[where], roofs, yards, lawn, 5000 + 10 * index
        )


def _draw_estate(
    objects: npt.NDArray[np.int32],
    where: tuple[npt.NDArray[np.intp], ...],
    u: FloatMap,
    v: FloatMap,
    roofs: list[int],
    yards: list[int],
    lawn: int,
    salt: int,
) -> None:
    plot_u, plot_v = np.floor(u / 170).astype(np.int64), np.floor(v / 140).astype(np.int64)
    inner_u, inner_v = u - 170 * plot_u, v - 140 * plot_v

    def draw(number: int) -> FloatMap:
        return hash_uniform(plot_u, plot_v, salt + number)

    tint: IntMap = (draw(1) * _VARIANTS).astype(np.int64)
    yard = np.asarray(yards)[np.searchsorted((0.55, 0.8), draw(2))] + tint
    roof = np.asarray(roofs)[np.searchsorted((0.30, 0.58, 0.72, 0.86), draw(3))]
    roof = roof + (draw(7) * _VARIANTS).astype(np.int64)
    hall = (inner_u > 14) & (inner_u < 70 + 86 * draw(4))
    hall &= (inner_v > 12) & (inner_v < 60 + 66 * draw(5))
    use = draw(6)
    made = np.where(hall & (use < 0.66), roof, yard)
    green = ((use > 0.93) & (inner_u > 10)) | (inner_v > 132)
    objects[where] = np.where(green, lawn + tint, made).astype(np.int32)
