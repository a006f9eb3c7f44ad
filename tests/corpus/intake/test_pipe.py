"""Messages over a pipe."""

from io import BytesIO

import pytest

from corpus.intake.pipe import receive, send


def test_messages_come_one_by_one() -> None:
    pipe = BytesIO()
    send(pipe, b"one")
    send(pipe, b"")
    pipe.seek(0)
    assert [receive(pipe, 9), receive(pipe, 9)] == [b"one", b""]


def test_half_a_message_is_none() -> None:
    with pytest.raises(EOFError):
        receive(BytesIO(bytes(7) + b"\x05four"), 9)


def test_a_message_too_long_is_not_read() -> None:
    with pytest.raises(ValueError, match="10 bytes"):
        receive(BytesIO(bytes(7) + b"\x0a" + bytes(10)), 9)
