"""The window of the spectra: the plot, what is plotted, and its export."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, List, Optional, Sequence

from qgis.core import QgsApplication
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QSize, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ...engine.errors import EngineError, WriteFailed
from ..i18n import tr
from ..settings import Settings
from .spectrum_axes import SpectralAxis, axis_of
from .spectrum_csv import Column, write_csv
from .spectrum_frame import Curve, Ribbon
from .spectrum_picks import SpectrumPicks
from .spectrum_plot import SpectrumPlot
from .spectrum_side import SpectrumSide
from .state import PanelState, SceneFacts

_NARROW_PX = 480
"""A narrower window, such as one beside the list of detections, keeps its room for the plot."""


@dataclass(frozen=True)
class NamedSpectrum:
    """A spectrum that is neither a pick nor a class, such as that of a detection.

    Attributes:
        name: in the legend and in the table.
        colour: of its line.
        numbers: of its bands in the file of the scene.
        values: reflectance of those bands; NaN where not measured.
    """

    name: str
    colour: str
    numbers: Sequence[int]
    values: Any


class SpectrumDock(QgsDockWidget):
    """Shows the picks and the classes of the state; ``failed`` carries what could not be written.

    ``flash_asked`` carries the pick that the user wants to see on the map.
    """

    flash_asked = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(
        self, state: PanelState, picks: SpectrumPicks, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("HsfmSpectraDock")
        self.setWindowTitle(tr("HSFM Spectra"))
        self._state, self._picks, self._settings = state, picks, settings
        self._scene: Optional[SceneFacts] = None
        self._axis: Optional[SpectralAxis] = None
        self.named: Sequence[NamedSpectrum] = ()
        content = QWidget(self)
        row = QHBoxLayout(content)
        row.setContentsMargins(4, 4, 4, 4)
        self.side = SpectrumSide(content)
        self.plot = SpectrumPlot(self.side.picks, content)
        row.addWidget(self.plot, 1)
        row.addWidget(self.side)
        self.setWidget(content)
        self._connect()
        self._on_scene()

    def _connect(self) -> None:
        side = self.side
        side.clear.clicked.connect(self._on_clear)
        side.removed.connect(self._picks.remove)
        side.clicked.connect(self._on_clicked)
        side.shown_changed.connect(self._draw)
        side.table.clicked.connect(self._choose_table)
        side.picture.clicked.connect(self.copy_picture)
        side.save_picture.triggered.connect(self._choose_picture)
        self._state.scene_changed.connect(self._on_scene)
        self._state.spectra_changed.connect(self._on_classes)
        self._picks.changed.connect(self._on_picks)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(800, 290)

    def resizeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.side.set_narrow(self.width() < _NARROW_PX)

    def _on_scene(self) -> None:
        scene, before = self._state.scene, self._scene
        if scene is not None and before is not None and scene.path == before.path:
            return
        self._scene, self.named = scene, ()
        self._axis = axis_of(scene.info) if scene is not None else None
        y_title = tr("Radiance") if scene and scene.is_radiance else tr("Reflectance")
        empty = tr("Choose “Pick Pixels” and click the scene on the map.")
        if scene is None:
            empty = tr("Choose a scene in the HSFM panel first.")
        self.plot.show_axis(self._axis, y_title, empty)
        self.side.pick.setEnabled(scene is not None)
        self._on_classes()
        self._on_picks()

    def show_named(self, spectra: Sequence[NamedSpectrum]) -> None:
        """Plots these spectra besides picks and classes, instead of those that were shown so."""
        self.named = spectra
        self._draw()

    def _on_clear(self) -> None:
        self.named = ()
        self._picks.clear()

    def _on_picks(self) -> None:
        self.side.show_picks(self._picks.picks)

    def _on_classes(self) -> None:
        self.side.show_classes(self._state.class_spectra.get("classes") or [])

    def _on_clicked(self, number: int) -> None:
        for pick in self._picks.picks:
            if pick.number == number:
                self.flash_asked.emit(pick)

    def _curves(self) -> List[Curve]:
        """The spectra that were read; of several, the chosen one is stronger."""
        picks = self._picks.picks
        strong = self.side.chosen if len(picks) > 1 else 0
        named = [
            Curve(each.name, QColor(each.colour), values)
            for each, values in zip(self.named, map(self._named_in_file, self.named))
            if values is not None
        ]
        return named + [
            Curve(
                tr("Pixel {}").format(pick.number),
                QColor(pick.colour),
                pick.values,
                pick.number == strong,
            )
            for pick in picks
            if pick.has_data
        ]

    def _ribbons(self) -> List[Ribbon]:
        """The classes that are checked, their bands brought into the order of the file."""
        spectra, axis = self._state.class_spectra, self._axis
        if axis is None or not spectra:
            return []
        made = []
        for entry in spectra["classes"]:
            parts = [axis.in_file(spectra["bands"], entry[p]) for p in ("mean", "low", "high")]
            if self.side.is_shown(entry["name"]) and all(part is not None for part in parts):
                made.append(Ribbon(str(entry["name"]), QColor(entry["color"]), *parts))
        return made

    def _named_in_file(self, spectrum: NamedSpectrum) -> Any:
        if self._axis is None:
            return None
        return self._axis.in_file(spectrum.numbers, spectrum.values)

    def _draw(self) -> None:
        curves, ribbons = self._curves(), self._ribbons()
        self.plot.show_spectra(curves, ribbons)
        self.side.show_exportable(bool(curves or ribbons))
        self.side.clear.setEnabled(bool(self._picks.picks or self.named))

    def columns(self) -> List[Column]:
        """What the table holds: what is plotted; of the shown classes mean, 10 and 90 %."""
        named = [(each.name, self._named_in_file(each)) for each in self.named]
        made: List[Column] = [column for column in named if column[1] is not None]
        made += [
            (f"pixel {pick.number} (row {pick.row}, col {pick.col})", pick.values)
            for pick in self._picks.picks
            if pick.has_data
        ]
        for ribbon in self._ribbons():
            made += [
                (f"{ribbon.name} mean", ribbon.mean),
                (f"{ribbon.name} 10 %", ribbon.low),
                (f"{ribbon.name} 90 %", ribbon.high),
            ]
        return made

    def write_table(self, path: str) -> None:
        """Writes what is plotted as CSV."""
        if path and self._axis is not None:
            try:
                write_csv(Path(path), self._axis, self.columns())
            except EngineError as exc:
                self.failed.emit(exc)

    def write_picture(self, path: str) -> None:
        """Writes the plot as PNG."""
        if path and not self.plot.picture().save(path, "PNG"):
            said = f"The plot could not be written to {path}."
            self.failed.emit(WriteFailed(said, hint="Choose a folder that you may write to."))

    def copy_picture(self) -> None:
        """Puts the plot on the clipboard."""
        QgsApplication.clipboard().setPixmap(self.plot.picture())

    def _choose_table(self) -> None:
        self.write_table(self._chosen_place(tr("Export Spectra"), "CSV (*.csv)", ".csv"))

    def _choose_picture(self) -> None:
        self.write_picture(self._chosen_place(tr("Save Plot"), "PNG (*.png)", ".png"))

    def _chosen_place(self, title: str, kind: str, extension: str) -> str:
        path, _ = QFileDialog.getSaveFileName(self, title, self._settings.last_folder, kind)
        if not path:
            return ""
        self._settings.last_folder = str(Path(path).parent)
        return path if Path(path).suffix else f"{path}{extension}"
