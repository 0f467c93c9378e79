"""Puts the legend of a result, which the engine wrote in English, into the user's language."""

from __future__ import annotations

from qgis.core import (
    QgsColorRampShader,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRuleBasedRenderer,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)

from ..i18n import tr
from ..result_words import cover_words

_ABOVE, _AT = " (above the threshold)", " (threshold)"


def translate_legend(layer: QgsMapLayer) -> None:
    """Translates what is marked in maps of scores and lists of detections."""
    renderer = layer.renderer() if isinstance(layer, (QgsRasterLayer, QgsVectorLayer)) else None
    if isinstance(renderer, QgsRuleBasedRenderer):
        words = {"Detection": tr("Detection"), "Flagged": tr("Flagged")}
        for rule in renderer.rootRule().children():
            rule.setLabel(words.get(rule.label(), rule.label()))
    elif isinstance(renderer, QgsSingleBandPseudoColorRenderer):
        shader = renderer.shader()
        function = shader.rasterShaderFunction() if shader is not None else None
        if isinstance(function, QgsColorRampShader):
            _translate_ramp(function)
    else:
        return
    layer.emitStyleChanged()


def translate_covers(layer: QgsMapLayer) -> None:
    """Translates what Quick Map and Clouds found; not for a map whose names a user gave."""
    renderer = layer.renderer() if isinstance(layer, QgsRasterLayer) else None
    if isinstance(renderer, QgsPalettedRasterRenderer):
        for entry in renderer.classes():
            renderer.setLabel(entry.value, cover_words(entry.label))
        layer.emitStyleChanged()


def _translate_ramp(function: QgsColorRampShader) -> None:
    items = function.colorRampItemList()
    for item in items:
        if item.label.startswith("> ") and item.label.endswith(_ABOVE):
            value = item.label[len("> ") : -len(_ABOVE)]
            item.label = tr("> {} (above the threshold)").format(value)
        elif item.label.endswith(_AT):
            item.label = tr("{} (threshold)").format(item.label[: -len(_AT)])
    function.setColorRampItemList(items)
