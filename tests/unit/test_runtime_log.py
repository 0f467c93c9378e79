"""The log of a setup: complete, bounded, and without secrets."""

from __future__ import annotations

import errno
import re
import threading
import time
from pathlib import Path

import pytest
from hsfm.hsfm_plugin.runtime_setup import log as log_module
from hsfm.hsfm_plugin.runtime_setup.log import SetupLog, without_secrets

WORD = "hunter2-Zq9"


@pytest.mark.parametrize(
    "text",
    [
        "Looking in indexes: https://ada:{}@pypi.firm.example/simple",
        "Looking in indexes: https://{}@pypi.firm.example/simple",
        "https://ada:a/b@c{}@pypi.firm.example/simple",
        "proxy http://FIRM%5Cada:{}@proxy:8080",
        "ProxyError('ada:{}@proxy.firm.example:3128')",
        "ada:{}@[::1]:3128",
        "FIRM\\ada:{}@proxy",
        "Authorization: Basic {}",
        'authorization: Digest username="ada", response="{}"',
        "{{'Proxy-Authorization': 'Bearer {}', 'Accept': '*/*'}}",
        "Cookie: session={}; other=1",
        "sent Bearer {} to the index",
        "HF_TOKEN={}",
        "export PIP_PASSWORD='{} with blanks'",
        '{{"api_key": "{} with blanks"}}',
        "UV_INDEX_FIRM_PASSWORD: {}",
        "--password {} --no-input",
        "--token={}",
        "https://files.example/x.whl?X-Amz-Signature={}&X-Amz-Expires=60",
        "https://files.example/x.whl?sig={}",
        "MY_KEY = a,b;c&{}",
    ],
)
def test_a_secret_is_hidden_wherever_it_stands(text: str) -> None:
    made = without_secrets(text.format(WORD), environment={})
    assert WORD not in made
    assert "***" in made


@pytest.mark.parametrize("token", ["ghp_" + "a1" * 18, "hf_" + "Ab" * 17, "AKIA" + "Z9" * 8])
def test_tokens_that_show_what_they_are_are_hidden(token: str) -> None:
    assert without_secrets(f"the server said {token}", environment={}) == "the server said ***"


