"""The plugin's zip, built once, and what it unpacks to."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.release import package


@pytest.fixture(scope="session")
def zip_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip as ``make zip`` writes it."""
    return package.write(tmp_path_factory.mktemp("dist") / "hsfm.zip")


@pytest.fixture(scope="session")
def archive(zip_path: Path) -> zipfile.ZipFile:
    """The zip, opened."""
    return zipfile.ZipFile(zip_path)


@pytest.fixture(scope="session")
def unpacked(archive: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the zip was unpacked in: no settings of this repository are found there."""
    folder = tmp_path_factory.mktemp("unpacked")
    archive.extractall(folder)
    return folder
