"""Getting models by clicks: consent, progress, Cancel, Retry; the publisher is a local server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from model_store import CLOUD_CARD, VIT_S_CARD, choose, groups, is_installed, unclear, usual
from qgis.PyQt.QtTest import QTest

from tests.data.file_server import FileServer, answer, trickle


@pytest.fixture
def mirror(place: tuple[Path, FileServer], weights: Path, vit_s: Path) -> FileServer:
    """The server, with two models under the names of their cards."""
    from hsfm.engine.models.card import cards

    _, server = place
    for name, path in ((CLOUD_CARD, weights), (VIT_S_CARD, vit_s)):
        server.files[f"/{cards()[name].file}"] = path.read_bytes()
    return server


def test_an_unclear_licence_asks_for_consent_before_get(store: Any) -> None:
    choose(store, unclear(store))
    assert not store.is_enabled("getModelButton")
    assert "terms" in store.find("getModelButton").toolTip()
    store.click("modelConsent")
    store.click("getModelButton")  # the server has no such file
    store.wait_idle()
    assert "download did not come through" in store.notice()


def test_consent_holds_for_one_model_only(store: Any) -> None:
    name = unclear(store)
    choose(store, name)
    store.click("modelConsent")
    choose(store, CLOUD_CARD)
    assert not store.find("modelConsent").isVisible()
    choose(store, name)
    assert not store.find("modelConsent").isChecked()


def test_get_with_consent_downloads_and_installs(store: Any, mirror: FileServer) -> None:
    choose(store, VIT_S_CARD)
    store.click("modelConsent")
    store.click("getModelButton")
    store.wait_idle()
    store.wait(lambda: is_installed(store, VIT_S_CARD), 30)
    assert "is installed" in store.notice()
    assert next(iter(groups(store))) == "Installed (3)"
    assert store.dock.models.header.summary == "3 installed"
    assert not store.is_enabled("getModelButton")
    combo = store.find("backboneCombo")
    assert combo.findData(VIT_S_CARD) == 2 and combo.backbone == usual()


def test_a_file_that_was_not_published_so_is_not_installed(store: Any, mirror: FileServer) -> None:
    choose(store, CLOUD_CARD)
    store.click("getModelButton")
    store.wait_idle()
    assert "not the one that was published" in store.notice()
    assert not is_installed(store, CLOUD_CARD)


def test_a_failed_download_offers_retry(store: Any, mirror: FileServer) -> None:
    mirror.acts += [answer(404)] * 20
    choose(store, VIT_S_CARD)
    store.click("modelConsent")
    store.click("getModelButton")
    store.wait_idle()
    assert "download did not come through" in store.notice()
    assert "failed" in store.dock.models.header.summary
    mirror.acts.clear()
    store.click("retryButton")
    store.wait_idle()
    store.wait(lambda: is_installed(store, VIT_S_CARD), 30)


def test_a_download_shows_progress_and_can_be_cancelled(store: Any, mirror: FileServer) -> None:
    mirror.acts.append(trickle(2000, 0.1))
    choose(store, CLOUD_CARD)
    store.click("getModelButton")
    assert store.find("modelsProgressRow").isVisible()
    assert not store.find("progressRow").isVisible()
    store.wait(lambda: "Downloading" in store.text("modelsProgressText"), 30)
    store.click("modelsCancelButton")
    QTest.qWait(1000)
    assert not store.dock.known_models.busy
    assert not is_installed(store, CLOUD_CARD)
