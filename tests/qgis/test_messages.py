"""Every error that the engine can send has words in the user's language."""

from __future__ import annotations

import pytest

pytest.importorskip("qgis.core", reason="these tests run in QGIS's own Python")

from hsfm.engine.errors import BY_CODE
from hsfm.engine.protocol import PHASES
from hsfm.hsfm_plugin.file_sentences import library_sentences, weights_sentences
from hsfm.hsfm_plugin.messages import explain, phase_words
from hsfm.hsfm_plugin.sentences import sentences


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_every_code_has_a_sentence_and_a_next_step(code: str) -> None:
    for text in sentences()[code]:
        assert text[:1].isupper() and text.endswith(".")


def test_every_sentence_belongs_to_a_code() -> None:
    assert set(sentences()) == set(BY_CODE)


@pytest.mark.parametrize("code", sorted(weights_sentences()))
def test_files_of_weights_are_not_called_scenes_heads_or_results(code: str) -> None:
    assert code in BY_CODE
    words = explain(BY_CODE[code]("x"), about_model=True)
    assert words != explain(BY_CODE[code]("x"))
    assert not {"scene", "head", "result"} & set(words.sentence.lower().split())


@pytest.mark.parametrize("code", sorted(library_sentences()))
def test_a_library_is_not_called_a_scene_or_a_model(code: str) -> None:
    words = explain(BY_CODE[code]("x"), about_library=True)
    assert words != explain(BY_CODE[code]("x"))
    assert "model" not in f"{words.sentence} {words.step}"


def test_only_a_training_trains() -> None:
    assert phase_words("fit", "train") == "Training"
    assert "rain" not in phase_words("fit", "anomaly")


@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_has_a_word(phase: str) -> None:
    assert phase_words(phase) != phase_words("no such phase")


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_the_engines_own_message_is_in_the_details(code: str) -> None:
    words = explain(BY_CODE[code]("map.tif is broken.", hint="Mend it.", detail="Why."))
    assert words.details == f"[{code}]\n\nmap.tif is broken.\n\nMend it.\n\nWhy."
