"""How deep Train goes, chosen by clicks: what is greyed, the curve, Cancel, going on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import Qt

DEPTHS = ["head", "conv", "adapter", "lora", "full"]
BOX_PX = 5


def _label(panel: Any, names: str, first: int = 0) -> None:
    """Squares of some classes in all parts of the scene."""
    grid = panel.state.scene.info["grid"]
    a, _, left, _, e, top = grid["transform"]
    crs = panel.state.scene.crs.authid()
    layer = QgsVectorLayer(f"Polygon?crs={crs}&field=class:string", "drawn", "memory")
    layer.startEditing()
    for place, name in enumerate(names, start=first):
        for number in range(12):
            row, column = 4 + 30 * (number // 3), 4 + 40 * (number % 3) + 10 * place
            x, y = left + a * column, top + e * row
            feature = QgsFeature(layer.fields())
            feature["class"] = name
            box = QgsRectangle(x, y + e * BOX_PX, x + a * BOX_PX, y)
            feature.setGeometry(QgsGeometry.fromRect(box))
            layer.addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    panel.find("labelLayerCombo").setLayer(layer)
    panel.wait(lambda: set(panel.state.labelled) == set(names), 20, "the labels were not counted")


def _choose(panel: Any, combo: str, value: str) -> None:
    box = panel.find(combo)
    box.setCurrentIndex(box.findData(value))
    assert box.currentData() == value


@pytest.fixture
def labelled(panel: Any, simulated: Path) -> Iterator[Any]:
    """The panel with labels of two classes and few, quick options."""
    panel.open(simulated)
    _label(panel, "ab")
    panel.find("option_baseline").setChecked(False)
    panel.find("option_repeats").setValue(1)
    yield panel
    panel.find("option_baseline").setChecked(True)
    panel.find("option_repeats").setValue(2)
    panel.find("option_epochs").setValue(60)
    _choose(panel, "backboneCombo", "hsfm-spectral")
    _choose(panel, "depthCombo", "head")


def _enabled(panel: Any) -> list[str]:
    combo = panel.find("depthCombo")
    rows = range(combo.count())
    return [combo.itemData(row) for row in rows if combo.model().item(row).isEnabled()]


def test_every_depth_has_words_and_says_what_it_is_for(labelled: Any) -> None:
    combo = labelled.find("depthCombo")
    assert [combo.itemData(row) for row in range(combo.count())] == DEPTHS
    for row in range(combo.count()):
        assert combo.itemText(row) != combo.itemData(row)
        assert combo.itemData(row, Qt.ItemDataRole.ToolTipRole)


def test_spectra_have_nothing_to_train_but_a_classifier(labelled: Any) -> None:
    _choose(labelled, "depthCombo", "adapter")
    _choose(labelled, "backboneCombo", "spectra")
    assert _enabled(labelled) == ["head", "conv"]
    combo = labelled.find("depthCombo")
    assert combo.currentData() == "head"
    assert "no weights" in combo.itemData(2, Qt.ItemDataRole.ToolTipRole)
    _choose(labelled, "backboneCombo", "hsfm-spectral")
    assert _enabled(labelled) == DEPTHS
    assert combo.currentData() == "adapter"


def test_the_curve_grows_during_a_deep_training_and_stays(labelled: Any) -> None:
    _choose(labelled, "depthCombo", "conv")
    labelled.find("option_epochs").setValue(4)
    curve = labelled.find("trainingCurve")
    assert not curve.isVisible()
    labelled.click("trainButton")
    assert "keeps the best" in labelled.find("cancelButton").toolTip()
    labelled.wait_idle()
    assert labelled.state.head is not None, labelled.notice()
    assert curve.isVisible() and not labelled.find("progressRow").isVisible()
    assert [epoch for epoch, _ in curve.losses] == [1, 2, 3, 4]
    assert all(0 <= accuracy <= 1 for _, accuracy in curve.accuracies)
    assert 0 <= curve.best_epoch <= 4
    labelled.click("anomalyButton")
    labelled.wait_idle()
    assert not curve.isVisible()


def test_cancel_keeps_the_best_head_so_far(labelled: Any) -> None:
    _choose(labelled, "depthCombo", "conv")
    labelled.find("option_epochs").setValue(1000)
    curve = labelled.find("trainingCurve")
    labelled.click("trainButton")
    labelled.wait(lambda: len(curve.losses) > 1, 100, "no epoch was told")
    labelled.click("cancelButton")
    labelled.wait(lambda: not labelled.state.running, 120, "Cancel did not end the run")
    assert labelled.state.head is not None, labelled.notice()
    assert labelled.state.last_run == ("train", "done")
    assert labelled.state.head.metrics["warnings"]
    assert labelled.is_enabled("classifyButton")


def test_a_fast_training_has_no_curve_and_a_plain_cancel(labelled: Any) -> None:
    labelled.click("trainButton")
    assert not labelled.find("cancelButton").toolTip()
    labelled.wait_idle()
    assert labelled.state.head is not None, labelled.notice()
    assert not labelled.find("trainingCurve").isVisible()


def test_training_goes_on_from_a_head_with_a_new_class(labelled: Any) -> None:
    assert not labelled.find("continueBox").isVisible()
    labelled.train()
    assert labelled.state.head is not None, labelled.notice()
    _label(labelled, "c", first=2)
    assert not labelled.is_enabled("trainButton")
    labelled.click("continueBox")
    labelled.train()
    names = [entry["name"] for entry in labelled.state.head.metrics["classes"]]
    assert names == ["a", "b", "c"], labelled.notice()
    assert not labelled.find("continueBox").isChecked()


def test_a_head_of_another_backbone_says_which_one_to_choose(labelled: Any) -> None:
    labelled.train()
    _choose(labelled, "backboneCombo", "spectra")
    assert not labelled.is_enabled("continueBox")
    assert "HSFM Spectral" in labelled.find("continueBox").toolTip()
    _choose(labelled, "backboneCombo", "hsfm-spectral")
    _choose(labelled, "depthCombo", "conv")
    assert not labelled.is_enabled("continueBox")
