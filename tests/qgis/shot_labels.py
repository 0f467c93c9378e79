"""The states of the labelling tools."""

from __future__ import annotations

from shot_kit import Shots, state
from tools_kit import Canvas

LAKE = (108, 97)


def _armed(shots: Shots, button: str, row: float, col: float) -> Canvas:
    """Potsdam near a place, with some labels and a tool that draws water."""
    shots.scene()
    shots.labels_with(["roof", "tree", "water"], 12)
    shots.panel.dock.label_work.arm(shots.panel.state.labels.named("water"), button)
    canvas = Canvas(shots.panel)
    canvas.show(row, col, 60)
    return canvas


def _take_narrow(shots: Shots) -> None:
    shots.panel.dock.scene.set_open(False)
    shots.set_width(300)
    shots.take("_narrow")
    shots.set_width(340)


@state
def brush(shots: Shots) -> None:
    canvas = _armed(shots, "brush", *LAKE)
    canvas.press(LAKE[0] - 8, LAKE[1] - 20)
    for step in range(24):
        canvas.drag(LAKE[0] - 8 + 8 * (step % 8) / 8, LAKE[1] - 20 + step)
    shots.take()
    canvas.release(LAKE[0], LAKE[1] + 4)
    shots.iface.actionPan().trigger()


@state
def wand(shots: Shots) -> None:
    canvas = _armed(shots, "wand", *LAKE)
    shots.panel.find("wandAngle").setValue(16.0)
    canvas.click(*LAKE)
    tool = shots.panel.dock.label_work.drawing.wand
    shots.panel.wait(lambda: tool.pixels > 0, 20)
    shots.take()
    _take_narrow(shots)
    shots.iface.actionPan().trigger()


@state
def labels_far(shots: Shots) -> None:
    """Two polygons that do not look like their class."""
    shots.ready_to_train()
    layer, grid = shots.panel.state.labels.layer, shots.panel.state.scene.info["grid"]
    number = shots.panel.state.labels.named("tree").value
    found = [f for f in layer.getFeatures() if f["class"] == "tree"][:2]
    far = []
    for feature in found:
        place = feature.geometry().pointOnSurface().asPoint()
        far.append({"x": place.x(), "y": place.y(), "class": number, "is_far": True})
    assert grid["crs"] == layer.crs().authid()
    shots.panel.state.set_class_spectra(
        {"centres_nm": None, "bands": [], "unusable": [], "classes": [], "polygons": far}
    )
    shots.panel.dock.label_work.show_far(shots.panel.state.labels.named("tree"))
    shots.take()
    _take_narrow(shots)
    shots.panel.state.set_class_spectra({})
