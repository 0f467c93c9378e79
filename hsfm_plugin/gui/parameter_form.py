"""A form made from the engine's declaration of its parameters; nothing is laid out by hand."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterable, List, Optional

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QWidget,
)

from ...engine.parameters import (
    BOOLEAN,
    CHOICE,
    DEVICE,
    INTEGER,
    NUMBER,
    OUTPUT,
    Parameter,
    Task,
)
from ..i18n import tr
from ..settings import Settings

_DECIMALS = 6
_LEAST_WIDTH = 60  # of an editor: the labels of some themes leave no more of 300 pixels
_OPEN_STEPS = 20
"""Steps of a number without a default, from one end of its range to the other."""


def choice_words(choice: str) -> str:
    """What a list calls one of the values of a choice."""
    words = {
        "auto": tr("Automatic"),
        "torch": tr("PyTorch"),
        "torch-bf16": tr("PyTorch, 16 bit (bfloat16)"),
        "torch-fp16": tr("PyTorch, 16 bit (float16)"),
        "onnx": tr("ONNX Runtime"),
        "onnx-int8": tr("ONNX Runtime, 8 bit"),
        "ensemble": tr("Ensemble"),
        "linear": tr("Linear"),
        "head": tr("Fast (classifier only)"),
        "conv": tr("With surroundings"),
        "adapter": tr("Adapter"),
        "lora": tr("LoRA"),
        "full": tr("Whole backbone"),
        "blocks": tr("Blocks"),
        "polygons": tr("Polygons"),
        "rx": tr("Global (RX)"),
        "local_rx": tr("Local (RX in windows)"),
        "subspace_rx": tr("Subspace (RX without noise)"),
        "collaborative": tr("Collaborative"),
        "isolation_forest": tr("Isolation forest"),
        "autoencoder": tr("Autoencoder"),
        "backbone_rx": tr("RX of the backbone's features"),
        "hypersigma": tr("HyperSIGMA"),
    }
    return words.get(choice, choice)


class PlainSpinBox(QDoubleSpinBox):
    """Shows a number without the zeros at its end."""

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's name
        plain = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
        return plain.replace(".", self.locale().decimalPoint())


class ParameterForm(QWidget):
    """One row a parameter; a value that differs from the default is remembered."""

    def __init__(
        self, parameters: Iterable[Parameter], settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._parameters: Dict[str, Parameter] = {}
        self._editors: Dict[str, QWidget] = {}
        self._readers: Dict[str, Callable[[], Any]] = {}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(5)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for parameter in parameters:
            if parameter.name in self._parameters:
                continue
            self._parameters[parameter.name] = parameter
            editor = self._make(parameter)
            editor.setObjectName(f"option_{parameter.name}")
            editor.setToolTip(tr(parameter.help))
            self._editors[parameter.name] = editor
            if isinstance(editor, QCheckBox):
                form.addRow(editor)
                continue
            label = QLabel(tr(parameter.label), self)
            label.setToolTip(tr(parameter.help))
            label.setBuddy(editor)
            form.addRow(label, editor)

    def set_row_visible(self, name: str, is_visible: bool) -> None:
        """Shows or hides the row of a parameter."""
        editor = self._editors[name]
        editor.setVisible(is_visible)
        for label in self.findChildren(QLabel):
            if label.buddy() is editor:
                label.setVisible(is_visible)

    def has(self, name: str) -> bool:
        """Whether there is a row of this name."""
        return name in self._editors

    def editor(self, name: str) -> QWidget:
        """The widget of a parameter."""
        return self._editors[name]

    def set_devices(self, devices: List[Dict[str, Any]]) -> None:
        """Fills the list of devices; ``auto`` stays first."""
        for name, parameter in self._parameters.items():
            editor = self._editors[name]
            if parameter.kind != DEVICE or not isinstance(editor, QComboBox):
                continue
            chosen = editor.currentData() or self._settings.option(name) or parameter.default
            editor.blockSignals(True)
            editor.clear()
            editor.addItem(tr("Automatic"), "auto")
            for device in devices:
                editor.addItem(f"{device.get('name') or device['id']}", device["id"])
            editor.setCurrentIndex(max(0, editor.findData(chosen)))
            editor.blockSignals(False)

    def values_for(self, task: Task) -> Dict[str, Any]:
        """The values that a task takes and that differ from its defaults."""
        declared = {parameter.name: parameter for parameter in task.parameters}
        values = {name: read() for name, read in self._readers.items() if name in declared}
        return {
            name: value
            for name, value in values.items()
            if value not in (None, "") and value != declared[name].default
        }

    def _make(self, parameter: Parameter) -> QWidget:
        stored = self._settings.option(parameter.name)
        if parameter.role == OUTPUT or parameter.kind == BOOLEAN:
            return self._make_check(parameter, stored)
        if parameter.kind in (CHOICE, DEVICE):
            return self._make_combo(parameter, stored)
        if parameter.kind in (INTEGER, NUMBER):
            return self._make_spin(parameter, stored)
        line = QgsFilterLineEdit(self)
        line.setPlaceholderText(tr("Automatic"))
        line.setText(stored)
        line.textChanged.connect(lambda text: self._remember(parameter, text.strip()))
        self._readers[parameter.name] = lambda: line.text().strip()
        return line

    def _make_check(self, parameter: Parameter, stored: str) -> QCheckBox:
        box = QCheckBox(tr(parameter.label), self)
        box.setChecked(stored == "yes" if stored else bool(parameter.default))
        box.toggled.connect(lambda on: self._remember(parameter, "yes" if on else "no"))
        if parameter.role != OUTPUT:
            self._readers[parameter.name] = box.isChecked
        return box

    def _make_combo(self, parameter: Parameter, stored: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(6)
        combo.setMinimumWidth(_LEAST_WIDTH)
        if parameter.kind == DEVICE:
            combo.addItem(tr("Automatic"), "auto")
        for choice in parameter.choices:
            combo.addItem(choice_words(choice), choice)
        combo.setCurrentIndex(max(0, combo.findData(stored or parameter.default)))
        combo.currentIndexChanged.connect(
            lambda _: self._remember(parameter, str(combo.currentData() or ""))
        )
        self._readers[parameter.name] = combo.currentData
        return combo

    def _make_spin(self, parameter: Parameter, stored: str) -> QAbstractSpinBox:
        is_whole = parameter.kind == INTEGER
        if parameter.default is None and not is_whole:
            return self._make_open_spin(parameter, stored)
        spin = QSpinBox(self) if is_whole else PlainSpinBox(self)
        number = int if is_whole else float
        if isinstance(spin, QDoubleSpinBox):
            spin.setDecimals(_DECIMALS)
        spin.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        spin.setRange(
            number(parameter.minimum if parameter.minimum is not None else 0),
            number(parameter.maximum if parameter.maximum is not None else 2**31 - 1),
        )
        if parameter.unit:
            spin.setSuffix(f" {parameter.unit}")
        spin.setMinimumWidth(_LEAST_WIDTH)
        try:
            spin.setValue(number(stored or parameter.default))
        except ValueError:  # a setting edited by hand
            spin.setValue(number(parameter.default))
        spin.valueChanged.connect(lambda value: self._remember(parameter, str(value)))
        self._readers[parameter.name] = spin.value
        return spin

    def _make_open_spin(self, parameter: Parameter, stored: str) -> QAbstractSpinBox:
        """A number that may be left to the engine: the step below its range says so."""
        low, high = float(parameter.minimum or 0), float(parameter.maximum or 1)
        step = (high - low) / _OPEN_STEPS
        spin = PlainSpinBox(self)
        spin.setDecimals(_DECIMALS)
        spin.setSingleStep(step)
        spin.setRange(low - step, high)
        spin.setSpecialValueText(tr("Automatic"))
        spin.setMinimumWidth(_LEAST_WIDTH)
        try:
            spin.setValue(float(stored) if stored else low - step)
        except ValueError:  # a setting edited by hand
            spin.setValue(low - step)

        def read() -> Optional[float]:
            return spin.value() if spin.value() >= low else None

        spin.valueChanged.connect(
            lambda _: self._remember(parameter, "" if read() is None else str(read()))
        )
        self._readers[parameter.name] = read
        return spin

    def wants(self, name: str) -> bool:
        """Whether an optional output is asked for."""
        editor = self._editors.get(name)
        return isinstance(editor, QCheckBox) and editor.isChecked()

    def _remember(self, parameter: Parameter, text: str) -> None:
        default = "no" if parameter.default is None else str(parameter.default)
        self._settings.set_option(parameter.name, "" if text == default else text)
