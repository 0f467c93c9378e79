"""A score map and a list of detections as the engine writes them, made by hand for the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from driving import make_cube
from osgeo import gdal, ogr, osr
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication

RATES = [float(rate) for rate in np.logspace(-1, -6, 41)]
NUMBERS = [1, 2, 3, 5]
"""Bands of the list: not all of the scene."""
QML = """<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
<renderer-v2 type="singleSymbol" symbollevels="0">
<symbols><symbol type="fill" name="0"><layer class="SimpleLine" enabled="1">
<prop k="line_color" v="255,255,255,255"/><prop k="line_width" v="0.5"/>
</layer></symbol></symbols></renderer-v2></qgis>"""

GEO = (364095.0, 30.0, 0.0, 5809965.0, 0.0, -30.0)


def tail_of(low: float = 3.0, high: float = 9.0) -> dict[str, list[float]]:
    """A table that is linear in the logarithm of the rate."""
    return {"rates": RATES, "thresholds": np.linspace(low, high, len(RATES)).tolist()}


def make_scores(path: Path, scores: Any, rate: float = 1e-3) -> Path:
    """Writes a score map with the engine's tags."""
    rows, cols = scores.shape
    raster = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, 1, gdal.GDT_Float32)
    raster.SetGeoTransform(GEO)
    raster.SetProjection(_reference().ExportToWkt())
    raster.GetRasterBand(1).SetNoDataValue(float("nan"))
    raster.GetRasterBand(1).WriteArray(scores.astype(np.float32))
    raster.SetMetadata(
        {
            "HSFM_TAIL": json.dumps(tail_of()),
            "HSFM_THRESHOLD": "50.5",
            "HSFM_FALSE_ALARM_RATE": repr(rate),
        }
    )
    return path


def _reference() -> Any:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    return reference


def make_list(path: Path, objects: list[dict[str, Any]]) -> Path:
    """Writes a list; each object has ``row``, ``col``, ``side`` and what differs from usual."""
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    table = source.CreateLayer("detections", _reference(), ogr.wkbPolygon)
    kinds = {
        "rank": ogr.OFTInteger,
        "score": ogr.OFTReal,
        "mean_score": ogr.OFTReal,
        "size_px": ogr.OFTInteger,
        "area_m2": ogr.OFTReal,
        "row": ogr.OFTInteger,
        "col": ogr.OFTInteger,
        "x": ogr.OFTReal,
        "y": ogr.OFTReal,
        "contrast": ogr.OFTReal,
        **dict.fromkeys(("flag", "mark", "spectrum", "background", "bands"), ogr.OFTString),
    }
    for name, kind in kinds.items():
        table.CreateField(ogr.FieldDefn(name, kind))
    bands = json.dumps({"numbers": NUMBERS, "centres_nm": [500.0, 600.0, 700.0, 900.0]})
    for rank, given in enumerate(objects, 1):
        row, col, side = given["row"], given["col"], given.get("side", 1)
        left, top = GEO[0] + 30 * col, GEO[3] - 30 * row
        right, bottom = left + 30 * side, top - 30 * side
        feature = ogr.Feature(table.GetLayerDefn())
        values = {
            "rank": rank,
            "score": 20.0 - rank,
            "mean_score": 19.0 - rank,
            "size_px": side * side,
            "area_m2": 900.0 * side * side,
            "x": left + 15,
            "y": top - 15,
            "contrast": 4.0 + rank,
            "flag": "",
            "mark": "",
            "spectrum": json.dumps([0.1, 0.2, 0.3 + rank / 100, 0.4]),
            "background": "[0.1, 0.15, null, 0.2]",
            "bands": bands,
            **{name: given[name] for name in given if name != "side"},
        }
        for name, value in values.items():
            feature.SetField(name, value)
        corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        ring = ", ".join(f"{x} {y}" for x, y in corners)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))"))
        table.CreateFeature(feature)
    del table, source
    path.with_suffix(".qml").write_text(QML, encoding="utf-8")
    return path


def marks_in(path: Path | str) -> dict[int, str]:
    """The marks in the file of a list, by rank, read apart from QGIS."""
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    table = source.GetLayerByName("detections")
    return {feature["rank"]: feature["mark"] for feature in table}


def layer_named(name: str) -> Any:
    (layer,) = QgsProject.instance().mapLayersByName(name)
    return layer


