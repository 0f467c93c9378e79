"""Fits the default classifier: kernel and linear members, weighted by spatially held-out labels.

With few labels a smooth comparison with the training pixels beats every linear map, with hundreds
of pixels a class nothing is better than logistic regressions on plain bands. Nobody need know
which: members start from weights that were good for as many labels, and held-out pixels move them
as far as there are enough of these. ``make bench-accuracy`` prints it beside other classifiers for
5 to 200 pixels a class.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch

from ..heads.ensemble import EnsembleHead, KernelTerm, LinearTerm, View
from ..heads.scoring import EnsembleScores
from ..threads import one_thread
from .calibration import LOWEST_SCORE
from .fit_kernel import GAIN
from .fit_linear import FIRST_PIXELS_PER_CLASS, choose_strength, fit_whitened, thin_out
from .fit_logistic import INVERSE_PENALTY, INVERSE_PENALTY_MANY
from .members import Few, Matrix, Member
from .split import Integers
from .stacking import stacked
from .views import Layout

MOST_PIXELS = 1_536
"""Of all classes together, that members are fitted to; the whitened one is fitted to more."""

MOST_LANDMARKS = 256
"""More would slow down maps, and gain nothing on the real scene of the bench."""

KERNEL, LOGISTIC, WHITENED = 0.3, 0.07, 0.03
"""Weights before anything is held out of a kernel where there are three, of the logistic regression
on shape and reflectance and of the one on whitened features: on the real scene of the bench the
linear members lose with 5 pixels a class."""

PLAIN, MANY_PIXELS = 1.0, 1_200
"""The same of each logistic regression on plain bands when there are so many pixels; with fewer it
is less in proportion. With 5 pixels a class they lose, with 200 nothing else is better."""

SCORING_PIXELS = 1 << 13


@dataclass(frozen=True)
class EnsembleFit:
    """A fitted ensemble.

    Attributes:
        head: its terms, with temperature 1.
        layout: of its features.
        members: name, weight and penalty of each, for the user.
    """

    head: EnsembleHead
    layout: Layout
    members: tuple[dict[str, object], ...]

    def scores(self, features: npt.NDArray[np.float32]) -> Matrix:
        """``(pixels, classes)``, computed as a map computes them."""
        network = EnsembleScores(self.head)
        with one_thread(), torch.inference_mode():
            made = [
                network(self.layout.split(features[start : start + SCORING_PIXELS]))
                for start in range(0, len(features), SCORING_PIXELS)
            ]
        found: Matrix = torch.cat(made).double().numpy()
        return found

    def with_temperature(self, temperature: float) -> EnsembleHead:
        return replace(self.head, temperature=temperature)


def fit_ensemble(
    features: npt.NDArray[np.float32],
    layout: Layout,
    classes: Integers,
    block: Integers,
    count: int,
    seed: int,
    check: Callable[[], None],
) -> EnsembleFit:
    """Fits all members, chooses their penalties and weights on held-out blocks, and joins them.

    Args:
        features: ``(pixels, dims)``.
        layout: what they are.
        classes, block, count, seed, check: as of ``fit_linear.fit_linear``.
    """
    with one_thread():
        present = np.unique(classes)
        some = thin_out(classes, max(1, min(FIRST_PIXELS_PER_CLASS, MOST_PIXELS // len(present))))
        few = Few(features[some], layout, classes[some], block[some], count, seed, MOST_LANDMARKS)
        members = _kernels(few, check)
        if len(present) > 1:
            members += _logistic(few, check)
            strength, held = choose_strength(few.features, few.classes, few.fold, count, check)
            linear = fit_whitened(features, classes, count, strength, check)
            members.append(few.whitened(linear, held, WHITENED))
        weights = stacked(
            [member.held_scores / member.temperature for member in members],
            classes[some],
            [member.prior for member in members],
            count,
        )
        return _joined(few, members, weights, present, layout)


def _kernels(few: Few, check: Callable[[], None]) -> list[Member]:
    """A kernel on the first view, one on the first two, and so on."""
    squares = few.squares()
    sets = [
        tuple(GAIN**2 / size if n < size else 0.0 for n in range(len(squares)))
        for size in range(1, len(squares) + 1)
    ]
    made = []
    for shares in sets:
        check()
        made.append(few.kernel(squares, shares, KERNEL * 3 / len(sets)))
    return made


def _logistic(few: Few, check: Callable[[], None]) -> list[Member]:
    """Logistic regressions: on shape and reflectance together, and on plain bands each.

    With too few bands for a shape the first would be one of the others again, and is left out.
    """
    together = [n for n, space in enumerate(few.spaces) if space.name != "log"]
    used = together or list(range(len(few.spaces)))
    alone = [n for n, space in enumerate(few.spaces) if space.name in ("log", "reflectance")]
    made = []
    if len(used) > 1 or used[0] not in alone:
        made.append(few.logistic(used, LOGISTIC, INVERSE_PENALTY, True, check))
    plain = PLAIN * min(1.0, len(few.classes) / MANY_PIXELS)
    made += [few.logistic([n], plain, INVERSE_PENALTY_MANY, False, check) for n in alone]
    return made


def _joined(
    few: Few, members: list[Member], weights: Matrix, present: Integers, layout: Layout
) -> EnsembleFit:
    """Adds up the members' terms; linear ones of the same transform become one."""
    bias = np.zeros(few.count)
    linear: dict[tuple[int, str], Matrix] = {}
    kernels = []
    for member, share in zip(members, weights):
        factor = share / member.temperature
        bias = bias + factor * np.where(np.isfinite(member.bias), member.bias, 0.0)
        for part, transform, weight in member.linear:
            key = (part, transform)
            linear[key] = linear.get(key, 0.0) + factor * weight
        if member.kernel is not None:
            shares, weight = member.kernel
            kernels.append(KernelTerm(shares, (factor * weight).astype(np.float32)))
    absent = np.ones(few.count, bool)
    absent[present] = False
    bias[absent] = LOWEST_SCORE
    views = tuple(
        View(
            space.part,
            space.transform,
            space.projection.astype(np.float32),
            space.offset.astype(np.float32),
            places[few.landmarks].astype(np.float32),
        )
        for space, places in zip(few.spaces, few.places)
    )
    head = EnsembleHead(
        layout.channels,
        bias.astype(np.float32),
        tuple(
            LinearTerm(part, transform, weight.astype(np.float32))
            for (part, transform), weight in linear.items()
        ),
        views,
        tuple(kernels),
    )
    told: tuple[dict[str, object], ...] = tuple(
        {"member": member.name, "weight": round(float(share), 3), "penalty": member.penalty}
        for member, share in zip(members, weights)
    )
    return EnsembleFit(head, layout, told)
