"""The panel: a status line, the four steps, the store of models, and the bar for messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

from qgis.core import QgsMimeDataUtils, QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QFrame, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from ...engine.errors import EngineError
from ..engine_link import EngineLink
from ..i18n import tr
from ..settings import Settings
from ..setup_work import SetupWork
from .column import LEAST_WIDTH, WIDTH, Column, Steps
from .detections import Detections
from .help import close_help
from .jobs_work import JobsWork
from .label_work import LabelWork
from .labels_section import LabelsSection
from .map_section import MapSection
from .model import BACKBONE
from .models import Models
from .models_section import ModelsSection
from .notices import Notices
from .pixel_choice import Place
from .results_section import ResultsSection
from .scene_opening import SceneOpening
from .scene_section import SceneSection
from .score_list import score_lists
from .section import Section
from .setup_card import SetupCard
from .spectra import Spectra
from .state import MODEL_TASKS, PanelState
from .status_line import StatusLine
from .zoom import zoom_to

_SETTLE_MS = 150
"""Until the parts that a result has brought have their place."""


class HsfmDock(QgsDockWidget):
    """Composes the sections and lets them share one state."""

    def __init__(
        self,
        iface: Any,
        link: EngineLink,
        setup: SetupWork,
        settings: Settings,
        open_options: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("HsfmDock")
        self.setWindowTitle("HSFM")
        self.setAcceptDrops(True)
        self._settings = settings
        self._was_shown = False
        self._canvas = iface.mapCanvas()
        self.link = link
        self.state = PanelState()
        self.opening = SceneOpening(self.state, link)
        self.label_work = LabelWork(iface, self.state, link, settings)
        content = Column(self)
        content.setMinimumWidth(LEAST_WIDTH)
        self.status = StatusLine(
            link, setup, self.show_jobs, self.show_setup, open_options, content
        )
        self.notices = Notices(content)
        column = Steps(content)
        self.setup_card = SetupCard(setup, settings, column)
        self.scene = SceneSection(self.state, link, self.opening, settings, column)
        self.labels = LabelsSection(self.state, self.label_work, self.notices, column)
        self.known_models = Models(self.state, link)
        self.map = MapSection(iface, self.state, link, self.known_models, settings, column)
        self.results = ResultsSection(self.state, link, settings, self.notices, column)
        self.models = ModelsSection(self.state, link, self.known_models, settings, column)
        self.spectra = Spectra(iface, self.state, link, settings, parent)
        self.lists = Detections(
            iface, self.state, link, settings, self.spectra, self.label_work, self.map.form, parent
        )
        self.map.target_search.offer_picks(self.spectra.picks)
        self.jobs = JobsWork(
            iface, self.state, link, self.map, self.known_models, self.opening, self.status.jobs
        )
        self._score_lists = score_lists(self.state, self.results, self.lists)
        self._lay_out(content, column)
        self.scene.spectrum_asked.connect(self.spectra.set_picking)
        self.spectra.picking_changed.connect(self.scene.show_picking)
        self.spectra.failed.connect(lambda error: self.notices.show_error(error))
        self.map.starter.failed.connect(self._on_failed)
        self.map.starter.done.connect(self.notices.show_news)
        self.map.starter.published.connect(lambda _: self.scene.hide_results())
        self.map.targets.grown.connect(lambda: self._show_section(self.map.targets))
        self.map.backbone.fell_back.connect(self.notices.show_hint)
        self.map.backbone.more_asked.connect(self._show_models)
        setup.done.connect(self.notices.show_news)
        self.models.looked_at.connect(lambda: self._show_section(self.models))
        self.known_models.failed.connect(self._on_model_failed)
        self.known_models.done.connect(self.notices.show_news)
        self.results.classes.next.asked.connect(self._label_here)
        self.lists.targets_asked.connect(self._target_from)
        self.lists.failed.connect(lambda error: self.notices.show_error(error))
        self.lists.follow_failed.connect(self._on_failed)
        self.lists.hinted.connect(self.notices.show_hint)
        self.lists.done.connect(self.notices.show_news)
        self.results.classes.save_button.clicked.connect(self.map.save_head)
        self.opening.failed.connect(lambda error: self.notices.show_error(error))
        self.known_models.busy_changed.connect(self._on_models_busy)
        self.state.run_changed.connect(self._on_run_changed)
        QgsProject.instance().layersAdded.connect(self._on_layers_added)
        QgsProject.instance().layersWillBeRemoved.connect(self._on_layers_leave)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The four steps from top to bottom, then the store of models."""
        return (self.scene, self.labels, self.map, self.results, self.models)

    def _lay_out(self, content: QWidget, column: QWidget) -> None:
        steps = QVBoxLayout(column)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(1)
        steps.addWidget(self.setup_card)
        for section in self.sections:
            name = section.objectName()
            section.set_open(self._settings.is_open(name, section.is_open_at_first))
            section.toggled.connect(lambda is_open, key=name: self._settings.set_open(key, is_open))
            steps.addWidget(section)
        steps.addStretch(1)
        self._scroll = scroll = QScrollArea(content)
        scroll.setObjectName("panelScroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(column)
        outer = QVBoxLayout(content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.status)
        outer.addWidget(self.notices)
        outer.addWidget(scroll, 1)
        self.setWidget(content)

    def showEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.link.wake()
        if not self._settings.is_placed:
            QTimer.singleShot(0, self._place)

    def _place(self) -> None:
        """Gives the panel its width the first time, once the window has laid itself out."""
        window = self.parentWidget()
        if isinstance(window, QMainWindow) and not self.isFloating():
            window.resizeDocks([self], [WIDTH], Qt.Orientation.Horizontal)
            self._settings.is_placed = True

    def _show_section(self, part: QWidget) -> None:
        """Scrolls to a section, or a part of one, once the layout has settled."""
        QTimer.singleShot(_SETTLE_MS, lambda: self._scroll.ensureWidgetVisible(part, 0, 0))

    def show_setup(self) -> None:
        """Scrolls to the card that installs the engine."""
        self._show_section(self.setup_card)

    def show_jobs(self) -> None:
        """Opens the list of what was run."""
        self.jobs.show()

    def _on_failed(self, error: EngineError, again: Optional[Callable[[], None]]) -> None:
        self.notices.show_error(error, again)

    def _on_model_failed(self, error: EngineError, again: Callable[[], None]) -> None:
        self.notices.show_error(error, again, about_model=True)

    def _show_models(self) -> None:
        self.models.reveal(BACKBONE)
        self._show_section(self.models)

    def _label_here(self, place: Dict[str, Any]) -> None:
        """Shows a place and takes up the drawing tool with the class that is chosen."""
        scene = self.state.scene
        if scene is None or not zoom_to(self._canvas, place["bounds"], scene.crs):
            self.notices.show_hint(
                tr("This place cannot be shown. Choose the scene of the map in step 1.")
            )
            return
        self.labels.set_open(True)
        self._show_section(self.labels)
        self.labels.draw()

    def _target_from(self, pixels: List[Place]) -> None:
        """Searches for what pixels of the scene hold."""
        self.map.set_open(True)
        self.map.ready.target_button.setChecked(True)
        self.map.target_search.target_from(pixels)

    def _on_run_changed(self) -> None:
        task, how = self.state.last_run
        if self.state.is_mapping:
            self.notices.clearWidgets()
            self._show_section(self.map)
        elif how == "done" and not task.startswith(MODEL_TASKS):
            self._show_section(self.results)
            self._show_section(self.results.part_of(task))

    def _on_models_busy(self) -> None:
        if self.known_models.busy:
            self.notices.clearWidgets()
            self._show_section(self.models)

    def _on_layers_added(self, _: Any) -> None:
        self.scene.hide_results()

    def _on_layers_leave(self, ids: Any) -> None:
        scene, labels = self.state.scene, self.state.labels
        if scene is not None and scene.layer is not None and scene.layer.id() in ids:
            self.opening.use_layer(None)
        if labels is not None and labels.layer.id() in ids:
            self.label_work.use_layer(None)

    def _dropped(self, event: Any) -> str:
        data = event.mimeData()
        for url in data.urls() if data.hasUrls() else []:
            if url.isLocalFile() and Path(url.toLocalFile()).exists():
                return str(url.toLocalFile())
        if QgsMimeDataUtils.isUriList(data):
            for uri in QgsMimeDataUtils.decodeUriList(data):
                if Path(uri.uri).exists():
                    return str(uri.uri)
        return ""

    def dragEnterEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        path = self._dropped(event)
        if path:
            event.acceptProposedAction()
            self.scene.open_path(path)

    def release(self) -> None:
        """Lets go of the project, the canvas and the label layer; for ``unload``."""
        project = QgsProject.instance()
        project.layersAdded.disconnect(self._on_layers_added)
        project.layersWillBeRemoved.disconnect(self._on_layers_leave)
        close_help(self)
        self.jobs.close()
        self.map.release()
        self.lists.close()
        self.spectra.close()
        self.label_work.close()
