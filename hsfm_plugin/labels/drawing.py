"""Arms a tool with a class: QGIS's own for polygons, HSFM's for points, strokes and regions."""

from __future__ import annotations

from typing import Any, Callable, Dict, Optional

from qgis.core import QgsDefaultValue, QgsExpression, QgsProject, QgsTask
from qgis.gui import QgsMapToolCapture
from qgis.PyQt.QtCore import QEvent, QObject, Qt, QTimer, pyqtSignal

from ..compat import no_form
from ..layers.pixel_reader import PixelReader
from .label_class import LabelClass
from .label_layer import LabelLayer
from .pixel_grid import PixelGrid
from .tools.brush_tool import BrushTool
from .tools.label_tool import LabelTool
from .tools.point_tool import PointTool
from .tools.wand_tool import WandTool

POINT, POLYGON, BRUSH, WAND = "point", "polygon", "brush", "wand"
TOOLS = (POINT, POLYGON, BRUSH, WAND)


class Drawing(QObject):
    """Gives the canvas a tool with a class and tells when the user took another one.

    Attributes:
        armed: the class that is drawn; None while no tool is armed.
        tool: the tool that is armed, or was last.
    """

    changed = pyqtSignal()
    noted = pyqtSignal(str)
    refused = pyqtSignal(str)
    failed = pyqtSignal(object)

    def __init__(self, iface: Any, in_background: Callable[[QgsTask], None]) -> None:
        super().__init__()
        self._iface = iface
        self._labels: Optional[LabelLayer] = None
        self._before: Dict[int, QgsDefaultValue] = {}
        self._form_before: Any = None
        self._arming = False
        self.armed: Optional[LabelClass] = None
        self.tool = POLYGON
        canvas = iface.mapCanvas()
        self.brush = BrushTool(canvas)
        self.wand = WandTool(canvas, in_background)
        self._own: Dict[str, LabelTool] = {
            POINT: PointTool(canvas),
            BRUSH: self.brush,
            WAND: self.wand,
        }
        for tool in self._own.values():
            tool.noted.connect(self.noted)
            tool.refused.connect(self.refused)
            tool.left.connect(self.disarm)
        self.wand.failed.connect(self.failed)
        canvas.mapToolSet.connect(self._on_tool_set)
        canvas.installEventFilter(self)
        QgsProject.instance().writeProject.connect(self._on_project_written)

    def arm(
        self,
        labels: LabelLayer,
        entry: LabelClass,
        tool: str,
        grid: Optional[PixelGrid],
        reader: Optional[PixelReader],
    ) -> bool:
        """Starts labelling with a class.

        Args:
            labels: the layer; it starts being edited.
            entry: the class.
            tool: one of ``TOOLS``.
            grid, reader: of the scene; every tool but ``POLYGON`` needs the grid, ``WAND`` both.

        Returns:
            False where the layer cannot be edited.
        """
        self._restore()
        layer = labels.layer
        if not layer.isEditable() and not layer.startEditing():
            return False
        self._labels, self.armed, self.tool = labels, entry, tool
        self._arming = True
        self._iface.setActiveLayer(layer)
        if tool == POLYGON or grid is None:
            self._arm_polygon(labels, entry)
        else:
            own = self._own[tool]
            if own is self.wand and reader is not None:
                self.wand.read_with(reader)
            own.use(labels, entry, grid)
            if self._iface.mapCanvas().mapTool() is not own:  # set again, it would start anew
                self._iface.mapCanvas().setMapTool(own)
        self._arming = False
        self.changed.emit()
        return True

    def _arm_polygon(self, labels: LabelLayer, entry: LabelClass) -> None:
        self._set_defaults(labels, entry)
        self._iface.actionAddFeature().trigger()

    def _set_defaults(self, labels: LabelLayer, entry: LabelClass) -> None:
        """Has QGIS give the class to the next polygon, without a form."""
        layer = labels.layer
        form = layer.editFormConfig()
        if self._form_before is None:
            self._form_before = form.suppress()
        form.setSuppress(no_form())
        layer.setEditFormConfig(form)
        for index, value in labels.attributes_of(entry).items():
            if index >= 0:
                self._before.setdefault(index, layer.defaultValueDefinition(index))
                text = QgsExpression.quotedValue(value)
                layer.setDefaultValueDefinition(index, QgsDefaultValue(text))

    def follow(self, entry: LabelClass) -> None:
        """Takes over that the armed class was renamed or recoloured; what is drawn goes on."""
        labels, self.armed = self._labels, entry
        if self.tool in self._own:
            self._own[self.tool].follow(entry)
        elif labels is not None:
            self._set_defaults(labels, entry)
        self.changed.emit()

    def disarm(self) -> None:
        """Stops drawing; the labels drawn so far stay as they are."""
        if self.armed is None:
            return
        self._restore()
        self._iface.actionPan().trigger()
        self.changed.emit()

    def close(self) -> None:
        """Lets go of the canvas."""
        self._restore()
        QgsProject.instance().writeProject.disconnect(self._on_project_written)
        canvas = self._iface.mapCanvas()
        canvas.mapToolSet.disconnect(self._on_tool_set)
        canvas.removeEventFilter(self)
        for tool in self._own.values():
            tool.drop()
            canvas.unsetMapTool(tool)
            tool.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Takes the Esc that the canvas does not pass on as it should.

        QGIS's tool stays after it even with no polygon under way; and no tool gets it while the
        mouse is held down, as it is during a stroke.
        """
        if event.type() != QEvent.Type.KeyPress or event.key() != Qt.Key.Key_Escape:
            return False
        if self.armed is not None and self.tool == POLYGON:
            tool = self._iface.mapCanvas().mapTool()
            if isinstance(tool, QgsMapToolCapture) and tool.size() == 0:
                self.disarm()
                return True
        return self.brush.is_painting and self.brush.drop()

    def _restore(self) -> None:
        labels, self._labels, self.armed = self._labels, None, None
        if labels is not None:
            self._put_back_defaults(labels)

    def _put_back_defaults(self, labels: LabelLayer) -> None:
        before, self._before = self._before, {}
        form_before, self._form_before = self._form_before, None
        try:
            for index, definition in before.items():
                labels.layer.setDefaultValueDefinition(index, definition)
            if form_before is not None:
                form = labels.layer.editFormConfig()
                form.setSuppress(form_before)
                labels.layer.setEditFormConfig(form)
        except RuntimeError:  # the layer was removed from the project meanwhile
            return

    def _on_project_written(self, *_: Any) -> None:
        """Keeps the armed class out of the project file; it is armed again once that is written.

        A timer, since QGIS tells of the end only where saving has succeeded.
        """
        if self._labels is not None and self._form_before is not None:
            self._put_back_defaults(self._labels)
            QTimer.singleShot(0, self._set_defaults_again)

    def _set_defaults_again(self) -> None:
        if self._labels is not None and self.armed is not None and self.tool == POLYGON:
            self._set_defaults(self._labels, self.armed)

    def _on_tool_set(self, *_: Any) -> None:
        if self.armed is not None and not self._arming:
            self._restore()
            self.changed.emit()
