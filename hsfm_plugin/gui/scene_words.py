"""Says in a few words what the engine understood of a scene."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

from qgis.PyQt.QtCore import QDate, QLocale

from ..i18n import tr

Info = Dict[str, Any]


def number(value: float) -> str:
    """A whole number with group separators, which QGIS leaves out of its own locale."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
    return locale.toString(round(value))


def _date(info: Info) -> str:
    text = str(info.get("acquired") or "")[:10]
    date = QDate.fromString(text, "yyyy-MM-dd")
    return QLocale().toString(date, "d MMM yyyy") if date.isValid() else ""


def scene_title(info: Info) -> str:
    """``EnMAP L2A · 24 Jul 2022``, or the file's name where nothing is known."""
    sensor = str(info.get("sensor") or "")
    level = str(info.get("level") or "")
    parts = [part for part in (f"{sensor} {level}".strip(), _date(info)) if part]
    if not sensor:
        parts.insert(0, Path(str(info.get("cube") or info.get("path") or "")).name)
    return " · ".join(parts)


def bands_line(info: Info) -> str:
    """``224 bands, 218 usable, 418–2446 nm``."""
    total, usable = info["bands_total"], info["bands_usable"]
    parts = [tr("{} bands").format(total)]
    if usable != total:
        parts.append(tr("{} usable").format(usable))
    if info.get("range_nm"):
        low, high = info["range_nm"]
        parts.append(tr("{}–{} nm").format(round(low), round(high)))
    else:
        parts.append(tr("no wavelengths"))
    return ", ".join(parts)


def grid_line(info: Info) -> str:
    """``30 m · WGS 84 / UTM zone 33N · 1200 × 1200 · 6 % masked``."""
    grid = info["grid"]
    parts = []
    if grid.get("pixel_size"):
        unit = {"metre": "m", "meter": "m", "degree": "°"}.get(
            str(grid.get("unit") or ""), str(grid.get("unit") or "")
        )
        size = f"{abs(float(grid['pixel_size'][0])):.6g}"
        parts.append(f"{size}{'' if unit == '°' else ' '}{unit}".strip())
    name = str(grid.get("crs_name") or grid.get("crs") or tr("no coordinate system"))
    parts.append(name.replace("WGS 84 / UTM zone ", "UTM "))
    parts.append(f"{grid['width']} × {grid['height']}")
    share = (info.get("pixels") or {}).get("masked_percent")
    if share is not None:
        shown = f"{share:.0f}" if share >= 1 or share == 0 else "<1"
        parts.append(tr("{} % masked").format(shown))
    return " · ".join(parts)


def masked_words(info: Info) -> str:
    """Why pixels are masked, one reason a line."""
    words = {
        "background": tr("outside the image"),
        "cloud": tr("cloud"),
        "shadow": tr("cloud shadow"),
        "cirrus": tr("cirrus"),
        "quality": tr("bad quality"),
        "nodata": tr("no data"),
    }
    pixels = info.get("pixels") or {}
    lines = [
        tr("{} of {} pixels are valid").format(
            number(pixels.get("valid", 0)), number(pixels.get("total", 0))
        )
    ]
    for reason, count in (pixels.get("masked") or {}).items():
        if count and reason != "valid":
            lines.append(f"{words.get(reason, reason)}: {number(count)}")
    return "\n".join(lines)


def details_text(info: Info) -> str:
    """All of ``info`` as lines to read, the bands as a table at the end."""
    lines: List[str] = []
    for key, value in info.items():
        if key == "bands":
            continue
        if isinstance(value, dict) and value:
            lines.append(f"{key}:")
            lines += [f"    {name}: {_inline(part)}" for name, part in value.items()]
        else:
            lines.append(f"{key}: {_inline(value)}")
    lines += ["", f"{'band':>5}  {'centre nm':>10}  {'FWHM nm':>8}  {'detector':<8}  usable"]
    for band in info.get("bands") or []:
        usable = "yes" if band.get("usable") else f"no: {_inline(band.get('unusable'))}"
        centre, width = (
            "–" if band.get(key) is None else f"{float(band[key]):.2f}"
            for key in ("centre_nm", "fwhm_nm")
        )
        detector = band.get("detector") or ""
        lines.append(f"{band['number']:>5}  {centre:>10}  {width:>8}  {detector:<8}  {usable}")
    return "\n".join(lines)


def _inline(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_inline(part) for part in value) or "–"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_inline(part)}" for key, part in value.items()) or "–"
    return "–" if value is None else str(value)
