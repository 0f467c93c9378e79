"""Coded tiles on disk, beside the features that they come from and a sixth of their size."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from ..features.store import Store
from ..features.tile import Tile, tile_from_bytes, tile_to_bytes
from ..folders import features_folder, features_limit_bytes
from ..scene.grid import Window
from .similar import CodedTile
from .similar_space import DIRECTIONS

DEFINITION = 1
"""Changes when the same features would give other codes."""


class CodeStore:
    """Keeps coded tiles in the cache of features; they count and go as those do."""

    def __init__(
        self, key: str, channels: tuple[int, ...], halo_px: int, log: Callable[[str], None]
    ) -> None:
        """Finds their place.

        Args:
            key: of the features; empty to keep nothing.
            channels: of the parts of the features.
            halo_px: of the tiles.
            log: told once why nothing can be kept.

        Raises:
            BadParameter: the size of the cache in the environment makes no sense.
        """
        limit = features_limit_bytes()
        self._store = Store(features_folder(), limit, log) if limit and key else None
        self._key = hashlib.sha256(f"{key} codes {DEFINITION}".encode()).hexdigest()[:32]
        self._halo_px = halo_px
        directions = [min(DIRECTIONS, count) for count in channels]
        # The last part holds the inverse lengths.
        self._layouts = ([sum(directions), 1], [*directions, 1])

    def load(self, window: Window) -> CodedTile | None:
        """A tile; None if it is not there."""
        name = self._name(window)
        data = None if self._store is None else self._store.load(name)
        if data is None:
            return None
        for layout in self._layouts:
            tile = tile_from_bytes(data, name, window, self._halo_px, layout)
            if tile is not None and tile.parts[-1].shape[1:] == tile.valid.shape:
                return CodedTile(window, self._halo_px, tile.parts[:-1], tile.parts[-1][0])
        return None

    def keep(self, tile: CodedTile) -> None:
        """Keeps a tile, if there is room."""
        if self._store is not None:
            name = self._name(tile.window)
            parts = (*tile.parts, tile.inverse[None])
            whole = Tile(tile.window, tile.halo_px, parts, tile.valid)
            self._store.keep(name, tile_to_bytes(whole, name))

    def _name(self, window: Window) -> str:
        return f"{self._key}_{window.row_off}_{window.col_off}"
