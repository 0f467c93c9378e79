"""The options about computing: device, threads, memory, and how long the engine is kept warm."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QGroupBox, QSpinBox, QWidget

from ...engine.parameters import CLASSIFY
from ..engine_environment import cores
from ..engine_link import EngineLink
from ..i18n import tr
from ..settings import Settings

_AUTO = "auto"
_MOST_IDLE_MINUTES = 24 * 60
_DEVICE, _MEMORY = (
    next(p for p in CLASSIFY.parameters if p.name == n) for n in ("device", "memory")
)


class ComputeBox(QGroupBox):
    """Device and memory are the same settings as in the panel's Advanced."""

    def __init__(self, link: EngineLink, settings: Settings, parent: QWidget) -> None:
        super().__init__(tr("Computing"), parent)
        self._link, self._settings = link, settings
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.device = QComboBox(self)
        self.device.setObjectName("deviceCombo")
        self.device.setToolTip(
            tr("What the engine computes on; the panel's Advanced options have the same choice")
        )
        form.addRow(tr("Device"), self.device)
        self.threads = self._spin("threadsSpin", 0, max(cores(), settings.threads))
        self.threads.setSpecialValueText(tr("All ({})").format(cores()))
        self.threads.setValue(settings.threads)
        self.threads.setToolTip(tr("How many processor cores the engine may use"))
        form.addRow(tr("Threads"), self.threads)
        self.memory = self._spin("memorySpin", int(_MEMORY.minimum or 0), int(_MEMORY.maximum or 0))
        self.memory.setSuffix(tr(" MiB"))
        self.memory.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        stored = settings.option(_MEMORY.name)
        self.memory.setValue(int(stored) if stored.isdecimal() else int(_MEMORY.default))
        self.memory.setToolTip(
            tr("How much of the scene may be in memory at a time; smaller is slower and safer.")
        )
        form.addRow(tr("Memory for windows"), self.memory)
        self.idle = self._spin("idleSpin", 0, max(_MOST_IDLE_MINUTES, settings.idle_minutes))
        self.idle.setSuffix(tr(" min"))
        self.idle.setSpecialValueText(tr("Never"))
        self.idle.setValue(settings.idle_minutes)
        self.idle.setToolTip(
            tr("An engine that nobody uses is stopped after this time; the next run starts it")
        )
        form.addRow(tr("Stop the engine after"), self.idle)
        self._fill()
        link.status_changed.connect(self._fill)

    def store(self) -> None:
        """Stores all of it."""
        device, memory = str(self.device.currentData() or _AUTO), self.memory.value()
        self._settings.set_option(_DEVICE.name, "" if device == _AUTO else device)
        is_usual = memory == int(_MEMORY.default)
        self._settings.set_option(_MEMORY.name, "" if is_usual else str(memory))
        self._settings.threads = self.threads.value()
        self._settings.idle_minutes = self.idle.value()

    def _fill(self) -> None:
        """Lists what the engine has described; a chosen device that is not there stays chosen."""
        chosen = self.device.currentData() or self._settings.option(_DEVICE.name) or _AUTO
        self.device.clear()
        self.device.addItem(tr("Automatic"), _AUTO)
        for found in self._link.devices:
            self.device.addItem(str(found.get("name") or found["id"]), found["id"])
        if self.device.findData(chosen) < 0:
            self.device.addItem(tr("{} (not found now)").format(chosen), chosen)
        self.device.setCurrentIndex(self.device.findData(chosen))

    def _spin(self, name: str, low: int, high: int) -> QSpinBox:
        made = QSpinBox(self)
        made.setObjectName(name)
        made.setRange(low, high)
        return made
