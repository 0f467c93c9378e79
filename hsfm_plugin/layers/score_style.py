"""Paints a score map with another threshold: viridis up to it, red above, as the engine does."""

from __future__ import annotations

import math
from typing import List

from qgis.core import (
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsGradientColorRamp,
    QgsGradientStop,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from ..i18n import tr

VIRIDIS = ("#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725")
MARK = "#d7191c"
"""Both as in ``engine/output/styles.py``, so that moving the threshold changes nothing else."""
_BESIDE = 1e-6
"""Share of the range by which the first marked value lies above the threshold."""


def mark_above(layer: QgsRasterLayer, threshold: float, low: float) -> None:
    """Marks the scores above a threshold; only the style of the layer changes.

    Args:
        layer: of scores.
        threshold: where the ramp ends and the mark begins.
        low: where the ramp begins; what is below has the same colour.
    """
    if low >= threshold:
        low = threshold - max(_BESIDE, abs(threshold) * _BESIDE)
    count = len(VIRIDIS) - 1
    values = [low + (threshold - low) * place / count for place in range(count + 1)]
    labels = _labels(values)
    said = tr("{} (threshold)").format(labels[-1])
    marked = tr("> {} (above the threshold)")
    labels = [f"≤ {labels[0]}", *labels[1:-1], said, marked.format(labels[-1])]
    top = threshold + max(abs(threshold), threshold - low) * _BESIDE
    colours = [QColor(colour) for colour in (*VIRIDIS, MARK)]
    function = QgsColorRampShader(low, top, _ramp())
    function.setColorRampType(QgsColorRampShader.Type.Interpolated)
    function.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(value, colour, label)
            for value, colour, label in zip((*values, top), colours, labels)
        ]
    )
    legend = QgsColorRampLegendNodeSettings()
    legend.setUseContinuousLegend(False)  # or QGIS draws one colour bar and hides the labels
    function.setLegendSettings(legend)
    shader = QgsRasterShader(low, top)
    shader.setRasterShaderFunction(function)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(low)
    renderer.setClassificationMax(top)
    layer.setRenderer(renderer)
    layer.triggerRepaint()
    layer.emitStyleChanged()


def ramp_start(layer: QgsRasterLayer, otherwise: float) -> float:
    """Where the ramp of a score map begins; ``otherwise`` for a layer of another style."""
    renderer = layer.renderer()
    if isinstance(renderer, QgsSingleBandPseudoColorRenderer):
        items = renderer.shader().rasterShaderFunction().colorRampItemList()
        if items and math.isfinite(items[0].value):
            return float(items[0].value)
    return otherwise


def _ramp() -> QgsGradientColorRamp:
    count = len(VIRIDIS) - 1
    stops = [QgsGradientStop(n / count, QColor(VIRIDIS[n])) for n in range(1, count)]
    return QgsGradientColorRamp(QColor(VIRIDIS[0]), QColor(VIRIDIS[-1]), False, stops)


def _labels(values: List[float]) -> List[str]:
    """The values with just enough digits to tell them apart."""
    step, size = values[1] - values[0], max(abs(value) for value in values)
    if size >= 1e6 or 0 < size < 1e-3:
        return [f"{value:.3g}" for value in values]
    digits = max(0, min(6, 1 - math.floor(math.log10(step)))) if step > 0 else 3
    return [f"{value:.{digits}f}" for value in values]
