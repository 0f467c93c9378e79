"""Draws a label layer in the colours of its classes and leaves the rest of its style alone."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
    QgsSymbol,
)
from qgis.PyQt.QtGui import QColor

from ..compat import point_type
from .categories import keys_of, renderer_field
from .label_class import LabelClass
from .label_layer import LabelLayer

_FILL_ALPHA = 110
_EDGE_DARKER = 125
_REPLACED = ("singleSymbol", "nullSymbol", "categorizedSymbol")
"""Renderers that give way to the classes; rules and the like are a user's work."""


def _symbol(labels: LabelLayer, entry: LabelClass) -> QgsSymbol:
    colour = QColor(entry.color)
    if labels.layer.geometryType() == point_type():
        symbol = QgsMarkerSymbol.createSimple({"size": "2.6", "outline_width": "0.3"})
        symbol.setColor(colour)
        return symbol
    fill = QColor(colour)
    fill.setAlpha(_FILL_ALPHA)
    return QgsFillSymbol.createSimple(
        {
            "color": f"{fill.red()},{fill.green()},{fill.blue()},{fill.alpha()}",
            "outline_color": colour.darker(_EDGE_DARKER).name(),
            "outline_width": "0.4",
        }
    )


def _recoloured(symbol: QgsSymbol, color: str) -> QgsSymbol:
    """The same symbol in another colour; an edge that was made for the colour follows it."""
    made, before, after = symbol.clone(), symbol.color(), QColor(color)
    after.setAlpha(before.alpha())
    made.setColor(after)
    for layer in made.symbolLayers():
        if not isinstance(layer, QgsSimpleFillSymbolLayer):
            continue
        if layer.strokeColor().name() == QColor(before.name()).darker(_EDGE_DARKER).name():
            layer.setStrokeColor(QColor(color).darker(_EDGE_DARKER))
    return made


def _category(labels: LabelLayer, entry: LabelClass) -> QgsRendererCategory:
    keys = entry.stored_as
    value: Any = list(keys) if len(keys) > 1 else keys[0]
    return QgsRendererCategory(value, _symbol(labels, entry), entry.name)


def _followed(labels: LabelLayer) -> Optional[QgsCategorizedSymbolRenderer]:
    """The layer's categories brought up to date; None where they are so already."""
    renderer = labels.layer.renderer().clone()
    by_key = {key: entry for entry in labels.classes for key in entry.stored_as}
    drawn, changed = set(), False
    for place in reversed(range(len(renderer.categories()))):
        category = renderer.categories()[place]
        keys, symbol = keys_of(category), category.symbol()
        if not keys or symbol is None:  # "all other values"
            continue
        entry = next((by_key[key] for key in keys if key in by_key), None)
        if entry is None:
            renderer.deleteCategory(place)
            changed = True
            continue
        drawn.add(entry)
        if (category.label() or keys[0]) != entry.name:
            renderer.updateCategoryLabel(place, entry.name)
            changed = True
        if symbol.color().name() != QColor(entry.color).name():
            renderer.updateCategorySymbol(place, _recoloured(symbol, entry.color))
            changed = True
    for entry in labels.classes:
        if entry not in drawn:
            renderer.addCategory(_category(labels, entry))
            changed = True
    return renderer if changed else None


def apply_style(labels: LabelLayer) -> None:
    """Gives the layer one category a class, so that map and legend say what the panel says.

    Categories that are there keep their symbols but for the colour; other renderers that a user
    has made (rules, graduated symbols) stay.
    """
    layer = labels.layer
    if not labels.is_understood:
        return
    before = layer.renderer()
    if before is not None and renderer_field(layer) == labels.field:
        renderer = _followed(labels)
    elif before is None or before.type() in _REPLACED:
        renderer = QgsCategorizedSymbolRenderer(labels.field)
        for entry in labels.classes:
            renderer.addCategory(_category(labels, entry))
    else:
        return
    if renderer is not None:
        layer.setRenderer(renderer)
        layer.triggerRepaint()
        layer.emitStyleChanged()
