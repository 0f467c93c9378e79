"""Empty Cache on the options page removes what HSFM made, and claims no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def test_a_cache_that_hsfm_did_not_make_is_not_said_to_be_emptied(
    panel: Any, options: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from setup_kit import plugin_module

    features = tmp_path / "mine" / "features"
    features.mkdir(parents=True)
    (features / "thesis").write_bytes(bytes(3_000_000))
    monkeypatch.setattr(plugin_module("setup_work"), "kept_caches", lambda settings: [features])
    setup = panel.plugin.setup

    def act(page: Any) -> tuple[bool, str]:
        page.wait(lambda: "3 MB used now" in page.text("cacheFolderNote") and not setup.busy)
        can_empty = page.find("emptyCacheButton").isEnabled()
        setup.remove(["cache"])
        page.wait(lambda: setup.outcome == "failed", 60)
        return can_empty, str(page.text("runtimeText"))

    try:
        can_empty, said = options(act, accept=False)
    finally:
        setup.forget()
    assert not can_empty
    assert "HSFM did not make this folder" in said
    assert (features / "thesis").exists()
    panel.wait(lambda: panel.link.status == "ready", 60)
