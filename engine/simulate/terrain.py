"""Relief and open water: hills, a river in its valley, lakes and ponds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from .canvas import CELL_M, Canvas, FloatMap, Mask
from .noise import fractal_noise, smooth_noise, stream

SUN_ELEVATION_DEG = 57.0
SUN_AZIMUTH_DEG = 152.0


@dataclass(frozen=True)
class Terrain:
    """The shape of the land; every field has the canvas's shape.

    Attributes:
        elevation_m: above the sea.
        light: brightness by slope and aspect, about 1.
        river, still_water: where open water lies.
        river_distance_m: to the middle of the river.
        water_distance_m: to the nearest open water, 0 in it.
    """

    elevation_m: FloatMap
    light: FloatMap
    river: Mask
    still_water: Mask
    river_distance_m: FloatMap
    water_distance_m: FloatMap


def make_terrain(canvas: Canvas, seed: int) -> Terrain:
    """Draws relief, river and lakes."""
    distance = _river_distance(canvas, seed)
    rng = stream(seed, "relief")
    hills = fractal_noise(rng, canvas.shape, 4200 * canvas.scale / CELL_M, 6, 0.42)
    valley = np.exp(-((distance / (1500 * canvas.scale)) ** 2))
    elevation = (110 + 55 * canvas.scale * (hills * (1 - 0.75 * valley) - 1.1 * valley)).astype(
        np.float32
    )
    width = smooth_noise(stream(seed, "river width"), canvas.shape, 900 * canvas.scale / CELL_M)
    half_width = np.clip(44 + 10 * width, 30, 70) * max(canvas.scale, 0.6)
    river = distance < half_width
    still = _lakes(canvas, seed, distance)
    still &= distance > half_width + 60 * canvas.scale
    shore = ndimage.distance_transform_edt(~(river | still)) * CELL_M
    return Terrain(elevation, _light(elevation), river, still, distance, shore.astype(np.float32))


def _river_distance(canvas: Canvas, seed: int) -> FloatMap:
    """Distance in metres to the middle of a meandering river that crosses the scene."""
    rng = stream(seed, "river")
    extent, scale = canvas.extent_m, canvas.scale
    along = np.arange(-0.15 * extent, 1.15 * extent, CELL_M / 2)
    offset = np.zeros_like(along)
    for length, swing in ((9000, 700), (3600, 330), (1500, 150), (700, 40)):
        phase, stretch = rng.uniform(0, 2 * np.pi), rng.uniform(0.85, 1.15)
        swell = 1 + 0.5 * np.sin(2 * np.pi * along / (length * 2.7 * scale) + 2 * phase)
        offset += (
            swing * scale * swell * np.sin(2 * np.pi * along / (length * stretch * scale) + phase)
        )
    angle = np.deg2rad(rng.uniform(25, 45))
    middle = extent * np.array([rng.uniform(0.42, 0.52), rng.uniform(0.50, 0.60)])
    u = along - 0.5 * extent
    x = middle[0] + 1.3 * u * np.cos(angle) - offset * np.sin(angle)
    y = middle[1] + 1.3 * u * np.sin(angle) + offset * np.cos(angle)
    cols, rows = (x / CELL_M).astype(np.int64), (y / CELL_M).astype(np.int64)
    inside = (rows >= 0) & (rows < canvas.size) & (cols >= 0) & (cols < canvas.size)
    dry = np.ones(canvas.shape, dtype=np.bool_)
    dry[rows[inside], cols[inside]] = False
    made: FloatMap = (ndimage.distance_transform_edt(dry) * CELL_M).astype(np.float32)
    return made


def _lakes(canvas: Canvas, seed: int, river_distance: FloatMap) -> Mask:
    """One large lake, and ponds in the river's plain."""
    rng = stream(seed, "lakes")
    rough = fractal_noise(rng, canvas.shape, 700 * canvas.scale / CELL_M, 4, 0.5)
    made = np.zeros(canvas.shape, dtype=np.bool_)
    count = 1 + max(2, round(5 * (canvas.extent_m / 15360) ** 2))
    for index in range(count):
        radius = (rng.uniform(620, 780) if index == 0 else rng.uniform(90, 230)) * canvas.scale
        low, high = (1.6, 2.6) if index == 0 else (1.2, 6.0)
        for _ in range(200):
            x, y = rng.uniform(0.22, 0.78, 2) * canvas.extent_m
            gap = float(river_distance[int(y / CELL_M), int(x / CELL_M)])
            if low * radius < gap < high * radius:
                break
        turn = rng.uniform(0, np.pi)
        stretch = rng.uniform(1.2, 1.9)
        near = canvas.around(x, y, 4 * stretch * radius)
        dx, dy = canvas.x_m[:, near[1]] - np.float32(x), canvas.y_m[near[0]] - np.float32(y)
        u = (dx * np.float32(np.cos(turn)) + dy * np.float32(np.sin(turn))) / np.float32(stretch)
        v = dy * np.float32(np.cos(turn)) - dx * np.float32(np.sin(turn))
        bank = 1 + (0.34 if index == 0 else 0.12) * rough[near]
        made[near] |= np.hypot(u, v) < radius * bank
    smooth: Mask = ndimage.binary_opening(made, iterations=1)
    return smooth


def _light(elevation_m: FloatMap) -> FloatMap:
    """What a terrain correction leaves of the relief: half of the cosine of incidence."""
    south, east = np.gradient(elevation_m, CELL_M)
    height, azimuth = np.deg2rad(SUN_ELEVATION_DEG), np.deg2rad(SUN_AZIMUTH_DEG)
    to_east, to_south = np.sin(azimuth) * np.cos(height), -np.cos(azimuth) * np.cos(height)
    cosine = (np.sin(height) - east * to_east - south * to_south) / np.sqrt(1 + east**2 + south**2)
    made: FloatMap = (1 + 0.5 * (cosine / np.sin(height) - 1)).astype(np.float32)
    return made
