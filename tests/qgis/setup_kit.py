"""A machine on which the engine was never installed, and a shop of tiny packages to install."""

from __future__ import annotations

import functools
import importlib
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from driving import Panel
from kit import ENGINE_PYTHON

from tests.unit.wheel_shop import Index, make_wheel, serve

TORCH = "torch-2.13.0-py3-none-any.whl"
NUMPY = "numpy-1.0-py3-none-any.whl"
_PADDING = 200_000
_OFFER_S, _INSTALL_S = 25, 90
FALLBACK = (
    "HSFM will compute on the CPU, for the GPU failed its test: RuntimeError: CUDA error. Update "
    "the NVIDIA driver and choose Repair to try the GPU again."
)


def plugin_module(name: str) -> Any:
    """A module of the plugin as it is loaded now; a reload of the plugin makes others."""
    return importlib.import_module(f"hsfm.hsfm_plugin.{name}")


def proof(python: str, *arguments: Any, fallback: str = "") -> Any:
    """Imports the stand-ins, as the real proof imports packages."""
    parts = []
    for name in ("torch", "numpy"):
        code = subprocess.call([python, "-I", "-c", f"import {name}; {name}.__version__"])
        parts.append((name, code == 0, "" if code == 0 else "it cannot be imported"))
    return plugin_module("runtime_setup.smoke").Smoke("cpu", parts, fallback)


def make_shop(folder: Path) -> None:
    """Writes the wheels; with torch's the engine finds the packages of the development's own."""
    make_wheel(folder, "torch", "2.13.0", padding=_PADDING)
    make_wheel(folder, "numpy", padding=_PADDING)
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.check_output([ENGINE_PYTHON, "-c", code], text=True).strip()
    link = f"import sys; 'serve' in sys.orig_argv and sys.path.insert(0, {packages!r})\n"
    with zipfile.ZipFile(folder / TORCH, "a") as archive:
        archive.writestr("hsfm_test.pth", link)


def make_requirements(folder: Path) -> Path:
    """The plugin's lists of packages, with two of them."""
    folder.mkdir(parents=True)
    (folder / "torch.txt").write_text("torch==2.13.0\n", encoding="utf-8")
    (folder / "lock.txt").write_text("numpy==1.0\n", encoding="utf-8")
    (folder / "requirements.txt").write_text("numpy>=1.0\n", encoding="utf-8")
    return folder


class Machine:
    """The panel on that machine.

    Attributes:
        panel, setup: of the running plugin.
        index: the server of the shop.
        requirements: the plugin's lists of packages.
    """

    def __init__(
        self, panel: Panel, index: Index, requirements: Path, patch: pytest.MonkeyPatch
    ) -> None:
        self.panel, self.index, self.requirements, self.patch = panel, index, requirements, patch
        self.setup = panel.plugin.setup

    @property
    def places(self) -> Any:
        return plugin_module("runtime_setup.places").Places.default()

    @property
    def face(self) -> str:
        """The state that the card shows; empty where it is hidden."""
        return str(self.panel.dock.setup_card.face.name)

    def text(self, name: str = "setupText") -> str:
        """What a label of the card says, without its markup."""
        plain = re.sub(r"<(br|li|ul|/ul)[^>]*>", "\n", self.panel.find(name).text())
        return re.sub(r"<[^>]+>", "", plain).replace("\u200b", "")

    def wait_face(self, name: str, limit_s: float = _OFFER_S) -> None:
        """Waits until the card shows a state."""
        self.wait(lambda: self.face == name, limit_s, name)

    def wait_running(self) -> None:
        """Waits until the engine runs."""
        self.wait(lambda: self.panel.link.status == "ready", _INSTALL_S, "engine")

    def wait(self, until: Callable[[], Any], limit_s: float, what: str) -> None:
        """Lets QGIS work until something holds; says what the card shows where it does not."""
        try:
            self.panel.wait(until, limit_s)
        except AssertionError as exc:
            raise AssertionError(f"no {what}, but {self.said()}") from exc

    def said(self) -> str:
        setup = self.setup
        known = (self.face, setup.needs, setup.busy, setup.outcome, self.panel.link.status)
        detail = getattr(setup.error, "detail", "")
        return f"{known} {self.text()} {setup.error} {detail}"

    def look_again(self) -> None:
        """Has the panel look for the engine, as when QGIS starts."""
        self.setup.forget()
        self.setup.plan = None
        self.panel.dock.setup_card._has_asked = False
        self.panel.link.restart()

    def install(self) -> None:
        """Clicks Install and waits until the engine runs."""
        self.wait_face("offer")
        self.panel.click("setupInstallButton")
        self.panel.wait(lambda: not self.setup.busy, _INSTALL_S)
        assert self.setup.outcome == "", self.said()
        self.wait_running()

    def fail_to_install(self) -> None:
        """Clicks Install and waits for the failure."""
        self.wait_face("offer")
        self.panel.click("setupInstallButton")
        self.wait_face("failed", _INSTALL_S)

    def prove_by(self, smoke: Callable[..., Any]) -> None:
        """Has environments proven by another function from now on."""
        made = functools.partial(plugin_module("runtime_setup.installer").Setup, smoke=smoke)
        self.patch.setattr(plugin_module("setup_sources"), "Setup", made)


@functools.cache
def _template() -> Path:
    """An environment with nothing but pip, made once; it goes with the profile."""
    folder = Path(tempfile.mkdtemp(prefix="template-")) / "env"
    subprocess.check_call([ENGINE_PYTHON, "-m", "venv", str(folder)])
    return folder


def copy_environments(patch: pytest.MonkeyPatch) -> None:
    """Copies an environment where another one would be made; what a test says is all the same."""
    filling = plugin_module("runtime_setup.filling")

    def copy(staging: Any, *arguments: Any) -> None:
        shutil.copytree(_template(), staging.folder, symlinks=True)

    patch.setattr(filling, "_make_environment", copy)
    patch.setattr(filling.Pip, "update_itself", lambda pip: None)  # none is in the shop


@contextmanager
def machine_without_engine(panel: Panel, folder: Path, is_quick: bool = False) -> Iterator[Machine]:
    """Gives the panel such a machine; the home has a space and an umlaut.

    Args:
        panel: of the running plugin.
        folder: for the home and the shop.
        is_quick: whether environments are copies of one that was made before.
    """
    make_shop(folder / "shop")
    requirements = make_requirements(folder / "lists")
    settings = panel.plugin._settings
    with serve(folder / "shop") as index, pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("PIP_")]:
            patch.delenv(name)
        patch.setenv("PIP_CONFIG_FILE", os.devnull)
        patch.delenv("HSFM_ENGINE_PYTHON", raising=False)
        patch.setenv("XDG_DATA_HOME", str(folder / "Jörg Müller"))
        patch.setattr(plugin_module("runtime_setup.plan"), "nvidia_smi", lambda stop=None: None)
        for name in ("setup_sources", "setup_work", "gui.setup_words"):
            patch.setattr(plugin_module(name), "REQUIREMENTS", requirements)
        settings.index_url, settings.setup_python = index.url, ENGINE_PYTHON
        machine = Machine(panel, index, requirements, patch)
        machine.prove_by(proof)
        if is_quick:
            copy_environments(patch)
        machine.look_again()
        try:
            yield machine
        finally:
            index.go_on.set()
            machine.setup.cancel()
            panel.wait(lambda: not machine.setup.busy, 30)
            panel.link.stop_session()
            settings.index_url = settings.setup_python = settings.engine_python = ""
    machine.look_again()
