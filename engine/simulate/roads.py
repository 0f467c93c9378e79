"""Roads between the settlements, a motorway across the scene, and an airfield."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from rasterio.features import rasterize
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial.distance import cdist
from shapely.affinity import rotate
from shapely.geometry import LineString, Polygon, box
from shapely.ops import substring

from .canvas import CELL_M, Canvas, FloatMap, Mask
from .noise import stream
from .settlements import Settlements
from .terrain import Terrain

Points = npt.NDArray[np.float64]
_SECTIONS = 9


def draw_airfield(canvas: Canvas, seed: int, taken_m: FloatMap, terrain: Terrain) -> None:
    """Draws a runway with its apron on mown grass where there is room; small scenes have none."""
    if canvas.extent_m < 7000:
        return
    rng = stream(seed, "airfield")
    places = rng.uniform(0.27, 0.73, (200, 2)) * canvas.extent_m
    rows, cols = (places[:, ::-1] / CELL_M).astype(np.int64).T
    room = np.minimum(taken_m[rows, cols], terrain.water_distance_m[rows, cols])
    x, y = places[int(np.argmax(np.minimum(room, 1600)))]
    angle = rng.uniform(0, 180)
    lawn = canvas.add(["mown", "asphalt", "concrete"], [0.55, 0.75, 0.6])
    runway, apron = lawn + 1, lawn + 2
    shapes = [
        (box(x - 850, y - 210, x + 850, y + 210).buffer(80), lawn),
        (box(x - 720, y - 32, x + 720, y + 32), runway),
        (box(x - 300, y + 90, x + 60, y + 200), apron),
        (box(x - 180, y + 30, x - 150, y + 95), apron),
    ]
    _burn(canvas, [(rotate(shape, angle, origin=(x, y)), value) for shape, value in shapes])


def draw_roads(canvas: Canvas, seed: int, places: Settlements, avoid: Mask) -> None:
    """Draws country roads between the settlements and a motorway across the scene.

    Args:
        canvas: drawn on.
        seed: of the scene.
        places: what the roads join.
        avoid: cells that no road covers (lakes); rivers are bridged.
    """
    rng = stream(seed, "roads")
    gaps = cdist(places.centres_m, places.centres_m)
    tree = minimum_spanning_tree(gaps).tocoo()
    links = list(zip(tree.row.tolist(), tree.col.tolist()))
    links += [(i, int(np.argsort(row)[2])) for i, row in enumerate(gaps) if i % 2]
    # Every road has a surface of its own age, and the motorway was renewed in sections.
    count = len(links) + _SECTIONS + 1
    asphalt = canvas.add(["asphalt"] * count, rng.beta(2, 2, count))
    shapes: list[tuple[Polygon, int]] = []
    for number, (a, b) in enumerate(links):
        line = _bent(rng, places.centres_m[a], places.centres_m[b], 0.07)
        shapes.append((line.buffer(6.5), asphalt + number))
    extent = canvas.extent_m
    motorway = min(
        (_crossing(rng, extent) for _ in range(40)),
        key=lambda line: _trouble(canvas, line, places, avoid),
    )
    first = asphalt + len(links)
    for number in range(_SECTIONS):
        part = substring(motorway, number / _SECTIONS, (number + 1) / _SECTIONS, normalized=True)
        shapes.append((part.buffer(19), first + number))
    shapes.append((motorway.buffer(2.0), first + _SECTIONS))
    kept = canvas.objects[avoid]
    _burn(canvas, shapes)
    canvas.objects[avoid] = kept


def _crossing(rng: np.random.Generator, extent_m: float) -> LineString:
    """A road from the northern to the southern edge of the scene."""
    start = np.array([rng.uniform(0.2, 0.9) * extent_m, -0.02 * extent_m])
    end = np.array([rng.uniform(0.2, 0.9) * extent_m, 1.02 * extent_m])
    return _bent(rng, start, end, 0.05)


def _trouble(canvas: Canvas, line: LineString, places: Settlements, avoid: Mask) -> float:
    """How much of a road, in metres, would lie in what is to be avoided or in a settlement."""
    step = 2 * CELL_M
    points = np.array([line.interpolate(d).coords[0] for d in np.arange(0, line.length, step)])
    cols, rows = (points / CELL_M).astype(np.int64).clip(0, canvas.size - 1).T
    inside = (cdist(points, places.centres_m) < places.radius_m + 100).any(axis=1)
    return float(step * (inside.sum() + 3 * avoid[rows, cols].sum()) + 0.02 * line.length)


def _bent(rng: np.random.Generator, start: Points, end: Points, bend: float) -> LineString:
    """A road between two places that swings to the sides by ``bend`` of its length."""
    t = np.linspace(0, 1, 60)
    along = end - start
    side = np.array([-along[1], along[0]])
    swing = sum(rng.normal(0, bend) / k * np.sin(np.pi * k * t) for k in (1, 2, 3, 5))
    return LineString(start + t[:, None] * along + np.asarray(swing)[:, None] * side)


def _burn(canvas: Canvas, shapes: list[tuple[Polygon, int]]) -> None:
    made = rasterize(
        [(shape, value + 1) for shape, value in shapes],
        out_shape=canvas.shape,
        transform=(CELL_M, 0.0, 0.0, 0.0, CELL_M, 0.0),
        dtype="int32",
    )
    drawn = made > 0
    canvas.objects[drawn] = made[drawn] - 1
