"""Asks the engine for the similarity to chosen pixels; only the newest choice is ever shown."""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...engine.errors import EngineError
from ...engine.parameters import FINDSIMILAR
from ..engine_link import READY, EngineLink
from ..i18n import tr
from ..tasks import EngineTask
from .area_choice import AreaChoice, Prepare
from .backbone_choice import BackboneChoice
from .parameter_form import ParameterForm
from .pixel_choice import PixelChoice, as_text
from .preview_layer import PreviewLayer
from .state import SceneFacts

Key = Tuple[Any, ...]


@dataclass(frozen=True)
class Limits:
    """The part of the scene that is looked at, fixed with the first click of a search.

    Attributes:
        values: parameters of the engine.
        prepare: gives more of them, in the background; writes its file only once.
    """

    values: Dict[str, Any]
    prepare: Prepare


class SimilarRun(QObject):
    """Keeps the heat map up to date; what another run of the user displaces comes back after it.

    A first run computes the features of the scene, which the engine then keeps: a click during it
    waits for its end, as all would have to be done again otherwise. A later run is short, and a
    click displaces it.

    ``began`` comes with every run, ``progressed`` with the engine's messages, ``done`` with the
    answer and the seconds since the click, ``failed`` with an EngineError, ``stopped`` when a run
    ended that nobody waits for any more, with whether the user has cancelled it.
    """

    began = pyqtSignal()
    progressed = pyqtSignal(dict)
    done = pyqtSignal(dict, float)
    failed = pyqtSignal(object)
    stopped = pyqtSignal(bool)

    def __init__(
        self, link: EngineLink, form: ParameterForm, area: AreaChoice, backbone: BackboneChoice
    ) -> None:
        super().__init__()
        self._link, self._form, self._area, self._backbone = link, form, area, backbone
        self.layer = PreviewLayer(tr("Similar (temporary)"), FINDSIMILAR.name)
        self._limits: Optional[Limits] = None
        self._wish: Optional[Tuple[SceneFacts, PixelChoice]] = None
        self._asked_at = 0.0
        self._task: Optional[EngineTask] = None
        self._warm: Optional[Key] = None
        self._folders: List[Path] = []
        self._is_cancelled = False
        area.currentIndexChanged.connect(self._forget_limits)
        link.status_changed.connect(self._on_status)

    @property
    def is_busy(self) -> bool:
        """Whether a run is under way or waits."""
        return self._task is not None or self._wish is not None

    @property
    def is_warm(self) -> bool:
        """Whether the engine has the features of what was looked at last."""
        return self._warm is not None

    def ask(self, scene: SceneFacts, pixels: PixelChoice) -> None:
        """Wants the map of this choice and of no earlier one."""
        self._wish, self._asked_at = (scene, pixels), time.monotonic()
        self._is_cancelled = False
        if self._task is not None and self._warm is not None:
            self._link.cancel(self._task)  # a run that waits ends at once: self._task may be None
        self.go_on()

    def go_on(self) -> None:
        """Starts what is wanted, unless a run is under way."""
        if self._wish is not None and self._task is None and self._link.is_startable:
            self._start(*self._wish)

    def values_for(self, scene: SceneFacts, pixels: PixelChoice) -> Tuple[Dict[str, Any], Prepare]:
        """The request for a choice, without its output, and what prepares it.

        Raises:
            EngineError: the area is not to be had.
        """
        if self._limits is None:
            folder = Path(tempfile.mkdtemp(prefix="area-", dir=self._link.work_folder))
            limits, prepare = self._area.request(scene, folder)
            once = lru_cache(maxsize=None)(prepare) if prepare is not None else None
            self._limits = Limits(limits, once)
        values = {
            "scene": scene.path,
            "like": as_text(pixels.like),
            "backbone": self._backbone.backbone,
            **self._form.values_for(FINDSIMILAR),
            **self._limits.values,
        }
        if pixels.unlike:
            values["unlike"] = as_text(pixels.unlike)
        return values, self._limits.prepare

    def cancel(self) -> None:
        """Stops the run for the user, who wants nothing any more; the map that is shown stays."""
        self._stop(True)

    def clear(self) -> None:
        """Removes the map, and looks for the area anew the next time."""
        self._stop(False)
        self._limits = None
        self.layer.remove()
        self._drop_files(keep=0)

    def close(self) -> None:
        """Lets go of the project."""
        self.blockSignals(True)  # a run that ends later has nobody to tell
        self.clear()
        self.layer.close()
        self._link.status_changed.disconnect(self._on_status)

    def _stop(self, is_cancelled: bool) -> None:
        self._wish, self._is_cancelled = None, is_cancelled
        if self._task is not None:
            self._link.cancel(self._task)

    def _forget_limits(self) -> None:
        self._limits, self._warm = None, None

    def _on_status(self) -> None:
        if self._link.status != READY:  # another engine knows no features
            self._warm = None

    def _start(self, scene: SceneFacts, pixels: PixelChoice) -> None:
        try:
            values, prepare = self.values_for(scene, pixels)
        except EngineError as exc:
            self._wish = None
            self.failed.emit(exc)
            return
        key = tuple(sorted((k, str(v)) for k, v in values.items() if k not in ("like", "unlike")))
        if key != self._warm:
            self._warm = None
        folder = Path(tempfile.mkdtemp(prefix="similar-", dir=self._link.work_folder))
        out = str(folder / "similar.tif")
        wish = self._wish
        task = self._link.run(
            tr("HSFM: find similar"),
            FINDSIMILAR.name,
            {**values, "out": out},
            prepare,
            hidden=True,
            gives_way=True,
        )
        self._task = task

        def end() -> bool:
            """Makes room for the next; tells whether this is what is wanted still."""
            if self._task is task:
                self._task = None
            self._folders.append(folder)
            if self._wish is None:
                self.stopped.emit(self._is_cancelled)
            return self._wish is wish and wish is not None

        def on_success(answer: Dict[str, Any]) -> None:
            is_wanted = end()
            self._warm = key
            if is_wanted:
                self._wish = None
                self.layer.show(out, out, scene.group, "")
                self.done.emit(answer, time.monotonic() - self._asked_at)
            self._drop_files(keep=2)
            self.go_on()

        def on_failure(error: EngineError) -> None:
            if end():
                self._wish = None
                self.failed.emit(error)
            self.go_on()

        def on_cancelled() -> None:
            end()
            self.go_on()  # a newer click displaced it, or another run came first

        task.progressed.connect(self.progressed)
        task.succeeded.connect(on_success)
        task.failed.connect(on_failure)
        task.cancelled.connect(on_cancelled)
        self.began.emit()

    def _drop_files(self, keep: int) -> None:
        """Keeps the map that is shown and the one before, which may be in the picture painted."""
        while len(self._folders) > keep:
            shutil.rmtree(self._folders.pop(0), ignore_errors=True)
