"""Colours for classes that have none, told apart with any kind of colour vision.

Source: M. Okabe and K. Ito, "Color Universal Design" (2008), without its black; then P. Tol,
"Colour Schemes" (SRON technical note, 2021), muted scheme.
"""

from __future__ import annotations

CLASS_COLOURS = (
    *("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"),
    *("#332288", "#882255", "#999933", "#44aa99", "#ddcc77", "#661100", "#6699cc"),
)
