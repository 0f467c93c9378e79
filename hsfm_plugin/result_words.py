"""The names that the engine gives to covers, traits and classifiers, in the user's language."""

from __future__ import annotations

from .i18n import tr


def cover_words(name: str) -> str:
    """A cover of Quick Map, or what Clouds maps; any other name stays as it is."""
    return {
        "water": tr("water"),
        "snow and ice": tr("snow and ice"),
        "trees": tr("trees"),
        "low vegetation": tr("low vegetation"),
        "dry vegetation": tr("dry vegetation"),
        "bare soil": tr("bare soil"),
        "built-up": tr("built-up"),
        "burned": tr("burned"),
        "rock": tr("rock"),
        "don't know": tr("don't know"),
        "clear": tr("clear"),
        "cloud": tr("cloud"),
    }.get(name, name)


def trait_words(title: str) -> str:
    """A trait of vegetation or soil; a title that the engine does not have stays as it is."""
    return {
        "Leaf chlorophyll": tr("Leaf chlorophyll"),
        "Leaf water": tr("Leaf water"),
        "Leaf dry matter": tr("Leaf dry matter"),
        "Leaf area index": tr("Leaf area index"),
        "Soil moisture": tr("Soil moisture"),
    }.get(title, title)


def classifier_words(name: str) -> str:
    """A classifier that is measured beside the user's; another name stays as it is."""
    return {
        "random forest": tr("random forest"),
        "support vector machine": tr("support vector machine"),
    }.get(name, name)
