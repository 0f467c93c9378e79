"""Opens the head that training goes on from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..bands.plan import BandPlan, plan_request
from ..errors import BadParameter
from ..heads.head_file import Head, read_head
from ..models.backbone import Backbone
from ..scene.scene import Scene
from .head_library import head_path
from .mappers import backbone_of
from .opening import require_same_kind


def open_init(
    values: Mapping[str, Any], made_by: Backbone, scene: Scene
) -> tuple[Path, Head, BandPlan]:
    """Reads the head of ``values["init"]`` and plans its bands on a scene.

    ``head.request`` is then the band request of the new head too, and
    ``training.continuing.continued`` joins the labels.

    Args:
        values: as ``parameters.TRAIN`` declares them.
        made_by: the wanted backbone.
        scene: with the new labels, of any sensor that covers the bands of the head.

    Raises:
        BadParameter: it was trained on other features, or other bands are asked for, or it has no
            samples.
        BandsUncovered, NoWavelengths, WrongLevel: the scene does not fit the head.
        EngineError: what ``head_library.head_path`` and ``heads.head_file.read_head`` refuse.
    """
    path = head_path(values["init"])
    head = read_head(path)
    if head.samples is None:
        raise BadParameter(
            f"{path} holds no labelled pixels to continue from: an older HSFM made it, or it was "
            "fine-tuned.",
            hint="Train it again with this version of HSFM and the fine-tuning head, then continue "
            "from it.",
        )
    theirs = backbone_of(head, path)
    if theirs.id != made_by.id:
        raise BadParameter(
            f"{path} was trained with the backbone {theirs.id}, not with {made_by.id}.",
            hint=f"Choose the backbone {theirs.id} to continue from it.",
        )
    if theirs.hash != made_by.hash:
        raise BadParameter(
            f"{path} changed its backbone in fine-tuning, so its labelled pixels cannot be joined "
            "with new ones.",
            hint="Train a new classifier on all labels.",
        )
    if dict(theirs.options) != dict(made_by.options):
        raise BadParameter(
            f"{path} was trained with {_listed(theirs.options)} of its backbone, not with "
            f"{_listed(made_by.options)}.",
            hint="Choose the same options to continue from it.",
        )
    if values["bands"]:
        raise BadParameter(
            f"Continuing from {path} takes the bands that it was trained on, so other bands "
            f"({values['bands']}) cannot be chosen.",
            hint="Leave the bands empty, or train without continuing.",
        )
    require_same_kind(scene, head.level)
    return path, head, plan_request(scene, head.request)


def refuse_init(values: Mapping[str, Any]) -> None:
    """For training that cannot go on from a head.

    Raises:
        BadParameter: one was given.
    """
    if values["init"]:
        raise BadParameter(
            f"Fine-tuning ({values['depth']}) cannot continue from {values['init']}: a head keeps "
            "labelled pixels, not their surroundings.",
            hint="Continue with the fine-tuning head, or fine-tune on a layer of all labels.",
        )


def _listed(options: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in options.items()) or "no options"
