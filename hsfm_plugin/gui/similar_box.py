"""What stands below the button while similar pixels are looked for: what to do, what to keep."""

from __future__ import annotations

from typing import Dict, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr
from .pixel_choice import ADD, EXCLUDE, NEW
from .progress_row import ProgressRow
from .theme import theme_icon
from .widgets import ShrinkingButton, WrappedLabel


class SimilarBox(QFrame):
    """Hidden while nobody looks for anything.

    ``mode_changed`` carries what a plain click means from now on.
    """

    mode_changed = pyqtSignal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("similarBox")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.hint = WrappedLabel("similarHint", self)
        self.progress = ProgressRow(self, "similar")
        self.keep_button = self._button("similarKeepButton", tr("Keep"), "mActionFileSave.svg")
        self.clear_button = self._button(
            "similarClearButton", tr("Clear"), "mActionDeleteSelected.svg"
        )
        self.clear_button.setToolTip(tr("Removes the chosen pixels and the temporary map"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        column.addLayout(self._modes())
        column.addWidget(self.hint)
        column.addWidget(self.progress)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.keep_button)
        row.addWidget(self.clear_button)
        column.addLayout(row)
        self.hide()

    def _button(self, name: str, text: str, picture: str) -> QPushButton:
        made = QPushButton(theme_icon(picture), text, self)
        made.setObjectName(name)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return made

    def _modes(self) -> QHBoxLayout:
        """One button a meaning of a click, for those whose desktop keeps Alt+click for itself."""
        row = QHBoxLayout()
        row.setSpacing(0)
        group = QButtonGroup(self)
        self._by_mode: Dict[str, QToolButton] = {}
        for mode, text, picture, tip in (
            (
                NEW,
                tr("Search"),
                "search.svg",
                tr("A click looks for this pixel and forgets the others"),
            ),
            (
                ADD,
                tr("Add"),
                "symbologyAdd.svg",
                tr("A click looks for this pixel as well (Shift+click)"),
            ),
            (
                EXCLUDE,
                tr("Exclude"),
                "symbologyRemove.svg",
                tr("A click takes out what is like this pixel (Alt+click)"),
            ),
        ):
            button = ShrinkingButton(f"similar_{mode}", theme_icon(picture), text, self)
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setToolTip(tip)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _, each=mode: self.mode_changed.emit(each))
            group.addButton(button)
            self._by_mode[mode] = button
            row.addWidget(button)
        self._by_mode[NEW].setChecked(True)
        return row

    @property
    def tab_order(self) -> Tuple[QWidget, ...]:
        """What takes the keys, from top to bottom."""
        last = (self.progress.cancel, self.keep_button, self.clear_button)
        return (*self._by_mode.values(), *last)

    @property
    def mode(self) -> str:
        """What a plain click means."""
        return next(mode for mode, button in self._by_mode.items() if button.isChecked())

    def set_mode(self, mode: str) -> None:
        """Chooses what a plain click means."""
        self._by_mode[mode].setChecked(True)
