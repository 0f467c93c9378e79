"""The button that asks for a product: a file of it, or its folder."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QFileDialog, QMenu, QToolButton, QWidget

from ..i18n import tr
from ..settings import Settings

_PATTERNS = "*.xml *.XML *.zip *.ZIP *.tif *.TIF *.tiff *.bsq *.bil *.bip *.img *.dat *.hdr"


class OpenProductButton(QToolButton):
    """A click asks for a file; the menu also offers a folder."""

    chosen = pyqtSignal(str)

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("openProductButton")
        self._settings = settings
        self.setText(tr("Open Product…"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.setToolTip(
            tr("Opens an EnMAP product or another raster. You can also drop it on this panel.")
        )
        menu = QMenu(self)
        for text, slot in (
            (tr("Open File (XML, ZIP, TIF)…"), self._choose_file),
            (tr("Open Folder…"), self._choose_folder),
        ):
            action = QAction(text, menu)
            action.triggered.connect(slot)
            menu.addAction(action)
        self.setMenu(menu)
        self.clicked.connect(self._choose_file)

    def _choose_file(self) -> None:
        patterns = f"{tr('Products and rasters')} ({_PATTERNS});;{tr('All files')} (*)"
        folder = self._settings.last_folder
        path, _ = QFileDialog.getOpenFileName(self, tr("Open Product"), folder, patterns)
        if path:
            self.chosen.emit(path)

    def _choose_folder(self) -> None:
        folder = self._settings.last_folder
        path = QFileDialog.getExistingDirectory(self, tr("Open Folder"), folder)
        if path:
            self.chosen.emit(path)
