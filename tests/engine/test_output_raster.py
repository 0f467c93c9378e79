"""Rasters are complete or absent."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS

from engine.errors import DiskFull, FileLocked, PermissionRefused, WriteFailed
from engine.output import check_writable, place
from engine.output.class_table import ClassEntry, attribute_table_xml
from engine.output.provenance import (
    TAG,
    build_provenance,
    made_at,
    provenance_tag,
    provenance_text,
)
from engine.output.raster_writer import RasterOutput, publish_all
from engine.output.statistics import ScoreStatistics
from engine.output.styles import class_style, score_style
from engine.scene import Grid, Window
from tests.data.small_disk import mounted

SYSTEM_PYTHON = "/usr/bin/python3"
ROOT = Path(__file__).resolve().parents[2]
CLASSES = (
    ClassEntry(1, "Water", "#0072b2", 300, 27.0, 0.9),
    ClassEntry(4, "Soil & rock", "#b8860b", 200, 18.0, None),
)
RNG = np.random.default_rng(3)


@pytest.fixture
def grid() -> Grid:
    wkt = CRS.from_epsg(32633).to_wkt()
    return Grid(600, 700, (30.0, 0.0, 4e5, 0.0, -30.0, 5.8e6), wkt)


def small(height: int = 64, width: int = 64) -> Grid:
    return Grid(height, width, (30.0, 0.0, 4e5, 0.0, -30.0, 5.8e6), None)


def class_raster(path: Path, grid: Grid) -> RasterOutput:
    colours = {entry.value: entry.color for entry in CLASSES}
    return RasterOutput(path, grid, "uint8", 0, description="Class", colours=colours)


def score_raster(path: Path, grid: Grid) -> RasterOutput:
    return RasterOutput(path, grid, "float32", float("nan"), description="Score")


def scores(grid: Grid) -> np.ndarray:
    values = RNG.gamma(4, 10, (grid.height, grid.width)).astype(np.float32)
    values[:20] = np.nan
    return values


def write_classes(path: Path, grid: Grid) -> np.ndarray:
    """A finished class map with its sidecars."""
    values = RNG.choice(np.array([0, 1, 4], np.uint8), (grid.height, grid.width))
    with class_raster(path, grid) as raster:
        raster.write(grid.window, values)
        raster.commit(
            sidecars={
                ".aux.xml": attribute_table_xml(CLASSES),
                ".qml": class_style(CLASSES),
                ".json": "{}",
            }
        )
    return values


def system_python(code: str, *needs: str) -> str:
    """Runs code in the interpreter that QGIS uses; skips where it lacks ``needs``."""
    if not os.path.exists(SYSTEM_PYTHON):
        pytest.skip(f"no {SYSTEM_PYTHON}")
    env = {"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen", "HOME": "/tmp"}
    probe = [SYSTEM_PYTHON, "-c", f"import {', '.join(needs)}"]
    if subprocess.run(probe, env=env, capture_output=True, check=False).returncode:
        pytest.skip(f"{SYSTEM_PYTHON} has no {', '.join(needs)}")
    made = subprocess.run(
        [SYSTEM_PYTHON, "-c", code], env=env, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return made.stdout


def test_windows_in_any_order_make_the_raster(tmp_path: Path, grid: Grid) -> None:
    values, path = scores(grid), tmp_path / "score.tif"
    windows = [
        Window(row, col, min(130, 600 - row), min(300, 700 - col))
        for row in range(0, 600, 130)
        for col in range(0, 700, 300)
    ]
    with score_raster(path, grid) as raster:
        for window in reversed(windows):
            raster.write(window, values[window.slices()])
        raster.commit()
    with rasterio.open(path) as file:
        np.testing.assert_array_equal(file.read(1), values)
        assert file.transform[:6] == grid.transform
        assert file.crs == CRS.from_epsg(32633)
        assert file.descriptions == ("Score",)
        assert np.isnan(file.nodata)


def test_the_raster_is_a_compressed_cog_with_overviews(tmp_path: Path, grid: Grid) -> None:
    write_classes(tmp_path / "map.tif", grid)
    with rasterio.open(tmp_path / "map.tif") as file:
        layout = file.tags(ns="IMAGE_STRUCTURE")
        assert layout["LAYOUT"] == "COG"
        assert file.compression.name == "deflate"
        assert file.block_shapes == [(512, 512)]
        assert file.overviews(1) == [2]


def test_overviews_of_classes_hold_only_classes(tmp_path: Path, grid: Grid) -> None:
    write_classes(tmp_path / "map.tif", grid)
    with rasterio.open(tmp_path / "map.tif", overview_level=0) as file:
        assert set(np.unique(file.read(1))) <= {0, 1, 4}


def test_pixels_that_were_never_written_are_nodata(tmp_path: Path, grid: Grid) -> None:
    path = tmp_path / "score.tif"
    with score_raster(path, grid) as raster:
        raster.write(Window(10, 10, 5, 5), np.ones((5, 5), np.float32))
        raster.commit()
    with rasterio.open(path) as file:
        assert np.isfinite(file.read(1)).sum() == 25


def test_a_committed_raster_leaves_no_part_files(tmp_path: Path, grid: Grid) -> None:
    write_classes(tmp_path / "map.tif", grid)
    assert sorted(os.listdir(tmp_path)) == ["map.json", "map.qml", "map.tif", "map.tif.aux.xml"]


def test_an_error_leaves_nothing_and_keeps_what_was_there(tmp_path: Path, grid: Grid) -> None:
    path = tmp_path / "map.tif"
    path.write_bytes(b"an earlier map")
    with pytest.raises(RuntimeError), class_raster(path, grid) as raster:
        raster.write(Window(0, 0, 1, 1), np.ones((1, 1), np.uint8))
        raise RuntimeError
    assert os.listdir(tmp_path) == ["map.tif"]
    assert path.read_bytes() == b"an earlier map"


def test_a_killed_run_leaves_nothing_under_the_final_name_and_the_next_run_cleans_up(
    tmp_path: Path, grid: Grid
) -> None:
    code = (
        "import os, signal, sys; import numpy as np\n"
        "from engine.output.raster_writer import RasterOutput\n"
        "from engine.scene import Grid\n"
        "g = Grid(64, 64, (1., 0., 0., 0., -1., 0.), None)\n"
        "with RasterOutput(sys.argv[1], g, 'uint8', 0, description='x') as r:\n"
        "    r.write(g.window, np.ones((64, 64), np.uint8))\n"
        "    r.prepare(sidecars={'.qml': 'x'})\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    path = tmp_path / "map.tif"
    ended = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=False)
    assert abs(ended.returncode) == 9  # Windows knows no signals
    left = os.listdir(tmp_path)
    assert left
    assert all(".part" in name for name in left)
    write_classes(path, grid)
    assert not [name for name in os.listdir(tmp_path) if ".part" in name]


def test_all_rasters_of_a_run_appear_or_none(tmp_path: Path, monkeypatch) -> None:
    grid = small()
    first, second = tmp_path / "a.tif", tmp_path / "b.tif"
    first.write_bytes(b"old a")
    with class_raster(first, grid) as one, score_raster(second, grid) as two:
        one.write(grid.window, np.ones((64, 64), np.uint8))
        two.write(grid.window, np.ones((64, 64), np.float32))
        one.prepare(sidecars={".qml": "x"})
        two.prepare()
        move = os.replace

        def locked(source, target):
            if str(target) == str(second):
                raise PermissionError(13, "in use")
            move(source, target)

        second.write_bytes(b"old b")
        monkeypatch.setattr(place.os, "replace", locked)
        with pytest.raises(FileLocked, match=r"b\.tif"):
            publish_all([one, two])
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "a.tif": b"old a",
        "b.tif": b"old b",
    }


def test_attributes_of_an_earlier_raster_do_not_stay(tmp_path: Path) -> None:
    grid = small()
    (tmp_path / "score.tif.aux.xml").write_text("<PAMDataset/>")
    with score_raster(tmp_path / "score.tif", grid) as raster:
        raster.write(grid.window, np.ones((64, 64), np.float32))
        raster.commit()
    assert os.listdir(tmp_path) == ["score.tif"]


def test_statistics_are_in_the_file(tmp_path: Path, grid: Grid) -> None:
    values, path, statistics = scores(grid), tmp_path / "score.tif", ScoreStatistics()
    statistics.add(values)
    with score_raster(path, grid) as raster:
        raster.write(grid.window, values)
        raster.commit(statistics=[statistics.to_tags(values.size)])
    with rasterio.open(path) as file:
        tags = file.tags(1)
    assert float(tags["STATISTICS_MEAN"]) == pytest.approx(np.nanmean(values), rel=1e-5)
    assert float(tags["STATISTICS_MAXIMUM"]) == np.nanmax(values)


def test_provenance_is_in_the_file_and_beside_it(tmp_path: Path) -> None:
    grid, made = small(), build_provenance("classify", parameters={"seed": 0, "aoi": None})
    with class_raster(tmp_path / "map.tif", grid) as raster:
        raster.write(grid.window, np.ones((64, 64), np.uint8))
        raster.commit(sidecars={".json": provenance_text(made)}, tags=provenance_tag(made))
    with rasterio.open(tmp_path / "map.tif") as file:
        assert json.loads(file.tags()[TAG]) == made
    assert json.loads((tmp_path / "map.json").read_text()) == made
    assert made["parameters"] == {"seed": 0}


def test_the_time_follows_source_date_epoch(monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert made_at() == "2001-09-09T01:46:40Z"


def test_gdal_of_qgis_reads_the_attribute_table(tmp_path: Path, grid: Grid) -> None:
    write_classes(tmp_path / "map.tif", grid)
    said = system_python(
        "from osgeo import gdal; import json\n"
        f"d = gdal.Open({str(tmp_path / 'map.tif')!r}); t = d.GetRasterBand(1).GetDefaultRAT()\n"
        "n = t.GetColumnCount()\n"
        "print(json.dumps([[t.GetNameOfCol(i), t.GetUsageOfCol(i), t.GetValueAsString(1, i)]"
        " for i in range(n)]))",
        "osgeo.gdal",
    )
    assert json.loads(said) == [
        ["Value", 5, "4"],
        ["Class", 2, "Soil & rock"],
        ["Red", 6, "184"],
        ["Green", 7, "134"],
        ["Blue", 8, "11"],
        ["Count", 1, "200"],
        ["Area_ha", 0, "18"],
        ["Confidence", 0, "0"],
    ]


_QGIS = (
    "import json\n"
    "from qgis.core import QgsApplication, QgsRasterLayer\n"
    "app = QgsApplication([], False); app.initQgis()\n"
    "layer = QgsRasterLayer({path!r}, 'x'); renderer = layer.renderer()\n"
)


def test_qgis_opens_a_class_map_with_names_and_colours(tmp_path: Path, grid: Grid) -> None:
    write_classes(tmp_path / "map.tif", grid)
    said = system_python(
        _QGIS.format(path=str(tmp_path / "map.tif"))
        + "print(json.dumps([renderer.type(), [[c.value, c.label, c.color.name()]"
        " for c in renderer.classes()]]))",
        "qgis.core",
    )
    assert json.loads(said.splitlines()[-1]) == [
        "paletted",
        [[1, "Water", "#0072b2"], [4, "Soil & rock", "#b8860b"]],
    ]


def test_qgis_opens_a_score_map_with_a_legend_and_a_marked_top(tmp_path: Path, grid: Grid) -> None:
    values, statistics = scores(grid), ScoreStatistics()
    statistics.add(values)
    with score_raster(tmp_path / "score.tif", grid) as raster:
        raster.write(grid.window, values)
        raster.commit(sidecars={".qml": score_style(statistics, threshold=100.0)})
    said = system_python(
        _QGIS.format(path=str(tmp_path / "score.tif"))
        + "f = renderer.shader().rasterShaderFunction()\n"
        "print(json.dumps([renderer.type(), [[i.value, i.label, i.color.name()]"
        " for i in f.colorRampItemList()], [f.shade(v)[1:4] for v in (100.0, 100.1, 400.0)]]))",
        "qgis.core",
    )
    kind, items, shades = json.loads(said.splitlines()[-1])
    assert kind == "singlebandpseudocolor"
    assert items[0][0] == pytest.approx(np.nanquantile(values, 0.02), rel=2e-3)
    assert items[-2][:2] == [100.0, "100 (threshold)"]
    assert items[-1][1] == "> 100 (above the threshold)"
    assert shades == [[253, 231, 37], [215, 25, 28], [215, 25, 28]]


@pytest.mark.parametrize("threshold", [None, -5.0, 5.0, 1e9])
@pytest.mark.parametrize("values", [[], [3.0], [0.0, 0.0], [1.0, 2.0, 9.0]])
def test_a_score_style_always_has_rising_stops(values: list[float], threshold: float) -> None:
    from defusedxml.ElementTree import fromstring

    statistics = ScoreStatistics()
    statistics.add(np.array(values, np.float32))
    items = fromstring(score_style(statistics, threshold)).findall(".//item")
    stops = [float(item.get("value")) for item in items]
    assert all(a < b for a, b in zip(stops, stops[1:], strict=False))


def test_a_missing_folder_is_refused_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="does not exist"):
        check_writable(tmp_path / "missing" / "map.tif")


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="is a folder"):
        check_writable(tmp_path)


def test_checking_a_place_leaves_nothing_there(tmp_path: Path) -> None:
    check_writable(tmp_path / "map.tif")
    assert os.listdir(tmp_path) == []


def test_a_folder_without_permission_is_refused_before_the_work(tmp_path: Path) -> None:
    with mounted(tmp_path / "ro", "ro,size=1m") as folder:
        with pytest.raises(PermissionRefused, match="cannot be written to"):
            check_writable(folder / "map.tif")
        with pytest.raises(PermissionRefused), class_raster(folder / "map.tif", small()):
            pytest.fail("a raster was opened in a read-only folder")


def test_a_disk_without_room_is_refused_before_the_work(tmp_path: Path, grid: Grid) -> None:
    with mounted(tmp_path / "full", "size=200k") as folder:
        with pytest.raises(DiskFull, match="are free"), score_raster(folder / "s.tif", grid):
            pytest.fail("a raster was opened on a disk that cannot hold it")
        assert os.listdir(folder) == []


@pytest.mark.parametrize("room_kib", [200, 700, 900, 1200, 1500, 1700, 2400])
def test_a_disk_that_fills_up_while_writing_is_noticed_and_left_clean(
    tmp_path: Path, monkeypatch, room_kib: int
) -> None:
    """The working file takes 1 MiB and the COG about as much: every step fails for some size."""
    grid = small(512, 512)
    values = RNG.normal(size=(512, 512)).astype(np.float32)
    real = shutil.disk_usage
    monkeypatch.setattr(place.shutil, "disk_usage", lambda path: real(path)._replace(free=1 << 40))
    with mounted(tmp_path / "full", f"size={room_kib}k") as folder:
        with (
            pytest.raises(DiskFull, match="no space left"),
            score_raster(folder / "s.tif", grid) as raster,
        ):
            for row in range(0, 512, 64):
                raster.write(Window(row, 0, 64, 512), values[row : row + 64])
            raster.prepare(sidecars={".json": "x" * 3_000_000})
            publish_all([raster])
        assert os.listdir(folder) == []
