"""The saved heads in a window that blocks nothing: use, rename, delete, export, import, save."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsFileUtils
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr
from ..settings import Settings
from .heads import Heads, SavedHead, failure_words
from .heads_menu import head_words
from .state import PanelState
from .theme import failed_icon
from .widgets import WrappedLabel

_NAME = Qt.ItemDataRole.UserRole
_SIZE_PX = (640, 360)


class HeadsDialog(QDialog):
    """A list with a row of buttons, and a field to save the head of the panel under a name."""

    used = pyqtSignal(str, str)

    def __init__(
        self, heads: Heads, state: PanelState, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("headsDialog")
        self.setWindowTitle(tr("Saved heads"))
        self.setModal(False)
        self._heads, self._state, self._settings = heads, state, settings
        column = QVBoxLayout(self)
        self._build_saving(column)
        self.empty = WrappedLabel("headsEmpty", self)
        self.empty.setText(tr("No head is saved yet. Train, then save the head here."))
        column.addWidget(self.empty)
        self._build_list(column)
        self.note = WrappedLabel("headsNote", self)
        column.addWidget(self.note)
        self._build_buttons(column)
        self.resize(*_SIZE_PX)
        heads.changed.connect(self.refresh)
        heads.done.connect(self.note.say)
        heads.refused.connect(self.note.say)
        heads.failed.connect(lambda error, _: self.note.say(failure_words(error)))
        state.head_changed.connect(self.refresh)
        state.run_changed.connect(self._enable)
        self.refresh()

    def _build_saving(self, column: QVBoxLayout) -> None:
        self.saving = QWidget(self)
        row = QHBoxLayout(self.saving)
        row.setContentsMargins(0, 0, 0, 0)
        self.name = QgsFilterLineEdit(self.saving)
        self.name.setObjectName("headName")
        self.name.setPlaceholderText(tr("Name for the head that is used now"))
        self.save_button = QPushButton(tr("Save"), self.saving)
        self.save_button.setObjectName("headSaveButton")
        self.save_button.clicked.connect(self._save)
        self.name.returnPressed.connect(self.save_button.click)
        self.name.textChanged.connect(lambda _: self._enable())
        row.addWidget(self.name, 1)
        row.addWidget(self.save_button)
        column.addWidget(self.saving)

    def _build_list(self, column: QVBoxLayout) -> None:
        self.list = QTreeWidget(self)
        self.list.setObjectName("headsList")
        self.list.setHeaderLabels(
            [
                tr("Name"),
                tr("Classes"),
                tr("Accuracy"),
                tr("Backbone"),
                tr("Saved"),
            ]
        )
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for place in (0, 1):  # what is long shares the room that is left
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.list.itemChanged.connect(self._on_edited)
        self.list.currentItemChanged.connect(lambda *_: self._enable())
        self.list.itemDoubleClicked.connect(lambda *_: self._use())
        column.addWidget(self.list, 1)

    def _build_buttons(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        self.buttons = {}
        for name, text, slot in (
            ("headUseButton", tr("Use"), self._use),
            ("headRenameButton", tr("Rename"), self._rename),
            ("headDeleteButton", tr("Delete…"), self._delete),
            ("headExportButton", tr("Export…"), self._export),
            ("headImportButton", tr("Import…"), self._import),
            ("headCloseButton", tr("Close"), self.close),
        ):
            button = QPushButton(text, self)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _, do=slot: do())
            self.buttons[name] = button
            if name in ("headImportButton", "headCloseButton"):
                row.addStretch(1)
            row.addWidget(button)
        column.addLayout(row)

    @property
    def selected(self) -> Optional[SavedHead]:
        """The head of the selected row."""
        item = self.list.currentItem()
        return self._heads.known.get(str(item.data(0, _NAME))) if item is not None else None

    def refresh(self) -> None:
        """Lists the heads again; the selection stays where its head still exists."""
        kept = self.selected
        self.list.blockSignals(True)
        self.list.clear()
        for head in self._heads.known.values():
            words = (", ".join(head.classes), head.accuracy_words, head.backbone, head.day)
            item = QTreeWidgetItem([head.name, *words])
            item.setData(0, _NAME, head.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            if head.fault:
                item.setIcon(0, failed_icon())
            for place in range(self.list.columnCount()):
                item.setToolTip(place, head_words(head))
            self.list.addTopLevelItem(item)
            if kept is not None and head.name == kept.name:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.empty.setVisible(not self._heads.known)
        self.saving.setVisible(self._is_file_of_ours)
        self._enable()

    @property
    def _is_file_of_ours(self) -> bool:
        head = self._state.head
        return head is not None and head.path.endswith(".hsfm")

    def ask_name(self) -> None:
        """Opens with a name for the head that is used now, ready to be changed."""
        head = self._state.head
        if head is not None:
            self.name.setText(self._heads.free_name(Path(head.path).stem))
        self.note.say("")
        self.show()
        self.raise_()
        self.name.setFocus()
        self.name.selectAll()

    def _enable(self) -> None:
        head, refusal = self.selected, self._heads.refusal
        none = "" if head is not None else tr("Select a head first.")
        unnamed = "" if self.name.value().strip() else tr("Type a name first.")
        for button, lack in (
            (self.buttons["headUseButton"], head.fault if head is not None else none),
            (self.buttons["headRenameButton"], refusal or none),
            (self.buttons["headDeleteButton"], refusal or none),
            (self.buttons["headExportButton"], none),
            (self.buttons["headImportButton"], refusal),
            (self.save_button, refusal or unnamed),
        ):
            button.setEnabled(not lack)
            button.setToolTip(lack)

    def _save(self) -> None:
        head, name = self._state.head, self.name.value().strip()
        if head is not None and name:
            self._heads.save(head.path, name)
            self.name.clear()

    def _use(self) -> None:
        head = self.selected
        if head is not None and not head.fault:
            self.used.emit(head.path, head.name)

    def _rename(self) -> None:
        self.list.editItem(self.list.currentItem(), 0)

    def _on_edited(self, item: QTreeWidgetItem, place: int) -> None:
        head = self._heads.known.get(str(item.data(0, _NAME)))
        name = item.text(0).strip()
        if head is None or place:
            return
        if name and name != head.name:
            self._heads.rename(head, name)
        else:
            self.refresh()

    def _delete(self) -> None:
        head = self.selected
        if head is None:
            return
        box = QMessageBox(self)
        box.setObjectName("deleteHeadDialog")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Delete Head"))
        box.setText(tr("Delete the head {}?").format(head.name))
        box.setInformativeText(tr("Maps that were made with it stay."))
        delete = box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        if box.clickedButton() is delete:
            self._heads.remove(head)

    def _export(self) -> None:
        head = self.selected
        if head is None:
            return
        wanted = Path(self._settings.last_folder) / QgsFileUtils.stringToSafeFilename(head.name)
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Export Head"), f"{wanted}.hsfm", tr("HSFM heads") + " (*.hsfm)"
        )
        if path:
            self._settings.last_folder = str(Path(path).parent)
            self._heads.export(head, path)

    def _import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            tr("Import Head"),
            self._settings.last_folder,
            tr("HSFM heads") + " (*.hsfm)",
        )
        if path:
            self._settings.last_folder = str(Path(path).parent)
            self._heads.import_file(path)
