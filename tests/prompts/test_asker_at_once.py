"""Many are asked at once, of a scripted server."""

from dataclasses import replace
from pathlib import Path

from prompts.asker import Asked
from prompts.errors import ModelRefused
from tests.prompts.asker_cases import GOOD, over_http
from tests.prompts.fakes import REPORT, a_request
from tests.prompts.scripted_server import (
    Received,
    ScriptedServer,
    Step,
    answering,
    refusing,
    saying,
)


def test_many_are_asked_in_order_and_faults_are_values(tmp_path: Path) -> None:
    def script(received: Received) -> Step:
        if "事例3" in received.prompt:
            return refusing(401)
        return answering(GOOD)(received)

    with ScriptedServer(script) as server:
        asker = over_http(tmp_path, server)
        brought = asker.ask_many([a_request(f"事例{n}。{REPORT}") for n in range(6)])

    assert [type(one) for one in brought] == [Asked] * 3 + [ModelRefused] + [Asked] * 2


def test_no_more_are_asked_at_once_than_may_be(tmp_path: Path) -> None:
    good = saying(GOOD.model_dump_json())
    with ScriptedServer(replace(good, pause=0.1)) as server:
        asker = over_http(tmp_path, server)
        asker.ask_many([a_request(f"事例{n}。{REPORT}") for n in range(6)], at_once=3)

    assert len(server.received) == 6
    assert 2 <= server.most_at_once <= 3


def test_the_same_is_asked_once_however_many_ask_at_once(tmp_path: Path) -> None:
    good = saying(GOOD.model_dump_json())
    with ScriptedServer(replace(good, pause=0.1)) as server:
        brought = over_http(tmp_path, server).ask_many([a_request()] * 4)

    assert len(server.received) == 1
    assert sorted(one.cached for one in brought if isinstance(one, Asked)) == [False] + [True] * 3
