"""The part of the target form for spectral libraries: the file, its spectra, a look at them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from ...engine.errors import EngineError
from ...engine.parameters import LIBRARY
from ..engine_link import EngineLink
from ..i18n import tr
from ..messages import explain
from ..retelling import retold
from ..settings import Settings
from ..tasks import EngineTask
from .spectrum_axes import axis_of
from .spectrum_frame import Curve
from .spectrum_picks import COLOURS
from .spectrum_plot import SpectrumPlot
from .state import PanelState
from .target_choice import Target
from .target_pages import TargetPage
from .widgets import ElidedLabel, WrappedLabel

_PATTERNS = "*.sli *.hdr *.csv *.txt *.asc *.json *.geojson *.gpkg"
_LIST_PX, _PLOT_PX = 120, 170
_MOST_FILTERED = 8
"""A shorter list needs no filter."""
_MOST_CURVES, _MOST_NAMED = 5, 2
_ENTRY = Qt.ItemDataRole.UserRole
_SEPARATOR = ";"
"""Parts names where the engine takes several; it takes a single name as it is."""


class LibraryPage(TargetPage):
    """Asks the engine what a library holds; the chosen spectra are plotted on the scene's bands.

    ``grown`` comes when the list or the plot appears.
    """

    grown = pyqtSignal()

    def __init__(
        self, state: PanelState, link: EngineLink, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._state, self._link, self._settings = state, link, settings
        self._task: Optional[EngineTask] = None
        self._read: Tuple[str, str] = ("", "")
        self._was_retried = False
        self._bands: List[int] = []
        self.path = ""
        self.file_text = ElidedLabel("targetLibraryText", self)
        self.file_text.say(tr("No file chosen"))
        self.browse_button = QPushButton(tr("Browse…"), self)
        self.browse_button.setObjectName("targetLibraryButton")
        self.browse_button.setToolTip(
            tr("ENVI library (.sli), CSV, USGS or ECOSTRESS text, EnMAP-Box JSON or GPKG")
        )
        self.browse_button.clicked.connect(self._choose)
        self.filter = QgsFilterLineEdit(self)
        self.filter.setObjectName("targetLibraryFilter")
        self.filter.setPlaceholderText(tr("Filter by name"))
        self.filter.setShowSearchIcon(True)
        self.filter.textChanged.connect(self._filter)
        self.spectra = QListWidget(self)
        self.spectra.setObjectName("targetLibraryList")
        self.spectra.setUniformItemSizes(True)
        self.spectra.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.spectra.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.spectra.setToolTip(tr("Ctrl+click chooses several; a pixel may be like any of them"))
        self.spectra.itemSelectionChanged.connect(self._on_chosen)
        self.hint = WrappedLabel("targetLibraryHint", self)
        self.plot = SpectrumPlot(self.spectra, self)
        self.plot.setObjectName("targetPlot")
        self.plot.setFixedHeight(_PLOT_PX)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.file_text, 1)
        row.addWidget(self.browse_button)
        self.column.addLayout(row)
        for part in (self.filter, self.spectra, self.hint, self.plot):
            self.column.addWidget(part)
        state.scene_changed.connect(self._on_scene)
        state.run_changed.connect(self._read_again)
        link.status_changed.connect(self._read_again)
        self._show_spectra([])

    @property
    def tab_order(self) -> Tuple[QWidget, ...]:
        return (self.browse_button, self.filter, self.spectra)

    @property
    def names(self) -> List[str]:
        """The chosen spectra, in the order of the file."""
        rows = sorted(self.spectra.row(item) for item in self.spectra.selectedItems())
        return [str(self.spectra.item(row).data(_ENTRY)["name"]) for row in rows]

    @property
    def lack(self) -> str:
        if not self.path:
            return tr("Choose the file of a spectral library.")
        if not self.spectra.count():
            return self.hint.text() or tr("The library is being read.")
        names = self.names
        if 1 < len(names) < self.spectra.count() and _SEPARATOR in "".join(names):
            return tr("A name has a semicolon. Choose that spectrum alone, or all of them.")
        return "" if names else tr("Choose one or several spectra of the library.")

    def target(self, folder: Path) -> Target:
        names, values = self.names, {"library": self.path}
        words = tr("{} spectra of {}").format(len(names), Path(self.path).name)
        if len(names) <= _MOST_NAMED:
            words = ", ".join(names)
        if len(names) < self.spectra.count():  # all includes those that were not listed
            values["spectrum"] = _SEPARATOR.join(names)
        return Target(words, values)

    def open(self, path: str) -> None:
        """Reads a library; its spectra are listed when the engine has answered."""
        self.path = path
        self._settings.set_option("library_folder", str(Path(path).parent))
        self.file_text.say(path, Path(path).name)
        self._read, self._was_retried = ("", ""), False
        self._show_spectra([])
        self._read_again()

    def _choose(self) -> None:
        patterns = f"{tr('Spectral libraries')} ({_PATTERNS});;{tr('All files')} (*)"
        folder = self._settings.option("library_folder") or self._settings.last_folder
        path, _ = QFileDialog.getOpenFileName(self, tr("Spectral Library"), folder, patterns)
        if path:
            self.open(path)

    def _on_scene(self) -> None:
        scene = self._state.scene
        if scene is None or scene.path != self._read[1]:
            self._read_again()

    def _read_again(self) -> None:
        """Asks for the spectra on the bands of the scene, where that was not asked before."""
        if self._state.is_opening:  # the bands of the next scene are asked for soon
            return
        scene = self._state.scene.path if self._state.scene is not None else ""
        wanted = (self.path, scene)
        if not self.path or wanted == self._read or not self._link.is_startable:
            return
        if self._task is not None:
            self._link.cancel(self._task)
        self._read = wanted
        values = {"path": self.path, **({"scene": scene} if scene else {})}
        title = tr("HSFM: read a spectral library")
        task = self._link.run(title, LIBRARY.name, values, hidden=True)
        self._task = task
        self.hint.say(tr("Reading the library…"))
        self.hint.setToolTip("")

        def on_success(answer: Dict[str, Any]) -> None:
            if self._task is task:
                self._task, self._was_retried = None, False
                self._bands = list(answer["metrics"].get("bands") or [])
                self._show_spectra(answer["metrics"]["spectra"])
                self.hint.say("\n".join(map(retold, answer["metrics"].get("warnings") or [])))
                self.changed.emit()
                self.grown.emit()

        def on_failure(error: EngineError) -> None:
            if self._task is task:
                self._task = None
                if error.retryable and not self._was_retried:  # once, when the engine is up again
                    self._read, self._was_retried = ("", ""), True
                self._show_spectra([])
                said = explain(error, about_library=True)
                self.hint.say(f"{said.sentence} {said.step}".strip())
                self.hint.setToolTip(said.details)
                self.changed.emit()

        def on_cancelled() -> None:
            if self._task is task:
                self._task, self._read = None, ("", "")

        task.succeeded.connect(on_success)
        task.failed.connect(on_failure)
        task.cancelled.connect(on_cancelled)

    def _show_spectra(self, entries: List[Dict[str, Any]]) -> None:
        """Lists spectra; those that were chosen before stay so."""
        before = set(self.names)
        self.spectra.blockSignals(True)
        self.spectra.clear()
        for entry in entries:
            item = QListWidgetItem(str(entry["name"]))
            item.setData(_ENTRY, entry)
            text = tr("{}\n{:.0f}–{:.0f} nm, {} bands")
            item.setToolTip(
                text.format(entry["name"], entry["from_nm"], entry["to_nm"], entry["bands"])
            )
            if self._state.scene is not None and entry["values_on_scene"] is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setToolTip(tr("Does not cover the bands of the scene"))
            self.spectra.addItem(item)
            item.setSelected(item.text() in before or len(entries) == 1)
        self.spectra.blockSignals(False)
        self.spectra.setVisible(bool(entries))
        wanted = self.spectra.sizeHintForRow(0) * len(entries) + 2 * self.spectra.frameWidth()
        self.spectra.setFixedHeight(max(1, min(_LIST_PX, wanted)))
        self.filter.setVisible(len(entries) > _MOST_FILTERED)
        self.hint.say("")
        self._filter(self.filter.text())
        self._on_chosen()

    def _filter(self, text: str) -> None:
        """Hides what has not all the words of the filter; a hidden spectrum is not chosen."""
        words = text.lower().split() if self.spectra.count() > _MOST_FILTERED else []
        for row in range(self.spectra.count()):
            item = self.spectra.item(row)
            is_hidden = not all(word in item.text().lower() for word in words)
            item.setHidden(is_hidden)
            if is_hidden:
                item.setSelected(False)

    def _on_chosen(self) -> None:
        scene, curves = self._state.scene, []
        axis = axis_of(scene.info) if scene is not None else None
        if axis is not None:
            for place, item in enumerate(self.spectra.selectedItems()[:_MOST_CURVES]):
                entry = item.data(_ENTRY)
                known = entry["values_on_scene"]
                values = axis.in_file(self._bands, known) if known is not None else None
                if values is not None:
                    curves.append(Curve(str(entry["name"]), QColor(COLOURS[place]), values))
        self.plot.show_axis(axis, tr("Reflectance"), "")
        self.plot.show_spectra(curves, [])
        is_new = bool(curves) and self.plot.isHidden()
        self.plot.setVisible(bool(curves))
        self.changed.emit()
        if is_new:
            self.grown.emit()
