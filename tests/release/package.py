"""Builds the plugin's zip as plugins.qgis.org accepts it: ``package.py OUT_FOLDER``.

Stdlib only. Files are taken in name order with a fixed time, so the same tree gives the same bytes.
"""

from __future__ import annotations

import configparser
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOP = "hsfm"
FILES = ("__init__.py", "metadata.txt", "LICENSE", "README.md", "CHANGELOG.md")
FOLDERS = ("hsfm_plugin", "engine", "resources")
LEFT_OUT_SUFFIXES = frozenset({".pyc", ".pyo", ".part", ".orig"})
LIMIT_BYTES = 25_000_000
MODELS = Path("resources/models")
WEIGHTS, RECORD = "model.safetensors", "model.json"
"""All that is taken of a bundled model's folder."""
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


def build(out_folder: Path) -> Path:
    """Writes ``hsfm-VERSION.zip``.

    Raises:
        SystemExit: the zip is larger than the plugin site takes.
    """
    out_folder.mkdir(parents=True, exist_ok=True)
    target = out_folder / f"{TOP}-{version()}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in members():
            entry = zipfile.ZipInfo(f"{TOP}/{path.as_posix()}", FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (ROOT / path).read_bytes())
    size = target.stat().st_size
    if size > LIMIT_BYTES:
        raise SystemExit(f"{target} has {size} bytes; plugins.qgis.org takes {LIMIT_BYTES}.")
    print(f"{target.relative_to(ROOT) if target.is_relative_to(ROOT) else target}: {size} bytes")
    return target


if __name__ == "__main__":
    build(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build").resolve())
