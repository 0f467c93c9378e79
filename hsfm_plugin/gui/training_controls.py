"""The part of step 3 that learns from labels: backbone, depth, Train, preview, head, Classify."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from ..i18n import tr
from ..settings import Settings
from .backbone_choice import BackboneChoice
from .depth_choice import DEPTH, DepthChoice
from .folding_row import FoldingRow
from .heads import Heads
from .heads_menu import HeadsButton
from .missing import Missing
from .models import Models
from .state import Head, PanelState
from .theme import theme_icon
from .widgets import Callout, Caption, ElidedLabel, labelled, wide_button

_PREVIEW = "preview"


class TrainingControls(QWidget):
    """Shows what can be done with labels and with the head that they made."""

    def __init__(
        self, state: PanelState, models: Models, heads: Heads, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._state, self._settings = state, settings
        self.backbone = BackboneChoice(models, settings, self)
        self.depth = DepthChoice(models, self.backbone, settings, self)
        self.labels = (
            QLabel(tr("Backbone"), self),
            QLabel(tr(DEPTH.label), self),
        )
        self.stand_in = Callout("standInNote", theme_icon("mIconWarning.svg"), self)
        self.train_button = wide_button("trainButton", tr("Train"), self)
        self.preview_box = QCheckBox(tr("Preview while I draw"), self)
        self.preview_box.setObjectName("previewBox")
        self.preview_box.setToolTip(
            tr("Maps what the canvas shows anew whenever labels change; a temporary layer")
        )
        self.preview_box.setChecked(settings.option(_PREVIEW) == "yes")
        self.preview_box.toggled.connect(
            lambda on: settings.set_option(_PREVIEW, "yes" if on else "")
        )
        self.preview_hint = ElidedLabel("previewHint", self)
        self.preview_hint.setEnabled(False)
        self.preview_hint.hide()
        self.head_text = ElidedLabel("headText", self)
        self.continue_box = QCheckBox(tr("Continue from this head"), self)
        self.continue_box.setObjectName("continueBox")
        self.classify_button = wide_button("classifyButton", tr("Classify"), self)
        self.load_button = HeadsButton(heads, settings, self)
        state.head_changed.connect(lambda: self.continue_box.setChecked(False))

    def lay_out(self, label_px: int) -> None:
        """Puts the controls under each other; labels are ``label_px`` wide."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Caption(tr("With labels"), self))
        for label, editor in zip(self.labels, (self.backbone, self.depth)):
            column.addLayout(labelled(label, editor, label_px))
        column.addWidget(self.stand_in)
        column.addWidget(FoldingRow(self.train_button, self.preview_box, (1, 0), self))
        column.addWidget(self.preview_hint)
        column.addWidget(self.head_text)
        column.addWidget(self.continue_box)
        column.addWidget(FoldingRow(self.classify_button, self.load_button, (3, 2), self))

    @property
    def init(self) -> str:
        """The head file to continue from; empty where training starts anew."""
        head = self._state.head
        is_wanted = self.continue_box.isChecked() and self.continue_box.isEnabled()
        return head.path if is_wanted and head is not None else ""

    def say_preview(self, text: str, short: str) -> None:
        """Tells how the preview stands; the line keeps its place while the preview is on."""
        self.preview_hint.setVisible(self.preview_box.isChecked())
        self.preview_hint.say(text, short)

    def refresh(self, missing: Missing) -> None:
        """Enables what can be done now and says what is missing for the rest."""
        head = self._state.head
        if head is not None:
            self._offer_to_continue(head)
        no_training = missing.for_training(is_continued=bool(self.init))
        no_classes = missing.for_classes()
        for button, lack, tip in (
            (self.train_button, no_training, tr("Fits a classifier to the labels")),
            (self.classify_button, no_classes, tr("Maps the classes over the area")),
        ):
            button.setEnabled(not lack)
            button.setToolTip(lack or tip)
        self.train_button.setDefault(not no_training and head is None)
        self.classify_button.setDefault(not no_classes)
        self.head_text.setVisible(head is not None)
        self.continue_box.setVisible(head is not None and head.path.endswith(".hsfm"))
        if head is not None:
            self.head_text.say(tr("Head: {}").format(self._head_words(head)))
        self._tell_stand_in()

    def _offer_to_continue(self, head: Head) -> None:
        is_other = bool(head.backbone) and head.backbone != self.backbone.backbone
        self.continue_box.setEnabled(not (is_other or self.depth.is_deep))
        if self.depth.is_deep:
            text = tr("Only fast training goes on from a head. Choose it as fine-tuning.")
            self.continue_box.setToolTip(text)
        elif is_other:
            text = tr("This head uses {}. Choose that backbone to continue from it.")
            self.continue_box.setToolTip(text.format(self.backbone.title_of(head.backbone)))
        else:
            self.continue_box.setToolTip(
                tr(
                    "The labels of the head count together with the new ones, which may have new "
                    "classes. For a head of another scene."
                )
            )

    def _tell_stand_in(self) -> None:
        """Says, as long as it is so, that Train uses another backbone than the usual or chosen."""
        backbone = self.backbone
        reason = backbone.reason_against(backbone.absent) if self._state.scene else ""
        text = tr("{} does not fit this scene. Train uses {}.")
        titles = (backbone.title_of(name) for name in (backbone.absent, backbone.backbone))
        self.stand_in.say(text.format(*titles) if reason else "")
        self.stand_in.text.setToolTip(reason)

    def _head_words(self, head: Head) -> str:
        file = Path(head.path)
        name = head.name if head.metrics or head.name != file.stem else file.name
        return f"{name} · {self.backbone.title_of(head.backbone)}" if head.backbone else name
