"""What QGIS imports runs on Python 3.9, the version of QGIS 3.22 on Windows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ("__init__", "errors", "protocol")
NEWER_KEYWORDS = {
    "zip": {"strict"},
    "dataclass": {"slots", "kw_only"},
    "field": {"kw_only"},
    "NamedTemporaryFile": {"delete_on_close"},
    "TemporaryDirectory": {"delete"},
    "walk": {"walk_up"},
}
NEWER_NAMES = {
    "typing": {"ParamSpec", "Concatenate", "TypeAlias", "TypeGuard", "Self", "Never", "Unpack"}
    | {"LiteralString", "Required", "NotRequired", "assert_never", "override", "reveal_type"},
    "itertools": {"pairwise", "batched"},
    "enum": {"StrEnum", "ReprEnum", "EnumType", "member", "nonmember"},
    "datetime": {"UTC"},
    "contextlib": {"aclosing", "chdir"},
    "types": {"NoneType", "EllipsisType", "UnionType"},
}
NEWER_MODULES = {"tomllib", "asyncio.taskgroups"}


def _sources() -> list[Path]:
    return [
        path
        for path in (
            ROOT / "__init__.py",
            *(ROOT / "engine" / f"{name}.py" for name in SHARED),
            *sorted((ROOT / "engine" / "parameters").glob("*.py")),
            *sorted((ROOT / "hsfm_plugin").rglob("*.py")),
        )
        if path.exists()
    ]


def _annotations(tree: ast.AST) -> set[int]:
    """The nodes that only live in annotations, which are never evaluated under PEP 563."""
    roots: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) or (
            isinstance(node, ast.arg) and node.annotation is not None
        ):
            roots.append(node.annotation)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.returns is not None:
            roots.append(node.returns)
    return {id(child) for root in roots for child in ast.walk(root)}


def _is_type(node: ast.expr) -> bool:
    """Whether an operand of ``|`` is visibly a type: ``None``, a builtin type, ``list[int]``."""
    if isinstance(node, ast.Constant):
        return node.value is None
    if isinstance(node, ast.Subscript):
        return _is_type(node.value)
    builtin = {"str", "int", "float", "bool", "bytes", "list", "dict", "tuple", "set", "type"}
    return isinstance(node, ast.Name) and node.id in builtin


def _is_union(node: ast.BinOp) -> bool:
    return isinstance(node.op, ast.BitOr) and (_is_type(node.left) or _is_type(node.right))


def _newer(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source, feature_version=(3, 9))
    except SyntaxError as exc:
        yield f"{exc.lineno}: {exc.msg}"
        return
    lazy = any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in ast.walk(tree)
    )
    unevaluated = _annotations(tree) if lazy else set()
    for node in ast.walk(tree):
        # Python 3.11's parser takes these even with feature_version=(3, 9).
        if type(node).__name__ in ("Match", "TryStar"):
            yield f"{node.lineno}: {type(node).__name__} is newer than Python 3.9"
        elif isinstance(node, ast.Call):
            yield from _newer_call(node)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from _newer_import(node)
        elif isinstance(node, ast.BinOp) and id(node) not in unevaluated and _is_union(node):
            yield f"{node.lineno}: X | Y is evaluated here; Python 3.9 cannot"


def _newer_call(node: ast.Call) -> Iterator[str]:
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    for keyword in node.keywords:
        if keyword.arg in NEWER_KEYWORDS.get(name, ()):
            yield f"{node.lineno}: {name}({keyword.arg}=) is newer than Python 3.9"
    if name in ("isinstance", "issubclass") and len(node.args) == 2:
        kinds = node.args[1]
        if isinstance(kinds, ast.BinOp) and isinstance(kinds.op, ast.BitOr):
            yield f"{node.lineno}: {name}(x, A | B) is newer than Python 3.9"


def _newer_import(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        modules = [alias.name for alias in node.names]
    else:
        modules = [node.module or ""]
        for alias in node.names:
            if node.level == 0 and alias.name in NEWER_NAMES.get(node.module or "", ()):
                yield f"{node.lineno}: {node.module}.{alias.name} is newer than Python 3.9"
    for module in modules:
        if module in NEWER_MODULES:
            yield f"{node.lineno}: {module} is newer than Python 3.9"


@pytest.mark.parametrize(
    "source",
    [
        "match x:\n    case 1:\n        pass",
        "try:\n    pass\nexcept* OSError:\n    pass",
        "for a, b in zip(x, y, strict=True):\n    pass",
        "@dataclass(frozen=True, slots=True)\nclass A:\n    pass",
        "Value = int | None",
        "isinstance(x, A | B)",
        "def f(x: int | None) -> None: ...",
        "from typing import TypeAlias",
        "from itertools import pairwise",
        "import tomllib",
    ],
)
def test_the_check_sees_what_is_newer(source: str) -> None:
    assert list(_newer(source))


@pytest.mark.parametrize(
    "source",
    [
        "from __future__ import annotations\ndef f(x: int | None) -> str | None: ...",
        "flags = A.B | C.D",
        "merged = {1: 2} | {3: 4}",
        "for a, b in zip(x, y):\n    pass",
    ],
)
def test_the_check_lets_3_9_pass(source: str) -> None:
    assert not list(_newer(source))


def test_modules_that_qgis_imports_run_on_python_3_9() -> None:
    sources = _sources()
    assert any("hsfm_plugin" in path.parts for path in sources), "no plugin sources were found"
    found = [
        f"{path.relative_to(ROOT)}:{text}"
        for path in sources
        for text in _newer(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)
