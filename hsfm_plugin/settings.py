"""What the user chose, remembered between sessions of QGIS."""

from __future__ import annotations

from qgis.core import QgsSettings

_GROUP = "hsfm"


class Settings:
    """Typed access to HSFM's keys in the settings of the QGIS profile."""

    def _text(self, key: str) -> str:
        return str(QgsSettings().value(f"{_GROUP}/{key}", "") or "")

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
