"""Which spectrum of the open library is which cover, how surely, and of which sample."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """Where a spectrum of the library belongs.

    Attributes:
        cover: its cover, or None where it is left out.
        weight: how often to draw it, 0..1: low for what only resembles the cover.
        reason: why it is left out; empty if it is not.
    """

    cover: str | None
    weight: float = 1.0
    reason: str = ""


@dataclass(frozen=True)
class _Rule:
    """Patterns (regular expressions, searched) of group, subgroup and name, and what they mean."""

    group: str
    subgroup: str
    name: str
    place: Place


def _keep(group: str, subgroup: str, name: str, cover: str, weight: float = 1.0) -> _Rule:
    return _Rule(group, subgroup, name, Place(cover, weight))


def _leave(group: str, subgroup: str, name: str, reason: str) -> _Rule:
    return _Rule(group, subgroup, name, Place(None, 0.0, reason))


_CONIFER_STAND = r"YNP-(DF|SF|LP|WB)"
_TREE = (
    r"Aspen|Pine|Spruce|Maple|Walnut|Oak-Leaf|Olive|Juniper|Willow-Leaves|Lonicera|Unknown unknown"
)

# The first that fits decides; what none fits is an error, so that new spectra are looked at.
_RULES: tuple[_Rule, ...] = (
    _leave("^other$", "", "", "no cover (organic compounds, oil, lichen, flowers, mixtures)"),
    _leave("manmade_fabric|manmade_paint_pigment", "", "", "fabrics and pigments"),
    _leave("plastic", "submerged", "", "plastic under water"),
    _leave("manmade_wood_paper", "", "Cardboard|Paper", "paper"),
    _leave("rock_mineral", "contaminated", "", "contaminated clay"),
    _leave("vegetation_mixed", "lab_mixture|marsh_water_veg", "", "mixture of covers"),
    _leave("vegetation_mixed", "canopy_plot", "", "mixture of covers"),
    _leave(
        "vegetation_dry", "", "Leaf-2 dried|Leaves-1 dry", "green leaf, dried in the laboratory"
    ),
    _leave("vegetation_green", "", "Bacterial|Meadow-Mix", "mixture of covers"),
    _keep("water", "marsh_water", "", "water", 0.7),
    _keep("water", "", "Algea|Montmor|water_tank", "water", 0.3),
    _keep("^water$", "", "", "water"),
    _keep("snow_ice", "", "77K", "snow and ice", 0.3),
    _keep("snow_ice", "", "", "snow and ice"),
    _keep("vegetation_green", "^tree$", "", "trees"),
    _keep("vegetation_green", "", f"{_CONIFER_STAND}|YNP-AS", "trees"),
    _keep("vegetation_green", "", "Gray-Pine.* branch|Juniper", "trees", 0.4),
    _leave("vegetation_green|vegetation_mixed", "", _TREE, "leaf or needle of a woody plant"),
    _keep("vegetation_green", "^leaf ", "", "low vegetation", 0.1),
    _keep("vegetation_green", "", r"leaf|leaves|pad|gr[n.b]|dkgrn|yellow", "low vegetation", 0.2),
    _keep("vegetation_green", "", "bush|Manzanita|Rabbitbrush|Sagebrush", "low vegetation", 0.5),
    _keep("vegetation_green", "", "", "low vegetation"),
    _keep("vegetation_mixed", "", "stem|Cheatgrass", "dry vegetation", 0.5),
    _leave("vegetation_mixed", "", "", "neither green nor dry"),
    _keep("vegetation_dry", "", "", "dry vegetation"),
    _keep("manmade_wood_paper", "", "Wood|Board|Plywood", "dry vegetation", 0.3),
    _keep("^soil$", "burned_area", "", "burned"),
    _keep("^soil$", "NIR only", "", "bare soil", 0.3),
    _keep("^soil$", "marsh_sediment", "", "bare soil", 0.5),
    _keep("^soil$", "", "", "bare soil"),
    _keep("manmade_building", "insulation", "", "built-up", 0.2),
    _keep("manmade_roof", "", "Cedar Shake", "built-up", 0.4),
    _keep("plastic", "wet", "", "built-up", 0.15),
    _keep("plastic", "Tarp|greenhouse|Vinyl|PVC", "", "built-up", 0.8),
    _keep("plastic", "", "", "built-up", 0.3),
    _keep("manmade_", "", "", "built-up"),
    _keep("rock_mineral", "^mineral$|vermiculite", "", "rock", 0.1),
    _keep("rock_mineral", "coating|mixture", "", "rock", 0.5),
    _keep("rock_mineral", "", "", "rock"),
)


def place_of(source: str, group: str, subgroup: str, name: str) -> Place | None:
    """The cover of a spectrum, or that and why it is left out; None if no rule knows it."""
    if source == "klum" and group == "manmade_wood_paper":
        return Place("built-up", 0.7)  # painted and varnished facades
    for rule in _RULES:
        if (
            re.search(rule.group, group)
            and re.search(rule.subgroup, subgroup)
            and re.search(rule.name, name)
        ):
            return rule.place
    return None


def source_of(source: str, group: str, subgroup: str, name: str) -> str:
    """The campaign a spectrum comes from: the library's source, the USGS's compilation in parts.

    Parts: ``usgs marsh`` (Louisiana), ``usgs yellowstone`` (canopies from the air), ``usgs
    california`` (chaparral), ``usgs snow``, ``usgs burn``, and ``usgs`` for the rest.
    """
    if not source.startswith("usgs"):
        return source
    if re.search(r"DW[OV]|CRMS|GrndIsle", name):
        return "usgs marsh"
    if "YNP" in name:
        return "usgs yellowstone"
    if re.search(r"\bCA01-", name):
        return "usgs california"
    if group == "snow_ice":
        return "usgs snow"
    if subgroup == "burned_area":
        return "usgs burn"
    return "usgs"


def sample_of(source: str, subgroup: str, name: str) -> str:
    """The physical sample, plant or series of a spectrum; replicates give the same text."""
    if source.startswith("usgs"):
        return "usgs " + _usgs_sample(name)
    if source in ("ely_leaves", "parthenium", "ky_honeysuckle"):
        return f"{source} {subgroup}"  # many leaves or plots of one species in one campaign
    if source == "biosnicar_ice":
        day = re.search(r"albedo (\d+)_", name)
        return f"{source} {day.group(1) if day else name}"  # one glacier, many spots a day
    if source == "knaeps_plastics":
        if name.startswith("water_tank"):
            return f"{source} water_tank"
        return f"{source} {re.split(r'_[dsw](?:_|$)', name)[0].lower()}"
    if source == "klum":
        return f"{source} {name[:2]}"  # a product's series: letter and hundreds
    if source == "soilspec_rutherglen":
        return f"{source} {name[:20]}"  # a profile, or the series of files
    if source == "slum":
        return f"{source} {name.rstrip('du')}"  # dry and wet of one slate
    if source == "hylite_rocks":
        return f"{source} {re.sub(r'[.](?:[0-9]+)?[?]*$|[?]$', '', name)}"
    if source == "prospectr_nirsoil":
        return source  # a third has a near twin (0.5 %) that its name does not tell
    if source == "berlin_urban":
        return f"{source} {re.sub(r' ?[0-9]+$', '', name)}"
    return f"{source} {name}"


def _usgs_sample(name: str) -> str:
    """A specimen without grain size, side and beam: ``Albite HS143.1B`` and ``.4B`` are one.

    Plots of one marsh site, bushes or stands of one species in one campaign, and all plots of the
    leafy spurge series are one sample each.
    """
    series = re.search(r"CRMS-?[0-9]+(?:v[0-9]+)?|(?:CA01|YNP)-[A-Z]+|Spurge", name)
    if series:
        return series.group(0)
    for word in re.split(r"[ _]", name)[1:]:
        code = re.match(r"(?:[A-Z]+|[A-Z]+[0-9]+)-?[0-9]+[A-Za-z]?(?:-[A-Za-z0-9]+)*", word)
        if code:
            return re.sub(r"(?<=[0-9])[A-Za-z]$", "", code.group(0))
    return name
