"""The states of the maps that need no labels."""

from __future__ import annotations

from driving import make_cube
from qgis.core import QgsProject
from shot_kit import DATA, Shots, state


@state
def quickmap(shots: Shots) -> None:
    shots.scene()
    shots.panel.find("option_fractions").setChecked(True)
    try:
        shots.panel.click("quickMapButton")
        shots.panel.wait_idle()
    finally:
        shots.panel.find("option_fractions").setChecked(False)
    assert shots.panel.state.cover, shots.panel.notice()
    shots.panel.find("notices").clearWidgets()
    shots.take()
    (cover,) = QgsProject.instance().mapLayersByName("Quick map")
    QgsProject.instance().layerTreeRoot().findLayer(cover.id()).setItemVisibilityChecked(False)
    shots.take("_fractions")


@state
def traits(shots: Shots) -> None:
    shots.scene()
    shots.panel.click("traitsButton")
    shots.panel.wait_idle()
    assert shots.panel.state.traits, shots.panel.notice()
    shots.take()
    table = shots.panel.find("traitsTable")
    table.cellClicked.emit(3, 0)
    shots.panel.find("notices").clearWidgets()
    shots.set_width(320)
    shots.take("_lai")
    shots.set_width(340)


@state
def ready_narrow(shots: Shots) -> None:
    shots.set_width(320)
    shots.scene()
    shots.take()
    shots.panel.open(make_cube(shots.scratch / "campaign_without_header.tif", None))
    shots.take("_no_wavelengths")
    shots.set_width(340)


@state
def whole_way(shots: Shots) -> None:
    """From a product to a class map, as a user goes: cover, traits, labels, classes."""
    shots.scene()
    for suffix, button in (("_1_cover", "quickMapButton"), ("_2_traits", "traitsButton")):
        shots.panel.click(button)
        shots.panel.wait_idle()
        shots.take(suffix)
    shots.panel.use_labels(DATA / "enmap_potsdam" / "labels.gpkg")
    shots.take("_3_labels")
    shots.panel.train()
    assert shots.panel.state.head is not None, shots.panel.notice()
    shots.take("_4_trained")
    shots.panel.click("classifyButton")
    shots.panel.wait_idle()
    shots.take("_5_classes")


@state
def spectra_stand_in(shots: Shots) -> None:
    """Spectra stand in for the usual backbone, and the panel says so beside Train."""
    shots.panel.open(make_cube(shots.scratch / "field_campaign.tif", None))
    shots.panel.wait(lambda: shots.panel.find("standInNote").isVisible(), 30)
    shots.take()
    shots.panel.find("notices").clearWidgets()
    shots.set_width(320)
    shots.take("_narrow")
    shots.set_width(340)
