"""Shows what HSFM has put on the disk outside the plugin's folder, and removes what is ticked."""

from __future__ import annotations

from typing import Dict, List

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...engine.errors import EngineError
from ..anonymous import home_short
from ..i18n import tr
from ..retelling import retold
from ..runtime_setup.removal import CACHE, DOWNLOADS, RUNTIME, WEIGHTS, Removable
from ..setup_sentences import setup_sentence
from ..setup_work import CANCELLED, REMOVE, SIZES, SetupWork
from ..sizes import bytes_words
from .help import help_button
from .widgets import WrappedLabel

_KIND = Qt.ItemDataRole.UserRole
_SIZE = (560, 440)
_AT_FIRST = (RUNTIME, DOWNLOADS, CACHE)
"""What is ticked at first: models may have been fetched with effort, or be nowhere else."""


class RemovalDialog(QDialog):
    """Asks once: Remove removes what is ticked, and says what became free."""

    def __init__(self, setup: SetupWork, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("removalDialog")
        self.setWindowTitle(tr("Remove Files of HSFM"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._setup = setup
        self._sizes: Dict[str, int] = {}
        self._asked: List[str] = []
        self._freed = 0
        self._has_ended = False
        column = QVBoxLayout(self)
        top = QHBoxLayout()
        intro = WrappedLabel("removalIntro", self)
        intro.setText(tr("HSFM keeps these files outside QGIS. What is ticked will be removed."))
        top.addWidget(intro, 1)
        top.addWidget(help_button("options", self))
        column.addLayout(top)
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("removalTree")
        self.tree.setHeaderLabels([tr("What"), tr("Size")])
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.itemChanged.connect(lambda *_: self._refresh())
        column.addWidget(self.tree, 1)
        self.stays = WrappedLabel("removalStays", self)
        self.stays.setText(
            tr(
                "These stay: the plugin itself, your scenes, labels, results and saved heads, and "
                "the settings. The engine is stopped first."
            )
        )
        column.addWidget(self.stays)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("removalBar")
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        column.addWidget(self.bar)
        self.news = WrappedLabel("removalNews", self)
        self.news.say(tr("Measuring…"))
        column.addWidget(self.news)
        column.addLayout(self._buttons())
        self.resize(*_SIZE)
        setup.sized.connect(self._on_sized)
        setup.changed.connect(self._refresh)
        setup.progressed.connect(self._on_progress)
        setup.done.connect(self._on_done)
        setup.failed.connect(self._on_failed)
        setup.ask_sizes()
        self._refresh()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel_button = QPushButton(tr("Cancel"), self)
        self.cancel_button.setObjectName("removalCancelButton")
        self.cancel_button.clicked.connect(self._cancel)
        self.remove_button = QPushButton(tr("Remove"), self)
        self.remove_button.setObjectName("removalRemoveButton")
        self.remove_button.clicked.connect(self._remove)
        self.close_button = QPushButton(tr("Close"), self)
        self.close_button.setObjectName("removalCloseButton")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.close)
        for button in (self.cancel_button, self.remove_button, self.close_button):
            row.addWidget(button)
        return row

    @property
    def ticked(self) -> List[str]:
        """The kinds that would be removed."""
        return [
            str(item.data(0, _KIND))
            for item in self._items()
            if item.checkState(0) == Qt.CheckState.Checked
        ]

    def _items(self) -> List[QTreeWidgetItem]:
        return [self.tree.topLevelItem(number) for number in range(self.tree.topLevelItemCount())]

    def _on_sized(self, found: List[Removable]) -> None:
        before = {item.data(0, _KIND): item.checkState(0) for item in self._items()}
        self.tree.blockSignals(True)
        self.tree.clear()
        self._sizes = {}
        for kind in dict.fromkeys(one.kind for one in found):
            self._add(kind, [one for one in found if one.kind == kind], before.get(kind))
        self.tree.blockSignals(False)
        if not (self._asked or self._has_ended):
            self.news.say("" if found else tr("There is nothing of HSFM on the disk."))
        self._refresh()

    def _add(self, kind: str, found: List[Removable], was: object) -> None:
        goes = [one for one in found if not one.why_not]
        self._sizes[kind] = sum(one.bytes for one in goes)
        top = QTreeWidgetItem([_words(kind), bytes_words(sum(one.bytes for one in found))])
        top.setData(0, _KIND, kind)
        top.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
        usual = Qt.CheckState.Checked if kind in _AT_FIRST else Qt.CheckState.Unchecked
        top.setCheckState(0, was if isinstance(was, Qt.CheckState) else usual)
        for one in found:
            row = QTreeWidgetItem([home_short(str(one.path)), bytes_words(one.bytes)])
            row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            row.setToolTip(0, one.why_not or str(one.path))
            row.setDisabled(bool(one.why_not))
            if one.why_not:
                row.setText(0, tr("{} (not made by HSFM, stays)").format(row.text(0)))
            top.addChild(row)
        if len(goes) < len(found):  # nothing is removed unless all of a kind may be
            top.setCheckState(0, Qt.CheckState.Unchecked)
            top.setDisabled(True)
        self.tree.addTopLevelItem(top)
        top.setExpanded(True)

    def _refresh(self) -> None:
        busy = self._setup.busy
        is_removing = busy == REMOVE
        self.bar.setVisible(busy in (REMOVE, SIZES))
        self.cancel_button.setVisible(is_removing)
        self.close_button.setEnabled(not is_removing)
        self.tree.setEnabled(not is_removing)
        self.remove_button.setEnabled(not busy and bool(self.ticked))
        count = sum(self._sizes.get(kind, 0) for kind in self.ticked)
        words = tr("Remove {}").format(bytes_words(count)) if self.ticked else tr("Remove")
        self.remove_button.setText(words)
        if not is_removing and self._asked and self._setup.outcome == CANCELLED:
            self._end(tr("Cancelled; what was removed until then is gone."))

    def _remove(self) -> None:
        self._asked = self.ticked
        self._freed = sum(self._sizes.get(kind, 0) for kind in self._asked)
        self.cancel_button.setEnabled(True)
        self.news.say(tr("Removing…"))
        self._setup.remove(self._asked)

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.news.say(tr("Cancelling…"))
        self._setup.cancel()

    def _on_progress(self, words: str, _fraction: float) -> None:
        if self._setup.busy == REMOVE and self.cancel_button.isEnabled():
            self.news.say(words)

    def _on_done(self, _news: str) -> None:
        if self._asked:
            self._end(tr("Removed; {} are free again.").format(bytes_words(self._freed)))

    def _on_failed(self, error: EngineError) -> None:
        if self._asked:
            sentence, step = setup_sentence(error)
            self._end(f"{sentence} {retold(error.message)} {step}".strip())

    def _end(self, words: str) -> None:
        """Says how it ended, and measures what is left."""
        self._asked, self._has_ended = [], True  # first: asking is a change, and looks again
        self.news.say(words)
        self._setup.ask_sizes()

    def reject(self) -> None:
        """Escape closes the window, but not while files are being removed."""
        if self._setup.busy != REMOVE:
            super().reject()


def _words(kind: str) -> str:
    words = {
        RUNTIME: tr("Engine runtime, with its logs"),
        DOWNLOADS: tr("Downloaded packages, kept for repairs"),
        WEIGHTS: tr("Models that were fetched or imported"),
        CACHE: tr("Caches, which are made again when needed"),
    }
    return words.get(kind, kind)
