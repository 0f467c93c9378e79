"""The features of one scene by one backbone: from the cache, else computed by the loop and kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Sequence
from contextlib import closing

import torch
from torch import nn

from ..bands.plan import BandPlan, BandRequest
from ..context import Context
from ..devices import named_memory_errors
from ..errors import InternalBug
from ..folders import features_folder, features_limit_bytes
from ..models.backbone import Backbone
from ..scene.grid import Grid, Window
from ..scene.scene import Scene
from ..stream.area import Area
from ..stream.loop import stream_batches
from ..stream.operator import Batch
from .cores import on_all_cores
from .square import Square, box
from .store import Store
from .tile import Tile, half, tile_from_bytes, tile_to_bytes
from .tiling import Tiling, hull

Tiles = Generator[Tile, None, None]

DEFINITION = 1
"""Changes when the same scene and backbone would give other files."""

WAITING_SHARE = 0.5
"""Of the memory for windows that squares may take until all their rows are read."""


class SceneFeatures:
    """Gives tiles of features, and reads the scene only for those that nobody computed before.

    Features are rounded to float16 in any case, so that nothing made from them depends on what
    the cache held. A scene without a fingerprint is not kept.

    Attributes:
        tiling: the tiles there are.
        channels: of the parts.
        key: changes with whatever would change the features; empty for a scene without fingerprint.
    """

    def __init__(
        self,
        scene: Scene,
        plan: BandPlan,
        request: BandRequest,
        backbone: Backbone,
        *,
        device: torch.device,
        context: Context,
        memory_mib: int,
    ) -> None:
        """Finds the place of its tiles; neither scene nor weights are read.

        Args:
            scene, plan, request, backbone: what is computed, see ``Backbone.plan``.
            device: where it is computed. It counts: devices differ in the last bits.
            context: told why nothing can be kept, asked for cancellation.
            memory_mib: see ``stream.loop.stream_batches``.

        Raises:
            BadParameter: the size of the cache in the environment makes no sense.
        """
        self.tiling = Tiling.of(backbone, scene.grid)
        self.channels = backbone.channels(request)
        self._scene, self._plan, self._request = scene, plan, request
        self._backbone, self._device = backbone, device
        self._context, self._memory_mib = context, memory_mib
        self._network: nn.Module | None = None
        limit = features_limit_bytes()
        self._store: Store | None = None
        if limit and scene.fingerprint:
            self._store = Store(features_folder(), limit, context.log)
        self._key = _key(scene, plan, request, backbone, device, self.tiling)
        self.key = self._key if scene.fingerprint else ""

    def tiles(self, wanted: Sequence[Window]) -> Tiles:
        """Gives tiles: kept ones in the order in which they are wanted, then those to be computed.

        Args:
            wanted: windows of ``tiling``, each once.

        Raises:
            Cancelled: the context was cancelled.
            DeviceOutOfMemory: the device has no room for a window.
            EngineError: what the scene or the backbone's weights refuse.
        """
        missing = []
        for window in wanted:
            self._context.check_cancelled()
            tile = self.kept(window)
            if tile is None:
                missing.append(window)
            else:
                yield tile
        if not missing:
            return
        self._network = self._network or self._backbone.network(self._request).to(self._device)
        compute = self._of_lattice if self.tiling.lattice else self._of_squares
        arrived = 0
        with closing(compute(missing, self._network)) as computed:
            for tile in computed:
                yield tile
                arrived += 1
        if arrived != len(missing):
            raise InternalBug(f"{arrived} of {len(missing)} tiles of features were computed.")

    def kept(self, window: Window) -> Tile | None:
        """A tile of the cache; None if it is not there."""
        if self._store is None:
            return None
        name = self._name(window)
        data = self._store.load(name)
        if data is None:
            return None
        return tile_from_bytes(data, name, window, self.tiling.halo_px, self.channels)

    def _kept_now(self, tile: Tile) -> Tile:
        if self._store is not None:
            name = self._name(tile.window)
            self._store.keep(name, tile_to_bytes(tile, name))
        return tile

    def _name(self, window: Window) -> str:
        return f"{self._key}_{window.row_off}_{window.col_off}"

    def _of_lattice(self, wanted: Sequence[Window], network: nn.Module) -> Tiles:
        """Computes windows of a network, as many at a time as the loop gives."""
        grid, halo, left = self._scene.grid, self.tiling.halo_px, set(wanted)
        # One pixel in the middle of a window calls for it, and for few that overlap it.
        middles = [
            Window(w.row_off + w.height // 2, w.col_off + w.width // 2, 1, 1) for w in wanted
        ]
        around = hull(wanted).intersect(grid.window) or grid.window
        with closing(self._batches(around, middles)) as batches:
            for batch in batches:
                members = [n for n, window in enumerate(batch.windows) if window in left]
                # On the CPU each alone: the last bits of a result may change with its company.
                alone = self._device.type == "cpu" or not members
                for group in [[number] for number in members] if alone else [members]:
                    measured = batch.measured[group]
                    with named_memory_errors(self._device), torch.inference_mode():
                        parts = network(batch.values[group], measured)
                        made = [half(parts, place) for place in range(len(group))]
                    for known, number, features in zip(measured, group, made):
                        window = batch.windows[number]
                        left.remove(window)
                        valid = _valid(known, window, halo, grid)
                        yield self._kept_now(Tile(window, halo, features, valid))

    def _of_squares(self, wanted: Sequence[Window], network: nn.Module) -> Tiles:
        """Computes squares of a backbone that sees single pixels, on the CPU each on one core."""

        def finished(square: Square) -> Tile:
            with named_memory_errors(self._device), torch.inference_mode():
                parts = half(network(square.values, square.measured), 0)
            return self._kept_now(Tile(square.window, 0, parts, square.measured[0].cpu()))

        with closing(self._squares(wanted)) as squares:
            if self._device.type == "cpu":
                yield from on_all_cores(finished, squares)
            else:
                yield from map(finished, squares)

    def _squares(self, wanted: Sequence[Window]) -> Generator[Square, None, None]:
        """Gives squares once all their rows are read."""
        side, pixel_bytes = self.tiling.side_px, 4 * self._plan.out_bands
        room = WAITING_SHARE * (self._memory_mib << 20) / (side * side * pixel_bytes)
        strip = max(1, int(room)) * side
        for first in sorted({window.col_off // strip for window in wanted}):
            waiting = {w: Square(w) for w in wanted if w.col_off // strip == first}
            # Resampling may differ in the last bits with the width of what is resampled together.
            around = hull(waiting) if self._plan.weights is None else self._scene.grid.window
            with closing(self._batches(around, list(waiting))) as batches:
                for batch in batches:
                    for number, window in enumerate(batch.windows):
                        for place in self.tiling.over(window):
                            square = waiting.get(place)
                            if square is None:
                                continue
                            square.take(window, batch.values[number], batch.measured[number])
                            if square.pixels_left == 0:
                                yield waiting.pop(place)

    def _batches(self, around: Window, wanted: Sequence[Window]) -> Generator[Batch, None, None]:
        """The loop, over what touches the wanted windows; it is this object's user who reports."""
        grid, tiling = self._scene.grid, self.tiling
        return stream_batches(
            self._scene,
            self._plan,
            device=self._device,
            context=self._context.silent(),
            phase="features",
            area=Area(around, tuple(box(grid, window) for window in wanted)),
            halo_px=tiling.halo_px,
            overlap_px=tiling.overlap_px,
            window_px=tiling.side_px + 2 * tiling.halo_px if tiling.lattice else None,
            memory_mib=self._memory_mib,
        )


def _valid(measured: torch.Tensor, window: Window, halo_px: int, grid: Grid) -> torch.Tensor:
    """Which pixels of a window have values in the scene; beyond its edges lie mirrored ones."""
    valid = torch.zeros((window.height, window.width), dtype=torch.bool)
    inside = window.intersect(grid.window)
    if inside is not None:
        rows, cols = inside.relative_to(window).slices()
        core = measured[halo_px : halo_px + window.height, halo_px : halo_px + window.width]
        valid[rows, cols] = core[rows, cols].cpu()
    return valid


def _key(
    scene: Scene,
    plan: BandPlan,
    request: BandRequest,
    backbone: Backbone,
    device: torch.device,
    tiling: Tiling,
) -> str:
    """32 hexadecimal digits that change with whatever would change the features."""
    weights = None if plan.weights is None else hashlib.sha256(plan.weights.tobytes()).hexdigest()
    told = [
        DEFINITION,
        scene.fingerprint,
        [list(plan.read), weights],
        request.to_json(),
        [backbone.id, backbone.hash, dict(backbone.options)],
        [tiling.side_px, tiling.halo_px, tiling.overlap_px, tiling.lattice],
        device.type,
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]
