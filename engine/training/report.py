"""Puts what is known of a classifier and its map into one HTML page that needs nothing else.

The page is the template ``report.html`` beside this file with the looks of ``report.css``, filled
in by Jinja2 with everything escaped; figures are SVG inside the page. The same head and map give
the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, UndefinedError

from ..errors import ModelCorrupt
from ..heads.head_file import Head
from .report_sections import SECTIONS, Page, Picture

TEMPLATE = Path(__file__).with_name("report.html")

_WRONG = (ArithmeticError, AttributeError, LookupError, TypeError, UndefinedError, ValueError)
"""What tables of another kind than expected lead to."""


def report_html(
    head: Head,
    source: Path,
    facts: Mapping[str, str],
    picture: Picture | None,
    made: str,
    warnings: Sequence[str] = (),
) -> str:
    """The page.

    Args:
        head: read from ``source``.
        source: names it in errors and in the title.
        facts: more lines of provenance.
        picture: of the map; None without one.
        made: when the report is made, in words.
        warnings: besides those that the head holds.

    Raises:
        ModelCorrupt: the tables in the head are not what they should be.
    """
    page = Page(source.stem, made, [dict(entry) for entry in head.classes], map=picture)
    for name, part in SECTIONS.items():
        with _reading(source, name):
            part(head, page)
    page.facts += list(facts.items())
    page.warnings = list(dict.fromkeys([*page.warnings, *warnings]))
    with _reading(source, "accuracy"):
        return _template().render(page=page)


@contextmanager
def _reading(source: Path, what: str) -> Iterator[None]:
    try:
        yield
    except _WRONG as exc:
        raise ModelCorrupt(
            f"The {what} in {source} cannot be read.",
            hint="Train the head again.",
            detail=repr(exc),
        ) from exc


def _template() -> Template:
    surroundings = Environment(
        loader=FileSystemLoader(TEMPLATE.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    surroundings.filters.update(
        percent=_percent, spread=_spread, ratio=_ratio, count=_count, hectares=_hectares
    )
    return surroundings.get_template(TEMPLATE.name)


def _percent(value: float | None) -> str:
    return "n/a" if value is None else f"{100 * value:.1f}"


def _ratio(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.2f}"


def _spread(
    values: Mapping[str, Any], scale: float = 100.0, digits: int = 1, sign: str = ""
) -> str:
    """Mean and standard deviation."""
    mean, std = values.get("mean"), values.get("std")
    if mean is None:
        return "n/a"
    text = f"{scale * mean:{sign}.{digits}f}"
    return text if std is None else f"{text} ± {scale * std:.{digits}f}"


def _count(value: int) -> str:
    """With narrow spaces between the thousands, in any language."""
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _hectares(value: float | None) -> str:
    return "n/a" if not value else f"{value:,.1f}".replace(",", "\N{NARROW NO-BREAK SPACE}")
