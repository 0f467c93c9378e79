"""The button that loads a head: the saved ones, a file, or the list to put them in order."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QFileDialog, QMenu, QPushButton, QSizePolicy, QWidget

from ..i18n import tr
from ..settings import Settings
from .heads import Heads, SavedHead


class HeadsButton(QPushButton):
    """Its menu lists the saved heads; ``chosen`` carries the file and the name of one."""

    chosen = pyqtSignal(str, str)
    manage_asked = pyqtSignal()

    def __init__(self, heads: Heads, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("loadHeadButton")
        self._heads, self._settings = heads, settings
        self.setText(tr("Load Head"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(
            tr("Uses a classifier that was trained before, or an ONNX segmentation model")
        )
        menu = QMenu(self)
        menu.setObjectName("headsMenu")
        menu.setToolTipsVisible(True)
        self.setMenu(menu)
        heads.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Lists the saved heads again."""
        menu = self.menu()
        menu.clear()
        for head in self._heads.known.values():
            action = QAction(head.name.replace("&", "&&"), menu)
            action.setToolTip(head_words(head))
            action.setEnabled(not head.fault)
            action.triggered.connect(lambda _, h=head: self.chosen.emit(h.path, h.name))
            menu.addAction(action)
        if self._heads.known:
            menu.addSeparator()
        for name, text, slot in (
            ("headFromFile", tr("From File…"), self._choose_file),
            ("manageHeads", tr("Manage…"), self.manage_asked.emit),
        ):
            action = QAction(text, menu)
            action.setObjectName(name)
            action.triggered.connect(lambda _, do=slot: do())
            menu.addAction(action)

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            tr("Load Head"),
            self._settings.last_folder,
            tr("HSFM heads and ONNX models") + " (*.hsfm *.onnx)",
        )
        if path:
            self.chosen.emit(path, "")


def head_words(head: SavedHead) -> str:
    """What a tool tip tells of a saved head."""
    lines = [head.name, head.fault, ", ".join(head.classes)]
    if head.accuracy is not None:
        lines.append(tr("Balanced accuracy {}").format(head.accuracy_words))
    if head.backbone:
        lines.append(tr("Backbone: {}").format(head.backbone))
    if head.trained_on:
        lines.append(tr("Trained on {}").format(head.trained_on))
    return "\n".join(filter(None, lines))
