"""Removing leaves no file of ours outside the QGIS profile: listings before and after."""

from __future__ import annotations

from typing import Any

from tests.install import removing, steps
from tests.install.machine import STICK
from tests.install.remote import Qgis


def test_removing_everything_leaves_nothing_of_ours_outside_the_profile(
    small: Any, index: Any, simulated: Any
) -> None:
    before = removing.everything(small)
    qgis = Qgis(small)
    steps.install_plugin(qgis)
    steps.open_panel(qgis)
    steps.use_index(qgis, index.url)
    steps.press_install(qgis)
    steps.wait_installed(qgis, 300)
    steps.open_scene(qgis, STICK / "scene" / simulated.product)
    assert steps.run_by(qgis, "quickMapButton") == "done", steps.notice(qgis)
    there = removing.left(small, before)
    assert any("/HSFM/runtime/env/" in path for path in there), there  # the listing can see
    removing.remove_all(qgis)
    removing.uninstall(qgis)
    qgis.quit()
    assert qgis.complaints() == []
    removing.check_nothing_left(small, before)
