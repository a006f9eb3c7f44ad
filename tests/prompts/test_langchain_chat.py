"""A real LangChain client against a scripted OpenAI-compatible server."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.tracers.langchain import wait_for_all_tracers
from langsmith.utils import get_env_var

from prompts.answers import FindingsForm
from prompts.errors import ModelRefused, ModelUnavailable, UnusableAnswer
from prompts.langchain_chat import LangChainModel
from prompts.options import ModelOptions
from prompts.usage import Usage
from tests.prompts.fakes import SmallForm, a_finding, findings
from tests.prompts.langchain_cases import GOOD, WRITTEN, a_model, asked
from tests.prompts.scripted_server import (
    Received,
    ScriptedServer,
    Step,
    answering,
    refusing,
    saying,
)


def without_schema(status: int) -> Any:
    def script(received: Received) -> Step:
        return refusing(status) if received.by_schema else answering(GOOD)(received)

    return script


def test_a_good_answer_is_read_with_what_it_took() -> None:
    with ScriptedServer(saying(WRITTEN, tokens=(120, 30))) as server:
        reply = a_model(server).ask("停電は何台か", SmallForm)

    assert reply.answer == GOOD
    assert reply.usage == Usage(sent=120, received=30)


def test_a_form_of_a_task_is_read() -> None:
    expected = findings(a_finding())
    with ScriptedServer(answering(expected)) as server:
        assert a_model(server).ask("整理して", FindingsForm).answer == expected


def test_what_is_sent_is_the_prompt_the_form_and_nothing_left_to_chance() -> None:
    with ScriptedServer(saying(WRITTEN)) as server:
        a_model(server, answer_tokens=77).ask("停電は何台か", SmallForm)

    [received] = server.received
    body = received.body
    assert received.prompt == "停電は何台か"
    assert (body["model"], body["temperature"], body["seed"]) == ("scripted", 0.0, 0)
    assert body["max_completion_tokens"] == 77
    asked_form = body["response_format"]["json_schema"]
    assert asked_form["strict"] is True
    assert asked_form["schema"]["required"] == ["word", "count"]


def test_temperature_and_seed_can_be_left_out() -> None:
    with ScriptedServer(saying(WRITTEN)) as server:
        a_model(server, temperature=None, seed=None).ask("停電は何台か", SmallForm)

    assert not {"temperature", "seed"} & server.received[0].body.keys()


def test_a_local_server_is_not_given_the_key_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    with ScriptedServer(saying(WRITTEN)) as server:
        a_model(server).ask("停電は何台か", SmallForm)

    assert server.received[0].headers["authorization"] == "Bearer none"


def test_a_local_server_is_not_reached_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")

    assert asked(saying(WRITTEN)) == GOOD


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```\n"])
def test_json_in_a_code_fence_is_read(fence: str) -> None:
    assert asked(saying(fence.replace("{}", WRITTEN))) == GOOD


@pytest.mark.parametrize("status", [400, 404, 422, 500, 501])
def test_a_server_without_json_schema_is_asked_by_function_call_from_then_on(status: int) -> None:
    with ScriptedServer(without_schema(status)) as server:
        model = a_model(server)
        answers = [model.ask("停電は", SmallForm).answer for _ in range(2)]

    assert answers == [GOOD, GOOD]
    assert [received.by_tool for received in server.received] == [False, True, True]
    assert model.method == "function_calling"


def test_a_server_that_knew_json_schema_is_not_asked_otherwise_later() -> None:
    with ScriptedServer(saying(WRITTEN), refusing(500)) as server:
        model = a_model(server)
        model.ask("停電は", SmallForm)
        with pytest.raises(ModelUnavailable):
            model.ask("停電は", SmallForm)

    assert not any(received.by_tool for received in server.received)


def test_a_method_that_was_set_otherwise_does_not_change() -> None:
    with (
        ScriptedServer(refusing(400)) as server,
        pytest.raises(ModelRefused, match="status 400$"),
    ):
        a_model(server, method="function_calling").ask("停電は", SmallForm)

    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("tokens", "usage"),
    [
        ((-5000, -5000), Usage(sent=0, received=0)),
        (("many", None), None),
    ],
    ids=["negative", "no numbers"],
)
def test_what_a_server_tells_of_tokens_is_not_taken_on_trust(tokens: Any, usage: Any) -> None:
    answer = json.loads(saying(WRITTEN, finish="length").body)
    answer["usage"] = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}

    with pytest.raises(UnusableAnswer) as caught:
        asked(Step(body=json.dumps(answer).encode()))
    assert caught.value.usage == usage


def test_a_server_may_keep_its_tokens_to_itself() -> None:
    answer = json.loads(saying(WRITTEN).body)
    del answer["usage"]
    with ScriptedServer(Step(body=json.dumps(answer).encode())) as server:
        assert a_model(server).ask("停電は", SmallForm).usage is None


def test_calls_are_no_more_than_the_limit_a_second() -> None:
    with ScriptedServer(saying(WRITTEN)) as server:
        model = a_model(server, calls_a_second=10)
        started = time.monotonic()
        for _ in range(4):
            model.ask("停電は", SmallForm)

    assert time.monotonic() - started >= 0.3


def test_counting_tokens_fetches_nothing() -> None:
    options = ModelOptions(base_url="http://127.0.0.1:1/v1")

    assert LangChainModel.load("openai:gpt-4.1", options).chat.get_num_tokens("停電") == 3


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:
    with ScriptedServer(saying(WRITTEN)) as elsewhere:
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "k")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", elsewhere.url)
        environment: Any = get_env_var
        environment.cache_clear()
        yield elsewhere
    environment.cache_clear()


def test_a_trace_that_is_switched_on_takes_no_report_along(traced: ScriptedServer) -> None:
    assert asked(saying(WRITTEN)) == GOOD

    wait_for_all_tracers()
    assert traced.received == []
