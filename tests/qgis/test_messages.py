"""Every error that the engine can send has words in the user's language."""

from __future__ import annotations

import pytest

pytest.importorskip("qgis.core", reason="these tests run in QGIS's own Python")

from hsfm.engine.errors import BY_CODE
from hsfm.hsfm_plugin.messages import explain, sentences


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_every_code_has_a_sentence_and_a_next_step(code: str) -> None:
    for text in sentences()[code]:
        assert text[:1].isupper() and text.endswith(".")


def test_every_sentence_belongs_to_a_code() -> None:
    assert set(sentences()) == set(BY_CODE)


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_the_engines_own_message_is_in_the_details(code: str) -> None:
    words = explain(BY_CODE[code]("map.tif is broken.", hint="Mend it.", detail="Why."))
    assert words.details == f"[{code}]\n\nmap.tif is broken.\n\nMend it.\n\nWhy."
