"""The pictures of the help: those of the tutorial, and the help itself."""

from __future__ import annotations

from qgis.PyQt.QtTest import QTest
from shot_kit import Shots, state
from tutorial_steps import Tutorial, hide_others

PICTURES = (
    "tutorial_scene.png",
    "tutorial_spectra.png",
    "tutorial_labels.png",
    "tutorial_quickmap.png",
    "tutorial_train.png",
    "tutorial_classes.png",
    "tutorial_results.png",
    "tutorial_anomalies.png",
    "tutorial_processing.png",
    "tutorial_jobs.png",
    "tutorial_setup.png",
)
"""What this file takes; a test compares it with what the pages show."""


@state
def tutorial(shots: Shots) -> None:
    """Takes every picture of ``PICTURES``; ``make shots`` puts them into the help."""
    hidden = hide_others(shots.iface.mainWindow())
    steps = Tutorial(shots)
    try:
        steps.open_scene()
        steps.look_at_spectra()
        steps.quick_map()
        steps.label()
        steps.train()
        steps.anomalies()
        steps.processing()
        steps.jobs()
        steps.set_up()
        assert sorted(steps.taken) == sorted(PICTURES), steps.taken
    finally:
        for dock in hidden:
            dock.show()


@state
def help_window(shots: Shots) -> None:
    """The help beside the panel, at three of its pages; once as narrow as it can be."""
    from hsfm.hsfm_plugin.gui.help import close_help, show

    shots.panel.click("helpButton_map")
    shots.take("_0_map")
    view = show("tutorial", shots.panel.dock)
    shots.take("_1_tutorial")
    for topic in ("accuracy", "anomalies", "index", "scene"):
        view.browser.show_topic(topic)
        QTest.qWait(300)
        view.window().grab().save(str(shots.folder / f"help_window_{topic}.png"))
    view.browser.show_topic("tutorial", "")
    view.window().resize(300, 700)
    QTest.qWait(500)
    view.window().grab().save(str(shots.folder / "help_window_narrow.png"))
    close_help(shots.panel.dock)
