"""A real LangChain client against a scripted OpenAI-compatible server."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.tracers.langchain import wait_for_all_tracers
from langsmith.utils import get_env_var

from prompts.answers import FindingsForm
from prompts.errors import ModelFault, ModelRefused, ModelUnavailable, UnusableAnswer
from prompts.langchain_chat import LangChainModel
from prompts.options import ModelOptions
from prompts.usage import Usage
from tests.prompts.fakes import SmallForm, a_finding, findings
from tests.prompts.scripted_server import (
    Received,
    ScriptedServer,
    Step,
    answering,
    calling,
    refusing,
    saying,
)

GOOD = SmallForm(word="停電", count=3)
WRITTEN = GOOD.model_dump_json()
SOON = 0.4


def a_model(server: ScriptedServer, **options: Any) -> LangChainModel:
    told = {"timeout_seconds": SOON, "max_retries": 0, **options}
    return LangChainModel.load("openai:scripted", ModelOptions(base_url=server.url, **told))


def asked(*script: Any, **options: Any) -> SmallForm:
    with ScriptedServer(*script) as server:
        return a_model(server, **options).ask("停電は何台か", SmallForm).answer


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


@pytest.mark.parametrize(
    "content",
    [
        "",
        "停電は三台です。",
        '{"word": "停電", "count": 3',
        '{"word": "停電", "count": 3}}',
        '{"word": "停電"}',
        '{"word": "停電", "count": "3"}',
        '{"word": "停電", "count": 3, "send": "all"}',
        "[" * 5000,
        "null",
        f"{WRITTEN}\n{WRITTEN}",
    ],
    ids=[
        *("nothing", "words", "half", "one brace more", "one missing", "wrong type", "one more"),
        *("deep", "null", "twice"),
    ],
)
def test_an_answer_of_another_form_is_not_usable(content: str) -> None:
    with pytest.raises(
        UnusableAnswer, match=r"^langchain:openai:scripted: SmallForm: \d+ faults$"
    ):
        asked(saying(content))


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```\n"])
def test_json_in_a_code_fence_is_read(fence: str) -> None:
    assert asked(saying(fence.replace("{}", WRITTEN))) == GOOD


@pytest.mark.parametrize("content", [WRITTEN, WRITTEN[:-4]], ids=["whole", "half"])
def test_an_answer_that_was_cut_off_is_not_usable_whatever_it_holds(content: str) -> None:
    with pytest.raises(UnusableAnswer, match="cut off") as caught:
        asked(saying(content, finish="length", tokens=(100, 4096)))

    assert caught.value.usage == Usage(sent=100, received=4096)


def test_a_tool_call_that_was_cut_off_is_not_usable() -> None:
    step = json.loads(calling(WRITTEN, name="SmallForm").body)
    step["choices"][0]["finish_reason"] = "length"

    with pytest.raises(UnusableAnswer, match="cut off"):
        asked(Step(body=json.dumps(step).encode()), method="function_calling")


def test_an_answer_that_was_filtered_is_not_usable() -> None:
    with pytest.raises(UnusableAnswer, match="ContentFilter"):
        asked(saying("", finish="content_filter"))


@pytest.mark.parametrize(
    "body",
    [b"", b"not json", b'{"choices": null}', b"[]", b'{"choices": []}', b"\xff\xfe"],
    ids=["empty", "words", "no choices", "a list", "none of them", "no text"],
)
def test_a_malformed_response_is_not_usable(body: bytes) -> None:
    with pytest.raises(UnusableAnswer):
        asked(Step(body=body))


@pytest.mark.parametrize(
    "step",
    [
        Step(pause=SOON * 2),
        Step(body=b" " * 4000, drip=0.01),
        Step(body=b'{"id": "1", "choices": [', promised=4000),
        Step(body=b" " * 3000),
    ],
    ids=["nothing comes", "a byte now and then", "dropped in the middle", "oversized"],
)
def test_a_response_that_does_not_come_to_its_end_is_given_up(step: Step) -> None:
    started = time.monotonic()

    with pytest.raises(ModelUnavailable):
        asked(step, answer_bytes=2000)
    assert time.monotonic() - started < SOON * 5


def test_a_server_that_is_not_there_is_unavailable() -> None:
    options = ModelOptions(base_url="http://127.0.0.1:1/v1", max_retries=0)

    with pytest.raises(ModelUnavailable, match="OpenAIConnectionError"):
        LangChainModel.load("openai:scripted", options).ask("停電は", SmallForm)


def test_too_many_requests_are_made_again_when_the_server_says() -> None:
    started = time.monotonic()
    with ScriptedServer(refusing(429, retry_after="0.2"), saying(WRITTEN)) as server:
        assert a_model(server, max_retries=1).ask("停電は", SmallForm).answer == GOOD

    assert len(server.received) == 2
    assert 0.2 <= time.monotonic() - started < 5


@pytest.mark.parametrize(
    "first", [refusing(500), refusing(503), Step(pause=SOON * 2), Step(promised=10)]
)
def test_a_passing_fault_is_tried_again(first: Step) -> None:
    with ScriptedServer(first, saying(WRITTEN)) as server:
        assert a_model(server, max_retries=1).ask("停電は", SmallForm).answer == GOOD


@pytest.mark.parametrize("status", [429, 503])
def test_a_fault_that_does_not_pass_is_given_up(status: int) -> None:
    with (
        ScriptedServer(refusing(status, retry_after="0.01")) as server,
        pytest.raises(ModelUnavailable, match=f"status {status}$"),
    ):
        a_model(server, max_retries=2).ask("停電は", SmallForm)

    assert len(server.received) == 3


def test_500_for_ever_is_given_up_after_both_methods() -> None:
    with (
        ScriptedServer(refusing(500)) as server,
        pytest.raises(ModelUnavailable, match="status 500$"),
    ):
        a_model(server).ask("停電は", SmallForm)

    assert [received.by_tool for received in server.received] == [False, True]


@pytest.mark.parametrize("status", [401, 403, 302, 307])
def test_a_refusal_is_not_tried_again(status: int) -> None:
    with (
        ScriptedServer(refusing(status, location="http://127.0.0.1:1/")) as server,
        pytest.raises(ModelRefused, match=f"status {status}$"),
    ):
        a_model(server, max_retries=2).ask("停電は", SmallForm)

    assert len(server.received) == 1


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


def test_a_function_call_that_is_malformed_is_not_usable() -> None:
    with pytest.raises(UnusableAnswer, match="faults"):
        asked(calling('{"word": "停電', name="SmallForm"), method="function_calling")


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


@pytest.mark.parametrize(
    "script",
    [
        saying('{"word": "秘密の報告", "count": "x"}'),
        saying("秘密の報告", finish="length"),
        Step(status=401, body='{"error": {"message": "秘密の報告"}}'.encode()),
        Step(status=503, body='{"error": {"message": "秘密の報告"}}'.encode()),
        Step(body="秘密の報告".encode()),
    ],
    ids=["form", "cut off", "refused", "unavailable", "malformed"],
)
def test_an_error_holds_nothing_that_was_said(script: Step) -> None:
    with ScriptedServer(script) as server, pytest.raises(ModelFault) as caught:
        a_model(server).ask("秘密の報告", SmallForm)

    assert "秘密" not in f"{caught.value!r} {caught.value}"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
