"""The states of the spectra's window."""

from __future__ import annotations

from driving import make_cube
from qgis.core import QgsPointXY
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from shot_kit import DATA, Shots, state


def _pick(shots: Shots, row: int, col: int) -> None:
    canvas, spectra = shots.iface.mapCanvas(), shots.panel.dock.spectra
    point = QgsPointXY(*spectra.picks.reader.place_of(row, col))
    place = canvas.getCoordinateTransform().transform(point)
    QTest.mouseClick(
        canvas.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(round(place.x()), round(place.y())),
    )
    shots.panel.wait(lambda: all(p.values is not None for p in spectra.picks.picks), 20)


@state
def spectra(shots: Shots) -> None:
    """Three pixels, then the classes behind them, the mouse on a value."""
    shots.scene()
    QTest.qWait(300)
    parts = shots.panel.dock.spectra
    try:
        parts.set_picking(True)
        shots.take("_0_empty")
        for row, col in ((10, 12), (40, 72), (90, 120)):
            _pick(shots, row, col)
        shots.take("_1_pixels")
        shots.panel.use_labels(DATA / "enmap_potsdam" / "labels.gpkg")
        shots.panel.wait(lambda: shots.panel.state.class_spectra, 30, "no class spectra came")
        plot = parts.dock.plot
        values = parts.picks.picks[1].values
        QTest.mouseMove(plot, plot.place_of(parts.picks.reader.centres_nm[80], values[80]))
        shots.take("_2_classes")
        parts.dock.setFloating(True)
        parts.dock.resize(560, 300)
        shots.take("_3_floating")
        plot.picture().save(str(shots.folder / "spectra_plot.png"))
        parts.dock.setFloating(False)
    finally:
        parts.set_picking(False)
        parts.dock.hide()


@state
def spectra_no_wavelengths(shots: Shots) -> None:
    """Bands without wavelengths are plotted by their number."""
    shots.panel.open(make_cube(shots.scratch / "bare.tif", None))
    shots.zoom()
    QTest.qWait(300)
    parts = shots.panel.dock.spectra
    try:
        parts.set_picking(True)
        _pick(shots, 20, 20)
        shots.take()
    finally:
        parts.set_picking(False)
        parts.dock.hide()
