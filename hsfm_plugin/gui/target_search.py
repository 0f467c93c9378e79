"""Target detection: the form, the pixels picked for it, and its run."""

from __future__ import annotations

from typing import Any, Sequence, Tuple

from qgis.PyQt.QtCore import QObject, QTimer

from ...engine.parameters import TARGETDETECTION
from ..i18n import tr
from .backbone_choice import BackboneChoice
from .pixel_choice import Place
from .pixel_picking import PixelPicking
from .run_starter import Answer, Layers, RunStarter
from .spectrum_picks import SpectrumPicks
from .state import PanelState, SceneFacts, ScoreMap
from .target_choice import Target
from .target_form import TargetForm


def score_map(scene: SceneFacts, answer: Answer, layers: Layers, title: str) -> ScoreMap:
    """Where the map of an answer for a scene and its list are."""
    places = {output["role"]: str(output["path"]) for output in answer["outputs"]}
    path = next(str(o["path"]) for o in answer["outputs"] if o["kind"] == "scores")
    layer = layers[0].id() if layers else ""
    return ScoreMap(path, layer, places.get("detections", ""), title, scene.path)


class TargetSearch(QObject):
    """Composes the form with the map and starts the run."""

    def __init__(
        self,
        iface: Any,
        state: PanelState,
        starter: RunStarter,
        backbone: BackboneChoice,
        form: TargetForm,
    ) -> None:
        super().__init__()
        self._state, self._starter, self._backbone, self.form = state, starter, backbone, form
        self._awaited: Tuple[Place, ...] = ()
        self.picking = PixelPicking(iface, state)
        page = form.pixels
        self.picking.picked.connect(lambda place, _: page.click(place))
        self.picking.turned.connect(page.show_picking)
        self.picking.renewed.connect(lambda: page.set_places(()))
        page.picking_asked.connect(self.picking.turn)
        page.changed.connect(self._mark)
        form.search_asked.connect(self.search)
        form.sources.currentIndexChanged.connect(self._on_shown)
        state.run_changed.connect(self._on_run_changed)

    def show(self, is_shown: bool) -> None:
        """The form is folded out or in; with it go the marks on the map."""
        self.form.setVisible(is_shown)
        self._on_shown()
        if is_shown:
            self.form.grown.emit()

    def offer_picks(self, picks: SpectrumPicks) -> None:
        """Lets the user take the pixels of the spectra's window as the target."""
        page = self.form.pixels
        picks.changed.connect(lambda: page.spectra_button.setVisible(bool(picks.picks)))
        page.taken.connect(
            lambda: page.set_places([*page.places, *((p.row, p.col) for p in picks.picks)])
        )

    def search(self) -> None:
        """Maps the target of the form over the area."""
        page = self.form.page
        if not page.lack:
            self._run(page.target(self._starter.new_folder()), self.form.method)

    def close(self) -> None:
        """Takes tool and marks off the map."""
        self._awaited = ()
        self._state.run_changed.disconnect(self._on_run_changed)
        self.picking.close()

    def target_from(self, places: Sequence[Place]) -> None:
        """Searches for the mean of these pixels of the scene, as soon as nothing else runs.

        Not where the user has chosen another target by then.
        """
        self.form.show_pixels(tuple(places))
        self._awaited = self.form.pixels.places
        self._go_on()

    def _on_run_changed(self) -> None:
        if self._awaited and not self._state.running:
            QTimer.singleShot(0, self._go_on)  # whoever takes the answer of the run comes first

    def _go_on(self) -> None:
        if not self._awaited or self._state.running:
            return
        places, self._awaited = self._awaited, ()
        self.form.refresh()
        is_wanted = self._uses_pixels and self.form.pixels.places == places
        if is_wanted and self.form.run_button.isEnabled():
            self.search()

    @property
    def _uses_pixels(self) -> bool:
        return not self.form.isHidden() and self.form.page is self.form.pixels

    def _on_shown(self) -> None:
        if not self._uses_pixels:
            self.picking.turn(False)
        self._mark()

    def _mark(self) -> None:
        self.picking.mark(self.form.pixels.places if self._uses_pixels else ())

    def _run(self, target: Target, method: str) -> None:
        scene = self._state.scene
        if scene is None:
            return
        values = {**target.values, "method": method}
        if method == "similarity":
            values["backbone"] = self._backbone.backbone
        self.picking.turn(False)

        def take(answer: Answer, layers: Layers) -> None:
            self._state.set_targets(answer["metrics"], score_map(scene, answer, layers, name))

        name = tr("Target: {}").format(target.name)
        said = (tr("HSFM: detect targets"), tr("Target map made in {}."))
        self._starter.map(
            TARGETDETECTION,
            values,
            said,
            take,
            lambda: self._run(target, method),
            always=("detections",),
            prepare=target.prepare,
        )
