"""A real LangChain client against a scripted server that fails, refuses or answers badly."""

import json
import time

import pytest

from prompts.errors import ModelFault, ModelRefused, ModelUnavailable, UnusableAnswer
from prompts.langchain_chat import LangChainModel
from prompts.options import ModelOptions
from prompts.usage import Usage
from tests.prompts.fakes import SmallForm
from tests.prompts.langchain_cases import GOOD, SOON, WRITTEN, a_model, asked
from tests.prompts.scripted_server import ScriptedServer, Step, calling, refusing, saying


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


def test_a_function_call_that_is_malformed_is_not_usable() -> None:
    with pytest.raises(UnusableAnswer, match="faults"):
        asked(calling('{"word": "停電', name="SmallForm"), method="function_calling")


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
