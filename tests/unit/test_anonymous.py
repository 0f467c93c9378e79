"""A text that is sent to somebody does not say who sent it."""

from __future__ import annotations

import getpass
import platform
from pathlib import Path

import pytest
from hsfm.hsfm_plugin import anonymous


@pytest.fixture(autouse=True)
def who(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/adalovelace"))
    monkeypatch.setattr(getpass, "getuser", lambda: "adalovelace")
    monkeypatch.setattr(platform, "node", lambda: "engine1.example")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("/home/adalovelace/maps", "~/maps"),
        ("cd /home/adalovelace", "cd ~"),
        ("/home/adalovelace2/maps", "/home/adalovelace2/maps"),
        ("/tmp/adalovelace/x on engine1.example", "/tmp/(user)/x on (host)"),
        ("AdaLovelace@ENGINE1", "(user)@(host)"),
        ("engine10", "engine10"),
    ],
)
def test_names_and_home_go(text: str, made: str) -> None:
    assert anonymous.anonymous(text) == made


def test_a_short_name_is_not_taken_out_of_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "io")
    assert anonymous.anonymous("io.disk_full") == "io.disk_full"


def test_a_user_without_a_name_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise KeyError("getpwuid(): uid not found: 1000")

    monkeypatch.setattr(getpass, "getuser", fail)
    assert anonymous.anonymous("/home/adalovelace") == "~"


def test_a_path_is_shortened_only_at_the_home() -> None:
    assert anonymous.home_short("/home/adalovelace/x") == "~/x"
    assert anonymous.home_short("/home/adalovelace2") == "/home/adalovelace2"
