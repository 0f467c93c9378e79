"""Builds the plugin's zip as plugins.qgis.org accepts it: ``package.py [FILE]``.

Stdlib, and Qt's lrelease for the translations. Files are taken in name order with a fixed time, so
the same tree gives the same bytes.
"""

from __future__ import annotations

import configparser
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from strings import LANGUAGES, compiled

ROOT = Path(__file__).resolve().parents[2]
TOP = "hsfm"
FILES = ("__init__.py", "metadata.txt", "LICENSE", "README.md", "CHANGELOG.md")
FOLDERS = ("hsfm_plugin", "engine", "resources")
LEFT_OUT_SUFFIXES = frozenset({".pyc", ".pyo", ".part", ".orig", ".ts"})
LIMIT_BYTES = 25_000_000
MODELS = Path("resources/models")
WEIGHTS, RECORD = "model.safetensors", "model.json"
"""All that is taken of a bundled model's folder."""
METADATA = Path("metadata.txt")
FIXED_TIME = (2020, 1, 1, 0, 0, 0)


def version() -> str:
    """The version in metadata.txt."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return parser["general"]["version"]


def members() -> list[Path]:
    """Every file of the package, relative to the root, in name order.

    Of bundled models their weights and records: what else lies there is left from their making.
    """
    found = [Path(name) for name in FILES]
    for folder in FOLDERS:
        found += [
            path.relative_to(ROOT)
            for path in (ROOT / folder).rglob("*")
            if path.is_file()
            and "__pycache__" not in path.parts
            and path.suffix not in LEFT_OUT_SUFFIXES
            and not path.name.startswith(".")
        ]
    return sorted(path for path in found if not _is_left_from_making(path))


def bundled() -> dict[str, Path]:
    """The folders of the bundled models by id."""
    return {place.name: place for place in sorted((ROOT / MODELS).iterdir()) if place.is_dir()}


def _is_left_from_making(path: Path) -> bool:
    of_a_model = path.is_relative_to(MODELS) and path.parent != MODELS
    return of_a_model and path.name not in (WEIGHTS, RECORD)


def newest_changes() -> tuple[str, list[str]]:
    """The newest entry of CHANGELOG.md: its version, and its paragraphs and points as lines."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    title, _, entry = text.split("\n## ")[1].partition("\n")
    blocks = re.split(r"\n\s*\n|\n(?=- )", entry.strip())
    return title.split()[0].strip("[]"), [" ".join(block.split()) for block in blocks]


def metadata_text() -> str:
    """metadata.txt as it is shipped: with the newest entry of CHANGELOG.md.

    Raises:
        SystemExit: that entry is of another version.
    """
    newest, lines = newest_changes()
    if newest != version():
        raise SystemExit(f"CHANGELOG.md ends with {newest}, metadata.txt says {version()}.")
    # The site and QGIS read it with interpolation, for which a percent sign begins a name.
    changes = "\n".join(f"    {line}" for line in lines).replace("%", " percent")
    text = (ROOT / METADATA).read_text(encoding="utf-8")
    return f"{text.rstrip()}\nchangelog={newest}\n{changes.replace('  percent', ' percent')}\n"


def contents() -> Iterator[tuple[Path, bytes]]:
    """What the package holds: files of the tree, the changelog taken in, translations compiled."""
    for path in members():
        is_own = path != METADATA
        yield path, (ROOT / path).read_bytes() if is_own else metadata_text().encode()
    for language in LANGUAGES:
        yield Path(f"resources/i18n/hsfm_{language}.qm"), compiled(language)


def build(out_folder: Path) -> Path:
    """Writes ``hsfm-VERSION.zip`` into a folder; raises as ``write``."""
    return write(out_folder / f"{TOP}-{version()}.zip")


def write(target: Path) -> Path:
    """Writes the zip.

    Raises:
        SystemExit: the zip is larger than the plugin site takes, the changelog is behind, or Qt's
            compiler of translations is missing.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in contents():
            entry = zipfile.ZipInfo(f"{TOP}/{path.as_posix()}", FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    size = target.stat().st_size
    if size > LIMIT_BYTES:
        raise SystemExit(f"{target} has {size} bytes; plugins.qgis.org takes {LIMIT_BYTES}.")
    print(f"{target.relative_to(ROOT) if target.is_relative_to(ROOT) else target}: {size} bytes")
    return target


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist" / f"{TOP}.zip").resolve())
