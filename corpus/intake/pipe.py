"""Messages over a pipe: the length of each, then itself."""

from typing import IO

_LENGTH_BYTES = 8


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write one message, and see that it is on its way."""
    pipe.write(len(message).to_bytes(_LENGTH_BYTES, "big"))
    pipe.write(message)
    pipe.flush()


def receive(pipe: IO[bytes], limit: int) -> bytes:
    """The next message.

    Raises:
        EOFError: the other end closed before the message was whole.
        ValueError: the message is longer than `limit` bytes.
    """
    length = int.from_bytes(_exactly(pipe, _LENGTH_BYTES), "big")
    if length > limit:
        raise ValueError(f"a message of {length} bytes")
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    message = pipe.read(length)
    if len(message) < length:
        raise EOFError(f"{len(message)} of {length} bytes")
    return message
