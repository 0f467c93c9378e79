"""Hides the uncertain pixels of a class map: the confidence layer covers them."""

from __future__ import annotations

from qgis.core import (
    QgsColorRampShader,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from ..i18n import tr
from .dress import apply_style

COVER = "#e8e8e8"
"""Of hidden pixels; no class of the palette is as light."""


def hide_below(layer: QgsRasterLayer, confidence: float) -> None:
    """Paints a confidence layer as a cover: opaque below a confidence, clear from there on.

    Nothing is written but the style, so that the class map itself stays as it is.

    Args:
        layer: of confidences from 0 to 1.
        confidence: from 0 to 1; at 0 the layer gets the style back that it came with.
    """
    if confidence <= 0:
        apply_style(layer)
        layer.emitStyleChanged()
        return
    words = tr("Confidence below {} %")
    clear = QColor(255, 255, 255, 0)
    function = QgsColorRampShader(0.0, 1.0)
    function.setColorRampType(QgsColorRampShader.Type.Discrete)
    # Of a discrete ramp the values are the ends of its steps.
    function.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(
                confidence, QColor(COVER), words.format(round(100 * confidence))
            ),
            QgsColorRampShader.ColorRampItem(float("inf"), clear, ""),
        ]
    )
    shader = QgsRasterShader(0.0, 1.0)
    shader.setRasterShaderFunction(function)
    layer.setRenderer(QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader))
    layer.triggerRepaint()
    layer.emitStyleChanged()
