"""Step 2: which labels, their classes, and drawing more of them."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsMapLayer, QgsVectorLayer
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QPushButton, QWidget

from ..compat import polygons_and_points_only
from ..i18n import tr
from ..labels.drawing import BRUSH, POINT, POLYGON, WAND
from ..labels.label_class import MOST_CLASSES, LabelClass
from .class_table import ClassTable
from .far_labels import far_polygons
from .label_work import LabelWork
from .notices import Notices
from .scene_words import number
from .section import DONE, NONE, WARNING, Section
from .state import PanelState
from .theme import theme_icon
from .tool_options import ToolOptions
from .tool_row import ToolRow
from .widgets import WrappedLabel


class LabelsSection(Section):
    """Chooses a label layer, edits its classes and arms the labelling tools."""

    help_topic = "labels"

    def __init__(
        self, state: PanelState, work: LabelWork, notices: Notices, parent: QWidget
    ) -> None:
        super().__init__(2, parent)
        self.setObjectName("labelsSection")
        self.header.set_title(tr("Labels"))
        self._state, self._work, self._notices = state, work, notices
        self._build_choice()
        self._build_field()
        self._note = ""
        self.table = ClassTable(self.body)
        self.tools = ToolRow(work, self.body)
        self.options = ToolOptions(work.drawing, self.body)
        self.hint = WrappedLabel("labelsHint", self.body)
        for widget in (self.table, self.tools, self.options, self.hint):
            self.column.addWidget(widget)
        self.tools.add_asked.connect(self._on_add)
        self.tools.chosen.connect(self._on_tool)
        self.tools.left.connect(work.drawing.disarm)
        self.table.armed.connect(self._on_armed)
        self.table.edited.connect(self._on_edited)
        self.table.removal_asked.connect(self._on_removal_asked)
        self.table.far_asked.connect(self._on_far_asked)
        state.scene_changed.connect(self.refresh)
        state.labels_changed.connect(self.refresh)
        state.spectra_changed.connect(self.refresh)
        work.drawing.changed.connect(self.refresh)
        work.drawing.noted.connect(self._on_noted)
        work.drawing.refused.connect(notices.show_hint)
        work.layer_made.connect(self._on_layer_made)
        work.failed.connect(lambda error: notices.show_error(error))
        self.refresh()

    def _build_choice(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.layers = QgsMapLayerComboBox(self.body)
        self.layers.setObjectName("labelLayerCombo")
        polygons_and_points_only(self.layers)
        self.layers.setAllowEmptyLayer(True, tr("Choose a layer"))
        self.layers.setLayer(None)
        self.layers.setMinimumContentsLength(6)
        self.layers.setToolTip(tr("Polygons or points with a class in one of their fields"))
        self.layers.layerChanged.connect(self._on_layer_chosen)
        self.new_button = QPushButton(tr("New"), self.body)
        self.new_button.setObjectName("newLabelsButton")
        self.new_button.setIcon(theme_icon("mActionNewGeoPackageLayer.svg"))
        self.new_button.clicked.connect(self._work.make_layer)
        row.addWidget(self.layers, 1)
        row.addWidget(self.new_button)
        self.column.addLayout(row)

    def _build_field(self) -> None:
        self.field_row = QWidget(self.body)
        row = QHBoxLayout(self.field_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel(tr("Class field"), self.field_row))
        self.fields = QgsFieldComboBox(self.field_row)
        self.fields.setObjectName("classFieldCombo")
        self.fields.setAllowEmptyFieldName(True)
        self.fields.fieldChanged.connect(self._work.use_field)
        row.addWidget(self.fields, 1)
        self.column.addWidget(self.field_row)

    def refresh(self) -> None:
        """Shows the state's labels."""
        state, labels = self._state, self._state.labels
        understood = labels is not None and labels.is_understood
        has_scene = state.scene is not None
        self.new_button.setEnabled(has_scene)
        self.new_button.setToolTip(
            tr("Makes an empty label layer for this scene in the results folder")
            if has_scene
            else tr("Choose a scene first.")
        )
        armed = self._work.drawing.armed
        is_clear = understood and labels.has_usual_field
        self.field_row.setVisible(labels is not None and not is_clear)
        classes = labels.classes if labels is not None else []
        self.table.setVisible(bool(classes))
        if labels is not None:
            far = {value: len(found) for value, found in far_polygons(state.class_spectra).items()}
            self.table.fill(labels, state.counts, armed.name if armed else None, far)
        self.tools.setVisible(labels is not None)
        self.tools.refresh(understood)
        self._tell(understood, len(classes))

    def _tell(self, understood: bool, classes: int) -> None:
        labels, counts = self._state.labels, self._state.counts
        polygons = sum(count.polygons for count in counts.values())
        armed = self._work.drawing.armed
        if labels is None:
            self.hint.say(tr("Draw a few polygons for each class."))
            self.header.tell("", NONE)
            return
        if not understood:
            self.hint.say(
                tr("{0} has {1} different values; choose another class field.").format(
                    labels.field, number(labels.excess)
                )
                if labels.excess
                else tr("Choose the field that holds the class.")
            )
            self.header.tell(tr("no class field"), WARNING)
            return
        if not labels.is_read:
            self.hint.say(tr("Reading the labels…"))
            self.header.tell(tr("reading…"), NONE)
            return
        few = [name for name, count in counts.items() if count.is_few]
        labelled = len(self._state.labelled)
        if armed is not None:
            self.hint.say(self._note or self._how_to_draw(armed.name))
        elif polygons == 0:
            self.hint.say(tr("Draw a few polygons for each class."))
        elif labelled == 1:
            self.hint.say(
                tr(
                    "You have labels for one class. Draw at least one polygon of another class "
                    "to train."
                )
            )
        elif few:
            self.hint.say(tr("Few labels for {}. Draw some more.").format(", ".join(few)))
        else:
            self.hint.say("")
        names = tr("1 class") if classes == 1 else tr("{} classes").format(classes)
        drawn = tr("1 polygon") if polygons == 1 else tr("{} polygons").format(number(polygons))
        summary = f"{names} · {drawn}"
        mark = NONE if labelled < 2 else (WARNING if few else DONE)
        self.header.tell(summary if classes else tr("empty"), mark)

    def _how_to_draw(self, name: str) -> str:
        words = {
            POINT: tr("Drawing {}: click on pixels."),
            POLYGON: tr("Drawing {}: click on the map, right-click to finish a polygon."),
            BRUSH: tr("Drawing {}: press and drag over pixels. Esc stops."),
            WAND: tr("Drawing {}: click a pixel, then set how different its like may be."),
        }
        return words[self._work.drawing.tool].format(name)

    def _on_noted(self, sentence: str) -> None:
        self._note = sentence
        armed = self._work.drawing.armed
        if armed is not None:
            self.hint.say(sentence or self._how_to_draw(armed.name))

    def _on_layer_chosen(self, layer: Optional[QgsMapLayer]) -> None:
        chosen = layer if isinstance(layer, QgsVectorLayer) else None
        self.fields.blockSignals(True)
        self.fields.setLayer(chosen)
        self.fields.blockSignals(False)
        self._work.use_layer(chosen)
        labels = self._state.labels
        if labels is not None:
            self.fields.blockSignals(True)
            self.fields.setField(labels.field)
            self.fields.blockSignals(False)

    def _on_layer_made(self, layer: QgsVectorLayer) -> None:
        self.layers.setLayer(layer)
        path = layer.source().split("|")[0]
        self._notices.show_news(tr("Save your edits to keep the labels in {}.").format(path))
        self._on_add()

    def _on_add(self) -> None:
        made = self._work.add_class()
        if made is not None:
            self.table.edit_name(made.name)
        else:
            most = tr("A class map holds at most {} classes.").format(MOST_CLASSES)
            self._notices.show_hint(most)

    def _on_far_asked(self, entry: LabelClass) -> None:
        if not self._work.show_far(entry):
            self._notices.show_hint(
                tr("The map's CRS cannot show this place. Choose another CRS for the project.")
            )

    def draw(self) -> None:
        """Takes up the tool that was used last, with the class that is chosen."""
        self._on_tool("")

    def _on_tool(self, tool: str) -> None:
        labels = self._state.labels
        row = max(0, self.table.currentRow())
        if labels is not None and labels.classes:
            self._on_armed(labels.classes[min(row, len(labels.classes) - 1)], tool)

    def _on_armed(self, entry: LabelClass, tool: str = "") -> None:
        if not self._work.arm(entry, tool):
            self._notices.show_hint(
                self._work.why_not(tool or self._work.tool)
                or tr("This layer cannot be edited. Make a new label layer to draw.")
            )
            self.refresh()

    def _on_edited(self, entry: LabelClass, name: str, color: str) -> None:
        if not self._work.change_class(entry, name, color):
            self.refresh()
            self._notices.show_hint(
                tr("The name is empty or taken, or the layer cannot be edited.")
            )

    def _on_removal_asked(self, entry: LabelClass) -> None:
        count = self._state.counts.get(entry.name)
        if count is not None and count.polygons:
            question = tr("Delete the class {} and its {} polygons?").format(
                entry.name, count.polygons
            )
            answer = QMessageBox.question(self, tr("Delete Class"), question)
            if answer != QMessageBox.StandardButton.Yes:
                return
        self._work.remove_class(entry)
