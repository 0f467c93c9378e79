"""HSFM's page in the options of QGIS: one column of groups, in a scroll area."""

from __future__ import annotations

from typing import Dict, List

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ..engine_link import EngineLink
from ..i18n import tr
from ..later_restart import LaterRestart
from ..paths import icon
from ..settings import Settings
from ..setup_work import SetupWork
from .help import help_button
from .options_compute import ComputeBox
from .options_diagnostics import DiagnosticsRow
from .options_fields import CheckedField
from .options_language import LanguageBox
from .options_network import NetworkBox
from .options_runtime import RuntimeBox
from .options_storage import StorageBox
from .widgets import WrappedLabel

PAGE = "hsfmOptions"
_SIZE = QSize(560, 620)
_LOOK_MS = 500


class Groups(QWidget):
    """Asks for the height that its groups have at the page's width, not at a much narrower one."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        least = super().minimumSizeHint()
        height = self.heightForWidth(max(self.width(), least.width()))
        return least if height < 0 else QSize(least.width(), min(height, least.height()))


class OptionsPage(QgsOptionsPageWidget):
    """The groups; what the user typed and what cannot be stored comes back with the next page.

    Attributes:
        refused: what the fields hold that could not be stored, by the field's name.
        problems: sentences that say why; both after ``apply``.
    """

    applied = pyqtSignal()

    def __init__(
        self,
        link: EngineLink,
        setup: SetupWork,
        settings: Settings,
        restart: LaterRestart,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(PAGE)
        self._link, self._restart = link, restart
        self.refused: Dict[str, str] = {}
        self.problems: List[str] = []
        content = Groups(self)
        column = QVBoxLayout(content)
        top = QHBoxLayout()
        self.hint = WrappedLabel("optionsHint", content)
        top.addWidget(self.hint, 1)
        top.addWidget(help_button("options", content), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        self.runtime = RuntimeBox(link, settings, setup, content)
        self.compute = ComputeBox(link, settings, content)
        self.storage = StorageBox(link, settings, setup, content)
        self.network = NetworkBox(settings, content)
        self.language = LanguageBox(settings, content)
        self._boxes = (self.runtime, self.compute, self.storage, self.network, self.language)
        for box in self._boxes:
            column.addWidget(box)
        column.addWidget(DiagnosticsRow(link, setup, settings, content))
        column.addStretch(1)
        self.scroll = QScrollArea(self)
        self.scroll.setObjectName("optionsScroll")
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setWidgetResizable(True)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.scroll)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._was_busy = not link.is_busy
        self._look()
        setup.ask_sizes()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return _SIZE

    def _look(self) -> None:
        """Says that a run is under way, as long as it is: changes and removing wait for its end."""
        is_busy = self._link.is_busy
        if is_busy == self._was_busy:
            return
        self._was_busy = is_busy
        words = tr("A run is under way: what you change here reaches the engine when it has ended.")
        self.hint.setText(words if is_busy else tr("How HSFM and its engine work on this computer"))
        self.runtime.refresh()
        self.storage.refresh()

    def _find_problems(self) -> List[str]:
        """Says beside every field what is wrong; gives what is wrong in those that were changed.

        A path that was stored long ago and holds no more, as on a disk that is unplugged, is told
        but keeps nobody from changing other options of QGIS.
        """
        said = [(field, field.problem()) for field in self._fields()]
        return [words for field, words in said if words and field.is_changed]

    def isValid(self) -> bool:  # noqa: N802 - QGIS's name, since 3.26 or so; 3.22 never asks
        """Whether what was changed can be stored; each field says beside it what is wrong."""
        return not self._find_problems()

    def apply(self) -> None:
        """Stores everything that can be; the engine is restarted if it works otherwise then."""
        before = self._restart.wanted()
        self.problems = self._find_problems()
        self.refused = {
            field.objectName(): field.text
            for field in self._fields()
            if field.is_refused and field.is_changed
        }
        for box in self._boxes:
            box.store()
        if self._restart.wanted() != before:
            self._restart.ask()
        self.applied.emit()

    def take_back(self, refused: Dict[str, str]) -> None:
        """Fills in what an earlier page could not store, and says again what is wrong with it."""
        for field in self._fields():
            if field.objectName() in refused:
                field.line.setText(refused[field.objectName()])
                field.problem()

    def _fields(self) -> List[CheckedField]:
        return list(self.findChildren(CheckedField))


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page whenever the options are opened.

    Attributes:
        restart: of the engine, after a page was applied.
        applied: a page was applied.
        hinted: a sentence for the panel: what was not stored, or what happens later.
    """

    applied = pyqtSignal()
    hinted = pyqtSignal(str)

    def __init__(self, link: EngineLink, setup: SetupWork, settings: Settings) -> None:
        super().__init__()
        self._setup = setup
        self._link, self._settings = link, settings
        self._refused: Dict[str, str] = {}
        self.restart = setup.restart
        self.setTitle("HSFM")

    def icon(self) -> QIcon:
        return icon("hsfm.svg")

    def createWidget(self, parent: QWidget) -> OptionsPage:  # noqa: N802 - QGIS's name
        page = OptionsPage(self._link, self._setup, self._settings, self.restart, parent)
        page.take_back(self._refused)
        page.applied.connect(lambda: self._on_applied(page))
        return page

    def _on_applied(self, page: OptionsPage) -> None:
        self._refused = page.refused
        self.applied.emit()
        if page.problems:
            words = tr("Not everything in the HSFM options was stored; they say why. {}")
            self.hinted.emit(words.format(page.problems[0]))
        elif self.restart.is_due:
            self.hinted.emit(tr("The new settings reach the engine when its run has ended."))
