"""What the categorized renderer of a layer says about its classes: values, names, colours."""

from __future__ import annotations

from typing import Any, List, NamedTuple, Tuple

from qgis.core import NULL, QgsCategorizedSymbolRenderer, QgsRendererCategory, QgsVectorLayer


class Category(NamedTuple):
    """One category: the field's values that it stands for, its name and its colour as #rrggbb."""

    keys: Tuple[str, ...]
    name: str
    color: str


def plain(value: Any) -> Any:
    """None for every kind of empty attribute."""
    return None if value is None or value == NULL else value


def as_text(value: Any) -> str:
    """An attribute as text; ``3`` and ``3.0`` are the same class, empty attributes are empty."""
    value = plain(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def renderer_field(layer: QgsVectorLayer) -> str:
    """The field by whose values the layer is drawn; empty where it is drawn otherwise."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return ""
    name = str(renderer.classAttribute()).strip()
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = name[1:-1].replace('""', '"')
    return name if layer.fields().indexOf(name) >= 0 else ""


def keys_of(category: QgsRendererCategory) -> Tuple[str, ...]:
    """The values of a category, several where they are merged; none of "all other values"."""
    value = category.value()
    values = value if isinstance(value, list) else [value]
    return tuple(text for text in map(as_text, values) if text)


def categories_of(layer: QgsVectorLayer, field: str) -> List[Category]:
    """The categories of a layer that is drawn by ``field``; none where it is drawn otherwise."""
    if not field or renderer_field(layer) != field:
        return []
    found = []
    for category in layer.renderer().categories():
        keys, symbol = keys_of(category), category.symbol()
        if keys and symbol is not None:
            name = str(category.label()).strip() or keys[0]
            found.append(Category(keys, name, symbol.color().name()))
    return found
