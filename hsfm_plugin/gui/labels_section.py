"""Step 2: which labels, their classes, and drawing more of them."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel, QgsVectorLayer
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QPushButton, QToolButton, QWidget

from ..labels.label_layer import LabelClass
from .class_table import ClassTable
from .label_work import LabelWork
from .notices import Notices
from .scene_words import number
from .section import DONE, NONE, WARNING, Section
from .state import PanelState
from .theme import theme_icon
from .widgets import WrappedLabel


class LabelsSection(Section):
    """Chooses a label layer, edits its classes and arms the drawing tool."""

    def __init__(
        self, state: PanelState, work: LabelWork, notices: Notices, parent: QWidget
    ) -> None:
        super().__init__(2, parent)
        self.setObjectName("labelsSection")
        self.header.set_title(self.tr("Labels"))
        self._state, self._work, self._notices = state, work, notices
        self._build_choice()
        self._build_field()
        self.table = ClassTable(self.body)
        self.hint = WrappedLabel("labelsHint", self.body)
        self.column.addWidget(self.table)
        self.column.addWidget(self.hint)
        self._build_buttons()
        self.table.armed.connect(self._on_armed)
        self.table.edited.connect(self._on_edited)
        self.table.removal_asked.connect(self._on_removal_asked)
        state.scene_changed.connect(self.refresh)
        state.labels_changed.connect(self.refresh)
        work.drawing.changed.connect(self.refresh)
        work.layer_made.connect(self._on_layer_made)
        work.failed.connect(lambda error: notices.show_error(error))
        self.refresh()

    def _build_choice(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.layers = QgsMapLayerComboBox(self.body)
        self.layers.setObjectName("labelLayerCombo")
        kinds = QgsMapLayerProxyModel.Filter
        self.layers.setFilters(kinds.PolygonLayer | kinds.PointLayer)
        self.layers.setAllowEmptyLayer(True, self.tr("Choose a layer"))
        self.layers.setLayer(None)
        self.layers.setMinimumContentsLength(6)
        self.layers.setToolTip(self.tr("Polygons or points with a class in one of their fields"))
        self.layers.layerChanged.connect(self._on_layer_chosen)
        self.new_button = QPushButton(self.tr("New"), self.body)
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
        row.addWidget(QLabel(self.tr("Class field"), self.field_row))
        self.fields = QgsFieldComboBox(self.field_row)
        self.fields.setObjectName("classFieldCombo")
        self.fields.setAllowEmptyFieldName(True)
        self.fields.fieldChanged.connect(self._work.use_field)
        row.addWidget(self.fields, 1)
        self.column.addWidget(self.field_row)

    def _build_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.add_button = QToolButton(self.body)
        self.add_button.setObjectName("addClassButton")
        self.add_button.setText(self.tr("Class"))
        self.add_button.setIcon(theme_icon("symbologyAdd.svg"))
        self.add_button.clicked.connect(self._on_add)
        self.draw_button = QToolButton(self.body)
        self.draw_button.setObjectName("drawPolygonButton")
        self.draw_button.setText(self.tr("Polygon"))
        self.draw_button.setIcon(theme_icon("mActionCapturePolygon.svg"))
        self.draw_button.setCheckable(True)
        self.draw_button.clicked.connect(self._on_draw)
        for button in (self.add_button, self.draw_button):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def refresh(self) -> None:
        """Shows the state's labels."""
        state, labels = self._state, self._state.labels
        understood = labels is not None and labels.is_understood
        has_scene = state.scene is not None
        self.new_button.setEnabled(has_scene)
        self.new_button.setToolTip(
            self.tr("Makes an empty label layer for this scene in the results folder")
            if has_scene
            else self.tr("Choose a scene first.")
        )
        armed = self._work.drawing.armed
        self.field_row.setVisible(labels is not None and not labels.has_usual_field)
        classes = labels.classes if labels is not None else []
        self.table.setVisible(bool(classes))
        if labels is not None:
            self.table.fill(labels, state.counts, armed.name if armed else None)
        self.add_button.setEnabled(understood)
        self.draw_button.setEnabled(understood and bool(classes))
        self.draw_button.setChecked(armed is not None)
        where = self.tr("Choose or make a label layer first.")
        self.add_button.setToolTip(self.tr("Adds a class") if understood else where)
        if armed is not None:
            tip = self.tr("Drawing {}. Click to stop.").format(armed.name)
        elif classes:
            tip = self.tr("Draws polygons of the selected class on the map")
        else:
            tip = self.tr("Add a class first.") if understood else where
        self.draw_button.setToolTip(tip)
        self._tell(understood, len(classes))

    def _tell(self, understood: bool, classes: int) -> None:
        labels, counts = self._state.labels, self._state.counts
        polygons = sum(count.polygons for count in counts.values())
        armed = self._work.drawing.armed
        if labels is None:
            self.hint.say(self.tr("Draw a few polygons for each class."))
            self.header.tell("", NONE)
            return
        if not understood:
            self.hint.say(self.tr("Choose the field that holds the class."))
            self.header.tell(self.tr("no class field"), WARNING)
            return
        few = [name for name, count in counts.items() if count.is_few]
        labelled = len(self._state.labelled)
        if armed is not None:
            self.hint.say(
                self.tr("Drawing {}: click on the map, right-click to finish a polygon.").format(
                    armed.name
                )
            )
        elif polygons == 0:
            self.hint.say(self.tr("Draw a few polygons for each class."))
        elif labelled == 1:
            self.hint.say(
                self.tr(
                    "You have labels for one class. Draw at least one polygon of another class "
                    "to train."
                )
            )
        elif few:
            self.hint.say(self.tr("Few labels for {}. Draw some more.").format(", ".join(few)))
        else:
            self.hint.say("")
        names = self.tr("1 class") if classes == 1 else self.tr("{} classes").format(classes)
        drawn = (
            self.tr("1 polygon")
            if polygons == 1
            else self.tr("{} polygons").format(number(polygons))
        )
        summary = f"{names} · {drawn}"
        mark = NONE if labelled < 2 else (WARNING if few else DONE)
        self.header.tell(summary if classes else self.tr("empty"), mark)

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
        self._notices.show_news(self.tr("Your labels are kept in {}").format(path))
        self._on_add()

    def _on_add(self) -> None:
        made = self._work.add_class()
        if made is not None:
            self.table.edit_name(made.name)

    def _on_draw(self, is_on: bool) -> None:
        if not is_on:
            self._work.drawing.disarm()
            return
        labels = self._state.labels
        row = max(0, self.table.currentRow())
        if labels is not None and labels.classes:
            self._on_armed(labels.classes[min(row, len(labels.classes) - 1)])

    def _on_armed(self, entry: LabelClass) -> None:
        if not self._work.arm(entry):
            self._notices.show_hint(
                self.tr("This layer cannot be edited. Make a new label layer to draw.")
            )
            self.refresh()

    def _on_edited(self, entry: LabelClass, name: str, color: str) -> None:
        if not self._work.change_class(entry, name, color):
            self._notices.show_hint(
                self.tr("The name is empty or taken, or the layer cannot be edited.")
            )

    def _on_removal_asked(self, entry: LabelClass) -> None:
        count = self._state.counts.get(entry.name)
        if count is not None and count.polygons:
            question = self.tr("Delete the class {} and its {} polygons?").format(
                entry.name, count.polygons
            )
            answer = QMessageBox.question(self, self.tr("Delete Class"), question)
            if answer != QMessageBox.StandardButton.Yes:
                return
        self._work.remove_class(entry)
