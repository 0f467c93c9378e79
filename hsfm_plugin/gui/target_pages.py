"""The parts of the target form for pixels and classes: each knows its target."""

from __future__ import annotations

from pathlib import Path
from typing import List, Sequence, Tuple

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ..i18n import tr
from ..labels.export import label_export
from ..paths import icon
from .pixel_choice import ADD, PixelChoice, Place, as_text
from .state import PanelState
from .target_choice import Target
from .widgets import ShrinkingButton, WrappedLabel


class TargetPage(QWidget):
    """One way to say what is looked for; ``changed`` comes when it says something else."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)

    @property
    def tab_order(self) -> Tuple[QWidget, ...]:
        """What takes the keys, from top to bottom."""
        raise NotImplementedError

    @property
    def lack(self) -> str:
        """What is missing for a target, in a sentence; empty where nothing is."""
        raise NotImplementedError

    def target(self, folder: Path) -> Target:
        """What is looked for; ``folder`` takes what has to be written for the engine."""
        raise NotImplementedError


class PixelPage(TargetPage):
    """Pixels that were clicked on the map.

    ``picking_asked`` says whether the user wants to click pixels; ``taken`` that those of the
    spectra's window are wanted.
    """

    picking_asked = pyqtSignal(bool)
    taken = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.places: Tuple[Place, ...] = ()
        self.hint = WrappedLabel("targetPixelHint", self)
        self.pick_button = ShrinkingButton(
            "targetPickButton", icon("spectrum.svg"), tr("Pick Pixels"), self
        )
        self.pick_button.setCheckable(True)
        self.pick_button.setToolTip(
            tr("Click pixels of the target on the map; a second click takes one out. Esc ends.")
        )
        self.pick_button.clicked.connect(self.picking_asked)
        self.spectra_button = QPushButton(tr("From Spectra"), self)
        self.spectra_button.setObjectName("targetFromSpectraButton")
        self.spectra_button.setToolTip(tr("Adds the pixels that the window HSFM Spectra shows"))
        self.spectra_button.clicked.connect(self.taken)
        self.spectra_button.hide()
        self.clear_button = QPushButton(tr("Clear"), self)
        self.clear_button.setObjectName("targetClearButton")
        self.clear_button.setToolTip(tr("Forgets the pixels"))
        self.clear_button.clicked.connect(lambda: self.set_places(()))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.pick_button, 1)
        row.addWidget(self.spectra_button)
        row.addWidget(self.clear_button)
        self.column.addLayout(row)
        self.column.addWidget(self.hint)
        self.set_places(())

    def set_places(self, places: Sequence[Place]) -> None:
        """Takes these pixels, rows and columns of the scene, and no others."""
        self.places = tuple(dict.fromkeys(places))
        self.clear_button.setEnabled(bool(self.places))
        self._tell()
        self.changed.emit()

    def click(self, place: Place) -> None:
        """Adds a pixel, or takes it out where it is one already."""
        self.set_places(PixelChoice(self.places).clicked(place, ADD).like)

    def show_picking(self, is_on: bool) -> None:
        """Shows whether the map tool is in hand."""
        self.pick_button.setChecked(is_on)
        self._tell()

    def _tell(self) -> None:
        count = len(self.places)
        words = (
            tr("Choose Pick Pixels, then click the target on the map."),
            tr("1 pixel."),
            tr("{} pixels; their mean counts."),
        )
        if self.pick_button.isChecked():
            words = (
                tr("Click pixels of the target on the map."),
                tr("1 pixel. Click more, or Esc to end."),
                tr("{} pixels; their mean counts. Click more, or Esc to end."),
            )
        self.hint.say(words[min(count, 2)].format(count))

    @property
    def tab_order(self) -> Tuple[QWidget, ...]:
        return (self.pick_button, self.spectra_button, self.clear_button)

    @property
    def lack(self) -> str:
        return "" if self.places else tr("Pick at least one pixel of the target.")

    def target(self, folder: Path) -> Target:
        name = tr("1 pixel") if len(self.places) == 1 else tr("{} pixels").format(len(self.places))
        return Target(name, {"pixels": as_text(self.places)})


class ClassPage(TargetPage):
    """The labels of one class, as they stand."""

    def __init__(self, state: PanelState, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self.classes = QComboBox(self)
        self.classes.setObjectName("targetClassCombo")
        self.classes.setMinimumContentsLength(6)
        self.hint = WrappedLabel("targetClassHint", self)
        self.column.addWidget(self.classes)
        self.column.addWidget(self.hint)
        self.classes.currentIndexChanged.connect(lambda _: self.changed.emit())
        state.labels_changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        names: List[str] = self._state.labelled
        known = [self.classes.itemText(place) for place in range(self.classes.count())]
        if names != known:
            chosen = self.classes.currentText()
            self.classes.blockSignals(True)
            self.classes.clear()
            self.classes.addItems(names)
            self.classes.setCurrentIndex(max(0, self.classes.findText(chosen)))
            self.classes.blockSignals(False)
        self.classes.setVisible(bool(names))
        self.hint.say("" if names else self.lack)
        self.changed.emit()

    @property
    def tab_order(self) -> Tuple[QWidget, ...]:
        return (self.classes,)

    @property
    def lack(self) -> str:
        return "" if self._state.labelled else tr("Label the target as a class in step 2 first.")

    def target(self, folder: Path) -> Target:
        labels, name = self._state.labels, self.classes.currentText()
        if labels is None:
            return Target("")
        prepare = label_export(labels, folder / "target.gpkg", "polygons")
        return Target(name, {"field": "class", "value": name}, prepare)
