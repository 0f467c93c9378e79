"""The coded tiles of scenes: from memory, else from the cache on disk, else computed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TypeVar

from ..context import Context
from ..features.cores import on_all_cores
from ..features.scene_features import SceneFeatures
from ..features.tile import Tile
from ..features.tiling import hull
from ..scene.grid import Window
from .similar import CodedTile, coded, joined
from .similar_space import Space, space_of
from .similar_store import CodeStore

MOST_SAMPLED = 96
"""Tiles, evenly spread, that the space of a scene is measured on: 98,000 pixels of squares."""

ENOUGH_PIXELS = 10_000
"""With fewer valid ones in them, more tiles are looked at: scenes may be mostly nodata."""

Made = TypeVar("Made")


@dataclass
class Remembered:
    """What is known of one scene by one backbone.

    Attributes:
        space: None until it is measured.
        tiles: by their windows.
    """

    space: Space | None = None
    tiles: dict[Window, CodedTile] = field(default_factory=dict)

    @property
    def nbytes(self) -> int:
        return sum(tile.nbytes for tile in self.tiles.values())


class Memory:
    """Remembers the scenes that were asked for last, by the keys of their features."""

    def __init__(self) -> None:
        self._scenes: OrderedDict[str, Remembered] = OrderedDict()
        self._lock = threading.Lock()

    def scene(self, key: str) -> Remembered:
        """What is known of a scene, which then counts as used last; empty if it is new."""
        with self._lock:
            known = self._scenes.get(key, Remembered())
            return Remembered(known.space, dict(known.tiles))

    def keep(self, key: str, scene: Remembered, limit_bytes: int) -> None:
        """Remembers a scene if it fits, and forgets others until all do."""
        if not key:
            return
        with self._lock:
            self._scenes.pop(key, None)
            if not limit_bytes or scene.nbytes > limit_bytes:
                return
            self._scenes[key] = scene
            while sum(one.nbytes for one in self._scenes.values()) > limit_bytes:
                self._scenes.popitem(last=False)

    def forget(self) -> None:
        """Empties it."""
        with self._lock:
            self._scenes.clear()


MEMORY = Memory()
"""Of this process; a warm engine answers the second click from it."""


class SimilarScene:
    """Gives coded tiles of a scene."""

    def __init__(self, features: SceneFeatures, context: Context, limit_bytes: int) -> None:
        """Looks up what is remembered; nothing is computed yet.

        Args:
            features: of the scene.
            context: asked for cancellation.
            limit_bytes: what may be kept in memory.
        """
        self._features, self._context, self._limit = features, context, limit_bytes
        self._known = MEMORY.scene(features.key) if features.key else Remembered()
        halo = features.tiling.halo_px
        self._codes = CodeStore(features.key, features.channels, halo, context.log)

    def space(self) -> Space:
        """The space of the scene, measured on tiles spread over all of it.

        Raises:
            TooSmall: as ``space_of``.
            EngineError: what the scene or the backbone refuse.
        """
        if self._known.space is None:
            tiling = self._features.tiling
            windows = tiling.over(tiling.grid.window)
            step = -(-len(windows) // MOST_SAMPLED)
            sampled: list[Tile] = []
            for first in range(step):
                loaded = self._loaded(windows[first::step], lambda tile: tile)
                sampled += [tile for tile in loaded if bool(tile.valid.any())]
                if sum(int(tile.valid.sum()) for tile in sampled) >= ENOUGH_PIXELS:
                    break
            # Sums in another order would differ in the last bits.
            sampled.sort(key=lambda tile: (tile.window.row_off, tile.window.col_off))
            self._known.space = space_of(sampled, self._features.channels)
        return self._known.space

    def tiles(
        self, wanted: Sequence[Window], told: Callable[[int], None] = lambda done: None
    ) -> list[CodedTile]:
        """Coded tiles, in the order in which they are wanted.

        Args:
            wanted: windows of the features' tiling.
            told: how many of them are there.

        Raises:
            EngineError: what the scene or the backbone refuse.
        """
        known = self._held(wanted)
        missing = [window for window in wanted if window not in known]
        with closing(on_all_cores(self._codes.load, missing)) as loaded:
            for tile in loaded:
                self._context.check_cancelled()
                if tile is not None:
                    known[tile.window] = self._known.tiles[tile.window] = tile
        missing = [window for window in missing if window not in known]
        if missing:
            there = len(wanted) - len(missing)
            space = self.space()

            def code(tile: Tile) -> CodedTile:
                made = coded(tile, space)
                self._codes.keep(made)
                return made

            for one in self._loaded(missing, code, lambda done: told(there + done)):
                known[one.window] = self._known.tiles[one.window] = one
        told(len(wanted))
        return [known[window] for window in wanted]

    def rows(
        self, wanted: Sequence[Window], told: Callable[[int], None] = lambda done: None
    ) -> list[CodedTile]:
        """What ``tiles`` gives, but squares side by side as one: few large ones are faster.

        Args: as ``tiles``; the windows of a row follow each other.
        """
        if self._features.tiling.lattice:
            return self.tiles(wanted, told)
        rows: dict[int, list[Window]] = {}
        for window in wanted:
            rows.setdefault(window.row_off, []).append(window)
        known, wholes = self._known.tiles, {hull(row): row for row in rows.values()}
        missing = [whole for whole in wholes if whole not in known]
        tiles = iter(self.tiles([one for whole in missing for one in wholes[whole]], told))
        made = {whole: [known[whole]] for whole in wholes if whole not in missing}
        for whole in missing:
            squares = [next(tiles) for _ in wholes[whole]]
            if whole.width == sum(square.window.width for square in squares):
                for window in [one for one in known if one.row_off == whole.row_off]:
                    if _holds(whole, window):
                        del known[window]
                known[whole] = joined(squares, whole)
                squares = [known[whole]]
            made[whole] = squares  # several, where polygons leave holes between them
        told(len(wanted))
        return [tile for whole in wholes for tile in made[whole]]

    def remember(self) -> None:
        """Keeps what is known for the next run in this process."""
        MEMORY.keep(self._features.key, self._known, self._limit)

    def release(self, windows: Sequence[Window]) -> None:
        """Forgets the rows of tiles that this run needs no more, if all would be too many."""
        if self._known.nbytes > self._limit:
            done = {window.row_off for window in windows}
            for window in [one for one in self._known.tiles if one.row_off in done]:
                del self._known.tiles[window]

    def _held(self, wanted: Sequence[Window]) -> dict[Window, CodedTile]:
        """The wanted tiles that are in memory, maybe as parts of rows of squares."""
        known = self._known.tiles
        held = {window: known[window] for window in wanted if window in known}
        if self._features.tiling.lattice or len(held) == len(wanted):
            return held
        rows: dict[int, list[CodedTile]] = {}
        for tile in known.values():
            if tile.window.width > self._features.tiling.side_px:
                rows.setdefault(tile.window.row_off, []).append(tile)
        for window in wanted:
            for tile in rows.get(window.row_off, ()):
                if window not in held and _holds(tile.window, window):
                    held[window] = tile.cut(window)
        return held

    def _loaded(
        self,
        windows: Sequence[Window],
        made_of: Callable[[Tile], Made],
        told: Callable[[int], None] = lambda done: None,
    ) -> list[Made]:
        """Reads kept tiles on all cores and computes the others; each is handed on at once."""

        def kept(window: Window) -> tuple[Window, Made | None]:
            tile = self._features.kept(window)
            return window, None if tile is None else made_of(tile)

        found: list[Made] = []
        missing: list[Window] = []
        with closing(on_all_cores(kept, windows)) as loaded:
            for window, made in loaded:
                self._context.check_cancelled()
                if made is None:
                    missing.append(window)
                else:
                    found.append(made)
        told(len(found))
        if missing:
            with closing(self._features.tiles(missing)) as tiles:
                for tile in tiles:
                    found.append(made_of(tile))
                    told(len(found))
        return found


def _holds(whole: Window, window: Window) -> bool:
    return whole.intersect(window) == window
