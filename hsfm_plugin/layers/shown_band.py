"""Which band of a result is painted, and from which value to which."""

from __future__ import annotations

import math
from typing import Any, Mapping, Optional, Sequence

from qgis.core import (
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)

_STOPS = 6
"""Values in the legend."""


def decimals_for(span: float) -> int:
    """How many decimals tell values apart that differ by a hundredth of a span."""
    return max(0, 2 - math.floor(math.log10(span))) if span > 0 else 2


def show_band(layer: QgsRasterLayer, band: int, low: float, high: float, unit: str = "") -> None:
    """Paints another band with the colours that the layer has; other styles stay as they are.

    Args:
        layer: a raster with a ramp of colours, as the engine styles scores.
        band: its number, counted from 1.
        low, high: the values at the ends of the ramp.
        unit: of the values, for the legend.
    """
    before = layer.renderer()
    if not isinstance(before, QgsSingleBandPseudoColorRenderer) or before.shader() is None:
        return
    known = before.shader().rasterShaderFunction()
    ramp = known.sourceColorRamp() if isinstance(known, QgsColorRampShader) else None
    if ramp is None:
        return
    high = high if high > low else low + 1e-6
    decimals = decimals_for(high - low)
    items = []
    for number in range(_STOPS):
        share = number / (_STOPS - 1)
        value = low + share * (high - low)
        side = "≤ " if number == 0 else "≥ " if number == _STOPS - 1 else ""
        label = f"{side}{value:.{decimals}f} {unit}".strip()
        items.append(QgsColorRampShader.ColorRampItem(value, ramp.color(share), label))
    function = QgsColorRampShader(low, high, ramp.clone())
    function.setColorRampItemList(items)
    settings = QgsColorRampLegendNodeSettings()
    settings.setUseContinuousLegend(False)
    function.setLegendSettings(settings)
    shader = QgsRasterShader(low, high)
    shader.setRasterShaderFunction(function)
    made = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), band, shader)
    made.setClassificationMin(low)
    made.setClassificationMax(high)
    layer.setRenderer(made)
    layer.triggerRepaint()
    layer.emitStyleChanged()


def show_trait(
    layer: QgsRasterLayer, traits: Sequence[Mapping[str, Any]], chosen: Optional[int] = None
) -> None:
    """Paints one trait of a trait map, from its 5 % to its 95 % quantile.

    Args:
        layer: the map, one band a trait.
        traits: the metrics of the run, in the order of the bands.
        chosen: which one, counted from 0; the first that was found anywhere if None.
    """
    for index, trait in enumerate(traits):
        if chosen in (None, index) and trait["pixels"]:
            show_band(layer, index + 1, trait["p5"], trait["p95"], trait["unit"])
            return
