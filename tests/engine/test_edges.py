"""Clouds, water, nodata and borders do not light up: what is near a gap is left out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import rasterio
from scipy.ndimage import binary_dilation, distance_transform_cdt

from engine.context import Context
from engine.scene import Scene, Window, open_scene
from engine.stream.area import Area
from engine.stream.gaps import find_near_gaps
from engine.tasks.registry import run_task
from tests.data.simulated import read, simulate

NEAR_PX = 3
RATE = 0.02
"""Enough pixels lie above it to compare shares on a small scene."""


class MaskReader:
    """Reads a mask made of an array; its bands do not matter."""

    def __init__(self, masked: npt.NDArray[np.bool_]) -> None:
        self._masked = masked
        self.rows: list[int] = []

    def open(self) -> MaskReader:
        return self

    def mask(self, window: Window, bands: object) -> npt.NDArray[np.uint8]:
        self.rows.append(window.height)
        return self._masked[window.slices()].astype(np.uint8)

    def __enter__(self) -> MaskReader:
        return self

    def __exit__(self, *exc: object) -> None:
        pass


def _near(masked: npt.NDArray[np.bool_], make_scene, window: Window, margin: int = 2):
    scene: Scene = make_scene(np.zeros((2, *masked.shape), np.int16))
    object.__setattr__(scene, "source", MaskReader(masked))
    return find_near_gaps(scene, window, margin, Context())


@pytest.mark.parametrize("read_pixels", [1, 1 << 22])
def test_what_is_near_a_gap_is_known_however_the_mask_is_read(
    make_scene, monkeypatch, read_pixels
) -> None:
    monkeypatch.setattr("engine.stream.gaps.READ_PIXELS", read_pixels)
    rng = np.random.default_rng(0)
    masked = np.zeros((90, 61), bool)
    for row, col in rng.integers(0, 55, (6, 2)):
        masked[row : row + 4, col : col + 3] = True
    wanted = binary_dilation(masked, np.ones((3, 3), bool), 2)
    near = _near(masked, make_scene, Window(0, 0, 90, 61))
    np.testing.assert_array_equal(near.of(Window(0, 0, 90, 61)), wanted)
    np.testing.assert_array_equal(near.of(Window(7, 9, 30, 20)), wanted[7:37, 9:29])
    assert near.pixels == int((wanted & ~masked).sum())
    part = _near(masked, make_scene, Window(11, 13, 40, 30))
    np.testing.assert_array_equal(part.of(Window(11, 13, 40, 30)), wanted[11:51, 13:43])


def test_bad_pixels_dead_columns_and_the_border_are_no_gaps(make_scene) -> None:
    masked = np.zeros((40, 40), bool)
    masked[5, 5] = masked[20, 30] = True
    masked[:, 12] = True
    assert not _near(masked, make_scene, Window(0, 0, 40, 40)).of(Window(0, 0, 40, 40)).any()


def test_an_area_leaves_out_what_is_near_a_gap(make_scene) -> None:
    masked = np.zeros((40, 40), bool)
    masked[:10] = True
    whole = Window(0, 0, 40, 40)
    area = Area(whole, near_gaps=_near(masked, make_scene, whole))
    grid = make_scene(np.zeros((1, 40, 40), np.int16)).grid
    inside = area.inside(grid, Window(5, 0, 20, 40))
    assert inside is not None
    np.testing.assert_array_equal(inside.all(axis=1), np.arange(5, 25) >= 12)
    assert area.inside(grid, Window(20, 0, 5, 5)) is None


@pytest.fixture(scope="module")
def cloudy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A simulated product with clouds, water and a slanted footprint."""
    folder = tmp_path_factory.mktemp("cloudy")
    result = simulate(folder, size=160, seed=3)
    return next(output.path for output in result.outputs if output.role == "product")


def _places(product: Path) -> dict[str, npt.NDArray[np.bool_]]:
    masked = np.zeros(read(product, "QL_QUALITY_CLASSES").shape, bool)
    for layer in ("CLOUD", "CLOUDSHADOW"):
        masked |= (read(product, f"QL_QUALITY_{layer}") & 1) == 1
    masked |= read(product, "QL_QUALITY_CIRRUS") >= 2
    outside = read(product, "QL_QUALITY_CLASSES") == 3
    return {
        "water": (read(product, "QL_QUALITY_CLASSES") == 2) & ~masked,
        "cloud edges": _around(masked & ~outside),
        "borders": _around(outside) | _border(masked.shape),
    }


def _around(gap: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    if not gap.any():
        return gap
    far = distance_transform_cdt(~gap, metric="chessboard")
    return np.asarray((far > 0) & (far <= NEAR_PX))


def _border(shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    made = np.ones(shape, bool)
    made[NEAR_PX:-NEAR_PX, NEAR_PX:-NEAR_PX] = False
    return made


@pytest.mark.parametrize("detector", ["rx", "auto"])
def test_water_cloud_edges_and_borders_do_not_light_up(
    cloudy: Path, tmp_path: Path, detector: str
) -> None:
    values = {"scene": cloudy, "out": tmp_path / "a.tif", "false_alarm_rate": RATE}
    result = run_task("anomaly", {**values, "detector": detector, "device": "cpu"}, Context())
    with rasterio.open(tmp_path / "a.tif") as raster:
        scores = raster.read(1)
    known = np.isfinite(scores)
    above = known & (scores > result.metrics["threshold"])
    places = _places(cloudy)
    elsewhere = known & ~np.logical_or.reduce(list(places.values()))
    usual = above[elsewhere].mean()
    for name, place in places.items():
        here = known & place
        print(f"{detector}: {name}: {above[here].mean():.4f} of {here.sum()}, usual {usual:.4f}")
        assert here.sum() > 50, name
        assert above[here].mean() <= 2.0 * usual, name


def test_the_margin_can_be_switched_off(cloudy: Path, tmp_path: Path) -> None:
    values = {"scene": cloudy, "detector": "rx", "device": "cpu"}
    counts = [
        run_task("anomaly", {**values, "out": tmp_path / f"{m}.tif", "margin": m}, Context())
        for m in (0, 2)
    ]
    without, with_margin = (each.metrics["pixels"] for each in counts)
    with open_scene(str(cloudy)).source.open() as reader:
        window = open_scene(str(cloudy)).grid.window
        usable = [band.number for band in open_scene(str(cloudy)).bands.usable]
        valid = reader.mask(window, usable) == 0
    assert without == valid.sum()
    assert with_margin < without
