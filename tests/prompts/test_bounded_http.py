import httpx2
import pytest

from prompts.bounded_http import BoundedClient
from tests.prompts.scripted_server import ScriptedServer, Step


def test_a_response_within_bounds_is_read_to_its_end() -> None:
    with (
        ScriptedServer(Step(body=b"x" * 10)) as server,
        BoundedClient(seconds=5, longest=10, proxies=False) as client,
    ):
        response = client.get(server.url)

    assert response.content == b"x" * 10
    assert response.is_closed


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        (Step(body=b"x" * 11), httpx2.DecodingError),
        (Step(body=b"x" * 9, drip=0.1), httpx2.ReadTimeout),
        (Step(pause=1), httpx2.ReadTimeout),
        (Step(body=b"x", promised=5), httpx2.RemoteProtocolError),
    ],
    ids=["too long", "too slow", "nothing", "dropped"],
)
def test_a_response_out_of_bounds_is_given_up(step: Step, fault: type[Exception]) -> None:
    with (
        ScriptedServer(step) as server,
        BoundedClient(seconds=0.3, longest=10, proxies=False) as client,
        pytest.raises(fault),
    ):
        client.get(server.url)


def test_a_stream_is_bounded_as_well() -> None:
    with (
        ScriptedServer(Step(body=b"x" * 11)) as server,
        BoundedClient(seconds=5, longest=10, proxies=False) as client,
        client.stream("GET", server.url) as response,
        pytest.raises(httpx2.DecodingError),
    ):
        list(response.iter_bytes())


def test_a_redirect_is_not_followed() -> None:
    with (
        ScriptedServer(Step(status=307, headers={"location": "/elsewhere"})) as server,
        BoundedClient(seconds=5, longest=10, proxies=False) as client,
    ):
        assert client.post(server.url, json={}).status_code == 307

    assert [received.path for received in server.received] == ["/v1"]
