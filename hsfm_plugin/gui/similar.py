"""Find Similar: click a pixel, see what is like it; further clicks add and exclude."""

from __future__ import annotations

from typing import Any, Dict

from qgis.PyQt.QtCore import QObject, QTimer

from ...engine.errors import EngineError
from ...engine.parameters import FINDSIMILAR
from ..engine_link import EngineLink
from ..i18n import tr
from ..messages import explain
from .missing import Missing
from .pixel_choice import ADD, EXCLUDE, NEW, PixelChoice, Place, meaning_of
from .pixel_picking import PixelPicking
from .run_starter import Answer, RunStarter
from .similar_box import SimilarBox
from .similar_run import SimilarRun
from .state import PanelState
from .target_search import score_map

SLOW_MS = 300
"""A run that takes longer shows its progress."""


class FindSimilar(QObject):
    """Composes the map tool, its marks, the temporary map and the box of the panel.

    Attributes:
        pixels: what is looked for now.
    """

    def __init__(
        self,
        iface: Any,
        state: PanelState,
        link: EngineLink,
        missing: Missing,
        run: SimilarRun,
        starter: RunStarter,
        box: SimilarBox,
    ) -> None:
        super().__init__()
        self._state, self._link, self._missing = state, link, missing
        self.run, self._starter, self.box = run, starter, box
        self.picking = PixelPicking(iface, state)
        self.pixels = PixelChoice()
        self._is_shown = False
        self._said = ""
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._show_progress)
        self._connect()
        self._tell()

    def _connect(self) -> None:
        self.picking.picked.connect(self._on_picked)
        self.picking.missed.connect(
            lambda: self._end(tr("The scene has no pixel there. Click inside the scene."))
        )
        self.picking.turned.connect(self._on_turned)
        self.picking.renewed.connect(self.clear)
        self.run.began.connect(self._slow.start)
        self.run.progressed.connect(self._on_progress)
        self.run.done.connect(self._on_done)
        self.run.failed.connect(self._on_failed)
        self.run.stopped.connect(self._on_stopped)
        self.run.layer.removed.connect(self.clear)
        self.box.progress.cancel_asked.connect(self.run.cancel)
        self.box.keep_button.clicked.connect(self.keep)
        self.box.clear_button.clicked.connect(self.clear)
        self.box.mode_changed.connect(lambda _: self._tell())
        self._state.run_changed.connect(self._on_run_changed)
        self._link.status_changed.connect(self._on_run_changed)

    @property
    def is_warm(self) -> bool:
        """Whether the next click needs no features that the engine does not have."""
        return bool(self.pixels.like) and self.run.is_warm

    def clear(self) -> None:
        """Forgets the pixels and removes the temporary map."""
        self.pixels, self._is_shown = PixelChoice(), False
        self.run.clear()
        self.picking.mark(())
        self._end("")

    def keep(self) -> None:
        """Saves the map of the chosen pixels among the results; the temporary one then goes."""
        scene, pixels = self._state.scene, self.pixels
        if scene is None or not pixels.like:
            return
        try:
            values, prepare = self.run.values_for(scene, pixels)
        except EngineError as exc:
            self._starter.failed.emit(exc, self.keep)
            return

        group = scene.group  # now: its layer may be gone when the run ends

        def take(answer: Answer) -> None:
            layers = self._starter.publish(answer, group)
            if self.pixels == pixels:
                self.clear()
                self.picking.turn(False)
            if not self._starter.is_past(scene):
                made = score_map(scene, answer, layers, tr("Similar"))
                self._state.set_similar(answer["metrics"], made)
            self._starter.done.emit(tr("Similarity map saved."))

        values["out"] = str(self._starter.next_path(FINDSIMILAR.name))
        title = tr("HSFM: find similar")
        self._starter.run(FINDSIMILAR, title, values, prepare, take)

    def close(self) -> None:
        """Takes tool, marks and temporary map out of QGIS; for ``unload``."""
        self._slow.stop()
        self._state.run_changed.disconnect(self._on_run_changed)
        self._link.status_changed.disconnect(self._on_run_changed)
        self.run.layer.removed.disconnect(self.clear)
        self.run.close()
        self.picking.close()

    def _on_picked(self, place: Place, keys: Any) -> None:
        scene = self._state.scene
        if scene is None:
            return
        self.pixels = self.pixels.clicked(place, meaning_of(keys, self.box.mode))
        self.picking.mark(self.pixels.like, self.pixels.unlike)
        self._said = ""
        if self.pixels.like:
            self.run.ask(scene, self.pixels)
            self._tell()
            return
        self.run.clear()
        self._is_shown = False
        self._end(tr("Now click a pixel of what you look for.") if self.pixels.unlike else "")

    def _show_progress(self) -> None:
        if self.run.is_busy:
            self.box.progress.begin(tr("Stops; the map that is shown stays"))
            self._tell()

    def _on_progress(self, message: Dict[str, Any]) -> None:
        self.box.progress.take(message, FINDSIMILAR.name)

    def _on_done(self, _: Dict[str, Any], __: float) -> None:
        self._is_shown = True
        self._end("")

    def _on_stopped(self, is_cancelled: bool) -> None:
        said = tr("Cancelled. Click a pixel again.") if is_cancelled else self._said
        self._end(said)

    def _on_failed(self, error: EngineError) -> None:
        said = explain(error)
        self._end(f"{said.sentence} {said.step}".strip())

    def _end(self, said: str) -> None:
        self._slow.stop()
        self.box.progress.end()
        self._said = said
        self._tell()

    def _on_turned(self, is_on: bool) -> None:
        if is_on and not (self.pixels.like or self.pixels.unlike):
            self.box.set_mode(NEW)
        self._tell()

    def _on_run_changed(self) -> None:
        if not self._state.running:
            self.run.go_on()
        self._tell()

    def _tell(self) -> None:
        """Shows what can be done next."""
        box, has_pixels = self.box, bool(self.pixels.like or self.pixels.unlike)
        box.setVisible(self.picking.is_on or has_pixels)
        box.hint.say(self._said or self._words())
        lack = self._missing.for_scene()
        box.keep_button.setEnabled(self._is_shown and not self.run.is_busy and not lack)
        box.keep_button.setToolTip(lack or tr("Saves the map in the results folder"))
        box.clear_button.setEnabled(has_pixels)

    def _words(self) -> str:
        if self.run.is_busy:
            if self._state.running:
                return tr("The map comes when the running task is done.")
            if not self.run.is_warm:
                return tr("Looking at the whole scene once; after that, clicks are quick.")
            return tr("Looking…")
        if not self._is_shown:
            return tr("Click a pixel of what you look for on the map.")
        words = tr("Like {} pixels").format(len(self.pixels.like))
        if len(self.pixels.like) == 1:
            words = tr("Like 1 pixel")
        if self.pixels.unlike:
            words = tr("{}, unlike {}").format(words, len(self.pixels.unlike))
        if not self.picking.is_on:
            return tr("{}. Choose Find Similar to go on.").format(words)
        ways = {
            NEW: tr("{}. Shift+click adds, Alt+click excludes, Esc ends."),
            ADD: tr("{}. A click adds a pixel, or takes it out again. Esc ends."),
            EXCLUDE: tr("{}. A click excludes what is like a pixel. Esc ends."),
        }
        return ways[self.box.mode].format(words)
