"""Classes and the categorized renderer of their layer: each follows the other, nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("qgis.core", reason="these tests run in QGIS's own Python")

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsRectangle,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from tests.qgis import kit


@pytest.fixture(scope="module", autouse=True)
def _package() -> Any:
    kit.application()
    return kit.package()


def _layer(field: str = "class:string", values: tuple[Any, ...] = ()) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:32633&field={field}", "mine", "memory")
    name = field.split(":")[0]
    for place, value in enumerate(values):
        feature = QgsFeature(layer.fields())
        feature[name] = value
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(place, 0, place + 1, 1)))
        layer.dataProvider().addFeatures([feature])
    return layer


def _hatched(colour: str, alpha: int = 255) -> QgsFillSymbol:
    symbol = QgsFillSymbol.createSimple({"style": "b_diagonal", "outline_width": "1.5"})
    shade = QColor(colour)
    shade.setAlpha(alpha)
    symbol.setColor(shade)
    return symbol


def _drawn_by(
    layer: QgsVectorLayer, field: str, rows: list[tuple[Any, str, str]]
) -> QgsVectorLayer:
    """Draws a layer in categories of value, label and colour."""
    renderer = QgsCategorizedSymbolRenderer(field)
    for value, label, colour in rows:
        renderer.addCategory(QgsRendererCategory(value, _hatched(colour), label))
    layer.setRenderer(renderer)
    return layer


def _labels(layer: QgsVectorLayer) -> Any:
    from hsfm.hsfm_plugin.labels.label_layer import LabelLayer
    from hsfm.hsfm_plugin.labels.style import apply_style

    labels = LabelLayer(layer)
    labels.take_found(_counted(labels)[0])
    apply_style(labels)
    return labels


def _counted(labels: Any) -> Any:
    from hsfm.hsfm_plugin.labels.counts import count_later

    crs = labels.layer.crs()
    return count_later(labels, crs, 1.0, QgsCoordinateTransformContext())(lambda: False)


def _shown(layer: QgsVectorLayer) -> list[tuple[Any, str, str]]:
    categories = layer.renderer().categories()
    return [(c.value(), c.label(), c.symbol().color().name()) for c in categories]


def _symbol(layer: QgsVectorLayer, place: int) -> QgsFillSymbol:
    category = layer.renderer().categories()[place]  # owns the symbol: held until it is copied
    return category.symbol().clone()


CODED = [(1, "Water", "#3366cc"), (2, "Forest", "#117733"), (3, "Soil", "#aa8844")]


@pytest.fixture
def coded() -> QgsVectorLayer:
    """A user's layer: codes in a field of another name, words and colours in the renderer."""
    return _drawn_by(_layer("code:integer", (1, 2, 2)), "code", CODED)


def test_the_renderer_gives_the_classes_their_names_and_colours(coded: QgsVectorLayer) -> None:
    labels = _labels(coded)
    assert labels.field == "code"
    assert [(c.value, c.name, c.color) for c in labels.classes] == CODED


def test_features_with_codes_count_for_the_names_of_their_codes(coded: QgsVectorLayer) -> None:
    labels = _labels(coded)
    assert [labels.class_of(f) for f in coded.getFeatures()] == ["Water", "Forest", "Forest"]


def test_choosing_a_layer_leaves_the_style_of_its_user_alone(coded: QgsVectorLayer) -> None:
    before = coded.renderer().dump()
    _labels(coded)
    assert coded.renderer().dump() == before


def test_a_new_colour_changes_the_colour_of_the_symbol_alone(coded: QgsVectorLayer) -> None:
    from hsfm.hsfm_plugin.labels.style import apply_style

    labels = _labels(coded)
    assert labels.change(labels.named("Forest"), "Forest", "#44bb99")
    apply_style(labels)
    assert _shown(coded) == [CODED[0], (2, "Forest", "#44bb99"), CODED[2]]
    symbol = _symbol(coded, 1)
    hatch = symbol.symbolLayer(0).properties()
    assert hatch["style"] == "b_diagonal" and float(hatch["outline_width"]) == 1.5


def test_a_new_name_of_a_coded_class_is_a_label_and_the_codes_stay(coded: QgsVectorLayer) -> None:
    from hsfm.hsfm_plugin.labels.style import apply_style

    labels = _labels(coded)
    assert labels.change(labels.named("Forest"), "Wood", "#117733")
    apply_style(labels)
    assert _shown(coded)[1] == (2, "Wood", "#117733")
    assert [f["code"] for f in coded.getFeatures()] == [1, 2, 2]
    assert [labels.class_of(f) for f in coded.getFeatures()] == ["Water", "Wood", "Wood"]
    assert not coded.isEditable()


