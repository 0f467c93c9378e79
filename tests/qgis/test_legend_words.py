"""Legends of results, which the engine writes in English, in the language of the panel."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("qgis.core", reason="these tests run in QGIS's own Python")

import numpy as np
from osgeo import gdal
from qgis.core import QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from tests.qgis import kit

ASK = """
import json
import numpy as np
from engine.models.cover_model import COVERS, TRAITS, UNKNOWN
from engine.output.class_table import ClassEntry
from engine.output.detection_style import list_style
from engine.output.statistics import ScoreStatistics
from engine.output.styles import class_style, score_style
from engine.tasks.clouds import CLASSES
from engine.training.baseline import FOREST, VECTORS

scores = ScoreStatistics()
scores.add(np.linspace(0, 9, 100, dtype=np.float32))
covers = [*COVERS, UNKNOWN]
print(json.dumps({
    "covers": [cover.name for cover in covers] + [entry.name for entry in CLASSES],
    "traits": [trait.title for trait in TRAITS],
    "classifiers": [FOREST, VECTORS],
    "class.qml": class_style([ClassEntry(c.value, c.name, c.color) for c in covers]),
    "score.qml": score_style(scores, 5.0),
    "list.qml": list_style(),
}))
"""


class Quoting(QTranslator):
    """Translates every sentence of HSFM by quoting it."""

    def translate(self, context: str, text: str, *_: Any) -> str:
        return f"«{text}»" if context == "HSFM" else ""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False


@pytest.fixture(scope="module", autouse=True)
def _quoted() -> Iterator[None]:
    kit.application()
    kit.package()
    translator = Quoting()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.fixture(scope="module")
def engine() -> dict[str, Any]:
    """What the engine names and writes."""
    command = [kit.ENGINE_PYTHON, "-c", ASK]
    said = subprocess.run(command, cwd=kit.ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def _raster(folder: Path, style: str) -> QgsRasterLayer:
    path = folder / "map.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 4, 3, 1, gdal.GDT_Byte)
    dataset.SetGeoTransform((0, 30, 0, 90, 0, -30))
    dataset.GetRasterBand(1).WriteArray(np.ones((3, 4), np.uint8))
    dataset = None
    path.with_suffix(".qml").write_text(style, encoding="utf-8")
    return QgsRasterLayer(str(path), "map")


def _labels_of(layer: QgsRasterLayer) -> list[str]:
    return [entry.label for entry in layer.renderer().classes()]


def test_every_cover_trait_and_classifier_of_the_engine_is_translated(
    engine: dict[str, Any],
) -> None:
    from hsfm.hsfm_plugin.result_words import classifier_words, cover_words, trait_words

    said = [
        *map(cover_words, engine["covers"]),
        *map(trait_words, engine["traits"]),
        *map(classifier_words, engine["classifiers"]),
    ]
    names = [*engine["covers"], *engine["traits"], *engine["classifiers"]]
    assert said == [f"«{name}»" for name in names]


def test_the_legend_of_a_quick_map_is_translated(engine: dict[str, Any], tmp_path: Path) -> None:
    from hsfm.hsfm_plugin.layers.dress import dress

    layer = _raster(tmp_path, engine["class.qml"])
    assert dress(layer, {"task": "quickmap"}) == ""
    assert "«water»" in _labels_of(layer)
    assert all(label.startswith("«") for label in _labels_of(layer))


def test_classes_that_a_user_named_keep_their_names(engine: dict[str, Any], tmp_path: Path) -> None:
    from hsfm.hsfm_plugin.layers.dress import dress

    layer = _raster(tmp_path, engine["class.qml"])
    assert dress(layer, {"task": "classify"}) == ""
    assert "water" in _labels_of(layer)


def test_the_threshold_in_the_legend_of_scores_is_translated(
    engine: dict[str, Any], tmp_path: Path
) -> None:
    from hsfm.hsfm_plugin.layers.dress import dress

    layer = _raster(tmp_path, engine["score.qml"])
    assert dress(layer, {"task": "anomaly"}) == ""
    items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert [item.label for item in items[-2:]] == [
        "«5.00 (threshold)»",
        "«> 5.00 (above the threshold)»",
    ]


def test_the_legend_of_a_list_of_detections_is_translated(
    engine: dict[str, Any], tmp_path: Path
) -> None:
    from hsfm.hsfm_plugin.layers.legend_words import translate_legend

    path = tmp_path / "list.qml"
    path.write_text(engine["list.qml"], encoding="utf-8")
    layer = QgsVectorLayer("Polygon?field=flag:string&field=rank:int", "list", "memory")
    message, is_loaded = layer.loadNamedStyle(str(path))
    assert is_loaded, message
    translate_legend(layer)
    rules = layer.renderer().rootRule().children()
    assert [rule.label() for rule in rules] == ["«Detection»", "«Flagged»"]
