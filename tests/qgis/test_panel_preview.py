"""The preview beside Train, seen on the canvas: one layer that follows the labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hsfm.hsfm_plugin.gui.preview_layer import PreviewLayer
from kit import pixels
from preview_kit import add, box, previews, wait_shown
from qgis.core import QgsPalettedRasterRenderer, QgsProject
from qgis.PyQt.QtTest import QTest


def test_the_preview_is_off_until_it_is_asked_for(labelled: Any) -> None:
    QTest.qWait(600)
    assert not labelled.find("previewBox").isChecked()
    assert not previews() and not labelled.find("previewHint").isVisible()


def test_the_preview_shows_the_classes_in_their_colours_below_the_labels(previewed: Any) -> None:
    (layer,) = previews()
    assert isinstance(layer.renderer(), QgsPalettedRasterRenderer)
    shown = {c.label: c.color.name() for c in layer.renderer().classes()}
    assert shown == {entry.name: entry.color for entry in previewed.state.labels.classes}
    order = [found.id() for found in QgsProject.instance().layerTreeRoot().layerOrder()]
    labels, scene = previewed.state.labels.layer.id(), previewed.state.scene.layer.id()
    assert order.index(labels) < order.index(layer.id()) < order.index(scene)
    assert set(pixels(layer.source()).ravel()) <= {0, 1, 2}


def test_a_new_polygon_changes_the_same_layer(previewed: Any) -> None:
    (before,) = previews()
    before.renderer().setOpacity(0.4)
    node = QgsProject.instance().layerTreeRoot().findLayer(before.id())
    node.setItemVisibilityChecked(False)
    layer = previewed.state.labels.layer
    for number in range(3):
        add(layer, "c", box(previewed.state.scene, 20 + 30 * number, 60))
        QTest.qWait(100)
    previewed.wait(lambda: 3 in pixels(previews()[0].source()), 60, "no third class is shown")
    after = wait_shown(previewed)
    assert after.id() == before.id()
    assert after.renderer().opacity() == pytest.approx(0.4)
    assert not node.itemVisibilityChecked()


def test_the_preview_follows_the_canvas_only_where_it_shows_more(previewed: Any) -> None:
    (layer,) = previews()
    source, canvas = layer.source(), previewed.iface.mapCanvas()
    canvas.zoomByFactor(0.5)
    QTest.qWait(800)
    assert layer.source() == source
    previewed.find("previewBox").setChecked(False)
    previewed.find("previewBox").setChecked(True)
    inside = wait_shown(previewed)
    mapped = (pixels(inside.source()) > 0).sum()
    canvas.zoomByFactor(2)
    previewed.wait(lambda: (pixels(inside.source()) > 0).sum() > mapped, 60)


def test_previews_that_were_overtaken_leave_no_files(previewed: Any) -> None:
    preview = previewed.dock.map.preview
    for number in range(5):
        before = preview._asked
        add(previewed.state.labels.layer, "b", box(previewed.state.scene, 100, 20 * number))
        previewed.wait(
            lambda before=before: preview._asked not in (None, before),
            what="no preview was begun",
        )
    wait_shown(previewed)
    folders = list(previewed.link.work_folder.glob("preview-*"))
    shown = Path(previews()[0].source()).parent
    assert shown in folders and len(folders) <= 2, "more than this map and the one before"


def test_switching_off_removes_the_layer_and_its_files(previewed: Any) -> None:
    files = Path(previews()[0].source()).parent
    previewed.click("previewBox")
    assert not previews()
    assert not files.exists()


def test_another_scene_removes_the_preview(previewed: Any, big_scene: Path) -> None:
    previewed.open(big_scene)
    assert not previews()


def test_a_class_map_replaces_the_preview_until_labels_change(previewed: Any) -> None:
    previewed.train()
    previewed.click("classifyButton")
    previewed.wait_idle()
    assert previewed.state.class_map, previewed.notice()
    QTest.qWait(600)
    assert not previews()
    add(previewed.state.labels.layer, "b", box(previewed.state.scene, 100, 100))
    wait_shown(previewed)


def test_a_layer_that_the_user_removed_comes_back_with_other_labels(previewed: Any) -> None:
    QgsProject.instance().removeMapLayer(previews()[0].id())
    QTest.qWait(600)
    assert not previews()
    assert "labels change" in previewed.text("previewHint")
    add(previewed.state.labels.layer, "b", box(previewed.state.scene, 100, 100))
    wait_shown(previewed)


def _is_left_alone() -> bool:
    """Whether half a second passes in which nothing changes the project."""
    project = QgsProject.instance()
    project.setDirty(False)
    QTest.qWait(500)
    return not project.isDirty()


def test_the_preview_is_not_saved_with_the_project(previewed: Any, tmp_path: Path) -> None:
    project, path = QgsProject.instance(), tmp_path / "project.qgs"
    (layer,) = previews()
    root = project.layerTreeRoot()
    root.findLayer(layer.id()).setItemVisibilityChecked(False)
    order = [found.id() for found in root.layerOrder()]
    link = previewed.link
    previewed.wait(lambda: not link._queue.all, 60)
    previewed.wait(_is_left_alone, what="the project is changed again and again")
    assert project.write(str(path))
    previewed.wait(
        lambda: [found.id() for found in root.layerOrder()] == order,
        what="the layer did not come back to its place",
    )
    assert layer.id() not in path.read_text(encoding="utf-8")
    assert not root.findLayer(layer.id()).itemVisibilityChecked()
    assert not project.isDirty()


def test_temporary_layers_keep_their_order_when_the_project_is_saved(
    panel: Any, potsdam: Path, tmp_path: Path
) -> None:
    panel.open(potsdam)
    (source,) = {panel.state.scene.layer.source()}
    layers = [PreviewLayer("one"), PreviewLayer("two")]
    try:
        for each in reversed(layers):  # the first to leave is on top
            each.show(source, source, "group", "")
        group = QgsProject.instance().layerTreeRoot().findGroup("group")
        before = [node.name() for node in group.children()]
        assert before == ["one", "two"]
        for _ in range(2):
            QgsProject.instance().write(str(tmp_path / "saved.qgz"))
            panel.wait(
                lambda: [node.name() for node in group.children()] == before,
                what="the layers did not come back in their order",
            )
    finally:
        for each in layers:
            each.close()
