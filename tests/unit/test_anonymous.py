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


@pytest.mark.parametrize(
    "text",
    [
        "/home/müller/maps",
        "file:///home/m%C3%BCller/maps",
        r'File "/home/m\xfcller/maps", line 3',
        r'{"scene": "/home/m\u00fcller/maps"}',
        "/home/mu\u0308ller/maps",
        "/home/M%c3%bcller/maps",
        r"D:\work\m\xfcller\x",
    ],
)
def test_a_name_goes_however_its_letters_are_written(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/müller"))
    monkeypatch.setattr(getpass, "getuser", lambda: "müller")
    made = anonymous.anonymous(text)
    assert "ller" not in made
    assert "~/maps" in made or "(user)" in made


def test_the_short_path_of_windows_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anonymous, "_short_path", lambda path: r"C:\Users\ADALOV~1")
    assert anonymous.anonymous(r"C:\Users\ADALOV~1\AppData") == r"~\AppData"
    assert anonymous.anonymous("C:/Users/adalov~1/x") == "~/x"


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
