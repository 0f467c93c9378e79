"""What the Results section says of a classifier, and what its controls do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from kit import pixels
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtGui import QColor, QTextDocument
from qgis.PyQt.QtTest import QTest

BASELINE = [
    {"name": name, "overall_accuracy": {"mean": 0.8, "std": 0.1}, "balanced_accuracy": balanced}
    for name, balanced in (
        ("random forest", {"mean": 0.78, "std": 0.02}),
        ("support vector machine", {"mean": 0.76, "std": 0.03}),
    )
]


@pytest.fixture
def mapped(classifier: Any) -> Any:
    """The panel with a class map."""
    classifier.click("classifyButton")
    classifier.wait_idle()
    assert classifier.state.last_run == ("classify", "done"), classifier.notice()
    return classifier


def _layer(name: str) -> QgsRasterLayer:
    (layer,) = QgsProject.instance().mapLayersByName(name)
    return layer


def _is_shown(layer: QgsRasterLayer) -> bool:
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    return bool(node.itemVisibilityChecked())


def _order() -> list[str]:
    return [layer.name() for layer in QgsProject.instance().layerTreeRoot().layerOrder()]


def test_labels_stay_on_top_of_the_class_map(mapped: Any) -> None:
    assert _order().index(mapped.state.labels.layer.name()) < _order().index("Classes")


def test_the_baseline_stands_beside_the_accuracy(trained: Any) -> None:
    said = trained.text("baselineText")
    assert "random forest 0." in said and "support vector machine 0." in said
    assert "held out in" in trained.text("accuracyText")
    assert "kappa" in trained.text("accuracyDetails")
    tip = trained.find("accuracyDetails").toolTip()
    assert "Expected calibration error" in tip and "Class sets" in tip


@pytest.mark.parametrize(("winner", "is_said"), [("train", False), ("random forest", True)])
def test_a_baseline_that_was_better_is_named(classifier: Any, winner: str, is_said: bool) -> None:
    head = classifier.state.head
    head.metrics.update(baseline=BASELINE, winner=winner)
    classifier.state.set_head(head)
    said = classifier.text("baselineText")
    assert said.startswith("Baseline: random forest 0.78, support vector machine 0.76")
    assert ("random forest was better" in said) is is_said


def test_a_baseline_that_was_as_good_is_said_to_be(classifier: Any) -> None:
    head = classifier.state.head
    head.metrics.update(baseline=BASELINE, winner="tie")
    classifier.state.set_head(head)
    assert "as good" in classifier.text("baselineText")


def test_fine_tuning_stands_beside_what_it_started_from(classifier: Any) -> None:
    head = classifier.state.head
    head.metrics.update(
        folds=1, repeats=1, baseline=[], linear={"balanced_accuracy": {"mean": 0.47, "std": 0.0}}
    )
    classifier.state.set_head(head)
    assert classifier.text("baselineText") == "Baseline: without fine-tuning 0.47"
    assert "kept aside" in classifier.text("accuracyText")


def test_an_accuracy_that_could_not_be_measured_is_called_unknown(classifier: Any) -> None:
    head = classifier.state.head
    for name in ("balanced_accuracy", "overall_accuracy", "kappa"):
        head.metrics[name] = {"mean": None, "std": None}
    classifier.state.set_head(head)
    assert "unknown" in classifier.text("accuracyText")
    assert "Draw polygons of each class" in classifier.text("accuracyText")
    assert "unknown" in classifier.dock.results.header.summary


def test_the_slider_covers_uncertain_pixels_and_gives_them_back(mapped: Any) -> None:
    layer = _layer("Confidence")
    assert not _is_shown(layer)
    before = layer.renderer().type(), layer.renderer().legendSymbologyItems()
    slider = mapped.find("hideBelowSlider")
    assert slider.isVisible()
    assert _order().index("Classes") < _order().index("Confidence")
    slider.setValue(80)
    assert _is_shown(layer) and mapped.text("hideBelowText") == "Hide below 80 %"
    assert _order().index("Confidence") == _order().index("Classes") - 1
    assert layer.renderer().legendSymbologyItems()[0][0] == "Confidence below 80 %"
    values = pixels(layer.source())
    block = layer.renderer().block(1, layer.extent(), values.shape[1], values.shape[0])
    for row in range(0, values.shape[0], 9):
        for column in range(0, values.shape[1], 9):
            alpha = QColor.fromRgba(block.color(row, column)).alpha()
            if values[row, column] == values[row, column]:
                assert alpha == (255 if values[row, column] <= 0.8 else 0)
    slider.setValue(0)
    assert not _is_shown(layer)
    assert _order().index("Confidence") == _order().index("Classes") + 1
    assert (layer.renderer().type(), layer.renderer().legendSymbologyItems()) == before


def test_a_new_map_uncovers_the_one_before(mapped: Any) -> None:
    layer = _layer("Confidence")
    before = layer.renderer().type(), layer.renderer().legendSymbologyItems()
    mapped.find("hideBelowSlider").setValue(80)
    assert _is_shown(layer)
    mapped.click("classifyButton")
    mapped.wait_idle()
    assert mapped.state.map_layers["confidence"] != layer.id(), mapped.notice()
    assert not _is_shown(layer)
    assert (layer.renderer().type(), layer.renderer().legendSymbologyItems()) == before
    assert mapped.find("hideBelowSlider").value() == 0


def test_report_and_save_wait_with_words_while_something_runs(mapped: Any) -> None:
    mapped.click("classifyButton")
    for name in ("reportButton", "saveHeadButton"):
        assert not mapped.is_enabled(name)
        assert "Wait until the running task" in mapped.find(name).toolTip()
    mapped.wait_idle()
    assert mapped.is_enabled("reportButton") and mapped.is_enabled("saveHeadButton")
    assert "HTML" in mapped.find("reportButton").toolTip()


def test_the_buttons_below_the_table_fit_the_narrowest_panel(classifier: Any) -> None:
    buttons = classifier.dock.results.classes.buttons
    assert buttons.minimumSizeHint().width() <= 200


def test_numbers_are_written_in_the_users_way(classifier: Any) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("de"))
    try:
        classifier.state.set_head(classifier.state.head)
        assert classifier.find("resultsTable").item(0, 1).text().startswith("0,")
        assert "<b>0," in classifier.text("accuracyText")
    finally:
        QLocale.setDefault(before)


def test_a_warning_is_shown_letter_by_letter(classifier: Any) -> None:
    head = classifier.state.head
    head.metrics["warnings"] = ["Class <b>a & b</b> has one polygon."]
    classifier.state.set_head(head)
    text = classifier.find("resultsWarningText")
    shown = QTextDocument()
    shown.setHtml(text.text())
    assert shown.toPlainText() == "Class <b>a & b</b> has one polygon."


def test_a_place_to_label_next_is_shown_with_the_class_tool_armed(mapped: Any) -> None:
    place = mapped.state.class_map["label_next"][0]
    button = mapped.find("labelNext1")
    assert button.isVisible() and "unsure" in button.toolTip()
    assert mapped.dock.label_work.drawing.armed is None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    west, south, east, north = place["bounds"]
    shown = mapped.iface.mapCanvas().extent()
    assert shown.xMinimum() <= west and shown.xMaximum() >= east
    assert shown.yMinimum() <= south and shown.yMaximum() >= north
    assert shown.width() < 12 * (east - west)
    assert mapped.dock.label_work.drawing.armed is not None


def test_report_is_written_into_the_results_folder_and_opened(mapped: Any) -> None:
    opened: list[str] = []
    mapped.dock.results.report.show = opened.append
    mapped.click("reportButton")
    mapped.wait(lambda: bool(opened), 60)
    text = Path(opened[0]).read_text(encoding="utf-8")
    assert opened[0].endswith("_report_01.html") and text.lstrip().lower().startswith("<!doctype")
    assert "Confusion" in text and "https://" not in text.split("<body", 1)[0]
    assert mapped.is_enabled("reportButton")
    assert "report" in mapped.notice().lower()