def test_a_new_class_in_a_field_of_numbers_gets_a_number(coded: QgsVectorLayer) -> None:
    from hsfm.hsfm_plugin.labels.write import add_label

    labels = _labels(coded)
    made = labels.add("Snow")
    shape = QgsGeometry.fromRect(QgsRectangle(5, 5, 6, 6))
    assert add_label(labels, made, shape, "Label Snow")
    newest = [f for f in coded.getFeatures() if labels.class_of(f) == "Snow"]
    assert [f["code"] for f in newest] == [4]


def test_labels_and_colours_of_the_styling_come_back(coded: QgsVectorLayer) -> None:
    labels = _labels(coded)
    renderer = coded.renderer().clone()
    renderer.updateCategoryLabel(0, "Lake")
    renderer.updateCategorySymbol(0, _hatched("#00aaff"))
    coded.setRenderer(renderer)
    assert labels.take_categories()
    assert (labels.classes[0].name, labels.classes[0].color) == ("Lake", "#00aaff")
    assert [labels.class_of(f) for f in coded.getFeatures()] == ["Lake", "Forest", "Forest"]
    assert not labels.take_categories(), "nothing has changed since"


def test_a_class_of_names_keeps_its_features_when_the_styling_renames_it() -> None:
    layer = _layer(values=("water", "tree"))
    labels = _labels(layer)
    renderer = layer.renderer().clone()
    renderer.updateCategoryLabel(1, "Lake")
    layer.setRenderer(renderer)
    assert labels.take_categories()
    assert sorted(labels.class_of(f) for f in layer.getFeatures()) == ["Lake", "tree"]
    assert sorted(f["class"] for f in layer.getFeatures()) == ["tree", "water"]
    again = _labels(layer)
    assert [c.name for c in again.classes] == [c.name for c in labels.classes]


def test_merged_categories_are_one_class() -> None:
    layer = _layer("code:integer", (1, 2, 3))
    _drawn_by(layer, "code", [([1, 2], "Vegetation", "#117733"), (3, "Soil", "#aa8844")])
    labels = _labels(layer)
    assert [c.name for c in labels.classes] == ["Vegetation", "Soil"]
    names = [labels.class_of(f) for f in layer.getFeatures()]
    assert names == ["Vegetation", "Vegetation", "Soil"]


def test_two_categories_of_one_label_stay_two_classes() -> None:
    layer = _layer("code:integer", (1, 2))
    _drawn_by(layer, "code", [(1, "Forest", "#117733"), (2, "Forest", "#44aa99")])
    names = [c.name for c in _labels(layer).classes]
    assert names == ["Forest", "Forest (2)"]


def test_all_other_values_is_no_class_and_stays() -> None:
    layer = _layer("code:integer", (1,))
    _drawn_by(layer, "code", [(1, "Water", "#3366cc"), ("", "other", "#999999")])
    assert [c.name for c in _labels(layer).classes] == ["Water"]
    assert [label for _, label, _ in _shown(layer)] == ["Water", "other"]


def test_a_class_that_is_removed_leaves_the_renderer() -> None:
    from hsfm.hsfm_plugin.labels.style import apply_style

    layer = _layer(values=("water", "tree"))
    labels = _labels(layer)
    assert labels.remove(labels.named("water"))
    apply_style(labels)
    assert [label for _, label, _ in _shown(layer)] == ["tree"]


def test_rules_that_a_user_has_made_stay() -> None:
    layer = _layer(values=("water",))
    layer.setRenderer(QgsRuleBasedRenderer(_hatched("#3366cc")))
    labels = _labels(layer)
    assert isinstance(layer.renderer(), QgsRuleBasedRenderer)
    assert [c.name for c in labels.classes] == ["water"]


def test_the_edge_that_was_made_for_a_colour_follows_it() -> None:
    from hsfm.hsfm_plugin.labels.style import apply_style

    layer = _layer(values=("water",))
    labels = _labels(layer)
    fill = _symbol(layer, 0).color()
    assert labels.change(labels.classes[0], "water", "#cc3311")
    apply_style(labels)
    symbol = _symbol(layer, 0)
    assert symbol.color().name() == "#cc3311" and symbol.color().alpha() == fill.alpha()
    assert symbol.symbolLayer(0).strokeColor().name() == QColor("#cc3311").darker(125).name()


def test_codes_are_exported_by_their_names(coded: QgsVectorLayer, tmp_path: Path) -> None:
    from hsfm.hsfm_plugin.labels.export import label_export

    path = tmp_path / "labels.gpkg"
    label_export(_labels(coded), path)()
    made = QgsVectorLayer(str(path), "exported", "ogr")
    rows = [(f["class_id"], f["class"], f["color"]) for f in made.getFeatures()]
    assert rows == [CODED[0], CODED[1], CODED[1]]
