"""What is done to fill an environment, and what a death in the middle of it leaves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hsfm.engine.errors import Cancelled, DependencyMissing, EngineError, FetchFailed
from hsfm.hsfm_plugin.engine_client.environment import environment_python
from hsfm.hsfm_plugin.runtime_setup import filling, pip_steps, plan
from hsfm.hsfm_plugin.runtime_setup.installer import Setup
from hsfm.hsfm_plugin.runtime_setup.log import SetupLog
from hsfm.hsfm_plugin.runtime_setup.pip_steps import Pip, Sources
from hsfm.hsfm_plugin.runtime_setup.places import Places

from tests.systems import unix_only

from .installer_kit import Proof, packages, quiet, setup_of, works
from .wheel_shop import Index, serve

pytestmark = pytest.mark.usefixtures("plain_pip")


def remove_pip(env: Path) -> None:
    shutil.rmtree(next(env.glob("[Ll]ib*/**/site-packages")) / "pip")


def test_a_pip_that_was_killed_while_it_replaced_itself_is_made_anew(
    places: Places, requirements: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(pip: Pip) -> None:
        remove_pip(places.staging)
        raise Cancelled

    with monkeypatch.context() as patch:
        patch.setattr(filling.Pip, "update_itself", killed)
        with pytest.raises(Cancelled):
            setup_of(places, requirements, index.url).install(quiet)
    setup_of(places, requirements, index.url, smoke=Proof()).install(quiet)
    assert "numpy==1.0" in packages(places.python)


def test_a_pip_that_breaks_when_it_replaces_itself_is_found_out_at_once(
    tmp_path: Path, template: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = tmp_path / "env"
    shutil.copytree(template, env, symlinks=True)

    def breaks(pip: Pip, *arguments: object) -> str:
        remove_pip(env)
        raise FetchFailed("It was cut off.")

    pip = Pip(
        str(environment_python(env)), places, Sources(tmp_path), SetupLog(tmp_path / "log"), None
    )
    monkeypatch.setattr(Pip, "_run", breaks)
    monkeypatch.setattr(pip_steps, "RAW_PROGRESS_SINCE", (999,))
    with pytest.raises(EngineError):
        pip.update_itself()


@unix_only
def test_uv_works_in_a_folder_of_its_own_that_nobody_else_uses(
    places: Places, requirements: Path, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uv = requirements / "uv"
    uv.write_text('#!/bin/sh\necho "$@" >> "$0.asked"\nexit 1\n', encoding="utf-8")
    uv.chmod(0o755)
    monkeypatch.setattr(plan, "candidates", lambda *arguments: [])
    monkeypatch.setattr(plan, "uv_at", lambda *arguments: str(uv))
    places.make()
    left = places.root / "env.uv-1"
    left.mkdir()
    with serve(shop) as index:
        for _ in range(2):
            with pytest.raises(DependencyMissing):
                Setup(places, requirements, index_url=index.url, smoke=works).install(quiet)
    asked = Path(f"{uv}.asked").read_text(encoding="utf-8").splitlines()
    folders = {Path(line.split(" 3.12 ")[1]) for line in asked}
    assert len(folders) == 2
    assert all(one.parent == places.root and one.name.startswith("env.uv-") for one in folders)
    assert not left.exists()
