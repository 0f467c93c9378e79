"""The option for the language of HSFM."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QGroupBox, QWidget

from ..i18n import LANGUAGES, language, tr
from ..settings import Settings
from .widgets import WrappedLabel


class LanguageBox(QGroupBox):
    """The language of QGIS, or one of HSFM's."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(tr("Language"), parent)
        self._settings = settings
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.combo = QComboBox(self)
        self.combo.setObjectName("languageCombo")
        self.combo.addItem(tr("As in QGIS ({})").format(LANGUAGES[language()]), "")
        for short, name in LANGUAGES.items():
            self.combo.addItem(name, short)
        self.combo.setCurrentIndex(max(0, self.combo.findData(settings.language)))
        form.addRow(tr("Language of HSFM"), self.combo)
        self.hint = WrappedLabel("languageHint", self)
        self.hint.hide()
        form.addRow(self.hint)
        self.combo.currentIndexChanged.connect(lambda _: self._refresh())

    def store(self) -> None:
        """Stores the choice."""
        self._settings.language = str(self.combo.currentData())

    def _refresh(self) -> None:
        has_changed = self.combo.currentData() != self._settings.language
        words = tr("The language changes when QGIS is started again.")
        self.hint.say(words if has_changed else "")
