"""What the user chose, remembered between sessions of QGIS."""

from __future__ import annotations

from qgis.core import QgsSettings

_GROUP = "hsfm"


class Settings:
    """Typed access to HSFM's keys in the settings of the QGIS profile."""

    def _text(self, key: str) -> str:
        value = QgsSettings().value(f"{_GROUP}/{key}", "")
        return str(value) if value or value == 0 else ""  # 0 is a number until QGIS starts again

    def _number(self, key: str, default: int) -> int:
        """A whole number; the default where somebody wrote something else into the settings."""
        text = self._text(key)
        return int(text) if text.isdecimal() else default

    def _set(self, key: str, value: object) -> None:
        QgsSettings().setValue(f"{_GROUP}/{key}", value)

    @property
    def engine_python(self) -> str:
        """The interpreter of the engine; empty means that HSFM looks for it."""
        return self._text("engine_python")

    @engine_python.setter
    def engine_python(self, path: str) -> None:
        self._set("engine_python", path.strip())

    @property
    def results_folder(self) -> str:
        """Where results go; empty means beside the project."""
        return self._text("results_folder")

    @results_folder.setter
    def results_folder(self, path: str) -> None:
        self._set("results_folder", path.strip())

    @property
    def language(self) -> str:
        """A key of ``i18n.LANGUAGES``; empty means that of QGIS."""
        return self._text("language")

    @language.setter
    def language(self, short: str) -> None:
        self._set("language", short)

    @property
    def torch_build(self) -> str:
        """Which build of torch is installed: ``auto`` or a name such as ``cpu`` or ``cu126``."""
        return self._text("torch_build") or "auto"

    @torch_build.setter
    def torch_build(self, name: str) -> None:
        self._set("torch_build", name)

    @property
    def index_url(self) -> str:
        """A package index that stands in for PyPI and torch's own; empty means those."""
        return self._text("index_url")

    @index_url.setter
    def index_url(self, url: str) -> None:
        self._set("index_url", url.strip())

    @property
    def threads(self) -> int:
        """How many processor cores the engine may use; 0 means all."""
        return self._number("threads", 0)

    @threads.setter
    def threads(self, count: int) -> None:
        self._set("threads", count)

    @property
    def idle_minutes(self) -> int:
        """After how many idle minutes the engine is stopped; 0 means never."""
        return self._number("idle_minutes", 15)

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        self._set("idle_minutes", minutes)

    @property
    def cache_folder(self) -> str:
        """Where the engine keeps what it can make again; empty means the user's cache folder."""
        return self._text("cache_folder")

    @cache_folder.setter
    def cache_folder(self, path: str) -> None:
        self._set("cache_folder", path.strip())

    @property
    def cache_mib(self) -> int:
        """How large the cache of features may become; 0 means the engine's own limit."""
        return self._number("cache_mib", 0)

    @cache_mib.setter
    def cache_mib(self, size: int) -> None:
        self._set("cache_mib", size)

    @property
    def models_folder(self) -> str:
        """Where installed models lie; empty means HSFM's own folder."""
        return self._text("models_folder")

    @models_folder.setter
    def models_folder(self, path: str) -> None:
        self._set("models_folder", path.strip())

    @property
    def last_folder(self) -> str:
        """Where the last product was opened."""
        return self._text("last_folder")

    @last_folder.setter
    def last_folder(self, path: str) -> None:
        self._set("last_folder", path)

    def option(self, name: str) -> str:
        """The text of an advanced option, empty where its default holds."""
        return self._text(f"options/{name}")

    def set_option(self, name: str, value: str) -> None:
        """Remembers an advanced option."""
        self._set(f"options/{name}", value)

    @property
    def is_placed(self) -> bool:
        """Whether the panel was given its width once; after that the user's own counts."""
        return self._text("placed") == "yes"

    @is_placed.setter
    def is_placed(self, value: bool) -> None:
        self._set("placed", "yes" if value else "no")

    def is_open(self, section: str, at_first: bool = True) -> bool:
        """Whether a section of the panel was left open; ``at_first`` until it was touched."""
        left = self._text(f"open/{section}")
        return left == "yes" if left else at_first

    def set_open(self, section: str, is_open: bool) -> None:
        """Remembers whether a section of the panel is open."""
        self._set(f"open/{section}", "yes" if is_open else "no")

    @property
    def setup_python(self) -> str:
        """The Python that the engine's own environment is made with; empty for any that fits."""
        return self._text("setup_python")

    @setup_python.setter
    def setup_python(self, path: str) -> None:
        self._set("setup_python", path.strip())
