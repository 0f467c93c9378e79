"""How QGIS shows a list of detections."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_STYLE = ".qml"
OUTLINE = "0,229,255,255"
"""Seen on every colour of a score map, the red above its threshold included."""


def style_of(path: Path, rasters: Iterable[str | os.PathLike[str]]) -> Path:
    """The style of a list: ``b.qml``, or ``b.gpkg.qml`` where that is the style of a raster."""
    usual = path.with_suffix(_STYLE)
    taken = [os.path.splitext(os.fspath(each))[0] + _STYLE for each in rasters]
    if os.path.normcase(os.path.realpath(usual)) in map(
        os.path.normcase, map(os.path.realpath, taken)
    ):
        return path.with_name(path.name + _STYLE)
    return usual


def list_style() -> str:
    """The text of a ``.qml``: outlines with the rank beside them, dashed where flagged.

    Source: the files that QGIS 3.22 writes itself for ``QgsRuleBasedRenderer``.
    """
    rules = "".join(
        f'<rule key="{{{key}}}" symbol="{number}" label="{label}" filter="{wanted}"/>'
        for number, (key, label, wanted) in enumerate(
            (("plain", "Detection", "coalesce(flag, '') = ''"), ("flagged", "Flagged", "ELSE"))
        )
    )
    symbols = "".join(_outline(number, line) for number, line in enumerate(("solid", "dash")))
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis version="3.22" styleCategories="Symbology|Labeling" labelsEnabled="1">\n'
        '<renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">'
        f'<rules key="{{root}}">{rules}</rules><symbols>{symbols}</symbols></renderer-v2>\n'
        '<labeling type="simple"><settings calloutType="simple">'
        '<text-style fieldName="rank" isExpression="0" fontSize="8" fontSizeUnit="Point" '
        'textColor="33,33,33,255" textOpacity="1" namedStyle="Regular">'
        '<text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" '
        'bufferColor="255,255,255,255" bufferOpacity="1"/></text-style>'
        '<placement placement="8" dist="0.5" distUnits="MM"/>'
        '<rendering obstacle="0" displayAll="0" scaleVisibility="0"/>'
        "</settings></labeling>\n</qgis>\n"
    )


def _outline(number: int, line: str) -> str:
    options = {
        "line_color": OUTLINE,
        "line_style": line,
        "line_width": "0.5",
        "line_width_unit": "MM",
        "joinstyle": "miter",
    }
    shown = "".join(
        f'<Option type="QString" name="{name}" value="{value}"/>' for name, value in options.items()
    )
    return (
        f'<symbol type="fill" name="{number}" alpha="1" force_rhr="0" clip_to_extent="1">'
        '<layer class="SimpleLine" enabled="1" pass="0" locked="0">'
        f'<Option type="Map">{shown}</Option></layer></symbol>'
    )
