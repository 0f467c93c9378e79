"""What the engine warns of when it trains and measures, in the user's language.

Listed as in ``engine_words``, of which this is a part.
"""

from __future__ import annotations

from typing import Callable, Tuple

Tr = Callable[[str], str]


def training_words(tr: Tr) -> Tuple[str, ...]:
    """What is said of labels and of accuracy; ``tr`` puts it into a language, or leaves it."""
    return (*_of_labels(tr), *_of_accuracy(tr))


def _of_labels(tr: Tr) -> Tuple[str, ...]:
    return (
        tr(
            "The scene has no coordinate system; the coordinates of {} are taken as those of the "
            "scene."
        ),
        tr("{} has no coordinate system; the coordinates of {} are taken as those of the scene."),
        tr("{} labels lie outside the scene and are left out."),
        tr("{} lines of {} are left out; draw polygons or points."),
        tr("{} pixels lie in polygons of two classes and are left out."),
        tr("{} features of {} have no class and are left out."),
        tr(
            "The class numbers of {} are not all between 1 and {}; the map numbers the classes "
            "from 1 to {}."
        ),
        tr("{} labelled pixels are nodata or masked and are left out."),
        tr("{} labelled pixels are nodata or masked."),
        tr("{} labelled pixels have no class in the map."),
        tr("{} of {} labelled pixels are used, evenly spread: more would not fit into memory."),
        tr(
            "{} of {} windows that hold labels are used, evenly spread: more would not fit into "
            "memory. A larger memory limit takes more of them."
        ),
        tr("No valid pixel is left of the class {}."),
        tr(
            "The class {} of the labels joins {} of the earlier classifier: both have the number "
            "{}."
        ),
    )


def _of_accuracy(tr: Tr) -> Tuple[str, ...]:
    return (
        tr(
            "{} has one polygon only, so accuracy cannot be measured there. Draw a second one some "
            "way off."
        ),
        tr(
            "{} have one polygon only, so accuracy cannot be measured there. Draw a second one "
            "some way off."
        ),
        tr("{} has fewer than {} polygons; the accuracy there is uncertain."),
        tr("{} have fewer than {} polygons; the accuracy there is uncertain."),
        tr("{} has fewer than {} pixels; the accuracy there is uncertain."),
        tr("{} have fewer than {} pixels; the accuracy there is uncertain."),
        tr(
            "All polygons of {} lie in one place, so accuracy cannot be measured there. Draw some "
            "elsewhere."
        ),
        tr("The polygons lie in {} separate places, so there are {} folds."),
        tr(
            "The accuracy is unknown: no class has polygons in separate places of which some could "
            "be held out."
        ),
        tr(
            "The accuracy is unknown: the polygons lie in two separate places, of which one is "
            "learnt from and one decides when training ends. Draw some in a third place."
        ),
        tr(
            "No polygon of {} is among those that accuracy is measured on. Draw more of them, some "
            "way off."
        ),
        tr(
            "The polygons are clustered: held-out pixels lie {} pixels from the nearest training "
            "pixel (median), so the accuracy elsewhere will be lower."
        ),
        tr(
            "Only {} polygons could be held out, so class sets at an error rate of {} hold every "
            "class. Draw more polygons."
        ),
        tr(
            "Too few polygons were held out to promise an error rate of {}: the class sets hold "
            "all classes. Choose a greater error rate, or train with more polygons."
        ),
        tr("The baseline was left out: it cannot use the labels of the earlier classifier."),
        tr("The baseline was not measured: training was cancelled."),
        tr(
            "The baseline was compared without some pixels: {} of {} labelled pixels have no valid "
            "value in some band."
        ),
        tr(
            "The baseline was left out: {} of {} labelled pixels have no valid value in some band, "
            "and the others are not of two classes in separate places."
        ),
        tr(
            "Fine-tuning did not pay: on the polygons that were held out it reaches {} balanced "
            "accuracy, and a linear head {}. Choose head, or draw more polygons."
        ),
        tr(
            "Training was stopped after {} of {} epochs; the head is the best so far, that of "
            "epoch {}. Its accuracy was not measured. The same training, started again, goes on "
            "from there."
        ),
        tr(
            "Training was stopped after {} of {} epochs; the head is the best so far, that of "
            "epoch {}. A linear head beside it was not measured. The same training, started again, "
            "goes on from there."
        ),
        tr(
            "Training was stopped after {} of {} epochs; the head is the best so far, that of "
            "epoch {}. The same training, started again, goes on from there."
        ),
        tr(
            "Held-out folds and repeats do not apply to fine-tuning: it is trained once, and one "
            "part in {} of the polygons measures it."
        ),
        tr(
            "The accuracy was measured on the new labels alone; the earlier ones were always "
            "trained on."
        ),
        tr(
            "Areas and confidence intervals follow only from a random sample. If the reference "
            "points were drawn at random, say so (random or stratified)."
        ),
        tr(
            "Areas and confidence intervals need independent points: here several pixels come from "
            "one polygon. Draw a random sample of points."
        ),
        tr(
            "Areas and confidence intervals need {} reference points in every mapped class; there "
            "are fewer in {}. Draw more points there."
        ),
        tr(
            "The classifier of this map was trained on labels named {}. On the labels that it was "
            "trained on, a map always looks better than it is; use others."
        ),
        tr("The checkpoint {} is damaged ({}); training starts from the beginning."),
        tr(
            "No checkpoint can be written to {} ({}); if training is interrupted, it starts again "
            "from the beginning."
        ),
    )
