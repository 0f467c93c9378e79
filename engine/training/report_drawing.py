"""Turns Matplotlib figures into SVG that stands in an HTML page, light or dark.

Figures are made without pyplot, so nothing outlives them. Text and lines of the page's own colours
are drawn in stand-ins that become CSS; the page gives them their value. The same figure gives the
same text: no dates, and names that follow from its contents.
"""

from __future__ import annotations

import io
import re
import threading
from dataclasses import dataclass

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK, FAINT, RULE = "#010203", "#040506", "#070809"
"""Stand-ins for the colours of text, of axes' numbers, and of lines behind the data."""

_CSS = {INK: "currentColor", FAINT: "var(--faint)", RULE: "var(--rule)"}

PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b8ab1d")
"""Colours that people with any colour vision tell apart.

Source: Okabe & Ito (2008), "Color universal design"; its yellow is darker here, for white paper.
"""

MARKERS = ("o", "s", "^", "D", "v", "P", "X")
"""With each colour a shape, for those who see neither and for grey prints."""

WIDTH = 7.6
"""Inches of a figure as wide as the page."""

_LOCK = threading.Lock()
"""Matplotlib's settings belong to the process."""

_UNWANTED = re.compile(r"<metadata>.*?</metadata>|<\?xml.*?\?>|<!DOCTYPE.*?>", re.DOTALL)
_NAMESPACES = re.compile(r'\sxmlns(:\w+)?="[^"]*"')


@dataclass(frozen=True)
class Drawn:
    """A figure as an ``<svg>`` element, which templates take as it is."""

    svg: str

    def __html__(self) -> str:
        return self.svg


def figure(width: float, height: float) -> Figure:
    """An empty figure in inches, without a background."""
    made = Figure((width, height), layout="constrained")
    made.patch.set_alpha(0.0)
    return made


def plain(axes: Axes, x: str, y: str) -> None:
    """Gives axes names and the look of the page: two thin lines and a faint grid."""
    axes.patch.set_alpha(0.0)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(RULE)
    axes.tick_params(colors=FAINT, labelcolor=FAINT, length=3)
    axes.grid(True, color=RULE, linewidth=0.6, alpha=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(x, color=FAINT)
    axes.set_ylabel(y, color=FAINT)


def svg(made: Figure, name: str, about: str) -> Drawn:
    """The figure as part of a page.

    Args:
        made: drawn.
        name: of letters, another one for every figure of a page.
        about: what it shows, for those who cannot see it; a plain sentence of ours.
    """
    text = io.StringIO()
    with _LOCK, mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        made.savefig(text, format="svg", metadata={"Date": None})
    found = _NAMESPACES.sub("", _UNWANTED.sub("", text.getvalue())).strip()
    # Several figures share a page, and names of parts must be unique there.
    found = re.sub(r'\bid="', f'id="{name}-', found)
    found = re.sub(r'(href="#|url\(#)', rf"\g<1>{name}-", found)
    for color, css in _CSS.items():
        found = found.replace(color, css)
    return Drawn(found.replace("<svg ", f'<svg role="img" aria-label="{about}" ', 1))
