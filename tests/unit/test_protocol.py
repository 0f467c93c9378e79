"""Lines and messages of the wire, without a process."""

from __future__ import annotations

import json
import os
import threading

import pytest

from engine.errors import (
    BY_CODE,
    EngineError,
    InputNotFound,
    InternalBug,
    ProtocolError,
    UnknownMessageType,
)
from engine.protocol import (
    FINAL,
    FROM_ENGINE,
    MAX_LINE_BYTES,
    TO_ENGINE,
    decode,
    encode,
    error_from_message,
    error_message,
)
from engine.wire.lines import read_lines


def test_a_message_survives_the_wire() -> None:
    message = {"type": "run", "id": "ä€😀", "options": {"rate": 0.001, "quiet": None}}
    assert decode(encode(message), TO_ENGINE) == message


def test_a_line_is_ascii_and_has_one_newline() -> None:
    line = encode({"type": "log", "text": "zwei\nZeilen, Maße in µm"})
    assert line.isascii()
    assert line.index(b"\n") == len(line) - 1


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object()])
def test_what_json_does_not_know_is_not_sent(value: object) -> None:
    with pytest.raises(ProtocolError, match="result"):
        encode({"type": "result", "value": value})


def test_the_longest_line_is_a_mebibyte() -> None:
    frame = len(encode({"type": "log", "text": ""}))
    assert len(encode({"type": "log", "text": "x" * (MAX_LINE_BYTES - frame)})) == MAX_LINE_BYTES
    with pytest.raises(ProtocolError, match="1048577"):
        encode({"type": "log", "text": "x" * (MAX_LINE_BYTES - frame + 1)})


@pytest.mark.parametrize("line", [b"", b"x", b"[]", b"{}", b'{"type":1}', b"\xff", b'{"type":NaN}'])
def test_junk_is_bad_json(line: bytes) -> None:
    with pytest.raises(ProtocolError) as caught:
        decode(line, TO_ENGINE)
    assert caught.value.code == "protocol.bad_json"


def test_each_side_knows_only_the_types_of_the_other() -> None:
    assert not TO_ENGINE & FROM_ENGINE
    assert FINAL < FROM_ENGINE
    with pytest.raises(UnknownMessageType, match="ready"):
        decode(b'{"type":"ready"}', TO_ENGINE)


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_every_error_arrives_as_its_own_class(code: str) -> None:
    sent = BY_CODE[code]("What is wrong.", hint="What to do.", detail="Why.")
    message = json.loads(encode(error_message(sent, "a")))
    arrived = error_from_message(message)
    assert type(arrived) is type(sent)
    assert (arrived.code, arrived.message, arrived.hint, arrived.detail) == (
        code,
        "What is wrong.",
        "What to do.",
        "Why.",
    )


def test_no_two_error_classes_share_a_code() -> None:
    classes = _subclasses(EngineError)
    codes = [cls.code for cls in classes]
    assert sorted(codes) == sorted(set(codes))
    assert set(BY_CODE) == set(codes)


def test_an_unforeseen_exception_is_a_bug() -> None:
    message = error_message(ZeroDivisionError("x"), None)
    assert message["code"] == "internal.bug"
    assert "ZeroDivisionError" in message["message"]


def test_an_error_with_endless_words_still_fits_into_a_line() -> None:
    error = InputNotFound("m" * (2 << 20), hint="h" * (2 << 20), detail="d" * (2 << 20) + "end")
    line = encode(error_message(error, "a"))
    assert len(line) < 64_000
    assert json.loads(line)["detail"].endswith("end")


def test_an_error_code_from_the_future_is_kept_in_the_detail() -> None:
    error = error_from_message({"type": "error", "code": "moon.full", "message": "Howl."})
    assert isinstance(error, InternalBug)
    assert error.message == "Howl."
    assert "moon.full" in error.detail


def test_lines_are_cut_wherever_the_pieces_end() -> None:
    assert _lines_of(b"one\ntw", b"o\n\nthr", b"ee\n") == [b"one", b"two", b"", b"three"]


def test_a_line_that_was_never_finished_is_dropped() -> None:
    assert _lines_of(b"whole\n", b'{"type":"shut') == [b"whole"]


def test_a_line_that_is_too_long_is_skipped_and_the_next_one_read() -> None:
    endless = [b"x" * (MAX_LINE_BYTES // 4)] * 9
    assert _lines_of(*endless, b"\nnext\n") == [None, b"next"]


def _lines_of(*pieces: bytes) -> list[bytes | None]:
    reading, writing = os.pipe()

    def write() -> None:
        with os.fdopen(writing, "wb", buffering=0) as pipe:
            for piece in pieces:
                pipe.write(piece)

    threading.Thread(target=write, daemon=True).start()
    try:
        return list(read_lines(reading))
    finally:
        os.close(reading)


def _subclasses(cls: type[EngineError]) -> list[type[EngineError]]:
    return [found for sub in cls.__subclasses__() for found in (sub, *_subclasses(sub))]
