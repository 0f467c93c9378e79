"""Finds what works under Qt 5 and fails under Qt 6, or the other way round, in plugin sources.

PyQt6 says which names exist and which class an enum member belongs to; the sources are only parsed.
"""

from __future__ import annotations

import ast
import enum
import importlib
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtXml", "QtSvg", "QtPrintSupport")
MOVED_TO_GUI = frozenset({"QAction", "QActionGroup", "QShortcut", "QUndoCommand", "QUndoStack"})
"""Qt 6 moved these to QtGui; qgis.PyQt offers them from QtWidgets in every version (qgis.md)."""
PATCHED_BY_QGIS = frozenset({"NULL", "QVariant", "pyqtWrapperType"})
"""Names that qgis.PyQt.QtCore adds itself."""


def require_pyqt6() -> None:
    """Skips where PyQt6 is missing; fails in CI, or where HSFM_QT6_LINT asks for the lint."""
    try:
        importlib.import_module("PyQt6.QtWidgets")
    except ImportError as exc:
        if os.environ.get("CI") or os.environ.get("HSFM_QT6_LINT"):
            raise
        pytest.skip(f"PyQt6 of the dev extra is missing: {exc}", allow_module_level=True)


@dataclass(frozen=True)
class Finding:
    """One line that must change."""

    line: int
    text: str


@cache
def enum_members() -> dict[str, dict[str, str]]:
    """Maps class name and member name to the scoped spelling, from PyQt6's own classes."""
    members: dict[str, dict[str, str]] = defaultdict(dict)
    for module_name in MODULES:
        module = importlib.import_module(f"PyQt6.{module_name}")
        for class_name, cls in vars(module).items():
            if not isinstance(cls, type):
                continue
            for enum_name in dir(cls):
                found = getattr(cls, enum_name, None)
                if not isinstance(found, enum.EnumMeta):
                    continue
                for member in found.__members__:
                    if not hasattr(cls, member):
                        members[class_name][member] = f"{class_name}.{enum_name}.{member}"
    return dict(members)


@cache
def _member_names() -> frozenset[str]:
    return frozenset(name for found in enum_members().values() for name in found)


def lint(source: str, filename: str = "<source>") -> list[Finding]:
    """Lists the findings of one module, in the order of its lines."""
    tree = ast.parse(source, filename)
    outer = {
        id(child): parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)
    }
    aliases = _aliases(tree)
    annotations = _annotations(tree)
    found: list[Finding] = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found += _imports(node)
        elif isinstance(node, ast.Attribute) and id(node) not in annotations:
            found += _attribute(node, outer.get(id(node)), aliases)
        elif isinstance(node, ast.Call) and _is_bare_qvariant(node):
            found.append(Finding(node.lineno, "QVariant() is not a null under Qt 6; use NULL"))
    return sorted(found, key=lambda finding: finding.line)


def _aliases(tree: ast.AST) -> frozenset[str]:
    """Names given to an enum class, as in ``levels = Qgis.MessageLevel`` and ``levels.Info``."""
    looked_into = {
        node.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    return frozenset(
        node.targets[0].id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Attribute)
        and node.targets[0].id in looked_into
    )


def _annotations(tree: ast.AST) -> frozenset[int]:
    """The nodes inside annotations, where an enum class stands by itself."""
    roots = [
        getattr(node, field)
        for node in ast.walk(tree)
        for field in ("annotation", "returns")
        if getattr(node, field, None) is not None
    ]
    return frozenset(id(child) for root in roots for child in ast.walk(root))


def _imports(node: ast.Import | ast.ImportFrom) -> Iterator[Finding]:
    names = [alias.name for alias in node.names]
    origins = names if isinstance(node, ast.Import) else [node.module or ""]
    for origin in origins:
        if origin.split(".")[0] in ("PyQt5", "PyQt6", "PySide2", "PySide6", "sip"):
            yield Finding(node.lineno, f"import {origin} by way of qgis.PyQt")
    if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("qgis.PyQt."):
        return
    module_name = (node.module or "").split(".")[2]
    if module_name not in MODULES:
        if module_name != "sip":
            yield Finding(node.lineno, f"qgis.PyQt.{module_name} is not in every QGIS")
        return
    module = importlib.import_module(f"PyQt6.{module_name}")
    for name in names:
        if name in MOVED_TO_GUI:
            if module_name != "QtWidgets":
                yield Finding(node.lineno, f"import {name} from qgis.PyQt.QtWidgets")
        elif name not in PATCHED_BY_QGIS and not hasattr(module, name):
            yield Finding(node.lineno, f"{name} is not in Qt 6's {module_name}")


def _attribute(
    node: ast.Attribute, parent: ast.AST | None, aliases: frozenset[str]
) -> Iterator[Finding]:
    if node.attr == "exec_":
        yield Finding(node.lineno, "exec_() is gone; use exec()")
    owner = node.value
    if not isinstance(owner, ast.Name):
        return
    scoped = enum_members().get(owner.id, {}).get(node.attr)
    if scoped:
        yield Finding(node.lineno, f"{owner.id}.{node.attr} must be {scoped}")
    elif owner.id.startswith("Qgs") or owner.id == "Qgis":
        if not _is_aliased(parent, aliases) and _looks_like_unscoped_qgis_member(node, parent):
            yield Finding(node.lineno, f"{owner.id}.{node.attr} must name its enum")
    elif (
        owner.id[:1].islower()
        and owner.id not in aliases
        and not _is_called(node, parent)
        and node.attr[:1].isupper()
        and node.attr in _member_names()
    ):
        yield Finding(node.lineno, f"{node.attr} must be taken from its class and enum")


def _looks_like_unscoped_qgis_member(node: ast.Attribute, parent: ast.AST | None) -> bool:
    """A capitalised name that is neither a constant, called, nor looked into: not a class."""
    if not node.attr[:1].isupper() or node.attr.isupper():
        return False
    if isinstance(parent, ast.Attribute):
        return False
    return not _is_called(node, parent)


def _is_called(node: ast.Attribute, parent: ast.AST | None) -> bool:
    return isinstance(parent, ast.Call) and parent.func is node


def _is_aliased(parent: ast.AST | None, aliases: frozenset[str]) -> bool:
    return (
        isinstance(parent, ast.Assign)
        and isinstance(parent.targets[0], ast.Name)
        and parent.targets[0].id in aliases
    )


def _is_bare_qvariant(node: ast.Call) -> bool:
    return (
        isinstance(node.func, ast.Name)
        and node.func.id == "QVariant"
        and not node.args
        and not node.keywords
    )
