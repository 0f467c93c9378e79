"""A pretrained backbone from its file to a map, by clicks: random weights of the real shape.

Random weights say nothing about accuracy. What is tested is that a published ViT-S is recognised,
imported, offered, trained on and mapped with.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from driving import make_cube
from kit import pixels
from model_store import usual
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.utils import plugins

VIT_S = "spectralearth-vit-s"
LIMIT_S = 500


@pytest.fixture(scope="module")
def models_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty folder of models for the engine of these tests."""
    folder = tmp_path_factory.mktemp("models")
    link = plugins["hsfm"].link
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HSFM_MODELS", str(folder))
        link.restart()
        yield folder
    link.restart()


@pytest.fixture
def imported(panel: Any, models_folder: Path, vit_s: Path) -> Any:
    """The panel with ViT-S imported; imports it once."""
    panel.plugin._settings.set_option("backbone", "")
    panel.wait(lambda: panel.dock.known_models.known, 60)
    if not (models_folder / VIT_S).exists():
        panel.dock.models.set_open(True)
        panel.dock.models.import_file(str(vit_s))
        panel.wait_idle()
    panel.wait(lambda: VIT_S in _offered(panel), 60)
    yield panel
    panel.plugin._settings.set_option("backbone", "")


def _offered(panel: Any) -> dict[str, int]:
    combo = panel.find("backboneCombo")
    return {combo.itemData(row): row for row in range(combo.count()) if combo.itemData(row)}


def _choose(panel: Any, name: str) -> None:
    panel.find("backboneCombo").setCurrentIndex(_offered(panel)[name])


def _is_grey(panel: Any, name: str) -> bool:
    combo = panel.find("backboneCombo")
    return not combo.model().item(_offered(panel)[name]).isEnabled()


def test_train_and_classify_run_through_vit_s(
    imported: Any, potsdam: Path, potsdam_labels: Path
) -> None:
    imported.open(potsdam)
    imported.use_labels(potsdam_labels)
    _choose(imported, VIT_S)
    imported.click("trainButton")
    imported.wait(lambda: not imported.state.running, LIMIT_S)
    assert imported.state.head is not None, imported.notice()
    assert imported.state.head.backbone == VIT_S
    assert "vit-s" in imported.text("headText").lower()
    imported.click("classifyButton")
    imported.wait(lambda: not imported.state.running, LIMIT_S)
    (layer,) = QgsProject.instance().mapLayersByName("Classes")
    mapped = pixels(layer.source())
    assert int((mapped > 0).sum()) == 12_288, imported.notice()
    assert len(np.unique(mapped[mapped > 0])) > 1


def test_a_scene_that_does_not_fit_greys_the_backbone_and_says_why(
    imported: Any, tmp_path: Path
) -> None:
    _choose(imported, VIT_S)
    imported.open(make_cube(tmp_path / "campaign.tif", None))
    imported.wait(lambda: _is_grey(imported, VIT_S), 60)
    combo, row = imported.find("backboneCombo"), _offered(imported)[VIT_S]
    assert "wavelength" in combo.itemData(row, Qt.ItemDataRole.ToolTipRole)
    assert "does not fit" in combo.itemText(row)
    assert combo.backbone == "spectra"
    assert "does not fit this scene" in imported.notice()


def test_the_usual_backbone_says_beside_train_that_spectra_stand_in(
    panel: Any, potsdam: Path, tmp_path: Path
) -> None:
    panel.open(potsdam)
    panel.wait(lambda: panel.find("backboneCombo").backbone == usual(), 60)
    assert not panel.find("standInNote").isVisible()
    for name in ("first.tif", "second.tif"):
        panel.open(make_cube(tmp_path / name, None))
        panel.wait(lambda: panel.find("backboneCombo").backbone == "spectra", 60)
        panel.find("notices").clearWidgets()
        assert panel.find("standInNote").isVisible()
        said = panel.text("standInNoteText")
        assert "HSFM Spectral" in said and "Train uses Spectra" in said
        assert "wavelength" in panel.find("standInNoteText").toolTip()
    panel.open(potsdam)
    panel.wait(lambda: not panel.find("standInNote").isVisible(), 60)


def test_the_choice_comes_back_with_a_scene_that_it_fits(
    imported: Any, potsdam: Path, tmp_path: Path
) -> None:
    _choose(imported, VIT_S)
    imported.open(make_cube(tmp_path / "campaign.tif", None))
    imported.wait(lambda: imported.find("backboneCombo").backbone == "spectra", 60)
    imported.open(potsdam)
    imported.wait(lambda: imported.find("backboneCombo").backbone == VIT_S, 60)


def test_a_backbone_that_was_removed_is_replaced_with_a_sentence(imported: Any) -> None:
    _choose(imported, VIT_S)
    known = imported.dock.known_models
    known.remove(known.known[VIT_S])
    imported.wait(lambda: VIT_S not in _offered(imported), 60)
    assert imported.find("backboneCombo").backbone == usual()
    assert "is not installed any more" in imported.notice()
