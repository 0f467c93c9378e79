"""The options page: what is wrong in a field is said beside it, and what becomes of the rest."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from kit import ENGINE_PYTHON
from qgis.gui import QgsOptionsPageWidget

ASKS = hasattr(QgsOptionsPageWidget, "isValid")
"""This QGIS asks a page whether OK may close the options: 3.40 does, 3.22 does not."""
closes = pytest.mark.skipif(ASKS, reason="this QGIS keeps the options open instead")


@closes
@pytest.mark.parametrize("folder", ["/proc/hsfm", "relative/folder"])
def test_a_folder_that_cannot_be_written_is_refused_and_comes_back(
    panel: Any, options: Any, folder: str
) -> None:
    panel.plugin._settings.cache_folder = "/tmp/before"

    def act(page: Any) -> str:
        page.type("cacheFolderEdit", folder)
        return str(page.text("cacheFolderProblem"))

    assert options(act)
    assert panel.plugin._settings.cache_folder == "/tmp/before"
    assert "Not everything in the HSFM options was stored" in panel.notice()
    again = options(
        lambda page: (page.find("cacheFolderEdit").filePath(), page.text("cacheFolderProblem")),
        accept=False,
    )
    assert again[0] == folder and again[1]


@pytest.mark.skipif(not ASKS, reason="this QGIS closes the options whatever their fields hold")
@pytest.mark.parametrize("folder", ["/proc/hsfm", "relative/folder"])
def test_a_folder_that_cannot_be_written_keeps_the_options_open(
    panel: Any, options: Any, folder: str
) -> None:
    def act(page: Any) -> Any:
        page.set_number("idleSpin", 7)
        page.type("cacheFolderEdit", folder)
        assert page.text("cacheFolderProblem")
        return page

    assert options(act).stayed_open
    assert (panel.plugin._settings.idle_minutes, panel.plugin._settings.cache_folder) == (15, "")


def test_a_stored_folder_that_is_gone_keeps_no_other_option_from_being_stored(
    panel: Any, options: Any
) -> None:
    """As on a disk that is unplugged: what is wrong is told, and OK is taken."""
    panel.plugin._settings.cache_folder = "/proc/unplugged"

    def act(page: Any) -> Any:
        page.set_number("idleSpin", 7)
        is_valid = not ASKS or page.page.isValid()
        return is_valid, page.page._find_problems(), page.text("cacheFolderProblem")

    is_valid, problems, said = options(act)
    assert is_valid and not problems
    assert "Nothing can be written there" in said
    assert panel.plugin._settings.idle_minutes == 7
    assert panel.plugin._settings.cache_folder == "/proc/unplugged"


@closes
def test_what_is_wrong_in_one_field_keeps_no_other_from_being_stored(
    panel: Any, options: Any
) -> None:
    def act(page: Any) -> None:
        page.type("cacheFolderEdit", "/proc/hsfm")
        page.set_number("idleSpin", 7)

    options(act)
    assert panel.plugin._settings.idle_minutes == 7


def test_a_file_in_the_place_of_a_folder_is_named(options: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    def act(page: Any) -> str:
        page.type("modelsFolderEdit", str(tmp_path / "file" / "models"))
        return str(page.text("modelsFolderProblem"))

    assert options(act).startswith(f"{tmp_path / 'file'} is a file")


def test_qgis_is_no_python(panel: Any, options: Any) -> None:
    def act(page: Any) -> str:
        page.type("enginePythonEdit", "/usr/bin/qgis")
        return str(page.text("enginePythonProblem"))

    assert "This is QGIS" in options(act)
    assert panel.plugin._settings.engine_python == ""


def test_a_mirror_that_is_no_address_is_refused(panel: Any, options: Any) -> None:
    def act(page: Any) -> str:
        page.type("indexUrlEdit", "mirror")
        return str(page.text("indexUrlProblem"))

    assert "no address" in options(act)
    assert panel.plugin._settings.index_url == ""


def test_check_says_what_a_python_lacks_and_how_to_add_it(options: Any, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    subprocess.check_call([ENGINE_PYTHON, "-m", "venv", "--without-pip", str(empty)])

    def act(page: Any) -> str:
        page.type("enginePythonEdit", str(empty / "bin" / "python"))
        page.click("checkEngineButton")
        page.wait(lambda: "Checking" not in page.text("checkAnswer"), 60)
        assert page.find("copyCommandButton").isVisible()
        return str(page.text("checkAnswer"))

    answer = options(act, accept=False)
    assert "torch" in answer and "<code>" in answer
