"""What the tests of the Models section share: its list, driven as a person does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

BUNDLED = "hsfm-spectral"
CLOUD_CARD = "spectf-cloud"
VIT_S_CARD = "spectralearth-vit-s-mae"
"""Nobody has published a checksum of this one, so that any file of its shape is taken."""


def usual() -> str:
    """The backbone that Train uses where nobody chooses one."""
    from hsfm.engine.parameters import TRAIN

    return str(TRAIN.parameter("backbone").default)


def groups(panel: Any) -> dict[str, list[str]]:
    """What the list shows: rows by title of their group."""
    tree = panel.find("modelList")
    titles = [tree.topLevelItem(index) for index in range(tree.topLevelItemCount())]
    return {g.text(0): [g.child(i).text(0) for i in range(g.childCount())] for g in titles}


def choose(panel: Any, model_id: str) -> None:
    """Clicks a row of the list."""
    tree = panel.find("modelList")
    item = tree.item_of(model_id)
    assert item is not None, f"{model_id} is not in the list"
    tree.scrollToItem(item)
    spot = tree.visualItemRect(item).center()
    QTest.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
    )


def unclear(panel: Any) -> str:
    """A model that can be fetched, but whose licence is unclear."""
    models = panel.dock.known_models.known.values()
    found = [m.id for m in models if not m.installed and m.can_fetch and not m.licence_clear]
    assert found, "no card of this kind"
    return str(found[0])


def is_installed(panel: Any, model_id: str) -> bool:
    """Whether the panel knows a model as installed."""
    model = panel.dock.known_models.known.get(model_id)
    return model is not None and model.installed


def import_file(panel: Any, path: Path) -> None:
    """Imports a file and waits for the end."""
    panel.dock.models.import_file(str(path))
    panel.wait_idle()
