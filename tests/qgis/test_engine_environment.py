"""What the engine's process is told of QGIS's network options."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("qgis.core", reason="these tests run in QGIS's own Python")

from hsfm.hsfm_plugin.engine_environment import engine_environment
from hsfm.hsfm_plugin.settings import Settings
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy

from tests.qgis import kit

ADDRESS = "http://ada:w%C3%B6rd@proxy.example:3128"
Use = Callable[..., None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Sets QGIS's proxy for the test."""
    kit.application()
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()

    def set_proxy(kind: QNetworkProxy.ProxyType, excepted: tuple[str, ...] = ()) -> None:
        proxy = QNetworkProxy(kind, "proxy.example", 3128, "ada", "wörd")
        manager.setFallbackProxyAndExcludes(proxy, list(excepted), [])

    yield set_proxy
    manager.setFallbackProxyAndExcludes(*before)


def test_the_proxy_of_qgis_reaches_the_engine(use: Use) -> None:
    use(QNetworkProxy.ProxyType.HttpProxy)
    made = engine_environment(Settings())
    names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
    assert {made.get(name) for name in names} == {ADDRESS}
    assert "no_proxy" not in made


def test_what_qgis_asks_without_its_proxy_the_engine_does_too(
    use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "localhost")
    use(QNetworkProxy.ProxyType.HttpProxy, ("https://mirror.example/models",))
    made = engine_environment(Settings())
    assert made["no_proxy"] == made["NO_PROXY"] == "localhost,mirror.example"


def test_without_a_proxy_the_variables_of_the_system_stay(use: Use) -> None:
    use(QNetworkProxy.ProxyType.NoProxy)
    assert not any("proxy" in name.lower() for name in engine_environment(Settings()))


def test_a_socks_proxy_which_the_engine_cannot_use_is_not_passed_on(use: Use) -> None:
    use(QNetworkProxy.ProxyType.Socks5Proxy)
    assert not any("proxy" in name.lower() for name in engine_environment(Settings()))


def test_only_the_main_thread_asks_qgis_for_its_proxy(use: Use) -> None:
    use(QNetworkProxy.ProxyType.HttpProxy)
    made: list[dict[str, str]] = []
    thread = threading.Thread(target=lambda: made.append(engine_environment(Settings())))
    thread.start()
    thread.join()
    assert not any("proxy" in name.lower() for name in made[0])
