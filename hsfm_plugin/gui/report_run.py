"""Has the engine write the report of a classifier, and opens it."""

from __future__ import annotations

from typing import Any, Callable, Dict

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices

from ...engine.errors import EngineError, from_os_error
from ...engine.parameters import REPORT
from ..engine_link import EngineLink
from ..i18n import tr
from ..paths import next_file, results_folder
from ..settings import Settings
from .missing import for_engine
from .scene_opening import scene_name
from .state import PanelState


def open_in_browser(path: str) -> None:
    """Opens a file with what the desktop uses for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))


class ReportRun(QObject):
    """One report at a time; ``written`` carries its path, ``failed`` the error and another try."""

    written = pyqtSignal(str)
    failed = pyqtSignal(object, object)
    busy_changed = pyqtSignal()

    def __init__(
        self,
        state: PanelState,
        link: EngineLink,
        settings: Settings,
        show: Callable[[str], None] = open_in_browser,
    ) -> None:
        super().__init__()
        self._state, self._link, self._settings, self.show = state, link, settings, show
        self.busy = False

    @property
    def refusal(self) -> str:
        """Why no report can be written now; empty where one can."""
        return for_engine(self._state, self._link)

    def start(self) -> None:
        """Writes the report of the head, with the class map if there is one, and shows it."""
        head = self._state.head
        if head is None or self.busy or self.refusal:
            return
        folder = results_folder(self._settings, QgsProject.instance())
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            self.failed.emit(from_os_error(exc, folder), self.start)
            return
        scene = self._state.scene
        stem = scene_name(scene) if scene is not None else "head"
        path = str(next_file(folder, f"{stem}_report", "html"))
        values: Dict[str, Any] = {"head": head.path, "out": path}
        if self._state.class_map_path:
            values["map"] = self._state.class_map_path
        task = self._link.run(tr("HSFM: report"), REPORT.name, values, hidden=True)
        self._set_busy(True)

        def on_success(_: Dict[str, Any]) -> None:
            self._set_busy(False)
            self.written.emit(path)
            self.show(path)

        def on_failure(error: EngineError) -> None:
            self._set_busy(False)
            self.failed.emit(error, self.start)

        task.succeeded.connect(on_success)
        task.failed.connect(on_failure)
        task.cancelled.connect(lambda: self._set_busy(False))

    def _set_busy(self, is_busy: bool) -> None:
        self.busy = is_busy
        self.busy_changed.emit()
