"""Fields in strips, farm tracks, forests in stands, and the green along the water."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import ndimage
from scipy.spatial import cKDTree

from .canvas import CELL_M, Canvas, FloatMap, IntMap, Mask
from .noise import fractal_noise, hash_uniform, smooth_noise, stream
from .terrain import Terrain

_CROPS = ("wheat", "stubble", "maize", "beet", "potato", "soil", "meadow", "pasture", "mown",
          "green_cereal", "ley", "dry_grass")  # fmt: skip
_CROP_SHARE = np.array(
    [0.22, 0.11, 0.15, 0.08, 0.05, 0.10, 0.06, 0.05, 0.04, 0.06, 0.05, 0.03],
)
_GRASS = np.array([0.0, 0.0, 0.04, 0.0, 0.0, 0.0, 0.36, 0.28, 0.18, 0.0, 0.10, 0.04])
FOREST_SHARE = 0.27


def draw_fields(canvas: Canvas, seed: int, terrain: Terrain) -> None:
    """Covers the whole canvas with fields and the tracks between them."""
    district, border_m = _districts(canvas, seed)
    u, v, strip_m, cut_m = _field_axes(canvas, seed, district)
    strip = _uneven(u, strip_m, district, 11)
    # Neighbouring strips are sometimes one field, and cuts are staggered from strip to strip.
    strip -= hash_uniform(strip, district, 23) < 0.28
    cut = _uneven(v, cut_m, strip * 977 + district, 37)
    key = (district << 40) + ((strip + 4096) << 20) + (cut + 4096)
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    number = number.reshape(canvas.shape).astype(np.int32)

    rng = stream(seed, "crops")
    distance = terrain.river_distance_m.ravel()[first] / canvas.scale
    taste = rng.dirichlet(6 * _CROP_SHARE, size=int(district.max()) + 1)
    shares = 0.6 * taste[district.ravel()[first]] + 0.4 * _CROP_SHARE
    wet = np.exp(-((distance / 420) ** 2))[:, None]
    shares = np.cumsum((1 - wet) * shares + wet * _GRASS, axis=1)
    draw = rng.random(len(first)) * shares[:, -1]
    crop = (draw[:, None] > shares).sum(axis=1)
    base = canvas.add([_CROPS[k] for k in crop], rng.beta(1.6, 1.6, len(first)))
    canvas.objects[...] = base + number

    tracks = canvas.add(["soil", "mown", "meadow"], [0.85, 0.4, 0.6])
    kind = (hash_uniform(district, 71) * 3).astype(np.int32)
    lane = border_m < 7
    canvas.objects[lane] = tracks + kind[lane]
    hedge = canvas.add_variants("broadleaf", 4)
    patchy = smooth_noise(stream(seed, "hedges"), canvas.shape, 14) > 0.55
    row = (border_m > 7) & (border_m < 20) & patchy & (kind > 0)
    canvas.objects[row] = hedge + (hash_uniform(district, 5) * 4).astype(np.int32)[row]


def _districts(canvas: Canvas, seed: int) -> tuple[IntMap, FloatMap]:
    """Parts of the land with fields of one direction: their number, and metres to their border."""
    rng = stream(seed, "districts")
    count = max(5, round(canvas.extent_m**2 / (1350 * max(canvas.scale, 0.5)) ** 2))
    points = rng.uniform(-0.05, 1.05, (count, 2)) * canvas.extent_m
    return _nearest(canvas, points, rng, warp_m=170 * canvas.scale)


def _nearest(
    canvas: Canvas, points: npt.NDArray[np.float64], rng: np.random.Generator, warp_m: float
) -> tuple[IntMap, FloatMap]:
    """Voronoi cells with wavy edges: the nearest point, and half the gap to the second nearest."""
    cell = 500 * canvas.scale / CELL_M
    x = canvas.x_m + np.float32(warp_m) * fractal_noise(rng, canvas.shape, cell, 3)
    y = canvas.y_m + np.float32(warp_m) * fractal_noise(rng, canvas.shape, cell, 3)
    found, index = cKDTree(points).query(np.stack([x, y], axis=-1), k=2, workers=-1)
    gap = ((found[..., 1] - found[..., 0]) / 2).astype(np.float32)
    return index[..., 0].astype(np.int64), gap


def _field_axes(
    canvas: Canvas, seed: int, district: IntMap
) -> tuple[FloatMap, FloatMap, FloatMap, FloatMap]:
    """Coordinates across and along the fields in metres, and the mean width and length there."""
    rng = stream(seed, "field axes")
    count = int(district.max()) + 1
    shrink = max(canvas.scale, 0.55)
    angle = (np.deg2rad(rng.uniform(0, 180)) + rng.normal(0, 0.45, count)).astype(np.float32)
    width = (rng.uniform(90, 250, count) * shrink).astype(np.float32)
    length = (rng.uniform(280, 760, count) * shrink).astype(np.float32)
    bend = np.float32(28) * smooth_noise(rng, canvas.shape, 90)
    cos, sin = np.cos(angle)[district], np.sin(angle)[district]
    u = canvas.x_m * cos + canvas.y_m * sin + bend
    v = canvas.y_m * cos - canvas.x_m * sin + bend
    return u, v, width[district], length[district]


def _uneven(at: FloatMap, pitch: FloatMap, owner: IntMap, salt: int) -> IntMap:
    """Which interval ``at`` lies in, when intervals are ``pitch`` long but their ends vary."""
    scaled = at / pitch
    made: IntMap = np.floor(scaled).astype(np.int64)
    start = made + 0.7 * (hash_uniform(made, owner, salt) - 0.5)
    end = made + 1 + 0.7 * (hash_uniform(made + 1, owner, salt) - 0.5)
    made += (scaled >= end).astype(np.int64) - (scaled < start)
    return made


def draw_forest(canvas: Canvas, seed: int, terrain: Terrain, keep_out_m: FloatMap) -> Mask:
    """Draws forests of broadleaf and conifer stands with rides and clearings.

    Args:
        canvas: drawn on.
        seed: of the scene.
        terrain: forests prefer high ground away from the river.
        keep_out_m: distance to the settlements, which have been cleared of forest.

    Returns:
        Where forest stands, shape of the canvas.
    """
    rng = stream(seed, "forest")
    field = fractal_noise(rng, canvas.shape, 1750 * canvas.scale / CELL_M, 7, 0.60)
    spread = np.float32(terrain.elevation_m.std() + 1e-3)
    field += 0.40 * (terrain.elevation_m - terrain.elevation_m.mean()) / spread
    field -= 2.2 * np.exp(-((terrain.river_distance_m / (380 * canvas.scale)) ** 2))
    field -= 2.0 * np.exp(-((keep_out_m / (420 * canvas.scale)) ** 2))
    forest = field > np.quantile(field, 1 - FOREST_SHARE)
    forest = ndimage.binary_opening(forest, iterations=2)
    forest &= terrain.water_distance_m > 0

    count = max(12, round((canvas.extent_m / (290 * max(canvas.scale, 0.5))) ** 2))
    points = rng.uniform(0, 1, (count, 2)) * canvas.extent_m
    stand, gap = _nearest(canvas, points, rng, warp_m=85 * canvas.scale)
    region = smooth_noise(rng, canvas.shape, 2200 * canvas.scale / CELL_M)
    rows, cols = np.minimum(points[:, ::-1] / CELL_M, canvas.size - 1).astype(np.int64).T
    conifer = rng.normal(0, 0.7, count) + region[rows, cols] > -0.05
    covers = np.where(conifer, "conifer", "broadleaf")
    position = rng.beta(3, 3, count)
    young = rng.random(count) < 0.05
    covers[young], position[young] = "meadow", 0.75
    base = canvas.add(list(covers), position)
    canvas.objects[forest] = (base + stand)[forest].astype(np.int32)
    ride = canvas.add(["mown"], [0.5])
    lane = forest & (gap < 3.5) & (hash_uniform(stand, 3) < 0.22)
    canvas.objects[lane] = ride
    trees: Mask = forest & ~lane & ~young[stand]
    return trees


def draw_shores(canvas: Canvas, seed: int, terrain: Terrain) -> Mask:
    """Draws open water, and trees and reeds along it; returns where the trees stand."""
    rng = stream(seed, "shores")
    patchy = smooth_noise(rng, canvas.shape, 22)
    near = (terrain.water_distance_m > 0) & (terrain.water_distance_m < 34)
    trees = near & (patchy > 0.25)
    reeds = canvas.add_variants("meadow", 3)
    woods = canvas.add_variants("broadleaf", 5)
    canvas.objects[near] = reeds + 1
    canvas.objects[trees] = woods + (2 + np.clip(patchy, 0.3, 2.2)).astype(np.int32)[trees]
    parts, count = ndimage.label(terrain.still_water)
    sizes = np.bincount(parts.ravel(), minlength=count + 1)[1:] * CELL_M**2
    river = canvas.add(["river"], [0.5])
    still = canvas.add(
        ["lake" if area > 3e5 * canvas.scale**2 else "pond" for area in sizes],
        rng.uniform(0.1, 0.9, count),
    )
    canvas.objects[terrain.river] = river
    lake = parts > 0
    canvas.objects[lake] = still + parts[lake] - 1
    return trees
