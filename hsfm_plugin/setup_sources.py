"""What the setup of the engine's environment is told: folders, mirror, QGIS's proxy, a Python."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Dict, List
from urllib.parse import quote, urlsplit

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy

from ..engine.errors import BadParameter, DependencyMissing
from .paths import ROOT
from .runtime_setup.installer import Setup
from .runtime_setup.interpreters import program_of
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
        wheels: a folder that ``runtime_setup bundle`` made; nothing is asked of a network then.

    Raises:
        BadParameter: QGIS's proxy is of a kind that pip does not know.
        DependencyMissing: the Python is gone. It is forgotten: the next try takes another one.
    """
    named = settings.setup_python
    if named and not os.path.exists(program_of(named)):
        settings.setup_python = ""
        raise DependencyMissing(
            f"The Python that was chosen is gone: {named}.",
            hint="Try again: HSFM looks for another one then.",
        )
    return Setup(
        Places.default(),
        REQUIREMENTS,
        named,
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
    target = index_url or _PYPI
    return "" if any(target.startswith(start) for start in _excepted()) else _proxy_address()


def proxy_variables() -> Dict[str, str]:
    """The same proxy as the variables that the engine's downloads go by; into no log, either.

    Returns:
        Nothing where QGIS names none, or one of a kind that the engine does not know.
    """
    try:
        address = _proxy_address()
    except BadParameter:
        return {}
    if not address:
        return {}
    hosts = [urlsplit(start).hostname for start in _excepted()]
    known = os.environ.get("no_proxy") or os.environ.get("NO_PROXY")
    without = ",".join(host for host in (known, *hosts) if host)
    made = {"http_proxy": address, "https_proxy": address}
    if without:
        made["no_proxy"] = without
    return {**made, **{name.upper(): value for name, value in made.items()}}


def _proxy_address() -> str:
    """Of QGIS's proxy; empty where it names none.

    Raises:
        BadParameter: it is a SOCKS proxy.
    """
    proxy = QgsNetworkAccessManager.instance().fallbackProxy()
    if not proxy.hostName():
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


def _excepted() -> List[str]:
    """Beginnings of addresses that QGIS asks without its proxy."""
    manager = QgsNetworkAccessManager.instance()
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
