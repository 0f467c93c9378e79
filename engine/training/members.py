"""The members of an ensemble, each fitted to the same few pixels and scored on held-out ones.

Which there are, and what they weigh before anything is held out, is said in ``fit_ensemble``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..heads.ensemble import SAME
from .calibration import LOWEST_SCORE
from .fit_kernel import (
    KERNEL_TEMPERATURE,
    PENALTIES,
    PENALTY,
    fit_kernel,
    similarity_of,
    squares_to,
)
from .fit_linear import INNER_FOLDS, thin_out
from .fit_logistic import LogisticFit, fit_logistic
from .folds import Integers, assign_folds
from .stacking import held_out_temperature, moved_penalty
from .views import Layout, Space, spaces
from .whitened_path import WHITENED, Fit

Matrix = npt.NDArray[np.float64]

LOGISTIC_TEMPERATURE, WHITENED_TEMPERATURE = 4.0, 2.0
"""See ``fit_kernel.KERNEL_TEMPERATURE``; with few labels these are too sure of themselves."""


@dataclass(frozen=True)
class Member:
    """One fitted classifier.

    Attributes:
        name, penalty: for the user.
        prior: its weight before anything is held out.
        held_scores: ``(pixels, classes)`` of the few pixels; NaN where they were not held out.
        temperature: makes these scores comparable with others.
        bias: ``(classes,)``.
        linear: its linear terms, if it has any.
        kernel: shares of the views and weights ``(classes, landmarks)``, if it is one.
    """

    name: str
    penalty: float
    prior: float
    held_scores: Matrix
    temperature: float
    bias: Matrix
    linear: tuple[tuple[int, str, Matrix], ...] = ()
    kernel: tuple[tuple[float, ...], Matrix] | None = None


class Few:
    """The pixels that members are held out on, their folds and their places in all views.

    Args:
        features, layout, classes, block, count, seed: as of ``fit_ensemble.fit_ensemble``.
        most_landmarks: more pixels than these are thinned out for the kernels.
    """

    def __init__(
        self,
        features: npt.NDArray[np.float32],
        layout: Layout,
        classes: Integers,
        block: Integers,
        count: int,
        seed: int,
        most_landmarks: int,
    ) -> None:
        self.features, self.layout = features, layout
        self.classes, self.count = classes, count
        self.fold = assign_folds(block, classes, INNER_FOLDS, seed)
        parts = layout.split(features)
        self.spaces: list[Space] = spaces(layout, parts)
        self.places = [space.places(parts) for space in self.spaces]
        each = max(1, most_landmarks // len(np.unique(classes)))
        self.landmarks = (
            np.arange(len(classes)) if len(classes) <= most_landmarks else thin_out(classes, each)
        )

    @property
    def folds(self) -> list[int]:
        return list(range(int(self.fold.max()) + 1)) if len(self.fold) else []

    def held(self, scored: Callable[[Integers, Integers], Matrix]) -> Matrix:
        """Scores of every pixel by a fit without its fold: ``scored(train, test)``."""
        made = np.full((len(self.classes), self.count), np.nan)
        for number in self.folds:
            test = np.flatnonzero(self.fold == number)
            made[test] = scored(np.flatnonzero(self.fold != number), test)
        return made

    def squares(self) -> list[Matrix]:
        """Squared distances ``(pixels, landmarks)`` in every view."""
        return [squares_to(places, places[self.landmarks]) for places in self.places]

    def kernel(self, squares: list[Matrix], shares: tuple[float, ...], prior: float) -> Member:
        """A kernel on the views together.

        Args:
            squares: see ``squares``.
            shares: of the views in its squared distance.
            prior: its weight before anything is held out.
        """
        similarity = similarity_of(squares, shares)
        held = np.full((len(PENALTIES), len(self.classes), self.count), np.nan)
        for number in self.folds:
            test = self.fold == number
            fits = fit_kernel(
                similarity,
                self.landmarks,
                np.flatnonzero(~test),
                self.classes,
                self.count,
                PENALTIES,
            )
            held[:, test] = [fit.scores(similarity[test]) for fit in fits]
        chosen = moved_penalty(held, self.classes, self.count, PENALTIES.index(PENALTY))
        everything = np.arange(len(self.classes))
        fit = fit_kernel(
            similarity,
            self.landmarks,
            everything,
            self.classes,
            self.count,
            [PENALTIES[chosen]],
        )[0]
        names = [space.name for space, share in zip(self.spaces, shares) if share > 0]
        return Member(
            f"kernel on {' and '.join(names)}",
            PENALTIES[chosen],
            prior,
            held[chosen],
            held_out_temperature(held[chosen], self.classes, self.count, KERNEL_TEMPERATURE),
            fit.prior,
            kernel=(shares, fit.weight),
        )

    def logistic(
        self,
        used: list[int],
        prior: float,
        inverse_penalty: float,
        evened: bool,
        check: Callable[[], None],
    ) -> Member:
        """A logistic regression on the standardised views ``used``; see ``fit_logistic``."""
        x = np.hstack([self.places[n] * self.spaces[n].scale for n in used])

        def fitted(train: Integers) -> LogisticFit:
            check()
            return fit_logistic(
                x[train], self.classes[train], self.count, inverse_penalty, evened=evened
            )

        def scored(train: Integers, test: Integers) -> Matrix:
            fit = fitted(train)
            made: Matrix = x[test] @ fit.weight.T + fit.bias
            return made

        held = self.held(scored)
        fit = fitted(np.arange(len(x)))
        bias, terms, start = fit.bias.copy(), [], 0
        for n in used:
            space = self.spaces[n]
            weight = fit.weight[:, start : start + len(space.offset)] * space.scale
            start += len(space.offset)
            bias = bias + weight @ space.offset
            terms.append((space.part, space.transform, weight @ space.projection))
        return Member(
            "logistic regression on " + " and ".join(self.spaces[n].name for n in used),
            1.0 / inverse_penalty,
            prior,
            held,
            held_out_temperature(held, self.classes, self.count, LOGISTIC_TEMPERATURE),
            bias,
            linear=tuple(terms),
        )

    def whitened(self, fit: Fit, held: Matrix, prior: float) -> Member:
        """The linear head ``fit`` to all pixels; ``held`` come from fits to these ones."""
        held = np.maximum(held, LOWEST_SCORE)
        channels = self.layout.channels
        starts = np.cumsum([0, *channels])
        terms = tuple(
            (part, SAME, fit.weight[:, starts[part] : starts[part + 1]])
            for part in range(len(channels))
        )
        return Member(
            WHITENED,
            1.0 / fit.strength,
            prior,
            held,
            held_out_temperature(held, self.classes, self.count, WHITENED_TEMPERATURE),
            fit.bias,
            linear=terms,
        )
