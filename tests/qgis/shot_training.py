"""The states of training: the preview, how deep it goes, its curve, the saved heads."""

from __future__ import annotations

from qgis.core import QgsRectangle
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel
from shot_kit import Shots, state


def _close_upper_sections(shots: Shots) -> None:
    shots.panel.dock.scene.set_open(False)
    shots.panel.dock.labels.set_open(False)


@state
def preview(shots: Shots) -> None:
    shots.ready_to_train()
    shots.iface.mapCanvas().setExtent(QgsRectangle(364300, 5808000, 367000, 5809900))
    shots.panel.find("previewBox").setChecked(True)
    made = shots.panel.dock.map.preview
    shots.panel.wait(lambda: made.shown.layer is not None and made.is_settled, 60)
    shots.take()
    shots.set_width(300)
    shots.take("_narrow")
    shots.set_width(340)


@state
def depth(shots: Shots) -> None:
    shots.ready_to_train()
    _close_upper_sections(shots)
    combo = shots.panel.find("depthCombo")
    QTest.qWait(300)
    combo.showPopup()
    shots.take()
    combo.hidePopup()
    shots.panel.click("advancedButton")
    shots.take("_advanced")
    shots.set_width(300)
    shots.take("_advanced_narrow")
    shots.set_width(340)
    shots.panel.click("advancedButton")


@state
def deep_training(shots: Shots) -> None:
    shots.ready_to_train()
    _close_upper_sections(shots)
    combo, curve = shots.panel.find("depthCombo"), shots.panel.find("trainingCurve")
    combo.setCurrentIndex(combo.findData("conv"))
    try:
        shots.panel.click("trainButton")
        shots.panel.wait(lambda: len(curve.losses) > 7, 200)
        shots.take(settle_ms=100)
        shots.set_width(300)
        shots.take("_narrow", settle_ms=300)
        shots.set_width(340)
        shots.panel.click("cancelButton")
        shots.panel.wait_idle()
        shots.take("_stopped")
    finally:
        combo.setCurrentIndex(combo.findData("head"))


@state
def heads(shots: Shots) -> None:
    shots.trained()
    panel = shots.panel
    for name in ("Potsdam, summer 2022", "Havel lakes"):
        panel.dock.map.heads.save(panel.state.head.path, name)
    panel.wait(lambda: len(panel.dock.map.heads.known) > 1, 20)
    panel.dock.map.save_head()
    shots.take()
    panel.iface.mainWindow().findChild(QLabel, "headsNote").window().close()
    panel.find("loadHeadButton").menu().popup(
        panel.find("loadHeadButton").mapToGlobal(panel.find("loadHeadButton").rect().bottomLeft())
    )
    shots.take("_menu")
    panel.find("loadHeadButton").menu().close()
    for head in list(panel.dock.map.heads.known.values()):
        panel.dock.map.heads.remove(head)
    QTest.qWait(500)


@state
def long_words(shots: Shots) -> None:
    """Texts of step 3 that are 40 % longer, as other languages have them."""
    shots.ready_to_train()
    _close_upper_sections(shots)
    training = shots.panel.dock.map.training
    widgets = (training.train_button, training.preview_box, training.continue_box)
    before = {w: w.text() for w in (*widgets, training.classify_button, training.load_button)}
    for widget, text in before.items():
        widget.setText(text + "n" * round(0.4 * len(text)))
    shots.take()
    shots.set_width(300)
    shots.take("_narrow")
    shots.set_width(340)
    for widget, text in before.items():
        widget.setText(text)
