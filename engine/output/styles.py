"""QGIS layer styles that lie beside a raster, so that it opens with names, colours and a legend.

Source: the files that QGIS 3.22 writes itself for ``QgsPalettedRasterRenderer``,
``QgsSingleBandPseudoColorRenderer`` and ``QgsMultiBandColorRenderer``.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

from .class_table import ClassEntry, rgb_of
from .statistics import ScoreStatistics

VIRIDIS = ("#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725")
"""Perceptually uniform; Source: matplotlib's viridis (van der Walt, Smith, 2015; CC0)."""

MARK = "#d7191c"
"""What lies above the threshold; no colour of the ramp is near it."""

LOW_QUANTILE, HIGH_QUANTILE = 0.02, 0.98


def class_style(entries: Sequence[ClassEntry]) -> str:
    """The text of a ``.qml`` that paints every class with its colour and name."""
    palette = [
        f'<paletteEntry value="{entry.value}" color="{html.escape(entry.color)}" alpha="255" '
        f'label="{html.escape(entry.name)}"/>'
        for entry in entries
    ]
    return _style(
        '<rasterrenderer type="paletted" band="1" opacity="1" alphaBand="-1" nodataColor="">',
        ["<rasterTransparency/>", "<colorPalette>", *palette, "</colorPalette>"],
    )


def score_style(statistics: ScoreStatistics, threshold: float | None = None) -> str:
    """The text of a ``.qml`` that paints scores with a ramp and marks those above a threshold.

    Of a raster of several bands it shows the first.

    The ramp runs from the 2 % quantile to the 98 % quantile, or to the threshold where that is
    given; outside it the end colours go on.

    Args:
        statistics: of the raster, or of its first band.
        threshold: scores above it are marked; None for none.
    """
    low = statistics.quantile(LOW_QUANTILE)
    high = statistics.quantile(HIGH_QUANTILE) if threshold is None else threshold
    if not (math.isfinite(low) and math.isfinite(high)):
        low, high = 0.0, 1.0
    if low >= high:  # a constant raster, or a threshold below nearly everything
        low = min(statistics.minimum, high) if statistics.count else 0.0
        high = high if high > low else low + max(1e-6, abs(low) * 1e-6)
    stops = [
        (low + (high - low) * number / (len(VIRIDIS) - 1), color)
        for number, color in enumerate(VIRIDIS)
    ]
    labels = _labels([value for value, _ in stops])
    labels[0] = f"≤ {labels[0]}"
    items = [
        _item(value, color, label) for (value, color), label in zip(stops, labels, strict=True)
    ]
    top = high
    if threshold is None:
        items[-1] = _item(stops[-1][0], stops[-1][1], f"≥ {labels[-1]}")
    else:
        items[-1] = _item(stops[-1][0], stops[-1][1], f"{labels[-1]} (threshold)")
        just_above = high + max(abs(high), high - low) * 1e-6
        items.append(_item(just_above, MARK, f"> {labels[-1]} (above the threshold)"))
        top = just_above
    shader = (
        f'<colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" '
        f'minimumValue="{low!r}" maximumValue="{top!r}" labelPrecision="4">'
    )
    renderer = (
        '<rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" '
        f'classificationMin="{low!r}" classificationMax="{top!r}" nodataColor="">'
    )
    return _style(
        renderer,
        [
            "<rasterTransparency/>",
            "<rastershader>",
            shader,
            *_ramp(),
            *items,
            # Without this line QGIS draws one colour bar and hides the labels.
            '<rampLegendSettings useContinuousLegend="0"/>',
            "</colorrampshader>",
            "</rastershader>",
        ],
    )


def counts_style(most: int, one: str, several: str) -> str:
    """The text of a ``.qml`` that paints the numbers from 1 to ``most`` along the ramp.

    Args:
        most: the greatest number.
        one, several: their labels, with ``{}`` for the number.
    """
    shown = [
        ClassEntry(
            number,
            (one if number == 1 else several).format(number),
            _along_ramp((number - 1) / max(1, most - 1)),
        )
        for number in range(1, most + 1)
    ]
    return class_style(shown)


