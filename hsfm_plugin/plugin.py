"""Wires HSFM into QGIS and takes it out again."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, List, Optional

from qgis.core import QgsApplication, QgsRasterLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt, QTranslator
from qgis.PyQt.QtWidgets import QAction

from .engine_link import EngineLink
from .gui.dock import HsfmDock
from .gui.options_page import PAGE, OptionsFactory
from .layers.how_made import HowMade
from .paths import ROOT, icon
from .processing.provider import HsfmProvider
from .settings import Settings


class HsfmPlugin(QObject):
    """The plugin as QGIS sees it."""

    def __init__(self, iface: Any) -> None:
        super().__init__()
        self._iface = iface
        self._settings = Settings()
        self._translator: Optional[QTranslator] = None
        self._action: Optional[QAction] = None
        self._provider: Optional[HsfmProvider] = None
        self._options: Optional[OptionsFactory] = None
        self.link: Optional[EngineLink] = None
        self.dock: Optional[HsfmDock] = None
        self._how_made: Optional[HowMade] = None
        self._translate()

    def _translate(self) -> None:
        path = ROOT / "resources" / "i18n" / f"hsfm_{QgsApplication.locale()}.qm"
        if path.exists():
            self._translator = QTranslator()
            self._translator.load(str(path))
            QCoreApplication.installTranslator(self._translator)

    def initProcessing(self) -> None:  # noqa: N802 - QGIS's name
        """Adds the algorithms; qgis_process calls only this."""
        self._provider = HsfmProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:  # noqa: N802 - QGIS's name
        """Adds the panel, its menu entry and tool button, the options page and the algorithms."""
        self.initProcessing()
        self.link = EngineLink(self._settings)
        self._options = OptionsFactory(self.link, self._settings)
        self._iface.registerOptionsWidgetFactory(self._options)
        window = self._iface.mainWindow()
        self.dock = HsfmDock(self._iface, self.link, self._settings, self._open_options, window)
        self._action = QAction(icon("hsfm.svg"), self.tr("HSFM Hyperspectral Mapper"), window)
        self._action.setObjectName("hsfmAction")
        self._action.setToolTip(self.tr("Shows or hides the HSFM panel"))
        self._action.setCheckable(True)
        self.dock.setToggleVisibilityAction(self._action)
        self._iface.addPluginToRasterMenu("HSFM", self._action)
        self._iface.addRasterToolBarIcon(self._action)
        self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self._how_made = HowMade(self._iface)
        self._how_made.start()
        self.dock.map.starter.published.connect(self._offer_history)
        self.link.start()

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
        if self.link is not None:  # last of the two: the panel shows files of its work folder
            self.link.close()
            self.link = None
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
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)

    def _unload_widgets(self) -> None:
        if self._action is not None:
            self._iface.removePluginRasterMenu("HSFM", self._action)
            self._iface.removeRasterToolBarIcon(self._action)
            self._action.deleteLater()
        if self.dock is not None:
            self.dock.release()
            self._iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
