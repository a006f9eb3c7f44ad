"""HTTP to a model's server with an end to everything: time, size, and where it may lead."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx2


class BoundedClient(httpx2.Client):
    """An HTTP client that gives up on an answer that is too long or comes too slowly.

    The time-out of httpx2 is for each piece, so a server that sends a byte now and then would
    never reach it; here the whole answer must be in after the same time again. No redirect is
    followed: a report goes to the server that was named, and nowhere else. `proxies` says whether
    those of the environment are used; for a server on this machine they must not be.
    """

    def __init__(self, *, seconds: float, longest: int, proxies: bool) -> None:
        super().__init__(timeout=seconds, follow_redirects=False, trust_env=proxies)
        self._seconds = seconds
        self._longest = longest

    def send(
        self, request: httpx2.Request, *, stream: bool = False, **options: Any
    ) -> httpx2.Response:
        """The response to `request`, read to its end unless it is to be streamed."""
        response = super().send(request, stream=True, **options)
        assert isinstance(response.stream, httpx2.SyncByteStream)  # a client that is not async
        response.stream = _Bounded(
            response.stream, time.monotonic() + self._seconds, self._longest, request
        )
        if not stream:
            try:
                response.read()
            finally:
                response.close()
        return response


@dataclass(frozen=True, slots=True)
class _Bounded(httpx2.SyncByteStream):
    """A response's bytes, up to `longest` of them and until `deadline` (monotonic seconds)."""

    inner: httpx2.SyncByteStream
    deadline: float
    longest: int
    request: httpx2.Request

    def __iter__(self) -> Iterator[bytes]:
        told = 0
        for piece in self.inner:
            told += len(piece)
            if told > self.longest:
                raise httpx2.DecodingError(f"over {self.longest} bytes", request=self.request)
            if time.monotonic() > self.deadline:
                raise httpx2.ReadTimeout("the whole answer took too long", request=self.request)
            yield piece

    def close(self) -> None:
        self.inner.close()
