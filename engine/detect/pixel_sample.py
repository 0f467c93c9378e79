"""A sample of an area's pixels that depends on the seed alone, not on how windows are cut."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from ..errors import TooSmall
from ..scene.grid import Window
from ..scene.quality import refuse_if_empty
from ..stream.operator import Batch
from .detector import SceneRun
from .leading import Projection
from .rx import MIN_PIXELS

Keys = npt.NDArray[np.uint64]

_GOLDEN, _FIRST, _SECOND = (
    np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)


class SampleReducer:
    """Keeps the valid pixels with the smallest of random numbers that belong to their places.

    So every pixel has the same chance, and the sample is the same in whatever order pixels come.
    """

    def __init__(self, project: Projection, most: int, seed: int) -> None:
        """Takes what is kept of a pixel, how many pixels at most, and the seed."""
        self.count = 0
        self._project, self._most, self._seed = project, most, seed
        self._keys = np.empty(0, np.uint64)
        self._pixels: torch.Tensor | None = None

    def update(self, batch: Batch) -> None:
        for values, valid, window in zip(batch.values, batch.valid, batch.windows):
            keys = place_keys(window, self._seed)
            wanted = valid.flatten().cpu().numpy()
            self.count += int(wanted.sum())
            if len(self._keys) == self._most:
                wanted &= keys < self._keys[-1]
            places = np.flatnonzero(wanted)
            if not len(places):
                continue
            chosen = torch.from_numpy(places).to(values.device)
            found = self._project(values.flatten(1)[:, chosen]).T.cpu()
            self._take(keys[places], found)

    def _take(self, keys: Keys, found: torch.Tensor) -> None:
        pixels = found if self._pixels is None else torch.cat((self._pixels, found))
        keys = np.concatenate((self._keys, keys))
        order = np.argsort(keys, kind="stable")[: self._most]
        self._keys, self._pixels = keys[order], pixels[torch.from_numpy(order)]

    def pixels(self) -> torch.Tensor:
        """The sample ``(pixels, components)`` on the CPU, in random order.

        Raises:
            TooSmall: fewer than ``MIN_PIXELS`` pixels were valid.
        """
        if self._pixels is None or len(self._pixels) < MIN_PIXELS:
            raise TooSmall(
                f"Only {len(self._keys)} pixels of the area are valid; a background needs "
                f"{MIN_PIXELS} at least.",
                hint="Choose a larger area.",
            )
        return self._pixels


def sampled(run: SceneRun, project: Projection, most: int) -> torch.Tensor:
    """Takes a sample ``(pixels, components)`` of an area in one pass, by the seed of the request.

    Raises:
        AllNodata, TooSmall: the area has too few valid pixels.
        EngineError: as ``SceneRun.reduce``.
    """
    sample = SampleReducer(project, most, int(run.values["seed"]))
    run.reduce(sample)
    refuse_if_empty(run.scene, sample.count)
    return sample.pixels()


def place_keys(window: Window, seed: int) -> Keys:
    """A random number for every pixel of a window, by rows; the same whatever window it lies in.

    Source: Steele, Lea, Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA,
    section 4, the mixing function; the state is made of the seed and the place in the scene.
    """
    rows = np.arange(window.row_off, window.row_end, dtype=np.uint64)[:, None]
    cols = np.arange(window.col_off, window.col_end, dtype=np.uint64)
    start = _mixed(np.array([seed], np.uint64) * _GOLDEN)
    return _mixed(start ^ ((rows << np.uint64(32)) | cols)).ravel()


def _mixed(numbers: Keys) -> Keys:
    numbers = numbers + _GOLDEN
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _FIRST
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _SECOND
    made: Keys = numbers ^ (numbers >> np.uint64(31))
    return made