def colour_of(layer: QgsRasterLayer, score: float) -> str:
    """The colour that a score has on the map."""
    shader = layer.renderer().shader().rasterShaderFunction()
    _, red, green, blue, _ = shader.shade(score)
    return f"#{red:02x}{green:02x}{blue:02x}"


def click_row(panel: Any, row: int, keys: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Clicks a row of the list as it is shown."""
    table = panel.dock.lists.dock.table
    place = table.visualRect(table.model().index(row, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, place)
    QTest.qWait(150)


def press(panel: Any, key: Any) -> None:
    """Presses a key in the list."""
    QTest.keyClick(panel.dock.lists.dock.table, key)
    QTest.qWait(150)


def drag(slider: Any, share: float, is_released: bool = True) -> int:
    """Drags the handle of a slider to a share of its way, by the mouse; gives where it is then."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    handle, middle = 14, slider.height() // 2
    way = slider.width() - handle
    start = QPoint(handle // 2 + round(way * slider.value() / slider.maximum()), middle)
    QTest.mousePress(slider, left, none, start)
    end = QPoint(handle // 2 + round(way * share), middle)
    for part in (0.5, 1.0):
        at = QPointF(start + (end - start) * part)
        there = QPointF(slider.mapToGlobal(at.toPoint()))
        move = QMouseEvent(QEvent.Type.MouseMove, at, there, Qt.MouseButton.NoButton, left, none)
        QApplication.sendEvent(slider, move)
        QTest.qWait(20)
    if is_released:
        QTest.mouseRelease(slider, left, none, end)
    return int(slider.value())


OBJECTS = ((8, 8, 3), (20, 40, 1), (30, 12, 2), (45, 45, 4), (50, 20, 1))
"""Row, column and side of what is planted; each is fainter than the one before."""


def make_planted(path: Path, side: int = 60) -> Path:
    """A scene of two grounds with five objects of another material."""
    make_cube(path, [420.0 + 40 * number for number in range(40)], side_px=side)
    raster = gdal.Open(str(path), gdal.GA_Update)
    random = np.random.default_rng(3)
    count = raster.RasterCount
    slope, hump = np.linspace(800, 2600, count), 1500 * np.hanning(count) + 900
    ground = np.where(np.arange(side)[:, None, None] < side // 2, slope, hump)
    cube = np.broadcast_to(ground, (side, side, count)) + random.normal(0, 40, (side, side, count))
    other = 1600 + 700 * np.sin(np.arange(count) / 3)
    for number, (row, col, wide) in enumerate(OBJECTS):
        part = np.s_[row : row + wide, col : col + wide]
        share = 0.9 - 0.12 * number
        cube[part] = (1 - share) * cube[part] + share * other
    for number in range(count):
        raster.GetRasterBand(number + 1).WriteArray(cube[:, :, number].astype(np.int16))
    return path


def choose_detector(panel: Any, detector: str) -> None:
    """Chooses a detector under Advanced."""
    combo = panel.find("option_detector")
    combo.setCurrentIndex(combo.findData(detector))


def wait_listed(panel: Any) -> None:
    """Waits until the list has followed."""
    follow = panel.dock.lists.follow
    panel.wait(lambda: not follow.busy, 60, "the list did not follow")
    QTest.qWait(50)


def rows_of(panel: Any) -> Any:
    """The rows of the list."""
    return panel.dock.lists.dock.table.rows.rows


LIST = [
    {"row": 8, "col": 8, "side": 3},
    {"row": 20, "col": 40},
    {"row": 30, "col": 12, "side": 2, "flag": "stripe"},
    {"row": 45, "col": 45, "side": 4},
    {"row": 50, "col": 20, "flag": "edge"},
]
"""What ``listed`` shows."""


def texts(panel: Any, column: int) -> list[str]:
    """A column of the list, from top to bottom."""
    model = panel.dock.lists.dock.table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def marks_shown(panel: Any) -> list[str]:
    """What the rows are marked as, from top to bottom."""
    model = panel.dock.lists.dock.table.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 5).data(role) for row in range(model.rowCount())]


def click_button(panel: Any, name: str) -> None:
    """Clicks a button of the list's window."""
    button = panel.dock.lists.dock.findChild(QAbstractButton, name)
    assert button.isEnabled() and button.isVisible(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
