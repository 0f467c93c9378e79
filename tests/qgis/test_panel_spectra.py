"""Spectra, clicked: pixels of the map, the plot, the table, the classes behind them."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import qgis.utils
from driving import STILL_MS, Ticks, make_cube
from osgeo import gdal
from qgis.core import QgsPointXY, QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QWidget

INNER_GAP = (1324.9, 1455.9)
"""Bands 130 to 135 of Potsdam hold nodata everywhere."""


@pytest.fixture
def simulated_labels(simulated: Path) -> Path:
    return simulated.parent / "labels.gpkg"


@pytest.fixture
def scene(panel: Any, potsdam: Path) -> Any:
    """The panel with Potsdam open and in view, ready to pick pixels."""
    panel.open(potsdam)
    panel.click("spectrumButton")
    _zoom(panel)
    yield panel
    if qgis.utils.plugins.get("hsfm") is panel.plugin:
        panel.dock.spectra.set_picking(False)
        panel.dock.spectra.dock.hide()


def _zoom(panel: Any) -> None:
    canvas = panel.iface.mapCanvas()
    panel.wait_map_size()
    canvas.setDestinationCrs(panel.state.scene.layer.crs())
    canvas.setExtent(panel.state.scene.layer.extent())
    canvas.refresh()
    QTest.qWait(100)


def _place(panel: Any, row: int, col: int) -> QPoint:
    """Where a pixel of the scene is on the canvas."""
    canvas, spectra = panel.iface.mapCanvas(), panel.dock.spectra
    x, y = spectra.picks.reader.place_of(row, col)
    return canvas.getCoordinateTransform().transform(QgsPointXY(x, y)).toQPointF().toPoint()


def _click(panel: Any, row: int, col: int) -> None:
    viewport = panel.iface.mapCanvas().viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=_place(panel, row, col))
    panel.wait(lambda: all(p.values is not None for p in _picks(panel)), 20, "nothing was read")


def _picks(panel: Any) -> Any:
    return panel.dock.spectra.picks.picks


def _stored(potsdam: Path, row: int, col: int) -> Any:
    cube = next(potsdam.glob("*SPECTRAL_IMAGE.TIF"))
    return gdal.Open(str(cube)).ReadAsArray(col, row, 1, 1)[:, 0, 0]


def _filled(potsdam: Path, count: int) -> list[tuple[int, int]]:
    """Pixels that were measured."""
    cube = gdal.Open(str(next(potsdam.glob("*SPECTRAL_IMAGE.TIF"))))
    rows, cols = np.nonzero(cube.GetRasterBand(60).ReadAsArray() != -32768)
    some = np.linspace(0, len(rows) - 1, count + 2).astype(int)[1:-1]
    return [(int(rows[i]), int(cols[i])) for i in some]


def test_a_click_plots_the_reflectance_of_the_pixel(scene: Any, potsdam: Path) -> None:
    (row, col), *_ = _filled(potsdam, 1)
    _click(scene, row, col)
    (pick,) = _picks(scene)
    stored = _stored(potsdam, row, col)
    assert (pick.row, pick.col) == (row, col)
    expected = np.where(stored == -32768, np.nan, stored * 1e-4)
    np.testing.assert_allclose(pick.values, expected, rtol=1e-6)
    assert scene.dock.spectra.dock.isVisible()
    (curve,) = scene.dock.spectra.dock.plot.curves
    assert curve.name == "Pixel 1"


def test_the_band_at_the_ends_of_a_gap_and_in_it(scene: Any, potsdam: Path) -> None:
    (row, col), *_ = _filled(potsdam, 1)
    _click(scene, row, col)
    axis = scene.dock.spectra.dock.plot.axis
    assert axis.unusable[0] == pytest.approx(INNER_GAP, abs=0.1)
    values = _picks(scene)[0].values
    inside = [INNER_GAP[0] < x < INNER_GAP[1] for x in axis.x]
    assert sum(inside) == 6 and np.isnan(values[inside]).all()
    assert not any(set(np.flatnonzero(inside)) & set(line) for line in axis.lines)


def test_several_pixels_have_colours_and_marks_of_their_own(scene: Any, potsdam: Path) -> None:
    for row, col in _filled(potsdam, 3):
        _click(scene, row, col)
    picks = _picks(scene)
    assert len({pick.colour for pick in picks}) == 3
    assert scene.dock.spectra.marks.count == 3
    assert [curve.name for curve in scene.dock.spectra.dock.plot.curves] == [
        "Pixel 1",
        "Pixel 2",
        "Pixel 3",
    ]


def test_dragging_moves_the_pixel_and_reads_it_again(scene: Any, potsdam: Path) -> None:
    (row, col), (other_row, other_col) = _filled(potsdam, 4)[:2]
    viewport = scene.iface.mapCanvas().viewport()
    start, end = _place(scene, row, col), _place(scene, other_row, other_col)  # about
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for part in (0.3, 0.6, 1.0):
        QTest.mouseMove(viewport, start + (end - start) * part)
        QTest.qWait(30)
    end = _place(scene, other_row, other_col)  # the map may have got another size meanwhile
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    stored = _stored(potsdam, other_row, other_col)
    expected = np.where(stored == -32768, np.nan, stored * 1e-4)

    def is_read() -> bool:
        values = _picks(scene)[0].values
        return values is not None and np.allclose(values, expected, rtol=1e-6, equal_nan=True)

    scene.wait(is_read, 20, "what was dragged to was not read")
    (pick,) = _picks(scene)
    assert (pick.row, pick.col) == (other_row, other_col)
    QTest.mouseMove(viewport, start)
    QTest.qWait(50)
    assert (_picks(scene)[0].row, _picks(scene)[0].col) == (other_row, other_col)


def test_dragging_into_the_scene_from_beside_it_moves_no_pick(scene: Any, potsdam: Path) -> None:
    (row, col), (other_row, other_col) = _filled(potsdam, 4)[:2]
    _click(scene, row, col)
    viewport = scene.iface.mapCanvas().viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=_place(scene, row, -20))
    QTest.mouseMove(viewport, _place(scene, other_row, other_col))
    QTest.qWait(50)
    end = _place(scene, other_row, other_col)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert [(pick.row, pick.col) for pick in _picks(scene)] == [(row, col)]


def test_closing_the_window_ends_picking_and_hides_the_marks(scene: Any, potsdam: Path) -> None:
    (row, col), *_ = _filled(potsdam, 1)
    _click(scene, row, col)
    spectra = scene.dock.spectra
    spectra.dock.close()
    assert not spectra.is_picking and spectra.marks.count == 0
    spectra.show()
    QTest.qWait(50)
    assert not spectra.is_picking and spectra.marks.count == len(_picks(scene)) == 1


@pytest.mark.parametrize("how", ["right click", "escape"])
def test_right_click_and_escape_end_picking_and_keep_the_spectra(
    scene: Any, potsdam: Path, how: str
) -> None:
    (row, col), *_ = _filled(potsdam, 1)
    _click(scene, row, col)
    viewport = scene.iface.mapCanvas().viewport()
    if how == "escape":
        QTest.keyClick(scene.iface.mapCanvas(), Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=_place(scene, row, col))
    assert not scene.dock.spectra.is_picking
    assert not scene.find("spectrumButton").isChecked()
    assert len(_picks(scene)) == 1


def test_another_map_tool_releases_the_button(scene: Any) -> None:
    assert scene.find("spectrumButton").isChecked()
    scene.iface.actionZoomIn().trigger()
    assert not scene.find("spectrumButton").isChecked()


def test_a_pixel_is_deleted_and_all_are_cleared(scene: Any, potsdam: Path) -> None:
    for row, col in _filled(potsdam, 3):
        _click(scene, row, col)
    side = scene.dock.spectra.dock.side
    item = side.picks.visualItemRect(side.picks.item(1)).center()
    QTest.mouseClick(side.picks.viewport(), Qt.MouseButton.LeftButton, pos=item)
    QTest.mouseClick(side.delete, Qt.MouseButton.LeftButton)
    assert [pick.number for pick in _picks(scene)] == [1, 3]
    assert scene.dock.spectra.marks.count == 2
    QTest.mouseClick(side.clear, Qt.MouseButton.LeftButton)
    assert not _picks(scene) and not scene.dock.spectra.marks.count
    assert not side.table.isEnabled()


def test_a_pixel_without_data_says_so_and_is_not_plotted(scene: Any) -> None:
    _click(scene, 72, 40)
    side = scene.dock.spectra.dock.side
    assert side.picks.item(0).text().endswith("no data")
    assert not scene.dock.spectra.dock.plot.curves


def test_the_table_holds_gdals_values_times_the_gain(
    scene: Any, potsdam: Path, tmp_path: Path
) -> None:
    places = _filled(potsdam, 2)
    for row, col in places:
        _click(scene, row, col)
    scene.dock.spectra.dock.write_table(str(tmp_path / "spectra.csv"))
    rows = list(csv.reader((tmp_path / "spectra.csv").read_text("utf-8").splitlines()))
    assert rows[0][:3] == ["band", "wavelength_nm", "usable"] and len(rows) == 1 + 224
    by_band = {int(row[0]): row for row in rows[1:]}
    assert [float(row[1]) for row in rows[1:]] == sorted(float(row[1]) for row in rows[1:])
    for column, (row, col) in enumerate(places, 3):
        assert f"row {row}, col {col}" in rows[0][column]
        for number, stored in enumerate(_stored(potsdam, row, col), 1):
            text = by_band[number][column]
            if by_band[number][2] == "no":
                assert text == ""
            else:
                assert float(text) == pytest.approx(stored * 1e-4, rel=1e-6)


def test_a_table_that_cannot_be_written_is_explained(scene: Any, potsdam: Path) -> None:
    (row, col), *_ = _filled(potsdam, 1)
    _click(scene, row, col)
    scene.dock.spectra.dock.write_table("/nowhere/spectra.csv")
    assert "could not be written" in scene.notice()


def test_the_plot_can_be_saved_and_copied(scene: Any, potsdam: Path, tmp_path: Path) -> None:
    (row, col), *_ = _filled(potsdam, 1)
    _click(scene, row, col)
    dock = scene.dock.spectra.dock
    dock.write_picture(str(tmp_path / "plot.png"))
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")
    QTest.mouseClick(dock.side.picture, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().pixmap().size() == dock.plot.size() * 2


def test_the_mouse_reads_the_nearest_value(scene: Any, potsdam: Path) -> None:
    (row, col), *_ = _filled(potsdam, 1)
    _click(scene, row, col)
    plot, values = scene.dock.spectra.dock.plot, _picks(scene)[0].values
    x = plot.axis.x[200]
    found = plot.reading_at(plot.place_of(x, values[200]))
    assert found.name == "Pixel 1"
    step = abs(plot.axis.x[201] - x)
    assert found.x == pytest.approx(x, abs=step)
    assert plot.reading_at(QPoint(0, 0)) is None


def test_another_scene_starts_an_empty_plot(scene: Any, potsdam: Path, tmp_path: Path) -> None:
    (row, col), *_ = _filled(potsdam, 1)
    _click(scene, row, col)
    scene.open(make_cube(tmp_path / "bare.tif", None))
    assert not _picks(scene)
    scene.click("spectrumButton")
    _zoom(scene)
    _click(scene, 20, 30)
    plot = scene.dock.spectra.dock.plot
    assert not plot.axis.has_wavelengths and plot.axis.x[:3] == (1.0, 2.0, 3.0)
    stored = gdal.Open(str(tmp_path / "bare.tif")).ReadAsArray(30, 20, 1, 1)[:, 0, 0]
    np.testing.assert_allclose(_picks(scene)[0].values, stored * 1e-4, rtol=1e-6)


def test_a_map_in_another_crs_finds_the_same_pixel(scene: Any, potsdam: Path) -> None:
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform

    (row, col), *_ = _filled(potsdam, 1)
    canvas = scene.iface.mapCanvas()
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    layer = scene.state.scene.layer
    to_map = QgsCoordinateTransform(layer.crs(), degrees, QgsProject.instance())
    canvas.setDestinationCrs(degrees)
    canvas.setExtent(to_map.transformBoundingBox(layer.extent()))
    QTest.qWait(100)
    point = to_map.transform(QgsPointXY(*scene.dock.spectra.picks.reader.place_of(row, col)))
    place = canvas.getCoordinateTransform().transform(point)
    viewport = canvas.viewport()
    where = QPoint(round(place.x()), round(place.y()))
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=where)
    (pick,) = _picks(scene)
    assert (pick.row, pick.col) == (row, col)


def test_a_file_that_is_slow_to_read_does_not_block_the_window(
    scene: Any, potsdam: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = scene.dock.spectra.picks.reader
    read, still_ms = reader.spectrum, max(STILL_MS, 1000)

    def slowly(row: int, col: int) -> Any:
        time.sleep(1.6e-3 * still_ms)  # as GDAL does to decode a large compressed tile
        return read(row, col)

    monkeypatch.setattr(reader, "spectrum", slowly)
    ticks = Ticks()
    ticks.start()
    _click(scene, *_filled(potsdam, 1)[0])
    ticks.stop()
    assert ticks.worst_ms < still_ms


def test_the_classes_appear_behind_and_can_be_hidden(ready: Any) -> None:
    ready.wait(lambda: ready.state.class_spectra, 30, "no class spectra came")
    spectra = ready.dock.spectra
    spectra.show()
    names = [ribbon.name for ribbon in spectra.dock.plot.ribbons]
    assert names == ["roof", "pavement", "low vegetation", "tree", "soil", "water"]
    tree = next(r for r in spectra.dock.plot.ribbons if r.name == "tree")
    known = np.isfinite(tree.mean)
    assert known.sum() == 218 and (tree.low[known] <= tree.high[known]).all()
    spectra.dock.side.classes.item(3).setCheckState(Qt.CheckState.Unchecked)
    assert "tree" not in [ribbon.name for ribbon in spectra.dock.plot.ribbons]
    assert "tree mean" not in [name for name, _ in spectra.dock.columns()]
    assert "roof mean" in [name for name, _ in spectra.dock.columns()]
    spectra.dock.side.classes.item(3).setCheckState(Qt.CheckState.Checked)
    spectra.dock.hide()


def test_the_classes_follow_the_labels(ready: Any) -> None:
    ready.wait(lambda: ready.state.class_spectra, 30, "no class spectra came")
    layer = ready.state.labels.layer
    layer.startEditing()
    layer.deleteFeatures([f.id() for f in layer.getFeatures() if f["class"] == "tree"])

    def names() -> list[str]:
        return [entry["name"] for entry in ready.state.class_spectra.get("classes", [])]

    ready.wait(lambda: names() and "tree" not in names(), 30, "the classes did not follow")
    layer.undoStack().undo()
    ready.wait(lambda: "tree" in names(), 30, "undoing was not followed")
    assert not list(ready.link.work_folder.glob("spectra-*")), "exported labels were left"
    layer.rollBack()


def test_a_polygon_on_the_wrong_material_is_flagged(
    panel: Any, simulated: Path, simulated_labels: Path
) -> None:
    panel.open(simulated)
    layer = panel.use_labels(simulated_labels)
    panel.wait(lambda: panel.state.class_spectra, 30, "no class spectra came")

    def far() -> int:
        return sum(entry["far"] for entry in panel.state.class_spectra["classes"])

    clean, spectra = far(), panel.state.class_spectra
    layer.startEditing()
    forest = next(f for f in layer.getFeatures() if f["class"] == "conifer forest")
    layer.changeAttributeValue(forest.id(), layer.fields().indexOf("class"), "bare soil")
    panel.wait(lambda: panel.state.class_spectra is not spectra, 30, "the labels were not read")
    assert far() == clean + 1
    named = {e["value"]: e["name"] for e in panel.state.class_spectra["classes"]}
    assert "bare soil" in [
        named[p["class"]] for p in panel.state.class_spectra["polygons"] if p["is_far"]
    ]
    layer.rollBack()


def test_a_run_of_the_user_comes_first(ready: Any) -> None:
    work = ready.dock.spectra.work
    ready.wait(lambda: work._task is not None, 30, "the class spectra were not asked for")
    ready.click("anomalyButton")
    assert work._task is None or not ready.state.class_spectra
    ready.wait_idle()
    assert ready.state.anomalies, ready.notice()
    ready.wait(lambda: ready.state.class_spectra, 30, "the classes were not read afterwards")


def test_unloading_takes_the_window_and_the_marks_away(scene: Any, potsdam: Path) -> None:
    (row, col), *_ = _filled(potsdam, 1)
    _click(scene, row, col)
    window = scene.iface.mainWindow()
    tool = scene.dock.spectra.tool
    marks = scene.dock.spectra.marks
    try:
        assert qgis.utils.unloadPlugin("hsfm")
        QTest.qWait(200)
        assert window.findChild(QWidget, "HsfmSpectraDock") is None
        assert sip.isdeleted(tool)
        assert marks.count == 0
    finally:
        qgis.utils.loadPlugin("hsfm")
        qgis.utils.startPlugin("hsfm")
