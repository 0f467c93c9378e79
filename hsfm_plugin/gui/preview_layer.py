"""A layer for what is made anew all the time: one in the project, never saved with it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Callable, List, Optional, Tuple

from qgis.core import (
    QgsDataProvider,
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..i18n import tr
from ..layers.history import remember
from ..layers.legend_words import translate_legend

KEY = "hsfm/preview"
"""Custom property that tells the layer from results."""


_absent: List[Callable[[], None]] = []
"""Each puts back a layer that is out of the tree while the project is written, at the place that it
had when it left; the last one to leave comes back first."""


def _put_all_back() -> None:
    while _absent:
        _absent.pop()()


class _Unasked(QgsRasterLayer):
    """A raster whose loss QGIS does not ask about when a project is closed: it is made anew."""

    def isTemporary(self) -> bool:  # noqa: N802 - QGIS's name
        return False


class PreviewLayer(QObject):
    """Shows one raster after another; the user's order, visibility and opacity stay.

    Attributes:
        removed: somebody else removed the layer from the project.
    """

    removed = pyqtSignal()

    def __init__(self, title: str = "", task: str = "preview") -> None:
        """Describes the layer; there is none until ``show``.

        Args:
            title: its name; that of the preview if empty.
            task: what it remembers to be made by.
        """
        super().__init__()
        self._title, self._task = title or tr("Preview"), task
        self._layer: Optional[QgsRasterLayer] = None
        self._style = ""
        self._is_ours = False
        project = QgsProject.instance()
        project.writeProject.connect(self._leave_out)
        project.layersWillBeRemoved.connect(self._on_layers_leave)

    @property
    def layer(self) -> Optional[QgsRasterLayer]:
        """The layer while it is in the project."""
        return self._layer

    def show(self, path: str, styled: str, group: str, labels_id: str) -> None:
        """Shows a raster; makes the layer if there is none.

        Args:
            path: what the layer reads.
            styled: the raster whose ``.qml`` has the colours.
            group: name of the scene's group in the layer tree.
            labels_id: the layer of the labels, which stays above; empty where that is not asked.
        """
        if self._layer is None:
            layer = _Unasked(path, self._title, "gdal")
            if not layer.isValid():
                return
            self._layer, self._style = layer, ""
            layer.setCustomProperty(KEY, True)
            remember(layer, {"task": self._task})
            self._paint(styled)
            QgsProject.instance().addMapLayer(layer, False)
            _insert(layer, group, labels_id)
        else:
            options = QgsDataProvider.ProviderOptions()
            self._layer.setDataSource(path, self._layer.name(), "gdal", options)
            self._paint(styled)
            self._layer.triggerRepaint()

    def remove(self) -> None:
        """Takes the layer out of the project."""
        layer, self._layer = self._layer, None
        if layer is not None and not sip.isdeleted(layer):
            QgsProject.instance().removeMapLayer(layer.id())

    def close(self) -> None:
        """Removes the layer and lets go of the project."""
        self.remove()
        project = QgsProject.instance()
        project.writeProject.disconnect(self._leave_out)
        project.layersWillBeRemoved.disconnect(self._on_layers_leave)

    def _paint(self, styled: str) -> None:
        """Gives the classes their colours, where these have changed."""
        layer = self._layer
        path = os.path.splitext(styled)[0] + ".qml"
        if layer is None or not os.path.exists(path):
            return
        style = Path(path).read_text(encoding="utf-8")
        if style == self._style:
            return
        before = layer.renderer()
        opacity = before.opacity() if self._style and before is not None else 1.0
        blending = layer.blendMode()
        layer.loadNamedStyle(path)
        translate_legend(layer)
        layer.renderer().setOpacity(opacity)
        layer.setBlendMode(blending)
        self._style = style

    def _on_layers_leave(self, ids: Any) -> None:
        layer = self._layer
        if layer is not None and not self._is_ours and layer.id() in ids:
            self._layer = None
            self.removed.emit()

    def _leave_out(self, document: Any) -> None:
        """Keeps the layer out of a project that is being written, then puts it back."""
        layer = self._layer
        node = QgsProject.instance().layerTreeRoot().findLayer(layer.id()) if layer else None
        if layer is None or node is None:
            return
        parent = node.parent()
        index, copy = parent.children().index(node), node.clone()
        for tag in ("layer-tree-layer", "item"):  # the tree, and its order of drawing
            found = document.elementsByTagName(tag)
            for place in reversed(range(found.size())):
                element = found.at(place).toElement()
                if layer.id() in (element.attribute("id"), element.text()):
                    element.parentNode().removeChild(element)
        found = document.elementsByTagName("legendlayerfile")  # a second list of QGIS's window
        for place in reversed(range(found.size())):
            element = found.at(place).toElement()
            if element.attribute("layerid") == layer.id():
                entry = element.parentNode().parentNode()
                entry.parentNode().removeChild(entry)
        self._is_ours = True
        QgsProject.instance().takeMapLayer(layer)
        self._is_ours = False
        _absent.append(lambda: self._put_back(layer, parent, index, copy))
        QTimer.singleShot(0, _put_all_back)

    def _put_back(
        self, layer: QgsRasterLayer, parent: QgsLayerTreeGroup, index: int, node: Any
    ) -> None:
        if self._layer is not layer:
            return
        project = QgsProject.instance()
        was_dirty = project.isDirty()
        project.addMapLayer(layer, False)
        parent.insertChildNode(index, node)
        project.setDirty(was_dirty)


def _insert(layer: QgsRasterLayer, group_name: str, labels_id: str) -> None:
    """Puts the layer into the scene's group, on top of it but below the labels."""
    root = QgsProject.instance().layerTreeRoot()
    labels = root.findLayer(labels_id)
    group = root.findGroup(group_name)
    if labels is None:
        parent = group or root.insertGroup(0, group_name)
        index = _vectors_on_top(parent)
    elif group is None:
        parent, index = _below(labels)
        parent, index = parent.insertGroup(index, group_name), 0
    elif _way(group) < _way(labels):  # the labels are in the group, or it would cover them
        parent, index = _below(labels)
    else:
        parent, index = group, 0
    parent.insertLayer(index, layer)
    if isinstance(parent, QgsLayerTreeGroup) and parent is not root:
        parent.setExpanded(False)  # the view opens a group that was empty only after a change
        parent.setExpanded(True)


def _vectors_on_top(group: QgsLayerTreeGroup) -> int:
    """How many layers of a group lie on top of its first raster: lists are to be seen, too."""
    for index, node in enumerate(group.children()):
        if not (isinstance(node, QgsLayerTreeLayer) and isinstance(node.layer(), QgsVectorLayer)):
            return index
    return len(group.children())


def _below(node: QgsLayerTreeLayer) -> Tuple[QgsLayerTreeGroup, int]:
    parent = node.parent()
    return parent, parent.children().index(node) + 1


def _way(node: Any) -> Tuple[int, ...]:
    """The places of a node and its parents from the top of the tree, as tuples in its order."""
    parent = node.parent()
    if parent is None:
        return ()
    return (*_way(parent), parent.children().index(node))
