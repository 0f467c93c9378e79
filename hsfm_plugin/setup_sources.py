"""What the setup of the engine's environment is told: folders, mirror, QGIS's proxy, a Python."""

from __future__ import annotations

from pathlib import Path
from typing import List
from urllib.parse import quote

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy

from ..engine.errors import BadParameter
from .paths import ROOT
from .runtime_setup.installer import Setup
from .runtime_setup.kept_folders import cache_folders, models_folder
from .runtime_setup.places import Places
from .settings import Settings

REQUIREMENTS = ROOT / "resources" / "runtime"
_PYPI = "https://pypi.org/simple"
_HTTP = (
    QNetworkProxy.ProxyType.HttpProxy,
    QNetworkProxy.ProxyType.HttpCachingProxy,
    QNetworkProxy.ProxyType.FtpCachingProxy,
)


def make_setup(settings: Settings, wheels: str = "") -> Setup:
    """The setup that the options describe.

    Args:
        settings: whose mirror, build of torch and Python count.
        wheels: a folder that ``make bundle`` made; nothing is asked of a network then.

    Raises:
        BadParameter: QGIS's proxy is of a kind that pip does not know.
    """
    return Setup(
        Places.default(),
        REQUIREMENTS,
        settings.setup_python,
        settings.torch_build,
        Path(wheels) if wheels else None,
        settings.index_url,
        "" if wheels else qgis_proxy(settings.index_url),
    )


def qgis_proxy(index_url: str = "") -> str:
    """The proxy of QGIS's network options as an address, with its login; empty for the system's.

    It goes to pip by variables and into no log.

    Args:
        index_url: of the mirror, which the options of QGIS may except from the proxy.

    Raises:
        BadParameter: it is a SOCKS proxy, which pip cannot use.
    """
    manager = QgsNetworkAccessManager.instance()
    proxy = manager.fallbackProxy()
    target = index_url or _PYPI
    if any(target.startswith(start) for start in _excepted(manager)) or not proxy.hostName():
        return ""
    if proxy.type() == QNetworkProxy.ProxyType.Socks5Proxy:
        raise BadParameter(
            f"QGIS uses the SOCKS proxy {proxy.hostName()}, which pip cannot use.",
            hint="Name an HTTP proxy in QGIS's network options, or install from a folder of "
            "wheels.",
        )
    if proxy.type() not in _HTTP:
        return ""
    login = quote(proxy.user(), safe="")
    if proxy.password():
        login += ":" + quote(proxy.password(), safe="")
    host = f"{proxy.hostName()}:{proxy.port()}" if proxy.port() else proxy.hostName()
    return f"http://{login}@{host}" if login else f"http://{host}"


def _excepted(manager: QgsNetworkAccessManager) -> List[str]:
    """Beginnings of addresses that QGIS asks without its proxy."""
    return [start for start in (*manager.excludeList(), *manager.noProxyList()) if start.strip()]


def kept_models(settings: Settings) -> Path:
    """The folder of installed models."""
    return Path(settings.models_folder) if settings.models_folder else models_folder()


def kept_caches(settings: Settings) -> List[Path]:
    """The folders of what the engine can make again, also those of before another was chosen."""
    usual = cache_folders()
    if not settings.cache_folder:
        return usual
    return [*(Path(settings.cache_folder) / place.name for place in usual[:2]), *usual]