def rgb_style(bands: tuple[int, int, int], top: float) -> str:
    """The text of a ``.qml`` that shows three bands as red, green and blue.

    Args:
        bands: numbers from 1, in this order.
        top: what is shown brightest; 0 is shown black.
    """
    top = top if math.isfinite(top) and top > 0 else 1.0
    red, green, blue = bands
    stretch = [
        line
        for color in ("red", "green", "blue")
        for line in (
            f"<{color}ContrastEnhancement>",
            "<minValue>0</minValue>",
            f"<maxValue>{top!r}</maxValue>",
            "<algorithm>StretchToMinimumMaximum</algorithm>",
            f"</{color}ContrastEnhancement>",
        )
    ]
    return _style(
        f'<rasterrenderer type="multibandcolor" redBand="{red}" greenBand="{green}" '
        f'blueBand="{blue}" opacity="1" alphaBand="-1" nodataColor="">',
        ["<rasterTransparency/>", *stretch],
    )


def _labels(values: Sequence[float]) -> list[str]:
    """The values with just enough digits to tell them apart."""
    step = min(b - a for a, b in zip(values, values[1:], strict=False))
    size = max(abs(value) for value in values)
    if size >= 1e6 or (0 < size < 1e-3):
        return [f"{value:.3g}" for value in values]
    digits = max(0, min(6, 1 - math.floor(math.log10(step)))) if step > 0 else 3
    return [f"{value:.{digits}f}" for value in values]


def _item(value: float, color: str, label: str) -> str:
    return f'<item value="{value!r}" color="{color}" alpha="255" label="{html.escape(label)}"/>'


def _ramp() -> list[str]:
    """The colour ramp that QGIS shows in the layer's properties."""
    inner = ":".join(
        f"{number / (len(VIRIDIS) - 1):g};{_channels(color)}"
        for number, color in enumerate(VIRIDIS)
        if 0 < number < len(VIRIDIS) - 1
    )
    return [
        '<colorramp type="gradient" name="[source]">',
        '<Option type="Map">',
        f'<Option type="QString" name="color1" value="{_channels(VIRIDIS[0])}"/>',
        f'<Option type="QString" name="color2" value="{_channels(VIRIDIS[-1])}"/>',
        '<Option type="QString" name="discrete" value="0"/>',
        '<Option type="QString" name="rampType" value="gradient"/>',
        f'<Option type="QString" name="stops" value="{inner}"/>',
        "</Option>",
        "</colorramp>",
    ]


def _along_ramp(place: float) -> str:
    """The colour of the ramp at a place from 0 to 1."""
    position = place * (len(VIRIDIS) - 1)
    first = min(int(position), len(VIRIDIS) - 2)
    ends = zip(rgb_of(VIRIDIS[first]), rgb_of(VIRIDIS[first + 1]))
    return "#" + "".join(f"{round(a + (b - a) * (position - first)):02x}" for a, b in ends)


def _channels(color: str) -> str:
    return f"{int(color[1:3], 16)},{int(color[3:5], 16)},{int(color[5:7], 16)},255"


def _style(renderer: str, inside: Sequence[str]) -> str:
    lines = [
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>",
        '<qgis version="3.22.0" styleCategories="Symbology">',
        "<pipe>",
        "<provider>",
        '<resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" '
        'zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>',
        "</provider>",
        renderer,
        *inside,
        "</rasterrenderer>",
        '<brightnesscontrast brightness="0" contrast="0" gamma="1"/>',
        '<huesaturation saturation="0" grayscaleMode="0" colorizeOn="0"/>',
        '<rasterresampler maxOversampling="2"/>',
        "<resamplingStage>resamplingFilter</resamplingStage>",
        "</pipe>",
        "<blendMode>0</blendMode>",
        "</qgis>",
        "",
    ]
    return "\n".join(lines)
