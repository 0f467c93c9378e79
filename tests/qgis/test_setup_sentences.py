"""The words of a setup: every failure has its own sentence, and every step can be translated."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

pytest.importorskip("qgis.core", reason="these tests run in QGIS's own Python")

from hsfm.engine.errors import EngineError, FetchFailed, FileLocked
from hsfm.hsfm_plugin import retelling
from hsfm.hsfm_plugin.retelling import retold
from hsfm.hsfm_plugin.runtime_setup.folder_lock import hold
from hsfm.hsfm_plugin.runtime_setup.installer import PLACING
from hsfm.hsfm_plugin.runtime_setup.pip_words import explain_pip
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.requirements import MINORS
from hsfm.hsfm_plugin.runtime_setup.torch_build import choose
from hsfm.hsfm_plugin.setup_sentences import setup_sentence

SETUP = Path(__file__).resolve().parents[2] / "hsfm_plugin" / "runtime_setup"
FAILURES = {
    "OSError: [Errno 28] No space left on device": "no space left",
    "THESE PACKAGES DO NOT MATCH THE HASHES\n    numpy from http://x": "checksum differs",
    "ProxyError: Cannot connect to proxy. 407 Proxy Authentication Required": "The proxy does not",
    "SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'))": "The certificate",
    "The repository located at mirror is not a trusted or secure host": "without https",
    "ConnectionResetError(104, 'Connection reset by peer')": "connection to the package index",
    "ERROR: No matching distribution found for numpy>=9": "does not exist for this computer",
    "ERROR: ResolutionImpossible": "do not go together",
    "error: externally-managed-environment": "managed by the system",
    "ensurepip is not available": "cannot make an environment",
    "OSError: [WinError 206] The filename or extension is too long": "260 characters",
    "PermissionError: [Errno 13] Permission denied: '/opt/x'": "Writing was refused",
    "something nobody has seen": "The installation failed",
}


@pytest.mark.parametrize("output", FAILURES)
def test_a_failure_of_pip_has_its_own_sentence_and_step(output: str) -> None:
    sentence, step = setup_sentence(explain_pip(output))
    assert FAILURES[output] in sentence
    assert step


def test_no_two_failures_of_pip_share_a_sentence() -> None:
    said = [setup_sentence(explain_pip(output))[0] for output in FAILURES]
    assert len(set(said)) == len(FAILURES)


SAID = {
    "The system does not let C:\\Python\\python.exe run.": "does not let a program",
    "/w/numpy.whl is damaged or was changed: its SHA-256 is 1… where SHA256SUMS has 2….": "damaged",
    "numpy-9.whl in /w is not named in SHA256SUMS.": "does not belong to it",
    "The packages in /w are for win_amd64, and this computer is linux_x86_64.": "another kind of",
    "The packages in /w are for another version of HSFM.": "another version of HSFM",
}


@pytest.mark.parametrize("message", SAID)
def test_a_message_of_the_setup_has_its_own_sentence_and_step(message: str) -> None:
    sentence, step = setup_sentence(FetchFailed(message))
    assert SAID[message] in sentence
    assert step and "network" not in step and "proxy" not in step


def test_the_versions_of_python_that_are_asked_for_are_those_that_are_taken() -> None:
    error = explain_pip("ERROR: No matching distribution found for numpy>=9")
    for step in (setup_sentence(error)[1], error.hint):
        assert f"Python 3.{min(MINORS)} to 3.{max(MINORS)}" in step


@pytest.mark.parametrize(("system", "is_read"), [("linux", True), ("darwin", False)])
def test_a_variable_is_advised_only_where_it_is_read(
    monkeypatch: pytest.MonkeyPatch, system: str, is_read: bool
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    _, step = setup_sentence(explain_pip("PermissionError: [Errno 13] Permission denied: '/x'"))
    assert ("XDG_DATA_HOME" in step) is is_read


@pytest.mark.parametrize("output", FAILURES)
def test_no_hint_names_a_folder_that_cannot_be_chosen(output: str) -> None:
    hint = explain_pip(output).hint
    assert "runtime folder" not in hint and "another folder" not in hint


def test_a_second_qgis_is_told_apart_from_a_file_in_use(tmp_path: Path) -> None:
    places = Places(tmp_path / "runtime")
    with hold(places), pytest.raises(FileLocked) as caught, hold(places):
        pass
    assert "Another QGIS" in setup_sentence(caught.value)[0]


def test_a_download_that_failed_says_nothing_of_models() -> None:
    assert "odel" not in " ".join(setup_sentence(FetchFailed("The line was cut.")))


def test_an_error_without_a_sentence_is_still_explained() -> None:
    sentence, step = setup_sentence(EngineError("What is this?"))
    assert sentence and step


def test_every_step_that_is_reported_is_listed_for_translation() -> None:
    reported = {PLACING}
    for name in ("installer.py", "filling.py", "pip_steps.py"):
        for node in ast.walk(ast.parse((SETUP / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "report":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    reported.add(first.value)
    assert len(reported) >= 7
    assert [words for words in reported if not _is_listed(words)] == []


def _is_listed(text: str) -> bool:
    listed = retelling._words(lambda english: english)
    return any(retelling._pattern(english).fullmatch(text) for english in listed)


@pytest.mark.parametrize(
    "smi",
    [None, "NVIDIA-SMI has failed", "NVIDIA RTX 4070, 8.9, 580.1, 12282", "GTX 970, 5.2, 470, 4"],
)
def test_the_reason_for_a_build_is_listed_for_translation(smi: str | None) -> None:
    assert _is_listed(choose(smi, "linux", "x86_64").reason)


def test_the_reason_for_a_mirrors_build_is_listed_for_translation() -> None:
    assert _is_listed(choose(None, "win32", "AMD64", "auto", True).reason)


def test_a_text_is_told_again_with_its_names_and_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    german = {
        "Downloading {} ({})": "{} kommt ({})",
        "Python {} is too old, the engine needs {} to {}": "Python {} ist zu alt: {} bis {}",
    }
    monkeypatch.setattr(retelling, "tr", lambda text: german.get(text, text))
    assert retold("Downloading torch (187 MB)") == "torch kommt (187 MB)"
    found = retold("Python 3.8 is too old, the engine needs 3.10 to 3.14")
    assert found == "Python 3.8 ist zu alt: 3.10 bis 3.14"


def test_a_text_with_braces_of_its_own_is_told_as_it_is() -> None:
    assert retold("Downloading {x} (1 MB)") == "Downloading {x} (1 MB)"


def test_no_sentence_is_taken_for_a_more_general_one() -> None:
    listed = retelling._words(lambda english: english)
    taken = []
    for english in listed:
        parts = english.split("{}")
        text = parts[0] + "".join(f"name_{n} 7{part}" for n, part in enumerate(parts[1:]))
        first = next(one for one in listed if retelling._pattern(one).fullmatch(text))
        if first != english:
            taken.append((english, first))
    assert taken == []
