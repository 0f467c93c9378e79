"""Text of the ECOSTRESS library, formerly ASTER: a header of ``Key: value``, then two columns.

Source: Meerdink et al. (2019), "The ECOSTRESS spectral library version 1.0", RSE 230; the files
run from long to short wavelengths as a rule.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from ..errors import InputTruncated, InputUnreadable
from .checking import Found, library
from .spectrum import LibrarySpectrum
from .text_file import number_of

FORMAT = "ECOSTRESS text"

_KEY = re.compile(r"^([A-Za-z][A-Za-z. ]*?):(.*)$")
_X_UNIT, _Y_UNIT = (re.compile(rf"^{axis} units:", re.IGNORECASE | re.MULTILINE) for axis in "xy")


def is_ecostress(text: str) -> bool:
    """Whether the beginning of a text is that of such a file."""
    return bool(_X_UNIT.search(text) and _Y_UNIT.search(text))


def read_ecostress(path: Path, text: str) -> tuple[LibrarySpectrum, ...]:
    """Reads the one spectrum of a file.

    Raises:
        InputTruncated: it has fewer values than its header says.
        InputUnreadable: it holds no reflectance.
    """
    tags: dict[str, str] = {}
    pairs: list[tuple[float, float]] = []
    for line in text.splitlines():
        cells = line.split()
        numbers = [number_of(cell) for cell in cells[:2]]
        if len(numbers) == 2 and numbers[0] is not None and numbers[1] is not None:
            pairs.append((numbers[0], numbers[1]))
            continue
        key = None if pairs else _KEY.match(line.strip())
        if key:
            tags.setdefault(key[1].strip().lower(), key[2].strip())
    kind = tags.get("y units", "")
    if "reflect" not in kind.lower():
        raise InputUnreadable(
            f"{path.name} holds '{kind}', not reflectance.",
            hint="Give a spectrum of reflectance of this material.",
        )
    stated = number_of(tags.get("number of x values", ""))
    if stated is not None and len(pairs) < stated:
        raise InputTruncated(
            f"{path.name} has {len(pairs)} values; its header says {stated:.0f}.",
            hint="Download the file again.",
        )
    table = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    factor = 0.01 if "percent" in kind.lower() or "%" in kind else None
    found = Found(tags.get("name", "") or path.stem, table[:, 0], table[:, 1], _unit(tags))
    return library(path, FORMAT, [found], factor)


def _unit(tags: dict[str, str]) -> str:
    """The unit in ``Wavelength (micrometers)``."""
    text = tags.get("x units", "")
    inner = re.search(r"\(([^)]*)\)", text)
    return inner[1] if inner else text
