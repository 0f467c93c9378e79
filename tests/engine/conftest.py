"""A scene on numpy arrays, for tests of what runs over scenes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pytest

from engine.scene import Band, BandTable, Grid, Scene, Window
from engine.tasks.result import Result
from tests.data.simulated import read, read_raster, simulate

if TYPE_CHECKING:
    from tests.data.tiny_vit import Tiny

UTM = (30.0, 0.0, 4e5, 0.0, -30.0, 5.8e6)


@dataclass
class ArraySource:
    """Gives readers over ``cube``; ``fail_at`` maps a row to the error that reading it raises."""

    cube: npt.NDArray[Any]
    valid: npt.NDArray[np.bool_]
    fail_at: dict[int, Exception] = field(default_factory=dict)
    reads: list[Window] = field(default_factory=list)
    before_read: Callable[[Window], None] = lambda window: None
    open_now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> ArrayReader:
        with self._lock:
            self.open_now += 1
        return ArrayReader(self)

    def closed(self) -> None:
        with self._lock:
            self.open_now -= 1


class ArrayReader:
    def __init__(self, source: ArraySource) -> None:
        self._source = source

    def read(self, window: Window, bands: Sequence[int]) -> tuple[Any, Any]:
        source = self._source
        source.before_read(window)
        for row, exc in source.fail_at.items():
            if window.row_off <= row < window.row_end:
                raise exc
        source.reads.append(window)
        rows, cols = window.slices()
        values = source.cube[[number - 1 for number in bands]][:, rows, cols].copy()
        return values, source.valid[rows, cols].copy()

    def __enter__(self) -> ArrayReader:
        return self

    def __exit__(self, *exc: object) -> None:
        self._source.closed()


@dataclass(frozen=True)
class Plan:
    """Takes bands as they are, or by weights."""

    read: tuple[int, ...]
    weights: npt.NDArray[np.float32] | None = None
    kind: str = "pick"
    notes: tuple[str, ...] = ()

    @property
    def out_bands(self) -> int:
        return len(self.read) if self.weights is None else len(self.weights)


MakeScene = Callable[..., Scene]


@pytest.fixture
def make_scene() -> MakeScene:
    """Makes a scene of ``cube`` (bands, rows, cols); gain 1e-4 unless told."""

    def make(
        cube: npt.NDArray[Any],
        *,
        valid: npt.NDArray[np.bool_] | None = None,
        block: tuple[int, int] = (16, 16),
        interleave: str = "band",
        gain: float = 1e-4,
        offset: float = 0.0,
    ) -> Scene:
        bands, height, width = cube.shape
        ok = np.ones((height, width), bool) if valid is None else valid
        return Scene(
            path=Path("array.tif"),
            cube=Path("array.tif"),
            sensor="EnMAP",
            level="L2A",
            product="array",
            acquired="2024-07-24T10:00:00Z",
            grid=Grid(height, width, UTM, None),
            bands=BandTable(tuple(Band(n + 1, 420.0 + 10 * n, 8.0) for n in range(bands))),
            gain=np.full(bands, gain),
            offset=np.full(bands, offset),
            scale_origin="test",
            dtype=cube.dtype.name,
            nodata=None,
            block=block,
            interleave=interleave,
            source=ArraySource(cube, ok),
            fingerprint="",  # two arrays never share features
        )

    return make


@pytest.fixture
def all_bands() -> Callable[[Scene], Plan]:
    """A plan that takes every band as it is."""
    return lambda scene: Plan(tuple(range(1, len(scene.bands) + 1)))


@pytest.fixture
def weighted() -> Callable[..., Plan]:
    """A plan with weights ``(out, read)``."""
    return lambda read, weights: Plan(tuple(read), np.asarray(weights, np.float32), "resample")


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A small simulated scene: its folder, and what the task said of it."""
    folder = tmp_path_factory.mktemp("simulated")
    return folder, simulate(folder)


@pytest.fixture(scope="session")
def simulated_product(simulated: tuple[Path, Result]) -> Path:
    return next(output.path for output in simulated[1].outputs if output.role == "product")


@pytest.fixture(scope="session")
def simulated_cube(simulated_product: Path) -> npt.NDArray[np.int16]:
    made: npt.NDArray[np.int16] = read(simulated_product, "SPECTRAL_IMAGE")
    return made


@pytest.fixture(scope="session")
def simulated_reference(simulated: tuple[Path, Result]) -> npt.NDArray[np.uint8]:
    made: npt.NDArray[np.uint8] = read_raster(simulated[0] / "reference.tif")
    return made


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    """The tiny transformer with a head and a scene: written as ONNX with and without the head."""
    from tests.data.tiny_vit import make_tiny  # imports torch, which not every test needs

    return make_tiny(tmp_path_factory.mktemp("tiny"))
