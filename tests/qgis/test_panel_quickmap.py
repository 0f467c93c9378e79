"""The maps that need no labels, clicked: Quick Map, its fractions, and traits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from driving import make_cube
from kit import COVERS, TRAITS, UNKNOWN, band_names, pixels
from model_files import make_radiance
from qgis.core import (
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton

PIXEL_HA = 0.09
BUTTONS = ("quickMapButton", "traitsButton", "anomalyButton", "trainButton", "classifyButton")


def _layer(name: str) -> QgsRasterLayer:
    (layer,) = QgsProject.instance().mapLayersByName(name)
    return layer


def _files(panel: Any) -> list[Path]:
    folder = Path(panel.plugin._settings.results_folder)
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


@pytest.fixture
def quick(panel: Any, simulated: Path) -> Any:
    """The panel with a quick map of a simulated scene."""
    panel.open(simulated)
    panel.click("quickMapButton")
    panel.wait_idle()
    assert panel.state.last_run == ("quickmap", "done"), panel.notice()
    return panel


@pytest.fixture
def traits(panel: Any, simulated: Path) -> Any:
    """The panel with a trait map of a simulated scene."""
    panel.open(simulated)
    panel.click("traitsButton")
    panel.wait_idle()
    assert panel.state.last_run == ("traits", "done"), panel.notice()
    return panel


def test_a_scene_without_labels_is_led_to_quick_map(panel: Any, simulated: Path) -> None:
    panel.open(simulated)
    assert panel.dock.map.header.summary == "ready for Quick Map"
    assert panel.find("quickMapHint").isVisible()
    assert "No labels yet?" in panel.text("quickMapHint")
    assert panel.is_enabled("quickMapButton") and panel.find("quickMapButton").isDefault()


def test_labels_lead_to_train_instead(ready: Any) -> None:
    assert ready.dock.map.header.summary == "ready to train"
    assert not ready.find("quickMapHint").isVisible()
    assert ready.is_enabled("quickMapButton") and not ready.find("quickMapButton").isDefault()


def test_quick_map_makes_a_layer_with_ten_named_classes(quick: Any) -> None:
    layer = _layer("Quick map")
    assert isinstance(layer.renderer(), QgsPalettedRasterRenderer)
    shown = {int(c.value): (c.label, QColor(c.color)) for c in layer.renderer().classes()}
    named = {value: label for value, (label, _) in shown.items()}
    assert named == {**dict(enumerate(COVERS, start=1)), 10: UNKNOWN}
    assert shown[10][1].saturation() == 0  # grey
    assert "cover mapped" in quick.dock.map.header.summary


def test_the_areas_of_all_covers_are_those_of_the_map(quick: Any) -> None:
    mapped = pixels(_layer("Quick map").source())
    found = [name for value, name in enumerate((*COVERS, UNKNOWN), 1) if (mapped == value).any()]
    table = quick.find("coverTable")
    assert [table.item(row, 0).text() for row in range(table.rowCount())] == found
    areas = {c["name"]: c["area_ha"] for c in quick.state.cover["classes"]}
    assert sum(areas.values()) == pytest.approx((mapped > 0).sum() * PIXEL_HA, rel=1e-6)
    assert len(found) > 3


def test_a_quick_map_says_that_it_must_be_checked(quick: Any) -> None:
    assert quick.find("coverNote").isVisible()
    assert "simulated spectra" in quick.text("coverNote")
    assert not quick.find("quickMapHint").isVisible()
    assert "%" in quick.dock.results.header.summary


def test_fractions_are_made_when_they_are_ticked(panel: Any, simulated: Path) -> None:
    panel.open(simulated)
    panel.find("option_fractions").setChecked(True)
    try:
        panel.click("quickMapButton")
        panel.wait_idle()
    finally:
        panel.find("option_fractions").setChecked(False)
    layer = _layer("Cover fractions")
    assert isinstance(layer.renderer(), QgsMultiBandColorRenderer), panel.notice()
    assert tuple(band_names(layer.source())) == COVERS
    total = pixels(layer.source()).sum(axis=0)
    assert np.allclose(total[np.isfinite(total)], 1.0, atol=1e-3)
    assert len(QgsProject.instance().mapLayersByName("Quick map")) == 1


def test_the_uncertainties_of_fractions_and_traits_are_ticked_apart(
    panel: Any, simulated: Path
) -> None:
    panel.open(simulated)
    panel.find("option_traits_uncertainty").setChecked(True)
    try:
        for button in ("quickMapButton", "traitsButton"):
            panel.click(button)
            panel.wait_idle()
    finally:
        panel.find("option_traits_uncertainty").setChecked(False)
    names = {layer.name() for layer in QgsProject.instance().mapLayers().values()}
    assert {"Quick map", "Traits", "Uncertainty of traits"} <= names
    assert "Uncertainty of fractions" not in names


def test_a_certainty_that_nobody_sets_is_left_to_the_engine(panel: Any) -> None:
    from hsfm.engine.parameters import QUICKMAP

    form, spin = panel.dock.map.form, panel.find("option_certainty")
    assert spin.text() == "Automatic"
    assert "certainty" not in form.values_for(QUICKMAP)
    spin.setValue(0.8)
    try:
        assert form.values_for(QUICKMAP)["certainty"] == pytest.approx(0.8)
    finally:
        spin.setValue(spin.minimum())
    assert "certainty" not in form.values_for(QUICKMAP)


def test_traits_are_painted_one_at_a_time_with_their_names(traits: Any) -> None:
    layer = _layer("Traits")
    assert isinstance(layer.renderer(), QgsSingleBandPseudoColorRenderer)
    assert layer.renderer().band() == 1
    assert tuple(band_names(layer.source())) == TRAITS
    table = traits.find("traitsTable")
    shown = [table.item(row, 0).text().split("\n") for row in range(table.rowCount())]
    assert [title for title, _ in shown] == list(TRAITS)
    assert all(unit for _, unit in shown)
    assert "simulated" in traits.text("traitsNote")


def test_the_table_tells_mean_and_range_of_a_trait(traits: Any) -> None:
    values = pixels(_layer("Traits").source())[3]
    values = values[np.isfinite(values)]
    table = traits.find("traitsTable")
    assert float(table.item(3, 1).text()) == pytest.approx(values.mean(), abs=0.006)
    low, high = map(float, table.item(3, 2).text().split(" – "))
    assert (low, high) == pytest.approx((values.min(), values.max()), abs=0.006)


def test_a_click_on_a_trait_shows_it_on_the_map(traits: Any) -> None:
    table = traits.find("traitsTable")
    traits.find("panelScroll").ensureWidgetVisible(table)
    spot = table.visualItemRect(table.item(3, 0)).center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(table.viewport(), left, none, spot)
    renderer = _layer("Traits").renderer()
    entry = traits.state.traits["traits"][3]
    assert renderer.band() == 4
    assert renderer.classificationMin() == pytest.approx(entry["p5"])
    assert renderer.classificationMax() == pytest.approx(entry["p95"])
    assert "m²/m²" in renderer.legendSymbologyItems()[-1][0]


def test_the_same_map_twice_makes_two_files_and_two_names(quick: Any) -> None:
    quick.click("quickMapButton")
    quick.wait_idle()
    assert len({_layer(name).source() for name in ("Quick map", "Quick map 2")}) == 2


def test_cancel_ends_quick_map_and_leaves_nothing(panel: Any, big_scene: Path) -> None:
    panel.open(big_scene)
    panel.click("quickMapButton")
    panel.wait(lambda: panel.find("progressBar").value() > 0, 60, "no progress was shown")
    assert not panel.is_enabled("traitsButton")
    assert "running task" in panel.find("traitsButton").toolTip()
    panel.click("cancelButton")
    panel.wait(lambda: not panel.state.running, 120, "Cancel did not end the run")
    assert not _files(panel)
    assert "cancelled" in panel.dock.map.header.summary


def test_after_a_crash_retry_makes_the_quick_map(panel: Any, big_scene: Path) -> None:
    panel.open(big_scene)
    panel.click("quickMapButton")
    panel.wait(lambda: panel.find("progressBar").value() > 0, 60)
    panel.kill_engine()
    panel.wait_idle()
    assert "The engine stopped" in panel.notice()
    panel.click("retryButton")
    panel.wait_idle()
    assert _layer("Quick map").isValid(), panel.notice()


def test_another_scene_starts_without_results(quick: Any, tmp_path: Path) -> None:
    quick.open(make_cube(tmp_path / "other.tif", [420.0 + 20 * n for n in range(100)]))
    assert not quick.find("coverTable").isVisible()
    assert quick.dock.map.header.summary == "ready for Quick Map"


def test_without_a_scene_the_buttons_ask_for_one(panel: Any) -> None:
    for name in ("quickMapButton", "traitsButton"):
        assert not panel.is_enabled(name)
        assert panel.find(name).toolTip() == "Choose a scene first."
    assert panel.dock.map.header.summary == ""


def test_radiance_is_sent_to_its_reflectance_product(
    panel: Any, shared_data: Path, tmp_path: Path
) -> None:
    panel.open(make_radiance(shared_data, tmp_path / "l1c"))
    for name in ("quickMapButton", "traitsButton"):
        assert not panel.is_enabled(name)
        assert "Open the L2A" in panel.find(name).toolTip()
    assert not panel.find("quickMapHint").isVisible()


def test_a_scene_without_wavelengths_is_told_what_it_lacks(panel: Any, tmp_path: Path) -> None:
    panel.open(make_cube(tmp_path / "plain.tif", None))
    for name in ("quickMapButton", "traitsButton"):
        assert not panel.is_enabled(name)
        assert "wavelengths" in panel.find(name).toolTip()


def test_bands_that_the_model_cannot_use_are_told(panel: Any, tmp_path: Path) -> None:
    panel.open(make_cube(tmp_path / "swir.tif", [2300.0 + 2 * number for number in range(40)]))
    panel.wait(lambda: not panel.is_enabled("quickMapButton"), 60)
    assert len(panel.find("quickMapButton").toolTip()) > 20


@pytest.mark.parametrize("width", [300, 320])
def test_no_button_is_cut_in_a_narrow_panel(panel: Any, simulated: Path, width: int) -> None:
    window = panel.iface.mainWindow()
    panel.open(simulated)
    window.resizeDocks([panel.dock], [width], Qt.Orientation.Horizontal)
    QTest.qWait(100)
    try:
        for name in BUTTONS:
            button = panel.find(name, QPushButton)
            words = button.fontMetrics().horizontalAdvance(button.text())
            assert button.width() >= words + 8, name
            assert button.visibleRegion().boundingRect().width() == button.width(), name
    finally:
        window.resizeDocks([panel.dock], [340], Qt.Orientation.Horizontal)