@pytest.mark.parametrize(
    "text",
    [
        "Collecting torch==2.13.0 from https://download.pytorch.org/whl/cpu",
        "numpy==2.1.0 --hash=sha256:" + "0f" * 32,
        "git+https://github.com/x/y@v1.0",
        "https://mirror.example:8080/simple/x@v1",
        "C:\\Users\\ada@firm\\AppData\\Local\\HSFM",
        "KeyError: 'torch'",
        "Basic authentication failed",
        'File "a.py", line 3, in f: x@y',
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
        "onnxruntime-gpu>=1.18; sys_platform != 'darwin'",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert without_secrets(text, environment={}) == text


def test_the_rest_of_an_address_stays() -> None:
    made = without_secrets(f"https://ada:{WORD}@pypi.firm.example/simple/numpy/", environment={})
    assert made == "https://***@pypi.firm.example/simple/numpy/"


@pytest.mark.parametrize("name", ["HF_TOKEN", "TWINE_PASSWORD", "aws_secret_access_key", "X_KEY"])
def test_the_value_of_a_secret_variable_is_hidden_in_any_words(name: str) -> None:
    text = f"401 for the user {WORD}."
    assert without_secrets(text, environment={name: WORD}) == "401 for the user ***."
    assert without_secrets(text, environment={"HOME": WORD}) == text


def test_the_word_of_a_proxy_is_hidden_in_any_words_and_in_any_form() -> None:
    environment = {"https_proxy": "http://ada:p%40ssw%2Ford@proxy:8080"}
    for word in ("p@ssw/ord", "p%40ssw%2Ford"):
        assert without_secrets(f"'{word}' refused", environment=environment) == "'***' refused"


def test_short_values_and_files_of_keys_are_no_secrets(tmp_path: Path) -> None:
    environment = {"USE_TOKEN": "true", "SSL_KEY": str(tmp_path)}
    text = f"true, and {tmp_path} is there"
    assert without_secrets(text, environment=environment) == text


def test_the_process_own_variables_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRM_INDEX_PASSWORD", WORD)
    assert WORD not in without_secrets(f"it said {WORD}")


def test_lines_carry_their_time_and_their_kind(tmp_path: Path) -> None:
    log = SetupLog(tmp_path / "setup.log")
    log.line("Installing torch.")
    log.command(["/opt/my python/bin/python", "-m", "pip", "install", ""])
    log.output("Collecting torch\r\n\nDone\n")
    text = log.path.read_text(encoding="utf-8")
    assert re.sub(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ", "", text, flags=re.MULTILINE) == (
        "Installing torch.\n"
        "$ '/opt/my python/bin/python' -m pip install ''\n"
        "| Collecting torch\n"
        "| Done\n"
    )


@pytest.mark.parametrize(
    "args",
    [
        ["--proxy", f"http://ada:{WORD}@proxy:1"],
        ["--password", f"a 'b' {WORD}"],
        [f"--firm-password=a 'b' {WORD}"],
        [f"UV_TOKEN=a 'b' {WORD}"],
        ["--index-url", f"https://{WORD}@x.example/simple"],
    ],
)
def test_a_secret_argument_is_not_logged_and_the_next_one_is(
    tmp_path: Path, args: list[str]
) -> None:
    log = SetupLog(tmp_path / "setup.log")
    log.command(["pip", *args, "numpy"])
    text = log.path.read_text(encoding="utf-8")
    assert WORD not in text
    assert "***" in text
    assert text.endswith(" numpy\n")


@pytest.mark.parametrize("word", [WORD, 'it\'s "quoted" @ all', "p@ss"])
def test_words_that_the_caller_knows_are_hidden_everywhere(tmp_path: Path, word: str) -> None:
    log = SetupLog(tmp_path / "setup.log", secrets=[word, ""])
    log.line(f"about {word}")
    log.output(f"about {word}")
    log.command(["x", word])
    text = log.path.read_text(encoding="utf-8")
    assert word not in text
    assert text.count("***") == 3


def test_the_file_stays_bounded_and_its_end_is_kept_in_whole_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_module, "MAX_BYTES", 10_000)
    log = SetupLog(tmp_path / "setup.log")
    for number in range(1000):
        log.line(f"number {number}")
        assert log.path.stat().st_size <= 10_000
    lines = log.path.read_text(encoding="utf-8").splitlines()
    numbers = [int(line.rpartition(" ")[2]) for line in lines]
    assert numbers == list(range(1000 - len(lines), 1000))
    assert len(lines) > 100
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d number \d+$", line) for line in lines)
    assert [path.name for path in tmp_path.iterdir()] == ["setup.log"]


def test_it_keeps_two_megabytes() -> None:
    assert log_module.MAX_BYTES == 2_000_000


def test_the_tail_is_the_last_lines(tmp_path: Path) -> None:
    log = SetupLog(tmp_path / "setup.log")
    assert log.tail(5) == ""
    for number in range(20):
        log.line(f"number {number} {'ä' * 3000}")
    tail = log.tail(3).splitlines()
    assert [re.findall(r"number (\d+)", line) for line in tail] == [["17"], ["18"], ["19"]]
    assert log.tail(0) == ""
    assert len(log.tail(1000).splitlines()) == 20


def test_a_line_without_end_is_cut(tmp_path: Path) -> None:
    log = SetupLog(tmp_path / "setup.log")
    log.output("x" * 1_000_000)
    assert log.path.stat().st_size < 5000


@pytest.mark.parametrize("text", ["x", "token", "-", "a:", "://", "key=", "x@", "(", "password "])
def test_hiding_takes_time_in_proportion_to_the_text(text: str) -> None:
    def seconds_of(characters: int) -> float:
        begun_s = time.process_time()
        without_secrets(text * (characters // len(text)), environment={})
        return time.process_time() - begun_s

    once = min(seconds_of(100_000) for _ in range(3))
    twice = min(seconds_of(200_000) for _ in range(3))
    assert twice < 3 * once + 0.1  # in proportion to the square it would take four times as long


def test_lines_wait_until_the_folder_is_there(tmp_path: Path) -> None:
    log = SetupLog(tmp_path / "runtime" / "setup.log")
    log.line("first")
    assert not log.path.parent.exists()
    assert log.tail(5).endswith("first")
    log.path.parent.mkdir()
    log.line("second")
    assert [line[-6:] for line in log.tail(5).splitlines()] == [" first", "second"]
    assert log.path.read_text(encoding="utf-8").count("first") == 1


def test_a_full_disk_stops_nothing_and_loses_no_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = SetupLog(tmp_path / "setup.log")
    log.line("before")

    class Full:
        def __init__(self, file: object) -> None:
            self.file = file

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def __getattr__(self, name: str) -> object:
            return getattr(self.file, name)

        def write(self, data: bytes) -> int:
            if self.file.tell() > 40:
                raise OSError(errno.ENOSPC, "No space left on device")
            return self.file.write(data[:5])

    opened = Path.open
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", lambda *a, **k: Full(opened(*a, **k)))
        log.line("during one")
        log.line("during two")
    log.line("after")
    words = [line[20:] for line in log.path.read_text(encoding="utf-8").splitlines()]
    assert words == ["before", "during one", "during two", "after"]


def test_threads_do_not_mix_their_lines(tmp_path: Path) -> None:
    log = SetupLog(tmp_path / "setup.log")
    threads = [
        threading.Thread(target=lambda: [log.line("x" * 200) for _ in range(50)]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = log.path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 200
    assert all(line.endswith(" " + "x" * 200) for line in lines)
