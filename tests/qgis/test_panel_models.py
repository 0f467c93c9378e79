"""The Models section and the choice of a backbone, clicked; the publisher is a local server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from driving import make_cube
from model_files import make_radiance
from model_store import (
    BUNDLED,
    CLOUD_CARD,
    choose,
    groups,
    import_file,
    is_installed,
    unclear,
    usual,
)
from qgis.core import QgsApplication, QgsPalettedRasterRenderer, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QMessageBox

from tests.data.file_server import FileServer


def _answer_box(button: str) -> None:
    """Clicks a button of the question that is about to be asked."""

    def click() -> None:
        box = QgsApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        named = {b.text().replace("&", ""): b for b in box.findChildren(QAbstractButton)}
        QTest.mouseClick(named[button], Qt.MouseButton.LeftButton)

    QTimer.singleShot(300, click)


def test_the_list_shows_what_is_installed_before_what_can_be_had(store: Any) -> None:
    titles = list(groups(store))
    assert titles[0].startswith("Installed (2)") and titles[1].startswith("Available (")
    assert store.dock.models.header.summary == "2 installed"


def test_a_row_says_size_licence_and_what_it_is_good_for(store: Any) -> None:
    item = store.find("modelList").item_of(CLOUD_CARD)
    title, good_for = item.text(0).split("\n")
    size, licence = item.text(1).split("\n")
    assert title and good_for
    assert size == "109 kB"
    assert licence
    assert store.find("modelList").item_of(unclear(store)).text(1).endswith("\nunclear")


def test_a_click_shows_the_card_with_its_limits_and_its_page(store: Any) -> None:
    choose(store, unclear(store))
    store.wait(lambda: "Limits" in store.text("modelCard"), 30)
    card = store.text("modelCard")
    for word in ("Good for", "Licence", "Sensor", "Bands", "Not known", "Paper", 'href="https://'):
        assert word in card


def test_the_section_fits_in_300_pixels(store: Any) -> None:
    choose(store, unclear(store))
    window = store.iface.mainWindow()
    window.resizeDocks([store.dock], [300], Qt.Orientation.Horizontal)
    store.wait_width(300)
    inside = store.find("modelDetails").width()
    for name in ("modelList", "modelCard", "modelConsentText"):
        assert store.find(name).width() <= inside


def test_import_installs_a_file(store: Any, weights: Path) -> None:
    import_file(store, weights)
    store.wait(lambda: next(iter(groups(store))) == "Installed (3)", 30)
    assert "is installed" in store.notice()
    assert store.dock.models.selected.installed


def test_a_file_that_is_no_model_is_refused_with_a_sentence(store: Any, tmp_path: Path) -> None:
    (tmp_path / "notes.pth").write_text("not weights")
    import_file(store, tmp_path / "notes.pth")
    assert store.notice()
    assert "scene" not in store.notice() and "head" not in store.notice()
    assert next(iter(groups(store))) == "Installed (2)"


def test_remove_asks_and_deletes(store: Any, weights: Path, place: tuple[Path, FileServer]) -> None:
    import_file(store, weights)
    store.wait(lambda: store.dock.models.selected is not None, 30)
    name = store.dock.models.selected.id
    _answer_box("Cancel")
    store.click("removeModelButton")
    assert (place[0] / name).is_dir() and not store.state.running
    _answer_box("Remove")
    store.click("removeModelButton")
    store.wait_idle()
    store.wait(lambda: not is_installed(store, name), 30)
    assert not (place[0] / name).exists()


@pytest.mark.parametrize("name", [BUNDLED, "spectra"])
def test_what_is_part_of_hsfm_cannot_be_removed(store: Any, name: str) -> None:
    choose(store, name)
    assert not store.is_enabled("removeModelButton")
    assert "part of HSFM" in store.find("removeModelButton").toolTip()
    assert not store.is_enabled("getModelButton")


def test_the_bundled_model_comes_first_and_says_what_it_was_trained_on(store: Any) -> None:
    tree = store.find("modelList")
    first = tree.topLevelItem(0).child(0)
    assert first is tree.item_of(BUNDLED)
    assert first.text(1).startswith("bundled\n")
    choose(store, BUNDLED)
    store.wait(lambda: "Trained on" in store.text("modelCard"), 30)
    assert not store.find("modelConsent").isVisible()
    assert not store.find("modelByHand").isVisible()


def test_get_more_leads_to_the_models_and_keeps_the_choice(store: Any) -> None:
    store.dock.models.set_open(False)
    combo = store.find("backboneCombo")
    assert combo.itemText(combo.count() - 1) == "Get more…"
    combo.setCurrentIndex(combo.count() - 1)
    assert store.dock.models.list.isVisible()
    assert combo.backbone == usual()
    assert not store.dock.models.selected.installed


def test_cloud_models_are_no_backbones(store: Any, weights: Path) -> None:
    import_file(store, weights)
    store.wait(lambda: store.dock.known_models.cloud_model, 30)
    combo = store.find("backboneCombo")
    offered = [combo.itemData(i) for i in range(combo.count()) if combo.itemData(i)]
    assert offered == [BUNDLED, "spectra"]
    assert "(bundled)" in combo.itemText(0)


def test_clouds_of_a_radiance_product_are_mapped_once_the_model_is_there(
    store: Any, weights: Path, shared_data: Path, tmp_path: Path
) -> None:
    store.open(make_radiance(shared_data, tmp_path / "l1c"))
    assert store.state.scene is not None, store.state.refusal
    assert not store.is_enabled("cloudsButton")
    assert not store.find("option_threshold").isHidden()
    assert "SpecTf" in store.find("cloudsButton").toolTip()
    import_file(store, weights)
    store.wait(lambda: store.is_enabled("cloudsButton"), 30)
    store.click("cloudsButton")
    store.wait_idle()
    (layer,) = QgsProject.instance().mapLayersByName("Clouds")
    assert isinstance(layer.renderer(), QgsPalettedRasterRenderer), store.notice()
    assert "clouds mapped" in store.dock.map.header.summary


def test_a_scene_of_reflectance_has_no_clouds_button(store: Any, tmp_path: Path) -> None:
    store.open(make_cube(tmp_path / "plain.tif", [420.0 + 20 * n for n in range(100)]))
    assert store.find("anomalyButton").isVisible()
    assert not store.find("cloudsButton").isVisible()
    assert store.find("option_threshold").isHidden()
