"""Step 1 of the panel, clicked: products, layers, composites, refusals."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from driving import make_cube
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QMimeData, QPoint, Qt, QUrl
from qgis.PyQt.QtGui import QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPlainTextEdit, QScrollArea


def _refused(panel: Any, path: Path) -> str:
    panel.open(path)
    assert panel.state.refusal is not None, "the scene was not refused"
    assert panel.find("sceneRefused").isVisible()
    return str(panel.text("sceneRefusedText"))


def test_an_opened_product_says_what_it_is(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    assert panel.dock.scene.header.summary.startswith("EnMAP L2A")
    assert "2022" in panel.dock.scene.header.summary
    assert panel.text("sceneBands") == "224 bands, 218 usable, 418–2446 nm"
    assert panel.text("sceneGrid") == "30 m · UTM 33N · 160 × 128 · 40 % masked"


def test_the_reasons_of_masked_pixels_are_in_the_tool_tip(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    tip = panel.find("sceneGrid").toolTip()
    assert "12288 of 20480" in re.sub(r"(?<=\d)[^\d\s](?=\d)", "", tip)
    assert "outside the image: 8" in tip


def test_a_member_file_opens_the_product(panel: Any, potsdam: Path) -> None:
    panel.open(next(potsdam.glob("*METADATA.XML")))
    assert panel.text("sceneBands").startswith("224 bands, 218 usable")


def test_an_opened_product_becomes_a_layer_in_natural_colours(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    layer = panel.state.scene.layer
    assert layer in QgsProject.instance().mapLayers().values()
    panel.wait(lambda: panel.find("view_rgb").isChecked(), 20)
    assert layer.renderer().redBand() == panel.state.scene.info["display"]["rgb"][0]


@pytest.mark.parametrize("name", ["rgb", "cir", "swir", "geology"])
def test_a_view_button_shows_the_bands_at_its_wavelengths(
    panel: Any, potsdam: Path, name: str
) -> None:
    panel.open(potsdam)
    panel.wait(lambda: panel.find("view_rgb").isChecked(), 20)
    panel.click(f"view_{name}")
    wanted = panel.state.scene.info["display"][name]
    layer = panel.state.scene.layer

    def shown() -> list[int]:
        renderer = layer.renderer()
        return [renderer.redBand(), renderer.greenBand(), renderer.blueBand()]

    panel.wait(lambda: shown() == wanted, 20)
    stretch = layer.renderer().redContrastEnhancement()
    assert stretch.minimumValue() < stretch.maximumValue()


def test_setting_a_composite_writes_nothing_beside_the_product(panel: Any, potsdam: Path) -> None:
    before = sorted(potsdam.iterdir())
    panel.open(potsdam)
    panel.wait(lambda: panel.find("view_rgb").isChecked(), 20)
    panel.click("view_cir")
    QTest.qWait(500)
    assert sorted(potsdam.iterdir()) == before


def test_a_view_that_is_not_covered_says_why(panel: Any, tmp_path: Path) -> None:
    panel.open(make_cube(tmp_path / "visible.tif", [400.0 + 10 * i for i in range(40)]))
    assert panel.state.scene is not None, panel.state.refusal
    assert not panel.is_enabled("view_swir")
    assert "wavelengths" in panel.find("view_swir").toolTip()


def test_a_layer_of_the_project_is_understood_when_it_is_chosen(panel: Any, potsdam: Path) -> None:
    cube = next(potsdam.glob("*SPECTRAL_IMAGE.TIF"))
    layer = QgsRasterLayer(str(cube), "cube", "gdal")
    QgsProject.instance().addMapLayer(layer)
    panel.find("sceneLayerCombo").setLayer(layer)
    panel.wait(lambda: panel.state.scene, 60)
    assert panel.text("sceneBands").startswith("224 bands")
    assert len(QgsProject.instance().mapLayers()) == 1


def test_a_dropped_member_opens_the_product(panel: Any, potsdam: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(next(potsdam.glob("*METADATA.XML"))))])
    event = QDropEvent(
        QPoint(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel.dock.dropEvent(event)
    panel.wait(lambda: panel.state.scene, 60)
    assert panel.dock.scene.header.summary.startswith("EnMAP L2A")


def test_details_show_every_band(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    panel.click("sceneDetailsButton")
    panel.wait(lambda: panel.iface.mainWindow().findChild(QPlainTextEdit, "detailsText"), 5)
    text = panel.iface.mainWindow().findChild(QPlainTextEdit, "detailsText")
    assert "bands_usable: 218" in text.toPlainText()
    assert text.toPlainText().splitlines()[-1].split()[0] == "224"
    text.window().close()


def test_a_text_file_called_tif_is_refused_with_a_sentence(panel: Any, tmp_path: Path) -> None:
    path = tmp_path / "photo.tif"
    path.write_text("this is text")
    assert "cannot be read as a scene" in _refused(panel, path)


def test_a_radiance_product_is_refused_with_a_way_out(
    panel: Any, shared_data: Path, tmp_path: Path
) -> None:
    path = tmp_path / "l1b.zip"
    shutil.copy(shared_data / "enmap_products_xml" / "enmap_L1B_gtif_qualification.zip", path)
    assert "Download the L2A" in _refused(panel, path)


def test_a_missing_file_is_refused_with_a_sentence(panel: Any, tmp_path: Path) -> None:
    assert "not there any more" in _refused(panel, tmp_path / "gone.tif")


def test_a_refused_scene_leaves_no_layer(panel: Any, tmp_path: Path) -> None:
    _refused(panel, tmp_path / "gone.tif")
    assert not QgsProject.instance().mapLayers()


def test_removing_the_layer_empties_the_panel(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    QgsProject.instance().removeMapLayer(panel.state.scene.layer.id())
    panel.wait(lambda: panel.state.scene is None, 5)
    assert panel.find("sceneEmpty").isVisible()
    assert not panel.is_enabled("anomalyButton")


def test_a_cube_without_wavelengths_is_opened_with_a_warning(panel: Any, tmp_path: Path) -> None:
    panel.open(make_cube(tmp_path / "plain.tif", None))
    assert panel.state.scene is not None, panel.state.refusal
    assert "no wavelengths" in panel.text("sceneBands")
    assert panel.find("sceneWarning").isVisible()
    assert panel.is_enabled("anomalyButton")


def test_a_result_folder_is_not_asked_for_when_only_looking(panel: Any, potsdam: Path) -> None:
    panel.open(potsdam)
    assert not Path(panel.plugin._settings.results_folder).exists()


def test_no_scroll_bar_comes_while_everything_fits(panel: Any, simulated: Path) -> None:
    panel.iface.mainWindow().setGeometry(0, 0, 1400, 900)
    panel.open(simulated)
    QTest.qWait(500)  # a bar may come late
    scroll = panel.find("panelScroll", QScrollArea)
    steps, room = scroll.widget(), scroll.viewport()
    panel.wait(
        lambda: steps.heightForWidth(room.width()) <= room.height(),
        what="not everything fits",
    )
    panel.wait(lambda: scroll.verticalScrollBar().maximum() == 0, what="a scroll bar came")
    sections = panel.dock.sections
    assert sections[-1].geometry().bottom() < room.height()
    assert all(section.height() >= section.heightForWidth(room.width()) for section in sections)
