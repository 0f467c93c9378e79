"""A tiny shop of wheels and a folder to install them into."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hsfm.hsfm_plugin.runtime_setup import filling, plan, python_places
from hsfm.hsfm_plugin.runtime_setup.places import Places

from .folders_kit import fill, mark
from .installer_kit import PADDING
from .wheel_shop import Index, make_wheel, serve


@pytest.fixture
def plain_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pip of this machine's own settings, and no driver of its own GPU."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setattr(plan, "nvidia_smi", lambda stop=None: None)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but pip."""
    folder = tmp_path_factory.mktemp("template") / "env"
    subprocess.check_call([sys.executable, "-m", "venv", str(folder)])
    return folder


@pytest.fixture
def quick_venv(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies an environment where another one would be made; what a test says is all the same."""

    def copy(staging: Any, *arguments: Any) -> None:
        shutil.copytree(template, staging.folder, symlinks=True)

    monkeypatch.setattr(filling, "_make_environment", copy)
    monkeypatch.setattr(filling.Pip, "update_itself", lambda pip: None)  # none is in the shop


@pytest.fixture
def requirements(tmp_path: Path) -> Path:
    folder = tmp_path / "requirements"
    folder.mkdir()
    (folder / "torch.txt").write_text("# First.\ntorch==2.13.0\n", encoding="utf-8")
    (folder / "lock.txt").write_text("numpy==1.0\nrasterio==1.0\n", encoding="utf-8")
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    make_wheel(folder, "filelock")
    make_wheel(folder, "torch", "2.13.0", ("filelock",), PADDING)
    make_wheel(folder, "numpy", padding=PADDING)
    make_wheel(folder, "rasterio", needs=("numpy",))
    return folder


@pytest.fixture
def index(shop: Path, quick_venv: None) -> Iterator[Index]:
    with serve(shop) as found:
        yield found


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "a home" / "runtime")


@pytest.fixture
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this machine is found unless a test puts it there."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for name in ("PYENV_ROOT", "CONDA_PREFIX", "UV_PYTHON_INSTALL_DIR", "OSGEO4W_ROOT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(python_places, "_beside_qgis", lambda system: [])


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder of models with one of 700 bytes."""
    return fill(mark(tmp_path / "models") / "vit", weights=700).parent


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache of 30 bytes."""
    return fill(mark(tmp_path / "features"), tile=30)
