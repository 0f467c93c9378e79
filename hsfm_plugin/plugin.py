"""Wires HSFM into QGIS and takes it out again."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, List, Optional

from qgis.core import QgsApplication, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtWidgets import QAction

from .engine_link import EngineLink
from .gui.dock import HsfmDock
from .gui.options_page import PAGE, OptionsFactory
from .i18n import install_translator, remove_translator, tr
from .last_errors import note as note_error
from .layers.how_made import HowMade
from .paths import icon
from .processing.provider import HsfmProvider
from .settings import Settings
from .setup_work import SetupWork


class HsfmPlugin(QObject):
    """The plugin as QGIS sees it."""

    def __init__(self, iface: Any) -> None:
        super().__init__()
        self._iface = iface
        self._settings = Settings()
        self._action: Optional[QAction] = None
        self._provider: Optional[HsfmProvider] = None
        self._options: Optional[OptionsFactory] = None
        self.link: Optional[EngineLink] = None
        self.setup: Optional[SetupWork] = None
        self.dock: Optional[HsfmDock] = None
        self._how_made: Optional[HowMade] = None
        self._translator = install_translator(self._settings.language)

    def initProcessing(self) -> None:  # noqa: N802 - QGIS's name
        """Adds the algorithms; qgis_process calls only this."""
        self._provider = HsfmProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:  # noqa: N802 - QGIS's name
        """Adds the panel, its menu entry and tool button, the options page and the algorithms."""
        self.initProcessing()
        self.link = EngineLink(self._settings)
        if self._provider is not None:
            self._provider.link = self.link
        self.setup = SetupWork(self._settings, self.link)
        self._options = OptionsFactory(self.link, self.setup, self._settings)
        self._iface.registerOptionsWidgetFactory(self._options)
        window = self._iface.mainWindow()
        self.dock = HsfmDock(
            self._iface, self.link, self.setup, self._settings, self._open_options, window
        )
        self._action = QAction(icon("hsfm.svg"), tr("HSFM Hyperspectral Mapper"), window)
        self._action.setObjectName("hsfmAction")
        self._action.setToolTip(tr("Shows or hides the HSFM panel"))
        self._action.setCheckable(True)
        self.dock.setToggleVisibilityAction(self._action)
        self._iface.addPluginToRasterMenu("HSFM", self._action)
        self._iface.addRasterToolBarIcon(self._action)
        self.link.look()  # no process yet; a panel that is shown, or the first run, starts it
        self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self._options.applied.connect(self.dock.map.advanced.recall)
        self._options.hinted.connect(self.dock.notices.show_hint)
        self.setup.failed.connect(note_error)
        self._how_made = HowMade(self._iface)
        self._how_made.start()
        self.dock.map.starter.published.connect(self._offer_history)

    def _offer_history(self, layers: List[QgsRasterLayer]) -> None:
        if self._how_made is not None:
            for layer in layers:
                self._how_made.offer(layer)

    def _open_options(self) -> None:
        self._iface.showOptionsDialog(self._iface.mainWindow(), PAGE)

    def unload(self) -> None:
        """Removes everything and stops the engine."""
        with suppress(RuntimeError):  # QGIS deletes its window's children first when it quits
            self._unload_widgets()
        self._action = self.dock = None
        if self.setup is not None:  # before the engine: its end must not start another one
            self.setup.close()
            self.setup = None
        if self.link is not None:  # last of the two: the panel shows files of its work folder
            self.link.close()
            self.link = None
            if self._provider is not None:
                self._provider.link = None
        if self._options is not None:
            self._iface.unregisterOptionsWidgetFactory(self._options)
            self._options = None
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        with suppress(RuntimeError):  # as below
            if self._how_made is not None:
                self._how_made.stop()
        self._how_made = None
        remove_translator(self._translator)
        self._translator = None

    def _unload_widgets(self) -> None:
        if self._action is not None:
            self._iface.removePluginRasterMenu("HSFM", self._action)
            self._iface.removeRasterToolBarIcon(self._action)
            self._action.deleteLater()
        if self.dock is not None:
            self.dock.release()
            self._iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
