"""Backbones are found by their folder."""

from __future__ import annotations

import pytest

from engine.errors import ModelUnknown
from engine.models.registry import backbone


def test_spectra_is_found():
    assert backbone("spectra").id == "spectra"


def test_an_unknown_backbone_lists_those_that_exist():
    with pytest.raises(ModelUnknown) as caught:
        backbone("resnet")
    assert "spectra" in caught.value.hint
